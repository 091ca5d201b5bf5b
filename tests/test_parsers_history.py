"""Is the history of a mail told from its new words, whatever program and language put it there?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Address, Mail
from parsers.text import header_words, history, html, quotes

DAY = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    expected: str
    text: str
    html: str
    suite: str


def cases() -> list[Case]:
    path = Path(__file__).parent / "data" / "quotes-own.jsonl"
    said = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Case(
            one["id"],
            one["expected"],
            one.get("text") or html.to_text(one["html"]),
            one.get("html", ""),
            one["suite"],
        )
        for one in said
    ]


CASES = cases()
REPLIES = [case for case in CASES if not case.html and case.text.strip() != case.expected.strip()]


def words(text: str, marked: str = "") -> quotes.Split:
    mail = Mail(
        key="k", sender=Address("anna@nordlicht.example"), date=DAY, received=DAY, text=text, html=marked
    )
    return quotes.words_of(mail)


def bare(text: str) -> str:
    return "".join(text.split())


def holds(split: quotes.Split, expected: str) -> bool:
    """The words themselves, or with the signature and footer that stood below them."""
    below = (split.own, split.signature, split.footer)
    return bare(expected) in {bare("".join(below[:many])) for many in (1, 2, 3)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_new_words_of_a_labelled_mail_are_found_exactly(case: Case) -> None:
    split = words(case.text, case.html)

    assert holds(split, case.expected), split


def test_the_labelled_set_covers_ten_languages_and_the_clients_of_china() -> None:
    path = Path(__file__).parent / "data" / "quotes-own.jsonl"
    said = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    languages = [one["language"] for one in said]

    assert len(said) >= 150
    assert all(
        languages.count(one) >= 10 for one in ("zh", "en", "de", "es", "fr", "pt", "ru", "ja", "ar", "tr")
    )
    assert sum(one["suite"] == "chinese clients" for one in said) >= 40


# -- the same mail in another dress ----------------------------------------------------------------------


def in_divs(text: str) -> str:
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))


def in_paragraphs(text: str) -> str:
    return "".join(f"<p class=MsoNormal>{escape(line) or '&nbsp;'}</p>" for line in text.split("\n"))


def in_breaks(text: str) -> str:
    return "<br>\n".join(escape(line) for line in text.split("\n"))


@pytest.mark.parametrize("dress", [in_divs, in_paragraphs, in_breaks], ids=lambda dress: dress.__name__)
@pytest.mark.parametrize("case", REPLIES, ids=lambda case: case.id)
def test_html_without_marks_says_the_same_as_plain_text(case: Case, dress: Callable[[str], str]) -> None:
    body = f"<html><body>{dress(case.text)}</body></html>"

    assert holds(words(html.to_text(body), body), case.expected)


GAPPED = "own2 gap"
"""Here the blank line itself tells name, program or block of an unknown language from words."""


@pytest.mark.parametrize("case", REPLIES, ids=lambda case: case.id)
def test_windows_line_ends_hard_spaces_and_no_blank_line_above_change_nothing(case: Case) -> None:
    windows = case.text.replace("\n", "\r\n")
    hard = case.text.replace(" ", "\xa0")
    tight = case.text.replace(f"{case.expected}\n\n", f"{case.expected}\n", 1)
    tight = case.text if case.suite == GAPPED else tight

    assert [holds(words(text), case.expected) for text in (windows, hard, tight)] == [True, True, True]


# -- HTML beside plain text ------------------------------------------------------------------------------

OFFER = "<p>Dear Anna, our offer is attached.</p>"


def test_where_the_plain_part_shows_no_history_the_marks_in_html_do() -> None:
    body = f'<p>We take 300 pcs.</p><div class="gmail_quote"><div class="gmail_attr">x</div>{OFFER}</div>'

    split = words("We take 300 pcs.\n\nDear Anna, our offer is attached.", body)

    assert split.own == "We take 300 pcs."


def test_where_html_has_no_marks_its_text_is_read_by_its_words() -> None:
    header = (
        "<p><b>From:</b> Li &lt;li@firma.example&gt;<br><b>Sent:</b> Friday 9:12<br><b>Subject:</b> Offer</p>"
    )

    split = words("We take 300 pcs.", f"<p>We take 300 pcs.</p><hr>{header}{OFFER * 3}")

    assert split.own == "We take 300 pcs."
    assert "our offer" in split.quoted


def test_answers_in_red_that_the_sender_announces_are_own_words() -> None:
    header = '<div style="border-top:solid #E1E1E1 1.0pt">From: Li<br>Sent: Friday 9:12<br>To: Anna</div>'
    asked = "<p>Which colour do you need for the goods?</p>"
    body = f"<p>See my answers in red.</p>{header}{asked}<p style='color:#FF0000'>Blue</p>"

    split = words(html.to_text(body), body)

    assert split.own == "See my answers in red.\nBlue"


def test_red_letters_in_the_old_mail_stay_there_without_an_announcement() -> None:
    header = '<div style="border-top:solid #E1E1E1 1.0pt">From: Li<br>Sent: Friday 9:12<br>To: Anna</div>'
    body = f"<p>We agree.</p>{header}<p>Old price</p><p style='color:red'>Valid until May</p>"

    assert words(html.to_text(body), body).own == "We agree."


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("<p>We say:</p><p>yes</p><blockquote>300</blockquote>Please.", "We say:\nyes\n300\nPlease."),
        ("Yes.<blockquote>Which port?</blockquote>", "Yes."),
        ("Yes.<div>Li, 27.02.2026 09:12:</div><blockquote>Which port?</blockquote>", "Yes."),
        ('<blockquote style="margin:0 0 0 40px;border:none;padding:0">300 pcs</blockquote>Hi', "300 pcs\nHi"),
    ],
)  # fmt: skip
def test_a_blockquote_without_marks_is_history_only_where_it_leads_there(body: str, own: str) -> None:
    assert words(html.to_text(body), body).own == own


def test_preformatted_text_keeps_its_lines() -> None:
    assert (
        html.to_text('<pre class="moz-signature">-- \nAnna\nNordlicht GmbH</pre>')
        == "--\nAnna\nNordlicht GmbH"
    )
    assert html.to_text('<p style="white-space:pre-wrap">a\nb</p>') == "a\nb"


# -- small traps -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("-----Original Message-----", True),
        ("------------------&nbsp;原始邮件&nbsp;------------------".replace("&nbsp;", " "), True),
        ("-------- Oprindelig besked --------", True),
        ("---- On Fri, 27 Feb 2026 09:12:00 +0800 Li <li@firma.example> wrote ----", True),
        ("======= 2026-02-27 09:12:00 您在来信中写道：=======", True),
        ("Begin forwarded message:", True),
        ("-- original invoice, 3 copies", False),
        ("-- 原始邮件截图", False),
        ("----------", False),
        ("- Original", False),
    ],
)
def test_a_separator_has_rules_on_both_sides_or_nothing_but_its_words(line: str, is_one: bool) -> None:
    assert header_words.is_separator(line) is is_one


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organization. Do not click links.",
        "[EXTERNAL]",
        "ACHTUNG: Diese E-Mail kommt von einem externen Absender.",
        "PRECAUCIÓN: Este correo se originó fuera de la organización.",
        "【外部邮件】",
        "注意：此邮件来自外部，请勿点击链接。",
        "You don't often get email from anna@nordlicht.example. Learn why this is important",
    ],
)
def test_a_banner_of_the_gateway_is_nobodys_word(banner: str) -> None:
    assert words(f"{banner}\n\nWe take 300 pcs.").own == "We take 300 pcs."


@pytest.mark.parametrize(
    "line",
    [
        "Attention: Mr Li, please see the attachments.",
        "Warning: the links of the chain are broken.",
        "注意：外部尺寸有变。",
    ],
)
def test_a_sentence_that_begins_like_a_banner_stays(line: str) -> None:
    assert words(f"{line}\nWe wait for your answer.").own == f"{line}\nWe wait for your answer."


def test_quotes_with_initials_and_what_stands_between_them() -> None:
    split = words(
        "Hello,\n\nOn 27 Feb 2026, 9:12, you wrote:\n\nLW> Which port?\n\nHamburg.\nLW> Colour?\nBlue."
    )

    assert split.own == "Hello,\n\nHamburg.\nBlue."


def test_the_address_that_foxmail_puts_above_the_history_is_signature() -> None:
    header = "发件人： 李伟\n发送时间： 2026-02-27 09:12\n收件人： 王芳\n主题： 报价"
    body = f"可以。\n\nanna@nordlicht.example\n \n{header}\n\n请确认。"

    split = words(body)

    assert (split.own, split.signature) == ("可以。", "anna@nordlicht.example")


def test_the_last_answer_below_a_quoted_question_is_no_signature() -> None:
    split = words("Hallo Li,\n\n> Welche Farbe?\n\nBlau.\n\n> Wohin?\n\nFrei Haus Hamburg.")

    assert split.own == "Hallo Li,\n\nBlau.\n\nFrei Haus Hamburg."


def test_a_mail_signed_with_pgp_keeps_only_its_words() -> None:
    seal = "-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----"
    body = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWe agree.\n{seal}"

    assert words(body).own == "We agree."


LINES = st.sampled_from(
    [case.text.split("\n")[n] for case in CASES for n in (0, 2, 3, 4) if n < case.text.count("\n")]
)


@given(st.lists(LINES | st.text(max_size=20), max_size=20).map("\n".join))
@settings(max_examples=300)
def test_nothing_is_ever_cut_down_to_nothing(body: str) -> None:
    assert bool(words(body).own.strip()) == bool(body.strip())


@given(st.lists(LINES | st.text(max_size=20), max_size=20))
@settings(max_examples=200)
def test_marks_stand_in_order_and_within_the_body(lines: list[str]) -> None:
    found = history.marks(lines, set(), 0)

    assert all(0 <= mark.start < mark.end <= len(lines) for mark in found)

"""What is shown: safe whatever a sender wrote, aligned, and the same for programs."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from model import (
    CustomerId,
    Duty,
    FollowUp,
    FollowUpId,
    Label,
    MailId,
    Obligation,
    RepId,
    Source,
    Tag,
    Unknown,
)
from store.lookups import Member, Sign
from store.queries import Card, Question, StoredMail, TimelineRow
from worker import card_lists, explain, lists, render
from worker.render import Column

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)
"""Friday, noon in Shanghai."""
COLUMNS = (Column("id", "id", stays=True), Column("subject", "subject"), Column("hidden"))

HOSTILE = [
    "\x1b[2J\x1b[1;1H",  # clears the screen
    "\x1b]0;title\x07",  # renames the window
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",  # a link that shows another address
    "\x9b31m",  # C1 control sequence introducer
    "\x90q\x9c",  # C1 device control
    "a\x08\x08b",  # overwrites
    "safe\rgone",
    "\x00",
    "invoice\u202exe.pdf",  # right-to-left override
    "\u2066\u2069\u200f",
    "\u2028\u2029\x85\x0b\x0c",  # line ends for some programs
    "\ufeff\u200b\u2060",
    "\ud800",
    "\ue000\U000f0000",  # private use
    "\U000e0041\U000e007f",  # tag characters
]


LISTS = [lists.REVIEW, lists.ALARMS, lists.PROPOSALS, lists.CONTACTS, lists.PORTALS, lists.THREAD]


def safe(text: str) -> bool:
    return all(
        each in "\n\t\u200c\u200d" or unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        for each in text
    )


class TestClean:
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_nothing_that_steers_a_terminal_is_left(self, hostile: str) -> None:
        cleaned = render.clean(f"Re: {hostile} offer")

        assert safe(cleaned)
        assert "\ufffd" in cleaned
        assert cleaned.startswith("Re: ")
        assert cleaned.endswith(" offer")

    @pytest.mark.parametrize(
        "text", ["Ünïcode", "客户询价", "عرض سعر", "می‌خواهم", "हिन्दी", "👩‍🏭 ok ❤️", "Здравствуйте", "a\tb\nc"]
    )
    def test_text_of_any_language_stays_as_it_is(self, text: str) -> None:
        assert render.clean(text) == text

    @given(st.text(st.characters(codec=None)))
    def test_cleaning_is_safe_for_every_text_and_done_once(self, text: str) -> None:
        cleaned = render.clean(text)

        assert safe(cleaned)
        assert render.clean(cleaned) == cleaned
        assert len(cleaned) == len(text)
        cleaned.encode("utf-8")

    @given(st.text())
    def test_one_line_is_one_line_for_every_program(self, text: str) -> None:
        assert len(render.one_line(text).splitlines()) <= 1
        assert "\t" not in render.one_line(text)


class TestWrapping:
    def test_words_stay_whole_and_what_is_broken_off_stands_deeper(self) -> None:
        pieces = list(render.wrapped("  Please quote 500 valves", 16))

        assert pieces == ["  Please quote", "    500 valves"]

    def test_chinese_is_broken_anywhere_but_before_its_commas(self) -> None:
        pieces = list(render.wrapped("请报价五百件，谢谢您", 12))

        assert pieces == ["请报价五百", "  件，谢谢您"]

    def test_a_word_longer_than_the_line_is_broken_inside(self) -> None:
        assert list(render.wrapped("x" * 25, 20)) == ["x" * 20, f"  {'x' * 5}"]

    @given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"]), max_size=300))
    def test_nothing_is_lost_and_nothing_is_too_wide(self, text: str) -> None:
        pieces = list(render.wrapped(text, 20))

        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert all(cell_len(piece) <= 20 for piece in pieces)
        assert all(piece.startswith("  ") for piece in pieces[1:] if piece.strip())


class TestTable:
    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_a_hostile_subject_is_harmless_in_every_shape(self, hostile: str) -> None:
        rows = [{"id": 1, "subject": f"offer {hostile}", "hidden": [hostile]}]

        for shape in ("table", "json", "csv"):
            assert safe(render.render(rows, COLUMNS, shape))

    def test_a_subject_is_never_markup(self) -> None:
        shown = render.table([{"id": 1, "subject": "[/bold] [red]now[/red] [link=x]", "hidden": ""}], COLUMNS)

        assert "[/bold] [red]now[/red] [link=x]" in shown

    def test_a_line_break_in_a_subject_makes_no_row_of_its_own(self) -> None:
        shown = render.table([{"id": 1, "subject": "hello\n 2  paid in full", "hidden": ""}], COLUMNS)

        assert len(shown.splitlines()) == 3
        assert "hello  2  paid in full" in shown

    def test_han_characters_keep_the_columns_straight(self) -> None:
        columns = (Column("name", "name"), Column("id", "id", stays=True))
        rows = [{"name": "宏达流体设备", "id": 17}, {"name": "Nordlicht", "id": 18}]

        lines = render.table(rows, columns).splitlines()

        assert cell_len(lines[2].partition("17")[0]) == cell_len(lines[3].partition("18")[0])

    def test_into_a_pipe_no_colours_go(self) -> None:
        assert "\x1b" not in render.table([{"id": 1, "subject": "x", "hidden": "", "style": "red"}], COLUMNS)

    def test_a_long_subject_is_folded_and_not_cut(self) -> None:
        shown = render.table([{"id": 1, "subject": "x" * 1000, "hidden": ""}], COLUMNS)

        assert shown.count("x") == 1000

    @pytest.mark.parametrize("columns", LISTS)
    @pytest.mark.parametrize("room", ["40", "80"])
    def test_where_it_is_too_narrow_for_a_table_every_row_is_a_block(
        self, columns: tuple[Column, ...], room: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", room)
        words = "请报价五百件球阀 and 200 hinges, by the end of March, CIF Hamburg. mail 9 · paid"
        row = {column.key: 12 if column.key in ("id", "mail") else words for column in columns}

        lines = render.render([row, row], columns, "table").splitlines()

        assert max(map(cell_len, lines)) <= int(room)
        assert sum(not line.startswith("  ") for line in lines) == 2
        told = "".join(lines)
        assert [column.heading for column in columns if column.heading and not column.leads] == [
            column.heading
            for column in columns
            if column.heading and not column.leads and f"{column.heading}:" in told
        ]

    def test_a_block_begins_with_its_number_and_leaves_out_what_is_empty(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        columns = (
            Column("id", "mail", stays=True, leads=True),
            Column("a", "size", stays=True),
            Column("b", "tries", stays=True),
            Column("c", "why"),
            Column("d", "empty"),
            Column("e"),
        )
        row = {"id": 7, "a": 100, "b": 0, "c": ["too", "big"], "d": "", "e": "for programs"}

        assert render.render([row], columns, "table") == "mail 7\n  size: 100 · tries: 0\n    why: too, big"

    def test_a_person_without_a_name_and_address_has_a_block_of_her_own(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        row = {"name": "", "emails": [], "position": "Buyer", "reach": [], "other": []}

        assert render.render([row], lists.CONTACTS, "table") == "(no name)\n  position: Buyer"

    def test_the_width_of_a_pipe_is_200_or_what_columns_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        said = {}
        for words in ("", "120", "0", "wide", "3", "9" * 5000, "-80", "١٢٠"):
            monkeypatch.setenv("COLUMNS", words)
            said[words[:5]] = render.width()

        assert said == {
            "": 200, "120": 120, "0": 200, "wide": 200, "3": 20, "99999": 200, "-80": 200, "١٢٠": 200
        }  # fmt: skip

    def test_an_empty_list_says_so_to_people_and_stays_a_list_for_programs(self) -> None:
        assert render.render([], COLUMNS, "table", "No mail.") == "No mail."
        assert json.loads(render.render([], COLUMNS, "json")) == []
        assert render.render([], COLUMNS, "csv") == "id,subject,hidden"


class TestPrograms:
    def test_json_keeps_types_and_letters(self) -> None:
        value = {"n": 1, "none": None, "yes": True, "list": ("宏达",), "day": date(2026, 3, 15), "at": NOON}

        shown = render.as_json(value)

        assert "宏达" in shown
        assert json.loads(shown) == value | {
            "list": ["宏达"],
            "day": "2026-03-15",
            "at": "2026-03-13T04:00:00+00:00",
        }

    @pytest.mark.parametrize(
        "formula",
        ["=1+1", "+49 40 1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1+1", "＠x", "=HYPERLINK(1)"],
    )
    def test_a_cell_never_becomes_a_formula(self, formula: str) -> None:
        rows = [{"id": -5, "subject": formula, "hidden": [formula]}]

        _, cells = csv.reader(io.StringIO(render.render(rows, COLUMNS, "csv")))

        assert cells[0] == "-5"
        assert cells[1].startswith("'")
        assert cells[2].startswith("'")

    def test_ordinary_cells_are_left_alone(self) -> None:
        rows = [{"id": 1.5, "subject": 'a "b", c', "hidden": None}]

        _, cells = csv.reader(io.StringIO(render.render(rows, COLUMNS, "csv")))

        assert cells == ["1.5", 'a "b", c', ""]

    @given(st.lists(st.tuples(st.integers(), st.text()), max_size=5))
    def test_every_list_is_read_back_with_as_many_rows(self, pairs: list[tuple[int, str]]) -> None:
        rows = [{"id": number, "subject": text, "hidden": ""} for number, text in pairs]

        assert len(list(csv.reader(io.StringIO(render.render(rows, COLUMNS, "csv"))))) == len(rows) + 1
        assert [each["id"] for each in json.loads(render.render(rows, COLUMNS, "json"))] == [
            n for n, _ in pairs
        ]


class TestTimes:
    @pytest.mark.parametrize("name", ["", "Nowhere/Atlantis", "../../etc/passwd", "America", "\0"])
    def test_a_zone_that_there_is_not_is_utc(self, name: str) -> None:
        assert render.at(NOON, render.zone(name)) == "2026-03-13 04:00"

    def test_times_are_shown_in_the_teams_zone(self) -> None:
        assert render.at(NOON, SHANGHAI) == "2026-03-13 12:00"
        assert render.iso(NOON, SHANGHAI) == "2026-03-13T12:00:00+08:00"
        assert render.at(None, SHANGHAI) == ""
        assert render.iso(None, SHANGHAI) is None

    @pytest.mark.parametrize(
        ("ahead", "expected"),
        [
            (timedelta(days=-12, hours=-1), "12 days overdue"),
            (timedelta(days=-1), "1 day overdue"),
            (timedelta(hours=-23), "23 hours overdue"),
            (timedelta(hours=-1), "1 hour overdue"),
            (timedelta(minutes=-1), "just overdue"),
            (timedelta(0), "today 12:00"),
            (timedelta(hours=11), "today 23:00"),
            (timedelta(hours=12), "tomorrow 00:00"),
            (timedelta(days=2), "2026-03-15"),
        ],
    )
    def test_a_due_time_is_said_as_it_stands_from_now(self, ahead: timedelta, expected: str) -> None:
        assert render.late(NOON + ahead, NOON, SHANGHAI) == expected


BAD = "x\x1b[31m\u202e\r\ny"


class TestLists:
    """Whatever came with a mail or a file stands in exactly one harmless line."""

    def test_the_card_of_a_customer(self) -> None:
        card = Card(
            CustomerId(1), BAD, (BAD, "other"), BAD, 1, "DE", BAD, "A", "a", BAD, 7, NOON, (BAD,), (BAD,)
        )

        known = card_lists.Known(
            [Sign("title", f"other {BAD}", "mail"), Sign("domain", BAD, "", BAD)],
            [("email", BAD, BAD, NOON)],
            [Member(CustomerId(2), BAD, BAD, "DE", (BAD,), (BAD,), NOON, BAD)],
        )

        lines = card_lists.card_lines(card, known)

        assert len(lines) == 8
        assert all(safe(line) and len(line.splitlines()) == 1 for line in lines)
        assert safe(render.as_json(card_lists.card_values(card, SHANGHAI)))

    def test_timelines_and_questions(self) -> None:
        event = TimelineRow(NOON, "mail_in", "human", BAD, BAD, MailId(1), (BAD,), BAD)
        question = Question(MailId(1), BAD, BAD, BAD, NOON, BAD, ((CustomerId(1), BAD, 80.0),))

        timeline = render.table(card_lists.timeline_rows([event], SHANGHAI), card_lists.TIMELINE)
        review = render.table(lists.review_rows([question], SHANGHAI), lists.REVIEW)

        assert safe(timeline)
        assert safe(review)
        assert len(timeline.splitlines()) == 3

    def test_the_explanation_of_a_mail(self) -> None:
        tag = Tag("price", Label("p", "价"), "r", Source("a.yaml", 1), BAD, 0, 1, Label(BAD, BAD))
        duty = Obligation(Duty.REPLY, "<x>", NOON, NOON, BAD, Label(BAD, BAD))
        owed = FollowUp(FollowUpId(3), CustomerId(1), BAD, RepId("anna"), duty, NOON, BAD, MailId(1))
        reading = {
            "because": [BAD],
            "fields": [(BAD, BAD)],
            "failed": [{"email": BAD, "reason": BAD}],
            "defects": [BAD],
        }
        mail = StoredMail(
            MailId(1), "k", "a", "anna", "in", "human", BAD, BAD, BAD, NOON, BAD, "reply", reading,
            Unknown(BAD), (), (tag,), (BAD,), (BAD,), (owed,), "open",
        )  # fmt: skip

        told = list(explain.explain(mail, SHANGHAI))

        assert all(safe(line) and len(line.splitlines()) == 1 for line in told)
        assert "Waiting for a person: genjin review accept 1 CUSTOMER" in "\n".join(told)
        assert json.loads(render.as_json(explain.as_values(mail, SHANGHAI)))["owed"][0]["duty"] == "reply"
        assert all(len(line.splitlines()) == 1 for line in explain.of_follow_up(owed, SHANGHAI))

    @pytest.mark.parametrize(
        ("language", "expected"), [("zh_CN.UTF-8", "价格"), ("de_DE.UTF-8", "Price"), ("", "Price")]
    )
    def test_labels_are_in_the_language_of_the_terminal(
        self, monkeypatch: pytest.MonkeyPatch, language: str, expected: str
    ) -> None:
        monkeypatch.delenv("LC_MESSAGES", raising=False)
        monkeypatch.setenv("LC_ALL", language)
        monkeypatch.setenv("LANG", "en_US.UTF-8")

        assert lists.in_words(Label("Price", "价格")) == expected

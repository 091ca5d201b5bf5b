"""The shipped rule modules keep their own promises."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from model import Direction, DueEffect, DueKind, Kind, Party, Tag, TagSort
from rules import RuleSet, problems, tag
from rules.languages import language_of
from rules.trial import failures
from rules_support import DATA, FOLDER, SOME_DAY, mail, module_of, shipped
from worker.rulebook.schema import HEADER

SHIPPED = shipped()
RULES = RuleSet.of(SHIPPED)
TAGS = {rule.tag for rule in RULES.rules}
SIGNALS = [
    "compare_competitor",
    "price_sensitive",
    "quality_cert",
    "urgent",
    "sample_request",
    "payment_terms",
    "complaint",
    "order_intent",
    "not_now",
    "wrong_person",
    "out_of_office",
    "unsubscribe",
    "our_promise",
    "late_payment",
    "oem_custom",
    "meeting_visit",
]


def names(text: str, **fields: object) -> set[str]:
    return {one.name for one in tag(mail(text, **fields), RULES, SOME_DAY)}  # type: ignore[arg-type]


def test_every_sample_of_every_shipped_rule_comes_out_as_written() -> None:
    assert [failure.sentence for failure in failures(SHIPPED)] == []


def test_no_shipped_module_has_a_problem() -> None:
    found = [one for number, module in enumerate(SHIPPED) for one in problems(module, SHIPPED[:number])]

    assert found == []


def test_every_shipped_rule_advises_in_both_languages() -> None:
    lacking = [rule.id for rule in RULES.rules if not (rule.suggest.en and rule.suggest.zh)]

    assert lacking == []


@pytest.mark.parametrize("signal", SIGNALS)
def test_every_signal_has_six_hits_and_six_misses_in_four_languages(signal: str) -> None:
    samples = [sample for rule in RULES.rules if rule.tag == signal for sample in rule.tests]

    for texts in ([each.hit for each in samples if each.hit], [each.miss for each in samples if each.miss]):
        assert len(texts) >= 6
        assert len({language_of(text) for text in texts} - {None}) >= 4


def test_every_rule_file_names_its_schema_to_editors_and_then_speaks_to_the_admin() -> None:
    for path in FOLDER.glob("*.yaml"):
        first, second, *_ = path.read_text(encoding="utf-8").splitlines()

        assert first == HEADER
        assert second.startswith("# ")


def test_a_sample_that_a_rule_does_not_keep_is_reported_with_what_happened() -> None:
    module = module_of(
        "module: tea\nrules:\n  - {id: tea, tag: tea, any: [green tea], tests: [{hit: We want black tea.}, "
        "{miss: Green tea sells well.}, {hit: No green tea please.}, {hit: Send green tea., because: lemon}]}"
    )

    sentences = [failure.sentence for failure in failures([module])]

    assert len(sentences) == 4
    assert "none of its words were found" in sentences[0]
    assert "`Green tea` gave the tag tea" in sentences[1]
    assert "found and cancelled (denied)" in sentences[2]
    assert "because of `lemon`" in sentences[3]


def test_our_own_labelled_mails_are_tagged_well_enough() -> None:
    """A floor, not the figure: precision 0.8 and recall 0.6 over English and Chinese mails."""
    mails = [
        json.loads(line) for line in (DATA / "signals-own.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    right = wrong = missed = 0
    for one in mails:
        reading = mail(one["body"], subject=one["subject"], direction=Direction(one["direction"]))
        got = {found.name for found in tag(reading, RULES, date.fromisoformat(one["mail_date"]))}
        wanted = set(one["tags"]) & TAGS
        right, wrong, missed = (
            right + len(got & wanted),
            wrong + len(got - wanted),
            missed + len(wanted - got),
        )

    assert right / (right + wrong) >= 0.8
    assert right / (right + missed) >= 0.6


def test_only_what_the_sender_writes_now_counts() -> None:
    text = "Please send samples, this is urgent!"

    assert names(text) == {"sample_request", "urgent"}
    assert names("Hello.", quoted=text, subject=text, signature=text) == set()


def test_our_own_mails_and_newsletters_get_no_customer_tag() -> None:
    text = "Please send samples, this is urgent!"

    assert names(text, direction=Direction.OUT) == set()
    assert names(text, kind=Kind.BULK) == set()
    assert names(text, kind=Kind.PORTAL) == {"sample_request", "urgent"}


def test_an_automatic_reply_is_read_for_absence_only() -> None:
    text = "I am out of the office until 4 April. Please send samples to my colleague."

    tags = tag(mail(text, kind=Kind.AUTO_REPLY), RULES, SOME_DAY)

    assert [one.name for one in tags] == ["out_of_office"]
    assert tags[0].due is not None
    assert tags[0].due.date == date(2026, 4, 5)


def test_traditional_chinese_is_found_by_simplified_words_and_quoted_as_written() -> None:
    text = "您好,請問可以先寄兩個樣品嗎?"

    (found,) = tag(mail(text), RULES, SOME_DAY)

    assert found.name == "sample_request"
    assert "樣品" in found.quote
    assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "We did not ask other suppliers for an offer.",
        "If we ever need samples we will ask for them.",
        "The complaint about the broken lids is settled.",
        "I need no discount.",
        "如果以后需要样品,会告诉您。",
        "破损的问题已经解决了。",
    ],
)
def test_denied_imagined_and_settled_things_give_no_tag(text: str) -> None:
    assert names(text) == set()


def test_a_pause_and_an_urgent_need_in_one_mail_are_both_told() -> None:
    text = "No budget now, ask me again in June. But the repair kit is urgent!"

    told = {one.name: one.due for one in tag(mail(text), RULES, SOME_DAY)}

    assert told == {
        "not_now": DueEffect(DueKind.NOT_BEFORE, date(2026, 6, 1), "June"),
        "urgent": DueEffect(DueKind.BY, date(2026, 3, 11), "within 1 day", is_counted=True),
    }


def test_rules_that_are_not_live_give_no_tag() -> None:
    tests = "tests: [{{hit: green tea}}, {{miss: milk}}]"
    shape = "module: tea\nrules:\n  - {{id: tea, tag: tea, status: '{}', any: [green tea], " + tests + "}}"
    tags = {
        status: tag(mail("green tea"), RuleSet.of([module_of(shape.format(status))]), SOME_DAY)
        for status in ("live", "trial", "draft", "off")
    }

    assert [status for status, found in tags.items() if found] == ["live", "trial"]


def promises(text: str) -> list[Tag]:
    every = tag(mail(text, direction=Direction.OUT), RULES, SOME_DAY)
    return [one for one in every if one.name == "our_promise"]


@pytest.mark.parametrize(
    "text",
    [
        "You will hear nothing from me until then.",
        "I will send nothing before you pay.",
        "We will make no changes.",
        "You will have no answer before Monday.",
        "我们周五给不了您报价。",
        "Hasta entonces no recibirá nada de mí.",
        "Le enviaré ninguna muestra.",
        "Até lá não receberá nada de mim.",
        "Je vous envoie rien demain.",
        "On vous rappelle pas demain.",
        "Sie bekommen bis dahin nichts von mir.",
        "Wir schicken Ihnen morgen nichts.",
        "Ich schicke Ihnen das Angebot nicht vor Montag.",
        "Bis Freitag bekommen Sie keine Antwort.",
        "Получите ничего завтра.",
        "سأرسل لا شيء غدا.",
    ],
)
def test_nothing_is_no_promise(text: str) -> None:
    assert promises(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I will send the samples no later than Friday.",
        "I will send PI no. PI-12 tomorrow.",
        "No problem, I will send the samples on Friday.",
        "I will check why nothing has arrived.",
        "Wir schicken Ihnen nicht nur das Muster, sondern auch die Zeichnung.",
    ],
)
def test_a_promise_may_speak_of_what_is_not(text: str) -> None:
    assert promises(text)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Dear Ana,\n\nFor your visit I will book a restaurant. See you!",
            "For your visit I will book a restaurant.",
        ),
        ("Thanks.\n我明天把新报价发给您。再见。", "我明天把新报价发给您。"),
        ("You will hear from me by Friday", "You will hear from me by Friday"),
    ],
)
def test_a_promise_quotes_its_sentence(text: str, quote: str) -> None:
    (found,) = promises(text)

    assert found.quote == quote
    assert text[found.start : found.end] == quote


@pytest.mark.parametrize(
    ("before", "behind"),
    [(0, 60), (20, 60), (60, 0), (60, 3), (3, 60)],
)
def test_of_a_long_sentence_a_promise_quotes_what_holds_its_words_cut_at_a_word(
    before: int, behind: int
) -> None:
    text = " ".join(["well"] * before + ["I will send the samples"] + ["gladly"] * behind)

    (found,) = promises(text)

    assert found.quote == text[found.start : found.end]
    assert "I will send the samples" in found.quote
    assert len(found.quote) <= 160
    assert set(found.quote.split()) <= set(text.split())


@pytest.mark.parametrize("filler", ["很", "x", "é\u0301", "ß"])
def test_a_sentence_without_blanks_is_cut_too(filler: str) -> None:
    text = f"{filler * 150} 我明天把新报价发给您 {filler * 150}"

    for found in promises(text):
        assert found.quote == text[found.start : found.end]
        assert 0 < len(found.quote) <= 160


@pytest.mark.parametrize(
    "text",
    [
        "Notre budget est gelé.",
        "Our budget of $50,000 is frozen.",
        "今年预算20万美元被冻结了。",
        "El presupuesto de 5.000 USD quedó congelado.",
        "Unser Budget von 5000 Euro ist gesperrt.",
        "Наш бюджет 5000 евро заморожен.",
    ],
)
def test_a_frozen_budget_is_no_target_price(text: str) -> None:
    assert names(text) == {"not_now"}


COURTESIES = [
    "Thanks, got it.",
    "Hi Bo,\n\nThanks for your quick reply.\n\nBest regards,\nAnna Berg",
    "Dear Mr. Li,\nReceived with many thanks!\nKind regards",
    "Thank you Bo!",
    "Well received with thanks.",
    "收到,谢谢",
    "您好,报价单已收到,非常感谢!",
    "收到謝謝",
    "Gracias, recibido.",
    "Buenos días,\nMuchas gracias por su respuesta.\nSaludos cordiales",
    "Bom dia, muito obrigada pela resposta. Abraços, Ana",
    "Bonjour,\nMerci, bien reçu.\nCordialement,\nLuc Petit",
    "Guten Tag Herr Li,\nvielen Dank für Ihre schnelle Antwort.\nMit freundlichen Grüßen\nHans Meier",
    "Danke, erhalten.",
    "Добрый день!\nСпасибо, получили.\nС уважением, Иван",
    "السلام عليكم\nشكرا، تم الاستلام\nمع التحية",
]


@pytest.mark.parametrize("text", COURTESIES)
def test_a_mail_of_nothing_but_thanks_is_a_courtesy(text: str) -> None:
    (found,) = tag(mail(text), RULES, SOME_DAY)

    assert (found.name, found.sort, found.quote) == ("courtesy", TagSort.FACT, text)


@pytest.mark.parametrize(
    "text",
    [
        *("Thanks, please send the PI", "Thanks, ok, go ahead", "Yes.", "Ok", "Thanks in advance", "Thanks?"),
        *("Thanks. Proceed", "Thanks. Approved.", "Thanks Bo, send the PI", "No, thank you", "Not received"),
        *("Received 5 cartons", "Received, the lid is broken", "Hi, please ship! Thanks", "PROCEED THANKS"),
        *("收到了吗", "收到,请安排", "好的,谢谢", "还没收到,谢谢", "不用了,谢谢", "样品收到"),
        *("Gracias, adelante", "no recibido", "Obrigado, pode mandar", "Merci, on valide", "Pas bien reçu"),
        *(
            "Merci de votre confirmation",
            "Danke, passt",
            "Nicht erhalten",
            "Спасибо, согласны",
            "не получили",
        ),
        *("شكرا، موافق", "لم استلم، شكرا", "Regards", "Hello", "Bo", "", "  ", "Thanks " * 40, "🙏" * 40),
    ],
)
def test_what_says_more_than_thanks_is_no_courtesy(text: str) -> None:
    assert "courtesy" not in names(text)


def test_the_name_below_thanks_is_the_senders() -> None:
    sender = Party(email="anna.berg@licht.example", name="Anna Berg")
    below = {
        name: tag(replace(mail(f"Thanks, got it.\n{name}"), parties=(sender,)), RULES, SOME_DAY)
        for name in ("Anna", "anna berg", "Red")
    }

    assert [name for name, found in below.items() if found] == ["Anna", "anna berg"]


def test_thanks_with_a_file_or_of_ours_are_no_courtesy() -> None:
    thanks = mail("Thanks, got it.")

    assert tag(replace(thanks, attachments=("po.pdf",)), RULES, SOME_DAY) == ()
    assert names("Thanks, got it.", direction=Direction.OUT) == set()

"""The shipped rule modules keep their own promises."""

from __future__ import annotations

import json
from datetime import date

import pytest

from model import Direction, DueEffect, DueKind, Kind
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
    assert names("Thanks.", quoted=text, subject=text, signature=text) == set()


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

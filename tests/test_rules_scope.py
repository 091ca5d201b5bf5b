"""Denied, imagined, past and closed or said of somebody else: no tag, in eight languages; all else is one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from model import Direction
from rules import Cancelled, RuleSet, weighed
from rules.characters import fold
from rules.scope import Found, cancelled
from rules.sentences import sentences
from rules_support import SOME_DAY, mail, module_of

RULE = """
module: trial
rules:
  - id: samples
    tag: samples
    tests: [{hit: samples please}, {miss: nothing}]
    any: [sample*, muestra*, amostra*, échantillon*, muster*, образ*, عين*|العين*|بالعين*, 样品]
"""
"""Words that decide nothing by themselves."""

SAMPLES = RuleSet.of([module_of(RULE)])
STRICT = RuleSet.of([module_of(RULE + "    conditional: skip\n    asked: skip\n    by_others: skip\n")])
"""The same words, where a condition, a question and others' doings speak against them too."""

DATA = Path(__file__).parent / "data"


def pairs(language: str) -> list[tuple[str, str]]:
    """Lines of the table of a language: what speaks against the hit, or "meant", then a sentence.

    "stands": meant even where a condition, a question and others' doings speak against the rule.
    """
    lines = (DATA / "scope" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("|", 1) for line in lines if line)
    return [(reason.strip(), sentence.strip()) for reason, sentence in rows]


def reason(text: str, rules: RuleSet = SAMPLES) -> str:
    verdicts = list(weighed(mail(text), rules, SOME_DAY))
    assert verdicts, f"no hit at all in: {text}"
    return next((one.reason for one in verdicts if isinstance(one, Cancelled)), "meant")


ON_REQUEST = ("only on a condition", "only asked", "done by somebody else")
LANGUAGES = ("en", "zh", "es", "pt", "fr", "de", "ru", "ar")
ROWS = [(language, *row) for language in LANGUAGES for row in pairs(language)]
STRICT_ROWS = [row for row in ROWS if row[1] in (*ON_REQUEST, "stands")]
PLAIN_ROWS = [row for row in ROWS if row not in STRICT_ROWS]


@pytest.mark.parametrize(("language", "expected", "sentence"), PLAIN_ROWS)
def test_a_hit_holds_unless_its_sentence_takes_it_back(language: str, expected: str, sentence: str) -> None:
    assert (language, reason(sentence)) == (language, expected)


@pytest.mark.parametrize(("language", "expected", "sentence"), STRICT_ROWS)
def test_a_rule_may_heed_conditions_questions_and_the_doings_of_others(
    language: str, expected: str, sentence: str
) -> None:
    found = reason(sentence, STRICT)

    assert (language, found) == (language, expected.replace("stands", "meant"))


@pytest.mark.parametrize("sentence", [row[2] for row in STRICT_ROWS])
def test_a_rule_that_does_not_ask_for_it_is_not_cancelled_by_them(sentence: str) -> None:
    assert reason(sentence) == "meant"


def test_what_we_promise_on_a_condition_is_no_promise_unless_the_rule_keeps_it() -> None:
    ours = RuleSet.of([module_of(RULE + "    from: us\n")])
    kept = RuleSet.of([module_of(RULE + "    from: us\n    conditional: keep\n")])
    promise = mail("Once you pay, we send the samples.", direction=Direction.OUT)

    assert [one for one in weighed(promise, ours, SOME_DAY) if isinstance(one, Cancelled)]
    assert not [one for one in weighed(promise, kept, SOME_DAY) if isinstance(one, Cancelled)]


def test_what_is_only_imagined_stays_so_for_a_rule_that_keeps_denials() -> None:
    rules = RuleSet.of([module_of(RULE + "    negated: keep\n")])

    assert reason("If there were no samples left one day, we would order.", rules) == "only imagined"
    assert reason("There are no samples left.", rules) == "meant"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_tried_both_ways(language: str) -> None:
    reasons = [row[0] for row in pairs(language)]

    assert reasons.count("meant") >= 15
    assert len(reasons) - reasons.count("meant") >= 15
    assert {"denied", "only imagined", "past and closed", "said of somebody else"} <= set(reasons)
    assert set(ON_REQUEST) <= set(reasons)
    assert reasons.count("stands") >= 3


def test_a_word_of_another_language_denies_nothing() -> None:
    assert reason("As amostras estão no porto, no armazém do agente.") == "meant"  # no: in the
    assert reason("Wir haben es so verstanden: die Muster kommen per Kurier") == "meant"
    assert reason("Il faut un échantillon non tissé, deux autres si possible, merci") == "meant"


def test_the_words_of_a_rule_do_not_cancel_themselves() -> None:
    sentence = "we cannot wait for the goods"

    assert cancelled(sentence, Found(3, 14, ((3, 9), (10, 14)))) == ""


def test_only_a_hit_that_stands_in_the_past_as_a_whole_is_bygone() -> None:
    sentence = "our previous order arrived broken"

    assert cancelled(sentence, Found(13, 18, ((13, 18),))) == "past and closed"
    assert cancelled(sentence, Found(13, 33, ((13, 18), (27, 33)))) == ""


def test_a_denial_between_the_words_of_a_rule_counts() -> None:
    sentence = "please send us no samples"
    words = ((7, 11), (18, 25))

    assert cancelled(sentence, Found(7, 25, words)) == "denied"


def cut(text: str) -> list[str]:
    plain = fold(text)
    return [plain[start:end].strip() for start, end in sentences(plain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ok? Fine! Good.", ["ok?", "fine!", "good."]),
        ("هل عندكم عينات؟ نحتاج خمس قطع. شكرا", ["هل عندكم عينات؟", "نحتاج خمس قطع.", "شكرا"]),
        ("请寄样品；价格太高。谢谢！好的", ["请寄样品;", "价格太高。", "谢谢!", "好的"]),
        ("It costs 3.20, approx. 5 kg a roll.", ["it costs 3.20, approx. 5 kg a roll."]),
        (
            "See https://acme.example/a?page=2 and www.acme.example now.",
            ["see https://acme.example/a?page=2 and www.acme.example now."],
        ),
        ("Liefern Sie z. B. am 5. Mai? Ja.", ["liefern sie z. b. am 5. mai?", "ja."]),
        ("Это на ул. Мира и т.п. места", ["это на ул. мира и т.п. места"]),
        ("Escribe la Sra. Luz. Gracias.", ["escribe la sra. luz.", "gracias."]),
        ("Écrivez à Mme. Roux. Merci.", ["ecrivez a mme. roux.", "merci."]),
        ("Fale com o Exmo. Sr. Lima. Obrigado.", ["fale com o exmo. sr. lima.", "obrigado."]),
        ("Dear Jane,\nwe need samples", ["dear jane,", "we need samples"]),
        ("We ask for\n- samples\n- a price", ["we ask for", "- samples", "- a price"]),
        ("1. samples please\n2) a price", ["1. samples please", "2) a price"]),
        ("So did J. R. Smith. Then I. We too", ["so did j. r. smith.", "then i.", "we too"]),
        ('He said "no." We go.', ['he said "no."', "we go."]),
        ("So... well… yes", ["so...", "well…", "yes"]),
        ("please send a free\nsample of it", ["please send a free\nsample of it"]),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: Iterable[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "word " * 20_000, "。" * 100_000, "\n" * 100_000, "no, " * 25_000]
)
def test_a_long_text_is_cut_into_short_sentences_that_make_it_up(text: str) -> None:
    spans = sentences(text)

    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= 600 or text[start:end].strip("。\n") == "" for start, end in spans)


@pytest.mark.parametrize(
    "text", ["", ".", "؟", "?!?!", "\n\n", "no no no", "если 如果 لو if si se falls", "'"]
)
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(cancelled(text, Found(0, 0, ())), str)
    assert "".join(text[start:end] for start, end in sentences(text)) == text

"""Denied, imagined, past and closed or said of somebody else: no tag, in eight languages; all else is one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from rules import Cancelled, RuleSet, weighed
from rules.characters import fold
from rules.scope import Found, cancelled
from rules.sentences import sentences
from rules_support import SOME_DAY, mail, module_of

SAMPLES = RuleSet.of(
    [
        module_of("""
            module: trial
            rules:
              - id: samples
                tag: samples
                tests: [{hit: samples please}, {miss: nothing}]
                any: [sample*, muestra*, amostra*, échantillon*, muster*, образ*, عين*|العين*, 样品]
            """)
    ]
)
"""Words that decide nothing by themselves."""

DATA = Path(__file__).parent / "data"


def pairs(language: str) -> list[tuple[str, str]]:
    """Lines of the table of a language: what speaks against the hit, or "meant", then a sentence."""
    lines = (DATA / "scope" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("|", 1) for line in lines if line)
    return [(reason.strip(), sentence.strip()) for reason, sentence in rows]


def reason(text: str) -> str:
    verdicts = list(weighed(mail(text), SAMPLES, SOME_DAY))
    assert verdicts, f"no hit at all in: {text}"
    return next((one.reason for one in verdicts if isinstance(one, Cancelled)), "meant")


LANGUAGES = ("en", "zh", "es", "pt", "fr", "de", "ru", "ar")
ROWS = [(language, *row) for language in LANGUAGES for row in pairs(language)]


@pytest.mark.parametrize(("language", "expected", "sentence"), ROWS)
def test_a_hit_holds_unless_its_sentence_takes_it_back(language: str, expected: str, sentence: str) -> None:
    assert (language, reason(sentence)) == (language, expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_tried_both_ways(language: str) -> None:
    reasons = [row[0] for row in pairs(language)]

    assert reasons.count("meant") >= 15
    assert len(reasons) - reasons.count("meant") >= 15
    assert {"denied", "only imagined", "past and closed", "said of somebody else"} <= set(reasons)


def test_a_word_of_another_language_denies_nothing() -> None:
    assert reason("As amostras estão no porto, no armazém do agente.") == "meant"  # no: in the
    assert reason("Wir haben es so verstanden: die Muster kommen per Kurier") == "meant"
    assert reason("Il faut un échantillon non tissé, deux autres si possible, merci") == "meant"


def test_the_words_of_a_rule_do_not_cancel_themselves() -> None:
    sentence = "we cannot wait for the goods"

    assert cancelled(sentence, Found(3, 14, ((3, 9), (10, 14)))) == ""


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

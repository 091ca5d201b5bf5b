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


FACT = RuleSet.of(
    [
        module_of("""
module: trial
rules:
  - id: sent
    tag: sent
    from: us
    gives: fact
    tests: [{hit: the quotation}, {miss: nothing}]
    any: [quotation, 报价, angebot, cotización, cotação, devis, предложение, عرض السعر]
""")
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I will send you the quotation tomorrow.", "still to come"),
        ("I'll let you have the quotation by Friday.", "still to come"),
        ("You will find the quotation attached.", "meant"),
        ("Here is the quotation, we will call you next week.", "meant"),
        ("您好,我会在周五前把新的报价发给您。", "still to come"),
        ("周三之前回复您报价", "still to come"),
        ("节前把报价发给您", "still to come"),
        ("三天前报价已发给您。", "meant"),
        ("报价已发给您,样品我会明天寄。", "meant"),
        ("报价发您了。", "meant"),
        ("Morgen schicke ich das Angebot.", "still to come"),
        ("Guten Morgen, anbei das Angebot.", "meant"),
        ("Le enviaré la cotización.", "still to come"),
        ("Le envié la cotización.", "meant"),
        ("Vamos enviar a cotação.", "still to come"),
        ("Segue a cotação.", "meant"),
        ("Nous vous enverrons le devis.", "still to come"),
        ("Vous trouverez ci-joint le devis.", "meant"),
        ("Завтра отправим вам предложение.", "still to come"),
        ("Отправили вам предложение.", "meant"),
        ("سنرسل لكم عرض السعر", "still to come"),
        ("أرسلنا لكم عرض السعر", "meant"),
    ],
)
def test_what_we_are_still_to_do_is_no_fact(text: str, expected: str) -> None:
    [verdict] = weighed(mail(text, direction=Direction.OUT), FACT, SOME_DAY)

    assert (verdict.reason if isinstance(verdict, Cancelled) else "meant") == expected


def test_a_signal_may_lie_in_the_future() -> None:
    assert reason("We will need the samples tomorrow.") == "meant"


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


def test_figures_of_all_scripts_are_one() -> None:
    assert [fold(text) for text in ("٥٠ قطعة", "۱۰٪", "５０％", "٣٫٥")] == ["50 قطعه", "10%", "50%", "3.5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ok? Fine! Good.", ["ok?", "fine!", "good."]),
        ("هل عندكم عينات؟ نحتاج خمس قطع. شكرا", ["هل عندكم عينات؟", "نحتاج خمس قطع.", "شكرا"]),
        ("请寄样品；价格太高。谢谢！好的", ["请寄样品;", "价格太高。", "谢谢!", "好的"]),
        ("It costs 3.20, approx. 5 kg a roll.", ["it costs 3.20, approx. 5 kg a roll."]),
        (
            "Ich bin vom 15.04. bis 19.04. im Urlaub. Danach gern.",
            ["ich bin vom 15.04. bis 19.04. im urlaub.", "danach gern."],
        ),
        ("Lieferung am 15.04. Bitte bestätigen.", ["lieferung am 15.04.", "bitte bestatigen."]),
        ("Geht es vom 15. bis 19. April? Ja.", ["geht es vom 15. bis 19. april?", "ja."]),
        ("Wir nehmen 15. Danke.", ["wir nehmen 15.", "danke."]),
        ("请问你们的付款\n方式是什么呢?", ["请问你们的付款方式是什么呢?"]),
        (
            "您好,我们想了解付款\n方式和交货期,另外请\n报一下最低起订量。\n谢谢",
            ["您好,我们想了解付款方式和交货期,另外请报一下最低起订量。", "谢谢"],
        ),
        ("张经理您好\n请报价", ["张经理您好", "请报价"]),
        (
            "红色杯子,五百个\n蓝色杯子,三百个\n绿色杯子,两百个",
            ["红色杯子,五百个", "蓝色杯子,三百个", "绿色杯子,两百个"],
        ),
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


@pytest.mark.parametrize("marks", ['""', "“”", "「」", "«»"])
def test_a_word_that_is_only_mentioned_gives_no_tag(marks: str) -> None:
    left, right = marks
    mentioned = f"The parcel that you called {left}samples{right} was heavy."
    meant = f"Send the {left}blue line{right} samples, see {left}annex 2{right}."

    (gone,) = weighed(mail(mentioned), SAMPLES, SOME_DAY)
    (found,) = weighed(mail(meant), SAMPLES, SOME_DAY)

    assert isinstance(gone, Cancelled)
    assert gone.reason == "only mentioned"
    assert not isinstance(found, Cancelled)

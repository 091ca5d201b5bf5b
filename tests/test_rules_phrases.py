"""The phrase language, word edges, characters and sentences."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Direction, DueKind
from rules import Due, RuleSet, problems, tag, weighed
from rules.characters import fold, folded
from rules.hits import Nearby
from rules.phrases import Phrase, PieceFinder
from rules.sentences import sentences
from rules.traditional import SIMPLIFIED, TRADITIONAL
from rules_support import SOME_DAY, mail, module_of


def found(phrase: str, text: str) -> list[str]:
    """What one phrase finds in one text, as the quotes of a rule without anything else."""
    tests = "tests: [{hit: x}, {miss: y}]"
    module = module_of(f'module: m\nrules:\n  - {{id: r, tag: t, negated: keep, any: ["{phrase}"], {tests}}}')
    return [one.quote for one in tag(mail(text), RuleSet.of([module]), SOME_DAY)]


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("sample", "A sample please", "sample"),
        ("sample*", "two Samples", "Samples"),
        ("anfrag*", "Ihre Anfragën", "Anfragën"),
        ("straß*", "Straßen", "Straßen"),
        ("образ*", "нужны Образцы", "Образцы"),
        ("عين*", "نريد عينات الآن", "عينات"),
        ("δειγμ*", "δύο δείγματα", "δείγματα"),
        ("model a1*", "the Model A12ø", "Model A12ø"),
        ("price|rate", "your rate?", "rate"),
        ("better price|rate", "a better rate", "better rate"),
        ("as (possible|you can)", "as soon as you can", "as you can"),
        ("(our|my) factory|plant", "from my plant", "my plant"),
        ("our|my ... factory", "my new factory", "my new factory"),
        ("(open account|net 30) terms", "we want open account terms", "open account terms"),
        ("net <number>", "net 45", "net 45"),
        ("<number>天", "账期九十天", "九十天"),
        ("come ... down", "come a bit down", "come a bit down"),
        ("free sample", "free\r\n  sample", "free\r\n  sample"),
        ("pre-shipment", "pre shipment", "pre shipment"),
        ("pre shipment", "pre-shipment", "pre-shipment"),
        ("样品", "请寄样品", "样品"),
        ("FDA 注册", "FDA注册", "FDA注册"),
        ("iso 9001", "ＩＳＯ ９００１", "ＩＳＯ ９００１"),
        ("ISO", "通过ISO认证", "ISO"),
        ("don't need", "we don’t need it", "don’t need"),
        ("open account", "open\u00a0account", "open\u00a0account"),
        ("certificate", "certi\u00adficate", "certi\u00adficate"),
        ("est", "E\u0301ST", "E\u0301ST"),
        ("еще", "Ещё раз", "Ещё"),
        ("样品", "樣品", "樣品"),
        ("供应商", "我们收到你们的报价以后又联系了另外一些供\n应商", "供\n应商"),
    ],
)
def test_a_phrase_finds_what_an_admin_expects(phrase: str, text: str, quote: str) -> None:
    assert found(phrase, text) == [quote]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("sample", "samples"),
        ("ample", "sample"),
        ("rate", "corporate"),
        ("ce", "price"),
        ("еще", "ещены"),
        ("come ... down", "come. Sit down"),
        ("come ... down", "come " + "x" * 60 + " down"),
        ("us", "usage"),
    ],
)
def test_a_phrase_leaves_parts_of_words_and_other_sentences_alone(phrase: str, text: str) -> None:
    assert found(phrase, text) == []


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("a", "single letter"),
        ("*", "no letter"),
        ("(*|price)", "after some letters"),
        ("sam*ple", "comes last"),
        ("... price", "both sides"),
        ("", "empty"),
        ("price|", "empty choice"),
        ("(open account", "bracket"),
        ("?", "no letter"),
        (" ".join(["word"] * 13), "more than 12 words"),
        ("as possible|you can", "follow each word of `possible|you`, or only the last"),
        ("urgent|as soon as possible", r"Write `\(urgent\|as\) soon as possible` or `\(urgent\|as soon as"),
        ("price ... cheap|too high", "does `high` follow"),
    ],
)
def test_a_phrase_that_cannot_work_is_refused_with_a_sentence(phrase: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Phrase.parse(phrase)


def test_a_piece_stands_where_it_is_a_whole_word_counted_in_characters() -> None:
    text = fold("Ünits, 样品, units and subunits")
    finder = PieceFinder(["units", "lamps"])

    places = finder.look(text)

    assert [text[start:end] for start, end in places.of("units")] == ["units", "units"]
    assert places.of("units") == ((0, 5), (11, 16))
    assert places.of("lamps") == places.of("never asked for") == ()


def test_a_list_with_a_number_never_opens_the_door_for_the_others() -> None:
    numbers = tuple(Phrase.parse(text) for text in ("<number> days", "net <number>"))
    words = tuple(Phrase.parse(text) for text in ("ask", "can", "could", "want"))

    nearby = Nearby((numbers, words), within=40)

    assert nearby.rarest == words


def test_one_han_character_is_a_phrase() -> None:
    assert found("急", "客户很急") == ["急"]


@given(st.text(max_size=80))
def test_no_text_breaks_a_phrase_but_with_a_sentence(text: str) -> None:
    with suppress(ValueError):
        phrase = Phrase.parse(text)
        plain = fold(text)
        places = PieceFinder(phrase.pieces).look(plain)
        spans = [span for piece in phrase.pieces for span in places.of(piece)]
        assert all(0 <= start < end <= len(plain) for start, end in spans)


@given(st.text(max_size=200))
def test_folding_keeps_the_way_back_and_does_nothing_twice(text: str) -> None:
    plain = folded(text)

    assert len(plain.offsets) == len(plain.text) + 1
    assert list(plain.offsets) == sorted(plain.offsets)
    assert fold(plain.text) == plain.text


@given(st.text(alphabet="abc样品。.! \n,5", max_size=200))
def test_sentences_cover_the_whole_text_without_gap(text: str) -> None:
    spans = sentences(text)

    assert "".join(text[start:end] for start, end in spans) == text


def test_a_full_stop_inside_a_number_or_after_an_abbreviation_ends_no_sentence() -> None:
    text = fold("We pay 3.20 approx. for item no. 5 on 5. Mai. See www.acme.example now. 价格太高。能便宜吗?")

    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "we pay 3.20 approx. for item no. 5 on 5. mai.",
        "see www.acme.example now.",
        "价格太高。",
        "能便宜吗?",
    ]


def test_the_table_of_traditional_characters_is_one_for_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert not set(TRADITIONAL) & set(SIMPLIFIED)
    assert fold("請問貴司樣品報價單價優惠證書驗貨付款條件") == "请问贵司样品报价单价优惠证书验货付款条件"


def test_accents_are_folded_but_letters_of_their_own_stay() -> None:
    assert fold("Büro Ñandú École ЁЛКА Straße İ") == "buro nandu ecole елка straße i"
    assert fold(unicodedata.normalize("NFD", "Büro")) == "buro"


NEAR = """
module: m
lists: {others: [other, 另外], rivals: [supplier*, 供应商]}
rules:
  - {id: r, tag: t, near: [["@others", "@rivals"]], within: 10, unless: [blog], tests: [{hit: x}, {miss: y}]}
"""


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("We asked other suppliers.", ["other suppliers"]),
        ("suppliers, other ones", ["suppliers, other"]),
        ("other cheap and very good suppliers", []),
        ("The other. Suppliers came.", []),
        ("other suppliers on your blog", []),
        ("另外问了供应商", ["另外问了供应商"]),
        ("no other suppliers", []),
    ],
)
def test_near_lists_must_meet_in_one_sentence(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in tag(mail(text), RuleSet.of([module_of(NEAR)]), SOME_DAY)] == quotes


def test_what_cancelled_a_hit_is_told() -> None:
    rules = RuleSet.of([module_of(NEAR)])

    reasons = [
        weighed(mail(text), rules, SOME_DAY)[0] for text in ("no other suppliers", "other suppliers, blog")
    ]

    assert [getattr(one, "reason", "") for one in reasons] == ["denied", "unless: blog"]


def test_a_rule_for_us_reads_only_our_mails() -> None:
    module = module_of(
        "module: m\nrules:\n  - {id: r, tag: t, from: us, any: [will send], tests: [{hit: x}, {miss: y}]}"
    )
    rules = RuleSet.of([module])

    assert tag(mail("We will send it.", direction=Direction.OUT), rules, SOME_DAY)
    assert not tag(mail("We will send it."), rules, SOME_DAY)


def test_a_hit_in_the_subject_has_its_quote_and_no_place_in_the_own_words() -> None:
    module = module_of(
        "module: m\nrules:\n  - {id: r, tag: t, where: subject, any: [tender], "
        "tests: [{hit: tender}, {miss: y}]}"
    )

    (one,) = tag(mail("hello", subject="New Tender"), RuleSet.of([module]), SOME_DAY)

    assert (one.quote, one.start, one.end) == ("Tender", 0, 0)


@pytest.mark.parametrize(
    ("yaml", "says"),
    [
        ("{id: r, tag: t, tests: []}", "looks for nothing"),
        ("{id: R 1, tag: t, any: [word], tests: []}", "small letters"),
        ("{id: r, tag: t, near: [['word']], tests: []}", "two or more lists"),
        ("{id: r, tag: t, any: [word], within: 0, tests: []}", "from 1 to 300"),
        ("{id: r, tag: t, any: [word], tests: [{hit: a, miss: b}]}", "either `hit` or `miss`"),
        ("{id: r, tag: t, any: [word], tests: [{hit: a, due: 2026-03-10}]}", "needs `sent`"),
        ("{id: r, tag: t, any: [word], tests: [{miss: a, because: b}]}", "belong to a `hit`"),
        ("{id: r, tag: t, any: [word], tests: [], effect: {due: whenever}}", "no due date"),
    ],
)
def test_a_mistake_of_the_admin_is_refused_with_a_sentence(yaml: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        module_of(f"module: m\nrules:\n  - {yaml}")


def test_problems_name_the_nearest_list_the_missing_samples_and_the_id_that_is_taken() -> None:
    module = module_of(
        "module: m\nlists: {rivals: [supplier]}\nrules:\n"
        "  - {id: r, tag: t, near: [['@rivls', '@rivals']], tests: []}\n"
        "  - {id: r, tag: t, any: [word], tests: [{hit: word}, {miss: other}]}"
    )

    sentences_told = [sentence for _, sentence in problems(module)]

    assert ["hit" in sentences_told[0], "miss" in sentences_told[1]] == [True, True]
    assert "Did you mean `@rivals`?" in sentences_told[2]
    assert "already taken in rules/trial.yaml:1" in sentences_told[3]
    with pytest.raises(ValueError, match=r"rules/trial\.yaml:1"):
        RuleSet.of([module])


def test_due_texts_are_read() -> None:
    assert Due.parse("not before {date}") == Due(DueKind.NOT_BEFORE, reads_date=True)
    assert Due.parse("by {date}, else within 1 working day") == Due(DueKind.BY, reads_date=True, days=1)
    assert Due.parse("within 2 days") == Due(DueKind.BY, days=2)
    assert Due.parse("stop") == Due(DueKind.STOP)


@given(st.text(max_size=300))
def test_no_mail_breaks_tagging_and_quotes_are_what_stands_there(text: str) -> None:
    rules = RuleSet.of([module_of(NEAR)])

    for one in tag(mail(text + " other suppliers " + text), rules, SOME_DAY):
        whole = text + " other suppliers " + text
        assert whole[one.start : one.end] == one.quote


def test_an_endless_text_without_a_stop_is_read_all_the_same() -> None:
    rules = RuleSet.of([module_of(NEAR)])

    assert tag(mail("other " * 20_000 + "suppliers " * 20_000), rules, SOME_DAY) == ()


def test_no_rules_and_no_words_give_no_tags() -> None:
    assert tag(mail("anything"), RuleSet.of([]), SOME_DAY) == ()
    assert tag(mail(""), RuleSet.of([module_of(NEAR)]), SOME_DAY) == ()

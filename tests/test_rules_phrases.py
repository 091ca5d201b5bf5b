"""The phrase language, word edges, characters and sentences."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import Direction, DueKind
from rules import Due, RuleSet, problems, tag, weighed
from rules.characters import fold, folded
from rules.finder import PieceFinder
from rules.hits import Nearby, WordList
from rules.phrases import Phrase
from rules.sentences import sentences
from rules.traditional import SIMPLIFIED, TRADITIONAL
from rules_support import SOME_DAY, mail, module_of

ROOT = Path(__file__).parent.parent


def found(phrase: str, text: str) -> list[str]:
    """What one phrase finds in one text, as the quotes of a rule without anything else."""
    tests, quoted = "tests: [{hit: x}, {miss: y}]", phrase.replace("'", "''")
    module = module_of(f"module: m\nrules:\n  - {{id: r, tag: t, negated: keep, any: ['{quoted}'], {tests}}}")
    return [one.quote for one in tag(mail(text), RuleSet.of([module]), SOME_DAY)]


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("sample", "A sample please", "sample"),
        ("sample*", "two Samples", "Samples"),
        ("anfrag*", "Ihre Anfragën", "Anfragën"),
        ("straß*", "Straßen", "Straßen"),
        ("groß*", "eine GROSSE Menge", "GROSSE"),
        ("gross*", "eine große Menge", "große"),
        ("coeur", "au cœur du projet", "cœur"),
        ("œuvre", "la main d'oeuvre", "oeuvre"),
        ("fine", "a ﬁne mesh", "ﬁne"),
        ("certificate", "the certifi-\ncate please", "certifi-\ncate"),
        ("pre-shipment", "a pre-\nshipment check", "pre-\nshipment"),
        ("ждем", "Ждём ответа", "Ждём"),
        ("чайный", "чаи\u0306ный гриб", "чаи\u0306ный"),
        ("السعر", "والسعر مرتفع", "والسعر"),
        ("سعر", "بالسعر الجديد", "بالسعر"),
        ("السعر", "للسعر النهائي", "للسعر"),
        ("عينة", "نحتاج للعينة اليوم", "للعينة"),
        ("عينه", "نريد عيّنة", "عيّنة"),
        ("عين*", "وعينات مجانية", "وعينات"),
        ("اسعار", "الأسعار", "الأسعار"),
        ("طلب السعر", "طلب بالسعر", "طلب بالسعر"),
        ("سعر", "ســعر", "ســعر"),
        ("کیفیت", "كيفيت", "كيفيت"),
        ("急着", "客户急著要", "急著"),
        ("台湾", "臺灣工廠", "臺灣"),
        ("里面", "裏面", "裏面"),
        ("对账单", "對帳單", "對帳單"),
        ("<number>万元", "约三万元", "三万元"),
        ("<number>%", "pay 30% now", "30%"),
        ("$<number>", "costs $500 only", "$500"),
        ("<number>pcs", "500pcs please", "500pcs"),
        ("l/c", "by L/C at sight", "L/C"),
        ("c.i.f*", "C.I.F. terms", "C.I.F"),
        ("比较|对比", "我们做对比", "对比"),
        ("(有|没有) 现货", "没有现货吗", "没有现货"),
        ("/pric(e|ing) .{0,20}too high/", "Your pricing is just\ntoo high.", "pricing is just\ntoo high"),
        ("/budget.*[0-9]{4}$/", "Old. The budget is for 2027. Bye.", "budget is for 2027"),
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
        ("мои", "мой"),
        ("بن", "لبن"),
        ("سعر", "تسعرات"),
        ("iso 认证", "isoreport"),
        ("<number> days", "A45 days"),
        ("open account", "reopen account"),
        ("open account", "open accounts"),
        ("/budget.*[0-9]{4}$/", "The budget is small. Born 1999"),
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
        ("...", "both sides"),
        ("<number>", "Write a word beside it"),
        ("price.*", "between slashes: `/price"),
        ("\\d+ days", "between slashes"),
        ("[a-z]bc", "between slashes"),
        ("(?:a|b)c", "between slashes"),
        ("cheap @rivals", "A list stands alone"),
        ("/(price/", "no regular expression that RE2 reads: missing"),
        ("/x{2000}yy/", "at most 1,000 times"),
        ("/(?=ab)cd/", "looking ahead"),
        ("/(a+)+$/", "no two letters side by side"),
        ("/[a-z]+/", "no two letters side by side"),
        ("/ab*/", "no two letters side by side"),
        ("/preis|/", "fits nothing at all"),
        ("/Größe/", "Write `/grosse/`"),
        ("/" + "ab" * 200 + "/", "300 are allowed"),
    ],
)
def test_a_phrase_that_cannot_work_is_refused_with_a_sentence(phrase: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        found(phrase, "")


def test_a_piece_stands_where_it_is_a_whole_word_counted_in_characters() -> None:
    text = fold("Ünits, 样品, units and subunits")
    finder = PieceFinder(piece for word in ("units", "lamps") for piece in Phrase.parse(word).pieces)

    places = finder.look(text)

    assert [text[start:end] for start, end in places.of("units")] == ["units", "units"]
    assert places.of("units") == ((0, 5), (11, 16))
    assert places.of("lamps") == places.of("never asked for") == ()


def test_a_list_with_a_number_never_opens_the_door_for_the_others() -> None:
    numbers = (WordList((Phrase.parse("<number>"),)),)
    words = (WordList(tuple(Phrase.parse(text) for text in ("ask", "can", "could", "want"))),)

    nearby = Nearby((numbers, words), within=40)

    assert nearby.rarest == words


@pytest.mark.parametrize(
    "pattern", ["/pr\\w+ce/", "/od(er|re)/", "/.*price.*/", "/[0-9]{2,5} ?mm/", "/价.{0,3}格/"]
)
def test_a_pattern_with_two_letters_side_by_side_is_taken(pattern: str) -> None:
    assert Phrase.parse(pattern).names == (pattern,)


def test_a_number_by_itself_may_stand_in_a_list_near_others() -> None:
    module = module_of(
        "module: m\nlists: {n: [<number>], d: [day*]}\nrules:\n"
        "  - {id: r, tag: t, near: [['@n', '@d']], within: 3, tests: [{hit: x}, {miss: y}]}"
    )

    tags = tag(mail("Wait 3 or 4 days."), RuleSet.of([module]), SOME_DAY)

    assert [one.quote for one in tags] == ["4 days"]


def test_one_han_character_is_a_phrase() -> None:
    assert found("急", "客户很急") == ["急"]


@given(st.text(max_size=80))
def test_no_text_breaks_a_phrase_but_with_a_sentence(text: str) -> None:
    with suppress(ValueError):
        phrase = Phrase.parse(text)
        plain = fold(text)
        places = PieceFinder(phrase.pieces).look(plain)
        spans = [span for name in phrase.names for span in places.of(name)]
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
    assert fold("Büro Ñandú École ЁЛКА Straße İ") == "buro nandu ecole елка strasse i"
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

    assert "no `hit` and no `miss`" in sentences_told[0]
    assert "Did you mean `@rivals`?" in sentences_told[1]
    assert "already taken in rules/trial.yaml:1" in sentences_told[2]
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


WORDS = (
    "price",
    "prices",
    "pricing",
    "open",
    "account",
    "样品",
    "报价",
    "цена",
    "цены",
    "سعر",
    "45",
    "l/c",
    "don't",
)


def plain_pattern(phrase: str) -> re.Pattern[str]:
    """What the phrase says, as one slow pattern of Python's."""
    slots = [_choice(slot) for slot in phrase.split()]
    inner = slots[0]
    for left, slot in zip(phrase.split(), phrase.split()[1:], strict=False):
        touching = any("\u4e00" <= char <= "\u9fff" for char in left.strip("()*")[-1] + slot.strip("()")[0])
        inner += (r"[\s\-]*" if touching else r"[\s\-]+") + _choice(slot)
    word = "[^\\W_\u4e00-\u9fff]"
    return re.compile(f"(?:(?<!{word})|(?<={word})(?!{word}))(?:{inner})(?:(?!{word})|(?<!{word}))")


def _choice(slot: str) -> str:
    options = sorted(slot.strip("()").split("|"), key=len, reverse=True)
    ending = "[^\\W_\u4e00-\u9fff]*"
    return (
        "(?:"
        + "|".join(re.escape(one.removesuffix("*")) + ending * one.endswith("*") for one in options)
        + ")"
    )


@given(
    phrase=st.lists(
        st.sampled_from(
            ["price", "pric*", "open", "(open|account)", "样品", "(报价|样品)", "цен*", "l/c", "don't"]
        ),
        min_size=1,
        max_size=3,
    ).map(" ".join),
    text=st.lists(st.sampled_from([*WORDS, "-", ". x", "\n", "x"]), max_size=12),
    joint=st.sampled_from([" ", "", "-", "  "]),
)
@example(phrase="l/c l/c", text=["l/c", "\n", "-", "l/c", "l/c"], joint=" ")
def test_the_index_finds_what_a_slow_search_finds(phrase: str, text: list[str], joint: str) -> None:
    plain = fold(joint.join(text))
    finder = PieceFinder(Phrase.parse(phrase).pieces)

    places = finder.look(plain)

    slow = plain_pattern(phrase)  # within one sentence: one hit over two of them would hide the next
    expected = [hit.span() for start, end in sentences(plain) for hit in slow.finditer(plain, start, end)]
    assert list(places.of(Phrase.parse(phrase).names[0])) == expected


def test_a_rule_set_goes_to_another_process_and_tags_the_same() -> None:
    rules = RuleSet.of([module_of(NEAR)])

    copied = pickle.loads(pickle.dumps(rules))

    assert tag(mail("some other suppliers"), copied, SOME_DAY) == tag(
        mail("some other suppliers"), rules, SOME_DAY
    )


def test_without_re2_words_are_found_and_patterns_are_refused_with_a_sentence() -> None:
    script = (
        "import sys; from pathlib import Path; sys.modules['re2'] = None\n"
        "from rules.phrases import ENGINE, Phrase\n"
        "from rules.finder import PieceFinder\n"
        "phrase = Phrase.parse('free sample*|样品')\n"
        "print(ENGINE, PieceFinder(phrase.pieces).look('two free samples').of(phrase.names[0]))\n"
        "try: Phrase.parse('/free.*sample/')\n"
        "except ValueError as refused: print(refused)\n"
        "from worker.rulebook import modules\n"
        "print(modules.of_folder(Path('rules'), 'rules').problems)\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8"
    )

    first, second, shipped = ran.stdout.splitlines()
    assert first == "re ((4, 16),)"
    assert "need google-re2, which is not installed here" in second
    assert shipped == "()"


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "price " * 20_000, "1," * 50_000, "\u064b" * 100_000, "报" * 100_000]
)
def test_however_long_a_mail_is_the_places_of_a_piece_are_bounded(text: str) -> None:
    finder = PieceFinder(one for words in ("price*", "<number>", "报") for one in Phrase.parse(words).pieces)

    places = finder.look(fold(text))

    assert all(len(places.of(name)) <= 100 for name in finder.pieces)


@pytest.mark.parametrize(
    ("filling", "says", "is_read"),
    [
        ("word ", 7_500, True),
        ("word ", 8_100, False),
        ("слово ", 7_500, True),
        ("货物", 3_800, True),
        ("货物", 4_200, False),
    ],
)
def test_four_pages_of_a_mail_are_read_and_chinese_needs_half_the_characters(
    filling: str, says: int, is_read: bool
) -> None:
    text = (filling * says)[:says] + "\n\nzinc lamp\n\n" + filling * 10_000

    assert found("zinc lamp", text) == ["zinc lamp"] * is_read


def test_numbers_signs_and_apostrophes_go_on_inside_a_word_and_others_are_left_alone() -> None:
    text = "30% off, 30 sets off, 三十万元, c.i.f. and c.o.d., we don't, 5.000 units, 12pcs"

    assert found("<number>% off", text) == ["30% off"]
    assert found("<number> sets", text) == ["30 sets"]
    assert found("<number>万元", text) == ["三十万元"]
    assert found("c.i.f*", text) == ["c.i.f"]
    assert found("we don't", text) == ["we don't"]
    assert found("<number> units", text) == ["5.000 units"]
    assert found("(<number>pcs|<number> pcs)", text) == ["12pcs"]
    assert found("<number>% sets", text) == []

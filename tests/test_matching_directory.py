"""Does the directory keep what it is told, and find who comes into question? What that is good for is in
test_matching_find.py.
"""

from __future__ import annotations

import random
import tracemalloc
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Directory, known_domains, names
from matching.card import Card, bare_code, bare_phone, same_phone, same_switchboard
from matching.directory import FILINGS
from matching.filing import Filing
from matching.index import IndexMaker, mark
from matching.lookalike import resembles
from model import Customer, CustomerId, Denial, GroupId, RepId, utc

TEXTS = st.text(max_size=20)
CUSTOMERS = st.builds(
    Customer,
    id=st.integers(-(2**40), 2**40).map(CustomerId),
    name=TEXTS,
    created=st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))])),
    titles=st.lists(TEXTS, max_size=3).map(tuple),
    domains=st.lists(TEXTS, max_size=3).map(tuple),
    emails=st.lists(TEXTS, max_size=3).map(tuple),
    group=st.none() | st.integers(1, 9).map(GroupId),
    group_name=TEXTS,
    owner=st.none() | TEXTS.map(RepId),
    every_days=st.none() | st.integers(1, 400),
    codes=st.lists(TEXTS, max_size=2).map(tuple),
    phones=st.lists(TEXTS, max_size=2).map(tuple),
    websites=st.lists(TEXTS, max_size=2).map(tuple),
    denials=st.lists(st.builds(Denial, TEXTS, TEXTS), max_size=2).map(tuple),
    external_id=TEXTS,
)


def firm(number: int, name: str, **values: object) -> Customer:
    return replace(Customer(CustomerId(number), name, utc(0)), **values)  # type: ignore[arg-type]


def many(count: int) -> list[Customer]:
    """So many customers like those of a real book: a name of its own, a domain and an address each."""
    return [
        Customer(
            CustomerId(number),
            f"Firma {number:05d}lin Handels GmbH",
            utc(0),
            (f"Firma {number:05d}lin Handels GmbH",),
            (f"firma{number:05d}lin.example",),
            (f"einkauf@firma{number:05d}lin.example",),
        )
        for number in range(count)
    ]


def ids(cards: Sequence[Card]) -> list[int]:
    return [card.id for card in cards]


# -- the filing ------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["trading", "north", "北光", ""])
NOTED = st.lists(st.tuples(KEYS, st.integers(0, 20)), max_size=60, unique=True)
STEPS = st.lists(st.tuples(st.sampled_from(["add", "take back"]), KEYS, st.integers(21, 40)), max_size=60)


@settings(deadline=None)
@given(NOTED, st.sets(st.integers(0, 20)), STEPS)
def test_a_filing_holds_what_a_dict_of_sets_would(noted, gone, steps) -> None:  # type: ignore[no-untyped-def]
    maker, plain = IndexMaker(), defaultdict[str, set[int]](set)
    for key, number in noted:
        maker.note([key], number)
        plain[key].add(number)

    filing = Filing(maker.made(), gone)
    for number in gone:
        filing.cross_out([key for key in plain if number in plain[key]])
    plain = defaultdict(set, {key: numbers - gone for key, numbers in plain.items()})
    for step, key, number in steps:
        if step == "add" and number not in plain[key]:
            filing.add([key], number)
            plain[key].add(number)
        elif step == "take back" and number in plain[key]:
            filing.discard([key], number)
            plain[key].discard(number)

    assert {key: list(filing.numbers(key)) for key in plain} == {key: sorted(plain[key]) for key in plain}
    assert {key: filing.count(key) for key in plain} == {key: len(plain[key]) for key in plain}


def test_an_index_of_many_keys_finds_each_of_them_and_no_other() -> None:
    maker = IndexMaker()

    for number in range(9_000):
        maker.note(["trading", f"only {number}"], number)
    index = maker.made()

    assert list(index.numbers(mark("trading"))) == list(range(9_000))
    assert [list(index.numbers(mark(f"only {number}"))) for number in range(9_000)] == [
        [number] for number in range(9_000)
    ]
    assert sum(index.count(mark(f"none {number}")) for number in range(9_000)) == 0


# -- cards -----------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(CUSTOMERS)
def test_a_card_gives_back_the_customer_it_was_made_of(customer: Customer) -> None:
    card = Card.of(customer)

    assert Card.unpacked(card.packed()) == card
    assert Card.unpacked(card.packed()).customer == customer


@pytest.mark.parametrize(
    ("code", "bare"),
    [
        ("CN-USCC 91310115MA1K3XYZ0Q", ("CN-USCC", "91310115MA1K3XYZ0Q")),
        ("91310115ma1k3xyz0q", ("", "91310115MA1K3XYZ0Q")),
        ("EU-VAT DE 123.456.789", ("EU-VAT", "DE123456789")),
        ("DE 123 456 789", ("", "DE123456789")),
        ("  ", ("", "")),
        ("–", ("", "")),
    ],
)
def test_a_code_is_its_letters_and_digits_and_the_sort_before_them(code: str, bare: tuple[str, str]) -> None:
    assert bare_code(code) == bare


@pytest.mark.parametrize(
    ("phone", "bare"),
    [
        ("+86 10 1251-6784", "+861012516784"),
        ("Tel: +86-10-1251-6784", "+861012516784"),
        ("0086 10 12516784", "+861012516784"),
        ("(010) 1251 6784", "01012516784"),
        ("03-1222-7060 ext. 12", "0312227060"),
        ("03-1222-7060 分機 12", "0312227060"),
        ("none", ""),
        ("", ""),
    ],
)
def test_a_phone_is_its_digits_and_a_plus_where_the_country_is_told(phone: str, bare: str) -> None:
    assert bare_phone(phone) == bare


@pytest.mark.parametrize(
    ("one", "other", "is_same", "is_switchboard"),
    [
        ("+861012516784", "+861012516784", True, False),
        ("+861012516784", "01012516784", True, False),
        ("+861012516784", "12516784", True, False),
        ("+861012516784", "2516784", False, False),  # seven digits are anybody's
        ("+861012516784", "+441012516784", False, False),  # another country
        ("+861012516784", "+861012516701", False, True),
        ("+861012516784", "01012516999", False, True),
        ("+861012516784", "+861012517784", False, False),  # the fourth digit from the end
        ("12345", "12345", True, False),
        ("", "", False, False),
    ],
)
def test_phones_are_the_same_or_of_one_switchboard(
    one: str, other: str, is_same: bool, is_switchboard: bool
) -> None:
    assert (same_phone(one, other), same_phone(other, one)) == (is_same, is_same)
    assert (same_switchboard(one, other), same_switchboard(other, one)) == (is_switchboard, is_switchboard)


# -- signs -----------------------------------------------------------------------------------------------

HARBOUR = firm(
    101,
    "Blue Harbour Trading Co., Ltd.",
    emails=("Anna@Harbour.example", "jo@agent.example"),
    domains=("harbour.example",),
    codes=("CN-USCC 91310115MA1K3XYZ0Q",),
    phones=("+861012516784",),
    websites=("https://www.harbour-shop.example/en",),
)
MOOR = firm(102, "Moosgrund Keramik GmbH", codes=("DE123456789",), phones=("030 5059 9120",))


def test_a_customer_is_found_by_every_sign_it_has() -> None:
    directory = Directory.of([HARBOUR, MOOR])

    assert ids(directory.by_email("anna@harbour.example")) == [101]
    assert ids(directory.by_domain("harbour.example")) == [101]
    assert ids(directory.by_colleague("agent.example")) == [101]
    assert ids(directory.by_site("harbour-shop.example")) == [101]
    assert ids(directory.by_code("91310115ma1k3xyz0q")) == [101]
    assert ids(directory.by_code("EU-VAT DE 123 456 789")) == [102]
    assert ids(directory.by_phone("010-12516784")) == [101]
    assert ids(directory.by_phone("+49 30 5059 9120")) == [102]
    assert ids(directory.by_switchboard("+49 30 5059 9100")) == [102]
    assert ids(directory.by_colleague("harbour.example")) == []


def test_one_value_of_two_sorts_of_code_is_two_codes() -> None:
    directory = Directory.of([HARBOUR])

    assert directory.by_code("JP-CN 91310115MA1K3XYZ0Q") == ()


def test_a_sign_that_too_many_hold_names_nobody_and_says_how_many() -> None:
    crowd = [
        firm(number, f"Firm {number}", codes=("00000000",), phones=("+49301234567",)) for number in range(70)
    ]
    directory = Directory.of([*crowd, HARBOUR])

    assert directory.by_code("0000 0000") == directory.by_phone("+49 30 1234567") == ()
    assert directory.holders("code", "00000000") == directory.holders("phone", "+49 30 1234567") == 70
    assert directory.holders("code", "CN-USCC 91310115MA1K3XYZ0Q") == 1
    assert directory.holders("email", "anna@harbour.example") == 1
    assert [directory.holders(sort, "") for sort in ("email", "domain", "site", "code", "phone")] == [0] * 5


@settings(deadline=None)
@given(st.text("abn-m01r", min_size=1, max_size=9), st.text("abn-m01r", min_size=1, max_size=9))
def test_whatever_resembles_a_domain_is_filed_where_it_is_asked_for(one: str, other: str) -> None:
    if resembles(f"{one}.example", [f"{other}.example"]):
        keys = {*known_domains.asked(f"{one}.example"), known_domains.named(f"{one}.example")}
        assert keys & {*known_domains.filed(f"{other}.example")}


def test_two_letters_swapped_in_the_middle_of_a_domain_are_a_look_alike() -> None:
    directory = Directory.of([firm(1, "Kranich", domains=("kranichsee.example",))])

    assert directory.imitated("kranihcsee.example") == "kranichsee.example"
    assert directory.imitated("kranichsee.example") == ""
    assert list(directory.sisters("kranichsee.test")) == ["kranichsee.example"]


def test_a_domain_that_a_large_group_shares_is_known_to_be_imitated() -> None:
    group = [firm(number, f"Kranich {number}", domains=("kranichsee.example",)) for number in range(200)]
    directory = Directory.of(group)

    assert list(directory.sisters("kranichsee.test")) == ["kranichsee.example"]
    assert directory.imitated("kranlchsee.example") == "kranichsee.example"


# -- names -----------------------------------------------------------------------------------------------

STARS = (
    firm(1, "Freshworks Inc."),
    firm(2, "Pacific Trading Co., Ltd."),
    firm(3, "International Business Machines Corporation"),
    firm(4, "上海华为技术有限公司"),
    firm(5, "Dalian Rubber & Plastics Machinery Co., Ltd."),
    firm(6, "株式会社オーデリック"),
)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Ffeshworks Corp.", 1),
        ("Fresh Works", 1),
        ("Pacfic Tradnig", 2),
        ("IBM", 3),
        ("Shanghai Huawei Technologies Co., Ltd.", 4),
        ("华为技术", 4),
        ("Rubber Plastics Dalian", 5),
        ("ODELIC CO.,LTD.", 6),
    ],
)
def test_a_name_finds_its_customer_among_thousands(name: str, number: int) -> None:
    book = Directory.of([*STARS, *(replace(each, id=CustomerId(each.id + 100)) for each in many(3_000))])

    assert number in ids(book.likely(name, 5))
    assert number in ids(book.likely(names.read(name), 5))


def test_who_is_nearest_comes_first_and_no_more_come_than_are_wanted() -> None:
    book = Directory.of(many(500))

    found = book.nearest("Firma 00042lin", 7)

    assert len(found) == 7
    assert [overlap for _, overlap in found] == sorted((overlap for _, overlap in found), reverse=True)
    assert found[0][0].id == 42
    assert book.nearest("Firma 00042lin", 0) == []


@pytest.mark.parametrize(
    "text", ["", "\0", "x", "有限公司", "\ud800", "a " * 50_000, "ab" * 50_000, "🦊" * 9]
)
def test_hostile_names_are_answered_and_filed(text: str) -> None:
    directory = Directory.of(
        [*STARS, firm(9, text, titles=(text, text[::-1]), codes=(text,), phones=(text,))]
    )

    directory.likely(text)
    directory.by_code(text), directory.by_phone(text), directory.by_email(text), directory.imitated(text)

    assert directory.customer(CustomerId(9)) is not None


def test_names_made_to_share_one_key_cost_no_more_than_others() -> None:
    """CRC-32 is easily forged, so thousands may come to stand under one mark."""
    forged = [firm(number, f"{'codding' if number % 2 else 'gnu'} {number}x") for number in range(6_000)]
    directory = Directory.of([*forged, *STARS])

    assert sum(len(held) for _, held in directory.opened(names.read("codding gnu"))) <= 5_000


# -- the directory ---------------------------------------------------------------------------------------

ASKED = ("Firma 00042lin Handels", "pacific trading", "Freshwork", "华为", "ibm", "einkauf")


def answers(directory: Directory, book: Sequence[Customer]) -> list[object]:
    """Everything a directory says about these customers."""
    said: list[object] = [len(directory)]
    for customer in book:
        said.append(directory.customer(customer.id))
        said += [ids(directory.by_email(email.lower())) for email in customer.emails]
        said += [ids(directory.by_phone(phone)) for phone in customer.phones]
        said += [ids(directory.by_code(code)) for code in customer.codes]
        said += [ids(directory.by_domain(domain)) for domain in customer.domains]
        said += [list(directory.sisters(f"{domain.partition('.')[0]}.test")) for domain in customer.domains]
        said += [directory.holders("domain", domain) for domain in customer.domains]
        said += [[(card.id, worth) for card, worth in directory.nearest(customer.name)]]
        said += [directory.telling(word) for word in customer.name.lower().split()]
    said += [[(card.id, worth) for card, worth in directory.nearest(name)] for name in ASKED]
    return said


def printed(directory: Directory) -> Directory:
    """The same after a way through a file."""
    return Directory.of_parts({name: memoryview(bytes(part)) for name, part in directory.parts})


POOL = [
    *STARS,
    HARBOUR,
    MOOR,
    firm(2, "Pacific Traders Ltd", domains=("pacific.example", "harbour.example"), phones=("+861012516784",)),
    firm(3, "IBM", domains=("ibm.example",)),
    firm(8, "Freshwork GmbH", codes=("DE123456789",)),
    firm(9, "Nordlicht Handels GmbH", emails=("anna@harbour.example",)),
    *many(12)[10:],
]


@given(
    st.lists(st.sampled_from(POOL), max_size=10),
    st.lists(st.one_of(st.sampled_from(POOL), st.integers(1, 12)), max_size=10),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_a_directory_that_was_changed_is_like_one_built_anew(
    before: list[Customer], steps: list[Customer | int], through_a_file: bool
) -> None:
    directory = printed(Directory.of(before).renewed()) if through_a_file else Directory.of(before)
    now = {customer.id: customer for customer in before}
    for step in steps:
        if isinstance(step, Customer):
            directory.put(step)
            now[step.id] = step
        else:
            directory.drop(CustomerId(step))
            now.pop(CustomerId(step), None)

    said = answers(directory, POOL)

    assert said == answers(Directory.of(now.values()), POOL)
    assert said == answers(directory.renewed(), POOL)
    assert directory.recent == {step.id if isinstance(step, Customer) else step for step in steps}


@given(st.permutations(POOL[:8]))
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_customers_come_does_not_matter(shuffled: list[Customer]) -> None:
    assert answers(Directory.of(shuffled), POOL) == answers(Directory.of(POOL[:8]), POOL)


def test_of_two_with_one_number_the_later_counts_also_within_a_book_read_at_once() -> None:
    book = many(50)
    changed = replace(book[7], name="Moosgrund Keramik", titles=(), domains=("moosgrund.example",))

    directory = Directory.of([*book, changed, *many(7)])

    assert len(directory) == 50
    assert directory.customer(CustomerId(7)) == changed
    assert directory.by_domain("firma00007lin.example") == ()
    assert ids(directory.by_domain("moosgrund.example")) == [7]


def test_customers_put_one_by_one_are_found_like_those_read_at_once() -> None:
    book = many(1_000)
    at_once, one_by_one = Directory.of(book), Directory()
    for customer in random.Random(5).sample(book, len(book)):
        one_by_one.put(customer)

    for name in ("firma 00042lin handels", "firma 00999lin handels"):
        assert one_by_one.nearest(name) == at_once.nearest(name)
    assert ids(one_by_one.by_email("einkauf@firma00234lin.example")) == [234]
    assert one_by_one.telling("handels") == at_once.telling("handels")


def test_every_part_of_a_directory_is_among_its_bytes() -> None:
    names_ = {name.partition(".")[0] for name, _ in Directory.of(many(3)).parts}

    assert names_ == {"stock", *FILINGS}


def test_a_customer_takes_less_than_a_kilobyte_in_the_directory() -> None:
    book = many(4_000)
    Directory.of(book[:1_000])  # fills the caches, which do not grow with the book

    tracemalloc.start()
    directory = Directory.of(book)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert directory.customer(CustomerId(3_999)) == book[-1]
    assert kept / len(book) < 1_024

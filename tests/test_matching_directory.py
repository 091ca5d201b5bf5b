"""Does the directory keep what it is told, in little space? What it is for is in test_matching_find.py."""

from __future__ import annotations

import tracemalloc
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import Directory
from matching.card import Card
from matching.filing import Filing
from matching.known_domains import KnownDomains
from matching.lookalike import doors, resembles
from model import Customer, CustomerId, GroupId, RepId, utc

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
    owner=st.none() | TEXTS.map(RepId),
    every_days=st.none() | st.integers(1, 400),
)


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


# -- the filing ------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["trading", "north", "北光"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["note", "discard", "sort in"]), KEYS, st.integers(0, 60)), max_size=80
)


@given(STEPS)
def test_a_filing_holds_what_a_dict_of_sets_would(steps) -> None:  # type: ignore[no-untyped-def]
    filing, plain = Filing(), defaultdict[str, set[int]](set)

    for step, key, number in steps:
        if step == "note" and number not in plain[key]:
            filing.note([key], number)
            plain[key].add(number)
        elif step == "discard":
            filing.sort_in()
            filing.discard([key], number)
            plain[key].discard(number)
    filing.sort_in()

    assert {key: filing.numbers(key) for key in plain} == {key: sorted(plain[key]) for key in plain}
    assert {key: filing.count(key) for key in plain} == {key: len(plain[key]) for key in plain}


@pytest.mark.parametrize("lot", [1, 700, 20_000])
def test_a_key_of_thousands_reaches_over_many_pieces_of_a_filing(lot: int) -> None:
    filing = Filing()

    for number in range(9_000):
        filing.note(["trading", f"only {number}"], number)
        if number % lot == 0:
            filing.sort_in()
    filing.sort_in()
    filing.discard(["trading"], 4_711)

    assert filing.numbers("trading") == [number for number in range(9_000) if number != 4_711]
    assert filing.count("trading") == 8_999
    assert filing.numbers("trading", most=8_998) == []
    assert [filing.numbers(f"only {number}") for number in range(9_000)] == [[one] for one in range(9_000)]


def test_the_greatest_number_of_one_key_is_not_found_under_its_neighbour() -> None:
    filing = Filing()

    filing.note(["north"], 2**24 - 1)
    filing.note(["south"], 0)
    filing.sort_in()

    assert (filing.numbers("north"), filing.numbers("south")) == ([2**24 - 1], [0])
    assert filing.numbers("east") == []


# -- cards and domains -----------------------------------------------------------------------------------


@given(CUSTOMERS)
def test_a_card_gives_back_the_customer_it_was_made_of(customer: Customer) -> None:
    card = Card.of(customer)

    assert Card.unpacked(card.packed()) == card
    assert Card.unpacked(card.packed()).customer == customer


@given(st.text("abn-m01r", min_size=1, max_size=9), st.text("abn-m01r", min_size=1, max_size=9))
def test_whatever_resembles_a_domain_has_a_door_in_common_with_it(one: str, other: str) -> None:
    if resembles(f"{one}.example", [f"{other}.example"]):
        assert doors(f"{one}.example") & doors(f"{other}.example")


def test_a_domain_is_known_once_however_often_it_is_noted_and_gone_when_removed() -> None:
    known = KnownDomains()

    for _ in range(2):
        known.note(["kranich.example", "kranich.test"])
        known.sort_in()
    before = known.named("kranich", most=2)
    known.remove("kranich.test")

    assert before == ["kranich.example", "kranich.test"]
    assert known.named("kranich", most=2) == ["kranich.example"]
    assert known.imitated_by("kranlch.test") == "kranich.example"


# -- the directory ---------------------------------------------------------------------------------------


def test_of_two_with_one_number_the_later_counts_also_within_a_book_read_at_once() -> None:
    book = many(50)
    changed = replace(book[7], name="Moosgrund Keramik", titles=(), domains=("moosgrund.example",))

    directory = Directory.of([*book, changed, *many(7)])

    assert directory.customer(CustomerId(7)) == changed
    assert directory.by_domain("firma00007lin.example") == ()
    assert [card.id for card in directory.by_domain("moosgrund.example")] == [7]


def test_customers_put_one_by_one_are_found_like_those_read_at_once() -> None:
    book = many(3_000)
    at_once, one_by_one = Directory.of(book), Directory()
    for customer in book:
        one_by_one.put(customer)

    for name in ("firma 00042lin handels", "firma 02999lin handels"):
        assert one_by_one.likely(name) == at_once.likely(name)
    assert one_by_one.by_email("einkauf@firma01234lin.example")[0].id == 1234
    assert one_by_one.telling("handels") == at_once.telling("handels")


def test_a_customer_takes_less_than_a_kilobyte_in_the_directory() -> None:
    book = many(4_000)
    Directory.of(book[:1_000])  # fills the caches, which do not grow with the book

    tracemalloc.start()
    directory = Directory.of(book)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert directory.customer(CustomerId(3_999)) == book[-1]
    assert kept / len(book) < 1_024

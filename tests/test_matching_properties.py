"""What holds for every book and every mail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Directory, find
from matching.duplicates import similar
from model import (
    NO_THREAD,
    Customer,
    CustomerId,
    Denial,
    Detail,
    DetailSort,
    GroupId,
    Kin,
    Known,
    Party,
    Unknown,
    Unsure,
    utc,
)

NAMES = st.sampled_from(
    [
        "Nordlicht Handels GmbH",
        "NORDLICHT TRADING",
        "北光贸易有限公司",
        "上海华为技术有限公司",
        "Shanghai Huawei Technologies Co., Ltd.",
        "株式会社ロジテック",
        "Logitech Co., Ltd.",
        "대한해운",
        "ООО «Мокран»",
        "OOO Mokran",
        "Kranich Asia Pte. Ltd.",
        "Kranich",
        "Trading Co., Ltd.",
        "12",
    ]
)
DOMAINS = st.sampled_from(["nordlicht.example", "n0rdlicht.example", "nordlicht.test", "kranich.example"])
HOSTS = st.one_of(DOMAINS, st.just("gmail.com"))
EMAILS = st.builds("{}@{}".format, st.sampled_from(["anna", "bo"]), HOSTS)
CODES = st.sampled_from(["91310000MA1FL0XB0T", "EU-VAT DE136695976", "00000000", "12345678"])
PHONES = st.sampled_from(["+493034567890", "+493034567812", "03034567890", "0086 10 1251 6784"])
COUNTRIES = st.sampled_from(["", "DE", "CN", "KR"])
DENIALS = st.builds(Denial, st.sampled_from(["domain", "email", "title"]), st.one_of(DOMAINS, EMAILS, NAMES))


def few(kind: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(kind, max_size=2).map(tuple)


def customer(number: int, name: str, **more: object) -> Customer:
    return Customer(CustomerId(number), name, utc(0), **{"titles": (name,), **more})  # type: ignore[arg-type]


BOOKS = st.lists(
    st.builds(
        customer,
        st.integers(1, 30),
        NAMES,
        domains=few(DOMAINS),
        emails=few(EMAILS),
        codes=few(CODES),
        phones=few(PHONES),
        group=st.sampled_from([None, GroupId(1), GroupId(2)]),
        country=COUNTRIES,
        denials=st.lists(DENIALS, max_size=1).map(tuple),
    ),
    max_size=7,
    unique_by=lambda one: one.id,
)


@st.composite
def parties(draw: st.DrawFn) -> Party:
    code = draw(st.one_of(st.just(""), CODES))
    details = (Detail(DetailSort.CODE, code, code, "", 1.0),) if code else ()
    return Party(
        draw(st.one_of(st.just(""), EMAILS)),
        company=draw(st.one_of(st.just(""), NAMES)),
        country=draw(COUNTRIES),
        phone=draw(st.one_of(st.just(""), PHONES)),
        website=draw(st.one_of(st.just(""), DOMAINS)),
        details=details,
    )


UNRELATED = [
    customer(
        100 + number,
        f"Zwetschge{number} Obstbau",
        domains=(f"zwetschge{number}.example",),
        phones=(f"+8190000000{number}",),
        country="JP",
    )
    for number in range(6)
]


@given(BOOKS, parties(), st.randoms(use_true_random=False))
def test_the_order_of_customers_does_not_matter(book, party, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = Directory.of(random.sample(book, len(book)))

    assert find(party, NO_THREAD, Directory.of(book)) == find(party, NO_THREAD, shuffled)


@given(BOOKS, parties())
def test_an_unrelated_customer_never_turns_a_known_into_another(book, party) -> None:  # type: ignore[no-untyped-def]
    before = find(party, NO_THREAD, Directory.of(book))
    after = find(party, NO_THREAD, Directory.of([*book, *UNRELATED]))

    assert not any(candidate.customer >= 100 for candidate in after.candidates)
    if isinstance(before, Known) and isinstance(after, Known):
        assert after.winner.customer == before.winner.customer


@given(BOOKS, parties())
def test_chances_are_chances(book, party) -> None:  # type: ignore[no-untyped-def]
    match = find(party, NO_THREAD, Directory.of(book))

    assert all(0 <= candidate.score <= 100 for candidate in match.candidates)
    assert sum(candidate.score for candidate in match.candidates) <= 100.01


@given(BOOKS, parties())
def test_every_piece_of_evidence_says_what_it_saw(book, party) -> None:  # type: ignore[no-untyped-def]
    match = find(party, NO_THREAD, Directory.of(book))

    assert match.because
    assert all(item.words and item.sort for each in match.candidates for item in each.evidence)


@given(BOOKS, parties())
def test_a_denied_domain_is_never_that_customers(book, party) -> None:  # type: ignore[no-untyped-def]
    denying = [replace(one, denials=(Denial("domain", party.domain),), emails=()) for one in book]

    match = find(party, NO_THREAD, Directory.of(denying))

    if party.domain and party.domain != "gmail.com":
        assert isinstance(match, Unknown)


@given(BOOKS, parties())
def test_a_look_alike_or_another_ending_is_never_linked(book, party) -> None:  # type: ignore[no-untyped-def]
    match = find(party, NO_THREAD, Directory.of(book))

    if isinstance(match, Known | Kin):
        sorts = {item.sort for item in match.candidates[0].evidence}
        assert not sorts & {"look-alike", "sister", "other code"} or sorts & {"address", "domain"}


@given(BOOKS, st.builds(customer, st.just(-1), NAMES, domains=few(DOMAINS), codes=few(CODES)))
def test_who_is_in_the_book_with_the_same_title_is_shown_as_similar(book, new) -> None:  # type: ignore[no-untyped-def]
    shown = similar(new, Directory.of(book), most=30)

    same = {one.id for one in book if one.name == new.name}
    assert same <= {candidate.customer for candidate in shown}
    assert [each.score for each in shown[: len(same)]] == sorted(
        (each.score for each in shown[: len(same)]), reverse=True
    )


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_any_text_may_be_asked_and_filed(name: str, other: str, sign: str) -> None:
    book = Directory.of(
        [
            customer(
                1, name, codes=(sign,), phones=(sign,), websites=(sign,), domains=(sign,), country=sign[:2]
            )
        ]
    )
    detail = Detail(DetailSort.CODE, sign, sign, "", 1.0)

    match = find(Party(sign, other, other, "", sign, sign, sign, "", (detail,)), NO_THREAD, book)

    assert isinstance(match, Known | Kin | Unsure | Unknown)
    similar(customer(2, other, codes=(sign,), phones=(sign,)), book)


@pytest.mark.parametrize(
    "text", ["", "x", "\x00" * 500, "公" * 10_000, "a b " * 5_000, "1" * 10_000, "( " * 5_000, "'\"<>|\\\n\t"]
)
def test_huge_empty_and_hostile_text_is_answered(text: str) -> None:
    book = Directory.of([customer(1, text or "Kranich"), customer(2, "Kranich", titles=(text,) * 300)])
    detail = Detail(DetailSort.CODE, text, text, "", 1.0)

    assert find(Party(text, text, text, "", text, text, text, "", (detail,)), NO_THREAD, book).because
    assert len(similar(customer(3, text or "x", titles=(text,) * 50), book)) <= 5

"""Whom is a mail from? The question itself, with small books of made-up customers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import DEFAULT, Directory, Thresholds, find, find_all
from matching.domains import SHARED
from model import (
    NO_THREAD,
    Customer,
    CustomerId,
    Direction,
    GroupId,
    Kin,
    Kind,
    Known,
    Lineage,
    Match,
    Nature,
    Party,
    Reading,
    Unknown,
    Unsure,
    utc,
)

GROUP = GroupId(7)


def customer(
    number: int,
    name: str,
    titles: Sequence[str] = (),
    domains: Sequence[str] = (),
    emails: Sequence[str] = (),
    group: GroupId | None = None,
    *,
    country: str = "",
) -> Customer:
    return Customer(
        CustomerId(number),
        name,
        utc(0),
        (name, *titles),
        tuple(domains),
        tuple(emails),
        group,
        "Nordlicht" if group else "",
        country,
    )


NORDLICHT = customer(
    1,
    "Nordlicht Handelsgesellschaft mbH",
    ["北光贸易有限公司"],
    ["nordlicht.example"],
    ["anna@nordlicht.example"],
)
HARBOUR = customer(
    2, "Blue Harbour Trading Co., Ltd.", (), ["blueharbour.example"], ["bo@gmail.com"], country="CN"
)
KRANICH = customer(3, "Kranich Werke AG", country="DE")
KRANICH_ASIA = customer(11, "Kranich Asia Ltd", (), ["kranich.example"], (), GROUP, country="SG")
KRANICH_POLSKA = customer(12, "Kranich Polska Sp. z o.o.", (), ["kranich.example"], (), GROUP, country="PL")
BOOK = (NORDLICHT, HARBOUR, KRANICH)
SISTERS = (KRANICH_ASIA, KRANICH_POLSKA)


Ancestor = Sequence[Customer]
"""To whom an earlier mail of the thread belongs."""


def ask(party: Party, *customers: Customer, thread: Sequence[Ancestor] = ()) -> Match:
    sets = (frozenset(customer.id for customer in ancestor) for ancestor in thread)
    return find(party, Lineage(tuple(sets)), Directory.of(customers or BOOK))


def winner(match: Match) -> int:
    assert isinstance(match, Known), match
    return match.winner.customer


def sorts(match: Match) -> set[str]:
    return {item.sort for item in match.candidates[0].evidence}


# -- thread and address ----------------------------------------------------------------------------------


def test_the_thread_decides_where_nothing_else_is_known() -> None:
    match = ask(Party("stranger@gmail.com"), thread=[[HARBOUR]])

    assert winner(match) == HARBOUR.id
    assert match.because == "thread: answers our mail to Blue Harbour Trading Co., Ltd."


def test_a_mail_without_any_party_is_found_by_its_thread() -> None:
    assert winner(ask(Party(), thread=[[HARBOUR]])) == HARBOUR.id


def test_a_parent_that_is_no_longer_in_the_book_says_nothing() -> None:
    assert isinstance(ask(Party("stranger@gmail.com"), thread=[[customer(99, "Gone")]]), Unknown)


def test_a_stored_address_decides_even_at_a_free_mail_provider() -> None:
    match = ask(Party("BO@gmail.com"))

    assert winner(match) == HARBOUR.id
    assert sorts(match) == {"address"}


def test_thread_and_address_of_two_customers_are_for_a_person_to_look_at() -> None:
    match = ask(Party("bo@gmail.com"), thread=[[NORDLICHT]])

    assert isinstance(match, Unsure)
    assert {candidate.customer for candidate in match.candidates[:2]} == {NORDLICHT.id, HARBOUR.id}
    assert "bo@gmail.com" in match.because
    assert "thread" in match.because


def test_thread_and_address_within_one_group_go_to_the_company_of_the_address() -> None:
    buyer = customer(13, "Kranich Iberica SL", emails=["eva@gmail.com"], group=GROUP)

    assert winner(ask(Party("eva@gmail.com"), buyer, *SISTERS, thread=[[KRANICH_ASIA]])) == buyer.id


def test_a_thread_that_knows_both_goes_by_the_address() -> None:
    assert winner(ask(Party("bo@gmail.com"), thread=[[NORDLICHT], [HARBOUR]])) == HARBOUR.id


def test_a_name_in_the_signature_does_not_upset_the_thread() -> None:
    match = ask(Party("x@gmail.com", company="Kranich Werke AG", country="DE"), thread=[[HARBOUR]])

    assert winner(match) == HARBOUR.id


def test_an_address_of_two_customers_is_told_apart_by_the_name() -> None:
    book = (
        customer(1, "Silbertal Optik", emails=["x@gmail.com"]),
        customer(2, "Moosgrund Keramik", emails=["x@gmail.com"]),
    )

    assert isinstance(ask(Party("x@gmail.com"), *book), Unsure)
    assert winner(ask(Party("x@gmail.com", company="Moosgrund Keramik"), *book)) == 2


# -- circulars -------------------------------------------------------------------------------------------


def test_an_answer_to_a_circular_from_a_strange_address_is_nobodys_for_sure() -> None:
    match = ask(Party("bert@gmail.com"), thread=[[NORDLICHT, HARBOUR]])

    assert isinstance(match, Unsure)
    assert {candidate.customer for candidate in match.candidates} == {NORDLICHT.id, HARBOUR.id}
    assert match.because.startswith("thread: answers our mail that went to 2 customers: Nordlicht")


def test_an_older_mail_to_one_of_them_does_not_settle_whose_answer_to_a_circular_it_is() -> None:
    match = ask(Party("bert@gmail.com"), thread=[[NORDLICHT, HARBOUR], [NORDLICHT], [NORDLICHT]])

    assert isinstance(match, Unsure)


@pytest.mark.parametrize(
    "party",
    [
        Party("bert@blueharbour.example"),
        Party("bo@gmail.com"),
        Party("bert@gmail.com", company="Blue Harbour Ltd", company_from="signature"),
    ],
)
def test_who_answers_a_circular_is_known_by_domain_address_or_name(party: Party) -> None:
    assert winner(ask(party, thread=[[NORDLICHT, HARBOUR]])) == HARBOUR.id


def test_a_name_that_would_not_do_alone_decides_among_the_receivers_of_a_circular() -> None:
    party = Party("x@gmail.com", company="Silberthal")
    book = (customer(1, "Silbertal Optik"), customer(2, "Moosgrund Keramik"))

    assert isinstance(ask(party, *book), Unsure)
    assert winner(ask(party, *book, thread=[book])) == 1


def test_an_answer_to_a_circular_from_another_work_domain_is_looked_at_and_makes_no_new_customer() -> None:
    match = ask(Party("bert@moosgrund.example", country="BR"), thread=[[NORDLICHT, HARBOUR]])

    assert isinstance(match, Unsure)


def test_a_name_does_not_lead_away_from_those_to_whom_a_circular_went() -> None:
    match = ask(Party("x@gmail.com", company="Kranich Werke AG"), thread=[[NORDLICHT, HARBOUR]])

    assert isinstance(match, Unsure)
    assert match.candidates[0].customer == KRANICH.id
    assert "went to 2 customers" in match.because


def test_a_circular_within_one_group_leaves_only_the_company_open() -> None:
    match = ask(Party("bert@gmail.com"), *SISTERS, thread=[SISTERS])
    named = ask(Party("bert@gmail.com", company="Kranich Polska"), *SISTERS, thread=[SISTERS])

    assert isinstance(match, Kin)
    assert "went to 2 customers of the group Nordlicht" in match.because
    assert winner(named) == KRANICH_POLSKA.id


def test_a_circular_to_a_group_and_a_stranger_to_it_is_no_kin() -> None:
    match = ask(Party("bert@gmail.com"), *SISTERS, *BOOK, thread=[[*SISTERS, HARBOUR]])

    assert isinstance(match, Unsure)


def test_the_domain_of_a_group_and_a_circular_to_one_of_it_make_the_company_known() -> None:
    match = ask(Party("x@kranich.example"), *SISTERS, *BOOK, thread=[[KRANICH_ASIA, HARBOUR]])

    assert winner(match) == KRANICH_ASIA.id


def test_a_circular_to_a_customer_that_is_gone_does_not_give_the_other_its_full_weight() -> None:
    assert isinstance(ask(Party("x@gmail.com"), thread=[[HARBOUR, customer(99, "Gone")]]), Unsure)


@pytest.mark.parametrize("nearest", [[], [NORDLICHT, KRANICH], [customer(99, "Gone")]])
def test_only_the_answered_mail_itself_decides_and_older_ones_are_a_hint(nearest: Ancestor) -> None:
    match = ask(Party("x@gmail.com"), thread=[nearest, [HARBOUR]])

    assert isinstance(match, Unsure)
    assert HARBOUR.id in {candidate.customer for candidate in match.candidates}


def test_a_name_that_an_older_mail_supports_is_a_rival_of_the_answered_one() -> None:
    party = Party("x@gmail.com", company="Kranich Werke AG")

    assert isinstance(ask(party, thread=[[HARBOUR], [KRANICH]]), Unsure)
    assert winner(ask(party, thread=[[HARBOUR]])) == HARBOUR.id


def test_a_name_and_a_web_site_that_outweigh_the_thread_are_for_a_person_to_look_at() -> None:
    party = Party(
        "x@gmail.com", company="Nordlicht Handels GmbH", website="www.nordlicht.example", country="DE"
    )

    match = ask(party, thread=[[HARBOUR]])

    assert isinstance(match, Unsure)
    assert match.because.endswith("but thread: answers our mail to Blue Harbour Trading Co., Ltd.")


def test_a_circular_to_the_whole_book_is_answered() -> None:
    many = [customer(number, f"Silbertal {number}") for number in range(1, 3_000)]

    match = ask(Party("x@gmail.com"), *many, thread=[many, *[many[:100]] * 500])

    assert isinstance(match, Unsure)
    assert "went to 2999 customers" in match.because


# -- domains and groups ----------------------------------------------------------------------------------


def test_a_work_domain_decides_for_its_only_customer() -> None:
    match = ask(Party("new.colleague@mail.nordlicht.example"))

    assert winner(match) == NORDLICHT.id
    assert "nordlicht.example" in match.because


def test_a_domain_of_a_group_leaves_the_company_open_without_a_name() -> None:
    match = ask(Party("office@kranich.example"), *SISTERS)

    assert isinstance(match, Kin)
    assert match.group == GROUP
    assert "2 customers of the group Nordlicht" in match.because


def test_a_domain_of_a_group_and_a_name_make_the_company_known() -> None:
    party = Party("office@kranich.example", company="Kranich Polska", company_from="signature")

    assert winner(ask(party, *SISTERS)) == KRANICH_POLSKA.id


def test_a_domain_of_customers_that_do_not_belong_together_is_no_proof() -> None:
    book = (
        customer(1, "Silbertal Optik", domains=["park.example"]),
        customer(2, "Moosgrund Keramik", domains=["park.example"]),
    )

    assert isinstance(ask(Party("x@park.example"), *book), Unsure)
    assert winner(ask(Party("x@park.example", company="Moosgrund Keramik"), *book)) == 2


def test_a_domain_of_unrelated_customers_is_far_from_enough() -> None:
    park = [customer(number, f"Mieter {number}", domains=["park.example"]) for number in (1, 2)]

    match = ask(Party("x@park.example"), *park)

    assert 0 < match.candidates[0].score < DEFAULT.sure - 20


def test_shared_domains_that_a_customer_lists_say_nothing_of_anybody() -> None:
    filed = [
        written for listed in SHARED for written in (listed, f"www.{listed}", f"HTTPS://{listed.upper()}/")
    ]
    emails = [f"eva@{listed}" for listed in SHARED]
    directory = Directory.of(
        [customer(8, "Silbertal Optik", (), ["silbertal.example", *filed], emails), NORDLICHT]
    )
    parties = [
        party
        for listed in sorted(SHARED)
        for party in (
            Party(f"x@{listed}", website=f"www.{listed}"),
            Party(f"X@MAIL.{listed.upper()}."),
            Party("x@moosgrund.example", website=f"https://shop.{listed}/x"),
            Party(f"x@{listed.replace('.', '-x.', 1)}"),
            Party(f"x@{listed}.example"),
        )
    ]

    found = [find(party, NO_THREAD, directory) for party in parties]

    assert [match for match in found if match.candidates] == []
    card = directory.card(CustomerId(8))
    assert card is not None
    assert card.domains == ("silbertal.example",)


def test_who_writes_from_a_shared_domain_is_found_by_the_whole_address_only() -> None:
    book = (customer(1, "Silbertal Optik", (), ["gmail.com"], ["eva@gmail.com"]), HARBOUR)

    assert winner(ask(Party("eva@gmail.com"), *book)) == 1
    assert winner(ask(Party("bo@gmail.com"), *book)) == HARBOUR.id
    assert isinstance(ask(Party("eve@gmail.com"), *book), Unknown)


def test_another_address_at_the_domain_of_a_stored_one_is_a_hint_and_no_proof() -> None:
    book = customer(1, "Silbertal Optik", emails=["eva@silbertal.example"])

    assert isinstance(ask(Party("uwe@silbertal.example"), book), Unsure)


def test_a_mailbox_of_a_portal_is_no_domain_evidence() -> None:
    book = customer(1, "Silbertal Optik", domains=["alibaba.com"], emails=["old@service.alibaba.com"])

    assert isinstance(ask(Party("new@service.alibaba.com"), book), Unknown)


def test_a_new_work_domain_that_resembles_nothing_is_unknown() -> None:
    match = ask(Party("eva@moosgrund.example", company="Moosgrund Keramik"))

    assert isinstance(match, Unknown)


@pytest.mark.parametrize(
    "domain", ["nord1icht.example", "nordlicth.example", "nоrdlicht.example", "nordlichtt.example"]
)
@pytest.mark.parametrize("thread", [(), ((NORDLICHT,),), ((NORDLICHT, HARBOUR),)])
def test_a_look_alike_domain_is_never_known_even_in_a_thread(domain: str, thread: Sequence[Ancestor]) -> None:
    party = Party(f"anna@{domain}", company="Nordlicht Handelsgesellschaft mbH")

    match = ask(party, thread=thread)

    assert isinstance(match, Unsure)
    assert "looks like nordlicht.example" in match.because


def test_the_same_name_under_another_ending_is_a_hint_and_no_link() -> None:
    match = ask(Party("anna@nordlicht.test", company="Nordlicht Handelsgesellschaft mbH"))

    assert isinstance(match, Unsure)
    assert "another ending" in match.because


# -- names -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("company", ["Nordlicht Handels GmbH", "北光贸易有限公司", "北光貿易有限公司"])
def test_a_distinctive_title_in_any_script_is_enough_where_the_domain_is_silent(company: str) -> None:
    match = ask(Party("anna@gmail.com", company=company, company_from="signature"))

    assert winner(match) == NORDLICHT.id
    assert "the signature says" in match.because


def test_what_a_portal_says_counts_as_a_name_and_says_so() -> None:
    match = ask(Party("eva@gmail.com", company="Nordlicht Handels GmbH", company_from="portal"))

    assert winner(match) == NORDLICHT.id
    assert "portal" in sorts(match)


def test_an_equal_name_from_another_work_domain_is_never_known() -> None:
    match = ask(Party("anna@moosgrund.example", company="Nordlicht Handelsgesellschaft mbH"))

    assert isinstance(match, Unsure)
    assert "moosgrund.example" in match.because


def test_an_equal_name_from_another_country_is_never_known() -> None:
    match = ask(Party("x@gmail.com", company="Kranich Werke AG", country="BR"))

    assert isinstance(match, Unsure)
    assert "country differs" in match.because


def test_two_customers_of_the_same_name_are_not_told_apart_by_it() -> None:
    match = ask(Party("x@gmail.com", company="Kranich Werke"), KRANICH, customer(4, "Kranich Werke GmbH"))

    assert isinstance(match, Unsure)
    assert "too near" in match.because


def test_a_common_word_alone_finds_nobody() -> None:
    assert not isinstance(ask(Party("x@gmail.com", company="Trading Co., Ltd.")), Known)
    assert isinstance(ask(Party("x@gmail.com", company="Silbertal Trading Co., Ltd.")), Unknown)


def test_the_name_of_a_person_is_no_title() -> None:
    assert isinstance(ask(Party("x@gmail.com", name="Anna Kranich")), Unknown)


def test_who_calls_himself_by_a_title_is_asked_about() -> None:
    match = ask(Party("x@gmail.com", name="Kranich Werke"))

    assert isinstance(match, Unsure)
    assert match.candidates[0].customer == KRANICH.id


def test_a_web_site_and_a_name_agree_and_a_web_site_alone_does_not_do() -> None:
    site = "www.nordlicht.example/about"

    assert isinstance(ask(Party("x@gmail.com", website=site)), Unsure)
    assert winner(ask(Party("x@gmail.com", website=site, company="Nordlicht Handels"))) == NORDLICHT.id


def test_every_verdict_says_why() -> None:
    parties = [
        Party(),
        Party("x@gmail.com", company="Kranich"),
        Party("a@nordlicht.example"),
        Party("a@kranich.example"),
    ]

    assert all(ask(party, *BOOK, *SISTERS).because for party in parties)


def test_country_alone_brings_nobody_into_question() -> None:
    named = Party("x@gmail.com", company="Silbertal Werke", country="DE")

    assert isinstance(ask(named), Unknown)
    assert ask(named).candidates == ()


def test_thresholds_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="review <= sure"):
        Thresholds(sure=40, review=60)


def test_a_higher_threshold_sends_a_link_to_review() -> None:
    party = Party("anna@gmail.com", company="Nordlicht Handels GmbH")

    assert isinstance(find(party, NO_THREAD, Directory.of(BOOK), DEFAULT), Known)
    assert isinstance(find(party, NO_THREAD, Directory.of(BOOK), Thresholds(sure=100)), Unsure)


# -- whole mails -----------------------------------------------------------------------------------------


def reading(direction: Direction, *parties: Party, subject: str = "") -> Reading:
    return Reading("test", Nature(Kind.HUMAN, True, ()), direction, parties, subject=subject)


ANNA = Party("anna@nordlicht.example")
BO = Party("bo@gmail.com")


def test_a_mail_to_us_is_the_senders() -> None:
    match, also = find_all(reading(Direction.IN, ANNA, BO), NO_THREAD, Directory.of(BOOK))

    assert winner(match) == NORDLICHT.id
    assert also == ()


def test_our_own_mail_belongs_to_every_customer_it_went_to_once() -> None:
    colleague = Party("uwe@nordlicht.example")

    match, also = find_all(
        reading(Direction.OUT, Party("x@moos.example"), ANNA, colleague, BO),
        Lineage((frozenset({HARBOUR.id}),)),
        Directory.of(BOOK),
    )

    assert winner(match) == NORDLICHT.id
    assert [known.winner.customer for known in also] == [HARBOUR.id]


def test_our_own_mail_to_a_stranger_in_a_thread_is_not_to_the_customer_of_the_thread() -> None:
    thread = Lineage((frozenset({HARBOUR.id}),))

    to_supplier, also = find_all(
        reading(Direction.OUT, Party("liu@foundry.example")), thread, Directory.of(BOOK)
    )
    to_nobody_named, _ = find_all(reading(Direction.OUT), thread, Directory.of(BOOK))

    assert isinstance(to_supplier, Unknown)
    assert also == ()
    assert winner(to_nobody_named) == HARBOUR.id


def test_a_third_party_who_answers_in_a_thread_is_asked_about() -> None:
    match = ask(Party("otto@cargoline.example"), *BOOK, thread=[[HARBOUR]])

    assert isinstance(match, Unsure)
    assert "writes from cargoline.example" in match.candidates[0].evidence[0].words


def test_a_mail_among_ourselves_is_nobodys() -> None:
    match, _ = find_all(
        reading(Direction.INTERNAL, ANNA), Lineage((frozenset({HARBOUR.id}),)), Directory.of(BOOK)
    )

    assert isinstance(match, Unknown)


@pytest.mark.parametrize("direction", [Direction.IN, Direction.OUT])
def test_a_mail_that_names_nobody_is_unknown_whatever_its_subject_says(direction: Direction) -> None:
    mail = reading(direction, subject="Order of Nordlicht Handelsgesellschaft mbH")

    match, also = find_all(mail, NO_THREAD, Directory.of(BOOK))

    assert isinstance(match, Unknown)
    assert also == ()


# -- the directory, and what holds always ----------------------------------------------------------------


def test_a_customer_put_again_is_found_by_what_is_new_and_no_longer_by_what_was() -> None:
    directory = Directory.of(BOOK)

    directory.put(customer(1, "Moosgrund Keramik", domains=["moosgrund.example"]))

    assert winner(find(Party("x@moosgrund.example"), NO_THREAD, directory)) == 1
    assert isinstance(find(Party("anna@nordlicht.example"), NO_THREAD, directory), Unknown)
    assert directory.imitated("nordlichtt.example") == ""


def test_a_dropped_customer_is_found_no_more_and_its_neighbour_still_is() -> None:
    directory = Directory.of((*BOOK, *SISTERS))

    directory.drop(KRANICH_ASIA.id)
    directory.drop(CustomerId(4711))

    assert directory.customer(KRANICH_ASIA.id) is None
    assert winner(find(Party("x@kranich.example"), NO_THREAD, directory)) == KRANICH_POLSKA.id
    assert directory.imitated("kranlch.example") == "kranich.example"


def test_a_word_that_thousands_hold_opens_no_door() -> None:
    many = [customer(number, f"{number:05d} Trading") for number in range(10, 3_200)]
    directory = Directory.of((*many, HARBOUR))

    assert list(directory.likely("trading")) == []
    assert [found.id for found in directory.likely("blue harbour")][:1] == [HARBOUR.id]


def test_which_of_too_many_equals_come_into_question_does_not_hang_on_their_order() -> None:
    many = [customer(4096 * number, "Nordlicht Optik") for number in range(60)]
    forward, backward = Directory.of(many), Directory.of(reversed(many))

    found = [one.id for one in forward.likely("nordlicht optik")]

    assert found == [one.id for one in backward.likely("nordlicht optik")]
    assert found == [4096 * number for number in range(40)]


@pytest.mark.parametrize(
    "domain", ["kralnich.example", "rkanlich.example", "kranlihc.example", "kranlicch.example"]
)
def test_a_look_alike_is_found_wherever_the_slip_is(domain: str) -> None:
    directory = Directory.of([customer(1, "Kranlich", domains=["kranlich.example"])])

    assert directory.imitated(domain) == "kranlich.example"


TITLES = st.sampled_from(
    [
        "Nordlicht Handels GmbH",
        "Nordlicht",
        "Blue Harbour Trading",
        "Kranich Asia",
        "Kranich",
        "北光贸易",
        "Moosgrund Keramik",
    ]
)
DOMAINS = st.sampled_from(
    ["nordlicht.example", "nord1icht.example", "kranich.example", "moosgrund.example", "gmail.com"]
)
EMAILS = st.builds("{}@{}".format, st.sampled_from(["anna", "bo"]), DOMAINS)
PARTIES = st.builds(
    Party,
    email=EMAILS,
    company=st.one_of(st.just(""), TITLES),
    country=st.sampled_from(["", "DE", "CN"]),
    website=st.sampled_from(["", "www.kranich.example"]),
)
CUSTOMERS = st.lists(
    st.builds(
        customer,
        st.integers(1, 40),
        TITLES,
        domains=st.lists(DOMAINS, max_size=2),
        emails=st.lists(EMAILS, max_size=2),
        group=st.sampled_from([None, GROUP]),
        country=st.sampled_from(["", "DE", "CN"]),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
THREADS = st.lists(st.frozensets(st.integers(1, 40).map(CustomerId), max_size=3), max_size=3).map(
    lambda sets: Lineage(tuple(sets))
)


@given(CUSTOMERS, PARTIES, THREADS, st.randoms(use_true_random=False))
def test_the_order_of_customers_does_not_matter(book, party, thread, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(book, len(book))

    assert find(party, thread, Directory.of(book)) == find(party, thread, Directory.of(shuffled))


@given(CUSTOMERS, CUSTOMERS, PARTIES, THREADS)
def test_putting_and_dropping_leaves_no_trace(book, others, party, thread) -> None:  # type: ignore[no-untyped-def]
    directory = Directory.of([*others, *book])
    for other in {other.id for other in others} - {one.id for one in book}:
        directory.drop(other)

    assert find(party, thread, directory) == find(party, thread, Directory.of(book))


@given(CUSTOMERS, PARTIES, THREADS, st.integers(1, 8))
def test_an_unrelated_customer_never_turns_a_known_into_another(book, party, thread, copies) -> None:  # type: ignore[no-untyped-def]
    unrelated = [
        customer(100 + number, f"Zwetschge Trading {number}", (), ["zwetschge.example"])
        for number in range(copies)
    ]

    before, after = (
        find(party, thread, Directory.of(book)),
        find(party, thread, Directory.of([*book, *unrelated])),
    )

    if isinstance(before, Known) and isinstance(after, Known):
        assert after.winner.customer == before.winner.customer
    assert not any(candidate.customer >= 100 for candidate in after.candidates)


@given(st.builds(Party, *[st.text(max_size=60)] * 8))
def test_any_text_may_be_asked(party: Party) -> None:
    match = find(
        party, Lineage((frozenset({CustomerId(1), CustomerId(-5)}),)), Directory.of((*BOOK, *SISTERS))
    )

    assert match.because


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "a@" * 50_000, "." * 50_000, "公司" * 30_000, "\x00" * 1_000, "( " * 40_000]
)
def test_huge_and_hostile_text_is_answered(text: str) -> None:
    party = Party(text, text, text, text, text, text, text, text)

    assert find(party, NO_THREAD, Directory.of(BOOK)).because
    assert Directory.of([customer(1, text, [text], [text], [text])]).customer(CustomerId(1)) is not None

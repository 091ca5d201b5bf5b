"""What speaks for a customer and what against, beside names and domains; and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from matching import DEFAULT, Directory, Thresholds, find
from matching.decide import decide
from model import (
    NO_THREAD,
    Candidate,
    Customer,
    CustomerId,
    Denial,
    Detail,
    DetailSort,
    Evidence,
    GroupId,
    Kin,
    Known,
    Lineage,
    Match,
    Party,
    Unknown,
    Unsure,
    utc,
)

GROUP = GroupId(7)
CODE = "91310000MA1FL0XB0T"
OTHER_CODE = "91440300MA5DQ9X36B"


def customer(number: int, name: str, **more: object) -> Customer:
    known = {"titles": (name,), **more}
    return Customer(CustomerId(number), name, utc(0), **known)  # type: ignore[arg-type]


HUAWEI_SHANGHAI = customer(
    1, "上海华为技术有限公司", domains=("huawei-sh.example",), group=GROUP, group_name="Huawei", country="CN"
)
HUAWEI_DEVICE = customer(
    2, "华为终端有限公司", domains=("huawei-sh.example",), group=GROUP, group_name="Huawei", country="CN"
)
KRANICH = customer(
    3,
    "Kranich Werke AG",
    domains=("kranich.example",),
    country="DE",
    phones=("+493034567890",),
    codes=("EU-VAT DE136695976",),
    websites=("kranich-werke.example",),
    group=GroupId(8),
    group_name="Kranich",
)
OPTIK = customer(4, "Silbertal Optik GmbH", country="AT", phones=("+4311234567",), codes=(CODE,))


def ask(party: Party, *customers: Customer, thread: Sequence[Sequence[Customer]] = ()) -> Match:
    lineage = Lineage(tuple(frozenset(one.id for one in ancestor) for ancestor in thread))
    return find(party, lineage, Directory.of(customers or (KRANICH, OPTIK)))


def said(company: str = "", email: str = "x@gmail.com", code: str = "", **more: str) -> Party:
    details = (Detail(DetailSort.CODE, code, code, "signature", 1.0),) if code else ()
    return Party(email, company=company, company_from="signature", details=details, **more)


def words(match: Match) -> str:
    return "; ".join(item.words for item in match.candidates[0].evidence)


def sorts(match: Match) -> set[str]:
    return {item.sort for item in match.candidates[0].evidence}


# -- names across scripts --------------------------------------------------------------------------------


def test_a_chinese_title_is_known_by_its_english_name_and_says_how_alike_they_are() -> None:
    match = ask(
        said("Shanghai Huawei Technologies Co., Ltd.", "li@huawei-sh.example", country="CN"),
        HUAWEI_SHANGHAI,
        HUAWEI_DEVICE,
    )

    assert isinstance(match, Known)
    assert match.winner.customer == HUAWEI_SHANGHAI.id
    assert "used by 2 customers of the group Huawei" in words(match)
    assert "the signature says Shanghai Huawei Technologies Co., Ltd., 9" in words(match)
    assert "% like title 上海华为技术有限公司" in words(match)


def test_of_several_companies_of_one_group_their_chances_add_up() -> None:
    match = ask(said(email="li@huawei-sh.example"), HUAWEI_SHANGHAI, HUAWEI_DEVICE)

    assert isinstance(match, Kin)
    assert match.group == GROUP
    assert all(candidate.score < DEFAULT.sure for candidate in match.candidates)


def test_a_company_of_a_group_in_a_country_where_the_book_has_none_is_the_groups() -> None:
    match = ask(said("Kranich Werke Singapore Pte. Ltd.", country="SG"), KRANICH)

    assert not isinstance(match, Known)
    assert "a company of its group in SG" in match.because


# -- codes and phones ------------------------------------------------------------------------------------


def test_a_registration_number_makes_another_name_known() -> None:
    match = ask(said("Silbertal Vision", code=CODE))

    assert isinstance(match, Known)
    assert f"registration number {CODE} is that of Silbertal Optik GmbH" in words(match)


def test_another_registration_number_is_another_firm_whatever_else_agrees() -> None:
    match = ask(said("Silbertal Optik GmbH", code=OTHER_CODE, phone="+4311234567", country="AT"))

    assert isinstance(match, Unsure)
    assert f"but Silbertal Optik GmbH has {CODE}" in match.because


def test_a_number_of_another_sort_contradicts_nothing() -> None:
    match = ask(said("Silbertal Optik GmbH", code="EU-VAT ATU12345675", country="AT"))

    assert isinstance(match, Known)


def test_a_registration_number_that_several_customers_have_proves_nothing() -> None:
    names = ((1, "Moosgrund"), (2, "Erlbach"))
    book = [customer(number, name, codes=("12345678",)) for number, name in names]

    match = ask(said("Silbertal Vision", code="12345678"), *book)

    assert isinstance(match, Unknown)


@pytest.mark.parametrize("placeholder", ["00000000", "0000000000000000000", "11111111", "-", ""])
def test_a_placeholder_is_no_registration_number(placeholder: str) -> None:
    book = customer(1, "Moosgrund Keramik", codes=(placeholder,))

    assert isinstance(ask(said(code=placeholder), book), Unknown)


def test_a_phone_supports_a_name_and_says_so() -> None:
    without = ask(said("Silbertal Vision"))
    supported = ask(said("Silbertal Vision", phone="0043 1 1234567"))

    assert supported.candidates[0].score > without.candidates[0].score
    assert "phone +4311234567 is that of Silbertal Optik GmbH" in words(supported)


def test_the_same_switchboard_is_less_than_the_same_phone() -> None:
    same, near = (
        ask(said("Kranich Maschinenbau", phone=phone)).candidates[0]
        for phone in ("+493034567890", "+493034567871")
    )

    assert near.score < same.score
    assert any("differ at the end only" in item.words for item in near.evidence)


def test_a_phone_alone_is_never_known() -> None:
    assert not isinstance(ask(said(phone="+493034567890")), Known)


# -- what contradicts ------------------------------------------------------------------------------------


def test_another_domain_is_forgiven_where_phone_or_number_bear_the_name_out() -> None:
    stranger = said("Kranich Werke AG", "x@moosgrund.example", country="DE")
    borne_out = replace(stranger, phone="+49 30 34567890")

    assert isinstance(ask(stranger), Unsure)
    assert isinstance(ask(borne_out), Known)


def test_another_ending_of_the_domain_is_not_forgiven_whatever_the_mail_says() -> None:
    match = ask(said("Kranich Werke AG", "x@kranich.test", phone="+493034567890", country="DE"))

    assert isinstance(match, Unsure)
    assert "under another ending" in match.because


def test_a_name_from_the_domain_of_another_customer_does_not_lead_away_from_it() -> None:
    match = ask(said("Silbertal Optik GmbH", "x@kranich.example"))

    assert isinstance(match, Unsure)
    assert {each.customer for each in match.candidates[:2]} == {KRANICH.id, OPTIK.id}


def test_a_title_as_display_name_on_free_mail_is_asked_about() -> None:
    """Anybody can call himself anything; in a signature it takes more trouble, and is linked."""
    called = Party(email="x99@gmail.com", company="Kranich Werke AG", company_from="display name")

    match = ask(called)

    assert isinstance(match, Unsure)
    assert "gmail.com, where anybody can have an address" in match.because
    assert isinstance(ask(replace(called, company_from="signature")), Known)


# -- what a person said no to ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "denial", [Denial("domain", "kranich.example"), Denial("email", "UWE@kranich.example")]
)
def test_a_sign_that_a_person_said_no_to_never_leads_to_that_customer(denial: Denial) -> None:
    denying = replace(KRANICH, denials=(denial,))

    assert isinstance(ask(said(email="uwe@kranich.example"), KRANICH), Known)
    assert isinstance(ask(said(email="uwe@kranich.example"), denying), Unknown)


def test_a_title_that_a_person_said_no_to_finds_the_customer_no_more() -> None:
    denying = replace(OPTIK, denials=(Denial("title", "SILBERTAL OPTIK Gesellschaft mbH"),))

    assert isinstance(ask(said("Silbertal Optik GmbH"), denying), Unknown)
    assert isinstance(ask(said("Silbertal Optik Wien", phone="+4311234567"), denying), Known)


def test_a_stored_address_knows_better_than_a_denied_domain() -> None:
    denial = Denial("domain", "kranich.example")
    denying = replace(KRANICH, denials=(denial,), emails=("eva@kranich.example",))

    assert isinstance(ask(said(email="eva@kranich.example"), denying), Known)


# -- deciding --------------------------------------------------------------------------------------------


def candidate(number: int, score: float, *found: str, group: int | None = None) -> Candidate:
    evidence = tuple(Evidence(sort, 1.0, f"{sort} of {number}") for sort in found or ("title",))
    return Candidate(CustomerId(number), f"Firm {number}", score, evidence, GroupId(group) if group else None)


def test_nobody_in_question_is_unknown() -> None:
    assert isinstance(decide([]), Unknown)


def test_sure_and_clear_is_known() -> None:
    assert isinstance(decide([candidate(1, 90), candidate(2, 5)]), Known)


def test_two_that_are_too_near_are_asked_about() -> None:
    match = decide([candidate(1, 48), candidate(2, 47)])

    assert isinstance(match, Unsure)
    assert match.because == "Firm 1 and Firm 2 are too near each other"


def test_two_of_one_group_that_are_near_make_the_group_sure() -> None:
    assert isinstance(decide([candidate(1, 48, group=3), candidate(2, 47, group=3)]), Kin)
    assert isinstance(decide([candidate(1, 48, group=3), candidate(2, 47, group=4)]), Unsure)


def test_many_unlikely_ones_together_are_worth_a_look() -> None:
    few, many = ([candidate(number, 2) for number in range(1, count)] for count in (3, 6))

    assert isinstance(decide(few), Unknown)
    assert isinstance(decide(many), Unsure)


def test_the_runner_up_must_be_as_far_behind_as_the_policy_says() -> None:
    close = [candidate(1, 55), candidate(2, 40)]

    assert isinstance(decide(close, Thresholds(sure=50, clear_by=10, review=5)), Known)
    assert isinstance(decide(close, Thresholds(sure=50, clear_by=20, review=5)), Unsure)


def test_reasons_name_what_is_telling_before_the_country() -> None:
    both = candidate(1, 90, "country", "title")

    match = decide([both])

    assert isinstance(match, Known)
    assert match.because == "title of 1; country of 1"


@pytest.mark.parametrize("doubt", ["other code", "sister", "other domain", "other website", "other country"])
def test_what_contradicts_is_never_known_however_likely(doubt: str) -> None:
    match = decide([candidate(1, 99, "title", doubt)])

    assert isinstance(match, Unsure)
    assert match.because == f"{doubt} of 1"


def test_the_place_of_the_customers_in_the_list_decides_nothing() -> None:
    some = [candidate(1, 30), candidate(2, 30), candidate(3, 20)]

    assert decide(some) == decide(some[::-1])


def test_a_party_without_anything_is_unknown() -> None:
    assert isinstance(find(Party(), NO_THREAD, Directory.of([KRANICH])), Unknown)


def test_a_doubt_without_a_reason_ends_with_its_score() -> None:
    found = decide([Candidate(CustomerId(1), "Kranich Werke AG", 42.0, ())])

    assert isinstance(found, Unsure)
    assert found.because == "Kranich Werke AG is likely but not sure, 42 of 100"

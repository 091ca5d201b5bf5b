"""Is a customer in the book already?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching import Directory
from matching.duplicates import DISTANT, similar
from model import Candidate, Customer, CustomerId, GroupId, utc


def customer(number: int, name: str, **more: object) -> Customer:
    return Customer(CustomerId(number), name, utc(0), **{"titles": (name,), **more})  # type: ignore[arg-type]


NORDLICHT = customer(
    1,
    "Nordlicht Handelsgesellschaft mbH",
    domains=("nordlicht.example",),
    emails=("anna@gmail.com",),
    codes=("EU-VAT DE136695976",),
    phones=("+493034567890",),
    websites=("nordlicht-shop.example",),
    group=GroupId(7),
    country="DE",
)
HUAWEI = customer(2, "上海华为技术有限公司", country="CN")
KRANICH = customer(3, "Kranich Werke AG", country="DE")
BOOK = Directory.of([NORDLICHT, HUAWEI, KRANICH])


def shown(new: Customer) -> list[Candidate]:
    """All but those who only fill the list."""
    found = similar(new, BOOK)
    return [each for each in found if any(item.sort != DISTANT for item in each.evidence)]


@pytest.mark.parametrize(
    ("more", "sort"),
    [
        ({"codes": ("DE 136695976", "DE136695976")}, "code"),
        ({"domains": ("mail.nordlicht.example",)}, "domain"),
        ({"emails": ("Anna@gmail.com",)}, "address"),
        ({"phones": ("0049 30 34567890",)}, "phone"),
        ({"websites": ("https://www.nordlicht-shop.example/en",)}, "website"),
    ],
)
def test_whatever_two_customers_share_is_shown_with_its_sort(more: dict[str, object], sort: str) -> None:
    (found,) = shown(customer(9, "Moosgrund Keramik", **more))

    assert found.customer == NORDLICHT.id
    assert found.group == GroupId(7)
    assert found.evidence[0].sort == sort


@pytest.mark.parametrize("name", ["NORDLICHT HANDELS GMBH", "Nordlicht Handelsgesellschaft m.b.H."])
def test_the_same_title_is_told_from_a_similar_one(name: str) -> None:
    (same,) = shown(customer(9, name))
    (near,) = shown(customer(9, "Norlicht Handels"))

    assert same.evidence[0].sort == "title"
    assert near.evidence[0].sort == "similar title"
    assert near.score < same.score


def test_a_title_in_another_script_is_similar() -> None:
    (found,) = shown(customer(9, "Shanghai Huawei Technologies Co., Ltd."))

    assert found.customer == HUAWEI.id
    assert "% alike" in found.evidence[0].words


def test_the_more_is_shared_the_likelier() -> None:
    name_only, both = (
        shown(customer(9, "Norlicht Handels", domains=domains))[0] for domains in ((), ("nordlicht.example",))
    )

    assert name_only.score < both.score <= 100


def test_nobody_is_its_own_duplicate() -> None:
    assert all(found.customer != NORDLICHT.id for found in similar(NORDLICHT, BOOK))


def test_who_has_nothing_in_common_is_no_duplicate() -> None:
    assert shown(customer(9, "Zwetschge Obstbau KG", country="AT")) == []


def test_the_likeliest_come_first_and_no_more_than_asked_for() -> None:
    new = replace(NORDLICHT, id=CustomerId(9), titles=("Nordlicht Handels GmbH", "Kranich Werke", "上海华为"))

    found = similar(new, BOOK, most=2)

    assert len(found) == 2
    assert found[0].customer == NORDLICHT.id
    assert found[0].score >= found[1].score

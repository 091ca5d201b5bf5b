"""Is a directory that several processes built the same as one that a single one built?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from matching import Directory, names
from model import Customer, CustomerId, utc
from worker import building

COUNT = 350


def customers() -> Iterator[Customer]:
    for number in range(COUNT):
        yield Customer(
            CustomerId(number + 1),
            f"Kranich {number:04d} Handels GmbH",
            utc(0),
            titles=(f"Kranich {number:04d} Handels GmbH", f"深圳市光鹤{chr(0x4E00 + number)}科技有限公司"),
            domains=(f"kranich{number}.example",),
            emails=(f"anna@kranich{number}.example",),
            codes=(f"EU-VAT DE{number:09d}",),
            phones=(f"+4930{number:07d}",),
        )


@pytest.fixture(params=[COUNT + 1, 0, 120], ids=["by one", "by several", "begun by one"])
def worth(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_WORTH_IT", request.param)
    monkeypatch.setattr(building, "_LOT", 40)


@pytest.mark.usefixtures("worth")
def test_everybody_is_in_it_and_found_as_in_any_directory() -> None:
    expected = Directory.of(customers())

    found = building.built(customers())

    assert len(found) == COUNT
    assert [found.customer(each.id) for each in customers()] == list(customers())
    for title in ("Kranich 0117", "kranch 0042 handels", "深圳光鹤科技", "Shenzhen Guanghe Technology"):
        near = [(card.id, worth) for card, worth in found.nearest(names.read(title))]
        assert near == [(card.id, worth) for card, worth in expected.nearest(names.read(title))]
    assert [card.id for card in found.by_email("anna@kranich7.example")] == [8]


def test_of_nobody_it_is_empty() -> None:
    assert len(building.built(iter(()))) == 0

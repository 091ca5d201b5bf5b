"""Does a domain pass itself off as another?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import lookalike
from matching.directory import Directory
from matching.domains import registrable
from matching.lookalike import cores, how, resembles, skeleton
from model import Customer, CustomerId, utc

KNOWN = ("nordlicht.example", "blueharbour.example", "kranich-werke.example")


@pytest.mark.parametrize(
    "domain",
    [
        "nord1icht.example",
        "nordllcht.example",
        "nordlihct.example",
        "nordlich.example",
        "nordlicht.exampl",
        "nordlichtt.example",
        "nоrdlicht.example",  # Cyrillic o
        "kranichwerke.example",
        "blueharbuor.example",
        "b1ueharbour.example",
        "biueharbour.example",
        "blueharb0ur.example",
    ],
)
def test_a_look_alike_is_recognised(domain: str) -> None:
    assert resembles(domain, KNOWN) != ""


@pytest.mark.parametrize(
    "domain", ["", "nordlicht.example", "suedlicht.example", "harbour.example", "norn.example"]
)
def test_the_domain_itself_and_quite_another_are_no_look_alikes(domain: str) -> None:
    assert resembles(domain, KNOWN) == ""


@pytest.mark.parametrize(
    ("strange", "known", "sign"),
    [
        ("nord1icht.com", "nordlicht.com", lookalike.SHAPE),
        ("nordIicht.com".lower(), "nordlicht.com", lookalike.SHAPE),
        ("wind-molen.com", "windmolen.com", lookalike.SHAPE),
        ("windrnolen.com", "windmolen.com", lookalike.SHAPE),
        ("vvindmolen.com", "windmolen.com", lookalike.SHAPE),
        ("winclmolen.com", "windmolen.com", lookalike.SHAPE),
        ("wіndmolen.com", "windmolen.com", lookalike.SHAPE),  # Ukrainian i
        ("windmοlen.com", "windmolen.com", lookalike.SHAPE),  # Greek omicron
        ("windmölen.com", "windmolen.com", lookalike.SHAPE),
        ("wịndmolen.com", "windmolen.com", lookalike.SHAPE),
        ("hp0.com", "hpo.com", lookalike.SHAPE),
        ("windmolenn.com", "windmolen.com", lookalike.SLIP),
        ("windmlen.com", "windmolen.com", lookalike.SLIP),
        ("windnolen.com", "windmolen.com", lookalike.SLIP),
        ("widnmolen.com", "windmolen.com", lookalike.SLIP),
        ("valve.com", "valves.com", lookalike.SLIP),
        ("windmolen.co", "windmolen.com", lookalike.ENDING),
        ("windmolen.net", "windmolen.com", lookalike.ENDING),
        ("windmolen.com", "windmolen.co", lookalike.ENDING),
        ("windmolen.cm", "windmolen.de", lookalike.ENDING),
        ("windmolen-group.com", "windmolen.com", lookalike.ADDED),
        ("windmolengroup.com", "windmolen.nl", lookalike.ADDED),
        ("windmolen-trade.cn", "windmolen.com", lookalike.ADDED),
        ("trade-windmolen.com", "windmolen.com", lookalike.ADDED),
        ("officialwindmolen.com", "windmolen.com", lookalike.ADDED),
        ("windmolencn.com", "windmolen.com", lookalike.ADDED),
        ("windmolen-intl-group.com", "windmolen.com", lookalike.ADDED),
        ("windmolen2026.com", "windmolen.com", lookalike.ADDED),
        ("w1ndmolen-ltd.com", "windmolen.com", lookalike.ADDED),
        ("windmolen.fr", "windmolen.com", ""),
        ("windmolen.com.cn", "windmolen.com", ""),
        ("valve1.com", "valve2.com", ""),
        ("abd.com", "abc.com", ""),
        ("abc-group.com", "abc.com", ""),
        ("windmolenn.fr", "windmolen.com", ""),
        ("windmolenn.top", "windmolen.com", lookalike.SLIP),
        ("windmolen-heating.com", "windmolen.com", lookalike.ADDED),
        ("boston-windmolen.com", "windmolen.com", lookalike.ADDED),
        ("wind-molen-valves.com", "wind-molen.com", lookalike.ADDED),
        ("windmolenheating.com", "windmolen.com", ""),
        ("pacific-boston.com", "pacific.com", ""),
        ("steel-pacific-boston.com", "steel-pacific.com", ""),
        ("molen-boston.com", "molen.com", ""),
        ("mill.com", "windmolen.com", ""),
    ],
)
def test_by_which_sign_a_domain_is_taken_for_another(strange: str, known: str, sign: str) -> None:
    assert how(registrable(strange), known) == sign


def test_the_surest_sign_names_the_domain_that_is_imitated() -> None:
    known = ("windmolen.com", "windmolens.com", "vindmolen.com")

    assert resembles("wlndmolen.com", known) == "windmolen.com"


def test_a_sister_under_the_ending_of_another_country_is_no_imitation_but_known_as_sister() -> None:
    directory = Directory.of([Customer(CustomerId(1), "Windmolen", utc(0), domains=("windmolen.com",))])

    assert directory.imitated("windmolen.fr") == ""
    assert list(directory.sisters("windmolen.fr")) == ["windmolen.com"]


def test_the_directory_finds_what_a_word_was_added_to_and_what_ends_otherwise() -> None:
    directory = Directory.of([Customer(CustomerId(1), "Windmolen", utc(0), domains=("windmolen.com",))])

    for strange in ("windmolen-group.com", "mywindmolen-cn.com", "windmolen.net", "xn--windmlen-r4a.com"):
        assert directory.imitated(registrable(strange)) == ("windmolen.com" if "my" not in strange else "")


@given(st.text(max_size=70))
def test_any_name_may_be_asked_for_its_look(name: str) -> None:
    assert isinstance(skeleton(name), str)
    assert all(len(core) < len(name) for core in cores(name))


@given(st.data())
def test_the_directory_finds_every_look_alike_that_comparing_with_all_finds(data: st.DataObject) -> None:
    names = st.text(alphabet="abnorm01-", min_size=1, max_size=9).map(lambda name: f"k{name}k.example")
    known = data.draw(st.lists(names, min_size=1, max_size=6, unique=True))
    at = data.draw(st.integers(0, len(known[0]) - 9))
    swapped = known[0][at : at + 2][::-1]
    slip = data.draw(st.sampled_from(["", "z", "o", "ab", swapped]))
    strange = known[0][:at] + slip + known[0][at + (2 if slip == swapped else 1) :]
    directory = Directory.of(
        Customer(CustomerId(number), f"Customer {number}", utc(0), domains=(domain,))
        for number, domain in enumerate(known)
    )

    found = directory.imitated(registrable(strange))

    assert found == resembles(registrable(strange), known)


def test_two_numbers_behind_one_name_are_two_firms() -> None:
    assert lookalike.how("c8.example", "c6.example") == ""
    assert lookalike.how("nord8icht.example", "nord6icht.example") == ""

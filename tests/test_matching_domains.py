"""Whose is a domain, and does it pass itself off as another?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.directory import Directory
from matching.domains import SHARED, country, registrable, website_domain, work_domain
from matching.lookalike import resembles
from model import Customer, CustomerId, utc


@pytest.mark.parametrize(
    ("mailbox", "domain"),
    [
        ("anna@nordlicht.example", "nordlicht.example"),
        ("anna@cn.sales.nordlicht.example", "nordlicht.example"),
        ("Anna@NORDLICHT.Example.", "nordlicht.example"),
        ("anna@mail.nordlicht-example.co.uk", "nordlicht-example.co.uk"),
        ("anna@nordlicht-example.com.cn", "nordlicht-example.com.cn"),
        ("anna@nordlicht-example.zj.cn", "nordlicht-example.zj.cn"),
        ("anna@shop-example.myshopify.com", "shop-example.myshopify.com"),
        ("anna@xn--nrdlicht-n4a.example", "nördlicht.example"),
        ("anna@nördlicht.example", "nördlicht.example"),
    ],
)
def test_a_work_domain_is_the_part_that_was_registered(mailbox: str, domain: str) -> None:
    assert work_domain(mailbox) == domain


@pytest.mark.parametrize(
    "host",
    [
        "gmail.com",
        "yahoo.co.jp",
        "yahoo.com.br",
        "outlook.com",
        "hotmail.fr",
        "qq.com",
        "vip.163.com",
        "yeah.net",
        "foxmail.com",
        "sina.cn",
        "aliyun.com",
        "gmx.de",
        "web.de",
        "mail.ru",
        "yandex.ru",
        "t-online.de",
        "orange.fr",
        "libero.it",
        "uol.com.br",
        "terra.com.br",
        "naver.com",
        "hanmail.net",
        "rediffmail.com",
        "msa.hinet.net",
        "emirates.net.ae",
        "hcm.vnn.vn",
        "cantv.net",
        "telkomsa.net",
        "mweb.co.za",
        "bezeqint.net",
        "indosat.net.id",
        "prodigy.net.mx",
        "netvigator.com",
        "batelco.com.bh",
        "21cn.com",
    ],
)
def test_free_mail_and_internet_providers_are_no_work_domain(host: str) -> None:
    assert work_domain(f"buyer@{host}") == ""


@pytest.mark.parametrize(
    "host",
    [
        "service.alibaba.com",
        "made-in-china.com",
        "mail.globalsources.com",
        "dhgate.com",
        "tradekey.com",
        "ec21.com",
        "indiamart.com",
    ],
)
def test_a_portal_is_no_work_domain(host: str) -> None:
    assert work_domain(f"buyer123@{host}") == ""


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("public.szptt.net.cn", ""),
        ("mail.public.szptt.net.cn", ""),
        ("szptt.net.cn", "szptt.net.cn"),
        ("www.net.hr", ""),
    ],
)
def test_below_a_shared_host_all_is_shared_and_above_it_is_the_providers_own(host: str, domain: str) -> None:
    assert work_domain(f"x@{host}") == domain


@pytest.mark.parametrize(
    "mailbox", ["", "@", "anna", "anna@", "anna@localhost", "a@10.0.0.1", "a@.", "a@b c.example"]
)
def test_nonsense_is_no_work_domain(mailbox: str) -> None:
    assert work_domain(mailbox) == ""


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for_its_domain(text: str) -> None:
    for found in (work_domain(text), website_domain(text), registrable(text)):
        assert found == "" or "." in found
    assert work_domain(text) not in SHARED


@given(st.text(alphabet="abcxn-.co", max_size=40))
def test_a_registered_domain_is_its_own_registered_domain(host: str) -> None:
    found = registrable(host)

    assert registrable(found) == found


@pytest.mark.parametrize(
    "website",
    ["www.nordlicht.example", "https://nordlicht.example/en?x=1", "http:\\\\x", "NORDLICHT.example:8080"],
)
def test_a_web_site_is_read_as_people_write_it(website: str) -> None:
    assert website_domain(website) in {"nordlicht.example", ""}
    assert website_domain(website) or "\\" in website


def test_a_country_ending_is_read_and_a_fashionable_one_is_not() -> None:
    assert country("nordlicht-example.co.uk") == "GB"
    assert country("nordlicht-example.de") == "DE"
    assert country("nordlicht-example.io") == ""
    assert country("nordlicht.example") == ""


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

"""Whose is a domain: one firm's, or everybody's?"""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domains import (
    SHARED,
    SHIPPED,
    Domains,
    country,
    own_domain,
    put_in_force,
    registrable,
    website_domain,
    work_domain,
)


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


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.firm.github.io", "firm.github.io"),
        ("firm.blogspot.com", "firm.blogspot.com"),
        ("firm.onmicrosoft.com", "firm.onmicrosoft.com"),
        ("a.firm.wordpress.com", "firm.wordpress.com"),
        ("github.io", ""),
        ("a.b.city.kawasaki.jp", "city.kawasaki.jp"),
        ("a.firm.other.kawasaki.jp", "firm.other.kawasaki.jp"),
        ("kawasaki.jp", ""),
        ("www.ck", "www.ck"),
        ("firm.x.ck", "firm.x.ck"),
        ("firm.公司.cn", "firm.公司.cn"),
        ("a.firm.xn--55qx5d.cn", "firm.公司.cn"),
        ("firm.co.uk.com", "co.uk.com"),
        ("1.2.3.4", ""),
        ("com", ""),
    ],
)
def test_the_public_suffix_list_says_what_was_registered(host: str, domain: str) -> None:
    assert registrable(host) == domain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xn--nrdlicht-n4a.example", "nördlicht.example"),
        ("NÖRDLICHT.example", "nördlicht.example"),
        ("ｎｏｒｄｌｉｃｈｔ．example", "nordlicht.example"),
        ("nordlicht。example", "nordlicht.example"),
        ("xn--h28h.firm.example", "firm.example"),
    ],
)
def test_a_domain_has_one_spelling(one: str, other: str) -> None:
    assert registrable(one) == registrable(other) == other


@pytest.mark.parametrize("forged", ["xn--nordlicht-.example", "XN--NORDLICHT-.example", "xn--h28h.example"])
def test_what_no_registrar_writes_so_is_not_decoded_into_somebody_elses_domain(forged: str) -> None:
    assert registrable(forged) == forged.lower()


@pytest.mark.parametrize("host", ["ไทยดี.example", "कंपनी.example", "новости.example", "株式会社.example"])
def test_letters_of_every_script_make_a_domain(host: str) -> None:
    assert registrable(f"mail.{host}") == host


@pytest.mark.parametrize(
    ("host", "sort"),
    [
        ("gmail.com", "free mail"),
        ("ms17.hinet.net", "free mail"),
        ("21cn.com", "free mail"),  # lists of throw-away domains name it, too
        ("mailinator.com", "disposable"),
        ("service.alibaba.com", "relay"),
        ("p3plcpnl.secureserver.net", "shared"),
        ("nordlicht.example", ""),
        ("", ""),
    ],
)
def test_why_a_domain_is_not_one_firms_is_told(host: str, sort: str) -> None:
    assert SHIPPED.sort(host) == sort


class TestWhatTheTeamSays:
    def test_a_domain_it_adds_is_not_one_firms_and_neither_is_what_lies_below(self) -> None:
        lists = Domains(shared=frozenset({"centre.example"}), free_mail=frozenset({"@post.example"}))

        assert lists.of_mailbox("x@centre.example") == ""
        assert lists.of_mailbox("x@firm.centre.example") == ""
        assert lists.of_website("www.post.example") == ""
        assert (lists.sort("a.centre.example"), lists.sort("post.example")) == ("shared", "free mail")

    def test_a_domain_it_takes_out_is_a_firms(self) -> None:
        lists = Domains(firms=frozenset({"vodafone.de", "sales.gmail.com"}))

        assert lists.of_mailbox("x@vodafone.de") == "vodafone.de"
        assert lists.of_mailbox("x@orange.fr") == ""
        assert lists.of_mailbox("x@sales.gmail.com") == "gmail.com"
        assert lists.of_mailbox("x@gmail.com") == ""

    def test_both_spellings_of_a_domain_are_meant(self) -> None:
        assert Domains(shared=frozenset({"xn--nrdlicht-n4a.example"})).of_host("nördlicht.example") == ""

    def test_lists_travel_to_other_processes(self) -> None:
        lists = Domains(firms=frozenset({"vodafone.de"}), relays=frozenset({"relay.example"}))
        lists.of_host("vodafone.de")

        copied = pickle.loads(pickle.dumps(lists))

        assert copied == lists
        assert copied.of_host("vodafone.de") == "vodafone.de"
        assert copied.mark == lists.mark != SHIPPED.mark == ""

    def test_lists_in_force_are_what_everybody_goes_by(self) -> None:
        put_in_force(Domains(shared=frozenset({"centre.example"})))
        try:
            assert (work_domain("x@centre.example"), own_domain("centre.example")) == ("", "")
        finally:
            put_in_force(SHIPPED)

        assert work_domain("x@centre.example") == "centre.example"

    @given(st.text(max_size=60))
    def test_however_often_a_host_is_asked_for_the_answer_stays(self, host: str) -> None:
        assert SHIPPED.of_host(host) == SHIPPED.of_host(host) == Domains().of_host(host)

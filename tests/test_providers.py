"""Whose server it is, is told by the account's own word, the host, the address or the greeting."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from matching.domains import FREE_MAIL
from model import Source
from worker import providers, shape
from worker.providers import Provider
from worker.settings import Account, Secret

SOURCE = Source("genjin.yaml", 1)


def account(user: str = "anna@ourfactory.example", host: str = "", **more: Any) -> Account:
    wanted = {"name": "anna", "user": user, "host": host, "secret": Secret(env="PW"), "source": SOURCE} | more
    return Account(**wanted)


def refusal(**more: Any) -> str:
    with pytest.raises(ValueError, match="Account `anna`: ") as caught:
        account(**more)
    return str(caught.value)


class TestWhose:
    @pytest.mark.parametrize(
        ("user", "name", "host"),
        [
            ("anna@163.com", "netease", "imap.163.com"),
            ("anna@126.com", "netease", "imap.126.com"),
            ("anna@yeah.net", "netease", "imap.yeah.net"),
            ("anna@vip.163.com", "netease", "imap.vip.163.com"),
            ("Anna@QQ.com", "qq", "imap.qq.com"),
            ("anna@foxmail.com", "qq", "imap.qq.com"),
            ("anna@gmail.com", "gmail", "imap.gmail.com"),
            ("anna@hotmail.com", "microsoft365", "outlook.office365.com"),
            ("anna@ourfactory.onmicrosoft.com", "microsoft365", "outlook.office365.com"),
            ("anna@yahoo.com", "yahoo", "imap.mail.yahoo.com"),
            ("anna@yandex.ru", "yandex", "imap.yandex.com"),
            ("anna@zoho.com", "zoho", "imap.zoho.com"),
            ("anna@aliyun.com", "aliyun", "imap.qiye.aliyun.com"),
            ("anna@web.de", "webde", "imap.web.de"),
        ],
    )
    def test_the_address_tells_provider_and_server(self, user: str, name: str, host: str) -> None:
        found = account(user)

        assert (found.host, found.at, found.tls) == (host, 993, "implicit")
        assert providers.of(found).name == name

    @pytest.mark.parametrize(
        ("host", "name"),
        [
            ("imap.exmail.qq.com", "exmail"),
            ("hwimap.exmail.qq.com", "exmail"),
            ("imap.qq.com", "qq"),
            ("imap.qiye.163.com", "netease-qiye"),
            ("imaphz.qiye.163.com", "netease-qiye"),
            ("imap.163.com", "netease"),
            ("IMAP.mxhichina.com", "aliyun"),
            ("outlook.office365.com", "microsoft365"),
            ("partner.outlook.cn", "microsoft-china"),
            ("imappro.zoho.com", "zoho"),
            ("imap.gmail.com.", "gmail"),
            ("imap.ourfactory.example", "generic"),
            ("notimap.qq.com.example", "generic"),
        ],
    )
    def test_the_host_tells_the_provider_of_a_company_domain(self, host: str, name: str) -> None:
        assert providers.of(account(host=host)).name == name

    def test_the_server_spoken_to_counts_for_more_than_the_address(self) -> None:
        assert providers.of(account("anna@gmail.com", "imap.163.com")).name == "netease"
        assert providers.of(account("anna@163.com", "localhost", tls="none")).name == "netease"

    @pytest.mark.parametrize(("kind", "name"), [("google", "gmail"), ("microsoft", "microsoft365")])
    def test_who_issues_the_tokens_tells_it_where_nothing_else_does(self, kind: Any, name: str) -> None:
        found = account(secret=Secret(oauth=kind))

        assert providers.of(found).name == name
        assert found.host == next(each.host for each in providers.shipped() if each.name == name)

    def test_the_accounts_own_word_counts_for_most(self) -> None:
        assert providers.of(account(provider="exmail")).name == "exmail"
        assert account(provider="exmail").host == "imap.exmail.qq.com"
        assert providers.of(account("a@163.com", "h.example", provider="dovecot")).name == "dovecot"

    def test_a_provider_that_there_is_not_brings_the_nearest_name(self) -> None:
        assert "`provider: netese` is not known. Did you mean `netease`?" in refusal(provider="netese")
        assert "Known: netease, " in refusal(provider="xyz", host="imap.ourfactory.example")

    def test_an_account_whose_server_nobody_knows_is_told_what_to_write(self) -> None:
        said = refusal()

        assert "the mail server of ourfactory.example is not known" in said
        assert "exmail" in said
        assert "generic" not in said
        assert "`host` is missing" in refusal(provider="dovecot")
        assert "`host` is missing" in refusal(provider="netease")

    def test_what_the_account_says_of_the_line_is_kept(self) -> None:
        assert account("anna@qq.com", port=1993).at == 1993
        plain = account("anna@qq.com", tls="starttls")
        assert (plain.at, plain.tls) == (143, "starttls")

    def test_made_again_from_itself_an_account_is_the_same(self) -> None:
        found = account("anna@163.com")

        assert replace(found, name="other").host == "imap.163.com"
        assert replace(found) == found


class TestGreeting:
    @pytest.mark.parametrize(
        ("greeting", "name"),
        [
            ("* OK [CAPABILITY IMAP4rev1 ID] Dovecot (Debian) ready.", "dovecot"),
            ("* OK Coremail System IMap Server Ready(ourfactory[a])", "coremail"),
            ("* OK server.example Cyrus IMAP 3.6.1 server ready", "cyrus"),
            ("* OK The Microsoft Exchange IMAP4 service is ready.", "exchange"),
            ('("name" "Dovecot")', "dovecot"),
            ("* OK ready", "generic"),
        ],
    )
    def test_a_server_of_ones_own_is_told_by_what_it_says(self, greeting: str, name: str) -> None:
        generic = providers.of(account(host="imap.ourfactory.example"))

        assert providers.greeted(generic, greeting).name == name

    def test_a_known_provider_stays_what_it_is(self) -> None:
        qq = providers.of(account("anna@qq.com"))

        assert providers.greeted(qq, "* OK Dovecot ready.") == qq

    def test_what_the_account_says_itself_is_not_lost(self) -> None:
        own = providers.of(account(host="h.example", idle=True, poll_seconds=30))

        found = providers.greeted(own, "* OK Coremail System IMap Server Ready")

        assert (found.name, found.poll_seconds) == ("coremail", 30)


class TestQuirks:
    @pytest.mark.parametrize(
        ("name", "field", "value"),
        [
            ("netease", "idle", False),
            ("netease-qiye", "idle", False),
            ("qq", "search", False),
            ("exmail", "search", False),
            ("gmail", "labels", True),
            ("gmail", "day_mb", 2500),
            ("gmail", "poll_seconds", 600),
            ("gmail", "auth", ("password", "oauth")),
            ("microsoft365", "auth", ("oauth",)),
            ("generic", "idle", True),
        ],
    )
    def test_each_is_known_for_what_was_reported(self, name: str, field: str, value: object) -> None:
        (found,) = (each for each in providers.shipped() if each.name == name)

        assert getattr(found, field) == value

    def test_an_account_overrides_single_ones(self) -> None:
        own = account("anna@163.com", idle=True, poll_seconds=0)

        found = providers.of(own)

        assert (found.idle, found.poll_seconds) == (True, 0)
        assert found.search == providers.of(account("anna@163.com")).search


class TestFile:
    def test_no_name_domain_or_host_belongs_to_two(self) -> None:
        for field in ("domains", "hosts", "greeting"):
            said = [word for each in providers.shipped() for word in getattr(each, field)]
            assert len(said) == len(set(said)), field
        names = [each.name for each in providers.shipped()]
        assert len(names) == len(set(names))

    def test_words_that_are_compared_small_are_written_small(self) -> None:
        for each in providers.shipped():
            for word in (*each.domains, *each.hosts, *each.greeting):
                assert word == word.lower()

    def test_every_host_is_one_and_is_recognised_as_its_own(self) -> None:
        for each in providers.shipped():
            host = each.host.format(domain=each.domains[0]) if "{domain}" in each.host else each.host
            assert re.fullmatch(r"[a-z0-9.-]*", host)
            assert not host or providers.known("", "", host).name == each.name

    @pytest.mark.parametrize("each", providers.shipped(), ids=lambda each: each.name)
    def test_a_hint_is_in_both_languages(self, each: Provider) -> None:
        assert bool(each.hint.en) == bool(each.hint.zh)
        assert each.hint.en or not each.host
        assert not re.search("[\u4e00-\u9fff]", each.hint.en)

    def test_whoever_takes_tokens_says_whose(self) -> None:
        for each in providers.shipped():
            assert ("oauth" in each.auth) == bool(each.oauth), each.name

    def test_addresses_that_everybody_can_have_are_known_to_be_such(self) -> None:
        """An account at one of these must not make its domain count as ours."""
        of_companies = {"onmicrosoft.com", "partner.onmschina.cn"}

        assert {domain for each in providers.shipped() for domain in each.domains} - FREE_MAIL == of_companies

    def test_issuers_are_asked_over_tls_only(self) -> None:
        for each in providers.issuers():
            assert all(url.startswith("https://") for url in (each.device, each.authorize, each.token))
            assert each.troubles
            assert each.app.zh

    def test_a_mistake_in_the_file_is_told_with_its_line(self) -> None:
        text = providers.FILE.read_text("utf-8").replace("idle: no", "idel: no", 1)

        _, problems = shape.parse(text, providers._File, "providers.yaml")

        assert [problem.what for problem in problems] == [
            "An entry of `providers` has no field `idel`. Did you mean `idle`?"
        ]

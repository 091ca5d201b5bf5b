"""Tokens are asked for, kept, renewed and forgotten; a person is told what to do, and nobody sees a token."""

from __future__ import annotations

import json
import logging
import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from authorization import Authorization
from model import Source
from worker.settings import Account, App, Apps, Secret
from worker.signin import tokens
from worker.signin.credential import Credential, credential, refused
from worker.signin.login import Talk, account_rows, login, logout
from worker.signin.oauth import IssuerError, SignInError
from worker.signin.secret import SecretError

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
USER = "anna@ourfactory.example"
APPS = Apps()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Person:
    """Who sits before the terminal: reads what is told, and answers."""

    def __init__(self, clock: Clock, does: Callable[[str], object] = lambda _: None) -> None:
        self.clock, self.does = clock, does
        self.told: list[str] = []
        self.waits: list[float] = []
        self.answer: Callable[[], str] = str

    def talk(self) -> Talk:
        return Talk(self.told.append, lambda _: self.answer(), self.clock, self._pause)

    def _pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.forward(seconds)
        if len(self.waits) == 3:
            self.does(self.code)

    @property
    def code(self) -> str:
        return self.told[0].splitlines()[0].rpartition(" ")[2]

    @property
    def url(self) -> str:
        return next(line for line in self.told[0].splitlines() if line.startswith("http"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def issuer(clock: Clock) -> Iterator[Authorization]:
    with Authorization(now=clock.seconds) as running:
        yield running


def account(name: str = "anna", **secret: Any) -> Account:
    kept = Secret(**({"oauth": "microsoft"} | secret))
    return Account(name, USER, kept, Source("genjin.yaml", 1), host="imap.ourfactory.example")


def signed_in(issuer: Authorization, folder: Path, clock: Clock, wanted: Account | None = None) -> Account:
    wanted = wanted or account()
    person = Person(clock, lambda code: issuer.consent(code, USER))
    login(wanted, apps(issuer.app()), folder, person.talk())
    return wanted


def apps(app: App) -> Apps:
    return Apps(google=app, microsoft=app)


def file(folder: Path) -> Path:
    return folder / "tokens" / "anna.json"


def kept(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file(folder).read_text())
    return found


def refreshes(issuer: Authorization) -> int:
    return sum(fields.get("grant_type") == "refresh_token" for _, fields in issuer.asked)


class TestDeviceCode:
    def test_a_person_types_the_code_and_the_account_is_signed_in(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        person = Person(clock, lambda code: issuer.consent(code, USER))

        said = login(account(), apps(issuer.app()), tmp_path, person.talk())

        assert said.startswith("Account anna: signed in.")
        assert f"Open {issuer.url}/enter on any machine and enter the code {person.code}" in person.told[0]
        assert "请在任意电脑或手机上打开" in person.told[0]
        assert person.waits == [5, 5, 5]
        found = credential(account(), tmp_path, clock)
        assert (found.kind, issuer.accesses[found.value].user) == ("bearer", USER)

    def test_the_scope_asked_for_is_mail_over_imap_with_a_refresh_token(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        signed_in(issuer, tmp_path, clock)

        (scope,) = [fields["scope"] for path, fields in issuer.asked if path == "/device"]
        assert scope == "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"

    def test_googles_word_for_the_address_is_understood(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        issuer.address = "verification_url"

        anna = signed_in(issuer, tmp_path, clock)

        assert credential(anna, tmp_path, clock).value in issuer.accesses

    def test_an_issuer_that_says_slow_down_is_asked_less_often(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        issuer.answers += [(400, {"error": "slow_down"}), (400, {"error": "slow_down"})]
        person = Person(clock, lambda code: issuer.consent(code, USER))

        login(account(), apps(issuer.app()), tmp_path, person.talk())

        assert person.waits == [5, 10, 15]

    def test_a_broken_answer_on_the_way_ends_nothing(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        issuer.answers += [(502, b"<html>bad gateway</html>")]
        person = Person(clock, lambda code: issuer.consent(code, USER))

        login(account(), apps(issuer.app()), tmp_path, person.talk())

        assert person.waits == [5, 10, 10]

    @pytest.mark.parametrize(
        ("does", "expected"),
        [
            ("deny", "access was refused in the browser (access_denied)"),
            ("let_expire", "the code ran out before anybody typed it"),
        ],
    )
    def test_a_person_who_refuses_or_is_late_is_told_what_to_run(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, does: str, expected: str
    ) -> None:
        person = Person(clock, getattr(issuer, does))

        with pytest.raises(SignInError) as caught:
            login(account(), apps(issuer.app()), tmp_path, person.talk())

        assert expected in str(caught.value)
        assert "genjin accounts login anna" in str(caught.value)
        assert not file(tmp_path).exists()

    def test_nobody_is_waited_for_longer_than_the_code_lives(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        person = Person(clock)

        with pytest.raises(SignInError, match="ran out"):
            login(account(), apps(issuer.app()), tmp_path, person.talk())

        assert clock.now == NOW + timedelta(seconds=900)

    def test_without_a_refresh_token_the_missing_scope_is_named(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        issuer.offline = False

        with pytest.raises(SignInError, match=r"gave no refresh token.*`offline_access`"):
            signed_in(issuer, tmp_path, clock)


class TestPastedAddress:
    def paste(
        self,
        issuer: Authorization,
        clock: Clock,
        folder: Path,
        answer: Callable[[str], str],
        wanted: Account | None = None,
    ) -> Person:
        person = Person(clock)
        person.answer = lambda: answer(person.url)
        login(wanted or account(oauth="google"), apps(issuer.app()), folder, person.talk(), "paste")
        return person

    def test_the_address_the_browser_ended_at_signs_in(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        person = self.paste(issuer, clock, tmp_path, issuer.browsed)

        assert issuer.accesses[credential(account(oauth="google"), tmp_path, clock).value].user == USER
        assert "access_type=offline" in person.url
        assert "scope=https%3A%2F%2Fmail.google.com%2F" in person.url
        assert "请在任意电脑的浏览器中打开以上链接" in person.told[0]

    def test_it_is_what_google_is_asked_by_without_a_word(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        person = Person(clock)
        person.answer = lambda: issuer.browsed(person.url)

        login(account(oauth="google"), apps(issuer.app()), tmp_path, person.talk())

        assert [fields["grant_type"] for _, fields in issuer.asked] == ["authorization_code"]

    def test_a_client_secret_is_sent_from_where_it_is_kept(self, clock: Clock, tmp_path: Path) -> None:
        hidden = tmp_path / "google.secret"
        hidden.write_text("gs-1\n")
        hidden.chmod(0o600)
        with Authorization(client_secret="gs-1") as issuer:
            person = Person(clock)
            person.answer = lambda: issuer.browsed(person.url)

            app = issuer.app(client_secret=Secret(file="google.secret"))
            login(account(oauth="google"), apps(app), tmp_path, person.talk())

            clock.forward(3600)
            assert credential(account(oauth="google"), tmp_path, clock).value in issuer.accesses

    @pytest.mark.parametrize("nonsense", ["", "4/0AbCd", "http://localhost:8484/", "http://[x", "yes"])
    def test_anything_else_than_that_address_is_answered_with_what_it_looks_like(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, nonsense: str
    ) -> None:
        with pytest.raises(SignInError, match="That begins with http://localhost:8484 and holds `code=`"):
            self.paste(issuer, clock, tmp_path, lambda _: nonsense)

    def test_the_address_of_another_sign_in_is_refused(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        with pytest.raises(SignInError, match="answers another sign-in"):
            self.paste(issuer, clock, tmp_path, lambda url: issuer.browsed(url).replace("state=", "state=x"))

    def test_a_person_who_does_not_allow_it_is_told_so(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        with pytest.raises(SignInError, match="access was refused in the browser"):
            self.paste(issuer, clock, tmp_path, lambda url: issuer.browsed(url, allowed=False))


class TestRefresh:
    def test_a_token_that_lasts_is_used_without_asking(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        clock.forward(3600 - 100)

        credential(anna, tmp_path, clock)

        assert refreshes(issuer) == 0

    @pytest.mark.parametrize("rotates", [True, False])
    def test_one_that_ends_within_a_minute_is_renewed_again_and_again(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, rotates: bool
    ) -> None:
        issuer.rotates = rotates
        anna = signed_in(issuer, tmp_path, clock)

        for _ in range(3):
            clock.forward(3600 - 59)
            found = credential(anna, tmp_path, clock)
            assert issuer._introspected(found.value) == {"active": True, "username": USER}

        assert refreshes(issuer) == 3

    def test_one_the_server_refused_is_renewed_at_once(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        old = credential(anna, tmp_path, clock)
        issuer.end_access()

        fresh = refused(anna, tmp_path, clock, old)

        assert fresh is not None
        assert issuer._introspected(fresh.value)["active"]
        assert credential(anna, tmp_path, clock) == fresh

    def test_one_that_another_process_has_renewed_meanwhile_is_taken_from_there(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        old = credential(anna, tmp_path, clock)

        first, second = refused(anna, tmp_path, clock, old), refused(anna, tmp_path, clock, old)

        assert first == second
        assert refreshes(issuer) == 1

    def test_threads_and_processes_that_refresh_at_once_ask_once(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        clock.forward(3600)
        got: list[str] = []
        threads = [
            threading.Thread(target=lambda: got.append(credential(anna, tmp_path, clock).value))
            for _ in range(8)
        ]

        context = multiprocessing.get_context("spawn")
        with context.Pool(2) as pool:
            others = pool.map_async(renewed_elsewhere, [(anna, tmp_path, clock.now)] * 4)
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            got += others.get(60)

        assert len(set(got)) == 1
        assert refreshes(issuer) == 1

    def test_a_hiccup_of_the_issuer_costs_nothing_while_the_token_is_good(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        old = credential(anna, tmp_path, clock)
        clock.forward(3600 - 30)
        issuer.answers.append((503, {}))

        assert credential(anna, tmp_path, clock) == old

    @pytest.mark.parametrize(
        "answer",
        [
            (503, {"error": "temporarily_unavailable"}),
            (400, {"error": "temporarily_unavailable", "error_description": "busy"}),
            (200, b"<html>please log in to the hotel</html>"),
            (200, {"token_type": "Bearer"}),
            (200, []),
            (302, b""),
            (429, b"slow"),
        ],
    )
    def test_an_issuer_that_cannot_answer_now_is_asked_again_later(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, answer: tuple[int, Any]
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        clock.forward(3600)
        issuer.answers.append(answer)

        with pytest.raises(IssuerError) as caught:
            credential(anna, tmp_path, clock)

        assert not isinstance(caught.value, SecretError)
        assert credential(anna, tmp_path, clock).value in issuer.accesses
        assert all(path != "/elsewhere" for path, _ in issuer.asked)

    def test_an_issuer_that_is_not_there_is_told_by_name(self, clock: Clock, tmp_path: Path) -> None:
        with Authorization(now=clock.seconds) as issuer:
            anna = signed_in(issuer, tmp_path, clock)
        clock.forward(3600)

        with pytest.raises(IssuerError, match=r"Microsoft cannot be used now: no answer from 127\.0\.0\.1"):
            credential(anna, tmp_path, clock)

    def test_a_sign_in_that_has_ended_is_told_with_its_causes_and_not_tried_again(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        issuer.revoke()
        clock.forward(3600)

        for _ in range(3):
            with pytest.raises(SignInError) as caught:
                credential(anna, tmp_path, clock)

        said = str(caught.value)
        assert said.startswith("Account anna: Microsoft refuses (invalid_grant: Token *** has been")
        assert "a changed password" in said
        assert "修改过密码" in said
        assert said.endswith("Then run `genjin accounts login anna`.")
        assert refreshes(issuer) == 1

    def test_signing_in_again_mends_it(self, issuer: Authorization, clock: Clock, tmp_path: Path) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        issuer.revoke()
        clock.forward(3600)
        with pytest.raises(SignInError):
            credential(anna, tmp_path, clock)

        signed_in(issuer, tmp_path, clock)

        assert credential(anna, tmp_path, clock).value in issuer.accesses

    @pytest.mark.parametrize(
        ("kind", "answer", "expected"),
        [
            ("google", {"error": "invalid_grant"}, "status is `Testing`"),
            ("google", {"error": "invalid_grant"}, "six months without use"),
            ("microsoft", {"error": "invalid_grant", "error_description": "AADSTS65001: no"}, "consented"),
            (
                "microsoft",
                {"error": "invalid_grant", "error_description": "AADSTS50173: x"},
                "password was ch",
            ),
            ("microsoft", {"error": "invalid_client", "error_description": "AADSTS7000218"}, "public client"),
            ("google", {"error": "odd"}, "Google refuses (odd). Then run"),
        ],
    )
    def test_what_a_refusal_usually_means_is_told(
        self,
        issuer: Authorization,
        clock: Clock,
        tmp_path: Path,
        kind: str,
        answer: dict[str, str],
        expected: str,
    ) -> None:
        person = Person(clock, lambda code: issuer.consent(code, USER))
        anna = account(oauth=kind)
        login(anna, apps(issuer.app()), tmp_path, person.talk(), "device")
        clock.forward(3600)
        issuer.answers.append((400, answer))

        with pytest.raises(SignInError) as caught:
            credential(anna, tmp_path, clock)

        assert expected in str(caught.value)

    def test_googles_device_flow_that_gives_no_mail_names_the_other_way(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        issuer.answers.append((400, {"error": "invalid_scope", "error_description": "not allowed: mail"}))
        person = Person(clock)

        with pytest.raises(SignInError, match="accounts login --paste"):
            login(account(oauth="google"), apps(issuer.app()), tmp_path, person.talk(), "device")


def renewed_elsewhere(what: tuple[Account, Path, datetime]) -> str:
    """In another process."""
    anna, folder, now = what
    return credential(anna, folder, lambda: now).value


class TestKeeping:
    def test_only_the_owner_may_read_the_tokens(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        clock.forward(3600)
        credential(anna, tmp_path, clock)

        assert file(tmp_path).stat().st_mode & 0o777 == 0o600
        assert file(tmp_path).parent.stat().st_mode & 0o777 == 0o700
        assert sorted(path.name for path in file(tmp_path).parent.iterdir()) == [
            "anna.json",
            "anna.json.lock",
        ]

    def test_a_file_that_others_may_read_is_refused_with_the_remedy(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        file(tmp_path).chmod(0o640)

        with pytest.raises(SecretError, match=r"others may read .* Run `chmod 600 "):
            credential(anna, tmp_path, clock)

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("expires", None),
            ("expires", []),
            ("expires", "soon"),
            ("expires", 1.5),
            ("expires", 10**18),
            ("signed_in", -1),
            ("refresh", None),
            ("access", {}),
            ("ended", 0),
        ],
    )
    def test_tokens_with_a_value_that_cannot_be_are_told_as_damaged(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, key: str, value: object
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        file(tmp_path).write_text(json.dumps(kept(tmp_path) | {key: value}))

        with pytest.raises(SecretError, match="Sign in again: run `genjin accounts login anna`"):
            credential(anna, tmp_path, clock)

    @pytest.mark.parametrize(
        "content", ["", "{", "[]", "null", '{"issuer": "google"}', "\x00", "[" * 100_000]
    )
    def test_a_file_that_holds_something_else_is_told_so(
        self, tmp_path: Path, clock: Clock, content: str
    ) -> None:
        file(tmp_path).parent.mkdir()
        file(tmp_path).write_text(content)
        file(tmp_path).chmod(0o600)

        with pytest.raises(SecretError, match="Sign in again: run `genjin accounts login anna`"):
            credential(account(), tmp_path, clock)

    def test_an_unfinished_write_before_a_crash_does_no_harm(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)
        half = file(tmp_path).with_name("anna.json.new")
        half.write_text('{"iss')
        half.chmod(0o644)
        clock.forward(3600)

        credential(anna, tmp_path, clock)

        assert kept(tmp_path)["user"] == USER
        assert not half.exists()
        assert file(tmp_path).stat().st_mode & 0o777 == 0o600

    def test_a_folder_that_others_could_look_into_is_closed(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        (tmp_path / "tokens").mkdir(mode=0o755)

        signed_in(issuer, tmp_path, clock)

        assert (tmp_path / "tokens").stat().st_mode & 0o777 == 0o700

    def test_tokens_of_another_user_are_not_used(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock)

        with pytest.raises(SignInError, match=f"its tokens are those of {USER}"):
            credential(replace(anna, user="wang@ourfactory.example"), tmp_path, clock)

    def test_tokens_carried_to_another_machine_are_good_there(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        (tmp_path / "laptop").mkdir()
        signed_in(issuer, tmp_path / "laptop", clock)
        carried = tmp_path / "anna.tokens"
        carried.write_bytes(file(tmp_path / "laptop").read_bytes())
        carried.chmod(0o600)
        clock.forward(3600)

        found = credential(account(file="anna.tokens"), tmp_path, clock)

        assert issuer._introspected(found.value)["active"]

    @pytest.mark.parametrize("name", ["../../etc/x", "a/b", "..", "张伟", "Anna B.", "%2e"])
    def test_odd_names_of_accounts_stay_in_the_folder(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, name: str
    ) -> None:
        anna = signed_in(issuer, tmp_path, clock, account(name))

        (found,) = (tmp_path / "tokens").glob("*.json")
        assert found.is_file()
        assert credential(anna, tmp_path, clock).value in issuer.accesses

    def test_a_folder_that_cannot_be_written_is_told_before_a_token_is_spent(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        (tmp_path / "tokens").write_text("in the way")

        with pytest.raises(SecretError, match="cannot be written: File exists"):
            signed_in(issuer, tmp_path, clock)

        assert issuer.asked == []

    def test_no_token_is_in_a_log_an_error_or_a_repr(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        anna = signed_in(issuer, tmp_path, clock)
        found = credential(anna, tmp_path, clock)
        secret = kept(tmp_path)
        tokens_ = tokens.place(anna, tmp_path).read()
        issuer.revoke()
        clock.forward(3600)
        with pytest.raises(SignInError) as caught:
            credential(anna, tmp_path, clock)

        seen = f"{found!r} {tokens_!r} {caught.value} {caught.getrepr(showlocals=False)} {caplog.text}"
        assert secret["refresh"] not in seen
        assert secret["access"] not in seen

    def test_the_keyring_keeps_them_where_it_is_named(
        self, issuer: Authorization, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ring = Ring()
        monkeypatch.setitem(sys.modules, "keyring", ring)
        anna = signed_in(issuer, tmp_path, clock, account(keyring="genjin"))
        clock.forward(3600)

        assert credential(anna, tmp_path, clock).value in issuer.accesses
        assert list(ring.kept) == [("genjin", USER)]
        assert list((tmp_path / "tokens").glob("*.json")) == []
        assert logout(anna, tmp_path).startswith("Account anna: its tokens are forgotten")
        assert ring.kept == {}


class Ring(ModuleType):
    """A keyring in memory."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.kept.get((service, user))

    def set_password(self, service: str, user: str, words: str) -> None:
        self.kept[service, user] = words

    def delete_password(self, service: str, user: str) -> None:
        del self.kept[service, user]


class TestPasswords:
    def test_a_password_is_a_credential_too(
        self, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ANNA_PASSWORD", "hunter2")

        found = credential(account(oauth=None, env="ANNA_PASSWORD"), tmp_path, clock)

        assert found == Credential(USER, "password", "hunter2")
        assert "hunter2" not in repr(found)

    def test_a_refused_password_is_followed_by_a_corrected_one_only(
        self, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        anna = account(oauth=None, env="ANNA_PASSWORD")
        monkeypatch.setenv("ANNA_PASSWORD", "old")
        old = credential(anna, tmp_path, clock)

        assert refused(anna, tmp_path, clock, old) is None
        monkeypatch.setenv("ANNA_PASSWORD", "new")
        assert refused(anna, tmp_path, clock, old) == Credential(USER, "password", "new")


class TestTelling:
    def test_signing_in_without_an_application_says_where_to_register_one(
        self, clock: Clock, tmp_path: Path
    ) -> None:
        with pytest.raises(SignInError) as caught:
            login(account(), APPS, tmp_path, Person(clock).talk())

        assert "oauth:\n  microsoft:\n    client_id: ..." in str(caught.value)
        assert "entra.microsoft.com" in str(caught.value)
        assert "应用注册" in str(caught.value)

    def test_an_account_with_a_password_has_nothing_to_sign_in_with(
        self, clock: Clock, tmp_path: Path
    ) -> None:
        with pytest.raises(SignInError, match=r"write `secret: \{oauth: google\}`"):
            login(account(oauth=None, env="PW"), APPS, tmp_path, Person(clock).talk())

    def test_before_and_after_signing_in_the_list_says_so(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        def state() -> str:
            return str(account_rows([account()], tmp_path, clock.now, UTC)[0]["state"])

        assert state() == "not signed in: run genjin accounts login anna"
        signed_in(issuer, tmp_path, clock)
        assert state() == "signed in 2026-03-02; token good until 2026-03-02 10:00"
        clock.forward(3600)
        assert state() == "signed in 2026-03-02; its token is renewed at the next pass"
        issuer.revoke()
        with pytest.raises(SignInError):
            credential(account(), tmp_path, clock)
        assert state() == "ended: run genjin accounts login anna"
        logout(account(), tmp_path)
        assert state() == "not signed in: run genjin accounts login anna"
        assert logout(account(), tmp_path) == "Account anna: nobody was signed in."

    @pytest.mark.parametrize(
        ("secret", "expected"),
        [
            ({"env": "PW"}, "env PW"),
            ({"file": "anna.secret"}, "file anna.secret"),
            ({"command": "pass show hunter2"}, "command pass"),
            ({"command": " "}, "command"),
            ({"keyring": "genjin"}, "keyring genjin"),
            ({"credential": "anna"}, "credential anna"),
            ({"password": "hunter2"}, "password in clear in genjin.yaml"),
            ({"oauth": "google"}, "tokens of google"),
        ],
    )
    def test_the_list_says_how_an_account_signs_in_and_no_secret(
        self, clock: Clock, tmp_path: Path, secret: dict[str, str], expected: str
    ) -> None:
        wanted = account(**({"oauth": None} | secret))

        (row,) = account_rows([wanted], tmp_path, clock.now, UTC)

        assert row["secret"] == expected
        assert "hunter2" not in f"{row} {wanted!r}"

    def test_the_cloud_of_21vianet_is_asked_where_its_mailboxes_are(
        self, issuer: Authorization, clock: Clock, tmp_path: Path
    ) -> None:
        person = Person(clock)
        person.answer = lambda: issuer.browsed(person.url)
        app = replace(issuer.app(), cloud="china", authorize="", tenant="ourfactory.partner.onmschina.cn")

        login(account(), apps(app), tmp_path, person.talk(), "paste")

        assert person.url.startswith(
            "https://login.partner.microsoftonline.cn/ourfactory.partner.onmschina.cn/oauth2/v2.0/authorize?"
        )
        assert kept(tmp_path)["scope"].startswith("https://partner.outlook.cn/IMAP.AccessAsUser.All")

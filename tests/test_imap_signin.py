"""Does signing in work on a real server: tokens that end, lines that are not safe? Does no log tell it?"""

from __future__ import annotations

import json
import logging
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from authorization import CLIENT, Authorization
from fakes import Office, genjin
from listener import Listener
from mailroom import letters, numbers, reads
from post import USERS, Post, account, mailbox_of
from scripted import Scripted
from servers import Certificate, Dovecot, dovecot_missing
from worker import config, rounds
from worker.config import Home
from worker.imap import LoginRefused, MailboxError

OWNER = "anna@ourfactory.example"


@pytest.fixture
def issuer() -> Iterator[Authorization]:
    with Authorization(agrees=OWNER, interval=1) as running:
        yield running


@pytest.fixture
def server(issuer: Authorization) -> Iterator[Dovecot]:
    """It asks the issuer whether a token is good."""
    _needs_dovecot()
    with Dovecot({OWNER: "unused"}, introspection=f"{issuer.url}/introspect") as dovecot:
        yield dovecot


@pytest.fixture
def home(server: Dovecot, issuer: Authorization, tmp_path: Path) -> Path:
    """Signed in, with two mails waiting."""
    server.append(OWNER, "INBOX", *letters(2))
    app = f"client_id: {CLIENT}, device: '{issuer.url}/device', token: '{issuer.url}/token'"
    (tmp_path / "genjin.yaml").write_text(
        f"team: {{domains: [ourfactory.example], reps: {{anna: {{emails: [{OWNER}]}}}}}}\naccounts:\n"
        f"  - {{name: anna, rep: anna, user: {OWNER}, host: 127.0.0.1, port: {server.port}, tls: none, "
        f"secret: {{oauth: microsoft}}}}\noauth: {{microsoft: {{{app}}}}}\n",
        encoding="utf-8",
    )
    said = at(tmp_path, "accounts", "login", "anna")
    assert said.exit_code == 0, said.output
    issuer.asked.clear()
    return tmp_path


def at(home: Path, *words: str) -> Any:
    return genjin("--home", str(home), *words)


def refreshes(issuer: Authorization) -> int:
    return sum(fields.get("grant_type") == "refresh_token" for _, fields in issuer.asked)


def checks(issuer: Authorization) -> int:
    """How often the mail server asked whether a token is good."""
    return sum(path == "/introspect" for path, _ in issuer.asked)


def kept(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / "tokens" / "anna.json").read_text())
    return found


class TestTokens:
    def test_a_token_that_is_good_is_used_as_it_is(self, home: Path, issuer: Authorization) -> None:
        said = at(home, "sync")

        assert said.exit_code == 0, said.output
        assert "2 new" in said.output
        assert refreshes(issuer) == 0

    def test_an_expired_token_is_refreshed_before_the_server_sees_it(
        self, home: Path, issuer: Authorization
    ) -> None:
        issuer.end_access()
        old = kept(home)
        (home / "tokens" / "anna.json").write_text(json.dumps(old | {"expires": 1}))

        said = at(home, "sync")

        assert said.exit_code == 0, said.output
        assert "2 new" in said.output
        assert (refreshes(issuer), checks(issuer)) == (1, 1)
        assert kept(home)["refresh"] != old["refresh"]
        assert kept(home)["access"] in issuer.accesses

    def test_a_token_that_the_server_ends_early_is_refreshed_and_tried_once_more(
        self, home: Path, issuer: Authorization
    ) -> None:
        issuer.end_access()

        first, second = at(home, "sync"), at(home, "sync")

        assert (first.exit_code, second.exit_code) == (0, 0), first.output
        assert "2 new" in first.output
        assert (refreshes(issuer), checks(issuer)) == (1, 3)

    def test_a_revoked_one_is_told_in_words_and_never_asked_about_again(
        self, home: Path, issuer: Authorization
    ) -> None:
        issuer.revoke()

        said = [at(home, "sync") for _ in range(3)]

        assert all(each.exit_code != 0 for each in said)
        assert all("genjin accounts login anna" in each.output for each in said), said[0].output
        assert refreshes(issuer) == 1
        assert checks(issuer) <= 1

    def test_after_signing_in_again_the_mail_comes(self, home: Path, issuer: Authorization) -> None:
        issuer.revoke()
        at(home, "sync")

        again = at(home, "accounts", "login", "anna")
        said = at(home, "sync")

        assert (again.exit_code, said.exit_code) == (0, 0)
        assert "2 new" in said.output

    def test_no_token_is_in_any_log_or_answer(
        self, home: Path, issuer: Authorization, caplog: pytest.LogCaptureFixture
    ) -> None:
        _hears_everything(caplog)
        issuer.end_access()

        (anna,) = config.load_all(Home(home))[0].accounts
        said = rounds.tried(anna, home) + at(home, "--debug", "sync").output

        told = caplog.text + said
        assert refreshes(issuer) == 1
        assert any(each.name.startswith("imapclient") for each in caplog.records)
        assert [each for each in (*issuer.accesses, *issuer.refreshes) if each in told] == []


class TestTls:
    @pytest.mark.usefixtures("trusted")
    @pytest.mark.parametrize("tls", ["implicit", "starttls"])
    def test_a_certificate_that_is_trusted_and_of_that_name_is_taken(
        self, safe: Dovecot, office: Office, tls: str
    ) -> None:
        safe.append("user0", "INBOX", *letters(1))

        reads(office, mailbox_of(_account(safe, tls), USERS["user0"]))

        assert 1 in numbers(office)

    @pytest.mark.parametrize("tls", ["implicit", "starttls"])
    def test_one_that_nobody_trusts_is_refused(self, safe: Dovecot, tls: str) -> None:
        with (
            pytest.raises(MailboxError, match="certificate is not to be trusted") as error,
            mailbox_of(_account(safe, tls), USERS["user0"]),
        ):
            pass

        assert not isinstance(error.value, LoginRefused)

    @pytest.mark.parametrize("tls", ["implicit", "starttls"])
    def test_one_of_another_name_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls: str
    ) -> None:
        _needs_dovecot()
        other = Certificate.of(tmp_path, "DNS:imap.other.example")
        monkeypatch.setenv("SSL_CERT_FILE", str(other.chain))

        with (
            Dovecot(USERS, certificate=other) as server,
            pytest.raises(MailboxError, match=r"certificate is not to be trusted.*127\.0\.0\.1"),
            mailbox_of(_account(server, tls), USERS["user0"]),
        ):
            pass

    @pytest.mark.usefixtures("trusted")
    def test_a_server_that_speaks_only_tls_1_1_is_refused(self, certificate: Certificate) -> None:
        with OldServer(certificate) as server:
            server.must_speak()

            with (
                pytest.raises(MailboxError, match="no secure line"),
                mailbox_of(account(server.host, server.port, tls="implicit"), "secret-0"),
            ):
                pass


class TestLogs:
    @pytest.mark.parametrize(
        "password", ["geheim-ü-very-secret", "plain-very-secret", 'quoted "very-secret\\']
    )
    def test_no_password_is_in_any_log(self, caplog: pytest.LogCaptureFixture, password: str) -> None:
        _hears_everything(caplog)

        for answer in ("OK in", "NO [AUTHENTICATIONFAILED] no"):
            with (
                Scripted({"LOGIN": answer, "AUTHENTICATE": answer}, "IMAP4rev1 AUTH=PLAIN SASL-IR") as server,
                suppress(MailboxError),
                mailbox_of(account(server.host, server.port), password),
            ):
                pass

        assert any(each.name.startswith("imapclient") for each in caplog.records)
        assert "very-secret" not in caplog.text

    def test_nor_after_a_whole_pass(
        self, box: Post, office: Office, caplog: pytest.LogCaptureFixture
    ) -> None:
        _hears_everything(caplog)
        box.deliver("INBOX", *letters(3))

        reads(office, box.mailbox())

        assert caplog.records
        assert USERS[box.user] not in caplog.text
        assert "500 pieces" not in caplog.text


class OldServer(Listener):
    """TLS 1.1 and no newer."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__()
        self._context = _at_most_1_1(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
        self._context.load_cert_chain(certificate.chain, certificate.key)

    def talk(self, client: socket.socket) -> None:
        with self._context.wrap_socket(client, server_side=True) as line:
            line.sendall(b"* OK ready\r\n")
            line.recv(100)

    def must_speak(self) -> None:
        """Without this the test would not know why it is refused."""
        context = _at_most_1_1(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            with closing(context.wrap_socket(socket.create_connection((self.host, self.port)))) as line:
                assert line.version() == "TLSv1.1"
        except ssl.SSLError as error:
            pytest.skip(f"the refusal of TLS 1.1 (OpenSSL here cannot speak it at all: {error.reason})")


def _at_most_1_1(context: ssl.SSLContext) -> ssl.SSLContext:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old is what it shall be
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.of(tmp_path_factory.mktemp("certificate"), "IP:127.0.0.1")


@pytest.fixture(scope="module")
def safe(certificate: Certificate) -> Iterator[Dovecot]:
    _needs_dovecot()
    with Dovecot(USERS, certificate=certificate) as server:
        yield server


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this machine's list of authorities held it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))


def _account(server: Dovecot, tls: str) -> Any:
    return account(server.host, server.tls_port if tls == "implicit" else server.port, tls=tls)


def _hears_everything(caplog: pytest.LogCaptureFixture) -> None:
    for name in ("", "imapclient", "imapclient.imaplib", "genjin"):
        caplog.set_level(logging.DEBUG, logger=name)


def _needs_dovecot() -> None:
    missing = dovecot_missing()
    if missing:
        pytest.skip(missing)

"""One connection to a server: dialled, made safe, signed in, and hung up.

Nothing here changes a mailbox: folders are opened with EXAMINE (RFC 3501 6.3.2).
"""

from __future__ import annotations

import base64
import imaplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from imapclient import IMAPClient, SocketTimeout, imap_utf7  # type: ignore[import-untyped]
from imapclient.exceptions import IMAPClientAbortError, LoginError  # type: ignore[import-untyped]

from model import GenjinError
from worker.imap import errors
from worker.providers import Provider
from worker.settings import Account
from worker.signin.credential import Credential

# A SEARCH answer of 200,000 UIDs is one line of 1.4 MB; imaplib stops at 1 MB.
imaplib._MAXLINE = 50_000_000  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to say it

CONNECT, READ = 15.0, 60.0
"""Seconds. Without them a silent server would hold its thread for ever (mjs/imapclient#449)."""

SignIn = Callable[[Credential | None], Credential | None]
"""What to sign in with. Given what was refused, something else to try, or None where there is nothing."""


class Line:
    """A signed-in connection. One thread speaks at a time; any thread may hang up."""

    def __init__(self, account: Account, provider: Provider, sign_in: SignIn, patience: float = READ) -> None:
        self.account = account
        self.provider = provider
        self._sign_in = sign_in
        self._patience = patience
        self._client: Any = None
        self._opened: bytes | str | None = None
        self._is_over = False
        self.turn = threading.RLock()

    def dial(self) -> None:
        """Connect and sign in. Without a secret there is no need to trouble the server."""
        credential = self._sign_in(None)
        assert credential is not None
        with self.speaking("connecting"):
            self._client = _connected(self.account, self._patience)
        try:
            self._log_in(credential)
        except BaseException:
            self._drop()
            raise

    def dial_again(self) -> None:
        """The line broke: a new one, with nothing opened; unless somebody has hung up for good."""
        self._drop()
        if self._is_over:
            raise errors.LineError("the line was hung up")
        self.dial()

    def close(self) -> None:
        """Log out if the line still stands and nobody is speaking, else just hang up."""
        if self._client is not None and self.turn.acquire(timeout=1):
            try:
                with suppress(*errors.BROKEN):
                    self._client.socket().settimeout(2)  # a farewell is not worth a wait
                    self._client.logout()
            finally:
                self.turn.release()
        self._drop()

    def hang_up(self) -> None:
        """For good, and from whatever thread: whoever waits on the line is told that it broke."""
        self._is_over = True
        self._drop()

    def _drop(self) -> None:
        client, self._client, self._opened = self._client, None, None
        if client is None:
            return
        with suppress(*errors.BROKEN):
            client.socket().shutdown(socket.SHUT_RDWR)
        with suppress(*errors.BROKEN):
            client.shutdown()

    @property
    def client(self) -> Any:
        if self._client is None:
            raise errors.LineError("the line was hung up")
        return self._client

    @property
    def greeting(self) -> str:
        welcome = getattr(self.client._imap, "welcome", b"")  # noqa: SLF001 - nowhere else
        return bytes(welcome).decode("utf-8", "replace")

    def can(self, ability: str) -> bool:
        """Does the server announce it, and does the provider's profile not speak against it?"""
        with suppress(*errors.BROKEN):
            return ability.encode() in self.client.capabilities()
        return False

    def examine(self, raw: bytes | str) -> dict[bytes, Any]:
        """Open a folder for reading only; afresh each time, for its counts."""
        self._opened = None
        status: dict[bytes, Any] = self.client.select_folder(raw, readonly=True)
        self._opened = raw
        return status

    def has_opened(self, raw: bytes | str) -> bool:
        return self._client is not None and self._opened == raw

    @contextmanager
    def speaking(self, doing: str) -> Iterator[None]:
        """Whatever breaks inside is told as a MailboxError of this account. The line is this thread's."""
        with self.turn:
            try:
                yield
            except GenjinError:
                raise
            except LoginError as error:
                raise errors.of_login(self.account, self.provider, error) from error
            except errors.BROKEN as error:
                raise errors.of_line(self.account, doing, error) from error

    def _log_in(self, credential: Credential) -> None:
        with self.speaking("logging in"):
            try:
                _log_in(self.client, credential)
            except LoginError as error:
                self._log_in_otherwise(credential, error)
        self._introduce()

    def _log_in_otherwise(self, credential: Credential, error: LoginError) -> None:
        """A token may end before its time, and a password may have been corrected meanwhile: once more with
        what is new, never twice with the same."""
        if isinstance(errors.of_login(self.account, self.provider, error), errors.LoginRefused):
            other = self._sign_in(credential)
            if other is not None:
                with suppress(*errors.BROKEN):
                    self._client.shutdown()
                self._client = _connected(self.account, self._patience)
                _log_in(self.client, other)
                return
        raise error

    def _introduce(self) -> None:
        """NetEase (163, 126, yeah.net) answers every EXAMINE with "Unsafe Login" until the client has told
        its name (RFC 2971)."""
        with suppress(*errors.BROKEN):
            if b"ID" in self.client.capabilities():
                self.client.id_({"name": "genjin", "version": "1", "vendor": "genjin"})


def raw_name(name: str) -> bytes:
    """A folder's name in modified UTF-7."""
    return bytes(imap_utf7.encode(name))


def uid_set(uids: Sequence[int]) -> str:
    """`1,2,3,7` as `1:3,7`: a long list of numbers is more than some servers read in one line."""
    spans: list[list[int]] = []
    for uid in sorted(uids):
        if spans and uid == spans[-1][1] + 1:
            spans[-1][1] = uid
        else:
            spans.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in spans)


def _connected(account: Account, patience: float) -> Any:
    client = IMAPClient(
        account.host,
        port=account.at,
        ssl=account.tls == "implicit",
        ssl_context=_safe() if account.tls == "implicit" else None,
        timeout=SocketTimeout(connect=min(CONNECT, patience), read=patience),
    )
    # imapclient sets imaplib's debug level to 5: every literal is then formatted for a log nobody reads,
    # 73 % of its CPU at batches of 50.
    client._imap.debug = 0  # noqa: SLF001
    client.folder_encode = False  # one undecodable folder name would otherwise fail the whole listing
    client.normalise_times = False  # else INTERNALDATE comes back naive, in the local zone
    # What imaplib sends in two packets would otherwise wait 40 ms for the answer to the first (Nagle).
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if account.tls == "starttls":
        _start_tls(client)
    return client


def _safe() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _start_tls(client: Any) -> None:
    """A refused STARTTLS leaves the line open in clear, where a login would show the password: hang up."""
    try:
        client.starttls(_safe())
    except BaseException:
        with suppress(*errors.BROKEN):  # the reason is told, not that the socket is closed already
            client.shutdown()
        raise


def _log_in(client: Any, credential: Credential) -> None:
    """imapclient calls every failure a refused login, even a line that breaks; that must not count as one."""
    try:
        _present(client, credential)
    except LoginError as error:
        broken = error.__context__ if isinstance(error.__context__, IMAPClientAbortError) else None
        words = _without(credential, errors.said(broken or error))
        raise (errors.LineError(words) if broken else LoginError(words)) from None


def _without(credential: Credential, words: str) -> str:
    """Some servers and proxies repeat the command they refuse."""
    secret = credential.value
    plain = base64.b64encode(f"\0{credential.user}\0{secret}".encode()).decode()
    for form in (plain, base64.b64encode(secret.encode()).decode(), secret):
        words = words.replace(form, "***") if form else words
    return words


def _present(client: Any, credential: Credential) -> None:
    if credential.kind == "bearer":
        client.oauth2_login(credential.user, credential.value)
    elif (credential.user + credential.value).isascii():
        client.login(credential.user, credential.value)
    else:  # LOGIN cannot say it (RFC 3501 6.2.3), PLAIN is UTF-8 (RFC 4616)
        client.plain_login(credential.user, credential.value)

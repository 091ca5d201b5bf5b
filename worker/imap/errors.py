"""What went wrong with a mailbox, in words: which account, why, what to try, and how long to wait.

imapclient and imaplib raise six unrelated kinds of error on a server that misbehaves; what leaves this
package is MailboxError.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl

from imapclient.exceptions import (  # type: ignore[import-untyped]
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
)

from model import GenjinError
from worker.providers import Provider
from worker.settings import Account

BROKEN = (IMAPClientError, imaplib.IMAP4.error, OSError, ValueError, TypeError, KeyError, AttributeError)
"""What a bad connection or a bad server makes imapclient and imaplib raise."""
DEAD = (imaplib.IMAP4.abort, OSError, EOFError)
"""After these nothing more can be said on the line."""

HOURS = 3600.0
DAY_ALLOWANCE = 3 * HOURS
"""How long an account that has used up its allowance is left alone."""


class MailboxError(GenjinError):
    """An account cannot be read now."""

    def __init__(self, words: str, wait: float = 0) -> None:
        super().__init__(words)
        self.wait = wait
        """Seconds that the server asked for, or that its reason calls for; 0 where it named none."""


class LoginRefused(MailboxError):  # noqa: N818 - says what happened
    """The server does not take the password; trying again by itself would only lock the account."""


class LineError(imaplib.IMAP4.abort):
    """The line broke while logging in, which imapclient calls a refused login."""


def said(error: BaseException) -> str:
    """What the server or the system said, in one line."""
    words = getattr(error, "strerror", None) or (error.args[0] if error.args else error)
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.removeprefix("b'").rstrip("'").split())[:300] or type(error).__name__


def of_login(account: Account, provider: Provider, error: LoginError) -> MailboxError:
    """A login that failed: for good, or only for now (RFC 5530 section 3; some say it in words only)."""
    words = said(error)
    if any(sign in words.lower() for sign in _NOT_NOW):
        return MailboxError(
            f"Account {account.name}: {account.host} does not let {account.user} in just now ({words}). "
            "It is tried again later.",
            wait_asked(words),
        )
    hint = provider.hint.en or _ANY_HINT
    check = "" if hint.startswith("Check") else "Check `user` and the secret. "
    return LoginRefused(
        f"Account {account.name}: {account.host} refuses the login of {account.user} ({words}). "
        f"{check}{hint} A running daemon tries again after `genjin reload`."
    )


def of_line(account: Account, doing: str, error: BaseException) -> MailboxError:
    """Anything else that can be wrong on the way."""
    words = said(error)
    where = f"Account {account.name}, {doing} at {account.host}:{account.at}"
    for kinds, advice in _ADVICE:
        if isinstance(error, kinds):
            return MailboxError(f"{where}: {advice.format(said=words, host=account.host)}", wait_asked(words))
    for sign, advice in _SAID:
        if sign in words.lower():
            return MailboxError(f"{where}: {advice} ({words}).", wait_asked(words))
    return MailboxError(
        f"{where}: the server's answer cannot be used ({words}). It is tried again at the next pass.",
        wait_asked(words),
    )


def wait_asked(words: str) -> float:
    """Seconds a server wants to be left alone: it names them, or its allowance for the day is used up."""
    named = _BACKOFF.search(words)
    if named:
        return int(named[1]) / 1000
    return DAY_ALLOWANCE if any(sign in words.lower() for sign in _USED_UP) else 0


_BACKOFF = re.compile(r"suggested backoff time:\s*(\d{1,9})\s*milliseconds", re.IGNORECASE)
"""Microsoft 365 (imapsync#272)."""
_USED_UP = ("overquota", "bandwidth limit", "exceeded command")
"""Gmail, and whoever copies it: [OVERQUOTA] Account exceeded command or bandwidth limits."""
_NOT_NOW = (
    *("[unavailable]", "[inuse]", "[limit]", "[serverbug]", "too many simultaneous", "try again later"),
    *("suggested backoff time", "throttled", "frequency limited", *_USED_UP),
)
_ANY_HINT = (
    "Many providers want an app password or authorization code (授权码) here, with IMAP switched on in "
    "their web settings."
)
_SAID = (
    (
        "authenticated but not connected",
        "the server knows the user and no mailbox of it: switch IMAP on, or give the application the right",
    ),
    ("unsafe login", "the provider takes this program for unsafe; write to its support, naming genjin"),
    ("overquota", "the allowance for the day is used up; it is tried again in some hours"),
    ("throttled", "the server wants to be asked less often; it is tried again when it said"),
)
_ADVICE: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((socket.gaierror,), "the name {host} is not known. Check `host` and the network."),
    ((ConnectionRefusedError,), "nothing answers there. Check `host`, `port` and whether the server runs."),
    ((TimeoutError,), "no answer in time. Check the network; it is tried again at the next pass."),
    (
        (ssl.SSLCertVerificationError,),
        "its certificate is not to be trusted ({said}). Check `host`; never switch it off.",
    ),
    ((ssl.SSLError,), "no secure line ({said}). Check `port` and `tls`: 993 is implicit, 143 starttls."),
    ((CapabilityError,), "the server offers no STARTTLS, so the password was not sent. Use `tls: implicit`."),
    ((IMAPClientAbortError, OSError), "the line broke ({said}). It is tried again at the next pass."),
)

"""What is new in a mailbox? Read over IMAP without changing anything on the server.

The only home of imapclient. Folders are opened with EXAMINE, bodies fetched with BODY.PEEK[], so no flag ever
moves (RFC 3501 6.3.2, 6.4.5). imapclient and imaplib raise six unrelated kinds of error on a server that
misbehaves; what leaves this file is MailboxError.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient, SocketTimeout, imap_utf7  # type: ignore[import-untyped]
from imapclient.exceptions import (  # type: ignore[import-untyped]
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    LoginError,
)

from model import GenjinError, Place, RawMail
from store.folders import Cursor
from worker.settings import Account

# A SEARCH answer of 200,000 UIDs is one line of 1.4 MB; imaplib stops at 1 MB.
imaplib._MAXLINE = 50_000_000  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to say it

BATCH_MAILS = 50
BATCH_BYTES = 8_000_000
"""imaplib holds a whole answer in memory, so a batch is bounded by size as well as by number."""
HEAD_BYTES = 1_000_000
"""How much is fetched of a mail above the account's limit: headers and, nearly always, the text."""
_CONNECT, _READ = 15, 60
"""Seconds. Without them a silent server would hold its thread for ever (mjs/imapclient#449)."""

SENT_NAMES = (
    *("Sent", "Sent Items", "Sent Mail", "Sent Messages", "[Gmail]/Sent Mail", "[Google Mail]/Sent Mail"),
    *("已发送", "已发送邮件", "已发邮件", "已傳送", "已寄出", "寄件備份"),
    *("送信済み", "送信済みメール", "送信済みアイテム", "보낸 편지함", "보낸편지함"),
    *("Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Verzonden items", "Skickat", "Sendt"),
    *("Enviados", "Elementos enviados", "Correo enviado", "Itens enviados"),
    *("Envoyés", "Messages envoyés", "Éléments envoyés", "Posta inviata", "Inviati"),
    *("Wysłane", "Отправленные", "Надіслані", "Gönderilmiş Öğeler", "Gönderilenler"),
    *("العناصر المرسلة", "البريد المرسل"),
    "发件箱",  # what some call the sent folder and Outlook the outbox: only where there is nothing better
)
"""Where no folder carries the \\Sent mark (RFC 6154), its name tells: the first of these that is there.
Compared without case and below any parent."""

_BROKEN = (IMAPClientError, imaplib.IMAP4.error, OSError, ValueError, TypeError, KeyError, AttributeError)
"""What a bad connection or a bad server makes imapclient and imaplib raise."""


class MailboxError(GenjinError):
    """An account cannot be read now: which one, why, and what to try."""


class LoginRefused(MailboxError):  # noqa: N818 - says what happened
    """The server does not take the password; trying again by itself would only lock the account."""


class _LineError(imaplib.IMAP4.abort):
    """The line broke while logging in, which imapclient calls a refused login."""


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    role: str
    """inbox or sent."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some new mail in the order of its UIDs, and the cursor that stands behind it."""

    cursor: Cursor
    mails: tuple[RawMail, ...] = ()
    gone: tuple[Place, ...] = ()
    """Deleted between being listed and being fetched."""
    refused: tuple[tuple[Place, str], ...] = ()
    """The server lists it and does not give it, with what it said."""
    waiting: int = 0
    """Mails of this folder that are still to come in this pass."""
    last: bool = False


class ImapMailbox:
    """One account on its server. Use it in a `with`; every error names the account."""

    def __init__(self, account: Account, password: str) -> None:
        self.account = account.name
        self._settings = account
        self._password = password
        self._client: Any = None
        self._raw_names: dict[str, bytes] = {}

    def __enter__(self) -> ImapMailbox:
        with self._speaking("connecting"):
            self._client = _connected(self._settings)
        try:
            self._log_in()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Log out if the line still stands, else just hang up."""
        if self._client is None:
            return
        with suppress(*_BROKEN):
            self._client.logout()
        with suppress(*_BROKEN):
            self._client.shutdown()
        self._client = None

    def folders(self) -> tuple[Folder, ...]:
        """The inbox and the sent folder. An account without one is an error: half of every story is there."""
        with self._speaking("listing the folders"):
            listed = [
                (_small(flags), _folder_name(raw), raw) for flags, _, raw in self._client.list_folders()
            ]
        listed = [each for each in listed if not each[0] & _NOT_TO_BE_OPENED]
        self._raw_names = {name: raw for _, name, raw in listed}
        inbox = self._existing(self._settings.inbox, "inbox")
        sent = self._existing(self._settings.sent, "sent") if self._settings.sent else self._sent(listed)
        return Folder(inbox, "inbox"), Folder(sent, "sent")

    def new_mail(self, cursor: Cursor) -> Iterator[Batch]:
        """Batches of what came since the cursor, oldest first; the last one is empty and marked."""
        with self._speaking(f"opening {cursor.folder}"):
            raw = self._raw_names.get(cursor.folder) or imap_utf7.encode(cursor.folder)
            status = self._client.select_folder(raw, readonly=True)
        cursor = _renewed(cursor, status)
        with self._speaking(f"reading {cursor.folder}"):
            uids = [*cursor.unfetched, *self._uids_after(cursor)]
            sizes = self._sizes(uids)
        waiting = len(sizes)
        for lot in _lots(sizes, self._settings.max_mb * 1_000_000):
            waiting -= len(lot)
            with self._speaking(f"reading {cursor.folder}"):
                batch = self._fetched(cursor, {uid: sizes[uid] for uid in lot})
            yield replace(batch, waiting=waiting)
            cursor = batch.cursor
        yield Batch(cursor, last=True)

    # -- the parts ------------------------------------------------------------------------------------------

    def _log_in(self) -> None:
        with self._speaking("logging in"):
            _log_in(self._client, self._settings.user, self._password)
        with suppress(*_BROKEN):
            # NetEase (163, 126, yeah.net) answers every EXAMINE with "Unsafe Login" until the client has told
            # its name (RFC 2971).
            if b"ID" in self._client.capabilities():
                self._client.id_({"name": "genjin", "version": "1"})

    def _existing(self, name: str, role: str) -> str:
        known = {each.lower(): each for each in self._raw_names}
        if name.lower() in known:
            return known[name.lower()]
        folders = ", ".join(sorted(self._raw_names)) or "none"
        raise MailboxError(
            f"Account {self.account}: there is no folder `{name}`. The server has: {folders}. "
            f"Put the right one into `{role}:` of this account in genjin.yaml."
        )

    def _sent(self, listed: Sequence[tuple[frozenset[bytes], str, bytes]]) -> str:
        marked = next((name for flags, name, _ in listed if b"\\sent" in flags), None)
        found = marked or _called_sent([name for _, name, _ in listed])
        if found:
            return found
        folders = ", ".join(sorted(self._raw_names)) or "none"
        raise MailboxError(
            f"Account {self.account}: none of its folders looks like the one for sent mail. The server has: "
            f"{folders}. Put its name into `sent:` of this account in genjin.yaml."
        )

    def _uids_after(self, cursor: Cursor) -> list[int]:
        criteria: list[Any] = ["UID", f"{cursor.last_uid + 1}:*"]
        if self._settings.since:
            criteria += ["SINCE", self._settings.since]
        # `n:*` always holds the last mail, even when its UID is below n (RFC 3501 6.4.8)
        return sorted(uid for uid in self._client.search(criteria) if uid > cursor.last_uid)

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Sizes in bytes, asked for before the bodies. A mail without one counts as a small one."""
        sizes: dict[int, int] = {}
        for at in range(0, len(uids), 1000):
            lot = uids[at : at + 1000]
            answer = self._client.fetch(lot, ["RFC822.SIZE"])
            sizes.update({uid: int(answer.get(uid, {}).get(b"RFC822.SIZE", 0)) for uid in lot})
        return sizes

    def _fetched(self, cursor: Cursor, sizes: dict[int, int]) -> Batch:
        limit = self._settings.max_mb * 1_000_000
        mails, missing = self._bodies(cursor, [uid for uid in sizes if sizes[uid] <= limit], "BODY.PEEK[]")
        heads, more = self._bodies(
            cursor, [uid for uid in sizes if sizes[uid] > limit], f"BODY.PEEK[]<0.{HEAD_BYTES}>"
        )
        mails |= {uid: replace(mail, complete=False) for uid, mail in heads.items()}
        missing |= more
        still_there = set(self._client.search(["UID", _uid_set(missing)])) if missing else set()
        return Batch(
            cursor=replace(cursor, last_uid=max(cursor.last_uid, *sizes)),
            mails=tuple(mails[uid] for uid in sorted(mails)),
            gone=tuple(_place(cursor, uid) for uid in sorted(missing) if uid not in still_there),
            refused=tuple(
                (_place(cursor, uid), missing[uid]) for uid in sorted(missing) if uid in still_there
            ),
        )

    def _bodies(
        self, cursor: Cursor, uids: Sequence[int], what: str
    ) -> tuple[dict[int, RawMail], dict[int, str]]:
        """Bodies by UID, and what the server said of those it did not give. Some servers leave out or refuse
        single mails of a long FETCH and give them when asked alone, so these are asked for once more."""
        mails, missing = self._asked(cursor, uids, what)
        for uid in list(missing) if len(uids) > 1 else ():
            found, said = self._asked(cursor, [uid], what)
            mails |= found
            missing |= said
        return mails, {uid: said for uid, said in missing.items() if uid not in mails}

    def _asked(
        self, cursor: Cursor, uids: Sequence[int], what: str
    ) -> tuple[dict[int, RawMail], dict[int, str]]:
        if not uids:
            return {}, {}
        try:
            answer = self._client.fetch(uids, [what, "INTERNALDATE"])
        except IMAPClientAbortError:
            raise
        except (IMAPClientError, ValueError, TypeError, KeyError) as error:
            # A tagged NO, or an answer that was read whole and makes no sense: the line stands, and these
            # mails are not to be had in one go.
            return {}, dict.fromkeys(uids, _said(error))
        mails = {uid: _raw_mail(_place(cursor, uid), answer[uid]) for uid in uids if uid in answer}
        given = {uid: mail for uid, mail in mails.items() if mail is not None}
        return given, {uid: "the server answers without the mail" for uid in uids if uid not in given}

    @contextmanager
    def _speaking(self, doing: str) -> Iterator[None]:
        try:
            yield
        except GenjinError:
            raise
        except LoginError as error:
            raise _of_login(self._settings, error) from error
        except _BROKEN as error:
            raise MailboxError(_advice(self._settings, doing, error)) from error


def _connected(account: Account) -> Any:
    client = IMAPClient(
        account.host,
        port=account.at,
        ssl=account.tls == "implicit",
        ssl_context=ssl.create_default_context() if account.tls == "implicit" else None,
        timeout=SocketTimeout(connect=_CONNECT, read=_READ),
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


def _start_tls(client: Any) -> None:
    """A refused STARTTLS leaves the line open in clear, where a login would show the password: hang up."""
    try:
        client.starttls(ssl.create_default_context())
    except BaseException:
        client.shutdown()
        raise


def _log_in(client: Any, user: str, password: str) -> None:
    """imapclient calls every failure a refused login, even a line that breaks; that must not count as one."""
    try:
        if (user + password).isascii():
            client.login(user, password)
        else:
            client.plain_login(
                user, password
            )  # LOGIN cannot say it (RFC 3501 6.2.3), PLAIN is UTF-8 (RFC 4616)
    except LoginError as error:
        if isinstance(error.__context__, IMAPClientAbortError):
            raise _LineError(_said(error.__context__)) from error
        raise


def _renewed(cursor: Cursor, status: dict[bytes, Any]) -> Cursor:
    """The cursor for what EXAMINE said. A new UIDVALIDITY means new numbers: the folder is read from its
    start again, and mails we have only gain a place."""
    uidvalidity = int(status.get(b"UIDVALIDITY", 0))
    if uidvalidity != cursor.uidvalidity:
        cursor = replace(cursor, last_uid=0, unfetched=())
    return replace(cursor, uidvalidity=uidvalidity, on_server=int(status.get(b"EXISTS", 0)))


def _lots(sizes: dict[int, int], limit: int) -> Iterator[list[int]]:
    """UIDs cut into batches, in order, bounded in number and bytes."""
    lot: list[int] = []
    weight = 0
    for uid, size in sizes.items():
        fetched = size if size <= limit else HEAD_BYTES
        if lot and (len(lot) >= BATCH_MAILS or weight + fetched > BATCH_BYTES):
            yield lot
            lot, weight = [], 0
        lot.append(uid)
        weight += fetched
    if lot:
        yield lot


def _raw_mail(place: Place, answer: dict[bytes, Any]) -> RawMail | None:
    content = next((value for key, value in answer.items() if key.startswith(b"BODY[]")), None)
    if not isinstance(content, bytes):
        return None
    received = answer.get(b"INTERNALDATE")
    known = isinstance(received, datetime) and received.tzinfo is not None
    return RawMail(content, received.astimezone(UTC) if known else datetime.now(UTC), place)  # type: ignore[union-attr]


def _place(cursor: Cursor, uid: int) -> Place:
    return Place(cursor.account, cursor.folder, cursor.uidvalidity, uid)


def _folder_name(raw: Any) -> str:
    """A folder's name from modified UTF-7 (RFC 3501 5.1.3); what cannot be decoded is shown as it is."""
    try:
        return str(imap_utf7.decode(raw)) if isinstance(raw, bytes) else str(raw)
    except (UnicodeError, ValueError):
        return bytes(raw).decode("latin-1")


def _small(flags: Iterable[bytes]) -> frozenset[bytes]:
    return frozenset(flag.lower() for flag in flags)


def _called_sent(names: Sequence[str]) -> str | None:
    """The folder with the best name for sent mail; a whole name before one below a parent."""
    whole = {name.lower(): name for name in reversed(names)}
    leaves = {_leaf(name).lower(): name for name in reversed(names)}
    wanted = [name.lower() for name in SENT_NAMES]
    found = (known[name] for name in wanted for known in (whole, leaves) if name in known)
    return next(found, None)


def _leaf(name: str) -> str:
    return name.replace("\\", "/").replace(".", "/").rpartition("/")[2]


def _uid_set(uids: Iterable[int]) -> str:
    return ",".join(str(uid) for uid in sorted(uids))


def _said(error: BaseException) -> str:
    """What the server or the system said, in one line."""
    words = getattr(error, "strerror", None) or (error.args[0] if error.args else error)
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.removeprefix("b'").rstrip("'").split())[:300] or type(error).__name__


def _of_login(account: Account, error: LoginError) -> MailboxError:
    """A login that failed: for good, or only for now (RFC 5530 section 3; some say it in words only)."""
    said = _said(error)
    if any(sign in said.lower() for sign in _NOT_NOW):
        return MailboxError(
            f"Account {account.name}: {account.host} does not let {account.user} in just now ({said}). "
            "It is tried again at the next pass."
        )
    return LoginRefused(
        f"Account {account.name}: {account.host} refuses the login of {account.user} ({said}). Check `user` "
        "and the secret; many providers want an app password or authorization code (授权码) here, with IMAP "
        "switched on in their web settings."
    )


def _advice(account: Account, doing: str, error: BaseException) -> str:
    where = f"Account {account.name}, {doing} at {account.host}:{account.at}"
    for kinds, words in _ADVICE:
        if isinstance(error, kinds):
            return f"{where}: {words.format(said=_said(error), host=account.host)}"
    return (
        f"{where}: the server's answer cannot be used ({_said(error)}). It is tried again at the next pass."
    )


_NOT_NOW = (
    "[unavailable]",
    "[inuse]",
    "[limit]",
    "[serverbug]",
    "too many simultaneous",
    "try again later",
)
_NOT_TO_BE_OPENED = frozenset({b"\\noselect", b"\\nonexistent"})
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

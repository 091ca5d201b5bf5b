"""What is fetched in one go, and what is done about a mail that a server will not give?

A lot is bounded in number and bytes. Where the server says NO to it, or its answer makes no sense, every mail
is asked for alone; where the line breaks, on a new line in halves, until the one that breaks it stands alone:
it is set aside with what the server said, and is never in the way of the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError  # type: ignore[import-untyped]

from model import Place, RawMail
from parsers.opening.arrival import arrival
from store.folders import Cursor
from worker.imap import errors, structure
from worker.imap.answers import PUZZLING, fetched, searched
from worker.imap.line import Line, uid_set
from worker.settings import Account

BATCH_BYTES = 4_000_000
"""imaplib holds a whole answer in memory, so a batch is bounded by size as well as by number."""
_IN_A_ROW = 8
HEAD_BYTES = 1_000_000
"""How much is fetched of a mail above the account's limit: headers and, nearly always, the text."""
MOST_BREAKS = 24
"""Lines that may break in one pass over a folder before it is left alone until the next."""
LONGEST_MENDING = 240.0
"""Seconds that a pass may spend on lines that break: a server that falls silent costs a time-out for each."""


@dataclass(frozen=True, slots=True)
class Info:
    """What is known of a mail before it is fetched."""

    uid: int
    size: int
    """RFC822.SIZE in bytes; 0 where the server does not say."""
    received: datetime | None
    """In the server's own zone: that is the day SINCE means (RFC 3501 6.4.4)."""


@dataclass(slots=True)
class Found:
    """What came of asking for some mails."""

    mails: dict[int, RawMail]
    missing: dict[int, str]
    """UIDs that were not given, with what the server said."""
    trouble: errors.MailboxError | None = None
    """Why the rest was not asked for any more: it is neither given nor missing."""

    def add(self, other: Found) -> None:
        self.mails |= other.mails
        self.missing |= other.missing
        self.missing = {uid: words for uid, words in self.missing.items() if uid not in self.mails}
        self.trouble = self.trouble or other.trouble


class Breaks:
    """How often the line has broken in a pass, and how much time that took."""

    def __init__(self) -> None:
        self._count = 0
        self._since = 0.0

    def note(self) -> bool:
        """One more. False when it is enough for this pass."""
        self._since = self._since or time.monotonic()
        self._count += 1
        if self._count > _IN_A_ROW:  # no server likes to be dialled in a hurry
            time.sleep(min(5.0, 0.5 * (self._count - _IN_A_ROW)))
        return self._count <= MOST_BREAKS and time.monotonic() - self._since <= LONGEST_MENDING


class Fetching:
    """Asking one folder for mails. `reopen` opens it on a new line, or says that it is another now."""

    def __init__(self, line: Line, cursor: Cursor, reopen: Callable[[], None], breaks: Breaks) -> None:
        self._line = line
        self._cursor = cursor
        self._reopen = reopen
        self._breaks = breaks

    def heads(self, uids: Sequence[int]) -> list[RawMail]:
        """Only the fields that tell whether the book has the mail already."""
        try:
            answer = fetched(self._line.client, uid_set(uids), [_HEAD, "INTERNALDATE"])
        except IMAPClientAbortError:
            raise
        except (IMAPClientError, ValueError, TypeError, KeyError):
            return []  # they are fetched whole then
        found = (_raw_mail(self._place(uid), answer.get(uid, {})) for uid in uids)
        return [each for each in found if each is not None]

    def mails(self, infos: Sequence[Info]) -> Found:
        """The mails, as far as they are to be had."""
        account = self._line.account
        found = Found({}, {})
        large = _limit(account)
        found.add(self._bodies([info.uid for info in infos if info.size <= large], "BODY.PEEK[]"))
        for info in infos:
            if info.size > large and found.trouble is None:
                found.add(self._large(info))
        return found

    # -- large mails ----------------------------------------------------------------------------------------

    def _large(self, info: Info) -> Found:
        """Without its large attachments where the server tells of them soundly, else whole, else cut."""
        trimmed = self._trimmed(info)
        if trimmed is not None:
            return Found({info.uid: trimmed}, {})
        if info.size <= self._line.account.max_mb * 1_000_000:
            return self._bodies([info.uid], "BODY.PEEK[]")
        found = self._bodies([info.uid], f"BODY.PEEK[]<0.{HEAD_BYTES}>")
        return Found({uid: replace(mail, complete=False) for uid, mail in found.mails.items()}, found.missing)

    def _trimmed(self, info: Info) -> RawMail | None:
        limit = int(self._line.account.attachment_mb * 1_000_000)
        if not limit:
            return None
        try:
            root = structure.pieces(self._alone(info.uid, ["BODYSTRUCTURE"]).get(b"BODYSTRUCTURE"), info.size)
            if root is None:
                return None
            wanted, left_out = structure.wanted(root, limit)
            if not left_out or sum(leaf.bytes for leaf in wanted) > BATCH_BYTES:
                return None
            return self._put_together(info, root, wanted)
        except errors.DEAD as error:
            self._refuse_wait(error)
            if not self._breaks.note():
                raise
            self._renew()
            return None
        except (IMAPClientError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def _put_together(
        self, info: Info, root: structure.Piece, wanted: Sequence[structure.Piece]
    ) -> RawMail | None:
        parts = [each.number for each in root.walk() if each.number]
        asked = ["BODY.PEEK[HEADER]", "INTERNALDATE", *(f"BODY.PEEK[{number}.MIME]" for number in parts)]
        answer = self._alone(info.uid, [*asked, *(f"BODY.PEEK[{leaf.number}]" for leaf in wanted)])
        header = answer[b"BODY[HEADER]"]
        mime = {number: answer[f"BODY[{number}.MIME]".encode()] or b"" for number in parts}
        bodies = {leaf.number: answer[f"BODY[{leaf.number}]".encode()] for leaf in wanted}
        if not header or not all(isinstance(body, bytes) for body in bodies.values()):
            return None
        content = structure.put_together(root, header, mime, bodies)
        return RawMail(content, _arrival(answer, content), self._place(info.uid))

    def _alone(self, uid: int, what: Sequence[str]) -> Mapping[bytes, Any]:
        answer: Mapping[bytes, Any] = self._line.client.fetch([uid], list(what)).get(uid, {})
        return answer

    # -- bodies ---------------------------------------------------------------------------------------------

    def _bodies(self, uids: Sequence[int], what: str) -> Found:
        """Bodies by UID. Some servers leave out or refuse single mails of a long FETCH and give them when
        asked alone."""
        found = Found({}, {})
        lots = [list(uids)] if uids else []
        while lots:
            lot = lots.pop()
            try:
                asked = self._asked(lot, what)
            except errors.DEAD as error:
                self._refuse_wait(error)
                halves = [lot[len(lot) // 2 :], lot[: len(lot) // 2]] if len(lot) > 1 else []
                asked = Found({}, {} if halves else {lot[0]: f"the line breaks: {errors.said(error)}"})
                lots += halves
                if not self._breaks.note():
                    found.add(asked)
                    found.trouble = errors.of_line(self._line.account, "fetching mails", error)
                    return found
                self._renew()
            found.add(asked)
            lots += [[uid] for uid in asked.missing if len(lot) > 1]
        return found

    def _asked(self, uids: Sequence[int], what: str) -> Found:
        try:
            answer = fetched(self._line.client, uid_set(uids), [what, "INTERNALDATE"])
        except errors.DEAD:
            raise
        except (IMAPClientError, ValueError, TypeError, KeyError, AttributeError) as error:
            # A tagged NO, or an answer that was read whole and makes no sense: the line stands, and these
            # mails are not to be had in one go. What asks to be left alone is not about the mail.
            if errors.wait_asked(errors.said(error)):
                raise
            return Found({}, dict.fromkeys(uids, errors.said(error)))
        mails = {uid: _raw_mail(self._place(uid), answer[uid]) for uid in uids if uid in answer}
        given = {uid: mail for uid, mail in mails.items() if mail is not None}
        return Found(given, {uid: _lack(answer.get(uid, {})) for uid in uids if uid not in given})

    def _refuse_wait(self, error: BaseException) -> None:
        """A server that says goodbye because it wants to be left alone is not dialled again at once."""
        if errors.wait_asked(errors.said(error)):
            raise error

    def _renew(self) -> None:
        """A new line, with the folder opened on it."""
        self._line.dial_again()
        self._reopen()

    def _place(self, uid: int) -> Place:
        return Place(self._cursor.account, self._cursor.folder, self._cursor.uidvalidity, uid)


def still_there(line: Line, uids: Iterable[int]) -> set[int]:
    """Which of these the server still lists."""
    asked = sorted(uids)
    return set(asked).intersection(searched(line.client, f"UID {uid_set(asked)}"))


def infos_of(line: Line, uids: Sequence[int]) -> list[Info]:
    """Size and day of arrival, asked for before the bodies."""
    answer = fetched(line.client, uid_set(uids), ["RFC822.SIZE", "INTERNALDATE"])
    return [_info(uid, answer.get(uid, {})) for uid in uids]


def cut(infos: Sequence[Info], most: int, limit: int) -> Iterator[list[Info]]:
    """Mails cut into batches, in order, bounded in number and bytes. limit: of a larger one only the head is
    fetched."""
    lot: list[Info] = []
    weight = 0
    for info in infos:
        fetched = info.size if info.size <= limit else HEAD_BYTES
        if lot and (len(lot) >= most or weight + fetched > BATCH_BYTES):
            yield lot
            lot, weight = [], 0
        lot.append(info)
        weight += fetched
    if lot:
        yield lot


def _limit(account: Account) -> int:
    """Bytes above which a mail is looked at before it is fetched."""
    longest = account.max_mb * 1_000_000
    return min(longest, int(account.attachment_mb * 1_000_000) or longest)


_HEAD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM SENDER DATE)]"


def _lack(answer: Mapping[bytes, Any]) -> str:
    if PUZZLING in answer:
        return "its length is not the one that the server declares"
    return "the server answers without the mail"


def _info(uid: int, answer: Mapping[bytes, Any]) -> Info:
    size = answer.get(b"RFC822.SIZE")
    return Info(uid, size if isinstance(size, int) else 0, _received(answer))


def _received(answer: Mapping[bytes, Any]) -> datetime | None:
    received = answer.get(b"INTERNALDATE")
    return received if isinstance(received, datetime) and received.tzinfo is not None else None


def _arrival(answer: Mapping[bytes, Any], content: bytes) -> datetime:
    """INTERNALDATE; without one the mail's own account of it."""
    received = _received(answer)
    return received.astimezone(UTC) if received else arrival(content, datetime.now(UTC))


def _raw_mail(place: Place, answer: Mapping[bytes, Any]) -> RawMail | None:
    content = next((value for key, value in answer.items() if key.startswith(b"BODY[")), None)
    if not isinstance(content, bytes) or not content:
        return None
    return RawMail(content, _arrival(answer, content), place)

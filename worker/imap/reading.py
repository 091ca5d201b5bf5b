"""What does the book lack of one folder, and how does it get here?

    EXAMINE | count | sizes | known already? | fetch

New mail is found above the last UID. Where the counts do not fit, where the folder is new or renumbered, and
once a day anyway, the server's whole list is laid beside the book's: whatever the book lacks is fetched,
whatever the reason it was missed for. A first import goes from the newest mail backwards, and looks for new
mail on the way.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date

from model import Place
from store.folders import Cursor
from worker.batch import Batch, Folder, Memory, Size
from worker.imap.answers import searched
from worker.imap.errors import MailboxError
from worker.imap.lots import Breaks, Fetching, Found, Info, cut, infos_of, still_there
from worker.imap.session import Session

BATCH_MAILS = 200
"""At most, whatever a provider bears: a batch is one transaction."""
LOT = 500
"""Mails whose sizes are asked for in one go."""
LOOK_UP = 15.0
"""Seconds of an import after which it looks whether new mail has come meanwhile."""


class Reading:
    """One folder being read in a session."""

    def __init__(self, session: Session, memory: Memory) -> None:
        self._session = session
        self._memory = memory
        self._line = session.line
        self._breaks = Breaks()

    def of(self, cursor: Cursor) -> Iterator[Batch]:
        stood, seen = cursor.on_server, cursor.last_uid
        cursor = self._open(cursor)
        with self._speaking(cursor):
            cursor, todo = self._todo(cursor, stood)
        retried = array("Q", cursor.unfetched)
        is_import = not cursor.is_whole
        if is_import and self._is_day_used_up():
            yield Batch(cursor, waiting=len(todo))
            todo = array("Q", (uid for uid in todo if 0 < seen < uid))  # what is new, and no more old mail
        for batch in self._batches(cursor, todo, is_import):
            yield batch
            cursor = batch.cursor if batch.cursor.folder == cursor.folder else cursor
        if is_import and self._is_day_used_up():
            return  # what is missing of old mail comes another day, with what is new
        if retried:  # at the end, where they are in nobody's way
            for batch in self._batches(cursor, retried, False):
                yield batch
        done = replace(cursor, is_whole=True, since=self._session.window)
        yield Batch(done, last=True)

    def fresh(self, cursor: Cursor) -> Iterator[Batch]:
        """Only what came after the cursor. A folder never read begins at its present end."""
        cursor = self._open(cursor)
        if not cursor.last_uid and not cursor.is_whole:
            yield Batch(replace(cursor, last_uid=max(0, cursor.uidnext - 1)))
            return
        with self._speaking(cursor):
            uids = array("Q", self._inside_window(self._after(cursor)))
        yield from self._batches(cursor, uids, False)

    def measured(self, cursor: Cursor) -> Size:
        """Counts and bytes of what the book lacks."""
        with self._speaking(cursor):
            cursor = self._session.examined(cursor)
            uids = self._all(cursor)
            inside = self._inside_window(uids)
            lacking = self._memory.lay_beside(cursor, inside, noting=False)
            infos = self._infos(lacking)
            total = sum(info.size for info in infos)
        folder = Folder(cursor.folder, cursor.role)
        older = len(uids) - len(inside)
        return Size(folder, len(infos), total, len(inside) - len(infos), older)

    # -- opening and counting -----------------------------------------------------------------------------

    def _open(self, cursor: Cursor) -> Cursor:
        """EXAMINE, and the cursor for what it said. New numbers: the folder is counted from its start, mails
        we have only gain a place."""
        with self._line.speaking(f"opening {cursor.folder}"):
            opened = self._session.examined(cursor)
        if opened.uidvalidity == cursor.uidvalidity:
            return opened
        opened = replace(opened, last_uid=0, unfetched=(), is_whole=False, older=0, counted=None)
        if cursor.uidvalidity:
            self._memory.renumbered(opened)
        return opened

    def _todo(self, cursor: Cursor, stood: int) -> tuple[Cursor, array[int]]:
        """What to fetch, in order. stood: how many mails the folder held when it was last read."""
        if not self._session.is_settled(cursor):
            return self._counted(
                replace(cursor, is_whole=cursor.is_whole and cursor.since == self._session.window)
            )
        arrived = self._after(cursor)
        if stood + len(arrived) != cursor.on_server:
            return self._counted(cursor)  # something has left, or has been missed
        new = self._inside_window(arrived)
        return replace(cursor, older=cursor.older + len(arrived) - len(new)), array("Q", new)

    def _counted(self, cursor: Cursor) -> tuple[Cursor, array[int]]:
        """Lay the server's list beside the book's. An import goes from the newest backwards."""
        uids = self._all(cursor)
        lacking = self._memory.lay_beside(cursor, uids)
        inside = set(self._inside_window(lacking))
        todo = array("Q", (uid for uid in lacking if uid in inside))
        if not cursor.is_whole:
            todo.reverse()
        return replace(
            cursor,
            last_uid=max(cursor.last_uid, uids[-1] if uids else 0),
            older=len(lacking) - len(todo),
            counted=self._session.clock(),
            unfetched=(),  # they are among the rest
        ), todo

    def _all(self, cursor: Cursor) -> array[int]:
        """Every UID of the opened folder, ascending. A long list comes in ranges: one answer is one line."""
        if cursor.on_server <= _LONG or cursor.uidnext > _SPARSE * max(1, cursor.on_server):
            return array("Q", searched(self._line.client, "UID 1:*"))
        found = array("Q")
        for first in range(1, cursor.uidnext + _LONG, _LONG):
            last = first + _LONG - 1
            lot = searched(self._line.client, f"UID {first}:{last}")
            found.extend(uid for uid in lot if first <= uid <= last)
        return found

    def _after(self, cursor: Cursor) -> array[int]:
        """UIDs above the cursor."""
        # `n:*` always holds the last mail, even when its UID is below n (RFC 3501 6.4.8)
        found = searched(self._line.client, f"UID {cursor.last_uid + 1}:*")
        return array("Q", (uid for uid in found if uid > cursor.last_uid))

    def _inside_window(self, uids: Sequence[int]) -> Sequence[int]:
        """Those not older than `since`. Some servers do not understand the question; there each is asked."""
        since = self._session.account.since
        if since is None or not uids:
            return uids
        if not self._session.provider.search:
            return self._dated(uids, since)
        asked = f"UID {uids[0]}:{uids[-1]} SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        found = set(searched(self._line.client, asked))
        return [uid for uid in uids if uid in found]

    def _dated(self, uids: Sequence[int], since: date) -> list[int]:
        infos = self._infos(uids)
        return [each.uid for each in infos if each.received is None or each.received.date() >= since]

    # -- fetching -----------------------------------------------------------------------------------------

    def _batches(self, cursor: Cursor, uids: array[int], is_import: bool) -> Iterator[Batch]:
        """The mails of these UIDs. The cursor moves up only; what lies below it in an import is counted."""
        waiting, rest = len(uids), list[Info]()
        for at in range(0, len(uids), LOT):
            with self._speaking(cursor):
                self._reopen(cursor)
                listed = self._infos(uids[at : at + LOT])
                infos = self._not_older(listed)
                unknown = self._unknown(cursor, infos)
            cursor = replace(cursor, older=cursor.older + len(listed) - len(infos))
            waiting -= len(listed) - len(unknown)
            if len(unknown) < len(listed):
                yield Batch(cursor, recognised=len(infos) - len(unknown), waiting=waiting)
            batches, rest = self._cut([*rest, *unknown], is_last=at + LOT >= len(uids))
            for lot in batches:
                waiting -= len(lot)
                # the newest batch first, and the oldest mail first in it: an answer follows its question
                for batch in self._fetched(cursor, sorted(lot, key=lambda info: info.uid)):
                    yield replace(batch, waiting=waiting)
                    cursor = batch.cursor
                if is_import and self._is_day_used_up(sum(info.size for info in lot)):
                    return
                if is_import:
                    cursor = yield from self._meanwhile(cursor)

    def _cut(self, infos: Sequence[Info], *, is_last: bool) -> tuple[list[list[Info]], list[Info]]:
        """Into batches; the last waits for what comes after it. An import that was killed goes on with the
        same batches then, and the book is the one of an import in peace."""
        most = max(1, min(BATCH_MAILS, self._session.provider.batch_mails))
        batches = list(cut(infos, most, self._session.account.max_mb * 1_000_000))
        return (batches, []) if is_last or not batches else (batches[:-1], batches[-1])

    def _fetched(self, cursor: Cursor, lot: Sequence[Info]) -> Iterator[Batch]:
        """The batch; where the line broke too often, what had come until then, and after it the trouble."""
        with self._speaking(cursor):
            self._reopen(cursor)
            found = self._fetching(cursor).mails(lot)
            there = still_there(self._line, found.missing) if found.missing else set()
        if found.trouble is None:
            yield self._batch(cursor, lot, found, there)
            return
        lot = [info for info in lot if info.uid in found.mails or info.uid in found.missing]
        if lot:  # the folder counts as not read to its end, so that the next pass looks for what is lacking
            yield self._batch(replace(cursor, is_whole=False), lot, found, there)
        raise found.trouble

    def _fetching(self, cursor: Cursor) -> Fetching:
        return Fetching(self._line, cursor, lambda: self._reopen(cursor), self._breaks)

    def _batch(self, cursor: Cursor, lot: Sequence[Info], found: Found, there: set[int]) -> Batch:
        places = {info.uid: _place(cursor, info.uid) for info in lot}
        came = (mail.received for uid, mail in found.mails.items() if uid > cursor.last_uid)
        newest = max(came, default=None)  # what is fetched late or again tells nothing of how late we are
        moved = replace(cursor, last_uid=max(cursor.last_uid, *places))
        if newest and cursor.is_whole:
            lag = (self._session.clock() - newest).total_seconds()
            moved = replace(moved, lag=max(0, int(lag)))
        return Batch(
            cursor=moved,
            mails=tuple(found.mails[info.uid] for info in lot if info.uid in found.mails),
            gone=tuple(places[uid] for uid in sorted(found.missing) if uid not in there),
            refused=tuple((places[uid], found.missing[uid]) for uid in sorted(found.missing) if uid in there),
        )

    def _not_older(self, infos: list[Info]) -> list[Info]:
        """Some servers answer SINCE with all they have."""
        since = self._session.account.since
        if since is None:
            return infos
        return [each for each in infos if not each.received or each.received.date() >= since]

    def _unknown(self, cursor: Cursor, infos: list[Info]) -> list[Info]:
        """Leave out what the book knows under another number or label: that only gains a place."""
        shared = cursor.role == "filed" or self._session.provider.labels
        if not shared and (cursor.is_whole or not self._memory.had_other_numbers(cursor)):
            return infos
        known = self._memory.recognise(self._fetching(cursor).heads([info.uid for info in infos]))
        return [info for info in infos if info.uid not in known]

    def _infos(self, uids: Sequence[int]) -> list[Info]:
        lots = (uids[at : at + LOT] for at in range(0, len(uids), LOT))
        return [info for lot in lots for info in infos_of(self._line, lot)]

    def _reopen(self, cursor: Cursor) -> None:
        """The folder, as it was numbered when this reading began."""
        if self._session.has_opened(cursor.folder):
            return
        self._compare(cursor, self._session.examined(cursor))

    def _compare(self, cursor: Cursor, now: Cursor) -> None:
        if now.uidvalidity != cursor.uidvalidity:
            raise MailboxError(
                f"Account {cursor.account}: {cursor.folder} was renumbered while it was read. "
                "It is read anew at the next pass."
            )

    def _meanwhile(self, cursor: Cursor) -> Generator[Batch, None, Cursor]:
        """New mail goes before old, in whichever folder it comes while an import runs. Answers how far the
        folder that is imported has been read by it."""
        if time.monotonic() - self._session.looked_up < LOOK_UP:
            return cursor
        self._session.looked_up = time.monotonic()
        for folder in self._session.folders():
            here = folder.name == cursor.folder
            for batch in self.fresh(cursor if here else self._memory.cursor(cursor.account, folder)):
                yield batch
                if here:
                    self._compare(cursor, batch.cursor)
                    cursor = batch.cursor
        return cursor

    def _is_day_used_up(self, fetched: int = 0) -> bool:
        """Some providers count what is downloaded in a day (Gmail: 2.5 GB) and shut who takes more out for
        hours. Old mail may take four fifths of it; the rest is for what is new."""
        allowance = self._session.provider.day_mb * 800_000
        if not allowance:
            return False
        day = self._session.clock().date()
        return self._memory.downloaded(self._session.account.name, day, fetched) > allowance

    def _speaking(self, cursor: Cursor) -> AbstractContextManager[None]:
        return self._line.speaking(f"reading {cursor.folder}")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""RFC 3501 section 9: date-month. `strftime` would speak the language of the machine."""
_LONG = 50_000
_SPARSE = 50
"""A server that numbers by the clock leaves such gaps that asking in ranges would take for ever."""


def _place(cursor: Cursor, uid: int) -> Place:
    return Place(cursor.account, cursor.folder, cursor.uidvalidity, uid)

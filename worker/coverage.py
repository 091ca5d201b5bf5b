"""Is every mail on the servers in the book? Counted from rows, never believed because something ran.

    on server = stored + older than the window + set aside + waiting

What does not fit is said, not smoothed. `status` and `due` ask it of the book. The daemon's health page asks
its own threads instead, with the same patience (`limit`), and counts a batch as a sign of life as this does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from store.queries import FolderState
from worker import providers
from worker.settings import Account, Settings

NEVER_STALE = timedelta(0)
ARCHIVE = "archive:"
"""How the name of what `sync --from` read begins: a file is read once."""


class State(StrEnum):
    CURRENT = "current"
    IMPORTING = "importing"
    MISSING = "missing"
    """The folder has been read, and yet mails on the server are not in the book."""
    UNEQUAL = "unequal"
    """The book knows more mails in the folder than the server says it has."""
    STALE = "stale"
    NEVER = "never read"
    ARCHIVE = "archive"
    ENDED = "no longer read"
    """Its account is not in genjin.yaml any more, or the folder is none of those that are read (role "")."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One folder, every mail of it accounted for; an account without any has one without a folder's name."""

    folder: FolderState
    state: State
    waiting: int = 0
    """On the server, in the window, and not in the book yet."""
    surplus: int = 0
    """How many more the book counts than the server: then the sum does not fit."""
    problems: tuple[str, ...] = ()
    """What needs a person: what, where, what to do."""

    @property
    def account(self) -> str:
        return self.folder.account

    @property
    def is_read(self) -> bool:
        """Is it a folder that passes are made over?"""
        return self.state not in (State.ARCHIVE, State.ENDED)

    @property
    def is_covered(self) -> bool:
        return self.is_read and self.state is State.CURRENT and not self.waiting and not self.problems

    @property
    def skipped(self) -> tuple[tuple[int, str], ...]:
        """Mails left on the server on purpose, each number with its reason."""
        where = (
            f"from before {self.folder.since} (`since`)" if self.folder.since else "from before the window"
        )
        return ((self.folder.older, where),) if self.folder.older else ()

    @property
    def share(self) -> int:
        """Per cent of the window that is in the book or set aside; 100 only when nothing waits."""
        held = self.folder.stored + self.folder.set_aside
        return 100 if not self.waiting else min(99, held * 100 // (held + self.waiting))


def patience(settings: Settings) -> timedelta:
    """How long a folder may go without being read. Who looks once an hour is not late after one."""
    minutes = settings.stale_after_minutes
    return timedelta(minutes=max(minutes, 2 * settings.every_minutes)) if minutes else NEVER_STALE


def limit(account: Account, stale_after: timedelta) -> timedelta:
    """The same for one account: by its own or its provider's wish it may be asked more rarely."""
    rarely = timedelta(seconds=2 * providers.of(account).poll_seconds)
    return max(stale_after, rarely) if stale_after else NEVER_STALE


def coverage(
    folders: Sequence[FolderState],
    accounts: Sequence[Account],
    now: datetime,
    stale_after: timedelta,
    troubles: Mapping[str, str] | None = None,
) -> tuple[Coverage, ...]:
    """Every folder of the book, and every account that has none, in the order of genjin.yaml.

    stale_after: see `patience`; troubles: why an account could not be read at its last pass.
    """
    order = {account.name: at for at, account in enumerate(accounts)}
    limits = {account.name: limit(account, stale_after) for account in accounts}
    known = {each.account for each in folders if each.role}
    empty = [FolderState(name, "", "", 0, 0, 0) for name in order.keys() - known]
    rows = sorted((*folders, *empty), key=lambda each: (order.get(each.account, len(order)), each.account))
    busy = _busy(folders)
    counted = [_covered(each, limits.get(each.account), busy.get(each.account), now) for each in rows]
    return tuple(_told(counted, troubles or {}))


def sentences(rows: Sequence[Coverage], now: datetime) -> list[str]:
    """The problems of all folders for people; where nothing at all is being read, that is one sentence."""
    read = [row for row in rows if row.is_read and row.folder.checked]
    if len(read) > 1 and all(row.state is State.STALE for row in read):
        newest = max(row.folder.checked for row in read if row.folder.checked)
        others = [said for row in rows if row not in read for said in row.problems]
        return [f"No mailbox has been read for {in_words(now - newest)}: {_IS_IT_RUNNING}", *others]
    return [said for row in rows for said in row.problems]


def summary(rows: Sequence[Coverage]) -> str:
    """All folders in one sentence."""
    read = [row for row in rows if row.is_read]
    if not read:
        return "No mailbox is being read."
    covered = sum(row.is_covered for row in read)
    accounts = len({row.account for row in read})
    what = f"{_many(len(read), 'folder')} of {_many(accounts, 'account')}"
    few = what if len(read) == 1 else f"{covered} of {what}"
    which = f"All {what} are" if covered == len(read) > 1 else f"{few} {'is' if covered == 1 else 'are'}"
    if not covered:
        which = f"None of {what} is"
    held = [row.folder for row in read]
    counts = (
        (sum(each.on_server for each in held), "mails on the servers"),
        (sum(each.stored for each in held), "in the book"),
        (sum(each.older for each in held), "from before the window"),
        (sum(row.waiting for row in read), "still to come"),
        (sum(each.set_aside for each in held), "set aside"),
    )
    said = ", ".join(f"{count:,} {words}" for at, (count, words) in enumerate(counts) if count or at < 2)
    return f"{which} covered: {said}."


# -- one folder ----------------------------------------------------------------------------------------------

_IS_IT_RUNNING = "is `genjin run` running? `genjin sync` reads them now."


def _busy(folders: Sequence[FolderState]) -> dict[str, datetime]:
    """When the import of an account was last seen to go on: until it is through, its other folders wait."""
    importing = [(each.counted, each.account) for each in folders if each.counted and not each.is_whole]
    return {account: at for at, account in sorted(importing)}


def _covered(folder: FolderState, limit: timedelta | None, busy: datetime | None, now: datetime) -> Coverage:
    """limit: None where the account is not in genjin.yaml."""
    rest = folder.on_server - folder.stored - folder.set_aside - folder.older
    row = Coverage(folder, State.CURRENT, waiting=max(rest, 0), surplus=max(-rest, 0))
    if limit is None:
        is_archive = folder.account.startswith(ARCHIVE)
        return replace(row, state=State.ARCHIVE if is_archive else State.ENDED)
    if folder.folder and not folder.role:
        return replace(row, state=State.ENDED)
    state = _state(row, limit, busy, now)
    return replace(row, state=state, problems=tuple(_problems(row, state, now)))


def _state(row: Coverage, limit: timedelta, busy: datetime | None, now: datetime) -> State:
    folder = row.folder
    alive = max(filter(None, (folder.checked, busy)), default=None)
    if alive is None:
        return State.NEVER
    if limit and now - alive > limit:
        return State.STALE
    if not folder.is_whole and (row.waiting or folder.checked is None):
        return State.IMPORTING
    if row.surplus:
        return State.UNEQUAL
    return State.MISSING if row.waiting > _arriving(folder) else State.CURRENT


def _arriving(folder: FolderState) -> int:
    """Numbers that the server has given out and reading has not come to: a pass is in the middle of them."""
    return max(0, folder.uidnext - 1 - folder.last_uid)


def _problems(row: Coverage, state: State, now: datetime) -> Iterator[str]:
    folder = row.folder
    where = f"Folder {folder.folder} of {folder.account}"
    if state is State.NEVER and not folder.folder:
        yield f"Account {folder.account} has not been read yet: run `genjin sync`."
    elif state is State.NEVER:
        yield (
            f"{where} has not been read to its end yet{_part(row)}: "
            "run `genjin sync`, which goes on where it stopped."
        )
    elif state is State.STALE:
        yield f"{where} {_last_read(row, now)}: {_IS_IT_RUNNING}"
    elif state is State.MISSING:
        yield (
            f"{where} was read, and {_many(row.waiting, 'mail')} on the server "
            f"{'is' if row.waiting == 1 else 'are'} not in the book. The server's list is laid beside the "
            "book's again within a day, and what is missing is fetched then; if it is not, "
            "`genjin --debug sync` shows why."
        )
    if row.surplus and state is not State.NEVER:
        yield (
            f"{where} does not add up by {row.surplus:,}: the book knows more mails there than the server "
            "has. They are counted again within a day."
        )


def _last_read(row: Coverage, now: datetime) -> str:
    folder = row.folder
    failed = f", {_many(folder.errors, 'pass', 'passes')} in a row failed since" if folder.errors else ""
    if folder.checked is None:
        still = f" and went no further for {in_words(now - folder.counted)}" if folder.counted else ""
        return f"is half imported{_part(row)}{still}{failed}"
    return f"was last read {in_words(now - folder.checked)} ago{failed}"


def _part(row: Coverage) -> str:
    """How far it came, where that was counted."""
    held = row.folder.stored + row.folder.set_aside
    return f" ({held:,} of {held + row.waiting:,} mails)" if row.waiting else ""


def _told(rows: Sequence[Coverage], troubles: Mapping[str, str]) -> Iterator[Coverage]:
    """Why an account cannot be read says more than that it was not: once for an account, in its place."""
    for account, of_account in groupby(rows, key=lambda row: row.account):
        trouble = troubles.get(account, "")
        for row in of_account:
            late = _without_lateness(row) if account in troubles else row
            is_place = bool(trouble) and row.is_read
            yield replace(late, problems=(trouble, *late.problems)) if is_place else late
            trouble = "" if is_place else trouble


def _without_lateness(row: Coverage) -> Coverage:
    return replace(row, problems=()) if row.state in (State.STALE, State.NEVER) else row


# -- words ---------------------------------------------------------------------------------------------------

_UNITS = ((86400, "day", "d"), (3600, "hour", "h"), (60, "minute", "min"), (1, "second", "s"))


def in_words(length: timedelta) -> str:
    """`3 hours`, in the largest unit that fits once; a clock that was set back says `0 seconds`."""
    count, unit, _ = _measured(length)
    return _many(count, unit)


def in_short(length: timedelta) -> str:
    """`3 h`."""
    count, _, unit = _measured(length)
    return f"{count:,} {unit}"


def _measured(length: timedelta) -> tuple[int, str, str]:
    seconds = max(0, int(length.total_seconds()))
    size, unit, short = next((each for each in _UNITS if seconds >= each[0]), _UNITS[-1])
    return seconds // size, unit, short


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"

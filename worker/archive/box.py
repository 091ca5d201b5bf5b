"""Mail that somebody kept in a file or folder, as a mailbox to the pipeline.

    look at what is there | drawers | batches | the same sync as for a server

Read are mbox (plain or gzip), Maildir, .eml and .emlx, folders of all of these (Thunderbird, Apple Mail), and
a zip of them (Google Takeout).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from store.folders import Cursor
from worker.archive.drawers import UNREADABLE, Drawer, Item, reason
from worker.archive.look import ArchiveError, Look, shown
from worker.batch import Batch, Folder, Memory
from worker.coverage import ARCHIVE

BATCH_MAILS = 100
BATCH_BYTES = 8_000_000
MOST_BYTES = 25_000_000
"""Of a larger mail only the beginning is read."""


class Archive:
    """A file or folder with mail in it. Use it in a `with`.

    owner: name of the account whose rep the mail counts for, where nobody of us stands in it.
    role: inbox or sent, where the names of the folders do not tell.
    """

    def __init__(self, path: Path, owner: str = "", role: str = "", limit: int = MOST_BYTES) -> None:
        self._look = Look(role, limit)
        self._look.at(path, shown(path))
        self.account = f"{ARCHIVE}{owner or shown(path)}"
        if not self.drawers and not self.troubles:
            self.__exit__()
            raise ArchiveError(
                f"`{path}` holds no mail that can be read. Give an mbox file, a Maildir, an .eml file, "
                "a folder of these, or a zip of them."
            )

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        for close in self._look.to_close:
            close()

    @property
    def drawers(self) -> Sequence[Drawer]:
        return self._look.drawers

    @property
    def troubles(self) -> list[str]:
        """What could not be read, each with its path and why."""
        return self._look.troubles

    @property
    def left_out(self) -> Sequence[str]:
        """Folders of drafts, spam and rubbish."""
        return self._look.left_out

    @property
    def strangers(self) -> Sequence[str]:
        """Files that are no mail."""
        return self._look.strangers

    def folders(self) -> tuple[Folder, ...]:
        return tuple(drawer.folder for drawer in self.drawers)

    def new_mail(self, cursor: Cursor, memory: Memory | None = None) -> Iterator[Batch]:
        """Batches from the cursor on, in order; the last one is empty and marked. What cannot be read further
        is noted, ends its drawer, and is tried again at the next pass.
        """
        drawer = next(each for each in self.drawers if each.folder.name == cursor.folder)
        try:
            fresh = drawer.renewed(cursor)
            if memory is not None and cursor.uidvalidity not in (0, fresh.uidvalidity):
                memory.renumbered(fresh)
            cursor = fresh
            for batch in batches(drawer.items(cursor), BATCH_MAILS, BATCH_BYTES):
                yield batch
                cursor = batch.cursor
        except UNREADABLE as error:
            self.troubles.append(f"{cursor.folder}: {reason(error)}; read up to mail {cursor.last_uid}")
            return
        whole = replace(cursor, on_server=cursor.last_uid, is_whole=True)
        yield Batch(whole, last=True)


def batches(items: Iterable[Item], most: int, most_bytes: int) -> Iterator[Batch]:
    """Items in lots, bounded in number and bytes. What was read before damage is found is still given."""
    lot: list[Item] = []
    weight = 0
    try:
        for item in items:
            lot.append(item)
            weight += len(item.raw.content) if item.raw else 0
            if len(lot) >= most or weight >= most_bytes:
                yield _batch(lot)
                lot, weight = [], 0
    except UNREADABLE:
        if lot:
            yield _batch(lot)
        raise
    if lot:
        yield _batch(lot)


def _batch(lot: Sequence[Item]) -> Batch:
    last = lot[-1]
    return Batch(
        cursor=replace(last.cursor, on_server=last.cursor.last_uid + last.waiting, is_whole=False),
        mails=tuple(item.raw for item in lot if item.raw),
        gone=tuple(item.place for item in lot if not item.raw and not item.refused),
        refused=tuple((item.place, item.refused) for item in lot if item.refused),
        waiting=last.waiting,
    )

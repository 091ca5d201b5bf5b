"""Who opens, reads and tags what was fetched? This process, or several where a backlog is worth it.

    fetch in a thread | read in processes | save here

Each stage works ahead of the next by a batch or two. The book has one writer; nothing but frozen values
passes between the processes, and a mail that brings a reader down is set aside like any other.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from multiprocessing.shared_memory import SharedMemory
from typing import TypeAlias, TypeVar

from matching.domains import put_in_force
from model import GenjinError, RawMail
from store.sources import Packed, packed
from worker.batch import Batch
from worker.pipeline import Digest, Draft, Playbook, digest

log = logging.getLogger("genjin.readers")

T = TypeVar("T")

BACKLOG = 1000
"""Mails waiting behind a batch from which on other processes are started: that takes them a second."""
AHEAD = 1
"""Batches fetched, and batches read, before they are asked for; each may be 4 MB, several times over."""

Read = tuple[Batch, Sequence[Draft]]
Ready: TypeAlias = queue.Queue[tuple[T | None, BaseException | None]]


class Readers:
    """How many processes read. 1: none beside this one."""

    def __init__(self, playbook: Playbook, processes: int = 1) -> None:
        self._playbook = playbook
        self._processes = processes

    def read(self, batches: Iterator[Batch]) -> Generator[Read]:
        """Every batch with its mails read. The first batch tells how much is waiting."""
        for batch in batches:
            yield batch, [drafted(raw, self._playbook) for raw in batch.mails]
            if batch.waiting >= BACKLOG:
                yield from self._backlog(batches)

    def _backlog(self, batches: Iterator[Batch]) -> Generator[Read]:
        fetched = ahead(batches, AHEAD)
        try:
            if self._processes > 1:
                yield from self._by_others(fetched)
            else:
                yield from self._here(fetched)
        finally:
            fetched.close()

    def _here(self, batches: Iterator[Batch]) -> Generator[Read]:
        for batch in batches:
            yield batch, [drafted(raw, self._playbook) for raw in batch.mails]

    def _by_others(self, batches: Iterator[Batch]) -> Generator[Read]:
        crew = Crew(self._playbook, self._processes)
        try:
            underway: deque[tuple[Batch, Lots]] = deque()
            try:
                yield from self._shared_out(batches, crew, underway)
            except GenjinError:  # what was fetched before the line broke is not fetched again
                yield from (crew.collected(*each) for each in underway)
                raise
            yield from (crew.collected(*each) for each in underway)
        finally:
            crew.leave()

    def _shared_out(
        self, batches: Iterator[Batch], crew: Crew, underway: deque[tuple[Batch, Lots]]
    ) -> Generator[Read]:
        for batch in batches:
            if not crew.is_up:
                yield batch, [drafted(raw, self._playbook) for raw in batch.mails]
                continue
            underway.append((batch, crew.handed_out(batch.mails)))
            if len(underway) > AHEAD:
                yield crew.collected(*underway.popleft())


Told: TypeAlias = tuple[Digest | None, str, Packed | None]
"""What a reading process tells of a mail: a Draft without the bytes, which are here already."""
Lots: TypeAlias = "list[Future[list[Told]]] | None"
"""A batch in pieces; None where nobody was there to take it."""


class Crew:
    """Reading processes. Those that die are replaced, and what they had in hand is read again mail by mail:
    whichever brings another one down is set aside.
    """

    def __init__(self, playbook: Playbook, processes: int) -> None:
        self._playbook = playbook
        self._processes = processes
        # Shared, for a pipe would have to be emptied by each newcomer before the next one can start; and no
        # file, for nobody would clear it away after a kill.
        self._shared = _shared(playbook)
        self._pool = _pool(processes, self._shared.name)
        self._first = [self._pool.submit(_read_lot, []) for _ in range(processes)]

    @property
    def is_up(self) -> bool:
        """Is anybody there yet? Starting takes about a second, in which this process reads itself."""
        return any(each.done() for each in self._first)

    def leave(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._shared.close()
        self._shared.unlink()

    def handed_out(self, mails: Sequence[RawMail]) -> Lots:
        """A batch in pieces, so that every process has some of it."""
        size = max(1, -(-len(mails) // self._processes))
        lots = [mails[at : at + size] for at in range(0, len(mails), size)]
        try:
            return [self._pool.submit(_read_lot, lot) for lot in lots]
        except BrokenProcessPool:
            return None

    def collected(self, batch: Batch, lots: Lots) -> Read:
        if lots is not None:
            with suppress(BrokenProcessPool):
                told = chain.from_iterable(lot.result() for lot in lots)
                return batch, [_draft(raw, each) for raw, each in zip(batch.mails, told, strict=True)]
        log.warning("a reading process died; its batch is read mail by mail")
        return batch, [self._alone(raw) for raw in batch.mails]

    def _alone(self, raw: RawMail) -> Draft:
        for _ in range(2):  # once may be chance: another one was killed at that moment
            if not self._stands():  # no process lives here at all: that is no mail's fault
                return drafted(raw, self._playbook)
            with suppress(BrokenProcessPool):
                return _draft(raw, self._pool.submit(_read_lot, [raw]).result()[0])
        return Draft(raw, error="the process that reads it dies")

    def _stands(self) -> bool:
        """Is somebody there to read? If not, others are called once."""
        for pool in (self._pool, None):
            self._pool = pool or self._others()
            with suppress(BrokenProcessPool):
                self._pool.submit(_read_lot, []).result()
                return True
        return False

    def _others(self) -> ProcessPoolExecutor:
        self._pool.shutdown(wait=True, cancel_futures=True)
        return _pool(self._processes, self._shared.name)


def drafted(raw: RawMail, playbook: Playbook) -> Draft:
    """Total: whatever a mail does wrong ends in a reason."""
    try:
        return Draft(raw, digest(raw, playbook), packed=packed(raw, playbook.raw))
    except Exception as error:  # noqa: BLE001 - hostile mail; the reason is kept with its bytes
        return Draft(raw, error=f"{type(error).__name__}: {error}")


def collect_seldom() -> None:
    """Taking in mail makes values by the hundred thousand and hardly a cycle; looking for cycles after every
    700 of them costs some five per cent.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def ahead(items: Iterator[T], depth: int) -> Generator[T]:
    """The same items, fetched by a thread that works up to `depth` of them ahead."""
    ready: Ready[T] = queue.Queue(depth)
    left = threading.Event()
    thread = threading.Thread(target=_fill, args=(items, ready, left), name="ahead", daemon=True)
    thread.start()
    try:
        while True:
            item, error = ready.get()
            if error is not None:
                raise error
            if item is None:
                return
            yield item
    finally:
        left.set()
        thread.join()  # nobody speaks on the line behind the back of who comes next


def _fill(items: Iterator[T], ready: Ready[T], left: threading.Event) -> None:
    try:
        for item in items:
            if not _put(ready, (item, None), left):
                return
        _put(ready, (None, None), left)
    except BaseException as error:  # noqa: BLE001 - raised again where the items are wanted
        _put(ready, (None, error), left)


def _put(
    ready: Ready[T],
    item: tuple[T | None, BaseException | None],
    left: threading.Event,
) -> bool:
    while not left.is_set():
        with suppress(queue.Full):
            ready.put(item, timeout=0.1)
            return True
    return False


def _pool(processes: int, playbook: str) -> ProcessPoolExecutor:
    """Started afresh, not forked: this process has threads, and a fork copies their locks as they are."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(playbook,))
    # All at once, as for forked ones: where one dies while another is being started, the pool's own thread
    # fails ("dictionary changed size during iteration") and its work would be waited for without end.
    pool._safe_to_dynamically_spawn_children = False  # type: ignore[attr-defined]  # noqa: SLF001
    return pool


def _shared(playbook: Playbook) -> SharedMemory:
    """For its owner only; gone with this process, however it ends."""
    content = pickle.dumps(playbook)
    shared = SharedMemory(create=True, size=len(content))
    assert shared.buf is not None
    shared.buf[: len(content)] = content
    return shared


_playbook: list[Playbook] = []
"""The one thing a reading process keeps: a pool hands over nothing else at its start."""


def _begin(playbook: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who has the book
    threading.Thread(target=_end_with_parent, daemon=True).start()
    shared = SharedMemory(playbook)
    assert shared.buf is not None
    _playbook[:] = [pickle.loads(shared.buf)]  # noqa: S301 - our parent wrote it, for us alone
    put_in_force(_playbook[0].domains)
    shared.close()
    collect_seldom()


def _end_with_parent() -> None:
    """A pool whose parent was killed would wait for work for ever: its processes hold the pipe open."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _read_lot(mails: Sequence[RawMail]) -> list[Told]:
    return [_told(drafted(raw, _playbook[0])) for raw in mails]


def _told(draft: Draft) -> Told:
    """What the book wants of a mail is in its reading; the texts it was read from need not travel."""
    if draft.digest is None:
        return None, draft.error, None
    mail = replace(draft.digest.mail, text="", html="", report="", headers=())
    return replace(draft.digest, mail=mail), "", draft.packed


def _draft(raw: RawMail, told: Told) -> Draft:
    return Draft(raw, *told)


__all__ = ["Readers", "ahead", "drafted"]

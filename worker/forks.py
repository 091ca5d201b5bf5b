"""Which part of building a large directory is done by other processes? The reading of names, lot by lot."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from matching.directory import Lot
from model import Customer

_MOST_PROCESSES = 4
_WAITING = 2
"""Lots that are on their way for each process: more would only be held."""


def processes() -> int:
    """A fork copies the locks of other threads as they are: with such there is only this process."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(_MOST_PROCESSES, len(allowed))


def by_others(lots: Iterator[list[Customer]]) -> Iterator[Lot]:
    """Lots in their order."""
    first = next(lots, None)
    if first is None:
        return
    waiting: deque[tuple[list[Customer], Future[Lot] | None]] = deque()
    gc.collect()
    gc.freeze()  # what the forks share would be copied page by page as their collectors mark it
    try:
        with ProcessPoolExecutor(processes(), multiprocessing.get_context("fork")) as pool:
            for lot in chain((first,), lots):
                waiting.append((lot, _handed_over(pool, lot)))
                if len(waiting) > _WAITING * processes():
                    yield _result(*waiting.popleft())
            yield from (_result(*each) for each in waiting)
    finally:
        gc.unfreeze()


def _handed_over(pool: ProcessPoolExecutor, lot: list[Customer]) -> Future[Lot] | None:
    try:
        return pool.submit(Lot.of, lot)
    except BrokenProcessPool:
        return None


def _result(lot: list[Customer], future: Future[Lot] | None) -> Lot:
    """What another process cannot do, because whoever was short of memory killed it, is done here."""
    try:
        return future.result() if future else Lot.of(lot)
    except BrokenProcessPool:
        return Lot.of(lot)

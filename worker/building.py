"""How is the directory of a large book built soon? Several processes read the names; one puts them together.

One process builds a directory of 50,000 customers in 5 seconds; only a book from there on is worth the others.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from matching.directory import Directory, DirectoryMaker, Lot
from model import Customer

_LOT = 2_000
_WORTH_IT = 20_000
_MOST_PROCESSES = 4
_WAITING = 2
"""Lots that are on their way for each process: more would only be held."""


def built(customers: Iterable[Customer]) -> Directory:
    """The directory of customers who come one by one; none is held on to."""
    lots = _in_lots(customers)
    maker, count = DirectoryMaker(), 0
    for lot in lots:
        maker.take(Lot.of(lot))
        count += len(lot)
        if count >= _WORTH_IT and _processes() > 1:
            break
    for taken in _by_others(lots):
        maker.take(taken)
    return maker.made()


def _in_lots(customers: Iterable[Customer]) -> Iterator[list[Customer]]:
    rest = iter(customers)
    while lot := list(islice(rest, _LOT)):
        yield lot


def _processes() -> int:
    """A fork copies the locks of other threads as they are: with such there is only this process."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(_MOST_PROCESSES, len(allowed))


def _by_others(lots: Iterator[list[Customer]]) -> Iterator[Lot]:
    """Lots in their order."""
    first = next(lots, None)
    if first is None:
        return
    waiting: deque[tuple[list[Customer], Future[Lot] | None]] = deque()
    gc.collect()
    gc.freeze()  # what the forks share would be copied page by page as their collectors mark it
    try:
        with ProcessPoolExecutor(_processes(), multiprocessing.get_context("fork")) as pool:
            for lot in chain((first,), lots):
                waiting.append((lot, _handed_over(pool, lot)))
                if len(waiting) > _WAITING * _processes():
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

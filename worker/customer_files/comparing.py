"""Whom of the book is each customer of a file like? Thousands are compared by several processes at once."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress

from matching import Directory
from model import Customer
from worker.alike import Twin, twins

_WORTH_IT = 500
_LOT = 100
_MOST_PROCESSES = 4


def compared(asked: Sequence[Customer], directory: Directory) -> Iterator[tuple[Twin, ...]]:
    """The twins of each, in their order."""
    if not len(directory):
        yield from (() for _ in asked)
        return
    told = 0
    if len(asked) >= _WORTH_IT and len(directory) and _may_fork():
        with suppress(BrokenProcessPool):  # killed by whoever was short of memory: the rest is done here
            for each in _by_others(asked, directory):
                told += 1
                yield each
    yield from (tuple(twins(customer, directory)) for customer in asked[told:])


def _processes() -> int:
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(_MOST_PROCESSES, len(allowed))


def _may_fork() -> bool:
    """A fork has the directory without copying it; but it copies the locks of other threads as they are."""
    can = "fork" in multiprocessing.get_all_start_methods()
    return can and threading.active_count() == 1 and _processes() > 1


def _by_others(asked: Sequence[Customer], directory: Directory) -> Iterator[tuple[Twin, ...]]:
    lots = [asked[at : at + _LOT] for at in range(0, len(asked), _LOT)]
    _shared[:] = [directory]
    gc.collect()
    gc.freeze()  # what the forks share would be copied page by page as their collectors mark it
    try:
        with ProcessPoolExecutor(_processes(), multiprocessing.get_context("fork")) as pool:
            for lot in pool.map(_lot, lots):
                yield from lot
    finally:
        gc.unfreeze()
        _shared.clear()


_shared: list[Directory] = []
"""What the forked processes find in their memory: handing it over would copy it."""


def _lot(asked: Sequence[Customer]) -> list[tuple[Twin, ...]]:
    return [tuple(twins(customer, _shared[0])) for customer in asked]

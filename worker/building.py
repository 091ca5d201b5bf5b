"""How is the directory of a large book built soon? Several processes read the names; one puts them together.

One process builds a directory of 50,000 customers in a few seconds; only larger ones are worth the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from matching.directory import Directory, DirectoryMaker, Lot
from model import Customer

_LOT = 2_000
_WORTH_IT = 20_000


def built(customers: Iterable[Customer]) -> Directory:
    """The directory of customers who come one by one; none is held on to."""
    lots = _in_lots(customers)
    maker, count = DirectoryMaker(), 0
    for lot in lots:
        maker.take(Lot.of(lot))
        count += len(lot)
        if count >= _WORTH_IT:
            break
    else:
        return maker.made()
    from worker.forks import by_others, processes  # costs 30 ms to import, and `check` seldom builds anything

    for taken in by_others(lots) if processes() > 1 else map(Lot.of, lots):
        maker.take(taken)
    return maker.made()


def _in_lots(customers: Iterable[Customer]) -> Iterator[list[Customer]]:
    rest = iter(customers)
    while lot := list(islice(rest, _LOT)):
        yield lot

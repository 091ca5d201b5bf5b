"""How many points is a mark worth? The learned table, laid out for looking up.

Points add up as logarithms of odds: 0.7 doubles the odds, -0.7 halves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp
from operator import getitem
from typing import Final

from matching import marks, weights

_Table = tuple[float, ...]
_HIGHEST: Final = 50.0


def _line(points: Mapping[int, float]) -> _Table:
    """Points for every whole number to 100, on straight lines between those given; none where unsaid."""
    whole = [0.0] * 102
    for (low, least), (high, most) in pairwise(sorted(points.items())):
        for at in range(low, high + 1):
            whole[at] = least + (most - least) * (at - low) / (high - low)
    return tuple(whole)


def _cases(names: Sequence[str], points: Mapping[str, float]) -> _Table:
    return tuple(points.get(name, 0.0) for name in names)


def _of_names(
    learned: Mapping[str, Mapping[int, float]], cases: Mapping[str, Mapping[str, float]]
) -> Iterator[_Table]:
    yield from (_line(learned.get(name, {})) for name in marks.LIKENESSES)
    yield from (_cases(names, cases.get(name, {})) for name, names in marks.NAME_CASES.items())


BASE_NAMELESS: Final = -2.8
_NAMELESS: Final[Mapping[str, Mapping[str, float]]] = {
    "domain": {"same": 6.0, "same, of its group": 6.0, "same, of strangers too": 3.0, "a colleague's": 3.3,
               "same name, other ending": 1.5, "look-alike": -1.0},
    "website": {"same": 3.5, "other": -1.5},
    "phone": {"same": 3.6, "switchboard": 2.0},
    "code": {"same": 6.5},
    "country": {"same": 0.3, "other": -1.5, "other by domain": -0.7},
}  # fmt: skip
"""By hand, for mails that give no company's name: no labelled ones are at hand. What an outsider can just
write into a mail (web site, phone) is by itself not enough to be sure.
"""

ONE_SCRIPT: Final = tuple(_of_names(weights.LIKENESSES, weights.NAME_CASES))
TWO_SCRIPTS: Final = tuple(_of_names(weights.LIKENESSES_ACROSS, weights.NAME_CASES_ACROSS))
FIELDS: Final = tuple(
    _cases(names, weights.FIELDS.get(name, {})) for name, names in marks.FIELD_CASES.items()
)
NAMELESS_FIELDS: Final = tuple(
    tuple(_NAMELESS[name].get(case, 0.0) for case in cases) for name, cases in marks.FIELD_CASES.items()
)
FITS: Final = tuple(_line(weights.FITS.get(name, {})) for name in marks.FITS)
TOGETHER: Final = _cases(marks.TOGETHER, weights.TOGETHER)
_REST = (*FIELDS, *FITS, TOGETHER)
_ALL = {False: (*ONE_SCRIPT, *_REST), True: (*TWO_SCRIPTS, *_REST)}


def named(seen: Sequence[int], across: bool) -> float:
    """What all marks of a candidate are worth together; `across` two scripts other looks count."""
    return weights.BASE[across] + sum(map(getitem, _ALL[across], seen))


def nameless(seen: Sequence[int]) -> float:
    """The same where the mail gives no company's name."""
    fields = seen[marks.NAME_MARKS : marks.NAME_MARKS + len(NAMELESS_FIELDS)]
    return BASE_NAMELESS + sum(map(getitem, NAMELESS_FIELDS, fields))


def of_name(seen: Sequence[int], across: bool) -> float:
    """What the name alone is worth."""
    return weights.BASE[across] + sum(map(getitem, _ALL[across][: marks.NAME_MARKS], seen)) + _alone(seen)


def of_field(field: str, seen: Sequence[int], *, is_named: bool) -> float:
    """What one field is worth, beside this name."""
    which = list(marks.FIELD_CASES).index(field)
    case = seen[marks.NAME_MARKS + which]
    if not is_named:
        return NAMELESS_FIELDS[which][case]
    return FIELDS[which][case] + _beside(field, seen)


def _beside(field: str, seen: Sequence[int]) -> float:
    """What domain and country are worth more, or less, because of the name and each other."""
    here = TOGETHER[seen[-1] - seen[-1] % marks.PER_DOMAIN]
    if field == "country":
        return TOGETHER[seen[-1]] - here
    if field == "domain":
        return here - _alone(seen) + sum(map(getitem, FITS, seen[-1 - len(FITS) : -1]))
    return 0.0


def _alone(seen: Sequence[int]) -> float:
    """The name, where the domain is silent and the country not known."""
    return TOGETHER[seen[-1] - seen[-1] % marks.PER_NAME + marks.SILENT]


def chance(points: float) -> float:
    """How likely something of so many points is, where there is nothing else."""
    return 1 / (1 + exp(-max(-_HIGHEST, min(_HIGHEST, points))))

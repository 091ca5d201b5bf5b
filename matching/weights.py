"""How many points is each mark worth? Learned, not written by hand: benchmarks/train_matching.py.

On 2026-11-22, of 28,000 made-up and 502 labelled queries,
in books of 6,000 and 25,000 customers. On labelled queries that were held out, in a book of 25,000:
recall@1 0.932, F1 0.933; by the name alone: recall@1 0.798, F1 0.802.

Points are logarithms of odds: 0.7 doubles the odds, -0.7 halves them.
"""

from __future__ import annotations

# fmt: off
from collections.abc import Mapping
from typing import Final

BASE: Final[tuple[float, float]] = (-4.78, -7.5)
"""What everybody starts with: names in one script, and across two."""
LIKENESSES: Final[Mapping[str, Mapping[int, float]]] = {
    "joined": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "partial": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.3, 88: 0.6, 94: 1.17, 100: 1.25},
    "start": {0: 0.0, 30: 0.28, 50: 0.28, 60: 0.28, 70: 0.28, 80: 0.28, 88: 0.77, 94: 1.03, 100: 1.03},
    "letters": {0: -1.14, 30: 0.52, 50: 1.17, 60: 1.17, 70: 1.89, 80: 1.89, 88: 2.5, 94: 2.5, 100: 2.67},
    "spelling": {
        0: -0.23, 30: -0.23, 50: -0.23, 60: 0.11,
        70: 0.51, 80: 0.56, 88: 0.56, 94: 0.56,
        100: 0.56,
    },
    "sound": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "ours found": {0: 0.0, 30: 0.0, 50: 0.18, 60: 0.48, 70: 0.48, 80: 0.6, 88: 0.6, 94: 1.07, 100: 1.07},
    "theirs found": {
        0: 0.0, 30: 0.0, 50: 0.84, 60: 0.95,
        70: 0.95, 80: 0.95, 88: 0.95, 94: 1.25,
        100: 1.25,
    },
    "ours missing": {0: 0.0, 15: 0.0, 30: 0.0, 45: 0.0, 60: 0.0, 80: -0.04, 100: -0.04},
    "theirs missing": {0: 0.0, 15: -1.69, 30: -2.63, 45: -2.63, 60: -2.63, 80: -2.63, 100: -2.88},
    "shared": {0: 0.0, 15: 0.0, 30: 0.0, 45: 1.7, 60: 1.7, 80: 2.55, 100: 2.55},
    "first word": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.63, 94: 1.35, 100: 1.35},
}
"""Points at so many per cent; straight lines between."""
LIKENESSES_ACROSS: Final[Mapping[str, Mapping[int, float]]] = {
    "joined": {0: 0.0, 30: 0.0, 50: 0.77, 60: 0.98, 70: 1.42, 80: 1.42, 88: 2.18, 94: 2.2, 100: 2.2},
    "partial": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "start": {0: 0.0, 30: 1.06, 50: 1.06, 60: 1.2, 70: 1.46, 80: 1.84, 88: 2.27, 94: 2.27, 100: 2.27},
    "letters": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "spelling": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "sound": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.89, 94: 1.3, 100: 2.55},
    "ours found": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 1.05, 100: 1.53},
    "theirs found": {
        0: 0.0, 30: 0.0, 50: 0.93, 60: 0.93,
        70: 0.93, 80: 0.93, 88: 1.09, 94: 1.11,
        100: 1.11,
    },
    "ours missing": {0: 0.0, 15: 0.0, 30: 0.0, 45: 0.0, 60: 0.0, 80: 0.0, 100: 0.0},
    "theirs missing": {0: 0.0, 15: 0.0, 30: 0.0, 45: 0.0, 60: 0.0, 80: 0.0, 100: 0.0},
    "shared": {0: 0.0, 15: 0.0, 30: 0.0, 45: 3.18, 60: 3.18, 80: 6.14, 100: 6.14},
    "first word": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.78},
}
"""The same where name and title are in two scripts."""
NAME_CASES: Final[Mapping[str, Mapping[str, float]]] = {
    "numbers": {"none": 0.0, "same": 1.0, "differ": -7.52, "one only": 0.23},
    "form": {"none": 0.0, "same": 0.0, "other": 0.0, "one only": 0.0},
    "initials": {"no": 0.0, "ours are theirs": 6.69, "theirs are ours": 0.0, "ours shorten theirs": 1.45},
    "equal": {"no": 0.0, "letters": 0.0, "words": 4.8, "joined": 1.52, "written": 1.0, "meaning": -3.3},
}
NAME_CASES_ACROSS: Final[Mapping[str, Mapping[str, float]]] = {
    "numbers": {"none": 0.0, "same": 4.14, "differ": -4.31, "one only": -0.68},
    "form": {"none": 0.0, "same": 0.0, "other": -0.52, "one only": 0.0},
    "initials": {"no": 0.0, "ours are theirs": 0.0, "theirs are ours": 0.62, "ours shorten theirs": 0.0},
    "equal": {"no": 0.0, "letters": 0.83, "words": 0.0, "joined": 0.77, "written": 1.83, "meaning": 0.0},
}
FIELDS: Final[Mapping[str, Mapping[str, float]]] = {
    "domain": {
        "none": 0.0, "same": 8.38, "same, of its group": 8.38, "same, of strangers too": 6.38,
        "a colleague's": 5.88, "same name, other ending": 0.58, "look-alike": -0.25, "other": -1.76,
        "theirs not known": 0.0,
    },
    "website": {"none": 0.0, "same": 7.19, "other": -5.45, "theirs not known": -0.7},
    "phone": {"none": 0.0, "same": 10.83, "switchboard": 5.38, "other": -4.01, "theirs not known": -0.7},
    "code": {"none": 0.0, "same": 9.19, "shared": 0.0, "other": -2.56, "theirs not known": -0.7},
    "country": {
        "not known": 0.0, "same": 1.35, "other": -4.13, "same by domain": 0.13,
        "other by domain": -2.69,
    },
}
FITS: Final[Mapping[str, Mapping[int, float]]] = {
    "domain like title": {
        0: -0.99, 30: -0.99, 50: -0.99, 60: -0.99,
        70: -0.99, 80: -0.43, 88: -0.11, 94: -0.11,
        100: -0.11,
    },
    "domain rather like title": {0: -0.99, 15: -0.99, 30: -0.99, 45: -0.99, 60: 1.62, 80: 6.05, 100: 6.22},
    "domain like domain": {
        0: -0.36, 30: 0.32, 50: 0.7, 60: 0.86,
        70: 0.86, 80: 0.86, 88: 0.86, 94: 1.1,
        100: 1.14,
    },
}
"""Of a domain that is not the customer's."""
TOGETHER: Final[Mapping[str, float]] = {
    "equal name, same domain, unknown country": 0.0,
    "equal name, same domain, same country": 0.0,
    "equal name, same domain, other country": 0.0,
    "equal name, silent domain, unknown country": 0.0,
    "equal name, silent domain, same country": 1.24,
    "equal name, silent domain, other country": -1.28,
    "equal name, strange domain, unknown country": -2.37,
    "equal name, strange domain, same country": -1.12,
    "equal name, strange domain, other country": -3.01,
    "equal name, their first domain, unknown country": -1.71,
    "equal name, their first domain, same country": 2.34,
    "equal name, their first domain, other country": -2.42,
    "near name, same domain, unknown country": 0.0,
    "near name, same domain, same country": 0.0,
    "near name, same domain, other country": 0.0,
    "near name, silent domain, unknown country": 0.0,
    "near name, silent domain, same country": -0.32,
    "near name, silent domain, other country": 2.89,
    "near name, strange domain, unknown country": 0.0,
    "near name, strange domain, same country": -1.51,
    "near name, strange domain, other country": 3.18,
    "near name, their first domain, unknown country": -0.67,
    "near name, their first domain, same country": -1.9,
    "near name, their first domain, other country": 3.42,
    "other name, same domain, unknown country": 0.0,
    "other name, same domain, same country": 0.0,
    "other name, same domain, other country": 0.0,
    "other name, silent domain, unknown country": 0.0,
    "other name, silent domain, same country": 0.32,
    "other name, silent domain, other country": 2.64,
    "other name, strange domain, unknown country": 0.64,
    "other name, strange domain, same country": -0.42,
    "other name, strange domain, other country": 3.26,
    "other name, their first domain, unknown country": -0.77,
    "other name, their first domain, same country": -1.52,
    "other name, their first domain, other country": 3.32,
}
"""What name, domain and country are worth beside each for itself."""

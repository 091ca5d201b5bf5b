"""How many points is each mark worth? Learned, not written by hand: benchmarks/train_matching.py.

On 2026-11-22, of 28,000 made-up and 502 labelled queries,
in books of 6,000 and 25,000 customers. On labelled queries that were held out, in a book of 25,000:
recall@1 0.929, F1 0.932; by the name alone: recall@1 0.798, F1 0.802.

Points are logarithms of odds: 0.7 doubles the odds, -0.7 halves them.
"""

from __future__ import annotations

# fmt: off
from collections.abc import Mapping
from typing import Final

BASE: Final[tuple[float, float]] = (-4.67, -7.57)
"""What everybody starts with: names in one script, and across two."""
LIKENESSES: Final[Mapping[str, Mapping[int, float]]] = {
    "joined": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "partial": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.18, 88: 0.43, 94: 0.74, 100: 0.74},
    "start": {0: 0.0, 30: 0.09, 50: 0.09, 60: 0.09, 70: 0.09, 80: 0.09, 88: 0.54, 94: 0.62, 100: 0.62},
    "letters": {0: -1.62, 30: 1.05, 50: 1.95, 60: 1.95, 70: 2.73, 80: 2.73, 88: 3.41, 94: 3.41, 100: 3.41},
    "spelling": {0: 0.55, 30: 0.55, 50: 0.55, 60: 1.04, 70: 1.38, 80: 1.38, 88: 1.38, 94: 1.38, 100: 1.38},
    "sound": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "ours found": {0: 0.0, 30: 0.0, 50: 0.29, 60: 0.56, 70: 0.56, 80: 0.82, 88: 0.82, 94: 1.37, 100: 1.51},
    "theirs found": {
        0: 0.0, 30: 0.0, 50: 0.82, 60: 0.99,
        70: 0.99, 80: 0.99, 88: 0.99, 94: 1.34,
        100: 1.34,
    },
    "ours missing": {0: 0.0, 15: -0.23, 30: -0.23, 45: -0.23, 60: -0.23, 80: -0.23, 100: -0.23},
    "theirs missing": {0: 0.0, 15: -2.07, 30: -3.04, 45: -3.04, 60: -3.04, 80: -3.04, 100: -3.2},
    "shared": {0: 0.0, 15: 0.0, 30: 0.0, 45: 1.81, 60: 1.81, 80: 2.67, 100: 2.67},
    "first word": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.46, 94: 1.01, 100: 1.01},
}
"""Points at so many per cent; straight lines between."""
LIKENESSES_ACROSS: Final[Mapping[str, Mapping[int, float]]] = {
    "joined": {0: 0.0, 30: 0.0, 50: 0.69, 60: 0.97, 70: 1.41, 80: 1.41, 88: 2.15, 94: 2.18, 100: 2.18},
    "partial": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "start": {0: 0.0, 30: 1.14, 50: 1.14, 60: 1.28, 70: 1.59, 80: 1.93, 88: 2.31, 94: 2.31, 100: 2.31},
    "letters": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "spelling": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.0},
    "sound": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.84, 94: 1.37, 100: 2.57},
    "ours found": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 1.19, 100: 1.56},
    "theirs found": {
        0: 0.0, 30: 0.0, 50: 0.92, 60: 0.92,
        70: 0.92, 80: 0.99, 88: 1.07, 94: 1.07,
        100: 1.07,
    },
    "ours missing": {0: 0.0, 15: 0.0, 30: 0.0, 45: 0.0, 60: 0.0, 80: 0.0, 100: 0.0},
    "theirs missing": {0: 0.0, 15: 0.0, 30: 0.0, 45: 0.0, 60: 0.0, 80: 0.0, 100: 0.0},
    "shared": {0: 0.0, 15: 0.0, 30: 0.0, 45: 3.15, 60: 3.15, 80: 6.23, 100: 6.23},
    "first word": {0: 0.0, 30: 0.0, 50: 0.0, 60: 0.0, 70: 0.0, 80: 0.0, 88: 0.0, 94: 0.0, 100: 0.83},
}
"""The same where name and title are in two scripts."""
NAME_CASES: Final[Mapping[str, Mapping[str, float]]] = {
    "numbers": {"none": 0.0, "same": 1.04, "differ": -7.31, "one only": 0.3},
    "form": {"none": 0.0, "same": 0.0, "other": 0.0, "one only": 0.0},
    "initials": {"no": 0.0, "ours are theirs": 6.56, "theirs are ours": 0.0, "ours shorten theirs": 1.5},
    "equal": {"no": 0.0, "letters": 0.5, "words": 0.0, "joined": 1.27, "written": 1.0, "meaning": -3.62},
}
NAME_CASES_ACROSS: Final[Mapping[str, Mapping[str, float]]] = {
    "numbers": {"none": 0.0, "same": 4.14, "differ": -4.28, "one only": -0.67},
    "form": {"none": 0.0, "same": 0.0, "other": -0.48, "one only": 0.0},
    "initials": {"no": 0.0, "ours are theirs": 0.0, "theirs are ours": 0.64, "ours shorten theirs": 0.0},
    "equal": {"no": 0.0, "letters": 0.5, "words": 0.0, "joined": 0.79, "written": 1.0, "meaning": 0.0},
}
FIELDS: Final[Mapping[str, Mapping[str, float]]] = {
    "domain": {
        "none": 0.0, "same": 8.33, "same, of its group": 8.33, "same, of strangers too": 6.33,
        "a colleague's": 5.83, "same name, other ending": 0.57, "look-alike": -0.31, "other": -1.77,
        "theirs not known": -0.1,
    },
    "website": {"none": 0.0, "same": 7.17, "other": -5.62, "theirs not known": -0.7},
    "phone": {"none": 0.0, "same": 10.75, "switchboard": 5.3, "other": -4.12, "theirs not known": -0.7},
    "code": {"none": 0.0, "same": 9.23, "shared": 0.0, "other": -2.61, "theirs not known": -0.7},
    "country": {
        "not known": 0.0, "same": 1.39, "other": -4.12, "same by domain": 0.14,
        "other by domain": -2.74,
    },
}
FITS: Final[Mapping[str, Mapping[int, float]]] = {
    "domain like title": {
        0: -1.06, 30: -1.06, 50: -1.06, 60: -1.06,
        70: -1.06, 80: -0.52, 88: -0.15, 94: -0.15,
        100: -0.15,
    },
    "domain rather like title": {0: -1.06, 15: -1.06, 30: -1.06, 45: -1.06, 60: 1.56, 80: 5.87, 100: 6.98},
    "domain like domain": {
        0: -0.32, 30: 0.52, 50: 0.79, 60: 0.99,
        70: 0.99, 80: 0.99, 88: 0.99, 94: 1.27,
        100: 1.28,
    },
}
"""Of a domain that is not the customer's."""
TOGETHER: Final[Mapping[str, float]] = {
    "equal name, same domain, unknown country": 0.0,
    "equal name, same domain, same country": 0.0,
    "equal name, same domain, other country": 0.0,
    "equal name, silent domain, unknown country": 0.0,
    "equal name, silent domain, same country": 1.3,
    "equal name, silent domain, other country": -1.57,
    "equal name, strange domain, unknown country": -2.59,
    "equal name, strange domain, same country": -0.9,
    "equal name, strange domain, other country": -3.3,
    "equal name, their first domain, unknown country": -1.76,
    "equal name, their first domain, same country": 0.76,
    "equal name, their first domain, other country": -2.45,
    "near name, same domain, unknown country": 0.0,
    "near name, same domain, same country": 0.0,
    "near name, same domain, other country": 0.0,
    "near name, silent domain, unknown country": 0.0,
    "near name, silent domain, same country": -0.32,
    "near name, silent domain, other country": 3.0,
    "near name, strange domain, unknown country": 0.12,
    "near name, strange domain, same country": -1.5,
    "near name, strange domain, other country": 3.33,
    "near name, their first domain, unknown country": -0.38,
    "near name, their first domain, same country": -1.65,
    "near name, their first domain, other country": 3.76,
    "other name, same domain, unknown country": 0.0,
    "other name, same domain, same country": 0.0,
    "other name, same domain, other country": 0.0,
    "other name, silent domain, unknown country": 0.0,
    "other name, silent domain, same country": 0.28,
    "other name, silent domain, other country": 2.61,
    "other name, strange domain, unknown country": 0.62,
    "other name, strange domain, same country": -0.45,
    "other name, strange domain, other country": 3.23,
    "other name, their first domain, unknown country": -0.58,
    "other name, their first domain, same country": -1.38,
    "other name, their first domain, other country": 3.57,
}
"""What name, domain and country are worth beside each for itself."""

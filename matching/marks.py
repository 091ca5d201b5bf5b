"""What is there to see when a customer is held against what is asked?

Marks: small whole numbers in a fixed order, so that a table of points per mark is all that is needed to weigh
them. Likenesses run from 0 to 100; the others count cases, named beside them. The table is `weights`; it is
learned by `benchmarks/train_matching.py` from exactly these marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from matching import domains
from matching.asking import Asked
from matching.card import Card, same_code, same_phone, same_switchboard
from matching.likeness import Said, Weigh, covered, is_one_spelling, said, same_word, shortens
from matching.names import Name, is_common

LIKENESSES: Final = (
    "joined", "partial", "start", "letters", "spelling", "sound", "ours found", "theirs found",
    "ours missing", "theirs missing", "shared", "first word",
)  # fmt: skip
"""How alike two names are, from 0 to 100, by different looks at them. `joined` to `start`: their Latin
letters run together; `letters`: as they are written, where both are East Asian; `spelling`: the same, where
neither is; `sound`: as the ear has them; `found` and `missing`: which share of what the words tell is found
on the other side, and what the most telling word tells that is not; `shared`: how much the words in common
tell.
"""
NAME_CASES: Final = {
    "numbers": ("none", "same", "differ", "one only"),
    "form": ("none", "same", "other", "one only"),
    "initials": ("no", "ours are theirs", "theirs are ours", "ours shorten theirs"),
    "equal": ("no", "letters", "words", "joined", "written", "meaning"),
}
UNSAID: Final = 101
"""A likeness that cannot be said: the scripts differ, or there is no domain."""


def compared(ours: Said, theirs: Said) -> tuple[int, ...]:
    """The marks of two names, in the order of LIKENESSES and NAME_CASES."""
    if ours.own and theirs.own and ours.name.script == theirs.name.script:
        ours, theirs = ours.own, theirs.own
    a, b = ours.joined, theirs.joined
    equal = _equal(ours, theirs)
    found, shared, missing = (1.0, sum(ours.told), 0.0) if equal else covered(ours, theirs)
    back, _, missing_back = (1.0, shared, 0.0) if equal else covered(theirs, ours)
    first = same_word(ours.words[0], theirs.words[0]) if ours.words and theirs.words else 0.0
    return (
        int(fuzz.ratio(a, b)),
        int(fuzz.partial_ratio(a, b)) if a and b else 0,
        int(100 * JaroWinkler.similarity(a, b)),
        int(fuzz.ratio(ours.letters, theirs.letters)) if ours.is_east and theirs.is_east else UNSAID,
        int(fuzz.ratio(ours.letters, theirs.letters)) if not ours.is_east and not theirs.is_east else UNSAID,
        int(fuzz.ratio(ours.sound, theirs.sound)),
        int(100 * found),
        int(100 * back),
        int(100 * missing),
        int(100 * missing_back),
        min(100, int(40 * shared)),
        int(100 * first),
        _numbers(ours, theirs),
        _forms(ours.name.form, theirs.name.form),
        _initials(ours, theirs),
        equal,
    )


def _numbers(ours: Said, theirs: Said) -> int:
    """The second ship fund is not the eighth."""
    if ours.numbers == theirs.numbers:
        return 1 if ours.numbers else 0
    return 2 if ours.numbers and theirs.numbers else 3


def _forms(ours: str, theirs: str) -> int:
    if not ours or not theirs:
        return 3 if ours or theirs else 0
    return 1 if ours == theirs else 2


def _initials(ours: Said, theirs: Said) -> int:
    if ours.is_east and theirs.is_east:
        return 3 if _within(ours.letters, theirs.letters) else 0
    if _are_initials(ours.joined, theirs.initials):
        return 1
    if _are_initials(theirs.joined, ours.initials):
        return 2
    return 3 if len(ours.words) == 1 and any(map(shortens, repeat(ours.joined), theirs.words)) else 0


def _are_initials(joined: str, initials: str) -> bool:
    return 2 <= len(joined) <= 6 and len(initials) >= 2 and initials.startswith(joined[:5])


def _within(short: str, long: str) -> bool:
    """中石化 for 中国石油化学工业: letters left out, the others in order."""
    left = iter(long)
    return 2 <= len(short) < len(long) and all(letter in left for letter in short)


def _equal(ours: Said, theirs: Said) -> int:
    if ours.name.plain == theirs.name.plain:
        return 4 if ours.name.written.casefold() == theirs.name.written.casefold() else 1
    if ours.is_east is theirs.is_east:
        if ours.letters == theirs.letters:
            return 3
        return 0 if ours.sorted != theirs.sorted else 2 if is_one_spelling(ours, theirs) else _MEANING
    if ours.sorted == theirs.sorted:
        return 2
    return 3 if ours.joined == theirs.joined else 0


FIELD_CASES: Final = {
    "domain": (
        "none", "same", "same, of its group", "same, of strangers too", "a colleague's",
        "same name, other ending", "look-alike", "other", "theirs not known",
    ),
    "website": ("none", "same", "other", "theirs not known"),
    "phone": ("none", "same", "switchboard", "other", "theirs not known"),
    "code": ("none", "same", "shared", "other", "theirs not known"),
    "country": ("not known", "same", "other", "same by domain", "other by domain"),
}  # fmt: skip
FITS: Final = ("domain like title", "domain rather like title", "domain like domain")
"""How far a strange domain looks like the customer's title; more so than like the name that is asked (from
50 up) or less; and like one of the customer's domains. From 0 to 100, 101 where no strange domain is.
"""
TOGETHER: Final = tuple(
    f"{name} name, {domain} domain, {country} country"
    for name in ("equal", "near", "other")
    for domain in ("same", "silent", "strange", "their first")
    for country in ("unknown", "same", "other")
)
"""What contradicts what: an equal name from elsewhere is a namesake."""
NAMES: Final = (*LIKENESSES, *NAME_CASES, *FIELD_CASES, *FITS, "together")
"""All marks in their order."""
NAME_MARKS: Final = len(LIKENESSES) + len(NAME_CASES)
PER_NAME: Final = 12
PER_DOMAIN: Final = 3
SILENT: Final = 3
"""Where in TOGETHER the next name and the next domain begin, and a silent domain with no country."""
_AGREES = (0, 1, 2, 1, 2)
_MEANING = NAME_CASES["equal"].index("meaning")
"""Pacific Trading and Pacific Traders: nearly one in meaning, and two firms."""
_EQUAL = len(LIKENESSES) + list(NAME_CASES).index("equal")
_SHARED, _INITIALS = LIKENESSES.index("shared"), len(LIKENESSES) + list(NAME_CASES).index("initials")
_TELLS, _LIKE, _SOUNDS_LIKE = 20, 70, 80
"""What words in common must tell, or how like letters or sounds must be, for names to be alike at all."""
_LIKE_TITLE = -1 - len(FITS)
_WHOLE, _KINDRED = 90, 85
_LETTERS, _SPELLING = LIKENESSES.index("letters"), LIKENESSES.index("spelling")
_SOUND, _FOUND = LIKENESSES.index("sound"), LIKENESSES.index("ours found")
_NO_NAME: Final = (UNSAID,) * len(LIKENESSES) + (0,) * len(NAME_CASES)
_NO_FIT: Final = (UNSAID,) * len(FITS)
_MOST_TITLES = 20


class Fields(NamedTuple):
    """Cases of the fields, in the order of FIELD_CASES."""

    domain: int
    website: int
    phone: int
    code: int
    country: int


def fields(asked: Asked, card: Card) -> Fields:
    return Fields(
        _domain(asked, card),
        _website(asked, card),
        _phone(asked, card),
        _code(asked, card),
        _country(asked, card.country.upper()),
    )


def _domain(asked: Asked, card: Card) -> int:
    if not asked.domain:
        return 0
    if card.id in asked.at_home.ids:
        return _held(card, asked.at_home.cards)
    if card.id in asked.colleagues.ids:
        return 4
    if not card.domains:
        return 8
    if asked.imitated in card.domains:
        return 6
    return 5 if not asked.sisters.isdisjoint(card.domains) else 7


def _held(card: Card, holders: Sequence[Card]) -> int:
    if len(holders) == 1:
        return 1
    return 2 if card.group is not None and all(holder.group == card.group for holder in holders) else 3


def _website(asked: Asked, card: Card) -> int:
    if not asked.website:
        return 0
    if asked.website in card.domains or asked.website in card.sites:
        return 1
    if asked.website == asked.domain:
        return 0  # the domain has said it
    return 2 if card.domains or card.sites else 3


def _phone(asked: Asked, card: Card) -> int:
    if not asked.phones:
        return 0
    if not card.phones:
        return 4
    pairs = [(ours, theirs) for ours in asked.phones for theirs in card.phones]
    if any(same_phone(*pair) for pair in pairs):
        return 1
    return 2 if any(same_switchboard(*pair) for pair in pairs) else 3


def _code(asked: Asked, card: Card) -> int:
    if not asked.codes:
        return 0
    if not card.codes:
        return 4
    pairs = [(ours, theirs) for ours in asked.codes for theirs in card.codes]
    same = next((ours for ours, theirs in pairs if same_code(ours, theirs)), None)
    if same is not None:
        return 1 if asked.directory.holders("code", same[1]) == 1 else 2
    return 3 if any(map(_of_one_sort, *zip(*pairs, strict=True))) else 4


def _of_one_sort(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Two numbers of which a firm has only one: of the same sort, or, where that is not known, alike to look
    at.
    """
    if ours[0] and theirs[0]:
        return ours[0] == theirs[0]
    return len(ours[1]) == len(theirs[1]) and ours[1].isdigit() == theirs[1].isdigit()


def _country(asked: Asked, theirs: str) -> int:
    """What the mail says, else what the ending of its domain says."""
    if not theirs:
        return 0
    if asked.country:
        return 1 if asked.country == theirs else 2
    ending = domains.country(asked.domain)
    return 0 if not ending else 3 if ending == theirs else 4


def fit(asked: Asked, card: Card, title: Said, domain: int) -> tuple[int, ...]:
    label = asked.label
    if domain not in (5, 6, 7, 8) or len(label) < 3:
        return _NO_FIT
    like = fuzz.partial_ratio(label, title.joined)
    own = fuzz.partial_ratio(label, asked.said.joined) if asked.said else like
    known = max(
        (fuzz.ratio(label, domains.label(one).replace("-", "")) for one in card.domains), default=UNSAID
    )
    return int(like), int(50 + (like - own) / 2), int(known)


def together(name: Sequence[int], field: Fields) -> int:
    near = (
        0 if 0 < name[_EQUAL] < _MEANING or 97 <= _written(name) <= 100 else 1 if 80 <= name[0] <= 100 else 2
    )
    where = 0 if 1 <= field.domain <= 4 else 1 if not field.domain else 3 if field.domain == 8 else 2
    return PER_NAME * near + PER_DOMAIN * where + _AGREES[field.country]


def _written(name: Sequence[int]) -> int:
    """How like two names are as they are written; across scripts, as their Latin letters are."""
    return next((name[at] for at in (_LETTERS, _SPELLING) if name[at] != UNSAID), name[0])


class Held(NamedTuple):
    """A customer held against what is asked."""

    card: Card
    title: Name | None
    """Its title that is most like the asked name."""
    across: bool
    """Name and title are in two scripts."""
    marks: tuple[int, ...]
    """In the order of NAMES."""
    more: bool = False
    """The asked name has words beyond the title's, all of them common."""

    @property
    def fields(self) -> Fields:
        return Fields._make(self.marks[NAME_MARKS : NAME_MARKS + len(FIELD_CASES)])

    @property
    def has_in_common(self) -> bool:
        """Anything but the country and words that half the firms of a trade have: else nobody is meant."""
        field = self.fields
        if 1 <= field.domain <= 6 or field.website == 1 or field.phone in (1, 2) or field.code == 1:
            return True
        like = self.marks
        return self.title is not None and (
            like[_SHARED] >= _TELLS or like[0] >= _LIKE or like[_SOUND] >= _SOUNDS_LIKE or like[_INITIALS] > 0
        )

    @property
    def is_branch(self) -> bool:
        """The whole title, and beside it only common words such as a place: another company of the group."""
        return self.title is not None and self.marks[_FOUND + 1] >= _WHOLE and self.more

    @property
    def has_kindred_domain(self) -> bool:
        """A strange domain that looks like the title, though the customer is known under others."""
        return self.title is not None and _KINDRED <= self.marks[_LIKE_TITLE] <= 100

    @property
    def percent(self) -> int:
        """How alike name and title are, in one number for people."""
        letters = self.marks[_SOUND] if self.across else _written(self.marks)
        if 0 < self.marks[_EQUAL] < _MEANING and not self.across:
            return 100
        return min(99, round((letters + (self.marks[_FOUND] + self.marks[_FOUND + 1]) / 2) / 2))


def held(asked: Asked, card: Card) -> Held:
    field = fields(asked, card)
    if asked.said is None:
        return Held(card, None, False, (*_NO_NAME, *field, *_NO_FIT, together(_NO_NAME, field)))
    like, title = _best_title(asked.said, card, asked.weigh)
    across = title.is_east is not asked.said.is_east
    seen = (*like, *field, *fit(asked, card, title, field.domain), together(like, field))
    beyond = [word for word in asked.said.words if word not in title.words]
    return Held(card, title.name, across, seen, bool(beyond) and all(map(is_common, beyond)))


def _own_script(letters: int) -> int:
    """A title in the script of the question is preferred: it says more than one that crossed."""
    return letters if letters != UNSAID else 60


def _comparable(asked: Said, card: Card) -> Sequence[Name]:
    """An East Asian name is held against titles in its own script, where there are any: 华伟 sounds like
    Huawei, and is not 华为.
    """
    titles = card.titles[:_MOST_TITLES]
    own = [title for title in titles if title.script == asked.name.script] if asked.is_east else titles
    return own or titles


def _best_title(asked: Said, card: Card, weigh: Weigh) -> tuple[tuple[int, ...], Said]:
    best, chosen, most = _NO_NAME, asked, -1
    for title in _comparable(asked, card):
        theirs = said(title, weigh)
        like = compared(asked, theirs)
        close = like[0] + like[_SOUND] + like[_FOUND] + like[_FOUND + 1] + _own_script(like[_LETTERS])
        if close > most:
            best, chosen, most = like, theirs, close
    return best, chosen

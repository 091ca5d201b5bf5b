"""Does a strange domain pass itself off as one we know?

Four ways to deceive the eye: other letters of the same shape (nord1icht, nοrdlicht, rn for m), one letter too
many, too few, changed or swapped, a word added to the name (nordlicht-group, or any word with a hyphen:
nordlicht-boston), another ending (.co for .com).
Enough for a warning and against a link; never for one.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from matching import names
from matching.domains import label
from matching.scripts import plain

_SHORTEST = 6
"""Shorter names are one letter apart by chance: abc.example, abd.example."""
_SHORTEST_CORE = 5
"""To a shorter name words are added by chance: abctrade.example is not abc.example."""
_SHORTEST_LABEL = 4
_LONGEST = 63


def resembles(domain: str, known_domains: Iterable[str]) -> str:
    """The known domain that this other one could be taken for, or nothing."""
    known = sorted(set(known_domains))
    if not domain or domain in known:
        return ""
    alike = ((how(domain, other), other) for other in known)
    return min(((_SIGNS.index(sign), other) for sign, other in alike if sign), default=(0, ""))[1]


SHAPE = "other letters of the same shape"
SLIP = "one letter is different"
ENDING = "another ending"
ADDED = "a word is added"
_SIGNS = (SHAPE, SLIP, ENDING, ADDED)
"""The surest first."""


def how(domain: str, known: str) -> str:
    """By which sign a domain could be taken for a known one, or nothing."""
    ours, theirs = label(domain), label(known)
    if ours == theirs:
        return ENDING if _is_ending_swapped(domain, known) else ""
    if skeleton(ours) == skeleton(theirs):
        return "" if _are_numbered(ours, theirs) else SHAPE
    if _is_one_slip(ours, theirs) and _is_ending_likely(domain, known):
        return SLIP
    look = skeleton(theirs)
    if look in map(skeleton, cores(ours)):
        return ADDED
    return ADDED if not _is_common(theirs) and look in map(skeleton, parted(ours)) else ""


def _is_one_slip(ours: str, theirs: str) -> bool:
    if len(theirs) < _SHORTEST or OSA.distance(ours, theirs, score_cutoff=1) > 1:
        return False
    return not _are_numbered(ours, theirs)


def _are_numbered(ours: str, theirs: str) -> bool:
    """firm1 and firm2, c6 and c8 say that they are two."""
    if not (_FIGURES.search(ours) and _FIGURES.search(theirs)):
        return False
    return _FIGURES.sub("", ours) == _FIGURES.sub("", theirs)


_FIGURES = re.compile(r"[0-9]+")


def _is_ending_likely(domain: str, known: str) -> bool:
    """Who imitates keeps the ending, or takes one that anybody can have. Two firms of two countries whose
    names differ in one letter are many: among 25,000 known domains one of them is like every tenth other.
    """
    ending = domain.partition(".")[2]
    return ending == known.partition(".")[2] or ending in _ANYBODYS


# -- another ending ------------------------------------------------------------------------------------------


def _is_ending_swapped(domain: str, known: str) -> bool:
    """One letter of it (.co for .com), or an ending that is no country's, which anybody can have for little.

    Under that of another country there is often a firm of the same group: that is a sister, and asked about.
    """
    if domain == known:
        return False
    if OSA.distance(domain, known, score_cutoff=1) <= 1:
        return True
    ending = domain.partition(".")[2]
    return ending in _ANYBODYS and len(label(domain)) >= _SHORTEST_LABEL


_ANYBODYS = frozenset(
    """
    co cm om net org info biz xyz top shop online site store vip cc club click live space website pro
    work icu buzz ltd company group trade email link one world global international asia app dev io me tv ws
    la su pw fun ink wang ren mobi name tel cloud host press solutions services support center agency inc
    gmbh llc business industries international today win bid loan men date review stream party science
    co.com uk.com us.com eu.com de.com cn.com jpn.com
    """.split()
)


# -- a word added --------------------------------------------------------------------------------------------


@lru_cache(maxsize=4_096)
def cores(name: str) -> frozenset[str]:
    """What may be left of a name once words that firms add to theirs are taken off, at either end."""
    found: dict[str, None] = {name: None}
    for _ in range(_MOST_WORDS):
        found |= dict.fromkeys(core for each in tuple(found) for core in _bared(each))
    return frozenset(found) - {name}


_MOST_WORDS = 2


def _bared(name: str) -> Iterator[str]:
    name = name[:_LONGEST]
    for at in range(_SHORTEST_CORE, len(name)):
        yield from _core(name[:at], name[at:])
    for at in range(1, len(name) - _SHORTEST_CORE + 1):
        yield from _core(name[at:], name[:at])


def _core(left: str, word: str) -> Iterator[str]:
    """Without a hyphen only a word that is one for sure is cut off: `cologne` is no `logne` of Colombia."""
    bare = word.strip("-")
    is_parted = bare != word or left != left.strip("-")
    left = left.strip("-")
    if len(left) >= _SHORTEST_CORE and (_is_added(bare) or (is_parted and bare in _ADDED_BY_HYPHEN)):
        yield left


def _is_added(word: str) -> bool:
    return word in _ADDED or (len(word) <= 4 and word.isdecimal())


_ADDED = frozenset(
    """
    group groups trade trading trades traders intl international global world worldwide china chn usa
    europe asia india japan korea limited ltd inc llc gmbh corp corporation company official online mail
    email web website shop store mall service services support sales export exports import imports impex
    invoice invoices billing payment payments finance account accounts accounting secure security login
    portal team office info tech technology technologies industrial industries industry factory mfg
    manufacturing logistics supply supplier suppliers order orders purchase purchasing procurement product
    products holding holdings partner partners customer contact help hotline cloud digital solutions systems
    enterprise enterprises business commerce grp cn hk tw uk
    """.split()
)
_ADDED_BY_HYPHEN = _ADDED | frozenset(
    """
    jp kr us de fr it es eu in id vn th my sg ae sa br mx ru tr za ca au nz pl nl co com net org
    ag sa srl spa bv kk pte pvt plc llp lp as oy ab nv sas hq hr it pr bank pay new real the my go get app
    home hub lab labs direct center centre agency dept division africa america canada mexico brazil turkey
    """.split()
)


@lru_cache(maxsize=4_096)
def parted(name: str) -> frozenset[str]:
    """What stands before or behind a hyphen of a name, long enough to be somebody's: any word may be added
    to it, a town (`windmolen-boston`) or a ware (`windmolen-valves`).
    """
    name = name[:_LONGEST]
    places = [at for at, letter in enumerate(name) if letter == "-"]
    halves = (half for at in places for half in (name[:at], name[at + 1 :]))
    return frozenset(half for half in halves if len(half.replace("-", "")) >= _SHORTEST)


@lru_cache(maxsize=4_096)
def _is_common(name: str) -> bool:
    """Only words that many firms have in their names: pacific-steel is nobody's before a hyphen."""
    return len(name) < _SHORTEST or all(map(names.is_common, name.split("-")))


# -- shapes --------------------------------------------------------------------------------------------------

_ALIKE = """
a аɑαᴀ4 b вьбβƅɓᏏ86 c сϲƈᴄ d ԁɗđժ e еєεҽə3 f ƒք g ɡցɢ9 h һհнℎ j јʝϳյ k кκĸƙ l łɫⅼiіıιɩїӏǀ|1 m мɱⅿ
n ηոɴпη o оοөσօჿ०০๐០0 p рρƿ q ԛգզ r гɾʀɼᴦ s ѕꜱʂ5 t тτƫ7 u υսʋμ v ѵνᴠ w ԝѡωաʍ x хχҳ y уγүყʏ z ᴢʐƶ2
"""
_PAIRS = _ALIKE.split()
_SHAPES = str.maketrans(
    {other: letter for letter, others in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) for other in others}
    | {"-": None, "_": None}
)
"""Letters and figures, and which letter they are taken for."""


@lru_cache(maxsize=4_096)
def skeleton(name: str) -> str:
    """What the eye sees of a name."""
    shapes = name.translate(_SHAPES)
    if not shapes.isascii():
        shapes = _bare(shapes)
    return shapes.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _bare(shapes: str) -> str:
    """Without accents and signs that take no room; its plain form may bare another of the shapes."""
    letters = plain(shapes).translate(_SHAPES)
    return "".join(each for each in letters if unicodedata.category(each) not in ("Mn", "Cf"))

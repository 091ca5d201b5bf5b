"""How do the readable tables, trade.txt and places.txt, become the one that is shipped?

Folding 8,000 words takes longer than a command may take, so it is done when the tables are made, by
`benchmarks/name_tables.py`. A test compares.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator

from matching.naming.tables import words_of
from matching.scripts import is_east_asian, plain
from matching.vocabulary import SMALL

OTHER = "ent new first corporate gesellschaft kompaniia dom societe dis bio 新 第一 流动化"
"""Words of no meaning in the table that tell as little."""
_MISLEADING = words_of(
    """
    red son gang luat cam lan mach mano bat mode tel ses dat loc sons ton yun lana seda mesa than keo khi
    vida mart maison sol mare lux dagang marin lance orman fil kart moda yapi union porto puerto mera
    mine latte banks oro giong beng mebel chia sac taisan pele rent parts works minera bird post press
    part self light home life seal hair lock san
    """
)
"""Names of their own as often as not, or of two meanings: never mapped from another language."""
_SHORTEST, _LONGEST = 3, 9
_SHORT = frozenset({"us", "uk", "hk", "it", "ai", "tv"})


def lines() -> list[str]:
    """How many of the lines are places, first words of several, sizes, unmapped places, other words; then
    one meaning a line.
    """
    where, further = _table("places.txt")
    trade, _ = _table("trade.txt")
    places = _rows(where, {})
    meanings = [*places, *_rows(trade, dict.fromkeys(word for row in places for word in row))]
    words = [word for row in meanings for word in row]
    openings = sorted({word.partition(" ")[0] for word in words if " " in word})
    other = plain(OTHER).split()
    sizes = _sizes((*words, *further, *other))
    head = (str(len(places)), "|".join(openings), "|".join(sizes), "|".join(further), "|".join(other))
    return [*head, *("|".join(row) for row in meanings)]


def _table(name: str) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Each head with its words, and the words that stand for themselves."""
    text = plain((pkgutil.get_data("matching.naming", name) or b"").decode())
    rows = [line.partition(":") for line in text.split("\n") if not line.startswith(("#", "="))]
    unmapped = [word for line in text.split("\n") if line.startswith("=") for word in line[1:].split()]
    return [(head, words.split()) for head, colon, words in rows if colon], unmapped


def _rows(table: list[tuple[str, list[str]]], taken: dict[str, None]) -> list[list[str]]:
    """Each meaning with its words. The first line that has a word keeps it; a head is always itself."""
    taken = taken | dict.fromkeys(head for head, _ in table)
    rows = []
    for head, words in table:
        found = [head]
        for word in _with_plurals(head, words):
            if word not in taken and _is_telling(word):
                taken[word] = None
                found.append(word)
        rows.append(found)
    return rows


def _with_plurals(head: str, words: Iterable[str]) -> Iterator[str]:
    yield _plural(head)
    for written in words:
        parts = written.replace("_", " ").replace("-", " ").split()
        word = " ".join(part for part in parts if part not in SMALL)
        yield word
        if word.isascii():
            yield _plural(word)


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _is_telling(word: str) -> bool:
    return not word.isascii() or word in _SHORT or (len(word) >= _SHORTEST and word not in _MISLEADING)


def _sizes(words: Iterable[str]) -> list[str]:
    """For each letter that words without spaces end in, how long these are."""
    found: dict[str, set[int]] = {}
    for word in words:
        if 1 < len(word) <= _LONGEST and is_east_asian(word[0]):
            found.setdefault(word[-1], set()).add(len(word))
    return [
        letter + "".join(map(str, sorted(sizes, reverse=True))) for letter, sizes in sorted(found.items())
    ]

"""A master of any size, made up of the words of a real one: how does matching do with a million customers?

    python benchmarks/grow.py 1000000 grown.tsv --master M.tsv [--master D.tsv ...]

Every made-up firm is built like a real one of the given masters. Words that many firms have are drawn as
often as they come there; a word that one or two firms have becomes another such word, or a new one made of
the letters that follow each other in real words. So common words stay as common, and rare ones as rare, as
they are. The table has the columns of the masters; no firm of them is in it.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str]
COLUMNS = ("customer_id", "group_id", "name", "name_alt", "country", "domain", "phone", "credit_code")
_EAST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_RARE = 2
"""Holders up to which a word is a firm's own."""
_NEW = 0.6
"""So many of the rare words are made up; the others are taken from another firm."""


class Words:
    """What real names are made of."""

    def __init__(self, rows: Sequence[Row], chance: random.Random) -> None:
        self._chance = chance
        self.held = Counter(word.casefold() for row in rows for word in row["name"].split())
        common = [word for row in rows for word in row["name"].split() if not self.is_rare(word)]
        self._common = common or ["Trading"]
        self._rare = [word for row in rows for word in row["name"].split() if self.is_rare(word)] or ["Nord"]
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._rare:
            for at, letter in enumerate(f"{word}\n"):
                self._after[word[max(0, at - 2) : at].casefold()].append(letter)
        self._signs = [
            sign for row in rows for run in _EAST.findall(row["name_alt"]) for sign in run[:4]
        ] or ["华"]

    def is_rare(self, word: str) -> bool:
        return self.held[word.casefold()] <= _RARE

    def like(self, word: str) -> str:
        """A word as often met as this one."""
        if _EAST.search(word):
            return "".join(self._chance.choice(self._signs) for _ in range(2)) + word[2:]
        if not self.is_rare(word):
            return word if self._chance.random() < 0.7 else self._chance.choice(self._common)
        return self._made_up(word) if self._chance.random() < _NEW else self._chance.choice(self._rare)

    def _made_up(self, word: str) -> str:
        made = ""
        while len(made) < 14:
            letter = self._chance.choice(self._after.get(made[-2:].casefold()) or ["\n"])
            if letter == "\n":
                break
            made += letter
        return made.upper() if word.isupper() else made


def grown(rows: Sequence[Row], count: int, chance: random.Random) -> Iterator[dict[str, str]]:
    words = Words(rows, chance)
    for number in range(count):
        row = chance.choice(rows)
        name = " ".join(words.like(word) for word in row["name"].split())
        sign = words.like(row["name_alt"]) if row["name_alt"] else ""
        yield {
            "customer_id": f"G{number:07d}",
            "group_id": f"GG{number:07d}",
            "name": name or "Nord",
            "name_alt": sign,
            "country": row["country"],
            "domain": _domain(name, row["domain"], number) if row["domain"] else "",
            "phone": _digits(row["phone"], chance),
            "credit_code": _digits(row["credit_code"], chance),
        }


def _domain(name: str, like: str, number: int) -> str:
    letters = re.sub(r"[^a-z0-9]+", "", name.casefold().partition(" ")[0]) or "firm"
    return f"{letters}{number % 97}.{like.partition('.')[2]}"


def _digits(like: str, chance: random.Random) -> str:
    """Another number of the same beginning."""
    kept = like[:4]
    return kept + "".join(str(chance.randrange(10)) if sign.isdigit() else sign for sign in like[4:])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int)
    parser.add_argument("target", type=Path)
    parser.add_argument("--master", type=Path, action="append", required=True)
    parser.add_argument("--seed", type=int, default=5)
    chosen = parser.parse_args()
    rows = [row for path in chosen.master for row in _rows(path)]
    with chosen.target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
        writer.writeheader()
        writer.writerows(grown(rows, chosen.count, random.Random(chosen.seed)))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()

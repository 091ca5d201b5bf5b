"""How many imitations of known domains are noticed, and how many other firms' domains are called one?

    python benchmarks/lookalikes.py CUSTOMERS.tsv [MORE.tsv ...] [--grow 1000000]

Half of the real domains of the tables are known, the other half are strange ones that nobody made up to
deceive. Eight kinds of imitation are made of the known ones. `asked`: not called an imitation, but a sister
(the same name under another ending), about which a person is asked just the same; nothing is linked.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import argparse
import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from matching import Directory, lookalike
from matching.domains import label, own_domain
from model import Customer, CustomerId, utc

SEED = 5
DIGITS = {"o": "0", "l": "1", "i": "1", "e": "3", "s": "5", "b": "8", "a": "4", "t": "7", "g": "9", "z": "2"}
SHAPES = {"m": "rn", "w": "vv", "d": "cl", "i": "l", "l": "i"}
IDN = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х", "y": "у", "i": "і", "s": "ѕ", "u": "ü"}
ENDINGS = ("co", "net", "org", "cn", "info", "biz", "com.cn", "co.uk", "de", "shop")
WORDS = """
group trade intl cn ltd official trading china hk online global service mail asia tech
""".split()
ANY_WORDS = "boston berlin valves heating spare-parts express media north home lisbon pumps quality".split()


def swapped(name: str, table: dict[str, str], chance: random.Random) -> str:
    places = [at for at, each in enumerate(name) if each in table]
    if not places:
        return ""
    at = chance.choice(places)
    return name[:at] + table[name[at]] + name[at + 1 :]


def digit(name: str, ending: str, chance: random.Random) -> str:
    return dotted(swapped(name, DIGITS, chance), ending)


def shape(name: str, ending: str, chance: random.Random) -> str:
    return dotted(swapped(name, SHAPES, chance), ending)


def idn(name: str, ending: str, chance: random.Random) -> str:
    strange = swapped(name, IDN, chance)
    return dotted(f"xn--{strange.encode('punycode').decode()}", ending) if strange else ""


def one_edit(name: str, ending: str, chance: random.Random) -> str:
    if len(name) < 6:
        return ""
    at, letter = chance.randrange(len(name)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    if chance.random() < 0.5:
        return dotted(chance.choice((name[:at] + letter + name[at:], name[:at] + name[at + 1 :])), ending)
    return dotted(name[:at] + letter + name[at + 1 :], ending)


def transposed(name: str, ending: str, chance: random.Random) -> str:
    if len(name) < 6:
        return ""
    at = chance.randrange(len(name) - 1)
    return dotted(name[:at] + name[at + 1] + name[at] + name[at + 2 :], ending)


def other_ending(name: str, ending: str, chance: random.Random) -> str:
    return dotted(name, chance.choice([each for each in ENDINGS if each != ending]))


def added_word(name: str, ending: str, chance: random.Random) -> str:
    if len(name) < 4:
        return ""
    word, hyphen = chance.choice(WORDS), chance.choice(("-", "-", ""))
    parts = (word, name) if chance.random() < 0.25 else (name, word)
    return dotted(hyphen.join(parts), ending)


def any_word(name: str, ending: str, chance: random.Random) -> str:
    """A town or a ware, with a hyphen."""
    if len(name) < 6:
        return ""
    parts = (name, chance.choice(ANY_WORDS))
    return dotted("-".join(parts if chance.random() < 0.75 else parts[::-1]), ending)


def dotted(name: str, ending: str) -> str:
    fine = name and not name.startswith("-") and not name.endswith("-")
    return f"{name}.{ending}" if fine else ""


KINDS: tuple[Callable[[str, str, random.Random], str], ...] = (
    digit,
    shape,
    idn,
    one_edit,
    transposed,
    other_ending,
    added_word,
    any_word,
)


def real_domains(paths: Sequence[Path]) -> list[str]:
    found: dict[str, None] = {}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                domain = own_domain(row.get("domain") or "")
                if domain and row.get("domain_src") != "synth":
                    found[domain] = None
    return list(found)


def directory_of(domains: Sequence[str]) -> Directory:
    return Directory.of(
        Customer(CustomerId(number), domain, utc(0), domains=(domain,))
        for number, domain in enumerate(domains, 1)
    )


def verdict(strange: str, directory: Directory) -> str:
    domain = own_domain(strange)
    if not domain or directory.by_domain(domain):
        return "same"
    if directory.imitated(domain):
        return "alarm"
    return "asked" if any(directory.sisters(domain)) else "passed"


def detection(known: Sequence[str], directory: Directory, chance: random.Random) -> Iterator[str]:
    for kind in KINDS:
        made = (kind(label(domain), domain.partition(".")[2], chance) for domain in known)
        counted = Counter(verdict(each, directory) for each in made if each)
        counted.pop("same", None)
        yield f"{kind.__name__:14} {shares(counted)}"


def shares(counted: Counter[str]) -> str:
    all_ = sum(counted.values()) or 1
    told = (f"{sort} {counted[sort] / all_:6.1%}" for sort in ("alarm", "asked", "passed"))
    return f"{all_:6,} {'  '.join(told)}"


def false_alarms(strange: Sequence[str], directory: Directory, shown: int) -> Iterator[str]:
    counted = Counter(verdict(each, directory) for each in strange)
    yield f"{'real strangers':14} {shares(counted)}"
    imitated = ((each, directory.imitated(each)) for each in strange)
    for each, known in islice(((a, b) for a, b in imitated if b), shown):
        yield f"    {each} for {known}: {lookalike.how(each, known)}"


def grown(domains: Sequence[str], size: int, chance: random.Random) -> list[str]:
    """Further domains, of pieces of real ones."""
    names = [label(domain) for domain in domains]
    found = dict.fromkeys(domains)
    while len(found) < size:
        one, other = chance.choice(names), chance.choice(names)
        ends = other[-chance.randint(2, 6) :] + chance.choice(("", "", "co", "tec"))
        cut = one[: chance.randint(2, 6)] + ends
        found[f"{cut.strip('-')}.{chance.choice(('com', 'com', 'net', 'de', 'com.cn'))}"] = None
    return [each for each in found if own_domain(each) == each]


def speed(directory: Directory, strange: Sequence[str]) -> str:
    each = []
    for domain in strange:
        began = time.perf_counter()
        directory.imitated(domain)
        each.append(time.perf_counter() - began)
    each.sort()
    return f"p50 {each[len(each) // 2] * 1e3:.3f} ms, p99 {each[len(each) * 99 // 100] * 1e3:.3f} ms"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("tables", nargs="+", type=Path)
    asked.add_argument(
        "--grow", type=int, action="append", default=[], help="Known domains to measure the speed with."
    )
    asked.add_argument("--show", type=int, default=0, help="So many false alarms are shown.")
    given = asked.parse_args()
    chance = random.Random(SEED)
    domains = real_domains(given.tables)
    chance.shuffle(domains)
    known, strange = domains[::2], domains[1::2]
    directory = directory_of(known)
    print(f"{len(known):,} known domains, {len(strange):,} real strange ones")
    print(*detection(known, directory, chance), *false_alarms(strange, directory, given.show), sep="\n")
    for size in given.grow:
        many = grown(known, size, chance)
        began = time.perf_counter()
        large = directory_of(many)
        built = time.perf_counter() - began
        made = [
            own_domain(each) for domain in known[:500] if (each := added_word(label(domain), "com", chance))
        ]
        print(
            f"{len(many):,} known (built in {built:.1f} s): strange {speed(large, strange[:2000])}; ", end=""
        )
        print(f"imitations {speed(large, made)}")


if __name__ == "__main__":
    main()

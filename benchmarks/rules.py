"""How many mails a second do the rules read, beside a plain `re` loop over the same phrases?

    ./genjin bench rules [--mails N]

The shipped rules, then the shipped rules and 1,000 and 10,000 made-up phrases, over one set of made-up mails
(the tests' mailings, as parsers read them). The loop does what a simple tagger would: one compiled pattern a
phrase, searched one after the other in the same folded text, phrases of several pieces with a gap between. It
knows no lists near each other, no sentences and no denials, so it has the easier task.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # else `rules` is this very file

import parsers
from mailings import mailings
from model import Label, Ours, RawMail, Reading, Source
from parsers.opening.envelope import open_mail
from rules import Module, Rule, RuleSet, Sample, tag
from rules.characters import folded
from rules_support import shipped

DAY = date(2026, 3, 10)
SIZES = (0, 1_000, 10_000)
PHRASES_A_RULE = 10
LOOP_SECONDS = 3.0
"""The loop is stopped after this long."""
NAMES = ("valve", "hinge", "pump", "tile", "lamp", "film", "hose", "seal", "label", "carton", "fabric")
WORDS = ("price", "sample", "order", "delivery", "terms", "offer", "date", "colour", "packing", "report")


def readings(count: int) -> list[Reading]:
    raws = (RawMail(one.content, one.received) for one in mailings(count))
    return [parsers.read(open_mail(raw), Ours()) for raw in raws]


def made_up(phrases: int) -> Module:
    """Model numbers and words as an admin would list them: nine in ten never stand in a mail."""
    chance = random.Random(7)
    rules = tuple(_rule(number, chance) for number in range(phrases // PHRASES_A_RULE))
    return Module("made_up", rules)


def _rule(number: int, chance: random.Random) -> Rule:
    phrases = tuple(_phrase(chance) for _ in range(PHRASES_A_RULE))
    tests = (Sample(hit="x"), Sample(miss="y"))
    empty = Label("", "")
    return Rule(f"r{number}", f"t{number}", empty, empty, tests, Source("made-up", 1), any_=phrases)


def _phrase(chance: random.Random) -> str:
    name, word = chance.choice(NAMES), chance.choice(WORDS)
    if chance.random() < 0.1:
        return f"{word} ... {chance.choice(WORDS)}"
    return f"{name}{chance.randrange(10_000)} {word}*"


def loop_of(rules: RuleSet) -> Callable[[Reading], int]:
    """One pattern a phrase; RE2's spelling of an ending is not Python's."""
    every = chain.from_iterable(rule.phrases() for rule in rules.compiled)
    spelt = dict.fromkeys(".{0,40}".join(phrase.pieces) for phrase in every)
    patterns = [re.compile(re.sub(r"\[\\p[^]]*\]\*", r"\\w*", text)) for text in spelt]

    def found(reading: Reading) -> int:
        text = folded(reading.own_words).text
        return sum(pattern.search(text) is not None for pattern in patterns)

    return found


def rate(work: Callable[[Reading], object], mails: Sequence[Reading], seconds: float) -> float:
    """Mails a second, until all are read or the time is up."""
    start, done = time.perf_counter(), 0
    for mail in mails:
        work(mail)
        done += 1
        if time.perf_counter() - start > seconds:
            break
    return done / (time.perf_counter() - start)


def lines(mails: Sequence[Reading]) -> Iterator[str]:
    for size in SIZES:
        modules = shipped() + ([made_up(size)] if size else [])
        start = time.perf_counter()
        rules = RuleSet.of(modules)
        built = time.perf_counter() - start
        loop = rate(loop_of(rules), mails, LOOP_SECONDS)
        first = rate(lambda mail, rules=rules: tag(mail, rules, DAY), mails, 60)
        again = rate(lambda mail, rules=rules: tag(mail, rules, DAY), mails, 60)
        yield (
            f"{f'shipped + {size:,} phrases' if size else 'shipped rules':26} built {built:5.2f} s  "
            f"rules.tag {first:7,.0f} cold {again:7,.0f} warm  re loop {loop:7,.0f} mails/s  "
            f"{again / loop:5.1f} times as fast"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="How many mails a second do the rules read?")
    parser.add_argument("--mails", type=int, default=2_000)
    mails = readings(parser.parse_args().mails)
    letters = sum(len(mail.own_words) for mail in mails) / len(mails)
    print(f"{len(mails):,} mails, {letters:.0f} characters of own words on average")
    for line in lines(mails):
        print(line)


if __name__ == "__main__":
    main()

"""How fast are rules read, beside a plain `re` loop and `re2.Set` over the same phrases in the same run?

    ./genjin bench rules [--mails N]

Made-up mails in eight languages: mean 2.4 KB, a third of each quoted or signature; patterns half phrases,
three in ten with an ending or a choice, two in ten with a gap. Then the shipped library, load time and memory
(in a process of their own), and the worst mails of 100 KB. The loop searches one pattern after the other in
the same folded text; the set knows ASCII edges only and tells no places: both have the easier task.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # else `rules` is this very file

import re2  # type: ignore[import-untyped]

from model import Direction, Kind, Label, Nature, Reading, Source
from rules import Module, Rule, RuleSet, Sample, tag
from rules.characters import fold
from rules_support import shipped

DAY = date(2026, 3, 10)
SIZES = (10, 100, 1_000, 10_000)
PHRASES_A_RULE = 10
SECONDS = 4.0
"""A loop is stopped after this long."""
# ruff: noqa: E501 - words of a language stand on a line
COMMON = {
    "en": "we the please for your our order goods delivery week can you and with price need new from this have about",
    "zh": "我们 您好 请问 贵司 产品 价格 订单 交货 时间 可以 谢谢 需要 这个 已经 下周 工厂 质量 报价 数量 客户",
    "es": "nosotros el por favor para su nuestro pedido entrega semana puede con precio nueva desde este tiene sobre",
    "pt": "nós o por favor para seu nosso pedido entrega semana pode com preço nova desde este tem sobre você",
    "fr": "nous le merci pour votre notre commande livraison semaine pouvez avec prix nouvelle depuis cette être",
    "de": "wir die bitte für Ihre unsere Bestellung Lieferung Woche können mit Preis neue diese haben über größer",
    "ru": "мы для ваш наш заказ поставка неделя можно пожалуйста цена новый этот есть ещё товар завод срок",
    "ar": "نحن من فضلك على طلب السعر جديد هذا الأسبوع يمكن شكرا الشحن مع المصنع البضاعة موعد",
}
SYLLABLES = {
    "zh": "阀泵管板灯膜轴钉锁布纸桶箱钢铝铜漆胶链轮",
    "ru": "вал нас тру лам пле рам кор зам бол гай",
    "ar": "صمام مضخ لوح انب قفل حزام غطاء سلك",
}
LATIN = "val pum hin til lam fil hos sea lab car fab bol nut bra rim tor zin mol dex pra".split()  # noqa: SIM905


def word(language: str, chance: random.Random) -> str:
    """A word of the trade that hardly any mail holds."""
    parts = SYLLABLES.get(language, "").split() if language != "zh" else list(SYLLABLES["zh"])
    return "".join(chance.choice(parts or LATIN) for _ in range(4))


def phrase(chance: random.Random) -> str:
    language = chance.choice(list(COMMON))
    first, second, third = (word(language, chance) for _ in range(3))
    kind = chance.random()
    if kind < 0.2:
        return f"{first} ... {second}"
    if kind < 0.35:
        return first if language == "zh" else f"{first}*"
    if kind < 0.5:
        return f"({first}|{second}) {third}"
    if kind < 0.8:
        return f"{first} {chance.choice(COMMON[language].split())}"
    return first


def module(count: int) -> Module:
    chance = random.Random(7)
    phrases = list(dict.fromkeys(phrase(chance) for _ in range(count * 2)))[:count]
    rows = [tuple(phrases[at : at + PHRASES_A_RULE]) for at in range(0, count, PHRASES_A_RULE)]
    return Module("made_up", tuple(_rule(number, row) for number, row in enumerate(rows)))


def _rule(number: int, phrases: tuple[str, ...]) -> Rule:
    tests, empty = (Sample(hit="x"), Sample(miss="y")), Label("", "")
    return Rule(f"r{number}", f"t{number}", empty, empty, tests, Source("made-up", 1), any_=phrases)


def mails(count: int, modules: Sequence[Module]) -> list[Reading]:
    chance = random.Random(11)
    known = [text for one in modules for rule in one.rules for text in rule.any_]
    return [_mail(chance, known) for _ in range(count)]


def _mail(chance: random.Random, known: Sequence[str]) -> Reading:
    language = chance.choice(list(COMMON))
    size = max(400, int(chance.lognormvariate(7.6, 0.5)))
    own, rest = _text(language, size * 2 // 3, chance), _text(language, size // 3, chance)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
        at = own.find(" ", chance.randrange(len(own)))
        own = f"{own[:at]} {_said(chance.choice(known))} {own[at + 1 :]}"
    return reading(own, rest)


def reading(own: str, rest: str = "") -> Reading:
    return Reading("x", Nature(Kind.HUMAN, sure=True, because=()), Direction.IN, own_words=own, quoted=rest)


def _said(text: str) -> str:
    return text.replace("...", "and").replace("*", "s").split("|")[-1].replace("(", "").replace(")", "")


def _text(language: str, size: int, chance: random.Random) -> str:
    """Of `size` bytes, in sentences."""
    words: list[str] = []
    joint = "" if language == "zh" else " "
    common = COMMON[language].split()
    while size > 0:
        chosen = chance.choice(common) if chance.random() < 0.7 else word(language, chance)
        words.append(chosen + (joint or "") + (". " if chance.random() < 0.09 else ""))
        size -= len(words[-1].encode())
    return "".join(words)


def spelt(text: str) -> str:
    """A phrase as one pattern, without edges."""
    gapped = re.escape(text).replace(r"\ \.\.\.\ ", ".{0,40}").replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return gapped.replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|")


def loop(modules: Sequence[Module]) -> Callable[[Reading], object]:
    patterns = [re.compile(one) for one in patterns_of(modules)]
    return lambda mail: _looped(patterns, mail)


def _looped(patterns: Sequence[re.Pattern[str]], mail: Reading) -> int:
    text = fold(mail.own_words)
    return sum(pattern.search(text) is not None for pattern in patterns)


def words_found(mail: Reading, rules: RuleSet) -> int:
    """Folding and every place of every phrase, without sentences, denials and tags."""
    places = rules.finder.look(fold(mail.own_words))
    return sum(len(places.of(name)) for name in places.candidates)


def re2_set(modules: Sequence[Module]) -> Callable[[Reading], object]:
    options = re2.Options()
    options.max_mem = 1 << 30
    options.log_errors = False
    every = re2.Set.SearchSet(options)
    for one in patterns_of(modules):
        every.Add(rf"\b(?:{one})")
    every.Compile()
    return lambda mail: every.Match(fold(mail.own_words))


def patterns_of(modules: Sequence[Module]) -> list[str]:
    return [spelt(fold(text)) for one in modules for rule in one.rules for text in rule.any_]


def rate(work: Callable[[Reading], object], some: Sequence[Reading]) -> float:
    """Mails a second of this processor, until all are read or the time is up."""
    start, done = time.process_time(), 0
    for mail in some:
        work(mail)
        done += 1
        if time.process_time() - start > SECONDS:
            break
    return done / (time.process_time() - start)


def sizes(count: int) -> Iterator[str]:
    costs: list[float] = []
    for size in SIZES:
        modules = [module(size)]
        rules, some = RuleSet.of(modules), mails(count, modules)
        work = lambda mail, rules=rules: tag(mail, rules, DAY)  # noqa: E731
        cold, warm = rate(work, some), rate(work, some)
        hits = sum(len(work(mail)) for mail in some) / len(some)
        found = rate(lambda mail, rules=rules: words_found(mail, rules), some)
        costs.append(1 / warm)
        yield (
            f"{size:7,} phrases: rules.tag {cold:8,.0f} cold {warm:8,.0f} warm, only finding {found:8,.0f} | "
            f"re loop {rate(loop(modules), some):8,.1f}"
            f" | re2.Set {rate(re2_set(modules), some):8,.0f} mails/s | {hits:.2f} tags a mail"
        )
    yield f"cost grows {costs[-1] / costs[0]:.1f}-fold from {SIZES[0]} to {SIZES[-1]:,} phrases"


def library(count: int) -> Iterator[str]:
    modules = shipped()
    start = time.process_time()
    rules = RuleSet.of(modules)
    built = time.process_time() - start
    samples = [one.text for each in modules for rule in each.rules for one in rule.tests]
    chance = random.Random(5)
    dense = [reading(" ".join(chance.choice(samples) for _ in range(20))) for _ in range(min(count, 300))]
    single = [reading(text) for text in samples]
    work = lambda mail: tag(mail, rules, DAY)  # noqa: E731
    some = mails(count, [module(1_000)])
    yield f"shipped: {len(rules.finder.pieces):,} pieces, put to use in {built:.2f} s"
    for name, row in (("made-up mails", some), ("one sample each", single), ("twenty samples", dense)):
        letters = sum(len(mail.own_words) for mail in row) / len(row)
        rate(work, row)
        yield f"shipped, {name} ({letters:.0f} characters): {rate(work, row):,.0f} mails/s"
    for name, text in worst(samples).items():
        start = time.process_time()
        work(reading(text))
        yield f"shipped, 100 KB of {name}: {(time.process_time() - start) * 1000:.0f} ms"


def worst(samples: Sequence[str]) -> Mapping[str, str]:
    chance = random.Random(3)
    words = " ".join(samples).split()
    texts = {
        "dense words": " ".join(chance.choice(words) for _ in range(20_000)),
        "samples": " ".join(samples),
        "one word": "price " * 17_000,
        "no stops": "other supplier offer " * 5_000,
        "Arabic marks": "سَعْرٌ " * 14_000,
        "zero width": "s\u200ba\u200bm\u200bp\u200bl\u200be " * 9_000,
        "dates": "please order by 12 March 2026. " * 3_300,
        "digits": "1," * 50_000,
        "the honest pattern": "price discount delivery 1 " * 4_000,
        "a": "a" * 100_000,
    }
    return {name: text[:100_000] for name, text in texts.items()}


def hostile() -> Iterator[str]:
    """What `/.../` takes, and what it refuses, over texts made for it."""
    honest = _rule(1, (r"/price.*discount.*delivery.*\d{4}$/",))
    rules = RuleSet.of([Module("m", (honest,))])
    for name in ("the honest pattern", "a", "one word"):
        start = time.process_time()
        tag(reading(worst(["x"])[name]), rules, DAY)
        yield f"price.*discount.*delivery.*, 100 KB of {name}: {(time.process_time() - start) * 1000:.1f} ms"
    start = time.process_time()
    re2.search("(a+)+$", "a" * 100_000 + "!")
    yield f"(a+)+$ is refused as a rule; RE2 reads it over 100 KB in {(time.process_time() - start) * 1000:.1f} ms"


def load() -> str:
    """In a process of its own: what 10,000 phrases take."""
    one = module(10_000)
    texts = [rule.any_ for rule in one.rules]
    del one
    from rules.phrases import _parsed

    _parsed.cache_clear()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    RuleSet.of([Module("m", tuple(_rule(number, row) for number, row in enumerate(texts)))])
    taken, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"10,000 phrases: loaded in {taken:.2f} s, {(after - before) / 1024:.0f} MB more, {after / 1024:.0f} MB in all"


def main() -> None:
    parser = argparse.ArgumentParser(description="How many mails a second do the rules read?")
    parser.add_argument("--mails", type=int, default=2_000)
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.load:
        print(load())
        return
    ran: Any = subprocess.run(
        [sys.executable, __file__, "--load"], capture_output=True, text=True, check=True
    )
    print(ran.stdout.strip())
    for part in (sizes(wanted.mails), library(wanted.mails), hostile()):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()

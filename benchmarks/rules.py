"""How fast are rules read, beside a plain `re` loop and `re2.Set` over the same phrases in the same run?

    ./genjin bench rules [--mails N]

Made-up mails in eight languages: mean 2.4 KB, a third of each quoted or signature; patterns half phrases,
three in ten with an ending or a choice, two in ten with a gap. `rules.tag` is all of it, with sentences,
denials, dates and tags; "only finding" is folding and every place of every phrase. The loop searches one
pattern after the other in the same folded text; the set knows ASCII edges only and tells no places: both have
the easier task. Then the shipped library, load time and memory (in processes of their own), and the worst
mails of 100 KB, as a customer's and as our own, over the shipped library and over 10,000 phrases. "First" is
a mail that meets a language for the first time: its cues are compiled then, once in a process.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

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


def reading(own: str, rest: str = "", direction: Direction = Direction.IN) -> Reading:
    return Reading("x", Nature(Kind.HUMAN, sure=True, because=()), direction, own_words=own, quoted=rest)


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
            f"{size:7,} phrases: rules.tag {cold:8,.0f} cold {warm:8,.0f} warm, only finding {found:8,.0f} mails/s | "
            f"re loop {rate(loop(modules), some):8,.1f}"
            f" | re2.Set {rate(re2_set(modules), some):8,.0f} mails/s | {hits:.2f} tags a mail"
        )
    yield f"cost grows {costs[-1] / costs[0]:.1f}-fold from {SIZES[0]} to {SIZES[-1]:,} phrases"


def library(count: int) -> Iterator[str]:
    modules = shipped()
    rules = RuleSet.of(modules)
    gc.freeze()  # as the program does
    samples = [one.text for each in modules for rule in each.rules for one in rule.tests]
    chance = random.Random(5)
    work = lambda mail: tag(mail, rules, DAY)  # noqa: E731
    yield f"shipped: {len(rules.finder.pieces):,} pieces in {len(rules.rules)} rules"
    rows = {
        "made-up mails": mails(count, [module(1_000)]),
        "one sample each": [reading(text) for text in samples],
        "four samples": [reading(_some(samples, 4, chance)) for _ in range(min(count, 1_000))],
        "twenty samples": [reading(_some(samples, 20, chance)) for _ in range(min(count, 300))],
    }
    for name, row in rows.items():
        letters = sum(len(mail.own_words) for mail in row) / len(row)
        rate(work, row)
        yield f"shipped, {name} ({letters:.0f} characters): rules.tag {rate(work, row):,.0f} mails/s warm"
    yield from floods("shipped", rules, samples)
    many = module(10_000)
    texts = [_said(text) for rule in many.rules for text in rule.any_]
    yield from floods("10,000 phrases", RuleSet.of([many]), texts)


def _some(samples: Sequence[str], count: int, chance: random.Random) -> str:
    return " ".join(chance.choice(samples) for _ in range(count))


def floods(name: str, rules: RuleSet, texts: Sequence[str]) -> Iterator[str]:
    slowest = 0.0
    for kind, text in worst(texts, rules).items():
        first, warm = _flood(text, rules)
        slowest = max(slowest, warm)
        yield f"{name}, 100 KB of {kind}: first {first:.0f} ms, then {warm:.0f} ms"
    yield f"{name}, the slowest 100 KB: {slowest:.0f} ms"


def _flood(text: str, rules: RuleSet) -> tuple[float, float]:
    """The slower of both directions, read for the first time, and the better of three times after that."""
    firsts, rest = [], []
    for direction in (Direction.IN, Direction.OUT):
        times = [_timed(reading(text, direction=direction), rules) for _ in range(4)]
        firsts.append(times[0])
        rest.append(min(times[1:]))
    return max(firsts), max(rest)


def _timed(mail: Reading, rules: RuleSet) -> float:
    start = time.process_time()
    tag(mail, rules, DAY)
    return (time.process_time() - start) * 1000


NEGATIONS = "we do not need it, no, never without, neither cannot, if we ever would have, instead of. "
PROMISES = "we will send the quotation by Friday 12 March, the samples on 15 March, and ship within 2 days. "


def worst(samples: Sequence[str], rules: RuleSet | None = None) -> Mapping[str, str]:
    chance = random.Random(3)
    words = " ".join(samples).split()
    chinese = [text for text in samples if re.search("[\u4e00-\u9fff]", text)] or ["报价"]
    pieces = [
        _said(name.split("|")[0]).replace("<number>", "30")
        for name in (rules.finder.pieces if rules else ["x"])
    ]
    han = [name for name in pieces if "\u4e00" <= name[:1] <= "\u9fff"] or ["报价"]
    texts = {
        "dense words": " ".join(chance.choice(words) for _ in range(20_000)),
        "samples": " ".join(samples) * 10,
        "the library's own phrases": " ".join(chance.choice(pieces) for _ in range(20_000)),
        "phrases, no stops": re.sub(r"[.,;:!?]", "", " ".join(chance.choice(pieces) for _ in range(20_000))),
        "Chinese samples": "".join(chance.choice(chinese) for _ in range(10_000)),
        "Chinese phrases": "".join(chance.choices(han, k=30_000)),
        "one word": "price " * 17_000,
        "no stops": "other supplier offer " * 5_000,
        "Arabic marks": "سَعْرٌ " * 14_000,
        "zero width": "s\u200ba\u200bm\u200bp\u200bl\u200be " * 9_000,
        "dates": "please order by 12 March 2026. " * 3_300,
        "negations": NEGATIONS * 1_200,
        "promises": PROMISES * 1_100,
        "digits": "1," * 50_000,
        "percents": "30% " * 25_000,
        "Chinese numbers": "三十五万" * 9_000,
        "the honest pattern": "price discount delivery 1 " * 4_000,
        "a": "a" * 100_000,
    }
    return {name: text.encode()[:100_000].decode(errors="ignore") for name, text in texts.items()}


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
    forget()
    before, start = memory(), time.process_time()
    RuleSet.of([Module("m", tuple(_rule(number, row) for number, row in enumerate(texts)))])
    taken, after = time.process_time() - start, memory()
    return f"10,000 phrases: loaded in {taken:.2f} s, {after - before:.0f} MB more, {after:.0f} MB in all"


def forget() -> None:
    from rules import phrases

    for known in vars(phrases).values():
        if hasattr(known, "cache_clear"):
            known.cache_clear()


def load_shipped() -> str:
    before, start = memory(), time.process_time()
    modules = shipped()
    read = time.process_time()
    RuleSet.of(modules)
    done = time.process_time()
    return (
        f"the shipped library: files read and checked in {read - start:.2f} s, put to use in {done - read:.2f} s, "
        f"{memory() - before:.0f} MB more, {memory():.0f} MB in all"
    )


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


LOADS = {"made-up": load, "shipped": load_shipped}


def main() -> None:
    parser = argparse.ArgumentParser(description="How many mails a second do the rules read?")
    parser.add_argument("--mails", type=int, default=2_000)
    parser.add_argument("--load", choices=LOADS, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.load:
        print(LOADS[wanted.load]())
        return
    for name in LOADS:
        ran = subprocess.run(
            [sys.executable, __file__, "--load", name], capture_output=True, text=True, check=True
        )
        print(ran.stdout.strip(), flush=True)
    for part in (sizes(wanted.mails), library(wanted.mails), hostile()):
        for line in part:
            print(line, flush=True)


if __name__ == "__main__":
    main()

"""Makes the tables of matching/naming: simplified characters, pinyin, readings of kanji, loanwords.

    python -m venv tables
    tables/bin/pip install opencc-python-reimplemented pypinyin janome unidic-lite anyascii rapidfuzz
    tables/bin/python benchmarks/name_tables.py

With the word `lexicon` behind it, it makes again only what comes from trade.txt and places.txt, and needs
none of these packages.

Sources and licences stand in matching/naming/NOTICE. No list of companies is among them: of what the general
dictionaries call an organisation only the brand is read, a few dozen known ones by hand. A word is kept only
where its reading is not what its parts give anyway, so the tables stay small.
"""

from __future__ import annotations

import math
import re
import struct
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "matching" / "naming"
sys.path.insert(0, str(ROOT))

KANJI_WORD = re.compile("[\u3005\u4e00-\u9fff]+(?:[ノヶの][\u3005\u4e00-\u9fff]+)?")
KATAKANA_WORD = re.compile("[\u30a1-\u30fc]+")
LONGEST_WORD = 4
DEAREST = 20000


def packed(name: str, lines: Iterable[str]) -> None:
    text = "\n".join(lines).encode()
    data = zlib.compress(text, 9)
    (TABLES / name).write_bytes(data)
    print(f"{name}: {len(text):,} bytes, packed {len(data):,}")


def by_first_letter(readings: dict[str, str]) -> Iterator[str]:
    """One line for each first letter: the letter, then rest and reading of each word in turn."""
    lines: dict[str, list[str]] = defaultdict(list)
    for word, reading in sorted(readings.items()):
        lines[word[0]].append(f"{word[1:]}:{reading}")
    return (f"{letter}{'|'.join(words)}" for letter, words in lines.items())


# Simplified characters: OpenCC

FORCED = (
    "浜滨 嶋岛 嶌岛 﨑崎 髙高 邉边 邊边 濵滨 冨富 舘馆 檜桧 濱滨 桜樱 渕渊 曽曾 麹曲 籐藤 莱莱 槇槙 条条 弌一"
)
"""Variants in Japanese names that OpenCC does not have, or that are Chinese characters of their own too."""


def simplified() -> dict[str, str]:
    """Traditional characters, their variants in Taiwan and Hong Kong, and Japanese ones, as simplified."""
    import opencc

    folder = Path(opencc.__file__).parent / "dictionary"
    table = {key: values[0] for key, values in opencc_rows(folder / "TSCharacters.txt")}
    for variants in ("TWVariants.txt", "HKVariants.txt", "JPVariants.txt"):
        for key, values in opencc_rows(folder / variants):
            for value in values:
                if not is_gb2312(value):
                    table.setdefault(value, table.get(key, key))
    table |= {pair[0]: pair[1] for pair in FORCED.split()}
    return {key: last(table, key) for key in sorted(table) if is_plain_pair(key, last(table, key))}


def opencc_rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("utf-8").splitlines():
        key, _, values = line.partition("\t")
        if values:
            yield key, values.split()


def is_gb2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def last(table: dict[str, str], key: str) -> str:
    seen = {key}
    while (following := table.get(key, key)) not in seen:
        seen.add(following)
        key = following
    return key


def is_plain_pair(key: str, value: str) -> bool:
    """Only what NFKC leaves alone: the table is read behind it."""
    return (
        len(key) == len(value) == 1 and key != value and value <= "\uffff" and is_nfkc(key) and is_nfkc(value)
    )


def is_nfkc(letter: str) -> bool:
    return unicodedata.normalize("NFKC", letter) == letter


def japanese_only() -> str:
    """Characters that only Japanese writes: its own simplifications, and those it has made."""
    import opencc

    folder = Path(opencc.__file__).parent / "dictionary"
    traditional = {key for key, _ in opencc_rows(folder / "TSCharacters.txt")}
    shin = {v for _, values in opencc_rows(folder / "JPVariants.txt") for v in values if len(v) == 1}
    own = set("込峠辻榊畑畠笹栃枠搾匂働凪凧俣麿鰯鱈鴫杢枡柾樫椙椛糀喰硲々〆ヶ")
    return "".join(sorted(v for v in (shin - traditional) | own if not is_gb2312(v)))


# From pypinyin: pinyin


def pinyin(simple: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    single: dict[str, str] = {}
    for code, readings in sorted(pinyin_dict.items()):
        letter = chr(code)
        if "\u3400" <= letter <= "\u9fff" and letter not in simple:
            single[letter] = toneless(readings.split(",")[0])
    phrases: dict[str, str] = {}
    for phrase, parts in sorted(phrases_dict.items(), key=lambda item: (len(item[0]), item[0])):
        folded = "".join(simple.get(letter, letter) for letter in phrase)
        reading = "".join(toneless(part[0]) for part in parts)
        if 2 <= len(folded) <= 3 and reading != spelled(folded, single, phrases):
            phrases.setdefault(folded, reading)
    return single, phrases


def toneless(syllable: str) -> str:
    apart = unicodedata.normalize("NFD", syllable.replace("ü", "u").replace("ê", "e"))
    return re.sub("[^a-z]", "", apart.lower())


def spelled(word: str, single: dict[str, str], words: dict[str, str]) -> str:
    return "".join(reading for _, reading in apart(word, single, words))


def apart(word: str, single: dict[str, str], words: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The parts, the longest first: how many letters each has, and how it reads."""
    at = 0
    while at < len(word):
        for size in range(min(LONGEST_WORD, len(word) - at), 0, -1):
            part = word[at : at + size]
            if (reading := words.get(part) or (single.get(part) if size == 1 else None)) is not None:
                yield size, reading
                break
        else:
            size = 1
        at += size


# Readings of kanji: IPADIC, as Janome ships it

PENALTY = (
    ("名詞,固有名詞,組織", 0),
    ("名詞,固有名詞,人名,姓", 0),
    ("名詞,固有名詞,人名", None),
    ("名詞,固有名詞,地域", 0),
    ("名詞,固有名詞", 1500),
    ("名詞,一般", 0),
    ("名詞,サ変接続", 0),
    ("名詞,形容動詞語幹", 500),
    ("名詞,接尾", 1500),
    ("名詞,副詞可能", 1000),
    ("名詞,ナイ形容詞語幹", 2000),
    ("接頭詞,名詞接続", 1000),
    ("形容詞,自立", 3000),
    ("動詞,自立", 3000),
)


Read = tuple[int, str, bool]
"""How unlikely, the reading, and whether it is a common noun."""


def kanji(simple: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    best: dict[str, Read] = {}
    brands: dict[str, Read] = {}
    for surface, pos, cost, reading in ipadic():
        penalty = next((cost for start, cost in PENALTY if pos.startswith(start)), None)
        if penalty is None or not KANJI_WORD.fullmatch(surface) or cost > DEAREST:
            continue
        folded = "".join(simple.get(letter, letter) for letter in surface)
        common = pos.startswith(("名詞,一般", "名詞,サ変接続"))
        found = brands if pos.startswith("名詞,固有名詞,組織") else best
        found[folded] = min(found.get(folded, (1 << 30, "", False)), (cost + penalty, reading, common))
    single = {letter: hepburn(kana) for letter, kana in alone(best).items()} | cells(ALONE)
    for word, read in heads(brands, best):
        best[word] = min(best.get(word, (1 << 30, "", False)), read)
    readings = {word: hepburn(kana) for word, (_, kana, _) in best.items()}
    readings |= {"".join(simple.get(c, c) for c in word): said for word, said in cells(BRANDS).items()}
    words: dict[str, str] = {}
    for word in sorted(readings, key=lambda word: (len(word), word)):
        if 1 < len(word) <= LONGEST_WORD and readings[word] != spelled_kana(word, single, words):
            words[word] = readings[word]
    return single, words


def cells(text: str) -> dict[str, str]:
    """Every other word a key, the next one its value."""
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


ALONE = "旭 asahi 日 nichi 田 ta 万 man 森 mori 村 mura 七 nana 北 kita 西 nishi"
"""As firms are called, where common nouns read otherwise."""
BRANDS = """
    三菱 mitsubishi 日産 nissan 東芝 toshiba 住友 sumitomo 三井 mitsui 日立 hitachi 富士通 fujitsu
    豊田 toyota 松下 matsushita 川崎 kawasaki 任天堂 nintendo 大和 daiwa 島津 shimadzu 古河 furukawa
    横河 yokogawa 日清 nisshin 日鉄 nittetsu 日電 nichiden 双日 sojitz 五洋 penta 銭高 zenitaka
    凸版 toppan 日本製鉄 nippon 京王 keio 荏原 ebara 久光 hisamitsu 日水 nissui 大日本 dainippon
    新日本 shinnippon 伊藤忠 itochu 丸紅 marubeni 旭化成 asahikasei 日揮 jgc 日東 nitto 日本電産 nidec
    三洋 sanyo 鹿島 kajima 八千代 yachiyo 不二 fuji 富士 fuji 千代田 chiyoda 大林 obayashi 竹中 takenaka
    武田 takeda 塩野義 shionogi 資生堂 shiseido 味素 ajinomoto 花王 kao 麒麟 kirin 積水 sekisui 鉄建 tekken
    日建 nikken 日研 nikken 日新 nisshin 日機装 nikkiso 日精 nissei 日鋼 nikko 日光 nikko 日工 nikko
    日阪 hisaka 日比谷 hibiya 日野 hino 日置 hioki 日世 nissei 日成 nissei 日晶 nissho 日昭 nissho
    日商 nissho 日曹 nisso 日伝 nichiden 日邦 nippo 日本 nippon 一光 ikko 一建 ikken 一広 ikko 東邦 toho
    山九 sankyu 小糸 koito 光洋 koyo 三協 sankyo 三桜 sanoh 三越 mitsukoshi 伊勢丹 isetan 高島屋 takashimaya
"""
"""Brands as the world writes them, and compounds of 日 and 一 that no dictionary has."""


def heads(brands: dict[str, Read], best: dict[str, Read]) -> Iterator[tuple[str, Read]]:
    """The brand of each organisation: without the word of its trade, where both read apart."""
    from matching.naming.latin import parted

    for word, (cost, kana, _) in sorted(brands.items()):
        head, *rest = parted(word)
        tail = "".join(piece.text for piece in rest)
        spoken = best[tail][1] if tail in best else ""
        if len(head.text) < 2 or head.is_known or len(head.text) > LONGEST_WORD:
            continue
        if not tail or (spoken and kana.endswith(spoken) and len(kana) > len(spoken)):
            yield head.text, (cost + (2000 if tail else 0), kana[: len(kana) - len(spoken)], False)


def ipadic() -> Iterator[tuple[str, str, int, str]]:
    from janome.sysdic import entries

    for entry in entries().values():
        surface, _, _, cost, pos, _, _, _, reading, _ = entry
        yield surface, pos, cost, reading


def alone(best: dict[str, Read]) -> dict[str, str]:
    """The likeliest reading of one character inside a word, learned by laying words beside their readings."""
    chances = aligned([(word, kana) for word, (_, kana, common) in best.items() if common and len(word) == 2])
    found = {}
    for letter, counts in chances.items():
        whole = [kana for kana in counts if not kana.endswith("ッ")] or list(counts)
        found[letter] = max(whole, key=lambda kana: (counts[kana], kana))
    for word, (_, kana, _) in best.items():
        if len(word) == 1:
            found.setdefault(word, kana)
    return found


ROUNDS = 6


def aligned(pairs: list[tuple[str, str]]) -> dict[str, Counter[str]]:
    chances: dict[str, Counter[str]] = defaultdict(Counter)
    for turn in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for word, kana in pairs:
            ways = list(cuts(word, kana))
            weights = [weight(way, chances) if turn else 1.0 for way in ways]
            total = sum(weights)
            if not total:
                continue
            for way, heavy in zip(ways, weights, strict=True):
                for letter, part in way:
                    counts[letter][part] += heavy / total
        chances = counts
    return chances


def weight(way: tuple[tuple[str, str], ...], chances: dict[str, Counter[str]]) -> float:
    return math.prod(chances[letter][part] / (chances[letter].total() + 1) for letter, part in way)


def cuts(word: str, kana: str) -> Iterator[tuple[tuple[str, str], ...]]:
    if len(word) == 1:
        if 1 <= len(kana) <= 5:
            yield ((word, kana),)
        return
    for size in range(1, min(4, len(kana) - len(word) + 1) + 1):
        if kana[size : size + 1] not in ("ャ", "ュ", "ョ", "ッ", "ー", "ン", "ァ", "ィ", "ゥ", "ェ", "ォ"):
            for rest in cuts(word[1:], kana[size:]):
                yield ((word[0], kana[:size]), *rest)


def hepburn(kana: str) -> str:
    from matching.naming.kana import latin

    return latin(kana)


def spelled_kana(word: str, single: dict[str, str], words: dict[str, str]) -> str:
    from matching.naming.kana import latin
    from matching.naming.kanji import joined

    written = "".join(latin(letter) if "\u3040" <= letter <= "\u30ff" else letter for letter in word)
    return joined(apart(written, single, words))


# From UniDic: loanwords

LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z .'-]*")


def loanwords() -> dict[str, str]:
    """Katakana words with the foreign word they come from, where that is another than the letters give."""
    found: dict[str, str] = {}
    for feature in unidic():
        if len(feature) < 13 or "人名" in feature[2]:
            continue
        lemma, _, foreign = feature[7].partition("-")
        surface = unicodedata.normalize("NFKC", feature[8])
        if not KATAKANA_WORD.fullmatch(surface) or not LATIN_WORD.fullmatch(foreign) or len(surface) < 3:
            continue
        plural = (
            feature[6] != surface
            and surface.endswith(("ズ", "ス", "ツ"))
            and not feature[6].endswith(surface[-1])
        )
        word = re.sub("[^a-z ]", "", foreign.lower()).strip() + ("s" if plural else "")
        if " " not in word and word and lemma:
            found.setdefault(surface.rstrip("ー") if len(surface) > 3 else surface, word)
    return {
        kana: word for kana, word in found.items() if hepburn(kana) != word and len(word) <= 2 * len(kana)
    }


def unidic() -> Iterator[list[str]]:
    """The features of a compiled MeCab dictionary: a head of sizes, then tree, tokens, features."""
    import unidic_lite

    data = (Path(unidic_lite.__file__).parent / "dicdir" / "sys.dic").read_bytes()
    tree, tokens, features = struct.unpack("<10I", data[:40])[6:9]
    start = 72 + tree + tokens
    for feature in data[start : start + features].split(b"\0"):
        yield feature.decode("utf-8", "replace").split(",")


# Letters of other scripts: anyascii


ARABIC = {"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ة": "a", "ع": "a", "ى": "a", "ء": ""}
"""Vowels where anyascii has marks."""


def letters() -> dict[str, str]:
    """Greek to Ethiopic, Cherokee and the like; what is left besides stands in the tables above."""
    from anyascii import anyascii

    ranges = ((0x370, 0x1100), (0x1200, 0x1E00), (0x2C00, 0x2E00), (0xA490, 0xA960), (0xA980, 0xAC00))
    found = {}
    for code in (code for start, end in ranges for code in range(start, end)):
        reading = re.sub("[^a-z]", "", anyascii(chr(code)).lower())
        if chr(code).isalpha() or unicodedata.category(chr(code)).startswith("M"):
            found[chr(code)] = reading
    return {letter: reading for letter, reading in (found | ARABIC).items() if reading}


# Words of the trade and places: trade.txt, places.txt


def lexicon() -> list[str]:
    from matching.naming.lexicon import lines

    return lines()


def by_reading(single: dict[str, str]) -> Iterator[str]:
    letters: dict[str, list[str]] = defaultdict(list)
    for letter, reading in sorted(single.items()):
        letters[reading].append(letter)
    return (f"{reading}:{''.join(found)}" for reading, found in sorted(letters.items()))


def main() -> None:
    if sys.argv[1:] == ["lexicon"]:
        packed("lexicon.z", lexicon())
        return
    simple = simplified()
    packed("simplified.z", ["".join(simple), "".join(simple.values()), japanese_only()])
    single, phrases = pinyin(simple)
    print(len(single), "characters,", len(phrases), "phrases")
    packed("pinyin.z", by_reading(single))
    packed("phrases.z", by_first_letter(phrases))
    single, words = kanji(simple)
    print(len(single), "kanji,", len(words), "words")
    packed("kanji.z", by_reading(single))
    packed("readings.z", by_first_letter(words))
    packed("letters.z", by_reading(letters()))
    packed("lexicon.z", lexicon())
    loans = loanwords()
    print(len(loans), "loanwords")
    packed("loanwords.z", by_first_letter(loans))


if __name__ == "__main__":
    main()

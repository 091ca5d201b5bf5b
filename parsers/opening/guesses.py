"""In which charset are these bytes, when nobody says it or the label cannot be true?

Every codec that fits strictly is tried, and the text it gives is judged: are these the characters that people
of that script use most, and do they stand together as in words? What the mail or the account hints at is
given a start. A detector is asked only where that leaves two of them close.
"""

from __future__ import annotations

# ruff: noqa: E501, SIM905 (tables of characters and codecs)
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from parsers.late import late

_SAMPLE, _GLANCE = 4000, 600
"""Bytes looked at for a guess, and to see whether a label can be true."""
_JUDGED, _GLANCED = 200, 30
"""So many characters beyond ASCII are judged for a guess, and to see whether a label can be true."""
_GOOD, _CLEAR = 0.62, 0.12
_HINTED, _NEARLY = 0.35, 0.3

LANGUAGES: dict[str, tuple[str, ...]] = {
    "zh": ("gb18030", "cp950"),
    "zh-tw": ("cp950", "gb18030"),
    "zh-hk": ("big5hkscs", "gb18030"),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"),
    "uk": ("cp1251", "koi8-u", "iso8859-5", "cp866"),
    "bg": ("cp1251", "iso8859-5"),
    "sr": ("cp1251", "cp1250", "iso8859-5"),
    "kk": ("kz1048", "cp1251"),
    "el": ("cp1253", "iso8859-7"),
    "tr": ("cp1254",),
    "he": ("cp1255", "iso8859-8"),
    "ar": ("cp1256", "iso8859-6"),
    "fa": ("cp1256",),
    "th": ("cp874",),
    "vi": ("cp1258",),
    "lt": ("cp1257", "iso8859-13"),
    "lv": ("cp1257", "iso8859-13"),
    "et": ("cp1257", "cp1252"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "hr", "sl"), ("cp1250", "iso8859-2")),
    **dict.fromkeys(("en", "de", "fr", "es", "pt", "it", "nl"), ("cp1252",)),
}  # fmt: skip
"""Charsets that mail in a language is written in, the likeliest first."""

_ALL = (
    "gb18030", "cp950", "cp949", "cp932", "euc_jp",
    "cp1252", "cp1251", "koi8-r", "cp1254", "cp1250", "iso8859-2", "cp1253", "iso8859-7", "cp1256", "iso8859-6",
    "cp1255", "cp874", "iso8859-5", "koi8-u", "cp866", "cp1257", "mac-roman", "cp850", "big5hkscs",
)  # fmt: skip


def guess(raw: bytes, labels: Sequence[str] = (), language: str = "") -> str:
    """The likeliest codec, or nothing where none fits. `labels` are codecs that something speaks for."""
    sample = _foreign(raw)
    if not sample:
        return ""
    hinted = dict.fromkeys([*labels, *spoken(language)])
    best = _best(raw, sample, hinted)
    is_other = best == "cp1251" or (best in _LIKE_CAPITALS and best not in hinted)
    return "koi8-r" if is_other and _is_in_capitals(sample, best) else best


def _best(raw: bytes, sample: bytes, hinted: dict[str, None]) -> str:
    marks = dict(_marks(sample, hinted))
    if not marks:
        return ""
    best = max(marks, key=lambda codec: marks[codec])
    runner = max((mark for codec, mark in marks.items() if codec not in _alike(best)), default=-9.0)
    expected = best in [*hinted][:1] and marks[best] >= _GOOD + _HINTED
    if marks[best] >= _GOOD and (expected or marks[best] - runner >= _CLEAR):
        return best
    return _by_detector(raw, marks, best)


def plausible(raw: bytes, codec: str) -> float:
    """How much the bytes look like text in this codec: about 1 for prose, below 0 for rubbish."""
    mark = _mark(_foreign(raw, _GLANCE), codec, _GLANCED)
    return -9.0 if mark is None else mark


def likeness(raw: bytes, codec: str) -> float:
    """The same by more of the text."""
    mark = _mark(_foreign(raw), codec)
    return -9.0 if mark is None else mark


_TURNED = {"cp1251": "koi8-r", "koi8-r": "cp1251", "koi8-u": "cp1251"}
_USUAL_PAIRS = frozenset(
    "ст но то на ен ов ни ра во ко по го ос ро ер ре не ли пр ал ть ан от ет ор та ль ес ка ел ва ри да ме ле де со "
    "ны ск ин ог ом ой ый ая ие ия об до за ве ви ла ло ма мо ми те ти тр за из ит им ел ем ей ол он од оп оц ша шу "
    "аз ак ам ар ас ат бо бы ву вы вс ва ди др же зд ик ил ис иц ку кр лу ль лю мы мп ну нт нн ня ож ок пе пи па ру "
    "ры се сл см сс ту ты уд ую ут уч хо це ци че чи ша ше щи ые ый ых ым як ян ят ях її ії ід оч чн ср св зн".split()
)
_CLEARLY_PAIRED, _MANY_PAIRS, _FEW_PAIRS = 0.15, 0.6, 3


def turned(raw: bytes, codec: str) -> str:
    """The charset in which words wrongly read as `оПНЬС ОНДРБЕПДХРЭ` are words; else nothing.

    Small letters of Windows-1251 are capitals of KOI8-R and the other way round.
    """
    other = _TURNED.get(codec, "")
    if not other:
        return ""
    sample = _foreign(raw, _GLANCE)
    text, instead = sample.decode(codec, "replace"), sample.decode(other, "replace")
    capitals = sum(letter.isupper() for letter in text if letter > "\x7f")
    small = sum(letter.islower() for letter in text if letter > "\x7f")
    if capitals < 3 or capitals <= small:
        return ""
    return other if _paired(instead) - _paired(text) >= _CLEARLY_PAIRED else ""


_LIKE_CAPITALS = ("cp1253", "iso8859-7", "cp1255", "iso8859-8")


def _is_in_capitals(sample: bytes, best: str) -> bool:
    """`ТЕСТ` in KOI8-R is `τεστ`, and small letters of Windows-1251 and Hebrew."""
    text = sample[:_GLANCE].decode("koi8-r")
    letters = [letter for letter in text if letter > "\x7f" and letter.isalpha()]
    if not letters or not all(letter.isupper() for letter in letters):
        return False
    there = _paired(sample[:_GLANCE].decode(best, "replace")) if best == "cp1251" else _MANY_PAIRS - 0.15
    return _paired(text) - there >= _CLEARLY_PAIRED


def _paired(text: str) -> float:
    """The share of pairs of letters that Russian words are full of."""
    pairs = [pair for word in _CYRILLIC.findall(text) for pair in map("".join, pairwise(word))]
    if len(set(pairs)) < _FEW_PAIRS:
        return 0.0
    odd = sum(pair[0].islower() and pair[1].isupper() for pair in pairs)
    return (sum(pair.lower() in _USUAL_PAIRS for pair in pairs) - odd) / len(pairs)


_CYRILLIC = late(r"[\u0400-\u04ff]{2,40}+")


def is_western(raw: bytes) -> bool:
    """Western words have few letters beyond ASCII; of the signs there, few are in use."""
    foreign = b"".join(word for word in _foreign(raw).split() if not word.isascii()).translate(None, _USED)
    beyond = len(foreign.translate(None, _ASCII))
    plain = len(foreign) - beyond
    return beyond < plain or not beyond


_ASCII = bytes(range(128))
_USED = bytes(
    {*range(0x41), *range(0x5B, 0x61), *range(0x7B, 0x80)}
) + "€…‘’“”•–—™\xa0¡£§©ª«®°±²³´·º»¿".encode("cp1252")
"""What is a letter in no Western charset."""


def spoken(language: str) -> tuple[str, ...]:
    """The charsets that mail in a language comes in, the likeliest first."""
    tidy = language.lower().replace("_", "-")
    return LANGUAGES.get(tidy) or LANGUAGES.get("zh-tw" if "hant" in tidy else tidy.partition("-")[0], ())


def _alike(codec: str) -> tuple[str, ...]:
    """Codecs that differ from it in a few signs only: being close to them is no doubt."""
    return next((family for family in _FAMILIES if codec in family), (codec,))


_FAMILIES = (
    ("cp950", "big5hkscs"),
    ("koi8-r", "koi8-u"),
    ("cp1253", "iso8859-7"),
    ("cp1255", "iso8859-8"),
    ("cp1252", "iso8859-15"),
    ("cp1257", "iso8859-13"),
)


def _foreign(raw: bytes, most: int = _SAMPLE) -> bytes:
    """The first lines that are not ASCII, whole, so that no character is cut."""
    if len(raw) <= most:
        return raw if not raw.isascii() else b""
    first = _BEYOND.search(raw)
    if first is None:
        return b""
    begin = raw.rfind(b"\n", 0, first.start()) + 1
    kept, size = [], 0
    for line in raw[begin : begin + 8 * most].split(b"\n"):
        if not line.isascii():
            kept.append(_cut(line, most))
            size += len(kept[-1])
            if size > most:
                break
    return b"\n".join(kept)


_BEYOND = late(rb"[\x80-\xff]")


def _cut(line: bytes, most: int) -> bytes:
    """A line without end is cut between words; without words, so that pairs most likely stay whole."""
    if len(line) <= most:
        return line
    space = line.rfind(b" ", most // 4, most)
    return line[: space if space > 0 else most]


def _marks(sample: bytes, hinted: Iterable[str]) -> Iterator[tuple[str, float]]:
    first = list(hinted)
    for codec in dict.fromkeys([*first, *_ALL]):
        mark = _mark(sample, codec)
        if mark is not None:
            start = _HINTED - 0.06 * first.index(codec) if codec in first else _START.get(codec, 0.0)
            yield codec, mark + (start if mark > 0 or codec in first[:1] else 0.0)


_START = {
    "iso8859-2": -0.02, "iso8859-7": -0.02, "iso8859-6": -0.03, "iso8859-5": -0.05, "koi8-u": -0.03, "cp866": -0.05,
    "cp1257": -0.12, "mac-roman": -0.2, "cp850": -0.2, "big5hkscs": -0.03, "cp1250": -0.08, "cp1254": -0.04,
    "euc_jp": -0.02,
}  # fmt: skip
"""Of two that fit as well, the more usual."""


def _by_detector(raw: bytes, marks: dict[str, float], best: str) -> str:
    """What chardet takes it for, where that is among the good ones; else the best by its marks."""
    import chardet

    near = {codec for codec, mark in marks.items() if mark >= marks[best] - _NEARLY and mark > 0}
    if len(near) < 2:
        return best
    for found in chardet.detect_all(raw[:_SAMPLE], ignore_threshold=True)[:3]:
        codec = _DETECTED.get(str(found["encoding"]).lower().replace("_", "-"), "")
        if codec in near:
            return codec
    return best


_DETECTED = {
    "gb18030": "gb18030", "gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "cp950": "cp950",
    "big5hkscs": "big5hkscs", "cp949": "cp949", "euc-kr": "cp949", "cp932": "cp932", "shift-jis": "cp932",
    "euc-jp": "euc_jp", "windows-1252": "cp1252", "iso-8859-1": "cp1252", "iso-8859-15": "cp1252",
    "windows-1251": "cp1251", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "iso-8859-5": "iso8859-5", "cp866": "cp866",
    "windows-1254": "cp1254", "iso-8859-9": "cp1254", "windows-1250": "cp1250", "iso-8859-2": "iso8859-2",
    "windows-1253": "cp1253", "iso-8859-7": "iso8859-7", "windows-1256": "cp1256", "iso-8859-6": "iso8859-6",
    "windows-1255": "cp1255", "cp874": "cp874", "tis-620": "cp874", "windows-1257": "cp1257",
    "macroman": "mac-roman", "cp850": "cp850",
}  # fmt: skip


# -- marks -------------------------------------------------------------------------------------------


def _mark(sample: bytes, codec: str, most: int = _JUDGED) -> float | None:
    try:
        text = sample.decode(codec)
    except (UnicodeError, LookupError):
        return None
    if codec in _MAKERS:
        return _judged(text, codec, most) - (0.6 if codec not in _WIDE and is_sprinkled(sample) else 0.0)
    mark = _judged(text, codec, most) - (0.0 if is_western(sample) or _is_shown_off(sample) else 0.6)
    within = len(_SIGN_WITHIN.findall(text))
    return mark - within / len(_STRANGE.findall(text)) if within else mark


def _is_shown_off(sample: bytes) -> bool:
    """`(äöüÄÖÜß)`: one such word among plain ones is no other alphabet."""
    long = sum(len(run) > 2 for run in _RUN.findall(sample))
    return long <= 1 and len(sample.translate(None, _USED)) > 4 * len(sample.translate(None, _ASCII))


def is_sprinkled(sample: bytes) -> bool:
    """Accents stand alone among plain letters; the words of another alphabet are whole."""
    runs = _RUN.findall(sample)
    return sum(map(len, runs)) < 2 * len(runs)


_RUN = late(rb"[\x80-\xff]+")
_SIGN_WITHIN = late(r"[^\W\d_][³¹²±¶¼¾½¢¤¥¦¬£¿¡¯»«¸¨´][^\W\d_]")


def _judged(text: str, codec: str, most: int) -> float:
    """Points a character: 1 for the most used of its script, less for the others, below 0 for strangers."""
    points = _points(codec)
    other, is_wide = points.get("other", -0.8), codec in _WIDE
    total, count = 0.0, 0
    for found in islice(_STRANGE.finditer(text), most):
        at, letter = found.start(), found[0]
        count += 1
        total += points.get(letter, other)
        if not is_wide and letter.isalpha():
            after = text[at + 1 : at + 2]
            total -= (
                0.5 if letter.isupper() and not (text[at - 1] + after).strip(" \t\n\r0123456789") else 0.0
            )
            total -= _clash(text[at - 1], letter) if at else 0.0
            total -= _clash(letter, after) if after.isascii() else 0.0
    return total / count if count else 0.0


_STRANGE = late(r"[^\x00-\x7f]")
_WIDE = ("gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949")


def _clash(before: str, letter: str) -> float:
    """No word goes on in upper case, or in another alphabet."""
    if not (before.isalpha() and letter.isalpha()):
        return 0.0
    if before.islower() and letter.isupper():
        return 2.0
    return 1.0 if _script(before) != _script(letter) else 0.0


def _script(letter: str) -> int:
    """A number for each alphabet: Latin 0, Greek 1, Cyrillic 2, Hebrew 3, Arabic 4, Thai 5, others 6."""
    code = ord(letter)
    if code < 0x0370:
        return 0
    return next((number for number, end in enumerate(_ENDS, 1) if code < end), 6)


_ENDS = (0x0400, 0x0530, 0x0600, 0x0780, 0x0E80)


@lru_cache(64)
def _points(codec: str) -> dict[str, float]:
    maker = _MAKERS.get(codec, _latin)
    return {**_signs(), **maker(codec)}


def _signs() -> dict[str, float]:
    """Punctuation that every program of our day writes."""
    return {
        **dict.fromkeys("“”‘’–—…«»„€•\xa0", 0.8),
        **dict.fromkeys("®©™°§£", 0.75),
        **dict.fromkeys("²³±·×½¼№¥", 0.35),
    }


def _graded(groups: str, best: float = 1.0, step: float = 0.1) -> dict[str, float]:
    """`most used|less used|...` as points that fall from group to group."""
    return {letter: best - step * rank for rank, group in enumerate(groups.split("|")) for letter in group}


def _cased(groups: str) -> dict[str, float]:
    """Capitals are worth a little less than their small letters: prose has few."""
    small = _graded(groups)
    return {**{letter.upper(): mark - 0.12 for letter, mark in small.items()}, **small}


_WIDE_SIGNS = "，。、？！：；（）“”‘’《》【】「」『』—…～・－／％＃＆＠＋＝＊"
_WIDE_LETTERS = "".join(
    chr(code) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
)


def _rows(codec: str, leads: tuple[int, int], trails: tuple[int, ...]) -> str:
    pairs = (bytes((lead, trail)) for lead in range(*leads) for trail in trails)
    return "".join(pair.decode(codec, "ignore") for pair in pairs)


_HIGH = tuple(range(0xA1, 0xFF))


def _simplified(_: str) -> dict[str, float]:
    known = _rows("gb2312", (0xB0, 0xD8), _HIGH)
    return {
        **dict.fromkeys(_rows("gb2312", (0xD8, 0xF8), _HIGH), -0.3),
        **dict.fromkeys(known, 0.35),
        **dict.fromkeys(_WIDE_SIGNS + "　", 0.7),
        **dict.fromkeys(_WIDE_LETTERS, 0.2),
        **dict.fromkeys(_ZH, 1.0),
    }


def _traditional(_: str) -> dict[str, float]:
    known = _rows("cp950", (0xA4, 0xC7), (*range(0x40, 0x7F), *_HIGH))
    return {
        **dict.fromkeys(known, 0.35),
        **dict.fromkeys(_WIDE_SIGNS + "　", 0.7),
        **dict.fromkeys(_WIDE_LETTERS, 0.2),
        **dict.fromkeys(_ZH_TW, 1.0),
        "other": -0.5,
    }


def _japanese(_: str) -> dict[str, float]:
    known = _rows("euc_jp", (0xB0, 0xD0), _HIGH)
    hiragana = "".join(chr(code) for code in range(0x3041, 0x3094))
    katakana = "".join(chr(code) for code in range(0x30A1, 0x30F5))
    return {
        **dict.fromkeys(known, 0.35),
        **dict.fromkeys("".join(chr(code) for code in range(0xFF61, 0xFFA0)), -0.45),
        **dict.fromkeys(_WIDE_SIGNS + "　", 0.7),
        **dict.fromkeys(_WIDE_LETTERS + "①②③④⑤⑥⑦⑧⑨⑩㈱㈲№℡Ⅰ Ⅱ Ⅲ㎜㎝㎏㎡髙﨑", 0.3),
        **dict.fromkeys(_JA, 0.95),
        **dict.fromkeys(hiragana + katakana + "ー", 0.95),
        "other": -0.5,
    }


def _korean(_: str) -> dict[str, float]:
    return {
        **dict.fromkeys(_rows("euc_kr", (0xB0, 0xC9), _HIGH), 0.3),
        **dict.fromkeys(_rows("euc_kr", (0xCA, 0xFE), _HIGH), -0.5),
        **dict.fromkeys(_WIDE_SIGNS, 0.3),
        **dict.fromkeys(_WIDE_LETTERS, 0.1),
        **dict.fromkeys(_KO, 1.0),
    }


def _cyrillic(codec: str) -> dict[str, float]:
    ukrainian = "|||іїєґ" if codec in ("koi8-u", "cp1251") else "|||||іїєґ"
    return _cased("оеаинтср|влкмдпуя|ыьзгбйчх|жшюцщэ|фъё" + ukrainian)


def _kazakh(_: str) -> dict[str, float]:
    return _cased("оеаинтср|влкмдпуя|ыьзгбйчх|жшюцщэіқғңүұһәө|фъё")


def _greek(_: str) -> dict[str, float]:
    return {**_cased("αοιετσνρκπυλμςη|ωγδθχφβξζψ|άέήίόύώ"), "ς": 0.95, "ΐ": 0.5, "ϊ": 0.6, "ΰ": 0.4, "ϋ": 0.5}


def _hebrew(_: str) -> dict[str, float]:
    return {**_graded("יוהלאמרתבש|נעםדחקפגטכןצסז|ךףץ", 1.0), "₪": 0.3}


def _arabic(_: str) -> dict[str, float]:
    return {**_graded("اليمنرتوسدبعةهك|فقحجصشطىخأإضئءؤذثزغآظ|،؟؛پچژگـ", 1.0), **dict.fromkeys("ًٌٍَُِّْ", 0.1)}


def _thai(_: str) -> dict[str, float]:
    letters = "".join(chr(code) for code in range(0x0E01, 0x0E4D))
    return {**dict.fromkeys(letters, 0.75), **dict.fromkeys("ากรนอมเ่้ทวงสยลีัดิุ", 0.95), "other": -1.0}


def _latin(codec: str) -> dict[str, float]:
    home = _LATIN.get(codec, _LATIN["cp1252"])
    return {**_cased(home), "ß": 0.9, "¿": 0.85, "¡": 0.85, "ª": 0.3, "º": 0.4}


_LATIN = {
    "cp1252": "éáóíñüäöçãêàèúâôõ|åøîùûëï||æœ||ìòÿšž||þð||||ý",
    "cp1254": "ışüöçğâîû|||||éáóíñäãêàèúôõåøæëïìò",
    "cp1250": "áéíóęąłśćżźńčěřšžýůűőúäöüň|ťďçëâîăôľĺŕ|||ţđ",
    "iso8859-2": "áéíóęąłśćżźńčěřšžýůűőúäöüň|ťďçëâîăôľĺŕ|||ţđ",
    "cp1257": "ėšųūčįąžęāēīļņģķūõäöü|||||éó",
}
_MAKERS = {
    "gb18030": _simplified, "cp950": _traditional, "big5hkscs": _traditional, "cp932": _japanese,
    "euc_jp": _japanese, "shift_jis_2004": _japanese, "euc_jis_2004": _japanese, "cp949": _korean, "johab": _korean,
    "cp1251": _cyrillic, "koi8-r": _cyrillic, "koi8-u": _cyrillic, "iso8859-5": _cyrillic, "cp866": _cyrillic,
    "cp855": _cyrillic, "mac-cyrillic": _cyrillic, "kz1048": _kazakh, "ptcp154": _kazakh, "cp1253": _greek,
    "iso8859-7": _greek, "mac-greek": _greek, "cp737": _greek, "cp869": _greek, "cp1255": _hebrew,
    "iso8859-8": _hebrew, "cp862": _hebrew, "cp1256": _arabic, "iso8859-6": _arabic, "cp864": _arabic,
    "cp720": _arabic, "cp874": _thai,
}  # fmt: skip


# -- the most used characters, by general frequency lists and the words of the trade ------------------

_ZH = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十"
    "民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯"
    "月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女"
    "变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基"
    "眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今"
    "切院让识候带导争运价格您贵请附件谢客户订单货款发票样品交期询盘报价产品公司电话邮箱地址联系先生女士经理确认回复"
    "收到查收银行账户付款船运港口集装箱数量规格型号质量证书检验合同形式装箱单提单尽快如有任何问题随时顺祝商祺此致敬礼"
    "李刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶苏魏吕丁伟芳娜敏静丽强磊洋勇艳杰涛明超霞"
    "上海深圳广州宁波杭州青岛浙江江苏福建山东限责任贸易进出口机械五金纺织化材料科技实厂商采购需要希望能否什么时候多少钱"
)  # fmt: skip
_ZH_TW = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家"
    "種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日者意無力它與長把機十"
    "民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加西"
    "月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女"
    "變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至形社便空決治展馬科司五基"
    "書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊張該交規萬取格望覺術領共確傳師觀清今"
    "切院讓識候帶導爭運價您貴請附謝客戶訂單貨款發票樣品詢盤產司話郵箱址聯繫絡生經確認復覆收查銀行帳戶付款船港集裝箱數規"
    "型號質證書檢驗合約形式提盡快任何隨順祝商祺致敬禮李劉陳楊黃趙吳周徐孫朱胡郭林羅鄭梁謝宋唐許韓鄧曹彭曾田蔡葉蘇"
    "台灣北中高雄新竹香港有限貿易股份進出械五紡織材料廠採購需要希望否多少錢貴司"
)  # fmt: skip
_JA = (
    "日一人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西"
    "電校語土木聞食車何南万毎白天母火右読友左休父雨株式会社様御貴見積納期価格注文発送請求確認資料添付製品仕様数量返信"
    "件連絡宜願致申上下担当者営業部課長取引先輸出入港船積支払銀行口座契約書検査証明機械部品問合回答品質田中佐藤鈴木高橋"
    "山本渡辺伊加吉村小松井林清斎太郎花美子世話度願打合税在庫梱包見本番号住所京阪名古屋国際貿易事務変更至急対応可能"
)  # fmt: skip
_KO = (
    "이다는을에의가하고니습지사기해안정인한를리은로도시어으자그나서아대게일부있여수보전라것거들제주무원장만상면과문내드"
    "구진공요세적까했오비주조없신소성스미년경당유우합김박최강윤임오서견적문의감녕십품납발송주담생각확답변부탁회귀첨파"
    "계약배선금액입급받연락저희때트였말했같되어동위통번호격질양영업국무역관체크발급준마와모용출물화실중개날짜월간차고"
    "객추후너더바터프디카타하험규단종철건류산현승된될할및또재목결불교환지연운민명재준은혜"
)  # fmt: skip

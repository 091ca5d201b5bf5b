"""What do these bytes say? Labels as browsers read them (WHATWG), strict codecs first, a noted guess last.

label | what the bytes show (UTF-8, ISO-2022, HZ, UTF-7) | hints | account language | detector
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from parsers.late import late
from parsers.opening import guesses, sevenbit
from parsers.opening.labels import SEVEN_BIT, WIDE, codecs_of

_SURROGATES = late("[\ud800-\udfff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_MENDED = 500
"""So many lines of a broken text are looked at one by one."""
_USUAL, _USUAL_WIDE = 0.75, 0.3
"""A labelled text of usual characters is what it is called; no other charset is looked at."""
_CLEARLY, _CLEARLY_WIDE, _OTHERWISE = 0.2, 0.35, 0.6
"""By so much another charset must read better than the label's: names in Han have rare characters."""
_A_NAME = 3
_CHANCE = 0.8


class Decoded(NamedTuple):
    text: str
    doubt: str = ""
    """Why the text may be wrong, or empty."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What speaks for a charset where no label does, the strongest first: the body of the same mail, its
    other headers, the language of the account.
    """

    labels: tuple[str, ...] = ()
    language: str = ""

    @property
    def codecs(self) -> tuple[str, ...]:
        """Codecs worth a try: UTF-8 is tried always, and Latin-1 is what programs write that do not know."""
        found = dict.fromkeys(codec for label in self.labels for codec in codecs_of(label))
        return tuple(codec for codec in found if codec not in ("utf-8", "cp1252"))

    @property
    def likely(self) -> tuple[str, ...]:
        return (*self.codecs, *guesses.spoken(self.language))


NO_HINTS = Hints()


def decode(raw: bytes, label: str = "", hints: Hints = NO_HINTS) -> Decoded:
    """Text of `raw`, never failing."""
    return _remembered(raw, label, hints) if len(raw) <= _SHORT else _decoded(raw, label, hints)


def _decoded(raw: bytes, label: str, hints: Hints) -> Decoded:
    known = codecs_of(label)
    if raw.isascii():
        return _of_ascii(raw, label, known[:1])
    turned = guesses.turned(raw, known[0]) if known else ""
    if turned and _strictly(raw, "utf-8") is None:
        return Decoded(clean(raw.decode(turned, "replace")), _read_as(label, turned))
    if not known or known[0] in WIDE or raw.startswith(codecs.BOM_UTF8):
        marked = _by_mark(raw)
        if marked is not None:
            return marked
    found = _by_label(raw, known) or _by_look(raw, () if known else hints.likely)
    if found is not None:
        return found
    return _doubtful(raw, label, known, hints)


_SHORT = 120
"""Names and subjects come again and again, and each stands in two fields."""
_remembered = lru_cache(4096)(_decoded)


# -- sure enough -------------------------------------------------------------------------------------


def _of_ascii(raw: bytes, label: str, known: tuple[str, ...]) -> Decoded:
    """Nearly all mail is; a charset of seven bits shows itself, and a wrong claim of one does no harm."""
    if known and known[0] in SEVEN_BIT and (known[0] == "utf-7" or b"\x1b" in raw or b"~" in raw):
        return Decoded(clean(sevenbit.decode(raw, known[0])))
    if known and known[0] in WIDE and b"\x00" in raw:
        return Decoded(clean(_utf_16(raw, known[0])))
    shown = sevenbit.named(raw)
    if not shown:
        return Decoded(clean(raw.decode("ascii")))
    doubt = "" if b"\x1b" in raw and not known else _read_as(label, shown)
    return Decoded(clean(sevenbit.decode(raw, shown)), doubt)


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return Decoded(clean(raw.decode(codec, "replace")))
    return None


def _utf_16(raw: bytes, codec: str) -> str:
    """Without a mark the order is told by where the zeros of Latin letters stand (RFC 2781 says: big end)."""
    if codec == "utf-16" and raw[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        little = raw[1:2000:2].count(0) > raw[:2000:2].count(0)
        codec = "utf-16-le" if little else "utf-16-be"
    return raw.decode(codec, "replace")


def _by_label(raw: bytes, known: tuple[str, ...]) -> Decoded | None:
    """The label, where it fits strictly and gives words of its script."""
    for codec in known:
        if codec in SEVEN_BIT:
            return Decoded(clean(sevenbit.decode(raw, codec))) if b"\x1b" in raw else None
        if codec in WIDE:
            return Decoded(clean(_utf_16(raw, codec)))
        text = _strictly(raw, codec)
        if text is not None:
            return Decoded(clean(text)) if codec == "utf-8" or _is_true(raw, codec) else None
    return None


def _is_true(raw: bytes, codec: str) -> bool:
    if _is_utf8(raw, codec):
        return False
    if codec == "iso8859-15":  # nobody says so who does not know
        return True
    return guesses.plausible(raw, codec) >= (_USUAL_WIDE if codec in _HAN else _USUAL)


_HAN = ("gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949", "johab")


def _is_utf8(raw: bytes, codec: str) -> bool:
    """By chance a character or two of GBK are; not three bytes in a row, and not many."""
    text = _strictly(raw, "utf-8")
    if text is None or codec not in _HAN:
        return text is not None
    return _count(text) >= 4 or (_count(text) >= 2 and any(letter > "\u07ff" for letter in text[:2000]))


def _count(text: str) -> int:
    return sum(letter > "\x7f" for letter in text[:2000])


def _by_look(raw: bytes, likely: tuple[str, ...]) -> Decoded | None:
    if b"\x1b" in raw and (shown := sevenbit.named(raw)):
        return Decoded(clean(sevenbit.decode(raw, shown)))
    text = _strictly(raw, "utf-8")
    if text is None or (likely and likely[0] in _HAN and _is_chance(raw, text, likely[0])):
        return None
    return Decoded(clean(text))


def _is_chance(raw: bytes, text: str, codec: str) -> bool:
    """`谢谢` in GBK is `лл` in UTF-8: a word or two of Han, where Han is expected."""
    return len(raw) <= 8 and max(text) <= "\u07ff" and guesses.plausible(raw, codec) >= _CHANCE


# -- doubtful ----------------------------------------------------------------------------------------


def _kept(raw: bytes, label: str, known: tuple[str, ...], hints: Hints) -> Decoded | None:
    """Text of the label or UTF-8, broken here and there; rubbish stays the label's, whatever it may spell."""
    usual = known[0] if known and known[0] not in SEVEN_BIT else "utf-8"
    for codec in dict.fromkeys((usual, "utf-8")):
        if _is_nearly(raw, codec) or (codec == "utf-8" == usual and _is_mixed(raw)):
            return Decoded(clean(_mended(raw, codec, hints)), _read_as(label, codec))
    codec = next((one for one in dict.fromkeys(("utf-8", usual)) if _is_damaged(raw, one, hints)), "")
    if _is_one_sign(raw):
        codec = usual if known else "cp1252"
    return Decoded(clean(raw.decode(codec, "replace")), _read_as(label, codec)) if codec else None


def _doubtful(raw: bytes, label: str, known: tuple[str, ...], hints: Hints) -> Decoded:
    """The label or UTF-8 with bytes broken, then what is likely, then the label with holes in it."""
    kept = _kept(raw, label, known, hints)
    if kept is not None:
        return kept
    if not _is_claim(known) and not hints.codecs and not hints.language and guesses.is_western(raw):
        first = _strictly(raw, "cp1252") if guesses.plausible(raw, "cp1252") > _USUAL else None
        if first is not None:
            return Decoded(clean(first), "" if known else _read_as(label, "cp1252"))
    codec = guesses.guess(raw, _claimed(known, hints), hints.language)
    if codec and known and not _is_better(raw, codec, known[0]):
        codec = known[0]
    if codec:
        return Decoded(clean(raw.decode(codec, "replace")), "" if codec in known else _read_as(label, codec))
    return _broken(raw, label, known, hints)


def _is_better(raw: bytes, codec: str, labelled: str) -> bool:
    """A label that can be true is given up only for a text that is clearly more like words."""
    if labelled == codec or labelled in SEVEN_BIT or _strictly(raw, labelled) is None:
        return True
    better = guesses.likeness(raw, codec) - guesses.likeness(raw, labelled)
    if labelled not in _HAN:
        return better >= _CLEARLY
    if codec == "cp1252" and guesses.is_sprinkled(raw):  # haven\x92t: a sign and an English letter, no Han
        return better >= _CLEARLY
    is_long = _count(raw[:4000].decode(labelled, "replace")) > _A_NAME
    return is_long and better >= (_CLEARLY_WIDE if codec in _HAN else _OTHERWISE)


def _is_claim(known: tuple[str, ...]) -> bool:
    return bool(known) and known[0] not in ("cp1252", "utf-8")


def _claimed(known: tuple[str, ...], hints: Hints) -> tuple[str, ...]:
    """A label that cannot be true still names the family: Big5 where GBK stands is no Cyrillic."""
    own = tuple(codec for codec in known if codec not in ("utf-8", "cp1252") and codec not in SEVEN_BIT)
    return tuple(dict.fromkeys((*own, *hints.codecs)))


def _is_nearly(raw: bytes, codec: str) -> bool:
    """One broken character in twelve, as where a gateway cut a line or a footer was hung on."""
    text = raw[:20_000].decode(codec, "replace")
    holes = text.count("\ufffd")
    return holes > 0 and holes * 12 <= _count(text) - holes and (codec == "utf-8" or _sounds(raw, codec))


def _is_one_sign(raw: bytes) -> bool:
    """`¯¯¯¯` and filling: no words of any alphabet. In Han, a wide space is twice the same byte."""
    beyond = set(raw[:4000]) - _PLAIN
    return len(beyond) == 1 and beyond != {0xA1} and sum(raw.count(one) for one in beyond) > 2


_PLAIN = frozenset(range(128))
_MOST, _ENOUGH, _LONG = 0.75, 0.5, 24


def _is_damaged(raw: bytes, codec: str, hints: Hints) -> bool:
    """Cut or broken, and still most of it is text in this codec of several bytes. A long text of which
    half is may be another's, if that reads clearly.
    """
    if codec != "utf-8" and codec not in _HAN:
        return False
    share = _share_of_utf8(raw) if codec == "utf-8" else _share_of_han(raw, codec)
    if share >= _MOST:
        return True
    return share >= _ENOUGH and not _is_clearly_other(raw, codec, hints)


def _share_of_utf8(raw: bytes) -> float:
    """Of the bytes beyond ASCII, those in whole characters. One cut off at the end is no damage."""
    sample = _CUT_OFF.sub(b"", _from_beyond(raw))
    beyond = sum(map(len, _BEYOND.findall(sample)))
    if not beyond:
        return 1.0
    whole = _WHOLE.findall(sample)
    is_proof = any(len(found) > 2 for found in whole) or len(whole) > 2  # two bytes fit by chance
    return sum(map(len, whole)) / beyond if is_proof else 0.0


_CUT_OFF = late(rb"(?:[\xe1-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2}+)\Z")
_BEYOND = late(rb"[\x80-\xff]++")
_WHOLE = late(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _share_of_han(raw: bytes, codec: str) -> float:
    """The same; nothing where what can be read is no text."""
    sample = _from_beyond(raw)
    if not _sounds(sample, codec):
        return 0.0
    readable = [letter for letter in sample.decode(codec, "ignore") if letter > "\x7f"]
    beyond = sum(map(len, _BEYOND.findall(sample)))
    return sum(len(letter.encode(codec, "ignore")) for letter in readable) / beyond


def _from_beyond(raw: bytes) -> bytes:
    """A sample from the first byte beyond ASCII on: before it may stand a long history."""
    first = _BEYOND.search(raw)
    return raw[first.start() : first.start() + 4000] if first else b""


def _is_clearly_other(raw: bytes, codec: str, hints: Hints) -> bool:
    other = guesses.guess(raw, hints.codecs, hints.language)
    if not other or other == codec:
        return False
    if codec == "utf-8":
        return guesses.likeness(raw, other) >= _OTHERWISE
    is_long = sum(map(len, _BEYOND.findall(_from_beyond(raw)))) >= _LONG
    return is_long and guesses.likeness(raw, other) >= _CHANCE


def _is_mixed(raw: bytes) -> bool:
    """Western words, some in UTF-8 and some not: pieces of several programs."""
    text = raw[:20_000].decode("utf-8", "replace")
    return text.count("\ufffd") * 2 <= _count(text) and guesses.is_western(raw)


def _sounds(raw: bytes, codec: str) -> bool:
    readable = raw[:4000].decode(codec, "ignore").encode(codec, "ignore")
    return guesses.plausible(readable, codec) >= 0.3


def _mended(raw: bytes, codec: str, hints: Hints) -> str:
    """Line by line: what another program hung on is often whole in its own charset."""
    lines = raw.split(b"\n")
    if len(lines) > 20_000:
        return raw.decode(codec, "replace")
    return "\n".join(_mended_lines(lines, codec, hints))


def _mended_lines(lines: list[bytes], codec: str, hints: Hints) -> Iterator[str]:
    left = _MOST_MENDED
    for line in lines:
        text = _strictly(line, codec)
        if text is None and left and codec == "utf-8" and not _has_sequences(line):
            left -= 1
            found = guesses.guess(line, hints.codecs, hints.language)
            text = _strictly(line, found) if found else None
        yield _with_western(line, codec) if text is None else text


def _with_western(line: bytes, codec: str) -> str:
    """Single bytes between characters of UTF-8 are Western, if the line is."""
    if codec != "utf-8" or not guesses.is_western(line):
        return line.decode(codec, "replace")
    return _ESCAPED.sub(_of_cp1252, line.decode("utf-8", "surrogateescape"))


_ESCAPED = late("[\udc80-\udcff]")


def _of_cp1252(found: re.Match[str]) -> str:
    return bytes((ord(found[0]) & 0xFF,)).decode("cp1252", "replace")


def _has_sequences(line: bytes) -> bool:
    return _SEQUENCE.search(line) is not None


_SEQUENCE = late(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")


def _broken(raw: bytes, label: str, known: tuple[str, ...], hints: Hints) -> Decoded:
    """Nothing fits all of it: the best by lines that can be read, with holes for the rest."""
    wanted = known[-1:] if known and known[-1] not in SEVEN_BIT else hints.likely
    codec = (*wanted, "cp1252")[0]
    return Decoded(clean(raw.decode(codec, "replace")), _read_as(label, codec))


def _read_as(label: str, codec: str) -> str:
    said = f"labelled {' '.join(clean(label[:60]).split())}" if label else "without a charset"
    return f"decode doubtful: text {said} read as {codec}"


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeError:
        return None


# -- clean -------------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """Without NUL, lone surrogates (no database takes them) and byte order mark; lines end in LF."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.isascii():
        text = _without_surrogates(text).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("", text)
    return text


def one_line(text: str) -> str:
    """A header's value: folds opened (RFC 5322 2.2.3), no control characters."""
    if text.isprintable():  # nearly always, and then there is nothing to do
        return text.strip()
    unfolded = " ".join([line.strip(" \t") for line in clean(text).split("\n")]).strip()
    return unfolded if unfolded.isprintable() else _CONTROLS.sub(" ", unfolded).strip()


_CONTROLS = late(r"[\x00-\x1f\x7f]+")

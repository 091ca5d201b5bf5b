"""What do these bytes say? Labels as browsers read them (WHATWG), strict codecs first, a noted guess last."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# A label is a claim by the sender. Only these are believed: Python also knows "codecs" such as
# punycode, unicode_escape or zlib, which are slow, lossy or dangerous on hostile bytes.
_LADDER: dict[str, tuple[str, ...]] = {
    "utf8": ("utf-8",),
    "utf7": ("utf-7",),
    "utf16": ("utf-16",),
    "utf16le": ("utf-16-le",),
    "utf16be": ("utf-16-be",),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "xgbk": ("gb18030",),
    "cp936": ("gb18030",),
    "ms936": ("gb18030",),
    "windows936": ("gb18030",),
    "gb231280": ("gb18030",),
    "euccn": ("gb18030",),
    "gb18030": ("gb18030",),
    "hzgb2312": ("hz",),
    "hz": ("hz",),
    "big5": ("cp950", "big5hkscs"),
    "xxbig5": ("cp950", "big5hkscs"),
    "cp950": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs", "cp950"),
    "shiftjis": ("cp932", "shift_jis_2004"),
    "sjis": ("cp932", "shift_jis_2004"),
    "xsjis": ("cp932", "shift_jis_2004"),
    "windows31j": ("cp932", "shift_jis_2004"),
    "cp932": ("cp932", "shift_jis_2004"),
    "eucjp": ("euc_jp", "euc_jis_2004"),
    "iso2022jp": ("iso2022_jp_ext", "iso2022_jp_2", "iso2022_jp_2004"),
    "iso2022jp2": ("iso2022_jp_2",),
    "iso2022kr": ("iso2022_kr",),
    "euckr": ("cp949",),
    "ksc56011987": ("cp949",),
    "ksc5601": ("cp949",),
    "cp949": ("cp949",),
    "koi8r": ("koi8-r",),
    "koi8u": ("koi8-u",),
    "tis620": ("cp874",),
    "windows874": ("cp874",),
    "iso88591": ("utf-8", "cp1252"),
    "latin1": ("utf-8", "cp1252"),
    "usascii": ("utf-8", "cp1252"),
    "ascii": ("utf-8", "cp1252"),
    "iso88599": ("cp1254",),
    "iso885911": ("cp874",),
    "cp866": ("cp866",),
    "ibm866": ("cp866",),
    "macintosh": ("mac-roman",),
    **{f"iso8859{n}": (f"iso8859-{n}",) for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows{n}": (f"cp{n}",) for n in range(1250, 1259)},
    **{f"cp{n}": (f"cp{n}",) for n in range(1250, 1259)},
}
_SURROGATES = re.compile("[\ud800-\udfff]")
# Anchors and classes do not overlap, so a failed attempt never rescans more than its own token.
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    doubt: str = ""
    """Why the text may be wrong, or empty."""


def decode(raw: bytes, label: str = "", hint: str = "") -> Decoded:
    """Text of `raw`; `hint` is a charset the same mail names elsewhere, for bytes without a label."""
    if raw.isascii() and b"\x1b" not in raw and _is_eight_bit(label):
        return Decoded(clean(raw.decode("ascii")))
    for codec in _codecs(raw, label, hint):
        text = _strictly(raw, codec)
        if text is not None:
            return Decoded(clean(text))
    return _doubtful(raw, label, hint)


def clean(text: str) -> str:
    """Without NUL, lone surrogates (no database takes them) and byte order mark; lines end in LF."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.isascii():
        text = _SURROGATES.sub("", text).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def one_line(text: str) -> str:
    """A header's value: folds opened (RFC 5322 2.2.3), no control characters."""
    if text.isprintable():  # nearly always, and then there is nothing to do
        return text.strip()
    unfolded = " ".join([line.strip(" \t") for line in clean(text).split("\n")]).strip()
    return unfolded if unfolded.isprintable() else _CONTROLS.sub(" ", unfolded).strip()


_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def decode_words(text: str) -> str:
    """RFC 2047 words decoded. Neighbours of one charset are joined as bytes: many clients cut characters."""
    return "".join(_unwrapped(text, str)) if "=?" in text else text


def recode_words(text: str) -> str:
    """The same words in UTF-8 and base64, one per run, with space around: every parser takes these."""
    return "".join(_unwrapped(text, _as_word)) if "=?" in text else text


def _as_word(text: str) -> str:
    return f" =?utf-8?B?{binascii.b2a_base64(text.encode(), newline=False).decode()}?= "


def _codecs(raw: bytes, label: str, hint: str) -> Iterator[str]:
    if b"\x1b$" in raw:
        yield from _LADDER["iso2022jp"]
    yield from _LADDER.get(_plain(label), ())
    yield "utf-8"
    if not _plain(label):
        yield from _LADDER.get(_plain(hint), ())


def _doubtful(raw: bytes, label: str, hint: str) -> Decoded:
    """Nothing that the mail names fits strictly: what the bytes look like, before any of them is given up."""
    said = f"labelled {label}" if label else "without a charset"
    for codec in () if _plain(label) else _likely(raw):
        text = _strictly(raw, codec)
        if text is not None:
            return Decoded(clean(text), f"decode doubtful: text {said} read as {codec}")
    known = _LADDER.get(_plain(label)) or _LADDER.get(_plain(hint))
    codec = known[-1] if known else "cp1252"
    return Decoded(clean(raw.decode(codec, "replace")), f"decode doubtful: text {said} read as {codec}")


def _likely(raw: bytes) -> tuple[str, ...]:
    """Codecs by the look of the bytes, the likeliest first: enough for a name or a subject.

    Western words have few letters beyond ASCII. GB2312 uses no byte from 0x80 to 0xA0 and Shift_JIS begins
    with them; a second byte in the range of ASCII letters is Big5's; Windows-1251 has its letters from 0xC0
    up.
    """
    foreign = [byte for word in raw[:4000].split() if not word.isascii() for byte in word]
    high = [byte for byte in foreign if byte > 0x7F]
    if len(high) * 2 < len(high) + sum(chr(byte).isalpha() for byte in foreign if byte <= 0x7F):
        return ("cp1252",)
    if any(byte <= 0x9F for byte in high):
        return ("cp932", "gb18030")
    if all(byte >= 0xC0 for byte in high):
        return ("cp1251", "gb18030")
    return ("cp950", "gb18030") if _BIG5.search(raw[:4000]) else ("gb18030", "cp949")


_BIG5 = re.compile(rb"^(?:[\x00-\x7f]|[\xa1-\xf9][\xa1-\xfe])*[\xa1-\xf9][\x40-\x7e]")


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeError:
        return None


def _is_eight_bit(label: str) -> bool:
    return _plain(label) not in ("utf7", "utf16", "utf16le", "utf16be", "hz", "hzgb2312", "iso2022kr")


def _plain(label: str) -> str:
    return _spelt_plainly(label[:60]) if label else ""


@lru_cache(256)
def _spelt_plainly(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", label.lower().partition("*")[0])


def _unwrapped(text: str, wrap: Callable[[str], str]) -> Iterator[str]:
    """The text between the words as it is, and every run of words decoded as one."""
    run: list[re.Match[str]] = []
    end = 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        if run and between.strip():
            yield wrap("".join(_run(run)))
            run = []
        if not run or between.strip():
            yield between
        run.append(word)
        end = word.end()
    if run:
        yield wrap("".join(_run(run)))
    yield text[end:]


def _run(words: list[re.Match[str]]) -> Iterator[str]:
    pending, charset = b"", ""
    for raw, label in _word_bytes(words):
        if label != charset and pending:
            yield decode(pending, charset).text
            pending = b""
        pending, charset = pending + raw, label
    yield decode(pending, charset).text


def _word_bytes(words: list[re.Match[str]]) -> Iterator[tuple[bytes, str]]:
    carry = ""
    for word in words:
        label, how, body = word[1].lower().partition("*")[0], word[2].lower(), carry + word[3]
        # Some clients cut base64 in the middle of a group of four.
        carry = body if how == "b" and len(body) % 4 and word is not words[-1] and len(body) < 2000 else ""
        if not carry:
            yield (from_base64(body.encode()) if how == "b" else _from_q(body)), label


def from_base64(raw: bytes) -> bytes:
    """Base64 as found in mail: junk skipped, missing padding forgiven."""
    for padding in (b"", b"==="):  # a copy of a big attachment only where it is needed
        try:
            return binascii.a2b_base64(raw + padding)
        except binascii.Error:
            continue
    sound = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    return binascii.a2b_base64(sound[: len(sound) // 4 * 4])


def _from_q(body: str) -> bytes:
    return binascii.a2b_qp(body.replace(" ", "_").encode("utf-8", "replace"), header=True)

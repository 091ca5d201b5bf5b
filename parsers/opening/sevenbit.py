"""Is this text in a charset of seven bits: ISO-2022-JP, -KR, -CN, HZ, UTF-7? They show it themselves."""

from __future__ import annotations

from collections.abc import Callable

from parsers.late import late

_UTF7 = late(rb"\+([A-Za-z0-9+/]{6,2000}+|A[K-P][A-Za-z0-9+/])-")
_NEAR_ENOUGH = (
    "gb2312",
    "big5",
    "shift_jis",
    "euc_kr",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1255",
    "cp1256",
    "cp874",
)
_HZ = late(rb"~\{(?:[\x21-\x77][\x21-\x7e]){1,2000}+~\}")
_LONGEST = 20_000
_MOST_RUNS = 50


def named(raw: bytes) -> str:
    """The codec that the bytes themselves show, or nothing. All are ASCII, or nearly."""
    if b"\x1b" in raw:
        return _by_escapes(raw)
    if b"~{" in raw and _HZ.search(raw):
        return "hz"
    return "utf-7" if b"+" in raw and _is_utf7(raw) else ""


def _by_escapes(raw: bytes) -> str:
    if b"\x1b$)C" in raw:
        return "iso2022_kr"
    if b"\x1b$)A" in raw or b"\x1b$)G" in raw or b"\x1b$)E" in raw:
        return "iso2022_cn"
    if b"\x1b$" in raw or b"\x1b(J" in raw or b"\x1b(I" in raw:
        return "iso2022_jp_ext"
    return ""


def _is_utf7(raw: bytes) -> bool:
    """Every shifted run is whole characters of UTF-16, all of one old charset: no phone number or key is."""
    runs = _UTF7.findall(raw[:_LONGEST])[:_MOST_RUNS]
    return bool(runs) and raw.isascii() and all(_is_words(run) for run in runs)


def _is_words(run: bytes) -> bool:
    bits = len(run) * 6 % 16
    if bits >= 6:
        return False
    try:
        text = (b"+" + run + b"-").decode("utf-7")
    except UnicodeError:
        return False
    return not text.isascii() and any(_fits(text, codec) for codec in _NEAR_ENOUGH)


def _fits(text: str, codec: str) -> bool:
    try:
        return bool(text.encode(codec))
    except UnicodeError:
        return False


def decode(raw: bytes, codec: str) -> str:
    """Strictly by Python where it knows all the characters, else by our own reading, which never fails."""
    if codec != "iso2022_cn":
        try:
            return raw.decode(codec)
        except UnicodeError:
            pass
    return _iso_2022(raw) if codec.startswith("iso2022") else raw.decode(codec, "replace")


# -- ISO 2022, with what real programs put into it ---------------------------------------------------

# RFC 1468, 1554, 1557, 1922. Python's codecs refuse NEC's and IBM's signs (①, ㈱, 髙) that Outlook writes.
_SWITCH = late(rb"(\x1b\$[@AB]|\x1b\$\([A-Z]|\x1b\$[)*][A-Z]|\x1b\([A-Z]|\x1b&@|\x1b[NO]|[\x0e\x0f])")
_SETS = {
    b"\x1b$@": "jis",
    b"\x1b$B": "jis",
    b"\x1b$(B": "jis",
    b"\x1b$(D": "jis212",
    b"\x1b$(Q": "jis",
    b"\x1b$(O": "jis",
    b"\x1b$A": "gb",
    b"\x1b$(C": "ks",
    b"\x1b(I": "kana",
}
_SHIFTED = {b"\x1b$)C": "ks", b"\x1b$)A": "gb"}


def _iso_2022(raw: bytes) -> str:
    out, behind = [], ""
    for line in raw.split(b"\n"):  # a line begins in ASCII, whatever the one before forgot
        words, behind = _line(line, behind)
        out.append(words)
    return "\n".join(out)


def _line(line: bytes, behind: str) -> tuple[str, str]:
    """The text of a line, and the set that SO now shifts to."""
    out, now = [], ""
    for number, piece in enumerate(_SWITCH.split(line)):
        if not number % 2:
            out.append(_READERS.get(now, _ascii)(piece))
        elif piece in _SHIFTED:
            behind = _SHIFTED[piece]
        elif piece == b"\x0e":
            now = behind or "kana"
        else:
            now = _SETS.get(piece, "")
    return "".join(out), behind


def _ascii(piece: bytes) -> str:
    return piece.decode("utf-8", "replace")


def _jis(piece: bytes) -> str:
    """By way of Shift_JIS: cp932 knows the rows of NEC and IBM too."""
    out = bytearray()
    low = bytes(byte & 0x7F for byte in piece)
    for row, cell in zip(low[::2], low[1::2], strict=False):
        out.append((row + 1) // 2 + (0x70 if row < 0x5F else 0xB0))
        out.append(cell + (0x1F if cell < 0x60 else 0x20) if row % 2 else cell + 0x7E)
    return bytes(out).decode("cp932", "replace")


def _high(piece: bytes) -> bytes:
    return bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece)


def _jis212(piece: bytes) -> str:
    high = _high(piece)
    pairs = (b"\x8f" + high[at : at + 2] for at in range(0, len(high), 2))
    return b"".join(pairs).decode("euc_jp", "replace")


_READERS: dict[str, Callable[[bytes], str]] = {
    "jis": _jis,
    "jis212": _jis212,
    "kana": lambda piece: _high(piece).decode("cp932", "replace"),
    "gb": lambda piece: _high(piece).decode("gb18030", "replace"),
    "ks": lambda piece: _high(piece).decode("cp949", "replace"),
}

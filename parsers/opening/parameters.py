"""What do the parameters of a MIME field say (RFC 2045, 2231)? Also in the forms that no RFC allows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from parsers.late import late
from parsers.opening import charsets, words
from parsers.opening.charsets import NO_HINTS, Hints

_LONGEST = 8 * 1024
_SHORT = 60
"""Fields as short as `text/plain; charset=utf-8` come again and again; a boundary or a file name does not."""
_LONGEST_NAME = 255

# A quoted value ends at a quote that `;`, the end or a `name=` follows: names hold quotes of their own.
_TOKEN = late(
    r"""
    [;\s,] \s{0,20}+ ([^\s=;",]{1,80}+) \s{0,20}+ = \s{0,20}+
    (?: "((?: [^"\\]++ | \\. | "(?! \s{0,20}+ (?: ; | \Z | ,?\s?[\w*-]{1,40}+ \s?=) ) )*+) "?
      | ([^;]*+)
    )
    """,
    re.DOTALL | re.VERBOSE,
)
_NEXT = late(
    r"\s+(?:charset|name\*?|filename\*?|boundary|format|delsp|size|type)(?:\*\d)?\s*=.*",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT = late(r"\([^()]{0,200}\)")


def read(raw: bytes, hints: Hints = NO_HINTS) -> tuple[str, Mapping[str, str]]:
    """`text/plain; charset=x` as its value in lower case and its parameters, RFC 2231 pieces put together."""
    return _remembered(raw) if len(raw) <= _SHORT and raw.isascii() else _read(raw[:_LONGEST], hints)


def _read(raw: bytes, hints: Hints = NO_HINTS) -> tuple[str, Mapping[str, str]]:
    text = charsets.decode(raw, "", hints).text
    value, rest = _parted(text)
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, str]] = {}
    for name, quoted, bare in _TOKEN.findall(rest):
        base, number = _piece(name.lower())
        said = _unescaped(quoted) if quoted or not bare else _bare(bare)
        if number is None:
            plain.setdefault(base, said)
        else:
            pieces.setdefault(base, {}).setdefault(number, ("*" if name.endswith("*") else "") + said)
    return value, {**plain, **{base: _joined(numbered, hints) for base, numbered in pieces.items()}}


_remembered = lru_cache(512)(_read)


def _parted(text: str) -> tuple[str, str]:
    """The value, and the rest from its separator on: `;`, or what broken programs write in its place."""
    value, mark, rest = text.partition(";")
    if "(" in value:
        value = _COMMENT.sub("", value)
    value = value.strip()
    if value.isalnum() or not re.search(r"[\s,]", value):
        return value.strip("\"'").lower(), mark + rest
    first = re.split(r"[\s,]", value)[0]
    return first.strip("\"'").lower(), value[len(first) :] + mark + rest


def _piece(name: str) -> tuple[str, int | None]:
    base, star, number = name.partition("*")
    number = number.rstrip("*")
    if not star:
        return base, None
    return base, int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0


def _joined(numbered: dict[int, str], hints: Hints) -> str:
    """RFC 2231 3 and 4. The first piece names the charset; some write one quote only, or none."""
    first = numbered[min(numbered)]
    charset, rest = "", first
    if first.startswith("*"):
        charset, rest = _charset_of(first[1:])
        rest = "*" + rest
    lowest = min(numbered)
    raw = b"".join(_octets(rest if n == lowest else numbered[n]) for n in sorted(numbered))
    return charsets.decode(raw, charset, hints).text


def _charset_of(piece: str) -> tuple[str, str]:
    parts = piece.split("'", 2)
    if len(parts) == 3 and len(parts[0]) <= 40 and len(parts[1]) <= 20:
        return parts[0], parts[2]
    return (parts[0], parts[1]) if len(parts) == 2 and _CHARSET.fullmatch(parts[0]) else ("", piece)


_CHARSET = late(r"(?:utf|iso|gb|big5|windows|koi8|us|shift|euc|ks)[\w.-]{0,20}", re.IGNORECASE)


def _octets(piece: str) -> bytes:
    return unquote_to_bytes(piece[1:]) if piece.startswith("*") else piece.encode("utf-8", "replace")


def _unescaped(value: str) -> str:
    """Quotes and backslashes only: `C:\\orders\\a.pdf` is written as it is."""
    return re.sub(r'\\(["\\])', r"\1", value) if "\\" in value else value


def _bare(value: str) -> str:
    value = _NEXT.sub("", value).strip() if "=" in value else value.strip()
    return (
        _COMMENT.sub("", value).strip()
        if value.endswith(")") and "(" in value and "." not in value
        else value
    )


# -- file names --------------------------------------------------------------------------------------

_EXTENDED = late(r"([\w-]{3,20})'[\w-]{0,8}'(.+)", re.DOTALL)
_PERCENT = late(r"(?:%[0-9A-Fa-f]{2}|[^%\s])*+")


def tidy_name(name: str, hints: Hints = NO_HINTS) -> str:
    """A file name for people: decoded, on one line, bounded. Never a path to be opened."""
    said = words.decode(_folded(name), hints) if "=?" in name else name
    if "%" in said:
        said = _from_percents(said)
    return " ".join(charsets.clean(said).split())[:_LONGEST_NAME]


def file_name(said: Mapping[str, str], typed: Mapping[str, str], hints: Hints = NO_HINTS) -> str:
    """By Content-Disposition; by Content-Type where that is readable and the other is not. No directories."""
    first, other = said.get("filename", ""), typed.get("name", "")
    name = tidy_name(first or other, hints)
    if first and other and _is_unreadable(name):
        second = tidy_name(other, hints)
        name = name if _is_unreadable(second) else second
    return without_directories(name)


def _is_unreadable(name: str) -> bool:
    """`????.pdf`: the program had no letters for it."""
    return "\ufffd" in name or "??" in name or not name.partition(".")[0].strip("?_ ")


def without_directories(name: str) -> str:
    """`C:\\docs\\PI.pdf`, `../../etc/passwd` (RFC 2183 2.3). `PI 3/4.pdf` is no path: `PI 3_4.pdf`."""
    if "/" not in name and "\\" not in name:
        return name
    if _PATH.match(name):
        return re.split(r"[/\\]", name.rstrip("/\\"))[-1].strip() if name.strip("./\\ ") else ""
    return name.replace("/", "_").replace("\\", "_")


_PATH = late(r"(?:[A-Za-z]:)?[/\\]|[A-Za-z]:[^/\\]|~/|file:|\S*[/\\]|.*\.\.[/\\]", re.IGNORECASE)


def _folded(name: str) -> str:
    """A name cut inside of its encoded words keeps them whole."""
    return " ".join(name.split())


def _from_percents(said: str) -> str:
    """`utf-8''%E6%8A%A5` without the star, and names percent-encoded as in an URL, if UTF-8 comes out."""
    extended = _EXTENDED.fullmatch(said)
    if extended:
        return charsets.decode(unquote_to_bytes(extended[2]), extended[1]).text
    if not _PERCENT.fullmatch(said):
        return said
    raw = unquote_to_bytes(said)
    if raw.isascii():
        return said
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return said

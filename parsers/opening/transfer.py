"""Which bytes stand behind a content transfer encoding (RFC 2045 6)? And is it the one it is called?"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from parsers.late import late

_SLICE = 512 * 1024
_LOOKED_AT = 4000


def named(raw: bytes) -> str:
    """`base64`, `quoted-printable`, `uuencode`, or nothing for all that leave the bytes as they are."""
    if not raw:
        return ""
    plain = re.sub(rb"\([^)]{0,200}\)?", b"", raw[:200]).lower()
    word = re.sub(rb"[^a-z0-9]", b"", re.split(rb"[;,\s]", plain.strip(b" \t\"';:"))[0])
    return _NAMES.get(word, "")


_NAMES = {
    **dict.fromkeys((b"base64", b"b", b"bas64", b"base64encoded", b"64base", b"mimebase64"), "base64"),
    **dict.fromkeys((b"quotedprintable", b"quotedprintables", b"quoted", b"qp", b"q"), "quoted-printable"),
    **dict.fromkeys((b"xuuencode", b"uuencode", b"xuue", b"uue", b"uuencoded"), "uuencode"),
}


def decode(content: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return from_base64(content)
    if encoding == "quoted-printable":
        return from_quoted_printable(content)
    return from_uu(content) if encoding == "uuencode" else content


def slices(content: memoryview, encoding: str) -> Iterator[bytes | memoryview]:
    """The same, piece by piece, so that a big attachment is never there twice."""
    if encoding == "base64":
        yield from _slices_of_base64(content)
    elif encoding:
        yield decode(bytes(content), encoding)
    else:
        yield content


# -- base64 ------------------------------------------------------------------------------------------

_WHITE = b"\r\n\t "
_LINES = late(rb"\s*+(?:[A-Za-z0-9+/]++={0,3}+[ \t]*+(?:\r*+\n\s*+|\Z))*+")
_JUNK = late(rb"[^A-Za-z0-9+/]")


def from_base64(raw: bytes) -> bytes:
    """Base64 as found in mail: junk skipped, missing padding forgiven, groups padded in the middle joined."""
    first = raw.find(b"=")
    if 0 <= first < len(raw) - 100 or 0 <= first < len(raw.rstrip()) - 3:
        return b"".join(_whole(piece) for piece in _PADDED.split(raw, _MOST_PIECES))
    return _whole(raw)


_PADDED = late(rb"=[=\s]*+")
_MOST_PIECES = 100_000


def _whole(raw: bytes) -> bytes:
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        sound = _JUNK.sub(b"", raw)
        sound = sound[:-1] if len(sound) % 4 == 1 else sound
        return binascii.a2b_base64(sound + b"=" * (-len(sound) % 4))


def _slices_of_base64(content: memoryview) -> Iterator[bytes]:
    left = b""
    for at in range(0, len(content), _SLICE):
        piece = left + bytes(content[at : at + _SLICE]).translate(None, _WHITE)
        whole = len(piece) // 4 * 4
        if b"=" in piece[: len(piece) - 4] or at + _SLICE >= len(content):
            yield from_base64(piece + bytes(content[at + _SLICE :]))
            return
        yield _whole(piece[:whole])
        left = piece[whole:]


def without_footer(content: bytes) -> tuple[bytes, bytes]:
    """Base64, and the plain lines that a list or a gateway hung on behind it."""
    found = _LINES.match(content)
    end = found.end() if found else 0
    if not end or end == len(content) or _is_base64_with_junk(content, end):
        return content, b""
    return content[:end], content[end:]


def _is_base64_with_junk(content: bytes, end: int) -> bool:
    """A footer stands behind the padding or an empty line; junk stands in the middle of a block."""
    before = content[max(0, end - 8) : end]
    return b"=" not in before and not re.search(rb"\n\s*\n\s*\Z", before)


# -- quoted-printable --------------------------------------------------------------------------------

_SOFT = late(rb"=[ \t]++(?=\r?\n)")


def from_quoted_printable(raw: bytes) -> bytes:
    """White space behind a soft break is junk (RFC 2045 6.7 (3))."""
    return binascii.a2b_qp(_SOFT.sub(b"=", raw) if b"= " in raw or b"=\t" in raw else raw)


# -- uuencode ----------------------------------------------------------------------------------------


def from_uu(raw: bytes) -> bytes:
    return b"".join(_uu_lines(raw))


def _uu_lines(raw: bytes) -> Iterator[bytes]:
    for line in raw.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:  # a line too long: cut it by the length it names, as uudecode does
            size = (((line[0] - 32) & 63) * 4 + 5) // 3
            yield _uu_cut(line[:size])


def _uu_cut(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


UU_BLOCK = late(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n((?:[ -`][ -~]{0,90}+\r?\n)++)(?:[ `]?\r?\n)?end[ \t]*\r?$\n?",
    re.MULTILINE,
)
"""A file inside of a text, as before MIME."""


# -- what it truly is --------------------------------------------------------------------------------


def truly(content: bytes, said: str) -> str:
    """The encoding of a text part: another than the label says only where there is no doubt."""
    if said == "base64":
        return "" if _is_no_base64(content) else said
    if said or not content.isascii():
        return said
    if b"=" in content and _is_quoted_printable(content):
        return "quoted-printable"
    return "base64" if _is_base64(content) else said


def _is_no_base64(content: bytes) -> bool:
    """Words with spaces between, letters beyond ASCII, a length no base64 has."""
    head = content[:_LOOKED_AT].strip()
    line = head.partition(b"\n")[0].strip()
    if not line:
        return False
    if re.search(rb"[^A-Za-z0-9+/=\s]", line):
        return not (re.search(rb"^[A-Za-z0-9+/]{60,}={0,2}\r?$", head, re.MULTILINE) or _holds_text(head))
    if b" " in line:
        return max(map(len, line.split())) < 40 and not _holds_text(head)
    if b" " in head and _WORD.fullmatch(line):  # `Thanks`, and a letter below it
        return not _holds_text(head)
    return line == head and len(line.rstrip(b"=")) % 4 == 1


def _holds_text(head: bytes) -> bool:
    """RFC 2045 6.8: what is no letter of base64 is skipped. Of plain words only noise would be left then."""
    text = from_base64(head)
    if len(text) < _FEWEST or _CONTROL.search(text):
        return False
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as broken:
        return broken.start > max(_FEWEST, len(text) - 4)
    return True


_WORD = late(rb"[A-Z]?[a-z]{1,18}")
_FEWEST = 9
"""Bytes: three words of four letters may happen to be text, too."""
_CONTROL = late(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


_ESCAPE = late(rb"=(?:[0-9A-F]{2}|\r?\n)")
_NO_ESCAPE = late(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n)")
_TELLING = late(rb"=3D|=[89A-F][0-9A-F]=[89A-F][0-9A-F]|[^\s=]=\r?\n[^\s]")


def _is_quoted_printable(content: bytes) -> bool:
    head = content[:_LOOKED_AT]
    if b"-----BEGIN " in head:  # OpenPGP and PEM: padding at an end of line, a checksum behind `=`
        return False
    if _NO_ESCAPE.search(head, 0, max(0, len(head) - 2)) or not _TELLING.search(head):
        return False
    return len(_ESCAPE.findall(head)) >= 2


_BLOCK = late(rb"\s*+(?:[A-Za-z0-9+/]{60,76}\r?\n)*+[A-Za-z0-9+/]{2,76}={0,2}\s*+")


def _is_base64(content: bytes) -> bool:
    """Nothing but full lines, and what they say is text."""
    found = _BLOCK.fullmatch(content) if b" " not in content[:60] and len(content) > 40 else None
    if found is None or len(b"".join(content.split())) % 4:
        return False
    text = from_base64(content[:_LOOKED_AT])[:2000]
    return not _CONTROL.search(text) and _is_prose(text)


def _is_prose(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as broken:
        return broken.start > len(text) - 4
    return b" " in text or not text.isascii()

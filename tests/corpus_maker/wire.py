"""How does a mail lie on the wire? Encoded words, encoded bodies, parts and lines."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Iterable, Sequence

CRLF = "\r\n"
CODECS = {
    "gb2312": "gbk",
    "iso-8859-1": "cp1252",
    "big5": "cp950",
    "us-ascii": "cp1252",
    "iso-2022-jp": "iso2022_jp",
}
"""What programs write under a narrower name."""
WORD_BYTES = 42
"""Bytes of an encoded word before base64, so that the line stays below 76 (RFC 2047 2)."""


def word(text: str, charset: str, style: str = "B") -> str:
    """A header value in encoded words where it needs them; no word is cut inside a character."""
    if text.isascii():
        return text
    return f"{CRLF} ".join(
        f"=?{charset}?{style}?{_coded(piece, charset, style)}?=" for piece in _pieces(text, charset)
    )


def _pieces(text: str, charset: str) -> Iterable[str]:
    piece = ""
    for letter in text:
        if len((piece + letter).encode(CODECS.get(charset, charset))) > (
            WORD_BYTES if charset != "iso-2022-jp" else 38
        ):
            yield piece
            piece = ""
        piece += letter
    yield piece


def _coded(text: str, charset: str, style: str) -> str:
    raw = text.encode(CODECS.get(charset, charset))
    if style.upper() == "B":
        return base64.b64encode(raw).decode()
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"={byte:02X}" for byte in raw)


def address(mail: str, name: str, charset: str, *, style: str = "B", quoted: str = "") -> str:
    """`quoted`: `plain` names, as Outlook does, or `always`: encoded words too, against RFC 2047 5."""
    if not name:
        return f"<{mail}>"
    if name.isascii():
        return f'"{name}" <{mail}>' if quoted or "," in name else f"{name} <{mail}>"
    coded = word(name, charset, style)
    return f'"{coded}" <{mail}>' if quoted == "always" else f"{coded} <{mail}>"


def body(text: str, charset: str, cte: str) -> bytes:
    """A text as it stands behind the header of its part."""
    raw = text.replace("\n", CRLF).encode(CODECS.get(charset, charset))
    if cte == "base64":
        return base64.encodebytes(raw).replace(b"\n", b"\r\n")
    if cte == "quoted-printable":
        return b"\r\n".join(quopri.encodestring(line) for line in raw.split(b"\r\n")).replace(
            b"=\n", b"=\r\n"
        )
    return raw


def head(fields: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}{CRLF}" for name, value in fields).encode("utf-8", "surrogateescape")


def part(fields: Sequence[tuple[str, str]], content: bytes) -> bytes:
    return head(fields) + b"\r\n" + content


def multipart(parts: Sequence[bytes], boundary: str, preamble: str = "") -> bytes:
    line = b"--" + boundary.encode()
    start = preamble.encode() + b"\r\n\r\n" if preamble else b""
    return start + b"".join(line + b"\r\n" + one + b"\r\n" for one in parts) + line + b"--\r\n"

"""What do the encoded words of a header say (RFC 2047)? Also those that no rule allows."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator

from parsers.late import late
from parsers.opening import charsets, transfer
from parsers.opening.charsets import NO_HINTS, Decoded, Hints

# Anchors and classes do not overlap, so a failed attempt never rescans more than its own token. A `?` inside
# Q is a letter unless `=` and no two hex digits follow; the end of the header ends a word too.
_WORD = late(
    r"=\?[ ]?([^?\s=]{0,60}+)[ ]?\?[ ]?([bBqQ])[ ]?\?"
    r"((?:[^?]++|\?(?!=)|\?=(?=[0-9A-F]{2}[^?]{0,200}+\?=))*+)(?:\?=|\?\Z|\Z)"
)
_LONGEST_CARRY = 2000
_TWICE = late(r"=\?[\w-]{2,40}\?[bBqQ]\?[^?\s]{1,2000}\?=")


def decode(text: str, hints: Hints = NO_HINTS) -> str:
    """Words decoded. Neighbours of one charset are joined as bytes: many clients cut characters."""
    return read(text, hints).text


def read(text: str, hints: Hints = NO_HINTS) -> Decoded:
    """The same, with the doubt where a charset had to be guessed."""
    if "=?" not in text:
        return Decoded(text)
    doubts: list[str] = []
    once = "".join(_unwrapped(text, str, hints, doubts))
    if "=?" in once and _TWICE.search(once):
        once = "".join(_unwrapped(once, str, hints, doubts))
    return Decoded(once, doubts[0] if doubts else "")


def recode(text: str, hints: Hints = NO_HINTS) -> str:
    """The same words in UTF-8 and base64, one per run, with space around: every parser takes these."""
    return "".join(_unwrapped(text, _as_word, hints, [])) if "=?" in text else text


def labels_in(text: str) -> list[str]:
    """The charsets that the words name."""
    return [word[1].partition("*")[0] for word in _WORD.finditer(text)] if "=?" in text else []


def _as_word(text: str) -> str:
    return f" =?utf-8?B?{binascii.b2a_base64(text.encode('utf-8', 'replace'), newline=False).decode()}?= "


def _unwrapped(text: str, wrap: Callable[[str], str], hints: Hints, doubts: list[str]) -> Iterator[str]:
    """The text between the words as it is, and every run of words decoded as one."""
    run: list[re.Match[str]] = []
    end = 0
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        if run and between.strip():
            yield wrap("".join(_run(run, hints, doubts)))
            run = []
        if not run or between.strip():
            yield between
        run.append(word)
        end = word.end()
    if run:
        yield wrap("".join(_run(run, hints, doubts)))
    yield text[end:]


def _run(words: list[re.Match[str]], hints: Hints, doubts: list[str]) -> Iterator[str]:
    pending, charset = b"", ""
    for raw, label in (*_word_bytes(words), (b"", _END)):
        if label != charset and pending:
            decoded = charsets.decode(pending, charset, hints)
            doubts.extend([decoded.doubt] if decoded.doubt else [])
            yield decoded.text
            pending = b""
        pending, charset = pending + raw, label


_END = "?"
"""No label: behind it nothing is joined."""


def _word_bytes(words: list[re.Match[str]]) -> Iterator[tuple[bytes, str]]:
    carry = ""
    for word in words:
        label, how, body = word[1].lower().partition("*")[0], word[2].lower(), carry + word[3]
        if not word[3].isascii():  # raw letters inside a word: they have been decoded already
            yield body.encode("utf-8", "replace"), "utf-8"
            carry = ""
            continue
        # Some clients cut base64 in the middle of a group of four.
        loose = how == "b" and len(body) % 4 and not body.endswith("=") and word is not words[-1]
        carry = body if loose and len(body) < _LONGEST_CARRY else ""
        if not carry:
            yield (transfer.from_base64(body.encode()) if how == "b" else _from_q(body)), label


def _from_q(body: str) -> bytes:
    return binascii.a2b_qp(body.replace(" ", "_").encode("utf-8", "replace"), header=True)

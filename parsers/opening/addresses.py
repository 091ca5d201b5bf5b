"""Who stands in an address field? The plain forms by one strict pattern, all others by mail-parser.

mail-parser knows broken addresses best, but it looks at every character in Python. Nearly all mail is written
by programs that use the same few forms, and the same people write again and again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from model import Address
from parsers.late import late
from parsers.opening import charsets, words

_LONGEST_NAME = 200
_LONGEST_KEPT = 300
"""Longer fields are read anew each time, so that what is remembered stays below a few MB."""
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Found:
    addresses: tuple[Address, ...] = ()
    defects: tuple[str, ...] = ()
    """Why something in the field could not be read."""


def read(value: str) -> Found:
    """`value` is one line of text, with encoded words as `words.recode` leaves them."""
    return _remembered(value) if len(value) <= _LONGEST_KEPT else _found(value)


def _found(value: str) -> Found:
    plain = _plain(value)
    if plain:
        return Found(tuple(_tidy(plain)))
    found = [_by_mail_parser(piece) for piece in _pieces(value)]
    return Found(
        tuple(address for each in found for address in each.addresses),
        tuple(defect for each in found for defect in each.defects),
    )


_remembered = lru_cache(_KEPT)(_found)


# -- plain forms -------------------------------------------------------------------------------------

# RFC 5322 3.4 without comments, escapes, groups and obsolete forms. Possessive: nothing is tried twice.
_MAILBOX = late(
    r"""
    (?:
        (?: " (?P<quoted>[^"\\<>()=]*+) "               # "Schmidt, Anna"
          | (?P<word>=\?utf-8\?B\?[A-Za-z0-9+/=]++\?=)  # one encoded word
          | (?P<plain>[^\W_][\w.'&/+-]*+(?:[ ][\w.'&/+-]++)*+)
        )?+
        [ ]*+ < (?P<angle>ADDRESS) >
      | (?P<bare>ADDRESS)
    )
    [ ]*+ (?: ,[ ]*+ (?=[^ ,]) | $ )
    """.replace("ADDRESS", r"[\w+-]++(?:\.[\w+-]++)*+@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]++)++"),
    re.VERBOSE,
)


def _plain(value: str) -> list[tuple[str, str]]:
    """Name and address of every mailbox; nothing at all unless every one of them is plain."""
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(value):
        mailbox = _MAILBOX.match(value, at)
        if mailbox is None:
            return []
        found.append(_pair(mailbox))
        at = mailbox.end()
    return found


def _pair(mailbox: re.Match[str]) -> tuple[str, str]:
    quoted, word, plain, angle, bare = mailbox.groups()
    return quoted or plain or words.decode(word or ""), angle or bare


# -- all others --------------------------------------------------------------------------------------


_PIECE = 4000
"""mail-parser takes time by the square of a hostile field's length: 60,000 semicolons cost it a second."""


def _pieces(value: str) -> Iterator[str]:
    """A long field in pieces that end between two addresses, behind a comma and outside of quotes."""
    while len(value) > _PIECE:
        end = value.rfind(",", 0, _PIECE) + 1
        while end and value.count('"', 0, end) % 2:
            end = value.rfind(",", 0, end - 1) + 1
        yield value[: end or _PIECE]
        value = value[end or _PIECE :]
    yield value


def _by_mail_parser(value: str) -> Found:
    # 40 ms, and most mails have plain addresses. It ships no types.
    from mailparser.utils import get_addresses  # type: ignore[import-untyped]

    defects: list[dict[str, Any]] = []
    value = _as_meant(value)
    value = value if "<" in value else value.replace(">", "")
    try:
        pairs = get_addresses(value, defects=defects, decode_names=True)
    except Exception as fault:  # noqa: BLE001 - hostile headers have broken every parser so far
        return Found(defects=(type(fault).__name__,))
    reasons = (str(defect["reason"]) for defect in defects if not defect["recovered"])
    return Found(tuple(_tidy(pair for pair in pairs if pair[1])), tuple(reasons))


def _as_meant(value: str) -> str:
    """`Hans [mailto:h@b.example]` as Outlook writes it into texts, and names whose comma nobody quoted."""
    if "mailto:" in value.lower():
        value = _MAILTO.sub("", _IN_BRACKETS.sub(r"<\1>", _AGAIN.sub(">", value)))
    if "," not in value or "<" not in value:
        return value
    return _COMMA_NAME.sub(_quoted, value)


def _quoted(found: re.Match[str]) -> str:
    inside = found.string.count('"', 0, found.start()) % 2
    return found[0] if inside else f'{found[1]}"{found[2].strip()}" '


_MAILTO = late(r"(?<![\w.+-])mailto:\s{0,5}", re.IGNORECASE)
_AGAIN = late(r">\s{0,5}\[\s{0,5}mailto:[^\[\]<>\s]{3,320}+\s{0,5}\]", re.IGNORECASE)
_IN_BRACKETS = late(r"\[\s{0,5}mailto:\s{0,5}([^\[\]<>\s]{3,320}+)\s{0,5}\]", re.IGNORECASE)
# `Müller, Hans <h@b.example>`: a part without an address before one with a name belongs to that name.
_COMMA_NAME = late(
    r"""(?<![^,])(\s{0,20}+)((?:[^,"<>@:;()\\]{1,80}+,){1,3}+[^,"<>@:;()\\]{0,80}+)(?=<[^<>@\s]{1,64}@)"""
)


# -- tidy --------------------------------------------------------------------------------------------


def _tidy(pairs: Iterable[tuple[str, str]]) -> Iterator[Address]:
    for name, email in pairs:
        yield Address(_tidy_email(email), tidy_name(name, email))


def _tidy_email(email: str) -> str:
    """RFC 2047 section 5 forbids encoded words in an address; broken programs write them into domains."""
    email = words.decode(email) if "=?" in email else email
    email = charsets.clean(email).strip().strip("<>'\"").lower()
    return email if email.count("@") == 1 and not re.search(r"\s", email) and len(email) <= 320 else ""


def tidy_name(name: str, email: str) -> str:
    """A quoted encoded word is literal by RFC 2047 section 5, and yet Foxmail and others write it."""
    plain = charsets.one_line(words.decode(name)).strip(" '\"")[:_LONGEST_NAME]
    return "" if plain.lower() == email.lower() else " ".join(plain.split())

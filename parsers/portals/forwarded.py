"""Who really wrote an inquiry that a colleague passes on?

A mail of ours to ourselves, and a forwarded mail of somebody outside in it: as text below a header block, or
attached. Only our own senders are believed; a forward by somebody outside is her own mail. Where no outside
address can be read, a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from model import Address, Attachment, Direction, Kind, Mail, Nature, Ours, Party, Reading
from parsers import reply
from parsers.kinds import automatic
from parsers.kinds.recipients import outside
from parsers.late import late
from parsers.opening import nested
from parsers.opening.addresses import tidy_name
from parsers.text import header_words


class Parser(Protocol):
    """As in parsers/__init__.py, which imports this file."""

    def recognises(self, mail: Mail, ours: Ours) -> bool: ...

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading: ...


NOTE = "note"
"""Field of a reading: what the colleague wrote above the forwarded mail."""
PORTAL = "portal"
"""Field of a reading: which portal's mail was forwarded."""

_MOST_LINES = 400
"""Lines of a mail within which its forwarded header begins."""
_MOST_HEADERS = 14
_MOST_HANDS = 3
"""Colleagues through whose hands an inquiry went before."""
_FORWARDING = late(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:fwd?|wg|weiterl|tr|rv|enc|i|vs|vb|vl|doorst|pd|fs|ilt|ynt ilt|пересл|fw|"
    r"转发|轉寄|轉發|転送|إعادة توجيه|محول|تحويل|пер|reenv|res env|encam)\s?[:：]",
    re.IGNORECASE,
)
_ANSWERING = late(
    r"\s*(?:\[[^\]]{1,30}\]\s*)?(?:re|aw|sv|antw|odp|res|rif|ynt|ynt|ref|отв|回复|答复|回覆|答覆|返信|رد)\s?(?:\[\d+\])?\s?[:：]",
    re.IGNORECASE,
)
_ADDRESS = late(r"[\w.+=&'/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_QUOTED = late(r"\s{0,3}[>＞|] ?")
_NO_ROW = late(r"(?=[^|]{0,200}\|)[\s|:—–-]{2,200}")
"""Of a table: a row without words."""


@dataclass(frozen=True, slots=True)
class _Inner:
    """The forwarded mail, as far as it can be read; `sender` is empty where its header names no address."""

    sender: Address
    subject: str
    text: str
    note: str
    names: str = ""
    """The words of its From."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A Parser; the portals read what is forwarded from them."""

    portals: Sequence[Parser] = ()
    NAME: str = "forwarded"

    def recognises(self, mail: Mail, ours: Ours) -> bool:
        if not ours.owns(mail.sender) or outside(mail, ours) or automatic.is_daemon(mail):
            return False
        inner = _innermost(mail, ours)
        return inner is not None and not _is_between_us(inner, mail, ours)

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
        inner = _innermost(mail, ours)
        if inner is None or nature.kind in (Kind.BOUNCE, Kind.AUTO_REPLY):
            return reply.read(mail, ours, nature, direction)
        by = f"forwarded by {mail.sender.email}"
        if not inner.sender.email:
            return self._unknown(mail, inner, ours, by)
        read = self._read(mail, inner, ours)
        return replace(
            read,
            parser=self.NAME,
            direction=Direction.IN,
            nature=replace(read.nature, because=(by, *read.nature.because)),
            subject=mail.subject,
            parents=mail.parents,
            fields=tuple(_fields(inner, read)),
            attachments=_names(mail),
        )

    def _read(self, mail: Mail, inner: _Inner, ours: Ours) -> Reading:
        """The forwarded mail, read as if it had come by itself."""
        alone = replace(
            mail,
            sender=inner.sender,
            subject=inner.subject or _bare(mail.subject),
            to=(mail.sender,),
            cc=(),
            reply_to=(),
            parents=(),
            text=inner.text,
            html="",
            report="",
            headers=(),
        )
        nature = automatic.nature_of(alone, ours, Direction.IN)
        parser: Parser = next((each for each in self.portals if each.recognises(alone, ours)), _LAST)
        return parser.read(alone, ours, nature, Direction.IN)

    def _unknown(self, mail: Mail, inner: _Inner, ours: Ours, by: str) -> Reading:
        return Reading(
            parser=self.NAME,
            nature=Nature(Kind.HUMAN, False, (by, "its header names no address of the one who wrote it")),
            direction=Direction.IN,
            parties=_in_words(inner, ours),
            parents=mail.parents,
            subject=mail.subject,
            own_words=inner.text,
            fields=((NOTE, inner.note),) if inner.note else (),
            attachments=_names(mail),
        )


class _Reply:
    """`reply` as the parser of last resort, which a module cannot be where a value is typed as a Parser."""

    def recognises(self, mail: Mail, ours: Ours) -> bool:
        return reply.recognises(mail, ours)

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
        return reply.read(mail, ours, nature, direction)


_LAST = _Reply()


def _fields(inner: _Inner, read: Reading) -> list[tuple[str, str]]:
    note = [(NOTE, inner.note)] if inner.note else []
    portal = [(PORTAL, read.parser)] if read.kind is Kind.PORTAL else []
    return [*note, *portal, *read.fields]


def _in_words(inner: _Inner, ours: Ours) -> tuple[Party, ...]:
    """Who the only address in the forwarded words may be: for the person who looks, never sure."""
    found = {Address(each.lower()) for each in _ADDRESS.findall(inner.text[:20_000])}
    outsiders = [each for each in found if not ours.owns(each)]
    return (Party(outsiders[0].email, inner.names),) if len(outsiders) == 1 else ()


def _names(mail: Mail) -> tuple[str, ...]:
    return tuple(each.name or each.type for each in mail.attachments)


def _bare(subject: str) -> str:
    found = _FORWARDING.match(subject[:200])
    return subject[found.end() :].strip() if found else subject


def _is_between_us(inner: _Inner, mail: Mail, ours: Ours) -> bool:
    """Was a colleague's mail forwarded? By her address; else by a name that is on this very mail."""
    if inner.sender.email:
        return ours.owns(inner.sender)
    colleagues = {each.name.casefold() for each in (mail.sender, *mail.to, *mail.cc) if each.name}
    return inner.names.casefold() in colleagues


# -- the forwarded mail ------------------------------------------------------------------------------


def _innermost(mail: Mail, ours: Ours) -> _Inner | None:
    """What was forwarded; where a colleague had it from a colleague, what she had."""
    inner = _inner(mail)
    for _ in range(_MOST_HANDS):
        if inner is None or not ours.owns(inner.sender):
            break
        is_forward = _FORWARDING.match(inner.subject) is not None
        deeper = _within(inner.text, said=is_forward, answer=not is_forward)
        if deeper is None:
            break
        inner = replace(deeper, note="\n\n".join(filter(None, (inner.note, deeper.note))))
    return inner


def _inner(mail: Mail) -> _Inner | None:
    """The topmost forwarded mail: in the text, else the one attached."""
    head = mail.subject[:200]
    is_answer = _ANSWERING.match(head) is not None
    is_forward = _FORWARDING.match(head) is not None
    within = _within(mail.text, said=is_forward, answer=is_answer) if _may_hold(mail.text) else None
    return within or (None if is_answer else _attached(mail))


def _may_hold(text: str) -> bool:
    """Cheap: a forwarded header has a colon, or it is a table of NetEase's app."""
    return ":" in text or "：" in text or "|" in text


def _attached(mail: Mail) -> _Inner | None:
    mails = [each for each in mail.attachments if each.type in nested.MAILS]
    if len(mails) != 1:
        return None
    found = _of_attachment(mails[0])
    return replace(found, note=mail.text.strip("\n ")) if found else None


def _of_attachment(attached: Attachment) -> _Inner | None:
    """Its text begins with its header (nested.py)."""
    lines = attached.text.split("\n")
    head = _head(lines, 0)
    return _made(lines, head, []) if head else None


@dataclass(frozen=True, slots=True)
class _Head:
    """A header block in a text: what it says, and the line behind it."""

    said: dict[str, str]
    end: int


def _within(text: str, *, said: bool, answer: bool) -> _Inner | None:
    """The first header block that is a forward's: below a rule that says so, or in a mail that says so.

    An answer among us quotes with the same header block, so there only the rule counts.
    """
    lines = text.split("\n")[:_MOST_LINES]
    ruled = False
    for at, line in enumerate(lines):
        if header_words.is_forward_line(line) or (
            header_words.is_separator(line) and header_words.is_forward_rule(line)
        ):
            ruled = True
            named = _below_rule(text.split("\n"), lines, at)
            if named:
                return named
        kind, _ = header_words.label(_QUOTED.sub("", line, count=1)) if _may_hold(line) else ("", "")
        if not kind:
            continue
        head = _head(lines, at)
        if head is None:
            continue
        if not ruled and (answer or not (said or _is_whole(head))):
            return None
        return _made(text.split("\n"), head, lines[:at])
    return None


def _is_whole(head: _Head) -> bool:
    """Without any word of a forward: who, when, to whom and about what must all be there."""
    return {"from", "date", "to", "subject"} <= head.said.keys()


def _head(lines: Sequence[str], start: int) -> _Head | None:
    """The header block that begins in this line: From and two more labels."""
    said: dict[str, str] = {}
    end, last = start, ""
    for at in range(start, min(start + _MOST_HEADERS, len(lines))):
        line = _QUOTED.sub("", lines[at], count=1)
        kind, value = header_words.label(line)
        if kind in said and at > end:  # below a blank line a form of a portal begins with `From:`
            break
        if kind:
            said.setdefault(kind, value)
            end, last = at + 1, kind
        elif _NO_ROW.fullmatch(line):
            continue
        elif line.strip() and (at > end or last not in ("to", "cc", "from", "subject")):
            break
        elif line.strip() and _ADDRESS.search(line) and last in ("from", "to", "cc"):
            said[last] = f"{said[last]} {line.strip()}"
            end = at + 1
        elif line.strip():
            break
    return _Head(said, end) if "from" in said and len(said.keys() - {"other", "reply-to"}) >= 3 else None


def _below_rule(whole: Sequence[str], lines: Sequence[str], rule: int) -> _Inner | None:
    """`12.02.2026, 12:00, "Anna" <anna@x>:` below the rule of Yandex, a bare address below that of Notes."""
    below = [at for at in range(rule + 1, min(rule + 6, len(lines))) if lines[at].strip()][:3]
    for at in below:
        line = _QUOTED.sub("", lines[at], count=1)
        if header_words.label(line)[0]:
            return None
        found = _ADDRESS.search(line)
        if found and len(line) < 200:
            head = _Head({"from": line.rstrip(":： ")}, at + 1)
            return _made(whole, head, lines[:rule])
    return None


def _made(lines: Sequence[str], head: _Head, before: Sequence[str]) -> _Inner:
    words = head.said["from"]
    body = _unquoted(lines[head.end :])
    note = [
        line
        for line in before
        if not (
            header_words.is_separator(line)
            or header_words.is_forward_line(line)
            or ("|" in line and _NO_ROW.fullmatch(line))
        )
    ]
    return _Inner(
        _address(words),
        head.said.get("subject", ""),
        body,
        "\n".join(note).strip("\n -_=*>"),
        _name(words, ""),
    )


def _unquoted(lines: Sequence[str]) -> str:
    """Apple's programs quote what they forward, one level deep."""
    filled = [line for line in lines[:60] if line.strip()]
    quoted = [line for line in filled if _QUOTED.match(line)]
    if filled and len(quoted) >= 0.8 * len(filled):
        lines = [_QUOTED.sub("", line, count=1) for line in lines]
    return "\n".join(lines).strip("\n")


def _address(words: str) -> Address:
    """The last address, because a name may look like one too."""
    found = _ADDRESS.findall(words[:500])
    email = found[-1].lower() if found else ""
    return Address(email, _name(words, email))


_AROUND = " \t\"'“”‘’;；,，<>[]()（）*"
_DATE = late(r"^\s*\d{1,4}[./年-][^<\"]{0,40}?\d{1,2}:\d{2}(?::\d{2})?[,，]?\s*")


def _name(words: str, email: str) -> str:
    """What stands before the address: `"John" <j@x>`, `John [mailto:j@x]`, `John;<j@x>`."""
    before = _DATE.sub("", words[:500])
    at = before.lower().find(email) if email else len(before)
    name = re.sub(r"(?:mailto|smtp):$", "", before[:at].strip(_AROUND), flags=re.IGNORECASE).strip(_AROUND)
    return tidy_name(name, email) if name else ""

"""Bytes to a Mail: what came, with charsets, dates and addresses made sane.

    header fields | addresses, date (mail-parser) | parts | text, html, attachments, report

mail-parser sees only a header block of our own making: few fields, bounded, in UTF-8. It knows broken
addresses and dates best, but it loses text on mislabelled charsets and mixes nested mails into the body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import mailparser  # type: ignore[import-untyped]  # ships no types

from model import Address, Attachment, Mail, RawMail
from parsers import charsets, html, mime

MOST_TEXT = 1_000_000
_MOST_PARENTS = 100
_LONGEST_ID = 900
_LONGEST_NAME = 200
_AHEAD = timedelta(minutes=10)
_TOO_OLD = timedelta(days=3653)
_ADDRESSED = {"from": "from_", "sender": "sender", "to": "to", "cc": "cc", "reply-to": "reply_to"}
_STUB = re.compile(r"html|view this (e-?mail|message)|browser", re.IGNORECASE)


def open_mail(raw: RawMail) -> Mail:
    """Total over any bytes: what cannot be read is left empty and noted in `defects`."""
    content = raw.content.lstrip(b"\r\n")
    fields, body, full = mime.fields_of(content, 0, len(content))
    parts = mime.split(fields, content, body)
    headers = _headers(fields, _hint(fields))
    received = _aware(raw.received)
    addresses, sent, found = _from_mail_parser(fields, _hint(fields))
    when, doubt = _believed(sent, received, headers)
    texts = _texts(parts.leaves)
    message_id = _message_id(headers)
    defects = (*_cuts(fields, full, raw.complete), *found, *doubt, *parts.defects, *texts.defects)
    return Mail(
        key=message_id or f"sha256:{hashlib.sha256(raw.content).hexdigest()}",
        sender=_sender(addresses, headers),
        date=when,
        received=received,
        day=_day(headers) if when != received else None,
        subject=_value(headers, "subject"),
        message_id=message_id,
        to=_reachable(addresses.get("to", ())),
        cc=_reachable(addresses.get("cc", ())),
        reply_to=_reachable(addresses.get("reply-to", ())),
        parents=_parents(headers, parts.leaves, message_id),
        text=texts.text,
        html=texts.html,
        attachments=tuple(_attachments(parts.leaves)),
        report=texts.report,
        headers=headers,
        defects=tuple(dict.fromkeys(defects)),
    )


# -- headers -----------------------------------------------------------------------------------------


def _headers(fields: list[mime.Field], hint: str) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, _one_line(_decoded(field.raw, hint))) for field in fields)


def _decoded(raw: bytes, hint: str) -> str:
    """Raw 8-bit bytes by the ladder, with the body's charset as hint; then encoded words."""
    return charsets.decode_words(charsets.decode(raw, hint=hint).text)


def _hint(fields: list[mime.Field]) -> str:
    """Raw GBK or KOI8-R subjects come from programs that name the charset for the body only."""
    raw = next((f.raw for f in fields if f.name == "content-type"), b"")
    return mime.parameters_of(raw)[1].get("charset", "")


_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_FOLDS = re.compile(r"[ \t]*\n[ \t]*")


def _one_line(text: str) -> str:
    return _CONTROLS.sub(" ", _FOLDS.sub(" ", charsets.clean(text))).strip()


def _value(headers: Iterable[tuple[str, str]], name: str) -> str:
    """The first that says anything: of a repeated Subject it is the first that mail programs show."""
    return next((value for key, value in headers if key == name and value), "")


def _cuts(fields: list[mime.Field], full: bool, complete: bool) -> Iterator[str]:
    if not complete:
        yield "size: the mail was cut at the size limit, its end was not read"
    if full:
        yield "headers: more than the limit, the rest was left out"
    for field in fields:
        if field.cut:
            yield f"headers: {field.name[:60]} longer than 64 kB, cut"


# -- addresses and date, by mail-parser --------------------------------------------------------------

Addresses = dict[str, tuple[Address, ...]]


def _from_mail_parser(fields: list[mime.Field], hint: str) -> tuple[Addresses, datetime | None, list[str]]:
    block = "".join(_fields_for_mail_parser(fields, hint)).encode("utf-8", "replace") + b"\r\n"
    try:
        parsed = mailparser.parse_from_bytes(block)
    except Exception as fault:  # noqa: BLE001 - hostile headers have broken every parser so far
        return {}, None, [f"headers: addresses unreadable ({type(fault).__name__})"]
    addresses = {name: tuple(_tidy(getattr(parsed, attribute))) for name, attribute in _ADDRESSED.items()}
    sent = parsed.date if isinstance(parsed.date, datetime) else None
    return addresses, sent, list(_address_defects(parsed.address_header_defects))


def _fields_for_mail_parser(fields: list[mime.Field], hint: str) -> Iterator[str]:
    for name in _ADDRESSED:
        values = [_for_mail_parser(f.raw, hint) for f in fields if f.name == name and f.raw]
        # RFC 5322 3.6 allows each once; broken programs repeat To and Cc, and every recipient counts.
        kept = values[:1] if name in ("from", "sender") else values
        if kept:
            yield f"{name}: {_whole(', '.join(kept), any(f.cut for f in fields if f.name == name))}\r\n"
    dated = next((f.raw for f in fields if f.name == "date" and f.raw), b"")
    if dated:
        yield f"date: {_one_line(dated[:200].decode('ascii', 'replace'))}\r\n"


def _for_mail_parser(raw: bytes, hint: str) -> str:
    return charsets.recode_words(_one_line(charsets.decode(raw, hint=hint).text))


def _whole(value: str, cut: bool) -> str:
    """Within the limit, without half an address at the end: half a domain may be somebody's."""
    if cut or len(value) > mime.ONE_HEADER:
        return value[: mime.ONE_HEADER].rpartition(",")[0]
    return value


def _address_defects(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    for defect in found:
        if not defect.get("recovered"):
            yield f"{defect.get('header')}: address unreadable ({defect.get('reason')})"


def _tidy(pairs: Iterable[tuple[str, str]]) -> Iterator[Address]:
    for name, email in pairs:
        yield Address(_tidy_email(str(email)), _tidy_name(str(name), str(email)))


def _tidy_email(email: str) -> str:
    email = charsets.clean(email).strip().strip("<>'\"").lower()
    return email if email.count("@") == 1 and not re.search(r"\s", email) and len(email) <= 320 else ""


def _tidy_name(name: str, email: str) -> str:
    """A quoted encoded word is literal by RFC 2047 section 5, and yet Foxmail and others write it."""
    plain = _one_line(charsets.decode_words(name)).strip(" '\"")[:_LONGEST_NAME]
    return "" if plain.lower() == email.lower() else " ".join(plain.split())


_LAST_RESORT = re.compile(
    r"[^\s<>\"'(),:;@\\]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE
)


def _sender(addresses: Addresses, headers: tuple[tuple[str, str], ...]) -> Address:
    """From; without an address in it, what can be found; its words alone for `MAILER-DAEMON` and the like."""
    said = _value(headers, "from")
    for name in ("from", "sender"):
        for address in addresses.get(name, ()):
            if address.email and (name == "from" or not said):
                return address
    found = _LAST_RESORT.findall(said[:2000])
    if found:
        return Address(found[-1].lower(), _tidy_name(said.partition("<")[0], found[-1]))
    return Address("", _tidy_name(said.strip("<>"), ""))


def _reachable(addresses: Iterable[Address]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(address for address in addresses if address.email))


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _believed(
    parsed: datetime | None, received: datetime, headers: tuple[tuple[str, str], ...]
) -> tuple[datetime, tuple[str, ...]]:
    """The Date header where it can be true: then a sent mail and its received copy stand at the same time."""
    said = _value(headers, "date")
    sent = parsed or _date(said[:200])
    if sent is None:
        return received, (f"date: {'unreadable' if said else 'missing'}, time of arrival taken",)
    if sent > received + _AHEAD:
        return received, ("date: later than the arrival, time of arrival taken",)
    if sent < received - _TOO_OLD:
        return received, ("date: more than ten years before the arrival, time of arrival taken",)
    return sent, ()


def _date(said: str) -> datetime | None:
    """Forms that mail-parser refuses: without zone (then UTC), or ISO."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return _aware(read(said.strip()))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _day(headers: tuple[tuple[str, str], ...]) -> date | None:
    """The sender's day: at 07:30 in Shanghai it is still yesterday in UTC."""
    try:
        said = parsedate_to_datetime(_value(headers, "date")[:200].strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return said.date() if said.tzinfo else None


# -- identity and thread -----------------------------------------------------------------------------

_BRACKETED = re.compile(r"<([^<>]{1,2000})>")


def _message_id(headers: tuple[tuple[str, str], ...]) -> str:
    return next(iter(_ids(_value(headers, "message-id"))), "")


def _ids(value: str) -> Iterator[str]:
    """Message-IDs without brackets and inner white space. A word without brackets must hold an @."""
    bracketed = _BRACKETED.findall(value)
    for found in bracketed or value.replace("<", " ").replace(">", " ").split():
        tidy = "".join(found.split())
        if tidy and len(tidy) <= _LONGEST_ID and (bracketed or "@" in tidy):
            yield tidy


def _parents(headers: tuple[tuple[str, str], ...], parts: list[mime.Part], own: str) -> tuple[str, ...]:
    """Nearest first. A delivery report answers the mail it returns, whatever its own headers say."""
    ids = [*_ids(_value(headers, "in-reply-to")), *reversed([*_ids(_value(headers, "references"))])]
    returned = [
        i for part in parts if part.type in _RETURNED and _is_report(part) for i in _returned_id(part)
    ]
    return tuple(i for i in dict.fromkeys([*ids, *returned]) if i != own)[:_MOST_PARENTS]


_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers")


def _returned_id(part: mime.Part) -> list[str]:
    payload = part.payload[: mime.HEADER_BLOCK].lstrip(b"\r\n")
    fields, _, _ = mime.fields_of(payload, 0, len(payload))
    raw = next((f.raw for f in fields if f.name == "message-id"), b"")
    return [*_ids(_one_line(raw.decode("ascii", "replace")))][:1]


def _is_report(part: mime.Part) -> bool:
    return "multipart/report" in part.path


# -- bodies ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Texts:
    text: str
    html: str
    report: str
    defects: tuple[str, ...]


def _texts(parts: list[mime.Part]) -> _Texts:
    """The parts the sender wrote; nested mails are somebody else's words and stay attachments."""
    read = [(part, *_text_of(part)) for part in parts if _is_body(part)]
    blocks = "\n".join(text for _, text, _ in _readable(read) if text)
    rich = "\n".join(text for part, text, _ in read if part.type == "text/html")
    report = "\n\n".join(_text_of(part)[0] for part in parts if part.type in _STATUS)
    long = (("text: longer than the limit, cut",) if len(blocks) > MOST_TEXT else ()) + (
        ("html: longer than the limit, cut",) if len(rich) > html.MOST_HTML else ()
    )
    doubts = tuple(doubt for _, _, doubt in read if doubt)
    return _Texts(blocks[:MOST_TEXT], rich[: html.MOST_HTML], report[:MOST_TEXT], doubts + long)


_STATUS = ("message/delivery-status", "message/global-delivery-status", "message/disposition-notification")
_Read = tuple[mime.Part, str, str]


def _is_body(part: mime.Part) -> bool:
    if part.type not in ("text/plain", "text/html") or part.disposition == "attachment":
        return False
    return not part.filename or part.disposition == "inline"


def _text_of(part: mime.Part) -> tuple[str, str]:
    decoded = charsets.decode(part.payload, part.parameters.get("charset", ""))
    return decoded.text, decoded.doubt


def _readable(read: list[_Read]) -> Iterator[_Read]:
    """In order: every plain part, and the HTML that has no plain twin worth reading beside it."""
    plain = {
        part.place[: _fork(part)]
        for part, text, _ in read
        if part.type == "text/plain" and not _is_stub(text)
    }
    for part, text, doubt in read:
        if part.type == "text/plain" and not (_is_stub(text) and len(read) > 1):
            yield part, text, doubt
        elif part.type == "text/html" and part.place[: _fork(part)] not in plain:
            yield part, html.to_text(text), doubt


def _fork(part: mime.Part) -> int:
    """Depth of the innermost multipart/alternative: parts whose places agree so far say the same thing."""
    depths = [number for number, kind in enumerate(part.path) if kind == "multipart/alternative"]
    return depths[-1] if depths else len(part.place) + 1


def _is_stub(text: str) -> bool:
    """Nothing, or only the advice to look at the HTML."""
    return not text.strip() or (
        len(text) < 200 and _STUB.search(text) is not None and "\n" not in text.strip()
    )


def _attachments(parts: list[mime.Part]) -> Iterator[Attachment]:
    for part in parts:
        if _is_body(part) or (_is_report(part) and part.type.startswith(("message/", "text/"))):
            continue
        payload = part.payload
        yield Attachment(_name(part), part.type[:100], len(payload), hashlib.sha256(payload).hexdigest())


def _name(part: mime.Part) -> str:
    """A nested mail without a file name goes by its subject."""
    if part.filename or part.type not in _RETURNED:
        return part.filename
    fields, _, _ = mime.fields_of(part.content, 0, min(len(part.content), mime.HEADER_BLOCK))
    subject = next((f.raw for f in fields if f.name == "subject"), b"")
    return mime.tidy_name(_one_line(_decoded(subject, ""))[:200]) + ".eml" if subject else ""

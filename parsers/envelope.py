"""Bytes to a Mail: what came, with charsets, dates and addresses made sane.

    header fields | addresses, date | parts | text, html, attachments, report

mail-parser sees single fields of our own making, bounded and in UTF-8. It knows broken addresses and dates
best, but it loses text on mislabelled charsets and mixes nested mails into the body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from model import AS_USUAL, Address, Attachment, Mail, Opening, RawMail
from parsers import addresses, charsets, html, mime, sent

MOST_TEXT = 1_000_000
_MOST_PARENTS = 100
_LONGEST_ID = 900
_STUB = re.compile(r"html|view this (e-?mail|message)|browser", re.IGNORECASE)


def open_mail(raw: RawMail, opening: Opening = AS_USUAL) -> Mail:  # noqa: ARG001
    """Total over any bytes: what cannot be read is left empty and noted in `defects`."""
    content = raw.content.lstrip(b"\r\n")
    fields, body, full = mime.fields_of(content, 0, len(content))
    parts = mime.split(fields, content, body)
    hint = _hint(fields)
    headers = _headers(fields, hint)
    people, unread = _addresses(fields, hint)
    received = sent.in_utc(raw.received)
    said = _said(headers)
    when, doubt = sent.believed(said.get("date", ""), received)
    texts = _texts(parts.leaves)
    message_id = next(_ids(said.get("message-id", "")), "")
    defects = (*_cuts(fields, full, raw.complete), *unread, *doubt, *parts.defects, *texts.defects)
    return Mail(
        key=message_id or f"sha256:{hashlib.sha256(raw.content).hexdigest()}",
        sender=_sender(people, said.get("from", "")),
        date=when,
        received=received,
        day=sent.day_of(said["date"]) if when != received else None,
        subject=said.get("subject", ""),
        message_id=message_id,
        to=_reachable(people.get("to", ())),
        cc=_reachable(people.get("cc", ())),
        reply_to=_reachable(people.get("reply-to", ())),
        parents=_parents(said, parts.leaves, message_id),
        text=texts.text,
        html=texts.html,
        attachments=tuple(_attachments(parts.leaves)),
        report=texts.report,
        headers=headers,
        defects=tuple(dict.fromkeys(defects)),
    )


# -- headers -----------------------------------------------------------------------------------------


def _headers(fields: list[mime.Field], hint: str) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, _decoded(field.raw, hint)) for field in fields)


def _decoded(raw: bytes, hint: str) -> str:
    """Raw 8-bit bytes by the ladder, with the body's charset as hint; then encoded words. On one line."""
    if raw.isascii() and not _CODED.search(raw):
        return charsets.one_line(raw.decode("ascii"))
    return charsets.one_line(charsets.decode_words(charsets.decode(raw, hint=hint).text))


_CODED = re.compile(rb"=\?|[\x00\x1b]")
"""An encoded word or what may hide one, an escape sequence of ISO-2022."""


def _hint(fields: list[mime.Field]) -> str:
    """Raw GBK or KOI8-R subjects come from programs that name the charset for the body only."""
    raw = next((f.raw for f in fields if f.name == "content-type"), b"")
    return mime.parameters_of(raw)[1].get("charset", "")


def _said(headers: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The first of each name that says anything: of a repeated Subject it is the first that programs show."""
    return {name: value for name, value in reversed(headers) if value}


def _cuts(fields: list[mime.Field], full: bool, complete: bool) -> Iterator[str]:
    if not complete:
        yield "size: the mail was cut at the size limit, its end was not read"
    if full:
        yield "headers: more than the limit, the rest was left out"
    for field in fields:
        if field.cut:
            yield f"headers: {field.name[:60]} longer than 64 kB, cut"


# -- addresses ---------------------------------------------------------------------------------------

Addresses = dict[str, tuple[Address, ...]]
_ADDRESSED = ("cc", "from", "reply-to", "sender", "to")


def _addresses(fields: list[mime.Field], hint: str) -> tuple[Addresses, list[str]]:
    """The addresses of every field, and what could not be read."""
    there = {name: [field for field in fields if field.name == name and field.raw] for name in _ADDRESSED}
    found = {name: addresses.read(_written(same, hint)) for name, same in there.items() if same}
    defects = [f"{name}: address unreadable ({why})" for name, one in found.items() for why in one.defects]
    return {name: one.addresses for name, one in found.items()}, defects


def _written(same: list[mime.Field], hint: str) -> str:
    """RFC 5322 3.6 allows each once; broken programs repeat To and Cc, and every recipient counts."""
    kept = same[:1] if same[0].name in ("from", "sender") else same
    return _whole(", ".join(_recoded(field.raw, hint) for field in kept), any(field.cut for field in same))


def _recoded(raw: bytes, hint: str) -> str:
    return charsets.recode_words(charsets.one_line(charsets.decode(raw, hint=hint).text))


def _whole(value: str, cut: bool) -> str:
    """Within the limit, without half an address at the end: half a domain may be somebody's."""
    if cut or len(value) > mime.ONE_HEADER:
        return value[: mime.ONE_HEADER].rpartition(",")[0]
    return value


_LAST_RESORT = re.compile(
    r"[^\s<>\"'(),:;@\\]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE
)


def _sender(people: Addresses, said: str) -> Address:
    """From; without an address in it, what can be found; its words alone for `MAILER-DAEMON` and the like."""
    for name in ("from", "sender"):
        for address in people.get(name, ()):
            if address.email and (name == "from" or not said):
                return address
    found = _LAST_RESORT.findall(said[:2000])
    if found:
        return Address(found[-1].lower(), addresses.tidy_name(said.partition("<")[0], found[-1]))
    return Address("", addresses.tidy_name(said.strip("<>"), ""))


def _reachable(found: Iterable[Address]) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(address for address in found if address.email))


# -- identity and thread -----------------------------------------------------------------------------

_BRACKETED = re.compile(r"<([^<>]{1,2000})>")


def _ids(value: str) -> Iterator[str]:
    """Message-IDs without brackets and inner white space. A word without brackets must hold an @."""
    bracketed = _BRACKETED.findall(value)
    for found in bracketed or value.replace("<", " ").replace(">", " ").split():
        tidy = "".join(found.split())
        if tidy and len(tidy) <= _LONGEST_ID and (bracketed or "@" in tidy):
            yield tidy


def _parents(said: Mapping[str, str], parts: list[mime.Part], own: str) -> tuple[str, ...]:
    """Nearest first. A delivery report answers the mail it returns, whatever its own headers say."""
    ids = [*_ids(said.get("in-reply-to", "")), *reversed([*_ids(said.get("references", ""))])]
    returned = [
        i for part in parts if part.type in _RETURNED and _is_report(part) for i in _returned_id(part)
    ]
    return tuple(i for i in dict.fromkeys([*ids, *returned]) if i != own)[:_MOST_PARENTS]


_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers")


def _returned_id(part: mime.Part) -> list[str]:
    payload = part.payload[: mime.HEADER_BLOCK].lstrip(b"\r\n")
    fields, _, _ = mime.fields_of(payload, 0, len(payload))
    raw = next((f.raw for f in fields if f.name == "message-id"), b"")
    return [*_ids(charsets.one_line(raw.decode("ascii", "replace")))][:1]


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
        yield _left_out(part) if part.left_out else _attachment(part)


def _attachment(part: mime.Part) -> Attachment:
    payload = part.payload
    return Attachment(_name(part), part.type[:100], len(payload), hashlib.sha256(payload).hexdigest())


def _left_out(part: mime.Part) -> Attachment:
    """It stayed on the server: about how long it is once decoded (a line of base64 is 57 bytes in 78)."""
    size = part.left_out * 57 // 78 if part.encoding == "base64" else part.left_out
    return Attachment(_name(part), part.type[:100], size, "")


def _name(part: mime.Part) -> str:
    """A nested mail without a file name goes by its subject."""
    if part.filename or part.type not in _RETURNED:
        return part.filename
    fields, _, _ = mime.fields_of(part.content, 0, min(len(part.content), mime.HEADER_BLOCK))
    subject = next((f.raw for f in fields if f.name == "subject"), b"")
    return mime.tidy_name(_decoded(subject, "")[:200]) + ".eml" if subject else ""

"""Bytes to a Mail: what came, with charsets, dates and addresses made sane.

    header fields | addresses, date | parts | text, html, attachments, report

mail-parser sees single fields of our own making, bounded and in UTF-8. It knows broken addresses and dates
best, but it loses text on mislabelled charsets and mixes nested mails into the body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from model import AS_USUAL, Address, Mail, Opening, RawMail
from parsers.late import late
from parsers.opening import addresses, bodies, charsets, documents, guesses, mime, parameters, sent, words
from parsers.opening.bodies import MOST_TEXT
from parsers.opening.charsets import NO_HINTS, Decoded, Hints

__all__ = ["MOST_TEXT", "open_mail"]

_MOST_PARENTS = 100
_LONGEST_ID = 900


def open_mail(raw: RawMail, opening: Opening = AS_USUAL) -> Mail:
    """Total over any bytes: what cannot be read is left empty and noted in `defects`."""
    content = _with_lines(raw.content)
    fields, body, full = mime.fields_of(content, _begin(content), len(content))
    language = opening.languages.get(raw.place.account, "") if raw.place and opening.languages else ""
    hints = _hints(fields, content, body, language)
    parts = mime.split(fields, content, body, hints)
    headers, doubts = _headers(fields, hints)
    people, unread = _addresses(fields, hints)
    received = sent.in_utc(raw.received)
    said = _said(headers)
    when, doubt = sent.believed(said.get("date", ""), received)
    texts = bodies.texts(parts.leaves, hints)
    message_id = next(_ids(said.get("message-id", "")), "")
    files = tuple(bodies.attachments(parts.leaves, _name, opening.documents))
    doubts = [*doubts, *parts.defects, *texts.defects, *documents.contradictions(files)]
    defects = (*_cuts(fields, full, raw.complete), *_repeated(fields, headers), *unread, *doubt, *doubts)
    return Mail(
        key=message_id or f"sha256:{hashlib.sha256(raw.content).hexdigest()}",
        sender=_sender(people, said.get("from", "")),
        date=when,
        received=received,
        day=sent.day_of(said["date"], received) if not doubt else None,
        subject=said.get("subject", ""),
        message_id=message_id,
        to=_reachable(people.get("to", ())),
        cc=_reachable(people.get("cc", ())),
        reply_to=_reachable(people.get("reply-to", ())),
        parents=_parents(said, parts.leaves, message_id),
        text=texts.text,
        html=texts.html,
        attachments=files,
        report=texts.report,
        headers=headers,
        defects=tuple(dict.fromkeys(defects)),
    )


def _begin(content: bytes) -> int:
    """Behind empty lines; some programs write them before the first field."""
    found = _EMPTY_LINES.match(content, 0, 10_000)
    return found.end() if found else 0


_EMPTY_LINES = late(rb"(?:\xef\xbb\xbf)?+(?:[ \t]*+\r*+\n)*+")


def _with_lines(content: bytes) -> bytes:
    """A mail of old Macs ends its lines in CR alone."""
    return content if b"\n" in content or b"\r" not in content else content.replace(b"\r", b"\n")


# -- headers -----------------------------------------------------------------------------------------


def _headers(fields: list[mime.Field], hints: Hints) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """Names and values, and which of them had to be guessed."""
    headers: list[tuple[str, str]] = []
    doubts: list[str] = []
    is_odd = _is_odd(b"\n".join([field.raw for field in fields]))
    for name, raw, _ in fields:
        if raw.isascii() and not is_odd and b"=?" not in raw:  # nearly all, and then it is quickly done
            headers.append((name, charsets.one_line(raw.decode("ascii"))))
            continue
        text, doubt = _read(raw, hints)
        headers.append((name, text))
        if doubt:
            doubts.append(f"{doubt} ({name[:60]})")
    return tuple(headers), doubts


def _is_odd(block: bytes) -> bool:
    """The marks of ISO-2022, HZ and UTF-7, and what may hide an encoded word."""
    return b"\x1b" in block or b"\x00" in block or b"~{" in block or _SHIFTED.search(block) is not None


_SHIFTED = late(rb"\+[A-Za-z0-9+/]{3,200}+-")


def _decoded(raw: bytes, hints: Hints) -> str:
    return _read(raw, hints).text


def _read(raw: bytes, hints: Hints) -> Decoded:
    """Raw 8-bit bytes by what else the mail shows; then encoded words. On one line."""
    flat = charsets.decode(raw, "", hints)
    read = words.read(charsets.one_line(flat.text), hints)
    return Decoded(charsets.one_line(read.text), flat.doubt or read.doubt)


def _flat(raw: bytes, hints: Hints) -> str:
    return charsets.one_line(charsets.decode(raw, "", hints).text)


def _hints(fields: list[mime.Field], content: bytes, body: int, language: str) -> Hints:
    """Raw subjects in GBK or KOI8-R come from programs that name the charset elsewhere: for the body, or in
    another header. Where they name none at all, all the raw bytes together show more than each alone.
    """
    raw = [field.raw for field in fields if not field.raw.isascii()]
    if not raw and content.isascii():
        return Hints(language=language) if language else NO_HINTS
    labels = [*_labels(fields), *(_labels_inside(content, body) if raw else ())]
    if raw and not labels:
        together = b"\n".join(value[:500] for value in raw[:20]) + b"\n" + _raw_words(content, body)
        labels = [guesses.guess(together, (), language)]
    return Hints(tuple(dict.fromkeys(label for label in labels if label)), language)


def _labels(fields: list[mime.Field]) -> Iterator[str]:
    kind = next((f.raw for f in fields if f.name == "content-type"), b"")
    yield mime.parameters_of(kind)[1].get("charset", "")
    for field in fields:
        if b"=?" in field.raw:
            yield from words.labels_in(field.raw[:2000].decode("latin-1"))


_INSIDE = late(rb"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SEARCHED = 20_000


def _labels_inside(content: bytes, body: int) -> Iterator[str]:
    for found in _INSIDE.findall(content[body : body + _SEARCHED])[:20]:
        yield found.decode("ascii", "replace")


def _raw_words(content: bytes, body: int) -> bytes:
    sample = content[body : body + 2000]
    return b"" if sample.isascii() else sample[: sample.rfind(b"\n") + 1]


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


_ONCE = ("from", "subject", "date", "message-id", "content-type")
_WRITTEN = {"message-id": "Message-ID"}


def _repeated(fields: list[mime.Field], headers: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """RFC 5322 3.6 allows each once. Which one a program shows differs, and forgers know it."""
    names = [field.name for field in fields]
    for name in _ONCE:
        if names.count(name) < 2:
            continue
        many = {2: "twice"}.get(names.count(name), f"{names.count(name)} times")
        yield f"headers: {_WRITTEN.get(name, name.title())} stands {many}, the first was taken"
        if name == "from" and len(senders := _senders(headers)) > 1:
            yield f"headers: From names different addresses ({', '.join(senders)})"


def _senders(headers: tuple[tuple[str, str], ...]) -> list[str]:
    said = [value[:2000] for name, value in headers if name == "from"][:5]
    firsts = [found[0].lower() for value in said if (found := _LAST_RESORT.findall(value)[-1:])]
    return [*dict.fromkeys(firsts)]


# -- addresses ---------------------------------------------------------------------------------------

Addresses = dict[str, tuple[Address, ...]]
_ADDRESSED = ("cc", "from", "reply-to", "sender", "to")


def _addresses(fields: list[mime.Field], hints: Hints) -> tuple[Addresses, list[str]]:
    """The addresses of every field, and what could not be read."""
    there = {name: [field for field in fields if field.name == name and field.raw] for name in _ADDRESSED}
    found = {name: addresses.read(_written(same, hints)) for name, same in there.items() if same}
    defects = [f"{name}: address unreadable ({why})" for name, one in found.items() for why in one.defects]
    return {name: one.addresses for name, one in found.items()}, defects


def _written(same: list[mime.Field], hints: Hints) -> str:
    """RFC 5322 3.6 allows each once; broken programs repeat To and Cc, and every recipient counts."""
    kept = same[:1] if same[0].name in ("from", "sender") else same
    return _whole(", ".join(_recoded(field.raw, hints) for field in kept), any(field.cut for field in same))


def _recoded(raw: bytes, hints: Hints) -> str:
    return words.recode(_flat(raw, hints), hints)


def _whole(value: str, cut: bool) -> str:
    """Within the limit, without half an address at the end: half a domain may be somebody's."""
    if cut or len(value) > mime.ONE_HEADER:
        return value[: mime.ONE_HEADER].rpartition(",")[0]
    return value


_LAST_RESORT = late(r"[^\s<>\"'(),:;@\\]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE)


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

_BRACKETED = late(r"<([^<>]{1,2000})>")


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
        i
        for part in parts
        if part.type in bodies.NESTED and bodies.is_report(part)
        for i in _returned_id(part)
    ]
    return tuple(i for i in dict.fromkeys([*ids, *returned]) if i != own)[:_MOST_PARENTS]


def _returned_id(part: mime.Part) -> list[str]:
    head = part.head(mime.HEADER_BLOCK).lstrip(b"\r\n")
    fields, _, _ = mime.fields_of(head, 0, len(head))
    raw = next((f.raw for f in fields if f.name == "message-id"), b"")
    return [*_ids(charsets.one_line(raw.decode("ascii", "replace")))][:1]


# -- parts -------------------------------------------------------------------------------------------


def _name(part: mime.Part) -> str:
    """A nested mail without a file name goes by its subject."""
    if part.filename or part.type not in bodies.NESTED:
        return part.filename
    head = part.head(mime.HEADER_BLOCK).lstrip(b"\r\n")
    fields, _, _ = mime.fields_of(head, 0, len(head))
    subject = next((f.raw for f in fields if f.name == "subject"), b"")
    return parameters.tidy_name(_decoded(subject, NO_HINTS)[:200]) + ".eml" if subject else ""

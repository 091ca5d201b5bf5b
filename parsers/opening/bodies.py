"""Which parts are the sender's words, and which hang on? Nested mails are somebody else's: they hang on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from model import Attachment
from parsers.late import late
from parsers.opening import charsets, documents, flowed, mime, nested, parameters, transfer
from parsers.opening.charsets import Hints
from parsers.text import html

MOST_TEXT = 1_000_000
NESTED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers")
_STATUS = (
    "message/delivery-status",
    "message/global-delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
)
_STUB = late(r"html|view this (e-?mail|message)|browser", re.IGNORECASE)
_LONGEST_TYPE = 100


@dataclass(frozen=True, slots=True)
class Body:
    """A part of the sender's words, decoded."""

    part: mime.Part
    text: str
    defects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    text: str
    html: str
    report: str
    defects: tuple[str, ...]


def texts(parts: list[mime.Part], hints: Hints) -> Texts:
    read = [_body(part, hints) for part in parts if _is_body(part)] or [*_last_resort(parts, hints)]
    blocks = "\n".join(text for text in _readable(read) if text)
    rich = "\n".join(body.text for body in read if body.part.type == "text/html")
    report = "\n\n".join(_decoded(part, hints).text for part in parts if part.type in _STATUS)
    long = (("text: longer than the limit, cut",) if len(blocks) > MOST_TEXT else ()) + (
        ("html: longer than the limit, cut",) if len(rich) > html.MOST_HTML else ()
    )
    doubts = tuple(defect for body in read for defect in body.defects)
    closed = tuple(defect for part in parts for defect in _closed(part))
    return Texts(blocks[:MOST_TEXT], rich[: html.MOST_HTML], report[:MOST_TEXT], (*doubts, *closed, *long))


def is_report(part: mime.Part) -> bool:
    return "multipart/report" in part.path


# -- which -------------------------------------------------------------------------------------------


def _is_body(part: mime.Part) -> bool:
    if part.type not in ("text/plain", "text/html") or part.disposition == "attachment":
        return False
    return not part.filename or part.disposition == "inline" or _is_told(part)


def _is_told(part: mime.Part) -> bool:
    """Programs name the words themselves too, as a mail that is nothing else and as one of its two forms."""
    return not part.disposition and part.path[-1:] in ((), ("multipart/alternative",))


def _last_resort(parts: list[mime.Part], hints: Hints) -> Iterator[Body]:
    """A mail of one single part in some other sort of text: enriched, richtext, markdown. Of one whose every
    text has a file's name, the first: it hangs on, and it is all there is to read.
    """
    named = next((part for part in parts if part.type == "text/plain" and not part.disposition), None)
    if named is not None and named is parts[0]:
        yield _body(named, hints)
    elif len(parts) == 1 and parts[0].type in _OTHER_TEXTS and parts[0].disposition != "attachment":
        body = _body(parts[0], hints)
        yield replace(body, text=_TAG.sub("", body.text)) if "rich" in parts[0].type else body


_OTHER_TEXTS = ("text/enriched", "text/richtext", "text/markdown", "text/x-markdown", "text/x-plain")
_TAG = late(r"</?[A-Za-z][\w-]{0,40}>")


def _closed(part: mime.Part) -> Iterator[str]:
    """What is shut up in a part that nobody opens here."""
    if part.type == "application/ms-tnef" or part.filename.lower() == "winmail.dat":
        yield "MIME: winmail.dat (TNEF), not unpacked"
    elif part.type in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        is_signed = part.parameters.get("smime-type", "").lower() == "signed-data"
        state = "signed, the words are" if is_signed else "encrypted, the mail is"
        yield f"S/MIME: {state} inside, not unpacked"
    elif "multipart/encrypted" in part.path and part.type == "application/pgp-encrypted":
        yield "OpenPGP: encrypted, not read"


# -- decoded -----------------------------------------------------------------------------------------


def _body(part: mime.Part, hints: Hints) -> Body:
    content, defects = _mended(part)
    decoded = charsets.decode(content, part.parameters.get("charset", ""), _with_meta(part, content, hints))
    text = decoded.text
    if part.type == "text/plain" and part.parameters.get("format", "").lower() == "flowed":
        text = flowed.unwrapped(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
    return Body(part, text, (*defects, decoded.doubt) if decoded.doubt else defects)


def _mended(part: mime.Part) -> tuple[bytes, tuple[str, ...]]:
    """The payload by its true encoding, without files in it and without what hangs on behind base64."""
    content = part.content
    encoding = transfer.truly(content, part.encoding)
    if encoding != part.encoding:
        said = f"MIME: labelled {part.encoding or 'not encoded'}, read as {encoding or 'not encoded'}"
        return transfer.decode(content, encoding), (said,)
    if encoding == "base64":
        coded, footer = transfer.without_footer(content)
        return transfer.decode(coded, encoding), ("MIME: lines behind base64 left out",) if footer else ()
    if not encoding and b"begin " in content:
        return transfer.UU_BLOCK.sub(b"", content), ()
    return transfer.decode(content, encoding), ()


_META = late(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([\w.:-]{2,40})""",
    re.IGNORECASE,
)


def _with_meta(part: mime.Part, content: bytes, hints: Hints) -> Hints:
    """HTML names a charset of its own; programs that convert the text forget it, hence a hint only."""
    if part.type != "text/html" or content.isascii():
        return hints
    found = _META.search(content[:4000])
    return replace(hints, labels=(found[1].decode("ascii", "replace"), *hints.labels)) if found else hints


def _decoded(part: mime.Part, hints: Hints) -> charsets.Decoded:
    return charsets.decode(part.payload, part.parameters.get("charset", ""), hints)


# -- plain or rich -----------------------------------------------------------------------------------


def _readable(read: list[Body]) -> Iterator[str]:
    """In order: every plain part, and the HTML that has no plain twin worth reading beside it."""
    plain = {
        body.part.place[: _fork(body.part)]
        for body in read
        if body.part.type == "text/plain" and not _is_stub(body.text)
    }
    has_html = any(body.part.type == "text/html" for body in read)
    plains = [body.text for body in read if body.part.type != "text/html"] if has_html else []
    told = {tuple(text.split()) for text in plains if not _is_stub(text)}
    for body in read:
        if body.part.type != "text/html" and not (_is_stub(body.text) and has_html):
            yield body.text
        elif body.part.type == "text/html" and body.part.place[: _fork(body.part)] not in plain:
            shown = html.to_text(body.text)
            if tuple(shown.split()) not in told:  # a twin whose fork is not marked as one
                yield shown


def _fork(part: mime.Part) -> int:
    """Depth of the innermost multipart/alternative: parts whose places agree so far say the same thing."""
    depths = [number for number, kind in enumerate(part.path) if kind == "multipart/alternative"]
    return depths[-1] if depths else len(part.place) + 1


def _is_stub(text: str) -> bool:
    """Nothing, or only the advice to look at the HTML."""
    return not text.strip() or (
        len(text) < 200 and _STUB.search(text) is not None and "\n" not in text.strip()
    )


# -- attachments -------------------------------------------------------------------------------------


def attachments(
    parts: list[mime.Part], named: Callable[[mime.Part], str], wanted: frozenset[str]
) -> Iterator[Attachment]:
    """`wanted`: sorts of documents whose first page is read, as in `Opening.documents`."""
    for part in parts:
        if _is_body(part):
            yield from _files_inside(part)
        elif is_report(part) and part.type.startswith(("message/", "text/")):
            continue
        else:
            yield _left_out(part, named(part)) if part.left_out else _attachment(part, named(part), wanted)


_WHOLE = 8_000_000
"""Encoded bytes of an attachment that is decoded at once; larger ones are only measured, slice by slice."""


def _attachment(part: mime.Part, name: str, wanted: frozenset[str]) -> Attachment:
    if part.span[1] - part.span[0] > _WHOLE:
        size, digest = part.measured()
        return Attachment(name, _type_of(part.head(_HEAD), part, name), size, digest)
    payload = part.payload
    kind = _type_of(payload, part, name)
    if kind in nested.MAILS:
        page = nested.first_page(payload)
    else:
        page = documents.first_page(payload, kind, name, wanted) if wanted else ""
    return Attachment(name, kind, len(payload), hashlib.sha256(payload).hexdigest(), page)


_HEAD = 64 * 1024


def _type_of(payload: bytes, part: mime.Part, name: str) -> str:
    """A mail begins with any words: only its label says that it is one."""
    if part.type.startswith(("message/", "multipart/", "text/")):
        return part.type[:_LONGEST_TYPE]
    return documents.kind_of_content(payload, part.type, name)[:_LONGEST_TYPE]


def _left_out(part: mime.Part, name: str) -> Attachment:
    """It stayed on the server: about how long it is once decoded (a line of base64 is 57 bytes in 78)."""
    size = part.left_out * 57 // 78 if part.encoding == "base64" else part.left_out
    return Attachment(name, part.type[:_LONGEST_TYPE], size, "")


def _files_inside(part: mime.Part) -> Iterator[Attachment]:
    """Files uuencoded into the text, as before MIME and as some ERP systems still send."""
    start, end = part.span
    if part.encoding or part.source.find(b"begin ", start, end) < 0:
        return
    for found in transfer.UU_BLOCK.finditer(part.content):
        inside = mime.Part(
            "application/octet-stream", {}, "attachment", "", "uuencode", found[2], (0, len(found[2]))
        )
        size, digest = inside.measured()
        name = parameters.without_directories(parameters.tidy_name(charsets.decode(found[1]).text))
        yield Attachment(name, inside.type, size, digest)

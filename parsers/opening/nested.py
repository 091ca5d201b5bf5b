"""What does a mail that hangs on another one say? Its header in four lines, then its first text.

Short and shallow: nobody's words but its own writer's, wanted where a colleague passes an inquiry on.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.opening import charsets, mime, words
from parsers.text import html

MAILS = ("message/rfc822", "message/global")
_READ = 1_000_000
_PAGE = 20_000
_SHOWN = ("From", "Date", "To", "Subject")
"""Header fields, in the order a forwarding program writes them."""


def first_page(content: bytes) -> str:
    """`From: ...`, `Date: ...`, `To: ...`, `Subject: ...`, an empty line, and the text."""
    content = content[:_READ].lstrip(b"\r\n")
    fields, body, _ = mime.fields_of(content, 0, len(content))
    head = "\n".join(_header(fields))
    text = next(_texts(mime.split(fields, content, body).leaves), "")
    return f"{head}\n\n{text}"[:_PAGE] if head else ""


def _header(fields: list[mime.Field]) -> Iterator[str]:
    for name in _SHOWN:
        raw = next((field.raw for field in fields if field.name == name.lower()), b"")[:2000]
        said = charsets.one_line(words.decode(charsets.decode(raw).text))
        if said:
            yield f"{name}: {said}"


def _texts(leaves: list[mime.Part]) -> Iterator[str]:
    """Plain text before HTML; attachments are left alone."""
    for kind in ("text/plain", "text/html"):
        for part in leaves:
            if part.type == kind and part.disposition != "attachment":
                text = charsets.decode(part.payload, part.parameters.get("charset", "")).text
                yield html.to_text(text) if kind == "text/html" else text.replace("\r\n", "\n")

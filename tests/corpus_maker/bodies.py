"""What do all mail programs do alike? Bodies of words and of HTML, quotations inside quotations, headers "
"in an order."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from corpus_maker import wire
from corpus_maker.drafts import Draft, Past

Write = Callable[[Draft], str]
WRITTEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ZONES = {"en": 0, "es": 1, "pt": -3, "fr": 1, "de": 1, "ru": 3, "ar": 4, "tr": 3, "ja": 9}
"""Hours east of Greenwich; Chinese mail is written at +8."""


@dataclass(frozen=True, slots=True)
class Client:
    """`plain` and `page` write the two bodies; an empty one is left out, as the program does."""

    headers: Callable[[Draft], list[tuple[str, str]]]
    plain: Write | None
    page: Write | None
    boundary: str = ""
    preamble: str = ""
    ctes: tuple[str, str] = ("quoted-printable", "quoted-printable")
    provider: str = ""
    again: Callable[[Draft], tuple[str, str]] = lambda draft: ("Re: ", "Fwd: ")  # noqa: ARG005
    own: Callable[[str], str] = lambda text: text
    """The own words as they lie in the body that is read."""
    label: Callable[[str], str] = '"{}"'.format
    """How the charset is named in Content-Type."""
    parameters: str = ""
    footer: dict[str, str] | None = None
    """What the program says of itself below the words, by language."""


def compose(client: Client, draft: Draft) -> bytes:
    fields = client.headers(draft)
    bodies = [
        _body(draft, client.label, *told)
        for told in (
            ("text/plain", client.plain, client.ctes[0], client.parameters),
            ("text/html", client.page, client.ctes[1], ""),
        )
        if told[1] is not None
    ]
    if len(bodies) == 1:
        more = bodies[0][0]
        above = [field for field in fields if field[0] not in dict(more)]
        return wire.part([*above, *more], bodies[0][1])
    boundary = client.boundary.format(number=draft.number)
    kind = f'multipart/alternative;\r\n boundary="{boundary}"'
    parts = [wire.part(*one) for one in bodies]
    place = [(name, kind if name == "Content-Type" else value) for name, value in fields]
    if ("Content-Type", kind) not in place:
        place.append(("Content-Type", kind))
    return wire.head(place) + b"\r\n" + wire.multipart(parts, boundary, client.preamble)


def _body(
    draft: Draft, label: Callable[[str], str], kind: str, write: Write, cte: str, more: str
) -> tuple[list[tuple[str, str]], bytes]:
    text = write(draft)
    charset = draft.charset
    if text.isascii() and cte == "8bit":
        cte = "7bit"
    fields = [
        ("Content-Type", f"{kind}; charset={label(charset)}{more}"),
        ("Content-Transfer-Encoding", cte),
    ]
    return fields, wire.body(text, charset, cte)


def upper(draft: Draft, mark: str = "") -> str:
    """Everything above the quotation."""
    signature = f"{mark}{draft.signature}" if draft.signature else ""
    return "\n\n".join(piece for piece in (draft.own, signature, draft.footer, draft.disclaimer) if piece)


def marked(text: str, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}" if line else mark.rstrip() for line in text.split("\n"))


def quoting(
    intro: Callable[[Past, Draft], str], mark: str = "> ", gap: str = "\n\n"
) -> Callable[[Draft], str]:
    """The whole chain of earlier mails, each inside the one that quotes it."""

    def chain(draft: Draft) -> str:
        text = ""
        for past in reversed(draft.past):
            inner = past.text + ("\n\n" + text if text else "")
            text = intro(past, draft) + gap + (marked(inner, mark) if mark else inner)
        return text

    return chain


def topped(chain: Callable[[Draft], str], mark: str = "", gap: str = "\n\n") -> Write:
    def write(draft: Draft) -> str:
        return gap.join(piece for piece in (upper(draft, mark), chain(draft)) if piece) + "\n"

    return write


def inline(draft: Draft, line: str, mark: str = "> ") -> str:
    """Answers between the questions; the greeting stands above."""
    asked = [
        f"{marked(question, mark)}\n\n{answer}"
        for question, answer in zip(draft.language.asked, draft.language.answered, strict=True)
    ]
    return "\n\n".join([draft.own, line, *asked]) + "\n"


def wrapped(text: str, width: int = 76) -> str:
    """As Gmail breaks lines; writing without spaces is left whole."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) or line
        for line in text.split("\n")
    )


def flowed(text: str, width: int = 72) -> str:
    """RFC 3676: a space at the end of a line says that the next one goes on."""
    lines = []
    for line in text.split("\n"):
        if "\t" in line:
            lines.append(line)
            continue
        prefix = "> " if line.startswith("> ") else ""
        pieces = textwrap.wrap(
            line[len(prefix) :], width, break_long_words=False, break_on_hyphens=False
        ) or [""]
        if line == "-- ":
            pieces = ["-- "]
        lines += [f"{prefix}{piece} " for piece in pieces[:-1]] + [prefix + pieces[-1] if line else ""]
    return "\n".join(lines)


def doubled(text: str) -> str:
    """Outlook ends every paragraph with an empty line when it makes plain text of it."""
    return "\n\n".join(line for line in text.split("\n") if line)


def mailbox(past: Past) -> str:
    return f"{past.sender.name} <{past.sender.mail}>"


def divs(text: str, style: str = "") -> str:
    return "".join(
        f"<div{style}>{html.escape(line, quote=False) or '<br>'}</div>" for line in text.split("\n")
    )


def breaks(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def word_paragraphs(text: str) -> str:
    return "".join(
        f"<p class=MsoNormal>{html.escape(line, quote=False) or '&nbsp;'}<o:p></o:p></p>\n"
        for line in text.split("\n")
    )


def nested(draft: Draft, wrap: Callable[[Past, str], str], lines: Callable[[str], str] = divs) -> str:
    text = ""
    for past in reversed(draft.past):
        text = wrap(past, lines(past.text) + text)
    return text


def inline_page(draft: Draft, line: str) -> str:
    pieces = "".join(
        f'<blockquote type="cite"><div>{html.escape(question)}</div></blockquote><div><br></div>'
        f"<div>{html.escape(answer)}</div><div><br></div>"
        for question, answer in zip(draft.language.asked, draft.language.answered, strict=True)
    )
    return (
        f"<html><body>{divs(draft.own)}<div><br></div><div>{html.escape(line)}</div><br>{pieces}</body>"
        "</html>\n"
    )


def basics(draft: Draft, *, style: str = "B", quoted: str = "", charset: str = "") -> dict[str, str]:
    charset = charset or draft.charset
    host = draft.writer.mail.rpartition("@")[2]
    zone = timezone(timedelta(hours=ZONES.get(draft.language.code, 8)))
    moment = WRITTEN + timedelta(minutes=draft.number % 60, seconds=draft.number * 7 % 60)
    values = {
        "From": wire.address(draft.writer.mail, draft.writer.name, charset, style=style, quoted=quoted),
        "To": wire.address(draft.to.mail, draft.to.name, charset, quoted=quoted),
        "Subject": wire.word(draft.subject, charset, style),
        "Date": format_datetime(moment.astimezone(zone)),
        "Message-ID": f"<{draft.number:04}.5F1A@{host}>",
        "MIME-Version": "1.0",
    }
    if draft.past:
        values["In-Reply-To"] = f"<sent{draft.number}@firma.example>"
        values["References"] = f"<first{draft.number}@firma.example>\r\n <sent{draft.number}@firma.example>"
    return values


def ordered(
    draft: Draft, order: str, more: dict[str, str] | None = None, **how: object
) -> list[tuple[str, str]]:
    values = {**basics(draft, **how), **(more or {})}  # type: ignore[arg-type]
    values["Content-Type"] = ""
    names = [name for name in order.split() if name in values]
    kept = [(name, values[name]) for name in names]
    alone = [(name, value) for name, value in kept if value or name != "Content-Type"]
    return kept if more and more.get("Content-Type") else alone

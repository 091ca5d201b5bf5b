"""How does a letter become the bytes a mail server holds? By hand, because the exact bytes are the point.

Charset labels lie here as they do in the wild: GB2312 that is GBK, ISO-8859-1 that is Windows-1252.
"""

from __future__ import annotations

import quopri
from base64 import b64encode, encodebytes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import reduce
from hashlib import sha256
from urllib.parse import quote

from worker.demo.letters import LETTERS, PEOPLE, Letter, Person, with_days
from worker.demo.quoting import STYLES, Quoted, Style, below, gmail_html, outlook_html

SPOKEN: Mapping[str, str] = {"gb2312": "gbk", "iso-8859-1": "cp1252"}
"""What programs really write under these two labels."""

TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TRANSIT = timedelta(seconds=40)


@dataclass(frozen=True, slots=True)
class Shape:
    kind: str
    charset: str
    transfer: str

    @classmethod
    def parse(cls, text: str) -> Shape:
        kind, charset, transfer = text.split()
        return cls(kind, charset, transfer)


def compose(letter: Letter, anchor: datetime) -> bytes:
    """The whole mail, CRLF throughout."""
    shape = Shape.parse(letter.shape)
    body = _report(letter, anchor) if letter.failed else _body(letter, shape, anchor)
    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(letter, shape, anchor))
    return head.encode("ascii") + body


def message_id(letter: Letter) -> str:
    """Depends on the letter's name only, so that a second demo finds the mails of the first."""
    return f"<{sha256(letter.id.encode()).hexdigest()[:20]}@{PEOPLE[letter.sender].domain}>"


def ancestors(letter: Letter) -> tuple[Letter, ...]:
    """The thread above a letter, oldest first."""
    above: list[Letter] = []
    while letter.re:
        letter = LETTERS[letter.re]
        above.insert(0, letter)
    return tuple(above)


def _headers(letter: Letter, shape: Shape, anchor: datetime) -> Iterator[tuple[str, str]]:
    writer, written = PEOPLE[letter.sender], letter.written(anchor)
    if any(box.endswith("/inbox") for box in letter.box):
        yield "Received", _received(writer, written)
    yield "Date", format_datetime(written)
    yield "From", _mailbox(writer, shape.charset)
    yield "To", _mailboxes(letter.to, shape.charset)
    if letter.cc:
        yield "Cc", _mailboxes(letter.cc, shape.charset)
    yield "Subject", encoded_words(with_days(letter.subject, anchor), shape.charset)
    yield "Message-ID", message_id(letter)
    yield from _thread(letter)
    yield from letter.headers.items()
    if writer.mailer:
        yield "X-Mailer", writer.mailer
    yield "MIME-Version", "1.0"


def _thread(letter: Letter) -> Iterator[tuple[str, str]]:
    above = [message_id(ancestor) for ancestor in ancestors(letter)]
    if above:
        yield "In-Reply-To", above[-1]
        yield "References", "\r\n ".join(above)


def _received(writer: Person, written: datetime) -> str:
    arrived = format_datetime((written + TRANSIT).astimezone(UTC))
    host = f"mail.{writer.domain}"
    return f"from {host} ({host} [192.0.2.25])\r\n by mx.hairui-valve.example; {arrived}"


def _mailboxes(people: tuple[str, ...], charset: str) -> str:
    return ",\r\n ".join(_mailbox(PEOPLE[person], charset) for person in people)


def _mailbox(person: Person, charset: str) -> str:
    if not person.name:
        return person.email
    name = f'"{person.name}"' if person.name.isascii() else encoded_words(person.name, charset)
    return f"{name} <{person.email}>"


def encoded_words(text: str, charset: str) -> str:
    """RFC 2047 section 2: words of at most 75 characters, each complete in itself."""
    if text.isascii():
        return text
    label = "utf-8" if charset == "us-ascii" else charset
    codec = SPOKEN.get(label, label)
    size = len(text) if len(text.encode(codec)) <= 42 else 14
    pieces = (text[start : start + size].encode(codec) for start in range(0, len(text), size))
    return "\r\n ".join(f"=?{label}?B?{b64encode(piece).decode('ascii')}?=" for piece in pieces)


def _body(letter: Letter, shape: Shape, anchor: datetime) -> bytes:
    text = _text(letter, shape, anchor)
    if not letter.attach:
        return text
    attached = [_attachment(name, shape.charset) for name in letter.attach]
    return _multipart("mixed", letter.id, [text, *attached])


def _text(letter: Letter, shape: Shape, anchor: datetime) -> bytes:
    if shape.kind == "plain":
        return _leaf("plain", shape, plain(letter, anchor))
    if shape.kind == "html":
        return _leaf("html", shape, _html(letter, anchor))
    parts = [_leaf("plain", shape, plain(letter, anchor)), _leaf("html", shape, _html(letter, anchor))]
    return _multipart("alternative", letter.id, parts)


def plain(letter: Letter, anchor: datetime) -> str:
    """The letter above the letters it quotes, the oldest lowest."""
    return reduce(lambda older, above: _over(above, older, anchor), (*ancestors(letter), letter), "")


def _over(letter: Letter, older: str, anchor: datetime) -> str:
    own = letter.words(anchor)
    if not letter.quote:
        return own
    return f"{own}\n\n{below(STYLES[letter.quote], _quoted(letter, older, anchor))}"


def _quoted(letter: Letter, text: str, anchor: datetime) -> Quoted:
    parent = LETTERS[letter.re]
    when = parent.written(anchor).astimezone(PEOPLE[letter.sender].clock)
    return Quoted(PEOPLE[parent.sender], PEOPLE[parent.to[0]], when, with_days(parent.subject, anchor), text)


def _html(letter: Letter, anchor: datetime) -> str:
    style: Style | None = STYLES.get(letter.quote)
    history = _quoted(letter, plain(LETTERS[letter.re], anchor), anchor) if style else None
    render = outlook_html if "Outlook" in PEOPLE[letter.sender].mailer else gmail_html
    return render(letter.words(anchor), style, history)


def _leaf(subtype: str, shape: Shape, text: str) -> bytes:
    content = text.encode(SPOKEN.get(shape.charset, shape.charset))
    head = (
        f'Content-Type: text/{subtype}; charset="{shape.charset}"\r\n'
        f"Content-Transfer-Encoding: {shape.transfer}\r\n\r\n"
    )
    return head.encode("ascii") + _transfer(content, shape.transfer)


def _transfer(content: bytes, transfer: str) -> bytes:
    if transfer == "base64":
        return _crlf(encodebytes(_crlf(content)))
    if transfer == "quoted-printable":
        return _crlf(quopri.encodestring(content))
    return _crlf(content)


def _crlf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _multipart(subtype: str, name: str, parts: list[bytes], more: str = "") -> bytes:
    edge = f"=_{sha256(f'{subtype} {name}'.encode()).hexdigest()[:24]}"
    head = f'Content-Type: multipart/{subtype}; boundary="{edge}"{more}\r\n\r\n'.encode("ascii")
    inner = b"".join(b"--" + edge.encode("ascii") + b"\r\n" + part + b"\r\n" for part in parts)
    return head + inner + b"--" + edge.encode("ascii") + b"--\r\n"


def _attachment(name: str, charset: str) -> bytes:
    head = (
        f"Content-Type: {TYPES[name.rpartition('.')[2]]}\r\n"
        f"Content-Disposition: attachment; {_file_name(name, charset)}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("ascii") + _transfer(f"%PDF-1.4\n% demo file {name}\n%%EOF\n".encode(), "base64")


def _file_name(name: str, charset: str) -> str:
    """Foxmail puts an encoded word in quotes, which RFC 2047 section 5 forbids; others follow RFC 2231."""
    if name.isascii():
        return f'filename="{name}"'
    if charset == "gb2312":
        return f'filename="{encoded_words(name, charset)}"'
    return f"filename*=utf-8''{quote(name)}"


def _report(letter: Letter, anchor: datetime) -> bytes:
    """A bounce, RFC 3464: words for people, fields for programs, the headers of what came back."""
    lost = LETTERS[letter.re]
    words = _leaf("plain", Shape("plain", "us-ascii", "7bit"), letter.words(anchor))
    fields = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.hairui-valve.example\r\n\r\n"
        f"Final-Recipient: rfc822; {letter.failed}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n"
    )
    head = compose(lost, anchor).partition(b"MIME-Version")[0]
    parts = [words, fields.encode("ascii"), b"Content-Type: text/rfc822-headers\r\n\r\n" + head]
    return _multipart("report", letter.id, parts, "; report-type=delivery-status")

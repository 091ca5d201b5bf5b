"""How does each mail program show the mail that is being answered?

The styles are data, full-width colons and missing brackets included, for to cut exactly this off again is
the hardest part of reading mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from worker.demo.letters import MONTHS, Person, names

_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "de": names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    "fr": names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "es": names("lunes martes miércoles jueves viernes sábado domingo"),
    "pt": names("segunda terça quarta quinta sexta sábado domingo"),
    "ru": names("понедельник вторник среда четверг пятница суббота воскресенье"),
    "zh": tuple(f"星期{day}" for day in "一二三四五六日"),
}


@dataclass(frozen=True, slots=True)
class Style:
    language: str
    head: str
    mark: str = ""
    """What stands before each quoted line."""


STYLES: Mapping[str, Style] = {
    "outlook-en": Style(
        "en",
        "-----Original Message-----\nFrom: {name} <{email}>\nSent: {weekday}, {month} {day}, {year} {clock}\n"
        "To: {to}\nSubject: {subject}\n",
    ),
    "outlook-de": Style(
        "de",
        "Von: {name} <{email}>\nGesendet: {weekday}, {day}. {month} {year} {clock}\n"
        "An: {to}\nBetreff: {subject}\n",
    ),
    "outlook-fr": Style(
        "fr",
        "De : {name} <{email}>\nEnvoyé : {weekday} {day} {month} {year} {clock}\n"
        "À : {to}\nObjet : {subject}\n",
    ),
    "outlook-tw": Style(
        "zh",
        "寄件者: {name} <{email}>\n寄件日期: {year}年{month}{day}日 {clock}\n收件者: {to}\n主旨: {subject}\n",
    ),
    "gmail-en": Style(
        "en", "On {weekday:.3}, {day} {month:.3} {year} at {clock}, {name} <{email}> wrote:\n", "> "
    ),
    "gmail-es": Style(
        "es", "El {weekday:.3}, {day} {month:.3} {year} a las {clock}, {name} (<{email}>) escribió:\n", "> "
    ),
    "gmail-pt": Style(
        "pt",
        "Em {weekday:.3}., {day} de {month:.3}. de {year} às {clock}, {name} <{email}> escreveu:\n",
        "> ",
    ),
    "apple-en": Style("en", "On {day} {month:.3} {year}, at {clock}, {name} <{email}> wrote:\n", "> "),
    "thunderbird-de": Style("de", "Am {day:02}.{number:02}.{year} um {clock} schrieb {name}:\n", "> "),
    "mailru": Style("ru", "{weekday}, {day} {month} {year}, {clock} от {name} <{email}>:\n", "> "),
    "foxmail": Style(
        "zh",
        "发件人： {name}\n发送时间： {year}-{number:02}-{day:02} {clock}\n收件人： {to}\n主题： {subject}\n",
    ),
    "qq": Style(
        "zh",
        '------------------ 原始邮件 ------------------\n发件人: "{name}" <{email}>;\n'
        "发送时间: {year}年{month}{day}日({weekday}) {clock}\n收件人: {to};\n主题: {subject}\n",
    ),
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """The mail being answered, as the person who answers sees it: `when` is on her clock."""

    writer: Person
    to: Person
    when: datetime
    subject: str
    text: str


def header(style: Style, quoted: Quoted) -> str:
    when = quoted.when
    return style.head.format(
        name=quoted.writer.name,
        email=quoted.writer.email,
        to=quoted.to.name,
        subject=quoted.subject,
        day=when.day,
        number=when.month,
        month=MONTHS[style.language][when.month - 1],
        weekday=_WEEKDAYS[style.language][when.weekday()],
        year=when.year,
        clock=f"{when:%H:%M}",
    )


def below(style: Style, quoted: Quoted) -> str:
    """The history in plain text."""
    lines = quoted.text.rstrip("\n").split("\n")
    return f"{header(style, quoted)}\n" + "\n".join(f"{style.mark}{line}".rstrip() for line in lines) + "\n"


def outlook_html(own: str, style: Style | None, quoted: Quoted | None) -> str:
    """Word's HTML: every line a paragraph, the history behind a border, no blockquote to go by."""
    history = ""
    if style and quoted:
        history = (
            "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
            f"<p class=MsoNormal>{_bold_labels(header(style, quoted))}</p></div>{_word_lines(quoted.text)}"
        )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--\n'
        "p.MsoNormal {margin:0cm;font-size:11.0pt;font-family:Calibri,sans-serif;}\n--></style></head>\n"
        f"<body lang=EN-US><div class=WordSection1>{_word_lines(own)}{history}</div></body></html>\n"
    )


def gmail_html(own: str, style: Style | None, quoted: Quoted | None) -> str:
    history = ""
    if style and quoted:
        head = f'<div dir="ltr" class="gmail_attr">{_broken(header(style, quoted))}</div>'
        edge = "margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex"
        body = f'<blockquote class="gmail_quote" style="{edge}">{_broken(quoted.text)}</blockquote>'
        history = f'<br><div class="gmail_quote">{head}{body}</div>'
    return f'<div dir="ltr">{_broken(own)}</div>{history}\n'


def _word_lines(text: str) -> str:
    lines = (escape(line, quote=False) or "<o:p>&nbsp;</o:p>" for line in text.rstrip("\n").split("\n"))
    return "".join(f"<p class=MsoNormal>{line}</p>\n" for line in lines)


def _broken(text: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in text.rstrip("\n").split("\n"))


def _bold_labels(head: str) -> str:
    lines = (line.partition(":") for line in escape(head.rstrip("\n"), quote=False).split("\n"))
    return "<br>".join(f"<b>{label}:</b>{rest}" for label, colon, rest in lines if colon)

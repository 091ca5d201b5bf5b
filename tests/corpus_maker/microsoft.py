"""How do Outlook on the desk, Outlook in a browser and Outlook on a phone write?"""

from __future__ import annotations

import html
from collections.abc import Callable

from corpus_maker import tongues, wire
from corpus_maker.bodies import (
    Write,
    divs,
    doubled,
    mailbox,
    nested,
    ordered,
    quoting,
    topped,
    upper,
    word_paragraphs,
)
from corpus_maker.drafts import Draft, Past, told


def outlook_rows(past: Past, draft: Draft) -> list[tuple[str, str]]:
    code = draft.language.code
    date = told(tongues.OUTLOOK_DATES[code], past, code)
    return list(zip(tongues.OUTLOOK[code], (mailbox(past), date, past.to.name, past.subject), strict=True))


def outlook_intro(past: Past, draft: Draft) -> str:
    return "\n".join(f"{label} {value}" for label, value in outlook_rows(past, draft))


def original_intro(past: Past, draft: Draft) -> str:
    rows = [(label, value) for label, value in outlook_rows(past, draft)]
    line = tongues.OUTLOOK_PLAIN[draft.language.code]
    return "\n".join([line, *(f"{label} {value}" for label, value in rows)])


def outlook_plain(draft: Draft) -> str:
    chain = quoting(outlook_intro, "")(draft)
    parts = chain.split("\n\n") if chain else []
    body = "\n\n".join(part if "@" in part else doubled(part) for part in parts)
    return doubled(upper(draft)) + "\n\n \n\n" + body + "\n" if body else doubled(upper(draft)) + "\n"


def outlook_page(border: str) -> Write:
    def wrap_for(draft: Draft) -> Callable[[Past, str], str]:
        def wrap(past: Past, inner: str) -> str:
            rows = "<br>".join(
                f"<b>{label}</b> {html.escape(value)}" for label, value in outlook_rows(past, draft)
            )
            return (
                f"<div><div style='border:none;border-top:solid {border} 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
                f"<p class=MsoNormal>{rows}<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p>"
                f"</p>{inner}"
            )

        return wrap

    def write(draft: Draft) -> str:
        return (
            '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
            'xmlns:w="urn:schemas-microsoft-com:office:word">'
            f'<head><meta http-equiv=Content-Type content="text/html; charset={draft.charset}">'
            '<meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!--\n'
            "p.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;font-size:11.0pt;}\n--></style></head>"
            "<body lang=EN-US link=blue vlink=purple><div class=WordSection1>\n"
            + word_paragraphs(upper(draft))
            + "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
            + nested(draft, wrap_for(draft), word_paragraphs)
            + "</div></body></html>\n"
        )

    return write


def outlook_headers(mailer: str) -> Callable[[Draft], list[tuple[str, str]]]:
    def headers(draft: Draft) -> list[tuple[str, str]]:
        more = {
            "X-Mailer": mailer,
            "Thread-Index": f"AQHbhk{draft.number:04}vmQ==",
            "Content-Language": "en-us",
        }
        order = (
            "From To References In-Reply-To Subject Date Message-ID MIME-Version X-Mailer Thread-Index "
            "Content-Language"
        )
        return ordered(draft, order, more, quoted="plain")

    return headers


def outlook_again(draft: Draft) -> tuple[str, str]:
    return tongues.AGAIN[draft.language.code]


def owa_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {
        "Thread-Topic": wire.word(draft.subject, draft.charset, "Q"),
        "Thread-Index": f"AQHbhk{draft.number:04}aA==",
        "Accept-Language": "en-US",
        "Content-Language": "en-US",
        "X-MS-Has-Attach": "",
        "X-MS-TNEF-Correlator": "",
    }
    order = (
        "From To Subject Thread-Topic Thread-Index Date Message-ID References In-Reply-To Accept-Language "
        "Content-Language X-MS-Has-Attach X-MS-TNEF-Correlator MIME-Version"
    )
    return ordered(draft, order, more, style="Q")


def owa_intro(past: Past, draft: Draft) -> str:
    return "_" * 32 + "\n" + outlook_intro(past, draft)


def owa_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        rows = "<br>".join(
            f"<b>{label}</b> {html.escape(value)}" for label, value in outlook_rows(past, draft)
        )
        return (
            '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
            '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" '
            f'color="#000000">{rows}</font><div>&nbsp;</div></div><div class="BodyFragment">{inner}</div>'
        )

    above = draft.own if not draft.footer else f"{draft.own}\n"
    mobile = f'<div id="ms-outlook-mobile-signature"><a href="https://aka.ms/o0ukef">{draft.footer}</a></div>'
    ours = divs(above, ' style="font-family: Calibri, Arial, sans-serif; font-size: 12pt;"')
    sign = f'<div id="Signature"><div><br></div>{divs(draft.signature)}</div>' if draft.signature else ""
    small = f"<br><p>{html.escape(draft.disclaimer)}</p>" if draft.disclaimer else ""
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={draft.charset}">'
        '<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head>'
        f'<body dir="ltr">{ours}{sign}{mobile if draft.footer else ""}{small}{nested(draft, wrap)}</body>'
        "</html>\n"
    )


def mobile_plain(draft: Draft) -> str:
    return topped(quoting(owa_intro, "", "\n\n"))(draft).replace(
        draft.footer, f"{draft.footer}<https://aka.ms/o0ukef>" if draft.footer else draft.footer
    )

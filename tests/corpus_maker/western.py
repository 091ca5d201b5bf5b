"""How do Gmail, Apple Mail, Thunderbird, Yandex, Mail.ru, Yahoo, Samsung and Notes write?"""

from __future__ import annotations

import html
from collections.abc import Callable

from corpus_maker import tongues
from corpus_maker.bodies import (
    breaks,
    divs,
    flowed,
    inline,
    inline_page,
    mailbox,
    marked,
    nested,
    ordered,
    quoting,
    topped,
    wrapped,
)
from corpus_maker.drafts import Draft, Past, told


def gmail_intro(past: Past, draft: Draft) -> str:
    if draft.forwards and past is draft.past[0]:
        labels = {"de": "Von", "fr": "De", "es": "De", "pt": "De", "zh_cn": "发件人", "tr": "Gönderen"}
        sender = labels.get(draft.language.code, "From")
        date = told("{wd}, {mon} {d}, 2026 at {t12}", past, "en")
        return (
            f"---------- Forwarded message ---------\n{sender}: {mailbox(past)}\nDate: {date}\n"
            f"Subject: {past.subject}\nTo: {past.to.name} <{past.to.mail}>\n"
        )
    return wrapped(told(tongues.GMAIL[draft.language.code], past, draft.language.code), 78)


def gmail_plain(draft: Draft) -> str:
    if draft.has_pieces:
        return inline(draft, gmail_intro(draft.past[0], draft))
    chain = quoting(gmail_intro, "" if draft.forwards else "> ")
    return wrapped(topped(chain, "-- \n")(draft)).replace("\n--\n", "\n-- \n")


def gmail_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        line = breaks(gmail_intro(past, draft))
        style = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
        quote = (
            inner
            if draft.forwards
            else f'<blockquote class="gmail_quote" style="{style}">{inner}</blockquote>'
        )
        return (
            f'<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{line}'
            "<br></div>"
            f"{quote}</div>"
        )

    if draft.has_pieces:
        return inline_page(draft, gmail_intro(draft.past[0], draft))
    sign = (
        '<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" '
        'class="gmail_signature" '
        f'data-smartmail="gmail_signature"><div dir="ltr">{divs(draft.signature)}</div></div>'
    )
    small = f"<br>{divs(draft.disclaimer)}" if draft.disclaimer else ""
    return (
        f'<div dir="ltr">{divs(draft.own)}{sign if draft.signature else ""}'
        f"</div>{small}{nested(draft, wrap)}\n"
    )


def gmail_headers(draft: Draft) -> list[tuple[str, str]]:
    order = "MIME-Version References In-Reply-To From Date X-Gm-Features Message-ID Subject To"
    more = {
        "Message-ID": f"<CAJ{draft.number:04}xq=Zb7w@mail.gmail.com>",
        "X-Gm-Features": f"AaiRm50{draft.number:04}",
    }
    return ordered(draft, order, more)


def apple_intro(past: Past, draft: Draft) -> str:
    code = draft.language.code
    if not draft.forwards:
        return told(tongues.APPLE[code], past, code)
    _line, subject, date, sender, to = tongues.FORWARDED[code]
    when = told(tongues.OUTLOOK_DATES[code], past, code)
    return (
        f"{tongues.APPLE_FORWARD[code]}\n\n{sender} {mailbox(past)}\n{subject} {past.subject}\n"
        f"{date} {when}\n{to} {past.to.mail}"
    )


def apple_plain(draft: Draft) -> str:
    if draft.has_pieces:
        return inline(draft, apple_intro(draft.past[0], draft))
    if draft.forwards:
        return topped(lambda draft: marked(quoting(apple_intro, "")(draft)))(draft)
    return topped(quoting(apple_intro))(draft)


def iphone_plain(draft: Draft) -> str:
    """The line above the quotation is quoted too."""
    if not draft.past or draft.forwards:
        return apple_plain(draft)
    return topped(lambda draft: marked(quoting(apple_intro, "")(draft)))(draft)


def apple_page(draft: Draft) -> str:
    if draft.has_pieces:
        return inline_page(draft, apple_intro(draft.past[0], draft))

    def wrap(past: Past, inner: str) -> str:
        return (
            f'<div><br><blockquote type="cite"><div>{breaks(apple_intro(past, draft))}</div>'
            f'<br class="Apple-interchange-newline"><div>{inner}</div></blockquote></div>'
        )

    start = '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
    style = (
        '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">'
    )
    small = f'<div dir="ltr"><br></div>{divs(draft.disclaimer)}' if draft.disclaimer else ""
    sign = f"<div><br></div>{divs(draft.signature)}" if draft.signature else ""
    phone = (
        f'<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{draft.footer}</div>'
        if draft.footer
        else ""
    )
    return f"{start}{style}{divs(draft.own)}{sign}{phone}{small}{nested(draft, wrap)}</body></html>"


def apple_headers(mailer: str, version: str) -> Callable[[Draft], list[tuple[str, str]]]:
    def headers(draft: Draft) -> list[tuple[str, str]]:
        unique = f"<{draft.number:08X}-7A1C-4E0B-9D55-1F2E3D4C5B6A@{draft.writer.mail.rpartition('@')[2]}>"
        more = {"X-Mailer": mailer, "Message-Id": unique, "Mime-Version": version}
        return ordered(
            draft, "From Mime-Version Subject Date References In-Reply-To To Message-Id X-Mailer", more
        )

    return headers


def thunderbird_intro(past: Past, draft: Draft) -> str:
    code = draft.language.code
    if not draft.forwards:
        return told(tongues.THUNDERBIRD[code], past, code)
    line, subject, date, sender, to = tongues.FORWARDED[code]
    return (
        f"{line}\n{subject} \t{past.subject}\n{date} \tFri, {past.day} Feb 2026 "
        f"0{past.hour}:{past.minute:02}:00 +0800\n"
        f"{sender} \t{mailbox(past)}\n{to} \t{past.to.mail}\n\n"
    )


def thunderbird_plain(draft: Draft) -> str:
    line = thunderbird_intro(draft.past[0], draft) if draft.past else ""
    if draft.has_pieces:
        return flowed(inline(draft, line))
    if draft.shape == "bottom":
        sign = f"\n\n-- \n{draft.signature}" if draft.signature else ""
        return flowed(f"{line}\n{marked(draft.past[0].text)}\n\n{draft.own}{sign}\n")
    chain = quoting(thunderbird_intro, "" if draft.forwards else "> ", "\n")
    return flowed(topped(chain, "-- \n")(draft))


def thunderbird_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        return (
            f'<div class="moz-cite-prefix">{html.escape(thunderbird_intro(past, draft))}<br></div>'
            f'<blockquote type="cite" cite="mid:sent{draft.number}@firma.example">{inner}</blockquote>'
        )

    sign = (
        f'<pre class="moz-signature" cols="72">-- \n{html.escape(draft.signature)}</pre>'
        if draft.signature
        else ""
    )
    return (
        '<!DOCTYPE html>\n<html>\n  <head>\n    <meta http-equiv="Content-Type" content="text/html; '
        'charset=UTF-8">\n'
        f"  </head>\n  <body>\n    {breaks(draft.own)}<br>\n    <br>\n{sign}    "
        f"{nested(draft, wrap, breaks)}\n"
        "  </body>\n</html>\n"
    )


def thunderbird_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {"User-Agent": "Mozilla Thunderbird", "Content-Language": "en-US", "X-Mozilla-Status": "0001"}
    order = "Message-ID Date MIME-Version User-Agent Subject To References Content-Language From In-Reply-To"
    return ordered(draft, order, more)


def yandex_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        line = (
            f'{past.day}.02.2026, {past.hour:02}:{past.minute:02}, "{past.sender.name}" '
            f"&lt;{past.sender.mail}&gt;:"
        )
        return f"<div>{line}</div><blockquote>{inner}</blockquote>"

    sign = f"<div>-- <br>{breaks(draft.signature)}</div>" if draft.signature else ""
    return f"{divs(draft.own)}<div> </div>{sign}{divs(draft.disclaimer)}<div> </div>{nested(draft, wrap)}\n"


def yandex_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {
        "X-Mailer": "Yamail [ http://yandex.ru ] 5.0",
        "Message-Id": f"<4177{draft.number:04}@mail.yandex.ru>",
    }
    return ordered(
        draft, "From To In-Reply-To References Subject MIME-Version X-Mailer Date Message-Id", more
    )


def mailru_intro(past: Past, draft: Draft) -> str:
    if draft.language.code != "ru":
        return told("{Wd}, {Mon} {d}, 2026 {t12} +03:00 from {name} <{mail}>:", past, "en")
    date = told("{Wd}, {d} {Mon} 2026, {t} +03:00 от {name} <{mail}>:", past, "ru")
    return date[0].upper() + date[1:]


def mailru_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        return (
            '<blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">'
            f'{html.escape(mailru_intro(past, draft))}<br>&nbsp;<div id=""><div class="js-helper '
            'js-readmsg-msg">'
            f"{inner}</div></div></blockquote>"
        )

    sign = f'<div data-signature-widget="container"><div>--<br>{breaks(draft.signature)}</div></div>'
    return (
        f"<HTML><BODY>{divs(draft.own)}<div> </div>{sign if draft.signature else ''}{nested(draft, wrap)}"
        "</BODY></HTML>"
    )


def mailru_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {"X-Mailer": "Mail.Ru Mailer 1.0", "X-Priority": "3 (Normal)"}
    order = "From To References Subject MIME-Version X-Mailer Date X-Priority Message-ID In-Reply-To"
    return ordered(draft, order, more)


def yahoo_intro(past: Past, draft: Draft) -> str:
    return "   " + told(tongues.YAHOO[draft.language.code], past, draft.language.code)


def yahoo_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        line = html.escape(yahoo_intro(past, draft).strip())
        return (
            '<div id="ydp5f1yahoo_quoted_0001" class="ydp5fyahoo_quoted"><div '
            "style=\"font-family:'Helvetica Neue'\">"
            f"<div>{line}</div><div><br></div><div><br></div><div>{inner}</div></div></div>"
        )

    sign = f'<div class="ydp5fsignature">{divs(draft.signature)}</div>' if draft.signature else ""
    return (
        '<html><head></head><body><div class="ydp5fyahoo-style-wrap" style="font-size:13px;">'
        f"{divs(draft.own)}<div><br></div>{sign}</div><div><br></div>{nested(draft, wrap)}</body></html>"
    )


def yahoo_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {"X-Mailer": "WebService/1.1.24652 YMailNorrin"}
    order = "Date From To Message-ID In-Reply-To References Subject MIME-Version Content-Type X-Mailer"
    return ordered(draft, order, more)


def samsung_intro(past: Past, draft: Draft) -> str:
    line, *labels = tongues.SAMSUNG[draft.language.code]
    stamp = f"{past.day}/02/2026  {past.hour:02}:{past.minute:02}  (GMT+01:00)"
    values = (mailbox(past), stamp, past.to.mail, past.subject)
    return "\n".join([line, *(f"{label} {value}" for label, value in zip(labels, values, strict=True))])


def samsung_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        return (
            '<div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>'
            f"{'</div><div>'.join(html.escape(row) for row in samsung_intro(past, draft).split(chr(10)))}"
            "</div>"
            f"<div><br></div></div>{inner}"
        )

    foot = (
        f'<div id="composer_signature"><div style="font-size:85%;color:#575757" dir="auto">{draft.footer}'
        "</div></div>"
    )
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>'
        f'<body dir="auto">{divs(draft.own)}<div dir="auto"><br></div>{foot}{nested(draft, wrap)}</body>'
        "</html>"
    )


def notes_intro(past: Past, draft: Draft) -> str:
    values = (
        f'"{past.sender.name}" <{past.sender.mail}>',
        past.to.mail,
        f"{past.day}.02.2026 0{past.hour}:{past.minute:02}",
    )
    labels = tongues.NOTES[draft.language.code]
    rows = [f"{label}\t{value}" for label, value in zip(labels, (*values, past.subject), strict=True)]
    return "\n\n" + "\n".join(rows) + "\n\n"


def notes_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {
        "X-Mailer": "IBM Notes Release 9.0.1FP10 August 02, 2019",
        "X-MIMETrack": "Serialize by Router on mail01",
    }
    return ordered(
        draft,
        "In-Reply-To References To Subject MIME-Version X-Mailer Message-ID From Date X-MIMETrack",
        more,
    )

"""How do Foxmail, QQ, NetEase, Aliyun, WPS and the phones of China write?"""

from __future__ import annotations

import html

from corpus_maker import wire
from corpus_maker.bodies import divs, inline, inline_page, mailbox, nested, ordered, quoting, topped
from corpus_maker.drafts import Draft, Past, told


def again_in_chinese(draft: Draft, colon: str) -> tuple[str, str]:
    return ("Re: ", "Fw: ") if draft.language.code == "en" else (f"回复{colon}", f"转发{colon}")


def foxmail_intro(past: Past, draft: Draft) -> str:
    if draft.language.code == "en":
        return f" \nFrom: {past.sender.name}\nDate: {past.stamp}\nTo: {past.to.name}\nSubject: {past.subject}"
    return (
        f" \n发件人： {past.sender.name}\n发送时间： {past.stamp}\n收件人： {past.to.name}\n主题： "
        f"{past.subject}"
    )


def foxmail_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        rows = "".join(
            f"<div><b>{label[: label.find('：') + 1 or label.find(':') + 1]}</b>&nbsp;"
            f"{html.escape(label.partition('： ')[2] or label.partition(': ')[2])}</div>"
            for label in foxmail_intro(past, draft).strip().split("\n")
        )
        return (
            '<blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em; margin-Right: '
            'inherit">'
            '<div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm '
            '0cm">'
            '<div style="PADDING-RIGHT: 8px; PADDING-LEFT: 8px; FONT-SIZE: '
            "12px;FONT-FAMILY:tahoma;COLOR:#000000; "
            f'BACKGROUND: #efefef; PADDING-BOTTOM: 8px; PADDING-TOP: 8px">{rows}</div></div>'
            f'<div><div class="FoxDiv20260227091200">{inner}</div></div></blockquote>'
        )

    sign = (
        '<hr style="WIDTH: 210px; HEIGHT: 1px" color="#b5c4df" size="1" align="left">'
        f"<div><span>{divs(draft.signature)}</span></div>"
    )
    return (
        f'<html><head><meta http-equiv="content-type" content="text/html; charset={draft.charset}">'
        "<style>body { line-height: 1.5; }</style></head><body>\n"
        f"{divs(draft.own)}<div><br></div>{sign if draft.signature else ''}{divs(draft.disclaimer)}"
        f"{nested(draft, wrap)}</body></html>"
    )


def foxmail_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {
        "X-Priority": "3",
        "X-GUID": f"7C0B{draft.number:04}-51A2-4C0D-8F7E-AB12CD34EF56",
        "X-Has-Attach": "no",
        "X-Mailer": "Foxmail 7.2.25.331[cn]",
        "Mime-Version": "1.0",
        "Message-ID": f"<2026030216{draft.number:04}@{draft.writer.mail.rpartition('@')[2]}>",
    }
    order = "Date From To Subject References X-Priority X-GUID X-Has-Attach X-Mailer Mime-Version Message-ID"
    return ordered(draft, order, more)


def foxmail6_intro(past: Past, draft: Draft) -> str:  # noqa: ARG001
    return f"======= {past.stamp}:00 您在来信中写道：======="


def foxmail6_plain(draft: Draft) -> str:
    chain = quoting(foxmail6_intro, ">")(draft)
    end = "\n\n= = = = = = = = = = = = = = = = = = = =" if chain else ""
    below = f"\n\n{draft.signature}" if draft.signature else ""
    return f"{draft.own}\n\n{chain}{end}{below}\n"


def foxmail6_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {"X-mailer": "Foxmail 6, 15, 201, 22 [cn]", "Mime-Version": "1.0"}
    return ordered(
        draft, "Date From To Subject X-mailer Mime-Version Message-ID References", more, quoted="always"
    )


def qq_intro(past: Past, draft: Draft) -> str:
    code = draft.language.code
    if code == "en":
        date = told("{wd}, {mon} {d}, 2026 {t12}", past, "en")
        return (
            "------------------ Original ------------------\n"
            f'From: "{past.sender.name}"<{past.sender.mail}>;\nDate: {date}\n'
            f'To: "{past.to.name}"<{past.to.mail}>;\nSubject: {past.subject}'
        )
    date = told("2026年2月{d}日({Wd}) {t12}", past, code)
    return (
        "------------------ 原始邮件 ------------------\n"
        f'发件人: "{past.sender.name}" <{past.sender.mail}>;\n发送时间: {date}\n'
        f'收件人: "{past.to.name}"<{past.to.mail}>;\n主题: {past.subject}'
    )


def qq_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        first, *rows = qq_intro(past, draft).split("\n")
        told_rows = "".join(
            f"<div><b>{row.partition(': ')[0]}:</b>&nbsp;{html.escape(row.partition(': ')[2])}</div>"
            for row in rows
        )
        return (
            '<div><br></div><div><br></div><div style="font-size: 12px;font-family: Arial '
            'Narrow;padding:2px 0 2px 0;">'
            f'{first.replace(" ", "&nbsp;")}</div><div style="font-size: '
            '12px;background:#efefef;padding:8px;">'
            f"{told_rows}</div><div><br></div>{inner}<div><includetail><!--<![endif]--></includetail></div>"
        )

    sign = (
        f'<div><br></div><div><sign signid="0">{divs(draft.signature)}</sign></div>'
        if draft.signature
        else ""
    )
    return (
        f'<meta http-equiv="Content-Type" content="text/html; charset=GB18030">{divs(draft.own)}{sign}'
        f"{divs(draft.disclaimer) if draft.disclaimer else ''}{nested(draft, wrap)}"
    )


def qq_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {
        "Mime-Version": "1.0",
        "Content-Transfer-Encoding": "8Bit",
        "X-Priority": "3",
        "Message-ID": f"<tencent_{draft.number:04}A1B2C3D4E5F60718@qq.com>",
        "X-QQ-MIME": "TCMime 1.0 by Tencent",
        "X-Mailer": "QQMail 2.x",
        "X-QQ-Mailer": "QQMail 2.x",
    }
    order = (
        "From To Subject Mime-Version Content-Type Content-Transfer-Encoding Date X-Priority Message-ID "
        "X-QQ-MIME "
        "X-Mailer X-QQ-Mailer In-Reply-To References"
    )
    fields = ordered(draft, order, {**more, "Content-Type": ""}, quoted="always")
    return [*fields[:4], ("Content-Type", ""), *[field for field in fields[4:] if field[0] != "Content-Type"]]


def netease_intro(past: Past, draft: Draft) -> str:
    if draft.language.code == "en":
        return f'At {past.stamp}:00, "{past.sender.name}" <{past.sender.mail}> wrote:'
    return f'在 {past.stamp}:00，"{past.sender.name}" <{past.sender.mail}> 写道：'


def netease_plain(draft: Draft) -> str:
    if draft.has_pieces:
        return inline(draft, netease_intro(draft.past[0], draft), ">")
    chain = quoting(netease_intro, ">" if draft.language.code == "en" else "", "\n")
    return topped(chain, "--\n", "\n\n\n\n\n\n")(draft)


def netease_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        return (
            '<div style="position:relative;zoom:1"></div><div id="divNeteaseMailCard"></div><br>'
            f"{html.escape(netease_intro(past, draft))}<br>"
            '<blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; '
            f'BORDER-LEFT: #ccc 1px solid">{inner}</blockquote>'
        )

    if draft.has_pieces:
        return inline_page(draft, netease_intro(draft.past[0], draft))
    sign = (
        '<div style="position:relative;zoom:1">--<br>'
        f'<div style="font-size:14px">{divs(draft.signature)}</div></div>'
    )
    return (
        '<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">'
        f"{divs(draft.own)}<br>{sign if draft.signature else ''}"
        f"{divs(draft.disclaimer)}{nested(draft, wrap)}</div>"
    )


def netease_headers(draft: Draft) -> list[tuple[str, str]]:
    host = draft.writer.mail.rpartition("@")[2]
    more = {
        "X-Originating-IP": "[203.0.113.77]",
        "X-Priority": "3",
        "X-Mailer": "Coremail Webmail Server Version 2023.1-cmXT\r\n build 20260101 Copyright (c) "
        f"2002-2026 {host}",
        "X-NTES-SC": "AL_Qu2fAf6ZtkAq7yibYukZnEobh",
        "Message-ID": f"<5d1c{draft.number:04}.4a2f.195f7c.Coremail.user@{host}>",
    }
    order = (
        "X-Originating-IP Date From To Subject X-Priority X-Mailer In-Reply-To References X-NTES-SC "
        "Content-Type "
        "MIME-Version Message-ID"
    )
    return ordered(draft, order, more)


def mailmaster_intro(past: Past, draft: Draft) -> str:
    if draft.language.code == "en":
        rows = ("---- Replied Message ----", "From", "Date", "To", "Subject")
    else:
        rows = ("---- 回复的原邮件 ----", "发件人", "发送日期", "收件人", "主题")
    values = (f"{past.sender.name}<{past.sender.mail}>", past.stamp, f"<{past.to.mail}>", past.subject)
    return "\n".join(
        [rows[0], *(f"| {row} | {value} |" for row, value in zip(rows[1:], values, strict=True))]
    )


def mailmaster_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        first, *rows = mailmaster_intro(past, draft).split("\n")
        cells = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in row.strip("|").split(" | "))
            + "</tr>"
            for row in rows
        )
        return (
            '<div class="J-reply" style="background-color:#f2f2f2;color:black;padding-top:6px;'
            'padding-bottom:6px">'
            f'<div style="font-size:12px">{first}</div><table>{cells}</table></div><blockquote>{inner}'
            "</blockquote>"
        )

    sign = f'<div class="ne-sign">{divs(draft.signature)}</div>' if draft.signature else ""
    return (
        '<html><head><style>body{line-height:1.5}</style></head><body style="font-family:-apple-system">'
        f"{divs(draft.own)}<div><br></div>{sign}{divs(draft.disclaimer)}{nested(draft, wrap)}</body></html>"
    )


def mailmaster_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {"X-Mailer": "MailMasterAndroid/7.21.3_(15)", "X-Priority": "3"}
    return ordered(
        draft, "Date From To Message-ID In-Reply-To References Subject X-Mailer MIME-Version", more
    )


def aliyun_intro(past: Past, draft: Draft) -> str:
    date = told("2026年2月{d}日({Wd}) {tt}", past, draft.language.code)
    return (
        f"{'-' * 66}\n发件人：{past.sender.name} <{past.sender.mail}>\n发送时间：{date}\n"
        f"收件人：{past.to.name} <{past.to.mail}>\n主　题：{past.subject}"
    )


def aliyun_page(draft: Draft) -> str:
    def wrap(past: Past, inner: str) -> str:
        rows = "".join(f"<div>{html.escape(row)}</div>" for row in aliyun_intro(past, draft).split("\n")[1:])
        return (
            '<blockquote style="margin-right:0;margin-top:0;margin-bottom:0"><div>'
            f"{'-' * 66}</div><div>{rows}</div><div><br></div>{inner}</blockquote>"
        )

    sign = f'<div class="alimail-signature">{divs(draft.signature)}</div>' if draft.signature else ""
    return (
        '<div class="__aliyun_email_body_block"><div style="font-family:Tahoma,Arial,STHeiti,SimSun">'
        f"{divs(draft.own)}<div><br></div>{sign}{divs(draft.disclaimer)}{nested(draft, wrap)}</div></div>"
    )


def aliyun_headers(draft: Draft) -> list[tuple[str, str]]:
    more = {
        "X-Mailer": "[Alimail-Mailagent][W4_3.1][DEFAULT][Chrome]",
        "x-aliyun-mail-creator": "W4_3.1",
        "Reply-To": wire.address(draft.writer.mail, draft.writer.name, draft.charset, quoted="always"),
    }
    order = (
        "Date From To Reply-To Message-ID Subject X-Mailer MIME-Version In-Reply-To References "
        "x-aliyun-mail-creator"
    )
    return ordered(draft, order, more, quoted="always")


def wps_intro(past: Past, draft: Draft) -> str:
    date = told("2026年2月{d}日({wd}) {t12}", past, draft.language.code)
    return (
        f'---原始邮件---\n发件人: "{past.sender.name}"<{past.sender.mail}>\n发送时间: {date}\n'
        f'收件人: "{past.to.name}"<{past.to.mail}>;\n主题: {past.subject}'
    )


def wps_headers(draft: Draft) -> list[tuple[str, str]]:
    return ordered(
        draft,
        "From To Subject Date Message-ID In-Reply-To References X-Mailer MIME-Version",
        {"X-Mailer": "WPS Mail"},
    )


def huawei_intro(past: Past, draft: Draft) -> str:
    date = told("2026年2月{d}日{wd} {tt}", past, draft.language.code)
    return (
        f"-------- 原始邮件 --------\n发件人： {mailbox(past)}\n日期： {date}\n"
        f"收件人： {past.to.mail}\n主题： {past.subject}"
    )


def xiaomi_intro(past: Past, draft: Draft) -> str:
    return told("{name} <{mail}> 于 2026年2月{d}日{wd} {t12}写道：", past, draft.language.code)


def phone_headers(draft: Draft) -> list[tuple[str, str]]:
    return ordered(draft, "Date Subject Message-ID From To In-Reply-To References MIME-Version")

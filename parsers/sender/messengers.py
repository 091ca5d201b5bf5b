"""Under which names is she found elsewhere: WeChat, WhatsApp, Skype, web sites, other addresses?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from model import Detail, DetailSort
from parsers.late import late

_LONG = 300
_WECHAT = late(
    r"(?:we[ -]?chat|weixin|微信号?|wx|wechat/qq)(?: ?(?:id|no|号|號))?[.]?\s{0,2}(?:[:：]|\bis\b|是|"
    r"\s-\s)\s{0,2}"
    r"(?P<id>[A-Za-z][A-Za-z0-9_-]{4,19})(?![\w@])",
    re.IGNORECASE,
)
_SKYPE = late(
    r"skype(?: ?(?:id|name))?[.]?\s{0,2}(?:[:：]|\bis\b|"
    r"\s-\s)\s{0,2}(?P<id>(?:live:)?[A-Za-z.][\w.,:-]{4,60}[\w])(?!@)",
    re.IGNORECASE,
)
_QQ = late(
    r"(?<![^\W_@.])qq ?(?:no|id|号|號|号码|號碼)?[.]?(?:\s?[/、]\s?(?:微信|wechat|weixin))?\s{0,2}"
    r"[:：]\s{0,2}(?P<id>[1-9]\d{4,10})"
    r"(?![\w@-])|(?:微信|wechat|weixin)\s?[/、&]\s?qq\s{0,2}[:：]\s{0,2}(?P<both>[1-9]\d{4,10})(?![\w@-])",
    re.IGNORECASE,
)
_WA_LINK = late(r"(?:wa\.me/|api\.whatsapp\.com/send\?phone=)\+?(?P<number>\d{8,15})", re.IGNORECASE)
_WEB = late(
    r"(?:https?://|(?<![\w@.-])(?=www\.))(?P<host>[a-z0-9][a-z0-9.-]{2,80}\.[a-z]{2,18})(?![\w@-])|"
    r"(?:(?<![^\W_])(?:web(?:site)?|url|site|homepage|internet|página|sitio|网址|网站|網址|網站|сайт|"
    r"الموقع|hp)\s?[:：]\s{0,3})"
    r"(?P<named>(?:[a-z0-9][a-z0-9-]{0,60}\.){1,4}[a-z]{2,18})(?![\w@-])",
    re.IGNORECASE,
)
_BARE = late(r"(?<![\w@./-])(?P<host>(?:[a-z0-9][a-z0-9-]{1,60}\.){1,3}[a-z]{2,18})(?![\w@-])", re.IGNORECASE)
MAIL = late(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_NO_HOME = frozenset(
    """
    facebook linkedin twitter x instagram youtube youtu tiktok pinterest whatsapp wa wechat weixin qq
    telegram t line skype
    google goo gmail bit tinyurl t ow lnkd aka outlook live office microsoft microsoftonline apple icloud
    dropbox wetransfer
    sharepoint onedrive zoom teams calendly mailchimp list-manage sendgrid mailtrack hubspot avast avg
    mcafee kaspersky
    mimecast proofpoint safelinks baidu pan weibo douyin 163 126 sina sohu yahoo hotmail aol gmx web
    yandex mail ya vk ok
    alibaba 1688 made-in-china globalsources aliexpress amazon ebay taobao tmall dhgate tradekey
    indiamart maps googlegroups
    wikipedia github blogspot wordpress xing viber fb messenger foxmail aliyun alimail 139 189 yeah
    protonmail w3 schema
    dhl fedex ups tnt maersk docusign adobe paypal
    """.split()  # noqa: SIM905 - a table of words
)
"""Second-level names that are nobody's own site: free mail, networks, portals, links that follow clicks."""
_COMMON_SECOND = frozenset("com co net org gov edu ac".split())  # noqa: SIM905 - a table of words


def messengers(lines: list[str], where: str) -> Iterator[Detail]:
    """Names; numbers are found among the phones."""
    for line in lines:
        lowered = line[:_LONG].lower()
        if "skype" in lowered:
            yield from _named(_SKYPE, line, DetailSort.SKYPE, where)
        if "chat" in lowered or "微信" in lowered or "wx" in lowered or "weixin" in lowered:
            yield from _named(_WECHAT, line, DetailSort.WECHAT, where)
        if "qq" in lowered:
            for found in _QQ.finditer(line[:_LONG]):
                yield Detail(DetailSort.QQ, found["id"] or found["both"], found[0], where, 0.9)
        if "wa.me" in lowered or "whatsapp.com" in lowered:
            for found in _WA_LINK.finditer(line[:_LONG]):
                yield Detail(DetailSort.WHATSAPP, f"+{found['number']}", found[0], where, 0.9)


_NO_ID = frozenset({"whatsapp", "mobile", "phone", "skype", "number", "wechat", "same", "email"})


def _named(pattern: re.Pattern[str], line: str, sort: DetailSort, where: str) -> Iterator[Detail]:
    for found in pattern.finditer(line[:_LONG]):
        if found["id"].lower() not in _NO_ID:
            yield Detail(sort, found["id"], found[0], where, 0.9)


def websites(lines: list[str], domain: str, where: str) -> Iterator[Detail]:
    """Hosts, in lower case. Bare names count where the sender's mail domain confirms them."""
    for line in lines:
        if "." not in line:
            continue
        for found in _WEB.finditer(line[:_LONG]):
            host = (found["host"] or found["named"]).lower().rstrip(".")
            if is_home(host):
                yield Detail(DetailSort.WEBSITE, host, found[0], where, 0.95 if _akin(host, domain) else 0.8)
        if domain and domain in line.lower():
            yield from _bare(line, domain, where)


def _bare(line: str, domain: str, where: str) -> Iterator[Detail]:
    for found in _BARE.finditer(line[:_LONG]):
        host = found["host"].lower()
        if host.removeprefix("www.") == domain and is_home(host):
            yield Detail(DetailSort.WEBSITE, host, found[0], where, 0.9)


def _akin(host: str, domain: str) -> bool:
    return bool(domain) and (host == domain or host.endswith("." + domain))


def is_home(host: str) -> bool:
    """Is it some firm's own site?"""
    labels = host.lower().split(".")
    if (
        len(labels) < 2
        or labels[-1].isdigit()
        or labels[0] in ("click", "track", "links", "link", "email", "unsubscribe")
    ):
        return False
    at = -3 if len(labels) > 2 and labels[-2] in _COMMON_SECOND else -2
    return labels[at] not in _NO_HOME and labels[-2] not in _NO_HOME


def other_mails(lines: list[str], own: str, where: str) -> Iterator[Detail]:
    """Addresses in a signature that differ from the one it was sent from."""
    for line in lines:
        if "@" not in line:
            continue
        for found in MAIL.finditer(line[:_LONG]):
            email = found[0].lower().strip(".")
            if email != own:
                yield Detail(DetailSort.EMAIL, email, found[0], where, 0.85)

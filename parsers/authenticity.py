"""Is a mail from whom it says, and would the answer or the money go where it should?

What our own server found (RFC 8601), and the signs of fraud that a mail shows by itself. Nothing here says
that a mail is false: it says what a person should look at before she answers or pays.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
from collections.abc import Iterator

from model import Alarm, AlarmSort, Authentication, Direction, Kind, Mail, Ours, Reading
from parsers.late import folded, late, late_small

_MOST_HEADERS = 10
_LONGEST = 4000


def authentication_of(mail: Mail, ours: Ours) -> Authentication | None:
    """What our own mail server found. A sender can write such a header too, so only that of a trusted host
    counts: one that the team names, or the one that wrote the topmost Received field (RFC 8601 5, 7.1).
    """
    trusted = _trusted(mail, ours)
    for value in _results(mail):
        host, said = _host_of(value), _UNSAID.sub(" ", value)
        if host and any(host == own or host.endswith(f".{own}") for own in trusted):
            found = {method.lower(): result.lower() for method, result in reversed(_METHOD.findall(said))}
            return Authentication(host, *(found.get(name, "") for name in ("spf", "dkim", "dmarc")))
    return None


_METHOD = late(r"(?:^|[;\s])(spf|dkim|dmarc)\s{0,5}(?:/\d)?\s{0,5}=\s{0,5}([a-z]{2,12})\b", re.IGNORECASE)
_UNSAID = late(r"\([^()]{0,500}\)|\"[^\"]{0,500}\"")
"""Comments and quoted strings: what a sender chose may stand in them."""
_BY = late(r"\bby\s{1,5}([a-z0-9.-]{3,253})", re.IGNORECASE)


def _results(mail: Mail) -> list[str]:
    values = (value for name, value in mail.headers if name == "authentication-results")
    return [value[:_LONGEST] for value, _ in zip(values, range(_MOST_HEADERS), strict=False)]


def _host_of(value: str) -> str:
    """The authserv-id: the first word, perhaps with a version behind it."""
    first = value.partition(";")[0].split()
    return first[0].strip('"').lower() if first and "=" not in first[0] else ""


def _trusted(mail: Mail, ours: Ours) -> frozenset[str]:
    if ours.mail_hosts:
        return ours.mail_hosts
    found = _BY.search(_UNSAID.sub(" ", mail.header("received")[:_LONGEST]))
    return frozenset({found[1].lower()}) if found and "." in found[1] else frozenset()


# -- alarms ------------------------------------------------------------------------------------------


def alarms_of(
    mail: Mail, ours: Ours, reading: Reading, authentication: Authentication | None
) -> tuple[Alarm, ...]:
    """Signs of fraud in a mail that a person outside sent, or says she sent."""
    inbound = reading.direction is Direction.IN and reading.kind is Kind.HUMAN
    if not inbound or ours.owns(mail.sender):
        return ()
    said = (*_reply_elsewhere(mail, ours), *_unproved(authentication, mail))
    return (*said, *_new_bank(reading.own_words))


def _reply_elsewhere(mail: Mail, ours: Ours) -> Iterator[Alarm]:
    """Reply-To at another domain than From: how invoices are hijacked. Relays and lists do it rightly."""
    theirs = _home(mail.sender.domain)
    strange = [a for a in mail.reply_to if theirs and _home(a.domain) != theirs and not ours.owns(a)]
    same = [a for a in mail.reply_to if _home(a.domain) == theirs]
    if not strange or same or _RELAY.search(mail.sender.email) or mail.header("list-id"):
        return
    words = f"answers go to {strange[0].email}, while the sender is {mail.sender.email}"
    yield Alarm(AlarmSort.REPLY_TO, words)


_RELAY = late(
    r"no[-_.]?reply|do[-_.]?not[-_.]?reply|notif|mailer|bounce|wordpress@|forms?@|@.*\b(?:mailchimp|sendgrid|"
    r"amazonses|shopify|wix)",
    re.IGNORECASE,
)
_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "gob", "gen"})


def _home(domain: str) -> str:
    """The part of a domain that somebody registered, near enough to compare two of them."""
    labels = domain.split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])


def _unproved(found: Authentication | None, mail: Mail) -> Iterator[Alarm]:
    if found is None:
        return
    if found.dmarc == "fail" or (found.spf == "fail" and found.dkim in ("fail", "none")):
        told = ", ".join(
            f"{name.upper()} {said}"
            for name in ("dmarc", "spf", "dkim")
            if (said := getattr(found, name)) not in ("", "pass")
        )
        words = f"{found.host} could not prove that it comes from {mail.sender.domain} ({told})"
        yield Alarm(AlarmSort.FAILED_AUTHENTICATION, words)


_ACCOUNT = (
    r"(?:bank(?:ing)? (?:account|details|information|data)|beneficiary (?:account|bank)|"
    r"account (?:details|number)|remittance (?:details|account)|payment (?:details|instructions?)|"
    r"bankverbindung|bankdaten|kontoverbindung|kontodaten|cuenta bancaria|datos bancarios|banco\b|"
    r"conta bancária|dados bancários|coordonnées bancaires|compte bancaire|"
    r"банковск\w{2,4} (?:реквизит|сч[её]т)\w{0,3}|реквизит\w{0,3}|"
    r"banka hesa\w{1,8}|hesap bilgileri\w{0,5}|iban\w{0,8}|"
    r"(?:银行|收款|汇款)(?:账户|帐户|账号|帐号|信息|资料)|(?:銀行|收款|匯款)(?:帳戶|帳號|賬戶|資料)|"
    r"振込先|銀行口座|الحساب البنكي|(?:تفاصيل|بيانات) البنك|حسابنا البنكي)"
)
_CHANGED = (
    r"(?:(?:has|have|was|were|is|been|got) (?:recently |just )?(?:changed|updated|replaced)|changed|"
    r"under audit|no longer (?:use|valid|active|in use)|geändert|ha(?:n|emos)? cambiado|cambio de|"
    r"mudou|mudaram|mudamos|alteração|alterad[oa]s?|ont changé|a changé|changement de|"
    r"изменил\w{1,4}|изменен\w{1,3}|смен\w{1,5}|değiş\w{1,8}|"
    r"变更|更改|更换|改为|已换|變更|更換|変更|تغيير|تغيرت|تغير)"
)
_NEW = (
    r"(?:new|updated|neuen?r?|nuev[ao]s?|nov[ao]s?|nouve(?:lle|aux?|lles)|нов(?:ые|ый|ого|ых|ому)|yeni|"
    r"新的?|新しい)"
)
_ANY_ACCOUNT = (
    r"(?:account\b(?! (?:manager|for you|with us))|konto\b|cuenta\b|conta\b|compte\b|сч[её]т\w{0,2}\b|"
    r"hesa\w{1,8}|"
    r"(?:账户|帐户|账号|帐号|帳戶|帳號)|口座)"
)
"""Of these only a new one is meant to be paid to."""
_DIVERTED = (
    r"(?:use|pay|remit|transfer|send|wire)\b[^.!?\n]{0,60}\b(?:account|bank|beneficiary) below|"
    r"account below instead|instead of (?:the|our) (?:usual|old|previous) (?:one|account|bank)|"
    r"(?:bank|account) (?:has|have|was|is) (?:been )?(?:changed|under audit|frozen|blocked)|"
    r"(?:公司|我司|我们的?)(?:账户|帐户|账号|帐号)[^。\n]{0,10}(?:变更|更改|更换)|"
    r"汇(?:到|至|款至)新|حسابنا الجديد|yeni hesab"
)
_OLD = (
    r"(?:old|previous|former|earlier) (?:bank )?account|"
    r"(?:alte[sn]?|bisherige[sn]?) (?:konto|bankverbindung)|"
    r"cuenta (?:anterior|antigua)|conta (?:anterior|antiga)|ancien(?:ne)?s? (?:compte|coordonnées)|"
    r"(?:стар|прежн)\w{1,3} (?:банковск\w{2,4} )?(?:сч[её]т|реквизит)\w{0,3}|eski (?:banka )?hesa\w{1,8}|"
    r"(?:原|旧|之前的?|以前的?)(?:银行)?(?:账户|帐户|账号|帐号)|(?:原|舊|之前的?)(?:銀行)?(?:帳戶|帳號)|"
    r"(?:以前の|旧)(?:振込先|口座)|الحساب القديم|الحساب السابق"
)
"""Who speaks of the old account speaks of a new one."""
# What has changed, in either order; or a new one, its adjective before the noun or behind it; or the old one.
_NEW_BANK = late_small(
    rf"{_ACCOUNT}[^.!?。！？\n]{{0,80}}{_CHANGED}|{_CHANGED}[^.!?。！？\n]{{0,60}}{_ACCOUNT}|"
    rf"(?:\b|(?=新)){_NEW}\s?(?:\w{{1,12}}\s)?(?:{_ACCOUNT}|{_ANY_ACCOUNT})|{_ACCOUNT}\s(?:nuev[ao]s?|nov[ao]s?|الجديد)|{_OLD}|{_DIVERTED}"
)
_ASKED = late(
    r"(?:send|provide|give|need|share|advise|tell|confirm)\b[^.!?\n]{0,40}$|请(?:提供|发|给)[^。\n]{0,20}$|"
    r"(?:senden|schicken|envíe\w{0,3}|enviar|envoyer|пришлите|gönder\w{1,6})\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
"""They ask us for ours."""
_YOURS = late(
    r"\b(?:your|ihre[rn]?|sus?|vuestr[ao]s?|seus?|suas?|vossos?|votre|vos|ваш\w{1,3}|sizin)\b[^.!?\n]{0,20}$|"
    r"(?:贵司|贵公司|你们|您|您的|貴社|御社|貴公司)的?(?:新的?)?$|حسابكم",
    re.IGNORECASE,
)
"""They speak of ours: a careful customer who asks whether it has changed."""
_STEMS = (
    "bank banc банк реквизит iban hesap 银行 銀行 收款 汇款 匯款 振込 بنك "
    "account beneficiary remittance payment konto cuenta conta compte счет счёт 账户 帐户 账号 帐号 "
    "帳戶 帳號 口座 حساب hesab".split()
)
_STEMS_OF_CHANGE = (
    "chang updat replac audit longer geänd cambi mud alter изменил изменен смен değiş 变更 更改 更换 改为 "
    "已换 變更 更換 変更 تغي new neue nuev nov nouve нов yeni 新 الجديد old previous former earlier alte "
    "bisherige anterior antigu antiga ancien стар прежн eski 原 旧 舊 之前 以前 القديم السابق "
    "usual below instead frozen blocked".split()
)


def _new_bank(own_words: str) -> Iterator[Alarm]:
    text = own_words[:20_000]
    lowered = folded(text)
    if not all(any(map(lowered.__contains__, stems)) for stems in (_STEMS, _STEMS_OF_CHANGE)):
        return
    found = next((each for each in _NEW_BANK.finditer(text) if not _is_ours(text, each)), None)
    if found is not None:
        said = " ".join(text[found.start() : found.end()].split())[:160]
        yield Alarm(AlarmSort.BANK_DETAILS, f"it announces other bank details: “{said}”")


def _is_ours(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 80) : found.start()]
    return bool(_ASKED.search(before) or _YOURS.search(before))

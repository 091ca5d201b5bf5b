"""Everything that is no portal's form: who writes or is written to, and what her signature says of her.

The last parser of the list, so it recognises every mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model import Address, Direction, Kind, Mail, Nature, Ours, Party, Reading
from parsers import automatic, quoted, quotes
from parsers.recipients import outside

NAME = "reply"


def recognises(mail: Mail, ours: Ours) -> bool:  # noqa: ARG001 - the shape of a Parser
    return True


def read(mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
    words = quotes.words_of(mail)
    is_answer = direction is Direction.IN and nature.kind is Kind.HUMAN and nature.sure
    parent = quoted.answered(mail, ours, words.quoted) if is_answer else None
    return Reading(
        parser=NAME,
        nature=nature,
        direction=direction,
        parties=_parties(mail, ours, direction, words),
        parents=mail.parents,
        subject=mail.subject,
        own_words=words.own,
        quoted=words.quoted,
        signature=words.signature,
        footer=words.footer,
        failed=automatic.failed_recipients(mail) if nature.kind is Kind.BOUNCE else (),
        attachments=tuple(attachment.name or attachment.type for attachment in mail.attachments),
        answers=parent.writer if parent else "",
        answers_day=parent.day if parent else None,
    )


def _parties(mail: Mail, ours: Ours, direction: Direction, words: quotes.Split) -> tuple[Party, ...]:
    if direction is Direction.IN:
        return (_described(_writer(mail, ours), words),)
    return tuple(_named(address) for address in outside(mail, ours))


_RELAY = re.compile(r"(?:no|do[-_.]?not|donot|never)[-_.]?reply|noreply|via\b", re.IGNORECASE)


def _writer(mail: Mail, ours: Ours) -> Address:
    """From. A relay or our own web form hides its writer in Reply-To; else a differing one is a warning."""
    hidden = ours.owns(mail.sender) or _RELAY.search(mail.sender.email.partition("@")[0]) is not None
    behind = [address for address in mail.reply_to if not ours.owns(address)]
    return behind[0] if hidden and behind else mail.sender


# -- company -----------------------------------------------------------------------------------------

_LEGAL_FORM = re.compile(
    r"(?:(?:\b|(?<=\W))(?:co\.?,? ?\.?ltd\.?|company limited|(?:pvt|private|pte|pty)\.?,? (?:ltd|"
    r"limited)\.?|limited|ltd\.?(?: ?şti\.?)?|"
    r"l\.?l\.?c\.?|inc\.?|incorporated|corp\.?|corporation|gmbh(?: ?& ?co\.? ?kg)?|mbh|e\.? ?k\.|"
    r"s\.a\.(?: de c\.v\.)?|sa de cv|s\.a\.s\.?|s\.?a\.?r\.?l\.?|s\.l\.u?\.?|s\.r\.l\.?|srl|"
    r"s\.p\.a\.?|spa|ltda\.?|eireli|s/a|b\.v\.?|n\.v\.?|"
    r"sp\. ?z ?o\.? ?o\.?|s\.r\.o\.?|d\.o\.o\.?|kft\.?|sdn\.? ?bhd\.?|a\.ş\.?|a/s|aps|fze|fzco|fz-llc|"
    r"fzc|w\.?l\.?l\.?|"
    r"ооо|оао|зао|пао)(?=$|[\s,.;|)\"»-])|"
    r"(?:有限公司|有限责任公司|有限責任公司|股份公司|集团|集團|株式会社|合同会社|有限会社|㈱|주식회사|"
    r"ش\.م\.م|شركة))",
    re.IGNORECASE,
)
# Two capitals are a legal form only as the last word of a name.
_SHORT_FORM = re.compile(
    r"\w .*\b(?:SA|AG|KG|AB|AS|OY|BV|NV|SL|CV|SAS|PT|АО|ИП|ТОВ)\.?$|^(?:PT|АО|ИП|ТОВ|CV)\.? \w"
)
_LABELLED = re.compile(
    r"\s*(?:company(?: name)?|firma|empresa|société|公司|公司名称|单位)\s*[:：]\s*", re.IGNORECASE
)
_CONTACT = re.compile(
    r"@|www\.|https?:|\b(?:tel|fax|phone|mobile|mob|e-?mail|add|address)\b\s?[.:：]|电话|手机|传真|邮箱|地址",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s[|｜/·•]\s|｜")
_LAST_LINES = 12
_LONGEST = 100


def _described(address: Address, words: quotes.Split) -> Party:
    """The sender with what signature and display name say of her, the signature first."""
    lines = _signature_lines(words)
    person, shown = _parted(address.name)
    signed = next(_companies(lines), "")
    company = signed or shown
    return Party(
        email=address.email,
        name=person,
        company=company,
        company_from=("signature" if signed else "display name") if company else "",
        phone=_first(_PHONE, lines),
        website=_first(_WEB, lines),
        position=next(_positions(lines, company), ""),
    )


def _named(address: Address) -> Party:
    person, company = _parted(address.name)
    return Party(address.email, person, company, "display name" if company else "")


def _signature_lines(words: quotes.Split) -> list[str]:
    """Without a signature the last short lines of the own words may still name the company."""
    if words.signature:
        return [line.strip() for line in words.signature.split("\n")[:40]]
    return [line.strip() for line in words.own.split("\n")[-_LAST_LINES:] if len(line) <= _LONGEST]


def _companies(lines: Sequence[str]) -> Iterator[str]:
    for piece in _pieces(lines):
        name = _unlabelled(piece).strip(" *_|,;-–—>")
        if name and len(name) <= _LONGEST and not _CONTACT.search(name) and _is_company(name):
            yield name


def _unlabelled(piece: str) -> str:
    return _LABELLED.sub("", piece, count=1) if ":" in piece or "：" in piece else piece


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    """What stands between the bars and dots of a signature."""
    for line in lines:
        yield from _BARS.split(line[:300])


def _is_company(name: str) -> bool:
    """A name that ends with its legal form, or begins with one as in Russian and Japanese; no sentence."""
    if name.endswith(("?", "!", "？", "！", "。")) or len(name.split()) > 12 or "，" in name:
        return False
    found = [*_LEGAL_FORM.finditer(name)]
    if not found:
        return _SHORT_FORM.search(name) is not None
    around = (name[: found[-1].start()].strip(" ,."), name[found[-1].end() :].strip(" ,.()"))
    return any(around) and (len(around[1]) <= 25 or found[0].start() < 3)


def _parted(shown: str) -> tuple[str, str]:
    """Person and company of `Anna Schmidt - Nordlicht GmbH` or `Anna (Nordlicht GmbH)`, in either order."""
    pieces = [
        piece.strip(" \"'")
        for piece in re.split(r"\s[-–—|/@]\s|\s?[|｜(（)）]\s?|\bat\b|, (?=\S+ \S*)", shown)
    ]
    pieces = [piece for piece in pieces if piece]
    company = next((piece for piece in pieces if _is_company(piece)), "")
    if not company:
        whole = shown if _is_company(shown) else ""
        return ("" if whole else shown), whole
    if _is_company(shown) and len(pieces) > 1 and "," in shown and not re.search(r"\s[-–—|]\s", shown):
        return "", shown
    return next((piece for piece in pieces if piece != company and len(piece) > 1), ""), company


# -- phone, web site, position -----------------------------------------------------------------------

_PHONE = re.compile(
    r"(?:\b(?:tel|phone|mobile|mob|cell|whatsapp|telefon|tél|téléphone|teléfono|телефон|тел)|电话|"
    r"手机|電話|手機|(?:^|[|\s])[mtp])"
    r"(?:/\w{2,10})?[\s.:：]{1,4}((?:\+|\(|\d)[\d\s().+/-]{5,24}\d)|((?:\+)\d[\d\s().-]{6,22}\d)",
    re.IGNORECASE,
)
_WEB = re.compile(r"((?:https?://|www\.)[^\s<>\"'|，,;]{4,200})", re.IGNORECASE)
_POSITION = re.compile(
    r"\b(?:manager|director|ceo|cto|cfo|coo|president|owner|founder|buyer|purchas\w+|procurement|"
    r"sourcing|merchandiser|engineer|"
    r"einkauf\w*|geschäftsführer\w*|leiter\w*|gerente|compras|director[a]?|comprador\w*|responsable|"
    r"acheteu\w+|directeur|"
    r"директор|менеджер|закуп\w+|müdür\w*)\b|经理|总监|采购|总裁|董事长|工程师|業務|經理|課長|部長|"
    r"購買|担当|مدير",
    re.IGNORECASE,
)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    for line in lines:
        found = pattern.search(line[:300])
        if found is not None:
            return next(value for value in found.groups() if value).strip(" .,;:/)")
    return ""


def _positions(lines: Sequence[str], company: str) -> Iterator[str]:
    for piece in _pieces(lines):
        tidy = piece.strip(" *_|,;-–—")
        if tidy != company and len(tidy) <= 60 and not _CONTACT.search(tidy) and _POSITION.search(tidy):
            yield tidy

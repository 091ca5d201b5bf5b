"""Who is the buyer that a form names, and what does it say of her?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from model import Address, Detail, DetailSort, Mail, Party
from parsers.late import late
from parsers.portals.buyer_names import may_be_name
from parsers.sender import countries, messengers, phones

_WHERE = "portal"
_WORDS = "own words"
_MOST_SPOKEN = 40
"""Lines of the buyer's own words in which her numbers are looked for."""


def buyer_of(mail: Mail, said: Mapping[str, str], is_nobodys: Callable[[Address], bool]) -> Party:
    """By the fields of the form, by meaning, and by her message; is_nobodys: addresses that are ours or a
    relay."""
    name, company = said.get("name", ""), said.get("company", "")[:200]
    card = _card(mail.text, name) if name else {}
    company = company or card.get("company", "")
    email = next(_emails(mail, said, is_nobodys), "")
    party = Party(
        email=email,
        name=name[:200] or _hidden_name(mail, email),
        company=company,
        company_from="portal" if company else "",
        country=countries.code_of(said.get("country", "") or card.get("country", "")),
        phone=(said.get("phone") or said.get("whatsapp", ""))[:60],
        website=said.get("website", "")[:200],
        position=said.get("position", "")[:100],
    )
    spoken = tuple(_spoken(said.get("message", ""), party.country))
    phone = party.phone or next((each.words for each in spoken if each.sort in _NUMBERS), "")[:60]
    return replace(party, phone=phone, details=_once((*_details(party, said), *spoken)))


def _emails(mail: Mail, said: Mapping[str, str], is_nobodys: Callable[[Address], bool]) -> Iterator[str]:
    """The form's, a Reply-To of the buyer's own, and the only one in her message."""
    written = _ADDRESS.findall(said.get("email", "")[:500])
    for each in (*written, *(address.email for address in mail.reply_to)):
        address = Address(each.lower().strip("._-"))
        if not is_nobodys(address):
            yield address.email
    spoken = {each.lower().strip("._-") for each in _ADDRESS.findall(said.get("message", "")[:_MOST_TEXT])}
    others = [each for each in spoken if not is_nobodys(Address(each))]
    yield from others if len(others) == 1 else ()


def _hidden_name(mail: Mail, email: str) -> str:
    """The name that stands before the buyer's address in Reply-To."""
    names = (each.name for each in mail.reply_to if email and each.email == email)
    return next(filter(may_be_name, names), "")


_MOST_TEXT = 20_000
_ADDRESS = late(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def named(said: Mapping[str, str]) -> dict[str, str]:
    """With the name in one piece where the form asks for it in two, and without what is no name."""
    first, last = said.get("first_name", ""), said.get("last_name", "")
    whole = said.get("name", "")
    if not whole and (first or last):
        is_han = any("\u4e00" <= letter <= "\u9fff" for letter in first + last)
        whole = last + first if is_han else f"{first} {last}".strip()
    return _parted({**said, "name": whole}) if whole else dict(said)


def _parted(said: Mapping[str, str]) -> dict[str, str]:
    """Contact Form 7 writes name and address into one line; a country's code may stand there."""
    told = said["name"]
    email, name = _ADDRESS.search(told[:500]), _person(told)
    parts = {**said, "name": name if may_be_name(name) else ""}
    if email and not said.get("email"):
        parts["email"] = email[0]
    if not parts["name"] and not said.get("country") and countries.code_of(told):
        parts["country"] = told
    return parts


def of_subject(told: Mapping[str, str]) -> dict[str, str]:
    """What a subject tells of her, without what is no name: `Inquiry from Alibaba.com`, `from Kenya`."""
    if _NO_NAME.fullmatch(told.get("name", "")):
        told = {**told, "name": ""}
    return {meaning: value for meaning, value in named(told).items() if value}


_NO_NAME = late(
    r"[\w-]+(?:\.[\w-]+)+|(?:a |an |the |our |your |new |one ){0,3}(?:buyer|customer|client|visitor|user|"
    r"member|guest|web ?site|site|web ?shop|online store|shop|form|contact form|portal)s?|"
    r"global sources|tradekey|hktdc|dhgate|ecvv|买家|客户|采购商",
    re.IGNORECASE,
)


def _person(said: str) -> str:
    """`John Smith <a@b>`, `John Smith a@b`, `Mr. John Smith [Gold]`, `[John Smith]` as the name alone."""
    plain = _ADDRESS.sub("", said[:500]).replace("mailto:", "").strip(_AROUND_NAME)
    return re.split(r"[<(\[（【|)\]）】]", plain, maxsplit=1)[0].strip(_AROUND_NAME)[:200]


_AROUND_NAME = " \t\"'“”‘’«»„,;:-–—[]()<>（）【】「」"


_COMPANY = late(
    r"\b(?:ltd|limited|llc|inc|corp|corporation|gmbh|co|company|s\.?a\.?|s\.?r\.?l|s\.?l|ltda|b\.?v|pty|pvt|"
    r"sarl|ооо|şti|a\.?ş|fze|trading|imports?|exports?|group|industries|enterprises?)\b|公司|集团|株式会社|شركة",
    re.IGNORECASE,
)


def _card(text: str, name: str) -> dict[str, str]:
    """Company and country from the lines below the buyer's name, where a portal shows them without labels."""
    lines = [line.strip(" *•|\t") for line in text[:5000].split("\n") if line.strip()][:60]
    at = next((n for n, line in enumerate(lines) if _person(line).casefold() == name.casefold()), len(lines))
    card: dict[str, str] = {}
    for line in lines[at + 1 : at + 5]:
        if len(line) > 80 or ":" in line or "：" in line:
            break
        if _COMPANY.search(line) and not line.endswith(("?", "!", "。")) and len(line.split()) <= 8:
            card.setdefault("company", line)
        elif len(line) < 40 and countries.code_of(line):
            card.setdefault("country", line)
    return card


_SORTS = (
    ("name", DetailSort.PERSON, 0.9),
    ("position", DetailSort.POSITION, 0.9),
    ("company", DetailSort.COMPANY, 0.9),
    ("address", DetailSort.ADDRESS, 0.8),
    ("wechat", DetailSort.WECHAT, 0.9),
    ("skype", DetailSort.SKYPE, 0.9),
)


def _details(party: Party, said: Mapping[str, str]) -> Iterator[Detail]:
    """What the form says of the buyer, each with the words it came from."""
    for meaning, sort, confidence in _SORTS:
        value = said.get(meaning, "") or getattr(party, meaning, "")
        if value:
            yield Detail(sort, value, value, _WHERE, confidence)
    if party.email:
        yield Detail(DetailSort.EMAIL, party.email, said.get("email", party.email), _WHERE, 0.95)
    if party.country:
        yield Detail(DetailSort.COUNTRY, party.country, said.get("country", party.country), _WHERE, 0.9)
    if said.get("website"):
        yield Detail(DetailSort.WEBSITE, _site(said["website"]), said["website"], _WHERE, 0.9)
    for meaning, sort in (("phone", DetailSort.PHONE), ("whatsapp", DetailSort.WHATSAPP)):
        number = _number(said.get(meaning, ""), party.country)
        if number:
            yield Detail(sort, number, said[meaning], _WHERE, 0.9)


_NUMBERS = (DetailSort.PHONE, DetailSort.WHATSAPP)


def _spoken(message: str, country: str) -> Iterator[Detail]:
    """What the buyer writes of herself: `my whatsapp +1 312 555 0188`. Platforms hide it, so she says it."""
    lines = [line[:300] for line in message[:_MOST_TEXT].split("\n")[:_MOST_SPOKEN]]
    yield from messengers.messengers(lines, _WORDS)
    for line in lines:
        found = phones.candidates(line) if _DIGITS.search(line) else ()
        for candidate in found:
            hints = (country,) if country else ()
            for phone in phones.phones_of(candidate, hints, signed=False):
                yield Detail(phone.sort, phone.number, phone.words, _WORDS, phone.confidence)


_DIGITS = late(r"\d(?:[^\n]{0,3}\d){6}")


def _once(details: Iterable[Detail]) -> tuple[Detail, ...]:
    """None empty, and each the first time it is said."""
    first: dict[tuple[DetailSort, str], Detail] = {}
    for each in details:
        if each.value:
            first.setdefault((each.sort, each.value), each)
    return tuple(first.values())


def _number(said: str, country: str) -> str:
    """In E.164, with the buyer's country where the form leaves out the prefix."""
    found = phones.read(said[:60], (country,) if country else (), labelled=True) if said else None
    return found.number if found else ""


def _site(said: str) -> str:
    """Without scheme and path, in lower case."""
    return re.sub(r"^[a-z]{1,8}://", "", said.strip().lower()).split("/")[0][:200]

"""What does a mail say of the person who sent it, and of her company?

Everything that signature, display name, own words and the address itself say, each with the words that
prove it.
A detail is a proposal: nobody's contact is overwritten by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from model import Address, Detail, DetailSort, Party
from parsers.late import late
from parsers.sender import (
    bank,
    codes,
    companies,
    countries,
    messengers,
    moves,
    persons,
    phones,
    places,
    positions,
    whose,
)
from parsers.text import closings, quotes

SIGNATURE, DISPLAY_NAME, OWN_WORDS, ADDRESS = "signature", "display name", "own words", "address"
PORTAL = "portal"
_MOST_LINES = 40
_LONGEST_LINE = 100
_LONGEST_KEPT = 3000
_MOST_OF_A_SORT = 6
_IN_A_SENTENCE = 0.6
"""`My number is …` is hers, but no signature: it is shown, and never kept without being asked."""


def details_of(
    address: Address, split: quotes.Split, us: whose.OurSide = whose.NOBODY, *, automatic: bool = False
) -> tuple[Detail, ...]:
    """Everything a mail says of its sender, sort by sort, the surest first.

    us: what holds a name of ours is not hers. automatic: a machine writes of deputies and of failed
    recipients; of its words nothing is hers but the signature.
    """
    sender = whose.Sender(address.email, address.domain, parted(address.name)[0])
    block = whose.block_of(sender, split, us, automatic=automatic)
    legal = codes.codes(split.footer, SIGNATURE) if split.footer else ()
    ask = _remembered if len(block.text) <= _LONGEST_KEPT else _signed
    signed = ask(address, block)
    said = (*_said(address, split.own, signed, us, automatic=automatic), *legal)
    return tidied((*signed, *said)) if said else signed


def shown_by(address: Address) -> tuple[Detail, ...]:
    """What the display name alone says: all there is of somebody we write to."""
    return tidied(_shown(address))


def of_form(said: Mapping[str, str]) -> tuple[Detail, ...]:
    """What a portal's form says. The fields are called name, company, country, phone, whatsapp, wechat ..."""
    return tidied(
        detail for meaning, value in said.items() for detail in _field(meaning, value.strip(), said)
    )


_PLAIN = {"name": DetailSort.PERSON, "position": DetailSort.POSITION, "wechat": DetailSort.WECHAT}


def _field(meaning: str, value: str, said: Mapping[str, str]) -> Iterator[Detail]:
    country = countries.code_of(said.get("country", ""))
    if not value:
        return
    if meaning in _PLAIN:
        yield Detail(_PLAIN[meaning], value[:_LONGEST_LINE], value, PORTAL, 0.9)
    elif meaning == "country" and country:
        yield Detail(DetailSort.COUNTRY, country, value, PORTAL, 0.9)
    elif meaning == "company":
        yield from _firm_of_form(value)
    elif meaning == "website":
        yield from messengers.websites([f"web: {value}"], "", PORTAL)
    elif meaning in ("phone", "whatsapp", "fax"):
        yield from _phone_of_form(meaning, value, (country,) if country else ())


def _firm_of_form(value: str) -> Iterator[Detail]:
    yield Detail(DetailSort.COMPANY, value[:_LONGEST_LINE], value, PORTAL, 0.9)
    known = companies.company_in(value)
    if known is not None and known.form:
        yield Detail(DetailSort.LEGAL_FORM, known.form, value, PORTAL, 0.9)


def _phone_of_form(meaning: str, value: str, hints: tuple[str, ...]) -> Iterator[Detail]:
    known = phones.read(value[:40], hints, labelled=True)
    if known is not None:
        yield Detail(DetailSort(meaning), known.number, value, PORTAL, known.confidence)


def tidied(found: Iterable[Detail]) -> tuple[Detail, ...]:
    """Once each, sort by sort, the surest first; what two places say is surer."""
    best: dict[tuple[DetailSort, str], Detail] = {}
    for detail in found:
        key = (detail.sort, _key(detail))
        other = best.get(key)
        if other is None:
            best[key] = detail
        else:
            surer = max(other, detail, key=lambda each: each.confidence)
            best[key] = replace(surer, confidence=min(0.99, round(surer.confidence + 0.04, 2)))
    moved = {detail.value for detail in best.values() if detail.sort is DetailSort.NEW_EMAIL}
    return tuple(
        _ordered(
            each for each in best.values() if each.sort is not DetailSort.EMAIL or each.value not in moved
        )
    )


def party_of(address: Address, details: Sequence[Detail]) -> Party:
    """The party with its plain fields, the best of its details."""
    best: dict[DetailSort, Detail] = {}
    for detail in details:
        if detail.confidence >= _LEAST or detail.sort is DetailSort.PERSON:
            best.setdefault(detail.sort, detail)
    company = best.get(DetailSort.COMPANY)
    country = best.get(DetailSort.COUNTRY)
    person, shown = parted(address.name)
    signed = best.get(DetailSort.PERSON)
    if not address.name and signed and signed.confidence >= _GOOD:
        person = signed.value
    if company is None and shown:
        company = Detail(DetailSort.COMPANY, shown, address.name, DISPLAY_NAME, 0.8)
    return Party(
        email=address.email,
        name=person,
        company=company.value if company else "",
        company_from="" if company is None else _told_by(company),
        # An ending of a domain alone is no word of hers; matching looks at it by itself.
        country=country.value if country and country.confidence >= _GOOD else "",
        phone=_words(best, DetailSort.PHONE),
        website=best[DetailSort.WEBSITE].value if DetailSort.WEBSITE in best else "",
        position=_words(best, DetailSort.POSITION),
        details=tuple(details),
    )


_GOOD = 0.75
_LEAST = 0.5
"""Less is a guess: matching and lists shall not see it."""


def _told_by(company: Detail) -> str:
    return DISPLAY_NAME if company.where == DISPLAY_NAME else SIGNATURE


def _words(best: dict[DetailSort, Detail], sort: DetailSort) -> str:
    return best[sort].words if sort in best else ""


# -- order -------------------------------------------------------------------------------------------

_ORDER = {sort: number for number, sort in enumerate(DetailSort)}


def _key(detail: Detail) -> str:
    if detail.sort is DetailSort.PERSON:
        return " ".join(sorted(persons.folded(detail.value))) or detail.value
    if detail.sort in (DetailSort.COMPANY, DetailSort.ADDRESS, DetailSort.NEW_COMPANY):
        return re.sub(r"[\W_]+", "", detail.value.casefold())
    if detail.sort is DetailSort.WEBSITE:
        return detail.value.removeprefix("www.")
    return detail.value.casefold()


def _ordered(details: Iterable[Detail]) -> Iterator[Detail]:
    by_sort: dict[DetailSort, list[Detail]] = {}
    for detail in details:
        by_sort.setdefault(detail.sort, []).append(detail)
    if DetailSort.PERSON in by_sort:
        by_sort[DetailSort.PERSON] = _without_parts(by_sort[DetailSort.PERSON])
    for sort in sorted(by_sort, key=_ORDER.__getitem__):
        yield from sorted(by_sort[sort], key=lambda detail: -detail.confidence)[:_MOST_OF_A_SORT]


def _without_parts(found: list[Detail]) -> list[Detail]:
    """`Anna` beside `Anna Schmidt` says nothing new."""
    words = [persons.folded(detail.value) for detail in found]
    return [
        detail
        for n, detail in enumerate(found)
        if not any(words[n] < other for m, other in enumerate(words) if m != n)
        and not any(_starts(detail.value, other.value) for m, other in enumerate(found) if m != n)
    ]


def _starts(part: str, whole: str) -> bool:
    """`佐藤` of `佐藤 健`, `王` of `王芳`."""
    return not part.isascii() and len(part) < len(whole) and whole.startswith(part)


# -- signature -----------------------------------------------------------------------------------------


def _signed(address: Address, block: whose.Block) -> tuple[Detail, ...]:
    if not block.text.strip():
        return shown_by(address)
    return tidied((*_evidence(address, _Lines.of(block.text), block), *_shown(address)))


_remembered = lru_cache(4096)(_signed)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Of a signature: its lines, and what stands between the bars and commas of them."""

    lines: list[str]
    pieces: list[list[str]]
    """By line; wide gaps and bars part them."""

    @classmethod
    def of(cls, text: str) -> _Lines:
        lines = [line for line in map(_behind_closing, text.split("\n")[: 2 * _MOST_LINES]) if line]
        lines = lines[:_MOST_LINES]
        return cls(lines, [_pieces(line) for line in lines])

    @classmethod
    def without(cls, other: _Lines, firms: Sequence[Detail], spots: Sequence[Detail]) -> _Lines:
        """The lines where persons and titles stand: neither firms nor streets."""
        streets = [spot.words for spot in spots]
        lines = [line for line in other.lines if not any(_is_part(line, street) for street in streets)]
        for firm in firms:
            lines = [companies.without(firm.words, line) for line in lines]
        lines = [line for line in (line.strip(" ,-|/") for line in lines) if line]
        return cls(lines, [_pieces(line) for line in lines])


def _is_part(line: str, street: str) -> bool:
    """Is the line the address, or one of the lines it was joined from?"""
    return len(line) > 5 and (line in street or (street in line and len(street) > 0.8 * len(line)))


def _address_lines(lines: Sequence[str], firms: Sequence[Detail]) -> Iterator[str]:
    """What stands between bars, behind the firm's name."""
    for line in lines:
        for piece in _BARS.split(line):
            firm = next((firm.words for firm in firms if piece.startswith(firm.words)), "")
            yield piece[len(firm) :].strip(" ,;-")


_BARS = late(r"\s[|•‖]\s|[｜|‖]|\t+|\s{3,}")


def _behind_closing(line: str) -> str:
    line = line.strip(" \t*_|>\u3000")[:300]
    rest = closings.rest_of(line) if len(line) < 160 else None
    return (line if rest is None else rest).strip(" ,-|")


_GAPS = late(r"\s[|·•‖/]\s|[｜|•‖]|\s[-–—]\s|\t+|\s{2,}|\u3000+")


def _pieces(line: str) -> list[str]:
    return [piece.strip(" ,*_") for piece in _GAPS.split(line) if piece.strip(" ,*_")]


def _evidence(address: Address, lines: _Lines, block: whose.Block) -> Iterator[Detail]:
    where, scale = block.where, block.trust
    firms = [*_firms(address, lines, where)]
    addresses = [*places.addresses([*_address_lines(lines.lines, firms)], where)]
    told = [*places.countries_in(lines.lines, addresses, where)]
    numbers = [*codes.codes("\n".join(lines.lines), where)]
    called = []
    if any(map(_DIGITS.search, lines.lines)):
        called = [*_phones(lines.lines, _hints(address, told, numbers, firms, lines), where)]
    plain = _Lines.without(lines, firms, (*addresses, *told))
    found = (
        *_persons(address, plain, where, sure=where == SIGNATURE or bool(firms or called)),
        *_positions(plain, where),
        *firms,
        *addresses,
        *told,
        *numbers,
        *called,
        *messengers.messengers(lines.lines, where),
        *messengers.websites(lines.lines, address.domain, where),
        *messengers.other_mails(lines.lines, address.email, where),
    )
    weak = (*_weak_countries(found, where), *_agreed_countries(address, found, where))
    for detail in (*found, *weak):
        yield replace(detail, confidence=round(detail.confidence * scale, 2)) if scale < 1 else detail


# -- company -----------------------------------------------------------------------------------------


def _firms(address: Address, lines: _Lines, where: str) -> Iterator[Detail]:
    found = 0
    for line, pieces in zip(lines.lines, lines.pieces, strict=True):
        for company in _companies(line, pieces):
            found += 1
            yield Detail(DetailSort.COMPANY, company.name, company.name, where, 0.9)
            if company.form:
                yield Detail(DetailSort.LEGAL_FORM, company.form, company.name, where, 0.9)
            if company.country:
                yield Detail(DetailSort.COUNTRY, company.country, company.name, where, 0.65)
    if not found:
        yield from _firm_without_form(address, lines, where)


def _companies(line: str, pieces: Sequence[str]) -> tuple[companies.Company, ...]:
    found = tuple(company for piece in pieces for company in companies.companies_in(piece))
    return found or (companies.companies_in(line) if len(pieces) > 1 else ())


def _firm_without_form(address: Address, lines: _Lines, where: str) -> Iterator[Detail]:
    """A name that the mail domain repeats, or that ends as names of the trade do; never the first line."""
    label = re.sub(r"[^a-z]", "", address.domain.split(".")[0])
    for pieces in lines.pieces[1:8]:
        for piece in pieces:
            if persons.folded(piece) <= persons.folded(address.name):
                continue
            if _repeats(piece, label) and not positions.is_title(piece) and "@" not in piece:
                yield Detail(DetailSort.COMPANY, piece, piece, where, 0.75)
                return
            if companies.is_trade_name(piece):
                yield Detail(DetailSort.COMPANY, piece, piece, where, 0.65)
                return


def _repeats(piece: str, label: str) -> bool:
    if (
        len(label) < 5
        or not 4 < len(piece) <= 60
        or "." in piece
        or ":" in piece
        or not messengers.is_home(label + ".x")
    ):
        return False
    bare = re.sub(r"[^a-z]", "", piece.lower())
    return (bare.startswith(label) or label.startswith(bare)) and len(bare) >= 5 and len(piece.split()) <= 6


# -- person and position -------------------------------------------------------------------------------

_FIRST_LINES = 6


def _persons(address: Address, lines: _Lines, where: str, *, sure: bool) -> Iterator[Detail]:
    """sure: is this a signature? Else only names that display name or address repeat."""
    known = persons.folded(address.name) | persons.folded(
        _NO_LETTERS.sub(" ", address.email.partition("@")[0])
    )
    for at, (line, pieces) in enumerate(zip(lines.lines[:_FIRST_LINES], lines.pieces, strict=False)):
        if "@" in line and len(pieces) == 1:
            continue
        names = [*_names(pieces, known, alone=at == 0)]
        for name in names:
            repeated = bool(persons.folded(name) & known)
            if not (repeated or sure):
                continue
            confidence = (0.95 if repeated else 0.8) if at < 2 else (0.85 if repeated else 0.6)
            yield Detail(DetailSort.PERSON, name, name, where, confidence)
        if names and at:
            return


def _names(pieces: Sequence[str], known: frozenset[str], *, alone: bool) -> Iterator[str]:
    for piece in pieces[:4]:
        for part in _SUB_PIECES.split(piece)[:3]:
            for name in persons.candidates(part):
                single = persons.is_single(name) and (
                    (alone and pieces == [part]) or persons.folded(name) <= known
                )
                if persons.is_name(name) or (single and persons.folded(name)):
                    yield name


_NO_LETTERS = late(r"[._\d-]+")
_SUB_PIECES = late(r",\s|，|\s?[/]\s?|[(（](?=[\u3400-\u9fffA-Z])|[)）]")


def _positions(lines: _Lines, where: str) -> Iterator[Detail]:
    power = ""
    for at, pieces in enumerate(lines.pieces[:10]):
        for title in _titles(pieces):
            confidence = 0.9 if at < 4 else 0.75
            yield Detail(DetailSort.POSITION, title, title, where, confidence)
            if not power:
                power = positions.power_of(title)
                yield Detail(DetailSort.POWER, power, title, where, confidence - 0.1)


def _titles(pieces: Sequence[str]) -> Iterator[str]:
    whole = " - ".join(pieces)
    if len(pieces) == 2 and whole.isascii() and len(whole) < 40 and all(map(positions.is_title, pieces)):
        pieces = [whole]  # `Manager - Purchase` is one
    for piece in pieces:
        if len(piece) > 120 or not piece:
            continue
        if positions.is_title(piece) and not companies.companies_in(piece) and not _is_mixed(piece):
            yield piece
        else:
            yield from _inner_titles(piece)


def _is_mixed(piece: str) -> bool:
    """`王芳 采购经理`, `Anna Schmidt, Buyer`: a name stands beside the title."""
    return any(
        persons.is_name(name) for part in _SUB_PIECES.split(piece) for name in persons.candidates(part)
    ) or (
        " " in piece and any(positions.is_asian_title(word) for word in piece.split()) and not _is_post(piece)
    )


def _is_post(piece: str) -> bool:
    """`購買部 部長`, `外贸业务员 Sales Representative`: every word belongs to the title."""
    words = piece.split()
    return all(
        positions.is_asian_title(word) or word.endswith(("部", "課", "课", "科", "室")) or word.isascii()
        for word in words
    )


def _inner_titles(piece: str) -> Iterator[str]:
    for part in map(str.strip, re.split(r",\s|，|[()（）]", piece)):
        if part != piece and positions.is_title(part) and not companies.companies_in(part):
            yield part
        else:
            yield from (word for word in part.split() if positions.is_asian_title(word))


# -- phones and countries ------------------------------------------------------------------------------


def _phones(lines: Sequence[str], hints: tuple[str, ...], where: str) -> Iterator[Detail]:
    looked_at = 0
    for line in lines:
        if not _DIGITS.search(line):
            continue
        for candidate in phones.candidates(line):
            looked_at += 1
            if looked_at > phones.MOST:
                return
            for phone in phones.phones_of(candidate, hints, signed=True):
                yield Detail(phone.sort, phone.number, phone.words, where, phone.confidence)
                if phone.country:
                    confidence = 0.75 if phone.international else 0.65
                    yield Detail(DetailSort.COUNTRY, phone.country, phone.words, where, confidence)


_DIGITS = late(r"[\d０-９](?:[^\n]{0,3}[\d０-９]){6}")


def _hints(
    address: Address,
    told: Sequence[Detail],
    numbers: Sequence[Detail],
    firms: Sequence[Detail],
    lines: _Lines,
) -> tuple[str, ...]:
    """Regions whose national numbers these may be, the likeliest first."""
    text = "\n".join(lines.lines)
    found = [
        *(detail.value for detail in told),
        *filter(None, (codes.country_of(detail.value) for detail in numbers)),
        *filter(None, (_by_prefix(text),)),
        *filter(None, (_by_ending(address.domain),)),
        *(detail.value for detail in firms if detail.sort is DetailSort.COUNTRY),
        *("US" for detail in firms if detail.value in _AMERICAN),
        *filter(None, (_by_letters(text + address.name),)),
    ]
    return tuple(dict.fromkeys(found))[:3]


_AMERICAN = frozenset({"Inc", "LLC", "Corp"})
"""Firms all over the world call themselves so; their national numbers are mostly American."""
_PREFIX = late(r"(?<!\d)\+ ?\d[\d ().-]{7,18}\d")


def _by_prefix(text: str) -> str:
    found = _PREFIX.search(text)
    known = phones.read(found[0], (), labelled=True) if found else None
    return known.country if known else ""


_LETTERS = (
    ("JP", late(r"[\u3040-\u30ff]|株式会社|様")),
    ("KR", late(r"[\uac00-\ud7af]")),
    ("TW", late(r"[電話區號總經業務傳臺]")),
    ("CN", late(r"[\u4e00-\u9fff]{2}")),
    ("RU", late(r"[а-яА-Я]{3}")),
    ("TR", late(r"[ğşİı]|Satış|Müdür")),
    ("DE", late(r"ß|gesendet|Telefon\b|Mobil\b|Einkauf")),
    ("BR", late(r"[ãõ]|Atenciosamente")),
    ("PT", late(r"\bTelf|Lda\b|\d{4}-\d{3} [A-Z]")),
    ("FR", late(r"\b(?:Tél|Port)\b\.?|Achats|[èù]")),
    ("ES", late(r"\b(?:Tlf|Tfno|Móvil)\b")),
    ("IT", late(r"\bCell\.|Acquisti")),
)


def _by_letters(text: str) -> str:
    return next((country for country, letters in _LETTERS if letters.search(text)), "")


_WORLDWIDE = frozenset("co io tv me ai cc ws eu su la fm to gg sh vc nu ly".split())  # noqa: SIM905
"""Two-letter endings that firms all over the world use."""


def _by_ending(domain: str) -> str:
    ending = domain.rpartition(".")[2]
    if len(ending) != 2 or not ending.isascii() or not ending.isalpha():
        return ""
    if ending in _WORLDWIDE and domain.count(".") < 2:
        return ""
    return {"uk": "GB"}.get(ending, ending.upper())


def _weak_countries(found: Sequence[Detail], where: str) -> Iterator[Detail]:
    """Registration numbers, and the endings of mail domain and web site."""
    for detail in found:
        if detail.sort is DetailSort.CODE and (country := codes.country_of(detail.value)):
            yield Detail(DetailSort.COUNTRY, country, detail.words, where, 0.8)
        elif detail.sort is DetailSort.WEBSITE and (country := _by_ending(detail.value)):
            yield Detail(DetailSort.COUNTRY, country, detail.value, where, 0.5)


def _agreed_countries(address: Address, found: Sequence[Detail], where: str) -> Iterator[Detail]:
    """A legal form that several countries have speaks for the one that another sign names."""
    forms = [detail for detail in found if detail.sort is DetailSort.LEGAL_FORM]
    if not forms:
        return
    others = {detail.value for detail in found if detail.sort is DetailSort.COUNTRY}
    others.add(_by_ending(address.domain))
    for form in forms:
        for country in companies.countries_with(form.value):
            if country in others:
                yield Detail(DetailSort.COUNTRY, country, form.words, where, 0.65)


# -- display name and address --------------------------------------------------------------------------


def _shown(address: Address) -> Iterator[Detail]:
    person, company = parted(address.name)
    if company:
        known = companies.company_in(company)
        yield Detail(DetailSort.COMPANY, company, address.name, DISPLAY_NAME, 0.8)
        if known and known.form:
            yield Detail(DetailSort.LEGAL_FORM, known.form, address.name, DISPLAY_NAME, 0.8)
    name = _in_order(persons.tidy(person))
    if name and persons.is_name(name):
        yield Detail(DetailSort.PERSON, name, address.name, DISPLAY_NAME, 0.85)
    elif name and (persons.is_single(name) or _is_short_han(name)):
        yield Detail(DetailSort.PERSON, name, address.name, DISPLAY_NAME, 0.6)
    country = _by_ending(address.domain)
    if country:
        yield Detail(DetailSort.COUNTRY, country, address.domain, ADDRESS, 0.5)


def _is_short_han(name: str) -> bool:
    return (
        re.fullmatch(r"[\u3400-\u9fff々]{2,3}", name) is not None
        and not positions.is_title(name)
        and name[-1] not in "总總部"
    )


def _in_order(name: str) -> str:
    """`Schmidt, Anna` is Anna Schmidt."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first and len(first.split()) <= 2 else name


_NAME_MARKS = late(r"\s[-–—|/@]\s|\s?[|｜(（)）]\s?|\bat\b|, (?=\S+ \S*)")
_FIRM_MARKS = late(r"\s[-–—|]\s")


@lru_cache(4096)
def parted(shown: str) -> tuple[str, str]:
    """Person and company of `Anna Schmidt - Nordlicht GmbH` or `Anna (Nordlicht GmbH)`, in either order."""
    pieces = [piece for piece in (piece.strip(" \"'") for piece in _NAME_MARKS.split(shown)) if piece]
    whole = companies.company_in(shown)
    named = {piece: found for piece in pieces if (found := companies.company_in(piece)) is not None}
    if not named:
        return ("", whole.name) if whole and whole.name == shown.strip(" \"'") else (shown, "")
    if whole and len(pieces) > 1 and "," in shown and not _FIRM_MARKS.search(shown) and whole.name == shown:
        return "", shown
    piece = next(iter(named))
    rest = next((other for other in pieces if other != piece and len(other) > 1), "")
    return rest, named[piece].name


# -- own words -----------------------------------------------------------------------------------------

_SIGNS = (
    "+", "tel", "phone", "mobile", "whats", "call", "cell", "skype", "chat", "微信", "电话", "手机",
    "電話", "тел", "هاتف", "واتس",
    "móvil", "celular", "portable", "numara", "handy", "my number",
)  # fmt: skip
_LOOKED_AT = 6000


def _said(
    address: Address, own: str, signed: Sequence[Detail], us: whose.OurSide, *, automatic: bool
) -> Iterator[Detail]:
    """Moves, accounts to pay to, and numbers that she calls her own among the words."""
    yield from moves.moves(own, address.email)
    yield from (each for each in bank.accounts(own, OWN_WORDS) if not us.is_in(_line_of(own, each.words)))
    text = own[:_LOOKED_AT]
    if automatic or not _may_call(text):
        return
    known = {detail.value for detail in signed}
    lines = [line for line in text.split("\n") if len(line) < 600 and _may_call(line) and not us.is_in(line)]
    hints = tuple(filter(None, (_by_ending(address.domain), _by_letters(text[:500]))))
    for line in lines:
        for detail in (*_called_mine(line, hints), *_named_mine(line)):
            if detail.value not in known:
                yield replace(detail, confidence=round(detail.confidence * _IN_A_SENTENCE, 2))


def _line_of(text: str, words: str) -> str:
    at = text.find(words)
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[begin : end if end >= 0 else len(text)][:_LONGEST_LINE]


def _called_mine(line: str, hints: tuple[str, ...]) -> Iterator[Detail]:
    """`Call me on +44 …`: a number of somebody else in the same sentence is not hers."""
    for candidate, _ in zip(phones.candidates(line), range(phones.MOST), strict=False):
        if whose.is_mine(candidate.before):
            for phone in phones.phones_of(candidate, hints, signed=False):
                yield Detail(phone.sort, phone.number, phone.words, OWN_WORDS, phone.confidence)


def _named_mine(line: str) -> Iterator[Detail]:
    for detail in messengers.messengers([line], OWN_WORDS):
        begin = line.find(detail.words)
        if whose.is_mine(line[: line.find(detail.value.lstrip("+"), begin)]):
            yield detail


def _may_call(text: str) -> bool:
    return any(map(text.lower().__contains__, _SIGNS))

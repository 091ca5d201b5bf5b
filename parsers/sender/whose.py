"""Whose data is it: the sender's, somebody's she names, or ours?

    own words and signature | the block below the last words | ours taken out | how far it is hers

A colleague, a forwarder or one of us named in a mail must never be taken for the one who wrote it: what
stands in a sentence, behind `our forwarder:` or under another name is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from model import Address, Mail, Ours
from parsers.late import late
from parsers.sender import companies, messengers, persons, positions
from parsers.text import closings, quotes, signatures

SIGNATURE, OWN_WORDS = "signature", "own words"
SURE, LIKELY, GUESS = 1.0, 0.8, 0.5
"""How far a block is hers: signed; plainly hers without any mark; nothing says that it is another's."""
_MOST_LINES = 20
_LONGEST_LINE = 100
_FIRST_LINES = 6


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that may be a signature. trust: what a detail's confidence is multiplied by."""

    text: str = ""
    where: str = OWN_WORDS
    trust: float = LIKELY


@dataclass(frozen=True, slots=True)
class OurSide:
    """How mail names us: what holds one of these is never the customer's."""

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    names: frozenset[frozenset[str]] = frozenset()
    """Words of the names of ours that the mail is to."""

    @classmethod
    def of(cls, mail: Mail, ours: Ours) -> OurSide:
        colleagues = [address for address in (*mail.to, *mail.cc)[:_MOST_LINES] if ours.owns(address)]
        names = (words for each in colleagues for words in _names_of(each))
        return cls(ours.domains, ours.addresses, frozenset(names))

    def is_in(self, line: str) -> bool:
        lowered = line.lower()
        if "@" in line and any(found.group().lower() in self.addresses for found in _mails(line)):
            return True
        if "." in line and any(_ends_host(lowered, domain) for domain in self.domains):
            return True
        return self._is_named(line) or _is_firm(self.domains, line[:_LONGEST_LINE])

    def _is_named(self, line: str) -> bool:
        if not self.names:
            return False
        words = persons.folded(line[:_LONGEST_LINE])
        return any(name <= words for name in self.names)


@lru_cache(4096)
def _is_firm(domains: frozenset[str], line: str) -> bool:
    """`Our Factory Co., Ltd.` of ourfactory.example; short labels of domains are too many words."""
    labels = [label for label in map(_label, domains) if len(label) >= _LONG_LABEL]
    said = _compact(line)
    if not any(label in said for label in labels):
        return False
    firms = [_compact(firm.name) for firm in companies.companies_in(line)]
    return any(name.startswith(label) for name in firms for label in labels)


def _label(domain: str) -> str:
    return _compact(domain.partition(".")[0])


NOBODY = OurSide()
_LONG_LABEL = 5


def _names_of(address: Address) -> Iterator[frozenset[str]]:
    """`Anna Chen <anna.chen@…>`: her name, and the words of her address where they are two."""
    shown = _BEHIND_NAME.split(address.name, maxsplit=1)[0]
    for words in (persons.folded(shown), persons.folded(_local_words(address.email))):
        if len(words) >= 2 or (len(shown) >= 2 and not shown.isascii() and words):
            yield words


_BEHIND_NAME = late(r"\s?[(（|@]|\s[-–—]\s")


def _local_words(email: str) -> str:
    return re.sub(r"[._\d+-]+", " ", email.partition("@")[0])


def _mails(line: str) -> Iterator[re.Match[str]]:
    return messengers.MAIL.finditer(line[:_LONGEST_LINE])


def _ends_host(line: str, domain: str) -> bool:
    """Is the domain in the line, and no longer name that only holds it?"""
    at = line.find(domain)
    if at < 0:
        return False
    before, behind = line[at - 1 : at], line[at + len(domain) : at + len(domain) + 1]
    return not (before.isalnum() or before == "-") and not (behind.isalnum() or behind == "-")


def _compact(text: str) -> str:
    return re.sub(r"[\W_\d]+", "", text.lower())


# -- the sender ----------------------------------------------------------------------------------------


class Kin(Enum):
    HERS = "hers"
    ANOTHERS = "another's"
    NOBODYS = "nobody's"


@dataclass(frozen=True, slots=True)
class Sender:
    email: str
    domain: str
    person: str
    """Of her display name, without the company."""

    def names(self, line: str) -> bool:
        """Does the line say her name, or the words of her address?"""
        words = persons.folded(line[:_LONGEST_LINE])
        return bool(words & self._known()) or any(map(self._spells, words)) or self._shares_surname(line)

    def _known(self) -> frozenset[str]:
        return _known(self.person, self.email)

    def _spells(self, word: str) -> bool:
        """`zhoujie@` spells 周杰's name in letters; a word of a role's address is no name."""
        return (
            len(word) > 3 and word in _compact(_local_words(self.email)) and not persons.is_common(word)
        ) and not positions.is_title(word)

    def _shares_surname(self, line: str) -> bool:
        """`何經理` signs as `何家輝`."""
        name = line.strip()
        return (
            bool(self.person) and not name.isascii() and name[:1] == self.person[:1] and persons.is_name(name)
        )

    def kin_of(self, lines: Sequence[str]) -> Kin:
        first = lines[:_FIRST_LINES]
        if any(map(self.names, first)):
            return Kin.HERS
        names = [name for line in first for name in _names_in(line)]
        if any(self._differs(name) for name in names) or self._is_written_to(names, lines):
            return Kin.ANOTHERS
        return Kin.HERS if self._has_home(lines) else Kin.NOBODYS

    def _differs(self, name: str) -> bool:
        """Two full names in one script without a word in common are two people."""
        return (
            persons.is_name(self.person)
            and self.person.isascii() == name.isascii()
            and not companies.is_trade_name(self.person)
            and _compact(self.person) not in _compact(self.domain)
        )

    def _is_written_to(self, names: Sequence[str], lines: Sequence[str]) -> bool:
        """`Luis Vega, luis@…` beside Rita: the address is the named one's, and not hers."""
        words = frozenset[str]().union(*map(persons.folded, names))
        mails = [found.group().lower() for line in lines for found in _mails(line)] if words else []
        return any(mail != self.email and words & persons.folded(_local_words(mail)) for mail in mails)

    def _has_home(self, lines: Sequence[str]) -> bool:
        if not self.domain or not messengers.is_home(self.domain):
            return False
        label = _label(self.domain)
        return any(
            self.domain in line.lower() or (len(label) > 3 and label in _compact(line)) for line in lines
        )


@lru_cache(1024)
def _kin(sender: Sender, lines: tuple[str, ...]) -> Kin:
    return sender.kin_of(lines)


@lru_cache(1024)
def _known(person: str, email: str) -> frozenset[str]:
    words = persons.folded(person) | persons.folded(_local_words(email))
    return frozenset(word for word in words if not persons.is_common(word) and not positions.is_title(word))


_GAPS = late(r"\s[|·•‖/]\s|[｜|•‖,，;(（)）]|\s[-–—]\s|\t+|\s{2,}")


@lru_cache(1024)
def _names_in(line: str) -> tuple[str, ...]:
    pieces = [piece.strip() for piece in _GAPS.split(line[:_LONGEST_LINE])][:4]
    found = (name for piece in pieces for name in persons.candidates(piece))
    return tuple(name for name in found if persons.is_name(name))


# -- the block -----------------------------------------------------------------------------------------


def block_of(sender: Sender, split: quotes.Split, us: OurSide, *, automatic: bool) -> Block:
    """The lines that may be hers. automatic: of what a machine wrote only the real signature counts."""
    if not split.signature:
        lines = [] if automatic else _without_ours(_tail(split.own, sender), us, sender)
        trust = _trust_of_words(lines, sender)
        return Block("\n".join(lines) if trust else "", OWN_WORDS, trust)
    lines = _without_ours(split.signature.split("\n"), us, sender)
    trust = _trust_of_signature(lines, split, sender, automatic=automatic)
    return Block("\n".join(lines) if trust else "", SIGNATURE, trust)


def _trust_of_words(lines: Sequence[str], sender: Sender) -> float:
    kin = _kin(sender, tuple(lines)) if lines else Kin.NOBODYS
    if kin is Kin.NOBODYS and _is_strange_script(lines, sender):
        return LIKELY
    return {Kin.HERS: LIKELY, Kin.ANOTHERS: 0.0, Kin.NOBODYS: GUESS}[kin]


def _is_strange_script(lines: Sequence[str], sender: Sender) -> bool:
    """A name on the first line in a script that her display name and address cannot repeat."""
    first = next((line for line in lines if line.strip()), "")
    is_known_otherwise = any(not char.isascii() for char in sender.person)
    return not first.isascii() and not is_known_otherwise and bool(_names_in(first))


def _trust_of_signature(
    lines: Sequence[str], split: quotes.Split, sender: Sender, *, automatic: bool
) -> float:
    opened = _is_opened(split.signature)
    if not lines or (opened and not _has_more_names(lines)):
        return SURE
    kin = _kin(sender, tuple(lines))
    if kin is Kin.HERS:
        return SURE
    above = _last_said(split.own)
    if not opened and (automatic or kin is Kin.ANOTHERS or _introduces(above)):
        return 0.0
    if kin is Kin.ANOTHERS or (not opened and above.endswith(("?", "？", "؟"))):
        return GUESS
    return SURE


def _has_more_names(lines: Sequence[str]) -> bool:
    return any(_names_in(line) for line in lines[:_FIRST_LINES])


def _is_opened(signature: str) -> bool:
    """By a closing phrase, or by dashes."""
    first = next((line for line in signature.split("\n") if line.strip()), "")
    return not any(map(str.isalnum, first)) or closings.rest_of(first[:160]) is not None


def _last_said(own: str) -> str:
    return own[-400:].rstrip().rpartition("\n")[2].strip()


_CONTACTS = (
    r"(?:(?:please|kindly|pls|bitte|veuillez|lütfen|por favor)\s)?"
    r"(?:contact(?!\s?[:：])|call|ask|write to|reach|get in touch|contacte[nr]?|contactar|"
    r"llame|"
    r"póngase|comuníquese|entre em contato|contate|ligue|contactez|adressez|appelez|joindre|vous adresser|"
    r"wenden sie|"
    r"kontaktieren|rufen|свяжитесь|обращайтесь|обратитесь|звоните|пишите|arayın|iletişime)|(?:يرجى\s|الرجاء\s)?"
    r"(?:اتصل|الاتصال|التواصل)|[请請]?(?:联系(?!人|方式|电话)|聯絡(?!人|方式)|找)"
)
_POSSESSIVES = (
    r"my|our|your|his|her|their|mein\w{0,2}|unser\w{0,2}|ihr\w{0,2}|mis?|nuestr\w{1,2}|sus?|meus?|minhas?|"
    r"noss\w{1,2}|seus?|mon|ma|mes|notre|nos|votre|vos|мо[йяие]\w?|наш\w{0,2}|ваш\w{0,2}|benim|bizim|"
    r"我的|我们的?|我們的?|我司|我方|你们|你的|您的|贵司|貴司|弊社|当社|御社|私の"
)
_OTHERS = late(
    rf"[\s\"'“(*-]{{0,4}}(?:(?:{_CONTACTS}|{_POSSESSIVES})(?![^\W\d_])|[请請]?(?:联系(?!人|方式|电话)|聯絡(?!人|方式)|找)|我[们們的司方])",
    re.IGNORECASE,
)
_ASKS = late(r"(?:please|kindly|pls|bitte|veuillez|lütfen|por favor|dear)(?![^\W\d_])|请|請", re.IGNORECASE)
_SELF = late(
    r"\W{0,4}(?:my|mein\w{0,2}|mis?|meus?|minhas?|mon|ma|mes|мо[йяие]\w?|benim|我的|私の)\s?"
    r"(?:contacts?|details?|contact details|signature|data|daten|kontaktdaten|datos|dados|coordonnées|"
    r"контакт\w*|"
    r"данные|bilgilerim|联系方式|連絡先)\b",
    re.IGNORECASE,
)
_COLONS = (":", "：")
_STOPS = frozenset(".!。！")


def _introduces(line: str) -> bool:
    """`Our forwarder:`, `Contact`: what follows is somebody else's."""
    if _SELF.match(line[:_LONGEST_LINE]):
        return False
    if line.endswith(_COLONS):
        return True
    return len(line) <= 60 and line[-1:] not in _STOPS and _OTHERS.match(line) is not None


def _tail(own: str, sender: Sender) -> list[str]:
    """The lines shaped like a signature's below the last words; never the first line of a mail."""
    lines = own.strip("\n").split("\n")[-_MOST_LINES:]
    is_whole = own.strip("\n").count("\n") < _MOST_LINES
    found: list[str] = []
    for at in range(len(lines) - 1, -1, -1):
        if not lines[at].strip():
            found.append("")
        elif (at == 0 and is_whole) or not _is_shaped(lines[at]):
            return _below(lines[at], found[::-1], sender)
        else:
            found.append(lines[at])
    return []


def _below(words: str, found: list[str], sender: Sender) -> list[str]:
    """Without the paragraph that the last words introduce; else with the name they end with."""
    if not any(line.strip() for line in found):
        last = _SENTENCES.split(words.strip()[-2 * _LONGEST_LINE :])[-1]
        return [last] if last != words.strip() and _is_shaped(last) and sender.names(last) else []
    while found and not found[0].strip():
        found = found[1:]
    gap = next((at for at, line in enumerate(found) if not line.strip()), len(found))
    if any(map(sender.names, found[:gap])) or not _introduces(words.strip()):
        return found
    return found[gap:]


_SENTENCES = late(r"(?<=[.!?])\s(?=[A-ZÀ-ÞА-Я])|(?<=[。！？])")


def _is_shaped(line: str) -> bool:
    """As a line of a signature: short, a label or a name, no sentence, no word of somebody else."""
    line = line.strip(" \t*_|>\u3000")
    if len(line) > _LONGEST_LINE or line.endswith((",", "，", "、", "?", "？", "!", "！", "。", *_COLONS)):
        return False
    if (
        _OTHERS.match(line)
        or _ASKS.match(line)
        or (signatures.is_words(line) and not companies.companies_in(line))
    ):
        return False
    if line.endswith(".") and not _may_end(line):
        return False
    return sum(map(_is_small, line.split())) <= _FEW_SMALL and not _SAYS.search(line)


_FEW_SMALL = 3
_SAYS = late(r"；|了[,，]|是|=")


def _may_end(line: str) -> bool:
    words = line.split()
    is_short = len(words) > 1 and words[-1][:1].isupper()
    return is_short or any(map(str.isdigit, line)) or bool(companies.companies_in(line))


def _is_small(word: str) -> bool:
    """Words in small letters make a sentence; labels, addresses and particles do not."""
    return word[:1].islower() and word.isalpha() and len(word) > 1 and not persons.is_particle(word)


def _without_ours(lines: list[str], us: OurSide, sender: Sender) -> list[str]:
    """Where one of us is named the block is ours; beside her own name only what follows ours is."""
    if us is NOBODY or not any(map(us.is_in, lines)):
        return lines
    if not any(sender.names(line) and not us.is_in(line) for line in lines[:_FIRST_LINES]):
        return []
    kept: list[str] = []
    taken = False
    for line in lines:
        taken = us.is_in(line) or (taken and bool(line.strip()) and not sender.names(line))
        if not taken:
            kept.append(line)
    return kept


# -- among the words -----------------------------------------------------------------------------------

_OWN_NUMBER = (
    r"(?:phone|mobile|cell|tel\w{0,8}|whats ?app|we ?chat|skype|line|viber|telegram|number|no\.?|"
    r"handy\w{0,6}|"
    r"mobil\w{0,8}|nummer|celular|móvil|número|teléfono|telefone|portable|numéro|téléphone|номер|телефон|"
    r"вотсап|ватсап|"
    r"cep\w{0,3}|numara\w{0,3}|telefonum|手机号?|电话|電話|手機|微信号?|携帯|電話番号|号码|qq)"
)
_MINE = late(
    r"(?:(?<![^\W_])(?:my|mein\w{0,2}|mi|meu|minha|mon|мой|benim)\s(?:\w{1,10}\s){0,2}?"
    rf"{_OWN_NUMBER}|(?:我的|私の|本人)\s?(?:\w{{0,4}}?){_OWN_NUMBER}|"
    r"(?<![^\W_])(?:call|reach|contact|text|phone|ring|add|whatsapp|message)\sme|"
    r"(?:erreichen|anrufen)?\s?(?:sie\s)?mich\s(?:unter|an)|ll[aá]m[ea]n?me|escr[ií]bame|me\sliga(?:r)?|"
    r"me\sjoindre|appelez[- ]moi|звоните\sмне|мне\sпо|beni\sarayın|رقمي|اتصل\sبي|加我|telefonum|numaram)"
    r"(?:[\s:：,./&()是为於于-]|(?:on|at|is|by|via|under|number|no|id|or|and|ist|lautet|unter|es|en|al|é|"
    rf"est|le|au|по|هو|{_OWN_NUMBER})(?![^\W\d_])|{_OWN_NUMBER}){{0,8}}$",
    re.IGNORECASE,
)


def is_mine(before: str) -> bool:
    """Do the words before a number or an account say `my number is`?"""
    return _MINE.search(before[-60:]) is not None

"""Does somebody write under the name of a contact we know, from an address that is not hers?

    who is called so? | is the address hers after all? | does the name tell, or does the mail claim her firm?

A sign of fraud, never a link. There may be two of a name: where it is common, or the stranger's own firm
stands in the mail, only a mail that claims to be of the contact's firm shows the sign. Pure.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, product
from unicodedata import combining, normalize

from matching import Directory, names
from matching.card import Card
from matching.domains import in_force, label, own_domain, registrable, work_domain
from model import Alarm, AlarmSort, CustomerId, Direction, Kind, Lineage, Party, Reading
from parsers.sender import persons
from store.contacts import Namesake

_LONGEST = 80
_MOST_SPELLINGS = 64
_SHORTEST_LABEL = 4


def writer(reading: Reading) -> Party | None:
    """The person outside whose name may be borrowed, if there is one."""
    party = next(iter(reading.parties), None)
    is_person = reading.direction is Direction.IN and reading.kind is Kind.HUMAN
    return party if party and is_person and party.email else None


def spellings(name: str) -> tuple[str, ...]:
    """How the book may have written a name; nothing for what is no full one: `Anna`. Asked of every stranger,
    so whether it is a person's at all is looked at once the book has it.

    Two Han characters are the whole name of too many.
    """
    bare = _bare(name) if len(name) <= _LONGEST else ""
    if " " not in bare and (bare.isascii() or len(bare) < 3):
        return ()
    plainly = (form for each in (bare, *_turned(bare), name.strip()) for form in _in_cases(each))
    respelt = (way for form in _in_cases(bare) for each in _respelt(form) for way in (each, *_turned(each)))
    return tuple(dict.fromkeys((*plainly, *respelt)))[:_MOST_SPELLINGS]


def _bare(name: str) -> str:
    return _in_order(_BEHIND_NAME.split(name[:_LONGEST], maxsplit=1)[0].strip(_QUOTES))


_QUOTES = " '\"`´‘’‚‛“”„«»‹›"
_BEHIND_NAME = re.compile(r"[\s'\"’”]+via\s|\s+[-–—|/@(\[（【]|[(\[|（【]", re.IGNORECASE)
"""`Anna Berg (Nordlicht)`, `Anna Berg - Nordlicht GmbH`, `'Anna Berg' via Docs`."""


def _respelt(name: str) -> Iterator[str]:
    """Krüger is Krueger and Kruger in other books; of a double s nobody knows which it was."""
    ways = (tuple(dict.fromkeys(_ways(word))) for word in name.split()[:_MOST_WORDS])
    yield from islice(map(" ".join, product(*ways)), _MOST_RESPELT)


def _ways(word: str) -> Iterator[str]:
    yield word
    yield _written(word, _UMLAUTS)
    yield _written(_written(word, _UMLAUTS), _SHARP)
    yield _written(word, _SHARP)
    yield _written(word, _SPELT_OUT)
    yield "".join(each for each in normalize("NFD", word) if not combining(each))


def _written(word: str, table: Sequence[tuple[str, str]]) -> str:
    for one, other in table:
        word = word.replace(one, other)
    return word


_UMLAUTS = tuple(zip("ae oe ue Ae Oe Ue AE OE UE".split(), "äöüÄÖÜÄÖÜ", strict=True))
_SHARP = (("ss", "ß"),)
_SPELT_OUT = tuple(zip("äöüÄÖÜßøØåÅæÆ", "ae oe ue Ae Oe Ue ss oe Oe aa Aa ae Ae".split(), strict=True))
_MOST_WORDS = 5
_MOST_RESPELT = 16


def _in_order(name: str) -> str:
    """`Berg, Anna` is `Anna Berg`."""
    last, _, first = name.partition(",")
    return f"{first.strip()} {last.strip()}".strip()


def _turned(name: str) -> Iterator[str]:
    *first, last = name.split()
    if first:
        yield f"{last} {' '.join(first)}"
        yield f"{last}, {' '.join(first)}"


def _in_cases(name: str) -> Iterator[str]:
    yield name
    if name.isupper() or name.islower():
        yield name.title()


def strange_address(
    party: Party, lineage: Lineage, namesakes: Sequence[Namesake], directory: Directory
) -> Iterator[Alarm]:
    """The alarm, if there is reason for one."""
    holders = _holders(namesakes, directory) if persons.is_name(_bare(party.name)) else []
    if not holders or _is_theirs(party, lineage, holders, directory):
        return
    claimed = [card for card in holders if _claims(party, card)]
    is_one = len({card.group or -card.id for card in holders}) == 1
    if not claimed and not (is_one and _tells(_bare(party.name)) and not _has_own_firm(party)):
        return
    card = (claimed or holders)[0]
    hers = [each.email for each in namesakes if each.customer == card.id]
    known = f"{party.name} of {card.name} writes from {', '.join(hers[:2])} as far as we know"
    yield Alarm(AlarmSort.STRANGE_ADDRESS, f"{known}, and this mail is from {party.email}", card.id)


def borrowed_address(
    party: Party, directory: Directory, is_established: Callable[[CustomerId], bool]
) -> Iterator[Alarm]:
    """The sender shows the address or domain of a customer, and writes from elsewhere: as his name, or within
    an address of his own.

    A mailing service writes for others, and puts their addresses into its own.
    """
    local, _, host = party.email.lower().rpartition("@")
    for shown in _shown(party.name):
        if owner := _borrowed(_at(shown, directory), party, directory, is_established):
            words = f"its sender calls himself {shown}, which is {owner.name}"
            yield Alarm(AlarmSort.STRANGE_ADDRESS, f"{words}, and writes from {party.email}", owner.id)
            return
    if in_force().sort(host) == "relay":
        return
    for domain in _worn(local, host):
        if owner := _borrowed(_at(domain, directory), party, directory, is_established):
            words = f"{party.email} begins with {domain} of {owner.name} but is not: beware of fraud"
            yield Alarm(AlarmSort.LOOK_ALIKE, words, owner.id)
            return


def _shown(name: str) -> Iterator[str]:
    """Addresses and domains in a name, however it is written around them."""
    found = _ADDRESS.findall(normalize("NFKC", name[:_LONGEST_SHOWN]).lower())
    yield from islice(filter(_DOTTED.search, (each.strip(".-@") for each in found)), _MOST_SHOWN)


_ADDRESS = re.compile(r"[\w.+@-]+")
_DOTTED = re.compile(r"\w\.\w")
_LONGEST_SHOWN = 300
_MOST_SHOWN = 5


def _worn(local: str, host: str) -> Iterator[str]:
    """Domains at the beginning of an address or of its host: `firm.example@gmail.com`,
    `firm.example.evil.example`, `firm.example-mail.example`.
    """
    registered = registrable(host)
    below = host.removesuffix(registered).strip(".")
    first, hyphen, _ = label(registered).partition("-")
    for text in (local, f"{below}.{first}" if hyphen else below):
        parts = [part for part in _BETWEEN_LABELS.split(text[:_LONGEST_SHOWN]) if part][:_MOST_LABELS]
        yield from (".".join(parts[at:end]) for at, end in combinations(range(len(parts) + 1), 2))


_BETWEEN_LABELS = re.compile(r"[.=+_]+")
_MOST_LABELS = 8


def _at(shown: str, directory: Directory) -> tuple[Card, ...]:
    """Whose the address or domain is."""
    home = own_domain(shown.rpartition("@")[2])
    if "@" in shown and (holders := directory.by_email(shown)):
        return holders
    return (directory.by_domain(home) or directory.by_colleague(home)) if home else ()


def _borrowed(
    holders: Sequence[Card],
    party: Party,
    directory: Directory,
    is_established: Callable[[CustomerId], bool],
) -> Card | None:
    """One of the holders, if the writer is none of them and of none of their groups."""
    if not holders:
        return None
    home = work_domain(party.email)
    own = directory.by_email(party.email) + (
        (directory.by_domain(home) + directory.by_colleague(home)) if home else ()
    )
    families = {card.group or -card.id for card in own}
    if any((card.group or -card.id) in families for card in holders):
        return None
    return next((card for card in holders if is_established(card.id)), None)


def borrowed_title(party: Party, lineage: Lineage, directory: Directory) -> Iterator[Alarm]:
    """The sender calls herself what a customer is called, and writes from the domain of another firm.

    In another country there may be a firm of that name.
    """
    home, title = work_domain(party.email), names.read(party.company)
    if (
        party.company_from != "display name"
        or not home
        or all(map(names.is_common, names.words(title.plain)))
    ):
        return
    likely = directory.likely(title, _MOST_TITLES)
    holders = [
        card for card in likely if card.domains and any(each.plain == title.plain for each in card.titles)
    ]
    if not holders or _is_near(home, directory) or _is_theirs(party, lineage, holders, directory):
        return
    if party.country and all(card.country not in ("", party.country) for card in holders):
        return
    words = f"its sender calls herself {party.company[:80]}, which is a customer of {holders[0].domains[0]}"
    yield Alarm(AlarmSort.STRANGE_ADDRESS, f"{words}, and writes from {home}", holders[0].id)


_MOST_TITLES = 10


def _is_near(domain: str, directory: Directory) -> bool:
    """An imitation or a sister of a known domain is told as such."""
    return bool(directory.imitated(domain)) or any(directory.sisters(domain))


def _holders(namesakes: Sequence[Namesake], directory: Directory) -> list[Card]:
    """The customers that have a contact of this name."""
    numbers = dict.fromkeys(each.customer for each in namesakes)
    return [card for number in numbers if (card := directory.card(CustomerId(number)))]


def _is_theirs(party: Party, lineage: Lineage, holders: Sequence[Card], directory: Directory) -> bool:
    """Is the address known, the domain a customer's, or the mail an answer in a thread with one of them?"""
    home = work_domain(party.email)
    if directory.by_email(party.email) or (
        home and (directory.by_domain(home) or directory.by_colleague(home))
    ):
        return True
    numbers = {card.id for card in holders}
    return any(numbers & customers for customers in lineage.customers)


def _claims(party: Party, card: Card) -> bool:
    """Does the mail say, in the address or in the signature, that it is of this customer?"""
    local, _, host = party.email.lower().rpartition("@")
    written = _NO_LETTER.sub("", local + label(host))
    labels = (_NO_LETTER.sub("", label(domain)) for domain in card.domains)
    if any(len(each) >= _SHORTEST_LABEL and each in written for each in labels):
        return True
    company = names.normalise(party.company)
    return bool(company) and any(company == title.plain for title in card.titles)


_NO_LETTER = re.compile(r"[\W_]+")


def _has_own_firm(party: Party) -> bool:
    """Does a stranger's mail name the firm whose domain it comes from?"""
    name = _NO_LETTER.sub("", label(work_domain(party.email)))
    company = _NO_LETTER.sub("", names.normalise(party.company))
    return len(name) >= _SHORTEST_LABEL and (
        company.startswith(name) or (bool(company) and name.startswith(company))
    )


def _tells(name: str) -> bool:
    """Not one of the names that thousands have, such as David Wang."""
    words = [word for word in _NO_LETTER.sub(" ", name.casefold()).split() if len(word) > 1]
    return not words or not all(word in _COMMON for word in words)


_COMMON = frozenset(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark paul steven andrew kevin brian george edward peter jason jeff eric stephen scott frank alex tony
    sam jack henry adam ben tom tim simon martin alan gary jerry leo ray tommy bruce jimmy eddie ivan ali
    omar ahmed ahmad mohamed mohammed muhammad mohammad hassan hussein khalid abdullah ibrahim yusuf mehmet
    mustafa ahmet fatima aisha mary maria linda elizabeth susan jessica sarah karen nancy lisa betty sandra
    ashley emily michelle amanda helen anna laura amy angela rachel emma julia jane alice lily lucy cindy
    cherry vivian grace jenny jennifer kelly tina wendy coco candy sunny annie eva nina daisy ivy joy bella
    fiona jose juan carlos luis antonio miguel francisco pedro manuel jorge fernando rafael ana carmen rosa
    marco andrea giuseppe francesco luca paolo pierre jean michel philippe hans klaus stefan andreas
    wolfgang juergen alexander sergey sergei dmitry dmitri vladimir andrey igor oleg olga elena natalia
    tatiana svetlana ivanov raj amit rahul sanjay vijay suresh ramesh rajesh anil sunil deepak priya kumar
    singh sharma gupta patel shah khan jain agarwal verma reddy nair rao das smith johnson williams brown
    jones miller davis wilson anderson taylor moore jackson lee thompson white harris clark lewis robinson
    walker young allen king wright hill green adams baker nelson carter mitchell garcia martinez rodriguez
    lopez gonzalez hernandez perez sanchez ramirez torres flores rivera gomez diaz fernandez silva santos
    oliveira souza costa pereira ferreira rossi russo ferrari mueller muller schmidt schneider fischer weber
    meyer wagner becker hoffmann schulz dubois bernard durand petrov smirnov kuznetsov popov yilmaz kaya
    demir wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie
    song tang han feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding
    ren shen yao fan fang shi tan liao zou xiong jin lei long tao wong chan cheung lam leung ng ho lau tsang
    yip kim park choi jung kang cho yoon jang lim shin seo kwon nguyen tran le pham hoang phan vu dang bui
    do tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato abdul rahman hossain islam
    rahim karim ming hui jun jie ying yan hong xin ping hao bin fei na ting xia mei qiang
    """.split()
)

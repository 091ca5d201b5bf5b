"""Whose is a mail domain: one firm's, or everybody's?

Free mail and internet providers are shared by strangers, portals and mailing services write for others,
hosters and registrars house firms that have nothing in common. None of them says which firm writes.
Everything else is a work domain, compared by the part that was registered: cn.firm.example is firm.example.

The lists are shipped (matching/lists); with what the team says otherwise they make a `Domains` of its own,
which is put in force.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from matching.lists import disposable, free_mail, providers, relays, shared, suffixes

FREE_MAIL = free_mail.DOMAINS
RELAYS = relays.DOMAINS
SHARED = FREE_MAIL | RELAYS | shared.DOMAINS
"""The well-known ones; the long tail is read once the first domain is asked for."""

_LONGEST = 253  # RFC 1035 section 2.3.4
_REMEMBERED = 4_096


@dataclass(frozen=True)
class Domains:
    """The shipped lists, and what the team says otherwise. A domain stands for those below it; of two entries
    the one nearer to a host decides.
    """

    free_mail: frozenset[str] = frozenset()
    relays: frozenset[str] = frozenset()
    disposable: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    """One firm's, though a list says otherwise."""

    def __reduce__(self) -> tuple[type[Domains], tuple[frozenset[str], ...]]:
        """What is worked out stays here: a reading process works it out again."""
        return Domains, (self.free_mail, self.relays, self.disposable, self.shared, self.firms)

    def of_mailbox(self, mailbox: str) -> str:
        """The registered domain of a firm's mailbox, or nothing for free mail, relays and nonsense."""
        return self.of_host(mailbox.rpartition("@")[2])

    def of_website(self, website: str) -> str:
        """The registered domain of a web address as people write it: with or without scheme, path and www."""
        bare = _SCHEME.sub("", website[: 2 * _LONGEST].strip().lower())
        return self.of_host(_BEHIND_HOST.split(bare, maxsplit=1)[0].rpartition("@")[2])

    def of_host(self, host: str) -> str:
        """The registered domain of a host that belongs to one firm, else nothing."""
        found = self._remembered.get(host)
        if found is not None:
            return found
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        found = "" if self.sort(host) else registrable(host)
        if len(host) <= _LONGEST:
            self._remembered[host] = found
        return found

    def sort(self, host: str) -> str:
        """Why a host is not one firm's: free mail, relay, shared, disposable; empty where it may be one's.

        Below a shared host all is shared, and above it is the provider's own: `public.szptt.net.cn` is
        everybody's, `szptt.net.cn` a firm.
        """
        host = readable(host)
        registered = _registrable(host)
        while len(host) >= len(registered) and host:
            found = self._listed.get(host)
            if found is not None:
                return found
            host = host.partition(".")[2]
        return ""

    @property
    def mark(self) -> str:
        """What tells these lists from others: files that hold what was worked out by them carry it."""
        ours = (self.free_mail, self.relays, self.disposable, self.shared, self.firms)
        return ";".join(",".join(sorted(each)) for each in ours).strip(";")

    @cached_property
    def _listed(self) -> Mapping[str, str]:
        """The sort of each listed domain. Free mail goes before throw-away: lists of the latter name some."""
        own = ((self.disposable, "disposable"), (self.shared, "shared"), (self.relays, "relay"))
        listed = dict(_shipped())
        for domains, sort in (*own, (self.free_mail, "free mail"), (self.firms, "")):
            listed.update((readable(domain.removeprefix("@")), sort) for domain in domains)
        return listed

    @cached_property
    def _remembered(self) -> dict[str, str]:
        return {}


@cache
def _shipped() -> Mapping[str, str]:
    listed = dict.fromkeys(disposable.TABLE.split(), "disposable")
    listed.update(dict.fromkeys(providers.TABLE.split(), "free mail"))
    listed.update(dict.fromkeys(shared.DOMAINS, "shared"))
    listed.update(dict.fromkeys(RELAYS, "relay"))
    listed.update(dict.fromkeys(FREE_MAIL, "free mail"))
    return listed


SHIPPED = Domains()
_in_force = [SHIPPED]


def in_force() -> Domains:
    """The lists that this process goes by."""
    return _in_force[0]


def put_in_force(lists: Domains) -> None:
    """Go by these lists from now on. A process serves one team; whoever reads its settings says so."""
    if lists != _in_force[0]:
        _in_force[0] = lists


def work_domain(mailbox: str) -> str:
    """`Domains.of_mailbox` by the lists in force."""
    return _in_force[0].of_mailbox(mailbox)


def own_domain(host: str) -> str:
    """`Domains.of_host` by the lists in force."""
    return _in_force[0].of_host(host)


def website_domain(website: str) -> str:
    """`Domains.of_website` by the lists in force."""
    return _in_force[0].of_website(website)


_SCHEME = re.compile(r"^[a-z]{2,10}:/*", re.ASCII)
_BEHIND_HOST = re.compile(r"[/?#:\\\s]")


# -- parts of a domain ---------------------------------------------------------------------------------------


def registrable(host: str) -> str:
    """The part somebody registered: `mail.firm.co.uk` is `firm.co.uk`. Nothing where there is none."""
    return _registrable(readable(host))


def label(domain: str) -> str:
    """The name in a registered domain: `firm` of `firm.co.uk`."""
    return domain.partition(".")[0]


def country(domain: str) -> str:
    """The country whose ending a domain carries, ISO 3166 alpha-2, or nothing."""
    ending = domain.rpartition(".")[2]
    if ending in _COUNTRY_OF_ENDING:
        return _COUNTRY_OF_ENDING[ending]
    if len(ending) != 2 or not ending.isascii() or (ending in _NO_COUNTRY and domain.count(".") < 2):
        return ""
    return ending.upper()


_NO_COUNTRY = frozenset("co io tv me ai cc ws eu su la fm to gg sh vc nu ly im am is ag gl je".split())
"""Two-letter endings that firms all over the world use."""
_COUNTRY_OF_ENDING = {
    "uk": "GB", "中国": "CN", "中國": "CN", "香港": "HK", "台湾": "TW", "台灣": "TW", "한국": "KR",
    "рф": "RU", "бел": "BY", "укр": "UA", "қаз": "KZ", "срб": "RS", "мон": "MN", "भारत": "IN", "ไทย": "TH",
    "امارات": "AE", "السعودية": "SA", "مصر": "EG", "ایران": "IR", "المغرب": "MA", "新加坡": "SG",
    "澳門": "MO", "澳门": "MO",
}  # fmt: skip


def _registrable(host: str) -> str:
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_is_label, labels)):
        return ""
    size = _suffix_size(labels)
    return ".".join(labels[-size - 1 :]) if len(labels) > size else ""


_PLAIN_LABEL = re.compile(r"[a-z0-9_-]+")


def _is_label(part: str) -> bool:
    """Letters, figures and hyphens; the vowel signs of Thai and Hindi are marks and belong to letters."""
    if _PLAIN_LABEL.fullmatch(part):
        return True
    return bool(part) and all(each in "-_" or each.isalnum() or _is_mark(each) for each in part)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


# -- one spelling --------------------------------------------------------------------------------------------


def readable(host: str) -> str:
    """A host in small letters, an internationalised one in its own: both spellings are one domain."""
    if len(host) > _LONGEST:
        return ""
    host = host.strip().strip(".").lower()
    if not host.isascii():  # full width, and the dots of other scripts (RFC 3490 section 3.1)
        host = unicodedata.normalize("NFKC", host).replace("。", ".").strip(".").lower()
    return ".".join(map(_decoded, host.split("."))) if "xn--" in host else host


@lru_cache(maxsize=1024)
def _decoded(part: str) -> str:
    """An internationalised label in its own letters (RFC 3492).

    Only what such letters are written as: `xn--firm-` decodes to `firm` as well, and is another domain.
    """
    if not part.startswith("xn--") or len(part) > 63:
        return part
    try:
        text = part[4:].encode("ascii").decode("punycode")
        same = text.encode("punycode").decode("ascii") == part[4:]
    except (UnicodeError, ValueError, OverflowError):
        return part
    is_one = same and not text.isascii() and unicodedata.normalize("NFKC", text).lower() == text
    return text if is_one and _is_label(text) else part


# -- endings -------------------------------------------------------------------------------------------------

_TENANTS = frozenset(
    "wordpress.com weebly.com squarespace.com onmicrosoft.com zendesk.com freshdesk.com shopee.cn tmall.com "
    "en.alibaba.com m.en.alibaba.com en.made-in-china.com".split()
)
"""Below these, too, every tenant is a firm of its own."""


def _suffix_size(labels: list[str]) -> int:
    """How many parts of a host are the ending below which everybody registers (publicsuffix.org/list)."""
    rules = _rules(labels[-1])
    size, behind = 1, ""
    for depth in range(2, min(len(labels), _DEEPEST) + 1):
        part = labels[-depth]
        here = f"{part}.{behind}" if behind else part
        if f"!{here}" in rules:
            return depth - 1
        if here in rules or (f"*.{behind}" if behind else "*") in rules:
            size = depth
        behind = here
    return size


_DEEPEST = 8
"""Parts of the longest ending."""


@cache
def _rules(ending: str) -> frozenset[str]:
    own = (tenant.removesuffix(f".{ending}") for tenant in _TENANTS if tenant.endswith(f".{ending}"))
    return frozenset((*_suffixes().get(ending, "").split(), *own))


@cache
def _suffixes() -> Mapping[str, str]:
    """By ending, what stands before it."""
    return dict(_parted())


def _parted() -> Iterator[tuple[str, str]]:
    """A line that begins with a blank continues the one before."""
    for line in suffixes.TABLE.replace("\n ", " ").strip().split("\n"):
        ending, _, rest = line.partition(": ")
        yield ending, rest

"""How does an admin describe a portal? The shape of the files in portals/, and what may stand in them.

Pure data: worker/portals.py reads the files, portal.py reads mail by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from model import Kind, Label, Source
from parsers.late import late

MEANINGS = (
    "name",
    "first_name",
    "last_name",
    "position",
    "company",
    "country",
    "address",
    "email",
    "phone",
    "whatsapp",
    "wechat",
    "skype",
    "website",
    "product",
    "quantity",
    "unit",
    "price",
    "budget",
    "order",
    "subject",
    "message",
    "other",
)
"""What a label may stand for. `other` is a field of the form that says nothing of the buyer."""

OURS, NO_REPLY, INQUIRY, ANYBODY = "ours", "no-reply", "inquiry", "anybody"
_WORDS_FOR_SENDERS = (OURS, NO_REPLY, INQUIRY, ANYBODY)
_DOMAIN = late(r"(?:[^\s@A-Z]{1,64}@)?(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,63}")

Labels = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By meaning and by language, as people of that language write them."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a line holds, with places for what they say: `[new ]inquiry from {name}`.

    `{name}` is one of the meanings, `[...]` may be missing, `(a|b)` is either, `...` anything short, and `*`
    the rest of a word. Upper and lower case are the same.
    """

    words: str
    pattern: re.Pattern[str]

    @classmethod
    def parse(cls, words: str) -> Phrase:
        if not _WORD.search(_PLACES.sub("", words)):
            raise ValueError(f"`{words}` has no words by which it could be found.")
        pattern = late(_pattern(words), re.IGNORECASE)
        try:
            return cls(words, pattern if _is_sound(words) else re.compile(pattern.pattern, re.IGNORECASE))
        except re.error as error:
            raise ValueError(f"`{words}` cannot be understood: {error.msg}.") from None

    def said(self, line: str) -> dict[str, str] | None:
        """What stands in its places; None where the line does not hold it."""
        found = self.pattern.search(line)
        if found is None:
            return None
        return {meaning: value.strip(_AROUND) for meaning, value in found.groupdict().items() if value}

    def held(self, line: str) -> str:
        """The words of the line that it found, or nothing."""
        found = self.pattern.search(line)
        return found[0].strip() if found else ""


def _is_sound(words: str) -> bool:
    """Its brackets close and no place stands twice: a pattern, and none need compile it to know."""
    marks, places = "".join(_BRACKETS.findall(words)), _PLACES.findall(words)
    while (outer := marks.replace("[]", "").replace("()", "")) != marks:
        marks = outer
    return not marks and len(set(places)) == len(places)


_BRACKETS = late(r"[\[\]()]")
_WORD = late(r"\w")
_PLACES = late(r"\{[^{}]*\}")
_PIECE = late(
    r"\{(?P<place>[^{}]*)\}|(?P<gap>\.\.\.)|(?P<blank>\s+)|(?P<mark>[\[\]()|*])|(?P<word>.)", re.DOTALL
)
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", "*": r"[^\W\d_]{0,20}"}
_AROUND = " \t\"'“”‘’«»「」*"
_PLACE = r"(?P<{}>[^:;!?()\[\]<>|\n：；！？（）【】]{{1,80}}?)"
# A place that stands first or last begins or ends with a clause; `Mr. B. Otieno` is none.
_STARTS = r"(?:^|(?<=[,:;!?|\]】，：；！？。]))\s{0,4}"
_STOPS = (
    r"(?=\s{0,4}(?:$|[,;!?(\[<|\n:，；！？。：（【]|(?<=\w{4})\.(?:\s|$)|\s[-–—]\s|"
    r"\s(?:about|regarding|for|via|through|from|on)\s))"
)


def _pattern(words: str) -> str:
    """The phrase as a regular expression: whole words, nothing of unbounded length."""
    pieces = list(_PIECE.finditer(words))
    start = _STARTS if pieces[0]["place"] else "(?<![a-zA-Z])"
    end = _STOPS if pieces[-1]["place"] else "(?![a-zA-Z])"
    return f"{start}(?:{''.join(_part(piece, words) for piece in pieces)}){end}"


def _part(piece: re.Match[str], words: str) -> str:
    place = piece["place"]
    if place is None:
        return _MARKS[piece["mark"]] if piece["mark"] else _plain(piece)
    if place not in MEANINGS:
        raise ValueError(f"`{words}`: `{{{place}}}` is none of {', '.join(MEANINGS)}.")
    return _PLACE.format(place)


def _plain(piece: re.Match[str]) -> str:
    if piece["gap"]:
        return r"[^\n]{0,80}?"
    return r"\s{1,4}" if piece["blank"] else re.escape(piece["word"])


@dataclass(frozen=True, slots=True)
class Marks:
    """What shows that a mail is of this form, beside its sender. One of them is enough."""

    headers: tuple[str, ...] = ()
    """`x-mailer: WPForms`, or the name of a header alone."""
    subjects: tuple[Phrase, ...] = ()
    body: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """Meanings that are all found in the form."""

    def __post_init__(self) -> None:
        for meaning in self.labels:
            _check_meaning(meaning, "marks")
        for words in (*self.headers, *self.body):
            if words != words.casefold():
                raise ValueError(f"`{words}` is written in small letters here; it is found in any.")

    def __bool__(self) -> bool:
        return bool(self.headers or self.subjects or self.body or self.labels)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A sample mail and what has to be read from it. Who it is to is us."""

    mail: str
    source: Source
    kind: Kind = Kind.PORTAL
    sure: bool | None = None
    expect: Mapping[str, str] = field(default_factory=dict)
    """By meaning; country as its code, message as the own words."""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """What portals share, so that each says only what is its own."""

    labels: Labels = field(default_factory=dict)
    inquiries: tuple[Phrase, ...] = ()
    notices: tuple[Phrase, ...] = ()
    begins: tuple[Phrase, ...] = ()
    ends: tuple[Phrase, ...] = ()
    closes: tuple[Phrase, ...] = ()

    def __post_init__(self) -> None:
        _check_labels(self.labels)


@dataclass(frozen=True, slots=True)
class Title:
    """What people call a portal. A team that reads one language writes one."""

    en: str = ""
    zh: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """One portal, or one sort of form."""

    portal: str
    senders: tuple[str, ...]
    """Domains with their sub-domains, whole addresses, or `ours`, `no-reply`, `anybody`; `inquiry`: leads@
    and the like, of any domain."""
    source: Source
    title: Title = Title()
    marks: Marks = Marks()
    relays: tuple[str, ...] = ()
    """Addresses and domains of its own that are nobody's; those of `senders` always are."""
    inquiry_senders: tuple[str, ...] = ()
    """Addresses that send nothing but inquiries."""
    inquiries: tuple[Phrase, ...] = ()
    """What the subject or the first lines of an inquiry say, above all of the buyer."""
    notices: tuple[Phrase, ...] = ()
    """What the subject of the platform's own mail says."""
    begins: tuple[Phrase, ...] = ()
    """Lines below which the buyer's words begin, where no label stands before them."""
    ends: tuple[Phrase, ...] = ()
    """Beginnings of lines above which they end: buttons."""
    closes: tuple[Phrase, ...] = ()
    """Beginnings of lines above which everything ends: the imprint."""
    labels: Labels = field(default_factory=dict)
    no_labels: tuple[str, ...] = ()
    """Common labels that mean nothing here."""
    always: tuple[str, ...] = ("name", "message")
    """What every inquiry has; where it is missing, the form has changed."""
    fixtures: tuple[Fixture, ...] = ()

    def __post_init__(self) -> None:
        if mistakes := [*_mistakes(self)]:
            raise ValueError(*mistakes)

    @property
    def label(self) -> Label:
        """Its title in both languages; where one is not written the other, then its name."""
        title = self.title
        return Label(title.en or title.zh or self.portal, title.zh or title.en or self.portal)


def _mistakes(described: Description) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9][a-z0-9 -]{1,39}", described.portal):
        yield f"`portal: {described.portal}` is written in small letters, digits, blanks and hyphens."
    if described.portal in ("reply", "forwarded"):
        yield f"`portal: {described.portal}` is the name of a parser of Genjin's own. Choose another."
    yield from _of_senders(described)
    for name in ("labels", "always"):
        for meaning in getattr(described, name):
            if meaning not in MEANINGS:
                yield f"`{name}`: `{meaning}` is none of {', '.join(MEANINGS)}."


def _of_senders(described: Description) -> Iterator[str]:
    if not described.senders:
        yield "`senders` is empty: without it no mail could be known to be the portal's."
    for name, words in (("senders", _WORDS_FOR_SENDERS), ("relays", ()), ("inquiry_senders", ())):
        for sender in getattr(described, name):
            if sender not in words and not _DOMAIN.fullmatch(sender):
                known = f" and none of {', '.join(words)}" if words else ""
                yield f"`{name}`: `{sender}` is no domain and no address in small letters{known}."
    if set(described.senders) & set(_WORDS_FOR_SENDERS) and not described.marks:
        yield "`senders`: anybody may write from there, so `marks` must say what shows that it is this form."
    if ANYBODY in described.senders and not described.marks.headers:
        yield "`senders`: with `anybody` only `headers` of `marks` count, and there are none."


def _check_labels(labels: Labels) -> None:
    for meaning in labels:
        _check_meaning(meaning, "labels")


def _check_meaning(meaning: str, where: str) -> None:
    if meaning not in MEANINGS:
        raise ValueError(f"`{where}`: `{meaning}` is none of {', '.join(MEANINGS)}.")

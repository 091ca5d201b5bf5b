"""What does a portal's or a web form's mail say, and whose inquiry is it?

sender and marks | form | buyer | inquiry, notice of the platform, or a form that has changed

How a portal is recognised and what its labels are called stands in its description (portals/*.yaml); no
template is documented and they change often, so labels are read wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

from model import Address, Detail, DetailSort, Direction, Kind, Mail, Nature, Ours, Party, Reading
from parsers import reply
from parsers.kinds import automatic
from parsers.kinds.recipients import outside
from parsers.late import late
from parsers.portals import fields
from parsers.portals.buyer import buyer_of, named, of_subject
from parsers.portals.buyer_names import may_be_name
from parsers.portals.description import (
    ANYBODY,
    INQUIRY,
    MEANINGS,
    NO_REPLY,
    OURS,
    Common,
    Description,
    Labels,
    Phrase,
)
from parsers.portals.fields import MESSAGE, Form, Layout
from parsers.portals.offers import offer_in

_NOTHING_SHARED = Common()
_HEAD_LINES = 12
_LONGEST_LINE = 300
_SEARCHED = 50_000
_MOST_UNREAD = 60


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses, and domains with everything below them. Asked of every mail."""

    addresses: frozenset[str]
    endings: tuple[str, ...]

    @classmethod
    def of(cls, senders: Iterable[str]) -> Places:
        plain = [each for each in senders if "." in each]
        addresses = frozenset(each for each in plain if "@" in each)
        return cls(addresses, tuple(f".{each}" for each in plain if "@" not in each))

    def hold(self, address: Address) -> bool:
        return f".{address.domain}".endswith(self.endings) or address.email in self.addresses


@dataclass(frozen=True, slots=True)
class Portal:
    """A Parser made of a description."""

    described: Description
    places: Places
    """Where the platform itself writes from."""
    headers: Mapping[str, str]
    """Of the headers that mark the form, the part of the value that does."""
    labels: Mapping[str, str]
    inquiries: tuple[Phrase, ...]
    notices: tuple[Phrase, ...]
    begins: tuple[Phrase, ...]
    ends: tuple[Phrase, ...]
    closes: tuple[Phrase, ...]

    @classmethod
    def of(cls, described: Description, common: Common = _NOTHING_SHARED) -> Portal:
        shared = {
            label: meaning
            for label, meaning in _by_label(common.labels).items()
            if label not in {fields.plain_label(each) for each in described.no_labels}
        }
        return cls(
            described,
            Places.of(described.senders),
            {
                name.strip(): part.strip()
                for name, _, part in (each.partition(":") for each in described.marks.headers)
            },
            {**shared, **_by_label(described.labels)},
            described.inquiries + common.inquiries,
            described.notices + common.notices,
            described.begins + common.begins,
            described.ends + common.ends,
            described.closes + common.closes,
        )

    @property
    def NAME(self) -> str:  # noqa: N802 - the shape of a Parser
        return self.described.portal

    def recognises(self, mail: Mail, ours: Ours) -> bool:
        """By its sender, never a display name or a look-alike domain; and by a mark, where one is needed."""
        how = self._sent_by(mail, ours)
        if not how:
            return False
        marks = self.described.marks
        if not marks:
            return True
        if how == INQUIRY or (self.headers and _has_header(mail, self.headers)):
            return True
        if how == ANYBODY:
            return False
        subject = mail.subject[:_LONGEST_LINE]
        if _holds_one(mail, marks.body):
            return True
        is_told = any(phrase.held(subject) for phrase in marks.subjects)
        wanted = () if is_told or how == _ITSELF else _wanted(how, marks.labels)
        return (is_told or bool(marks.labels)) and self._is_filled_in(mail, ours, how, wanted)

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
        form = self._form(mail)
        if self._sent_by(mail, ours) == INQUIRY and not self._is_of_portal(mail, ours, form, nature):
            return reply.read(mail, ours, _nobody(mail, nature), direction)
        return self._read(mail, ours, nature, direction, form)

    def _read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction, form: Form) -> Reading:
        told = self._told(mail)
        said = _together(told or {}, named(form.values))
        words = form.message or self._unread(mail)
        buyer = buyer_of(mail, {**said, MESSAGE: words}, partial(self._is_nobodys, ours=ours))
        missing = tuple(self._missing(said, form, buyer))
        by_hand = ours.owns(mail.sender) and _is_by_hand(mail, form)
        needs_reach = INQUIRY in self.described.senders
        found = _Found(form, buyer, told is not None, missing, needs_reach, by_hand)
        nature = self._judged(mail, nature, found)
        form, buyer = _guessed(mail, form, buyer)
        is_inquiry = nature.kind is Kind.PORTAL
        is_ours = ours.owns(mail.sender)
        sender = Party(mail.sender.email, mail.sender.name)
        return Reading(
            parser=self.NAME,
            nature=nature,
            direction=Direction.IN if is_inquiry else direction,
            parties=(buyer,) if is_inquiry else () if is_ours else (sender,),
            parents=mail.parents,
            subject=mail.subject,
            own_words=form.message if is_inquiry and form.message else mail.text.strip("\n"),
            footer=form.footer if is_inquiry and form.message else "",
            fields=tuple(_shown(said, form)),
            missing=missing if is_inquiry else (),
            failed=automatic.failed_recipients(mail) if nature.kind is Kind.BOUNCE else (),
            attachments=tuple(attachment.name or attachment.type for attachment in mail.attachments),
        )

    # -- recognising ---------------------------------------------------------------------------------

    def _sent_by(self, mail: Mail, ours: Ours) -> str:
        """Which entry of `senders` holds: the platform itself, or one of the words; empty where none does."""
        senders = self.described.senders
        sender = mail.sender
        if not sender.email:
            return ""
        owned = ours.owns(sender)
        if not owned and self.places.hold(sender):
            return _ITSELF
        if owned or _is_below(sender, ours):
            return OURS if OURS in senders and not mail.parents and not outside(mail, ours) else ""
        if NO_REPLY in senders and _TAKES_NO_ANSWER.search(sender.email):
            return NO_REPLY
        if INQUIRY in senders and not mail.parents and _TAKES_INQUIRIES.match(sender.email):
            return INQUIRY
        return ANYBODY if ANYBODY in senders else ""

    def _is_filled_in(self, mail: Mail, ours: Ours, how: str, wanted: Sequence[str]) -> bool:
        """Are these fields found, two at least, and with somebody's address who is none of us?

        What a service of forms itself sends may name a number alone.
        """
        if how != _ITSELF and "@" not in mail.text and not mail.html and not mail.reply_to:
            return False
        form = self._form(mail)
        said = named(form.values)
        found = {*said, *((MESSAGE,) if form.message else ())}
        if form.weight < 2 or not found.issuperset(wanted):
            return False
        buyer = buyer_of(mail, said, partial(self._is_nobodys, ours=ours))
        return bool(buyer.email or (how == _ITSELF and buyer.phone and MESSAGE in found))

    def _is_of_portal(self, mail: Mail, ours: Ours, form: Form, nature: Nature) -> bool:
        """Does a form tell of somebody else than the sender? inquiry@ may be a mailbox of the buyer's."""
        said = named(form.values)
        found = {meaning for meaning, value in said.items() if value} | ({MESSAGE} if form.message else set())
        if not said.get("name") or len(found & _OF_BUYER) < 2:
            return False
        buyer = buyer_of(mail, said, partial(self._is_nobodys, ours=ours))
        is_whole = bool(buyer.email) and MESSAGE in found
        is_open = nature.kind is Kind.HUMAN or (nature.kind is Kind.BULK and is_whole)
        return is_open and Address(buyer.email).domain != mail.sender.domain

    # -- reading -------------------------------------------------------------------------------------

    def _form(self, mail: Mail) -> Form:
        layout = Layout(self.labels, _begun(self.begins), _opened(self.ends), _opened(self.closes))
        cells = fields.cells(mail.html) if mail.html else ""
        return fields.best([mail.text, *([cells] if cells else [])], layout)

    def _told(self, mail: Mail) -> dict[str, str] | None:
        """What the subject says of the buyer, or the first lines; None where neither tells of an inquiry."""
        first = [line.strip() for line in mail.text[:3000].split("\n") if line.strip()][:_HEAD_LINES]
        told: dict[str, str] | None = None
        for line in (mail.subject, *first):
            found = self._said(line[:_LONGEST_LINE])
            told = {**found, **(told or {})} if found is not None else told
        return told

    def _said(self, line: str) -> dict[str, str] | None:
        """What the first phrase says that names somebody, else the first; a name may stand in brackets."""
        lines = (line, _unbracketed(line)) if _BRACKETED.search(line) else (line,)
        found = (phrase.said(each) for each in lines for phrase in self.inquiries)
        said = [of_subject(each) for each in found if each is not None]
        return next((each for each in said if "name" in each), said[0] if said else None)

    def _missing(self, said: Mapping[str, str], form: Form, buyer: Party) -> Iterator[str]:
        """What every inquiry has, and a name where what stands in its place is none."""
        yield from (each for each in self.described.always if not _is_there(each, said, form, buyer))
        is_address = "@" in form.values.get("name", "") and bool(buyer.email)
        if "name" in form.values and not (buyer.name or is_address or "name" in self.described.always):
            yield "name"

    def _unread(self, mail: Mail) -> str:
        """Where no label tells the message, everything above the first button or imprint."""
        over = (_opened(self.ends), _opened(self.closes))
        lines = mail.text[:_SEARCHED].split("\n")[:_MOST_UNREAD]
        return "\n".join(takewhile(lambda line: not any(each(line) for each in over), lines))

    def _is_nobodys(self, address: Address, ours: Ours) -> bool:
        """Our own, or one by which the platform passes mail on."""
        return (
            ours.owns(address) or self.places.hold(address) or Places.of(self.described.relays).hold(address)
        )

    # -- judging -------------------------------------------------------------------------------------

    def _judged(self, mail: Mail, nature: Nature, found: _Found) -> Nature:
        """A bounce stays one; a notice is service; an inquiry with too little of a buyer is unsure."""
        if nature.kind is Kind.BOUNCE:
            return nature
        sender = f"sent by {mail.sender.domain or mail.sender}"
        notice = self._notice(mail)
        if notice:
            return Nature(Kind.SERVICE, True, (f"{sender}, and its subject is a notice's: {notice}",))
        if found.form.several & _WHO:
            return Nature(Kind.SERVICE, True, (f"{sender} with a list of several buyers",))
        changed = _changed(self.NAME, found.missing)
        if found.words:
            reason = f"{sender} with {' and '.join(found.words)}"
            doubts = (*changed, *found.doubts)
            return Nature(Kind.PORTAL, not doubts, (reason, *doubts))
        if found.told or self.described.marks or mail.sender.email in self.described.inquiry_senders:
            reason = f"{sender} like an inquiry, but too little of a buyer is in it"
            return Nature(Kind.PORTAL, False, (reason, *changed))
        reason = f"{sender}, but no buyer's name with details and no message in it"
        return Nature(Kind.SERVICE, False, (reason,))

    def _notice(self, mail: Mail) -> str:
        """The phrase by which the subject is a notice's; that of an inquiry is none."""
        subject = mail.subject[:_LONGEST_LINE]
        if self._said(subject) is not None:
            return ""
        return next(filter(None, (each.held(subject) for each in self.notices)), "")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a mail of a portal holds."""

    form: Form
    buyer: Party
    told: bool
    """Do the subject or the first lines tell of an inquiry?"""
    missing: tuple[str, ...]
    needs_reach: bool = False
    """Is the platform unknown? Known ones hide the buyer's address."""
    by_hand: bool = False
    """Does it look as if a colleague had written it herself?"""

    @property
    def words(self) -> list[str]:
        """What makes it an inquiry: a message, or a name with something else."""
        name, message = self.buyer.name, self.form.message
        if not message and not (name and self.form.values):
            return []
        return [word for word, there in (("a buyer's name", name), ("a message", message)) if there]

    @property
    def doubts(self) -> Iterator[str]:
        """Why a person must look at it, though nothing is missing."""
        if self.form.inside:
            yield f"fields stand within the message: {', '.join(self.form.inside)}"
        if not (self.buyer.email or self.buyer.phone) and self.needs_reach:
            yield "nothing in it says how to reach the buyer"
        if self.by_hand:
            yield "a colleague may have written it by hand"
        offer = offer_in(self.form.values.get("subject", ""), self.form.message)
        if offer:
            yield f"its message reads like an offer to us, not an inquiry: “{offer}”"


def _together(told: Mapping[str, str], form: Mapping[str, str]) -> dict[str, str]:
    """What the form says, and for what it leaves empty what the subject tells."""
    return {**told, **{meaning: value for meaning, value in form.items() if value or meaning not in told}}


def _guessed(mail: Mail, form: Form, buyer: Party) -> tuple[Form, Party]:
    """A message that stands in quotation marks with a name below. That labels are missing stays told."""
    found = None if form.message else _QUOTATION.search(mail.text[:_SEARCHED])
    if found is None:
        return form, buyer
    name = (found["name"] or "").strip()
    if not buyer.name and may_be_name(name):
        person = Detail(DetailSort.PERSON, name, found["name"], "portal", 0.7)
        buyer = replace(buyer, name=name, details=(person, *buyer.details))
    return replace(form, message=found["words"].strip()), buyer


_QUOTATION = late(
    r"^[ \t>*]{0,5}[“\"«„「](?P<words>[^“”\"«»„「」]{5,3000})[”\"»“」][ \t*]{0,5}$"
    r"(?:\n{1,3}[ \t>*]{0,5}(?:[—–―]|--?|~)[ \t]{0,3}(?P<name>[^\n]{2,60})$)?",
    re.MULTILINE,
)


def _unbracketed(line: str) -> str:
    """`[John Miller] has sent you`: `[Alibaba.com]` is no name, and its brackets keep it from the rest."""
    return " ".join(
        _BRACKETED.sub(lambda found: f" {found[1]} " if may_be_name(found[1]) else found[0], line).split()
    )


_BRACKETED = late(r"[\[【「『(（<{]\s{0,3}([^\[\]【】「」『』()（）<>{}]{2,60}?)\s{0,3}[\]】」』)）>}]")
_WHO = frozenset({"name", "company", "email", "country"})


def _changed(name: str, missing: Sequence[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    return (f"the form of {name} has no {', no '.join(missing)}: its template may have changed",)


def _shown(said: Mapping[str, str], form: Form) -> Iterator[tuple[str, str]]:
    """What the form says of the buyer, her message last."""
    yield from ((meaning, value) for meaning, value in said.items() if value and meaning != "other")
    if form.message:
        yield MESSAGE, form.message


def _is_there(meaning: str, said: Mapping[str, str], form: Form, buyer: Party) -> bool:
    if meaning == MESSAGE:
        return bool(form.message)
    if meaning == "email":  # one of ours in the form is nobody's
        return bool(buyer.email)
    return bool(said.get(meaning) or getattr(buyer, meaning, ""))


# -- senders -----------------------------------------------------------------------------------------

_ITSELF = "itself"
_TAKES_NO_ANSWER = late(
    r"(?:no|do[-_.]?not|donot|never)[-_.]?reply|"
    r"^(?:wordpress|www-data|apache|nobody|web|website|webmaster|webforms?|forms?|contact[-_.]?forms?|mailer|"
    r"notifications?|alerts?|automailer|server|cpanel|system)[\d._+-]{0,10}@"
)
_TAKES_INQUIRIES = late(
    r"(?:(?:buy(?:er)?|trade|sales|new|my|product|email|send|web)[-_.]?)?"
    r"(?:inquir(?:y|ies)|enquir(?:y|ies)|responses?|(?:buy)?leads?|rfqs?|rfi|requests?|buy(?:ing)?requests?|"
    r"submissions?|form[-_.]?responses?|forms?[-_.]?submissions?)[\d._+-]{0,10}@"
)
"""No person's, but that of a machine that passes inquiries on, or of a firm's department."""
_OF_BUYER = frozenset({"email", "phone", "whatsapp", "company", "country", "product", MESSAGE})


def _wanted(how: str, labels: Sequence[str]) -> Sequence[str]:
    """A mail of our own domain is never lost to its labels: an address outside and a message are enough."""
    return [each for each in labels if each != "name"] if how == OURS else labels


def _nobody(mail: Mail, nature: Nature) -> Nature:
    """What such an address sends without a form may be anybody's words."""
    if nature.kind is not Kind.HUMAN:
        return nature
    reason = f"{mail.sender.email} is no person's address, and no form of a portal was found"
    return Nature(Kind.HUMAN, False, (*nature.because, reason))


def _is_by_hand(mail: Mail, form: Form) -> bool:
    """A colleague's address, and a greeting above the fields or no name in them."""
    if _TAKES_NO_ANSWER.search(mail.sender.email) or _OF_SITE.match(mail.sender.email):
        return False
    first = mail.text[:_LONGEST_LINE].lstrip()
    return _GREETING.match(first) is not None or not named(form.values).get("name")


_OF_SITE = late(
    r"(?:site|e?mail|form|info|contact|admin|hello|inquir|enquir|kontakt|contacto|contato)[a-z]{0,6}@"
)
_GREETING = late(
    r"(?:hi|hello|hey|dear|hola|buenos|buenas|ol[áa]|oi|bom dia|boa tarde|bonjour|salut|hallo|moin|"
    r"guten|liebe[rs]?|привет|добрый|здравствуйте|коллеги|merhaba|selam|sayın|مرحبا|السلام|عزيزي)(?!\w)|"
    r"[^\s:：]{0,6}(?:你好|您好|哈喽|大家好)|お疲れ|お世話",
    re.IGNORECASE,
)


def _is_below(address: Address, ours: Ours) -> bool:
    """A web server writes as wordpress@www.ourdomain."""
    return any(address.domain.endswith(f".{domain}") for domain in ours.domains)


def _has_header(mail: Mail, wanted: Mapping[str, str]) -> bool:
    return any(name in wanted and wanted[name] in value.casefold() for name, value in mail.headers)


def _holds_one(mail: Mail, words: Sequence[str]) -> bool:
    if not words:
        return False
    text = mail.text[:_SEARCHED].casefold()
    return any(map(text.__contains__, words)) or bool(
        mail.html and any(map(mail.html[:_SEARCHED].casefold().__contains__, words))
    )


# -- phrases and labels ------------------------------------------------------------------------------


def _by_label(labels: Labels) -> dict[str, str]:
    """Meaning by label; where two meanings claim one, the earlier of MEANINGS has it."""
    return {
        fields.plain_label(label): meaning
        for meaning in reversed(MEANINGS)
        for words in labels.get(meaning, {}).values()
        for label in words
    }


def _begun(phrases: Sequence[Phrase]) -> Callable[[str], str | None]:
    """What stands behind the phrase in the same line: `John has sent you a message: Hello`."""

    def begins(line: str) -> str | None:
        found = next(filter(None, (phrase.pattern.search(line[:_LONGEST_LINE]) for phrase in phrases)), None)
        if found is None:
            return None
        behind = line[found.end() :].lstrip()
        is_said = found[0].endswith(_COLONS) or behind.startswith(_COLONS)
        return behind.lstrip(":： ") if is_said else ""

    return begins


_COLONS = (":", "：")


def _opened(phrases: Sequence[Phrase]) -> Callable[[str], bool]:
    """Does the line begin with one of them, bullets, brackets and icons aside?"""

    def opens(line: str) -> bool:
        bare = line[:_LONGEST_LINE].lstrip(_BULLETS)
        return any(phrase.pattern.match(bare) for phrase in phrases)

    return opens


_BULLETS = " \t>*_•·●▶►→|[(【-–—=#"

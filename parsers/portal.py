"""What does a portal's or a web form's mail say, and whose inquiry is it?

sender and marks | form | buyer | inquiry, notice of the platform, or a form that has changed

How a portal is recognised and what its labels are called stands in its description (portals/*.yaml); no
template is documented and they change often, so labels are read wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from model import Address, Direction, Kind, Mail, Nature, Ours, Party, Reading
from parsers import automatic, fields
from parsers.buyer import buyer_of, named, of_subject
from parsers.description import ANYBODY, MEANINGS, NO_REPLY, OURS, Common, Description, Labels, Phrase
from parsers.fields import MESSAGE, Form, Layout
from parsers.late import late
from parsers.recipients import outside

_NOTHING_SHARED = Common()
_HEAD_LINES = 12
_LONGEST_LINE = 300
_SEARCHED = 50_000


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
        if self.headers and _has_header(mail, self.headers):
            return True
        if how == ANYBODY:
            return False
        subject = mail.subject[:_LONGEST_LINE]
        if _holds_one(mail, marks.body):
            return True
        is_told = any(phrase.held(subject) for phrase in marks.subjects)
        return (is_told or bool(marks.labels)) and self._is_filled_in(
            mail, ours, () if is_told else marks.labels
        )

    def read(self, mail: Mail, ours: Ours, nature: Nature, direction: Direction) -> Reading:
        form = self._form(mail)
        told = self._told(mail)
        said = named({**of_subject(told or {}), **form.values})
        nobodys = partial(self._is_nobodys, ours=ours)
        buyer = buyer_of(mail, said, nobodys)
        missing = tuple(each for each in self.described.always if not _is_there(each, said, form, buyer))
        nature = self._judged(mail, nature, _Found(form, buyer, told is not None, missing))
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
        return ANYBODY if ANYBODY in senders else ""

    def _is_filled_in(self, mail: Mail, ours: Ours, wanted: Sequence[str]) -> bool:
        """Are these fields found, two at least, and with somebody's address who is none of us?"""
        if not mail.html and ":" not in mail.text and "：" not in mail.text:
            return False
        form = self._form(mail)
        said = named(form.values)
        found = {*said, *((MESSAGE,) if form.message else ())}
        if form.weight < 2 or not found.issuperset(wanted):
            return False
        return bool(buyer_of(mail, said, partial(self._is_nobodys, ours=ours)).email)

    # -- reading -------------------------------------------------------------------------------------

    def _form(self, mail: Mail) -> Form:
        layout = Layout(self.labels, _held(self.begins), _opened(self.ends), _opened(self.closes))
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
        return next(
            (said for said in (phrase.said(line) for phrase in self.inquiries) if said is not None), None
        )

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
            return Nature(Kind.PORTAL, not found.missing, (reason, *changed))
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

    @property
    def words(self) -> list[str]:
        """What makes it an inquiry: a message, or a name with something else."""
        name, message = self.buyer.name, self.form.message
        if not message and not (name and self.form.values):
            return []
        return [word for word, there in (("a buyer's name", name), ("a message", message)) if there]


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


def _held(phrases: Sequence[Phrase]) -> Callable[[str], bool]:
    return lambda line: any(phrase.pattern.search(line[:_LONGEST_LINE]) for phrase in phrases)


def _opened(phrases: Sequence[Phrase]) -> Callable[[str], bool]:
    """Does the line begin with one of them, bullets, brackets and icons aside?"""

    def opens(line: str) -> bool:
        bare = line[:_LONGEST_LINE].lstrip(_BULLETS)
        return any(phrase.pattern.match(bare) for phrase in phrases)

    return opens


_BULLETS = " \t>*_•·●▶►→|[(【-–—=#"

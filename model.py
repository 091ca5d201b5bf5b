"""The nouns every room speaks, in the order of the flow: came, opened, read, found, tagged, owed.

Frozen values, standard library only. All times are aware and in UTC; a `date` is a day in somebody's
calendar. Ids are NewTypes, so that a customer's id cannot be handed over where a follow-up's is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NewType

from late import dataclass

if TYPE_CHECKING:
    from decimal import Decimal  # few commands meet money

RepId = NewType("RepId", str)
CustomerId = NewType("CustomerId", int)
GroupId = NewType("GroupId", int)
MailId = NewType("MailId", int)
FollowUpId = NewType("FollowUpId", int)
MarkId = NewType("MarkId", int)
FactId = NewType("FactId", int)
EnrolmentId = NewType("EnrolmentId", int)

Day = date
"""A name for the type where a field is called `date`."""


class GenjinError(Exception):
    """Something a person can put right; the text says what happened, where, and what to do next."""

    voice = "genjin: "
    """What stands before the text where it is shown."""
    is_noted = False
    """It is in the book already as what keeps an account from being read; one failing pass is noted once."""


# -- where things stand ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A spot in a file that the team wrote, 1-based."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail was seen. One mail may have several places; a place never holds two mails (RFC 3501
    2.3.1.1).
    """

    account: str
    folder: str
    uidvalidity: int
    uid: int

    def __str__(self) -> str:
        return f"{self.account}/{self.folder}#{self.uid}"


# -- came --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawMail:
    """Bytes as the server gave them. `received` is INTERNALDATE; `complete` is False for a mail cut at the
    size limit.
    """

    content: bytes
    received: datetime
    place: Place | None = None
    complete: bool = True


# -- opened ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opening:
    """What the team says about opening its mail."""

    languages: Mapping[str, str] = field(default_factory=dict)
    """Language of an account's mail (ISO 639: zh, zh-TW, ja ...), for bytes that no charset is named for."""
    documents: frozenset[str] = frozenset({"docx", "xlsx"})
    """Sorts of attached documents whose first page is read: docx, xlsx, pdf."""


AS_USUAL = Opening()


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox in lower case, or nothing: `Address()`."""

    email: str = ""
    name: str = ""

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a mail, described. `size` in bytes after decoding; `sha256` is empty and the size an
    estimate for one that was left on the server.
    """

    name: str
    type: str
    """By its content where that tells, else as the mail declares it."""
    size: int
    sha256: str
    text: str = ""
    """The first page, where reading it is cheap (see `Opening.documents`); else empty."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message made sane: decoded, bounded, free of NUL and lone surrogates."""

    key: str
    """Identity: `<message-id>` without brackets, else `sha256:` and the hash of the content."""
    sender: Address
    date: datetime
    """The Date header where it is believable, that is not later than `received` (or a few minutes after it:
    clocks differ) and not absurdly old; else `received`.
    """
    received: datetime
    day: Day | None = None
    """The day in the sender's own calendar, by the offset of the Date header: what "tomorrow" counts from."""
    subject: str = ""
    message_id: str = ""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    parents: tuple[str, ...] = ()
    """Message-IDs this mail answers, nearest first: In-Reply-To, then References from right to left."""
    text: str = ""
    """The whole plain body; made from `html` where the mail has no plain part."""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    report: str = ""
    """Text of a delivery report (RFC 3464), else empty."""
    headers: tuple[tuple[str, str], ...] = ()
    """All headers in order, names in lower case, values decoded."""
    defects: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """First value of a header, or empty."""
        return next((value for key, value in self.headers if key == name.lower()), "")


# -- read --------------------------------------------------------------------------------------------


class Kind(StrEnum):
    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    BULK = "bulk"
    PORTAL = "portal"
    INTERNAL = "internal"
    SERVICE = "service"

    @property
    def moves_clocks(self) -> bool:
        """Only people start or stop clocks; automatic mail is stored, shown and inert."""
        return self in (Kind.HUMAN, Kind.PORTAL)


class Direction(StrEnum):
    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Nature:
    """What kind of mail this is. `sure` is False where the signs are few: then a person is assumed."""

    kind: Kind
    sure: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ours:
    """Who we are, as far as mail shows it. All in lower case."""

    domains: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    service_domains: frozenset[str] = frozenset()
    """Freight, banks, platforms: their mail is neither a customer's nor nobody's."""
    mail_hosts: frozenset[str] = frozenset()
    """Names our own mail servers sign with in Authentication-Results (RFC 8601 2.5); no other is believed."""

    services: frozenset[str] = frozenset()
    """More of them: domains (those below count too) and single addresses."""
    notices: frozenset[str] = frozenset()
    """Domains of couriers, banks, platforms, of which only what their machines send is service mail."""
    not_services: frozenset[str] = frozenset()
    """Exceptions to all of these lists: domains and addresses. The entry nearest to an address decides."""
    internal: frozenset[str] = frozenset()
    """Partners whose mail is internal, such as own agencies and sister companies: domains and addresses."""

    def owns(self, address: Address) -> bool:
        return address.email in self.addresses or address.domain in self.domains


@dataclass(frozen=True, slots=True)
class Party:
    """An outside person a mail is from or to, with what the mail says of her. Empty where it says nothing."""

    email: str = ""
    name: str = ""
    company: str = ""
    company_from: str = ""
    """Where the company's name was read: `portal`, `signature`, `display name` or empty."""
    country: str = ""
    """ISO 3166 alpha-2, or empty."""
    phone: str = ""
    website: str = ""
    position: str = ""
    details: tuple[Detail, ...] = ()
    """Everything the mail says of her, the surest of each sort first; the fields above are the best of it."""

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2]


class DetailSort(StrEnum):
    PERSON = "person"
    POSITION = "position"
    POWER = "power"
    """How much she decides, by her title: decides, recommends, uses."""
    COMPANY = "company"
    LEGAL_FORM = "legal_form"
    COUNTRY = "country"
    ADDRESS = "address"
    PHONE = "phone"
    FAX = "fax"
    WHATSAPP = "whatsapp"
    WECHAT = "wechat"
    SKYPE = "skype"
    QQ = "qq"
    WEBSITE = "website"
    CODE = "code"
    """A registration number; its value begins with the sort: `CN-USCC 9131...`, `EU-VAT DE...`."""
    EMAIL = "email"
    NEW_EMAIL = "new_email"
    """The mail says that she writes from this address from now on."""
    NEW_COMPANY = "new_company"
    """The mail says that she works there from now on."""
    LEFT = "left"
    """She works there no more; the value names who replaces her."""
    BANK_ACCOUNT = "bank_account"
    """IBAN or account number that money shall be paid to."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing a mail says of a person or company, with the words that prove it."""

    sort: DetailSort
    value: str
    """Tidy: phones in E.164, countries in ISO 3166 alpha-2, web sites without path and in lower case."""
    words: str
    """As it stands in the mail."""
    where: str
    """portal, signature, display name, own words, address."""
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class FailedRecipient:
    """Whom a bounce names. `hard` means that trying again is of no use (5.x.x)."""

    email: str
    hard: bool
    reason: str
    status: str = ""
    """Enhanced status code (RFC 3463), or empty."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A feedback report (RFC 5965): somebody calls a mail of ours unwanted."""

    sort: str
    """abuse, fraud, virus, not-spam, other, opt-out ..."""
    email: str
    """Who complained, or empty where the report hides it."""


@dataclass(frozen=True, slots=True)
class Absence:
    """What a notice of absence, or of having left, says."""

    back: date | None = None
    """First day she is there again."""
    words: str = ""
    """What the day was read from."""
    deputies: tuple[Address, ...] = ()
    """Whom to write to meanwhile; an address without mail has a name only."""
    has_left: bool = False
    """She works there no more; then the deputies replace her."""


class PaperKind(StrEnum):
    QUOTATION = "quotation"
    PROFORMA_INVOICE = "proforma_invoice"
    PURCHASE_ORDER = "purchase_order"
    CONTRACT = "contract"
    COMMERCIAL_INVOICE = "commercial_invoice"
    PACKING_LIST = "packing_list"
    BILL_OF_LADING = "bill_of_lading"
    INSPECTION_REPORT = "inspection_report"
    CERTIFICATE = "certificate"
    BANK_SLIP = "bank_slip"
    LETTER_OF_CREDIT = "letter_of_credit"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money. `currency` is ISO 4217, or empty where the words name none."""

    value: Decimal
    currency: str
    words: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text says of price and delivery."""

    amounts: tuple[Amount, ...] = ()
    """The total first where one is named as such, then in the order of the text."""
    valid_until: date | None = None
    validity: str = ""
    """The words the validity was read from."""
    incoterm: str = ""
    """Incoterms rule and place: `FOB Ningbo`."""
    has_total: bool = False
    """Is the first amount named as the total?"""

    def __bool__(self) -> bool:
        return bool(self.amounts or self.validity or self.incoterm)


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment that is a paper of the trade."""

    name: str
    kind: PaperKind
    number: str
    """Its own number (PI-2026-031), or empty."""
    because: str
    confidence: float
    terms: Terms = Terms()


class AlarmSort(StrEnum):
    REPLY_TO = "reply_to"
    """An answer would go to somebody else than the sender."""
    BANK_DETAILS = "bank_details"
    """New bank details are announced, or they differ from the known ones."""
    FAILED_AUTHENTICATION = "failed_authentication"
    LOOK_ALIKE = "look_alike"
    STRANGE_ADDRESS = "strange_address"
    """A known contact's name on an address that is not hers."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sign of fraud, in words a rep can check."""

    sort: AlarmSort
    words: str
    about: CustomerId | None = field(default=None, compare=False)
    """The customer whose name, address or domain is borrowed. Worked out anew with the book, never kept."""


@dataclass(frozen=True, slots=True)
class Authentication:
    """What our own mail server found (RFC 8601): pass, fail, softfail, neutral, none ...; empty: not told."""

    host: str
    spf: str = ""
    dkim: str = ""
    dmarc: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail says, and who says it."""

    parser: str
    nature: Nature
    direction: Direction
    parties: tuple[Party, ...] = ()
    """In: the sender, or the buyer a portal names. Out: the outside people written to. The main one first."""
    parents: tuple[str, ...] = ()
    subject: str = ""
    own_words: str = ""
    quoted: str = ""
    signature: str = ""
    footer: str = ""
    """Disclaimers, list footers, "sent from my phone", banners of gateways: nobody's words."""
    failed: tuple[FailedRecipient, ...] = ()
    complaint: Complaint | None = None
    absence: Absence | None = None
    fields: tuple[tuple[str, str], ...] = ()
    """What a portal's form said, as (meaning, text)."""
    missing: tuple[str, ...] = ()
    """Meanings that this portal's form always has and that were not found: its template has changed."""
    attachments: tuple[str, ...] = ()
    answers: str = ""
    """Which of our addresses wrote the mail that this one answers, where its quotation says so surely."""
    answers_day: date | None = None
    """The day that mail was written, where the quotation says so legibly."""
    papers: tuple[Paper, ...] = ()
    terms: Terms = Terms()
    """What the own words say of price and delivery."""
    authentication: Authentication | None = None
    alarms: tuple[Alarm, ...] = ()
    """Signs of fraud that the mail shows by itself."""
    prints: tuple[str, ...] = ()
    """Fingerprints of the own words, by which a quotation of them is known again."""
    quoted_prints: tuple[str, ...] = ()
    """Fingerprints of what is quoted."""

    @property
    def kind(self) -> Kind:
        return self.nature.kind


# -- found -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Companies that belong together."""

    id: GroupId
    name: str


@dataclass(frozen=True, slots=True)
class Customer:
    """One legal entity we sell to, or hope to: a new lead is a customer too."""

    id: CustomerId
    name: str
    created: datetime
    titles: tuple[str, ...] = ()
    """Every name it trades under, in any script; `name` among them."""
    domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    group: GroupId | None = None
    group_name: str = ""
    country: str = ""
    owner: RepId | None = None
    volume_class: str = ""
    """A, B, C by purchase volume, or empty. Not to be confused with the next: A is weekly, a is daily."""
    close_grade: str = ""
    """a to e by expected closing date, or empty."""
    source: str = ""
    """How it came: mail, portal, import, fair."""
    every_days: int | None = None
    """The rep's own interval for this customer, over any class."""
    codes: tuple[str, ...] = ()
    """Registration numbers, the sort first where it is known: `CN-USCC 9131...`, `EU-VAT DE...`."""
    phones: tuple[str, ...] = ()
    """In E.164 where the country is known, else the digits as they were given."""
    websites: tuple[str, ...] = ()
    denials: tuple[Denial, ...] = ()
    """What a person said is not its."""
    external_id: str = ""
    """The team's own number for it."""
    intent: str = ""
    """high or low, or empty: how much they want to buy. With `worth` it makes the quadrant."""
    worth: str = ""
    """high or low, or empty: how much they could buy."""
    urgency: str = ""
    """When they need it: week, month, quarter, later; or empty."""
    need: str = ""
    """clear, latent or none; or empty."""
    stage: str = ""
    """potential, negotiating, closed (bought) or lost; or empty."""
    pool: str = ""
    """The pool it lies in while nobody owns it; empty: the one that its rule names."""
    pooled: datetime | None = None
    """When it came into the pool."""
    owned_since: datetime | None = None
    """When its owner got it; None: before that was written down."""
    came_by: str = ""
    """How its owner got it: a Passing, or empty."""


@dataclass(frozen=True, slots=True)
class Denial:
    """An answer in the negative: mail with this sign is not from that customer, or from nobody we sell to."""

    sort: str
    """email, domain or title."""
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a candidate, in words a rep can check."""

    sort: str
    """thread, address, code, phone, domain, website, title, portal, country ... (see matching)."""
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    customer: CustomerId
    name: str
    score: float
    """0 to 100."""
    evidence: tuple[Evidence, ...]
    group: GroupId | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Sure: high enough, and clear of the runner-up. The winner is the first candidate."""

    candidates: tuple[Candidate, ...]
    because: str

    @property
    def winner(self) -> Candidate:
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class Kin:
    """The group is sure, the company in it is not."""

    group: GroupId
    candidates: tuple[Candidate, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Somebody must look: the candidates are near each other, or none is good enough."""

    candidates: tuple[Candidate, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody in the book fits."""

    because: str
    candidates: tuple[Candidate, ...] = ()
    is_nobody: bool = False
    """A person said that whoever wrote it is no customer: nothing is asked, and no lead is opened."""


Match = Known | Kin | Unsure | Unknown


@dataclass(frozen=True, slots=True)
class Lineage:
    """Whose the earlier mails of a thread are, as far as the book has them, nearest first.

    Our circular belongs to several customers, a mail that still awaits a person's word to none.
    """

    customers: tuple[frozenset[CustomerId], ...] = ()
    is_quoted: bool = False
    """Known by what the mail quotes, because no Message-ID tells."""
    is_orphan: bool = True
    """The book has none of the mails that it answers by its Message-IDs."""


NO_THREAD = Lineage()


# -- tagged ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    en: str
    zh: str


class TagSort(StrEnum):
    SIGNAL = "signal"
    """What somebody wants, offers or complains of."""
    FACT = "fact"
    """What a mail does: brings a quotation, announces a sample. It is no news to whom it goes."""


class DueKind(StrEnum):
    NOT_BEFORE = "not_before"
    ON = "on"
    BY = "by"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class DueEffect:
    """What a mail does to the date of our next contact; `words` is the phrase the date was read from, or says
    how long the rule gives.
    """

    kind: DueKind
    date: date | None
    words: str
    is_counted: bool = False
    """The mail names no day: the rule counts its own days from the day of the mail."""

    @classmethod
    def counted(cls, kind: DueKind, sent: Day, days: int) -> DueEffect | None:
        """None: the calendar ends before."""
        day = days_after(sent, days)
        return None if day is None else cls(kind, day, f"within {days} day{'s' * (days != 1)}", True)

    @property
    def is_read(self) -> bool:
        """Does the mail itself name the day?"""
        return bool(self.words) and not self.is_counted


Grade = Literal["", "up", "down"]
"""One step on the scale of close grades, or none."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How long ago our last touch must be: more days than that, or fewer."""

    over: bool
    days: int

    @classmethod
    def parse(cls, text: str) -> Silence:
        """`over 30 days ago` or `within 7 days`."""
        words = text.split()
        is_over = words[:1] == ["over"] and words[2:] == ["days", "ago"]
        is_within = words[:1] == ["within"] and words[2:] == ["days"]
        if not (is_over or is_within) or not words[1].isdecimal() or len(words[1]) > 4:
            raise ValueError(f"`{text}`: write `over 30 days ago` or `within 7 days`.")
        return cls(is_over, int(words[1]))

    def holds(self, last_touch: datetime | None, at: datetime) -> bool:
        """A customer never touched has been silent for ever."""
        if last_touch is None:
            return self.over
        gone = (at - last_touch).total_seconds() / 86_400
        return gone > self.days if self.over else gone <= self.days


@dataclass(frozen=True, slots=True)
class Footing:
    """How a customer stood when a mail came: what rules may ask for that no mail says of itself."""

    volume_class: str = ""
    close_grade: str = ""
    last_touch: datetime | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule asks of the customer; empty asks for nothing."""

    classes: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    last_touch: Silence | None = None

    def holds(self, footing: Footing, at: datetime) -> bool:
        if self.classes and footing.volume_class not in self.classes:
            return False
        if self.grades and footing.close_grade not in self.grades:
            return False
        return self.last_touch is None or self.last_touch.holds(footing.last_touch, at)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a rule found, with the words that prove it: `quote` is `own_words[start:end]`."""

    name: str
    title: Label
    rule: str
    source: Source
    quote: str
    start: int
    end: int
    suggest: Label
    due: DueEffect | None = None
    sort: TagSort = TagSort.SIGNAL
    is_trial: bool = False
    """Of a rule on trial: shown to admins, and nothing follows from it."""
    because: str = ""
    """The phrase or the lists of the rule that matched, as the admin wrote them."""
    about: str = ""
    """The thing that is promised, asked for or sent, such as `sample`."""
    profile: str = ""
    """Under which heading of the customer's profile it stands; empty: under none."""
    grade: Grade = ""
    expires: Day | None = None
    """The last day on which it describes the customer; None: until it is withdrawn."""
    withdrawn_by: tuple[str, ...] = ()
    """Tags of a later mail that end it."""
    edition: str = ""
    """Which state of the rules gave it: the beginning of a hash over all of them."""
    demand: Demand | None = None
    """What the customer must be for it to count; not asked any more once it is in the book."""

    @property
    def is_signal(self) -> bool:
        """Does it say something of the customer? No fact does, and nothing that is on trial."""
        return self.sort is TagSort.SIGNAL and not self.is_trial


@dataclass(frozen=True, slots=True)
class Tagging:
    """A tag as a customer has it: since when, and from which mail or from which mark of a rep."""

    tag: Tag
    at: datetime
    mail: MailId | None = None
    mark: MarkId | None = None
    by: str = ""
    """Who gave it by hand; empty: a rule did."""


class Verdict(StrEnum):
    """What a rep can say of a tag."""

    ADD = "add"
    REMOVE = "remove"
    """It is no longer so, and the rule is not to blame."""
    WRONG = "wrong"
    """The mail never said so: this speaks against the rule."""
    RIGHT = "right"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a rep said of a tag. Marks are only added to: an undo is a mark too, and names what it undoes."""

    id: MarkId
    customer: CustomerId
    at: datetime
    rep: str
    verdict: Verdict
    tag: str
    mail: MailId | None = None
    rule: str = ""
    quote: str = ""
    note: str = ""
    undoes: MarkId | None = None
    given: Tag | None = None
    """The tag that was given by hand, as its rule described it that day."""

    @property
    def is_of_mail(self) -> bool:
        """Is it about the words of a mail, whosever that is? To take back such a mark is, too."""
        return self.verdict in (Verdict.WRONG, Verdict.RIGHT, Verdict.UNDO)

    def speaks_of(self, tagging: Tagging) -> bool:
        """`wrong` and `right` speak of a mail. `remove` speaks of all that was so until then, also of mail
        from before that comes in later, unless it names a mail.
        """
        if self.tag != tagging.tag.name:
            return False
        if self.verdict in (Verdict.WRONG, Verdict.RIGHT):
            return self.mail is not None and self.mail == tagging.mail
        if self.verdict is not Verdict.REMOVE or self.mail not in (None, tagging.mail):
            return False
        return self.id > tagging.mark if tagging.mark is not None else self.at >= tagging.at


@dataclass(frozen=True, slots=True)
class Marks:
    """What reps said of one customer's tags and did not take back, in the order in which they said it."""

    standing: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, every: Iterable[Mark]) -> Marks:
        ordered = sorted(every, key=lambda mark: mark.id)
        undone = {mark.undoes for mark in ordered if mark.verdict is Verdict.UNDO}
        said = (mark for mark in ordered if mark.verdict is not Verdict.UNDO and mark.id not in undone)
        return cls(tuple(said))

    def on(self, tagging: Tagging) -> Mark | None:
        """The last word on a tag; None: nobody said anything."""
        return next((mark for mark in reversed(self.standing) if mark.speaks_of(tagging)), None)

    def lets_stand(self, tagging: Tagging) -> bool:
        last = self.on(tagging)
        return last is None or last.verdict is Verdict.RIGHT

    def call_wrong(self, tag: str, mail: MailId) -> bool:
        """Is the last word on a tag of a mail that the mail never said so?"""
        said = (mark for mark in reversed(self.standing) if mark.tag == tag and mark.mail == mail)
        last = next((mark for mark in said if mark.verdict in (Verdict.WRONG, Verdict.RIGHT)), None)
        return last is not None and last.verdict is Verdict.WRONG

    def by_hand(self) -> tuple[Tagging, ...]:
        """The tags that reps gave, whether or not they hold any more."""
        return tuple(
            Tagging(mark.given, mark.at, mark=mark.id, by=mark.rep or "somebody")
            for mark in self.standing
            if mark.given is not None
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One mail, thought through. `also` are further customers our own mail went to."""

    mail: Mail
    reading: Reading
    match: Match
    tags: tuple[Tag, ...] = ()
    also: tuple[Known, ...] = ()
    lineage: Lineage = NO_THREAD


# -- owed --------------------------------------------------------------------------------------------


class InteractionKind(StrEnum):
    MAIL_IN = "mail_in"
    MAIL_OUT = "mail_out"
    CALL = "call"
    VISIT = "visit"
    CHAT = "chat"
    FAIR = "fair"
    OTHER = "other"
    """A touch of some other kind, such as a follow-up that a rep marks as done."""
    NOTE = "note"
    QUOTE = "quote"
    SAMPLE = "sample"
    ORDER = "order"
    PAYMENT = "payment"
    GRADE = "grade"
    """Somebody judged the customer anew, or found that nothing has changed."""

    @property
    def is_touch(self) -> bool:
        """Did we reach out? A note to ourselves is no touch, and what they do is none of ours."""
        return self not in _NO_TOUCH

    @property
    def is_answer(self) -> bool:
        """Did they do something, otherwise than by mail?"""
        return self in (InteractionKind.ORDER, InteractionKind.PAYMENT)


# Sets, because they are asked for each of thousands of events.
_INERT = frozenset(kind for kind in Kind if not kind.moves_clocks)
_NO_TOUCH = frozenset(
    {
        InteractionKind.MAIL_IN,
        InteractionKind.NOTE,
        InteractionKind.ORDER,
        InteractionKind.PAYMENT,
        InteractionKind.GRADE,
    }
)


@dataclass(frozen=True, slots=True)
class Interaction:
    """One dated event with a customer. `cause` is its stable name: the mail's key, or `log:` and a number."""

    at: datetime
    kind: InteractionKind
    cause: str
    summary: str = ""
    rep: RepId | None = None
    mail: MailId | None = None
    mail_kind: Kind | None = None
    tags: tuple[Tag, ...] = ()
    content: str = ""
    """The kind of content it brought, as a rep said it: a key of `contents` of the policy."""
    length: int | None = None
    """Letters in the own words of a mail, and what its attachments count for; None: no mail, or not known."""

    @property
    def moves_clocks(self) -> bool:
        return self.mail_kind not in _INERT


class FactSort(StrEnum):
    """What was done in business with a customer."""

    QUOTATION = "quotation"
    SAMPLE = "sample"
    PROFORMA = "proforma"
    CONTRACT = "contract"
    ORDER = "order"
    DEPOSIT = "deposit"
    PAYMENT = "payment"
    LETTER_OF_CREDIT = "letter_of_credit"


@dataclass(frozen=True, slots=True)
class BusinessFact:
    """A quotation, a sample, an order, a payment. (customer, sort, cause, number) is its identity."""

    sort: FactSort
    at: datetime
    cause: str
    """The mail's key, or `log:` and a number."""
    number: str = ""
    """Of the paper (PI-2026-031), or of the courier's waybill."""
    amount: Decimal | None = None
    currency: str = ""
    """ISO 4217, or empty."""
    valid_until: Day | None = None
    words: str = ""
    """What it was read from, or what the rep wrote."""
    mail: MailId | None = None
    by: str = ""
    """Who wrote it down or put it right; empty: it stands as it was read in the mail."""
    id: FactId | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A customer follows a sequence from a day on."""

    id: EnrolmentId
    sequence: str
    """A key of `sequences` of the policy."""
    started: datetime
    event: str = ""
    """Where the lead was met, such as `Canton Fair 2026`."""


@dataclass(frozen=True, slots=True)
class History:
    """A customer and everything that happened with it, oldest first."""

    customer: Customer
    interactions: tuple[Interaction, ...] = ()
    kin: tuple[Interaction, ...] = ()
    """What people wrote and did with the other companies of its group."""
    facts: tuple[BusinessFact, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    """Sequences that nobody ended by hand."""
    contact: str = ""
    """What counts as contact in its group (Contact of the policy); empty: as the team decided for all."""


class Duty(StrEnum):
    """Kinds of obligation."""

    REPLY = "reply"
    FIRST_TOUCH = "first_touch"
    CHASE = "chase"
    CADENCE = "cadence"
    RESUME = "resume"
    PROMISE = "promise"
    SEQUENCE = "sequence"
    CONTRACT_WATCH = "contract_watch"
    QUOTE_EXPIRY = "quote_expiry"
    POOL_RETURN = "pool_return"


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something owed to a customer. (customer, duty, cause) is its identity and survives recomputing."""

    duty: Duty
    cause: str
    opened: datetime
    due: datetime
    because: str
    suggest: Label = field(default=Label("", ""))
    content: str = ""
    """Which kind of content to send: a key of `contents` of the policy."""
    shows: datetime | None = None
    """From when on it is listed, before it is due: a warning. None: once it is due."""
    lapses: datetime | None = None
    """From when on it is of no use any more, such as a greeting after the feast. None: never."""
    since: datetime | None = None
    """What the escalation counts from, where that is not the due time."""
    wakes: datetime | None = None
    """When they last said something new: a snooze of before that is over. None: a snooze stands."""


class Passing(StrEnum):
    """How a customer passes from hand to hand; what the ledger of the pools holds."""

    ENTER = "enter"
    """It came into a pool without having been anybody's."""
    CLAIM = "claim"
    RELEASE = "release"
    """Its owner gave it back."""
    RETURN = "return"
    """Time gave it back: its owner was silent."""
    HAND_OUT = "hand_out"
    """In turn, or by what binds it to somebody (see rotation)."""
    HANDOVER = "handover"
    """Its owner leaves."""
    ASSIGN = "assign"
    """By hand, by import, or because its mail came to somebody."""
    MOVE = "move"
    """From one pool to another."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One passing. The ledger is only added to, so that giving back refunds no claim."""

    at: datetime
    customer: CustomerId
    passing: Passing
    rep: RepId | None
    """Who got it, or who had it before it came into a pool."""
    pool: str = ""
    why: str = ""
    actor: str = ""
    group: GroupId | None = None
    """Its group at that time."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An obligation as the book keeps it, and what was done about it."""

    id: FollowUpId
    customer: CustomerId
    customer_name: str
    owner: RepId | None
    obligation: Obligation
    snoozed_until: datetime | None = None
    note: str = ""
    mail: MailId | None = None
    """The mail that is its cause, if a mail is; then also its subject and who wrote it."""
    subject: str = ""
    sender: str = ""
    volume_class: str = ""
    close_grade: str = ""
    group: str = ""
    country: str = ""


def days_after(day: Day, days: int) -> Day | None:
    """None: the calendar ends before."""
    return day + timedelta(days=days) if days <= (Day.max - day).days else None


def utc(epoch: float) -> datetime:
    """An aware UTC time from seconds since 1970, the only form in which times are stored."""
    return datetime.fromtimestamp(epoch, UTC)

"""Whom do we know: customers with their titles, groups, domains and people?

Everything that is written first says so: to directories by the customer's edition, and to the change that is
being recorded, if a person is at work (store/changes.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, literal, or_, select, update

from model import (
    Customer,
    CustomerId,
    Denial,
    GroupId,
    InteractionKind,
    LedgerEntry,
    MailId,
    Passing,
    RepId,
    utc,
)
from store import loading
from store.changes import Audit
from store.groups import Groups
from store.ledger import Ledger, hands
from store.tables import (
    ContactAddressRow,
    ContactCustomerRow,
    ContactRow,
    CustomerDetailRow,
    CustomerRow,
    DenialRow,
    DepartedRow,
    DomainRow,
    FactRow,
    InteractionRow,
    ReviewRow,
    Row,
    TitleRow,
)
from store.writing import Prepared, add, add_all, add_new, in_lots, table_of


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer as a file, a rep or a first mail gives it, before the book has numbered it."""

    name: str
    created: datetime
    titles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    """(email, person's name). Two addresses under one name are one person's."""
    group: str = ""
    country: str = ""
    owner: RepId | None = None
    volume_class: str = ""
    close_grade: str = ""
    source: str = ""
    every_days: int | None = None
    external_id: str | None = None
    """The team's own number for it; importing the same number again changes the customer instead of
    doubling it.
    """
    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    intent: str = ""
    worth: str = ""
    urgency: str = ""
    need: str = ""
    stage: str = ""
    doubts: tuple[tuple[str, str], ...] = ()
    """(code, phone or web site; why it proves nothing). It is kept and shown, and nobody is found by it."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a customer is known by, or some of it."""

    titles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()

    def details(self) -> Iterator[tuple[str, str]]:
        """(sort, value) of everything that is kept as a detail."""
        for sort, values in zip(DETAIL_SORTS, (self.codes, self.phones, self.websites), strict=True):
            yield from ((sort, value) for value in values)


DETAIL_SORTS = ("code", "phone", "website")


_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of customers since an edition. Somebody may stand in both: gone and come back."""

    changed: array[int]
    departed: array[int]


class Customers:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit
        self._groups = Groups(connection, audit)
        self._ledger = Ledger(connection)
        self._changed = False
        self._edition: int | None = None

    # -- reading ------------------------------------------------------------------------------------------

    def all(self) -> list[Customer]:
        return loading.customers(self._connection, None)

    def each(self, numbers: Iterable[int] | None = None) -> Iterator[Customer]:
        """All of them, or these, a lot at a time: 50,000 at once are 30 MB that nobody needs again."""
        for lot in in_lots(self.numbers() if numbers is None else numbers):
            yield from loading.customers(self._connection, lot)

    def numbers(self) -> array[int]:
        """Everybody's number, ascending."""
        return array("q", (number for (number,) in _NUMBERS.rows(self._connection)))

    def one(self, number: CustomerId) -> Customer | None:
        return next(iter(self.these([number])), None)

    def these(self, numbers: Iterable[CustomerId]) -> list[Customer]:
        """Customers by number, in the order of their numbers; unknown numbers are passed over."""
        lots = in_lots(sorted(set(numbers)))
        return [customer for lot in lots for customer in loading.customers(self._connection, lot)]

    def called(self, name: str, *, numbered: bool = True) -> list[Customer]:
        """Customers of exactly this title; `numbered` False leaves out those with a number of the team's."""
        wanted = _CALLED if numbered else _CALLED_UNNUMBERED
        return self.these(wanted.column(self._connection, {"words": name}))

    def with_external_id(self, external_id: str) -> CustomerId | None:
        """Whose number of the team's this is, or was before it was merged into another."""
        found = _WITH_EXTERNAL_ID.row(self._connection, {"external": external_id})
        found = found or _ONCE_NUMBERED.row(self._connection, {"external": external_id})
        return None if found is None else CustomerId(found[0])

    def has_only(self, number: CustomerId, mails: Sequence[MailId]) -> bool:
        """Has nothing happened with a customer but these mails?"""
        return not {*_EVENTS.column(self._connection, {"number": number})} - {*mails}

    def is_answered(self, number: CustomerId) -> bool:
        """Has one of us written to a customer, or said that a mail is from it?"""
        return bool(_ANSWERED.column(self._connection, {"number": number}))

    def doubted(self, number: CustomerId) -> tuple[tuple[str, str], ...]:
        """Codes, phones and web sites that prove nothing, each with the reason."""
        return tuple((value, why) for value, why in _DOUBTED.rows(self._connection, {"number": number}))

    def learned(self, number: CustomerId) -> frozenset[tuple[str, str]]:
        """Its titles, domains, codes, phones and web sites that no person or file has told, only mail: (sort,
        value) of each.
        """
        found = (each.rows(self._connection, {"number": number}) for each in _LEARNED)
        return frozenset((sort, value) for rows in found for sort, value in rows)

    def at_domain(self, domain: str) -> list[CustomerId]:
        """Everybody whose domain this is."""
        return [CustomerId(each) for each in _AT_DOMAIN.column(self._connection, {"domain": domain})]

    # -- editions -----------------------------------------------------------------------------------------

    def edition(self) -> int:
        """The number of the newest change: pages that changed customers, counted, this one with them."""
        if self._edition is None:
            found = _EDITION_NOW.row(self._connection)
            self._edition = int(found[0] if found else 0)
        return self._edition + self._changed

    def since(self, edition: int) -> Changes:
        """What a directory of this edition does not know yet."""
        newer = {"edition": edition}
        changed = _CHANGED_SINCE.column(self._connection, newer)
        departed = _DEPARTED_SINCE.column(self._connection, newer)
        return Changes(array("q", changed), array("q", departed))

    def touch(self, number: CustomerId | None) -> None:
        """Something of a customer changes (None: of nobody in particular): directories read it again."""
        edition = self._next()
        if number is not None:
            self._audit.about(number)
            _renewing(("edition",)).run(self._connection, {"number": number, "edition": edition})

    def _next(self) -> int:
        """The number that changes of this page have."""
        self._changed = True
        return self.edition()

    def seal(self) -> None:
        """The end of a page: count it if it changed customers."""
        if self._changed:
            edition = {"name": _EDITION, "value": str(self.edition())}
            add_new(self._connection, FactRow, [edition], replace=("value",))

    # -- what people and files say ------------------------------------------------------------------------

    def add(self, new: NewCustomer) -> Customer:
        """Write a new customer down with everything that belongs to it."""
        return self._sure(self.enter(new))

    def enter(self, new: NewCustomer) -> CustomerId:
        """The same where many come, who are read together afterwards."""
        created = int(new.created.timestamp())
        values = self._values(new) | {"created": created, "external_id": new.external_id}
        values["edition"] = self._next()
        first = self._first_hand(new, values["group_id"])
        number = CustomerId(add(self._connection, CustomerRow, values | hands(first) | self._never_used()))
        self._ledger.add(replace(first, customer=number))
        self._audit.born(CustomerRow, number)
        self._audit.about(number)
        self._belongings(number, new, self._audit.born)
        return number

    def change(self, number: CustomerId, new: NewCustomer) -> Customer:
        """Renew a customer from a file: what the file leaves empty stays, names and addresses only grow.

        A row under the number of a customer that was merged into this one tells only what was not known.
        """
        self.touch(number)
        known = self._sure(number)
        values = {name: value for name, value in self._values(new).items() if value not in ("", None)}
        if new.external_id and not known.external_id:
            values["external_id"] = new.external_id
        if new.external_id and known.external_id not in ("", new.external_id):
            values = {name: value for name, value in values.items() if _is_empty(known, name)}
        self._set(number, values)
        self._belongings(number, new, self._audit.watch)
        return self._sure(number)

    def set(self, number: CustomerId, values: Mapping[str, Any]) -> Customer:
        """Set what a customer has one of: name, country, owner, volume_class, close_grade, source,
        every_days, external_id, intent, worth, urgency, need, stage, created, and `group` by its name, empty
        for none.
        """
        self.touch(number)
        values = dict(values)
        if "group" in values:
            values["group_id"] = self._group(values.pop("group"))
        if "created" in values:
            values["created"] = int(values["created"].timestamp())
        self._set(number, values)
        if values.get("name"):
            self._titles(number, (values["name"],), self._audit.watch)
        return self._sure(number)

    def gain(self, number: CustomerId, signs: NewCustomer) -> Customer:
        """Titles, domains, people, codes, phones, web sites beside those it has. A person's word is more than
        a mail's: what was only learned counts as given from now on.
        """
        self.touch(number)
        self._belongings(number, signs, self._audit.watch, named=False)
        return self._sure(number)

    def lose(self, number: CustomerId, signs: Signs) -> Customer:
        """These signs are not this customer's; the people stay in the book."""
        self.touch(number)
        for email in signs.emails:
            for contact in _PERSON_AT.column(self._connection, {"email": email}):
                self._part_at(contact, number, email)
        for domain in signs.domains:
            self._audit.watch(DomainRow, number, domain)
            _DROP_DOMAIN.run(self._connection, {"number": number, "domain": domain})
        for title in signs.titles:
            self._audit.watch(TitleRow, number, title)
            _DROP_TITLE.run(self._connection, {"number": number, "words": title})
        for sort, value in signs.details():
            self._audit.watch(CustomerDetailRow, number, sort, value)
            _DROP_DETAIL.run(self._connection, {"number": number, "called": sort, "says": value})
        return self._sure(number)

    def withdraw(self, number: CustomerId) -> None:
        """Take a customer out of the book, with its history; its people stay."""
        self._audit.about(number)
        self._audit.watch_whole(number)
        departed = {"customer_id": number, "edition": self._next()}
        add_new(self._connection, DepartedRow, [departed], replace=("edition",))
        _WITHDRAW.run(self._connection, {"number": number})

    # -- what mails teach, and answers --------------------------------------------------------------------

    def learn(
        self,
        number: CustomerId,
        email: str = "",
        person: str = "",
        domain: str = "",
        title: str = "",
        *,
        origin: str = "mail",
    ) -> Customer:
        """Remember that this address, work domain or title is this customer's. origin: who says so."""
        self.touch(number)
        if email:
            self._contact(number, email, person)
        if domain:
            self._audit.watch(DomainRow, number, domain)
            row = {"customer_id": number, "domain": domain, "origin": origin}
            add_new(self._connection, DomainRow, [row])
        if title:
            self._audit.watch(TitleRow, number, title)
            last = {"customer_id": number, "words": title, "position": _LAST, "origin": origin}
            add_new(self._connection, TitleRow, [last])
        return self._sure(number)

    def unlearn(self, number: CustomerId, email: str = "", domain: str = "", title: str = "") -> Customer:
        """This sign is not this customer's after all; the person stays in the book."""
        given = ((each,) if each else () for each in (title, domain, email))
        return self.lose(number, Signs(*given))

    def deny(self, number: CustomerId | None, denial: Denial, at: datetime, actor: str) -> None:
        """Remember that mail with this sign is not from this customer; None: from no customer at all."""
        self.allow(number, denial)  # unique says nothing where the customer is null
        said = {"customer_id": number, "sort": denial.sort, "value": denial.value}
        row = add(self._connection, DenialRow, said | {"at": int(at.timestamp()), "actor": actor})
        self._audit.born(DenialRow, row)

    def allow(self, number: CustomerId | None, denial: Denial) -> None:
        """Undo `deny`."""
        self.touch(number)
        said = {"sort": denial.sort, "value": denial.value}
        asked = (_DENIED_NOBODY, said) if number is None else (_DENIED, said | {"number": number})
        for row in asked[0].column(self._connection, asked[1]):
            self._audit.watch(DenialRow, row)
            _ALLOW.run(self._connection, {"row": row})

    def known_since(self, number: CustomerId, day: datetime, owner: RepId | None) -> Customer:
        """An older mail than the one that made it a lead has turned up: its day counts, and whose it is,
        unless a person has said whose, or may have before hands were written down.
        """
        known = self._sure(number)
        is_of_old = known.owner is not None and known.owned_since is None
        if is_of_old or self._ledger.is_decided(number):
            return self.set(number, {"created": day})
        if owner not in (None, known.owner):
            self.pass_on(LedgerEntry(day, number, Passing.ASSIGN, owner, group=known.group))
        since = "pooled" if known.owner is None and owner is None else "owned_since"
        return self.set(number, {"created": day, since: int(day.timestamp())})

    # -- from hand to hand --------------------------------------------------------------------------------

    def pass_on(self, entry: LedgerEntry) -> bool:
        """A customer changes hands, or its pool, and the ledger says so. All ways there are end here.

        False, and nothing is done: it is not any more where it should be taken from. To claim, hand out or
        move asks for one that nobody owns, to give up for one that is `entry.rep`'s; that is one conditional
        update, so that of two who claim at once one gets it, whatever else they have looked at before.
        """
        self._audit.about(entry.customer)
        self._audit.watch(CustomerRow, entry.customer)
        columns = hands(entry) | {"edition": self._next()}
        passing = _passing(tuple(columns), _FROM.get(entry.passing, ""))
        values = columns | {"number": entry.customer, "holder": entry.rep}
        if not passing.run(self._connection, values).rowcount:
            return False
        self._ledger.add(entry)
        return True

    def _first_hand(self, new: NewCustomer, group: int | None) -> LedgerEntry:
        """Into a pool, or to its first owner."""
        at, actor = self._audit.who() or (new.created, "")
        passing = Passing.ENTER if new.owner is None else Passing.ASSIGN
        into = None if group is None else GroupId(group)
        return LedgerEntry(at, CustomerId(0), passing, new.owner, why=new.source, actor=actor, group=into)

    def _with_hands(self, number: CustomerId, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """The values, with all that another owner brings, who is written down."""
        holder, group, created = _HOLDER.row(self._connection, {"number": number})
        owner, group = values["owner"], values.get("group_id", group)
        if owner == holder:
            return values
        at, actor = self._audit.who() or (utc(created), "")
        passing = Passing.RELEASE if owner is None else Passing.ASSIGN
        into = None if group is None else GroupId(group)
        entry = LedgerEntry(at, number, passing, owner or holder, actor=actor, group=into)
        self._ledger.add(entry)
        return {**values, **hands(entry)}

    def rename(self, number: CustomerId, name: str) -> Customer:
        """Give a customer its proper name, as a mail tells it; the old one stays as a title."""
        self.touch(number)
        self._set(number, {"name": name})
        self._titles(number, (name,), self._audit.watch, origin="mail")
        return self._sure(number)

    def note_details(
        self,
        number: CustomerId,
        sort: str,
        values: Sequence[str],
        origin: str = "",
        doubts: Mapping[str, str] = _NONE,
    ) -> None:
        """Codes, phones or web sites of a customer, beside those it has. doubts: why one proves nothing."""
        self.touch(number)
        signs = Signs(**{f"{sort}s": tuple(values)})
        self._details(number, signs, origin, doubts, self._audit.watch)

    # -- the parts ----------------------------------------------------------------------------------------

    def _never_used(self) -> dict[str, int]:
        """A number that a customer has had is never another's: logs and directories speak of it. SQLite would
        give the highest again when its customer has gone; PostgreSQL counts on by itself.
        """
        if self._connection.dialect.name != "sqlite":
            return {}
        gone, there = _HIGHEST.row(self._connection)
        return {"id": gone + 1} if gone is not None and gone >= (there or 0) else {}

    def _values(self, new: NewCustomer) -> dict[str, Any]:
        return {
            "name": new.name,
            "group_id": self._group(new.group),
            "country": new.country,
            "owner": new.owner,
            "volume_class": new.volume_class,
            "close_grade": new.close_grade,
            "source": new.source,
            "every_days": new.every_days,
            "intent": new.intent,
            "worth": new.worth,
            "urgency": new.urgency,
            "need": new.need,
            "stage": new.stage,
        }

    def _group(self, name: str) -> int | None:
        if not name:
            return None
        known = self._groups.called(name)
        return known[0].id if known else self._groups.add(name).id

    def _belongings(self, number: CustomerId, new: NewCustomer, note: Note, *, named: bool = True) -> None:
        self._titles(number, (new.name, *new.titles) if named else new.titles, note)
        domains = [
            {"customer_id": number, "domain": each, "origin": ""} for each in dict.fromkeys(new.domains)
        ]
        for row in domains:
            note(DomainRow, number, row["domain"])
        add_new(self._connection, DomainRow, domains, replace=("origin",))
        for email, person in new.contacts:
            self._contact(number, email, person, same_name=True)
        signs = Signs(codes=new.codes, phones=new.phones, websites=new.websites)
        self._details(number, signs, "", dict(new.doubts), note)

    def _details(
        self, number: CustomerId, signs: Signs, origin: str, doubts: Mapping[str, str], note: Note
    ) -> None:
        rows = [
            {
                "customer_id": number,
                "sort": sort,
                "value": value,
                "words": value,
                "origin": origin,
                "doubt": doubts.get(value, ""),
            }
            for sort, value in dict.fromkeys(signs.details())
        ]
        for row in rows:
            note(CustomerDetailRow, number, row["sort"], row["value"])
        add_new(self._connection, CustomerDetailRow, rows, replace=() if origin else ("origin", "doubt"))

    def _titles(self, number: CustomerId, titles: Sequence[str], note: Note, origin: str = "") -> None:
        rows = [
            {"customer_id": number, "words": words, "position": position, "origin": origin}
            for position, words in enumerate(dict.fromkeys(title for title in titles if title))
        ]
        for row in rows:
            note(TitleRow, number, row["words"])
        add_new(self._connection, TitleRow, rows, replace=() if origin else ("origin",))

    def _contact(self, number: CustomerId, email: str, person: str, *, same_name: bool = False) -> None:
        """One person an address; the same person may come to buy for a second customer. same_name: somebody
        of that name at the customer has one more address.
        """
        known = _PERSON_AT.row(self._connection, {"email": email})
        if known is None and same_name and person:
            known = _PERSON_CALLED.row(self._connection, {"number": number, "person": person})
            if known is not None:
                self._address(known[0], email)
        contact = self._person(email, person) if known is None else known[0]
        self._audit.watch(ContactCustomerRow, contact, number)
        buys_for = {"contact_id": contact, "customer_id": number}
        add_new(self._connection, ContactCustomerRow, [buys_for])

    def _person(self, email: str, person: str) -> int:
        contact = add(self._connection, ContactRow, {"name": person, "position": ""})
        self._audit.born(ContactRow, contact)
        self._address(contact, email)
        return contact

    def _address(self, contact: int, email: str) -> None:
        self._audit.born(ContactAddressRow, email)
        add_all(self._connection, ContactAddressRow, [{"email": email, "contact_id": contact}])

    def _part_at(self, contact: int, number: CustomerId, email: str) -> None:
        """Who writes for the customer from other addresses goes on doing so; this one becomes somebody's of
        the same name, for whom else she buys.
        """
        ties = _BUYS_FOR.column(self._connection, {"contact": contact})
        if number not in ties:
            return
        if len(_WRITES_FROM.column(self._connection, {"contact": contact})) < 2:
            self._part(contact, number)
            return
        double = self._double(contact)
        self._audit.watch(ContactAddressRow, email)
        _MOVE_ADDRESS.run(self._connection, {"address": email, "contact_id": double})
        for customer in ties:
            if customer != number:
                self._audit.born(ContactCustomerRow, double, customer)
                tie = {"contact_id": double, "customer_id": customer}
                add_new(self._connection, ContactCustomerRow, [tie])

    def _double(self, contact: int) -> int:
        ((name, position),) = _PERSON.rows(self._connection, {"contact": contact})
        double = add(self._connection, ContactRow, {"name": name, "position": position})
        self._audit.born(ContactRow, double)
        return double

    def _part(self, contact: int, number: CustomerId) -> None:
        self._audit.watch(ContactCustomerRow, contact, number)
        _PART.run(self._connection, {"contact": contact, "number": number})

    def _set(self, number: CustomerId, values: Mapping[str, Any]) -> None:
        if values:
            self._audit.watch(CustomerRow, number)
            values = self._with_hands(number, values) if "owner" in values else values
            _renewing(tuple(values)).run(self._connection, {"number": number} | dict(values))

    def _sure(self, number: CustomerId) -> Customer:
        customer = self.one(number)
        assert customer is not None, number
        return customer


Note = Callable[..., None]
"""How the change that is recorded is told of a row: `watch`, or `born` for what surely is new."""


def _is_empty(known: Customer, column: str) -> bool:
    held = known.group if column == "group_id" else getattr(known, column)
    return held in ("", None)


@cache
def _renewing(columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(table_of(CustomerRow)).where(CustomerRow.id == bindparam("number")), columns)


@cache
def _passing(columns: tuple[str, ...], condition: str) -> Prepared:
    is_there = {
        "": (),
        "free": (CustomerRow.owner.is_(None),),
        "held": (CustomerRow.owner == bindparam("holder"),),
    }
    statement = update(table_of(CustomerRow)).where(CustomerRow.id == bindparam("number"))
    return Prepared(statement.where(*is_there[condition]), columns)


_FROM: Mapping[Passing, str] = {
    Passing.CLAIM: "free",
    Passing.HAND_OUT: "free",
    Passing.MOVE: "free",
    Passing.RELEASE: "held",
    Passing.RETURN: "held",
}
"""Whose it must be that passes: nobody's, or his who loses it."""
_HOLDER = Prepared(
    select(CustomerRow.owner, CustomerRow.group_id, CustomerRow.created).where(
        CustomerRow.id == bindparam("number")
    )
)

_EDITION = "customers"
_LAST = 1_000
"""Titles that were learned stand behind those of the master data."""


def _rows(row: type[Row], *conditions: Any) -> Prepared:
    return Prepared(delete(table_of(row)).where(*conditions))


_EDITION_NOW = Prepared(select(FactRow.value).where(FactRow.name == _EDITION))
_CALLED_SO = select(TitleRow.customer_id).where(TitleRow.words == bindparam("words"))
_CALLED = Prepared(_CALLED_SO)
_CALLED_UNNUMBERED = Prepared(
    _CALLED_SO.join(CustomerRow, CustomerRow.id == TitleRow.customer_id).where(
        CustomerRow.external_id.is_(None)
    )
)
_NUMBERS = Prepared(select(CustomerRow.id).order_by(CustomerRow.id))
_HIGHEST = Prepared(
    select(
        select(func.max(DepartedRow.customer_id)).scalar_subquery(),
        select(func.max(CustomerRow.id)).scalar_subquery(),
    )
)
_WITH_EXTERNAL_ID = Prepared(select(CustomerRow.id).where(CustomerRow.external_id == bindparam("external")))
_ONCE_NUMBERED = Prepared(
    select(CustomerDetailRow.customer_id)
    .where(CustomerDetailRow.sort == loading.OWN_NUMBER, CustomerDetailRow.value == bindparam("external"))
    .order_by(CustomerDetailRow.customer_id)
)
_PERSON_AT = Prepared(
    select(ContactAddressRow.contact_id).where(ContactAddressRow.email == bindparam("email"))
)
_PERSON_CALLED = Prepared(
    select(ContactRow.id)
    .join(ContactCustomerRow, ContactCustomerRow.contact_id == ContactRow.id)
    .where(
        ContactCustomerRow.customer_id == bindparam("number"),
        ContactRow.name + "" == bindparam("person"),  # not by the index of names: thousands are called Sales
    )
    .order_by(ContactRow.id)
)
_PERSON = Prepared(select(ContactRow.name, ContactRow.position).where(ContactRow.id == bindparam("contact")))
_BUYS_FOR = Prepared(
    select(ContactCustomerRow.customer_id).where(ContactCustomerRow.contact_id == bindparam("contact"))
)
_WRITES_FROM = Prepared(
    select(ContactAddressRow.email).where(ContactAddressRow.contact_id == bindparam("contact"))
)
_MOVE_ADDRESS = Prepared(
    update(table_of(ContactAddressRow)).where(ContactAddressRow.email == bindparam("address")),
    ("contact_id",),
)
_PART = _rows(
    ContactCustomerRow,
    ContactCustomerRow.contact_id == bindparam("contact"),
    ContactCustomerRow.customer_id == bindparam("number"),
)
_DROP_DOMAIN = _rows(
    DomainRow, DomainRow.customer_id == bindparam("number"), DomainRow.domain == bindparam("domain")
)
_DROP_TITLE = _rows(
    TitleRow, TitleRow.customer_id == bindparam("number"), TitleRow.words == bindparam("words")
)
_DROP_DETAIL = _rows(
    CustomerDetailRow,
    CustomerDetailRow.customer_id == bindparam("number"),
    CustomerDetailRow.sort == bindparam("called"),
    CustomerDetailRow.value == bindparam("says"),
)
_DOUBTED = Prepared(
    select(CustomerDetailRow.value, CustomerDetailRow.doubt)
    .where(CustomerDetailRow.customer_id == bindparam("number"), CustomerDetailRow.doubt != "")
    .order_by(CustomerDetailRow.sort, CustomerDetailRow.value)
)
_LEARNED = (
    Prepared(
        select(literal("title"), TitleRow.words).where(
            TitleRow.customer_id == bindparam("number"), TitleRow.origin != ""
        )
    ),
    Prepared(
        select(literal("domain"), DomainRow.domain).where(
            DomainRow.customer_id == bindparam("number"), DomainRow.origin != ""
        )
    ),
    Prepared(
        select(CustomerDetailRow.sort, CustomerDetailRow.value).where(
            CustomerDetailRow.customer_id == bindparam("number"), CustomerDetailRow.origin != ""
        )
    ),
)
_AT_DOMAIN = Prepared(
    select(DomainRow.customer_id)
    .where(DomainRow.domain == bindparam("domain"))
    .order_by(DomainRow.customer_id)
)
_SAID = (DenialRow.sort == bindparam("sort"), DenialRow.value == bindparam("value"))
_DENIED = Prepared(select(DenialRow.id).where(DenialRow.customer_id == bindparam("number"), *_SAID))
_DENIED_NOBODY = Prepared(select(DenialRow.id).where(DenialRow.customer_id.is_(None), *_SAID))
_ALLOW = _rows(DenialRow, DenialRow.id == bindparam("row"))
_CHANGED_SINCE = Prepared(
    select(CustomerRow.id).where(CustomerRow.edition > bindparam("edition")).order_by(CustomerRow.id)
)
_DEPARTED_SINCE = Prepared(
    select(DepartedRow.customer_id)
    .where(DepartedRow.edition > bindparam("edition"))
    .order_by(DepartedRow.customer_id)
)
_EVENTS = Prepared(select(InteractionRow.mail_id).where(InteractionRow.customer_id == bindparam("number")))
_ANSWERED = Prepared(
    select(InteractionRow.id)
    .outerjoin(ReviewRow, ReviewRow.mail_id == InteractionRow.mail_id)
    .where(
        InteractionRow.customer_id == bindparam("number"),
        or_(InteractionRow.kind == InteractionKind.MAIL_OUT.value, ReviewRow.state == "accepted"),
    )
    .limit(1)
)
_WITHDRAW = _rows(CustomerRow, CustomerRow.id == bindparam("number"))

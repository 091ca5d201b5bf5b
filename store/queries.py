"""What does the book say? The questions of the command line, as plain SQL that both databases understand.

A test runs every question on a book made by the migrations, on SQLite and PostgreSQL, so that the SQL cannot
drift from the tables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from late import dataclass
from model import (
    Candidate,
    CustomerId,
    Day,
    FollowUp,
    FollowUpId,
    MailId,
    Mark,
    Marks,
    Match,
    Tag,
    Tagging,
    TagSort,
    utc,
)
from store import codec
from store.due import FOLLOW_UPS, First, Listed, all_of, first_of, follow_up_from, writer
from store.opened import Opened


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One event of a customer, newest first in a timeline."""

    at: datetime
    kind: str
    mail_kind: str
    rep: str
    summary: str
    mail: MailId | None
    tags: tuple[str, ...]
    customer: str


@dataclass(frozen=True, slots=True)
class Card:
    """A customer as `show` prints it."""

    id: CustomerId
    name: str
    titles: tuple[str, ...]
    group: str
    group_id: int | None
    country: str
    owner: str
    volume_class: str
    close_grade: str
    source: str
    every_days: int | None
    created: datetime
    domains: tuple[str, ...]
    contacts: tuple[str, ...]
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail with everything that was thought about it."""

    id: MailId
    key: str
    account: str
    rep: str
    direction: str
    kind: str
    sender: str
    sender_name: str
    subject: str
    date: datetime
    own_words: str
    parser: str
    reading: Mapping[str, Any]
    match: Match
    also: tuple[Candidate, ...]
    tags: tuple[Tag, ...]
    places: tuple[str, ...]
    customers: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    review: str
    alarms: tuple[AlarmFound, ...] = ()
    marks: tuple[Mark, ...] = ()
    """What reps said of its tags."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the server said of a folder last, and what the book holds of it, counted from the rows."""

    account: str
    folder: str
    role: str
    on_server: int
    stored: int
    set_aside: int
    gone: int = 0
    """Listed once, and deleted before they could be fetched."""
    left: int = 0
    """Mails of the book that were here and are on no server any more."""
    older: int = 0
    """On the server, from before the window `since`."""
    since: str = ""
    is_whole: bool = False
    last_uid: int = 0
    uidnext: int = 0
    lag: int = 0
    errors: int = 0
    checked: datetime | None = None
    counted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unheld:
    """A mail that answers one of ours, by its own quotation, which no folder holds."""

    mail: MailId
    account: str
    """Where the answer was found."""
    sender: str
    domain: str
    """The sender's work domain, empty for free mail."""
    subject: str
    date: datetime
    parent: str
    """The Message-ID of the mail of ours."""
    writer: str
    """Which of our addresses wrote it."""
    written: Day | None
    """The day it was written, where the quotation says so legibly."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A mail of ours in the book that no answer names: one that was renamed on its way looks like this."""

    to: str
    subject: str
    date: datetime


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    id: int
    place: str
    received: datetime
    bytes: int
    tries: int
    error: str


@dataclass(frozen=True, slots=True)
class Question:
    """A mail in the review queue."""

    mail: MailId
    sender: str
    sender_name: str
    subject: str
    date: datetime
    because: str
    candidates: tuple[tuple[CustomerId, str, float], ...]
    rep: str = ""
    """Whose mailbox, or whom of us it is addressed to."""
    domain: str = ""
    """The sender's work domain, empty for free mail."""
    alarm: str = ""
    """A sign of fraud that nobody has looked at."""
    volume_class: str = ""
    """Of the first candidate."""


@dataclass(frozen=True, slots=True)
class AlarmFound:
    """A sign of fraud that nobody has looked at."""

    mail: MailId
    sender: str
    sender_name: str
    subject: str
    date: datetime
    sort: str
    words: str
    state: str
    """open, dismissed."""


@dataclass(frozen=True, slots=True)
class ProposalFound:
    """What a mail says otherwise than the book."""

    id: int
    customer: CustomerId
    customer_name: str
    email: str
    sort: str
    before: str
    value: str
    words: str
    because: str
    mail: MailId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactFound:
    """A person at a customer, with what is known of her."""

    name: str
    emails: tuple[str, ...]
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ThreadMail:
    """A mail among the others of its thread."""

    mail: MailId
    direction: str
    sender: str
    subject: str
    date: datetime
    customers: tuple[str, ...]
    said: str
    """What a person said of its place in the thread: `split`, `join 7`, or nothing."""


class Reader(Opened):
    """A book opened for reading only, and all that a command asks it."""

    # -- follow-ups
    # -------------------------------------------------------------------------------------------

    def due(
        self,
        until: datetime,
        owner: str | None = None,
        most: int = 1_000_000,
        now: datetime | None = None,
    ) -> list[FollowUp]:
        """Open follow-ups that are due or warned of until then, earliest first; a snoozed one counts from the
        day it wakes, and what has lapsed by `now` (else: by then) is left out.

        owner None: everybody's.
        """
        return all_of(self, Listed(until, now or until, owner), most)

    def due_first(self, until: datetime, owner: str | None, most: int, now: datetime) -> First:
        """The same, of the first customers only, and how much more there is."""
        return first_of(self, Listed(until, now, owner), most)

    def follow_up(self, number: FollowUpId) -> FollowUp | None:
        """One open follow-up by its number."""
        row = self._one(FOLLOW_UPS + "WHERE f.id = :id AND f.state = 'open'", {"id": number})
        return None if row is None else follow_up_from(row)

    def follow_ups_of(self, customer: CustomerId) -> list[FollowUp]:
        """Everything open for a customer, snoozed or not, earliest first."""
        sql = FOLLOW_UPS + "WHERE f.state = 'open' AND f.customer_id = :id ORDER BY f.due, f.id"
        return [follow_up_from(row) for row in self._all(sql, {"id": customer})]

    # -- customers
    # --------------------------------------------------------------------------------------------

    def customers_named(self, words: str, most: int = 20) -> list[tuple[CustomerId, str]]:
        """Customers by the book's number, the team's number, exact title, or a part of a title, domain or
        address; what comes first wins alone.
        """
        if words.isascii() and words.isdigit() and len(words) <= _MOST_DIGITS:
            found = self._all("SELECT id, name FROM customer WHERE id = :id", {"id": int(words)})
            if found:
                return [(CustomerId(row["id"]), row["name"]) for row in found]
        exact = self._all(_NUMBERED, {"words": words}) or self._all(_ONCE_NUMBERED, {"words": words})
        exact = exact or self._all(_EXACT, {"words": words.lower()})
        part = "%" + re.sub(r"([\\%_])", r"\\\1", words.lower()) + "%"
        rows = exact or self._all(_PART, {"part": part, "most": most})
        return [(CustomerId(row["id"]), row["name"]) for row in rows]

    def card(self, customer: CustomerId) -> Card | None:
        values = {"id": customer}
        row = self._one(_CARD, values)
        if row is None:
            return None
        contacts = self._all(_CONTACTS, values)
        return Card(
            id=customer,
            name=row["name"],
            titles=self._words(
                "SELECT words FROM title WHERE customer_id = :id ORDER BY position, words", values
            ),
            group=row["group_name"] or "",
            group_id=row["group_id"],
            country=row["country"],
            owner=row["owner"] or "",
            volume_class=row["volume_class"],
            close_grade=row["close_grade"],
            source=row["source"],
            every_days=row["every_days"],
            created=utc(row["created"]),
            domains=self._words("SELECT domain FROM domain WHERE customer_id = :id ORDER BY domain", values),
            contacts=tuple(
                f"{each['name']} <{each['email']}>" if each["name"] else each["email"] for each in contacts
            ),
            external_id=row["external_id"] or "",
        )

    def timeline(
        self,
        customer: CustomerId,
        most: int,
        group: int | None = None,
        since: datetime | None = None,
        kinds: Sequence[str] = (),
    ) -> list[TimelineRow]:
        """What happened, newest first; with `group`, with every company of the group; kinds: these only."""
        named = {f"kind{at}": kind for at, kind in enumerate(kinds)}
        where = ["c.group_id = :group" if group else "i.customer_id = :id"]
        where += ["i.at >= :since"] if since else []
        where += [f"i.kind IN ({', '.join(f':{name}' for name in named)})"] if named else []
        values = {"id": customer, "group": group, "most": most, "since": _epoch(since) if since else 0}
        rows = self._all(_TIMELINE.format(where=" AND ".join(where)), values | named)
        tags = self._tag_names([row["mail_id"] for row in rows if row["mail_id"]])
        return [_timeline_row(row, tags.get(row["mail_id"], ())) for row in rows]

    def taggings(self, customer: CustomerId) -> list[Tagging]:
        """Every tag of every mail of a customer, newest first, whatever was said of it; none of rules on
        trial.
        """
        rows = self._all(_TAGGINGS, {"id": customer})
        return [Tagging(codec.tag_from(row), utc(row["at"]), MailId(row["mail_id"])) for row in rows]

    def marks(self, customer: CustomerId) -> Marks:
        """What reps said of its tags, as far as it stands; of a mail that several have whoever said it."""
        every = [codec.mark_from(row) for row in self._all(_MARKS, {"id": customer})]
        return Marks.of(mark for mark in every if mark.customer == customer or mark.is_of_mail)

    def _marks_on(self, mails: Sequence[int]) -> list[Mark]:
        """What reps said of the tags of these mails."""
        sql, wanted = _these("SELECT * FROM mark WHERE mail_id IN ({names}) ORDER BY id", mails)
        return [codec.mark_from(row) for row in self._all(sql, wanted)] if wanted else []

    # -- mails
    # ------------------------------------------------------------------------------------------------

    def mail(self, number: MailId) -> StoredMail | None:
        values = {"id": number}
        row = self._one("SELECT * FROM mail WHERE id = :id", values)
        if row is None:
            return None
        tags = self._all("SELECT * FROM tag WHERE mail_id = :id ORDER BY start, id", values)
        places = self._all(_PLACES, values)
        begins = f"{row['key']}#"
        caused = {"id": number, "key": row["key"], "begins": begins, "letters": len(begins)}
        follow_ups = self._all(FOLLOW_UPS + _OF_MAIL, caused)
        review = self._one("SELECT state FROM review WHERE mail_id = :id", values)
        return StoredMail(
            id=number,
            key=row["key"],
            account=row["account"],
            rep=row["rep"] or "",
            direction=row["direction"],
            kind=row["kind"],
            sender=row["sender"],
            sender_name=row["sender_name"],
            subject=row["subject"],
            date=utc(row["date"]),
            own_words=row["own_words"],
            parser=row["parser"],
            reading=json.loads(row["reading"]),
            match=codec.match_from(row["match"]),
            also=codec.also_from(row["match"]),
            tags=tuple(codec.tag_from(each) for each in tags),
            places=tuple(dict.fromkeys(f"{p['account']}/{p['folder']}#{p['uid']}" for p in places)),
            customers=self._words(_CUSTOMERS_OF_MAIL, values),
            follow_ups=tuple(follow_up_from(each) for each in follow_ups),
            review=review["state"] if review else "",
            alarms=tuple(self.alarms(every=True, mail=number)),
            marks=Marks.of(self._marks_on([number])).standing,
        )

    def questions(self) -> list[Question]:
        """The review queue by value: signs of fraud last (they have a list of their own), customers with a
        class first, the newest first.
        """
        found = [_question(row) for row in self._all(_QUESTIONS, {})]
        classes = self._classes([each.candidates[0][0] for each in found if each.candidates])
        valued = [
            replace(each, volume_class=classes.get(each.candidates[0][0], "")) if each.candidates else each
            for each in found
        ]
        return sorted(valued, key=_by_value)

    def last_touch(self, customer: CustomerId) -> tuple[datetime, str] | None:
        """When anything happened with a customer last, and of what kind it was."""
        row = self._one(_LAST_TOUCH, {"id": customer})
        return None if row is None else (utc(row["at"]), row["kind"])

    def _classes(self, customers: Sequence[CustomerId]) -> dict[CustomerId, str]:
        """The volume class of those that have one."""
        found: dict[CustomerId, str] = {}
        numbers = sorted(set(customers))
        for at in range(0, len(numbers), _MOST_NAMED):
            wanted = {f"c{each}": each for each in numbers[at : at + _MOST_NAMED]}
            sql = _CLASSES.format(names=", ".join(f":{name}" for name in wanted))
            found.update({CustomerId(row["id"]): row["volume_class"] for row in self._all(sql, wanted)})
        return found

    def alarms(self, *, every: bool = False, mail: MailId | None = None) -> list[AlarmFound]:
        """Signs of fraud that nobody has looked at, or every one, or those of one mail; oldest first."""
        found = [_alarm(row) for row in self._all(_ALARMS, {"mail": mail or 0})]
        return [each for each in found if every or each.state == "open"]

    def alarmed(self) -> int:
        """How many mails show a sign that nobody has looked at."""
        return int(self._one(_TOTALS["alarms"], {})["n"])

    def portal_mails(self, since: datetime) -> list[tuple[str, datetime, tuple[str, ...]]]:
        """Inquiries of portals since then: who read each, its date, and what its form lacked."""
        rows = self._all(_PORTAL_MAILS, {"since": _epoch(since)})
        return [_portal_mail(row) for row in rows]

    def proposals(self) -> list[ProposalFound]:
        """What waits for a person, newest first."""
        return [_proposal(row) for row in self._all(_PROPOSALS, {})]

    def contacts(self, customer: CustomerId) -> list[ContactFound]:
        """The people at a customer, by name."""
        return [
            ContactFound(
                row["name"],
                self._words(_EMAILS_OF, {"contact": row["id"]}),
                tuple((d["sort"], d["value"]) for d in self._all(_DETAILS_OF, {"contact": row["id"]})),
            )
            for row in self._all(_PEOPLE, {"customer": customer})
        ]

    def thread(self, number: MailId) -> list[ThreadMail]:
        """The mails that belong together with this one, oldest first: whose answers they are, down and up,
        and what a person joined to them; not what she split off.
        """
        found, new = {int(number)}, [int(number)]
        while new and len(found) < _MOST_OF_THREAD:
            near = {int(row["id"]) for each in new for row in self._all(_NEAR, {"mail": each})}
            new = sorted(near - found)
            found.update(new)
        rows = [row for each in found for row in self._all(_THREAD_MAIL, {"mail": each})]
        return [self._thread_mail(row) for row in sorted(rows, key=lambda row: (row["date"], row["id"]))]

    def _thread_mail(self, row: Mapping[str, Any]) -> ThreadMail:
        customers = self._words(_CUSTOMERS_OF_MAIL, {"id": row["id"]})
        said, (email, name) = row["action"] or "", writer(row)
        return ThreadMail(
            MailId(row["id"]),
            row["direction"],
            email or name,
            row["subject"],
            utc(row["date"]),
            customers,
            f"{said} {row['other_id']}" if row["other_id"] else said,
        )

    # -- health
    # -----------------------------------------------------------------------------------------------

    def folders(self) -> list[FolderState]:
        """Every folder ever read, counted from the rows."""
        left = {(row["account"], row["folder"]): row["n"] for row in self._all(_LEFT, {})}
        return [
            _folder_state(row, left.get((row["account"], row["folder"]), 0))
            for row in self._all(_FOLDERS, {})
        ]

    def folders_uncounted(self) -> list[FolderState]:
        """Every folder ever read, as if the book held what the server said last: enough to tell which are
        late, and 300,000 places sooner.
        """
        rows = ({**dict(row), "stored": row["on_server"] - row["older"]} for row in self._all(_CURSORS, {}))
        return [_folder_state(row, 0) for row in rows]

    def unheld(self, since: datetime) -> list[Unheld]:
        """Answers since then to mails of ours that are in no folder, newest first."""
        found = [_unheld(row) for row in self._all(_UNHELD, {"since": _epoch(since)})]
        heads = self._set_aside_heads() if found else ()
        return [each for each in found if not any(each.parent.encode() in head for head in heads)]

    def unanswered(self, since: datetime) -> list[Unanswered]:
        """Mails of ours since then that no mail names as its parent, once for every person written to."""
        rows = self._all(_UNANSWERED, {"since": _epoch(since)})
        return [Unanswered(row["email"], row["subject"], utc(row["date"])) for row in rows]

    def _set_aside_heads(self) -> tuple[bytes, ...]:
        """A mail of ours that is set aside is held, though nobody could read its Message-ID."""
        from store.sources import PREFIX, beginning  # only here: `due` starts sooner without zstd

        return tuple(
            beginning(bytes(row["head"] or b""), 65536) for row in self._all(_HEADS, {"most": PREFIX})
        )

    def set_aside(self) -> list[SetAsideRow]:
        from store.sources import size_of

        return [
            SetAsideRow(
                id=row["id"],
                place=f"{row['account']}/{row['folder']}#{row['uid']}",
                received=utc(row["received"]),
                bytes=size_of(bytes(row["head"] or b""), row["bytes"]),
                tries=row["tries"],
                error=row["error"],
            )
            for row in self._all(_SET_ASIDE, {})
        ]

    def troubles(self) -> Mapping[str, str]:
        """Accounts that could not be read at their last pass, with the reason."""
        rows = self._all("SELECT name, value FROM fact WHERE name LIKE 'trouble:%' AND value <> ''", {})
        return {row["name"].removeprefix("trouble:"): row["value"] for row in rows}

    def totals(self) -> Mapping[str, int]:
        """How much of everything there is."""
        return {name: int(self._one(sql, {})["n"]) for name, sql in _TOTALS.items()}

    # -- the parts
    # --------------------------------------------------------------------------------------------

    def _words(self, sql: str, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(next(iter(dict(row).values())) for row in self._all(sql, values))

    def _tag_names(self, mails: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """What is wanted or complained of in each, but for what a rep called wrong. Facts are no news."""
        sql, wanted = _these(_TAG_NAMES, mails)
        if not wanted:
            return {}
        marks, found = Marks.of(self._marks_on(mails)), dict[int, tuple[str, ...]]()
        for row in self._all(sql, wanted | {"signal": TagSort.SIGNAL.value}):
            if not marks.call_wrong(row["name"], row["mail_id"]):
                found[row["mail_id"]] = (*found.get(row["mail_id"], ()), row["name"])
        return found


def _these(sql: str, numbers: Sequence[int]) -> tuple[str, dict[str, int]]:
    """A question about rows of these numbers, which it calls {names}, and its values."""
    wanted = {f"n{at}": number for at, number in enumerate(numbers)}
    return sql.format(names=", ".join(f":{name}" for name in wanted)), wanted


def _epoch(at: datetime) -> int:
    return int(at.timestamp())


_OF_MAIL = """
WHERE f.state = 'open' AND (f.cause = :key OR substr(f.cause, 1, :letters) = :begins)
  AND f.customer_id IN (SELECT customer_id FROM interaction WHERE mail_id = :id)
ORDER BY f.due, f.id
"""
_MOST_DIGITS = 18
"""Of a number that both databases know."""
_NUMBERED = "SELECT id, name FROM customer WHERE external_id = :words"
_ONCE_NUMBERED = """
SELECT c.id, c.name FROM customer c JOIN customer_detail d ON d.customer_id = c.id
WHERE d.sort = 'number' AND d.value = :words ORDER BY c.id
"""
_EXACT = """
SELECT DISTINCT c.id, c.name FROM customer c JOIN title t ON t.customer_id = c.id
WHERE lower(t.words) = :words ORDER BY c.id
"""
_PART = r"""
SELECT c.id, c.name FROM customer c WHERE c.id IN (
    SELECT customer_id FROM title WHERE lower(words) LIKE :part ESCAPE '\'
    UNION SELECT customer_id FROM domain WHERE domain LIKE :part ESCAPE '\'
    UNION SELECT b.customer_id FROM contact_customer b JOIN contact_address a ON a.contact_id = b.contact_id
          WHERE a.email LIKE :part ESCAPE '\'
) ORDER BY c.name, c.id LIMIT :most
"""
_CARD = """
SELECT c.*, g.name AS group_name FROM customer c LEFT JOIN company_group g ON g.id = c.group_id WHERE c.id =
:id
"""
_CONTACTS = """
SELECT p.name, a.email FROM contact_customer b
JOIN contact p ON p.id = b.contact_id JOIN contact_address a ON a.contact_id = p.id
WHERE b.customer_id = :id ORDER BY a.email
"""
_TIMELINE = """
SELECT i.at, i.kind, i.mail_kind, i.rep, i.summary, i.mail_id, c.name AS customer_name
FROM interaction i JOIN customer c ON c.id = i.customer_id
WHERE {where} ORDER BY i.at DESC, i.id DESC LIMIT :most
"""
_TAGGINGS = """
SELECT t.*, i.at FROM tag t JOIN interaction i ON i.mail_id = t.mail_id
WHERE i.customer_id = :id AND NOT t.is_trial ORDER BY i.at DESC, t.id
"""
_MARKS = """
SELECT * FROM mark WHERE customer_id = :id
   OR mail_id IN (SELECT mail_id FROM interaction WHERE customer_id = :id AND mail_id IS NOT NULL)
ORDER BY id
"""
_TAG_NAMES = """
SELECT DISTINCT mail_id, name FROM tag WHERE mail_id IN ({names}) AND NOT is_trial AND sort = :signal
ORDER BY mail_id, name
"""
_PLACES = (
    "SELECT account, folder, uid FROM place WHERE mail_id = :id ORDER BY account, folder, uidvalidity, uid"
)
_CUSTOMERS_OF_MAIL = """
SELECT c.name FROM interaction i JOIN customer c ON c.id = i.customer_id WHERE i.mail_id = :id ORDER BY c.id
"""
_QUESTIONS = """
SELECT m.id, m.sender, m.sender_name, m.subject, m.date, m.match, m.rep, m.account, r.because,
       (SELECT min(a.domain) FROM mail_address a WHERE a.mail_id = m.id AND a.domain <> '') AS domain,
       (SELECT min(w.words) FROM alarm w WHERE w.mail_id = m.id AND w.state = 'open') AS alarm,
       CASE WHEN m.kind = 'portal' OR m.parser = 'forwarded' THEN m.reading END AS behind
FROM review r JOIN mail m ON m.id = r.mail_id WHERE r.state = 'open' ORDER BY m.date, m.id
"""
_MOST_NAMED = 500
_CLASSES = "SELECT id, volume_class FROM customer WHERE volume_class <> '' AND id IN ({names})"
_LAST_TOUCH = "SELECT at, kind FROM interaction WHERE customer_id = :id ORDER BY at DESC, id DESC LIMIT 1"
_ALARMS = """
SELECT m.id, m.sender, m.sender_name, m.subject, m.date, a.sort, a.words, a.state
FROM alarm a JOIN mail m ON m.id = a.mail_id WHERE :mail IN (0, a.mail_id) ORDER BY m.date, m.id, a.id
"""
_PORTAL_MAILS = """
SELECT parser, date, reading FROM mail WHERE date >= :since AND kind = 'portal' ORDER BY date
"""
_PROPOSALS = """
SELECT p.*, c.name AS customer_name FROM proposal p JOIN customer c ON c.id = p.customer_id
WHERE p.state = 'open' ORDER BY p.at DESC, p.id
"""
_PEOPLE = """
SELECT t.id, t.name FROM contact t JOIN contact_customer b ON b.contact_id = t.id
WHERE b.customer_id = :customer ORDER BY t.name, t.id
"""
_EMAILS_OF = "SELECT email FROM contact_address WHERE contact_id = :contact ORDER BY email"
_DETAILS_OF = """
SELECT sort, value FROM contact_detail WHERE contact_id = :contact AND NOT replaced ORDER BY sort, at, value
"""
_MOST_OF_THREAD = 200
_NEAR = """
SELECT b.id FROM mail_parent p JOIN mail b ON b.message_id = p.message_id AND b.message_id <> ''
WHERE p.mail_id = :mail AND NOT EXISTS
  (SELECT 1 FROM thread_change c WHERE c.mail_id = :mail AND NOT c.undone)
UNION
SELECT p.mail_id AS id FROM mail m JOIN mail_parent p ON p.message_id = m.message_id
WHERE m.id = :mail AND m.message_id <> '' AND NOT EXISTS
  (SELECT 1 FROM thread_change c WHERE c.mail_id = p.mail_id AND NOT c.undone)
UNION
SELECT CASE WHEN c.mail_id = :mail THEN c.other_id ELSE c.mail_id END AS id FROM thread_change c
WHERE NOT c.undone AND c.other_id IS NOT NULL AND (c.mail_id = :mail OR c.other_id = :mail)
"""
_THREAD_MAIL = """
SELECT m.id, m.direction, m.sender, m.sender_name, m.subject, m.date, c.action, c.other_id,
       CASE WHEN m.kind = 'portal' OR m.parser = 'forwarded' THEN m.reading END AS behind
FROM mail m LEFT JOIN thread_change c ON c.mail_id = m.id AND NOT c.undone
WHERE m.id = :mail ORDER BY c.id DESC LIMIT 1
"""
_FOLDERS = """
SELECT k.*, p.stored, p.aside, p.gone
FROM cursor k LEFT JOIN (
    SELECT account, folder, uidvalidity,
           sum(CASE WHEN mail_id IS NOT NULL AND NOT has_left THEN 1 ELSE 0 END) AS stored,
           sum(CASE WHEN mail_id IS NULL AND set_aside_id IS NOT NULL AND NOT has_left THEN 1 ELSE 0 END)
           AS aside,
           sum(CASE WHEN mail_id IS NULL AND set_aside_id IS NULL THEN 1 ELSE 0 END) AS gone
    FROM place GROUP BY account, folder, uidvalidity
) p ON p.account = k.account AND p.folder = k.folder AND p.uidvalidity = k.uidvalidity
ORDER BY k.account, k.role, k.folder
"""
_CURSORS = "SELECT k.*, 0 AS aside, 0 AS gone FROM cursor k ORDER BY k.account, k.role, k.folder"
_LEFT = """
SELECT p.account, p.folder, count(DISTINCT p.mail_id) AS n FROM place p
WHERE p.has_left AND p.mail_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM place q WHERE q.mail_id = p.mail_id AND NOT q.has_left)
GROUP BY p.account, p.folder
"""
_UNHELD = """
SELECT m.id, m.account, m.sender, m.subject, m.date, m.reading, p.message_id AS parent, a.domain
FROM mail_parent p JOIN mail m ON m.id = p.mail_id
LEFT JOIN mail_address a ON a.mail_id = m.id AND a.email = m.sender
WHERE p.is_ours AND p.position = 0 AND m.date >= :since
  AND NOT EXISTS (SELECT 1 FROM mail o WHERE o.message_id = p.message_id)
ORDER BY m.date DESC, m.id DESC
"""
_UNANSWERED = """
SELECT a.email, m.subject, m.date FROM mail m JOIN mail_address a ON a.mail_id = m.id
WHERE m.direction = 'out' AND m.date >= :since
  AND NOT EXISTS (SELECT 1 FROM mail_parent p WHERE p.message_id = m.message_id)
"""
_HEADS = "SELECT substr(content, 1, :most) AS head FROM set_aside"
_SET_ASIDE = """
SELECT id, account, folder, uid, received, length(content) AS bytes, substr(content, 1, 18) AS head,
       tries, error
FROM set_aside ORDER BY id
"""
_TOTALS = {
    "customers": "SELECT count(*) AS n FROM customer",
    "mails": "SELECT count(*) AS n FROM mail",
    "open_follow_ups": "SELECT count(*) AS n FROM follow_up WHERE state = 'open'",
    "proposals": "SELECT count(*) AS n FROM proposal WHERE state = 'open'",
    "alarms": "SELECT count(DISTINCT mail_id) AS n FROM alarm WHERE state = 'open'",
    "in_review": "SELECT count(*) AS n FROM review WHERE state = 'open'",
    "set_aside": "SELECT count(*) AS n FROM set_aside",
}


def _folder_state(row: Any, left: int) -> FolderState:
    names = ("on_server", "older", "last_uid", "uidnext", "lag", "errors")
    return FolderState(
        account=row["account"],
        folder=row["folder"],
        role=row["role"],
        stored=row["stored"] or 0,
        set_aside=row["aside"] or 0,
        gone=row["gone"] or 0,
        left=left,
        since=row["since"],
        is_whole=bool(row["is_whole"]),
        checked=utc(row["checked"]) if row["checked"] else None,
        counted=utc(row["counted"]) if row["counted"] else None,
        **{name: row[name] for name in names},
    )


def _unheld(row: Any) -> Unheld:
    reading = json.loads(row["reading"])
    day = reading.get("answers_day")
    return Unheld(
        mail=MailId(row["id"]),
        account=row["account"],
        sender=row["sender"],
        domain=row["domain"] or "",
        subject=row["subject"],
        date=utc(row["date"]),
        parent=row["parent"],
        writer=reading.get("answers", ""),
        written=date.fromisoformat(day) if day else None,
    )


def _timeline_row(row: Any, tags: tuple[str, ...]) -> TimelineRow:
    return TimelineRow(
        at=utc(row["at"]),
        kind=row["kind"],
        mail_kind=row["mail_kind"] or "",
        rep=row["rep"] or "",
        summary=row["summary"],
        mail=None if row["mail_id"] is None else MailId(row["mail_id"]),
        tags=tags,
        customer=row["customer_name"],
    )


def _portal_mail(row: Mapping[str, Any]) -> tuple[str, datetime, tuple[str, ...]]:
    """An inquiry that a colleague forwarded is its portal's."""
    told = json.loads(row["reading"])
    portal = dict(told["fields"]).get("portal", row["parser"])
    return portal, utc(row["date"]), tuple(told.get("missing", ()))


def _alarm(row: Mapping[str, Any]) -> AlarmFound:
    said = (row["sender"], row["sender_name"], row["subject"])
    return AlarmFound(MailId(row["id"]), *said, utc(row["date"]), row["sort"], row["words"], row["state"])


def _proposal(row: Mapping[str, Any]) -> ProposalFound:
    return ProposalFound(
        id=row["id"],
        customer=CustomerId(row["customer_id"]),
        customer_name=row["customer_name"],
        email=row["email"],
        sort=row["sort"],
        before=row["before"],
        value=row["value"],
        words=row["words"],
        because=row["because"],
        mail=None if row["mail_id"] is None else MailId(row["mail_id"]),
        at=utc(row["at"]),
    )


def _question(row: Any) -> Question:
    match = codec.match_from(row["match"])
    email, name = writer(row)
    return Question(
        mail=MailId(row["id"]),
        sender=email,
        sender_name=name,
        subject=row["subject"],
        date=utc(row["date"]),
        because=row["because"],
        candidates=tuple((each.customer, each.name, each.score) for each in match.candidates),
        rep=row["rep"] or row["account"],
        domain=row["domain"] or "",
        alarm=row["alarm"] or "",
    )


def _by_value(question: Question) -> tuple[bool, str, float]:
    return bool(question.alarm), question.volume_class or "~", -question.date.timestamp()

"""Small true implementations for tests: a mailbox in memory, mails by the sentence, named days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from click.testing import CliRunner, Result

from cli import app
from model import Ours, Place, RawMail, RepId
from store.book import Book
from store.folders import Cursor
from store.location import Location
from store.queries import Reader
from worker import config
from worker.batch import Batch, Folder, Memory, NoBook
from worker.config import Home
from worker.intake import Intake
from worker.pipeline import Playbook, Report, sync

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""Nobody's holiday. Other days are counted from it."""

OURS = Ours(frozenset({"factory.example"}), frozenset(), frozenset({"freight.example"}))
ANNA = "anna@factory.example"


@cache
def playbook_of() -> Playbook:
    """The shipped rules and policy, with a team of two."""
    nowhere = Home(Path("/nonexistent"))
    rules, wrong = config.load_rules(nowhere)
    policy, more = config.load_policy(nowhere)
    assert rules is not None, [str(each) for each in wrong]
    assert policy is not None, [str(each) for each in more]
    reps = {"anna": RepId("anna"), "bo": RepId("bo")}
    return Playbook(OURS, rules, policy, reps, {f"{rep}@factory.example": rep for rep in reps.values()})


def mail(
    words: str = "Please quote 500 pieces.",
    *,
    sender: str = "Jana Krueger <jana@nordlicht.example>",
    to: str = ANNA,
    subject: str = "Inquiry",
    day: float = 0,
    id: str = "",  # noqa: A002  # it is the mail's id that a test names
    answers: str = "",
    headers: Sequence[tuple[str, str]] = (),
) -> RawMail:
    """A mail as a server would give it, sent so many days after MONDAY. `id` and `answers` name
    Message-IDs.
    """
    sent = MONDAY + timedelta(days=day)
    built = EmailMessage()
    built["From"], built["To"], built["Subject"] = sender, to, subject
    built["Date"] = format_datetime(sent)
    built["Message-ID"] = f"<{id or f'{subject}-{day}'.replace(' ', '-')}@test.example>"
    if answers:
        built["In-Reply-To"] = f"<{answers}@test.example>"
    for name, value in headers:
        built[name] = value
    built.set_content(words)
    return RawMail(built.as_bytes(), sent)


def sent(
    words: str = "Our quotation.", *, to: str = "jana@nordlicht.example", day: float = 0, **more: str
) -> RawMail:
    """A mail of Anna's own."""
    return mail(words, sender=f"Anna <{ANNA}>", to=to, day=day, **more)  # type: ignore[arg-type]


def genjin(*words: str, state: Path | None = None, said: str = "", **env: str) -> Result:
    """Run a command as a person would, in this process."""
    environment = {"XDG_STATE_HOME": str(state)} if state else {}
    return CliRunner().invoke(app, list(words), input=said or None, env=environment | env, prog_name="genjin")


@dataclass
class FakeMailbox:
    """A mailbox in memory with an inbox and a sent folder; UIDs count from 1 in the order of delivery."""

    account: str = "anna"
    inbox: list[RawMail] = field(default_factory=list)
    outbox: list[RawMail] = field(default_factory=list)
    uidvalidity: int = 7
    size: int = 10
    """Mails a batch."""
    refuses: set[int] = field(default_factory=set)
    """UIDs of the inbox that are listed and not given."""

    def folders(self) -> tuple[Folder, ...]:
        return Folder("INBOX", "inbox"), Folder("Sent", "sent")

    def new_mail(self, cursor: Cursor, memory: Memory) -> Iterator[Batch]:  # noqa: ARG002
        if cursor.uidvalidity != self.uidvalidity:
            cursor = replace(cursor, uidvalidity=self.uidvalidity, last_uid=0, unfetched=())
        mails = self.inbox if cursor.folder == "INBOX" else self.outbox
        cursor = replace(cursor, on_server=len(mails))
        wanted = {*cursor.unfetched, *range(cursor.last_uid + 1, len(mails) + 1)}
        new = [
            replace(raw, place=self._place(cursor, uid)) for uid, raw in enumerate(mails, 1) if uid in wanted
        ]
        for at in range(0, len(new), self.size):
            batch = self._batch(cursor, new[at : at + self.size], len(new) - at - self.size)
            yield batch
            cursor = batch.cursor
        yield Batch(cursor, last=True)

    def _batch(self, cursor: Cursor, lot: list[RawMail], waiting: int) -> Batch:
        places = [raw.place for raw in lot if raw.place]
        kept_back = [place for place in places if place.uid in self.refuses and cursor.folder == "INBOX"]
        cursor = replace(cursor, last_uid=max(cursor.last_uid, *(place.uid for place in places)))
        given = tuple(raw for raw in lot if raw.place not in kept_back)
        return Batch(
            cursor, given, refused=tuple((place, "NO") for place in kept_back), waiting=max(0, waiting)
        )

    def _place(self, cursor: Cursor, uid: int) -> Place:
        return Place(self.account, cursor.folder, self.uidvalidity, uid)


NoMemory = NoBook
"""For tests of a mailbox alone."""


@dataclass
class Office:
    """A book with everything around it, for tests that tell a story."""

    book: Book
    intake: Intake

    @classmethod
    def at(cls, place: Location | Path) -> Office:
        book = Book(place if isinstance(place, Location) else Location(path=place), checkpointer=True)
        book.prepare()
        return cls(book, Intake(book, playbook_of()))

    def reads(self, mailbox: FakeMailbox) -> Report:
        """One pass over the mailbox."""
        return sync(mailbox, self.intake, lambda: MONDAY + timedelta(days=100), lambda *_: None)

    def gets(self, *mails: RawMail) -> Report:
        """Mail into a fresh inbox of Anna's."""
        self._deliveries = getattr(self, "_deliveries", 100) + 1
        return self.reads(FakeMailbox(inbox=list(mails), uidvalidity=self._deliveries))

    def writes(self, *mails: RawMail) -> Report:
        """Mail found in a fresh sent folder of Anna's."""
        self._deliveries = getattr(self, "_deliveries", 100) + 1
        return self.reads(FakeMailbox(outbox=list(mails), uidvalidity=self._deliveries))

    def reader(self) -> Reader:
        return Reader(self.book.location)

"""Does the plain SQL of the command line answer rightly, on every database?"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fakes import MONDAY, FakeMailbox, Office, mail, sent
from model import CustomerId, Duty, FollowUpId, Known, MailId, Obligation, Unsure
from store import due
from store.book import Book
from store.customers import NewCustomer
from store.location import BookError, Location
from store.queries import Reader
from worker import portals
from worker.intake import Intake
from worker.pipeline import Playbook

FAR = MONDAY + timedelta(days=9999)
ROOT = Path(__file__).resolve().parent.parent
CUSTOMERS = (
    NewCustomer(
        "Nordlicht GmbH",
        MONDAY,
        titles=("诺德利希特贸易有限公司", "100%_Valves"),
        domains=("nordlicht.example",),
        contacts=(("jana@nordlicht.example", "Jana"),),
        group="Nordlicht Gruppe",
        country="DE",
        owner="anna",  # type: ignore[arg-type]
        volume_class="A",
    ),
    NewCustomer("Ökoplast", MONDAY),
    NewCustomer("Завод", MONDAY),
    NewCustomer("Nordlicht Polska", MONDAY, group="Nordlicht Gruppe", owner="bo"),  # type: ignore[arg-type]
)


@pytest.fixture
def office(book: Book, playbook: Playbook) -> Office:
    office = Office(book, Intake(book, playbook))
    with book.begin() as page:
        for customer in CUSTOMERS:
            page.customers.add(customer)
    office.reads(
        FakeMailbox(
            inbox=[
                mail("Your price is too high.", id="1", day=0),
                mail("New bank account!", id="2", day=1, sender="Jana <jana@nord1icht.example>"),
                mail("Price? A second mail.", id="3", day=2),
            ],
            outbox=[sent("We sent it.", id="0", day=-2)],
        )
    )
    office.intake.replan()
    return office


@pytest.fixture
def reader(office: Office) -> Iterator[Reader]:
    with office.reader() as reader:
        yield reader


def test_due_is_sorted_and_can_be_one_reps(reader: Reader) -> None:
    everybody = reader.due(FAR)
    annas = reader.due(FAR, "anna")

    assert [row.obligation.due for row in everybody] == sorted(row.obligation.due for row in everybody)
    assert {row.owner for row in annas} == {"anna"}
    assert {row.owner for row in everybody} == {"anna", "bo"}


def test_a_follow_up_names_the_mail_that_is_its_cause(reader: Reader) -> None:
    reply = next(row for row in reader.due(FAR) if row.obligation.duty == "reply")

    assert reply.mail is not None
    found = reader.mail(reply.mail)
    assert found is not None
    assert found.follow_ups[0].id == reply.id
    assert reader.follow_up(reply.id) == reply
    assert reader.follow_up(FollowUpId(9999)) is None


def test_a_snoozed_follow_up_counts_from_the_day_it_wakes(office: Office) -> None:
    with office.reader() as reader:
        first = reader.due(FAR)[0]
    with office.book.begin() as page:
        page.followups.snooze(first.id, FAR, "board meets")

    with office.reader() as reader:
        before = [row.id for row in reader.due(FAR - timedelta(days=1))]
        after = [row.id for row in reader.due(FAR)]

    assert first.id not in before
    assert first.id in after


def test_a_list_can_be_cut_behind_whole_customers(office: Office) -> None:
    """All that one customer is owed stands together; what comes later is counted."""
    with office.reader() as reader:
        everybody = reader.due(FAR)
        found = reader.due_first(FAR, None, 1, FAR)
        whole = reader.due_first(FAR, None, 99, FAR)

    first = everybody[0].customer
    assert list(found.rows) == [row for row in everybody if row.customer == first]
    assert found.more_customers == len({row.customer for row in everybody}) - 1
    assert (list(whole.rows), whole.more_customers) == (everybody, 0)


def test_a_list_is_cut_rightly_where_few_customers_have_much(office: Office) -> None:
    """The walk along the index goes on until it has met enough of them."""
    with office.book.begin() as page:
        owed = [
            Obligation(Duty.PROMISE, f"promise {each}", MONDAY, MONDAY - timedelta(days=9), "so")
            for each in range(40)
        ]
        page.followups.settle(CustomerId(1), owed)
    with office.reader() as reader:
        found = reader.due_first(FAR, None, 2, FAR)

    assert len({row.customer for row in found.rows}) == 2
    assert sum(row.customer == 1 for row in found.rows) == 40


def test_a_list_is_read_along_an_index_alone(book: Book) -> None:
    """However many follow-ups other reps have, or this one later."""
    if book.location.path is None:
        pytest.skip("PostgreSQL plans by statistics, which a book of a test has none of")
    wanted = due.Listed(FAR, FAR, "anna")
    with Reader(book.location) as reader:
        walk = f"EXPLAIN QUERY PLAN {due._WALK.format(where=wanted.where)}"
        steps = [row["detail"] for row in reader.ask(walk, wanted.values | {"most": 9})]
        late = f"EXPLAIN QUERY PLAN {due.FOLLOW_UPS}{due._ESCALATED}"
        rungs = [row["detail"] for row in reader.ask(late, {"before": 0, "now": 0, "most": 9})]

    index = "COVERING INDEX ix_follow_up_owner_state_shows (owner=? AND state=? AND shows<?)"
    assert steps == [f"SEARCH f USING {index}"]
    assert "SEARCH f USING INDEX ix_follow_up_state_since (state=? AND since<?)" in rungs
    assert not any("TEMP B-TREE" in step for step in rungs)


def test_what_has_been_open_for_long_is_told_of_all_reps(reader: Reader) -> None:
    everybody = reader.due(FAR)
    middle = sorted(row.obligation.due for row in everybody)[1]

    found = due.escalated(reader, middle, MONDAY)

    assert {row.id for row in found} == {row.id for row in everybody if row.obligation.due <= middle}


def test_a_follow_up_tells_whose_it_is_and_how_they_stand(reader: Reader) -> None:
    found = next(row for row in reader.due(FAR) if row.customer == 1)

    assert (found.volume_class, found.close_grade, found.group, found.country) == (
        "A",
        "",
        "Nordlicht Gruppe",
        "DE",
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("1", ["Nordlicht GmbH"]),
        ("Nordlicht GmbH", ["Nordlicht GmbH"]),
        ("诺德", ["Nordlicht GmbH"]),
        ("nordlicht", ["Nordlicht GmbH", "Nordlicht Polska"]),
        ("jana@nordlicht", ["Nordlicht GmbH"]),
        ("%", ["Nordlicht GmbH"]),
        ("100%_v", ["Nordlicht GmbH"]),
        ("ÖKOPLAST", ["Ökoplast"]),
        ("завод", ["Завод"]),
        ("nobody' OR 1=1 --", []),
        ("99999", []),
    ],
)
def test_customers_are_found_by_what_a_rep_would_type(reader: Reader, words: str, names: list[str]) -> None:
    assert [name for _, name in reader.customers_named(words)] == names


def test_a_card_shows_titles_group_and_people(reader: Reader) -> None:
    card = reader.card(CustomerId(1))

    assert card is not None
    assert card.titles[0] == "Nordlicht GmbH"
    assert (card.group, card.country, card.owner, card.volume_class) == (
        "Nordlicht Gruppe",
        "DE",
        "anna",
        "A",
    )
    assert card.contacts == ("Jana <jana@nordlicht.example>",)
    assert reader.card(CustomerId(99)) is None


def test_a_timeline_is_newest_first_and_can_be_the_groups(reader: Reader) -> None:
    card = reader.card(CustomerId(1))
    assert card is not None

    own = reader.timeline(CustomerId(1), 10)
    groups = reader.timeline(CustomerId(2), 10, card.group_id)

    assert [row.at for row in own] == sorted((row.at for row in own), reverse=True)
    assert [row.mail for row in groups] == [row.mail for row in own]
    assert any("price_sensitive" in row.tags for row in own)
    assert [row.kind for row in reader.timeline(CustomerId(1), 1)] == ["mail_in"]


def test_words_of_a_mail_stand_behind_every_tag(reader: Reader) -> None:
    (newest, *_) = reader.taggings(CustomerId(1))

    assert newest.mail is not None
    found = reader.mail(newest.mail)
    assert found is not None
    assert newest.tag in found.tags
    assert newest.tag.quote in found.own_words
    assert newest.tag.title.zh


def test_the_review_queue_shows_the_candidates(reader: Reader) -> None:
    (question,) = reader.questions()

    found = reader.mail(question.mail)
    assert found is not None
    assert isinstance(found.match, Unsure)
    assert question.candidates[0][1] == "Nordlicht GmbH"
    assert found.review == "open"


def test_a_verdict_comes_back_with_its_evidence(reader: Reader) -> None:
    number = next(row.mail for row in reader.timeline(CustomerId(1), 10) if row.kind == "mail_in")
    found = reader.mail(MailId(number or 0))

    assert found is not None
    assert isinstance(found.match, Known)
    assert found.match.winner.evidence[0].words
    assert reader.mail(MailId(9999)) is None


def test_coverage_is_counted_from_rows(reader: Reader) -> None:
    inbox, outbox = reader.folders()

    assert (inbox.on_server, inbox.stored, inbox.set_aside, inbox.gone) == (3, 3, 0, 0)
    assert (outbox.role, outbox.on_server, outbox.stored) == ("sent", 1, 1)
    assert reader.totals()["mails"] == 4


def test_a_reader_never_writes(office: Office) -> None:
    if office.book.location.path is None:
        pytest.skip("PostgreSQL: rights are the administrator's; the reader only sends SELECT")
    with office.reader() as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._connection.execute("DELETE FROM mail")  # the connection itself must refuse


class TestTrouble:
    def test_no_book_yet(self, tmp_path: Path) -> None:
        with pytest.raises(BookError, match="genjin sync"):
            Reader(Location(path=tmp_path / "none.db"))

    def test_another_database(self, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE x (y)")
        connection.close()

        with pytest.raises(BookError, match="not a book of Genjin"):
            Reader(Location(path=path))

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.db"
        path.write_text("Dear Jana, " * 500)

        with pytest.raises(BookError, match="not a book of Genjin"):
            Reader(Location(path=path))

    def test_a_database_that_does_not_answer(self) -> None:
        with pytest.raises(BookError, match="does not answer"):
            Reader(Location.of("postgresql://x:secret@127.0.0.1:1/none", Path()))


def test_what_due_imports_stays_light() -> None:
    heavy = [
        "sqlalchemy",
        "alembic",
        "imapclient",
        "mailparser",
        "re2",
        "rapidfuzz",
        "holidays",
        "rich.table",
        *("rules", "rules.profile", "dates", "followups.policy", "followups.calendar", "worker.lists"),
    ]
    light = "cli, worker.commands.due, store.queries, store.colliding, worker.config, worker.due_lists"
    code = f"import sys, {light}; print([name for name in {heavy} if name in sys.modules])"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_what_check_imports_is_what_it_needs(tmp_path: Path) -> None:
    """It must answer at once. The second time: then the gist of genjin.yaml is known."""
    office = Office.at(tmp_path / "genjin.db")
    with office.book.begin() as page:
        page.customers.add(CUSTOMERS[0])
    office.book.close()
    (tmp_path / "genjin.yaml").write_text("team: {domains: [x.example], reps: {anna: {}}}\naccounts: []\n")
    heavy = [
        *("sqlalchemy", "yaml", "logging", "difflib", "csv", "zoneinfo", "tempfile", "hashlib", "rich"),
        *("store.queries", "store.codec", "worker.config", "worker.settings", "worker.shape"),
        *("matching.finding", "matching.decide", "matching.score", "parsers", "rules", "followups"),
    ]
    code = (
        f"import sys, cli\ntry: cli.main()\nfinally: print([name for name in {heavy} if name in sys.modules])"
    )
    words = [sys.executable, "-c", code, "--home", str(tmp_path), "check", "诺德利希特贸易"]
    told = {"XDG_CACHE_HOME": str(tmp_path), "PATH": "", "HOME": str(tmp_path)}

    first, second = (
        subprocess.run(words, cwd=ROOT, env=told, capture_output=True, text=True, check=False) for _ in "12"
    )

    assert "yaml" in first.stdout.splitlines()[-1]
    assert second.stdout.splitlines()[-1] == "[]"
    assert first.stdout.splitlines()[:-1] == second.stdout.splitlines()[:-1] != []


BEHIND_A_FORM = "Name: Tom Guest\nEmail: tom@guest.example\nMessage: Please quote 500 pieces."
FORWARDED = """Anna, please see.

---------- Forwarded message ---------
From: Tom Guest <tom@guest.example>
Date: Mon, Mar 2, 2026 at 9:00 AM
Subject: Inquiry
To: <bo@factory.example>

Please quote 500 pieces.
"""


@pytest.mark.parametrize(
    ("sender", "subject", "words"),
    [
        ("Our Factory <wordpress@factory.example>", "Contact form", BEHIND_A_FORM),
        ("Bo <bo@factory.example>", "Fwd: Inquiry", FORWARDED),
    ],
    ids=["a form", "a forward"],
)
def test_who_writes_behind_a_form_or_a_forward_is_the_contact(
    book: Book, playbook: Playbook, sender: str, subject: str, words: str
) -> None:
    office = Office(book, Intake(book, replace(playbook, parsers=portals.shipped().parsers)))
    office.gets(mail(words, sender=sender, subject=subject, id="1"))

    with office.reader() as reader:
        (due, *_) = reader.due(FAR)
        (told,) = reader.thread(MailId(1))

    assert (due.sender, told.sender) == ("Tom Guest", "tom@guest.example")


def test_a_platform_that_names_nobody_stays_the_sender(book: Book, playbook: Playbook) -> None:
    office = Office(book, Intake(book, replace(playbook, parsers=portals.shipped().parsers)))
    platform = "Alibaba.com <feedback@service.alibaba.com>"
    office.gets(mail("All is new here.", sender=platform, subject="Your buyer", id="1"))
    office.gets(mail("Buyer: Grace W.\nAll is new.", sender=platform, subject="Your buyer", id="2"))

    with office.reader() as reader:
        asked = [(each.sender, each.sender_name) for each in reader.questions()]

    assert asked == [("feedback@service.alibaba.com", "Alibaba.com"), ("", "Grace W.")]

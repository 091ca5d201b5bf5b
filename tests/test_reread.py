"""Does reading stored mail again give the book of a fresh one, and leave alone what people said?"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from fakes import MONDAY, FakeMailbox, Office, genjin, mail, playbook_of, sent
from model import CustomerId, FollowUpId, MailId, Ours, RawMail, RepId
from rules import RuleSet
from rules.rule import Module
from store.book import Book
from store.customers import NewCustomer
from store.location import Location
from store.rereading import Wanted
from worker import desk, shape
from worker.demo import corpus
from worker.desk import Actor
from worker.intake import Intake, Sitting
from worker.pipeline import Playbook, Report
from worker.reread import Outcome, in_words, rehearsed, reread
from worker.reviewing import answers

EVERY = Wanted()
TABLES = {
    "mail": "key, message_id, rep, direction, kind, sender, subject, date, own_words, parser, reading",
    "verdicts": "key, verdict, match",
    "tag": "(SELECT key FROM mail WHERE id = mail_id) AS mail, name, quote, start, due_kind, due_date, rule",
    "mail_address": "mail_id, email, domain",
    "mail_parent": "mail_id, position, message_id",
    "interaction": "customer_id, at, kind, cause, summary, rep, mail_id, mail_kind",
    "follow_up": "customer_id, duty, cause, opened, due, because, suggest_en, state, snoozed_until, note",
    "review": "mail_id, state, because",
    "customer": "name, owner, source, created",
}


def contents(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    engine = create_engine(book.location.sqlalchemy_url)
    with engine.connect() as connection:
        found = {
            name: sorted(
                (tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {_table(name)}"))),
                key=repr,
            )
            for name, columns in TABLES.items()
        }
    engine.dispose()
    return found


def _table(name: str) -> str:
    return "mail" if name == "verdicts" else name


RULE = """\
module: pallets
rules:
  - id: pallets
    tag: pallets
    title: {en: Pallets, zh: 托盘}
    any: [pallet*, "500 pieces"]
    tests: [{hit: Two pallets.}, {miss: Two boxes.}]
    suggest: {en: Offer a pallet, zh: 报托盘}
  - id: later
    tag: later
    title: {en: Later, zh: 以后}
    any: [enough stock]
    tests: [{hit: We have enough stock. Please contact us again in June.}, {miss: Call me.}]
    effect: {due: "not before {date}"}
    suggest: {en: Wait, zh: 等}
"""


def with_rules(*texts: str) -> Playbook:
    """The team's playbook with these rules for the shipped ones."""
    modules = []
    for number, words in enumerate(texts):
        module, problems = shape.parse(words, Module, f"rules/{number}.yaml")
        assert module is not None, problems
        assert not problems, [str(each) for each in problems]
        modules.append(module)
    return dataclasses.replace(playbook_of(), rules=RuleSet.of(modules))


def demo_playbook() -> Playbook:
    reps = {"lina": RepId("lina"), "wangwei": RepId("wangwei")}
    ours = Ours(
        frozenset({"hairui-valve.example"}),
        frozenset(),
        frozenset({"bluewave-line.example", "eastbank.example"}),
    )
    writers = {f"{rep}@hairui-valve.example": rep for rep in reps.values()}
    return dataclasses.replace(playbook_of(), ours=ours, mailboxes=reps, writers=writers)


def read_demo(office: Office) -> None:
    """The demo's mail, sent folders first."""
    mails = corpus.mails(datetime(2026, 3, 20, 9, 0, tzinfo=UTC))
    with office.book.begin() as page:
        page.customers.add(NewCustomer(name="Nordlicht Handels GmbH", created=MONDAY, owner=RepId("lina")))
    for user in corpus.USERS:
        mine = [each for each in mails if each.user == user]
        box = FakeMailbox(
            account=user.partition("@")[0],
            inbox=[RawMail(each.content, each.received) for each in mine if each.folder == "INBOX"],
            outbox=[RawMail(each.content, each.received) for each in mine if each.folder != "INBOX"],
        )
        office.reads(box)


@pytest.fixture
def office(location: Location) -> Iterator[Office]:
    office = Office.at(location)
    yield office
    office.book.close()


def again(office: Office, playbook: Playbook | None = None, wanted: Wanted = EVERY) -> Outcome:
    return reread(Intake(office.book, playbook or office.intake.playbook), wanted)


def story() -> list[RawMail]:
    """Forty customers, three mails each, some of which the rule of this file is about."""
    words = (
        "Please quote 500 pieces.",
        "We have enough stock. Please contact us again in June.",
        "Your pallets came. Thank you.",
    )
    return [
        mail(
            f"{words[part]} Customer {number}.",
            sender=f"Kai <kai@c{number}.example>",
            subject=f"S {number}",
            day=number / 10 + part,
            id=f"c{number}-{part}",
        )
        for number in range(40)
        for part in range(3)
    ]


# -- the same book -------------------------------------------------------------------------------------------


def test_nothing_changes_when_nothing_changed(office: Office) -> None:
    office.intake.playbook = demo_playbook()
    read_demo(office)
    before = contents(office.book)

    outcome = again(office)

    assert outcome.read == len(before["mail"]) > 60
    assert outcome.links == []
    assert contents(office.book) == before
    assert (outcome.changed, outcome.opened, outcome.ended, outcome.failed) == (0, 0, 0, [])


@pytest.mark.parametrize("changed", [with_rules(RULE), with_rules()], ids=["other rules", "no rules"])
def test_after_an_edit_of_the_rules_the_book_is_that_of_a_fresh_one(
    changed: Playbook, office: Office, tmp_path: Path
) -> None:
    box = FakeMailbox(
        inbox=story(), outbox=[sent(to=f"kai@c{n}.example", day=n / 5, id=f"o{n}") for n in range(20)]
    )
    office.reads(box)
    fresh = Office.at(tmp_path / "fresh.db")
    fresh.intake.playbook = changed
    fresh.reads(box)

    again(office, changed)

    assert contents(office.book) == contents(fresh.book)
    fresh.book.close()


def test_the_demos_book_is_that_of_a_fresh_one_too(tmp_path: Path) -> None:
    changed = dataclasses.replace(with_rules(RULE), ours=demo_playbook().ours)
    changed = dataclasses.replace(demo_playbook(), rules=changed.rules)
    books = []
    for name, playbook in (("old", demo_playbook()), ("fresh", changed)):
        office = Office.at(tmp_path / f"{name}.db")
        office.intake.playbook = playbook
        read_demo(office)
        books.append(office)

    outcome = again(books[0], changed)

    assert outcome.changed > 5
    assert contents(books[0].book) == contents(books[1].book)
    for office in books:
        office.book.close()


def test_the_outcome_says_what_changed(office: Office) -> None:
    office.gets(*story())

    outcome = again(office, with_rules(RULE))
    said = list(in_words(outcome, dry_run=False))

    assert said[0].startswith("120 mails read again, ")
    assert "  tag pallets: +80 -0" in said
    assert "  tag later: +40 -0" in said
    assert "  tag not_now: +0 -40" in said
    assert "  follow-ups: 0 opened, 40 ended" in said


def test_a_dry_run_says_the_same_and_changes_nothing(office: Office) -> None:
    office.gets(*story())
    before = contents(office.book)

    with rehearsed(Intake(office.book, with_rules(RULE))) as trial:
        said = list(in_words(reread(trial, Wanted()), dry_run=True))

    assert contents(office.book) == before
    assert said[-1] == "Nothing was changed (--dry-run)."
    assert said[:-1] == list(in_words(again(office, with_rules(RULE)), dry_run=False))
    if office.book.location.path:
        assert [path.name for path in office.book.location.path.parent.glob(".reread*")] == []


# -- which mails ---------------------------------------------------------------------------------------------


def test_older_mail_is_untouched(office: Office) -> None:
    office.gets(*story())

    outcome = again(office, with_rules(RULE), Wanted(since=MONDAY + timedelta(days=4)))

    assert outcome.read == sum(raw.received >= MONDAY + timedelta(days=4) for raw in story())
    assert 0 < outcome.read < 120
    tags = [row[0] for row in contents(office.book)["tag"] if row[1] == "pallets"]
    assert "c0-0@test.example" not in tags
    assert "c39-2@test.example" in tags


def test_one_customers_mail_can_be_read_alone(office: Office) -> None:
    office.gets(*story())
    with office.reader() as reader:
        ((number, _),) = reader.customers_named("kai@c7.example")

    outcome = again(office, with_rules(RULE), Wanted(customer=CustomerId(number)))

    assert outcome.read == 3


def test_mail_that_is_not_kept_whole_is_left_as_it_is_and_counted(office: Office) -> None:
    office.gets(*story()[:6])
    engine = create_engine(office.book.location.sqlalchemy_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE mail_source SET kept = 'headers', content = '' WHERE mail_id = 1"))
        connection.execute(text("DELETE FROM mail_source WHERE mail_id = 2"))
    engine.dispose()
    before = [
        row for row in contents(office.book)["mail"] if row[0] in ("c0-0@test.example", "c0-1@test.example")
    ]

    outcome = again(office, with_rules(RULE))

    assert (outcome.read, outcome.not_whole) == (4, 2)
    assert [row for row in contents(office.book)["mail"] if row in before] == before
    assert "2 left as they are" in "\n".join(in_words(outcome, dry_run=False))


# -- stopped, killed, beside others --------------------------------------------------------------------------


def test_one_that_was_stopped_goes_on_where_it_was(office: Office, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("worker.reread.LOT", 25)
    office.gets(*story())
    stopping = Intake(office.book, with_rules(RULE), lambda: True)

    first = reread(stopping, Wanted())
    rest = again(office, with_rules(RULE))
    third = again(office, with_rules(RULE))

    fresh = Office.at(tmp_path / "fresh.db")
    fresh.intake.playbook = with_rules(RULE)
    fresh.gets(*story())
    assert (first.read, first.stopped) == (25, True)
    assert (rest.before, rest.read, rest.stopped) == (25, 95, False)
    assert (third.before, third.read, third.changed) == (0, 120, 0)
    assert contents(office.book)["follow_up"] == contents(fresh.book)["follow_up"]
    fresh.book.close()


def test_one_that_was_killed_in_a_lot_does_that_lot_again(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr("worker.reread.LOT", 25)
    office.gets(*story())
    intake = Intake(office.book, with_rules(RULE))

    class Killed(BaseException):
        pass

    def killing(done: int, _: int) -> None:
        if done == 50:
            raise Killed

    with pytest.raises(Killed):
        reread(intake, Wanted(), killing)

    assert again(office, with_rules(RULE)).before == 50


def test_rules_changed_meanwhile_begin_it_anew(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr("worker.reread.LOT", 25)
    office.gets(*story())
    reread(Intake(office.book, with_rules(RULE), lambda: True), Wanted())

    outcome = again(office, with_rules(RULE.replace("pallet*", "pallets")))

    assert (outcome.before, outcome.read) == (0, 120)


def test_new_mail_may_come_between_two_lots(office: Office, monkeypatch: Any) -> None:
    monkeypatch.setattr("worker.reread.LOT", 25)
    office.gets(*story())
    office.intake = Intake(office.book, with_rules(RULE))

    def arriving(done: int, _: int) -> None:
        office.gets(mail(f"500 pieces, {done}", sender=f"Li <li@n{done}.example>", id=f"n{done}", day=20))

    outcome = reread(Intake(office.book, with_rules(RULE)), Wanted(), arriving)

    assert outcome.read == 124
    assert len([row for row in contents(office.book)["tag"] if row[1] == "pallets"]) == 85


# -- what people said ----------------------------------------------------------------------------------------


ACTOR = Actor("anna", MONDAY + timedelta(days=9))


def asked_about(office: Office) -> MailId:
    """A mail that could be from two customers."""
    with office.book.begin() as page:
        for name in ("Nordlicht Handels GmbH", "Nordlicht Vertriebs GmbH"):
            page.customers.add(
                NewCustomer(name=name, created=MONDAY, owner=RepId("anna"), domains=("nordlicht.example",))
            )
    office.intake._shelf.clear()
    office.gets(mail("Please quote 500 pieces."))
    ((number, *_),) = contents(office.book)["review"]
    return MailId(number)


def test_a_link_made_by_hand_stays(office: Office) -> None:
    number = asked_about(office)
    with office.intake.sitting(Report()) as sitting:
        answers.accept(sitting, [number], CustomerId(2), ACTOR)
    links = contents(office.book)["interaction"]
    match = contents(office.book)["verdicts"]

    outcome = again(office, with_rules(RULE))

    assert contents(office.book)["interaction"] == links
    assert contents(office.book)["verdicts"] == match
    assert contents(office.book)["review"][0][1] == "accepted"
    assert outcome.added == {"pallets": 1}


def test_a_question_that_was_skipped_is_not_asked_again(office: Office) -> None:
    number = asked_about(office)
    with office.intake.sitting(Report()) as sitting:
        answers.skip(sitting, [number], ACTOR)

    again(office, with_rules(RULE))

    assert contents(office.book)["review"][0][1] == "skipped"
    assert contents(office.book)["interaction"] == []


def test_done_and_snoozed_stand(office: Office) -> None:
    office.gets(*story())
    with office.intake.sitting(Report()) as sitting:
        desk.complete(sitting, FollowUpId(1), ACTOR, "called")
        desk.snooze(sitting.page, FollowUpId(2), MONDAY + timedelta(days=30), ACTOR, "fair")
    said = [row for row in contents(office.book)["follow_up"] if row[-1]]

    again(office, with_rules(RULE))

    after = [row for row in contents(office.book)["follow_up"] if row[-1]]
    assert [(row[2], row[-3:]) for row in after] == [(row[2], row[-3:]) for row in said]


# -- links ---------------------------------------------------------------------------------------------------


def test_a_link_changes_when_the_mail_is_surely_somebody_elses_and_is_explained(office: Office) -> None:
    office.gets(mail("Please quote 500 pieces.", id="first"))
    engine = create_engine(office.book.location.sqlalchemy_url)
    with office.book.begin() as page:
        page.customers.add(NewCustomer(name="Nordlicht GmbH", created=MONDAY, owner=RepId("anna")))
    with engine.begin() as connection:  # the address belongs to another customer now: merged books, say
        for table in ("contact_customer", "domain"):
            connection.execute(text(f"UPDATE {table} SET customer_id = 2 WHERE customer_id = 1"))
    engine.dispose()

    outcome = again(office)

    assert len(outcome.links) == 1
    assert outcome.links[0].startswith("mail 1: nordlicht.example → Nordlicht GmbH: ")
    assert [row[0] for row in contents(office.book)["interaction"]] == [2]
    assert all(row[0] != 1 for row in contents(office.book)["follow_up"] if row[1] == "reply")
    assert any(row[0] == 2 for row in contents(office.book)["follow_up"] if row[1] == "reply")


def test_what_the_book_has_learned_since_does_not_undo_a_link(office: Office) -> None:
    office.gets(mail("Please quote 500 pieces.", id="first"))
    with office.book.begin() as page:
        page.customers.add(
            NewCustomer(
                name="Nordlicht GmbH", created=MONDAY, owner=RepId("anna"), domains=("nordlicht.example",)
            )
        )
    links = contents(office.book)["interaction"]

    outcome = again(office)

    assert outcome.links == []
    assert contents(office.book)["interaction"] == links


def test_mail_that_an_older_parser_took_for_automatic_moves_dates_now(office: Office) -> None:
    office.gets(mail("Please quote 500 pieces."))
    engine = create_engine(office.book.location.sqlalchemy_url)
    with engine.begin() as connection:  # as an older parser had read it
        connection.execute(text("UPDATE mail SET kind = 'bulk', own_words = ''"))
        connection.execute(text("UPDATE interaction SET mail_kind = 'bulk', summary = 'old'"))
    engine.dispose()
    office.intake.replan()
    assert not any(row[1] == "reply" for row in contents(office.book)["follow_up"])

    outcome = again(office)

    assert dict(outcome.kinds) == {("bulk", "human"): 1}
    assert contents(office.book)["interaction"][0][4] == "Inquiry"
    assert any(row[1] == "reply" for row in contents(office.book)["follow_up"])


def test_one_mail_that_breaks_the_reader_is_left_as_it_was(office: Office, monkeypatch: Any) -> None:
    office.gets(*story()[:6])
    before = contents(office.book)["mail"]
    original = Sitting.read_again

    def reading(self: Any, number: MailId, raw: RawMail) -> Any:
        if b"c1-1@" in raw.content:
            raise ValueError("no such rule")
        return original(self, number, raw)

    monkeypatch.setattr(Sitting, "read_again", reading)

    outcome = again(office, with_rules(RULE))

    assert len(outcome.failed) == 1
    assert "no such rule" in outcome.failed[0]
    assert contents(office.book)["mail"] == before
    assert len([row for row in contents(office.book)["tag"] if row[1] == "pallets"]) == 4


# -- the command ---------------------------------------------------------------------------------------------


def test_the_command_says_what_it_did_and_is_in_the_journal(demo_state: Path) -> None:
    dry = genjin("--demo", "reread", "--dry-run", state=demo_state)
    done = genjin("--demo", "reread", "--since", "2020-01-01", state=demo_state)
    part = genjin("--demo", "reread", "--customer", "nordlicht handels", state=demo_state)

    assert [each.exit_code for each in (dry, done, part)] == [0, 0, 0], done.output
    assert re.fullmatch(r"\d\d mails read again, 0 of them changed\.\n", done.output)
    assert dry.output == done.output + "Nothing was changed (--dry-run).\n"
    assert part.output < done.output


def test_a_day_that_is_none_is_said(demo_state: Path) -> None:
    result = genjin("--demo", "reread", "--since", "often", state=demo_state)

    assert result.exit_code == 1
    assert "`often` is no day" in result.output

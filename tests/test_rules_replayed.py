"""`genjin rules replay` starts from what the book owes: whatever reps said of its tags, equal rules change
nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import MONDAY, Office, mail, playbook_of, sent
from model import CustomerId, Label, MailId, Source, TagSort, Verdict
from rules import Due, Effect, Module, Rule, RuleSet, Sample, Status
from store import replayed
from store.customers import NewCustomer
from worker import tagging
from worker.desk import Actor, DeskError
from worker.intake import Intake
from worker.pipeline import Report
from worker.rulebook import replaying
from worker.rulebook.stored import Bench
from worker.tagging import Remark

NOW = MONDAY + timedelta(days=9)


def rule(tag: str, phrase: str, status: Status = Status.LIVE, **more: object) -> Rule:
    title, name = Label(f"The {tag}", f"{tag}标签"), phrase.replace(" ", "-")
    source = Source("team.yaml", 1)
    tests = Sample(hit=f"So {phrase}.", source=source), Sample(miss="Thank you.", source=source)
    words = {"any_": (phrase,), "from_": "anyone", "status": status, "source": source, "tests": tests}
    return Rule(name, tag, title, Label("Do it.", "做。"), **(words | more))  # type: ignore[arg-type]


def later(days: int) -> Effect:
    return Effect(Due.parse(f"not before {{date}}, else within {days} days"))


ALL = (
    rule("urgent", "at once", effect=Effect(Due.parse("within 0 days"))),
    rule("not_now", "after the harvest", effect=later(40)),
    rule("meeting_visit", "come along", Status.TRIAL, effect=later(90)),
    rule("unsubscribe", "never again", effect=Effect(Due.parse("stop"))),
    rule("our_promise", "will send the samples", from_="us", about="sample"),
    rule("sent_sample", "tracking number", from_="us", about="sample", gives=TagSort.FACT),
    rule("loyal", "as always", classes=("A",), effect=later(20)),
    rule("loyal", "as ever", classes=("", "A"), effect=Effect(Due.parse("within 0 days"))),
)
"""One of each sort that changes what is owed."""
TAGS = sorted({each.tag for each in ALL})
RULES = RuleSet.of([Module("team", ALL)], coded=())
"""In force, and on the disk too."""

BOTH = "jana@nordlicht.example, li@southsea.example"
MAILS = (
    mail("We need it at once. I come along.", id="1"),
    mail("Ask me after the harvest, at once.", id="2", day=1),
    mail("Never again.", id="3", day=2, sender="Li <li@southsea.example>"),
    mail("We order as always.", id="4", day=3, sender="Li <li@southsea.example>"),
    mail("Perhaps we come along.", id="7", day=8),
    mail("As ever: as always.", id="8", day=8, sender="Li <li@southsea.example>"),
)
OURS = (
    sent("We will send the samples after the harvest.", id="5", day=4, to=BOTH),
    sent("Here is the tracking number.", id="6", day=6, to=BOTH),
)


def opened(folder: str) -> Office:
    """A book with mail of two customers, of which one is of class A, and mail of ours to both."""
    office = Office.at(Path(folder) / "book.db")
    office.intake = Intake(office.book, replace(playbook_of(), rules=RULES))
    with office.intake.sitting(Report()) as at:
        for name, domain, volume in (("Nordlicht", "nordlicht", ""), ("Southsea", "southsea", "A")):
            of_it = (f"{domain}.example",)
            at.page.customers.add(NewCustomer(name, MONDAY, domains=of_it, volume_class=volume))
    office.gets(*MAILS)
    office.writes(*OURS)
    return office


@st.composite
def remarks(draw: st.DrawFn) -> Remark:
    verdict = draw(st.sampled_from((Verdict.WRONG, Verdict.RIGHT, Verdict.REMOVE, Verdict.ADD, Verdict.UNDO)))
    mail_ = draw(st.none() | st.integers(1, len(MAILS) + len(OURS)).map(MailId))
    return Remark(verdict, draw(st.sampled_from(TAGS)), mail_, every=draw(st.booleans()))


def said(office: Office, customer: CustomerId, remark: Remark, actor: Actor) -> None:
    """Done as `genjin tag` does it; what it refuses is not said."""
    with suppress(DeskError), office.intake.sitting(Report()) as at:
        if remark.verdict is Verdict.ADD:
            tagging.give(at, customer, tagging.rule_for(remark.tag, ALL), actor)
        elif remark.verdict is Verdict.UNDO:
            tagging.undo(at, customer, actor)
        else:
            tagging.say(at, customer, remark, actor)


def owed(office: Office, customer: CustomerId) -> dict[tuple[str, str], datetime]:
    with office.reader() as reader:
        open_ = [each.obligation for each in reader.follow_ups_of(customer)]
    return {(each.duty.value, each.cause): each.due for each in open_}


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(st.sampled_from((1, 2)), remarks()), max_size=6))
def test_replay_starts_from_what_the_book_owes_whatever_was_said(
    told: Sequence[tuple[int, Remark]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(opened(folder).book) as book:
        office = Office(book, Intake(book, replace(playbook_of(), rules=RULES)))
        for number, (customer, remark) in enumerate(told):
            said(office, CustomerId(customer), remark, Actor("anna", NOW + timedelta(hours=number)))
        bench = Bench(RULES, office.intake.playbook.policy)

        with office.reader() as reader:
            found = replaying.replay(reader, bench, replaying.Wanted(MONDAY))
            for customer in map(CustomerId, (1, 2)):
                happened = replayed.happened(reader, customer)
                assert happened is not None
                before = replaying.owed(happened, bench)

                assert {key: one.due for key, one in before.items()} == owed(office, customer)
                retagged = replaying.retagged(reader, bench, replaying.Wanted(MONDAY), happened)
                assert replaying.owed(retagged, bench) == before
        assert (found.mails, found.rules, found.dates) == (len(MAILS + OURS), [], [])

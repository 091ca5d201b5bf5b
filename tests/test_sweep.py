"""Does time take back what its owner leaves alone, never unwarned, and never what was touched?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fakes import MONDAY, FakeMailbox, Office, mail, playbook_of, sent
from model import CustomerId, Duty, FollowUpId, InteractionKind, RepId
from store.customers import NewCustomer
from worker import desk, pool, sweep
from worker.desk import Actor, DeskError
from worker.intake import Intake
from worker.master import adding, undo
from worker.pipeline import Report
from worker.sweep import Swept

ANNA = RepId("anna")
LEAD = NewCustomer("Nordlicht GmbH", MONDAY, domains=("nordlicht.example",), source="hand", owner=ANNA)
OFFER = "Dear Jana, please find our offer for 500 pieces of the valve V200 attached."
NEVER = 10_000


def day(number: float) -> datetime:
    """So many days after the Monday on which all of them got their owner. Due back after 60 days, which is
    the first of May: so on the first working day behind it, day 65, and warned of from day 57 on.
    """
    return MONDAY + timedelta(days=number)


def lead(office: Office, new: NewCustomer = LEAD, when: float = 0) -> CustomerId:
    with office.intake.sitting(Report()) as sitting:
        return adding.add(sitting, new, Actor("anna", day(when)), even_so=True).customer.id


def swept(office: Office, when: float, *, dry_run: bool = False) -> Swept:
    return sweep.sweep(office.intake, day(when), dry_run=dry_run)


def owner(office: Office, number: CustomerId) -> str | None:
    with office.book.begin() as page:
        known = page.customers.one(number)
    assert known is not None
    return known.owner


def waits(found: Swept) -> list[str]:
    return [each.waits for each in found.waiting]


@pytest.fixture
def at_work(office: Office) -> Office:
    """Anna's mailbox was read on day 100, with nothing in it."""
    office.gets()
    return office


def test_who_is_silent_is_warned_and_then_loses_the_customer_to_its_pool(at_work: Office) -> None:
    number = lead(at_work)

    early, warned = swept(at_work, 50), swept(at_work, 58)
    last_day = swept(at_work, 62)
    held = owner(at_work, number)
    back = swept(at_work, 66)

    assert (early.waiting, early.returned) == ([], [])
    assert waits(warned) == waits(last_day) == ["not due yet"]
    assert held == "anna"
    assert [(each.name, each.owner) for each in back.returned] == [("Nordlicht GmbH", "anna")]
    assert owner(at_work, number) is None
    with at_work.book.begin() as page:
        entry = page.ledger.of(number)[-1]
    assert (entry.passing, entry.rep, entry.pool, entry.actor) == ("return", "anna", "public", "genjin")
    assert entry.why == back.returned[0].because
    assert "No real touch" in entry.why or "no real touch" in entry.why


def test_nobody_loses_a_customer_unwarned_though_the_daemon_was_away_for_long(at_work: Office) -> None:
    number = lead(at_work)

    first, soon, later = swept(at_work, 90), swept(at_work, 96), swept(at_work, 98)

    assert waits(first) == waits(soon) == ["warned since 2026-05-31 only"]
    assert [each.customer for each in later.returned] == [number]


def test_a_call_after_the_warning_keeps_the_customer(at_work: Office) -> None:
    number = lead(at_work)
    swept(at_work, 58)
    with at_work.intake.sitting(Report()) as sitting:
        desk.log(sitting, number, InteractionKind.CALL, Actor("anna", day(59)), "agreed on a visit")

    assert swept(at_work, 66).waiting == []


def test_as_long_as_the_mailbox_was_not_read_nobody_knows_that_he_was_silent(office: Office) -> None:
    number = lead(office)
    swept(office, 58)

    unread = swept(office, 70)
    office.writes(sent(OFFER, day=58))
    read = swept(office, 71)

    assert waits(unread) == ["the mailbox anna has not been read since"]
    assert (read.returned, owner(office, number)) == ([], "anna")


def test_neither_a_snooze_nor_done_keeps_a_customer(at_work: Office) -> None:
    snoozed, done = lead(at_work), lead(at_work, replace(LEAD, name="Muster AG", domains=()))
    swept(at_work, 58)
    numbers = {}
    with at_work.reader() as reader:
        for customer in (snoozed, done):
            found = reader.follow_ups_of(customer)
            numbers[customer] = next(each.id for each in found if each.obligation.duty is Duty.POOL_RETURN)
    with at_work.book.begin() as page:
        page.followups.snooze(FollowUpId(numbers[snoozed]), day(NEVER), "not now")
        page.followups.complete(FollowUpId(numbers[done]), "really")

    back = swept(at_work, 66)

    assert {each.customer for each in back.returned} == {snoozed, done}


def test_a_short_ok_keeps_nobody_and_an_offer_does(at_work: Office) -> None:
    number = lead(at_work)
    at_work.writes(sent("ok", day=40, id="ok"))
    assert waits(swept(at_work, 58)) == ["not due yet"]

    at_work.writes(sent(OFFER, day=41, id="offer"))

    assert (swept(at_work, 66).returned, owner(at_work, number)) == ([], "anna")


def test_who_has_just_written_is_answered_first(at_work: Office) -> None:
    number = lead(at_work)
    swept(at_work, 58)
    at_work.gets(mail("Do you still make the V200? Please quote 500 pieces.", day=65.5))

    fresh, a_day_later = swept(at_work, 66), swept(at_work, 67)

    assert waits(fresh) == ["a reply is owed until 2026-05-08"]
    assert [each.customer for each in a_day_later.returned] == [number]


def test_a_claim_without_touch_goes_back_after_its_short_time(at_work: Office) -> None:
    number = lead(at_work, replace(LEAD, owner=None))
    with at_work.intake.sitting(Report()) as sitting:
        claimed = pool.claim(sitting, number, Actor("bo", day(7)))
    at_work.reads(FakeMailbox("bo"))

    before = swept(at_work, (claimed.touch_by - MONDAY) / timedelta(days=1) - 0.01)
    after = swept(at_work, (claimed.touch_by - MONDAY) / timedelta(days=1))

    assert (before.returned, waits(before)) == ([], ["not due yet"])
    assert [(each.customer, each.owner) for each in after.returned] == [(number, "bo")]


def test_in_a_dry_run_nothing_is_done_and_nobody_counts_as_warned(at_work: Office) -> None:
    number = lead(at_work)

    dry = swept(at_work, 58, dry_run=True)
    swept(at_work, 66, dry_run=True)

    assert waits(dry) == ["not due yet"]
    assert waits(swept(at_work, 66)) == ["warned since 2026-05-07 only"]
    assert owner(at_work, number) == "anna"


def test_a_return_can_be_taken_back_but_not_by_who_lost_the_customer(at_work: Office) -> None:
    number = lead(at_work)
    swept(at_work, 58)
    swept(at_work, 66)

    with (
        pytest.raises(DeskError, match=f"You gave up .*genjin pool claim {number}"),
        at_work.intake.sitting(Report()) as sitting,
    ):
        undo.undo(sitting, undo.last(sitting, Actor("genjin", day(67))), Actor("anna", day(67)))
    assert owner(at_work, number) is None
    with at_work.intake.sitting(Report()) as sitting:
        undo.undo(sitting, undo.last(sitting, Actor("genjin", day(67))), Actor("bo", day(67)))

    assert owner(at_work, number) == "anna"


def test_stopped_it_goes_on_where_it_was(at_work: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_LOT", 2)
    numbers = [lead(at_work, replace(LEAD, name=f"C{each}", domains=())) for each in range(5)]
    swept(at_work, 58)
    asked: list[int] = []
    at_once = Intake(at_work.book, playbook_of(), lambda: bool(asked.append(1)) or len(asked) > 1)

    first = sweep.sweep(at_once, day(66))
    rest = swept(at_work, 66)

    assert (first.stopped, len(first.returned)) == (True, 2)
    assert sorted(each.customer for each in (*first.returned, *rest.returned)) == numbers

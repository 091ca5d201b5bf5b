"""Whatever a rep ticks off as done: the customer stays on the list, and what they write later is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from fakes import MONDAY, Office, mail, sent
from model import BusinessFact, CustomerId, Duty, FactSort, FollowUp, RepId
from store.book import Book
from store.customers import NewCustomer
from worker import desk
from worker.desk import Actor, DeskError
from worker.intake import Intake, Sitting
from worker.pipeline import Playbook, Report

DAY = timedelta(days=1)
NOW = MONDAY + 12 * DAY
ANNA = Actor("anna", NOW)
NORDLICHT = CustomerId(1)


@pytest.fixture
def office(book: Book, playbook: Playbook) -> Office:
    with book.begin() as page:
        page.customers.add(
            NewCustomer(
                "Nordlicht GmbH",
                MONDAY - 30 * DAY,
                domains=("nordlicht.example",),
                contacts=(("jana@nordlicht.example", "Jana"),),
                country="DE",
                owner=RepId("anna"),
                volume_class="A",
            )
        )
    return Office(book, Intake(book, playbook))


def does(office: Office, act: Callable[[Sitting], object]) -> None:
    with office.intake.sitting(Report()) as sitting:
        act(sitting)


def owed(office: Office) -> list[FollowUp]:
    with office.reader() as reader:
        return reader.follow_ups_of(NORDLICHT)


def of(office: Office, duty: Duty) -> FollowUp | None:
    return next((each for each in owed(office) if each.obligation.duty is duty), None)


def one(office: Office, duty: Duty) -> FollowUp:
    found = of(office, duty)
    assert found is not None, [each.obligation.duty for each in owed(office)]
    return found


# -- how each duty comes about -------------------------------------------------------------------------------


def inquires(office: Office) -> None:
    office.gets(mail(id="1"))


def hears_nothing(office: Office) -> None:
    inquires(office)
    office.writes(sent(day=0.5, answers="1", id="2"))


def wants_later(office: Office) -> None:
    inquires(office)
    office.gets(mail("Please contact us again after 20 April.", day=1, id="later"))
    office.writes(sent("All right.", day=1.2, id="2"))


def is_away(office: Office) -> None:
    hears_nothing(office)
    back = (MONDAY + 30 * DAY).date()
    words = f"I am out of office and will be back on {back:%d %B %Y}."
    headers = (("Auto-Submitted", "auto-replied"),)
    office.gets(mail(words, subject="Automatic reply: Inquiry", day=1, id="away", headers=headers))


def follows_a_plan(office: Office) -> None:
    does(office, lambda at: enrolled(at, MONDAY))


def enrolled(sitting: Sitting, started: datetime) -> None:
    sitting.page.enrolments.enrol(NORDLICHT, "fair", started, "Canton Fair", "anna")
    sitting.owe([NORDLICHT])


def has_agreed(office: Office) -> None:
    hears_nothing(office)
    contract = BusinessFact(FactSort.CONTRACT, MONDAY + DAY, "log:900", "C-1", Decimal(5000), "USD")
    does(office, lambda at: noted(at, contract))


def has_a_quotation(office: Office) -> None:
    hears_nothing(office)
    until = (MONDAY + 40 * DAY).date()
    does(
        office,
        lambda at: noted(at, BusinessFact(FactSort.QUOTATION, MONDAY, "log:901", "Q-1", None, "", until)),
    )


def noted(sitting: Sitting, fact: BusinessFact) -> None:
    sitting.page.business.add(NORDLICHT, fact)
    sitting.owe([NORDLICHT])


COMES_ABOUT: dict[str, tuple[Callable[[Office], None], Duty]] = {
    "reply": (inquires, Duty.REPLY),
    "chase": (hears_nothing, Duty.CHASE),
    "cadence": (hears_nothing, Duty.CADENCE),
    "asked for later, before that day": (wants_later, Duty.RESUME),
    "away, before they are back": (is_away, Duty.RESUME),
    "first touch": (lambda office: does(office, lambda at: at.owe([NORDLICHT])), Duty.FIRST_TOUCH),
    "a step of a plan": (follows_a_plan, Duty.SEQUENCE),
    "contract": (has_agreed, Duty.CONTRACT_WATCH),
    "quotation": (has_a_quotation, Duty.QUOTE_EXPIRY),
}


@pytest.mark.parametrize("case", COMES_ABOUT)
def test_after_done_something_is_still_to_come_and_their_next_mail_waits_for_a_reply(
    office: Office, case: str
) -> None:
    begin, duty = COMES_ABOUT[case]
    begin(office)
    number = one(office, duty).id

    does(office, lambda at: desk.complete(at, number, ANNA, "called"))
    left = owed(office)
    office.gets(mail("One more question.", day=13, id="next"))

    assert number not in [each.id for each in left]
    to_come = [
        each for each in left if each.obligation.due > NOW and each.obligation.duty is not Duty.POOL_RETURN
    ]
    assert to_come
    reply = one(office, Duty.REPLY)
    assert reply.obligation.opened == MONDAY + 13 * DAY


@pytest.mark.parametrize("case", COMES_ABOUT)
def test_done_over_and_over_never_empties_the_list(office: Office, case: str) -> None:
    COMES_ABOUT[case][0](office)

    for week in range(6):
        actor = Actor("anna", NOW + 7 * week * DAY)
        open_ones = [each.id for each in owed(office) if each.obligation.duty is not Duty.POOL_RETURN]
        assert open_ones
        does(office, lambda at, now=open_ones, who=actor: desk.complete_all(at, now, who))  # type: ignore[misc]

    assert {each.obligation.duty for each in owed(office)} - {Duty.POOL_RETURN}


def test_reopened_it_is_owed_as_before(office: Office) -> None:
    wants_later(office)
    before = owed(office)
    number = one(office, Duty.RESUME).id

    does(office, lambda at: desk.complete(at, number, ANNA))
    does(office, lambda at: desk.reopen(at, number, ANNA))

    assert [each.obligation for each in owed(office)] == [each.obligation for each in before]


def test_a_plan_goes_on_with_its_next_step(office: Office) -> None:
    follows_a_plan(office)
    does(office, lambda at: desk.complete(at, one(office, Duty.SEQUENCE).id, ANNA))
    second = one(office, Duty.SEQUENCE)

    does(office, lambda at: desk.complete(at, second.id, Actor("anna", NOW + DAY), "early"))

    assert "step 2 of" in second.obligation.because
    assert "step 3 of" in one(office, Duty.SEQUENCE).obligation.because


def test_who_was_asked_about_the_deposit_is_asked_again(office: Office) -> None:
    has_agreed(office)

    does(office, lambda at: desk.complete(at, one(office, Duty.CONTRACT_WATCH).id, ANNA))

    assert one(office, Duty.CONTRACT_WATCH).obligation.due > NOW


def test_no_tick_keeps_a_customer_from_the_pool(office: Office) -> None:
    hears_nothing(office)
    before = one(office, Duty.POOL_RETURN)

    does(office, lambda at: desk.complete(at, one(office, Duty.CADENCE).id, ANNA))
    with pytest.raises(DeskError, match=r"no tick keeps it.*genjin log 1 call"):
        does(office, lambda at: desk.complete(at, before.id, ANNA))

    assert one(office, Duty.POOL_RETURN).obligation == before.obligation


def test_a_tick_takes_nothing_from_the_escalation(office: Office) -> None:
    inquires(office)
    missed = one(office, Duty.REPLY).obligation.due
    does(office, lambda at: desk.complete(at, one(office, Duty.REPLY).id, ANNA))

    office.gets(mail("Still nothing?", day=13, id="next"))

    since = one(office, Duty.REPLY).obligation.since
    assert since is not None
    assert since <= missed


class TestSnooze:
    def put_off(self, office: Office, duty: Duty) -> FollowUp:
        found = one(office, duty)
        does(
            office, lambda at: desk.snooze(at.page, found.id, NOW + 90 * DAY, ANNA, "their office is closed")
        )
        return one(office, duty)

    def test_what_they_write_later_wakes_a_reply_and_its_note_stays(self, office: Office) -> None:
        inquires(office)
        asleep = self.put_off(office, Duty.REPLY)

        office.gets(mail("We complain: half of it is broken!", day=13, id="next"))

        awake = one(office, Duty.REPLY)
        assert (awake.id, asleep.snoozed_until) == (asleep.id, NOW + 90 * DAY)
        assert (awake.snoozed_until, awake.note) == (None, "their office is closed")

    def test_what_they_had_written_before_wakes_nothing(self, office: Office) -> None:
        inquires(office)
        self.put_off(office, Duty.REPLY)

        office.gets(mail("P.S.", day=11, id="before"))

        assert one(office, Duty.REPLY).snoozed_until == NOW + 90 * DAY

    def test_put_off_again_it_sleeps_again(self, office: Office) -> None:
        inquires(office)
        self.put_off(office, Duty.REPLY)
        office.gets(mail("We complain!", day=13, id="next"))
        number, later = one(office, Duty.REPLY).id, Actor("anna", NOW + 2 * DAY)

        does(office, lambda at: desk.snooze(at.page, number, NOW + 9 * DAY, later, "spoken with them"))
        does(office, lambda at: at.owe([NORDLICHT]))

        assert one(office, Duty.REPLY).snoozed_until == NOW + 9 * DAY

    def test_nothing_else_is_woken(self, office: Office) -> None:
        wants_later(office)
        self.put_off(office, Duty.RESUME)

        office.gets(mail("One more question.", day=13, id="next"))

        assert one(office, Duty.RESUME).snoozed_until == NOW + 90 * DAY

    def test_the_same_number_twice_is_one(self, office: Office) -> None:
        inquires(office)
        number = one(office, Duty.REPLY).id

        does(office, lambda at: desk.snooze_all(at.page, [number, number], NOW + DAY, ANNA, "no"))
        does(office, lambda at: desk.complete_all(at, [number, number], ANNA))

        assert of(office, Duty.REPLY) is None

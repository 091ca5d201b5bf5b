"""Two reps in contact with one group know of each other before the second quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from fakes import MONDAY, FakeMailbox, Office, mail, sent
from followups.calendar import Days, RepCalendar
from model import CustomerId, Group, GroupId, LedgerEntry, Passing, RepId
from store import colliding
from store.colliding import Collided
from store.customers import NewCustomer
from store.location import Location
from worker.desk import Actor
from worker.master import grouping
from worker.pipeline import Report

BO_WRITES = "Bo <bo@factory.example>"


@pytest.fixture
def both(location: Location) -> Iterator[Office]:
    """On SQLite and on PostgreSQL."""
    office = Office.at(location)
    yield with_a_group(office)
    office.book.close()


@pytest.fixture
def group(office: Office) -> Office:
    return with_a_group(office)


def with_a_group(office: Office) -> Office:
    """Two companies of one group, nobody's yet."""
    for name, domain in (("Nord GmbH", "nord.example"), ("Polar Ltd", "polar.example")):
        known(office, NewCustomer(name, MONDAY, domains=(domain,), group="Nord"))
    return office


def known(office: Office, new: NewCustomer) -> None:
    with office.intake.sitting(Report()) as sitting:
        customer = sitting.page.customers.add(new)
        sitting.welcome(customer, customer.emails, customer.domains)
        sitting.settle()


def owned(office: Office, number: int, owner: str) -> None:
    with office.intake.sitting(Report()) as sitting:
        sitting.page.customers.set(number, {"owner": owner})  # type: ignore[arg-type]


def kept(office: Office) -> list[Collided]:
    with office.reader() as reader:
        return colliding.conflicts(reader)


def anna_writes_to_nord(office: Office, day: float = 0) -> None:
    office.writes(sent(to="kaya@nord.example", subject=f"Offer {day}", day=day))


def bo_writes_to_polar(office: Office, day: float = 1) -> None:
    office.reads(
        FakeMailbox(
            account="bo",
            outbox=[
                mail("Our catalogue.", sender=BO_WRITES, to="jo@polar.example", subject="Hello", day=day)
            ],
            uidvalidity=int(100 + day),
        )
    )


def test_both_reps_and_both_companies_are_named_and_that_nothing_was_quoted(both: Office) -> None:
    anna_writes_to_nord(both)
    assert kept(both) == []

    bo_writes_to_polar(both)

    (found,) = kept(both)
    assert (found.sort, found.level) == ("two_reps_one_group", "warn")
    assert found.said == (
        "bo wrote to Polar Ltd on 2026-03-03, anna was in touch with Nord GmbH on 2026-03-02; "
        "nothing quoted yet"
    )


def test_it_is_said_once_however_often_they_write(group: Office) -> None:
    anna_writes_to_nord(group)
    bo_writes_to_polar(group, 1)
    anna_writes_to_nord(group, 2)
    bo_writes_to_polar(group, 3)

    assert len(kept(group)) == 1


def test_mail_that_comes_to_the_other_rep_counts_as_contact(group: Office) -> None:
    anna_writes_to_nord(group)
    group.gets(mail(sender="Jo <jo@polar.example>", to="bo@factory.example", day=2))

    (found,) = kept(group)
    assert found.words.startswith("bo had mail from Polar Ltd on 2026-03-04, anna was in touch")


def test_the_order_in_which_the_mail_is_read_does_not_matter(group: Office) -> None:
    bo_writes_to_polar(group, 5)
    anna_writes_to_nord(group, 0)

    (found,) = kept(group)
    assert {found.name, found.other_name} == {"Nord GmbH", "Polar Ltd"}


def test_after_the_time_of_the_policy_it_is_no_conflict(group: Office) -> None:
    anna_writes_to_nord(group, 0)
    bo_writes_to_polar(group, 31)

    assert kept(group) == []


def test_who_owns_a_sister_is_told_even_if_he_never_wrote(group: Office) -> None:
    owned(group, 2, "bo")
    anna_writes_to_nord(group)

    (found,) = kept(group)
    assert found.words == "anna wrote to Nord GmbH on 2026-03-02, bo owns Polar Ltd"


def test_who_stands_in_for_the_owner_of_both_is_no_second_rep(group: Office) -> None:
    owned(group, 1, "bo")
    owned(group, 2, "bo")

    anna_writes_to_nord(group)

    assert kept(group) == []


def test_automatic_mail_is_no_contact(group: Office) -> None:
    anna_writes_to_nord(group)
    group.gets(
        mail(
            "I am out of office.",
            sender="Jo <jo@polar.example>",
            to="bo@factory.example",
            subject="Automatic reply",
            headers=[("Auto-Submitted", "auto-replied")],
            day=1,
        )
    )

    assert kept(group) == []


def test_both_reps_find_it_and_nobody_else(both: Office) -> None:
    anna_writes_to_nord(both)
    bo_writes_to_polar(both)

    with both.reader() as reader:
        found = {rep: len(colliding.conflicts_of(reader, rep)) for rep in ("anna", "bo", "ann", "chen")}
        about = [colliding.about(reader, numbers) for numbers in ([1], [2], [3], [])]

    assert found == {"anna": 1, "bo": 1, "ann": 0, "chen": 0}
    assert [len(each) for each in about] == [1, 1, 0, 0]


def bo_writes_to_nord(office: Office, day: float = 1, *also: str) -> None:
    to = ", ".join(("kaya@nord.example", *also))
    outbox = [mail("Our catalogue.", sender=BO_WRITES, to=to, subject=f"Hello {day}", day=day)]
    office.reads(FakeMailbox(account="bo", outbox=outbox, uidvalidity=int(500 + day)))


def test_two_who_write_to_one_and_the_same_company_know_of_each_other(both: Office) -> None:
    anna_writes_to_nord(both)
    bo_writes_to_nord(both)

    (found,) = kept(both)
    assert (found.customer, found.other, found.level) == (1, 1, "warn")
    assert found.said == (
        "bo wrote to Nord GmbH on 2026-03-03, anna wrote to it on 2026-03-02; nothing quoted yet"
    )


def test_who_only_stands_in_for_an_owner_on_leave_is_no_second_rep(group: Office) -> None:
    owned(group, 1, "anna")
    policy = group.intake.playbook.policy
    leave = RepCalendar(away=(Days.parse("2026-03-03 to 2026-03-05"),))
    group.intake.playbook = replace(group.intake.playbook, policy=replace(policy, calendars={"anna": leave}))
    anna_writes_to_nord(group)
    bo_writes_to_nord(group, 1)

    assert kept(group) == []

    bo_writes_to_nord(group, 6)  # she is back

    assert len(kept(group)) == 1


def test_who_has_handed_it_over_is_no_second_rep(group: Office) -> None:
    owned(group, 1, "anna")
    anna_writes_to_nord(group)
    with group.intake.sitting(Report()) as sitting:
        given = LedgerEntry(MONDAY + timedelta(hours=20), CustomerId(1), Passing.HANDOVER, RepId("bo"))
        sitting.page.customers.pass_on(given)
    bo_writes_to_nord(group)

    assert kept(group) == []


def test_a_mail_to_several_counts_for_each(group: Office) -> None:
    known(group, NewCustomer("Sued KG", MONDAY, domains=("sued.example",)))
    group.writes(sent(to="kaya@sued.example", subject="Offer", day=0))
    bo_writes_to_nord(group, 1, "kaya@sued.example")

    assert [each.name for each in kept(group)] == ["Sued KG"]


def test_one_that_was_dismissed_long_ago_does_not_silence_a_new_one(group: Office) -> None:
    anna_writes_to_nord(group, 0)
    bo_writes_to_polar(group, 1)
    with group.intake.sitting(Report()) as sitting:
        sitting.page.conflicts.set(kept(group)[0].id, "dismissed")
    anna_writes_to_nord(group, 2)
    assert kept(group) == []

    anna_writes_to_nord(group, 60)
    bo_writes_to_polar(group, 61)

    (found,) = kept(group)
    assert found.at == MONDAY + timedelta(days=61)


def test_contact_of_one_group_is_kept_with_it(both: Office) -> None:
    with both.intake.sitting(Report()) as sitting:
        meant = Group(GroupId(1), "Nord")
        grouping.count_contact(sitting, meant, "touches", Actor("anna", MONDAY), "one buyer")

    with both.intake.sitting(Report()) as sitting:
        assert sitting.page.groups.contact(GroupId(1)) == "touches"

"""Do customers pass from hand to hand by one door, the ledger always right, and never two that win?"""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import MONDAY, FakeMailbox, Office, mail, playbook_of
from followups.pool import Pool
from followups.span import Span
from model import Customer, CustomerId, LedgerEntry, Passing, RepId
from store import hands
from store.book import Book, Page
from store.customers import NewCustomer, Signs
from store.location import Location
from store.queries import Reader
from worker import pool
from worker.desk import Actor, DeskError
from worker.intake import Intake
from worker.master import adding, editing, merging, undo
from worker.master.editing import Edit
from worker.pipeline import Playbook, Report

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ANNA_REP, BO = RepId("anna"), RepId("bo")
LEAD = NewCustomer("Nordlicht GmbH", NOON, country="DE", source="fair")
NOTHING = Edit({}, NewCustomer("", NOON), Signs())


def playbook(*pools: Pool, holding: int = 0) -> Playbook:
    shipped = playbook_of()
    policy = shipped.policy
    several = replace(policy.pool, pools=pools or (Pool("public"),), holding=holding)
    return replace(shipped, policy=replace(policy, pool=several))


@pytest.fixture
def intake(book: Book) -> Intake:
    return Intake(book, playbook())


def by(rep: str, at: datetime = NOON) -> Actor:
    return Actor(rep, at)


def passings(page: Page, number: CustomerId) -> list[tuple[str, str | None]]:
    return [(each.passing.value, each.rep) for each in page.ledger.of(number)]


def hand(customer: Customer | None) -> tuple[object, ...]:
    assert customer is not None
    return customer.owner, customer.owned_since, customer.came_by, customer.pool, customer.pooled


def lead(intake: Intake, new: NewCustomer = LEAD, actor: Actor | None = None) -> CustomerId:
    with intake.sitting(Report()) as sitting:
        return adding.add(sitting, new, actor or by("anna"), even_so=True).customer.id


def undone(intake: Intake, change: int, actor: Actor) -> int:
    """Taken back; answers the number of that change."""
    with intake.sitting(Report()) as sitting:
        undo.undo(sitting, change, actor)
        return sitting.page.changes.of(None, 1)[0].number


class TestOneDoor:
    def test_a_customer_without_owner_comes_into_a_pool(self, intake: Intake) -> None:
        number = lead(intake)

        with intake.book.begin() as page:
            assert hand(page.customers.one(number)) == (None, None, "", "", NOON)
            assert passings(page, number) == [("enter", None)]

    def test_claimed_given_back_and_claimed_by_another(self, intake: Intake) -> None:
        number, later = lead(intake), NOON + timedelta(days=3)
        with intake.sitting(Report()) as sitting:
            claimed = pool.claim(sitting, number, by("anna"))
            held = hand(claimed.customer)
            pool.release(sitting, number, by("anna", later), "no budget")
            released = hand(sitting.page.customers.one(number))
            pool.claim(sitting, number, by("bo", later))

        assert held == ("anna", NOON, "claim", "", None)
        assert released == (None, None, "", "", later)
        with intake.book.begin() as page:
            entries = page.ledger.of(number)
            assert passings(page, number) == [
                ("enter", None),
                ("claim", "anna"),
                ("release", "anna"),
                ("claim", "bo"),
            ]
            assert [(each.pool, each.why) for each in entries[1:3]] == [
                ("public", ""),
                ("public", "no budget"),
            ]
            assert hand(page.customers.one(number)) == ("bo", later, "claim", "", None)

    def test_a_claim_that_is_taken_back_puts_it_where_it_lay_and_refunds_nothing(self, book: Book) -> None:
        intake = Intake(book, playbook(Pool("public", per_day=1, cool_down=Span(30, "days"))))
        number, other = lead(intake), lead(intake, replace(LEAD, name="Muster AG"))
        with intake.sitting(Report()) as sitting:
            claimed = pool.claim(sitting, number, by("bo", NOON + timedelta(hours=1)))
        with intake.sitting(Report()) as sitting:
            undo.undo(sitting, claimed.change, by("bo", NOON + timedelta(hours=2)))

        with book.begin() as page:
            assert hand(page.customers.one(number)) == (None, None, "", "", NOON)
            assert passings(page, number)[1:] == [("claim", "bo"), ("release", "bo")]
        for which, because in ((other, "You have claimed 1 of 1"), (number, "You gave up Nordlicht GmbH")):
            with pytest.raises(DeskError, match=because), intake.sitting(Report()) as sitting:
                pool.claim(sitting, which, by("bo", NOON + timedelta(hours=3)))

    def test_a_release_that_is_taken_back_is_as_before(self, intake: Intake) -> None:
        number = lead(intake)
        with intake.sitting(Report()) as sitting:
            pool.claim(sitting, number, by("bo"))
            before = hand(sitting.page.customers.one(number))
            pool.release(sitting, number, by("bo", NOON + timedelta(days=1)), "slip")
        with intake.sitting(Report()) as sitting:
            undo.undo(sitting, undo.last(sitting, by("bo")), by("bo", NOON + timedelta(days=1)))
            assert hand(sitting.page.customers.one(number)) == before
            assert passings(sitting.page, number)[-1] == ("assign", "bo")

    def test_a_claim_done_again_is_a_claim(self, book: Book) -> None:
        intake = Intake(book, playbook(holding=1))
        number, other = lead(intake), lead(intake, replace(LEAD, name="Muster AG"))
        with intake.sitting(Report()) as sitting:
            change = pool.claim(sitting, number, by("bo")).change
        back = undone(intake, change, by("bo"))
        with intake.sitting(Report()) as sitting:
            second = pool.claim(sitting, other, by("bo")).change

        with pytest.raises(DeskError, match="You own 1 customers"):
            undone(intake, back, by("bo"))
        undone(intake, second, by("bo"))
        later = NOON + timedelta(days=2)
        undone(intake, back, by("bo", later))

        with book.begin() as page:
            assert hand(page.customers.one(number)) == ("bo", later, "claim", "", None)
            assert passings(page, number)[1:] == [("claim", "bo"), ("release", "bo"), ("claim", "bo")]
            assert len(page.ledger.claims(BO, "public", NOON)) == 3

    def test_a_slip_gives_no_second_place_once_another_was_claimed(self, book: Book) -> None:
        intake = Intake(book, playbook(holding=1))
        number, other = lead(intake), lead(intake, replace(LEAD, name="Muster AG"))
        with intake.sitting(Report()) as sitting:
            pool.claim(sitting, number, by("bo"))
            pool.release(sitting, number, by("bo", NOON + timedelta(hours=1)), "slip")
            slip = undo.last(sitting, by("bo"))
            pool.claim(sitting, other, by("bo", NOON + timedelta(hours=2)))

        with pytest.raises(DeskError, match="You own 1 customers"):
            undone(intake, slip, by("bo", NOON + timedelta(hours=3)))

    def test_an_assignment_that_another_takes_back_starts_no_cool_down(self, book: Book) -> None:
        intake = Intake(book, playbook(Pool("public", cool_down=Span(30, "days"))))
        number = lead(intake)
        with intake.sitting(Report()) as sitting:
            editing.edit(sitting, number, replace(NOTHING, values={"owner": BO}), by("anna"))
            change = undo.last(sitting, by("anna"))
        undone(intake, change, by("anna"))

        with intake.sitting(Report()) as sitting:
            assert passings(sitting.page, number)[-1] == ("enter", "bo")
            assert pool.claim(sitting, number, by("bo")).customer.owner == "bo"

    def test_a_move_that_is_taken_back_stands_in_the_ledger(self, book: Book) -> None:
        intake = Intake(book, playbook(Pool("public"), Pool("vip")))
        number = lead(intake)
        with intake.sitting(Report()) as sitting:
            pool.move(sitting, number, "vip", by("anna"))
            change = undo.last(sitting, by("anna"))
        undone(intake, change, by("anna"))

        with book.begin() as page:
            assert [(each.passing.value, each.pool) for each in page.ledger.of(number)][1:] == [
                ("move", "vip"),
                ("move", "public"),
            ]

    def test_what_was_given_up_under_a_merged_number_counts_for_who_stays(self, book: Book) -> None:
        intake = Intake(book, playbook(Pool("public", cool_down=Span(30, "days"))))
        gone, stays = lead(intake), lead(intake, replace(LEAD, name="Nordlicht AG"))
        with intake.sitting(Report()) as sitting:
            pool.claim(sitting, gone, by("bo"))
            pool.release(sitting, gone, by("bo"), "no budget")
            merging.merge(sitting, gone, stays, by("anna"))
            merge = undo.last(sitting, by("anna"))

        with pytest.raises(DeskError, match="You gave up"), intake.sitting(Report()) as sitting:
            pool.claim(sitting, stays, by("bo"))
        with Reader(book.location) as reader:
            assert [each.passing.value for each in hands.ledger_of(reader, stays)] == [
                "enter",
                "enter",
                "claim",
                "release",
            ]
            assert hands.given_up(reader, BO).customers == {stays: NOON}
        undone(intake, merge, by("anna"))
        with intake.sitting(Report()) as sitting:
            assert pool.claim(sitting, stays, by("bo")).customer.owner == "bo"
            assert passings(sitting.page, gone)[-1] == ("enter", None)

    def test_nobody_assigns_a_pooled_customer_to_himself(self, intake: Intake) -> None:
        number, other = lead(intake), lead(intake, replace(LEAD, name="Muster AG"))
        mine = replace(NOTHING, values={"owner": BO})

        with pytest.raises(DeskError, match="genjin pool claim"), intake.sitting(Report()) as sitting:
            editing.edit(sitting, number, mine, by("bo"))
        with pytest.raises(DeskError, match="genjin pool claim"), intake.sitting(Report()) as sitting:
            merging.merge(sitting, other, number, by("bo"), BO)
        with intake.sitting(Report()) as sitting:
            editing.edit(sitting, number, mine, by("anna"))
            assert sitting.page.customers.one(number).owner == "bo"  # type: ignore[union-attr]

    def test_by_hand_and_by_a_merge(self, intake: Intake) -> None:
        number, gone = lead(intake), lead(intake, replace(LEAD, name="Nordlicht AG", owner=BO))
        day = NOON + timedelta(days=1)
        with intake.sitting(Report()) as sitting:
            merging.merge(sitting, gone, number, by("anna", day))
            merged = hand(sitting.page.customers.one(number))
            editing.edit(sitting, number, replace(NOTHING, values={"owner": None}), by("anna", day))
            freed = hand(sitting.page.customers.one(number))
            told = passings(sitting.page, number)

        assert merged == ("bo", day, "assign", "", None)
        assert freed == (None, None, "", "", day)
        assert told == [("enter", None), ("assign", "bo"), ("release", "bo")]

    def test_an_edit_of_something_else_starts_nothing_anew(self, intake: Intake) -> None:
        number = lead(intake)
        with intake.sitting(Report()) as sitting:
            before = hand(sitting.page.customers.one(number))
            values = {"country": "FR", "owner": None}
            editing.edit(sitting, number, replace(NOTHING, values=values), by("anna", NOON + timedelta(9)))

            assert hand(sitting.page.customers.one(number)) == before
            assert passings(sitting.page, number) == [("enter", None)]

    def test_moved_it_lies_there_whatever_the_rules_say(self, book: Book) -> None:
        intake = Intake(book, playbook(Pool("public"), Pool("vip", reps=("bo",))))
        number = lead(intake)
        with intake.sitting(Report()) as sitting:
            moved = pool.move(sitting, number, "vip", by("anna", NOON + timedelta(days=1)))

        assert hand(moved) == (None, None, "", "vip", NOON + timedelta(days=1))
        with pytest.raises(DeskError, match="Only bo may claim"), intake.sitting(Report()) as sitting:
            pool.claim(sitting, number, by("anna", NOON + timedelta(days=2)))

    def test_only_its_owner_gives_it_back(self, intake: Intake) -> None:
        number = lead(intake, replace(LEAD, owner=BO))

        with (
            pytest.raises(DeskError, match="is bo's, and only its owner"),
            intake.sitting(Report()) as sitting,
        ):
            pool.release(sitting, number, by("anna"), "mine now")

    def test_a_cool_down_holds_for_the_whole_group(self, book: Book) -> None:
        intake = Intake(book, playbook(Pool("public", cool_down=Span(30, "days"))))
        number = lead(intake, replace(LEAD, group="Licht"))
        sister = lead(intake, replace(LEAD, name="Suedlicht AG", group="Licht"))
        with intake.sitting(Report()) as sitting:
            pool.claim(sitting, number, by("bo"))
            pool.release(sitting, number, by("bo"), "no budget")

        with pytest.raises(DeskError, match="or a company of its group"), intake.sitting(Report()) as sitting:
            pool.claim(sitting, sister, by("bo", NOON + timedelta(days=29)))
        with intake.sitting(Report()) as sitting:
            pool.claim(sitting, sister, by("anna", NOON + timedelta(days=29)))


class TestByMail:
    def test_a_lead_is_whose_mailbox_it_came_to_since_it_wrote(self, office: Office) -> None:
        office.gets(mail(day=3))

        with office.book.begin() as page:
            (number,) = page.customers.numbers()
            day = MONDAY + timedelta(days=3)
            assert hand(page.customers.one(CustomerId(number))) == ("anna", day, "assign", "", None)

    def test_an_older_mail_tells_whose_it_was_unless_a_person_has_said_whose_it_is(
        self, office: Office
    ) -> None:
        shared = FakeMailbox("info", [mail(day=3, to="info@factory.example", id="new")])
        office.reads(shared)
        with office.book.begin() as page:
            number = CustomerId(next(iter(page.customers.numbers())))
            unowned = page.customers.one(number)
        office.gets(mail(day=1, id="older"))
        with office.book.begin() as page:
            told = page.customers.one(number)
        with office.intake.sitting(Report()) as sitting:
            editing.edit(sitting, number, replace(NOTHING, values={"owner": BO}), by("bo"))
        office.gets(mail(day=0, id="oldest"))

        assert (hand(unowned)[0], hand(unowned)[4]) == (None, MONDAY + timedelta(days=3))
        assert hand(told)[:3] == ("anna", MONDAY + timedelta(days=1), "assign")
        with office.book.begin() as page:
            last = page.customers.one(number)
        assert last is not None
        assert (last.owner, last.created) == ("bo", MONDAY)


def test_an_older_mail_does_not_override_an_owner_of_before_the_ledger(office: Office) -> None:
    office.gets(mail(day=3))
    with office.book.begin() as page:
        number = CustomerId(next(iter(page.customers.numbers())))
        page.customers.set(number, {"owner": BO})
        page.customers.set(number, {"owned_since": None, "came_by": ""})  # as an upgraded book has it
        page.customers.known_since(number, MONDAY, ANNA_REP)

        known = page.customers.one(number)
    assert known is not None
    assert (known.owner, known.created) == ("bo", MONDAY)


# -- two at once -------------------------------------------------------------------------------------------

ROUNDS = 200


def claims_all(place: Location, rep: str, numbers: list[int], barrier: object, won: object) -> None:
    """In a process of its own: claim one customer after the other, as fast as it goes."""
    intake = Intake(Book(place), playbook())
    got = []
    barrier.wait()  # type: ignore[attr-defined]
    for number in numbers:
        try:
            with intake.sitting(Report()) as sitting:
                pool.claim(sitting, CustomerId(number), Actor(rep, NOON))
            got.append(number)
        except DeskError:
            continue
    won.put((rep, got))  # type: ignore[attr-defined]


def test_of_two_processes_that_claim_the_same_customers_one_gets_each(book: Book) -> None:
    with book.begin() as page:
        numbers = [page.customers.enter(replace(LEAD, name=f"C{each}")) for each in range(ROUNDS)]
    context = multiprocessing.get_context("spawn")
    barrier, won = context.Barrier(2), context.Queue()

    both = [
        context.Process(target=claims_all, args=(book.location, rep, numbers, barrier, won))
        for rep in ("anna", "bo")
    ]
    for each in both:
        each.start()
    got = dict(won.get(timeout=60) for _ in both)
    for each in both:
        each.join(20)

    assert sorted([*got["anna"], *got["bo"]]) == numbers
    with book.begin() as page:
        for rep, theirs in got.items():
            assert {page.customers.one(CustomerId(number)).owner for number in theirs} <= {rep}  # type: ignore[union-attr]
            assert all(passings(page, CustomerId(number))[1:] == [("claim", rep)] for number in theirs)


def test_the_update_itself_lets_one_win_even_if_both_have_looked_before(book: Book) -> None:
    with book.begin() as page:
        number = page.customers.enter(LEAD)
    claim = LedgerEntry(NOON, number, Passing.CLAIM, ANNA_REP, "public")

    with book.begin() as page:
        first = page.customers.pass_on(claim)
        second = page.customers.pass_on(replace(claim, rep=BO))
        given_back_by_another = page.customers.pass_on(replace(claim, rep=BO, passing=Passing.RELEASE))

        assert (first, second, given_back_by_another) == (True, False, False)
        assert passings(page, number)[1:] == [("claim", "anna")]


# -- under any interleaving --------------------------------------------------------------------------------

LIMITED = Pool("public", per_day=2, per_week=4, freeze=Span(2, "hours"), cool_down=Span(2, "days"))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("claim", "claim", "release", "undo", "undo of undo", "hours")),
            st.sampled_from(("anna", "bo")),
            st.integers(0, 5),
        ),
        max_size=30,
    )
)
def test_claims_never_pass_a_limit_in_whatever_order_they_come(
    office: Office, steps: list[tuple[str, str, int]]
) -> None:
    office.intake.playbook = playbook(LIMITED, holding=3)
    week, now = office.intake.playbook.policy.calendar, NOON + timedelta(days=1)
    with office.book.begin() as page:
        numbers = [page.customers.enter(replace(LEAD, name=f"C{each}")) for each in range(6)]

    for step, rep, number in steps:
        now += timedelta(hours=number if step == "hours" else 0)
        _does(office.intake, step, Actor(f"{rep}", now), numbers[number])

    with office.book.begin() as page:
        for rep in (ANNA_REP, BO):
            days = [week.day_of(each) for each in page.ledger.claims(rep, "public", NOON)]
            assert all(days.count(day) <= 2 for day in days)
            weeks = [day.isocalendar()[:2] for day in days]
            assert all(weeks.count(one) <= 4 for one in weeks)
            assert page.ledger.holding(rep) <= 3


def _last_undo(page: Page, actor: Actor) -> int:
    own = (each for each in page.changes.of(None, 40) if each.actor == actor.name)
    found = next((each.number for each in own if each.undoes and each.undone_by is None), None)
    if found is None:
        raise DeskError("Nothing was taken back.")
    return found


def _does(intake: Intake, step: str, actor: Actor, number: CustomerId) -> None:
    """What is refused is refused; nothing else may go wrong."""
    try:
        with intake.sitting(Report()) as sitting:
            if step == "claim":
                pool.claim(sitting, number, actor)
            elif step == "release":
                pool.release(sitting, number, actor, "enough")
            elif step == "undo":
                undo.undo(sitting, undo.last(sitting, actor), actor)
            elif step == "undo of undo":
                undo.undo(sitting, _last_undo(sitting.page, actor), actor)
    except DeskError:
        pass

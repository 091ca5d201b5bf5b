"""What a rep does at the desk, and that every bit of it can be taken back, mail or no mail in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fakes import MONDAY, Office, mail, sent
from model import CustomerId, Duty, FollowUp, FollowUpId, GenjinError, InteractionKind
from store import lookups, standing
from store.book import Book
from store.customers import NewCustomer
from worker import business, desk, logbook
from worker.desk import Actor, DeskError, Happening
from worker.intake import Intake, Sitting
from worker.master import undo
from worker.pipeline import Playbook, Report

NORDLICHT = CustomerId(1)
FAR = MONDAY + timedelta(days=9999)
DAY = timedelta(days=1)
ANNA = Actor("anna", MONDAY + timedelta(days=12))


@pytest.fixture
def office(book: Book, playbook: Playbook) -> Office:
    """They asked, Anna answered with a promise and has been waiting for eight days."""
    office = Office(book, Intake(book, playbook))
    with book.begin() as page:
        page.customers.add(
            NewCustomer(
                "Nordlicht GmbH",
                MONDAY - 30 * DAY,
                domains=("nordlicht.example",),
                contacts=(("jana@nordlicht.example", "Jana"),),
                country="DE",
                owner="anna",  # type: ignore[arg-type]
                volume_class="A",
            )
        )
    office.gets(mail(id="1"))
    office.writes(sent("We will send you the samples by Friday.", day=0.5, answers="1", id="2"))
    return office


def does(office: Office, act: Callable[[Sitting], object]) -> None:
    with office.intake.sitting(Report()) as sitting:
        act(sitting)


def owed(office: Office) -> list[FollowUp]:
    with office.reader() as reader:
        return reader.follow_ups_of(NORDLICHT)


def one(office: Office, duty: Duty) -> FollowUp:
    (found,) = (each for each in owed(office) if each.obligation.duty is duty)
    return found


def duties(office: Office) -> set[Duty]:
    return {each.obligation.duty for each in owed(office)}


def story(office: Office) -> list[tuple[str, str]]:
    with office.reader() as reader:
        return [(row.kind, row.summary) for row in reader.timeline(NORDLICHT, 50)]


def as_owed(office: Office) -> list[tuple[int, str, datetime, datetime | None, str]]:
    return [
        (each.id, each.obligation.duty.value, each.obligation.due, each.snoozed_until, each.note)
        for each in owed(office)
    ]


def undone(office: Office, number: int | None = None) -> None:
    does(office, lambda at: undo.undo(at, number or undo.last(at, ANNA), ANNA))


ACTS: dict[str, Callable[[Office, Sitting], object]] = {
    "done": lambda office, at: desk.complete(at, one(office, Duty.CADENCE).id, ANNA, "called"),
    "snooze": lambda office, at: desk.snooze(at.page, one(office, Duty.CHASE).id, FAR, ANNA, "board"),
    "log": lambda _, at: desk.log(at, NORDLICHT, InteractionKind.CALL, ANNA, "agreed"),
    "kept": lambda office, at: desk.keep(at, one(office, Duty.PROMISE).id, ANNA, "by courier"),
    "dropped": lambda office, at: desk.drop(at, one(office, Duty.PROMISE).id, ANNA, "they bought elsewhere"),
    "quote": lambda _, at: logbook.note(
        at, NORDLICHT, Happening(InteractionKind.QUOTE, "offer"), ANNA, business.Said(number="Q-1")
    ),
}


class TestUndo:
    @pytest.mark.parametrize("act", ACTS)
    def test_whatever_was_done_is_as_if_it_had_not_been(self, office: Office, act: str) -> None:
        before = (as_owed(office), story(office))

        does(office, lambda at: ACTS[act](office, at))
        between = (as_owed(office), story(office))
        undone(office)

        assert between != before
        assert (as_owed(office), story(office)) == before

    @pytest.mark.parametrize("act", ACTS)
    def test_the_same_where_mail_came_in_between(self, office: Office, act: str) -> None:
        note = mail("Thank you, one more question: is it in stock?", day=13, id="3", answers="2")

        does(office, lambda at: ACTS[act](office, at))
        office.gets(note)
        undone(office)

        does(office, lambda at: at.owe([NORDLICHT]))
        kinds = [kind for kind, _ in story(office)]
        assert kinds == ["mail_in", "mail_out", "mail_in"]
        assert all(each.snoozed_until is None and not each.note for each in owed(office))
        if act in ("kept", "dropped"):
            assert Duty.PROMISE in duties(office)
        assert Duty.REPLY in duties(office)

    def test_an_undone_undo_does_it_again(self, office: Office) -> None:
        number = one(office, Duty.PROMISE).id
        does(office, lambda at: desk.keep(at, number, ANNA))
        undone(office)

        with office.reader() as reader:
            last = max(row["id"] for row in reader.ask("SELECT id FROM change", {}))
        undone(office, last)

        assert Duty.PROMISE not in duties(office)

    def test_several_at_once_are_one_change(self, office: Office) -> None:
        before = as_owed(office)
        numbers = [each.id for each in owed(office) if each.obligation.duty is not Duty.POOL_RETURN]
        does(office, lambda at: desk.complete_all(at, [*numbers, *numbers], ANNA))

        undone(office)

        assert as_owed(office) == before

    def test_what_was_done_anew_since_is_taken_back_first(self, office: Office) -> None:
        number = one(office, Duty.PROMISE).id
        does(office, lambda at: desk.complete(at, number, ANNA))
        does(office, lambda at: desk.reopen(at, number, ANNA))

        with pytest.raises(DeskError, match=r"Change 2 .* came after change 1"):
            undone(office, 1)

    def test_another_call_in_between_is_in_nobodys_way(self, office: Office) -> None:
        does(office, lambda at: desk.log(at, NORDLICHT, InteractionKind.CALL, ANNA, "first"))
        does(office, lambda at: desk.log(at, NORDLICHT, InteractionKind.CALL, ANNA, "second"))

        undone(office, 1)

        assert [words for kind, words in story(office) if kind == "call"] == ["second"]


class TestDone:
    def test_all_or_nothing_and_everything_that_is_wrong_is_told(self, office: Office) -> None:
        good = one(office, Duty.PROMISE).id
        numbers = [good, FollowUpId(990), FollowUpId(991)]

        with pytest.raises(DeskError, match=r"990.*\n.*991.*\nNothing was done"):
            does(office, lambda at: desk.complete_all(at, numbers, ANNA))

        assert one(office, Duty.PROMISE).id == good

    def test_done_with_a_kind_of_content_says_what_it_brought(self, office: Office) -> None:
        number = one(office, Duty.CHASE).id
        does(office, lambda at: desk.complete(at, number, ANNA, content="similar_case"))

        with office.reader() as reader:
            rows = reader.ask(
                "SELECT content FROM interaction WHERE cause LIKE :cause", {"cause": f"done:{number}:%"}
            )

        assert [row["content"] for row in rows] == ["similar_case"]

    def test_a_kind_that_the_policy_does_not_name_is_refused(self, office: Office) -> None:
        with office.book.begin() as page:
            page.note_fact("contents", '{"new_product": ["new product", "新品"]}')

        with pytest.raises(DeskError, match="no kind of content; there are new_product"):
            does(
                office,
                lambda at: desk.enter(at, NORDLICHT, Happening(InteractionKind.CALL, "", None, "x"), ANNA),
            )


class TestPromise:
    @pytest.mark.parametrize(("act", "cause"), [("kept", "kept"), ("dropped", "dropped")])
    def test_how_it_ended_is_told_apart(self, office: Office, act: str, cause: str) -> None:
        number = one(office, Duty.PROMISE).id
        does(office, lambda at: ACTS[act](office, at))

        with office.reader() as reader:
            causes = {row["cause"] for row in reader.ask("SELECT cause FROM interaction", {})}

        assert f"{cause}:{number}" in causes
        assert Duty.PROMISE not in duties(office)

    def test_reopened_it_is_owed_again(self, office: Office) -> None:
        number = one(office, Duty.PROMISE).id
        does(office, lambda at: desk.drop(at, number, ANNA, "no"))

        does(office, lambda at: desk.reopen(at, number, ANNA))

        assert one(office, Duty.PROMISE).id == number
        assert "dropped" not in str(story(office))

    def test_only_a_promise_can_be_kept(self, office: Office) -> None:
        with pytest.raises(DeskError, match="is no promise but chase: genjin done"):
            does(office, lambda at: desk.keep(at, one(office, Duty.CHASE).id, ANNA))


class TestLog:
    def test_what_happened_days_ago_stands_there(self, office: Office) -> None:
        then = MONDAY + 3 * DAY
        does(
            office, lambda at: desk.enter(at, NORDLICHT, Happening(InteractionKind.VISIT, "met", then), ANNA)
        )

        with office.reader() as reader:
            first = reader.timeline(NORDLICHT, 1)[0]

        assert (first.at, first.kind) == (then, "visit")
        assert Duty.CHASE not in duties(office) or one(office, Duty.CHASE).obligation.opened >= then

    def test_an_order_becomes_a_fact_and_a_call_has_no_amount(self, office: Office) -> None:
        said = business.Said(number="PO-7", amount=business.amount_of("12,000.50"), currency="USD")
        order, call = (Happening(kind, "by phone") for kind in (InteractionKind.ORDER, InteractionKind.CALL))

        does(office, lambda at: logbook.note(at, NORDLICHT, order, ANNA, said))
        with pytest.raises(GenjinError, match="A call has no number"):
            does(office, lambda at: logbook.note(at, NORDLICHT, call, ANNA, said))

        with office.reader() as reader:
            (fact,) = reader.ask("SELECT sort, number, amount, currency FROM business_fact", {})
        assert tuple(fact[name] for name in ("sort", "number", "currency")) == ("order", "PO-7", "USD")


class TestReading:
    """The plain SQL that the desk's commands ask, on every database."""

    def test_promises_are_one_reps_or_everybodys(self, office: Office) -> None:
        with office.reader() as reader:
            annas, bos = standing.promises(reader, "anna"), standing.promises(reader, "bo")
            every = standing.promises(reader, None)

        assert [each.obligation.duty for each in annas] == [Duty.PROMISE]
        assert (bos, every) == ([], annas)

    def test_a_follow_up_is_found_in_any_state(self, office: Office) -> None:
        number = one(office, Duty.PROMISE).id
        does(office, lambda at: desk.keep(at, number, ANNA))

        with office.reader() as reader:
            found, none = (standing.any_follow_up(reader, each) for each in (number, FollowUpId(999)))
            whose = standing.whose(reader, [number, 999, number])

        assert found is not None
        assert (found[0].id, found[1], none, whose) == (number, "done", None, [NORDLICHT])

    def test_whose_a_customer_is(self, office: Office) -> None:
        with office.reader() as reader:
            known, nobody = standing.hands(reader, NORDLICHT), standing.hands(reader, CustomerId(99))

        assert (known.owner, known.stage, nobody) == ("anna", "", standing.NOBODYS)

    def test_a_timeline_from_a_day_on_and_of_some_kinds(self, office: Office) -> None:
        with office.reader() as reader:
            late = reader.timeline(NORDLICHT, 9, since=MONDAY + DAY / 4)
            some = reader.timeline(NORDLICHT, 9, kinds=("mail_in", "call"))

        assert [row.kind for row in late] == ["mail_out"]
        assert [row.kind for row in some] == ["mail_in"]

    def test_what_i_changed_and_what_all_did(self, office: Office) -> None:
        does(office, lambda at: desk.log(at, NORDLICHT, InteractionKind.CALL, ANNA, "mine"))
        does(office, lambda at: desk.log(at, NORDLICHT, InteractionKind.CALL, Actor("bo", ANNA.now), "his"))

        with office.reader() as reader:
            mine, all_of = (lookups.changes_by(reader, actor, 9) for actor in ("anna", ""))

        assert [each.words for each in mine] == ["call with Nordlicht GmbH: mine"]
        assert [each.actor for each in all_of] == ["bo", "anna"]

"""Handing out in turn, as a manager does it: order, next, simulate, log, weights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import MONDAY, FakeMailbox, Office, genjin, mail, playbook_of
from followups.calendar import Days, RepCalendar
from followups.rotation import Rotation
from model import CustomerId, LedgerEntry, Passing, RepId
from store import turned
from store.book import Book
from store.customers import NewCustomer
from store.location import Location
from worker import pool
from worker.desk import Actor
from worker.intake import Intake
from worker.leaving import pass_all
from worker.pipeline import Report
from worker.rotating import Handed, hand_out_all, hand_out_waiting
from worker.rounds import renew_plan

SETTINGS = (
    "team: {domains: [ourfactory.example], reps: {lina: {}, wangwei: {}, chen: {}}}\naccounts: []\nme: lina\n"
)
SHIPPED = Path(__file__).resolve().parent.parent / "followups" / "policy.yaml"
BOSS = Actor("boss", MONDAY)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A team of three, and six customers without owner."""
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    policy = SHIPPED.read_text("utf-8").replace("  reps: {}  ", "  reps: {lina: 3, wangwei: 2, chen: 1}  ")
    (tmp_path / "policy.yaml").write_text(policy, "utf-8")
    rows = "".join(f"Firm {number} Trading\n" for number in ("Asa", "Bor", "Cet", "Dov", "Eik", "Fjord"))
    (tmp_path / "a.csv").write_text(f"name\n{rows}", "utf-8")
    done(tmp_path, "import", "customers", str(tmp_path / "a.csv"))
    return tmp_path


def done(home: Path, *words: str, said: str = "") -> str:
    result = genjin("--home", str(home), *words, said=said)
    assert result.exit_code == 0, result.output
    return str(result.output)


def values(home: Path, *words: str, said: str = "") -> Any:
    return json.loads(done(home, *words, "--format", "json", said=said))


def test_the_order_is_shown_before_anything_is_handed_out(home: Path) -> None:
    rows = values(home, "rotate", "order", "-n", "7")

    assert [row["rep"] for row in rows] == ["lina", "wangwei", "chen", "lina", "wangwei", "lina", "lina"]
    assert values(home, "rotate", "log") == []


def test_customers_are_handed_out_in_turn_and_the_next_command_goes_on(home: Path) -> None:
    first = values(home, "rotate", "next", "1", "2", "3", "4")
    then = values(home, "rotate", "next", "-", said="5\n6\n")

    assert [row["rep"] for row in (*first, *then)] == ["lina", "wangwei", "chen", "lina", "wangwei", "lina"]
    assert first[0]["why"] == "lina's turn, round 1 of 3:2:1"
    assert values(home, "show", "1")["owner"] == "lina"


def test_a_pool_is_handed_out_from_its_oldest(home: Path) -> None:
    rows = values(home, "rotate", "next", "--pool", "public", "--count", "2")

    assert [(row["id"], row["rep"]) for row in rows] == [(1, "lina"), (2, "wangwei")]


def test_taken_back_the_customer_is_nobodys_and_the_turn_stays_spent(home: Path) -> None:
    said = done(home, "rotate", "next", "1")
    change = said.split("genjin undo ")[1].split()[0]

    done(home, "customers", "undo", change)
    again = values(home, "rotate", "next", "1")

    assert "the turn stays spent" in said
    assert again[0]["rep"] == "wangwei"


def test_a_company_of_a_group_goes_to_its_owner_out_of_turn(home: Path) -> None:
    done(home, "groups", "add", "Nord", "1", "2")
    done(home, "customers", "edit", "1", "--owner", "chen")

    (bound,) = values(home, "rotate", "next", "2")
    (turn,) = values(home, "rotate", "next", "3")

    assert (bound["rep"], bound["outcome"]) == ("chen", "bound")
    assert bound["why"].startswith("same group Nord: chen has ")
    assert turn["rep"] == "lina"


def test_who_has_an_owner_keeps_it(home: Path) -> None:
    done(home, "rotate", "next", "1")

    (row,) = values(home, "rotate", "next", "1")

    assert (row["rep"], row["outcome"], row["why"]) == ("lina", "", "lina owns it already")
    assert len(values(home, "rotate", "log")) == 1


def test_who_is_away_or_full_is_passed_over_with_the_reason(home: Path) -> None:
    text = (home / "policy.yaml").read_text("utf-8").replace("  cap: 0  ", "  cap: 1  ")
    yesterday, later = (datetime.now(UTC).date() + timedelta(days=days) for days in (-1, 90))
    text += f"\ncalendars: {{lina: {{away: [{yesterday} to {later}]}}}}\n"
    (home / "policy.yaml").write_text(text, "utf-8")

    first, second = values(home, "rotate", "next", "1", "2")
    order = values(home, "rotate", "order")
    nobody = genjin("--home", str(home), "rotate", "next", "3")

    assert (first["rep"], first["passed_over"]) == ("wangwei", f"lina away until {later}")
    assert second["rep"] == "chen"
    assert [row["rep"] for row in order] == ["nobody"]
    assert "wangwei full: owns 1, and 1 is the cap" in order[0]["passed_over"]
    assert nobody.exit_code == 1
    assert "it stays in its pool" in nobody.output
    assert {row["outcome"] for row in values(home, "rotate", "log")} == {"given", "skipped"}


def test_other_weights_are_tried_before_they_take_effect(home: Path) -> None:
    shown = values(home, "rotate", "simulate", "-n", "12", "--weights", "lina=1,chen=1")

    assert "".join(rep[0] for rep in shown["before"]) == "lwclwl" * 2
    assert "".join(rep[0] for rep in shown["after"]) == "lc" * 6
    assert [(each["rep"], each["share"], each["new_share"]) for each in shown["shares"]] == [
        ("lina", 50.0, 50.0),
        ("wangwei", 33.3, 0.0),
        ("chen", 16.7, 50.0),
    ]
    assert "then: lina chen lina" in done(home, "rotate", "simulate", "--weights", "lina=1,chen=1")


def test_weights_follow_from_orders_after_the_hand_out(home: Path) -> None:
    done(home, "rotate", "next", "1", "2", "3", "4", "5", "6")
    done(home, "log", "1", "order", "PO 4711")

    rows = {row["rep"]: row for row in values(home, "rotate", "weights")}
    shown = values(home, "rotate", "simulate", "--from-conversion")

    assert [(rep, row["handed"], row["won"]) for rep, row in rows.items()] == [
        ("lina", 3, 1),
        ("wangwei", 2, 0),
        ("chen", 1, 0),
    ]
    assert rows["lina"]["by_conversion"] == 5
    assert rows["lina"]["by_conversion"] > rows["wangwei"]["by_conversion"]
    assert {each["rep"]: each["new_weight"] for each in shown["shares"]}["lina"] == 5


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("next",), "Name customers"),
        (("next", "99"), "There is no customer 99"),
        (("next", "--pool", "nowhere"), "There is no pool `nowhere`"),
        (("simulate", "--weights", "lina"), "is no weight"),
        (("simulate", "--weights", "nobody=1"), "There is no rep `nobody`"),
        (("simulate", "--weights", "lina=0"), "all weights are 0"),
    ],
)
def test_what_cannot_be_done_is_told(home: Path, words: tuple[str, ...], told: str) -> None:
    result = genjin("--home", str(home), "rotate", *words)

    assert result.exit_code in (1, 2)
    assert told in result.output


def test_without_names_in_the_policy_it_says_where_to_write_them(home: Path) -> None:
    (home / "policy.yaml").unlink()

    for words in (("order",), ("next", "1"), ("weights",)):
        result = genjin("--home", str(home), "rotate", *words)
        assert result.exit_code == 1
        assert "rotation: reps:" in result.output


# -- on both databases, below the command line ---------------------------------------------------------------


@pytest.fixture
def team(location: Location) -> Iterator[Office]:
    book = Book(location)
    book.prepare()
    yield Office(book, intake_of(book, Rotation({"anna": 1, "bo": 1}, automatic=True)))
    book.close()


def intake_of(book: Book, rotation: Rotation, **calendars: RepCalendar) -> Intake:
    playbook = playbook_of()
    policy = replace(playbook.policy, rotation=rotation, calendars=calendars)
    return Intake(book, replace(playbook, policy=policy))


def known(office: Office, name: str, **more: Any) -> CustomerId:
    with office.intake.sitting(Report()) as sitting:
        customer = sitting.page.customers.add(NewCustomer(name, MONDAY, **more))
        sitting.welcome(customer, customer.emails, customer.domains)
        sitting.settle()
    return customer.id


def handed(office: Office, *customers: CustomerId) -> list[Handed]:
    with office.intake.sitting(Report()) as sitting:
        return hand_out_all(sitting, customers, BOSS)[0]


@pytest.mark.parametrize(
    ("mine", "new", "why"),
    [
        ({"domains": ("nord.example",)}, {"domains": ("nord.example",)}, "same domain nord.example"),
        ({"group": "Nord"}, {"group": "Nord"}, "same group Nord"),
        (
            {"contacts": (("kaya@gmail.com", "Kaya"),)},
            {"contacts": (("kaya@gmail.com", "Kaya"),)},
            "same buyer",
        ),
        (
            {"source": "portal", "country": "DE", "titles": ("Nord Valves",)},
            {"source": "portal", "country": "DE", "titles": ("Nord Valves",)},
            "same portal buyer",
        ),
    ],
)
def test_what_binds_goes_before_any_turn(
    team: Office, mine: dict[str, Any], new: dict[str, Any], why: str
) -> None:
    known(team, "First", owner=RepId("bo"), **mine)
    second, stranger = known(team, "Second", **new), known(team, "Stranger")

    bound, turn = handed(team, second, stranger)

    assert (bound.rep, bound.outcome) == ("bo", turned.Outcome.BOUND)
    assert bound.why.startswith(why)
    assert (turn.rep, turn.outcome) == ("anna", turned.Outcome.GIVEN)


def test_free_mail_binds_nobody(team: Office) -> None:
    known(team, "First", owner=RepId("bo"), contacts=(("a@gmail.com", "A"),))
    second = known(team, "Second", contacts=(("b@gmail.com", "B"),))

    (turn,) = handed(team, second)

    assert turn.rep == "anna"


def test_of_several_owners_the_one_with_most_companies_gets_it(team: Office) -> None:
    for name, owner in (("One", "bo"), ("Two", "anna"), ("Three", "anna")):
        known(team, name, owner=RepId(owner), group="Nord")
    new = known(team, "Four", group="Nord")

    (bound,) = handed(team, new)

    assert bound.rep == "anna"
    assert bound.why == "same group Nord: anna has Two, Three"


def test_leads_of_a_shared_mailbox_are_handed_out_as_they_come(team: Office) -> None:
    old = known(team, "Old", source="mail")
    sweep(team)  # it becomes automatic here: what lay there before is a person's to hand out
    arrives(team, "jo@polaris.example", "kaya@nord.example")

    done = sweep(team)
    again = sweep(team)

    assert [(each.name, each.rep) for each in done] == [("polaris.example", "anna"), ("nord.example", "bo")]
    assert again == []
    with team.reader() as reader:
        card = reader.card(old)
        assert card is not None
        assert card.owner == ""
        assert [each.actor for each in turned.last_turns(reader)] == ["genjin", "genjin"]


def test_while_everybody_is_away_leads_wait_and_the_log_stays_quiet(team: Office) -> None:
    sweep(team)
    arrives(team, "jo@polaris.example")
    leave = RepCalendar(away=(Days.parse("2026-03-01 to 2026-03-31"),))
    rotation = Rotation({"anna": 1, "bo": 1}, automatic=True)
    nobody = Office(team.book, intake_of(team.book, rotation, anna=leave, bo=leave))

    assert (sweep(nobody), sweep(nobody)) == ([], [])
    assert [each.rep for each in sweep(team)] == ["anna"]


def test_what_comes_between_the_policy_and_the_first_sweep_is_handed_out(team: Office) -> None:
    renew_plan(team.book, team.intake)
    arrives(team, "jo@polaris.example")

    assert [each.rep for each in sweep(team)] == ["anna"]


def test_who_moves_a_lead_to_another_pool_takes_it_from_nobody(team: Office) -> None:
    sweep(team)
    arrives(team, "jo@polaris.example")
    with team.intake.sitting(Report()) as sitting:
        number = CustomerId(sitting.page.turns.newest())
        moved = LedgerEntry(MONDAY, number, Passing.MOVE, None, "vip", actor="boss")
        assert sitting.page.customers.pass_on(moved)

    assert [each.rep for each in sweep(team)] == ["anna"]


def test_who_just_gave_it_back_gets_it_neither_by_turn_nor_by_what_binds(team: Office) -> None:
    known(team, "First", owner=RepId("anna"), group="Nord")
    second = known(team, "Second", owner=RepId("anna"), group="Nord")
    third = known(team, "Third")
    with team.intake.sitting(Report()) as sitting:
        pool.release(sitting, second, Actor("anna", MONDAY), "no time")

    (turn, other) = handed(team, second, third)

    assert (turn.rep, turn.outcome) == ("bo", turned.Outcome.GIVEN)
    because = "gave it, or one of its group, up on 2026-03-02: cool-down until 2026-04-01"
    assert [(each.rep, each.why) for each in turn.skipped] == [("anna", because)]
    assert other.rep == "anna"


def test_who_handed_everything_over_is_passed_over_until_something_is_his_again(team: Office) -> None:
    first, second, third, fourth = (known(team, name) for name in ("First", "Second", "Third", "Fourth"))
    handed(team, first)
    with team.intake.sitting(Report()) as sitting:
        assert pass_all(sitting, [first], "anna", RepId("bo"), BOSS, "she leaves")[1]

    _, turn = handed(team, second, third)
    known(team, "Fifth", owner=RepId("anna"))
    (back,) = handed(team, fourth)

    assert turn.rep == "bo"
    assert turn.skipped[0].why == "handed everything over: counts again with another weight than 1"
    assert back.rep == "anna"


def test_where_nobody_can_take_it_no_skip_is_logged(team: Office) -> None:
    number = known(team, "First")
    leave = RepCalendar(away=(Days.parse("2026-03-01 to 2026-03-31"),))
    nobody = Office(team.book, intake_of(team.book, Rotation({"anna": 1, "bo": 1}), anna=leave, bo=leave))

    (left,) = handed(nobody, number)

    assert [each.rep for each in left.skipped] == ["anna", "bo"]
    with team.reader() as reader:
        assert turned.last_turns(reader) == []


def test_where_it_is_not_automatic_nothing_is_handed_out(team: Office) -> None:
    sweep(team)
    by_hand = Office(team.book, intake_of(team.book, Rotation({"anna": 1})))
    arrives(team, "jo@polaris.example")

    assert sweep(by_hand) == []
    assert sweep(team) == []  # switched on anew, it begins anew


def sweep(office: Office) -> list[Handed]:
    with office.intake.sitting(Report()) as sitting:
        return hand_out_waiting(sitting, MONDAY + timedelta(days=1))


def arrives(office: Office, *senders: str) -> None:
    """Inquiries to a mailbox that is nobody's."""
    mails = [
        mail("Please quote 500 pieces.", sender=f"Buyer <{sender}>", to="sales@factory.example", day=at / 10)
        for at, sender in enumerate(senders)
    ]
    office.reads(FakeMailbox(account="shared", inbox=mails, uidvalidity=len(senders[0])))

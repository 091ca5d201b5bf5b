"""Two customers that look like one, one group with two owners: found at creation and at the first mail."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from fakes import MONDAY, FakeMailbox, Office, genjin, mail, playbook_of, sent
from model import RepId
from store import colliding
from store.colliding import Collided
from store.customers import NewCustomer
from store.location import Location
from store.queries import Reader
from worker import conflicts
from worker.conflicts import Conflict, ConflictSort
from worker.desk import Actor
from worker.intake import Intake
from worker.pipeline import Report
from worker.policy import AtCreation, AtFirstMail, Conflicts, Level
from worker.reviewing import answers
from worker.reviewing.answers import Wish

ANNA, BO = RepId("anna"), RepId("bo")


@pytest.fixture
def book(office: Office) -> Office:
    """Nordlicht is Bo's and of a group; Süd is in the public pool."""
    known(
        office, NewCustomer("Nordlicht GmbH", MONDAY, domains=("nordlicht.example",), group="Nord", owner=BO)
    )
    known(office, NewCustomer("Süd AG", MONDAY, codes=("EU-VAT DE136695976",), country="DE"))
    return office


def known(office: Office, new: NewCustomer) -> None:
    with office.intake.sitting(Report()) as sitting:
        customer = sitting.page.customers.add(new)
        sitting.welcome(customer, customer.emails, customer.domains)
        sitting.settle()


def created(office: Office, name: str, **more: object) -> tuple[Conflict, ...]:
    with office.intake.sitting(Report()) as sitting:
        return conflicts.at_creation(sitting, NewCustomer(name, MONDAY, **more), ANNA)  # type: ignore[arg-type]


def kept(office: Office, *, every: bool = False) -> list[Collided]:
    with Reader(office.book.location) as reader:
        return colliding.conflicts(reader, every=every)


class TestAtCreation:
    def test_nobody_like_it_is_no_conflict(self, book: Office) -> None:
        assert created(book, "Polaris Shipping Ltd") == ()

    @pytest.mark.parametrize(
        ("name", "more", "whom"),
        [
            ("NORDLICHT G.m.b.H.", {}, "Nordlicht GmbH"),
            ("Somebody Else", {"domains": ("nordlicht.example",)}, "Nordlicht GmbH"),
            ("Somebody Else", {"codes": ("DE136695976",)}, "Süd AG"),
            ("Somebody Else", {"titles": ("Nordlicht",)}, "Nordlicht GmbH"),
        ],
    )
    def test_the_same_name_code_or_domain_blocks(
        self, book: Office, name: str, more: dict[str, object], whom: str
    ) -> None:
        (conflict,) = created(book, name, **more)

        assert (conflict.sort, conflict.level, conflict.name) == (ConflictSort.SAME, Level.BLOCK, whom)
        assert conflicts.blocking([conflict]) == (conflict,)

    def test_a_name_that_is_nearly_the_same_warns(self, book: Office) -> None:
        (conflict,) = created(book, "Nordlichtt GmbH")

        assert (conflict.sort, conflict.level) == (ConflictSort.SIMILAR, Level.WARN)

    def test_who_has_it_and_why_is_said_in_words(self, book: Office) -> None:
        (mine, *_) = created(book, "Somebody Else", domains=("nordlicht.example",))
        (pool, *_) = created(book, "Somebody Else", codes=("DE136695976",))

        assert mine.words == "the same as 1 Nordlicht GmbH (bo's): same domain nordlicht.example"
        assert pool.words.startswith("the same as 2 Süd AG (in the public pool): same code ")

    def test_a_refusal_names_everybody_in_the_way_and_the_way_on(self, book: Office) -> None:
        found = created(book, "NORDLICHT G.m.b.H.")

        assert conflicts.refusal(found, "Use --even-so.") == (
            "It is the same as 1 Nordlicht GmbH (bo's): same title Nordlicht GmbH.\n"
            "Nothing was written. Use --even-so."
        )

    def test_a_sister_of_another_owners_company_warns(self, book: Office) -> None:
        (conflict,) = created(book, "Polaris Shipping Ltd", group="Nord")

        assert (conflict.sort, conflict.level) == (ConflictSort.GROUP, Level.WARN)
        assert (conflict.owner, conflict.group_name) == (BO, "Nord")

    def test_the_owner_of_the_group_may_add_to_it(self, book: Office) -> None:
        assert created(book, "Polaris Shipping Ltd", group="Nord", owner=BO) == ()

    def test_sisters_share_a_domain(self, book: Office) -> None:
        found = created(book, "Polaris Shipping Ltd", group="Nord", owner=BO, domains=("nordlicht.example",))

        assert found == ()

    def test_the_policy_decides(self, book: Office) -> None:
        said = Conflicts(creation=AtCreation(same_customer=Level.IGNORE))
        book = Office(book.book, Intake(book.book, replace(playbook_of(), conflicts=said)))

        assert created(book, "NORDLICHT G.m.b.H.") == ()


class TestAtFirstMail:
    def test_a_lead_like_anothers_customer_is_noted(self, book: Office) -> None:
        words = "Please quote 500 pieces.\n\nBest regards\nKaya Lund\nNordlicht Handels GmbH"
        book.reads(FakeMailbox(inbox=[mail(words, sender="Kaya Lund <kaya@nh-trade.example>")]))
        with Reader(book.book.location) as reader:
            (question,) = reader.questions()

        with book.intake.sitting(Report()) as sitting:
            answers.open_lead(sitting, question.mail, Actor("anna", MONDAY), Wish())

        (found,) = kept(book)

        assert (found.other_name, found.other_owner, found.owner) == ("Nordlicht GmbH", "bo", "anna")
        assert (found.level, found.state) == ("note", "open")
        assert found.mail is not None

    def test_who_is_like_nobody_is_not(self, book: Office) -> None:
        book.reads(FakeMailbox(inbox=[mail(sender="Jo <jo@polaris-shipping.example>")]))

        assert kept(book) == []

    def test_two_reps_who_write_to_one_group_are_noted_once(self, book: Office) -> None:
        known(
            book, NewCustomer("Polaris Ltd", MONDAY, domains=("polaris.example",), group="Nord", owner=ANNA)
        )

        book.reads(
            FakeMailbox(
                outbox=[
                    sent(to="jo@polaris.example", subject="Offer"),
                    sent(to="jo@polaris.example", subject="Offer 2", day=1),
                ]
            )
        )

        (found,) = kept(book)
        assert (found.name, found.other_name, found.sort) == (
            "Polaris Ltd",
            "Nordlicht GmbH",
            "two_reps_one_group",
        )
        assert found.words == "anna wrote to Polaris Ltd on 2026-03-02, bo owns Nordlicht GmbH"

    def test_who_stands_in_for_a_colleague_is_not(self, book: Office) -> None:
        book.reads(FakeMailbox(outbox=[sent(to="kaya@nordlicht.example")]))

        assert kept(book) == []

    def test_what_the_policy_ignores_is_not_noted(self, book: Office) -> None:
        quiet = AtFirstMail(two_reps_one_group=Level.IGNORE)
        said = Conflicts(first_mail=quiet)
        book = Office(book.book, Intake(book.book, replace(playbook_of(), conflicts=said)))
        known(
            book, NewCustomer("Polaris Ltd", MONDAY, domains=("polaris.example",), group="Nord", owner=ANNA)
        )

        book.reads(FakeMailbox(outbox=[sent(to="jo@polaris.example")]))

        assert kept(book) == []


class TestTheList:
    SETTINGS = "team: {domains: [ourfactory.example], reps: {anna: {}, wang: {}}}\naccounts: []\nme: anna\n"

    @pytest.fixture
    def home(self, tmp_path: Path) -> str:
        (tmp_path / "genjin.yaml").write_text(self.SETTINGS, "utf-8")
        (tmp_path / "a.csv").write_text("name,owner,group\nNordlicht GmbH,wang,Nord\n", "utf-8")
        (tmp_path / "b.csv").write_text("name,owner,group\nPolaris Ltd,anna,Nord\n", "utf-8")
        for name in ("a.csv", "b.csv"):
            done = genjin("--home", str(tmp_path), "import", "customers", str(tmp_path / name))
            assert done.exit_code == 0, done.output
        return str(tmp_path)

    def test_a_manager_sees_both_sides(self, home: str) -> None:
        (row,) = json.loads(genjin("--home", home, "conflicts", "--format", "json").output)

        assert (row["customer"], row["owner"]) == ("2 Polaris Ltd", "anna")
        assert (row["other"], row["other_owner"]) == ("1 Nordlicht GmbH", "wang")
        assert (row["level"], row["words"]) == ("warn", "both of the group Nord")

    def test_she_dismisses_it_and_takes_that_back(self, home: str) -> None:
        dismissed = genjin("--home", home, "conflicts", "dismiss", "1")
        empty = genjin("--home", home, "conflicts").output
        whole = genjin("--home", home, "conflicts", "--all").output
        reopened = genjin("--home", home, "conflicts", "reopen", "1")

        assert dismissed.output == "Off the list. To put them back: genjin conflicts reopen 1\n"
        assert empty == "No conflict waits for a person.\n"
        assert "Polaris Ltd" in whole
        assert reopened.output == "On the list again.\n"
        assert "Polaris Ltd" in genjin("--home", home, "conflicts").output

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (("dismiss", "9"), "There is no conflict 9. `genjin conflicts --all` shows the numbers."),
            (("reopen", "1"), "Conflict 1 is open already."),
        ],
    )
    def test_what_cannot_be_done_is_told(self, home: str, words: tuple[str, str], expected: str) -> None:
        result = genjin("--home", home, "conflicts", *words)

        assert (result.exit_code, expected in result.output) == (1, True)


def test_the_list_of_conflicts_is_the_same_on_every_database(location: Location) -> None:
    office = Office.at(location)
    known(office, NewCustomer("Nordlicht GmbH", MONDAY, owner=BO))
    known(office, NewCustomer("Nordlicht AG", MONDAY, owner=ANNA))
    with office.intake.sitting(Report()) as sitting:
        found = conflicts.at_creation(sitting, NewCustomer("Nordlicht GmbH", MONDAY))
        for customer in sitting.page.customers.all()[1:]:
            conflicts.keep(sitting.page, customer.id, found, MONDAY)
            conflicts.keep(sitting.page, customer.id, found, MONDAY)

    assert [(each.customer, each.other, each.other_owner) for each in kept(office)] == [(2, 1, "bo")]
    office.book.close()


class TestOneInquiryToTwo:
    """Of the demo: one of its buyers writes to two reps at once."""

    @pytest.fixture
    def home(self, demo_state: Path, tmp_path: Path) -> str:
        return str(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))

    def test_who_asks_for_the_customer_hears_that_two_have_it(self, home: str) -> None:
        found = genjin("--home", home, "check", "Tasman Dairy Engineering Ltd")
        told = json.loads(
            genjin("--home", home, "check", "Tasman Dairy Engineering", "--format", "json").output
        )

        assert found.exit_code == 3
        assert "two reps: one inquiry to lina and wangwei: lina has it\n" in found.output
        assert told["two_reps"] == ["one inquiry to lina and wangwei: lina has it"]

    def test_each_of_them_finds_it_among_the_conflicts(self, home: str) -> None:
        rows = {
            rep: json.loads(genjin("--home", home, "conflicts", "--rep", rep, "--format", "json").output)
            for rep in ("lina", "wangwei", "chen")
        }

        assert [len(each) for each in rows.values()] == [1, 1, 0]
        assert (rows["lina"][0]["sort"], rows["lina"][0]["other"]) == ("same_inquiry", "")

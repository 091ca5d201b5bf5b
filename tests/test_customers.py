"""Do adding, changing, merging, splitting, and taking it back, leave the book as it should be?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from fakes import MONDAY, Office, mail, sent
from model import CustomerId, Denial, FollowUpId, GenjinError, InteractionKind, Known, MailId, RepId
from store.customers import NewCustomer, Signs
from store.location import Location
from store.tables import CustomerDetailRow, CustomerRow, DomainRow, Row, TitleRow
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.master import adding, editing, grouping, merging, splitting
from worker.master.details import tidied
from worker.master.undo import last, undo
from worker.pipeline import Report
from worker.reviewing import answers

ANNA, BO = Actor("anna", MONDAY), Actor("bo", MONDAY)
GMBH = NewCustomer(
    "Nordlicht GmbH",
    MONDAY,
    titles=("诺德利希特有限公司",),
    domains=("nordlicht.example",),
    contacts=(("jana@nordlicht.example", "Jana Krueger"),),
    owner=RepId("anna"),
    country="DE",
    external_id="K-1",
)
POLSKA = NewCustomer(
    "Nordlicht Polska",
    MONDAY,
    domains=("nordlicht-polska.example",),
    contacts=(("piotr@nordlicht-polska.example", "Piotr Zielinski"),),
    owner=RepId("bo"),
    volume_class="B",
    codes=("EU-VAT DE136695976",),
    external_id="K-2",
)
JANA, PIOTR = "Jana Krueger <jana@nordlicht.example>", "Piotr Zielinski <piotr@nordlicht-polska.example>"

_NO_STATE = (
    *("change", "change_customer", "journal", "ledger", "departed", "fact", "alembic_version"),
    *("search_text", "search_todo"),  # by the order in which texts came, whatever they are about
)

MASTER = (CustomerRow, TitleRow, DomainRow, CustomerDetailRow)


@pytest.fixture
def office(location: Location) -> Iterator[Office]:
    office = Office.at(location)
    yield office
    office.book.close()


@contextmanager
def sitting(office: Office) -> Iterator[Sitting]:
    with office.intake.sitting(Report()) as sitting:
        yield sitting


def there(office: Office, *customers: NewCustomer) -> list[CustomerId]:
    with sitting(office) as at:
        return [adding.add(at, each, ANNA, even_so=True).customer.id for each in customers]


def state(office: Office) -> dict[str, list[Any]]:
    """Every row of every table but the logs, without numbers of changes."""
    engine = create_engine(office.book.location.sqlalchemy_url)
    found = {}
    with engine.connect() as connection:
        for table in Row.metadata.sorted_tables:
            if table.name in _NO_STATE:
                continue
            columns = [column for column in table.columns if column.name != "edition"]
            found[table.name] = sorted(map(tuple, connection.execute(select(*columns))), key=repr)
    engine.dispose()
    return found


def customers(office: Office) -> list[Any]:
    with office.book.begin() as page:
        return page.customers.all()


def winners(office: Office, sender: str) -> set[int]:
    """Whose the mails from an address are."""
    with office.book.begin() as page:
        numbers = page.mails.naming(sender)
        found = [page.rereading.stored(number) for number in numbers]
    return {each.match.winner.customer for each in found if isinstance(each.match, Known)}


class TestAdding:
    def test_stored_mail_finds_the_customer_that_is_added(self, office: Office) -> None:
        office.gets(mail(sender="Ada <ada@quay.example>", headers=[("Auto-Submitted", "no")]))
        office.writes(sent(to="ada@quay-works.example", id="out"))

        with sitting(office) as at:
            added = adding.add(at, NewCustomer("Quay", MONDAY, domains=("quay-works.example",)), ANNA)

        assert "1 stored mail linked to it" in added.said

    def test_a_wrong_code_is_kept_and_warned_of_in_a_sentence(self, office: Office) -> None:
        new = NewCustomer("Hua", MONDAY, country="CN", codes=("91310000MA1FL3LG9X",), phones=("00000000",))

        with sitting(office) as at:
            added = adding.add(at, new, ANNA)

        assert (added.customer.codes, added.customer.phones) == ((), ())
        assert len([line for line in added.said if "proves nothing" in line]) == 2

    def test_the_number_of_another_customer_is_refused(self, office: Office) -> None:
        there(office, GMBH)

        with pytest.raises(DeskError, match=r"K-1 is that of Nordlicht GmbH"), sitting(office) as at:
            adding.add(at, NewCustomer("Else", MONDAY, external_id="K-1"), ANNA)

    def test_adding_and_taking_back_leaves_the_book_as_it_was(self, office: Office) -> None:
        office.gets(mail(sender=JANA), mail(sender=JANA, day=1, subject="again"))
        before = state(office)
        there(office, POLSKA)

        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        assert state(office) == before

    def test_mail_that_came_since_becomes_a_lead_when_its_customer_was_no_such(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        office.gets(mail(sender=JANA))

        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        (lead,) = customers(office)
        assert lead.source == "mail"
        assert lead.id != number
        assert winners(office, "jana@nordlicht.example") == {lead.id}

    def test_a_customer_that_was_called_since_is_not_taken_back(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        with office.book.begin() as page:
            page.followups.log(number, MONDAY, InteractionKind.CALL, RepId("anna"), "agreed")

        with pytest.raises(DeskError, match="customers merge"), sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        assert [each.id for each in customers(office)] == [number]


class TestDetails:
    @pytest.mark.parametrize(
        ("given", "kept", "doubted"),
        [
            ("DE136695976", "EU-VAT DE136695976", False),
            ("VAT DE 136 695 976", "EU-VAT DE136695976", False),
            ("EU-VAT DE136695976", "EU-VAT DE136695976", False),
            ("DE136695977", "DE136695977", True),
            ("00000000", "00000000", True),
            ("123456789", "123456789", True),
            ("n/a", "n/a", True),
            ("HRB 12345", "HRB 12345", False),
        ],
    )
    def test_codes(self, given: str, kept: str, doubted: bool) -> None:
        tidy, warnings = tidied(NewCustomer("X", MONDAY, codes=(given,)))

        assert tidy.codes == (kept,)
        assert bool(tidy.doubts) is doubted
        assert len(warnings) == len(tidy.doubts)

    @pytest.mark.parametrize(
        ("given", "country", "kept"),
        [
            ("030 901820", "DE", "+4930901820"),
            ("+49 (30) 901820", "", "+4930901820"),
            ("010-62782233", "CN", "+861062782233"),
            ("62782233", "", "62782233"),
        ],
    )
    def test_phones(self, given: str, country: str, kept: str) -> None:
        tidy, _ = tidied(NewCustomer("X", MONDAY, phones=(given,), country=country))

        assert (tidy.phones, tidy.doubts) == ((kept,), ())

    def test_free_mail_is_nobodys_domain(self) -> None:
        tidy, (warning,) = tidied(NewCustomer("X", MONDAY, domains=("gmail.com", "https://www.x.example/a")))

        assert tidy.domains == ("x.example",)
        assert "gmail.com is everybody's" in warning

    @given(st.text(max_size=80))
    @settings(max_examples=200, deadline=None)
    def test_no_text_is_too_odd_and_tidying_twice_is_tidying_once(self, text: str) -> None:
        new = NewCustomer("X", MONDAY, codes=(text,), phones=(text,), websites=(text,), domains=(text,))

        once, _ = tidied(new)
        twice, _ = tidied(once)

        assert once == twice


class TestEditing:
    def edited(self, office: Office, number: CustomerId, actor: Actor = ANNA, **what: Any) -> list[str]:
        gain = NewCustomer("", MONDAY, **what.pop("gain", {}))
        lose = Signs(**what.pop("lose", {}))
        with sitting(office) as at:
            return editing.edit(at, number, editing.Edit(what, gain, lose), actor)

    def test_what_is_different_is_said_before_and_after(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        lines = self.edited(office, number, owner=RepId("bo"), country="", gain={"titles": ("Nordlicht",)})

        assert lines == ["country: DE → (none)", "owner: anna → bo", "title: + Nordlicht"]

    def test_what_is_so_already_is_no_change(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        (line,) = self.edited(office, number, country="DE")

        assert "nothing was changed" in line
        with office.book.begin() as page:
            assert len(page.changes.of(number)) == 1

    def test_mail_linked_by_a_domain_that_is_dropped_is_linked_anew(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        office.gets(mail(sender="Karl <karl@nordlicht.example>", id="k"))
        assert winners(office, "karl@nordlicht.example") == {number}

        lines = self.edited(office, number, lose={"domains": ("nordlicht.example",)})

        assert number not in winners(office, "karl@nordlicht.example")
        assert any(line.startswith("mail ") for line in lines)

    def test_editing_and_taking_back_leaves_the_book_as_it_was(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        office.gets(mail(sender="Karl <karl@nordlicht.example>", id="k"), mail(sender=JANA))
        before = state(office)
        self.edited(
            office,
            number,
            name="Nordlicht AG",
            group="Nordlicht Gruppe",
            gain={"contacts": (("jana@gmail.com", "Jana Krueger"),), "phones": ("+4930901820",)},
            lose={"domains": ("nordlicht.example",), "titles": ("诺德利希特有限公司",)},
        )

        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        after = state(office)
        leads = {row[0] for row in after["customer"]} - {row[0] for row in before["customer"]}
        assert leads == set()
        assert after == before

    def test_a_sign_that_it_does_not_have_cannot_be_dropped(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        with pytest.raises(DeskError, match=r"has no domain `x\.example`. It has: nordlicht\.example"):
            self.edited(office, number, lose={"domains": ("x.example",)})

    def test_its_name_cannot_be_dropped_as_a_title(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        with pytest.raises(DeskError, match="is its name"):
            self.edited(office, number, lose={"titles": ("nordlicht gmbh",)})

    def test_what_is_added_by_hand_is_denied_no_more(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        with office.book.begin() as page:
            page.customers.deny(number, Denial("domain", "licht.example"), MONDAY, "anna")

        self.edited(office, number, gain={"domains": ("licht.example",)})

        assert customers(office)[0].denials == ()

    def test_a_later_change_must_be_taken_back_first(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        self.edited(office, number, owner=RepId("bo"))
        self.edited(office, number, owner=None)

        told = r"Change 3 .* came after change 2 .* genjin undo 3"
        with pytest.raises(DeskError, match=told), sitting(office) as at:
            undo(at, 2, ANNA)


class TestMerging:
    def merged(self, office: Office, source: CustomerId, target: CustomerId, **more: Any) -> list[str]:
        with sitting(office) as at:
            return merging.merge(at, source, target, ANNA, **more)

    def test_everything_is_the_one_that_stays(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        office.gets(mail(sender=PIOTR, id="p"), mail(sender=JANA, id="j"))

        self.merged(office, gone, stays)

        (customer,) = customers(office)
        assert customer.id == stays
        assert customer.titles == ("Nordlicht GmbH", "诺德利希特有限公司", "Nordlicht Polska")
        assert customer.domains == ("nordlicht-polska.example", "nordlicht.example")
        assert customer.codes == ("EU-VAT DE136695976",)
        assert (customer.owner, customer.volume_class) == ("anna", "B")
        assert winners(office, "piotr@nordlicht-polska.example") == {stays}

    def test_two_owners_are_told_and_one_is_chosen(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)

        lines = self.merged(office, gone, stays, owner=RepId("bo"))

        assert "owner: anna's and bo's until now; bo's from now on" in lines
        assert customers(office)[0].owner == "bo"

    def test_the_number_of_the_one_that_goes_leads_to_the_one_that_stays(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        self.merged(office, gone, stays)

        with office.book.begin() as page:
            found = page.customers.with_external_id("K-2")
            again = page.customers.change(stays, POLSKA)

        assert found == stays
        assert (again.name, again.owner, again.external_id) == ("Nordlicht GmbH", "anna", "K-1")

    def test_mail_that_comes_later_is_the_one_that_stays(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        self.merged(office, gone, stays)

        office.gets(mail(sender=PIOTR, id="late"))

        assert winners(office, "piotr@nordlicht-polska.example") == {stays}

    def test_no_verdict_names_the_one_that_went(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        office.gets(mail(sender=PIOTR, id="p"), mail(sender=JANA, id="j", answers="p"))
        office.writes(sent(to="piotr@nordlicht-polska.example, jana@nordlicht.example", id="both"))

        self.merged(office, gone, stays)

        with office.book.begin() as page:
            assert page.moves.naming(gone) == []
            assert {len(page.moves.mails_of(stays))} == {3}

    def test_a_follow_up_that_was_done_stays_done(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        office.gets(mail(sender=PIOTR, id="p"))
        with office.reader() as reader:
            reply = next(each for each in reader.follow_ups_of(gone) if each.obligation.duty == "reply")
        with office.book.begin() as page:
            page.followups.snooze(reply.id, MONDAY, "board meets")

        self.merged(office, gone, stays)

        with office.reader() as reader:
            moved = next(each for each in reader.follow_ups_of(stays) if each.id == reply.id)
        assert (moved.note, moved.snoozed_until) == ("board meets", MONDAY)

    def test_what_was_denied_of_one_and_is_the_others_is_denied_no_more(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        with office.book.begin() as page:
            page.customers.deny(stays, Denial("domain", "nordlicht-polska.example"), MONDAY, "anna")

        lines = self.merged(office, gone, stays)

        assert "no longer denied: domain nordlicht-polska.example" in lines
        assert customers(office)[0].denials == ()

    def test_a_customer_is_not_merged_into_itself(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        with pytest.raises(DeskError, match="into itself"):
            self.merged(office, number, number)

    def test_of_two_merges_the_later_is_taken_back_first(self, office: Office) -> None:
        first, second, third = there(office, GMBH, POLSKA, NewCustomer("Third", MONDAY))
        self.merged(office, second, first)
        self.merged(office, first, third)

        with pytest.raises(DeskError, match="genjin undo 5"), sitting(office) as at:
            undo(at, 4, ANNA)
        before_both = [first, second, third]
        with sitting(office) as at:
            undo(at, 5, ANNA)
        with sitting(office) as at:
            undo(at, 4, ANNA)

        assert [each.id for each in customers(office)] == before_both

    def test_mail_that_came_after_the_merge_goes_to_whom_it_is_from(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        self.merged(office, gone, stays)
        office.gets(mail(sender=PIOTR, id="late"), mail(sender=JANA, id="jana"))

        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        assert winners(office, "piotr@nordlicht-polska.example") == {gone}
        assert winners(office, "jana@nordlicht.example") == {stays}


STEPS: dict[str, Callable[[Office, CustomerId, CustomerId], object]] = {
    "mail of both": lambda office, _, __: office.gets(mail(sender=JANA, id="1"), mail(sender=PIOTR, id="2")),
    "our circular": lambda office, _, __: office.writes(
        sent(to="piotr@nordlicht-polska.example, jana@nordlicht.example", id="3", day=1)
    ),
    "a thread across": lambda office, _, __: office.gets(mail(sender=PIOTR, id="4", answers="1", day=2)),
    "a stranger": lambda office, _, __: office.gets(
        mail(sender="Nordlicht Polska <buyer@gmail.com>", id="5", day=3)
    ),
    "one shared person": lambda office, first, second: _written(
        office,
        lambda page: [page.customers.learn(each, "sales@both.example", "Sol") for each in (first, second)],
    ),
    "calls": lambda office, first, second: _written(
        office,
        lambda page: [
            page.followups.log(each, MONDAY, InteractionKind.CALL, RepId("anna"), "x")
            for each in (first, second)
        ],
    ),
    "denials": lambda office, first, second: _written(
        office,
        lambda page: [
            page.customers.deny(each, Denial("domain", domain), MONDAY, "anna")
            for each in (first, second)
            for domain in ("nordlicht.example", "nordlicht-polska.example", "else.example")
        ],
    ),
    "same signs": lambda office, first, second: _written(
        office,
        lambda page: [
            page.customers.learn(each, domain="shared.example", title="Nordlicht", origin="review")
            for each in (first, second)
        ],
    ),
    "a group": lambda office, first, _: _written(
        office, lambda page: page.customers.set(first, {"group": "Nordlicht Gruppe"})
    ),
    "snoozed": lambda office, _, __: _written(office, _snooze_all),
}


def _written(office: Office, write: Callable[[Any], object]) -> None:
    with office.intake.sitting(Report()) as at:
        write(at.page)
        for customer in at.page.customers.all():
            at.page.customers.touch(customer.id)
            at.welcome(customer, customer.emails, customer.domains)
        at.settle()


def _snooze_all(page: Any) -> None:
    for number in range(1, 20, 2):
        if page.followups.standing_of(FollowUpId(number)):
            page.followups.snooze(FollowUpId(number), MONDAY, "later")


@given(
    steps=st.lists(st.sampled_from(sorted(STEPS)), unique=True, max_size=6),
    into_first=st.booleans(),
    owner=st.sampled_from([None, RepId("anna"), RepId("bo")]),
)
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_merge_then_undo_is_the_identity(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str], into_first: bool, owner: RepId | None
) -> None:
    office = Office.at(tmp_path_factory.mktemp("identity") / "book.db")
    first, second = there(office, GMBH, POLSKA)
    for step in steps:
        STEPS[step](office, first, second)
    before = state(office)
    source, target = (second, first) if into_first else (first, second)

    with sitting(office) as at:
        merging.merge(at, source, target, ANNA, owner)
    merged = state(office)
    with sitting(office) as at:
        undo(at, last(at, ANNA), ANNA)
    undone = state(office)
    with sitting(office) as at:
        (again, *_) = at.page.changes.of(None, 1)
        undo(at, again.number, ANNA)
    redone = state(office)

    office.book.close()
    assert merged != before
    assert undone == before
    assert redone == merged


class TestSplitting:
    TWO = NewCustomer(
        "Nordlicht GmbH",
        MONDAY,
        titles=("Nordlicht Polska",),
        domains=("nordlicht.example", "nordlicht-polska.example"),
        contacts=(
            ("jana@nordlicht.example", "Jana Krueger"),
            ("piotr@nordlicht-polska.example", "Piotr Zielinski"),
            ("jana@nordlicht-polska.example", "Jana Krueger"),
        ),
        owner=RepId("anna"),
    )

    def split(self, office: Office, number: CustomerId, **signs: Any) -> list[str]:
        with sitting(office) as at:
            return splitting.split(at, number, splitting.Second("Nordlicht Polska", Signs(**signs)), ANNA)

    def test_the_second_moves_out_with_its_signs_and_mail(self, office: Office) -> None:
        (number,) = there(office, self.TWO)
        office.gets(mail(sender=JANA, id="j"), mail(sender=PIOTR, id="p"))
        office.writes(sent(to="piotr@nordlicht-polska.example, jana@nordlicht.example", id="both", day=1))

        self.split(office, number, domains=("nordlicht-polska.example",))

        first, second = customers(office)
        assert (first.titles, first.domains) == (("Nordlicht GmbH",), ("nordlicht.example",))
        assert second.emails == ("jana@nordlicht-polska.example", "piotr@nordlicht-polska.example")
        assert first.emails == ("jana@nordlicht.example",)
        assert (second.name, second.owner) == ("Nordlicht Polska", "anna")
        with office.book.begin() as page:
            mails = [set(page.moves.mails_of(each.id)) for each in (first, second)]
        assert [len(each) for each in mails] == [2, 2]
        assert len(mails[0] & mails[1]) == 1

    def test_splitting_and_taking_back_leaves_the_book_as_it_was(self, office: Office) -> None:
        (number,) = there(office, self.TWO)
        office.gets(mail(sender=JANA, id="j"), mail(sender=PIOTR, id="p"))
        office.writes(sent(to="piotr@nordlicht-polska.example, jana@nordlicht.example", id="both", day=1))
        before = state(office)
        self.split(office, number, domains=("nordlicht-polska.example",))

        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        assert state(office) == before

    def test_nothing_to_move_out_is_refused_with_what_there_is(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        with pytest.raises(DeskError, match=r"Nothing would move out.*nordlicht\.example"):
            self.split(office, number)

    def test_a_domain_that_it_does_not_have_is_refused(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        with pytest.raises(DeskError, match=r"has no domain `x\.example`"):
            self.split(office, number, domains=("x.example",))


class TestUndoing:
    def test_what_was_taken_back_already_is_told(self, office: Office) -> None:
        there(office, GMBH)
        with sitting(office) as at:
            undo(at, 1, ANNA)

        with pytest.raises(DeskError, match="already, by change 2"), sitting(office) as at:
            undo(at, 1, ANNA)

    def test_a_number_of_no_change_is_told(self, office: Office) -> None:
        with pytest.raises(DeskError, match="There is no change 7"), sitting(office) as at:
            undo(at, 7, ANNA)

    def test_who_changed_nothing_has_nothing_to_take_back(self, office: Office) -> None:
        there(office, GMBH)

        with pytest.raises(DeskError, match="bo has changed nothing"), sitting(office) as at:
            last(at, BO)

    def test_the_directory_knows_at_once(self, office: Office) -> None:
        stays, gone = there(office, GMBH, POLSKA)
        with sitting(office) as at:
            merging.merge(at, gone, stays, ANNA)
        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        with sitting(office) as at:
            assert [card.id for card in at.directory.by_email("piotr@nordlicht-polska.example")] == [gone]
        fresh = Office.at(office.book.location)
        with sitting(fresh) as at:
            assert [card.id for card in at.directory.by_email("piotr@nordlicht-polska.example")] == [gone]
        fresh.book.close()


ALFA = NewCustomer("Alfa", MONDAY, titles=("Alfa Lamps",), group="North", external_id="K-3")
GROUPS, NUMBERS = ("North", "South", ""), ("K-1", "K-2", "K-9", None)
GOODS = ("nordlicht.example", "nordlicht-polska.example", "alfa.example")


def _edited(at: Sitting, which: CustomerId, **what: Any) -> object:
    gain, lose = what.pop("gain", NewCustomer("", MONDAY)), what.pop("lose", Signs())
    return editing.edit(at, which, editing.Edit(what, gain, lose), ANNA)


def _split(at: Sitting, which: CustomerId, domain: str) -> object:
    return splitting.split(at, which, splitting.Second("Half", Signs(domains=(domain,))), ANNA)


ACTS: dict[str, Callable[[Sitting, CustomerId, CustomerId, int], object]] = {
    "group": lambda at, a, _, n: _edited(at, a, group=GROUPS[n % 3]),
    "number": lambda at, a, _, n: _edited(at, a, external_id=NUMBERS[n % 4]),
    "name": lambda at, a, _, n: _edited(at, a, name=f"Name {n}"),
    "gain": lambda at, a, _, n: _edited(at, a, gain=NewCustomer("", MONDAY, domains=(GOODS[n % 3],))),
    "lose": lambda at, a, _, n: _edited(at, a, lose=Signs(domains=(GOODS[n % 3],))),
    "person": lambda at, a, _, n: _edited(
        at, a, gain=NewCustomer("", MONDAY, contacts=((f"p{n % 2}@both.example", "Pat"),))
    ),
    "no person": lambda at, a, _, n: _edited(at, a, lose=Signs(emails=(f"p{n % 2}@both.example",))),
    "merge": lambda at, a, b, _: merging.merge(at, a, b, ANNA),
    "split": lambda at, a, _, n: _split(at, a, GOODS[n % 3]),
    "leave": lambda at, a, _, __: grouping.leave(at, [a], ANNA, ""),
    "found": lambda at, a, b, n: grouping.add(at, GROUPS[n % 2], [a, b], ANNA, ""),
    "add": lambda at, _, __, n: adding.add(at, NewCustomer(f"New {n}", MONDAY), ANNA, even_so=True),
    "to": lambda at, a, _, n: answers.other(at, [MailId(n % 3 + 1)], a, ANNA),
    "lead": lambda at, _, __, n: answers.open_lead(at, MailId(n % 3 + 1), ANNA, answers.Wish()),
    "undo": lambda at, _, __, n: _checked_undo(at, n),
}
"""What somebody does with a customer, another one and a number."""
TELLS = "Hello.\n\nBest regards\nOla Kowalska\nStrange Lamps Sp. z o.o.\nul. Dluga 1, Warszawa, Poland"


_TOLD_BY_MAIL = ("created", "owned_since", "pooled")
"""Mail that comes, or is linked anew, goes on telling since when a lead is known."""


def _checked_undo(at: Sitting, number: int) -> None:
    """What the change had altered is as it was, unless it is refused."""
    undo(at, number, ANNA)
    was = [each for each in at.page.changes.images(number) if each.before and each.row in MASTER]
    now = at.page.changes.standing([each.spot for each in was])
    for image in was:
        there = now[image.spot]
        assert there is not None
        before = {name: value for name, value in (image.before or {}).items() if name not in _TOLD_BY_MAIL}
        assert {name: there[name] for name in before} == before


def _mail_comes(office: Office, n: int) -> None:
    sender = (JANA, PIOTR, "Ola <ola@strange.example>")[n % 3]
    office.gets(mail(TELLS if n % 2 else "Please quote.", sender=sender, id=f"m{n}", day=-n))


@given(
    story=st.lists(
        st.tuples(
            st.sampled_from(["mail", "undo", "undo", *sorted(ACTS)]),
            st.integers(1, 6),
            st.integers(1, 6),
            st.integers(0, 12),
        ),
        min_size=4,
        max_size=16,
    )
)
@example([("group", 3, 1, 2), ("found", 1, 2, 0), ("undo", 1, 1, 2)])
@example([("number", 1, 1, 3), ("number", 2, 1, 0), ("undo", 1, 1, 4)])
@example([("lose", 1, 1, 0), ("merge", 1, 2, 0), ("undo", 1, 1, 4)])
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_change_of_any_story_is_taken_back_or_that_is_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, story: list[tuple[str, int, int, int]]
) -> None:
    office = Office.at(tmp_path_factory.mktemp("story") / "book.db")
    there(office, GMBH, POLSKA, ALFA)
    office.gets(mail(sender=JANA, id="1"), mail(sender="O <o@x.example>", id="2"), mail(sender=PIOTR, id="3"))

    for act, one, other, number in story:
        if act == "mail":
            _mail_comes(office, number)
            continue
        with suppress(GenjinError), sitting(office) as at:
            ACTS[act](at, CustomerId(one), CustomerId(other), number)
    for number in range(1, 40):
        with suppress(GenjinError), sitting(office) as at:
            _checked_undo(at, number)

    office.book.close()


class TestInTheWay:
    """What has gone, or is another's by now, is told with the change that did it."""

    def undone(self, office: Office, number: int) -> list[str]:
        with sitting(office) as at:
            return undo(at, number, ANNA)

    def done(self, office: Office, act: str, one: int, number: int = 0, other: int = 0) -> None:
        with sitting(office) as at:
            ACTS[act](at, CustomerId(one), CustomerId(other), number)

    def test_a_customer_that_was_merged_away(self, office: Office) -> None:
        there(office, GMBH, POLSKA)
        self.done(office, "lose", 1, 0)
        self.done(office, "merge", 1, other=2)

        with pytest.raises(DeskError, match=r"Change 4 \(merged .* customer 1 is no longer .* undo 4"):
            self.undone(office, 3)

    def test_a_group_that_has_gone_even_if_another_came_after_it(self, office: Office) -> None:
        first, _ = there(office, ALFA, POLSKA)
        self.done(office, "group", first, 2)
        with sitting(office) as at:
            (north,) = at.page.groups.called("North")
            at.page.groups.remove(north.id)
            rivals = at.page.groups.add("Rivals")

        with pytest.raises(DeskError, match=f"the group {north.id} is no longer in the book"):
            self.undone(office, 3)
        assert rivals.id != north.id

    def test_a_number_that_is_anothers(self, office: Office) -> None:
        there(office, GMBH, POLSKA)
        self.done(office, "number", 1, 3)
        self.done(office, "number", 2, 0)
        self.done(office, "name", 2, 5)

        with pytest.raises(DeskError, match=r"K-1 is that of customer 2 by now\. .* undo 4"):
            self.undone(office, 3)

    def test_a_group_of_that_name_that_was_made_anew(self, office: Office) -> None:
        there(office, ALFA, POLSKA)
        self.done(office, "leave", 1)
        with sitting(office) as at:
            grouping.add(at, "North", [CustomerId(2)], ANNA, "")

        with pytest.raises(DeskError, match=r"another group \(number 2\) is called North .* undo 4"):
            self.undone(office, 3)

    def test_what_mail_told_of_a_lead_since_is_not(self, office: Office) -> None:
        stranger, doubted = "Ola <ola@strange.example>", [("Precedence", "bulk")]
        office.gets(mail(sender=stranger, id="1", headers=doubted))
        with sitting(office) as at:
            answers.open_lead(at, MailId(1), ANNA, answers.Wish())
        office.gets(mail(TELLS, sender=stranger, id="2", day=-2))
        (lead,) = customers(office)
        assert lead.name == "Strange Lamps Sp. z o.o."

        self.undone(office, 1)

        assert lead.id not in {each.id for each in customers(office)}


class TestGrouping:
    def test_members_join_and_leave_and_an_empty_group_goes(self, office: Office) -> None:
        first, second = there(office, GMBH, POLSKA)
        with sitting(office) as at:
            made = grouping.add(at, "Nordlicht Gruppe", [first, second], ANNA, "one letterhead")
        with sitting(office) as at:
            group = at.page.groups.called("nordlicht gruppe")[0]
            members = at.page.groups.members(group.id)
            left = grouping.leave(at, [first, second], ANNA, "")

        assert members == [first, second]
        assert any("Several reps own companies" in line for line in made)
        assert "Nobody is left in the group Nordlicht Gruppe, so it is gone." in left
        assert {each.group for each in customers(office)} == {None}

    def test_who_is_in_no_group_cannot_leave_one(self, office: Office) -> None:
        (number,) = there(office, GMBH)

        with pytest.raises(DeskError, match="in no group"), sitting(office) as at:
            grouping.leave(at, [number], ANNA, "")

    def test_a_group_of_that_name_is_not_made_twice(self, office: Office) -> None:
        (number,) = there(office, GMBH)
        with sitting(office) as at:
            grouping.add(at, "Nordlicht", [number], ANNA, "")

        with pytest.raises(DeskError, match="There is a group Nordlicht already"), sitting(office) as at:
            grouping.add(at, "NORDLICHT", [], ANNA, "")

    def test_joining_and_taking_back_leaves_the_book_as_it_was(self, office: Office) -> None:
        first, second = there(office, GMBH, POLSKA)
        with sitting(office) as at:
            grouping.add(at, "Old", [first], ANNA, "")
        before = state(office)
        with sitting(office) as at:
            grouping.add(at, "New", [first, second], ANNA, "")
        with sitting(office) as at:
            undo(at, last(at, ANNA), ANNA)

        assert state(office) == before


def test_a_mail_is_handed_on_with_its_verdict(office: Office) -> None:
    stays, gone = there(office, GMBH, POLSKA)
    office.gets(mail(sender=PIOTR, id="p"))
    with office.book.begin() as page:
        (number,) = page.moves.mails_of(gone)
        target = page.customers.one(stays)
        assert target is not None
        page.moves.hand_on(MailId(number), gone, target)
        stored = page.rereading.stored(number)

    assert stored.customers == {stays}
    assert isinstance(stored.match, Known)
    assert (stored.match.winner.customer, stored.match.winner.name) == (stays, "Nordlicht GmbH")

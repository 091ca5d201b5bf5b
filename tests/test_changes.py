"""Is every change kept with its rows, and can it be taken back? On every database there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from model import CustomerId, Denial, InteractionKind, RepId
from store import lookups
from store.book import Book, Page
from store.customers import NewCustomer, Signs
from store.queries import Reader
from store.tables import DenialRow

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NORDLICHT = NewCustomer(
    "Nordlicht GmbH",
    NOON,
    titles=("诺德利希特",),
    domains=("nordlicht.example",),
    contacts=(("jana@nordlicht.example", "Jana"), ("jana@gmail.com", "Jana"), ("info@nordlicht.example", "")),
    group="Nordlicht Gruppe",
    codes=("EU-VAT DE136695976", "00000000"),
    phones=("+4930901820",),
    doubts=(("00000000", "it is a placeholder"),),
    external_id="K-1",
)


def added(page: Page, new: NewCustomer = NORDLICHT, actor: str = "anna") -> tuple[CustomerId, int]:
    """A customer, and the number of the change that added it."""
    with page.changes.recording(NOON, actor, "add", None, f"added {new.name}") as change:
        customer = page.customers.add(new)
    return customer.id, change.number


def gone(page: Page, number: int) -> None:
    """Take a change back as a change of its own."""
    with page.changes.recording(NOON, "anna", "undo", undoes=number):
        page.undoing.take_back(number, page.customers.withdraw, lambda _: {})


class TestRecording:
    def test_what_is_written_while_nobody_records_is_no_change(self, book: Book) -> None:
        with book.begin() as page:
            page.customers.add(NORDLICHT)

            assert page.changes.of(None) == []

    def test_a_change_says_who_did_what_to_whom(self, book: Book) -> None:
        with book.begin() as page:
            number, change = added(page)
            (found,) = page.changes.of(number)

        assert (found.number, found.actor, found.action, found.at) == (change, "anna", "add", NOON)
        assert (found.customer, found.words) == (number, "added Nordlicht GmbH")
        assert (found.undoes, found.undone_by) == (None, None)

    def test_of_a_row_that_stays_only_the_difference_is_kept(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            with page.changes.recording(NOON, "bo", "edit") as change:
                page.customers.set(number, {"source": "fair", "country": ""})
            (image,) = page.changes.images(change.number)

        assert (image.before, image.after) == ({"source": ""}, {"source": "fair"})

    def test_what_ends_as_it_began_is_no_change(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            with page.changes.recording(NOON, "bo", "edit") as change:
                page.customers.learn(number, domain="licht.example")
                page.customers.unlearn(number, domain="licht.example")

        assert change.number == 0

    def test_a_part_that_fails_alone_leaves_no_image(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            with page.changes.recording(NOON, "bo", "edit") as change:
                page.customers.learn(number, title="Nordlicht AG")
                with pytest.raises(ValueError, match="no"), page.attempt():  # noqa: PT012  # what it wrote
                    page.customers.learn(number, domain="licht.example")
                    raise ValueError("no")
            images = page.changes.images(change.number)

        assert [image.key for image in images] == [(number, "Nordlicht AG")]

    def test_a_recording_within_another_is_a_part_of_it(self, book: Book) -> None:
        with book.begin() as page:
            with page.changes.recording(NOON, "anna", "import") as outer:
                first, _ = added(page)
                second, _ = added(page, NewCustomer("Two", NOON))
            every = page.changes.of(None)

        assert [change.number for change in every] == [outer.number]
        with book.begin() as page:
            assert page.changes.of(second)[0].number == page.changes.of(first)[0].number == outer.number

    def test_details_of_its_own_come_back(self, book: Book) -> None:
        with book.begin() as page:
            with page.changes.recording(NOON, "anna", "note") as change:
                change.detail["mails"] = [1, 2]
            found = page.changes.one(change.number)

        assert found is not None
        assert found.detail == {"mails": [1, 2]}

    def test_the_last_change_of_a_person_is_the_newest_that_stands(self, book: Book) -> None:
        with book.begin() as page:
            _, first = added(page)
            _, second = added(page, NewCustomer("Two", NOON))
            added(page, NewCustomer("Three", NOON), actor="bo")
            gone(page, second)
            found = page.changes.last_of("anna")

        assert found is not None
        assert found.number == first

    def test_an_undo_that_is_undone_stands_no_more(self, book: Book) -> None:
        with book.begin() as page:
            _, first = added(page)
            gone(page, first)
            taken = page.changes.of(None)[0]
            was_undone = page.changes.is_undone(first)
            gone(page, taken.number)

            assert was_undone
            assert not page.changes.is_undone(first)


class TestTakingBack:
    def test_what_was_added_is_gone_with_its_group_and_people(self, book: Book) -> None:
        with book.begin() as page:
            number, change = added(page)
            gone(page, change)

            assert page.customers.all() == []
            assert page.groups.called("Nordlicht Gruppe") == []
            assert page.contacts.at("jana@gmail.com") is None
            assert number in page.customers.since(0).departed

    def test_what_was_taken_back_can_be_done_again(self, book: Book) -> None:
        with book.begin() as page:
            number, change = added(page)
            before = page.customers.one(number)
            gone(page, change)
            gone(page, page.changes.of(None)[0].number)

            assert page.customers.one(number) == before
            assert page.customers.doubted(number) == (("00000000", "it is a placeholder"),)

    def test_a_group_that_others_have_joined_since_stays(self, book: Book) -> None:
        with book.begin() as page:
            _, change = added(page)
            page.customers.add(NewCustomer("Two", NOON, group="Nordlicht Gruppe"))
            gone(page, change)

            assert [group.name for group in page.groups.called("Nordlicht Gruppe")] == ["Nordlicht Gruppe"]

    def test_a_person_who_also_buys_for_another_stays(self, book: Book) -> None:
        with book.begin() as page:
            _, change = added(page)
            other = page.customers.add(NewCustomer("Two", NOON, contacts=(("jana@gmail.com", "Jana"),)))
            gone(page, change)

            found = page.customers.one(other.id)
        assert found is not None
        assert found.emails == ("jana@gmail.com", "jana@nordlicht.example")

    def test_a_later_change_of_the_same_is_in_the_way(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            with page.changes.recording(NOON, "bo", "edit") as first:
                page.customers.set(number, {"owner": "bo", "country": "DE"})
            with page.changes.recording(NOON, "bo", "edit") as second:
                page.customers.set(number, {"owner": "anna"})
            (obstacle,) = page.undoing.obstacles(first.number)
            gone(page, second.number)

            assert obstacle.later == second.number
            assert page.undoing.obstacles(first.number) == []

    def test_a_change_of_something_else_is_not_in_the_way(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            with page.changes.recording(NOON, "bo", "edit") as first:
                page.customers.set(number, {"owner": "bo"})
            with page.changes.recording(NOON, "bo", "edit"):
                page.customers.set(number, {"country": "DE"})
                page.customers.gain(number, NewCustomer("", NOON, titles=("Nordlicht AG",)))
            blocked = page.undoing.obstacles(first.number)
            gone(page, first.number)
            found = page.customers.one(number)

        assert blocked == []
        assert found is not None
        assert (found.owner, found.country) == (None, "DE")

    def test_denials_and_lost_signs_come_back(self, book: Book) -> None:
        denial = Denial("domain", "licht.example")
        with book.begin() as page:
            number, _ = added(page)
            before = page.customers.one(number)
            with page.changes.recording(NOON, "bo", "edit") as change:
                page.customers.deny(number, denial, NOON, "bo")
                page.customers.deny(None, denial, NOON, "bo")
                page.customers.lose(
                    number, Signs(("诺德利希特",), ("nordlicht.example",), ("jana@gmail.com",), ("00000000",))
                )
            gone(page, change.number)

            assert page.customers.one(number) == before
            assert page.reviews.nobodies() == {}
            assert page.customers.doubted(number) == (("00000000", "it is a placeholder"),)

    def test_what_happened_since_is_kept(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            with page.changes.recording(NOON, "bo", "edit") as change:
                page.customers.set(number, {"owner": "bo"})
                page.changes.watch_history(number)
                page.followups.log(number, NOON, InteractionKind.CALL, RepId("bo"), "called")
            page.followups.log(number, NOON + timedelta(days=1), InteractionKind.CALL, RepId("bo"), "again")
            gone(page, change.number)
            (history,) = page.histories.of([number])

        assert [each.summary for each in history.interactions] == ["again"]

    def test_of_many_rows_the_later_changes_are_read_once(self, book: Book) -> None:
        with book.begin() as page:
            numbers = [added(page, NewCustomer(f"C{each}", NOON))[0] for each in range(5)]
            with page.changes.recording(NOON, "bo", "edit") as first:
                for number in numbers:
                    page.customers.set(number, {"owner": "bo"})
            with page.changes.recording(NOON, "bo", "edit") as second:
                for number in numbers:
                    page.customers.set(number, {"owner": "anna"})
            obstacles = page.undoing.obstacles(first.number)

        assert [each.later for each in obstacles] == [second.number] * 5


class TestNumbers:
    def numbers(self, page: Page) -> list[int]:
        with page.changes.recording(NOON, "bo", "look") as looking:
            page.customers.allow(None, Denial("email", "a@b.example"))
            page.customers.deny(None, Denial("email", "a@b.example"), NOON, "bo")
        denials = [key[0] for row, key in looking.before if row is DenialRow]
        jana = page.contacts.at("jana@gmail.com")
        assert jana is not None
        return [page.groups.called("Nordlicht Gruppe")[0].id, jana.id, max(denials)]

    def test_those_of_groups_people_and_denials_are_never_given_again(self, book: Book) -> None:
        denial = Denial("email", "a@b.example")
        with book.begin() as page:
            _, change = added(page)
            page.customers.deny(None, denial, NOON, "bo")
            before = self.numbers(page)
            gone(page, change)
            page.customers.allow(None, denial)
            added(page)
            page.customers.deny(None, denial, NOON, "bo")
            after = self.numbers(page)

        assert all(new > old for new, old in zip(after, before, strict=True))


class TestJudged:
    def test_an_answer_counts_unless_it_is_taken_back_however_often(self, book: Book) -> None:
        told = []
        with book.begin() as page:
            with page.changes.recording(NOON, "anna", "review accept") as change:
                change.detail["mails"] = [1]
            taken = change.number
        for _ in range(4):
            with book.begin() as page:
                gone(page, taken)
                taken = page.changes.of(None)[0].number
            with Reader(book.location) as reader:
                told.append(change.number in lookups.taken_back(reader))

        assert told == [True, False, True, False]


class TestMasterData:
    def test_a_number_of_a_customer_is_never_anothers(self, book: Book) -> None:
        with book.begin() as page:
            number = page.customers.add(NORDLICHT).id
            page.customers.withdraw(number)
            again = page.customers.add(NewCustomer("Two", NOON)).id

        assert again != number

    def test_two_addresses_under_one_name_are_one_persons(self, book: Book) -> None:
        with book.begin() as page:
            page.customers.add(NORDLICHT)
            jana, info = (page.contacts.at(email) for email in ("jana@gmail.com", "info@nordlicht.example"))

        assert jana is not None
        assert info is not None
        assert jana.emails == {"jana@gmail.com", "jana@nordlicht.example"}
        assert info.id != jana.id

    def test_a_code_that_proves_nothing_is_kept_and_not_among_the_codes(self, book: Book) -> None:
        with book.begin() as page:
            customer = page.customers.add(NORDLICHT)

            assert customer.codes == ("EU-VAT DE136695976",)
            assert page.customers.doubted(customer.id) == (("00000000", "it is a placeholder"),)

    @pytest.mark.parametrize(
        "act", ["set", "gain", "lose", "learn", "unlearn", "deny", "note", "rename", "change"]
    )
    def test_everything_that_is_written_touches_the_edition(self, book: Book, act: str) -> None:
        with book.begin() as page:
            number = page.customers.add(NORDLICHT).id
        with book.begin() as page:
            before = page.customers.edition()
            acts: dict[str, Callable[[], object]] = {
                "set": lambda: page.customers.set(number, {"owner": "bo"}),
                "gain": lambda: page.customers.gain(number, NewCustomer("", NOON, domains=("a.example",))),
                "lose": lambda: page.customers.lose(number, Signs(domains=("nordlicht.example",))),
                "learn": lambda: page.customers.learn(number, "x@nordlicht.example"),
                "unlearn": lambda: page.customers.unlearn(number, "jana@gmail.com"),
                "deny": lambda: page.customers.deny(number, Denial("email", "x@y.example"), NOON, "bo"),
                "note": lambda: page.customers.note_details(number, "phone", ["+4930901821"]),
                "rename": lambda: page.customers.rename(number, "Nordlicht AG"),
                "change": lambda: page.customers.change(number, NewCustomer("Nordlicht AG", NOON)),
            }
            acts[act]()
        with book.begin() as page:
            assert list(page.customers.since(before).changed) == [number]

    def test_a_persons_word_outweighs_that_it_was_learned(self, book: Book) -> None:
        with book.begin() as page:
            number = page.customers.add(NORDLICHT).id
            page.customers.learn(number, domain="licht.example", title="Licht")
        with Reader(book.location) as reader:
            learned = {sign.value: sign.origin for sign in lookups.signs(reader, number)}
        with book.begin() as page:
            given = NewCustomer("", NOON, titles=("Licht",), domains=("licht.example",))
            page.customers.gain(number, given)
        with Reader(book.location) as reader:
            known = {sign.value: sign.origin for sign in lookups.signs(reader, number)}

        assert (learned["licht.example"], learned["Licht"]) == ("mail", "mail")
        assert set(known.values()) == {""}


class TestLookups:
    def test_the_log_of_a_customer_tells_of_those_merged_into_it(self, book: Book) -> None:
        with book.begin() as page:
            first, _ = added(page)
            second, _ = added(page, NewCustomer("Two", NOON))
            with page.changes.recording(NOON, "anna", "merge", first, "merged") as change:
                change.about(second)
                change.detail["from"] = second
        with Reader(book.location) as reader:
            actions = [each.action for each in lookups.changes(reader, first, 10)]
            every = lookups.changes(reader, None, 2)
        with book.begin() as page:
            gone(page, change.number)
        with Reader(book.location) as reader:
            undone = lookups.changes(reader, first, 10)

        assert actions == ["merge", "add", "add"]
        assert [each.customer_name for each in every] == ["Nordlicht GmbH", "Two"]
        assert [(each.action, each.undone_by) for each in undone][-2:] == [("merge", 4), ("add", None)]

    def test_groups_are_found_by_number_name_or_part(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            page.customers.add(NewCustomer("Two", NOON, group="Andere Gruppe", owner=RepId("bo")))
            page.followups.log(number, NOON, InteractionKind.CALL, RepId("bo"), "called")
        with Reader(book.location) as reader:
            (nordlicht,) = lookups.groups_named(reader, "nordlicht gruppe")
            both = lookups.groups_named(reader, "gruppe")
            by_number = lookups.groups_named(reader, str(nordlicht.id))
            (member,) = lookups.members(reader, nordlicht.id)
            listed = lookups.groups(reader)

        assert by_number == [nordlicht]
        assert [each.name for each in both] == ["Andere Gruppe", "Nordlicht Gruppe"]
        assert (member.customer, member.last) == (number, NOON)
        assert [(each.members, each.owners) for each in listed] == [(1, ("bo",)), (1, ())]

    def test_everybody_is_read_with_all_that_belongs_to_them(self, book: Book) -> None:
        with book.begin() as page:
            added(page)
            for number in range(600):
                page.customers.add(NewCustomer(f"C{number}", NOON))
        with Reader(book.location) as reader:
            first, *others = lookups.customers(reader)
            people = list(lookups.people(reader))

        assert len(others) == 600
        assert first.values("title") == ("Nordlicht GmbH", "诺德利希特")
        assert first.values("code") == ("00000000", "EU-VAT DE136695976")
        assert sorted(email for _, _, email in first.people) == [
            "info@nordlicht.example",
            "jana@gmail.com",
            "jana@nordlicht.example",
        ]
        assert [(each.name, each.customers[0][1]) for each in people] == [
            ("Jana", "Nordlicht GmbH"),
            ("", "Nordlicht GmbH"),
        ]

    def test_denials_are_told_with_who_said_so(self, book: Book) -> None:
        with book.begin() as page:
            number, _ = added(page)
            page.customers.deny(number, Denial("domain", "licht.example"), NOON, "bo")
        with Reader(book.location) as reader:
            assert lookups.denials(reader, number) == [("domain", "licht.example", "bo", NOON)]

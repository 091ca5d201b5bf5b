"""Does the search find what stands in the book, by the words that people type, and nothing else?"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from fakes import MONDAY, FakeMailbox, Office, mail, sent
from model import CustomerId, InteractionKind, RepId
from store import words
from store.book import Book
from store.customers import NewCustomer
from store.opened import Opened
from store.searched import Hit, Sort, Wanted, find, waiting
from worker.intake import Intake
from worker.pipeline import Playbook

NORDLICHT = NewCustomer(
    "Nordlicht GmbH",
    MONDAY,
    titles=("诺德利希特贸易有限公司",),
    contacts=(("jana@nordlicht.example", "Jana"),),
    owner=RepId("anna"),
)
SUED = NewCustomer("Süd AG", MONDAY, contacts=(("bo@sued.example", "Bo"),), owner=RepId("anna"))


@pytest.fixture
def office(book: Book, playbook: Playbook) -> Office:
    office = Office(book, Intake(book, playbook))
    with book.begin() as page:
        page.customers.add(NORDLICHT)
        page.customers.add(SUED)
    office.reads(
        FakeMailbox(
            inbox=[
                mail("上次的质量问题还没有解决。", id="1", day=0, subject="关于 DN50 阀门"),
                mail("The net weight is 40 kg, the gross weight is more.", id="2", day=1),
                mail("Größe und Gewicht: net, no weight.", id="3", day=2, sender="Bo <bo@sued.example>"),
            ],
            outbox=[sent("Please find our quotation.", id="0", day=-2)],
        )
    )
    return office


def found(office: Office, *typed: str, **how: object) -> list[Hit]:
    with Opened(office.book.location) as reader:
        return find(reader, Wanted(words.asked(typed), **how))  # type: ignore[arg-type]


def mails(office: Office, *typed: str, **how: object) -> list[str]:
    return [hit.context for hit in found(office, *typed, **how) if hit.sort is Sort.MAIL]


class TestWords:
    def test_two_chinese_signs_are_found_within_a_longer_run(self, office: Office) -> None:
        (hit,) = found(office, "质量")

        assert hit.context == "关于 DN50 阀门 上次的«质量»问题还没有解决。"
        assert hit.customers[0][1] == "Nordlicht GmbH"

    @pytest.mark.parametrize("typed", ["题", "质量问题", "dn50", "DN50阀门", "阀"])
    def test_one_sign_a_longer_run_and_figures_beside_signs_are_found(
        self, office: Office, typed: str
    ) -> None:
        assert len(mails(office, typed)) == 1

    def test_signs_that_stand_apart_are_no_word(self, office: Office) -> None:
        assert mails(office, "质题") == []

    def test_all_words_must_be_there_and_the_last_may_be_a_beginning(self, office: Office) -> None:
        assert len(mails(office, "weight", "gro")) == 2
        assert len(mails(office, "gro", "weight")) == 0

    def test_what_stands_in_quotes_stands_together(self, office: Office) -> None:
        assert len(mails(office, "net", "weight")) == 2
        assert [context[:20] for context in mails(office, '"net weight"')] == ["Inquiry The «net wei"]

    def test_capitals_and_accents_do_not_matter(self, office: Office) -> None:
        (hit,) = found(office, "GROSSE")

        assert "«Größe»" in hit.context

    @pytest.mark.parametrize(
        "typed", ['"', "*", "NEAR(a b)", "net AND", "a' & b | !c", "words:net", "%_\\", "-net", "\0"]
    )
    def test_signs_of_query_languages_do_no_harm(self, office: Office, typed: str) -> None:
        assert all("«" in hit.context for hit in found(office, typed))

    def test_nothing_typed_finds_nothing(self, office: Office) -> None:
        assert found(office, " ", "!?") == []


class TestWhere:
    def test_customers_are_found_by_any_title_and_stand_before_mail(self, office: Office) -> None:
        (hit,) = found(office, "利希特")

        assert (hit.sort, hit.context) == (
            Sort.CUSTOMER,
            "Nordlicht GmbH Nordlicht GmbH 诺德«利希特»贸易有限公司",
        )

    def test_notes_are_found(self, office: Office) -> None:
        with office.book.begin() as page:
            page.followups.log(
                CustomerId(1), MONDAY, InteractionKind.CALL, RepId("anna"), "电话:同意三个托盘"
            )

        (hit,) = found(office, "托盘")

        assert (hit.sort, hit.kind, hit.who, hit.context) == (
            Sort.NOTE,
            "call",
            "anna",
            "电话:同意三个«托盘»",
        )

    def test_newest_first_and_no_more_than_asked_for(self, office: Office) -> None:
        both = found(office, "net", "weight")

        assert [hit.at for hit in both] == sorted((hit.at for hit in both), reverse=True)
        assert found(office, "net", "weight", most=1) == both[:1]

    def test_only_one_customer_only_one_sort_only_since_a_day(self, office: Office) -> None:
        assert len(mails(office, "net", customer=CustomerId(2))) == 1
        assert len(mails(office, "net", since=MONDAY + timedelta(days=2))) == 1
        assert found(office, "net", sort=Sort.NOTE) == []
        assert len(found(office, "net", sort=Sort.MAIL)) == 2


class TestStayingRight:
    def test_a_title_that_changed_is_found_as_it_is_now(self, office: Office) -> None:
        with office.book.begin() as page:
            page.customers.rename(CustomerId(2), "Sonnenschein AG")

        assert [hit.sort for hit in found(office, "Sonnenschein")] == [Sort.CUSTOMER]
        assert len({hit.customers for hit in found(office, "Sonnenschein")}) == 1

    def test_a_text_with_more_words_than_there_is_room_for_is_found_by_its_first(
        self, office: Office
    ) -> None:
        signs = "".join(map(chr, Random(1).choices(range(0x4E00, 0x9C00), k=words.MOST_SIGNS)))
        text = f"pallets 托盘 {signs}"
        with office.book.begin() as page:
            page.followups.log(CustomerId(1), MONDAY, InteractionKind.NOTE, RepId("anna"), text)

        assert sum(len(each.encode()) for each in words.words_of(text)) in range(900_000, 1_048_575)
        assert len(found(office, "托盘")) == 1

    def test_a_note_that_was_taken_back_is_not_found(self, office: Office) -> None:
        with office.book.begin() as page:
            page.followups.log(
                CustomerId(1), MONDAY, InteractionKind.NOTE, RepId("anna"), "pallets", "done:1"
            )
        with office.book.begin() as page:
            page.followups.unlog(CustomerId(1), "done:1")

        assert found(office, "pallets") == []

    def test_what_a_page_took_back_is_not_found(self, office: Office) -> None:
        with suppress(RuntimeError), office.book.begin() as page:
            page.followups.log(CustomerId(1), MONDAY, InteractionKind.NOTE, RepId("anna"), "pallets")
            raise RuntimeError

        assert found(office, "pallets") == []

    def test_a_rebuilt_index_finds_the_same(self, office: Office) -> None:
        before = found(office, "net")

        with office.book.begin() as page:
            count = page.search.rebuild()
        with Opened(office.book.location) as reader:
            assert waiting(reader) == 0

        assert count >= 6
        assert found(office, "net") == before

    def test_what_one_page_cannot_enter_waits_for_the_next(self, office: Office) -> None:
        with office.book.begin() as page:
            count = page.search.rebuild()
            entered = page.search.catch_up(2)
            left = page.search.waiting()

        assert (entered, left) == (2, count - 2)
        with Opened(office.book.location) as reader:
            assert waiting(reader) == 0

"""One inquiry sent to several reps has one owner, and the others are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fakes import MONDAY, FakeMailbox, Office, mail
from model import CustomerId, RawMail, RepId
from store import colliding
from store.colliding import Collided
from store.customers import NewCustomer
from store.location import Location
from store.queries import Card
from worker.pipeline import Report

WORDS = (
    "We are a distributor of industrial ball valves in northern Germany. Please quote 500 pieces DN50 with "
    "flanges, CIF Hamburg, and tell us your usual payment terms. What is your lead time for a first order?"
)
KAYA = "Kaya Lund <kaya@nord.example>"
BO = "bo@factory.example"


@pytest.fixture
def both(location: Location) -> Iterator[Office]:
    """On SQLite and on PostgreSQL."""
    office = Office.at(location)
    yield office
    office.book.close()


def kept(office: Office) -> list[Collided]:
    with office.reader() as reader:
        return colliding.conflicts(reader)


def customers(office: Office) -> list[Card]:
    with office.reader() as reader:
        numbers = [row["id"] for row in reader.ask("SELECT id FROM customer ORDER BY id", {})]
        return [card for number in numbers if (card := reader.card(CustomerId(number)))]


def to_anna(sender: str = KAYA, day: float = 0, words: str = WORDS) -> RawMail:
    return mail(f"Dear Anna,\n\n{words}", sender=sender, subject="Valves", day=day)


def to_bo(sender: str = KAYA, day: float = 0.1, words: str = WORDS) -> RawMail:
    return mail(f"Dear Bo,\n\n{words}", sender=sender, to=BO, subject="Valves needed", day=day)


def bo_gets(office: Office, *mails: RawMail) -> None:
    """Mail into a fresh inbox of Bo's."""
    office.reads(FakeMailbox(account="bo", inbox=list(mails), uidvalidity=50 + len(mails[0].content)))


def test_the_same_words_to_two_of_us_are_one_inquiry_of_the_first(both: Office) -> None:
    both.gets(to_anna())
    bo_gets(both, to_bo())

    (customer,) = customers(both)
    (found,) = kept(both)
    assert customer.owner == "anna"
    assert (found.sort, found.level, found.customer, found.other) == ("same_inquiry", "warn", 1, 1)
    assert found.words == "one inquiry to anna (mail 1) and bo (mail 2): anna has it"


def test_it_is_the_firsts_whatever_is_read_first(office: Office) -> None:
    bo_gets(office, to_bo())
    office.gets(to_anna())

    (customer,) = customers(office)
    (found,) = kept(office)
    assert customer.owner == "anna"
    assert found.words == "one inquiry to anna (mail 2) and bo (mail 1): anna has it"


def test_a_colleague_who_writes_the_same_from_the_same_firm_is_the_same_inquirer(office: Office) -> None:
    office.gets(to_anna())
    bo_gets(office, to_bo("Jo Berg <jo@nord.example>"))

    assert [card.owner for card in customers(office)] == ["anna"]
    assert len(kept(office)) == 1


def test_one_mail_addressed_to_both_is_told_too(office: Office) -> None:
    office.gets(mail(WORDS, sender=KAYA, to=f"anna@factory.example, {BO}"))

    (found,) = kept(office)
    assert found.words == "one inquiry to anna and bo: anna has it"
    with office.reader() as reader:
        assert len(colliding.conflicts_of(reader, "bo")) == 1


def test_a_blind_copy_in_a_second_mailbox_is_told(office: Office) -> None:
    one = mail(WORDS, sender=KAYA)
    office.reads(FakeMailbox(account="anna", inbox=[one]))
    assert kept(office) == []

    office.reads(FakeMailbox(account="bo", inbox=[one]))
    office.reads(FakeMailbox(account="bo", inbox=[one], uidvalidity=9))

    (found,) = kept(office)
    assert found.words == "one inquiry to anna and bo: anna has it"


def test_whose_customer_it_is_keeps_it(office: Office) -> None:
    with office.intake.sitting(Report()) as sitting:
        new = NewCustomer("Nord GmbH", MONDAY, domains=("nord.example",), owner=RepId("bo"))
        customer = sitting.page.customers.add(new)
        sitting.welcome(customer, customer.emails, customer.domains)
        sitting.settle()

    office.gets(to_anna())
    bo_gets(office, to_bo())

    (found,) = kept(office)
    assert [card.owner for card in customers(office)] == ["bo"]
    assert found.words.endswith(": bo has it")


def test_a_stranger_with_the_same_words_is_told_and_never_linked(office: Office) -> None:
    office.gets(to_anna())
    bo_gets(office, to_bo("Ole Dahl <ole@polar.example>"))

    (found,) = kept(office)
    assert [card.owner for card in customers(office)] == ["anna", "bo"]
    assert (found.customer, found.other) == (2, 1)
    assert found.words == "the same words to anna (mail 1) and to bo (mail 2), from two senders"


def test_a_third_copy_to_the_same_rep_names_nobody_twice(office: Office) -> None:
    office.gets(to_anna())
    bo_gets(office, to_bo())
    bo_gets(office, to_bo(day=0.2, words=f"{WORDS} We look forward to your reply."))

    (found,) = kept(office)
    assert found.words == "one inquiry to anna (mail 1) and bo (mail 2): anna has it"


@pytest.mark.parametrize(
    "second",
    [
        to_bo(
            words="Thank you for the visit last week. We would now like to see samples of your gate valves."
        ),
        to_bo(day=40),
    ],
    ids=["other words", "long after"],
)
def test_what_is_no_second_inquiry_is_not_told(office: Office, second: RawMail) -> None:
    office.gets(to_anna())
    bo_gets(office, second)

    assert kept(office) == []


def test_the_same_words_to_the_same_rep_are_his_alone(office: Office) -> None:
    office.gets(to_anna())
    office.gets(to_anna(day=0.5))

    assert kept(office) == []


def test_a_customer_who_writes_to_two_of_us_in_a_thread_asks_nobody_twice(office: Office) -> None:
    office.gets(to_anna())
    bo_gets(office, mail(WORDS, sender=KAYA, to=BO, subject="Re: Valves", day=1, answers="Valves-0"))

    assert kept(office) == []

"""Does what mails say of people reach the book, and never behind a person's back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from fakes import MONDAY, OURS, Office, mail
from model import (
    Absence,
    Address,
    Alarm,
    AlarmSort,
    Case,
    CustomerId,
    Detail,
    DetailSort,
    Direction,
    Kind,
    Mail,
    MailId,
    Nature,
    Party,
    RawMail,
    Reading,
    Unknown,
)
from store.contacts import Contact, KnownDetail, NewProposal
from store.customers import NewCustomer
from store.location import Location
from store.queries import ProposalFound
from worker import contacts
from worker.desk import Actor, DeskError
from worker.news import alarms_beside, changes_in, colleagues_in
from worker.pipeline import Report

LINA = Actor("lina", MONDAY)
JANA = "jana@nordlicht.example"


def detail(sort: DetailSort, value: str, confidence: float = 0.9) -> Detail:
    return Detail(sort, value, value, "signature", confidence)


def case(
    *details: Detail, day: int = 1, absence: Absence | None = None, cc: tuple[Address, ...] = ()
) -> Case:
    written = MONDAY + timedelta(days=day)
    read = Reading(
        "reply",
        Nature(Kind.HUMAN, True, ()),
        Direction.IN,
        (Party(JANA, "Jana", details=details),),
        absence=absence,
    )
    return Case(Mail("k", Address(JANA), written, written, cc=cc), read, Unknown("nobody"))


def contact(*known: tuple[DetailSort, str], day: int = 0) -> Contact:
    since = MONDAY + timedelta(days=day)
    return Contact(
        1, "Jana", frozenset({JANA}), tuple(KnownDetail(sort.value, value, since) for sort, value in known)
    )


class TestNews:
    def test_what_is_not_known_is_filled_in(self) -> None:
        phone, title = detail(DetailSort.PHONE, "+4940123456"), detail(DetailSort.POSITION, "Buyer")

        changes = changes_in(case(phone, title), contact())

        assert set(changes.fill) == {phone, title}
        assert changes.propose == ()

    def test_what_is_known_otherwise_is_proposed_with_its_words(self) -> None:
        changes = changes_in(
            case(detail(DetailSort.POSITION, "Head of Purchasing")), contact((DetailSort.POSITION, "Buyer"))
        )

        assert changes.fill == ()
        (proposal,) = changes.propose
        assert (proposal.before, proposal.value) == ("Buyer", "Head of Purchasing")
        assert "signature" in proposal.because

    def test_a_mail_from_before_what_is_known_changes_nothing(self) -> None:
        changes = changes_in(
            case(detail(DetailSort.POSITION, "Trainee"), day=-400), contact((DetailSort.POSITION, "Buyer"))
        )

        assert changes.propose == changes.fill == ()

    def test_a_second_telephone_is_no_contradiction(self) -> None:
        mobile = detail(DetailSort.PHONE, "+49170123456")

        changes = changes_in(case(mobile), contact((DetailSort.PHONE, "+4940123456")))

        assert (changes.fill, changes.propose) == ((mobile,), ())

    def test_the_same_again_is_no_news(self) -> None:
        known = (DetailSort.PHONE, "+4940123456"), (DetailSort.POSITION, "buyer")

        changes = changes_in(
            case(detail(DetailSort.PHONE, "+4940123456"), detail(DetailSort.POSITION, "Buyer")),
            contact(*known),
        )

        assert changes.fill == changes.propose == ()

    def test_what_is_not_sure_is_left_alone(self) -> None:
        assert changes_in(case(detail(DetailSort.PHONE, "+4940123456", 0.3)), contact()).fill == ()

    def test_another_bank_account_is_proposed_and_an_alarm(self) -> None:
        said = case(detail(DetailSort.BANK_ACCOUNT, "DE89370400440532013000"))
        known = contact((DetailSort.BANK_ACCOUNT, "GB29NWBK60161331926819"))

        changes = changes_in(said, known)

        (alarm,) = alarms_beside(said.reading, known)
        assert "so far it was GB29NWBK60161331926819" in alarm.words
        assert len(changes.propose) == 1

    def test_a_first_bank_account_is_proposed_and_never_filled_in(self) -> None:
        account = detail(DetailSort.BANK_ACCOUNT, "DE89370400440532013000")

        changes = changes_in(case(account), contact())

        assert changes.fill == ()
        assert alarms_beside(case(account).reading, contact()) == ()
        (proposal,) = changes.propose
        assert (proposal.value, proposal.before) == ("DE89370400440532013000", "")
        assert proposal.because == "a bank account is named in the signature, not known so far"

    def test_what_stands_among_the_words_is_proposed_and_not_filled_in(self) -> None:
        phone = replace(detail(DetailSort.PHONE, "+4940123456"), where="own words")

        changes = changes_in(case(phone), contact())

        assert changes.fill == ()
        assert [each.value for each in changes.propose] == ["+4940123456"]

    def test_of_a_mail_with_an_alarm_nothing_is_believed(self) -> None:
        account = detail(DetailSort.BANK_ACCOUNT, "DE89370400440532013000")
        said = case(detail(DetailSort.PHONE, "+4940123456"), account, cc=(Address("uwe@nordlicht.example"),))
        alarmed = replace(
            said, reading=replace(said.reading, alarms=(Alarm(AlarmSort.BANK_DETAILS, "our account is new"),))
        )

        changes = changes_in(alarmed, contact((DetailSort.BANK_ACCOUNT, "GB29NWBK60161331926819")))

        assert (changes.fill, changes.propose) == ((), ())
        assert colleagues_in(alarmed, OURS, frozenset()) == ()

    def test_a_new_address_and_a_new_company_are_proposed(self) -> None:
        said = detail(DetailSort.NEW_EMAIL, "j.k@new.example"), detail(DetailSort.NEW_COMPANY, "New GmbH")

        assert [each.value for each in changes_in(case(*said), contact()).propose] == [
            "j.k@new.example",
            "New GmbH",
        ]

    def test_who_left_is_proposed_with_the_successor(self) -> None:
        gone = Absence(
            words="no longer with the company",
            has_left=True,
            deputies=(Address("bo@nordlicht.example", "Bo"),),
        )

        proposal, successor = changes_in(case(absence=gone), contact()).propose

        assert (proposal.sort, proposal.value) == ("left", "Bo <bo@nordlicht.example>")
        assert (successor.sort, successor.email) == ("colleague", "bo@nordlicht.example")

    def test_a_colleague_in_copy_is_proposed_and_nobody_else(self) -> None:
        people = (
            Address("uwe@nordlicht.example", "Uwe"),
            Address("known@nordlicht.example"),
            Address("x@gmail.com"),
            Address("anna@factory.example"),
        )

        found = colleagues_in(case(cc=people), OURS, frozenset({"known@nordlicht.example"}))

        assert [(each.email, each.value) for each in found] == [("uwe@nordlicht.example", "Uwe")]


@pytest.fixture
def office(location: Location) -> Iterator[Office]:
    office = Office.at(location)
    with office.book.begin() as page:
        page.customers.add(
            NewCustomer(
                "Nordlicht GmbH", MONDAY, domains=("nordlicht.example",), contacts=((JANA, "Jana Krueger"),)
            )
        )
    yield office
    office.book.close()


def signed(title: str, *, day: float, cc: str = "") -> RawMail:
    words = f"Please quote.\n\nBest regards\nJana Krueger\n{title}\nNordlicht GmbH\nTel: +49 40 3571 2345\n"
    return mail(words, day=day, id=f"m{day}", headers=[("Cc", cc)] if cc else ())


class TestAtTheDesk:
    def test_a_first_signature_is_written_down(self, office: Office) -> None:
        office.gets(signed("Purchasing Manager", day=0))

        with office.reader() as reader:
            (jana,) = reader.contacts(reader.customers_named("Nordlicht")[0][0])
        assert ("position", "Purchasing Manager") in jana.details
        assert ("phone", "+494035712345") in jana.details

    def test_another_title_waits_for_a_person_and_can_be_taken_back(self, office: Office) -> None:
        office.gets(signed("Purchasing Manager", day=0), signed("Managing Director", day=5))
        assert positions(office) == ["Purchasing Manager"]
        (waiting,) = proposals(office)

        with office.intake.sitting(Report()) as sitting:
            contacts.accept(sitting, waiting, LINA)
        after = positions(office)
        with office.intake.sitting(Report()) as sitting:
            contacts.undo(sitting, waiting, LINA)

        assert after == ["Managing Director"]
        assert positions(office) == ["Purchasing Manager"]
        assert proposals(office) == [waiting]

    def test_what_was_refused_is_not_asked_again(self, office: Office) -> None:
        office.gets(signed("Purchasing Manager", day=0), signed("Managing Director", day=5))
        (waiting,) = proposals(office)

        with office.intake.sitting(Report()) as sitting:
            contacts.refuse(sitting, waiting, LINA)
        office.gets(signed("Managing Director", day=9))

        assert proposals(office) == []

    def test_a_new_colleague_becomes_a_contact_when_a_person_says_so(self, office: Office) -> None:
        office.gets(signed("Buyer", day=0, cc="Uwe Lang <uwe@nordlicht.example>"))
        (waiting,) = proposals(office)

        with office.intake.sitting(Report()) as sitting:
            contacts.accept(sitting, waiting, LINA)

        with office.reader() as reader:
            names = [each.name for each in reader.contacts(reader.customers_named("Nordlicht")[0][0])]
        assert "Uwe Lang" in names

    def test_who_answers_twice_is_told_so(self, office: Office) -> None:
        office.gets(signed("Purchasing Manager", day=0), signed("Managing Director", day=5))
        (waiting,) = proposals(office)
        with office.intake.sitting(Report()) as sitting:
            contacts.accept(sitting, waiting, LINA)

        with (
            office.intake.sitting(Report()) as sitting,
            pytest.raises(DeskError, match="was accepted already"),
        ):
            contacts.refuse(sitting, waiting, LINA)


def positions(office: Office) -> list[str]:
    with office.reader() as reader:
        (jana,) = reader.contacts(reader.customers_named("Nordlicht")[0][0])
    return [value for sort, value in jana.details if sort == "position"]


def proposals(office: Office) -> list[int]:
    with office.reader() as reader:
        return [each.id for each in reader.proposals()]


def test_a_title_that_comes_back_is_held_again(office: Office) -> None:
    office.gets(signed("Buyer", day=0), signed("Head of Purchasing", day=5))
    (first,) = proposals(office)
    with office.intake.sitting(Report()) as sitting:
        contacts.accept(sitting, first, LINA)
    office.gets(signed("Buyer", day=20))
    (second,) = proposals(office)
    with office.intake.sitting(Report()) as sitting:
        contacts.accept(sitting, second, LINA)

    assert positions(office) == ["Buyer"]


def test_taking_a_colleague_back_leaves_one_who_wrote_meanwhile(office: Office) -> None:
    office.gets(signed("Buyer", day=0, cc="Uwe Lang <uwe@nordlicht.example>"))
    (waiting,) = proposals(office)
    office.gets(mail("Hello.", sender="Uwe Lang <uwe@nordlicht.example>", subject="Uwe", day=1))
    with office.intake.sitting(Report()) as sitting:
        contacts.accept(sitting, waiting, LINA)

    with office.intake.sitting(Report()) as sitting:
        contacts.undo(sitting, waiting, LINA)

    with office.reader() as reader:
        names = [each.name for each in reader.contacts(reader.customers_named("Nordlicht")[0][0])]
    assert "Uwe Lang" in names


def test_another_account_than_so_far_keeps_the_mail_from_being_linked(office: Office) -> None:
    told = "Please pay to our bank account, IBAN {}, at Commerzbank.\n\nBest regards\nJana Krueger\n"
    office.gets(mail(told.format("DE89 3704 0044 0532 0130 00"), subject="First"))
    with office.intake.sitting(Report()) as sitting:
        for waiting in proposals(office):
            contacts.accept(sitting, waiting, LINA)

    office.gets(mail(told.format("GB29 NWBK 6016 1331 9268 19"), subject="Second", day=9))

    with office.reader() as reader:
        (alarm,) = reader.alarms()
        asked = [each.subject for each in reader.questions()]
    assert "so far it was DE89" in alarm.words
    assert asked == ["Second"]


@pytest.mark.parametrize("spoils", [(), ("It has her address.",)], ids=["at once", "with a later mail"])
def test_taking_a_new_address_back_takes_its_mails_out_again(office: Office, spoils: tuple[str, ...]) -> None:
    private = ("Uwe Lang <uwe.lang@gmail.com>", "Hello.")
    office.gets(mail(private[1], sender=private[0], subject="before", headers=[("Precedence", "bulk")]))
    office.gets(signed("Buyer", day=1, cc="Uwe Lang <uwe.lang@gmail.com>"))
    with office.book.begin() as page:
        proposed = [NewProposal("uwe.lang@gmail.com", "colleague", "Uwe Lang", "cc", "in copy", 0.8)]
        page.contacts.propose(CustomerId(1), proposed, MailId(2), MONDAY)
    waiting = next(each for each in everything(office) if each.email == "uwe.lang@gmail.com")
    with office.intake.sitting(Report()) as sitting:
        contacts.accept(sitting, waiting.id, LINA)
    for number, words in enumerate(spoils):
        office.gets(mail(words, sender=private[0], subject=f"later {number}", day=9))
    linked = mails_of(office)

    with office.intake.sitting(Report()) as sitting:
        contacts.undo(sitting, waiting.id, LINA)

    assert {"before", *(f"later {number}" for number in range(len(spoils)))} <= linked
    assert not any(subject.startswith(("before", "later")) for subject in mails_of(office))


def everything(office: Office) -> list[ProposalFound]:
    with office.reader() as reader:
        return reader.proposals()


def mails_of(office: Office) -> set[str]:
    with office.reader() as reader:
        return {row.summary for row in reader.timeline(CustomerId(1), 50)}

"""Do mails that belong together find each other, and does a person have the last word?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fakes import MONDAY, Office, mail, sent
from model import CustomerId, MailId
from store.customers import NewCustomer
from store.location import Location
from store.rereading import Wanted
from worker import alarms, threads
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.pipeline import Report
from worker.reread import reread
from worker.reviewing import answers

ANNA = Actor("anna", MONDAY)
OFFER = """Dear Jana,

Thank you for your inquiry of 12 May about the brass ball valves with lever handle. We can offer 2,000 pieces
at USD 3.20 FOB Ningbo, delivery 30 days after deposit. Please confirm soon."""
QUOTED = """We accept, please send the contract.

On Mon, 2 Mar 2026 at 09:00, Anna <anna@factory.example> wrote:
> Dear Jana,
>
> Thank you for your inquiry of 12 May about the brass ball
> valves with lever handle. We can offer 2,000 pieces at USD 3.20 FOB Ningbo, delivery 30 days
> after deposit. Please confirm soon."""


@pytest.fixture
def office(location: Location) -> Iterator[Office]:
    office = Office.at(location)
    with office.book.begin() as page:
        for name, domain in (("Nordlicht GmbH", "nordlicht.example"), ("Harbour Ltd", "harbour.example")):
            page.customers.add(NewCustomer(name, MONDAY, domains=(domain,)))
    yield office
    office.book.close()


def customers_of(office: Office, subject: str) -> tuple[str, ...]:
    with office.reader() as reader:
        found = reader.mail(number_of(office, subject))
    assert found is not None
    return found.customers


def number_of(office: Office, subject: str) -> MailId:
    with office.intake.sitting(Report()) as sitting:
        return numbered(sitting, subject)


def numbered(sitting: Sitting, subject: str) -> MailId:
    there = (MailId(number) for number in range(1, 40) if sitting.page.mails.exists(MailId(number)))
    return next(each for each in there if sitting.page.mails.remembered(each).mail.subject == subject)


class TestQuotations:
    def test_an_answer_from_a_private_address_that_names_no_parent_is_known_by_what_it_quotes(
        self, office: Office
    ) -> None:
        office.writes(sent(OFFER, subject="Offer"))

        office.gets(mail(QUOTED, sender="Jana <jana.k@gmail.com>", subject="accepted", day=1))

        assert customers_of(office, "accepted") == ("Nordlicht GmbH",)
        with office.reader() as reader:
            found = reader.mail(number_of(office, "accepted"))
        assert found is not None
        assert "thread: quotes a mail to Nordlicht GmbH" in found.match.because

    def test_what_came_first_does_not_matter(self, office: Office) -> None:
        office.gets(mail(QUOTED, sender="Jana Krueger <jana.k@gmail.com>", subject="accepted", day=1))
        before = customers_of(office, "accepted")

        office.writes(sent(OFFER, subject="Offer"))

        assert before == ("Jana Krueger",)  # a lead of its own, which issue 5 will learn to merge
        assert customers_of(office, "Offer") == ("Nordlicht GmbH",)

    def test_a_loose_mail_is_linked_when_the_mail_that_it_quotes_comes(self, office: Office) -> None:
        automatic = (("Precedence", "bulk"),)  # too little to be sure: it waits for a person
        office.gets(mail(QUOTED, sender="J <j.k@gmail.com>", subject="accepted", day=1, headers=automatic))
        before = customers_of(office, "accepted")

        office.writes(sent(OFFER, subject="Offer"))

        assert (before, customers_of(office, "accepted")) == ((), ("Nordlicht GmbH",))

    def test_a_phrase_that_we_write_to_everybody_tells_nothing(self, office: Office) -> None:
        phrase = (
            "We are a manufacturer of brass fittings in Ningbo with twenty years of experience in export."
        )
        for number in range(8):
            office.writes(sent(f"{phrase}\nNumber {number}.", subject=f"Intro {number}", day=number / 10))

        office.gets(
            mail(
                f"Ok.\n\nOn Mon, 2 Mar 2026, Anna <anna@factory.example> wrote:\n> {phrase}\n",
                sender="Li <li@gmail.com>",
                subject="who",
                day=1,
            )
        )

        assert "Nordlicht GmbH" not in customers_of(office, "who")

    def test_a_habit_of_ours_beside_a_sentence_that_tells_does_not_hide_it(self, office: Office) -> None:
        habit = "We are a manufacturer of brass fittings in Ningbo with twenty years of experience."
        for number in range(12):
            office.writes(sent(f"{habit}\nNumber {number}.", subject=f"Intro {number}", day=number / 100))
        office.writes(sent(f"{habit}\n\n{OFFER}", subject="Offer", day=0.5))

        quoted = QUOTED.replace("> Dear Jana,", f"> {habit}\n>\n> Dear Jana,")
        office.gets(mail(quoted, sender="Jana <jana.k@gmail.com>", subject="accepted", day=1))

        assert customers_of(office, "accepted") == ("Nordlicht GmbH",)

    def test_the_subject_alone_links_nothing(self, office: Office) -> None:
        office.writes(sent(OFFER, subject="Offer"))

        office.gets(mail("Is it still valid?", sender="Li <li@gmail.com>", subject="Re: Offer", day=1))

        assert customers_of(office, "Re: Offer") == ("Li",)


class TestSaid:
    def told(self, office: Office) -> None:
        office.writes(sent("Our price list of this year for all valves.", subject="Offer", id="offer"))
        office.gets(
            mail(
                "Can you make pumps?", sender="Bo <bo.li@gmail.com>", subject="Pumps", answers="offer", day=1
            ),
            mail(
                "Any news of the pumps?",
                sender="Bo <bo.li@gmail.com>",
                subject="News",
                answers="Pumps-1",
                day=2,
            ),
        )

    def test_a_mail_that_is_split_off_belongs_no_more_to_the_customer_of_the_thread(
        self, office: Office
    ) -> None:
        self.told(office)
        assert customers_of(office, "Pumps") == ("Nordlicht GmbH",)

        with office.intake.sitting(Report()) as sitting:
            lines = threads.split(sitting, numbered(sitting, "Pumps"), ANNA)

        assert customers_of(office, "Pumps") == ("Bo",)
        assert any("Nordlicht GmbH → Bo" in line for line in lines)

    def test_what_was_split_comes_back(self, office: Office) -> None:
        self.told(office)
        with office.intake.sitting(Report()) as sitting:
            threads.split(sitting, numbered(sitting, "Pumps"), ANNA)

        with office.intake.sitting(Report()) as sitting:
            threads.undo(sitting, numbered(sitting, "Pumps"), ANNA)

        assert customers_of(office, "Pumps") == ("Nordlicht GmbH",)

    def test_a_mail_that_is_joined_belongs_to_the_customer_of_the_other(self, office: Office) -> None:
        self.told(office)
        office.gets(mail("The drawing.", sender="Cai <cai@gmail.com>", subject="Drawing", day=3))

        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "Drawing"), numbered(sitting, "Offer"), ANNA)

        assert customers_of(office, "Drawing") == ("Nordlicht GmbH",)

    def test_a_later_answer_follows_the_mail_that_was_joined(self, office: Office) -> None:
        self.told(office)
        office.gets(
            mail("The drawing.", sender="Cai <cai@gmail.com>", subject="Drawing", id="drawing", day=3)
        )
        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "Drawing"), numbered(sitting, "Offer"), ANNA)

        office.gets(mail("More.", sender="Dan <dan@gmail.com>", subject="More", answers="drawing", day=4))

        assert customers_of(office, "More") == ("Nordlicht GmbH",)

    def test_a_thread_is_shown_as_a_person_put_it(self, office: Office) -> None:
        self.told(office)
        with office.intake.sitting(Report()) as sitting:
            threads.split(sitting, numbered(sitting, "Pumps"), ANNA)

        with office.reader() as reader:
            shown = [each.subject for each in reader.thread(number_of(office, "Offer"))]
            split = [(each.subject, each.said) for each in reader.thread(number_of(office, "News"))]

        assert shown == ["Offer"]
        assert split == [("Pumps", "split"), ("News", "")]

    def test_who_joins_in_a_circle_is_told_so(self, office: Office) -> None:
        self.told(office)

        with office.intake.sitting(Report()) as sitting, pytest.raises(DeskError, match="stands below"):
            threads.join(sitting, numbered(sitting, "Offer"), numbered(sitting, "Pumps"), ANNA)

    def test_reading_again_leaves_what_a_person_said(self, office: Office) -> None:
        self.told(office)
        office.gets(mail("The drawing.", sender="Cai <cai@gmail.com>", subject="Drawing", day=3))
        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "Drawing"), numbered(sitting, "Offer"), ANNA)

        outcome = reread(office.intake, Wanted())

        assert outcome.failed == []
        assert customers_of(office, "Drawing") == ("Nordlicht GmbH",)

    def test_a_join_teaches_nothing_and_comes_back_whole(self, office: Office) -> None:
        office.writes(sent("Our price list.", subject="Offer", id="offer"))
        office.gets(mail("Please quote.", sender="Ed <ed@harbour.example>", subject="Pumps", day=1))
        before = customers_of(office, "Pumps")
        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "Pumps"), numbered(sitting, "Offer"), ANNA)
        joined = customers_of(office, "Pumps")

        with office.intake.sitting(Report()) as sitting:
            threads.undo(sitting, numbered(sitting, "Pumps"), ANNA)
        office.gets(mail("Any news?", sender="Ed <ed@harbour.example>", subject="News", day=2))

        assert (before, joined) == (("Harbour Ltd",), ("Nordlicht GmbH",))
        assert customers_of(office, "Pumps") == ("Harbour Ltd",)
        assert customers_of(office, "News") == ("Harbour Ltd",)

    def test_a_circle_over_three_is_told_too(self, office: Office) -> None:
        for name in ("One", "Two", "Three"):
            office.gets(mail(f"{name}.", sender=f"{name} <{name.lower()}@gmail.com>", subject=name))
        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "One"), numbered(sitting, "Two"), ANNA)
            threads.join(sitting, numbered(sitting, "Two"), numbered(sitting, "Three"), ANNA)

            with pytest.raises(DeskError, match="stands below"):
                threads.join(sitting, numbered(sitting, "Three"), numbered(sitting, "One"), ANNA)

    def test_a_join_takes_those_along_that_were_joined_before(self, office: Office) -> None:
        office.writes(sent("Our price list.", subject="Offer", id="offer"))
        for name in ("One", "Two"):
            office.gets(mail(f"{name}.", sender=f"{name} <{name.lower()}@gmail.com>", subject=name))
        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "One"), numbered(sitting, "Two"), ANNA)

        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "Two"), numbered(sitting, "Offer"), ANNA)

        assert customers_of(office, "One") == customers_of(office, "Two") == ("Nordlicht GmbH",)

    def test_the_lead_that_a_join_replaces_is_gone(self, office: Office) -> None:
        self.told(office)
        office.gets(mail("The drawing.", sender="Cai <cai@gmail.com>", subject="Drawing", day=3))
        with office.intake.sitting(Report()) as sitting:
            threads.join(sitting, numbered(sitting, "Drawing"), numbered(sitting, "Offer"), ANNA)

        with office.reader() as reader:
            assert reader.customers_named("Cai") == []


class TestAlarms:
    def alarmed(self, office: Office) -> None:
        trap = (("Reply-To", "jana.nordlicht@gmail.com"),)
        office.gets(mail("Please quote.", subject="Urgent", headers=trap))

    def test_nobody_we_know_with_a_sign_of_fraud_waits_for_a_person_and_is_no_lead(
        self, office: Office
    ) -> None:
        trap = (("Reply-To", "x@gmail.com"),)
        office.gets(mail("Please quote.", sender="Li <li@new.example>", subject="New", headers=trap))
        before = customers_of(office, "New")

        with office.intake.sitting(Report()) as sitting:
            alarms.dismiss(sitting, numbered(sitting, "New"), ANNA)

        assert before == ()
        assert customers_of(office, "New") == ("new.example",)

    def test_a_mail_with_a_sign_of_fraud_is_not_linked_by_itself(self, office: Office) -> None:
        self.alarmed(office)

        with office.reader() as reader:
            (asked,) = reader.questions()
            (alarm,) = reader.alarms()

        assert customers_of(office, "Urgent") == ()
        assert asked.because.startswith("beware of fraud: answers go to jana.nordlicht@gmail.com")
        assert alarm.sort == "reply_to"

    def test_dismissed_it_is_linked_and_reopened_it_waits_again(self, office: Office) -> None:
        self.alarmed(office)

        with office.intake.sitting(Report()) as sitting:
            alarms.dismiss(sitting, numbered(sitting, "Urgent"), ANNA)
        dismissed = customers_of(office, "Urgent")
        with office.intake.sitting(Report()) as sitting:
            alarms.reopen(sitting, numbered(sitting, "Urgent"), ANNA)

        with office.reader() as reader:
            waiting = [each.subject for each in reader.questions()]
        assert dismissed == ("Nordlicht GmbH",)
        assert customers_of(office, "Urgent") == ()
        assert waiting == ["Urgent"]

    def test_who_accepts_it_unlooked_at_is_told_to_ask_first(self, office: Office) -> None:
        self.alarmed(office)

        with office.intake.sitting(Report()) as sitting, pytest.raises(DeskError, match="alarms dismiss"):
            answers.accept(sitting, [numbered(sitting, "Urgent")], CustomerId(1), ANNA)

    def test_reading_again_leaves_a_dismissed_mail_linked(self, office: Office) -> None:
        self.alarmed(office)
        with office.intake.sitting(Report()) as sitting:
            alarms.dismiss(sitting, numbered(sitting, "Urgent"), ANNA)

        reread(office.intake, Wanted())

        assert customers_of(office, "Urgent") == ("Nordlicht GmbH",)

    def test_who_dismisses_twice_is_told_how_to_go_back(self, office: Office) -> None:
        self.alarmed(office)
        with office.intake.sitting(Report()) as sitting:
            alarms.dismiss(sitting, numbered(sitting, "Urgent"), ANNA)

        with office.intake.sitting(Report()) as sitting, pytest.raises(DeskError, match="alarms reopen"):
            alarms.dismiss(sitting, numbered(sitting, "Urgent"), ANNA)


def test_a_bounce_stands_in_the_history_of_whom_it_did_not_reach(office: Office) -> None:
    bounce = mail(
        "This message could not be delivered: <jana@nordlicht.example>: 550 5.1.1 unknown user",
        sender="Mail Delivery System <mailer-daemon@provider.example>",
        subject="Undelivered Mail Returned to Sender",
        headers=(("X-Failed-Recipients", "jana@nordlicht.example"),),
    )

    office.gets(bounce)

    assert customers_of(office, "Undelivered Mail Returned to Sender") == ("Nordlicht GmbH",)

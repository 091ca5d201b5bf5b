"""What does a person's answer teach, which mails follow it, and does taking it back put all of that back?"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fakes import MONDAY, Office, mail, sent
from model import CustomerId, MailId, RawMail, RepId
from store.customers import NewCustomer
from store.location import Location
from worker.desk import Actor, DeskError
from worker.intake import Sitting
from worker.reviewing import answers, denying
from worker.reviewing.answering import Done
from worker.reviewing.answers import Wish
from worker.reviewing.given import given, in_words
from worker.reviewing.undo import undo

ANNA = Actor("anna", MONDAY + timedelta(days=1))
BO = Actor("bo", MONDAY + timedelta(days=2))
NORDLICHT, HARBOUR = CustomerId(1), CustomerId(2)
DOUBTED = (("Precedence", "bulk"),)
"""Too little to be sure that a person wrote it: such a mail of a stranger waits for a person."""


@pytest.fixture
def office(location: Location) -> Iterator[Office]:
    office = Office.at(location)
    with office.book.begin() as page:
        page.customers.add(
            NewCustomer("Nordlicht GmbH", MONDAY, domains=("nordlicht.example",), country="DE")
        )
        page.customers.add(NewCustomer("Harbour Trading Ltd", MONDAY, domains=("harbour.example",)))
    yield office
    office.book.close()


def answer(office: Office, act: Callable[[Sitting], Done]) -> Done:
    return given(office.intake, act)


def accepts(office: Office, subject: str, customer: CustomerId | None, me: Actor = ANNA) -> Done:
    number = numbered(office, subject)
    return answer(office, lambda sitting: answers.accept(sitting, [number], customer, me))


def takes_back(office: Office, number: int | None = None, me: Actor = ANNA) -> Done:
    return answer(office, lambda sitting: undo(sitting, number, me))


def asked(office: Office) -> list[str]:
    with office.reader() as reader:
        return sorted(question.subject for question in reader.questions())


def numbered(office: Office, subject: str) -> MailId:
    return found(office, subject).id  # type: ignore[no-any-return]


def found(office: Office, subject: str) -> Any:
    with office.reader() as reader:
        for number in range(1, 60):
            stored = reader.mail(MailId(number))
            if stored is not None and stored.subject == subject:
                return stored
    raise AssertionError(subject)


def whose(office: Office, subject: str) -> tuple[str, ...]:
    return found(office, subject).customers  # type: ignore[no-any-return]


def card(office: Office, number: CustomerId) -> Any:
    with office.reader() as reader:
        return reader.card(number)


def customers(office: Office) -> list[str]:
    with office.book.begin() as page:
        return [customer.name for customer in page.customers.all()]


def signed(company: str, person: str = "Jana Krueger") -> str:
    return f"Please quote 200 valves.\n\nBest regards\n{person}\n{company}\n"


def doubted(words: str, sender: str, subject: str, day: float = 0) -> RawMail:
    return mail(words, sender=sender, subject=subject, day=day, headers=DOUBTED)


class TestLearning:
    def test_after_one_answer_every_later_mail_of_a_former_name_is_known(self, office: Office) -> None:
        office.gets(doubted(signed("Seefeld Armaturen AG"), "Jana <jana@seefeld.example>", "first"))
        accepts(office, "first", NORDLICHT)

        office.gets(
            mail("Another one.", sender="Jana <jana@seefeld.example>", subject="same person", day=2),
            mail("Hello.", sender="Uwe <uwe@seefeld.example>", subject="colleague", day=3),
            mail(signed("Seefeld Armaturen AG"), sender="Jana K <jk77@gmail.com>", subject="private", day=4),
        )

        assert [whose(office, each) for each in ("first", "same person", "colleague", "private")] == [
            ("Nordlicht GmbH",)
        ] * 4
        assert asked(office) == []

    @pytest.mark.parametrize(
        "company",
        ["NLG Valvetec GmbH", "Windmolen Appendages B.V.", "诺德利希特阀门有限公司"],
        ids=["acronym", "hidden subsidiary", "other script"],
    )
    def test_after_one_answer_free_mail_with_the_same_signature_is_known(
        self, office: Office, company: str
    ) -> None:
        office.gets(doubted(signed(company), "J <first.one@gmail.com>", "first"))
        accepts(office, "first", NORDLICHT)

        colleague = signed(company, "Uwe Lang")
        office.gets(mail(colleague, sender="Uwe Lang <uwe.lang9@gmail.com>", subject="later", day=5))

        assert company in card(office, NORDLICHT).titles
        assert whose(office, "later") == ("Nordlicht GmbH",)

    def test_old_mail_is_linked_at_once_and_the_list_says_which(self, office: Office) -> None:
        office.gets(
            doubted("One.", "Jana <jana@seefeld.example>", "one"),
            doubted("Two.", "Uwe <uwe@seefeld.example>", "two", day=1),
            doubted(signed("Seefeld Armaturen AG"), "Jana <jana@seefeld.example>", "three", day=2),
            doubted(signed("Seefeld Armaturen AG"), "J <jk77@gmail.com>", "four", day=3),
            doubted("Else.", "X <x@elsewhere.example>", "else", day=4),
        )

        done = accepts(office, "three", NORDLICHT)

        assert asked(office) == ["else"]
        assert {move.after for move in done.moved} == {("Nordlicht GmbH",)}
        assert len(done.moved) == 4
        assert "domain seefeld.example, title Seefeld Armaturen AG" in done.learned[0]
        assert f"mail {numbered(office, 'one')}: nobody → Nordlicht GmbH" in list(in_words(done))[2]

    def test_of_free_mail_the_address_is_learned_and_not_the_domain(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jk77@gmail.com>", "one"))

        accepts(office, "one", NORDLICHT)
        office.gets(mail("Hi.", sender="Other <other@gmail.com>", subject="other", day=2))

        assert "gmail.com" not in card(office, NORDLICHT).domains
        assert whose(office, "other") != ("Nordlicht GmbH",)

    @pytest.mark.parametrize(
        "company",
        ["Seefeld Armaturen AG", "NLG Valvetec GmbH", "Windmolen Appendages B.V."],
        ids=["former name", "acronym", "hidden subsidiary"],
    )
    def test_a_lead_that_the_mail_opened_by_itself_is_the_customer_after_the_answer(
        self, office: Office, company: str
    ) -> None:
        report = office.gets(
            mail(signed(company), sender="Jana <jana@seefeld.example>", subject="first"),
            mail("More.", sender="Uwe <uwe@seefeld.example>", subject="second", day=1),
        )
        number = numbered(office, "first")

        done = answer(office, lambda sitting: answers.other(sitting, [number], NORDLICHT, ANNA))
        office.gets(
            mail("Hello.", sender="Ada <ada@seefeld.example>", subject="colleague", day=3),
            mail(signed(company), sender="Jana K <jk77@gmail.com>", subject="private", day=4),
        )

        assert report.leads == 1
        assert [whose(office, each) for each in ("first", "second", "colleague", "private")] == [
            ("Nordlicht GmbH",)
        ] * 4
        assert customers(office) == ["Nordlicht GmbH", "Harbour Trading Ltd"]
        assert company in card(office, NORDLICHT).titles
        assert "seefeld.example" in card(office, NORDLICHT).domains
        assert [move.after for move in done.moved] == [("Nordlicht GmbH",)] * 2
        assert any("domain seefeld.example" in line for line in done.learned)

    def test_taken_back_the_lead_is_there_again_with_its_mails(self, office: Office) -> None:
        office.gets(
            mail(signed("Seefeld Armaturen AG"), sender="Jana <jana@seefeld.example>", subject="first"),
            mail("More.", sender="Uwe <uwe@seefeld.example>", subject="second", day=1),
        )
        before = story(office)
        number = numbered(office, "first")
        answer(office, lambda sitting: answers.other(sitting, [number], NORDLICHT, ANNA))
        office.gets(mail("Hello.", sender="Ada <ada@seefeld.example>", subject="colleague", day=3))

        takes_back(office)

        assert whose(office, "colleague") == ("Seefeld Armaturen AG",)
        assert whose(office, "second") == ("Seefeld Armaturen AG",)
        assert card(office, NORDLICHT) == before[1][0]

    def test_a_lead_called_after_a_person_leaves_no_title_and_no_owner(self, office: Office) -> None:
        office.gets(mail("Hi.", sender="Jana Krueger <jk77@gmail.com>", subject="one"))
        was = card(office, NORDLICHT)

        answer(office, lambda sitting: answers.other(sitting, [MailId(1)], NORDLICHT, ANNA))
        now = card(office, NORDLICHT)

        assert (now.titles, now.domains, now.owner) == (was.titles, was.domains, was.owner)
        assert now.contacts == ("Jana Krueger <jk77@gmail.com>",)
        with office.book.begin() as page:
            assert page.customers.these([NORDLICHT])[0].source == ""

    def test_out_of_a_lead_with_more_in_it_the_way_to_merge_is_told(self, office: Office) -> None:
        office.gets(
            mail(signed("Seefeld Armaturen AG"), sender="Jana <jana@seefeld.example>", subject="one"),
            mail(signed("Seefeld Armaturen AG"), sender="J <jk77@gmail.com>", subject="more", day=1),
        )
        assert whose(office, "more") == whose(office, "one")

        done = answer(office, lambda sitting: answers.other(sitting, [MailId(1)], NORDLICHT, ANNA))

        assert whose(office, "one") == ("Nordlicht GmbH",)
        assert any("genjin customers merge 3 1" in line for line in done.learned)

    def test_a_domain_of_another_customer_is_not_learned(self, office: Office) -> None:
        office.gets(mail("Hi.", sender="Jana <jana@harbour.example>", subject="one"))

        number = numbered(office, "one")
        done = answer(office, lambda sitting: answers.other(sitting, [number], NORDLICHT, ANNA))

        assert whose(office, "one") == ("Nordlicht GmbH",)
        assert card(office, NORDLICHT).domains == ("nordlicht.example",)
        assert [move.words for move in done.moved] == [f"mail {number}: Harbour Trading Ltd → Nordlicht GmbH"]

    @pytest.mark.parametrize(
        "company", ["Trading Co., Ltd.", "科技有限公司", "Harbour Trading Limited", "x" * 9000]
    )
    def test_a_name_that_is_anothers_or_nobodys_is_no_title(self, office: Office, company: str) -> None:
        office.gets(doubted(signed(company), "Jana <jk77@gmail.com>", "one"))
        number = numbered(office, "one")

        answer(office, lambda sitting: answers.other(sitting, [number], NORDLICHT, ANNA))

        assert card(office, NORDLICHT).titles == ("Nordlicht GmbH",)

    def test_the_first_candidate_is_meant_where_none_is_named(self, office: Office) -> None:
        office.gets(mail("Please quote.", sender="Jana <jana@nord1icht.example>", subject="one"))
        with office.book.begin() as page:
            page.alarms.set(MailId(1), "dismissed")
        (question,) = questions(office)

        accepts(office, "one", None)

        assert whose(office, "one") == (question.candidates[0][1],)

    def test_between_two_that_are_too_near_a_name_is_insisted_on(self, office: Office) -> None:
        with office.book.begin() as page:
            page.customers.add(NewCustomer("Nordlicht Polska", MONDAY, domains=("nordlicht.example",)))
        office.gets(mail("Hi.", subject="one"))

        with pytest.raises(DeskError, match=r"Nordlicht GmbH.*Nordlicht Polska.*review accept 1 CUSTOMER"):
            accepts(office, "one", None)

        assert asked(office) == ["one"]

    def test_where_nobody_is_proposed_the_sentence_says_what_to_type(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jk77@gmail.com>", "one"))

        with pytest.raises(DeskError, match=r"Nobody is proposed .* genjin review new 1"):
            accepts(office, "one", None)


def questions(office: Office) -> list[Any]:
    with office.reader() as reader:
        return list(reader.questions())


class TestUndo:
    def test_everything_is_as_it_was(self, office: Office) -> None:
        office.gets(
            doubted("One.", "Jana <jana@seefeld.example>", "one"),
            doubted(signed("Seefeld Armaturen AG"), "Uwe <uwe@seefeld.example>", "two", day=1),
            doubted(signed("Seefeld Armaturen AG"), "J <jk77@gmail.com>", "four", day=3),
        )
        before = story(office)
        accepts(office, "two", NORDLICHT)
        assert asked(office) == []

        done = takes_back(office)

        assert story(office) == before
        assert asked(office) == ["four", "one", "two"]
        assert {move.after for move in done.moved} == {()}

    def test_mail_that_came_since_by_what_was_learned_is_thought_about_again(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jana@seefeld.example>", "one"))
        accepts(office, "one", NORDLICHT)
        office.gets(
            doubted("Two.", "Uwe <uwe@seefeld.example>", "two", day=2),
            doubted("Three.", "Uwe <uwe@seefeld.example>", "three", day=3),
        )
        assert whose(office, "three") == ("Nordlicht GmbH",)

        takes_back(office)

        assert asked(office) == ["one", "three", "two"]
        assert card(office, NORDLICHT).contacts == ()

    def test_a_mail_that_has_another_proof_by_now_stays(self, office: Office) -> None:
        office.gets(
            doubted("One.", "J <jk77@gmail.com>", "one"),
            mail("Two.", sender="J <jk77@gmail.com>", subject="two", answers="x", headers=DOUBTED, day=1),
        )
        accepts(office, "one", NORDLICHT)
        office.writes(sent("Our offer.", id="x"))

        done = takes_back(office)

        assert (
            asked(office) == []
        )  # the thread proves the second, that teaches the address, which is the first's
        assert [line.partition(":")[0] for line in done.learned] == [
            f"mail {number} stays with Nordlicht GmbH" for number in (1, 2)
        ]
        assert found(office, "one").review == "found"

    def test_an_answer_names_who_gave_it_and_the_way_back(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jana@seefeld.example>", "one"))
        done = accepts(office, "one", NORDLICHT)

        with pytest.raises(DeskError, match="anna said on 2026-03-03 that it is from Nordlicht GmbH") as said:
            accepts(office, "one", HARBOUR, BO)

        assert f"genjin review undo {done.change}" in str(said.value)

    def test_the_last_answer_of_mine_is_meant_and_not_anothers(self, office: Office) -> None:
        office.gets(
            doubted("One.", "Jana <jana@seefeld.example>", "one"),
            doubted("Two.", "Uwe <uwe@other.example>", "two", day=1),
        )
        accepts(office, "one", NORDLICHT, ANNA)
        accepts(office, "two", HARBOUR, BO)

        takes_back(office, me=ANNA)

        assert asked(office) == ["one"]
        with pytest.raises(DeskError, match="no answer of yours"):
            takes_back(office, me=ANNA)

    def test_a_new_lead_goes_again(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jana@seefeld.example>", "one"))
        number = numbered(office, "one")
        answer(office, lambda sitting: answers.open_lead(sitting, number, ANNA, Wish(name="Seefeld AG")))
        assert "Seefeld AG" in customers(office)

        takes_back(office)

        assert customers(office) == ["Nordlicht GmbH", "Harbour Trading Ltd"]
        assert asked(office) == ["one"]


def story(office: Office) -> Any:
    """Everything an answer may change, without numbers that only count."""
    with office.reader() as reader:
        mails = [reader.mail(MailId(number)) for number in range(1, 20)]
        cards = [reader.card(CustomerId(number)) for number in range(1, 6)]
        due = reader.due(MONDAY + timedelta(days=9999))
        asked_about = reader.questions()
    told = [(each.customers, each.match, each.review) for each in mails if each]
    return told, cards, [(each.customer, each.obligation) for each in due], asked_about


class TestNotACustomer:
    def test_its_mails_leave_the_queue_and_open_no_leads_any_more(self, office: Office) -> None:
        office.gets(
            doubted("One.", "Rechnung <rechnung@supplier.example>", "one"),
            doubted("Two.", "Rechnung <rechnung@supplier.example>", "two", day=1),
        )
        number = numbered(office, "one")

        done = answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA))
        report = office.gets(mail("Three.", sender="R <rechnung@supplier.example>", subject="three", day=5))

        assert asked(office) == []
        assert (report.leads, report.review, report.linked) == (0, 0, 0)
        assert found(office, "three").match.because == (
            "anna said on 2026-03-03 that rechnung@supplier.example is no customer"
        )
        assert done.learned == ("email rechnung@supplier.example is no customer",)
        assert customers(office) == ["Nordlicht GmbH", "Harbour Trading Ltd"]

    def test_the_whole_domain_can_be_meant(self, office: Office) -> None:
        office.gets(doubted("One.", "R <rechnung@supplier.example>", "one"))
        number = numbered(office, "one")

        answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA, whole_domain=True))
        office.gets(mail("Two.", sender="S <sales@mail.supplier.example>", subject="two", day=5))

        assert whose(office, "two") == ()
        assert asked(office) == []

    def test_of_free_mail_only_the_address_can_be_meant(self, office: Office) -> None:
        office.gets(doubted("One.", "F <friend@gmail.com>", "one"))
        number = numbered(office, "one")

        with pytest.raises(DeskError, match=r"gmail\.com is no firm's own domain"):
            answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA, whole_domain=True))

    def test_a_lead_that_only_these_mails_opened_goes_and_comes_back(self, office: Office) -> None:
        office.gets(mail("We offer screws.", sender="S <s@screws.example>", subject="offer"))
        office.writes(sent("No, thanks.", to="s@screws.example", subject="thanks", day=1))
        before = story(office)
        number = numbered(office, "offer")

        done = answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA))
        after = customers(office)
        takes_back(office)

        assert after == ["Nordlicht GmbH", "Harbour Trading Ltd"]
        assert any("screws.example" in line and "gone" in line for line in done.learned)
        assert story(office) == before

    def test_what_is_a_customers_cannot_be_nobodys(self, office: Office) -> None:
        office.gets(mail("Hi.", subject="one"))
        number = numbered(office, "one")

        with pytest.raises(DeskError, match=r"jana@nordlicht.example is a sign of Nordlicht GmbH"):
            answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA))

    def test_in_a_thread_with_a_customer_it_is_nobodys_all_the_same(self, office: Office) -> None:
        office.writes(sent("Our offer.", id="offer"))
        office.gets(doubted("One.", "Ship <ops@ship.example>", "one"))
        number = numbered(office, "one")
        answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA))

        office.gets(
            mail("ETA is Friday.", sender="Ship <ops@ship.example>", subject="eta", answers="offer", day=2),
            mail("Fine.", subject="fine", answers="offer", day=3),
        )

        assert whose(office, "eta") == ()
        assert whose(office, "fine") == ("Nordlicht GmbH",)
        assert asked(office) == []

    def test_our_own_mail_to_it_and_a_customer_is_the_customers(self, office: Office) -> None:
        office.gets(doubted("One.", "Ship <ops@ship.example>", "one"))
        number = numbered(office, "one")
        answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA))

        office.writes(
            sent("Both.", to="ops@ship.example, jana@nordlicht.example", subject="both", day=2),
            sent("Alone.", to="ops@ship.example", subject="alone", day=2),
        )

        assert whose(office, "both") == ("Nordlicht GmbH",)
        assert whose(office, "alone") == ()

    def test_undo_asks_again(self, office: Office) -> None:
        office.gets(
            doubted("One.", "R <rechnung@supplier.example>", "one"),
            doubted("Two.", "R <rechnung@supplier.example>", "two", day=1),
        )
        number = numbered(office, "one")
        before = story(office)
        answer(office, lambda sitting: denying.not_a_customer(sitting, [number], ANNA))

        takes_back(office)

        assert story(office) == before
        office.gets(doubted("Three.", "R <rechnung@supplier.example>", "three", day=5))
        assert asked(office) == ["one", "three", "two"]


class TestNotThatOne:
    def test_it_is_asked_again_with_the_rest_and_not_proposed_any_more(self, office: Office) -> None:
        with office.book.begin() as page:
            page.customers.add(NewCustomer("Nordlicht Polska", MONDAY, domains=("nordlicht.example",)))
        office.gets(mail("Hi.", sender="Ola <ola@nordlicht.example>", subject="one"))
        number = numbered(office, "one")

        done = answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))
        office.gets(mail("Again.", sender="Ola <ola@nordlicht.example>", subject="two", day=5))

        assert "email ola@nordlicht.example is not Nordlicht GmbH's" in done.learned
        for subject in ("one", "two"):
            match = found(office, subject).match
            assert NORDLICHT not in [each.customer for each in match.candidates], subject

    def test_mail_that_was_linked_to_the_wrong_one_leaves_it(self, office: Office) -> None:
        office.gets(
            mail(signed("Nordlicht GmbH"), sender="Jana <jk77@gmail.com>", subject="one"),
            mail("More.", sender="Jana <jk77@gmail.com>", subject="two", day=1),
        )
        assert whose(office, "two") == ("Nordlicht GmbH",)
        number = numbered(office, "one")

        done = answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))

        assert (whose(office, "one"), whose(office, "two")) == ((), ())
        assert asked(office) == ["one", "two"]
        assert [move.before for move in done.moved] == [("Nordlicht GmbH",)] * 2

    def test_the_mail_itself_is_not_its_though_its_thread_is(self, office: Office) -> None:
        office.writes(sent("Our offer.", id="offer"))
        office.gets(mail("ETA.", sender="Ship <ops.ship@gmail.com>", subject="eta", answers="offer", day=1))
        number, before = numbered(office, "eta"), story(office)

        done = answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))
        office.gets(mail("Yes.", subject="yes", answers="offer", day=2))

        assert (whose(office, "eta"), whose(office, "yes")) == ((), ("Nordlicht GmbH",))
        assert asked(office) == ["eta"]
        assert NORDLICHT not in _proposed(office, "eta")
        assert [move.words for move in done.moved] == [f"mail {number}: Nordlicht GmbH → nobody"]
        takes_back(office)
        assert whose(office, "eta") == ("Nordlicht GmbH",)
        assert before[0][1] == story(office)[0][1]

    def test_accepted_after_all_it_is_its_again(self, office: Office) -> None:
        office.writes(sent("Our offer.", id="offer"))
        office.gets(mail("ETA.", sender="Ship <ops.ship@gmail.com>", subject="eta", answers="offer", day=1))
        number = numbered(office, "eta")
        answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))

        accepts(office, "eta", NORDLICHT)

        assert whose(office, "eta") == ("Nordlicht GmbH",)
        with office.book.begin() as page:
            assert page.customers.these([NORDLICHT])[0].denials == ()

    def test_taken_back_they_are_its_again(self, office: Office) -> None:
        office.gets(
            mail(signed("Nordlicht GmbH"), sender="Jana <jk77@gmail.com>", subject="one"),
            mail("More.", sender="Jana <jk77@gmail.com>", subject="two", day=1),
        )
        before = story(office)
        number = numbered(office, "one")
        answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))

        takes_back(office)

        assert story(office) == before

    def test_of_a_namesake_the_whole_work_domain_is_ruled_out(self, office: Office) -> None:
        with office.book.begin() as page:
            baltic = page.customers.add(NewCustomer("Baltic Valves Ltd", MONDAY)).id
        office.gets(
            mail(signed("Baltic Valves Ltd"), sender="Jana <jana@namesake.example>", subject="one"),
            mail(
                signed("Baltic Valves Ltd", "Uwe Lang"),
                sender="Uwe Lang <uwe@namesake.example>",
                subject="two",
            ),
        )
        proposed = [baltic in _proposed(office, subject) for subject in ("one", "two")]
        number = numbered(office, "one")

        done = answer(office, lambda sitting: denying.refuse(sitting, number, baltic, ANNA))
        later = signed("Baltic Valves Ltd", "Ada Berg")
        office.gets(mail(later, sender="Ada Berg <ada@namesake.example>", subject="three", day=5))

        assert proposed == [True, True]
        assert "domain namesake.example is not Baltic Valves Ltd's" in done.learned
        assert not any(line.startswith("title") for line in done.learned)
        assert not any(baltic in _proposed(office, subject) for subject in ("one", "two", "three"))

    def test_another_companys_name_is_ruled_out_and_its_own_is_kept(self, office: Office) -> None:
        office.gets(doubted(signed("Nordlichter Handel GmbH"), "Jana <jk77@gmail.com>", "one"))
        number = numbered(office, "one")

        done = answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))
        office.gets(
            mail(
                signed("Nordlichter Handel GmbH", "Ada Berg"),
                sender="Ada Berg <ada99@gmail.com>",
                subject="two",
                day=5,
            ),
            mail(signed("Nordlicht GmbH", "Eva Blum"), sender="Eva <eva5@gmail.com>", subject="own", day=6),
        )

        assert "title Nordlichter Handel GmbH is not Nordlicht GmbH's" in done.learned
        assert NORDLICHT not in [each.customer for each in found(office, "two").match.candidates]
        assert whose(office, "own") == ("Nordlicht GmbH",)

    def test_accepting_it_later_takes_the_denial_back(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jk77@gmail.com>", "one"))
        number = numbered(office, "one")
        answer(office, lambda sitting: denying.refuse(sitting, number, NORDLICHT, ANNA))

        accepts(office, "one", NORDLICHT)
        office.gets(mail("Two.", sender="Jana <jk77@gmail.com>", subject="two", day=5))

        assert whose(office, "two") == ("Nordlicht GmbH",)


def _proposed(office: Office, subject: str) -> list[CustomerId]:
    return [each.customer for each in found(office, subject).match.candidates]


class TestSomebodyNew:
    def test_a_lead_of_a_group_is_opened_and_the_group_made(self, office: Office) -> None:
        office.gets(doubted(signed("Nordlicht Baltic Ltd"), "Jana <jana@baltic.example>", "one"))
        number = numbered(office, "one")

        done = answer(office, lambda sitting: answers.same_group(sitting, number, NORDLICHT, ANNA, Wish()))

        assert whose(office, "one") == ("Nordlicht Baltic Ltd",)
        assert card(office, NORDLICHT).group == card(office, CustomerId(3)).group == "Nordlicht GmbH"
        assert "Nordlicht GmbH: group Nordlicht GmbH" in done.learned
        takes_back(office)
        assert (card(office, NORDLICHT).group, card(office, CustomerId(3))) == ("", None)

    def test_name_owner_and_group_can_be_said(self, office: Office) -> None:
        office.gets(doubted("One.", "Jana <jana@seefeld.example>", "one"))
        number, wish = numbered(office, "one"), Wish("Seefeld AG", RepId("bo"), "Seefeld")

        answer(office, lambda sitting: answers.open_lead(sitting, number, ANNA, wish))

        made = card(office, CustomerId(3))
        assert (made.name, made.owner, made.group) == ("Seefeld AG", "bo", "Seefeld")
        assert made.domains == ("seefeld.example",)

    def test_who_was_said_to_be_no_customer_is_not_accepted_by_the_way(self, office: Office) -> None:
        office.gets(doubted("One.", "R <r@supplier.example>", "one"))
        answer(office, lambda sitting: denying.domain_of_nobody(sitting, "supplier.example", ANNA))

        with pytest.raises(DeskError, match=r"anna said on 2026-03-03 that supplier.example is no customer"):
            answer(office, lambda sitting: answers.other(sitting, [MailId(1)], NORDLICHT, ANNA))


class TestMany:
    def test_a_whole_domain_is_one_answer(self, office: Office) -> None:
        office.gets(*(doubted("One.", f"P <p{n}@seefeld.example>", f"m{n}", day=n) for n in range(4)))

        done = answer(
            office, lambda sitting: answers.accept_domain(sitting, "seefeld.example", NORDLICHT, ANNA)
        )

        assert asked(office) == []
        assert len(done.moved) == 4
        takes_back(office, done.change)
        assert asked(office) == ["m0", "m1", "m2", "m3"]

    def test_signs_of_fraud_are_left_and_named(self, office: Office) -> None:
        reply = (*DOUBTED, ("Reply-To", "thief@gmail.com"))
        office.gets(
            doubted("One.", "P <p@seefeld.example>", "good"),
            mail(
                "Our bank account has changed.",
                sender="P <p@seefeld.example>",
                subject="bad",
                headers=reply,
                day=1,
            ),
        )

        done = answer(
            office, lambda sitting: answers.accept_domain(sitting, "seefeld.example", NORDLICHT, ANNA)
        )

        assert asked(office) == ["bad"]
        assert "1 mail with signs of fraud left" in done.words

    def test_what_has_waited_long_can_be_skipped(self, office: Office) -> None:
        office.gets(
            doubted("One.", "P <p@seefeld.example>", "old", day=-90),
            doubted("Two.", "P <p@seefeld.example>", "new", day=-10),
        )

        number = numbered(office, "old")
        done = answer(office, lambda sitting: answers.skip_older(sitting, MONDAY - timedelta(days=60), ANNA))

        assert asked(office) == ["new"]
        assert done.words == f"1 mail from before 2026-01-01 off the list: {number}"

    def test_of_a_domain_without_mails_the_words_name_none(self, office: Office) -> None:
        answer(office, lambda sitting: denying.domain_of_nobody(sitting, "supplier.example", ANNA))

        done = takes_back(office)

        assert done.words == "taken back: review not-a-customer: no customer: supplier.example"

    def test_all_of_several_or_none(self, office: Office) -> None:
        office.gets(doubted("One.", "P <p@seefeld.example>", "one"))

        with pytest.raises(DeskError, match="no mail 99"):
            answer(office, lambda sitting: answers.accept(sitting, [MailId(1), MailId(99)], NORDLICHT, ANNA))

        assert asked(office) == ["one"]

    def test_a_trial_changes_nothing(self, office: Office) -> None:
        office.gets(doubted("One.", "P <p@seefeld.example>", "one"))
        before = story(office)

        done = given(
            office.intake,
            lambda sitting: answers.accept(sitting, [MailId(1)], NORDLICHT, ANNA),
            dry_run=True,
        )

        assert story(office) == before
        assert [move.words for move in done.moved] == ["mail 1: nobody → Nordlicht GmbH"]
        assert list(in_words(done, dry_run=True))[-1] == "Nothing was changed (--dry-run)."


class TestGuards:
    def test_a_mail_with_a_sign_of_fraud_is_not_accepted(self, office: Office) -> None:
        office.gets(mail("New bank!", sender="Jana <jana@nord1icht.example>", subject="one"))

        with pytest.raises(DeskError, match=r"sign of fraud: .*genjin alarms dismiss 1"):
            accepts(office, "one", NORDLICHT)

    def test_a_look_alike_is_vouched_for_by_its_address_only(self, office: Office) -> None:
        office.gets(mail("New plant!", sender="Jana <jana@nord1icht.example>", subject="one"))
        with office.book.begin() as page:
            page.alarms.set(MailId(1), "dismissed")

        accepts(office, "one", NORDLICHT)

        assert card(office, NORDLICHT).domains == ("nordlicht.example",)
        assert card(office, NORDLICHT).contacts == ("Jana <jana@nord1icht.example>",)

    def test_a_mail_that_was_found_by_itself_says_so_and_how_to_put_it_right(self, office: Office) -> None:
        office.gets(mail("Hi.", subject="one"))

        with pytest.raises(DeskError, match=r"found to be from Nordlicht GmbH.*review other 1 CUSTOMER"):
            accepts(office, "one", HARBOUR)

    def test_the_most_valuable_question_comes_first_and_alarms_last(self, office: Office) -> None:
        with office.book.begin() as page:
            for name, size in (("Alpha", "B"), ("Alpha Two", "A")):
                page.customers.add(NewCustomer(name, MONDAY, domains=("alpha.example",), volume_class=size))
        office.gets(
            mail("Bank!", sender="Jana <jana@nord1icht.example>", subject="alarm", day=5),
            doubted("One.", "P <p@seefeld.example>", "old", day=1),
            doubted("One.", "P <p@seefeld.example>", "new", day=2),
            mail("Hi.", sender="A <a@alpha.example>", subject="classed", day=0),
        )

        assert [each.subject for each in questions(office)] == ["classed", "new", "old", "alarm"]


COMPANIES = (
    "Seefeld Armaturen AG",
    "Nordlicht Polska Sp. z o.o.",
    "Harbour Trading Ltd",
    "宁波海瑞进出口有限公司",
)


def some_mail(dice: random.Random) -> list[RawMail]:
    """Mails of strangers, colleagues and customers, some of them in one thread."""
    hosts = ("seefeld.example", "gmail.com", "nordlicht.example", "supplier.example", "harbour.example")
    mails = []
    for number in range(14):
        person = f"P{dice.randrange(4)} Berg"
        email = f"{person[:2].lower()}@{dice.choice(hosts)}"
        words = signed(dice.choice(COMPANIES), person) if dice.random() < 0.6 else "Hello."
        answered = f"m{dice.randrange(number)}" if number and dice.random() < 0.3 else ""
        doubts = DOUBTED if dice.random() < 0.7 else ()
        named = {"subject": f"s{number}", "id": f"m{number}", "answers": answered}
        mails.append(mail(words, sender=f"{person} <{email}>", day=number, headers=doubts, **named))
    return mails


def some_answer(dice: random.Random) -> Callable[[Sitting], Done]:
    number, customer = MailId(dice.randint(1, 14)), CustomerId(dice.randint(1, 2))
    return dice.choice(
        [
            lambda sitting: answers.accept(sitting, [number], customer, ANNA),
            lambda sitting: answers.other(sitting, [number], customer, ANNA),
            lambda sitting: answers.open_lead(sitting, number, ANNA, Wish()),
            lambda sitting: answers.same_group(sitting, number, customer, ANNA, Wish()),
            lambda sitting: answers.skip(sitting, [number], ANNA),
            lambda sitting: denying.refuse(sitting, number, customer, ANNA),
            lambda sitting: denying.not_a_customer(sitting, [number], ANNA),
            lambda sitting: denying.not_a_customer(sitting, [number], ANNA, whole_domain=True),
        ]
    )


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_answered_taking_all_of_it_back_puts_the_book_back(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    office = Office.at(tmp_path / "book.db")
    with office.book.begin() as page:
        page.customers.add(NewCustomer("Nordlicht GmbH", MONDAY, domains=("nordlicht.example",)))
        page.customers.add(NewCustomer("Harbour Trading Ltd", MONDAY, domains=("harbour.example",)))
    office.gets(*some_mail(dice))
    before, given_, told = places(office), 0, set[str]()

    for _ in range(12):
        with suppress(DeskError):
            answer(office, some_answer(dice))
            given_ += 1
    after = places(office)
    for _ in range(given_):
        done = takes_back(office)
        told.update(
            re.findall(r"^mail \d+", "\n".join((*done.learned, *(m.words for m in done.moved))), re.MULTILINE)
        )

    back = places(office)
    differing = {name for name in back if back[name] != before[name]}
    assert given_ > 2
    assert after != before
    assert set(back) == set(before)
    assert differing <= told  # what waited and is findable by now
    assert {back[name][1] for name in differing} <= {"found"}
    office.book.close()


def places(office: Office) -> dict[str, Any]:
    """Whose every mail is, whether it is asked about, and by what customers are known."""
    with office.reader() as reader:
        mails = [stored for number in range(1, 20) if (stored := reader.mail(MailId(number)))]
        cards = [shown for number in range(1, 30) if (shown := reader.card(CustomerId(number)))]
    told: dict[str, Any] = {f"mail {each.id}": (each.customers, each.review) for each in mails}
    return told | {f"customer {each.id}": (each.titles, each.domains, each.group) for each in cards}

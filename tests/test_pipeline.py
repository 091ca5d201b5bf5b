"""Does mail become links, tags and dates, once each and in whatever order it comes?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

import worker.intake
import worker.pipeline
from fakes import MONDAY, FakeMailbox, Office, mail, playbook_of, sent
from model import CustomerId, GenjinError, Interaction, Known, Mail, MailId, Opening, Place, RawMail
from store.book import Book
from store.customers import NewCustomer
from store.location import Location
from store.mails import Mails
from worker.batch import Batch, Folder
from worker.intake import Intake
from worker.pipeline import Draft, take_in
from worker.readers import drafted
from worker.rounds import noting_trouble

NORDLICHT = NewCustomer(
    "Nordlicht GmbH",
    MONDAY - timedelta(days=30),
    domains=("nordlicht.example",),
    contacts=(("jana@nordlicht.example", "Jana"),),
    owner=None,
    volume_class="A",
    source="import",
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    yield office
    office.book.close()


def knows(office: Office, *customers: NewCustomer) -> None:
    with office.book.begin() as page:
        for customer in customers:
            page.customers.add(customer)
        page.journal(MONDAY, "anna", "import customers", "a file")


def undated(raw: RawMail) -> RawMail:
    return replace(raw, content=raw.content.replace(b"\nDate:", b"\nX-Date:"))


def owed(office: Office) -> list[tuple[str, str]]:
    with office.reader() as reader:
        rows = reader.due(MONDAY + timedelta(days=9999))
    return sorted((row.customer_name, row.obligation.duty.value) for row in rows)


def stored(office: Office, number: int = 1) -> Any:
    with office.reader() as reader:
        return reader.mail(MailId(number))


def contents(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """The book without its row numbers: what two runs must agree on."""
    import sqlite3

    tables = {
        "customers": "SELECT name, country, owner, source, created FROM customer",
        "people": "SELECT a.email, c.name FROM contact_address a JOIN contact_customer b USING (contact_id) "
        "JOIN customer c ON c.id = b.customer_id",
        "interactions": "SELECT c.name, i.at, i.kind, i.cause, i.rep, i.mail_kind FROM interaction i "
        "JOIN customer c ON c.id = i.customer_id",
        "tags": "SELECT m.key, t.name, t.quote, t.due_date FROM tag t JOIN mail m ON m.id = t.mail_id",
        "follow_ups": "SELECT c.name, f.duty, f.cause, f.due, f.because, f.state FROM follow_up f "
        "JOIN customer c ON c.id = f.customer_id",
    }
    assert office.book.location.path is not None
    connection = sqlite3.connect(office.book.location.path)
    found = {name: sorted(connection.execute(sql).fetchall(), key=repr) for name, sql in tables.items()}
    connection.close()
    return found


class TestOneMail:
    def test_an_inquiry_from_nobody_we_know_becomes_a_lead_that_is_owed_a_reply(self, office: Office) -> None:
        report = office.gets(mail("Please quote 500 valves.\n\nJana Krueger\nNordlicht Handels GmbH"))

        assert (report.new, report.leads, report.linked) == (1, 1, 1)
        assert ("Nordlicht Handels GmbH", "reply") in owed(office)
        assert "a new lead" in stored(office).match.because

    def test_a_known_customer_is_found_and_its_tags_show_the_words(self, office: Office) -> None:
        knows(office, NORDLICHT)

        office.gets(mail("Your price is too high, a supplier in Shanghai offers less."))

        found = stored(office)
        assert found.customers == ("Nordlicht GmbH",)
        assert "price_sensitive" in {tag.name for tag in found.tags}
        assert all(found.own_words[tag.start : tag.end] == tag.quote for tag in found.tags)

    def test_our_answer_ends_the_reply_and_opens_a_chase(self, office: Office) -> None:
        knows(office, replace(NORDLICHT, owner="anna"))  # type: ignore[arg-type]
        office.gets(mail(id="q", day=0))

        office.writes(sent(day=1, answers="q"))

        duties = [duty for _, duty in owed(office)]
        assert duties == ["cadence", "chase", "pool_return"]

    @pytest.mark.parametrize(
        "automatic",
        [
            mail("I am out of office.", headers=[("Auto-Submitted", "auto-replied")]),
            mail("News!", headers=[("List-Id", "<news.nordlicht.example>"), ("Precedence", "bulk")]),
            mail("The container sails.", sender="ops@freight.example"),
            mail("Lunch?", sender="bo@factory.example"),
        ],
        ids=["auto-reply", "newsletter", "freight", "colleague"],
    )
    def test_automatic_and_internal_mail_makes_no_customer_and_owes_nothing(
        self, office: Office, automatic: RawMail
    ) -> None:
        report = office.gets(automatic)

        assert (report.new, report.leads, report.review) == (1, 0, 0)
        assert owed(office) == []

    def test_a_look_alike_domain_is_asked_about_and_never_linked(self, office: Office) -> None:
        knows(office, NORDLICHT)

        report = office.gets(mail("New bank details!", sender="Jana <jana@nord1icht.example>"))

        assert (report.linked, report.leads, report.review) == (0, 0, 1)
        with office.reader() as reader:
            (question,) = reader.questions()
        assert "nord1icht.example" in question.because


class TestOnceOnly:
    def test_a_second_pass_changes_nothing(self, office: Office) -> None:
        mailbox = FakeMailbox(inbox=[mail(day=day) for day in range(25)], outbox=[sent(day=3)])
        office.reads(mailbox)
        before = contents(office)

        report = office.reads(mailbox)

        assert (report.new, report.again) == (0, 0)
        assert contents(office) == before

    def test_a_new_uidvalidity_gives_places_and_no_second_mail(self, office: Office) -> None:
        mailbox = FakeMailbox(inbox=[mail(day=day) for day in range(3)])
        office.reads(mailbox)
        before = contents(office)

        mailbox.uidvalidity = 8
        report = office.reads(mailbox)

        assert (report.new, report.again) == (0, 3)
        assert contents(office) == before

    def test_one_mail_to_two_reps_is_one_mail_in_two_places(self, office: Office) -> None:
        both = mail(to="anna@factory.example, bo@factory.example")
        office.reads(FakeMailbox("anna", inbox=[both]))

        report = office.reads(FakeMailbox("bo", inbox=[both]))

        assert (report.new, report.again) == (0, 1)
        assert stored(office).places == ("anna/INBOX#1", "bo/INBOX#1")

    def test_two_mails_under_one_message_id_are_both_kept(self, office: Office) -> None:
        first, second = mail("One", id="same"), mail("Two", id="same", day=3)

        report = office.gets(first, second)

        assert report.new == 2

    def test_a_form_with_one_message_id_loses_no_inquiry(self, office: Office) -> None:
        minutes = 1 / 24 / 60
        inquiries = [mail(f"We need {n} valves.", id="form", day=n * 7 * minutes) for n in range(3)]

        report = office.gets(*inquiries)
        again = office.gets(*inquiries)

        assert (report.new, report.again) == (3, 0)
        assert (again.new, again.again) == (0, 3)

    def test_copies_with_one_date_are_one_mail_whatever_the_way_made_of_them(self, office: Office) -> None:
        office.writes(sent("Our quotation.", id="q"))
        report = office.gets(
            sent("Our quotation.\n-- \nChecked for viruses.", id="q", subject="[list] Offer")
        )

        assert (report.new, report.again) == (0, 1)

    def test_where_the_date_cannot_be_believed_subject_and_words_decide(self, office: Office) -> None:
        first, other = undated(mail("One", id="same")), undated(mail("Two", id="same", day=0.3))
        copy = replace(first, received=first.received + timedelta(hours=5))

        reports = [office.gets(each) for each in (first, copy, other)]

        assert [(each.new, each.again) for each in reports] == [(1, 0), (0, 1), (1, 0)]

    def test_a_head_alone_is_recognised_by_its_date_to_the_second_only(self, office: Office) -> None:
        office.gets(mail("One", id="same"))
        heads = [mail("", id="same"), mail("", id="same", day=0.001)]
        places = [Place("bo", "Filed", 7, uid) for uid in (1, 2)]

        found = office.intake.recognise([replace(h, place=p) for h, p in zip(heads, places, strict=True)])

        assert found == {1}

    def test_a_mail_known_by_its_content_is_linked_under_that_key_later(self, office: Office) -> None:
        office.gets(mail("One", sender="jana.k@gmail.com", id="same"))
        automatic = {"headers": [("Auto-Submitted", "auto-replied")]}
        office.gets(mail("Two", sender="karl@nordlicht.example", id="same", day=0.1, **automatic))  # type: ignore[arg-type]

        with office.intake.sitting(worker.pipeline.Report()) as sitting:
            case = sitting.found_again(MailId(2))

        assert case.mail.key == stored(office, 2).key
        assert case.mail.key.startswith("sha256:")

    def test_a_mail_without_message_id_is_known_by_its_content(self, office: Office) -> None:
        raw = mail()
        bare = replace(raw, content=raw.content.replace(b"Message-ID", b"X-Nothing"))

        office.gets(bare)
        report = office.gets(bare)

        assert (report.new, report.again) == (0, 1)


class TestOrder:
    STORY = (
        mail("Please quote.\n\nJana\nNordlicht GmbH", id="1", day=0),
        mail("And the test report?", id="2", day=1, sender="Karl <karl@nordlicht.example>"),
        mail("Any news?", id="3", day=5, answers="ours"),
        mail("Hello from home", id="4", day=6, sender="Jana <jana.private@gmail.com>", answers="ours"),
        mail("Me again", id="5", day=7, sender="Jana <jana.private@gmail.com>"),
    )
    OURS = (sent("Quotation attached.", id="ours", day=2, answers="1"), sent("And?", id="chase", day=12))

    @pytest.mark.parametrize("size", [1, 2, 50])
    def test_the_cut_of_the_batches_does_not_matter(self, tmp_path: Path, size: int) -> None:
        found = []
        for name, cut in (("a", 3), ("b", size)):
            office = Office.at(tmp_path / f"{name}.db")
            office.reads(FakeMailbox(inbox=list(self.STORY), outbox=list(self.OURS), size=cut))
            found.append(contents(office))
            office.book.close()

        assert found[0] == found[1]

    def test_an_answer_from_a_private_address_finds_the_thread_of_our_mail(self, office: Office) -> None:
        report = office.reads(FakeMailbox(inbox=list(self.STORY), outbox=list(self.OURS)))

        assert (report.leads, report.review) == (1, 0)
        with office.reader() as reader:
            assert len(reader.timeline(reader.customers_named("gmail")[0][0], 20)) == len(self.STORY) + len(
                self.OURS
            )

    @pytest.mark.parametrize("cut", range(1, 7))
    def test_two_passes_give_what_one_gives(self, tmp_path: Path, cut: int) -> None:
        """The first pass sees what had come by then, the second the rest."""
        whole, parts = Office.at(tmp_path / "a.db"), Office.at(tmp_path / "b.db")
        whole.reads(FakeMailbox(inbox=list(self.STORY), outbox=list(self.OURS)))
        day = sorted([*self.STORY, *self.OURS], key=lambda raw: raw.received)[cut].received
        early = FakeMailbox(
            inbox=[raw for raw in self.STORY if raw.received < day],
            outbox=[raw for raw in self.OURS if raw.received < day],
        )

        parts.reads(early)
        parts.reads(FakeMailbox(inbox=list(self.STORY), outbox=list(self.OURS)))

        assert contents(parts) == contents(whole)
        whole.book.close()
        parts.book.close()

    @pytest.mark.parametrize("raw", ["headers", "none"])
    def test_a_book_without_sources_links_mail_again_as_one_with_them(
        self, tmp_path: Path, raw: Literal["headers", "none"]
    ) -> None:
        whole, bare = Office.at(tmp_path / "a.db"), Office.at(tmp_path / "b.db")
        bare.intake.playbook = replace(bare.intake.playbook, raw=raw)

        for office in (whole, bare):
            for each in (*self.OURS, *reversed(self.STORY)):  # the worst order: all is found afterwards
                (office.writes if each in self.OURS else office.gets)(each)

        assert contents(bare) == contents(whole)
        with bare.book.begin() as page:
            assert page.mails.source(MailId(1)) is None
        with whole.book.begin() as page:
            source = page.mails.source(MailId(1))
        assert source is not None
        assert source.content == self.OURS[0].content
        whole.book.close()
        bare.book.close()

    def test_what_a_mail_was_read_as_is_remembered(self, office: Office) -> None:
        raw = mail("Your price is too high.\n\nJana\nNordlicht GmbH", answers="ours", day=3)
        office.gets(raw)

        with office.book.begin() as page:
            case = page.mails.remembered(MailId(1))

        read = worker.pipeline.digest(raw, office.intake.playbook)
        assert case.reading == replace(read.reading, quoted="")
        assert [(tag.name, tag.quote, tag.due) for tag in case.tags] == [
            (tag.name, tag.quote, tag.due) for tag in read.tags
        ]
        assert (case.mail.key, case.mail.parents) == (read.mail.key, read.mail.parents)
        assert isinstance(case.match, Known)

    def test_a_lead_dates_from_its_oldest_mail_and_takes_the_name_of_its_company(
        self, office: Office
    ) -> None:
        office.gets(mail("Hello?", sender="info@bigco.example", day=5))
        office.gets(mail("Hi.\n\nBea Big\nBigco Trading GmbH", sender="Bea <bea@bigco.example>", day=1))

        with office.book.begin() as page:
            (lead,) = page.customers.all()
        assert (lead.name, lead.created) == ("Bigco Trading GmbH", MONDAY + timedelta(days=1))
        assert "bigco.example" in lead.titles

    def test_mail_from_before_the_customer_was_known_is_linked_later(self, office: Office) -> None:
        office.writes(sent("Hello, may we introduce ourselves?", to="buyer@bigco.example"))
        assert owed(office) == []

        office.gets(mail("Yes please, send a catalogue.", sender="Bea <buyer@bigco.example>", day=2))

        with office.reader() as reader:
            events = reader.timeline(reader.customers_named("bigco")[0][0], 10)
        assert [event.kind for event in events] == ["mail_in", "mail_out"]


ACME = NewCustomer(
    "Acme Pumps Ltd",
    MONDAY - timedelta(days=30),
    domains=("acme.example",),
    contacts=(("joe@acme.example", "Joe"),),
    source="import",
)


class TestThreads:
    """Others answer in a customer's thread too: suppliers, forwarders, other customers."""

    def names(self, office: Office, number: int) -> tuple[str, ...]:
        return tuple(stored(office, number).customers)

    def people(self, office: Office, name: str) -> tuple[str, ...]:
        with office.reader() as reader:
            card = reader.card(reader.customers_named(name)[0][0])
        assert card is not None
        return card.contacts

    def test_an_inquiry_forwarded_to_a_supplier_is_no_answer_to_the_buyer(self, office: Office) -> None:
        knows(office, ACME)
        office.gets(mail("Please quote.", sender="Joe <joe@acme.example>", id="q"))

        office.writes(sent("Can you make these?", to="liu@foundry.example", id="fwd", answers="q", day=1))
        office.gets(mail("Yes, 4 USD.", sender="Liu <liu@foundry.example>", id="a", answers="fwd", day=2))
        office.gets(mail("About another job.", sender="Liu <liu@foundry.example>", id="b", day=3))

        assert ("Acme Pumps Ltd", "reply") in owed(office)
        assert [self.names(office, number) for number in (2, 3, 4)].count(("Acme Pumps Ltd",)) == 0
        assert self.people(office, "acme") == ("Joe <joe@acme.example>",)

    def test_an_answer_to_a_circular_is_not_the_first_recipients(self, office: Office) -> None:
        knows(office, ACME, NORDLICHT)
        office.writes(sent("Happy new year!", to="joe@acme.example, jana@nordlicht.example", id="all"))

        office.gets(mail("Thank you!", sender="Bert <bert.at.home@gmail.com>", id="x", answers="all", day=1))

        assert self.names(office, 1) == ("Acme Pumps Ltd", "Nordlicht GmbH")
        assert self.names(office, 2) == ()
        assert "bert" not in "".join(self.people(office, "acme")).lower()

    def test_a_forwarder_in_the_thread_does_not_become_the_customers(self, office: Office) -> None:
        knows(office, ACME)
        office.writes(sent("Shipping papers.", to="joe@acme.example", id="p"))

        office.gets(
            mail("Vessel delayed.", sender="Otto <otto@cargoline.example>", id="v", answers="p", day=1)
        )

        assert "otto" not in "".join(self.people(office, "acme")).lower()

    def test_our_mail_to_two_reaches_the_second_when_she_becomes_known(self, office: Office) -> None:
        knows(office, ACME)
        office.writes(sent("Our new catalogue.", to="joe@acme.example, bea@bigco.example", id="cat"))

        office.gets(mail("Please quote.", sender="Bea <bea@bigco.example>", day=2))

        with office.reader() as reader:
            events = reader.timeline(reader.customers_named("bigco")[0][0], 10)
        assert [event.kind for event in events] == ["mail_in", "mail_out"]

    def test_mail_from_a_subdomain_is_linked_when_the_domain_becomes_known(self, office: Office) -> None:
        office.writes(sent("Hello", to="x@mail.bigco.example", id="h"))

        office.gets(mail("Please quote.", sender="Bea <bea@bigco.example>", day=2))

        assert stored(office, 1).customers == stored(office, 2).customers != ()

    def test_a_known_customer_in_anothers_thread_is_herself(self, office: Office) -> None:
        knows(office, ACME, NORDLICHT)
        office.writes(sent("To both.", to="joe@acme.example, jana@nordlicht.example", id="all"))

        office.gets(mail("Fine.", sender="Karl <karl@nordlicht.example>", id="k", answers="all", day=1))

        assert self.names(office, 2) == ("Nordlicht GmbH",)


def test_tomorrow_counts_from_the_senders_own_day(office: Office) -> None:
    knows(office, NORDLICHT)
    raw = mail("We need your answer by tomorrow, it is urgent.")
    east = raw.content.replace(b"Mon, 02 Mar 2026 09:00:00 +0000", b"Tue, 03 Mar 2026 07:30:00 +0800")

    office.gets(replace(raw, content=east, received=MONDAY + timedelta(days=2)))

    (tag,) = stored(office).tags
    assert tag.due is not None
    assert str(tag.due.date) == "2026-03-04"


class TestSetAside:
    def broken(self, monkeypatch: pytest.MonkeyPatch, words: bytes) -> None:
        real = worker.pipeline.open_mail

        def open_mail(raw: RawMail, opening: Opening) -> Mail:
            if words in raw.content:
                raise ValueError("a parser's bad day")
            return real(raw, opening)

        monkeypatch.setattr(worker.pipeline, "open_mail", open_mail)

    def test_a_mail_that_breaks_something_never_stops_the_others(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.broken(monkeypatch, b"dynamite")

        report = office.gets(mail("One", id="1"), mail("dynamite", id="2"), mail("Three", id="3"))

        assert (report.new, report.set_aside) == (2, 1)
        with office.reader() as reader:
            (aside,) = reader.set_aside()
            (inbox, _) = reader.folders()
        assert aside.error == "ValueError: a parser's bad day"
        assert (inbox.on_server, inbox.stored, inbox.set_aside) == (3, 2, 1)

    def test_after_the_fix_it_is_taken_in_and_the_book_is_as_if_nothing_had_been(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office, other = Office.at(tmp_path / "a.db"), Office.at(tmp_path / "b.db")
        mails = [mail("One", id="1"), mail("dynamite", id="2", day=1), mail("Three", id="3", day=2)]
        other.gets(*mails)
        self.broken(monkeypatch, b"dynamite")
        office.gets(*mails)
        monkeypatch.undo()

        report = worker.pipeline.Report()
        office.intake.retry(report)

        assert (report.new, report.set_aside) == (1, 0)
        assert contents(office) == contents(other)
        with office.reader() as reader:
            assert reader.set_aside() == []
        office.book.close()
        other.book.close()

    def test_what_still_fails_stays_with_its_newest_reason(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.broken(monkeypatch, b"dynamite")
        office.gets(mail("dynamite"))

        report = worker.pipeline.Report()
        office.intake.retry(report)

        assert report.set_aside == 1
        with office.reader() as reader:
            (aside,) = reader.set_aside()
        assert aside.tries == 2

    def test_a_mail_the_server_keeps_back_is_asked_for_until_it_is_given(self, office: Office) -> None:
        mailbox = FakeMailbox(inbox=[mail(id="1"), mail(id="2", day=1), mail(id="3", day=2)], refuses={2})
        reports = [office.reads(mailbox), office.reads(mailbox)]
        with office.reader() as reader:
            (aside,) = reader.set_aside()

        mailbox.refuses.clear()
        given = office.reads(mailbox)

        assert [(report.new, report.set_aside) for report in reports] == [(2, 1), (0, 1)]
        assert (aside.bytes, aside.tries) == (0, 2)
        assert (given.new, given.set_aside) == (1, 0)
        with office.reader() as reader:
            assert reader.set_aside() == []
            assert [row.stored for row in reader.folders()] == [3, 0]

    def test_of_a_mail_that_fails_late_nothing_is_left(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It had made a lead, which the next mail of the same company must not find."""
        real = Mails.link

        def link(self: Mails, number: MailId, customer: CustomerId, interaction: Interaction) -> None:
            if interaction.cause.startswith("first@"):
                raise ValueError("a surrogate \udc80 and a NUL \0 in the words")
            real(self, number, customer, interaction)

        monkeypatch.setattr(Mails, "link", link)
        report = office.gets(mail(id="first"), mail(id="2", day=1), mail(id="3", day=2))

        assert (report.new, report.leads, report.linked, report.set_aside) == (2, 1, 2, 1)
        with office.reader() as reader:
            assert reader.totals()["customers"] == 1
            (aside,) = reader.set_aside()
        assert "NUL" in aside.error

    def test_an_error_that_no_database_takes_does_not_end_retry(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.broken(monkeypatch, b"dynamite")
        office.gets(mail("dynamite"))

        def fails(raw: RawMail, opening: Opening) -> Mail:  # noqa: ARG001
            raise ValueError(f"a surrogate \udc80 and a NUL \0 in {len(raw.content)} bytes")

        monkeypatch.setattr(worker.pipeline, "open_mail", fails)
        office.intake.retry(worker.pipeline.Report())

        with office.reader() as reader:
            (aside,) = reader.set_aside()
        assert "a surrogate ? and a NUL in" in aside.error

    def test_a_mail_that_was_refused_too_often_and_given_at_last_is_set_aside_no_more(
        self, office: Office
    ) -> None:
        mailbox = FakeMailbox(inbox=[mail(id="1"), mail(id="2", day=1)], refuses={2})
        for _ in range(8):
            office.reads(mailbox)
        place = Place("anna", "INBOX", 7, 2)
        with office.book.begin() as page:
            cursor = page.folders.cursor("anna", "INBOX", "inbox")
        counted = Batch(cursor, (replace(mailbox.inbox[1], place=place),))

        for batch in (counted, Batch(cursor, last=True)):
            drafts = [drafted(raw, playbook_of()) for raw in batch.mails]
            take_in(batch, drafts, office.intake, MONDAY, worker.pipeline.Report())

        assert cursor.unfetched == ()
        with office.reader() as reader:
            assert reader.set_aside() == []

    def test_a_refused_mail_that_is_deleted_on_the_server_is_set_aside_no_more(self, office: Office) -> None:
        office.reads(FakeMailbox(inbox=[mail(id="1"), mail(id="2", day=1)], refuses={2}))
        cursor = office.intake.cursor("anna", Folder("INBOX", "inbox"))

        office.intake.lay_beside(cursor, [1])
        take_in(Batch(cursor, last=True), [], office.intake, MONDAY, worker.pipeline.Report())

        with office.reader() as reader:
            assert reader.set_aside() == []
            assert reader.totals()["set_aside"] == 0


class TestPasses:
    def errors(self, office: Office) -> dict[str, tuple[str, int]]:
        with office.reader() as reader:
            return {row.folder: (row.role, row.errors) for row in reader.folders()}

    def test_passes_that_fail_in_a_row_are_counted_once_each(self, office: Office) -> None:
        office.gets(mail())

        for _ in range(3):
            with pytest.raises(GenjinError), noting_trouble("anna", office.intake):  # noqa: SIM117
                with noting_trouble("anna", office.intake):
                    raise GenjinError("The server is away.")
        failed = self.errors(office)
        office.gets(mail())

        assert failed == {"INBOX": ("inbox", 3), "Sent": ("sent", 3)}
        assert self.errors(office) == {"INBOX": ("inbox", 0), "Sent": ("sent", 0)}

    def test_a_folder_that_is_no_longer_read_has_no_role_until_it_is_read_again(self, office: Office) -> None:
        mailbox = FakeMailbox(inbox=[mail()])
        office.reads(mailbox)

        office.intake.reads("anna", [Folder("INBOX", "inbox")])
        without = self.errors(office)
        cursor = office.intake.cursor("anna", Folder("Sent", "sent"))
        office.intake.reads("anna", mailbox.folders())
        office.reads(mailbox)

        assert without == {"INBOX": ("inbox", 0), "Sent": ("", 0)}
        assert cursor.role == "sent"
        assert self.errors(office) == {"INBOX": ("inbox", 0), "Sent": ("sent", 0)}

    @pytest.mark.parametrize("step", ["retry", "replan"])
    def test_nothing_is_read_of_the_book_while_another_thread_has_its_turn(
        self, office: Office, step: str
    ) -> None:
        begun: list[bool] = []
        real = office.book.begin
        office.book.begin = lambda: begun.append(office.intake._turn.locked()) or real()  # type: ignore[method-assign, func-returns-value]

        {"retry": lambda: office.intake.retry(worker.pipeline.Report()), "replan": office.intake.replan}[
            step
        ]()

        assert begun == [True]


class TestSharing:
    def test_a_customer_added_elsewhere_is_seen_by_the_daemon(self, office: Office) -> None:
        office.gets(mail(sender="x@first.example"))

        knows(office, NORDLICHT)
        report = office.gets(mail("Price?", sender="Karl <karl@nordlicht.example>", day=1))

        assert (report.leads, report.linked) == (0, 1)

    def test_a_lead_that_another_process_took_in_is_not_taken_in_twice(self, location: Location) -> None:
        ours, theirs = Office.at(location), Office.at(location)
        ours.gets(mail(sender="x@first.example", id="1"))
        theirs.reads(FakeMailbox("cy", inbox=[mail(sender="a@bigco.example", id="2")]))

        report = ours.reads(FakeMailbox("bo", inbox=[mail(sender="b@bigco.example", id="3", day=1)]))

        assert (report.leads, report.linked) == (0, 1)
        ours.book.close()
        theirs.book.close()

    def test_mail_of_bo_counts_as_bos_whichever_mailbox_it_is_found_in(self, office: Office) -> None:
        knows(office, NORDLICHT)

        office.writes(mail("Offer", sender="bo@factory.example", to="jana@nordlicht.example"))

        assert stored(office).rep == "bo"


def test_the_same_story_on_every_database(book: Book, playbook: Any) -> None:
    office = Office(book, Intake(book, playbook))

    office.reads(FakeMailbox(inbox=list(TestOrder.STORY), outbox=list(TestOrder.OURS)))

    assert [name for name, _ in owed(office)].count("Nordlicht GmbH") >= 1
    with office.reader() as reader:
        assert reader.totals()["customers"] == 1
        story = reader.timeline(reader.customers_named("nordlicht")[0][0], 20)
    assert len(story) == 7


def test_a_place_is_never_fetched_twice_after_a_crash_before_the_cursor_moved(location: Location) -> None:
    office = Office.at(location)
    raw = replace(mail(), place=Place("anna", "INBOX", 7, 1))
    with office.intake.sitting(worker.pipeline.Report()) as sitting:
        sitting.take_in(drafted(raw, playbook_of()))

    with office.intake.sitting(worker.pipeline.Report()) as sitting:
        left = sitting.unseen([Draft(raw)])

    assert left == []
    office.book.close()

"""Is a mail of ours that no folder holds found by the answers to it, and nothing else taken for one?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import parsers
from fakes import ANNA, MONDAY, OURS, FakeMailbox, Office, genjin, mail, sent
from model import MailId, Place, RawMail, Source
from parsers.opening.envelope import open_mail
from store.book import Book
from store.location import Location
from store.queries import FolderState, Unanswered, Unheld
from worker.coverage import Coverage, coverage
from worker.intake import Intake
from worker.missing_sent import MissingSent, missing_sent
from worker.pipeline import Playbook
from worker.settings import Account, Rep, Secret, Settings, Team

GMAIL = "On Mon, Mar 2, 2026 at 10:00 AM Anna Li <anna@factory.example> wrote:\n> Our price is 4.20."
LI = "Anna Li <anna@factory.example>"


def answered(words: str, quoted: str = GMAIL, *, to: str = LI, **more: str) -> str:
    """Which of us an answer says it answers."""
    text = f"{words}\n\n{quoted}\n"
    raw = mail(text, to=to, **{"subject": "Re: Offer", "answers": "parent"} | more)  # type: ignore[arg-type]
    return parsers.read(open_mail(raw), OURS).answers


QUOTATIONS = [
    GMAIL,
    "On Mar 2, 2026, at 10:00, Anna Li\n<anna@factory.example> wrote:\n> Our price.",
    "> On Mar 2, 2026, at 10:00, Anna Li <anna@factory.example> wrote:\n> \n> Our price.",
    "> On Mar 2, 2026, at 10:00, Anna Li\n> <anna@factory.example> wrote:\n> \n> Our price.",
    "Am 02.03.2026 um 10:00 schrieb Anna Li:\n> Our price.",
    "-----Original Message-----\nFrom: Anna Li <anna@factory.example>\nSent: Monday\nTo: Jana\nSubject: x",
    "From: Anna Li [mailto:anna@factory.example]\nSent: Monday\nTo: Jana\nSubject: Offer\n\nPrice.",
    "Von: Anna Li <anna@factory.example>\nGesendet: Montag\nAn: Jana\nBetreff: Angebot\n\nPreis.",
    "De : Anna Li <anna@factory.example>\nEnvoyé : lundi\nÀ : Jana\nObjet : Devis\n\nNotre prix.",
    "发件人： Anna Li\n发送时间： 2026-03-02 10:00\n收件人： Jana\n主题： 报价\n\nOur price.",
    '------- 原始邮件 -------\n发件人: "Anna" <anna@factory.example>;\n主题: x\n\nOur',
    '在 2026-03-02 10:00:00，"Anna Li" <anna@factory.example> 写道：\n> Our price.',
    "---- Replied Message ----\n| From | Anna Li<anna@factory.example> |\n| Date | 03/02/2026 |\n| To | |",
    "-------- 回复的原邮件 --------\n发件人: Anna Li <anna@factory.example>\n收件人: Jana\n\nPrice.",
]
OF_OTHERS = {
    "their colleague answered us first": """\
On Tue, Mar 3, 2026 at 9:00 AM Tom <tom@nordlicht.example> wrote:
> Jana, please answer.
>
> On Mon, Mar 2, 2026, Anna Li <anna@factory.example> wrote:
>> Price.""",
    "their colleague, in Outlook": """\
From: Tom <tom@nordlicht.example>
Sent: Tuesday
To: Jana
Subject: Offer

Please answer.

From: Anna Li <anna@factory.example>
Sent: Monday
To: Tom
Subject: Offer

Our price.""",
    "a header nobody can read": "Mon 2/3 :: LI >>\n> Our price.\n> > anna@factory.example wrote:",
    "a header nobody can read, short": "2/3 :: LI >>\n> Our price.\n> On 2 May anna@factory.example wrote:",
    "an older header in a quotation": f"2/3 :: LI >>\n> See below.\n> From: {LI}\n> Sent: Monday\n> To: Tom",
    "no history at all": "",
    "a domain that resembles ours": GMAIL.replace("factory.example", "factory-export.example"),
    "a name that is not the addressee's": "Am 02.03.2026 um 10:00 schrieb Bo Chen:\n> Our price.",
    "a forward": f"---------- Forwarded message ---------\nFrom: {LI}\nDate: x\nTo: y\n\nz",
    "a forward in Chinese": f"-------- 转发邮件信息 --------\n发件人：{LI}\n收件人: Jana\n主题: x",
}


class TestTheQuotation:
    @pytest.mark.parametrize("quoted", QUOTATIONS)
    def test_names_us_in_the_way_of_many_programs(self, quoted: str) -> None:
        assert answered("We take 300.", quoted) == ANNA

    def test_below_an_answer_or_around_it_is_the_same(self) -> None:
        inline = f"{GMAIL}\n\nGood, we take 300.\n\n> Delivery is 30 days.\n\nToo long."

        assert answered("", inline) == ANNA

    @pytest.mark.parametrize("case", OF_OTHERS)
    def test_of_somebody_else_is_no_proof(self, case: str) -> None:
        assert answered("We take 300.", OF_OTHERS[case]) == ""

    def test_a_number_made_by_our_own_programs_is_proof_too(self) -> None:
        ours = (("In-Reply-To", "<1234@mail.factory.example>"),)
        theirs = (("In-Reply-To", "<1234@notfactory.example>"),)

        assert answered("We take 300.", "", answers="", headers=ours) == ANNA  # type: ignore[arg-type]
        assert answered("We take 300.", "", answers="", headers=theirs) == ""  # type: ignore[arg-type]

    def test_a_number_of_ours_names_nobody_when_several_of_us_are_addressed(self) -> None:
        ours = (("In-Reply-To", "<1234@factory.example>"),)
        both = f"{LI}, bo@factory.example"

        assert answered("Dear both.", "", to=both, answers="", headers=ours) == ""  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "subject", ["Fwd: Offer", "FW: Offer", "WG: Angebot", "转发：报价", "TR : Devis"]
    )
    def test_a_forward_answers_nothing(self, subject: str) -> None:
        assert answered("See below.", subject=subject, id="forward") == ""

    def test_without_a_parent_nothing_is_answered(self) -> None:
        assert answered("We take 300.", answers="") == ""

    def test_machines_colleagues_and_portals_prove_nothing(self) -> None:
        absent = (("Auto-Submitted", "auto-replied"),)
        letter = (("List-Unsubscribe", "<https://news.example/u>"), ("Precedence", "bulk"))

        assert answered("I am out of office.", headers=absent) == ""  # type: ignore[arg-type]
        assert answered("Our news.", headers=letter) == ""  # type: ignore[arg-type]
        assert answered("See you.", sender="Bo <bo@factory.example>") == ""
        assert answered("We are out.", subject="Automatic reply: Offer") == ""

    @pytest.mark.parametrize(
        ("said", "day"),
        [
            ("Mon, Mar 2, 2026 at 10:00", date(2026, 3, 2)),
            ("2 March 2026, 10:00", date(2026, 3, 2)),
            ("Montag, 2. März 2026 10:00", date(2026, 3, 2)),
            ("27 de fev. de 2026 às 09:12", date(2026, 2, 27)),
            ("2026年3月2日 10:00", date(2026, 3, 2)),
            ("02.03.2026 10:00", date(2026, 3, 2)),
            ("13/03/2026 10:00", date(2026, 3, 13)),
            ("03/13/2026 10:00", date(2026, 3, 13)),
            ("02/03/2026 10:00", None),
            ("2026-13-44 10:00", None),
            ("yesterday 10:00", None),
        ],
    )
    def test_the_day_of_our_mail_is_read_where_it_is_clear(self, said: str, day: date | None) -> None:
        raw = mail(f"Ok.\n\nOn {said}, Anna Li <anna@factory.example> wrote:\n> Price.", answers="p", to=LI)

        assert parsers.read(open_mail(raw), OURS).answers_day == day


# -- when is it said? ----------------------------------------------------------------------------------------

ACCOUNT = Account("anna", ANNA, Secret(env="A"), Source("genjin.yaml", 1), "imap.example", rep="anna")
TEAM = Team(("factory.example",), {"anna": Rep(emails=(ANNA, "li@factory.example")), "bo": Rep()})
SETTINGS = Settings(TEAM, (ACCOUNT,), Source("genjin.yaml", 1))
TODAY = MONDAY + timedelta(days=60)
SENT = FolderState("anna", "已发送", "sent", 9, 9, 0, is_whole=True, checked=TODAY, counted=TODAY)
ANSWER = Unheld(
    MailId(7), "anna", "jana@nordlicht.example", "nordlicht.example", "Re: Offer", TODAY - timedelta(days=3),
    "x1@mail.gmail.com", ANNA, (TODAY - timedelta(days=4)).date(),
)  # fmt: skip


def found(
    *answers: Unheld,
    sent_folder: FolderState = SENT,
    ours: tuple[Unanswered, ...] = (),
    settings: Settings = SETTINGS,
) -> tuple[MissingSent, ...]:
    rows: tuple[Coverage, ...] = coverage([sent_folder], settings.accounts, TODAY, timedelta(hours=1))
    return missing_sent(answers, ours, rows, settings, TODAY)


def aged(days: float, parent: str) -> Unheld:
    at = TODAY - timedelta(days=days)
    return replace(ANSWER, date=at, written=at.date(), parent=parent)


class TestTheAlarm:
    def test_names_who_where_and_what_to_do(self) -> None:
        (missing,) = found(ANSWER)

        assert (missing.who, missing.accounts, missing.sent_folders) == ("anna", ("anna",), ("anna/已发送",))
        assert "customers answered a mail of anna@factory.example that no folder holds" in missing.words
        assert "jana@nordlicht.example on 2026-04-28 (mail 7)" in missing.words
        assert "Read as sent: anna/已发送" in missing.words
        assert "`folders:` or `sent:`" in missing.words

    def test_one_fresh_answer_is_enough_and_one_old_is_not(self) -> None:
        assert found(aged(14, "a"))
        assert not found(aged(15, "a"))
        assert not found(aged(15, "a"), aged(40, "b"))
        assert len(found(aged(15, "a"), aged(40, "b"), aged(89, "c"))[0].answers) == 3

    def test_two_answers_to_one_mail_are_one_mail(self) -> None:
        assert not found(aged(15, "a"), aged(16, "a"), aged(17, "a"))

    def test_what_one_person_writes_from_several_addresses_is_told_by_address(self) -> None:
        both = found(ANSWER, replace(ANSWER, writer="li@factory.example", parent="other"))

        assert [each.who for each in both] == ["anna", "anna"]

    @pytest.mark.parametrize(
        ("case", "sent_folder"),
        [
            ("it is being imported", replace(SENT, is_whole=False)),
            ("it does not hold all", replace(SENT, on_server=10)),
            ("one is arriving", replace(SENT, on_server=10, uidnext=11, last_uid=9)),
            ("it holds too much", replace(SENT, on_server=8)),
            ("it was not read since", replace(SENT, checked=TODAY - timedelta(days=4))),
            ("it is another account's", replace(SENT, account="bo")),
            ("it is no sent folder", replace(SENT, role="filed")),
            ("the window begins later", replace(SENT, since="2026-04-28")),
            ("the window began last month", replace(SENT, since="2026-04-10")),
        ],
    )
    def test_waits_until_the_sent_folder_proves_it(self, case: str, sent_folder: FolderState) -> None:
        assert not found(ANSWER, sent_folder=sent_folder), case

    def test_an_answer_that_came_after_the_sent_folder_was_read_waits(self) -> None:
        hour_ago = replace(SENT, checked=TODAY - timedelta(minutes=50))
        just_now = replace(ANSWER, date=TODAY - timedelta(minutes=10), written=None)

        assert not found(just_now, sent_folder=hour_ago)
        assert found(just_now)

    def test_an_answer_to_a_mail_from_before_the_window_proves_nothing(self) -> None:
        windowed = replace(SENT, since="2026-01-01")

        assert found(ANSWER, sent_folder=windowed)
        assert not found(replace(ANSWER, written=date(2025, 11, 3)), sent_folder=windowed)
        assert found(replace(ANSWER, written=None), sent_folder=windowed)

    def test_a_colleague_whose_mailbox_is_not_read_is_not_spied_on(self) -> None:
        bo = replace(ANSWER, writer="bo@factory.example")
        boss = replace(ANSWER, writer="boss@factory.example")

        assert not found(bo, boss)

    def test_a_shared_mailbox_is_its_own_writer(self) -> None:
        shared = replace(ACCOUNT, name="sales", user="sales@factory.example", rep=None)
        settings = replace(SETTINGS, accounts=(shared,))

        (missing,) = found(
            replace(ANSWER, writer="sales@factory.example"),
            sent_folder=replace(SENT, account="sales"),
            settings=settings,
        )

        assert missing.who == "sales"

    @pytest.mark.parametrize("parent", ["9@nordlicht.example", "9@helpdesk.nordlicht.example"])
    def test_a_number_the_customers_own_system_made_proves_nothing(self, parent: str) -> None:
        assert not found(replace(ANSWER, parent=parent))

    def test_a_relay_of_a_portal_numbers_our_mail_anew(self) -> None:
        relayed = replace(ANSWER, sender="b1@msg.portal.com.cn", domain="msg.portal.com.cn")

        assert not found(replace(relayed, parent="5@us.portal.com.cn"))
        assert found(replace(relayed, parent="5@other.com.cn"))

    def test_two_people_at_one_provider_prove_as_much_as_others(self) -> None:
        assert found(replace(ANSWER, sender="j@free.example", domain="", parent="5@free.example"))

    @pytest.mark.parametrize("subject", ["Offer", "offer", "Re: Offer", "[Ticket 4] Offer", "报价：Offer"])
    def test_a_mail_of_ours_that_got_another_number_on_its_way_is_not_missing(self, subject: str) -> None:
        held = Unanswered("jana@nordlicht.example", subject, ANSWER.date - timedelta(days=1))

        assert not found(ANSWER, ours=(held,))

    @pytest.mark.parametrize(
        ("case", "held"),
        [
            ("to somebody else", Unanswered("tom@x.example", "Offer", ANSWER.date - timedelta(days=1))),
            ("of another matter", Unanswered(ANSWER.sender, "Samples", ANSWER.date - timedelta(days=1))),
            ("written later", Unanswered(ANSWER.sender, "Offer", ANSWER.date + timedelta(days=1))),
            ("of another day", Unanswered(ANSWER.sender, "Offer", ANSWER.date - timedelta(days=20))),
        ],
    )
    def test_another_mail_of_ours_explains_nothing(self, case: str, held: Unanswered) -> None:
        assert found(ANSWER, ours=(held,)), case


# -- on a real book ------------------------------------------------------------------------------------------

YAML = """\
team:
  domains: [factory.example]
  reps:
    anna: {emails: [anna@factory.example]}
    bo: {emails: [bo@factory.example]}
accounts:
  - {name: anna, rep: anna, host: imap.example, user: anna@factory.example, secret: {env: A}}
book: book.db
"""


class Story:
    """A book whose days end today, so that `status` finds them fresh."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "genjin.yaml").write_text(YAML, "utf-8")
        self.office = Office.at(Location(path=home / "book.db"))
        self.mailbox = FakeMailbox()
        self.today = (datetime.now(UTC) - MONDAY) / timedelta(days=1)

    def comes(self, words: str, quoted: str = "", *, ago: float = 2, **more: object) -> None:
        quoted = quoted or f"On a day at 10:00, Anna Li <{ANNA}> wrote:\n> Our price."
        known = {"day": self.today - ago, "to": LI, "subject": "Re: Offer", "answers": "from-the-phone"}
        self.mailbox.inbox.append(mail(f"{words}\n\n{quoted}\n", **known | more))  # type: ignore[arg-type]

    def goes(self, *, ago: float = 3, **more: str) -> None:
        self.mailbox.outbox.append(sent(day=self.today - ago, **{"subject": "Offer"} | more))

    def status(self) -> tuple[int, list[dict[str, object]]]:
        self.office.reads(self.mailbox)
        now = datetime.now(UTC)
        with self.office.book.begin() as page:
            for folder, role in (("INBOX", "inbox"), ("Sent", "sent")):
                cursor = page.folders.cursor("anna", folder, role)
                page.folders.move(replace(cursor, is_whole=True, checked=now, counted=now))
        run = genjin("--home", str(self.home), "status", "--format", "json")
        values = json.loads(run.output)
        assert values["trouble"] == []
        missing: list[dict[str, object]] = values["missing_sent"]
        return run.exit_code, missing


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    story = Story(tmp_path)
    yield story
    story.office.book.close()


class TestInTheBook:
    def test_an_answer_to_a_mail_from_the_phone_is_told_until_that_mail_is_found(self, story: Story) -> None:
        story.comes("We take 300 pieces.")

        code, (missing,) = story.status()
        shown = genjin("--home", str(story.home), "status")
        story.goes(id="from-the-phone")
        healed = story.status()

        assert code == 3
        assert (missing["who"], missing["count"], missing["sent_folders"]) == ("anna", 1, ["anna/Sent"])
        assert "Missing from what anna sent" in shown.output
        assert "“Re: Offer”" in shown.output
        assert healed == (0, [])

    def test_a_mail_of_ours_in_any_folder_at_all_is_not_missing(self, story: Story) -> None:
        story.goes(id="from-the-phone")
        story.comes("We take 300 pieces.")
        copy = sent(day=story.today - 4, id="seen-by-bo", to="jana@nordlicht.example, bo@factory.example")
        story.office.reads(FakeMailbox("bo", inbox=[copy]))
        story.comes("And blue ones.", answers="seen-by-bo", id="second")

        assert story.status() == (0, [])

    def test_a_mail_of_ours_that_is_set_aside_is_not_missing(self, story: Story) -> None:
        story.comes("We take 300 pieces.")
        with story.office.book.begin() as page:
            broken = RawMail(
                b"Message-ID: <from-the-phone@test.example>\r\n\r\n", MONDAY, Place("anna", "X", 1, 1)
            )
            page.folders.set_aside(broken, "Broken.")

        assert story.status() == (3, [])

    def test_the_sent_copy_that_was_renamed_by_the_server_is_not_missing(self, story: Story) -> None:
        story.goes(id="as-the-program-called-it")
        story.comes("We take 300 pieces.")

        assert story.status() == (0, [])

    def test_a_chase_from_the_phone_after_an_answered_mail_is_missing(self, story: Story) -> None:
        story.goes(id="held", ago=9)
        story.comes("Let me think.", answers="held", id="first", ago=8)
        story.comes("We take 300 pieces.")

        code, (missing,) = story.status()

        assert (code, missing["count"]) == (3, 1)

    @pytest.mark.parametrize(
        ("case", "more"),
        [
            ("out of office", {"headers": (("Auto-Submitted", "auto-replied"),)}),
            ("a colleague of ours", {"sender": "Bo <bo@factory.example>"}),
            ("forwarded", {"subject": "Fwd: Offer"}),
            (
                "their colleague",
                {"quoted": "On Tue, Mar 3, 2026 at 9:00, Tom <tom@nordlicht.example> wrote:\n> x"},
            ),
            ("to a colleague nobody reads", {"quoted": GMAIL.replace("anna@", "boss@")}),
            ("older than a quarter", {"ago": 95}),
            ("single and not fresh", {"ago": 30}),
            (
                "an inquiry by a portal",
                {
                    "sender": "Alibaba.com <feedback@service.alibaba.com>",
                    "headers": (("In-Reply-To", "<1@service.alibaba.com>"),),
                    "answers": "",
                },
            ),
        ],
    )
    def test_what_has_another_reason_is_no_alarm(
        self, story: Story, case: str, more: dict[str, object]
    ) -> None:
        story.comes("We take 300 pieces.", **more)  # type: ignore[arg-type]

        assert story.status()[1] == [], case


def test_what_is_asked_of_the_book_is_answered_alike_on_every_database(
    book: Book, playbook: Playbook
) -> None:
    office = Office(book, Intake(book, playbook))
    office.reads(
        FakeMailbox(
            inbox=[
                mail(f"Yes.\n\n{GMAIL}", id="a", to=LI, answers="phone", day=5),
                mail(f"Ok.\n\n{GMAIL}", id="b", to=LI, answers="held", day=6),
                mail(f"Old.\n\n{GMAIL}", id="c", to=LI, answers="phone-2", day=-400),
            ],
            outbox=[sent(id="held", day=1), sent(id="nobody-answered", day=2, subject="Offer")],
        )
    )

    with office.reader() as reader:
        (unheld,) = reader.unheld(MONDAY)
        (unanswered,) = reader.unanswered(MONDAY)

    assert (unheld.parent, unheld.writer, unheld.written) == ("phone@test.example", ANNA, date(2026, 3, 2))
    assert (unheld.sender, unheld.domain) == ("jana@nordlicht.example", "nordlicht.example")
    assert unanswered == Unanswered("jana@nordlicht.example", "Offer", MONDAY + timedelta(days=2))

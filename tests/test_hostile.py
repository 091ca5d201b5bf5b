"""Is the book the same in the end, whatever the server does wrong? Each fault once, then healed.

Every fault is met twice: by an empty book, and by one that knows the first mails already. Meanwhile nothing
may vanish in silence: what is not in the book is a reported trouble, set aside with a reason, or waiting.
"""

from __future__ import annotations

import re
import socket
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fakes import ANNA, MONDAY, Office, mail, sent
from faults import LongLine
from hostile import PASSWORD, TOKEN, USER, HostileServer
from hostile_faults import (
    NOT_CONNECTED,
    OVERQUOTA,
    THROTTLED,
    TOKEN_EXPIRED,
    UNAVAILABLE,
    WRONG_ARGUMENTS,
    BareOk,
    BrokenStructure,
    Bye,
    EarlyParenthesis,
    EmptyBody,
    ExpungesInBetween,
    FallsSilent,
    Fault,
    HangsUp,
    LeftOut,
    LineBeforeIdling,
    LongLiteral,
    ModseqBackwards,
    NilBody,
    NoInternalDate,
    NoInTheMiddle,
    NonsenseDate,
    NoSearchLine,
    NoSizes,
    NoUidvalidity,
    OkWithoutData,
    OneDigitDay,
    QuoteInEnvelope,
    Refuses,
    SearchIgnoresCriteria,
    SearchInLines,
    ShortLiteral,
    SlightlyShortLiteral,
    SlowDrip,
    SpaceBehindSearch,
    SplitLine,
    StaleStatus,
    UidLast,
    UidvalidityChanges,
    UidZero,
    UndecodableFolders,
    UnsafeLogin,
    Unsolicited,
    WrongSizes,
    WrongStructure,
)
from hostile_folders import Crowd
from listener import Listener
from model import RawMail
from post import USERS, Post, account, mailbox_of
from servers import Dovecot, dovecot_missing
from worker.imap import ImapMailbox, MailboxError
from worker.rounds import noting_trouble, one_pass_on

PATIENCE = 0.6
"""Seconds until a silent server is given up; with the usual minute each such test would take one."""
KNOWN = 2
"""How many mails of the inbox are in the book before the fault, in the second of the two stories."""


class Meanwhile(Enum):
    """What a pass over a server with a fault may come to."""

    NOTHING = "all mail is in the book"
    ASIDE = "what the server does not give is set aside with a reason"
    TROUBLE = "the account's trouble is reported"


NOTHING, ASIDE, TROUBLE = Meanwhile


@dataclass(frozen=True, slots=True)
class Case:
    """A fault and what it may come to, the best first."""

    name: str
    fault: Fault
    may: tuple[Meanwhile, ...]


GIVEN_ALONE = (
    Case("a mail left out of a long answer", LeftOut(alone=False), (NOTHING,)),
    Case("NO in the middle of a long answer", NoInTheMiddle(alone=False), (NOTHING,)),
    Case("NIL for a mail in a long answer", NilBody(alone=False), (NOTHING,)),
    Case("too few bytes in a long answer", ShortLiteral(alone=False), (NOTHING, ASIDE, TROUBLE)),
    Case("too many bytes in a long answer", LongLiteral(alone=False), (NOTHING, ASIDE, TROUBLE)),
)
"""Faults about one mail that are gone when it is asked for by itself."""
IN_ONE_MAIL = (
    Case("a literal shorter than declared", ShortLiteral(), (ASIDE, TROUBLE)),
    Case("a literal three bytes short", SlightlyShortLiteral(), (ASIDE, TROUBLE)),
    Case("a literal longer than declared", LongLiteral(), (ASIDE, TROUBLE)),
    Case("BODY[] NIL", NilBody(), (ASIDE,)),
    Case('BODY[] ""', EmptyBody(), (ASIDE,)),
    Case("a mail that is listed and never given", LeftOut(), (ASIDE,)),
    Case("FETCH that ends with NO", NoInTheMiddle(), (ASIDE,)),
    Case("a mail called UID 0", UidZero(), (NOTHING, ASIDE)),
    Case("a parenthesis closed too early", EarlyParenthesis(), (NOTHING, ASIDE, TROUBLE)),
    Case("the UID behind the body", UidLast(), (NOTHING,)),
)
IN_ANSWERS = (
    Case("FETCH that is OK without data", OkWithoutData(), (ASIDE, TROUBLE)),
    Case("a BODYSTRUCTURE with a part that is NIL", BrokenStructure(), (NOTHING,)),
    Case("a BODYSTRUCTURE of nonsense", BrokenStructure(b'("text" ((("'), (NOTHING, TROUBLE)),
    Case("a BODYSTRUCTURE that is NIL", BrokenStructure(b"NIL"), (NOTHING,)),
    Case("a BODYSTRUCTURE of another mail", WrongStructure(), (NOTHING,)),
    Case("a quote in an ENVELOPE", QuoteInEnvelope(), (NOTHING,)),
    Case("no INTERNALDATE", NoInternalDate(), (NOTHING,)),
    Case("a day of one digit in INTERNALDATE", OneDigitDay(), (NOTHING,)),
    Case("an INTERNALDATE that is no date", NonsenseDate(), (NOTHING, ASIDE)),
    Case("sizes that are too large", WrongSizes(1.3), (NOTHING,)),
    Case("sizes that are too small", WrongSizes(0.7), (NOTHING,)),
    Case("no sizes", NoSizes(), (NOTHING,)),
    Case("SEARCH in several lines", SearchInLines(), (NOTHING,)),
    Case("a space behind SEARCH", SpaceBehindSearch(), (NOTHING,)),
    Case("no SEARCH line where nothing is found", NoSearchLine(), (NOTHING,)),
    Case("SEARCH that ignores what it is asked", SearchIgnoresCriteria(), (NOTHING,)),
    Case("OK without a word behind it", BareOk(), (NOTHING, TROUBLE)),
    Case("folder names in no encoding", UndecodableFolders(), (NOTHING,)),
    Case("lines about other things", Unsolicited(), (NOTHING,)),
    Case("a mail expunged in between", ExpungesInBetween(), (NOTHING,)),
    Case("STATUS of yesterday", StaleStatus(), (NOTHING,)),
    Case("HIGHESTMODSEQ that falls", ModseqBackwards(), (NOTHING,)),
    Case("no UIDVALIDITY", NoUidvalidity(), (NOTHING, TROUBLE)),
    Case("UIDVALIDITY that changes within the pass", UidvalidityChanges(), (NOTHING, ASIDE, TROUBLE)),
)
IN_WHO_MAY_ASK = (
    Case("Unsafe Login without ID", UnsafeLogin(), (NOTHING,)),
    Case("EXAMINE unavailable", Refuses("EXAMINE", UNAVAILABLE), (TROUBLE,)),
    Case("LOGIN unavailable", Refuses("LOGIN", UNAVAILABLE), (TROUBLE,)),
    Case("LIST unavailable", Refuses("LIST", UNAVAILABLE), (TROUBLE,)),
    Case("over quota at FETCH", Refuses("FETCH", OVERQUOTA), (TROUBLE, ASIDE)),
    Case("over quota at LOGIN", Refuses("LOGIN", OVERQUOTA), (TROUBLE,)),
    Case("throttled at FETCH", Refuses("FETCH", THROTTLED), (TROUBLE, ASIDE)),
    Case("throttled at EXAMINE", Refuses("EXAMINE", THROTTLED), (TROUBLE,)),
    Case("authenticated but not connected", Refuses("EXAMINE", NOT_CONNECTED), (TROUBLE,)),
    Case("a SEARCH with wrong arguments", Refuses("SEARCH", WRONG_ARGUMENTS), (NOTHING, TROUBLE)),
    Case("no STATUS", Refuses("STATUS", "BAD not here"), (NOTHING,)),
    Case("no ID", Refuses("ID", "BAD not here"), (NOTHING,)),
    Case("a token that expires", Bye("FETCH", TOKEN_EXPIRED), (TROUBLE,)),
)
STEPS = ("LOGIN", "EXAMINE", "FETCH")
IN_THE_LINE = (
    *(Case(f"closed at {verb}", HangsUp(verb), (TROUBLE,)) for verb in (*STEPS, "SEARCH")),
    *(Case(f"BYE at {verb}", Bye(verb), (TROUBLE,)) for verb in STEPS),
    *(Case(f"silent from {verb} on", FallsSilent(verb), (TROUBLE,)) for verb in STEPS),
    Case("a few bytes at a time", SlowDrip(), (NOTHING,)),
)
CASES = (*GIVEN_ALONE, *IN_ONE_MAIL, *IN_ANSWERS, *IN_WHO_MAY_ASK, *IN_THE_LINE)
IDLE_CASES = (
    HangsUp("IDLE"),
    Bye("IDLE", "idle too long"),
    Bye("IDLE", TOKEN_EXPIRED),
    FallsSilent("IDLE"),
    SplitLine(),
    LineBeforeIdling(),
    ExpungesInBetween(),
    Refuses("IDLE", "BAD not here"),
)


def with_attachment(number: int) -> RawMail:
    """Large enough, and of several parts, so that a reader may want only its text."""
    raw = mail(f"Drawing {number} attached, please quote 200 pieces.", id=f"m{number}", day=number)
    pdf = b"\n".join([b"JVBERi0xLjQK" * 6] * 1000)
    parts = (
        b"Content-Type: text/plain; charset=utf-8\n\nDrawing attached, please quote.\n",
        b'Content-Type: application/pdf; name="drawing.pdf"\nContent-Transfer-Encoding: base64\n'
        b'Content-Disposition: attachment; filename="drawing.pdf"\n\n' + pdf + b"\n",
    )
    head = re.sub(rb"(?im)^(content-|mime-).*\n", b"", raw.content.partition(b"\n\n")[0] + b"\n")
    body = b"".join(b"--gj\n" + part for part in parts)
    typed = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="gj"\n\n'
    return replace(raw, content=head + typed + body + b"--gj--\n")


INBOX = (
    mail("Please quote 500 pieces, the price is too high elsewhere.", id="m1", day=1),
    mail("Could you send samples?", sender="Luis <luis@valparaiso.example>", id="m2", day=2),
    mail("We need it urgently before 15 May.", id="m3", day=3, answers="s1"),
    with_attachment(4),
    mail("Ihr Preis ist zu hoch.", sender="Uwe <uwe@kessel.example>", id="m5", day=5, subject="Anfrage"),
    mail("质量有问题，有一半破损了。", sender="王 <wang@ningbo.example>", id="m6", day=6, subject="询价"),
    mail("Thank you, order follows.", id="m7", day=7, answers="s2"),
)
SENT = (
    sent("Our quotation is attached.", id="s1", day=2.5, answers="m1"),
    sent("Samples go out on Friday.", to="luis@valparaiso.example", id="s2", day=4, answers="m2"),
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    yield office
    office.book.close()


class TestFaults:
    @pytest.mark.parametrize("known", [0, KNOWN], ids=["empty book", "half-read book"])
    @pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
    def test_after_the_fault_the_book_is_that_of_an_undisturbed_run(
        self, case: Case, known: int, office: Office, tmp_path: Path
    ) -> None:
        with HostileServer(INBOX[:known], SENT[: known and 1]) as server:
            reads(office, server)
            server.deliver(*SENT[known and 1 :], into=server.sent)
            server.deliver(*INBOX[known:])
            server.suffer(case.fault)
            trouble = reads(office, server)
            meanwhile = came_to(office, trouble)
            accounted_for(office, server, trouble)
            server.heal()
            later = reads(office, server)
            undisturbed = Office.at(tmp_path / "undisturbed.db")
            reads(undisturbed, server)
            undisturbed.book.close()

        assert later == ""
        assert contents(office, server) == contents(undisturbed, server)
        assert meanwhile in case.may, trouble
        assert_only_looked(server)

    @pytest.mark.parametrize("case", GIVEN_ALONE[:3] + IN_ONE_MAIL, ids=lambda case: case.name)
    def test_a_fault_of_one_mail_never_holds_up_the_others(self, case: Case, office: Office) -> None:
        with HostileServer(INBOX, SENT, faults=[case.fault]) as server:
            for _ in range(3):
                reads(office, server)
            server.deliver(mail("And one more.", id="m8", day=8))
            reads(office, server)

        assert {*range(1, 9)} - stored_uids(office, "INBOX") <= {3}

    @pytest.mark.parametrize(
        "case", [each for each in CASES if each.may == (TROUBLE,)], ids=lambda case: case.name
    )
    def test_a_trouble_names_the_account_and_never_the_password(self, case: Case, office: Office) -> None:
        with HostileServer(INBOX, SENT, faults=[case.fault]) as server:
            trouble = reads(office, server)

        assert "anna" in trouble
        assert PASSWORD not in trouble

    def test_a_silent_pass_does_not_ask_again_and_again(self, office: Office) -> None:
        with HostileServer(INBOX, SENT, faults=[Refuses("FETCH", OVERQUOTA)]) as server:
            reads(office, server)
            asked = [command for command in server.heard if "FETCH" in command.upper()]

        assert len(asked) <= 3


class TestProviders:
    def test_netease_is_told_our_name_before_the_first_folder(self, office: Office) -> None:
        with HostileServer(INBOX, SENT, faults=[UnsafeLogin()]) as server:
            trouble = reads(office, server)

        verbs = [command.split()[0].upper() for command in server.heard]
        assert trouble == ""
        assert verbs.index("ID") < verbs.index("EXAMINE")

    def test_a_search_that_ignores_the_window_brings_no_mail_from_before_it(self, office: Office) -> None:
        since = date.fromordinal(MONDAY.date().toordinal() + 4)
        with HostileServer(INBOX, SENT, faults=[SearchIgnoresCriteria()]) as server:
            trouble = reads(office, server, since=since)

        assert trouble == ""
        assert stored_uids(office, "INBOX") == {4, 5, 6, 7}

    def test_a_server_with_few_abilities_is_read_as_well(self, office: Office, tmp_path: Path) -> None:
        with HostileServer(INBOX, SENT, capabilities="IMAP4rev1") as server:
            reads(office, server)
        undisturbed = Office.at(tmp_path / "undisturbed.db")
        with HostileServer(INBOX, SENT) as server:
            reads(undisturbed, server)
            same = contents(office, server) == contents(undisturbed, server)
        undisturbed.book.close()

        assert same


class TestIdle:
    """IDLE is a hint and polling the truth: whatever becomes of the line, the next look finds the mail."""

    @pytest.mark.parametrize("fault", IDLE_CASES, ids=str)
    def test_mail_that_comes_while_we_wait_is_read_whatever_becomes_of_the_line(
        self, fault: Fault, office: Office, tmp_path: Path
    ) -> None:
        with HostileServer(INBOX[:3], SENT, faults=[fault]) as server:
            with Watched(office, server) as watched:
                for raw in INBOX[3:]:
                    watched.sees(raw)
            idled = sum(command == "IDLE" for command in server.heard)
            server.heal()
            reads(office, server)
            undisturbed = Office.at(tmp_path / "undisturbed.db")
            reads(undisturbed, server)
            undisturbed.book.close()

        assert contents(office, server) == contents(undisturbed, server)
        assert 0 < idled <= (LOOKS + 2) * len(INBOX)
        assert_only_looked(server)

    @pytest.mark.parametrize(
        "fault",
        [SplitLine(), LineBeforeIdling(), ExpungesInBetween(), Refuses("IDLE", "BAD not here")],
        ids=str,
    )
    def test_a_line_that_still_stands_is_not_given_up(self, fault: Fault, office: Office) -> None:
        with HostileServer(INBOX[:3], SENT, faults=[fault]) as server, Watched(office, server) as watched:
            for raw in INBOX[3:]:
                watched.sees(raw)

        assert server.connections == 1

    def test_a_server_without_idle_is_looked_at_again_and_again(self, office: Office) -> None:
        with (
            HostileServer(INBOX[:3], SENT, capabilities="IMAP4rev1") as server,
            Watched(office, server) as watched,
        ):
            watched.sees(INBOX[3])

        assert 4 in stored_uids(office, "INBOX")
        assert "IDLE" not in server.heard


class TestCrowd:
    """A folder of 200,000 mails, whose SEARCH answer is one line of 1.3 MB."""

    def test_the_first_mails_of_a_huge_folder_are_read_and_the_rest_waits(self, office: Office) -> None:
        with HostileServer(sent=SENT, folder=Crowd("INBOX", make=numbered)) as server:
            office.intake.stopping = lambda: len(stored_uids(office, "INBOX")) > 0
            trouble = reads(office, server, patience=20)

        assert trouble == ""
        assert 0 < len(stored_uids(office, "INBOX")) <= 1000
        assert_only_looked(server)

    @pytest.mark.parametrize("faults", [(), (SearchIgnoresCriteria(),)], ids=["true", "ignores criteria"])
    def test_of_a_huge_folder_only_what_lies_in_the_window_is_fetched(
        self, office: Office, faults: Sequence[Fault]
    ) -> None:
        crowd = Crowd("INBOX", make=numbered)
        office.intake.stopping = lambda: len(stored_uids(office, "INBOX")) > 50  # not all, when it goes wrong
        with HostileServer(sent=SENT, folder=crowd, faults=faults) as server:
            first = reads(office, server, patience=20, since=MONDAY.date())
            at_first = stored_uids(office, "INBOX")
            crowd.grow(2)
            second = reads(office, server, patience=20, since=MONDAY.date())

        assert (first, second) == ("", "")
        assert at_first == {*range(199_991, 200_001)}
        assert stored_uids(office, "INBOX") == at_first | {200_001, 200_002}


class TestServer:
    """Is the server right where it has no fault, and wrong where it has one?"""

    @pytest.mark.skipif(bool(dovecot_missing()), reason=dovecot_missing())
    def test_without_a_fault_it_is_read_like_a_dovecot(self, office: Office, tmp_path: Path) -> None:
        other = Office.at(tmp_path / "dovecot.db")
        with HostileServer(INBOX, SENT) as server:
            reads(office, server)
        with Dovecot(users=USERS, sent="Sent") as dovecot:
            post = Post(dovecot, USER)
            post.deliver_all("INBOX", [(raw.content.replace(b"\n", b"\r\n"), raw.received) for raw in INBOX])
            post.deliver_all("Sent", [(raw.content.replace(b"\n", b"\r\n"), raw.received) for raw in SENT])
            reads(other, dovecot)
        other.book.close()

        assert contents(office) == contents(other)
        assert len(stored_uids(office, "INBOX")) == len(INBOX)

    @pytest.mark.parametrize("fault", [*(case.fault for case in CASES), *IDLE_CASES], ids=str)
    def test_every_fault_is_seen_on_the_wire(self, fault: Fault) -> None:
        wrong = transcript(fault)

        if isinstance(fault, SplitLine):
            assert (b"+ idling\r\n" in transcript(), b"+ idling\r\n" in wrong) == (True, False)
        elif isinstance(fault, SlowDrip):
            assert len(wrong) > len(transcript()) + 20
        else:
            assert b"".join(wrong) != b"".join(transcript())

    def test_a_long_line_hands_on_everything(self) -> None:
        with HostileServer(INBOX, SENT) as server, LongLine(server.host, server.port, 0.02) as line:
            heard = spoken(line)

        assert b"".join(heard) == b"".join(transcript())

    def test_a_fault_that_is_taken_away_is_seen_no_more(self) -> None:
        with HostileServer(INBOX, faults=[NilBody()]) as server:
            server.heal()
            healed = spoken(server)

        assert b"".join(healed) == b"".join(transcript())

    def test_a_body_that_is_not_peeked_at_marks_the_mail_as_read(self) -> None:
        with HostileServer(INBOX) as server:
            spoken(server, "SELECT INBOX", "UID FETCH 1 (BODY.PEEK[])", "UID FETCH 2 (BODY[])")

        assert [bool(each.flags) for each in server.inbox.mails.values()][:3] == [False, True, False]

    def test_who_idles_hears_of_new_mail(self) -> None:
        with HostileServer(INBOX) as server, Talk(server) as talk:
            talk.says(f"LOGIN {USER} {PASSWORD}", "EXAMINE INBOX", "IDLE")
            server.deliver(mail("news", id="m9"))
            heard = talk.until(rb"EXISTS\r\n")

        assert heard.endswith(b"* 8 EXISTS\r\n")

    def test_only_a_token_that_is_good_opens_the_door(self) -> None:
        with HostileServer() as server:
            good, bad = (
                spoken(server, f"AUTHENTICATE XOAUTH2 {bearer(token)}", "") for token in (TOKEN, "old")
            )

        assert b"OK [CAPABILITY" in good
        assert b"NO [AUTHENTICATIONFAILED]" in bad


# -- reading ----------------------------------------------------------------------------------------------


def source(server: Listener | Dovecot, patience: float = PATIENCE, **more: Any) -> ImapMailbox:
    return mailbox_of(account(server.host, server.port, user=USER, **more), PASSWORD, patience=patience)


def reads(office: Office, server: Listener | Dovecot, patience: float = PATIENCE, **more: Any) -> str:
    """One pass; its trouble, or nothing. What is no MailboxError is a bug, and fails the test."""
    mailbox = source(server, patience, **more)
    try:
        with noting_trouble("anna", office.intake), mailbox:
            one_pass_on(mailbox, office.intake)
    except MailboxError as error:
        return str(error)
    return ""


LOOKS = 5
"""How often we look for a mail before it counts as missed."""


class Watched:
    """A mailbox that is watched as the daemon does it: wait, look, and dial again where the line broke."""

    def __init__(self, office: Office, server: HostileServer) -> None:
        self._office, self._server = office, server
        self._line: ImapMailbox | None = None

    def sees(self, raw: RawMail) -> None:
        """A mail is delivered while we wait; is it in the book after a few looks?"""
        self._looks()
        wanted = len(self._server.inbox.uids()) + 1
        later = threading.Timer(0.1, self._server.deliver, [raw])
        later.start()
        self._looks(wait=0.5)
        later.join()
        for _ in range(LOOKS):
            if wanted not in stored_uids(self._office, "INBOX"):
                self._looks(wait=0.5)
        assert wanted in stored_uids(self._office, "INBOX"), "never seen"

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None

    def _looks(self, wait: float = 0) -> None:
        """A new line is looked through before it is waited on."""
        try:
            if self._line is None:
                self._line = source(self._server).__enter__()
            elif wait:
                self._line.wait(wait)
            one_pass_on(self._line, self._office.intake)
        except MailboxError:
            self.close()


def came_to(office: Office, trouble: str) -> Meanwhile:
    if trouble:
        return TROUBLE
    return ASIDE if rows(office, "SELECT 1 FROM set_aside") else NOTHING


def accounted_for(office: Office, server: HostileServer, trouble: str) -> None:
    """Is every mail in the book, set aside, above the cursor, or the account's trouble told?"""
    if trouble:
        assert rows(office, "SELECT 1 FROM fact WHERE name = 'trouble:anna' AND value <> ''")
        return
    for folder in server.folders():
        known = stored_uids(office, folder.name) | aside_uids(office, folder.name)
        beyond = rows(office, "SELECT uidvalidity, last_uid FROM cursor WHERE folder = ?", folder.name)
        assert beyond, folder.name
        uidvalidity, last = beyond[0]
        passed = {uid for uid in folder.uids() if uid <= last}
        assert uidvalidity != folder.uidvalidity or passed <= known, folder.name


def assert_only_looked(server: HostileServer) -> None:
    """Nothing on the server was changed or could have been."""
    for command in server.heard:
        verb = re.sub(r"^UID ", "", command.upper()).split()[0]
        assert verb in ALLOWED, command
        assert not re.search(r"(?i)BODY\[|RFC822(?!\.SIZE)", command), command
    assert not any(each.flags for folder in server.folders() for each in folder.mails.values())


ALLOWED = (
    *("CAPABILITY", "NOOP", "ID", "LOGIN", "AUTHENTICATE", "ENABLE", "LOGOUT"),
    *("LIST", "EXAMINE", "STATUS", "SEARCH", "FETCH", "IDLE", "UNSELECT"),
)


# -- what is in the book ----------------------------------------------------------------------------------

TOLD = {
    "customers": "SELECT name, country, owner, source, created FROM customer",
    "people": "SELECT c.name, a.email FROM contact_address a JOIN contact_customer b USING (contact_id) "
    "JOIN customer c ON c.id = b.customer_id",
    "mails": "SELECT key, subject, direction, kind, verdict, rep, date FROM mail",
    "words": "SELECT m.key, m.own_words FROM mail m",
    "interactions": "SELECT c.name, i.at, i.kind, i.cause, i.rep, i.mail_kind FROM interaction i "
    "JOIN customer c ON c.id = i.customer_id",
    "tags": "SELECT m.key, t.name, t.quote, t.due_date FROM tag t JOIN mail m ON m.id = t.mail_id",
    "follow-ups": "SELECT c.name, f.duty, f.cause, f.opened, f.due, f.because, f.state FROM follow_up f "
    "JOIN customer c ON c.id = f.customer_id",
    "questions": "SELECT m.key, r.because FROM review r JOIN mail m ON m.id = r.mail_id "
    "WHERE r.state = 'open'",
    "set aside": "SELECT folder, uid, error FROM set_aside",
}


def contents(office: Office, server: HostileServer | None = None) -> dict[str, list[Any]]:
    """The book without its row numbers; places under numbers that the server has given up are left out."""
    found = {name: sorted(rows(office, sql), key=repr) for name, sql in TOLD.items()}
    places = "SELECT p.folder, p.uid, m.key FROM place p JOIN mail m ON m.id = p.mail_id"
    for folder in server.folders() if server else ():
        sql = f"{places} WHERE p.folder = ? AND p.uidvalidity = ?"
        found[f"places in {folder.name}"] = sorted(rows(office, sql, folder.name, folder.uidvalidity))
    return found


def rows(office: Office, sql: str, *values: Any) -> Sequence[Any]:
    assert office.book.location.path is not None
    with closing(sqlite3.connect(office.book.location.path)) as connection:
        return connection.execute(sql, values).fetchall()


def stored_uids(office: Office, folder: str) -> set[int]:
    sql = "SELECT uid FROM place WHERE folder = ? AND mail_id IS NOT NULL"
    return {uid for (uid,) in rows(office, sql, folder)}


def aside_uids(office: Office, folder: str) -> set[int]:
    return {uid for (uid,) in rows(office, "SELECT uid FROM set_aside WHERE folder = ?", folder)}


# -- talking to the server by hand -------------------------------------------------------------------------


SILENCE = b"(silence)"


class Talk:
    """A client that knows nothing: it says lines and keeps what comes."""

    def __init__(self, server: Listener) -> None:
        self._line = socket.create_connection((server.host, server.port), timeout=0.3)
        self.heard: list[bytes] = []

    def __enter__(self) -> Talk:
        self.until(b"\r\n")
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def says(self, *commands: str) -> None:
        for number, command in enumerate(commands):
            tag = b"" if command in ("DONE", "") else b"A%d " % number
            self._line.sendall(tag + command.encode() + b"\r\n")
            if self.heard[-1:] == [SILENCE]:
                return
            self.until(rb"\+ idling\r\n" if command == "IDLE" else rb"(?:^|\n)(\+|A\d+ (OK|NO|BAD)).*\r\n")

    def until(self, end: bytes) -> bytes:
        """Everything up to this, or up to the end or a moment of silence; each piece as it came."""
        heard = b""
        try:
            while not re.search(end, heard[-300:]) and (piece := self._line.recv(1 << 16)):
                self.heard.append(piece)
                heard += piece
        except OSError:
            self.heard.append(SILENCE)
        return heard


CONVERSATION = (
    f"LOGIN {USER} {PASSWORD}",
    'LIST "" "*"',
    "EXAMINE INBOX",
    "STATUS INBOX (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)",
    "UID SEARCH UID 3:*",
    "UID SEARCH UID 3",
    "UID SEARCH SINCE 1-Jan-2030",
    "UID FETCH 1:* (INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE BODY.PEEK[])",
    "UID FETCH 3 (BODY.PEEK[])",
    "IDLE",
    "DONE",
    "ID NIL",
)


@cache
def transcript(*faults: Fault) -> list[bytes]:
    with HostileServer(INBOX, SENT, faults=faults) as server:
        return spoken(server)


def spoken(server: Listener, *commands: str) -> Any:
    """What a server says to these commands, or to one of each sort."""
    with Talk(server) as talk:
        if commands:
            login = [] if commands[0].startswith("AUTH") else [CONVERSATION[0]]
            talk.says(*login, *commands)
            return b"".join(talk.heard)
        try:
            talk.says(*CONVERSATION)
        except OSError:
            talk.heard.append(b"(closed)")
        return talk.heard


def bearer(token: str) -> str:
    import base64

    return base64.b64encode(f"user={USER}\1auth=Bearer {token}\1\1".encode()).decode()


def numbered(uid: int) -> RawMail:
    """Only the last ten are of this year. Made without `mail`, which takes longer than a thousand may."""
    at = MONDAY if uid > 199_990 else MONDAY - timedelta(days=700)
    head = f"From: b{uid % 7}@nordlicht.example\nTo: {ANNA}\nMessage-ID: <crowd{uid}@test.example>\n"
    return RawMail(f"{head}Subject: Letter {uid}\n\nPlease quote {uid} pieces.\n".encode(), at)

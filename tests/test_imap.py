"""Is every mail of a mailbox read, once, and nothing on the server changed? On bad days too."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from fakes import MONDAY, NoMemory, Office, mail
from faults import FaultProxy, Rule
from model import Place
from post import USERS, Post, account, mailbox_of
from scripted import HANG_UP, Scripted
from servers import SENT, Dovecot, dovecot_missing
from store.folders import Cursor
from worker.batch import Batch
from worker.demo.server import ImapServer
from worker.imap import ImapMailbox, LoginRefused, MailboxError, line, lots, reading
from worker.pipeline import sync

LARGE = (
    b"From: big@nordlicht.example\r\nSubject: catalogue\r\nMessage-ID: <big@test.example>\r\n\r\n"
    + b"x" * 1_200_000
)
HOSTILE = {
    "8-bit in the headers": b"From: \xbc\xd7 <a@b.example>\r\nSubject: \xc4\xe3\r\n\r\n\xc4\xe3\xba\xc3\r\n",
    "a line of 100,000 letters": b"Subject: long\r\n\r\n" + b"a" * 100_000 + b"\r\n",
    "lines like IMAP's own": b"Subject: x\r\n\r\n)\r\n* 1 FETCH (UID 9 BODY[] {3}\r\nA1 OK done\r\n",
    "a folded header without end": b"Subject: a\r\n" + b" b\r\n" * 5_000 + b"\r\nbody\r\n",
    "no body": b"Subject: nothing\r\nFrom: a@b.example\r\n\r\n",
    "all bytes but NUL and line ends": b"Subject: x\r\n\r\n" + bytes({*range(1, 256)} - {10, 13}) + b"\r\n",
}


def letters(count: int, start: int = 1) -> list[bytes]:
    made = (mail(f"letter {number}", id=f"m{number}").content for number in range(start, start + count))
    return [content.replace(b"\n", b"\r\n") for content in made]


def batches(mailbox: ImapMailbox, cursor: Cursor | None = None, folder: str = "INBOX") -> list[Batch]:
    """One pass over a folder."""
    with mailbox:
        return list(mailbox.new_mail(cursor or Cursor("anna", folder, "inbox"), NoMemory()))


def bodies(found: Iterable[Batch]) -> list[bytes]:
    return [raw.content for batch in found for raw in batch.mails]


def uids(found: Iterable[Batch]) -> list[int]:
    """Counted from 1: the embedded server begins at 101."""
    return [_from_1(raw.place) for batch in found for raw in batch.mails if raw.place]


def _from_1(place: Place) -> int:
    return place.uid % 100


def reads(office: Office, source: ImapMailbox) -> Any:
    with source:
        return sync(source, office.intake, lambda: MONDAY, lambda *_: None)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    missing = dovecot_missing()
    if missing:
        pytest.skip(missing)
    with Dovecot(users=USERS) as server:
        yield server


@pytest.fixture(scope="module")
def embedded() -> Iterator[ImapServer]:
    with ImapServer(USERS) as server:
        yield server


_fresh_users = itertools.cycle(USERS)


@pytest.fixture(params=["embedded", "dovecot"])
def post(request: pytest.FixtureRequest) -> Post:
    post = Post(request.getfixturevalue(request.param), next(_fresh_users))
    if not post.is_dovecot:
        with post.client() as client:
            client.create_folder(post.sent)
    return post


@pytest.fixture
def real(dovecot: Dovecot) -> Post:
    """Only for what the embedded server cannot do."""
    return Post(dovecot, next(_fresh_users))


@pytest.fixture
def bare(embedded: ImapServer) -> Post:
    """A server that marks no folder as the sent one."""
    return Post(embedded, next(_fresh_users))


class TestFolders:
    def test_the_sent_folder_is_the_one_the_server_marks_whatever_its_name(self, real: Post) -> None:
        real.deliver("Sent", b"Subject: an old folder of that name\r\n\r\n")

        with real.mailbox() as mailbox:
            inbox, sent = mailbox.folders()

        assert (inbox.name, sent.name) == ("INBOX", SENT)

    @pytest.mark.parametrize(
        "name",
        [
            "已发送",
            "Gesendete Elemente",
            "INBOX.Sent",
            "Konten/Arbeit/Éléments envoyés",
            "[Gmail]/Sent Mail",
            "ОТПРАВЛЕННЫЕ",
        ],
    )
    def test_without_a_mark_the_sent_folder_is_known_by_its_name(self, bare: Post, name: str) -> None:
        bare.deliver("Entwürfe", b"Subject: draft\r\n\r\n")
        bare.deliver(name, b"Subject: sent\r\n\r\n")

        with bare.mailbox() as mailbox:
            _, sent = mailbox.folders()
            found = list(mailbox.new_mail(Cursor("anna", sent.name, "sent"), NoMemory()))

        assert (sent.name, len(bodies(found))) == (name, 1)

    def test_an_outbox_is_the_sent_folder_only_where_there_is_no_better_one(self, bare: Post) -> None:
        bare.deliver("发件箱", b"Subject: waits\r\n\r\n")
        with bare.mailbox() as mailbox:
            alone = mailbox.folders()[1].name
        bare.deliver("邮件/已发送邮件", b"Subject: sent\r\n\r\n")

        with bare.mailbox() as mailbox:
            beside = mailbox.folders()[1].name

        assert (alone, beside) == ("发件箱", "邮件/已发送邮件")

    def test_a_named_folder_counts_and_its_case_does_not(self, post: Post) -> None:
        post.deliver("Projekte", b"Subject: x\r\n\r\n")

        with post.mailbox(sent="projekte") as mailbox:
            inbox, sent = mailbox.folders()

        assert (inbox.role, sent.role, sent.name) == ("inbox", "sent", "Projekte")

    def test_a_named_folder_that_is_missing_is_said_with_those_there_are(self, post: Post) -> None:
        post.deliver("新客户", b"Subject: x\r\n\r\n")

        with post.mailbox(sent="Sent Itmes") as mailbox, pytest.raises(MailboxError) as error:
            mailbox.folders()

        assert "Account anna: there is no folder `Sent Itmes`" in str(error.value)
        assert all(words in str(error.value) for words in ("INBOX", "新客户", "`sent:`"))

    def test_a_server_without_a_sent_folder_is_said_with_the_folders_there_are(self, bare: Post) -> None:
        bare.deliver("Angebote", b"Subject: x\r\n\r\n")

        with bare.mailbox() as mailbox, pytest.raises(MailboxError) as error:
            mailbox.folders()

        assert "none of its folders looks like the one for sent mail" in str(error.value)
        assert "Angebote, INBOX" in str(error.value)

    def test_a_folder_that_cannot_be_opened_is_no_sent_folder(self) -> None:
        listed = (
            '* LIST (\\Noselect) "/" "Sent"\n* LIST () "/" "Sent/2026"\n* LIST () "/" "Sent Items"\nOK done'
        )

        with Scripted({"LIST": f'* LIST () "/" "INBOX"\n{listed}'}) as server, _scripted(server) as mailbox:
            _, sent = mailbox.folders()

        assert sent.name == "Sent Items"

    def test_a_folder_name_that_is_no_utf7_does_not_hide_the_others(self) -> None:
        listed = '* LIST () "/" "INBOX"\n* LIST () "/" "&broken"\n* LIST () "/" "Sent"\nOK done'

        with Scripted({"LIST": listed}) as server, _scripted(server) as mailbox:
            _, sent = mailbox.folders()

        assert sent.name == "Sent"


class TestReading:
    def test_nothing_on_the_server_changes(self, post: Post, office: Office) -> None:
        post.deliver("INBOX", *letters(5), *HOSTILE.values())
        post.deliver(post.sent, *letters(2, 50))
        with post.client() as client:
            client.select_folder("INBOX")
            _, second, third, *_ = client.search()
            client.add_flags([second], [b"\\Flagged"])
            client.add_flags([third], [b"\\Seen", b"\\Answered"])
        post.deliver("INBOX", *letters(2, 90))
        for folder in ("INBOX", post.sent):
            post.state(folder)  # Dovecot counts changes only once it has been asked for their number
        before = post.state("INBOX"), post.state(post.sent)

        for _ in range(2):
            reads(office, post.mailbox())

        assert (post.state("INBOX"), post.state(post.sent)) == before

    def test_only_commands_that_change_nothing_are_sent(self) -> None:
        with Scripted(_script(1)) as server:
            batches(_scripted(server))

        names = {command.removeprefix("UID ").split()[0] for command in server.heard}
        assert names <= {"CAPABILITY", "LOGIN", "LIST", "EXAMINE", "SEARCH", "FETCH", "LOGOUT"}
        assert all("PEEK" in command for command in server.heard if "BODY" in command)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_mail_comes_byte_for_byte(self, post: Post, name: str) -> None:
        post.deliver("INBOX", HOSTILE[name])

        found = batches(post.mailbox())

        assert bodies(found) == [HOSTILE[name]]

    def test_what_comes_later_is_read_from_the_cursor_on(self, post: Post) -> None:
        post.deliver("INBOX", *letters(3))
        first = batches(post.mailbox())
        nothing = batches(post.mailbox(), first[-1].cursor)
        post.deliver("INBOX", *letters(2, 4))

        second = batches(post.mailbox(), first[-1].cursor)

        assert [uids(first), uids(nothing), uids(second)] == [[1, 2, 3], [], [4, 5]]
        assert bodies(first) + bodies(second) == letters(5)

    def test_the_time_of_arrival_is_the_servers(self, post: Post) -> None:
        received = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)
        post.deliver("INBOX", *letters(1), received=received)

        found = batches(post.mailbox())

        assert [raw.received for batch in found for raw in batch.mails] == [received]

    def test_batches_are_bounded_in_number(self, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 3)
        post.deliver("INBOX", *letters(7))

        found = batches(post.mailbox())

        assert [len(batch.mails) for batch in found] == [3, 3, 1, 0]
        assert [batch.waiting for batch in found] == [4, 1, 0, 0]
        assert [batch.cursor.last_uid % 100 for batch in found] == [7, 7, 7, 7]
        assert [batch.last for batch in found] == [False, False, False, True]

    def test_batches_are_bounded_in_bytes(self, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lots, "BATCH_BYTES", 5_000)
        large = b"Subject: large\r\n\r\n" + b"y" * 4_000
        post.deliver("INBOX", large, large, *letters(2), large + large, *letters(1, 3))

        found = batches(post.mailbox())

        assert [uids([batch]) for batch in found] == [[6], [5], [2, 3, 4], [1], []]

    def test_a_mail_above_the_limit_comes_with_its_head_and_is_marked(
        self, post: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lots, "HEAD_BYTES", 2_000)
        post.deliver("INBOX", LARGE, *letters(1))

        found = batches(post.mailbox(max_mb=1))
        reads(office, post.mailbox(max_mb=1, sent="INBOX"))

        assert [(raw.content, raw.complete) for raw in found[0].mails] == [
            (LARGE[:2_000], False),
            (letters(1)[0], True),
        ]
        assert [row["subject"] for row in _stored(office)] == ["catalogue", "Inquiry"]

    def test_mail_from_before_since_is_left_alone(self, post: Post) -> None:
        post.deliver("INBOX", *letters(2), received=MONDAY - timedelta(days=30))
        post.deliver("INBOX", *letters(2, 3), received=MONDAY)

        found = batches(post.mailbox(since=date(2026, 2, 20)))

        assert uids(found) == [3, 4]

    def test_mail_erased_between_being_listed_and_being_fetched_is_noted_as_gone(
        self, real: Post, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 2)
        real.deliver("INBOX", *letters(6))

        with real.mailbox() as source:
            passing = source.new_mail(Cursor("anna", "INBOX", "inbox"), NoMemory())
            first = next(passing)
            real.erase("INBOX", 1, 3, 6)
            rest = list(passing)

        assert uids([first, *rest]) == [5, 6, 4, 2]
        assert [_from_1(place) for batch in rest for place in batch.gone] == [3, 1]
        assert rest[-1].cursor.last_uid == 6
        assert not any(batch.refused for batch in rest)


class TestOnce:
    def test_a_second_pass_takes_in_nothing(self, post: Post, office: Office) -> None:
        post.deliver("INBOX", *letters(4))
        post.deliver(post.sent, *letters(2, 10))
        first = reads(office, post.mailbox())

        second = reads(office, post.mailbox())

        assert (first.new, second.new, second.again) == (6, 0, 0)

    def test_after_the_server_renumbered_nothing_is_doubled_and_nothing_missed(
        self, real: Post, office: Office
    ) -> None:
        real.deliver("INBOX", *letters(4))
        reads(office, real.mailbox())
        real.deliver("INBOX", *letters(2, 5))
        assert isinstance(real.server, Dovecot)
        real.server.renumber(real.user, "INBOX")

        report = reads(office, real.mailbox())

        assert (report.new, report.again) == (2, 4)
        assert len(_stored(office)) == 6
        assert len({row["uidvalidity"] for row in _places(office)}) == 2

    def test_a_mail_without_message_id_is_taken_in_once_even_from_two_folders(
        self, post: Post, office: Office
    ) -> None:
        nameless = b"From: jana@nordlicht.example\r\nSubject: no id\r\n\r\nPlease quote.\r\n"
        post.deliver("INBOX", nameless, nameless)
        post.deliver(post.sent, nameless)

        report = reads(office, post.mailbox())

        assert (report.new, report.again, len(_stored(office)), len(_places(office))) == (1, 2, 1, 3)

    def test_one_mail_in_two_accounts_is_one_mail_in_two_places(self, post: Post, office: Office) -> None:
        other = replace(post, user=next(_fresh_users))
        for each in (post, other):
            each.deliver("INBOX", *letters(1))
            each.deliver(each.sent, *letters(1, 7 if each is post else 8))

        reads(office, post.mailbox())
        reads(office, other.mailbox(name="bo"))

        shared = [row for row in _places(office) if row["folder"] == "INBOX"]
        assert [row["account"] for row in shared] == ["anna", "bo"]
        assert len({row["mail_id"] for row in shared}) == 1


class TestBadDays:
    @pytest.mark.parametrize(
        "said", ["[UNAVAILABLE] Later", "[INUSE] Locked", "[ALERT] Too many simultaneous connections"]
    )
    def test_a_login_refused_for_now_is_no_refused_password(self, said: str) -> None:
        with (
            Scripted({"LOGIN": f"NO {said}"}) as server,
            pytest.raises(MailboxError) as error,
            _scripted(server),
        ):
            pass

        assert not isinstance(error.value, LoginRefused)
        assert said in str(error.value)

    def test_a_line_that_breaks_while_logging_in_is_no_refused_password(self) -> None:
        with Scripted({"LOGIN": HANG_UP}) as server, pytest.raises(MailboxError) as error, _scripted(server):
            pass

        assert not isinstance(error.value, LoginRefused)
        assert "logging in" in str(error.value)
        assert "the line broke" in str(error.value)

    def test_a_password_beyond_ascii_is_sent_as_plain_says(self) -> None:
        with Scripted({"LOGIN": "NO not so"}, "IMAP4rev1 AUTH=PLAIN SASL-IR") as server:
            mailbox_of(account(server.host, server.port), "geheim-ü").__enter__().close()

        assert any(command.startswith("AUTHENTICATE PLAIN") for command in server.heard)

    def test_a_server_that_is_not_there_is_said_so(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]

        with pytest.raises(MailboxError) as error, mailbox_of(account("127.0.0.1", port), "x"):
            pass

        assert f"Account anna, connecting at 127.0.0.1:{port}: nothing answers there" in str(error.value)

    def test_a_host_without_an_address_is_said_so(self) -> None:
        nowhere = account("mail.nowhere.invalid", 993, tls="implicit")

        with (
            pytest.raises(MailboxError, match=r"the name mail\.nowhere\.invalid is not known"),
            mailbox_of(nowhere, "x"),
        ):
            pass

    def test_a_port_that_speaks_no_tls_is_said_so(self, post: Post) -> None:
        with pytest.raises(MailboxError) as error, post.mailbox(tls="implicit"):
            pass

        assert "no secure line" in str(error.value)
        assert "`tls`" in str(error.value)

    @pytest.mark.parametrize("stripped", ["IMAP4rev1 AUTH=PLAIN", "IMAP4rev1 STARTTLS"])
    def test_without_starttls_the_password_is_not_sent(self, stripped: str) -> None:
        with Scripted({"STARTTLS": "BAD no such command"}, stripped) as server:
            wanted = account(server.host, server.port, tls="starttls")

            with pytest.raises(MailboxError) as error, mailbox_of(wanted, "secret-0"):
                pass

        assert not isinstance(error.value, LoginRefused)
        assert not any("LOGIN" in command or "secret-0" in command for command in server.heard)

    def test_a_server_that_falls_silent_is_given_up(
        self, post: Post, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(line, "READ", 0.4)
        post.deliver("INBOX", *letters(3))

        with (
            FaultProxy(post.server.host, post.server.port, Rule(stall_after=900)) as proxy,
            pytest.raises(MailboxError, match="no answer in time"),
        ):
            batches(_through(proxy, post))

    def test_a_server_that_never_greets_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(line, "CONNECT", 0.4)

        with socket.create_server(("127.0.0.1", 0)) as silent:
            mute = account("127.0.0.1", silent.getsockname()[1])

            with pytest.raises(MailboxError, match="no answer in time"), mailbox_of(mute, "x"):
                pass

    @pytest.mark.parametrize("end", ["cut_after", "close_after"])
    def test_a_line_cut_in_the_middle_of_a_mail_costs_nothing(
        self, post: Post, office: Office, monkeypatch: pytest.MonkeyPatch, end: str
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 4)
        large = [letter + b"z" * 5_000 + b"\r\n" for letter in letters(12)]
        post.deliver("INBOX", *large)

        with FaultProxy(post.server.host, post.server.port, Rule(**{end: 30_000})) as proxy:
            report = reads(office, _through(proxy, post, sent="INBOX"))

        assert (report.new, report.set_aside, len(_stored(office))) == (12, 0, 12)

    def test_garbage_instead_of_an_answer_is_a_broken_line(self, post: Post) -> None:
        post.deliver("INBOX", *letters(3))

        with FaultProxy(post.server.host, post.server.port) as proxy:
            proxy.rule = Rule(replace=((rb"\* \d+ FETCH \(", b"%$&? ("),))
            with pytest.raises(MailboxError, match="Account anna, reading INBOX"):
                batches(_through(proxy, post))


class TestOddServers:
    """What real servers are known to do and none here does on demand."""

    def test_a_mail_the_server_does_not_give_never_holds_up_the_others(self, office: Office) -> None:
        script = _script(3, {"FETCH 1:3 (BODY": "NO internal error", "FETCH 2 (BODY": "NO mail is damaged"})

        with Scripted(script) as server:
            found = batches(_scripted(server))
            reads(office, _scripted(server, sent="INBOX"))

        assert uids(found) == [1, 3]
        assert [(place.uid, said) for place, said in found[0].refused] == [
            (2, "fetch failed: mail is damaged")
        ]
        assert [row["error"] for row in _rows(office, "set_aside")] == [
            "The server lists this mail and does not give it: fetch failed: mail is damaged."
        ]

    def test_a_mail_left_out_of_a_long_answer_is_asked_for_alone(self) -> None:
        script = _script(3, {"FETCH 1:3 (BODY": f"{_mail(1)}\n{_mail(3)}\nOK done"})

        with Scripted(script) as server:
            found = batches(_scripted(server))

        assert uids(found) == [1, 2, 3]

    def test_an_answer_that_makes_no_sense_costs_only_the_mail_it_is_about(self) -> None:
        nonsense = "* 2 FETCH (UID 2 BODY[]\nOK done"
        script = _script(3, {"FETCH 1:3 (BODY": nonsense, "FETCH 2 (BODY": nonsense})

        with Scripted(script) as server:
            found = batches(_scripted(server))

        assert uids(found) == [1, 3]
        assert [place for place, _ in found[0].refused] == [Place("anna", "INBOX", 7, 2)]

    def test_a_mail_without_size_or_time_is_still_a_mail(self) -> None:
        bare = "* 1 FETCH (UID 1 BODY[] {4}\nab\n)\nOK done"
        script = _script(1, {"RFC822.SIZE": "OK done", "FETCH 1 (BODY": bare})

        with Scripted(script) as server:
            found = batches(_scripted(server))

        assert bodies(found) == [b"ab\r\n"]
        assert all(raw.received.tzinfo is not None for raw in found[0].mails)

    def test_a_server_that_answers_the_search_with_its_last_mail_is_not_believed(self) -> None:
        whole = Cursor("anna", "INBOX", "inbox", 7, 1, on_server=1, is_whole=True, counted=datetime.now(UTC))

        with Scripted(_script(1)) as server:
            found = batches(_scripted(server), whole)

        assert [len(batch.mails) for batch in found] == [0]

    def test_a_folder_that_vanished_is_an_error_of_this_account(self) -> None:
        with (
            Scripted(_script(1, {"EXAMINE": "NO [NONEXISTENT] Unknown mailbox"})) as server,
            pytest.raises(MailboxError, match=r"Account anna, opening INBOX.*Unknown mailbox"),
        ):
            batches(_scripted(server))

    def test_a_server_that_wants_a_name_is_told_ours_before_the_first_folder(self) -> None:
        with Scripted(_script(1), "IMAP4rev1 ID") as server:
            batches(_scripted(server))

        verbs = [command.split()[0] for command in server.heard]
        assert verbs.index("LOGIN") < verbs.index("ID") < verbs.index("EXAMINE")
        assert "genjin" in server.heard[verbs.index("ID")]


class TestRefused:
    """Last, because Dovecot lets an address wait that has just given a wrong password."""

    def test_a_refused_login_names_the_account_and_the_host_and_not_the_password(self, post: Post) -> None:
        with pytest.raises(LoginRefused) as error, mailbox_of(post.account(), "wrong-secret"):
            pass

        assert all(words in str(error.value) for words in ("Account anna", post.server.host, post.user))
        assert "wrong-secret" not in str(error.value)


def _mail(uid: int) -> str:
    content = f"Subject: mail {uid}\n\nbody\n"
    size = len(content.replace("\n", "\r\n"))
    return f'* {uid} FETCH (UID {uid} INTERNALDATE "02-Mar-2026 09:00:00 +0000" BODY[] {{{size}}}\n{content})'


def _script(count: int, said: Mapping[str, str] | None = None) -> dict[str, str]:
    """A server with so many mails in its inbox, and what it says otherwise than others would."""
    numbers = range(1, count + 1)
    sizes = "\n".join(f"* {uid} FETCH (UID {uid} RFC822.SIZE 30)" for uid in numbers)
    usual = {
        "LIST": '* LIST () "/" "INBOX"\n* LIST (\\Sent) "/" "Sent"\nOK done',
        'EXAMINE "Sent"': "* 0 EXISTS\n* OK [UIDVALIDITY 8] yes\nOK [READ-ONLY] done",
        "EXAMINE": f"* {count} EXISTS\n* OK [UIDVALIDITY 7] yes\nOK [READ-ONLY] done",
        "SEARCH UID 1:*": f"* SEARCH {' '.join(map(str, numbers))}\nOK done",
        "SEARCH UID 2:*": f"* SEARCH {count}\nOK done",
        "SEARCH": "* SEARCH 2\nOK done",
        "RFC822.SIZE": f"{sizes}\nOK done",
        **{f"FETCH {uid} (BODY": f"{_mail(uid)}\nOK done" for uid in numbers},
        "(BODY": "\n".join(map(_mail, numbers)) + "\nOK done",
    }
    return {**(said or {}), **{key: answer for key, answer in usual.items() if key not in (said or {})}}


def _scripted(server: Scripted, **more: Any) -> ImapMailbox:
    return mailbox_of(account(server.host, server.port, **more), "secret-0")


def _through(proxy: FaultProxy, post: Post, **more: Any) -> ImapMailbox:
    return mailbox_of(account(proxy.host, proxy.port, user=post.user, **more), USERS[post.user])


def _rows(office: Office, table: str) -> Sequence[Any]:
    import sqlite3

    assert office.book.location.path is not None
    connection = sqlite3.connect(office.book.location.path)
    connection.row_factory = sqlite3.Row
    rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    connection.close()
    return rows


def _stored(office: Office) -> Sequence[Any]:
    return _rows(office, "mail")


def _places(office: Office) -> Sequence[Any]:
    return _rows(office, "place")

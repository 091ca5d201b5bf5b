"""Is every mail in the book once, whatever the server does: renumbers, moves, erases, delivers twice, makes
folders anew? And what is known already is not downloaded again.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

import pytest

import worker.readers
from fakes import MONDAY, Office
from mailroom import bodies, commands, letter, letters, network, numbers, places, reads, rows, through
from model import RawMail
from post import USERS, Post, mailbox_of
from servers import Dovecot, dovecot_missing
from worker.imap import MailboxError, reading
from worker.pipeline import Playbook, Report, digest

PROJECT = "展会/广交会"
"""A folder that every mailbox of tests/servers.py has."""
NAMELESS = b"From: jana@nordlicht.example\r\nTo: anna@factory.example\r\nSubject: 0\r\n\r\nPlease quote.\r\n"


def renumber(box: Post, folder: str = "INBOX") -> None:
    assert isinstance(box.server, Dovecot)
    box.server.renumber(box.user, folder)


def once(step: Callable[[], object], folder: str = "INBOX") -> Callable[[str, Report], None]:
    """Something that happens after the first batch of a folder."""
    steps = iter([step])

    def happens(read: str, _: Report) -> None:
        if read == folder:
            for each in steps:
                each()

    return happens


def make_anew(box: Post, folder: str, *mails: bytes) -> None:
    """The folder is deleted and made again under its name, with these mails."""
    with box.client() as client:
        client.delete_folder(folder)
        client.create_folder(folder)
        for each in mails:
            client.append(folder, each, msg_time=MONDAY)


class TestRenumbered:
    def test_between_two_passes_nothing_is_doubled_missed_or_downloaded_again(
        self, box: Post, office: Office
    ) -> None:
        box.deliver("INBOX", *letters(30))
        reads(office, box.mailbox())
        box.deliver("INBOX", *letters(3, 31))
        renumber(box)

        with network(box) as proxy:
            report = reads(office, through(proxy, box))

        fetched = bodies(commands(proxy))
        assert (report.new, report.again) == (3, 30)
        assert numbers(office) == list(range(1, 34))
        assert fetched == [[31, 32, 33]]
        assert rows(
            office, "SELECT uidvalidity, count(*), sum(has_left) FROM place GROUP BY 1 ORDER BY 1"
        ) == [
            (rows(office, "SELECT min(uidvalidity) FROM place")[0][0], 30, 30),
            (rows(office, "SELECT uidvalidity FROM cursor WHERE folder = 'INBOX'")[0][0], 33, 0),
        ]

    def test_twice_in_a_row_and_then_quiet(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", *letters(5))
        for _ in range(3):
            reads(office, box.mailbox())
            renumber(box)

        with network(box) as proxy:
            reads(office, through(proxy, box))
            commands(proxy)
            quiet = reads(office, through(proxy, box))

        assert (quiet.new, quiet.again) == (0, 0)
        assert not any("FETCH" in each for each in commands(proxy))
        assert numbers(office) == [1, 2, 3, 4, 5]
        assert rows(office, "SELECT count(*) FROM place WHERE has_left = 0") == [(5,)]

    @pytest.mark.parametrize("look_up", [0.0, 15.0])
    def test_in_the_middle_of_a_pass_nothing_is_doubled_or_missed(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch, look_up: float
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 5)
        monkeypatch.setattr(reading, "LOOK_UP", look_up)
        box.deliver(PROJECT, *letters(20))
        mine = {"folders": (PROJECT,)}
        anew = once(lambda: make_anew(box, PROJECT, *letters(12), *letters(4, 101)), PROJECT)

        with suppress(MailboxError):
            reads(office, box.mailbox(**mine), anew)
        reads(office, box.mailbox(**mine))

        fetched = {*range(16, 21), *range(1, 13), *range(101, 105)}  # the first batch was the newest
        assert fetched <= set(numbers(office)) <= {*range(1, 21), *range(101, 105)}
        assert len(numbers(office)) == len(set(numbers(office)))
        there = "SELECT count(*), count(DISTINCT mail_id) FROM place WHERE has_left = 0 AND mail_id > 0"
        assert rows(office, there) == [(16, 16)]

    def test_the_whole_server_is_set_up_again_in_the_middle_of_a_pass(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 5)
        box.deliver("INBOX", *letters(20))

        with network(box) as proxy:

            def falls_ill() -> None:
                proxy.kill_all()
                box.deliver("INBOX", *letters(2, 101))
                renumber(box)

            with pytest.raises(MailboxError, match="renumbered while it was read"):
                reads(office, through(proxy, box), once(falls_ill))
        reads(office, box.mailbox())

        assert sorted(numbers(office)) == [*range(1, 21), 101, 102]
        assert rows(office, "SELECT count(*) FROM place WHERE has_left = 0 AND mail_id > 0") == [(22,)]

    def test_a_mail_that_is_set_aside_is_not_set_aside_twice(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(worker.readers, "digest", _fails_at_4)
        box.deliver("INBOX", *letters(6))
        reads(office, box.mailbox())
        renumber(box)
        reads(office, box.mailbox())
        monkeypatch.undo()

        before = rows(office, "SELECT error, uid FROM set_aside")
        office.intake.retry(Report())

        assert before == [("ValueError: number four", 4)]
        assert sorted(numbers(office)) == [1, 2, 3, 4, 5, 6]
        assert rows(office, "SELECT count(*) FROM set_aside") == [(0,)]
        assert rows(office, "SELECT count(*) FROM place WHERE has_left = 0 AND mail_id > 0") == [(6,)]

    def test_a_mail_without_message_id_is_known_by_its_content(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", NAMELESS, *letters(2))
        reads(office, box.mailbox())
        renumber(box)

        report = reads(office, box.mailbox())

        assert (report.new, report.again) == (0, 3)
        assert sorted(numbers(office)) == [0, 1, 2]


class TestMoved:
    def test_a_mail_that_is_put_away_gains_a_place_and_is_no_other_mail(
        self, box: Post, office: Office
    ) -> None:
        box.deliver("INBOX", *letters(4))
        reads(office, box.mailbox(folders=(PROJECT,)))
        with box.client() as client:
            client.select_folder("INBOX")
            client.move([2, 3], PROJECT)

        reads(office, box.mailbox(folders=(PROJECT,)))

        assert numbers(office) == [1, 2, 3, 4]
        assert places(office) == [(1, 0), (2, 1), (3, 1), (4, 0)]
        assert places(office, PROJECT) == [(1, 0), (2, 0)]

    def test_a_mail_that_is_moved_away_while_it_is_read_is_found_where_it_went(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 2)
        box.deliver("INBOX", *letters(8))

        def move() -> None:
            with box.client() as client:
                client.select_folder("INBOX")
                client.move([1, 2, 3], PROJECT)

        report = reads(office, box.mailbox(folders=(PROJECT,)), once(move))

        assert sorted(numbers(office)) == list(range(1, 9))
        assert report.gone == 3
        assert places(office)[:4] == [(1, 1), (2, 1), (3, 1), (4, 0)]

    def test_what_is_erased_on_the_server_stays_in_the_book(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", *letters(6))
        reads(office, box.mailbox())
        box.erase("INBOX", 1, 2, 6)
        box.deliver("INBOX", *letters(1, 7))

        report = reads(office, box.mailbox())

        assert report.new == 1
        assert numbers(office) == [1, 2, 3, 4, 5, 6, 7]
        assert places(office) == [(1, 1), (2, 1), (3, 0), (4, 0), (5, 0), (6, 1), (7, 0)]

    def test_an_emptied_folder_leaves_the_book_as_it_is(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", *letters(3))
        reads(office, box.mailbox())
        box.erase("INBOX", 1, 2, 3)

        reads(office, box.mailbox())

        assert numbers(office) == [1, 2, 3]
        assert places(office) == [(1, 1), (2, 1), (3, 1)]

    def test_a_mail_that_is_brought_back_is_no_new_one(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", *letters(3))
        reads(office, box.mailbox())
        box.erase("INBOX", 2)
        reads(office, box.mailbox())
        box.deliver("INBOX", letter(2))

        report = reads(office, box.mailbox())

        assert (report.new, report.again) == (0, 1)
        assert places(office) == [(1, 0), (2, 1), (3, 0), (4, 0)]

    def test_a_folder_that_is_deleted_and_made_again_is_read_anew(self, box: Post, office: Office) -> None:
        mine = {"folders": (PROJECT,)}
        box.deliver(PROJECT, *letters(5))
        reads(office, box.mailbox(**mine))
        make_anew(box, PROJECT, *letters(2), *letters(2, 101))

        report = reads(office, box.mailbox(**mine))

        assert (report.new, report.again) == (2, 2)
        assert numbers(office) == [1, 2, 3, 4, 5, 101, 102]
        assert places(office, PROJECT) == [
            *((uid, 1) for uid in range(1, 6)),
            *((uid, 0) for uid in range(1, 5)),
        ]

    def test_a_folder_that_is_gone_is_said_so_and_its_mail_stays(self, box: Post, office: Office) -> None:
        box.deliver("项目", *letters(2))
        reads(office, box.mailbox(folders=("项目",)))
        with box.client() as client:
            client.delete_folder("项目")

        with pytest.raises(MailboxError, match="there is no folder `项目`"):
            reads(office, box.mailbox(folders=("项目",)))

        assert numbers(office) == [1, 2]


class TestTheSameMail:
    def test_delivered_twice_it_is_one_mail_in_two_places(self, box: Post, office: Office) -> None:
        box.deliver("INBOX", letter(1), letter(2), letter(1))
        box.deliver(PROJECT, letter(2))

        report = reads(office, box.mailbox(folders=(PROJECT,)))

        assert (report.new, report.again) == (2, 2)
        assert sorted(numbers(office)) == [1, 2]
        assert len(places(office)) == 3

    def test_in_the_mailboxes_of_two_reps_it_is_one_mail(
        self, box: Post, dovecot: Dovecot, office: Office
    ) -> None:
        other = Post(dovecot, next(_others))
        box.deliver("INBOX", *letters(5))
        other.deliver("INBOX", *letters(5, 4))

        reads(office, box.mailbox())
        report = reads(office, mailbox_of(other.account(name="bo"), USERS[other.user]))

        assert (report.new, report.again) == (3, 2)
        assert rows(
            office, "SELECT count(DISTINCT account) FROM place GROUP BY mail_id ORDER BY mail_id"
        ) == [
            *[(1,)] * 3,
            *[(2,)] * 2,
            *[(1,)] * 3,
        ]

    def test_all_of_a_mailbox_with_labels_is_downloaded_once(self, whole: Post, office: Office) -> None:
        whole.deliver("INBOX", *letters(20))
        whole.deliver(whole.sent, *letters(5, 21))
        whole.deliver("All Mail", *letters(30))

        with network(whole) as proxy:
            report = reads(office, through(proxy, whole, folders=("all",)))

        fetched = bodies(commands(proxy))
        assert (report.new, report.again) == (30, 25)
        assert sorted(numbers(office)) == list(range(1, 31))
        assert fetched == [[*range(1, 6)], [*range(1, 21)], [*range(26, 31)]]
        assert len(places(office, "All Mail")) == 30


class TestChosen:
    def test_all_folders_but_those_of_no_customer(self, box: Post, office: Office) -> None:
        for number, folder in enumerate(("INBOX", box.sent, PROJECT, "Kunden/新客户", "Trash", "Drafts"), 1):
            box.deliver(folder, letter(number))

        reads(office, box.mailbox(folders=("all",)))

        assert sorted(numbers(office)) == [1, 2, 3, 4]

    def test_a_window_that_is_moved_back_brings_the_older_mail_in(self, box: Post, office: Office) -> None:
        for number in range(1, 7):  # a month apart
            box.deliver("INBOX", letter(number), received=MONDAY - timedelta(days=30 * (7 - number)))
        since = [MONDAY.date() - timedelta(days=days) for days in (75, 135, 45)]
        told = []

        for window in (*since[:2], since[2], None):
            report = reads(office, box.mailbox(since=window))
            told.append(
                (report.new, *rows(office, "SELECT older, since FROM cursor WHERE folder = 'INBOX'")[0])
            )

        assert told == [
            (2, 4, since[0].isoformat()),
            (2, 2, since[1].isoformat()),
            (0, 2, since[2].isoformat()),  # what is in the book stays; it is not among the older ones
            (2, 0, ""),
        ]
        assert sorted(numbers(office)) == [1, 2, 3, 4, 5, 6]

    def test_a_mail_with_an_old_day_that_comes_late_is_left_outside_the_window(
        self, box: Post, office: Office
    ) -> None:
        mine = {"since": date(2026, 2, 20)}
        box.deliver("INBOX", *letters(2))
        reads(office, box.mailbox(**mine))
        box.deliver("INBOX", letter(3), received=MONDAY - timedelta(days=60))
        box.deliver("INBOX", letter(4))

        reads(office, box.mailbox(**mine))
        with network(box) as proxy:
            reads(office, through(proxy, box, **mine))

        assert numbers(office) == [1, 2, 4]
        assert not any("FETCH" in each for each in commands(proxy))


class TestCutShort:
    def test_an_import_that_is_stopped_goes_on_with_the_newest_that_is_lacking(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 5)
        box.deliver("INBOX", *letters(20))
        stops = itertools.chain([False, False, True], itertools.repeat(False))
        office.intake.stopping = lambda: next(stops)
        reads(office, box.mailbox())
        half = numbers(office)
        box.deliver("INBOX", *letters(3, 21))

        reads(office, box.mailbox())

        assert half == [16, 17, 18, 19, 20, 11, 12, 13, 14, 15]
        assert numbers(office)[10:] == [9, 10, 21, 22, 23, 4, 5, 6, 7, 8, 1, 2, 3]

    @pytest.mark.parametrize("lot", [7, 500])
    def test_it_goes_on_with_the_same_batches_as_if_it_had_not_been_stopped(
        self, box: Post, office: Office, monkeypatch: pytest.MonkeyPatch, lot: int
    ) -> None:
        monkeypatch.setattr(reading, "BATCH_MAILS", 5)
        monkeypatch.setattr(reading, "LOT", lot)
        box.deliver("INBOX", *letters(23))
        told = threading.Event()
        office.intake.stopping = told.is_set

        for _ in range(6):
            told.clear()
            reads(office, box.mailbox(), once(told.set))

        newest_first = [range(max(1, top - 4), top + 1) for top in range(23, 0, -5)]
        assert numbers(office) == [number for each in newest_first for number in each]


@pytest.fixture
def whole() -> Iterator[Post]:
    missing = dovecot_missing()
    if missing:
        pytest.skip(missing)
    with Dovecot(users=USERS, whole="All Mail") as server:
        yield Post(server, "user0")


_others = iter(reversed(USERS))


def _fails_at_4(raw: RawMail, playbook: Playbook) -> object:
    if b"letter 4" in raw.content:
        raise ValueError("number four")
    return digest(raw, playbook)

"""Is every mail accounted for, and does somebody hear of it when not?"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fakes import MONDAY, FakeMailbox, Office, genjin, mail, sent
from model import Place, RawMail, Source
from store.book import Book
from store.folders import Cursor
from store.location import Location
from store.queries import FolderState
from worker import coverage, health, lists, render
from worker.batch import Batch
from worker.config import Home, load_settings
from worker.coverage import Coverage, State
from worker.settings import Account, Secret, Settings, Team
from worker.settings import Rep as RepSettings

HOUR = timedelta(hours=1)
ANNA = Account("anna", "anna@factory.example", Secret(env="A"), Source("genjin.yaml", 1), "imap.example")
BO = replace(ANNA, name="bo", user="bo@factory.example")
WELL = FolderState(
    "anna",
    "INBOX",
    "inbox",
    100,
    98,
    2,
    is_whole=True,
    checked=MONDAY,
    counted=MONDAY,
    last_uid=100,
    uidnext=101,
)
SENT = replace(WELL, folder="已发送", role="sent", on_server=40, stored=40, set_aside=0)


def covered(
    *folders: FolderState,
    accounts: tuple[Account, ...] = (ANNA,),
    now: datetime = MONDAY + timedelta(minutes=5),
    stale_after: timedelta = HOUR,
    **troubles: str,
) -> tuple[Coverage, ...]:
    return coverage.coverage(folders, accounts, now, stale_after, troubles)


def the_only(*rows: Coverage) -> Coverage:
    (row,) = rows
    return row


FOLDERS = st.builds(
    FolderState,
    st.sampled_from(["anna", "archive:2019.mbox", "gone"]),
    st.sampled_from(["INBOX", "已发送"]),
    st.sampled_from(["inbox", "sent", "filed"]),
    *[st.integers(0, 50)] * 3,
    left=st.integers(0, 9),
    older=st.integers(0, 50),
    last_uid=st.integers(0, 50),
    uidnext=st.integers(0, 50),
    errors=st.integers(0, 9),
    is_whole=st.booleans(),
    checked=st.sampled_from([None, MONDAY, MONDAY - 2 * HOUR, MONDAY + 2 * HOUR]),
    counted=st.sampled_from([None, MONDAY, MONDAY - 3 * HOUR]),
)
"""Any mix, also ones that no server would ever be in."""


class TestTheSum:
    def test_a_folder_whose_parts_make_the_whole_is_covered(self) -> None:
        row = the_only(*covered(WELL))

        assert (row.state, row.waiting, row.surplus, row.problems) == (State.CURRENT, 0, 0, ())
        assert row.is_covered

    def test_mails_from_before_the_window_are_skipped_with_their_reason(self) -> None:
        row = the_only(*covered(replace(WELL, on_server=12_401, older=12_301, since="2024-01-01")))

        assert row.is_covered
        assert row.skipped == ((12_301, "from before 2024-01-01 (`since`)"),)

    def test_a_mail_that_is_on_the_server_and_nowhere_else_needs_a_person(self) -> None:
        row = the_only(*covered(replace(WELL, stored=97)))

        assert (row.state, row.waiting) == (State.MISSING, 1)
        assert "1 mail on the server is not in the book." in row.problems[0]
        assert "again within a day" in row.problems[0]

    def test_mails_that_are_just_arriving_need_nobody(self) -> None:
        row = the_only(*covered(replace(WELL, on_server=103, uidnext=104)))

        assert (row.state, row.waiting, row.problems) == (State.CURRENT, 3, ())
        assert not row.is_covered

    def test_more_mails_than_the_server_has_are_said_and_not_smoothed(self) -> None:
        row = the_only(*covered(replace(WELL, on_server=97)))

        assert (row.state, row.waiting, row.surplus) == (State.UNEQUAL, 0, 3)
        assert "does not add up by 3" in row.problems[0]
        assert "counted again within a day" in row.problems[0]

    @given(FOLDERS)
    def test_the_parts_make_the_whole_or_the_difference_is_said(self, folder: FolderState) -> None:
        row = next(row for row in covered(folder) if row.folder is folder)

        assert folder.stored + folder.set_aside + folder.older + row.waiting - row.surplus == folder.on_server
        assert row.waiting >= 0 <= row.surplus
        assert (row.share == 100) == (row.waiting == 0)
        if row.surplus and row.is_read and row.state is not State.NEVER:
            assert any(f"does not add up by {row.surplus}" in said for said in row.problems)
        if row.is_covered:
            assert (row.waiting, row.surplus, row.problems) == (0, 0, ())

    @given(FOLDERS)
    def test_every_folder_can_be_shown_with_all_its_numbers(self, folder: FolderState) -> None:
        rows = covered(folder)

        table = render.table(lists.folder_table(rows, MONDAY), lists.FOLDERS_TABLE)
        blocks = render.blocks(lists.folder_blocks(rows, MONDAY), 80)

        assert all(str(count) in table for count in (folder.on_server, folder.stored))
        assert f"{folder.on_server} on the server {'≠' if rows[-1].surplus else '='}" in blocks


class TestLateness:
    def test_a_folder_is_late_after_its_time_and_not_before(self) -> None:
        in_time = the_only(*covered(WELL, now=MONDAY + HOUR))
        late = the_only(*covered(replace(WELL, errors=5), now=MONDAY + 3 * HOUR))

        assert in_time.state is State.CURRENT
        assert late.state is State.STALE
        assert late.problems[0].startswith(
            "Folder INBOX of anna was last read 3 hours ago, 5 passes in a row failed since: is `genjin run`"
        )

    def test_a_team_can_say_that_nothing_is_ever_late(self) -> None:
        row = the_only(*covered(WELL, now=MONDAY + timedelta(days=400), stale_after=coverage.NEVER_STALE))

        assert row.is_covered

    def test_an_account_that_is_asked_rarely_by_its_own_wish_is_not_late_in_between(self) -> None:
        rare = replace(ANNA, poll_seconds=7200)

        row = the_only(*covered(WELL, accounts=(rare,), now=MONDAY + 3 * HOUR))

        assert row.state is State.CURRENT

    def test_nor_is_one_whose_provider_wants_to_be_asked_rarely(self) -> None:
        gmail = replace(ANNA, host="imap.gmail.com")

        row = the_only(
            *covered(
                WELL,
                accounts=(gmail,),
                now=MONDAY + timedelta(minutes=15),
                stale_after=timedelta(minutes=10),
            )
        )

        assert row.state is State.CURRENT

    def test_a_folder_that_is_read_no_more_is_never_late(self) -> None:
        dropped = replace(WELL, folder="Filed", role="", stored=1, errors=3, checked=MONDAY - 9 * HOUR)

        rows = covered(dropped, WELL)

        assert [(row.state, row.problems) for row in rows] == [(State.ENDED, ()), (State.CURRENT, ())]
        assert coverage.summary(rows).startswith("1 folder of 1 account is covered")

    def test_and_does_not_hide_why_its_account_cannot_be_read(self) -> None:
        rows = covered(replace(WELL, folder="Filed", role=""), WELL, SENT, anna="Account anna: no route.")

        assert [row.problems for row in rows] == [(), ("Account anna: no route.",), ()]

    def test_an_account_of_which_only_such_folders_are_known_was_not_read_yet(self) -> None:
        rows = covered(replace(WELL, role=""))

        assert [row.state for row in rows] == [State.ENDED, State.NEVER]

    def test_a_daemon_that_looks_twice_a_day_is_not_late_after_an_hour(self) -> None:
        team = Team(("factory.example",), {"anna": RepSettings()})
        settings = Settings(team, (ANNA,), Source("genjin.yaml", 1), every_minutes=720)

        assert coverage.patience(settings) == timedelta(hours=24)
        assert coverage.patience(replace(settings, stale_after_minutes=0)) == coverage.NEVER_STALE
        assert coverage.patience(replace(settings, every_minutes=5)) == HOUR

    def test_a_clock_that_was_set_back_makes_nothing_late(self) -> None:
        row = the_only(*covered(WELL, now=MONDAY - timedelta(days=3)))

        assert row.is_covered
        assert coverage.in_words(-HOUR) == "0 seconds"

    def test_an_account_without_any_folder_was_never_read(self) -> None:
        rows = covered(WELL, accounts=(ANNA, BO))

        assert [row.state for row in rows] == [State.CURRENT, State.NEVER]
        assert rows[1].problems == ("Account bo has not been read yet: run `genjin sync`.",)

    def test_an_import_that_goes_on_needs_nobody(self) -> None:
        row = the_only(*covered(replace(WELL, stored=28, is_whole=False, checked=None)))

        assert (row.state, row.share, row.waiting, row.problems) == (State.IMPORTING, 30, 70, ())

    def test_an_import_of_hours_makes_no_other_folder_of_its_account_late(self) -> None:
        importing = replace(WELL, stored=28, is_whole=False, checked=None, counted=MONDAY + 9 * HOUR)
        before = replace(SENT, checked=MONDAY)

        rows = covered(
            importing, before, replace(SENT, account="bo"), accounts=(ANNA, BO), now=MONDAY + 9 * HOUR
        )

        assert [row.state for row in rows] == [State.IMPORTING, State.CURRENT, State.STALE]

    def test_every_batch_of_an_import_shows_that_it_goes_on(self) -> None:
        importing = Batch(Cursor("anna", "INBOX", "inbox", counted=MONDAY)).checked(MONDAY + 2 * HOUR)
        whole = Batch(Cursor("anna", "INBOX", "inbox", is_whole=True, counted=MONDAY)).checked(MONDAY + HOUR)

        assert importing.counted == MONDAY + 2 * HOUR
        assert whole.counted == MONDAY

    def test_an_import_that_stopped_needs_somebody(self) -> None:
        half = replace(WELL, stored=28, is_whole=False, checked=None)

        stopped = the_only(*covered(half, now=MONDAY + 2 * HOUR))
        never = the_only(*covered(replace(half, counted=None)))

        assert "is half imported (30 of 100 mails) and went no further for 2 hours" in stopped.problems[0]
        assert "has not been read to its end yet (30 of 100 mails)" in never.problems[0]

    def test_an_archive_is_read_once_and_a_dropped_account_no_more(self) -> None:
        files = replace(WELL, account="archive:2019.mbox", folder="2019.mbox")
        dropped = replace(WELL, account="old", stored=1)

        rows = covered(WELL, files, dropped, now=MONDAY + timedelta(minutes=1))
        later = covered(files, dropped, accounts=(), now=MONDAY + timedelta(days=900))

        assert [row.state for row in rows] == [State.CURRENT, State.ARCHIVE, State.ENDED]
        assert [row.problems for row in (*rows, *later)] == [()] * 5

    def test_why_an_account_cannot_be_read_is_said_once_and_instead_of_its_lateness(self) -> None:
        rows = covered(WELL, SENT, now=MONDAY + 9 * HOUR, anna="Account anna: the password is refused.")

        assert [row.problems for row in rows] == [("Account anna: the password is refused.",), ()]
        assert [row.state for row in rows] == [State.STALE, State.STALE]

    def test_what_does_not_add_up_is_said_beside_why_it_cannot_be_read(self) -> None:
        row = the_only(*covered(replace(WELL, stored=97), anna="Account anna: no route."))

        assert row.problems[0] == "Account anna: no route."
        assert "1 mail on the server is not in the book" in row.problems[1]


class TestInWords:
    def test_all_folders_in_one_sentence(self) -> None:
        other = [replace(each, account="bo") for each in (WELL, SENT)]

        said = coverage.summary(covered(WELL, SENT, *other, accounts=(ANNA, BO)))

        assert said == (
            "All 4 folders of 2 accounts are covered: 280 mails on the servers, 276 in the book, 4 set aside."
        )

    @pytest.mark.parametrize(
        ("folders", "begins"),
        [
            ([WELL], "1 folder of 1 account is covered: 100 mails"),
            ([WELL, replace(SENT, stored=1)], "1 of 2 folders of 1 account is covered: 140 mails"),
            ([replace(WELL, stored=1)], "None of 1 folder of 1 account is covered: 100 mails"),
            (
                [replace(WELL, on_server=9, stored=0, set_aside=0, older=9)],
                "1 folder of 1 account is covered: 9",
            ),
        ],
    )
    def test_what_is_not_covered_is_not_called_so(self, folders: list[FolderState], begins: str) -> None:
        assert coverage.summary(covered(*folders)).startswith(begins)

    def test_a_daemon_that_stopped_is_one_sentence_and_not_one_for_each_folder(self) -> None:
        rows = covered(WELL, SENT, replace(WELL, account="bo"), accounts=(ANNA, BO), now=MONDAY + 30 * HOUR)

        assert coverage.sentences(rows, MONDAY + 30 * HOUR) == [
            "No mailbox has been read for 1 day: is `genjin run` running? `genjin sync` reads them now."
        ]

    def test_without_accounts_nothing_is_called_covered(self) -> None:
        assert coverage.summary(covered(accounts=())) == "No mailbox is being read."

    @pytest.mark.parametrize(
        ("seconds", "words", "short"),
        [
            (0, "0 seconds", "0 s"),
            (1, "1 second", "1 s"),
            (119, "1 minute", "1 min"),
            (7200, "2 hours", "2 h"),
        ],
    )
    def test_spans_are_told_in_the_largest_unit(self, seconds: int, words: str, short: str) -> None:
        span = timedelta(seconds=seconds)

        assert (coverage.in_words(span), coverage.in_short(span)) == (words, short)


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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "genjin.yaml").write_text(YAML, "utf-8")
    return tmp_path


@pytest.fixture
def office(home: Path) -> Iterator[Office]:
    office = Office.at(Location(path=home / "book.db"))
    office.reads(
        FakeMailbox(
            inbox=[mail(id=f"in-{n}", day=n, answers="out" if n else "") for n in range(3)],
            outbox=[sent(id="out", day=-1)],
        )
    )
    finish(office)
    yield office
    office.book.close()


def finish(
    office: Office, account: str = "anna", ago: timedelta = timedelta(minutes=2), **more: object
) -> None:
    """The folders of an account as they stand after a whole pass, so long ago."""
    at = datetime.now(UTC) - ago
    with office.book.begin() as page:
        for folder, role in (("INBOX", "inbox"), ("Sent", "sent")):
            cursor = page.folders.cursor(account, folder, role)
            page.folders.move(replace(cursor, is_whole=True, checked=at, counted=at, **more))  # type: ignore[arg-type]


def moved(office: Office, **changes: object) -> Cursor:
    """The cursor of the inbox, changed."""
    with office.book.begin() as page:
        cursor = replace(page.folders.cursor("anna", "INBOX", "inbox"), **changes)  # type: ignore[arg-type]
        page.folders.move(cursor)
    return cursor


def status(home: Path, *words: str) -> tuple[int, str]:
    run = genjin("--home", str(home), "status", *words)
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    return run.exit_code, run.output


def as_json(home: Path, *words: str) -> dict[str, object]:
    values: dict[str, object] = json.loads(status(home, *words, "--format", "json")[1])
    return values


class TestStatus:
    @pytest.mark.usefixtures("office")
    def test_a_book_that_holds_everything_needs_nobody(self, home: Path) -> None:
        code, said = status(home)

        assert code == 0, said
        assert "All 2 folders of 1 account are covered: 4 mails on the servers, 4 in the book." in said
        assert "2 min ago" in said

    def test_a_mail_the_book_does_not_hold_is_exit_3(self, office: Office, home: Path) -> None:
        moved(office, on_server=4)

        code, said = status(home, "--problems")

        assert code == 3
        assert "1 mail on the server is not in the book" in said
        assert "Sent" not in said.splitlines()[2]

    def test_a_mail_that_left_the_server_is_kept_and_shown_beside(self, office: Office, home: Path) -> None:
        cursor = moved(office, on_server=2)
        with office.book.begin() as page:
            page.folders.lay_beside(cursor, [1, 3])

        code, said = status(home)

        assert code == 0, said
        assert "1 kept, left the server" in said
        assert "4 mails" in said

    def test_a_mail_that_moved_to_another_folder_has_not_left(self, office: Office, home: Path) -> None:
        cursor = moved(office, on_server=2)
        with office.book.begin() as page:
            page.folders.lay_beside(cursor, [1, 3])
            number = page.mails.under("in-1@test.example")
            assert number is not None
            page.folders.note(Place("anna", "Sent", 7, 2), mail=number.id)
            page.folders.move(replace(page.folders.cursor("anna", "Sent", "sent"), on_server=2))

        assert [row["left"] for row in as_json(home)["folders"]] == [0, 0]  # type: ignore[attr-defined]
        assert status(home)[0] == 0

    def test_a_folder_with_new_numbers_counts_the_new_ones_only(self, office: Office, home: Path) -> None:
        office.reads(FakeMailbox(inbox=[mail(id=f"in-{n}", day=n) for n in range(3)], uidvalidity=8))
        with office.book.begin() as page:
            page.folders.renumbered(page.folders.cursor("anna", "INBOX", "inbox"))
        finish(office)

        inbox = as_json(home)["folders"][0]  # type: ignore[index]

        assert (inbox["on_server"], inbox["stored"], inbox["left"], inbox["difference"]) == (3, 3, 0, 0)

    def test_mail_set_aside_is_a_part_of_the_sum_and_exit_3(self, office: Office, home: Path) -> None:
        with office.book.begin() as page:
            page.folders.set_aside(RawMail(b"?", MONDAY, Place("anna", "INBOX", 7, 4)), "Broken: it is.")
        moved(office, on_server=4, last_uid=4)

        code, said = status(home)

        assert code == 3
        assert "4 in the book, 1 set aside." in said
        assert "Broken: it is." in said

    def test_what_was_deleted_before_it_could_be_read_is_told(self, office: Office, home: Path) -> None:
        with office.book.begin() as page:
            page.folders.note(Place("anna", "INBOX", 7, 4))
        finish(office)

        code, said = status(home)

        assert (code, "1 deleted unread" in said) == (0, True)

    def test_one_account_can_be_asked_for(self, office: Office, home: Path) -> None:
        office.reads(FakeMailbox("old", inbox=[mail(id="x", day=9)]))
        finish(office, "old", timedelta(days=30))

        code, said = status(home, "--account", "old")
        wrong = genjin("--home", str(home), "status", "--account", "ana")

        assert (code, "no longer read" in said, "anna" in said) == (0, True, False)
        assert wrong.exit_code == 1
        assert "There is no account `ana` in genjin.yaml or the book. There are anna, old." in wrong.output

    def test_due_says_that_its_list_may_be_short(self, office: Office, home: Path) -> None:
        finish(office, ago=timedelta(hours=5))

        said = genjin("--home", str(home), "due", "--everybody")

        assert said.exit_code == 0
        assert "No mailbox has been read for 5 hours" in said.output

    def test_due_counts_nothing_and_says_what_status_says(self, office: Office, home: Path) -> None:
        finish(office, ago=timedelta(minutes=90))

        with office.reader() as reader:
            late = health.lateness(reader, load_settings(Home(home)), datetime.now(UTC))
            all_of_it = health.examined(reader, load_settings(Home(home)), datetime.now(UTC))

        assert late == all_of_it.problems
        assert "for 1 hour" in late[0]

    @pytest.mark.usefixtures("office")
    def test_programs_get_every_count(self, home: Path) -> None:
        values = as_json(home)
        table = list(csv.DictReader(io.StringIO(status(home, "--format", "csv")[1])))

        keys = {"summary", "folders", "set_aside", "totals", "trouble", "missing_sent"}
        keys |= {"portals_changed", "portals_left_out", "rules", "rules_refused"}
        assert set(values) == keys
        assert values["folders"][0] | {"checked": 0, "read": 0, "counted": 0} == {  # type: ignore[index]
            "account": "anna", "folder": "INBOX", "role": "inbox", "state": "current", "on_server": 3,
            "stored": 3, "older": 0, "since": None, "waiting": 0, "set_aside": 0, "difference": 0, "left": 0,
            "gone": 0, "lag": 0, "errors": 0, "problems": [], "checked": 0, "read": 0, "counted": 0,
        }  # fmt: skip
        assert [row["folder"] for row in table] == ["INBOX", "Sent"]


def test_counting_is_the_same_on_every_database(book: Book, tmp_path: Path) -> None:
    office = Office(book, Office.at(tmp_path / "other.db").intake)
    with book.begin() as page:
        page.folders.move(
            Cursor("anna", "INBOX", "inbox", 7, 9, on_server=9, older=4, since="2024-01-01", lag=3)
        )
        for uid in (1, 2, 3):
            page.folders.set_aside(RawMail(b"?", MONDAY, Place("anna", "INBOX", 7, uid)), "Broken.")
        page.folders.lay_beside(Cursor("anna", "INBOX", "inbox", 7), [1, 2])
        page.folders.note(Place("anna", "INBOX", 7, 4))

    with office.reader() as reader:
        folder = the_only_folder(reader.folders())

    assert folder == FolderState(
        "anna", "INBOX", "inbox", 9, 0, 2, gone=1, older=4, since="2024-01-01", last_uid=9, lag=3
    )


def the_only_folder(folders: list[FolderState]) -> FolderState:
    (folder,) = folders
    return folder


CHINESE = (
    replace(WELL, on_server=20_312, stored=8_000, set_aside=11, lag=4, older=12_301, since="2024-01-01"),
    replace(SENT, folder="已发送邮件", stored=41, left=7),
    replace(WELL, folder="客户/德国 - 诺德利希特贸易有限公司", stored=97, errors=3),
    replace(WELL, account="archive:2019.mbox", folder="2019.mbox"),
)


@pytest.mark.parametrize("width", [80, 99])
def test_a_narrow_terminal_gets_blocks_that_keep_the_sum(width: int) -> None:
    coloured = render.blocks(lists.folder_blocks(covered(*CHINESE), MONDAY + HOUR), width)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", coloured)

    assert all(cell_len(line) <= width for line in shown.splitlines())
    said = " ".join(shown.split())
    assert (
        "20,312 on the server = 8,000 in the book + 12,301 from before 2024-01-01 (`since`) + 11 set" in said
    )
    assert "40 on the server ≠ 41 in the book" in said


def test_the_daemon_may_ask_without_the_weight_of_a_database() -> None:
    heavy = ("sqlalchemy", "imapclient", "rich")
    code = f"import sys, worker.health; print([name for name in {heavy} if name in sys.modules])"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_the_file_of_the_demo_is_never_late(demo_state: Path) -> None:
    settings = load_settings(Home(demo_state / "genjin" / "demo"))

    assert coverage.patience(settings) == coverage.NEVER_STALE

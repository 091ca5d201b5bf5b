"""Is mail that was kept in files read whole, once, and without touching the files?"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes import MONDAY, FakeMailbox, Office, genjin, mail, sent
from model import RawMail
from store.folders import Cursor
from worker.archive import Archive, ArchiveError
from worker.archive.bring import bring_in, counted, counts_in_words, in_words
from worker.archive.drawers import arrival
from worker.archive.mbox import as_sent, envelope_time, letters

LATER = MONDAY + timedelta(days=100)
ROOT = Path(__file__).resolve().parent.parent
SETTINGS = """\
team:
  domains: [factory.example]
  reps:
    anna: {emails: [anna@factory.example]}
accounts:
  - {name: anna, rep: anna, host: imap.factory.example, user: anna, secret: {env: NOWHERE}}
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    yield office
    office.book.close()


def unix(raw: RawMail) -> bytes:
    """The mail with the line ends that files have."""
    return raw.content.replace(b"\r\n", b"\n")


def envelope(raw: RawMail, sender: str = "jana@nordlicht.example") -> bytes:
    return f"From {sender} {raw.received:%a %b %e %H:%M:%S %Y}\n".encode()


def mboxrd(mails: Sequence[RawMail], quote: bytes = rb"^(>*From )") -> bytes:
    quoted = (re.sub(quote, rb">\1", unix(raw), flags=re.MULTILINE) for raw in mails)
    return b"".join(envelope(raw) + each + b"\n" for raw, each in zip(mails, quoted, strict=True))


def mboxcl2(mails: Sequence[RawMail]) -> bytes:
    def measured(raw: RawMail) -> bytes:
        head, _, body = unix(raw).partition(b"\n\n")
        return head + b"\nContent-Length: %d\n\n" % len(body) + body

    return b"".join(envelope(raw) + measured(raw) + b"\n" for raw in mails)


def mboxcl(mails: Sequence[RawMail]) -> bytes:
    """Quoted and measured."""
    return mboxcl2(
        [
            replace(raw, content=re.sub(rb"^(>*From )", rb">\1", unix(raw), flags=re.MULTILINE))
            for raw in mails
        ]
    )


def maildir(folder: Path, mails: Sequence[RawMail], flags: str = "S", start: int = 1) -> Path:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(mails, start):
        path = folder / "cur" / f"{raw.received.timestamp():.0f}.M{number}P1.host:2,{flags}"
        path.write_bytes(unix(raw))
        at = raw.received.timestamp()
        os.utime(path, (at, at))
    return folder


def inbox(count: int, start: int = 0) -> list[RawMail]:
    return [
        mail(f"Please quote {n} pieces.", subject=f"Inquiry {n}", day=n, id=f"m{n}")
        for n in range(start, start + count)
    ]


def took(office: Office, path: Path, **more: Any) -> Any:
    with Archive(path, **more) as archive:
        return bring_in(archive, office.intake, lambda: LATER, lambda *_: None).report


def rows(office: Office, sql: str) -> list[Any]:
    path = office.book.location.path
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def read(content: bytes, limit: int = 1_000_000) -> list[bytes]:
    return [as_sent(each.content, each.quoted) for each in letters(BytesIO(content), limit)]


# -- where a mail ends ---------------------------------------------------------------------------------------


TRICKY = """Dear all,

From Monday on we are closed.
>From here on too.
From x@y.example Mon Mar  2 09:00:00 2026
Subject: no mail
"""


class TestMbox:
    def test_quoted_lines_come_back_as_they_were_written(self) -> None:
        mails = [mail(TRICKY, id="a"), mail("Short.", id="b")]

        found = read(mboxrd(mails))

        assert found == [_crlf(each) for each in mails]

    def test_a_length_that_leads_to_the_next_mail_is_believed_whatever_stands_between(self) -> None:
        mails = [mail(TRICKY, id="a"), mail("Short.", id="b")]

        found = read(mboxcl2(mails))

        assert found == [_crlf(each) for each in mails]

    def test_a_length_that_lies_is_not_believed(self) -> None:
        mails = [mail("Long enough to be cut.", id="a"), mail("Short.", id="b"), mail("Last.", id="c")]
        content = mboxrd(mails)
        first = content.replace(b"Subject: Inquiry\n", b"Subject: Inquiry\nContent-Length: 9\n", 1)
        later = content.replace(b"Subject: Inquiry\n", b"Subject: Inquiry\nContent-Length: 99999999\n", 1)

        found = [read(each) for each in (first, later)]

        assert found == [[_crlf(each) for each in mails]] * 2

    def test_a_sentence_that_begins_with_from_ends_no_mail_even_unquoted(self) -> None:
        content = envelope(mail()) + unix(
            mail("Hello,\n\nFrom Monday to Friday: closed.\nNote: we are here.\n")
        )

        assert len(read(content)) == 1

    def test_no_blank_line_before_the_next_mail_is_no_trouble(self) -> None:
        mails = inbox(3)
        content = b"".join(envelope(raw) + unix(raw) for raw in mails)

        assert read(content) == [_crlf(each) for each in mails]

    @pytest.mark.parametrize(
        "line",
        [
            b"From - Mon Mar 02 09:00:00 2026\n",
            b"From \n",
            b"From 1790000000000000001@xxx Mon Mar 02 09:00:00 +0000 2026\n",
            b"From jana@nordlicht.example  Mon Mar  2 09:00:00 2026 remote from gate\n",
            b"From jana 2026-03-02 09:00:00\n",
        ],
        ids=["thunderbird", "thunderbird today", "takeout", "uucp", "iso"],
    )
    def test_every_programs_envelope_is_known(self, line: bytes) -> None:
        mails = inbox(3)
        content = b"".join(line + unix(raw) + b"\n" for raw in mails)

        assert read(content) == [_crlf(each) for each in mails]

    def test_crlf_files_give_the_same_mails(self) -> None:
        mails = [mail(TRICKY, id="a"), mail("Short.", id="b")]

        assert read(mboxrd(mails).replace(b"\n", b"\r\n")) == read(mboxrd(mails))

    def test_what_the_program_added_to_keep_a_mail_is_taken_off(self) -> None:
        raw = mail(id="a")
        added = b"X-Mozilla-Status: 0001\nX-Mozilla-Keys:  \n\t\nStatus: RO\nX-UID: 7\n"
        content = envelope(raw) + added + unix(raw) + b"\n"

        assert read(content) == [_crlf(raw)]

    def test_a_mail_above_the_limit_is_cut_and_the_next_one_whole(self) -> None:
        mails = [mail("x" * 70 + "\n" * 2, id="a"), mail("y\n" * 900_000, id="b"), mail("Short.", id="c")]

        found = list(letters(BytesIO(mboxrd(mails)), 100_000))

        assert [each.complete for each in found] == [True, False, True]
        assert len(found[1].content) == 100_000
        assert as_sent(found[2].content) == _crlf(mails[2])

    @settings(max_examples=60, deadline=None)
    @given(
        bodies=st.lists(
            st.lists(
                st.sampled_from(
                    [
                        "",
                        "From x",
                        ">From y",
                        "From a@b.example Mon Mar  2 09:00:00 2026",
                        "Subject: z",
                        "words",
                    ]
                ),
                max_size=8,
            ),
            min_size=1,
            max_size=5,
        ),
        chunk=st.integers(1, 3000),
        kind=st.sampled_from([mboxrd, mboxcl]),
    )
    def test_whatever_stands_in_the_mails_and_however_the_file_is_cut_up(
        self, bodies: list[list[str]], chunk: int, kind: Any
    ) -> None:
        heads = [b"From: a@b.example\nSubject: %d\n\n" % number for number in range(len(bodies))]
        mails = [
            RawMail(head + "\n".join([*lines, "end", ""]).encode(), MONDAY)
            for head, lines in zip(heads, bodies, strict=True)
        ]

        class Slow(BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                return super().read(min(chunk, size or 0))

        found = [as_sent(each.content, each.quoted) for each in letters(Slow(kind(mails)), 10_000)]

        assert found == [_crlf(each) for each in mails]

    @settings(max_examples=200, deadline=None)
    @given(
        st.lists(
            st.sampled_from(
                [b"From ", b"From a Mon Mar  2 09:00:00 2026", b"\n", b"\r\n", b">", b"A: b", b"\0\xff"]
            )
        )
        | st.lists(st.binary(max_size=50)),
        st.integers(1, 200),
    )
    def test_any_bytes_are_read_to_their_end_and_none_twice(self, pieces: list[bytes], limit: int) -> None:
        content = b"".join(pieces)

        ends = [each.end for each in letters(BytesIO(content), limit)]

        assert ends == sorted(set(ends))
        assert (ends or [0])[-1] >= len(content.rstrip(b"\r\n"))

    def test_the_time_of_an_envelope_is_understood_with_and_without_a_zone(self) -> None:
        lines = (
            b"From a@b.example Mon Mar  2 09:00:00 2026",
            b"From 17@xxx Mon Mar 02 17:00:00 +0800 2026",
            b"From a Mon Mar  2 09:00:00 2026 +0000",
            b"From a Mon Mar  2 09:00 2026",
        )

        assert [envelope_time(line) for line in lines] == [MONDAY] * 4
        assert envelope_time(b"From a Mon Mar 99 09:00:00 2026") is None
        assert envelope_time(b"From -") is None


def _crlf(raw: RawMail) -> bytes:
    return unix(raw).replace(b"\n", b"\r\n")


# -- when a mail came ----------------------------------------------------------------------------------------


class TestArrival:
    def test_our_own_server_says_it_best(self) -> None:
        received = b"Received: from a by b;\r\n Mon, 2 Mar 2026 10:00:00 +0100\r\n"
        head = received + b"Date: Sun, 1 Mar 2026 09:00:00 +0000\r\n\r\n"

        assert arrival(head, LATER) == MONDAY

    def test_a_mail_of_ours_came_when_it_was_written_not_when_its_file_was_copied(self) -> None:
        assert arrival(b"Date: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\n", LATER) == MONDAY

    def test_nothing_comes_later_than_the_store_says_but_for_a_missing_zone(self) -> None:
        head = b"Received: by b; Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\n"

        assert arrival(head, MONDAY - timedelta(hours=13)) == MONDAY
        assert arrival(head, MONDAY - timedelta(days=3)) == MONDAY - timedelta(days=3)

    def test_without_any_word_of_it_the_store_is_believed(self) -> None:
        assert arrival(b"Subject: x\r\nDate: soon\r\n\r\n", LATER) == LATER


# -- into the book -------------------------------------------------------------------------------------------


def sources(folder: Path, mails: Sequence[RawMail]) -> dict[str, Path]:
    """The same mails in every form there is."""
    made = {
        "mbox": folder / "old.mbox",
        "gzip": folder / "old.mbox.gz",
        "maildir": maildir(folder / "Maildir", mails),
        "eml": folder / "mails",
        "zip of eml": folder / "mails.zip",
        "zip of mbox": folder / "takeout.zip",
        "no ending": folder / "Inbox",
    }
    made["mbox"].write_bytes(mboxrd(mails))
    made["no ending"].write_bytes(mboxrd(mails))
    made["gzip"].write_bytes(gzip.compress(mboxrd(mails)))
    made["eml"].mkdir()
    with zipfile.ZipFile(made["zip of eml"], "w") as packed:
        for number, raw in enumerate(mails):
            path = made["eml"] / f"mail {number}.eml"
            path.write_bytes(unix(raw))
            os.utime(path, (raw.received.timestamp(), raw.received.timestamp()))
            packed.writestr(f"box/mail {number}.eml", unix(raw))
    with zipfile.ZipFile(made["zip of mbox"], "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Takeout/Mail/All mail.mbox", mboxrd(mails))
    return made


FORMS = ("mbox", "gzip", "maildir", "eml", "zip of eml", "zip of mbox", "no ending")


class TestTakingIn:
    @pytest.mark.parametrize("form", FORMS)
    def test_the_book_is_that_of_a_server_with_the_same_mail(
        self, form: str, office: Office, tmp_path: Path
    ) -> None:
        mails = [*inbox(23), mail("No id.", id="", subject="plain", day=30)]
        other = Office.at(tmp_path / "other.db")
        other.reads(FakeMailbox(inbox=[replace(raw, content=_crlf(raw)) for raw in mails]))
        other.book.close()

        report = took(office, sources(tmp_path, mails)[form])

        sql = "SELECT key, kind, own_words, subject, date, received, direction FROM mail ORDER BY key"
        assert report.new == 24
        assert rows(office, sql) == rows(other, sql)
        owed = "SELECT duty, cause, opened, due, because FROM follow_up ORDER BY duty, cause"
        assert rows(office, owed) == rows(other, owed)

    @pytest.mark.parametrize("form", FORMS)
    def test_a_second_run_finds_nothing_new(self, form: str, office: Office, tmp_path: Path) -> None:
        path = sources(tmp_path, inbox(12))[form]
        took(office, path)
        before = rows(office, "SELECT * FROM place")

        report = took(office, path)

        assert (report.new, report.again, report.set_aside) == (0, 0, 0)
        assert rows(office, "SELECT * FROM place") == before

    @pytest.mark.parametrize("form", FORMS)
    def test_a_run_that_was_stopped_goes_on_where_it_was(
        self, form: str, office: Office, tmp_path: Path, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr("worker.archive.box.BATCH_MAILS", 5)
        path = sources(tmp_path, inbox(23))[form]
        office.intake.stopping = lambda: True
        first = took(office, path)
        office.intake.stopping = lambda: False

        rest = took(office, path)

        assert (first.new, rest.new, rest.again) == (5, 18, 0)

    @pytest.mark.parametrize("form", ["mbox", "gzip", "maildir", "eml", "zip of eml", "zip of mbox"])
    def test_one_that_has_grown_is_read_on(self, form: str, office: Office, tmp_path: Path) -> None:
        took(office, sources(tmp_path / _made(tmp_path / "a"), inbox(5))[form])
        for each in (tmp_path / "a").iterdir():
            _removed(each)

        report = took(office, sources(tmp_path / "a", inbox(8))[form])

        assert (report.new, report.again) == (3, 0)

    @pytest.mark.parametrize("form", ["mbox", "gzip", "maildir", "eml"])
    def test_one_that_was_changed_is_read_again_and_nothing_doubles(
        self, form: str, office: Office, tmp_path: Path
    ) -> None:
        mails = inbox(8)
        took(office, sources(_made(tmp_path / "a"), mails)[form])
        for each in (tmp_path / "a").iterdir():
            _removed(each)
        changed = [*mails[:2], *mails[3:], *inbox(1, 50)]

        report = took(office, sources(tmp_path / "a", changed)[form])

        assert report.new == 1
        assert len(rows(office, "SELECT id FROM mail")) == 9
        assert len(rows(office, "SELECT uid FROM place WHERE NOT has_left")) == 8

    def test_mail_that_a_server_had_already_only_gains_a_place(self, office: Office, tmp_path: Path) -> None:
        mails = inbox(4)
        office.reads(FakeMailbox(inbox=mails))
        path = tmp_path / "old.mbox"
        path.write_bytes(mboxrd(mails))

        report = took(office, path)

        assert (report.new, report.again) == (0, 4)
        assert rows(office, "SELECT count(*), count(DISTINCT mail_id) FROM place") == [(8, 4)]

    def test_the_mail_counts_for_the_rep_of_the_account_that_was_named(
        self, office: Office, tmp_path: Path
    ) -> None:
        path = tmp_path / "old.mbox"
        path.write_bytes(mboxrd([mail(to="sales@factory.example")]))

        took(office, path, owner="bo")

        assert rows(office, "SELECT account, rep FROM mail") == [("archive:bo", "bo")]

    def test_mail_of_ours_is_read_before_the_answers_to_it(self, office: Office, tmp_path: Path) -> None:
        profile = _made(tmp_path / "profile" / "Mail")
        (profile / "Inbox").write_bytes(mboxrd([mail("Yes.", day=2, answers="offer")]))
        (profile / "Inbox.msf").write_bytes(b'// <!-- <mdb:mork:z v="1.4"/> -->\n')
        _made(profile / "Inbox.sbd")
        (profile / "Inbox.sbd" / "Sent").write_bytes(mboxrd([sent(day=1, id="offer")]))

        with Archive(tmp_path / "profile") as archive:
            bring_in(archive, office.intake, lambda: LATER, lambda *_: None)

            assert {each.name: each.role for each in archive.folders()} == {
                "profile/Mail/Inbox": "inbox",
                "profile/Mail/Inbox.sbd/Sent": "sent",
            }
            assert list(archive.strangers) == ["profile/Mail/Inbox.msf"]
        assert rows(office, "SELECT subject FROM mail ORDER BY id")[0] == ("Inquiry",)
        assert rows(office, "SELECT direction FROM mail ORDER BY id") == [("out",), ("in",)]

    def test_the_role_can_be_told(self, tmp_path: Path) -> None:
        path = tmp_path / "2019.mbox"
        path.write_bytes(mboxrd([sent()]))

        with Archive(path, role="sent") as archive:
            assert [each.role for each in archive.folders()] == ["sent"]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _removed(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


# -- Maildir -------------------------------------------------------------------------------------------------


class TestMaildir:
    def test_folders_below_have_readable_names_and_roles(self, tmp_path: Path) -> None:
        box = maildir(tmp_path / "Maildir", inbox(2))
        for name in (".Sent", ".&XfJT0ZAB-", ".Customers.Nordlicht", ".Drafts", ".Trash"):
            maildir(box / name, inbox(1, 10))

        with Archive(box) as archive:
            found = {each.name: each.role for each in archive.folders()}

            assert found == {
                "Maildir": "inbox",
                "Maildir/Customers.Nordlicht": "inbox",
                "Maildir/Sent": "sent",
                "Maildir/已发送": "sent",
            }
            assert sorted(archive.left_out) == ["Maildir/Drafts", "Maildir/Trash"]

    def test_flags_may_change_between_two_runs(self, office: Office, tmp_path: Path) -> None:
        box = maildir(tmp_path / "Maildir", inbox(3), flags="")
        took(office, box)
        for path in (box / "cur").iterdir():
            path.rename(path.with_name(path.name + "RS"))

        report = took(office, box)

        assert (report.new, report.again) == (0, 0)

    def test_a_mail_whose_flags_change_while_it_is_read_is_found_again(
        self, office: Office, tmp_path: Path
    ) -> None:
        box = maildir(tmp_path / "Maildir", inbox(3), flags="")
        with Archive(box) as archive:
            for path in list((box / "cur").iterdir()):
                path.rename(path.with_name(path.name + "S"))
            next((box / "cur").glob("*M2*")).unlink()

            report = bring_in(archive, office.intake, lambda: LATER, lambda *_: None).report

        assert (report.new, report.gone, report.set_aside) == (2, 1, 0)

    def test_drafts_and_deleted_mail_are_left_out(self, office: Office, tmp_path: Path) -> None:
        box = maildir(tmp_path / "Maildir", inbox(1), flags="D")
        maildir(box, inbox(1, 5), flags="ST", start=5)
        maildir(box, inbox(1, 9), flags="RS", start=9)

        report = took(office, box)

        assert (report.new, report.gone) == (1, 2)

    def test_nothing_of_it_changes(self, office: Office, tmp_path: Path) -> None:
        made = sources(_made(tmp_path / "kept"), inbox(6))
        paths = sorted((tmp_path / "kept").rglob("*"))
        contents = {path: path.read_bytes() for path in paths if path.is_file()}
        for path in paths:  # long unread: the system would note the next reading
            os.utime(path, (time.time() - 400_000, path.stat().st_mtime))
        before = _stats(paths)

        for path in made.values():
            took(office, path)

        assert _stats(paths) == before
        assert sorted((tmp_path / "kept").rglob("*")) == paths
        assert {path: path.read_bytes() for path in contents} == contents


def _stats(paths: Sequence[Path]) -> dict[Path, tuple[int, int, int]]:
    stats = {path: path.stat() for path in paths}
    return {path: (stat.st_mode, stat.st_mtime_ns, stat.st_atime_ns) for path, stat in stats.items()}


# -- what is no mail -----------------------------------------------------------------------------------------


class TestLeftOut:
    def test_what_was_deleted_and_not_yet_swept_away_stays_out(self, office: Office, tmp_path: Path) -> None:
        mails = inbox(3)
        lines = [b"X-Mozilla-Status: 0001\n", b"X-Mozilla-Status: 0009\n", b"X-Mozilla-Status: 0000\n"]
        path = tmp_path / "Inbox"
        path.write_bytes(
            b"".join(envelope(raw) + line + unix(raw) + b"\n" for raw, line in zip(mails, lines, strict=True))
        )

        report = took(office, path)

        assert (report.new, report.gone) == (2, 1)

    def test_drafts_and_spam_of_googles_one_file_stay_out(self, office: Office, tmp_path: Path) -> None:
        labels = [
            b"X-Gmail-Labels: Inbox,Opened\n",
            b"X-Gmail-Labels: Spam,Unread\n",
            b"X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=\n",
            b"X-Gmail-Labels: =?UTF-8?B?6I2J56i/?=,Opened\n",
        ]
        path = tmp_path / "All mail.mbox"
        path.write_bytes(
            b"".join(
                envelope(raw) + line + unix(raw) + b"\n" for raw, line in zip(inbox(4), labels, strict=True)
            )
        )

        report = took(office, path)

        assert (report.new, report.gone) == (1, 3)

    @pytest.mark.parametrize(
        ("beginning", "tool"),
        [
            (b"!BDN" + b"\0" * 600, "readpst"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msgconvert"),
            (b"7z\xbc\xaf", "Unpack"),
        ],
    )
    def test_what_is_not_read_here_is_said_with_the_tool_that_makes_mail_of_it(
        self, beginning: bytes, tool: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "mail.mbox"
        path.write_bytes(beginning)

        with pytest.raises(ArchiveError, match=tool):
            Archive(path)

    def test_a_file_that_is_no_mail_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.mbox"
        path.write_text("Dear diary,\nFrom today on: no more mail.\n")

        with pytest.raises(ArchiveError, match="holds no mail"):
            Archive(path)

    def test_pipes_links_in_a_circle_and_strange_names_stop_nothing(
        self, office: Office, tmp_path: Path
    ) -> None:
        folder = _made(tmp_path / "mails")
        os.mkfifo(folder / "pipe.eml")
        (folder / "circle").symlink_to(folder)
        (folder / "nowhere.eml").symlink_to(folder / "not there")
        (folder / "R&D.eml").write_bytes(unix(mail(id="a")))
        Path(os.fsdecode(bytes(folder) + b"/b\xff\xfe.eml")).write_bytes(unix(mail(id="b")))
        _made(folder / "R&D &XfJT0ZAB-")
        (folder / "R&D &XfJT0ZAB-" / "c.eml").write_bytes(unix(mail(id="c")))

        assert took(office, folder).new == 3
        assert took(office, folder).new == 0

    def test_a_zip_without_mail_is_refused_and_closed(self, tmp_path: Path) -> None:
        path = tmp_path / "photos.zip"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("a.jpg", b"\xff\xd8\xff")

        with pytest.raises(ArchiveError, match="holds no mail"):
            Archive(path)

    def test_an_empty_mbox_is_no_mistake(self, office: Office, tmp_path: Path) -> None:
        path = tmp_path / "Inbox"
        path.touch()

        assert took(office, path).new == 0

        path.write_bytes(mboxrd(inbox(2)))
        assert took(office, path).new == 2


# -- damage --------------------------------------------------------------------------------------------------


class TestDamage:
    def test_a_torn_gzip_gives_what_is_whole_and_says_the_rest(self, office: Office, tmp_path: Path) -> None:
        noise = random.Random(3)
        mails = [mail(noise.randbytes(3000).hex(), id=f"n{n}", subject=f"S {n}", day=n) for n in range(400)]
        whole = gzip.compress(mboxrd(mails))
        path = tmp_path / "old.mbox.gz"
        path.write_bytes(whole[: len(whole) * 2 // 3])

        with Archive(path) as archive:
            result = bring_in(archive, office.intake, lambda: LATER, lambda *_: None)
            said = "\n".join(in_words(result, archive))
        path.write_bytes(whole)
        rest = took(office, path)

        assert 150 < result.report.new < 400
        assert "Cannot be read: old.mbox.gz" in said
        assert result.report.new + rest.new == 400

    def test_one_unreadable_file_stops_no_other(self, office: Office, tmp_path: Path) -> None:
        folder = _made(tmp_path / "mails")
        for number, raw in enumerate(inbox(4)):
            (folder / f"{number}.eml").write_bytes(unix(raw))
        with Archive(folder) as archive:
            (folder / "2.eml").unlink()
            (folder / "2.eml").mkdir()

            report = bring_in(archive, office.intake, lambda: LATER, lambda *_: None).report
        said = rows(office, "SELECT error FROM set_aside")
        (folder / "2.eml").rmdir()
        (folder / "2.eml").write_bytes(unix(inbox(4)[2]))

        assert (report.new, report.set_aside) == (3, 1)
        assert said == [("2.eml: Is a directory.",)]
        assert took(office, folder).new == 1
        assert rows(office, "SELECT * FROM set_aside") == []

    def test_a_bomb_is_not_unpacked(self, office: Office, tmp_path: Path) -> None:
        path = tmp_path / "bomb.zip"
        beginning = mboxrd(inbox(1))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("good.eml", unix(mail(id="good")))
            packed.writestr("bomb.mbox", beginning + b"\0" * 80_000_000)
        (tmp_path / "bomb.gz").write_bytes(gzip.compress(beginning + b"\0" * 80_000_000))

        with Archive(path) as archive:
            report = bring_in(archive, office.intake, lambda: LATER, lambda *_: None).report
            assert "far more than mail does" in archive.troubles[0]
        with Archive(tmp_path / "bomb.gz") as archive:
            bring_in(archive, office.intake, lambda: LATER, lambda *_: None)
            assert "far more than mail does" in archive.troubles[0]

        assert report.new == 1

    def test_a_zip_with_a_password_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "mails.zip"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("a.eml", unix(mail()))
        content = bytearray(path.read_bytes())
        for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content[content.index(sign) + at] |= 1
        path.write_bytes(content)

        with Archive(path) as archive:
            assert "password" in archive.troubles[0]

    def test_the_memory_it_takes_does_not_grow_with_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "big.mbox"
        with path.open("wb") as file:
            for number in range(400):
                file.write(mboxrd([mail("x" * 70 + "\n" + "y" * 100_000, id=f"b{number}", day=number)]))
        archive = Archive(path)
        tracemalloc.start()
        count = sum(len(batch.mails) for batch in archive.new_mail(Cursor("a", "big.mbox", "inbox")))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert path.stat().st_size > 40_000_000
        assert count == 400
        assert peak < 30_000_000


# -- the counts and the command ------------------------------------------------------------------------------


class TestKilled:
    def test_killed_anywhere_and_run_again_the_book_is_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "old.mbox"
        mails = [mail(subject=f"S{n}", sender=f"Kai <k@c{n % 90}.example>", day=n / 9) for n in range(900)]
        path.write_bytes(mboxrd(mails))
        home = _made(tmp_path / "home")
        (home / "genjin.yaml").write_text(SETTINGS)
        words = [sys.executable, str(ROOT / "cli.py"), "--home", str(home), "sync", "--from", str(path)]

        running = [_killed(words, home / "genjin.db", after) for after in (100, 400, 700)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)

        fresh = Office.at(tmp_path / "fresh.db")
        took(fresh, path)
        book = Office.at(home / "genjin.db")
        assert done.returncode in (0, 3), done.stderr
        assert any(running)
        for sql in (
            "SELECT id, key, subject FROM mail ORDER BY id",
            "SELECT folder, uidvalidity, uid, mail_id, has_left FROM place ORDER BY uid",
            "SELECT folder, uidvalidity, last_uid, uidnext, highestmodseq, on_server FROM cursor",
            "SELECT customer_id, duty, cause, due FROM follow_up ORDER BY customer_id, duty, cause",
        ):
            assert rows(book, sql) == rows(fresh, sql)
        for office in (book, fresh):
            office.book.close()


def _killed(words: list[str], book: Path, after: int) -> bool:
    """Kill it once so many mails are stored. Was it still running?"""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        while child.poll() is None and _stored(book) < after:
            time.sleep(0.01)
        running = child.poll() is None
        child.kill()
    return running


def _stored(book: Path) -> int:
    if not book.exists():
        return 0
    with closing(sqlite3.connect(book, timeout=30)) as connection, suppress(sqlite3.OperationalError):
        return int(connection.execute("SELECT count(*) FROM mail").fetchone()[0])
    return 0


class TestCounts:
    def test_mails_bytes_days_and_what_the_book_has_are_counted_and_nothing_is_taken_in(
        self, office: Office, tmp_path: Path
    ) -> None:
        mails = inbox(5)
        office.reads(FakeMailbox(inbox=mails[:2]))
        path = tmp_path / "old.mbox"
        path.write_bytes(mboxrd(mails))

        with Archive(path) as archive:
            (count,) = counted(archive, office.book)
            said = "\n".join(counts_in_words([count], archive))

        assert (count.mails, count.known) == (5, 2)
        assert (count.oldest, count.newest) == (MONDAY, MONDAY + timedelta(days=4))
        assert count.bytes == sum(len(_crlf(each)) for each in mails)
        assert re.match(r"old.mbox \(inbox\): 5 mails, .* from 2026-03-02 to 2026-03-06, 2 of them in", said)
        assert len(rows(office, "SELECT id FROM mail")) == 2
        assert len(rows(office, "SELECT uid FROM place")) == 2

    def test_what_was_counted_is_what_is_taken_in(self, office: Office, tmp_path: Path) -> None:
        for form, path in sources(
            tmp_path, [*inbox(9), mail("x", subject="once more", id="m3", day=3)]
        ).items():
            with Archive(path) as archive:
                counts = list(counted(archive, office.book))
            other = Office.at(tmp_path / f"{form}.db")
            report = took(other, path)
            other.book.close()

            assert sum(count.mails for count in counts) == report.new + report.again, form


class TestCommand:
    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        home = _made(tmp_path / "home")
        (home / "genjin.yaml").write_text(SETTINGS)
        return home

    def test_it_counts_then_takes_in_then_finds_nothing_new(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "old.mbox"
        path.write_bytes(mboxrd([mail(subject=f"S{n}", id=f"c{n}", day=n) for n in range(3)]))
        words = ("--home", str(home), "sync", "--from", str(path), "--account", "anna")

        dry, first, second = genjin(*words, "--dry-run"), genjin(*words), genjin(*words)

        assert (dry.exit_code, first.exit_code, second.exit_code) == (0, 0, 0), first.output
        assert "old.mbox (inbox): 3 mails" in dry.output
        assert "archive:anna: 3 new" in first.output
        assert second.output == "archive:anna: nothing new.\n"
        assert (
            "nordlicht.example"
            in genjin("--home", str(home), "due", "--everybody", "--format", "json").output
        )

    def test_what_cannot_be_read_is_said_and_needs_a_person(self, home: Path, tmp_path: Path) -> None:
        folder = _made(tmp_path / "mails")
        (folder / "a.eml").write_bytes(unix(mail()))
        (folder / "backup.pst").write_bytes(b"!BDN" + bytes(100))

        result = genjin("--home", str(home), "sync", "--from", str(folder))

        assert result.exit_code == 3
        assert "1 new" in result.output
        assert "mails/backup.pst is an Outlook data file" in result.output

    def test_a_wrong_option_or_file_is_said_in_a_sentence(self, home: Path, tmp_path: Path) -> None:
        note = tmp_path / "note.txt"
        note.write_text("Buy milk.")
        words = ("--home", str(home), "sync")

        results = [
            genjin(*words, "--role", "sent"),
            genjin(*words, "--from", str(note)),
            genjin(*words, "--from", str(note), "--account", "bob"),
        ]

        assert [each.exit_code for each in results] == [2, 1, 1]
        assert "holds no mail that can be read" in results[1].output
        assert "There is no account `bob`" in results[2].output

    def test_status_counts_what_was_read_and_does_not_wait_for_more(self, home: Path, tmp_path: Path) -> None:
        path = tmp_path / "old.mbox"
        path.write_bytes(mboxrd([mail(subject=f"S{n}", id=f"c{n}", day=n) for n in range(3)]))
        genjin("--home", str(home), "sync", "--from", str(path))

        folders = json.loads(genjin("--home", str(home), "status", "--format", "json").output)["folders"]

        (archived,) = [each for each in folders if each["account"] == "archive:old.mbox"]
        assert (archived["on_server"], archived["stored"]) == (3, 3)

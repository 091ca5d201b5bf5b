"""Does Genjin run by itself: new mail comes in, an ill server harms nobody else, a signal ends it well?"""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import Office, mail
from faults import FaultProxy, Rule
from post import USERS, Post, account
from worker import daemon
from worker.daemon import LONGEST_WAIT, Watch, backoff
from worker.demo.server import ImapServer
from worker.settings import Secret

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
"""Seconds until a daemon that does not do what it should counts as broken."""
HURRIED = """\
import cli
from worker import daemon

daemon.PATIENCE = 1.0
watch = daemon.Watch
daemon.Watch = lambda intake, folder, every, stop: watch(intake, folder, 0.2, stop)
cli.main()
"""
"""`genjin` with a poll every moment: genjin.yaml allows none below a minute."""
SETTINGS = """\
team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}
accounts:
"""
ACCOUNT = (
    "  - {{name: {name}, rep: anna, host: 127.0.0.1, port: {port}, tls: none, "
    "user: {user}, secret: {{env: {variable}}}}}\n"
)


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    with ImapServer(USERS) as server:
        yield server


@pytest.fixture
def post(server: ImapServer, request: pytest.FixtureRequest) -> Post:
    """A mailbox of its own for every test."""
    number = [item.nodeid for item in request.session.items].index(request.node.nodeid) % len(USERS)
    post = Post(server, f"user{number}")
    with post.client() as client:
        client.create_folder("Sent")
    return post


def letters(count: int, start: int = 1) -> list[bytes]:
    return [mail(f"letter {number}", id=f"m{number}").content for number in range(start, start + count)]


class Running:
    """A daemon in a process of its own."""

    def __init__(self, folder: Path, accounts: dict[str, tuple[int, str]]) -> None:
        lines = [
            ACCOUNT.format(name=name, port=port, user=user, variable=f"GENJIN_TEST_{user.upper()}")
            for name, (port, user) in accounts.items()
        ]
        (folder / "genjin.yaml").write_text(SETTINGS + "".join(lines), encoding="utf-8")
        self._book = folder / "genjin.db"
        secrets = {f"GENJIN_TEST_{user.upper()}": USERS[user] for _, user in accounts.values()}
        self.child = subprocess.Popen(
            [sys.executable, "-c", HURRIED, "--home", str(folder), "run"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | secrets,
        )

    def ends(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; its exit code and all it said."""
        self.child.send_signal(number)
        said, _ = self.child.communicate(timeout=PATIENCE)
        return self.child.returncode, said

    def stored(self) -> int:
        with_mails = self.rows("SELECT count(*) FROM sqlite_master WHERE name = 'mail'")[0][0]
        return int(self.rows("SELECT count(*) FROM mail")[0][0]) if with_mails else 0

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._book, timeout=30)) as connection:
            return connection.execute(sql).fetchall()

    def waits_for(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.child.poll() is None, self.child.communicate()[0]
            assert time.monotonic() < end, "the daemon does not do it"
            time.sleep(0.05)


@contextmanager
def running(folder: Path, **accounts: tuple[int, str]) -> Iterator[Running]:
    daemon_process = Running(folder, accounts)
    try:
        yield daemon_process
    finally:
        if daemon_process.child.poll() is None:
            daemon_process.child.kill()
            daemon_process.child.communicate()


def is_whole(process: Running) -> bool:
    return process.rows("PRAGMA integrity_check") == [("ok",)]


class TestRunning:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_mail_that_comes_while_it_runs_is_taken_in_and_a_signal_ends_it(
        self, post: Post, tmp_path: Path, number: signal.Signals
    ) -> None:
        post.deliver("INBOX", *letters(2))

        with running(tmp_path, anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() == 2)
            post.deliver("INBOX", *letters(3, 3))
            process.waits_for(lambda: process.stored() == 5)
            code, said = process.ends(number)

        assert code == 0
        assert "account anna: 3 new" in said
        assert "stopped" in said
        assert is_whole(process)

    def test_a_signal_in_the_middle_of_much_mail_ends_it_at_the_end_of_a_batch(
        self, post: Post, tmp_path: Path
    ) -> None:
        post.deliver("INBOX", *letters(400))

        with running(tmp_path, anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() > 0)
            code, _ = process.ends()
        stored = process.stored()
        with running(tmp_path, anna=(post.server.port, post.user)) as second:
            second.waits_for(lambda: second.stored() == 400)
            second.ends()

        assert code == 0
        assert 0 < stored < 400
        assert stored % 50 == 0
        assert is_whole(second)

    def test_a_dead_server_harms_no_other_account(self, post: Post, tmp_path: Path) -> None:
        post.deliver("INBOX", *letters(2))
        with socket.create_server(("127.0.0.1", 0)) as probe:
            nobody = probe.getsockname()[1]

        with running(tmp_path, gone=(nobody, "user0"), anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() == 2)
            post.deliver("INBOX", *letters(1, 3))
            process.waits_for(lambda: process.stored() == 3)
            code, said = process.ends()

        assert code == 0
        assert "Account gone, connecting" in said
        assert "Traceback" not in said

    def test_a_silent_server_is_not_waited_for_at_the_end(self, post: Post, tmp_path: Path) -> None:
        post.deliver("INBOX", *letters(2))

        with FaultProxy(post.server.host, post.server.port, Rule(stall_after=200)) as silent:
            accounts = {"mute": (silent.port, post.user), "anna": (post.server.port, post.user)}
            with running(tmp_path, **accounts) as process:
                process.waits_for(lambda: process.stored() == 2 and silent.connections > 0)
                code, said = process.ends()

        assert code == 0
        assert "account mute: its server does not answer" in said
        assert is_whole(process)


class TestOnePass:
    """What the daemon makes of the end of a pass: how long to wait, how many have failed in a row."""

    def watch(self, office: Office, every: float = 300) -> Watch:
        return Watch(office.intake, office.book.location.path.parent, every, threading.Event())  # type: ignore[union-attr]

    @pytest.fixture
    def office(self, tmp_path: Path) -> Iterator[Office]:
        office = Office.at(tmp_path / "book.db")
        yield office
        office.book.close()

    @pytest.fixture
    def secret(self, post: Post, monkeypatch: pytest.MonkeyPatch) -> Secret:
        monkeypatch.setenv("GENJIN_TEST", USERS[post.user])
        return Secret(env="GENJIN_TEST")

    def test_a_good_pass_forgets_earlier_failures(self, post: Post, office: Office, secret: Secret) -> None:
        wanted = replace(post.account(), secret=secret)

        assert daemon._pass(wanted, self.watch(office), 7) == (300, 0)

    def test_a_refused_password_is_not_tried_again_soon(
        self, post: Post, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GENJIN_TEST", "wrong")
        wanted = replace(post.account(), secret=Secret(env="GENJIN_TEST"))

        assert daemon._pass(wanted, self.watch(office), 0) == (LONGEST_WAIT, 1)
        assert daemon._pass(wanted, self.watch(office, every=7200), 1) == (7200, 2)

    def test_a_password_that_is_not_there_waits_as_long(self, post: Post, office: Office) -> None:
        wanted = replace(post.account(), secret=Secret(env="GENJIN_TEST_MISSING"))

        assert daemon._pass(wanted, self.watch(office), 0) == (LONGEST_WAIT, 1)

    def test_a_broken_line_waits_longer_every_time(self, office: Office, secret: Secret) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            nobody = probe.getsockname()[1]
        gone = account("127.0.0.1", nobody, secret=secret)

        waits = [daemon._pass(gone, self.watch(office, every=10), failures) for failures in range(4)]

        assert [failures for _, failures in waits] == [1, 2, 3, 4]
        assert [wait for wait, _ in waits] == sorted(wait for wait, _ in waits)

    def test_a_bug_in_a_pass_is_written_down_and_the_account_lives_on(
        self, post: Post, office: Office, secret: Secret, caplog: pytest.LogCaptureFixture
    ) -> None:
        office.intake.cursor = lambda *_: 1 / 0  # type: ignore[assignment, method-assign]
        wanted = replace(post.account(), secret=secret)

        wait, failures = daemon._pass(wanted, self.watch(office), 0)

        assert 0 < wait <= 300
        assert failures == 1
        assert "this is a bug of ours" in caplog.text
        assert "ZeroDivisionError" in caplog.text


class TestBackoff:
    @given(st.integers(0, 10_000), st.floats(1, 86_400))
    def test_it_is_bounded(self, failures: int, every: float) -> None:
        assert 0 < backoff(failures, every) <= max(LONGEST_WAIT, every)

    @given(st.integers(0, 5))
    def test_it_grows(self, failures: int) -> None:
        assert backoff(failures, 60) < backoff(failures + 1, 60)

    def test_it_is_shaken_so_that_accounts_do_not_come_back_together(self) -> None:
        assert len({backoff(3, 60) for _ in range(20)}) > 10

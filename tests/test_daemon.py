"""Does Genjin run by itself: new mail comes in, an ill server harms nobody else, a signal ends it well?"""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin, mail
from faults import FaultProxy, Rule
from post import USERS, Post
from servers import Dovecot, dovecot_missing
from worker.demo.server import ImapServer

ROOT = Path(__file__).resolve().parent.parent
MANY = 900
"""Mails: a few batches."""
PATIENCE = 60.0
"""Seconds until a daemon that does not do what it should counts as broken."""
HURRIED = """\
import os

import cli
from worker.daemon import patience, supervisor, turns

supervisor.PATIENCE = 1.0
turns.SILENCE = 2.0
supervisor.Supervisor._every = lambda *_: float(os.environ.get("GENJIN_TEST_POLL", "0.2"))
patience.SOONEST = 0.1
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
def dovecot() -> Iterator[Dovecot]:
    """A real one: pymap does not tell of mail that this process puts into it."""
    missing = dovecot_missing()
    if missing:
        pytest.skip(missing)
    with Dovecot(users=USERS) as server:
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

    def __init__(
        self,
        folder: Path,
        accounts: dict[str, tuple[int, str]],
        options: tuple[str, ...] = (),
        log: str = "text",
    ) -> None:
        lines = [
            ACCOUNT.format(name=name, port=port, user=user, variable=f"GENJIN_TEST_{user.upper()}")
            for name, (port, user) in accounts.items()
        ]
        (folder / "genjin.yaml").write_text(f"log: {log}\n{SETTINGS}{''.join(lines)}", encoding="utf-8")
        self._book = folder / "genjin.db"
        secrets = {f"GENJIN_TEST_{user.upper()}": USERS[user] for _, user in accounts.values()}
        self.child = subprocess.Popen(
            [sys.executable, "-c", HURRIED, "--home", str(folder), "run", *options],
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
def running(folder: Path, *options: str, log: str = "text", **accounts: tuple[int, str]) -> Iterator[Running]:
    daemon_process = Running(folder, accounts, options, log)
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
        assert "info mail account=anna new=" in said
        assert "info stopped" in said
        assert is_whole(process)

    def test_mail_is_taken_in_when_the_server_says_so_long_before_the_next_poll(
        self, dovecot: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GENJIN_TEST_POLL", "3600")
        post = Post(dovecot, "user1")
        post.deliver("INBOX", *letters(1))

        with running(tmp_path, anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() == 1)
            for number in range(2, 6):
                post.deliver("INBOX", *letters(1, number))
                process.waits_for(lambda number=number: process.stored() == number)  # type: ignore[misc]
            code, said = process.ends()

        assert code == 0
        assert "warning" not in said

    def test_a_line_that_is_cut_is_made_anew(self, post: Post, tmp_path: Path) -> None:
        post.deliver("INBOX", *letters(2))

        with (
            FaultProxy(post.server.host, post.server.port) as proxy,
            running(tmp_path, anna=(proxy.port, post.user)) as process,
        ):
            process.waits_for(lambda: process.stored() == 2)
            before = proxy.connections
            proxy.kill_all()
            post.deliver("INBOX", *letters(1, 3))
            process.waits_for(lambda: process.stored() == 3)
            code, said = process.ends()

        assert code == 0
        assert proxy.connections > before
        assert "warning failed account=anna" in said

    def test_a_signal_in_the_middle_of_much_mail_ends_it_at_the_end_of_a_batch(
        self, post: Post, tmp_path: Path
    ) -> None:
        post.deliver("INBOX", *letters(MANY))

        with running(tmp_path, anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() > 0)
            code, _ = process.ends()
        stored = process.stored()
        with running(tmp_path, anna=(post.server.port, post.user)) as second:
            second.waits_for(lambda: second.stored() == MANY)
            second.ends()

        assert code == 0
        assert 0 < stored < MANY
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


class TestOutside:
    """What a person, a monitor and a service manager have of it."""

    def test_a_second_daemon_is_refused_and_sync_may_run_beside_the_first(
        self, post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        post.deliver("INBOX", *letters(2))
        monkeypatch.setenv(f"GENJIN_TEST_{post.user.upper()}", USERS[post.user])

        with running(tmp_path, anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() == 2)
            second = genjin("--home", str(tmp_path), "run")
            synced = genjin("--home", str(tmp_path), "sync")
            code, _ = process.ends()

        assert second.exit_code == 1
        assert f"process {process.child.pid} on {socket.gethostname()}" in second.output
        assert synced.exit_code in (0, 3), synced.output
        assert code == 0

    def test_a_reload_brings_a_new_account_in_and_a_mistake_keeps_the_old_ones(
        self, post: Post, tmp_path: Path
    ) -> None:
        post.deliver("INBOX", *letters(1))
        settings = tmp_path / "genjin.yaml"

        with running(tmp_path, anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() == 1)
            good = settings.read_text()
            settings.write_text(good + "nonsense: yes\n")
            refused = genjin("--home", str(tmp_path), "reload")
            process.child.send_signal(signal.SIGHUP)
            settings.write_text(good.replace("name: anna", "name: anja"))
            told = genjin("--home", str(tmp_path), "reload")
            places = "SELECT count(*) FROM place WHERE account = 'anja'"
            process.waits_for(lambda: process.rows(places) == [(1,)])
            code, said = process.ends()

        assert refused.exit_code == 1
        assert "nonsense" in refused.output
        assert f"process {process.child.pid}" in told.output
        assert "info reloaded accounts=1 new=1 gone=1" in said
        assert code == 0

    def test_the_service_manager_hears_that_it_is_ready_alive_and_stopping(
        self, post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = f"genjin-test-{os.getpid()}"
        monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
        monkeypatch.setenv("WATCHDOG_USEC", "300000")
        heard: list[str] = []

        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(f"\0{name}")
            manager.settimeout(0.1)

            def has_said(words: str) -> bool:
                with suppress(TimeoutError):
                    heard.extend(manager.recv(4096).decode().split("\n"))
                return words in heard

            with running(tmp_path, anna=(post.server.port, post.user)) as process:
                process.waits_for(lambda: has_said("READY=1"))
                process.waits_for(lambda: has_said("WATCHDOG=1"))
                process.child.send_signal(signal.SIGHUP)
                process.waits_for(lambda: has_said("RELOADING=1"))
                process.waits_for(lambda: has_said("STATUS=1 of 1 accounts are well"))
                process.ends()
                has_said("")
                while "STOPPING=1" not in heard:
                    heard.extend(manager.recv(4096).decode().split("\n"))

        assert heard.index("READY=1") < heard.index("RELOADING=1") < heard.index("STOPPING=1")
        assert heard.count("READY=1") == 2

    def test_metrics_and_health_can_be_asked_for(self, post: Post, tmp_path: Path) -> None:
        post.deliver("INBOX", *letters(3))
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        words = {"metrics": "", "health": ""}

        def told(path: str) -> str:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}") as answer:
                words[path] = answer.read().decode()
            return words[path]

        account = {"anna": (post.server.port, post.user)}
        with running(tmp_path, "--metrics", f"127.0.0.1:{port}", **account) as process:
            process.waits_for(lambda: 'genjin_mails_total{account="anna",kind="human"} 3' in told("metrics"))
            health = told("health")
            process.ends()

        assert health == "1 accounts, all well\n"
        assert "letter" not in words["metrics"]

    def test_the_log_is_json_where_that_is_wanted_and_holds_no_word_of_a_mail(
        self, post: Post, tmp_path: Path
    ) -> None:
        post.deliver("INBOX", *letters(2))

        with running(tmp_path, log="json", anna=(post.server.port, post.user)) as process:
            process.waits_for(lambda: process.stored() == 2)
            _, said = process.ends()

        events = [json.loads(line) for line in said.splitlines()]
        assert {"started", "mail", "stopping", "stopped"} <= {event["event"] for event in events}
        assert "letter" not in said
        assert "Inquiry" not in said
        assert USERS[post.user] not in said

"""Can two daemons keep one book? Never; and the second is told who does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model import GenjinError
from servers import Postgres
from store.location import Location
from store.lock import HeldError, Holder, holder, only_one
from worker.daemon.signals import NoDaemonError, Signals, ask_to_reload

ROOT = Path(__file__).resolve().parent.parent
KEEPER = """\
import sys
from pathlib import Path
from store.location import Location
from store.lock import only_one

with only_one(Location.of(sys.argv[1], Path.cwd())):
    print("held", flush=True)
    sys.stdin.read()
"""


FORKED_BEFORE = '    print("held", flush=True)'
FORKING = """\
    import os, time
    child = os.fork()
    if not child:
        time.sleep(60)
    print(child, flush=True)
"""
"""A child that lives on, such as a reader of a pool; its number is said."""


def words_of(location: Location) -> str:
    return location.dsn or str(location.path)


def keeper(location: Location) -> subprocess.Popen[str]:
    """Another process that holds the lock."""
    child = subprocess.Popen(
        [sys.executable, "-c", KEEPER, words_of(location)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_one_is_refused_and_told_who_holds_it(location: Location) -> None:
    with keeper(location) as child:
        with pytest.raises(HeldError) as refusal, only_one(location):
            pass
        known = holder(location)
        child.kill()

    assert f"process {child.pid} on {socket.gethostname()}" in str(refusal.value)
    assert known == Holder(child.pid, socket.gethostname())


def test_it_dies_with_its_process(location: Location) -> None:
    with keeper(location) as child:
        child.send_signal(signal.SIGKILL)
        child.wait()

    end = time.monotonic() + 20  # a database takes a moment to see that a line is gone
    while holder(location) is not None and time.monotonic() < end:
        time.sleep(0.01)
    with only_one(location) as hold:
        hold.check()


def test_it_is_free_again_afterwards(location: Location) -> None:
    with only_one(location):
        held = holder(location)
    free = holder(location)
    with only_one(location):
        again = holder(location)

    assert held == again == Holder.me()
    assert free is None


def test_another_book_is_another_lock(tmp_path: Path) -> None:
    with only_one(Location(path=tmp_path / "one.db")), only_one(Location(path=tmp_path / "two.db")):
        assert holder(Location(path=tmp_path / "one.db")) is not None


def test_a_forked_child_does_not_keep_it_when_its_parent_is_killed(tmp_path: Path) -> None:
    location = Location(path=tmp_path / "book.db")
    forking = KEEPER.replace(FORKED_BEFORE, FORKING + FORKED_BEFORE)
    with subprocess.Popen(
        [sys.executable, "-c", forking, str(location.path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        held = holder(location)
        parent.kill()
        parent.wait()
        end = time.monotonic() + 20  # the child may not have begun yet
        while holder(location) is not None and time.monotonic() < end:
            time.sleep(0.01)
        free = holder(location)
        os.kill(child, signal.SIGKILL)

    assert held is not None
    assert free is None


def test_its_file_is_for_nobody_else(tmp_path: Path) -> None:
    with only_one(Location(path=tmp_path / "book.db")):
        assert (tmp_path / "book.db.lock").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with (
        pytest.raises(GenjinError, match="cannot be made"),
        only_one(Location(path=tmp_path / "file" / "book.db")),
    ):
        pass


class TestPostgres:
    def test_a_database_that_dropped_the_line_gives_the_lock_back(self, postgres: Postgres) -> None:
        location = Location.of(postgres.fresh(), Path())

        with only_one(location) as hold:
            ends_lines_to(location)
            hold.check()
            held = holder(location)

        assert held == Holder.me()

    def test_a_lock_that_somebody_else_has_taken_meanwhile_is_told(self, postgres: Postgres) -> None:
        location = Location.of(postgres.fresh(), Path())

        with only_one(location) as hold:
            ends_lines_to(location)
            with keeper(location) as child:
                with pytest.raises(HeldError, match=f"process {child.pid}"):
                    hold.check()
                child.kill()


def ends_lines_to(location: Location) -> None:
    import psycopg

    ended = (
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(location.dsn) as line:
        line.execute(ended)


class TestAskToReload:
    def test_the_daemon_gets_the_signal(self) -> None:
        with Signals() as signals:
            said = ask_to_reload(Holder.me())
            came = signals.wait(10)

        assert came == {signal.SIGHUP}
        assert str(os.getpid()) in said

    def test_without_a_daemon_there_is_nobody_to_ask(self) -> None:
        with pytest.raises(NoDaemonError, match="genjin run"):
            ask_to_reload(None)

    def test_one_on_another_machine_is_named(self) -> None:
        with pytest.raises(NoDaemonError, match=r"process 7 on server9\.example"):
            ask_to_reload(Holder(7, "server9.example"))


class TestSignals:
    def test_several_come_together_and_each_once(self) -> None:
        with Signals() as signals:
            for number in (signal.SIGHUP, signal.SIGUSR1, signal.SIGHUP):
                os.kill(os.getpid(), number)
            came = signals.wait(10)
            more = signals.wait(0)

        assert came == {signal.SIGHUP, signal.SIGUSR1}
        assert more == frozenset()

    def test_the_handlers_from_before_come_back(self) -> None:
        before = signal.getsignal(signal.SIGTERM)

        with Signals():
            pass

        assert signal.getsignal(signal.SIGTERM) is before
        assert signal.set_wakeup_fd(-1) == -1

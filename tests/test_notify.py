"""Does systemd hear what it wants to hear, in the words of sd_notify(3)?"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from worker.daemon.notify import Notifier


class Manager:
    """Listens as systemd does."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.settimeout(5)

    def heard(self) -> list[str]:
        return self._socket.recv(4096).decode().split("\n")

    def hears_nothing_more(self) -> bool:
        self._socket.settimeout(0)
        try:
            self._socket.recv(4096)
        except BlockingIOError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have 108 bytes only
    return "notify"


@pytest.fixture
def manager(where: str) -> Iterator[Manager]:
    manager = Manager(where)
    yield manager
    manager.close()


def test_it_says_ready_with_a_status(where: str, manager: Manager) -> None:
    Notifier({"NOTIFY_SOCKET": where}).ready("2 of 2 accounts are well")

    assert manager.heard() == ["READY=1", "STATUS=2 of 2 accounts are well"]


def test_a_reload_carries_the_time_of_the_steady_clock(where: str, manager: Manager) -> None:
    before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000

    Notifier({"NOTIFY_SOCKET": where}).reloading()

    first, second = manager.heard()
    name, _, at = second.partition("=")
    assert (first, name) == ("RELOADING=1", "MONOTONIC_USEC")
    assert before <= int(at) <= time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000


def test_an_abstract_socket_is_found() -> None:
    name = f"genjin-test-{os.getpid()}"
    abstract = Manager(f"\0{name}")

    Notifier({"NOTIFY_SOCKET": f"@{name}"}).stopping()

    assert abstract.heard()[0] == "STOPPING=1"
    abstract.close()


def test_signs_of_life_are_sent_only_where_they_are_wanted(where: str, manager: Manager) -> None:
    Notifier({"NOTIFY_SOCKET": where}).alive()
    quiet = manager.hears_nothing_more()
    Notifier({"NOTIFY_SOCKET": where, "WATCHDOG_USEC": "120000000"}).alive()

    assert quiet
    assert Manager.heard(manager) == ["WATCHDOG=1"]


def test_a_status_is_sent_when_it_changes(where: str, manager: Manager) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": where})
    notifier.ready("well")

    notifier.status("well")
    notifier.status("ill")

    assert manager.heard()[0] == "READY=1"
    assert manager.heard() == ["STATUS=ill"]
    assert manager.hears_nothing_more()


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({"WATCHDOG_USEC": "120000000"}, 120),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": str(os.getpid())}, 120),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "1"}, 0),
        ({"WATCHDOG_USEC": "often"}, 0),
        ({}, 0),
    ],
)
def test_the_watchdogs_time_is_read(environment: dict[str, str], seconds: float) -> None:
    assert Notifier(environment).watchdog_every == seconds


def test_without_systemd_nothing_is_sent_and_a_manager_that_is_gone_harms_nobody(where: str) -> None:
    Notifier({}).ready("well")
    Notifier({"NOTIFY_SOCKET": where}).ready("well")

    assert not Path(where).exists()

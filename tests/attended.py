"""What does the daemon look after in tests? Mailboxes in memory that fail as they are told to, and a clock
that is moved by hand.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fakes import MONDAY
from model import Source
from worker.daemon.attend import Attendant, House
from worker.daemon.bell import Bell
from worker.daemon.session import Opened, Progress, Session
from worker.daemon.turns import FirstRound, Gates
from worker.intake import Intake
from worker.pipeline import ROLES, Report
from worker.settings import Account, Secret

Act = Exception | Report | Callable[[], None] | None
"""What comes of a step: an error, what was read, something that happens meanwhile, or nothing."""


def account(name: str = "anna", **more: object) -> Account:
    values: dict[str, object] = {"host": "imap.example", "user": name, "secret": Secret(env="NOWHERE")}
    return Account(name=name, source=Source("genjin.yaml", 1), **(values | more))  # type: ignore[arg-type]


class FakeClock:
    """Time passes only when somebody waits for it, or when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.shown = MONDAY.timestamp()
        self.waits: list[float] = []

    def steady(self) -> float:
        return self.now

    def wall(self) -> float:
        return self.shown

    def wait(self, bell: Bell, seconds: float) -> bool:
        if not bell():
            self.waits.append(seconds)
            self.passes(seconds)
        return bell()

    def passes(self, seconds: float) -> None:
        self.now += seconds
        self.shown += seconds


@dataclass
class FakeServer:
    """Servers of a few accounts. Everything that is done with them is written down, in order."""

    clock: FakeClock = field(default_factory=FakeClock)
    script: dict[str, list[Act]] = field(default_factory=dict)
    """What comes of the next steps, by their name: `connect`, `read`, `wait`. After them all goes well."""
    heard: list[str] = field(default_factory=list)
    then: Callable[[], None] = lambda: None
    """What happens when the script of waiting is at its end: the test goes home."""
    open_at_once: int = 0
    most_at_once: int = 0

    def opening(self, _intake: Intake, _folder: Path) -> Opened:
        return self.opened

    def opened(self, account: Account) -> AbstractContextManager[Session]:
        return self._opened(account)

    @contextmanager
    def _opened(self, account: Account) -> Iterator[Session]:
        self.heard.append(f"connect {account.name}")
        self.act("connect")
        yield FakeSession(self, account.name)
        self.heard.append(f"leave {account.name}")

    def act(self, step: str) -> Act:
        acts = self.script.get(step, [])
        act = acts.pop(0) if acts else None
        if isinstance(act, Exception):
            raise act
        if callable(act):
            act()
        return act


@dataclass
class FakeSession:
    """A connection that does what its server's script says."""

    server: FakeServer
    account: str

    def read(self, progress: Progress, roles: Sequence[str] = ROLES) -> Report:
        self.server.heard.append(f"read {self.account} {'all' if roles == ROLES else '+'.join(roles)}")
        act = self.server.act("read")
        report = act if isinstance(act, Report) else Report()
        progress("INBOX", report)
        return report

    def wait(self, seconds: float, _stop: Callable[[], bool], /) -> bool:
        self.server.heard.append(f"wait {self.account} {round(seconds)}")
        if not self.server.script.get("wait"):
            self.server.then()
            return False
        act = self.server.act("wait")
        if act is None:
            self.server.clock.passes(seconds)
        return act is not None

    def hang_up(self) -> None:
        self.server.heard.append(f"hang up {self.account}")


class Ledger:
    """Stands for the intake, as far as the daemon's accounts need one: trouble is noted in it."""

    def __init__(self, never: Sequence[str] = ()) -> None:
        self.troubles: list[tuple[str, str]] = []
        self.never = never
        self.playbook: object = None

    def note_trouble(self, account: str, words: str) -> None:
        self.troubles.append((account, words))

    def never_read(self, accounts: Sequence[str]) -> list[str]:
        return [account for account in accounts if account in self.never]


def house_of(server: FakeServer, ledger: Ledger | None = None) -> House:
    """Dice that always show the same."""
    intake: Intake = ledger or Ledger()  # type: ignore[assignment]
    return House(intake, server.opened, server.clock, Gates(), dice=lambda: 1.0)


def lived(server: FakeServer, ledger: Ledger | None = None, every: float = 300.0) -> Attendant:
    """The whole life of one account, in this thread: until its script is at an end."""
    attendant = Attendant(account(), every, house_of(server, ledger), FirstRound([], server.clock))
    server.then = attendant.end
    attendant.attend()
    return attendant


class Idle:
    """A connection on which nothing ever happens: it waits for the bell, and for nothing else."""

    def __init__(self) -> None:
        self.is_dead = threading.Event()

    def read(self, progress: Progress, _roles: Sequence[str] = ROLES) -> Report:
        progress("INBOX", Report())
        return Report()

    def wait(self, seconds: float, stop: Callable[[], bool], /) -> bool:
        assert isinstance(stop, Bell)
        stop.wait(seconds)
        return False

    def hang_up(self) -> None:
        self.is_dead.set()

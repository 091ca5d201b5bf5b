"""Does the supervisor look after its accounts: sleep, silence, changed files, a reload that goes wrong?"""

from __future__ import annotations

import logging
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from attended import Idle
from fakes import Office
from store.location import BookError
from worker import config
from worker.config import Home
from worker.daemon.bell import Bell
from worker.daemon.clock import SystemClock
from worker.daemon.metrics import exposition
from worker.daemon.rule_files import QUIET
from worker.daemon.session import Opened, Session
from worker.daemon.supervisor import Supervisor, Watch, run
from worker.imap.errors import LoginRefused, MailboxError
from worker.intake import Intake
from worker.pipeline import ROLES, Report
from worker.rulebook import in_force
from worker.settings import Account

LONG = 20.0
"""Seconds until what does not happen counts as broken."""
TEAM = "team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}\n"


class MovedClock(SystemClock):
    """The machine's clocks, set forward by a test; waiting takes its real time."""

    def __init__(self) -> None:
        self.ahead, self.shown_ahead = 0.0, 0.0

    def steady(self) -> float:
        return super().steady() + self.ahead

    def wall(self) -> float:
        return super().wall() + self.ahead + self.shown_ahead


class Line(Idle):
    """A line that waits for the bell, or hangs and notices nothing but its own end."""

    def __init__(self, servers: Servers, account: str) -> None:
        super().__init__()
        self.servers, self.account = servers, account

    def read(self, progress: Callable[[str, Report], None], _roles: Sequence[str] = ROLES) -> Report:
        if self.account in self.servers.mute:
            self.is_dead.wait(LONG)
            raise MailboxError(f"Account {self.account}: the line broke")
        return super().read(progress)


@dataclass
class Servers:
    """What stands behind the accounts: who is connected, whose password is refused, who says nothing."""

    refuses: set[str] = field(default_factory=set)
    mute: set[str] = field(default_factory=set)
    ask_for_rest: set[str] = field(default_factory=set)
    opened_for: list[str] = field(default_factory=list)
    now: dict[str, Line] = field(default_factory=dict)

    def opening(self, _intake: Intake, _folder: Path) -> Opened:
        return self._opened

    @contextmanager
    def _opened(self, account: Account) -> Iterator[Session]:
        self.opened_for.append(account.name)
        if account.name in self.refuses:
            raise LoginRefused(f"Account {account.name}: wrong password")
        if account.name in self.ask_for_rest:
            raise MailboxError(f"Account {account.name}: [OVERQUOTA]", wait=3 * 3600)
        self.now[account.name] = Line(self, account.name)
        try:
            yield self.now[account.name]
        finally:
            del self.now[account.name]


class Held:
    """The lock on the book."""

    lost = ""

    def check(self) -> None:
        if self.lost:
            raise BookError(self.lost)


@dataclass
class Daemon:
    """A supervisor whose looks are told to happen."""

    supervisor: Supervisor
    servers: Servers
    clock: MovedClock
    watch: Watch
    hold: Held

    def looks(self) -> None:
        self.supervisor._look(self.supervisor._tick)

    def writes(self, *names: str, more: str = "") -> None:
        write(self.watch.home.folder, *names, more=more)

    def reloads(self) -> None:
        self.supervisor._obey(signal.SIGHUP)

    def has(self, *names: str) -> None:
        """Wait until just these have a line."""
        until(lambda: sorted(self.servers.now) == sorted(names))

    def doing(self, name: str) -> str:
        return self.supervisor._attendants[name].standing.step.doing


def write(folder: Path, *names: str, more: str = "") -> None:
    lines = [
        f"  - {{name: {name}, host: imap.{name}.example, user: {name}, secret: {{file: {name}.secret}}}}\n"
        for name in names
    ]
    (folder / "genjin.yaml").write_text(f"{TEAM}{more}accounts:\n{''.join(lines)}", encoding="utf-8")


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end, "it does not come to that"
        time.sleep(0.01)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Its accounts were all read before: there is no first round."""
    office = Office.at(tmp_path / "genjin.db")
    office.intake.never_read = lambda _: []  # type: ignore[method-assign]
    yield office
    office.book.close()


@pytest.fixture
def daemon(office: Office, tmp_path: Path) -> Iterator[Daemon]:
    """Two accounts that are well."""
    write(tmp_path, "anna", "bo")
    home, servers, clock, hold = Home(tmp_path, is_named=True), Servers(), MovedClock(), Held()
    settings = config.load_settings(home)
    stop = threading.Event()
    watch = Watch(office.intake, home, settings, stop, hold, opening=servers.opening, clock=clock)
    supervisor = Supervisor(watch)
    daemon = Daemon(supervisor, servers, clock, watch, hold)
    supervisor._begin(settings.accounts)
    daemon.has("anna", "bo")
    until(lambda: daemon.doing("anna") == daemon.doing("bo") == "waiting")
    yield daemon
    for each in [*supervisor._attendants.values(), *supervisor._leaving]:
        each.end()
        each.hang_up()
        assert each.thread is not None
        each.thread.join(LONG)
        assert not each.thread.is_alive()
    for thread in filter(None, (supervisor._planning, supervisor._sweeping)):
        thread.join(LONG)


class TestPools:
    def test_they_are_swept_an_hour_after_the_start_and_then_every_hour(self, daemon: Daemon) -> None:
        swept: list[threading.Thread | None] = []
        for minutes in (0, 59, 1, 59, 1):
            daemon.clock.ahead += minutes * 60
            daemon.looks()
            swept.append(daemon.supervisor._sweeping)
            for thread in filter(None, swept[-1:]):
                thread.join(LONG)

        never, still_never, first, same, second = swept
        assert (never, still_never) == (None, None)
        assert first is same
        assert None is not second is not first

    def test_a_book_that_fails_then_is_no_reason_to_stop(
        self, daemon: Daemon, caplog: pytest.LogCaptureFixture
    ) -> None:
        daemon.watch.intake.sitting = _fails  # type: ignore[method-assign, assignment]

        with caplog.at_level(logging.ERROR, "genjin.daemon"):
            daemon.clock.ahead += 3600
            daemon.looks()
            assert daemon.supervisor._sweeping is not None
            daemon.supervisor._sweeping.join(LONG)

        assert "the disk is full" in caplog.text
        assert not daemon.watch.stop.is_set()


def _fails(*_: object) -> None:
    raise BookError("the disk is full")


class TestSleep:
    def test_after_a_suspend_every_line_is_renewed_once(self, daemon: Daemon) -> None:
        daemon.clock.shown_ahead += 8 * 3600

        daemon.looks()
        daemon.looks()
        daemon.looks()
        until(lambda: len(daemon.servers.opened_for) == 4)
        daemon.has("anna", "bo")

        assert sorted(daemon.servers.opened_for) == ["anna", "anna", "bo", "bo"]

    def test_so_it_is_after_the_process_stood_still(self, daemon: Daemon) -> None:
        daemon.clock.ahead += 600

        daemon.looks()
        until(lambda: len(daemon.servers.opened_for) == 4)

        assert sorted(daemon.servers.opened_for) == ["anna", "anna", "bo", "bo"]

    def test_it_is_no_failure(self, daemon: Daemon) -> None:
        daemon.clock.shown_ahead += 3600

        daemon.looks()
        until(lambda: len(daemon.servers.opened_for) == 4)
        until(lambda: daemon.doing("anna") == daemon.doing("bo") == "waiting")

        assert [each.failures for each in daemon.supervisor.now().standings] == [0, 0]
        assert daemon.supervisor._status() == "2 of 2 accounts are well"

    def test_a_line_is_cut_after_its_account_was_told(
        self, daemon: Daemon, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        anna, order = daemon.supervisor._attendants["anna"], list[str]()
        ring = anna._bell.ring
        monkeypatch.setattr(anna._bell, "ring", lambda: (order.append("ring"), ring()))
        monkeypatch.setattr(anna, "hang_up", lambda: order.append("hang up"))
        daemon.clock.shown_ahead += 3600

        daemon.looks()
        monkeypatch.undo()

        assert order == ["ring", "hang up"]

    @pytest.mark.parametrize(("sort", "doing"), [("refuses", "stopped"), ("ask_for_rest", "backing off")])
    def test_who_waits_because_it_was_told_to_goes_on_waiting(
        self, daemon: Daemon, sort: str, doing: str
    ) -> None:
        getattr(daemon.servers, sort).add("anna")
        daemon.supervisor._attendants["anna"].reconnect()
        until(lambda: daemon.doing("anna") == doing)
        daemon.servers.opened_for.clear()
        daemon.clock.shown_ahead += 8 * 3600

        daemon.looks()
        until(lambda: daemon.servers.opened_for.count("bo") == 1)
        daemon.supervisor._attendants["anna"].thread.join(1)  # type: ignore[union-attr]

        assert daemon.servers.opened_for == ["bo"]
        assert daemon.doing("anna") == doing

    def test_a_clock_that_is_set_back_changes_nothing(self, daemon: Daemon) -> None:
        daemon.clock.shown_ahead -= 86_400

        daemon.looks()

        assert daemon.servers.opened_for.count("anna") == 1


class TestSilence:
    def test_a_thread_past_its_deadline_gets_its_line_cut_and_begins_anew(
        self, daemon: Daemon, caplog: pytest.LogCaptureFixture
    ) -> None:
        anna = daemon.supervisor._attendants["anna"]
        line = daemon.servers.now["anna"]
        anna.standing.busy("reading", daemon.clock.steady() - 1)

        daemon.looks()

        assert line.is_dead.is_set()
        assert anna.standing.errors["silent"] == 1
        assert [vars(record)["genjin_event"] for record in caplog.records] == ["silent"]

    def test_systemd_hears_of_life_while_a_thread_is_being_cut_and_no_more_when_that_does_not_help(
        self, daemon: Daemon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind("notify")
            manager.settimeout(0)
            daemon.supervisor._notifier._address = "notify"
            daemon.supervisor._notifier.watchdog_every = 120
            said = [self.says(daemon, manager)]
            for each in daemon.supervisor._attendants.values():
                each.standing.busy("reading", daemon.clock.steady() - 1)
            said.append(self.says(daemon, manager))
            daemon.clock.ahead += 29  # less than a sleep
            said.append(self.says(daemon, manager))
            for _ in range(3):
                daemon.clock.ahead += 29
                said.append(self.says(daemon, manager))
            daemon.supervisor._attendants["anna"].standing.busy("waiting")
            said.append(self.says(daemon, manager))

        assert said == [True, True, True, True, True, False, True]

    def test_one_account_that_hangs_is_shown_and_does_not_end_the_others(
        self, daemon: Daemon, caplog: pytest.LogCaptureFixture
    ) -> None:
        daemon.supervisor._attendants["anna"].standing.busy("reading", daemon.clock.steady() - 1)

        for _ in range(6):
            daemon.looks()
            daemon.clock.ahead += 29  # less than a sleep

        assert not daemon.supervisor._all_stuck()
        assert daemon.supervisor._status() == "1 of 2 accounts are well; look at anna"
        assert [vars(record)["genjin_event"] for record in caplog.records] == ["silent", "stuck"]

    def says(self, daemon: Daemon, manager: socket.socket) -> bool:
        """Look, and listen whether the sign of life was among what was said."""
        daemon.looks()
        heard = ""
        try:
            while True:
                heard += manager.recv(4096).decode()
        except BlockingIOError:
            return "WATCHDOG=1" in heard

    def test_a_thread_that_died_is_replaced(self, daemon: Daemon) -> None:
        anna = daemon.supervisor._attendants["anna"]
        anna.thread = threading.Thread()
        anna.thread.start()
        anna.thread.join()
        old = anna

        daemon.looks()
        until(lambda: daemon.servers.opened_for.count("anna") == 2)

        assert daemon.supervisor._attendants["anna"] is not old
        old._over = True
        old._bell.ring()


class TestLock:
    def test_a_lock_that_was_lost_to_another_ends_it(self, daemon: Daemon) -> None:
        daemon.hold.lost = "another daemon has it"

        daemon.looks()

        assert daemon.watch.stop.is_set()


class TestReload:
    def test_new_accounts_come_and_gone_ones_go_and_the_others_keep_their_line(self, daemon: Daemon) -> None:
        line = daemon.servers.now["bo"]
        daemon.writes("bo", "carl")

        daemon.reloads()
        daemon.has("bo", "carl")

        assert daemon.servers.now["bo"] is line
        assert sorted(daemon.servers.opened_for) == ["anna", "bo", "carl"]

    def test_a_changed_account_gets_a_new_line(self, daemon: Daemon) -> None:
        path = daemon.watch.home.settings
        path.write_text(path.read_text().replace("user: anna", "user: anna@new.example"))

        daemon.reloads()
        until(lambda: daemon.servers.opened_for.count("anna") == 2)
        daemon.has("anna", "bo")

        assert daemon.servers.opened_for.count("bo") == 1

    def test_rules_and_policy_are_in_force_for_the_next_sitting(self, daemon: Daemon, tmp_path: Path) -> None:
        before = daemon.watch.intake.playbook
        (tmp_path / "genjin.yaml").write_text(
            (tmp_path / "genjin.yaml")
            .read_text()
            .replace("[factory.example]", "[factory.example, works.example]")
        )

        daemon.reloads()

        assert daemon.watch.intake.playbook is not before
        assert "works.example" in daemon.watch.intake.playbook.ours.domains

    def test_a_long_import_goes_on_with_the_new_rules(self, daemon: Daemon) -> None:
        daemon.supervisor._attendants["anna"].standing.waiting = 40_000

        daemon.reloads()
        until(lambda: daemon.servers.opened_for.count("anna") == 2)

        assert daemon.servers.opened_for.count("bo") == 1

    def test_nor_does_it_end_a_wait_that_the_server_asked_for(self, daemon: Daemon) -> None:
        daemon.servers.ask_for_rest.add("anna")
        anna = daemon.supervisor._attendants["anna"]
        anna.reconnect()
        until(lambda: daemon.doing("anna") == "backing off")
        anna.standing.waiting = 40_000
        daemon.servers.opened_for.clear()

        daemon.reloads()
        assert anna.thread is not None
        anna.thread.join(1)

        assert daemon.servers.opened_for == []

    def test_a_removed_account_is_forgotten_when_its_batch_is_finished(self, daemon: Daemon) -> None:
        anna = daemon.supervisor._attendants["anna"]
        daemon.writes("bo")
        daemon.reloads()
        assert anna.thread is not None
        anna.thread.join(LONG)

        daemon.looks()

        assert daemon.supervisor._leaving == []

    def test_one_that_comes_back_before_that_waits_for_its_old_thread(self, daemon: Daemon) -> None:
        daemon.servers.mute.add("anna")
        old = daemon.supervisor._attendants["anna"]
        old.reconnect()
        until(lambda: daemon.doing("anna") == "reading")
        daemon.servers.opened_for.clear()
        daemon.writes("bo")
        daemon.reloads()
        daemon.writes("anna", "bo")
        daemon.reloads()
        until(lambda: daemon.doing("anna") == "waiting its turn")
        daemon.supervisor._attendants["anna"].thread.join(1)  # type: ignore[union-attr]
        before = list(daemon.servers.opened_for)

        daemon.servers.mute.clear()
        old.hang_up()
        until(lambda: daemon.servers.opened_for == ["anna"])

        assert before == []
        assert old.thread is not None
        old.thread.join(LONG)

    def test_the_health_page_is_as_patient_as_status(self, daemon: Daemon) -> None:
        before = [each.patience for each in daemon.supervisor.now().standings]
        daemon.writes("anna", "bo", more="every_minutes: 120\n")

        daemon.reloads()

        after = [each.patience for each in daemon.supervisor.now().standings]
        assert (before, after) == ([3600, 3600], [4 * 3600, 4 * 3600])

    def test_on_a_mistake_everything_stays_and_every_mistake_is_told(
        self, daemon: Daemon, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        before = daemon.watch.intake.playbook
        daemon.writes("carl", more="every_minutes: 0\n")
        (tmp_path / "policy.yaml").write_text("nonsense: yes\n")

        daemon.reloads()

        daemon.has("anna", "bo")
        assert daemon.watch.intake.playbook is before
        assert len(daemon.servers.opened_for) == 2
        refused = next(r for r in caplog.records if vars(r).get("genjin_event") == "reload_refused")
        assert "what was in force stays in force" in refused.getMessage()
        assert "`every_minutes` is from 1 to 1440" in refused.getMessage()
        assert "policy.yaml" in refused.getMessage()

    def test_what_only_a_restart_can_change_is_told_and_left(
        self, daemon: Daemon, caplog: pytest.LogCaptureFixture
    ) -> None:
        daemon.writes("anna", "bo", more="book: other.db\nlog: json\n")

        daemon.reloads()

        said = [r.getMessage() for r in caplog.records if vars(r).get("genjin_event") == "restart_needed"]
        assert said == ["`book` is changed by a restart only.", "`log` is changed by a restart only."]
        assert daemon.supervisor._settings.book == "genjin.db"

    def test_systemd_hears_when_it_begins_and_when_it_is_over(
        self, daemon: Daemon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind("notify")
            manager.settimeout(5)
            daemon.supervisor._notifier._address = "notify"
            daemon.reloads()
            first, second = (manager.recv(4096).decode().split("\n")[0] for _ in range(2))

        assert (first, second) == ("RELOADING=1", "READY=1")


class TestRefused:
    @pytest.fixture
    def refused(self, daemon: Daemon, tmp_path: Path) -> Daemon:
        """Anna's password is refused."""
        (tmp_path / "anna.secret").write_text("old")
        daemon.servers.refuses.add("anna")
        daemon.supervisor._attendants["anna"].reconnect()
        until(lambda: daemon.doing("anna") == "stopped")
        daemon.looks()
        daemon.servers.opened_for.clear()
        return daemon

    def test_it_is_left_alone_and_shown(self, refused: Daemon) -> None:
        refused.looks()
        refused.looks()

        assert refused.servers.opened_for == []
        assert refused.supervisor._status() == "1 of 2 accounts are well; look at anna"

    def test_a_changed_secret_is_tried_at_once(self, refused: Daemon, tmp_path: Path) -> None:
        refused.servers.refuses.clear()
        (tmp_path / "anna.secret").write_text("new secret")

        refused.looks()
        refused.has("anna", "bo")

        assert refused.servers.opened_for == ["anna"]

    def test_a_changed_genjin_yaml_is_read_again(self, refused: Daemon) -> None:
        refused.servers.refuses.clear()
        path = refused.watch.home.settings
        path.write_text(path.read_text().replace("user: anna", "user: anna@new.example"))

        refused.looks()
        refused.has("anna", "bo")

        assert refused.servers.opened_for == ["anna"]

    def test_what_was_changed_of_others_only_does_not_try_it(self, refused: Daemon) -> None:
        refused.writes("anna", "bo", "carl")

        refused.looks()
        refused.has("bo", "carl")
        refused.supervisor._attendants["anna"].thread.join(1)  # type: ignore[union-attr]

        assert refused.servers.opened_for == ["carl"]

    def test_a_reload_tries_it_again_also_where_nothing_changed(self, refused: Daemon) -> None:
        refused.reloads()
        until(lambda: refused.servers.opened_for == ["anna"])
        until(lambda: refused.doing("anna") == "stopped")

        assert refused.servers.opened_for == ["anna"]


class TestRun:
    """The whole of it, with true signals."""

    @pytest.fixture
    def watch(self, office: Office, tmp_path: Path) -> Watch:
        write(tmp_path, "anna", "bo")
        home = Home(tmp_path, is_named=True)
        settings = config.load_settings(home)
        return Watch(office.intake, home, settings, threading.Event(), Held(), opening=Servers().opening)

    def later(self, *acts: Callable[[], object]) -> threading.Thread:
        """Somebody who does these things while the daemon runs."""

        def doing() -> None:
            for act in acts:
                act()

        thread = threading.Thread(target=doing)
        thread.start()
        return thread

    def test_a_dump_a_reload_and_an_end(self, watch: Watch, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)

        def events() -> list[str]:
            return [vars(record).get("genjin_event", "") for record in list(caplog.records)]

        def sends(number: signal.Signals) -> Callable[[], object]:
            return lambda: os.kill(os.getpid(), number)

        person = self.later(
            lambda: until(lambda: "started" in events()),
            sends(signal.SIGUSR1),
            lambda: until(lambda: events().count("status") == 2),
            sends(signal.SIGHUP),
            lambda: until(lambda: "reloaded" in events()),
            sends(signal.SIGTERM),
        )
        run(watch)
        person.join()

        assert events()[-2:] == ["stopping", "stopped"]
        assert "started" in events()

    def test_it_ends_though_a_server_says_nothing(
        self, watch: Watch, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        servers = Servers(mute={"bo"})
        mute = replace(watch, opening=servers.opening)
        monkeypatch.setattr("worker.daemon.supervisor.PATIENCE", 0.3)
        person = self.later(
            lambda: until(lambda: {"anna", "bo"} <= set(servers.now)),
            lambda: os.kill(os.getpid(), signal.SIGINT),
        )

        run(mute)
        person.join()

        assert "account bo: its server does not answer; not waited for" in caplog.text
        assert servers.now == {}


def test_accounts_of_one_host_begin_one_after_the_other(office: Office, tmp_path: Path) -> None:
    write(tmp_path, *(f"rep{number}" for number in range(40)))
    settings_file = tmp_path / "genjin.yaml"
    settings_file.write_text(re.sub(r"imap\.rep\d+\.example", "imap.example", settings_file.read_text()))
    home, servers = Home(tmp_path, is_named=True), Servers()
    settings = config.load_settings(home)
    waits: list[float] = []

    class Recording(SystemClock):
        def wait(self, bell: Bell, seconds: float) -> bool:
            waits.append(seconds)
            return bell()

    stop, clock = threading.Event(), Recording()
    watch = Watch(office.intake, home, settings, stop, Held(), opening=servers.opening, clock=clock)
    supervisor = Supervisor(watch)

    supervisor._begin(settings.accounts)
    until(lambda: len(servers.now) == 40)
    for each in supervisor._attendants.values():
        each.end()
    for each in supervisor._attendants.values():
        assert each.thread is not None
        each.thread.join(LONG)

    begun = [wait for wait in waits if wait]
    assert len(set(begun)) > 30
    assert max(begun) <= 10


def test_a_hundred_waiting_accounts_wait_for_a_bell_and_look_at_no_clock(
    office: Office, tmp_path: Path
) -> None:
    names = [f"rep{number}" for number in range(100)]
    write(tmp_path, *names)
    home, servers = Home(tmp_path, is_named=True), Servers()
    settings = config.load_settings(home)
    looked: list[str] = []

    class Watched(SystemClock):
        def steady(self) -> float:
            looked.append(threading.current_thread().name)
            return super().steady()

    stop, clock = threading.Event(), Watched()
    watch = Watch(office.intake, home, settings, stop, Held(), opening=servers.opening, clock=clock)
    supervisor = Supervisor(watch)
    supervisor._begin(settings.accounts)
    until(lambda: len(servers.now) == 100)
    until(lambda: all(each.standing.step.doing == "waiting" for each in supervisor._attendants.values()))

    looked.clear()
    time.sleep(1)
    idle = list(looked)
    for each in supervisor._attendants.values():
        each.end()
    for each in supervisor._attendants.values():
        assert each.thread is not None
        each.thread.join(LONG)

    assert idle == []
    assert servers.now == {}


RULE = """\
module: tea
rules:
  - id: tea
    tag: tea
    title: {en: Tea, zh: 茶}
    suggest: {en: Send some., zh: 寄样}
    any: [green tea]
    tests: [{hit: Green tea please.}, {miss: Coffee please.}]
"""


class TestEditedRules:
    """The files are looked at with everything else, and read once nobody has touched them for a while."""

    @pytest.fixture
    def rules(self, daemon: Daemon, tmp_path: Path) -> Path:
        """The team's own, in force."""
        folder = tmp_path / "rules"
        folder.mkdir()
        (folder / "tea.yaml").write_text(RULE, "utf-8")
        self.some_time_passes(daemon)
        assert self.tags(daemon) >= {"tea"}
        return folder

    def some_time_passes(self, daemon: Daemon) -> None:
        daemon.looks()
        daemon.clock.ahead += QUIET
        daemon.looks()

    def tags(self, daemon: Daemon) -> set[str]:
        return {rule.tag for rule in daemon.watch.intake.playbook.rules.rules}

    def facts(self, daemon: Daemon) -> tuple[str, str]:
        with daemon.watch.intake.book.begin() as page:
            return page.fact(in_force.FACT), page.fact(in_force.REFUSED)

    def test_an_edited_rule_is_in_force_without_anybody_asking(self, daemon: Daemon, rules: Path) -> None:
        (rules / "tea.yaml").write_text(RULE.replace("tag: tea", "tag: drink"), "utf-8")

        self.some_time_passes(daemon)

        assert self.tags(daemon) >= {"drink"}
        assert len(daemon.servers.opened_for) == 2
        assert self.facts(daemon)[0].startswith(daemon.watch.intake.playbook.rules.edition)

    def test_a_new_file_and_one_that_is_gone_count_too(self, daemon: Daemon, rules: Path) -> None:
        (rules / "milk.yaml").write_text(RULE.replace("tea", "milk"), "utf-8")
        (rules / "tea.yaml").unlink()

        self.some_time_passes(daemon)

        assert "milk" in self.tags(daemon)
        assert "tea" not in self.tags(daemon)

    def test_who_is_still_writing_is_waited_for(self, daemon: Daemon, rules: Path) -> None:
        (rules / "tea.yaml").write_text(RULE.replace("tag: tea", "tag: half"), "utf-8")
        daemon.looks()
        daemon.clock.ahead += QUIET / 2
        (rules / "tea.yaml").write_text(RULE.replace("tag: tea", "tag: whole"), "utf-8")
        daemon.looks()
        daemon.clock.ahead += QUIET / 2

        daemon.looks()

        assert "tea" in self.tags(daemon)
        self.some_time_passes(daemon)
        assert "whole" in self.tags(daemon)

    def test_a_bad_file_replaces_nothing_and_is_told_once(
        self, daemon: Daemon, rules: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        before = daemon.watch.intake.playbook
        (rules / "tea.yaml").write_text(RULE.replace("tag:", "tga:"), "utf-8")

        for _ in range(3):
            self.some_time_passes(daemon)

        refused = [r for r in caplog.records if vars(r).get("genjin_event") == "reload_refused"]
        assert len(refused) == 1
        assert "Did you mean `tag`?" in refused[0].getMessage()
        assert daemon.watch.intake.playbook is before
        assert "has no field `tga`" in self.facts(daemon)[1]
        assert 'genjin_rules_refused{edition="' in exposition(daemon.supervisor.now())
        assert "} 1" in exposition(daemon.supervisor.now()).partition("genjin_rules_refused{")[2][:40]

    def test_the_refusal_ends_when_the_file_is_mended(self, daemon: Daemon, rules: Path) -> None:
        (rules / "tea.yaml").write_text(RULE.replace("tag:", "tga:"), "utf-8")
        self.some_time_passes(daemon)

        (rules / "tea.yaml").write_text(RULE + "# mended\n", "utf-8")
        self.some_time_passes(daemon)

        assert self.facts(daemon)[1] == ""
        assert not daemon.supervisor.now().is_refused

    def test_files_that_nobody_touches_are_not_read_again(self, daemon: Daemon, rules: Path) -> None:
        before = daemon.watch.intake.playbook

        for _ in range(3):
            self.some_time_passes(daemon)

        assert rules.exists()
        assert daemon.watch.intake.playbook is before

    def test_an_edited_policy_counts_as_well(self, daemon: Daemon, rules: Path, tmp_path: Path) -> None:
        shipped = (config.SHIPPED / "followups" / "policy.yaml").read_text("utf-8")
        (tmp_path / "policy.yaml").write_text(
            shipped.replace("within: 24 hours", "within: 12 hours"), "utf-8"
        )

        self.some_time_passes(daemon)

        assert rules.exists()
        assert str(daemon.watch.intake.playbook.policy.reply.within) != "24 hours"

    def test_whatever_stands_in_the_folder_is_survived(self, daemon: Daemon, rules: Path) -> None:
        before = daemon.watch.intake.playbook
        (rules / "loop.yaml").symlink_to("loop.yaml")
        (rules / "folder.yaml").mkdir()
        os.mkfifo(rules / "pipe.yaml")
        (rules / "nested.yaml").write_text("[" * 100_000, "utf-8")
        (rules / "bytes.yaml").write_bytes(bytes(range(256)) * 1200)

        self.some_time_passes(daemon)

        assert daemon.watch.intake.playbook is before
        assert len(self.facts(daemon)[1].splitlines()) > 4

"""How does Genjin run for months? A thread an account, and one that watches over them and obeys signals.

The supervisor never speaks to a server and never writes mail. Every few seconds it looks: does a signal wait,
was the machine asleep, is a thread past its own deadline, is the book still ours? Only then it tells systemd
that all is alive.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from model import GenjinError, Source, utc
from store.book import Page
from store.location import BookError
from store.lock import Hold
from worker import config, coverage, portals
from worker.config import Home
from worker.daemon import patience
from worker.daemon.attend import GRACE, RESTS, Attendant, House
from worker.daemon.clock import Clock, Sleepwatch, SystemClock
from worker.daemon.logs import tell
from worker.daemon.metrics import Now, served
from worker.daemon.notify import Notifier
from worker.daemon.rule_files import RuleFiles
from worker.daemon.session import Opening, over_imap
from worker.daemon.signals import DUMP, END, RELOAD, Signals
from worker.daemon.turns import FirstRound, Gates
from worker.intake import Intake
from worker.pipeline import Playbook
from worker.rulebook import in_force, last_good
from worker.settings import Account, Settings
from worker.shape import ConfigError

log = logging.getLogger("genjin.daemon")

TICK = 5.0
"""Seconds between two looks of the supervisor."""
PATIENCE = 20.0
"""Seconds a thread may take to finish its batch. Then its line is cut, and what is lost is fetched again."""
LAST = 5.0
"""Seconds a thread may take after that. Both together are less than the 30 s that a stop may take."""
SWEEP = 3600.0
"""Seconds between two sweeps of the pools."""
_NEEDS_RESTART = ("book", "metrics", "metrics_open", "log", "readers")
"""Settings that a reload cannot change."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the daemon is given."""

    intake: Intake
    home: Home
    settings: Settings
    stop: threading.Event
    """Set, it ends; the intake asks it between batches."""
    hold: Hold
    """The lock on the book."""
    metrics: str = ""
    """Where metrics are told, over what genjin.yaml says."""
    opening: Opening = over_imap
    clock: Clock = field(default_factory=SystemClock)


def run(watch: Watch) -> None:
    """Read every account again and again until SIGTERM or SIGINT; the batch in hand is always finished."""
    supervisor = Supervisor(watch)
    metrics = watch.metrics or watch.settings.metrics
    with Signals() as signals, served(metrics, supervisor.now) as port:
        if port:
            tell(log, logging.INFO, "metrics", port=port)
        supervisor.run(signals)


class Supervisor:
    """The main thread."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._settings = watch.settings
        self._clock = watch.clock
        opened = watch.opening(watch.intake, watch.home.folder)
        self._house = House(watch.intake, opened, watch.clock, Gates())
        self._attendants: dict[str, Attendant] = {}
        self._leaving: list[Attendant] = []
        """Their accounts are gone from genjin.yaml; they finish their batches."""
        self._cut: dict[str, float] = {}
        """Accounts whose line was cut by us, and until when they may take to notice."""
        self._planning: threading.Thread | None = None
        self._sweeping: threading.Thread | None = None
        self._swept = watch.clock.steady()
        """When the pools were swept last; first an hour after the start: mailboxes are read before."""
        self._notifier = Notifier(os.environ)
        self._tick = min(TICK, self._notifier.watchdog_every / 3 or TICK)
        self._sleepwatch = Sleepwatch(watch.clock)
        self._looked = watch.clock.steady()
        self._signs: dict[str, object] = {}
        self._rule_files = RuleFiles(watch.home, watch.clock.steady)
        self._rule_files.noted(self._settings.rules, self._settings.policy)
        self._refused_rules = self._refused_before()
        """Why the rule files on the disk are not in force; empty if they are."""
        self._version = _version()

    def run(self, signals: Signals) -> None:
        self._begin(self._settings.accounts)
        self._notifier.ready(self._status())
        names = ", ".join(self._attendants)
        every = self._settings.every_minutes * 60
        tell(log, logging.INFO, "started", f"Reading {names}.", accounts=len(self._attendants), every=every)
        while not self._watch.stop.is_set():
            came = signals.wait(self._tick)
            busy = self._obey_all(came)
            if not self._watch.stop.is_set():
                self._look(self._tick + busy)
        self._finish(signals)

    def now(self) -> Now:
        """For the metrics: asked by a thread of theirs."""
        steady = self._clock.steady()
        return Now(
            [each.standing for each in list(self._attendants.values())],
            steady,
            self._version,
            steady - self._looked < self._tick + GRACE,
            self._watch.intake.playbook.rules.edition,
            bool(self._refused_rules),
        )

    def _obey_all(self, numbers: frozenset[int]) -> float:
        """Seconds it took: a long reload must not look like a sleep."""
        begun = self._clock.steady()
        for number in sorted(numbers):
            self._obey(number)
        return self._clock.steady() - begun

    def _obey(self, number: int) -> None:
        if number in END:
            self._watch.stop.set()
        elif number == RELOAD:
            self._reload(asked=True)
        elif number == DUMP:
            self._dump()

    # -- accounts

    def _begin(self, accounts: Sequence[Account]) -> None:
        """A thread for each. Those of one host are staggered; those never read take turns."""
        never = self._watch.intake.never_read([account.name for account in accounts])
        first = FirstRound(never, self._clock)
        if len(never) > 1:
            tell(log, logging.INFO, "first_round", "Read for the first time.", accounts=len(never))
        before: dict[str, int] = {}
        for account in accounts:
            at = before[account.host] = before.get(account.host, -1) + 1
            delay = 0.0 if account.name in never else patience.spread(at) * self._house.dice()
            attendant = Attendant(account, self._every(account), self._house, first)
            attendant.standing.patience = self._patience(account)
            self._attendants[account.name] = attendant
            attendant.start(delay, self._still_reading(account.name))

    def _still_reading(self, name: str) -> threading.Thread | None:
        """The thread of an account that was removed and comes back before its batch is finished."""
        return next((each.thread for each in reversed(self._leaving) if each.account.name == name), None)

    def _every(self, account: Account) -> float:
        """What the account says; else what is said for all, but not oftener than its provider wants."""
        from worker import providers

        wanted = max(self._settings.every_minutes * 60, providers.of(account).poll_seconds)
        return float(account.poll_seconds or wanted)

    def _patience(self, account: Account) -> float:
        """Seconds without a sign of life until an account needs somebody: as many as `status` has."""
        return coverage.limit(account, coverage.patience(self._settings)).total_seconds()

    # -- looking after them

    def _look(self, asked: float) -> None:
        lost = self._sleepwatch.lost(asked)
        self._looked = self._clock.steady()
        if lost:
            self._all_anew(lost)
        self._heed_changed_files()
        self._heed_changed_rules()
        self._sweep_pools()
        self._keep_book()
        self._see_off()
        self._replace_dead()
        if not self._all_stuck():
            self._notifier.alive()
        self._notifier.status(self._status())

    def _all_anew(self, lost: float) -> None:
        """The machine slept: no line can be trusted, and all of them have a while to come back. Rung before
        the line is cut: the error that a thread meets then is no failure."""
        within = patience.spread(len(self._attendants))
        words = "The machine slept, or its clock was set: every line is renewed."
        tell(log, logging.INFO, "woke", words, lost=round(lost), within=round(within))
        for each in self._attendants.values():
            if each.renew(within):
                each.hang_up()
            self._cut[each.account.name] = self._looked + GRACE

    def _all_stuck(self) -> bool:
        """Cut the lines of threads past their deadlines. Does it help none of those that have something to
        do? Then something of ours hangs, and a restart is right; one silent server may not end the others."""
        late = [each for each in self._attendants.values() if each.standing.step.until < self._looked]
        for name in set(self._cut) - {each.account.name for each in late}:
            if self._cut[name] < self._looked:
                del self._cut[name]
        for each in late:
            self._cut_line(each)
        at_work = [each for each in self._attendants.values() if each.standing.step.doing not in RESTS]
        return bool(at_work) and all(each.standing.stuck for each in at_work)

    def _cut_line(self, late: Attendant) -> None:
        name = late.account.name
        if name in self._cut:
            if self._cut[name] < self._looked:
                self._give_up(late)
            return
        self._cut[name] = self._looked + GRACE
        doing = late.standing.step.doing
        words = "It hangs; its line is cut."
        tell(log, logging.WARNING, "silent", words, account=name, doing=doing)
        late.standing.errors["silent"] += 1
        late.hang_up()

    def _give_up(self, late: Attendant) -> None:
        """It did not notice. The line is cut again, for it may be another one by now."""
        if not late.standing.stuck:
            words = "It hangs, though its line was cut; the other accounts go on."
            doing = late.standing.step.doing
            tell(log, logging.ERROR, "stuck", words, account=late.account.name, doing=doing)
        late.standing.stuck = True
        late.hang_up()

    def _replace_dead(self) -> None:
        """Threads that ended by themselves: no error gets so far, so this is for the unthinkable."""
        for each in list(self._attendants.values()):
            if each.is_over or each.thread is None or each.thread.is_alive():
                continue
            name, words = each.account.name, "Its thread has ended; a new one begins."
            tell(log, logging.ERROR, "dead", words, account=name)
            self._begin([each.account])

    def _see_off(self) -> None:
        """Who is gone from genjin.yaml is forgotten when its batch is done; if it hangs, its line is cut."""
        self._leaving = [each for each in self._leaving if _runs(each)]
        for each in self._leaving:
            if each.standing.step.until < self._looked:
                each.hang_up()

    def _heed_changed_files(self) -> None:
        """Somebody may have put a refused password right: it is tried at once, genjin.yaml read again."""
        refused = [each for each in self._attendants.values() if each.standing.refused]
        seen = dict(self._signs)
        paths = {f"{each.account.name}": self._secret_file(each.account) for each in refused}
        paths |= {"": str(self._watch.home.settings)} if refused else {}
        self._signs = {name: _sign(path) for name, path in paths.items()}
        changed = [name for name, sign in self._signs.items() if name in seen and seen[name] != sign]
        if "" in changed:
            self._reload()
        for name in changed:
            if name in self._attendants:
                tell(log, logging.INFO, "changed", "Its secret was changed.", account=name)
                self._attendants[name].reconnect()

    def _secret_file(self, account: Account) -> str:
        words = account.secret.file
        return str(self._watch.home.folder / Path(words).expanduser()) if words else ""

    def _keep_book(self) -> None:
        try:
            self._watch.hold.check()
        except BookError as error:
            tell(log, logging.CRITICAL, "lock_lost", str(error))
            self._watch.stop.set()

    # -- reloading

    def _reload(self, *, asked: bool = False) -> None:
        """Everything is read and checked first; on a mistake what is in force stays.

        asked: a person wants it, who may know more than the files show; refused logins are tried again.
        """
        self._notifier.reloading()
        self._rule_files.noted(self._settings.rules, self._settings.policy)
        try:
            settings, playbook = config.load_all(self._watch.home)
            if words := portals.left_out(self._watch.home):
                tell(log, logging.WARNING, "portals_left_out", words)
            self._swap(settings, playbook)
            self._try_refused(asked)
        except GenjinError as error:
            self._refuse(error)
        except Exception as error:  # noqa: BLE001 - a bug in reading files is no reason to stop reading mail
            words = "Not reloaded; this is a bug of ours."
            tell(log, logging.ERROR, "reload_refused", words, exc_info=error)
        self._looked = self._clock.steady()
        self._notifier.ready(self._status())

    def _heed_changed_rules(self) -> None:
        """A rule file or the policy was edited: those two are read again, and nothing else."""
        if not self._rule_files.changed(self._settings.rules, self._settings.policy):
            return
        self._rule_files.noted(self._settings.rules, self._settings.policy)
        try:
            self._take_rules(config.load_playbook(self._watch.home, self._settings))
        except GenjinError as error:
            self._refuse(error)
        except Exception as error:  # noqa: BLE001 - as in _reload
            tell(log, logging.ERROR, "reload_refused", "Not reloaded; this is a bug of ours.", exc_info=error)
        self._looked = self._clock.steady()

    def _take_rules(self, playbook: Playbook) -> None:
        before, self._watch.intake.playbook = self._watch.intake.playbook, playbook
        now = playbook.rules
        same = before.rules.edition == now.edition
        words = "The policy was read again." if same else "The rules on the disk are in force now."
        tell(log, logging.INFO, "rules_reloaded", words, edition=now.edition, rules=len(now.rules))
        self._note_rules()
        self._renew_plan()

    def _refused_before(self) -> str:
        """The command that starts the daemon may have gone back to the last good rules."""
        with self._watch.intake.book.begin() as page:
            return page.fact(in_force.REFUSED)

    def _note_rules(self) -> None:
        self._refused_rules = ""
        now = self._watch.intake.playbook.rules
        self._noted(lambda page: in_force.note(page, now, self._shown()))
        last_good.keep(self._watch.home, self._settings.rules, now, self._shown())

    def _refuse(self, error: GenjinError) -> None:
        """Said once for every state of the files; `status` and the metrics say it as long as it is so."""
        words = f"Not reloaded; what was in force stays in force. {_mistakes(error)}"
        tell(log, logging.ERROR, "reload_refused", words)
        self._refused_rules = _in_full(error)
        self._noted(lambda page: in_force.refuse(page, _in_full(error)))

    def _noted(self, write: Callable[[Page], None]) -> None:
        """In the book, for commands; a book that fails now is no reason to keep the old rules."""
        try:
            with self._watch.intake.book.begin() as page:
                write(page)
        except GenjinError as error:
            tell(log, logging.ERROR, "plan", str(error))

    def _shown(self) -> datetime:
        return utc(self._clock.wall())

    def _swap(self, settings: Settings, playbook: Playbook) -> None:
        old, self._settings = self._settings, self._kept(settings)
        self._watch.intake.playbook = playbook  # one assignment: the sitting that goes on has its own
        wanted = {account.name: account for account in settings.accounts}
        gone = [name for name in self._attendants if name not in wanted]
        for name in gone:
            self._end(name)
        changed = [name for name, each in self._attendants.items() if self._takes(each, wanted[name], old)]
        for each in self._attendants.values():
            if each.standing.waiting:
                each.renew()  # a pass goes to its end with the rules it began with; that may be hours
        new = [account for name, account in wanted.items() if name not in self._attendants]
        self._begin(new)
        new_, gone_, changed_ = len(new), len(gone), len(changed)
        tell(log, logging.INFO, "reloaded", accounts=len(wanted), new=new_, gone=gone_, changed=changed_)
        self._rule_files.noted(self._settings.rules, self._settings.policy)
        self._note_rules()
        self._renew_plan()

    def _kept(self, settings: Settings) -> Settings:
        """The new settings, with the old values of what only a restart can change."""
        kept = {name: getattr(self._settings, name) for name in _NEEDS_RESTART}
        for name in _NEEDS_RESTART:
            if getattr(settings, name) != kept[name]:
                tell(log, logging.WARNING, "restart_needed", f"`{name}` is changed by a restart only.")
        return replace(settings, **kept)

    def _takes(self, each: Attendant, account: Account, old: Settings) -> bool:
        """Give an account what is said of it now. A new line only where that says something else."""
        same = _said(each.account) == _said(account) and (
            not account.secret.oauth or old.oauth == self._settings.oauth
        )
        each.take(account, self._every(account))
        each.standing.patience = self._patience(account)
        if not same:
            each.reconnect()
        return not same

    def _try_refused(self, asked: bool) -> None:
        for each in self._attendants.values():
            if asked and each.standing.refused:
                each.reconnect()

    def _end(self, name: str) -> None:
        attendant = self._attendants.pop(name)
        attendant.end()
        self._leaving.append(attendant)

    def _renew_plan(self) -> None:
        """In a thread of its own: thousands of customers take a while, and the supervisor is needed."""
        from worker.rounds import renew_plan

        before, intake = self._planning, self._watch.intake

        def renewing() -> None:
            if before is not None:
                before.join()
            try:
                renew_plan(intake.book, intake)
            except GenjinError as error:
                tell(log, logging.ERROR, "plan", str(error))

        self._planning = threading.Thread(target=renewing, name="plan", daemon=True)
        self._planning.start()

    def _sweep_pools(self) -> None:
        """What time takes back returns to the pools, at most once an hour, in a thread of its own."""
        if self._looked - self._swept < SWEEP or _at_work(self._sweeping):
            return
        self._swept = self._looked
        self._sweeping = threading.Thread(target=self._sweep_once, name="sweep", daemon=True)
        self._sweeping.start()

    def _sweep_once(self) -> None:
        from worker.sweep import sweep

        try:
            swept = sweep(self._watch.intake, self._shown())
        except GenjinError as error:
            tell(log, logging.ERROR, "sweep", str(error))
        except Exception as error:  # noqa: BLE001  # no reason to stop reading mail
            tell(
                log,
                logging.ERROR,
                "sweep",
                "The pools were not swept; this is a bug of ours.",
                exc_info=error,
            )
        else:
            returned, waiting, handed = len(swept.returned), len(swept.waiting), len(swept.handed)
            tell(log, logging.INFO, "sweep", returned=returned, waiting=waiting, handed=handed)

    # -- telling

    def _status(self) -> str:
        """For `systemctl status`: how many are well, and who is not."""
        standings = [each.standing for each in self._attendants.values()]
        wrong = [each.account for each in standings if each.wrong(self._looked)]
        named = f"; look at {', '.join(wrong[:5])}{'…' if len(wrong) > 5 else ''}" if wrong else ""
        return f"{len(standings) - len(wrong)} of {len(standings)} accounts are well{named}"

    def _dump(self) -> None:
        now = self._clock.steady()
        for each in self._attendants.values():
            standing = each.standing
            tell(
                log,
                logging.INFO,
                "status",
                standing.trouble,
                account=standing.account,
                doing=standing.step.doing,
                connected=standing.connected,
                silent_for=round(standing.silent_for(now)),
                waiting=standing.waiting,
                failures=standing.failures,
                **dict(standing.counts),
            )

    # -- ending

    def _finish(self, signals: Signals) -> None:
        """All finish their batches; who does not gets its line cut; who still does not is left behind."""
        self._notifier.stopping()
        tell(log, logging.INFO, "stopping", "Finishing the batches in hand.")
        everybody = [*self._attendants.values(), *self._leaving]
        for each in everybody:
            each.end()
        self._join(everybody, PATIENCE, signals)
        for each in [late for late in everybody if _runs(late)]:
            words = f"account {each.account.name}: its server does not answer; not waited for"
            tell(log, logging.WARNING, "silent", words, account=each.account.name)
            each.hang_up()
        self._join(everybody, LAST, signals)
        for thread in filter(None, (self._planning, self._sweeping)):
            thread.join(LAST)
        tell(log, logging.INFO, "stopped", "Everything is saved.")

    def _join(self, everybody: Sequence[Attendant], seconds: float, signals: Signals) -> None:
        """A second SIGTERM or SIGINT is somebody who does not want to wait."""
        end = time.monotonic() + seconds
        while any(_runs(each) for each in everybody) and time.monotonic() < end:
            if signals.wait(0.05) & set(END):
                return


def _runs(each: Attendant) -> bool:
    return _at_work(each.thread)


def _at_work(thread: threading.Thread | None) -> bool:
    return thread is not None and thread.is_alive()


_STAYS = "What was in force stays in force."


def _mistakes(error: GenjinError) -> str:
    """For a line of the log: each mistake with its place, without the line it stands in and its caret."""
    if not isinstance(error, ConfigError):
        return str(error)
    return " ".join(f"{each.path}:{each.line}:{each.column}: {each.what}" for each in error.problems)


def _in_full(error: GenjinError) -> str:
    return str(ConfigError(error.problems, _STAYS)) if isinstance(error, ConfigError) else str(error)


def _said(account: Account) -> Account:
    """What genjin.yaml says of an account, wherever it says so."""
    return replace(account, source=Source("", 0))


def _sign(path: str) -> object:
    """What tells one state of a file from the next."""
    try:
        state = Path(path).stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


def _version() -> str:
    try:
        return version("genjin")
    except PackageNotFoundError:
        return "unknown"

"""The life of one account: connect, read, wait for new mail, read again, and again after every mishap.

    turn at the gate | connect | read | wait (a hint, or the poll) | read | ... | back off | connect | ...

Polling is the truth: a pass begins at the latest when the interval is over. What the server says meanwhile
(IDLE) only lets it begin earlier.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from model import GenjinError
from store.location import BookError
from worker import providers
from worker.daemon import patience
from worker.daemon.bell import Bell
from worker.daemon.clock import Clock
from worker.daemon.logs import tell
from worker.daemon.session import REFUSED, Opened, Session
from worker.daemon.standing import Standing
from worker.daemon.turns import Called, FirstRound, Gates
from worker.intake import Intake
from worker.pipeline import ROLES, Report
from worker.settings import Account

log = logging.getLogger("genjin.daemon")

CONNECTING = 180.0
READING = 600.0
GRACE = 90.0
"""Seconds a thread has for a step before it counts as dead: to connect, for a batch, and over what it was
going to wait. All are longer than the time-outs of a line that fails in an orderly way."""
RESTS = ("stopped", "backing off")
"""Waits that have a reason: only a person's change ends them early, never a line that is to be renewed."""
LINED = ("connecting", "reading", "waiting")
"""What is done on a line."""
STEADY = 60.0
"""A line that stood so long was a good one: providers hang up on idle lines all day long, and that is neither
news nor a reason to wait."""


@dataclass(slots=True)
class House:
    """What the accounts share."""

    intake: Intake
    opened: Opened
    clock: Clock
    gates: Gates
    dice: patience.Dice = random.random


class Attendant:
    """One account and its thread. The methods above `attend` are for others, from any thread."""

    def __init__(self, account: Account, every: float, house: House, first: FirstRound) -> None:
        self.account = account
        self.every = every
        """Seconds between two passes while all is well."""
        self.standing = Standing(account.name, house.clock.steady())
        self.thread: threading.Thread | None = None
        self._house = house
        self._first = first
        self._bell = Bell()
        self._over = False
        self._wanted = False
        """Somebody changed something: no rest is kept."""
        self._rest = 0.0
        self._session: Session | None = None
        self._opened_at = 0.0
        self._read_at = 0.0
        self._good = False
        """There was a whole pass on the line at hand."""
        self._failures = 0
        self._refusals = 0

    def start(self, delay: float = 0.0, after: threading.Thread | None = None) -> None:
        """after: the thread that had this account before, and has to finish its batch."""
        # A daemon thread: one that waits for a silent server has nothing in hand and may be left behind.
        name = self.account.name
        self.thread = threading.Thread(target=self._begin, args=(delay, after), name=name, daemon=True)
        self.thread.start()

    def end(self) -> None:
        """Finish the batch in hand, and go."""
        self._over = True
        self._bell.ring()

    def take(self, account: Account, every: float) -> None:
        """What genjin.yaml says of this account now."""
        self.account, self.every = account, every

    def reconnect(self, within: float = 0.0) -> None:
        """Somebody changed something: a new line, at some moment within so many seconds, and a fresh start.
        The batch in hand is finished first."""
        self._failures = self._refusals = 0
        self._wanted = True
        self._ring(within)

    def renew(self, within: float = 0.0) -> bool:
        """A new line for the one at hand. Who has none, and waits because it was told to, goes on waiting."""
        if self.standing.step.doing not in LINED:
            return False
        self._ring(within)
        return True

    def _ring(self, within: float) -> None:
        self._rest = within * self._house.dice()
        self._bell.ring()

    def hang_up(self) -> None:
        """Its line counts as dead."""
        session = self._session
        if session is not None:
            session.hang_up()

    @property
    def is_over(self) -> bool:
        return self._over

    # -- its life

    def _begin(self, delay: float, after: threading.Thread | None) -> None:
        self.standing.busy("waiting its turn")
        while after is not None and after.is_alive() and not self._over:
            after.join(1.0)
        self.attend(delay)

    def attend(self, delay: float = 0.0) -> None:
        """Nothing that happens to this account may end the others."""
        try:
            self._pause("starting", delay)
            self._first_turns()
            while not self._over:
                self._pause(*self._spell())
                self._answer()
        finally:
            self.standing.busy("ended")
            self._bell.close()

    def _answer(self) -> None:
        """Called away: whatever it was, the next line is a new one, after a rest of its own."""
        if (self._bell() or self._wanted) and not self._over:
            self._wanted = False
            self._bell.hush()
            rest, self._rest = self._rest, 0.0
            self._pause("spreading", rest)

    def _pause(self, doing: str, seconds: float) -> None:
        end = self._now() + seconds
        while (left := end - self._now()) > 0 and not self._over:
            self.standing.busy(doing, end + GRACE)
            if not self._house.clock.wait(self._bell, left) or doing not in RESTS or self._wanted:
                return
            self._bell.hush()  # it meant the line, which is gone by now

    def _first_turns(self) -> None:
        """A line of its own for every role: between the two it may be hours until the others are through.
        Whoever is ill leaves the round, and is met again after the usual wait."""
        name = self.account.name
        for role in ROLES:
            if self._over or not self._first.awaits(name):
                break
            self.standing.busy("waiting its turn")
            after = self._spell((role,))
            if not self._good:
                self._first.done(name, *ROLES)
                self._pause(*after)
                self._answer()
            self._first.done(name, role)

    def _spell(self, roles: Sequence[str] = ROLES) -> tuple[str, float]:
        """One line, from connecting to its end: what to do after it, and for how long."""
        self._opened_at, self._good = self._now(), False
        try:
            self._serve(roles)
        except Called:
            pass
        except REFUSED as error:
            return self._refused(error)
        except GenjinError as error:
            return self._failed(error)
        except Exception as error:  # noqa: BLE001 - the other accounts go on, whatever it is
            return self._puzzled(error)
        return "starting", 0.0

    def _serve(self, roles: Sequence[str]) -> None:
        """Read until called away. In the first round one pass over one role is all."""
        in_first = roles is not ROLES
        if in_first:
            self._first.turn(roles[0], self.account.name, self._bell)
        with ExitStack() as line:
            session = self._connect(line)
            self._read(session, roles)
            while not in_first and not self._bell():
                self._wait(session)
                if not self._bell():
                    self._read(session, roles)

    def _connect(self, line: ExitStack) -> Session:
        self.standing.busy("waiting at the gate")
        with self._house.gates.through(self.account.host, self._bell, providers.of(self.account).connections):
            self.standing.busy("connecting", self._now() + CONNECTING)
            line.callback(self._gone)
            session = line.enter_context(self._house.opened(self.account))
        self._session, self._opened_at = session, self._now()
        self.standing.connected = True
        self.standing.counts["connects"] += 1
        line.callback(self._leave)
        return session

    def _leave(self) -> None:
        """Logging out may meet a line that is dead."""
        self.standing.busy("hanging up", self._now() + GRACE)

    def _gone(self) -> None:
        self._session, self.standing.connected = None, False

    def _read(self, session: Session, roles: Sequence[str]) -> None:
        """One pass. What its whole batches brought is counted and told, however it ends."""
        self._read_at = self._now()
        self.standing.busy("reading", self._read_at + READING)
        so_far = Report()

        def on_batch(_folder: str, report: Report) -> None:
            nonlocal so_far
            so_far = report
            self._heard(report, roles)

        try:
            so_far = session.read(on_batch, roles)
        finally:
            self._count(so_far)
        self._good = True
        self._refusals = 0
        self.standing.success(self._now(), self._house.clock.wall())
        self._note("")

    def _heard(self, report: Report, roles: Sequence[str]) -> None:
        self.standing.busy("reading", self._now() + READING)
        self.standing.waiting = report.waiting
        if report.waiting or report.new:  # every pass of an account that fails may end one batch of nothing
            self.standing.got_on = self._now()
        self._first.heard(roles[0], self.account.name)
        if self._bell():
            raise Called

    def _count(self, report: Report) -> None:
        self.standing.count(report)
        if not report.new and not report.set_aside:
            return
        tell(
            log,
            logging.INFO,
            "mail",
            account=self.account.name,
            new=report.new,
            linked=report.linked,
            set_aside=report.set_aside,
            seconds=round(self._now() - self._read_at, 2),
        )

    def _wait(self, session: Session) -> None:
        seconds = patience.between_passes(self.every, self._house.dice)
        self.standing.busy("waiting", self._now() + seconds + GRACE)
        if session.wait(seconds, self._bell):
            self.standing.counts["hints"] += 1
        self._house.clock.wait(self._bell, patience.until_next(self._read_at, self._now()))

    # -- mishaps

    def _refused(self, error: GenjinError) -> tuple[str, float]:
        self._refusals += 1
        wait = patience.after_refusal(self._refusals, getattr(error, "wait", 0.0), self._house.dice)
        self.standing.refused = True
        self._tell(logging.ERROR, "refused", error, wait)
        self._fail("login", error)
        return "stopped", wait

    def _failed(self, error: GenjinError) -> tuple[str, float]:
        asked = float(getattr(error, "wait", 0.0))
        if self._bell() and not asked:  # hung up on purpose
            return "starting", 0.0
        stood = self._good and self._now() - self._opened_at >= STEADY
        if stood and not asked:
            self._failures = 0
        self._failures += 1
        wait = patience.after_failure(self._failures, asked, self._house.dice)
        self._tell(logging.INFO if stood else logging.WARNING, "failed", error, wait)
        if stood:
            self.standing.errors["line"] += 1
        else:
            self._fail("book" if isinstance(error, BookError) else "asked" if asked else "line", error)
        return "backing off", wait

    def _puzzled(self, error: Exception) -> tuple[str, float]:
        self._failures += 1
        wait = patience.after_failure(self._failures, 0.0, self._house.dice)
        self.standing.fail("bug", f"a bug of ours ({type(error).__name__})")
        words = "This is a bug of ours; the other accounts go on."
        tell(log, logging.ERROR, "bug", words, account=self.account.name, wait=round(wait), exc_info=error)
        return "backing off", wait

    def _tell(self, level: int, event: str, error: GenjinError, wait: float) -> None:
        tell(log, level, event, str(error), account=self.account.name, wait=round(wait))

    def _fail(self, sort: str, error: GenjinError) -> None:
        self.standing.fail(sort, str(error))
        if not (isinstance(error, BookError) or error.is_noted):
            self._note(str(error))

    def _note(self, words: str) -> None:
        """For `status` and `due`. A book that cannot be written is met again at the next pass."""
        with suppress(BookError):
            self._house.intake.note_trouble(self.account.name, words)

    def _now(self) -> float:
        return self._house.clock.steady()

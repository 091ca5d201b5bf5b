"""How does Genjin run for months? A thread an account, back-off when a server is ill, an end on a signal."""

from __future__ import annotations

import logging
import random
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from model import GenjinError
from worker.intake import Intake
from worker.mailbox import LoginRefused
from worker.pipeline import ROLES, Report
from worker.rounds import one_pass
from worker.secret import SecretError
from worker.settings import Account

log = logging.getLogger("genjin.daemon")

LONGEST_WAIT = 3600.0
"""Seconds between tries on an account whose server stays ill."""
SILENCE = 10.0
"""Seconds without a batch after which the first round goes on to the next account."""
PATIENCE = 20.0
"""Seconds a thread may take to end: more than a batch needs, less than a silent server is waited for."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the threads share."""

    intake: Intake
    folder: Path
    every: float
    """Seconds between two passes over an account that is well."""
    stop: threading.Event


def run(accounts: tuple[Account, ...], watch: Watch) -> None:
    """Read every account again and again until SIGTERM or SIGINT; the batch in hand is always finished."""
    _stop_on_signal(watch.stop)
    _first_round(accounts, watch)
    # daemon threads: one that still waits for a silent server has nothing in hand and may be left behind
    threads = [
        threading.Thread(target=_attend, args=(account, watch), name=account.name, daemon=True)
        for account in accounts
    ]
    for thread in threads:
        thread.start()
    log.info("reading %s every %d s", ", ".join(account.name for account in accounts), watch.every)
    while any(thread.is_alive() for thread in threads) and not watch.stop.is_set():
        time.sleep(0.5)
    log.info("finishing the batch in hand")
    _join(threads)
    log.info("stopped, everything saved")


def _first_round(accounts: tuple[Account, ...], watch: Watch) -> None:
    """Accounts that were never read are read one after the other, as `sync` does it: then the book does not
    depend on which thread is the faster one. A server that says nothing is not waited for.
    """
    new = watch.intake.never_read([account.name for account in accounts])
    first = [account for account in accounts if account.name in new]
    if len(first) < 2:
        return
    log.info("reading %d new accounts for the first time", len(first))
    for role in ROLES:
        for account in first:
            _patiently(account, watch, role)


def _patiently(account: Account, watch: Watch, role: str) -> None:
    """Read one folder, and go on to the next account when nothing has come of it for a while."""
    heard = [time.monotonic()]

    def listening(_folder: str, _report: Report) -> None:
        heard[0] = time.monotonic()

    def reading() -> None:
        with suppress(GenjinError):  # its own thread meets the same error, and says so
            one_pass(account, watch.intake, watch.folder, listening, (role,))

    thread = threading.Thread(target=reading, name=account.name, daemon=True)
    thread.start()
    while thread.is_alive() and not watch.stop.is_set() and time.monotonic() - heard[0] < SILENCE:
        thread.join(0.2)


def _join(threads: list[threading.Thread]) -> None:
    """Wait for the batches in hand. What is cut off after that is taken back whole, and fetched again."""
    end = time.monotonic() + PATIENCE
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
        if thread.is_alive():
            log.warning("account %s: its server does not answer; not waited for", thread.name)


def _attend(account: Account, watch: Watch) -> None:
    """The life of one account. Nothing that happens to it may end the others."""
    failures = 0
    while not watch.stop.is_set():
        wait, failures = _pass(account, watch, failures)
        watch.stop.wait(wait)


def _pass(account: Account, watch: Watch, failures: int) -> tuple[float, int]:
    """One pass; how long to wait now, and how many passes have failed in a row."""
    try:
        report = one_pass(account, watch.intake, watch.folder)
    except (LoginRefused, SecretError) as error:
        # A refused password tried again and again gets an account locked: the longest wait.
        log.error("%s", error)  # noqa: TRY400 - a sentence for people; tracebacks are for bugs
        return max(LONGEST_WAIT, watch.every), failures + 1
    except GenjinError as error:
        log.warning("%s", error)
        return backoff(failures, watch.every), failures + 1
    except Exception:
        log.exception("account %s: this is a bug of ours; the other accounts go on", account.name)
        return backoff(failures, watch.every), failures + 1
    if report.new or report.set_aside:
        log.info(
            "account %s: %d new, %d linked, %d set aside",
            account.name,
            report.new,
            report.linked,
            report.set_aside,
        )
    return watch.every, 0


def backoff(failures: int, every: float) -> float:
    """Seconds to wait after so many failures in a row: doubling, at most an hour (or `every`, where that is
    more), less up to a fifth so that the accounts of one provider do not all come back at the same moment."""
    wait = min(max(LONGEST_WAIT, every), every * 2.0 ** min(failures, 12))
    return wait * random.uniform(0.8, 1.0)  # noqa: S311 - no secret hangs on it


def _stop_on_signal(stop: threading.Event) -> None:
    # Only the flag: the handler runs in the middle of whatever the main thread does.
    def _stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)

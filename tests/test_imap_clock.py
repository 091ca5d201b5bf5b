"""What if the wall clock jumps, or stands? Nothing is missed then, and nobody is asked without end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from fakes import MONDAY, Office
from faults import FaultProxy
from mailroom import commands, letters, network, numbers, rows
from post import USERS, Post, account, mailbox_of
from worker.imap import ImapMailbox, session
from worker.pipeline import Report, sync

YEAR = timedelta(days=365)
QUIET = ["STATUS", "NOOP", "STATUS"]


class Clock:
    """It stands until somebody moves it."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


def mailbox(proxy: FaultProxy, box: Post, clock: Clock) -> ImapMailbox:
    behind = account(proxy.host, proxy.port, user=box.user)
    return mailbox_of(behind, USERS[box.user], clock=clock)


def verbs(proxy: FaultProxy) -> list[str]:
    return [each.removeprefix("UID ").split()[0] for each in commands(proxy)]


def passes(office: Office, source: ImapMailbox, clock: Clock) -> Callable[[], Report]:
    return lambda: sync(source, office.intake, clock, lambda *_: None)


@pytest.mark.parametrize("jump", [YEAR, -YEAR, timedelta(days=1, seconds=1), -timedelta(days=2)])
def test_after_a_jump_the_folders_are_counted_once_and_then_it_is_quiet(
    box: Post, office: Office, jump: timedelta
) -> None:
    box.deliver("INBOX", *letters(3))
    clock = Clock()

    with network(box) as proxy, mailbox(proxy, box, clock) as source:
        look = passes(office, source, clock)
        for _ in range(3):
            look()
        commands(proxy)
        look()
        before = verbs(proxy)
        clock.now += jump
        look()
        at_the_jump = verbs(proxy)
        for _ in range(5):
            look()
        after = verbs(proxy)

    assert before == QUIET
    assert at_the_jump.count("SEARCH") == 2
    assert "FETCH" not in at_the_jump
    assert after == QUIET * 5


@pytest.mark.parametrize("jump", [YEAR, -YEAR])
def test_mail_goes_on_coming_in_on_both_sides_of_a_jump(box: Post, office: Office, jump: timedelta) -> None:
    clock = Clock()

    with network(box) as proxy, mailbox(proxy, box, clock) as source:
        look = passes(office, source, clock)
        for number, moved in enumerate((timedelta(), jump, timedelta(), -jump, jump), 1):
            clock.now += moved
            box.deliver("INBOX", *letters(1, number))
            look()

    assert numbers(office) == [1, 2, 3, 4, 5]
    assert all(lag >= 0 for (lag,) in rows(office, "SELECT lag FROM cursor"))


def test_what_was_missed_is_found_by_the_daily_count_however_the_clock_stands(
    box: Post, office: Office
) -> None:
    """A row that somebody lost, so that the counts do fit and the list does not."""
    box.deliver("INBOX", *letters(4))
    clock, lost = Clock(), list[object]()

    for moved in (timedelta(), timedelta(), -YEAR):
        clock.now += moved
        with network(box) as proxy, mailbox(proxy, box, clock) as source:
            if passes(office, source, clock)().new:
                _forget(office, 2)
                lost = rows(office, "SELECT count(*) FROM place WHERE uid = 2")

    assert lost == [(0,)]
    assert rows(office, "SELECT count(*) FROM place WHERE uid = 2") == [(1,)]


def test_a_status_that_lies_is_believed_for_half_an_hour_of_the_steady_clock_only(
    box: Post, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()

    with network(box) as proxy, mailbox(proxy, box, clock) as source:
        look = passes(office, source, clock)
        for _ in range(3):
            look()
        commands(proxy)
        look()
        quiet = verbs(proxy)
        monkeypatch.setattr(session, "OPEN_ANYWAY", 0.0)
        look()
        opened = verbs(proxy)

    assert quiet == QUIET
    assert opened.count("EXAMINE") == 2


def _forget(office: Office, uid: int) -> None:
    from sqlalchemy import text

    with office.book.begin() as page:
        page.folders._connection.execute(text(f"DELETE FROM place WHERE uid = {uid}"))

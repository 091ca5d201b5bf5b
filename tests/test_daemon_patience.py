"""How long is waited before the next try, and does the daemon notice that the machine slept?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attended import FakeClock
from worker.daemon import patience
from worker.daemon.bell import Bell
from worker.daemon.clock import TOLERANCE, Sleepwatch
from worker.daemon.patience import LONGEST_REFUSED, LONGEST_WAIT, REFUSED_WAIT

DICE = st.floats(0, 1)


class TestAfterFailure:
    @given(st.integers(1, 100_000), DICE)
    def test_it_is_bounded(self, failures: int, shown: float) -> None:
        assert 0 < patience.after_failure(failures, dice=lambda: shown) <= LONGEST_WAIT

    @given(st.integers(1, 8), DICE, DICE)
    def test_it_grows_whatever_the_dice_show(self, failures: int, one: float, other: float) -> None:
        before, after = (
            patience.after_failure(failures, dice=lambda: one),
            patience.after_failure(failures + 1, dice=lambda: other),
        )

        assert before < after

    @given(st.integers(1, 50), st.floats(0, 100_000), DICE)
    def test_it_is_never_shorter_than_what_the_server_asked_for(
        self, failures: int, asked: float, shown: float
    ) -> None:
        assert patience.after_failure(failures, asked, lambda: shown) >= asked

    def test_it_is_shaken_so_that_accounts_do_not_come_back_together(self) -> None:
        assert len({patience.after_failure(3) for _ in range(20)}) > 10
        assert len({patience.after_failure(1, 7200.0) for _ in range(20)}) > 10


class TestAfterRefusal:
    @given(st.integers(1, 100_000), DICE)
    def test_it_is_an_hour_at_least_and_a_day_at_most(self, refusals: int, shown: float) -> None:
        wait = patience.after_refusal(refusals, dice=lambda: shown)

        assert REFUSED_WAIT <= wait <= LONGEST_REFUSED * 1.1

    def test_a_wrong_password_is_tried_five_times_on_the_first_day(self) -> None:
        at, tries = 0.0, 1
        while (at := at + patience.after_refusal(tries, dice=lambda: 0.0)) < 86_400:
            tries += 1

        assert tries == 5


@given(st.floats(1, 86_400), DICE)
def test_a_poll_is_never_sooner_than_was_set(every: float, shown: float) -> None:
    assert every <= patience.between_passes(every, lambda: shown) < every * 1.21


@given(st.integers(0, 10_000))
def test_a_thousand_accounts_come_back_within_a_minute(count: int) -> None:
    assert 0 <= patience.spread(count) <= 60


class TestSleepwatch:
    def test_a_tick_in_time_is_no_sleep(self) -> None:
        clock = FakeClock()
        watch = Sleepwatch(clock)

        clock.passes(5)

        assert watch.lost(5) == 0

    def test_a_busy_machine_is_no_sleeping_one(self) -> None:
        clock = FakeClock()
        watch = Sleepwatch(clock)

        clock.passes(5 + TOLERANCE)

        assert watch.lost(5) == 0

    def test_a_suspend_stops_the_steady_clock_only(self) -> None:
        clock = FakeClock()
        watch = Sleepwatch(clock)

        clock.passes(5)
        clock.shown += 8 * 3600

        assert watch.lost(5) == 8 * 3600

    def test_a_process_that_stood_still_was_asleep_too(self) -> None:
        clock = FakeClock()
        watch = Sleepwatch(clock)

        clock.passes(605)

        assert watch.lost(5) == 600

    def test_it_is_told_once(self) -> None:
        clock = FakeClock()
        watch = Sleepwatch(clock)
        clock.shown += 3600
        watch.lost(5)

        clock.passes(5)

        assert watch.lost(5) == 0

    def test_a_clock_that_is_set_back_is_no_sleep(self) -> None:
        clock = FakeClock()
        watch = Sleepwatch(clock)

        clock.passes(5)
        clock.shown -= 86_400

        assert watch.lost(5) == 0


class TestBell:
    def test_a_ring_before_the_wait_is_not_missed(self) -> None:
        bell = Bell()
        bell.ring()

        woken = bell.wait(3600)

        assert woken
        bell.close()

    def test_it_can_be_waited_for_beside_a_socket(self) -> None:
        import select

        bell = Bell()
        quiet = select.select([bell], [], [], 0)[0]
        bell.ring()
        bell.ring()
        ringing = select.select([bell], [], [], 0)[0]
        bell.hush()
        hushed = select.select([bell], [], [], 0)[0]

        assert (quiet, ringing, hushed) == ([], [bell], [])
        bell.close()

    def test_ringing_a_closed_one_harms_nobody(self) -> None:
        bell = Bell()
        bell.close()
        bell.close()

        bell.ring()
        bell.hush()

        assert not bell()

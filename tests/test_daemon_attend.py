"""How does one account live? It reads, waits, reads again, comes back after every mishap; in fake time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from attended import Act, FakeServer, Ledger, account, house_of, lived
from model import GenjinError
from worker.daemon.attend import CONNECTING, READING, STEADY, Attendant
from worker.daemon.bell import Bell
from worker.daemon.patience import SOONEST
from worker.daemon.turns import AT_ONCE, FIRST_TURN, Called, FirstRound, Gates
from worker.imap.errors import LoginRefused, MailboxError
from worker.pipeline import ROLES, Report
from worker.signin.secret import SecretError


def server_that(**script: list[Act]) -> FakeServer:
    return FakeServer(script=script)


class TestReading:
    def test_many_passes_are_made_over_one_connection(self) -> None:
        server = server_that(wait=[None, None])

        attendant = lived(server)

        assert server.heard == [
            "connect anna",
            "read anna all",
            "wait anna 360",
            "read anna all",
            "wait anna 360",
            "read anna all",
            "wait anna 360",
            "leave anna",
        ]
        assert attendant.standing.counts["passes"] == 3
        assert attendant.standing.counts["connects"] == 1

    def test_a_hint_makes_the_next_pass_begin_at_once(self) -> None:
        server = server_that(wait=[Report()])
        begun = server.clock.now

        attendant = lived(server)

        assert server.heard.count("read anna all") == 2
        assert server.clock.now - begun <= 2 * SOONEST
        assert attendant.standing.counts["hints"] == 1

    def test_a_server_that_hints_without_end_is_not_asked_without_end(self) -> None:
        server = server_that(wait=[Report() for _ in range(50)])
        begun = server.clock.now

        lived(server)

        assert server.clock.now - begun >= 50 * SOONEST

    def test_what_came_is_counted_by_kind_and_told_without_a_subject(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        server = server_that(read=[Report(new=3, linked=2, set_aside=1, kinds={"human": 2, "bulk": 1})])

        attendant = lived(server)

        assert attendant.standing.kinds == {"human": 2, "bulk": 1}
        assert attendant.standing.counts["set_aside"] == 1
        fields = [vars(record) for record in caplog.records if vars(record).get("genjin_event") == "mail"]
        assert fields[0]["genjin_fields"] | {"seconds": 0} == {
            "account": "anna",
            "new": 3,
            "linked": 2,
            "set_aside": 1,
            "seconds": 0,
        }

    @pytest.mark.parametrize(("report", "lives"), [(Report(waiting=9), True), (Report(), False)])
    def test_a_batch_that_brought_something_is_a_sign_of_life(self, report: Report, lives: bool) -> None:
        server = server_that(read=[report])

        attendant = lived(server)

        assert (attendant.standing.got_on is not None) is lives

    def test_batches_before_an_error_are_counted_too(self) -> None:
        server = server_that()
        house = house_of(server)
        attendant = Attendant(account(), 300, house, FirstRound([], server.clock))

        class Breaking:
            def read(self, progress: object, _roles: object = ()) -> Report:
                progress("INBOX", Report(new=5))  # type: ignore[operator]
                attendant.end()
                raise MailboxError("the line broke")

        with pytest.raises(MailboxError):
            attendant._read(Breaking(), ("sent", "inbox"))  # type: ignore[arg-type]

        assert attendant.standing.counts["new"] == 5
        assert attendant.standing.counts["passes"] == 0

    def test_a_pass_is_broken_off_after_the_batch_in_hand_when_the_account_is_to_end(self) -> None:
        server = server_that()
        attendant = Attendant(account(), 300, house_of(server), FirstRound([], server.clock))
        server.script["read"] = [attendant.end]

        attendant.attend()

        assert server.heard == ["connect anna", "read anna all"]
        assert attendant.standing.step.doing == "ended"


class TestMishaps:
    def test_a_broken_line_is_made_anew_after_a_short_wait(self) -> None:
        server = server_that(read=[MailboxError("the line broke")])

        attendant = lived(server)

        assert server.heard[:3] == ["connect anna", "read anna all", "connect anna"]
        assert server.clock.waits[0] == pytest.approx(5)
        assert attendant.standing.errors == {"line": 1}

    def test_a_server_that_stays_ill_is_asked_less_and_less_often(self) -> None:
        server = server_that(connect=[MailboxError("nobody there") for _ in range(15)])

        lived(server)

        waits = server.clock.waits[:15]
        assert waits == sorted(waits)
        assert waits[0] < 10
        assert waits[-1] == 3600

    def test_a_line_that_stood_forgets_earlier_failures(self) -> None:
        broken = [MailboxError("gone") for _ in range(4)]
        server = server_that(connect=[*broken], wait=[None, MailboxError("gone")])

        lived(server)

        assert server.clock.waits[3] > 30
        assert 5.0 in server.clock.waits[4:]

    def test_a_server_that_asks_to_be_left_alone_is_left_alone(self) -> None:
        asked = MailboxError("[OVERQUOTA]", wait=3 * 3600)
        server = server_that(read=[asked])

        attendant = lived(server)

        assert server.clock.waits[0] >= 3 * 3600
        assert attendant.standing.errors == {"asked": 1}

    def test_so_it_is_where_the_line_was_to_be_renewed_at_that_moment(self) -> None:
        server = server_that()
        attendant = Attendant(account(), 300, house_of(server), FirstRound([], server.clock))
        server.then = attendant.end

        def asks() -> None:
            attendant.renew()
            raise MailboxError("[OVERQUOTA]", wait=3 * 3600)

        server.script["read"] = [asks]
        begun = server.clock.now

        attendant.attend()

        assert server.heard.count("connect anna") == 2
        assert server.clock.now - begun >= 3 * 3600

    @pytest.mark.parametrize("error", [LoginRefused("wrong password"), SecretError("no such file")])
    def test_a_refused_login_is_not_tried_again_within_an_hour(self, error: GenjinError) -> None:
        server = server_that(connect=[error, error, error])

        lived(server)

        first, second, third = server.clock.waits[:3]
        assert first >= 3600
        assert second >= 2 * first * 0.9
        assert third >= 2 * second * 0.9

    def test_a_refused_login_is_loud(self, caplog: pytest.LogCaptureFixture) -> None:
        ledger = Ledger()
        server = server_that(connect=[LoginRefused("Account anna: wrong password")])
        seen: list[str] = []
        server.script["connect"].append(lambda: seen.append(attendant.standing.wrong(server.clock.now)))
        attendant = Attendant(account(), 300, house_of(server, ledger), FirstRound([], server.clock))
        server.then = attendant.end

        attendant.attend()

        assert seen == ["stopped: Account anna: wrong password"]
        assert ledger.troubles == [("anna", "Account anna: wrong password"), ("anna", "")]
        assert [record.levelname for record in caplog.records] == ["ERROR"]

    def test_a_refused_login_is_tried_at_once_when_somebody_changed_something(self) -> None:
        server = server_that(connect=[LoginRefused("wrong password")])
        attendant = Attendant(account(), 300, house_of(server), FirstRound([], server.clock))
        server.then = attendant.end
        wait = server.clock.wait

        def changed_meanwhile(bell: object, seconds: float) -> bool:
            attendant.reconnect()
            return wait(bell, seconds)  # type: ignore[arg-type]

        server.clock.wait = changed_meanwhile  # type: ignore[method-assign]
        begun = server.clock.now

        attendant.attend()

        assert server.heard.count("connect anna") == 2
        assert server.clock.now - begun < 3600

    def test_a_line_that_stood_long_and_breaks_is_no_trouble(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.INFO)
        ledger = Ledger()
        server = server_that(wait=[None, MailboxError("BYE idle for too long")])

        attendant = lived(server, ledger)

        assert ledger.troubles == [("anna", "")] * 3
        assert attendant.standing.errors == {"line": 1}
        assert {record.levelname for record in caplog.records} == {"INFO"}

    def test_a_server_that_lets_us_in_and_hangs_up_at_once_is_not_asked_without_end(self) -> None:
        server = server_that(read=[MailboxError("BYE") for _ in range(9)])

        lived(server)

        assert sum(server.clock.waits[:9]) > 9 * STEADY

    def test_nor_is_one_that_lets_us_make_a_pass_before_it_hangs_up(self) -> None:
        server = server_that(wait=[MailboxError("BYE") for _ in range(9)])

        lived(server)

        assert sum(server.clock.waits) > 9 * STEADY

    def test_a_bug_of_ours_is_written_down_and_the_account_lives_on(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        server = server_that(read=[ZeroDivisionError("division by zero")])

        attendant = lived(server)

        assert attendant.standing.counts["passes"] == 1
        assert attendant.standing.errors == {"bug": 1}
        assert "This is a bug of ours" in caplog.text
        assert "ZeroDivisionError" in caplog.text


class TestDeadlines:
    def test_every_step_has_one(self) -> None:
        server = server_that()
        limits: dict[str, float] = {}

        def looked(step: str) -> None:
            limits[step] = attendant.standing.step.until - server.clock.now
            limits[f"{step}: {attendant.standing.step.doing}"] = 0

        server.script = {"connect": [lambda: looked("connect")], "read": [lambda: looked("read")]}
        attendant = Attendant(account(), 300, house_of(server), FirstRound([], server.clock))
        server.then = lambda: (looked("wait"), attendant.end())  # type: ignore[assignment, func-returns-value]

        attendant.attend()

        assert limits["connect"] == CONNECTING
        assert limits["read"] == READING
        assert 300 < limits["wait"] < 600
        assert {"connect: connecting", "read: reading", "wait: waiting"} < set(limits)

    def test_a_cut_line_is_no_failure_when_a_new_one_was_wanted_anyway(self) -> None:
        server = server_that()
        attendant = Attendant(account(), 300, house_of(server), FirstRound([], server.clock))
        server.then = attendant.end

        def slept() -> None:
            attendant.hang_up()
            attendant.reconnect(within=20)
            raise MailboxError("the line broke")

        server.script["wait"] = [slept]

        attendant.attend()

        assert "hang up anna" in server.heard
        assert server.heard.count("connect anna") == 2
        assert attendant.standing.errors == {}
        assert 20.0 in server.clock.waits


class TestFirstRound:
    def names(self, *heard: str) -> list[str]:
        return [each for each in heard if each.startswith("read")]

    def test_the_sent_folders_of_all_come_before_the_inboxes_of_all(self) -> None:
        server = FakeServer()
        first = FirstRound(["anna", "bo"], server.clock)
        house = house_of(server)
        both = [Attendant(account(name), 300, house, first) for name in ("anna", "bo")]

        def go_home() -> None:
            if f"read bo {ROLES[-1]}" in server.heard:
                for each in both:
                    each.end()

        server.then = go_home
        for each in reversed(both):
            each.start()
        for each in both:
            assert each.thread is not None
            each.thread.join(30)

        expected = [f"read {name} {role}" for role in ROLES for name in ("anna", "bo")]
        assert [each for each in self.names(*server.heard) if not each.endswith("all")] == expected

    def test_one_that_is_ill_leaves_it_and_is_not_asked_again_at_once(self) -> None:
        server = server_that(connect=[LoginRefused("wrong password")])
        attendant = Attendant(account(), 300, house_of(server), FirstRound(["anna", "bo"], server.clock))
        server.then = attendant.end

        attendant.attend()

        assert server.clock.waits[0] >= 3600
        assert server.heard.count("connect anna") == 2

    def test_one_that_says_nothing_is_passed_over(self) -> None:
        server = FakeServer()
        first = FirstRound(["mute", "anna"], server.clock)
        attendant = Attendant(account(), 300, house_of(server), first)
        server.then = attendant.end
        attendant.start()

        while attendant.thread is not None and attendant.thread.is_alive():
            server.clock.passes(11)
            attendant.thread.join(0.1)

        assert self.names(*server.heard)[: len(ROLES)] == [f"read anna {role}" for role in ROLES]

    def test_one_with_years_of_mail_is_waited_for_a_minute_and_reads_on_beside_the_others(self) -> None:
        server, bell = FakeServer(), Bell()
        first = FirstRound(["long", "anna"], server.clock)
        for _ in range(int(FIRST_TURN / 5) + 1):
            server.clock.passes(5)
            first.heard(ROLES[0], "long")

        waiting = threading.Thread(target=first.turn, args=(ROLES[0], "anna", bell), daemon=True)
        waiting.start()
        waiting.join(10)

        assert not waiting.is_alive()
        assert not first.awaits("long")
        assert first.awaits("anna")
        bell.close()

    def test_the_next_one_has_its_own_minute(self) -> None:
        server, bell = FakeServer(), Bell()
        first = FirstRound(["anna", "bo"], server.clock)
        server.clock.passes(FIRST_TURN)
        first.done("anna", ROLES[0])
        server.clock.passes(5)
        bell.ring()

        with pytest.raises(Called):
            first.turn(ROLES[1], "anna", bell)

        assert first.awaits("bo")
        bell.close()

    def test_a_single_new_account_needs_none(self) -> None:
        server = FakeServer()

        first = FirstRound(["anna"], server.clock)

        assert not first.awaits("anna")


def test_what_genjin_yaml_says_now_is_used_for_the_next_line() -> None:
    server = server_that()
    attendant = Attendant(account(), 300, house_of(server), FirstRound([], server.clock))
    server.then = attendant.end

    def changed() -> None:
        attendant.take(replace(account(), name="anna", user="anna@new.example"), 60)
        attendant.reconnect()

    server.script["wait"] = [changed]

    attendant.attend()

    assert server.heard[-2:] == ["wait anna 72", "leave anna"]


class TestGates:
    def test_so_many_may_connect_to_one_host_at_a_time_and_others_elsewhere(self) -> None:
        gates, bell = Gates(at_once=2), Bell()
        bell.ring()

        with gates.through("imap.example", bell), gates.through("imap.example", bell):
            with gates.through("other.example", bell):
                pass
            with pytest.raises(Called), gates.through("imap.example", bell):
                pass
        with gates.through("imap.example", bell):
            pass
        bell.close()

    def test_a_provider_that_allows_fewer_gets_fewer(self) -> None:
        gates, bell = Gates(), Bell()
        bell.ring()

        with (
            gates.through("imap.example", bell, allowed=1),
            pytest.raises(Called),
            gates.through("imap.example", bell, allowed=1),
        ):
            pass
        bell.close()

    def test_the_number_is_that_of_the_provider(self) -> None:
        server, asked = server_that(), list[int]()

        class Noting(Gates):
            @contextmanager
            def through(self, host: str, bell: Bell, allowed: int = AT_ONCE) -> Iterator[None]:  # noqa: ARG002
                asked.append(allowed)
                yield

        house = house_of(server)
        house.gates = Noting()
        attendant = Attendant(account(host="imap.naver.com"), 300, house, FirstRound([], server.clock))
        server.then = attendant.end

        attendant.attend()

        assert asked == [2]

    def test_one_that_cannot_connect_leaves_the_gate_open(self) -> None:
        server = server_that(connect=[MailboxError("nobody there") for _ in range(9)])

        attendant = lived(server)

        assert attendant.standing.counts["connects"] == 1

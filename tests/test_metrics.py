"""Can a monitor see how the daemon does? Metrics in Prometheus' text, health with its reasons, GET only."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator

import pytest

from worker.daemon.metrics import MetricsError, Now, address, exposition, health, served
from worker.daemon.standing import Standing
from worker.pipeline import Report

HOUR = 3600.0
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = rf'{NAME}="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(rf"({NAME})\{{((?:{LABEL},?)*)\}} (-?[0-9.]+(?:e[+-]?\d+)?|NaN|[+-]Inf)")
"""The grammar of a sample (Prometheus, exposition formats)."""


def standing(account: str = "anna", passed: float | None = 990.0) -> Standing:
    made = Standing(account, since=0.0)
    if passed is not None:
        made.success(passed, 1_772_442_000.25)
    return made


def now(*standings: Standing, at: float = 1000.0, stale_after: float = HOUR) -> Now:
    for each in standings:
        each.patience = stale_after
    return Now(standings, at, "0.1.0")


def samples(text: str) -> dict[tuple[str, str], float]:
    """By name and labels; every line must be one of the format."""
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            assert re.fullmatch(rf"# (HELP {NAME} .+|TYPE {NAME} (gauge|counter))", line), line
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, line
        assert (sample[1], sample[2]) not in found, line
        found[sample[1], sample[2]] = float(sample[3])
    return found


class TestExposition:
    def test_it_says_when_an_account_was_last_read_whole_and_how_long_ago(self) -> None:
        found = samples(exposition(now(standing())))

        assert found["genjin_mailbox_last_success_seconds", 'account="anna"'] == 1_772_442_000.25
        assert found["genjin_mailbox_lag_seconds", 'account="anna"'] == 10
        assert found["genjin_build_info", 'version="0.1.0"'] == 1

    def test_an_account_never_read_has_no_last_time_and_a_lag_from_the_start(self) -> None:
        found = samples(exposition(now(standing(passed=None))))

        assert ("genjin_mailbox_last_success_seconds", 'account="anna"') not in found
        assert found["genjin_mailbox_lag_seconds", 'account="anna"'] == 1000

    def test_it_counts_mails_by_kind_what_is_set_aside_and_errors(self) -> None:
        anna = standing()
        anna.count(Report(new=3, again=1, set_aside=2, kinds={"human": 2, "bulk": 1}))
        anna.waiting = 40
        anna.fail("line", "the line broke")

        found = samples(exposition(now(anna)))

        assert found["genjin_mails_total", 'account="anna",kind="human"'] == 2
        assert found["genjin_mails_total", 'account="anna",kind="bulk"'] == 1
        assert found["genjin_mails_again_total", 'account="anna"'] == 1
        assert found["genjin_mails_set_aside_total", 'account="anna"'] == 2
        assert found["genjin_mailbox_waiting_mails", 'account="anna"'] == 40
        assert found["genjin_errors_total", 'account="anna",sort="line"'] == 1
        assert found["genjin_mailbox_passes_total", 'account="anna"'] == 1

    def test_it_tells_whether_the_line_stands_and_what_the_thread_does(self) -> None:
        anna = standing()
        anna.connected = True
        anna.busy("waiting", 2000)

        found = samples(exposition(now(anna)))

        assert found["genjin_mailbox_connected", 'account="anna"'] == 1
        assert found["genjin_mailbox_state", 'account="anna",state="waiting"'] == 1

    def test_the_name_of_an_account_cannot_break_the_format(self) -> None:
        odd = standing('销售 "a\\b"\nx 1')

        found = samples(exposition(now(odd)))

        assert ("genjin_mailbox_connected", r'account="销售 \"a\\b\"\nx 1"') in found

    def test_every_family_is_announced_once(self) -> None:
        text = exposition(now(standing(), standing("bo")))

        types = re.findall(r"# TYPE (\S+)", text)
        assert len(types) == len(set(types))
        assert {name for name, _ in samples(text)} <= set(types)


class TestHealth:
    def test_accounts_that_are_read_are_well(self) -> None:
        assert health(now(standing(), standing("bo"))) == (200, "2 accounts, all well")

    def test_an_account_not_read_for_too_long_is_told_with_its_trouble(self) -> None:
        stale = standing("bo")
        stale.fail("line", "Account bo: no answer in time.")

        status, words = health(now(standing(passed=5000), stale, at=5100))

        assert status == 503
        assert words == "bo: stale: no whole pass for 4110 s (Account bo: no answer in time.)"

    def test_an_account_that_never_worked_is_stale_as_well(self) -> None:
        assert health(now(standing(passed=None), at=HOUR + 1))[0] == 503

    def test_a_first_import_of_hours_that_goes_on_is_well(self) -> None:
        importing = standing(passed=None)
        importing.got_on = 3 * HOUR - 60

        assert health(now(importing, at=3 * HOUR))[0] == 200
        assert health(now(importing, at=5 * HOUR))[0] == 503

    def test_one_that_hangs_though_its_line_was_cut_is_told_until_it_does_something(self) -> None:
        hangs = standing()
        hangs.busy("reading")
        hangs.stuck = True

        told = health(now(hangs))
        hangs.busy("reading")

        assert told == (503, "anna: hangs: reading, and cutting its line does not help")
        assert health(now(hangs))[0] == 200

    def test_a_refused_login_is_told_at_once(self) -> None:
        refused = standing()
        refused.refused, refused.trouble = True, "wrong password"

        assert health(now(refused)) == (503, "anna: stopped: wrong password")

    def test_silence_is_no_reason_where_the_team_says_so(self) -> None:
        assert health(now(standing(), at=10**9, stale_after=0))[0] == 200


class TestAddress:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("127.0.0.1:9464", ("127.0.0.1", 9464)),
            ("[::1]:9464", ("::1", 9464)),
            (":9464", ("127.0.0.1", 9464)),
            ("9464", ("127.0.0.1", 9464)),
            ("0.0.0.0:9464", ("0.0.0.0", 9464)),
        ],
    )
    def test_it_is_this_machine_unless_it_says_otherwise(self, words: str, expected: tuple[str, int]) -> None:
        assert address(words) == expected

    @pytest.mark.parametrize("words", ["localhost", "127.0.0.1:", "127.0.0.1:99999", "a:b", "9464x"])
    def test_what_is_none_is_refused_with_an_example(self, words: str) -> None:
        with pytest.raises(MetricsError, match=r"127\.0\.0\.1:9464"):
            address(words)


class TestServed:
    @pytest.fixture
    def port(self) -> Iterator[int]:
        with served("127.0.0.1:0", lambda: now(standing())) as port:
            yield port

    def ask(self, port: int, method: str, path: str) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request(method, path)
        answer = line.getresponse()
        words = answer.read().decode()
        line.close()
        return answer.status, words

    def test_metrics_health_and_a_sign_of_life_are_there(self, port: int) -> None:
        metrics, health_, alive = (self.ask(port, "GET", path) for path in ("/metrics", "/health", "/alive"))

        assert metrics[0] == 200
        assert ("genjin_mailbox_connected", 'account="anna"') in samples(metrics[1])
        assert health_ == (200, "1 accounts, all well\n")
        assert alive == (200, "alive\n")

    def test_an_ill_account_answers_503(self) -> None:
        with served("127.0.0.1:0", lambda: now(standing(), at=10**6)) as port:
            status, words = self.ask(port, "GET", "/health")

        assert status == 503
        assert words.startswith("anna: stale")

    def test_there_is_nothing_else(self, port: int) -> None:
        assert self.ask(port, "GET", "/")[0] == 404
        assert self.ask(port, "GET", "/metrics/../etc")[0] == 404

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE"])
    def test_nothing_but_get_is_understood(self, port: int, method: str) -> None:
        assert self.ask(port, method, "/metrics")[0] in (405, 501)

    def test_a_port_in_use_is_told_in_a_sentence(self) -> None:
        with (
            socket.create_server(("127.0.0.1", 0)) as other,
            pytest.raises(MetricsError, match="cannot be offered at"),
            served(f"127.0.0.1:{other.getsockname()[1]}", now),
        ):
            pass

    def test_nothing_is_offered_where_nobody_asked_for_it(self) -> None:
        with served("", now) as port:
            assert port == 0

"""The rep's desk as it is typed: what is due, what was done about it, and why it is so."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from cli import app
from fakes import Office, genjin, mail, sent
from model import CustomerId, Duty, FollowUp, FollowUpId, GenjinError, Label, Obligation, RepId
from store.book import Book
from store.customers import NewCustomer
from worker import config, due_lists, rounds
from worker.commands.common import each_id
from worker.config import Home
from worker.due_lists import Seen
from worker.intake import Intake

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SETTINGS = """team:
  domains: [factory.example]
  reps: {anna: {emails: [anna@factory.example]}, bo: {emails: [bo@factory.example]}}
me: anna
accounts: []
"""
NEW = (
    NewCustomer(
        "Nordlicht GmbH",
        NOW - 90 * DAY,
        domains=("nordlicht.example",),
        contacts=(("jana@nordlicht.example", "Jana"),),
        group="Nordlicht Gruppe",
        country="DE",
        owner=RepId("anna"),
        volume_class="A",
        close_grade="b",
    ),
    NewCustomer("宏达流体设备（香港）有限公司", NOW - 90 * DAY, owner=RepId("anna"), volume_class="C"),
    NewCustomer("Nordlicht Polska", NOW - 90 * DAY, group="Nordlicht Gruppe", owner=RepId("bo")),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "genjin.yaml").write_text(SETTINGS, "utf-8")
    home = Home(folder)
    settings = config.load_settings(home)
    office = Office(
        book := Book(config.location(settings, home)), Intake(book, config.load_playbook(home, settings))
    )
    book.prepare()
    with book.begin() as page:
        for customer in NEW:
            page.customers.add(customer)
    office.gets(mail("Too expensive! Please quote 500 pieces.", id="1"))
    office.writes(sent("We will send you the samples by Friday.", day=0.5, answers="1", id="2"))
    rounds.renew_plan(book, office.intake)
    book.close()
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def at(home: Path, *words: str, **more: str) -> Any:
    return genjin("--home", str(home), *words, **more)


def rows(home: Path, *words: str) -> list[dict[str, Any]]:
    result = at(home, *words, "--format", "json")
    assert result.exit_code == 0, result.output + result.stderr
    return list(json.loads(result.output))


def all_of(home: Path) -> list[dict[str, Any]]:
    return rows(home, "due", "--everybody", "--until", "+400d")


def number(home: Path, duty: str) -> str:
    return next(str(row["id"]) for row in all_of(home) if row["duty"] == duty)


class TestDue:
    def test_mine_is_what_is_shown_unless_all_is_asked_for(self, home: Path) -> None:
        assert {row["owner"] for row in rows(home, "due")} == {"anna"}
        assert {row["owner"] for row in rows(home, "due", "--owner", "bo")} == {"bo"}
        assert {row["owner"] for row in rows(home, "due", "--everybody")} == {"anna", "bo"}

    def test_as_of_looks_with_the_clock_of_that_morning(self, home: Path) -> None:
        promise = next(row for row in all_of(home) if row["duty"] == "promise")
        day = promise["due"][:10]

        before = rows(home, "due", "--as-of", "2026-03-03")
        that = {row["id"]: row["state"] for row in rows(home, "due", "today", "--as-of", day)}
        after = rows(home, "due", "overdue", "--as-of", "2026-03-10")

        assert promise["id"] not in [row["id"] for row in before]
        assert that[promise["id"]] == "today"
        assert promise["id"] in [row["id"] for row in after]
        assert {row["state"] for row in after} == {"overdue"}

    def test_week_is_seven_days_on(self, home: Path) -> None:
        week = rows(home, "due", "week", "--as-of", "2026-03-02")

        assert max(row["due"][:10] for row in week) <= "2026-03-09"
        assert rows(home, "due", "--week", "--as-of", "2026-03-02") == week

    @pytest.mark.parametrize("word", ["week", "tomorrow"])
    def test_a_day_and_a_word_are_one_too_many(self, home: Path, word: str) -> None:
        assert at(home, "due", word, "--until", "+3d").exit_code == 2

    def test_mine_is_a_word_for_it(self, home: Path) -> None:
        assert rows(home, "due", "mine") == rows(home, "due")

    @pytest.mark.parametrize("day", ["tomorrow", "后天", "2026-12-01", "+400d", "next monday"])
    def test_any_day_is_the_last_one(self, home: Path, day: str) -> None:
        words = day.split()

        assert rows(home, "due", *words) == rows(home, "due", "--until", day)

    def test_what_is_no_day_is_answered_with_what_there_is(self, home: Path) -> None:
        result = at(home, "due", "overdeu")

        assert result.exit_code == 1
        assert "`overdeu` is no day" in result.stderr
        assert "mine, today, overdue, week" in result.stderr

    def test_what_has_come_up_to_the_manager_is_over_all_reps_and_a_snooze_hides_nothing(
        self, home: Path
    ) -> None:
        at(home, "snooze", number(home, "promise"), "+30d", "--why", "parts missing")

        found = rows(home, "due", "--escalated")

        assert {row["owner"] for row in found} == {"anna", "bo"}
        assert {row["escalation"] for row in found} <= {"manager", "high_risk"}
        assert "parts missing" in at(home, "due", "--escalated").output

    def test_no_more_customers_than_wanted_and_how_many_more(self, home: Path) -> None:
        output = at(home, "due", "--everybody", "--limit", "1").output

        assert "And 2 more customers" in output
        assert len(rows(home, "due", "--everybody", "--limit", "1")) > 1

    def test_programs_get_every_field(self, home: Path) -> None:
        (first, *_) = all_of(home)
        text = at(home, "due", "--everybody", "--until", "+400d", "--format", "csv").output

        assert list(first) == [column.key for column in due_lists.DUE]
        assert len(list(csv.DictReader(io.StringIO(text)))) == len(all_of(home))


def follow_up(number: int, customer: int, due: datetime, **more: Any) -> FollowUp:
    name = ("Nordlicht GmbH", "宏达流体设备（香港）有限公司")[customer - 1]
    duty, content = more.pop("duty", Duty.CHASE), more.pop("content", "")
    suggest = Label("Write a short mail.", "写一封短邮件。")
    times = {key: more.pop(key) for key in ("shows", "since") if key in more}
    one = Obligation(duty, "x", due - DAY, due, "They have not answered.", suggest, content, **times)
    return FollowUp(FollowUpId(number), CustomerId(customer), name, RepId("anna"), one, **more)


SEEN = Seen(
    NOW,
    UTC,
    ((3 * DAY, "rep"), (5 * DAY, "manager"), (7 * DAY, "high_risk")),
    {"similar_case": Label("case of a similar customer", "同类客户案例")},
)


class TestTable:
    @pytest.fixture(autouse=True)
    def _english(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def told(self, *found: FollowUp) -> list[Any]:
        return due_lists.due_table(due_lists.due_rows(found, SEEN))

    def test_a_customer_is_one_row_with_the_earliest_first_and_the_rest_in_short(self) -> None:
        found = [
            follow_up(1, 2, NOW + DAY),
            follow_up(2, 1, NOW - 6 * DAY, content="similar_case", volume_class="A", close_grade="a"),
            follow_up(3, 2, NOW - DAY, duty=Duty.PROMISE),
        ]

        first, second = self.told(*found)

        assert (first["id"], second["id"]) == (2, 3)
        assert first["whom"] == ("Nordlicht GmbH", "vol A / close a", "anna")
        assert first["when"] == ("6 days overdue", "2026-03-14", "!! manager")
        assert "→ send: case of a similar customer 同类客户案例" in first["told"]
        assert second["told"][-1] == "also chase 1, tomorrow 08:00"

    def test_a_warning_is_told_as_one_before_it_is_due(self) -> None:
        one = follow_up(1, 1, NOW + 5 * DAY, duty=Duty.POOL_RETURN, shows=NOW - DAY)

        (told,) = self.told(one)

        assert (SEEN.state(one), SEEN.level(one)) == ("warning", "")
        assert told["when"] == ("2026-03-25: warning",)

    @pytest.mark.parametrize(
        ("days", "level"), [(2, ""), (3, "rep"), (5, "manager"), (6, "manager"), (7, "high_risk")]
    )
    def test_how_late_it_is_says_whose_matter_it_is(self, days: int, level: str) -> None:
        late, moved = (
            follow_up(1, 1, NOW - days * DAY),
            follow_up(1, 1, NOW - DAY / 2, since=NOW - days * DAY),
        )

        assert (SEEN.level(late), SEEN.level(moved)) == (level, level)

    def test_what_is_counted_from_an_earlier_day_than_it_was_due_says_so(self) -> None:
        (told,) = self.told(follow_up(1, 1, NOW - DAY / 2, since=NOW - 6 * DAY))

        assert told["when"][-2:] == ("!! manager", "counted from 2026-03-14")

    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_no_line_is_wider_than_the_terminal(self, home: Path, width: int) -> None:
        output = at(home, "due", "--everybody", "--until", "+400d", COLUMNS=str(width)).output

        assert max(map(cell_len, output.splitlines())) <= width
        assert "Nordlicht GmbH" in output


class TestIds:
    def typed(self, home: Path, *words: str, lines: str | bytes) -> Any:
        return CliRunner().invoke(app, ["--home", str(home), *words], input=lines, prog_name="genjin")

    def test_numbers_come_from_standard_input_one_a_line(self, home: Path) -> None:
        numbers = [str(row["id"]) for row in all_of(home) if row["duty"] != "pool_return"]

        result = self.typed(home, "done", "-", lines="\ufeff" + "\r\n".join([*numbers, "", "# the end"]))

        assert result.exit_code == 0, result.stderr
        assert f"{len(numbers)} follow-ups" in result.output
        assert not {int(each) for each in numbers} & {row["id"] for row in all_of(home)}

    def test_one_bad_line_and_nothing_is_done(self, home: Path) -> None:
        good = number(home, "promise")

        result = self.typed(home, "done", "-", lines=f"{good}\nseven\n-3\n")

        assert (result.exit_code, number(home, "promise")) == (1, good)
        assert "`seven`, `-3`" in result.stderr

    @pytest.mark.parametrize("given", [("x",), ("0",), ("١",), ("9" * 30,)])
    def test_what_is_no_number_is_refused(self, given: tuple[str, ...]) -> None:
        with pytest.raises(GenjinError, match="No number"):
            each_id(given)

    def test_each_once(self) -> None:
        assert each_id(("7", "3", "7")) == (7, 3)


class TestActs:
    def test_a_snooze_wants_a_reason_and_takes_a_day_in_words(self, home: Path) -> None:
        one = number(home, "promise")

        without, good = at(home, "snooze", one, "+3d"), at(home, "snooze", one, "后天", "--why", "board")

        assert without.exit_code == 1
        assert "Why is it put off?" in without.stderr
        assert good.exit_code == 0, good.stderr
        assert next(row for row in all_of(home) if str(row["id"]) == one)["state"] == "asleep"

    def test_after_a_call_it_is_said_what_ended_and_what_is_next(self, home: Path) -> None:
        result = at(home, "log", "Nordlicht GmbH", "call", "agreed", "--day", "yesterday")

        assert re.search(r"Noted: call with Nordlicht GmbH on \d{4}.* Next: \w+ \d+, due ", result.output)

    def test_a_day_to_come_has_not_happened(self, home: Path) -> None:
        assert "still to come" in at(home, "log", "1", "call", "--day", "tomorrow").stderr

    def test_what_i_did_is_listed_and_taken_back(self, home: Path) -> None:
        before = all_of(home)
        at(home, "promise", "drop", number(home, "promise"), "--why", "they bought elsewhere")

        (listed,) = rows(home, "undo", "--list")
        undone = at(home, "undo")

        assert (listed["actor"], listed["action"]) == ("anna", "promise dropped")
        assert "they bought elsewhere" in listed["words"]
        assert undone.exit_code == 0, undone.stderr
        assert all_of(home) == before

    def test_a_dry_run_takes_nothing_back(self, home: Path) -> None:
        at(home, "done", number(home, "promise"))

        assert "would be taken back" in at(home, "undo", "--dry-run").output
        assert "promise" not in {row["duty"] for row in all_of(home)}

    def test_what_was_said_of_a_tag_is_taken_back_too(self, home: Path) -> None:
        before = rows(home, "tag", "Nordlicht GmbH")
        assert at(home, "tag", "Nordlicht GmbH", "wrong", "price_sensitive").exit_code == 0

        between, undone = rows(home, "tag", "Nordlicht GmbH"), at(home, "undo")

        assert between != before
        assert undone.exit_code == 0, undone.stderr
        assert rows(home, "tag", "Nordlicht GmbH") == before

    @pytest.mark.parametrize(
        "typed", ["done {}", "snooze {} +3d --why board", "promise keep {}", "reopen {}"]
    )
    def test_what_is_somebody_elses_is_done_and_said(self, home: Path, typed: str) -> None:
        one = number(home, "promise")
        words = typed.format(one).split()
        mine = at(home, *words)
        at(home, "reopen", one)
        settings = (home / "genjin.yaml").read_text("utf-8")
        (home / "genjin.yaml").write_text(settings.replace("me: anna", "me: bo"), "utf-8")

        theirs = at(home, *words)

        assert (mine.exit_code, theirs.exit_code) == (0, 0), mine.stderr + theirs.stderr
        assert "This was" not in mine.output
        assert "This was anna's." in theirs.output

    def test_promises_are_kept_by_several_and_from_standard_input(self, home: Path) -> None:
        one = number(home, "promise")
        typed = ["--home", str(home), "promise", "keep", "-"]

        result = CliRunner().invoke(app, typed, input=f"{one}\n{one}\n", prog_name="genjin")

        assert result.exit_code == 0, result.stderr
        assert "promise" not in {row["duty"] for row in all_of(home)}

    def test_what_is_no_promise_is_told_of_all_at_once(self, home: Path) -> None:
        cadence = number(home, "cadence")

        result = at(home, "promise", "drop", number(home, "promise"), cadence, "999", "--why", "no")

        assert result.exit_code == 1
        assert f"{cadence} is no promise but cadence" in result.stderr
        assert "no follow-up 999" in result.stderr
        assert "promise" in {row["duty"] for row in all_of(home)}

    def test_undo_tells_a_tag_that_was_wrong_as_a_sentence(self, home: Path) -> None:
        at(home, "tag", "Nordlicht GmbH", "wrong", "price_sensitive")

        (listed,) = rows(home, "undo", "--list")

        assert listed["words"].endswith("kept as evidence against the rule")

    def test_promises_have_a_list_of_their_own(self, home: Path) -> None:
        assert {row["duty"] for row in rows(home, "promise", "list")} == {"promise"}
        assert rows(home, "promise", "list", "--owner", "bo") == []

    def test_a_policy_that_is_not_there_is_named_with_its_option(self, home: Path) -> None:
        result = at(home, "replan", "--with", "nofile.yaml", "--dry-run")

        assert result.exit_code == 1
        assert "--with names no file: there is no nofile.yaml" in result.stderr


class TestCard:
    def test_it_says_whose_it_is_since_when_and_how_they_are_judged(self, home: Path) -> None:
        at(home, "customers", "edit", "Nordlicht GmbH", "--intent", "high", "--stage", "negotiating")

        people, programs = (
            at(home, "show", "Nordlicht GmbH").output,
            at(home, "show", "Nordlicht GmbH", "--format", "json"),
        )

        values = json.loads(programs.output)
        assert "stage negotiating · intent high" in people
        assert "09:00–11:30 in Berlin" in people
        assert (values["intent"], values["stage"]) == ("high", "negotiating")
        assert {"owned_since", "came_by", "pool", "urgency", "need", "worth", "sending"} <= set(values)


class TestTimeline:
    def test_on_a_narrow_terminal_each_event_is_headed_by_its_day(self, home: Path) -> None:
        for command in ("show", "timeline"):
            output = at(home, command, "Nordlicht GmbH", COLUMNS="60").output

            assert "(no name)" not in output
            assert re.search(r"^2026-03-02 \d\d:\d\d · mail_in$", output, re.MULTILINE), output

    def test_of_a_customer_or_its_group_by_kind_and_day(self, home: Path) -> None:
        at(home, "log", "Nordlicht Polska", "call", "hello")

        own = rows(home, "timeline", "Nordlicht GmbH")
        group = rows(home, "timeline", "Nordlicht Gruppe")
        calls = rows(home, "timeline", "Nordlicht GmbH", "--group", "--kind", "call")
        late = rows(home, "timeline", "Nordlicht GmbH", "--since", "2026-03-04")

        assert {row["kind"] for row in own} == {"mail_in", "mail_out"}
        assert {row["customer"] for row in group} == {"Nordlicht GmbH", "Nordlicht Polska"}
        assert [row["summary"] for row in calls] == ["hello"]
        assert late == []


class TestExplain:
    def test_a_date_is_told_with_policy_days_off_and_the_rule_line(self, home: Path) -> None:
        output = at(home, "explain", f"due:{number(home, 'promise')}").output

        assert "policy, section promise: within 3 working days" in output
        assert re.search(r"steered by “.*”: rule \S+, rules/promise\.yaml:\d+", output)
        assert "escalated to high risk" in output

    def test_what_is_owed_is_told_once(self, home: Path) -> None:
        one = number(home, "promise")

        assert at(home, "explain", f"due:{one}").output.count(f"(follow-up {one})") == 1

    @pytest.mark.parametrize("duty", ["cadence", "pool_return", "chase"])
    def test_the_policy_is_told_in_words(self, home: Path, duty: str) -> None:
        output = at(home, "explain", f"due:{number(home, duty)}").output

        (line,) = (line for line in output.splitlines() if "policy, section" in line)
        assert not set(line) & set("[]{}_"), line

    def test_one_that_is_done_is_told_too_and_by_whom(self, home: Path) -> None:
        one = number(home, "promise")
        at(home, "promise", "keep", one, "--note", "by courier")

        output = at(home, "explain", f"due:{one}").output

        assert re.search(r"no longer open: kept, says anna on .*by courier", output)

    @pytest.mark.parametrize(
        ("what", "says"),
        [
            ("link:1", "is a stored address of Nordlicht GmbH"),
            ("mail:1", "Kind: human"),
            ("tag:1", "Tag price_sensitive"),
            ("tag:Nordlicht GmbH/price_sensitive", "rule "),
            ("owner:Nordlicht GmbH", "is anna's"),
        ],
    )
    def test_every_form_has_its_answer(self, home: Path, what: str, says: str) -> None:
        people, programs = at(home, "explain", what), at(home, "explain", what, "--format", "json")

        assert (people.exit_code, programs.exit_code) == (0, 0), people.stderr + programs.stderr
        assert says in people.output
        assert json.loads(programs.output)

    @pytest.mark.parametrize("what", ["x", "due:", "why:3", "customer nordlicht"])
    def test_what_cannot_be_explained_is_answered_with_what_can(self, home: Path, what: str) -> None:
        result = at(home, "explain", what)

        assert result.exit_code == 1
        assert "owner:CUSTOMER" in result.stderr

    @pytest.mark.parametrize("what", ["due:999", "mail:999", "link:x", "tag:Nordlicht GmbH/none", "tag:x"])
    def test_what_is_not_there_is_said(self, home: Path, what: str) -> None:
        result = at(home, "explain", what)

        assert (result.exit_code, result.stderr.count("genjin: ")) == (1, 1)

"""Does the command line say what a rep, a manager and an admin need, and end as it promises?"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from cli import COMMANDS, app
from fakes import genjin
from worker import due_lists, lists, progress
from worker.pipeline import Report
from worker.rounds import Result


@pytest.fixture
def home(demo_state: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may write to."""
    return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))


def at(home: Path, *words: str, **more: str) -> Any:
    return genjin("--home", str(home), *words, **more)


def mail_called(home: Path, subject: str) -> str:
    """The number of the newest mail with this subject."""
    with sqlite3.connect(home / "genjin.db") as book:
        return str(book.execute("SELECT max(id) FROM mail WHERE subject = ?", (subject,)).fetchone()[0])


class TestDemo:
    def test_it_shows_the_whole_way(self, tmp_path: Path) -> None:
        result = genjin("demo", state=tmp_path)

        assert result.exit_code == 0, result.output
        for heading in ("genjin sync", "genjin due", "genjin show", "genjin explain", "Try next"):
            assert heading in result.output
        assert re.search(r"lina: 43 new, .*linked.*leads.*tags", result.output)

    def test_a_second_run_changes_nothing(self, demo_state: Path) -> None:
        before = [
            genjin("--demo", *words, "--format", "json", state=demo_state).output for words in self.LISTS
        ]

        result = genjin("demo", state=demo_state)

        after = [
            genjin("--demo", *words, "--format", "json", state=demo_state).output for words in self.LISTS
        ]
        assert result.exit_code == 0, result.output
        assert "lina: 43 known already." in result.output
        assert [json.loads(each) for each in before] == [json.loads(each) for each in after]

    LISTS = (["due", "--everybody", "--until", "+400d"], ["show", "1"], ["review"])

    def test_the_three_commands_it_ends_with_work(self, demo_state: Path) -> None:
        output = genjin("demo", state=demo_state).output

        commands = re.findall(r"\./genjin (.+)", output.partition("Try next")[2])
        results = [genjin(*command.split(), state=demo_state) for command in commands]

        assert len(commands) == 3
        assert [result.exit_code for result in results] == [0, 0, 0], [result.output for result in results]

    @pytest.mark.parametrize(
        ("customer", "duty"),
        [
            ("Deccan Flow Controls Pvt Ltd", "reply"),  # behind a portal
            ("Baltic Marine", "first_touch"),  # met at a fair, never written to
            ("Hidrobrás", "chase"),
            ("Great Lakes", "resume"),  # out of office until a day
            ("Nordlicht Armaturen AG", "cadence"),
        ],
    )
    def test_what_is_owed_is_what_the_sample_mailbox_tells(
        self, demo_state: Path, customer: str, duty: str
    ) -> None:
        rows = json.loads(
            genjin(
                "--demo", "due", "--everybody", "--until", "+400d", "--format", "json", state=demo_state
            ).output
        )

        assert duty in {row["duty"] for row in rows if customer in row["customer"]}, rows


class TestLists:
    @pytest.mark.parametrize("words", [["due", "--everybody", "--until", "+400d"], ["review"], ["status"]])
    def test_every_list_comes_as_table_json_and_csv(self, demo_state: Path, words: list[str]) -> None:
        table, as_json, as_csv = (
            genjin("--demo", *words, "--format", shape, state=demo_state)
            for shape in ("table", "json", "csv")
        )

        assert len({table.exit_code, as_json.exit_code, as_csv.exit_code}) == 1
        assert table.exit_code == (3 if words == ["status"] else 0)  # the demo has two mails to review
        found = json.loads(as_json.output)
        rows = found["folders"] if isinstance(found, dict) else found
        assert rows
        assert len(list(csv.DictReader(io.StringIO(as_csv.output)))) == len(rows)

    def test_json_keys_are_those_promised(self) -> None:
        readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
        promised = {
            name: re.sub(r" \([^)]*\)", "", keys).split(", ")
            for name, keys in re.findall(r"^\| `(due|review)` \| (.+) \|$", readme, re.MULTILINE)
        }

        assert promised["due"] == [column.key for column in due_lists.DUE]
        assert promised["review"] == [column.key for column in lists.REVIEW]

    def test_a_list_can_be_one_reps(self, demo_state: Path) -> None:
        rows = json.loads(
            genjin("--demo", "due", "--owner", "lina", "--week", "--format", "json", state=demo_state).output
        )

        assert {row["owner"] for row in rows} == {"lina"}

    def test_a_rep_who_is_none_is_corrected(self, demo_state: Path) -> None:
        result = genjin("--demo", "due", "--owner", "lena", state=demo_state)

        assert (result.exit_code, result.stderr) == (
            1,
            "genjin: There is no rep `lena`. Did you mean `lina`?\n",
        )

    def test_an_empty_list_says_what_comes_next(self, demo_state: Path) -> None:
        result = genjin("--demo", "due", "--everybody", "--until", "2001-01-01", state=demo_state)

        said = r"Nothing is due up to and including 2001-01-01\. Next: .+, 20\d\d-\d\d-\d\d \d\d:\d\d\.\n"
        assert re.match(said, result.output)


class TestNarrow:
    def test_duties_are_told_in_blocks_no_wider_than_the_terminal(self, demo_state: Path) -> None:
        from datetime import UTC, datetime

        from rich.cells import cell_len

        from store.location import Location
        from store.queries import Reader
        from worker import render

        now = datetime.now(UTC)
        with Reader(Location(path=demo_state / "genjin" / "demo" / "genjin.db")) as reader:
            table = due_lists.due_table(due_lists.due_rows(reader.due(now), due_lists.Seen(now, UTC)))

        lines = re.sub(r"\x1b\[[0-9;]*m", "", render.blocks(due_lists.due_blocks(table), 60)).splitlines()

        assert max(map(cell_len, lines)) <= 60
        heads = [line for line in lines if not line.startswith(" ")]
        assert len(heads) == len({row["customer_id"] for row in table})
        assert all(" · " in head for head in heads)


class TestOneCustomer:
    def test_show_tells_names_duties_and_story(self, demo_state: Path) -> None:
        result = genjin("--demo", "show", "nordlicht", "handels", state=demo_state)

        for words in (
            "group Nordlicht Gruppe",
            "vol A / close b",
            "诺德利希特贸易有限公司",
            "Owed",
            "Timeline",
            "mail_out",
        ):
            assert words in result.output

    def test_several_that_fit_are_listed(self, demo_state: Path) -> None:
        result = genjin("--demo", "show", "nordlicht", state=demo_state)

        assert result.exit_code == 1
        assert "give the number" in result.stderr
        assert result.stderr.count("Nordlicht") >= 3

    def test_a_group_has_one_timeline(self, demo_state: Path) -> None:
        rows = json.loads(
            genjin(
                "--demo", "show", "al noor trading", "--group", "--format", "json", state=demo_state
            ).output
        )

        assert {"Al Noor Trading FZE", "Al Noor Kenya Ltd"} <= {row["customer"] for row in rows["timeline"]}


class TestExplain:
    def test_a_tag_shows_its_words_and_its_rule_line(self, demo_state: Path) -> None:
        rows = json.loads(genjin("--demo", "show", "deccan", "--format", "json", state=demo_state).output)

        result = genjin("--demo", "explain", str(rows["timeline"][0]["mail"]), state=demo_state)

        assert re.search(
            r"Tag sample_request .*\n  says: “.*sample.*”\n  rule .*, rules/sample\.yaml:\d+", result.output
        )
        assert "portal, read by `alibaba`" in result.output

    def test_losing_candidates_are_shown(self, demo_state: Path) -> None:
        (number, *_) = [
            row["mail"]
            for row in json.loads(genjin("--demo", "review", "--format", "json", state=demo_state).output)
        ]

        result = genjin("--demo", "explain", str(number), state=demo_state)

        assert result.output.count("(customer ") >= 2
        assert f"genjin review accept {number}" in result.output

    @pytest.mark.parametrize(
        ("what", "says"),
        [
            ("99999", "no mail 99999"),
            ("x", "nothing that can be explained"),
            ("due:99999", "no follow-up 99999"),
        ],
    )
    def test_what_does_not_exist_is_said(self, demo_state: Path, what: str, says: str) -> None:
        result = genjin("--demo", "explain", what, state=demo_state)

        assert result.exit_code == 1
        assert says in result.stderr

    def test_what_hangs_on_a_mail_is_named(self, home: Path, tmp_path: Path) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"] = "jana@nordlicht.example", "lina@ourfactory.example"
        letter["Subject"] = "A drawing hangs here"
        letter.set_content("Please quote.")
        letter.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="图纸.pdf")
        (tmp_path / "x.eml").write_bytes(letter.as_bytes())
        at(home, "sync", "--from", str(tmp_path / "x.eml"), "--account", "lina")
        number = mail_called(home, "A drawing hangs here")

        said = at(home, "explain", number)
        values = json.loads(at(home, "explain", number, "--format", "json").output)

        assert "Attachments: 图纸.pdf\n" in said.output
        assert values["attachments"] == ["图纸.pdf"]


class TestDesk:
    def first(self, home: Path) -> Any:
        return json.loads(at(home, "due", "--everybody", "--until", "+400d", "--format", "json").output)[0]

    def test_done_takes_it_off_the_list_and_reopen_brings_it_back(self, home: Path) -> None:
        first = self.first(home)

        done = at(home, "done", str(first["id"]), "--note", "called")
        without = self.first(home)
        reopened = at(home, "reopen", str(first["id"]))

        assert (done.exit_code, reopened.exit_code) == (0, 0), done.output + reopened.output
        assert without["id"] != first["id"]
        assert self.first(home)["id"] == first["id"]

    def test_done_twice_is_told(self, home: Path) -> None:
        number = str(self.first(home)["id"])
        at(home, "done", number)

        again = at(home, "done", number)

        assert again.exit_code == 1
        assert "already done" in again.stderr

    def test_snooze_wants_a_day_to_come(self, home: Path) -> None:
        number = str(self.first(home)["id"])

        past, odd, good = (
            at(home, "snooze", number, day, "--why", "board") for day in ("2001-01-01", "soonish", "+3d")
        )

        assert "not in the future" in past.stderr
        assert "`soonish` is no day" in odd.stderr
        assert good.exit_code == 0
        today = json.loads(at(home, "due", "--everybody", "--format", "json").output)
        assert int(number) not in {row["id"] for row in today}
        later = json.loads(at(home, "due", "--everybody", "--until", "+400d", "--format", "json").output)
        assert {row["state"] for row in later if row["id"] == int(number)} == {"asleep"}

    def test_a_logged_call_is_a_touch(self, home: Path) -> None:
        before = json.loads(at(home, "show", "hidrobrás", "--format", "json").output)

        at(home, "log", "hidrobrás", "call", "agreed", "on", "pallets")

        after = json.loads(at(home, "show", "hidrobrás", "--format", "json").output)
        assert {"chase", "cadence"} <= {row["duty"] for row in before["owed"]}
        assert "cadence" in {row["duty"] for row in after["owed"]}
        assert "chase" not in {row["duty"] for row in after["owed"]}
        assert after["timeline"][0]["summary"] == "agreed on pallets"


class TestReview:
    def questions(self, home: Path) -> list[Any]:
        return list(json.loads(at(home, "review", "--format", "json").output))

    def test_an_accepted_mail_is_linked_and_its_address_remembered(self, home: Path) -> None:
        question = next(each for each in self.questions(home) if "wareneingang" in each["from"])

        result = at(home, "review", "accept", str(question["mail"]), "nordlicht handels")

        assert result.exit_code == 0, result.output
        customer = json.loads(at(home, "show", "1", "--format", "json").output)
        assert any("wareneingang" in contact for contact in customer["contacts"])
        assert question["mail"] in [row["mail"] for row in customer["timeline"]]
        assert question["mail"] not in [each["mail"] for each in self.questions(home)]

    def test_a_new_lead_can_be_made_and_a_mail_skipped(self, home: Path) -> None:
        first, second = (each["mail"] for each in self.questions(home)[:2])

        made, skipped = at(home, "review", "new", str(first)), at(home, "review", "skip", str(second))

        assert (made.exit_code, skipped.exit_code) == (0, 0), made.output + skipped.output
        assert not {first, second} & {each["mail"] for each in self.questions(home)}

    def test_a_mail_that_nobody_asks_about_is_refused(self, home: Path) -> None:
        result = at(home, "review", "accept", "1", "1")

        assert result.exit_code == 1
        assert "not in the review queue" in result.stderr


class TestTrouble:
    def test_without_a_settings_file_the_way_to_one_is_told(self, tmp_path: Path) -> None:
        result = at(tmp_path / "nowhere", "due")

        assert result.exit_code == 1
        assert re.search(r"no folder .*nowhere.*Run `genjin --home .*nowhere init`", result.stderr)

    def test_every_mistake_of_the_settings_is_named_at_once(self, home: Path) -> None:
        text = (home / "genjin.yaml").read_text("utf-8")
        (home / "genjin.yaml").write_text(
            text.replace("book:", "boook:").replace("rep: lina", "repp: lina"), "utf-8"
        )

        result = at(home, "sync")

        assert result.exit_code == 1
        assert "`boook`" in result.stderr
        assert "`repp`" in result.stderr
        assert "Nothing was started." in result.stderr

    @pytest.mark.parametrize("words", [["sync"], ["run"], ["accounts", "test"]])
    def test_the_demos_server_is_not_looked_for_between_demos(
        self, demo_state: Path, words: list[str]
    ) -> None:
        result = genjin("--demo", *words, state=demo_state)

        assert result.exit_code == 1
        assert "runs only during `genjin demo`" in result.stderr

    def test_a_server_that_is_gone_is_one_sentence_and_exit_1(self, home: Path) -> None:
        result = at(home, "sync")  # the demo's server stopped with the demo

        assert result.exit_code == 1
        assert "Account lina, connecting at 127.0.0.1" in result.stderr
        assert "nothing answers there" in result.stderr
        assert "Traceback" not in result.output + result.stderr

    def test_control_characters_of_a_sender_never_reach_the_terminal(self, demo_state: Path) -> None:
        outputs = [
            genjin("--demo", *words, state=demo_state).output
            for words in (["review"], ["show", "1"], ["explain", "1"])
        ]

        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", "".join(outputs))

    def test_a_bad_rule_stops_nothing_from_being_read_but_is_named(self, home: Path) -> None:
        shutil.copytree(
            Path(__file__).parent.parent / "rules", home / "rules", ignore=shutil.ignore_patterns("*.py")
        )
        rule = home / "rules" / "price.yaml"
        rule.write_text(rule.read_text("utf-8").replace("    tag:", "    tga:", 1), "utf-8")

        result = at(home, "rules", "check")

        assert result.exit_code == 1
        assert re.search(r"rules/price\.yaml:\d+:5: .*`tga`.*Did you mean `tag`\?", result.stderr)


class TestInit:
    def test_it_asks_and_writes_files_that_load(self, tmp_path: Path) -> None:
        home = tmp_path / "new"

        result = at(home, "init", said="anna@factory.example\n127.0.0.1\nfile\nanna.secret\n")

        assert result.exit_code == 0, result.output
        assert {path.name for path in home.iterdir()} == {"genjin.yaml", "policy.yaml", "rules"}
        assert at(home, "rules", "check").exit_code == 0
        assert "genjin accounts test" in result.output
        assert "cannot be read" in at(home, "accounts", "test").stderr

    def test_an_existing_file_is_never_touched(self, home: Path) -> None:
        result = at(home, "init", "--host", "h", "--user", "a@b.example", "--secret", "env", "--value", "X")

        assert result.exit_code == 1
        assert "is there already" in result.stderr


def test_every_command_has_help_with_an_example_or_no_arguments() -> None:
    def walk(group: Any, path: tuple[str, ...] = ()) -> Any:
        for name, command in group.commands.items():
            yield (*path, name), command
            if hasattr(command, "commands"):
                yield from walk(command, (*path, name))

    for path, command in walk(app):
        result = genjin(*path, "--help")
        assert result.exit_code == 0
        assert command.help, path


ROOT = Path(__file__).resolve().parent.parent


class TestTheTable:
    """cli.COMMANDS: name of a command, and where it stands."""

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_line_leads_to_the_command_of_that_name(self, name: str) -> None:
        assert app.commands[name].name == name

    def test_every_command_is_listed_with_its_first_sentence(self) -> None:
        listed = genjin("--help").output.partition("Commands:")[2]

        assert re.findall(r"^  (\S+) +\S", listed, re.MULTILINE) == sorted(COMMANDS)

    def test_a_slip_of_the_finger_is_answered_with_the_nearest_command(self) -> None:
        result = genjin("explian")

        assert result.exit_code == 2
        assert "explain" in result.stderr

    def test_a_command_is_imported_only_when_it_is_asked_for(self) -> None:
        code = "import cli, sys; cli.app.commands['due']; print(*sys.modules)"

        run = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )

        found = {name for name in run.stdout.split() if name.startswith("worker.commands.")}
        assert found == {"worker.commands.common", "worker.commands.due"}

    def test_nothing_below_the_command_line_knows_a_command(self) -> None:
        below = [path for path in (ROOT / "worker").rglob("*.py") if path.parent.name != "commands"]

        assert [str(path) for path in below if "worker.commands" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gb18030"])
def test_a_terminal_that_cannot_write_chinese_gets_the_rest(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, str(ROOT / "cli.py"), "--help"]

    run = subprocess.run(command, env=environment, capture_output=True, check=False)

    assert run.returncode == 0, run.stderr
    assert b"what do we owe each customer" in run.stdout


@pytest.mark.parametrize(
    ("count", "words"), [(1, "anna: 1 new, 1 new lead, 1 tag."), (2, "anna: 2 new, 2 new leads, 2 tags.")]
)
def test_one_is_told_as_one(count: int, words: str) -> None:
    result = Result("anna", Report(new=count, leads=count, tags=count))

    assert progress.in_words(result) == words

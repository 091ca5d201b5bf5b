"""A slip in a rule file: do the last good rules stay in force, and is it said?"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from fakes import MONDAY, genjin
from model import Reading, Source
from rules import RuleSet, Status
from rules.coded import CODED, Proof
from rules.rule import CodedHead
from worker import config
from worker.config import Home
from worker.rulebook import coded, last_good, lines, modules, read_before
from worker.rulebook.given import of_words
from worker.rulebook.trying import in_words, tried
from worker.shape import ConfigError

SETTINGS = """\
team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}
accounts: []
book: book.db
me: anna
"""
TEA = """\
module: tea
rules:
  - id: tea
    tag: tea
    title: {en: Wants tea, zh: 要茶}
    suggest: {en: Send some., zh: 寄样}
    any: [green tea]
    tests:
      - hit: We need green tea.
      - miss: We need coffee.
  - id: milk
    tag: milk
    status: draft
    title: {en: Wants milk, zh: 要奶}
    suggest: {en: Send some., zh: 寄样}
    any: [oat milk]
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    folder = tmp_path / "home"
    (folder / "rules").mkdir(parents=True)
    (folder / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (folder / "rules" / "tea.yaml").write_text(TEA, "utf-8")
    return Home(folder, is_named=True)


def kept(home: Home) -> None:
    """As `sync` does with a good set."""
    rules, problems = config.load_rules(home)
    assert rules is not None, problems
    last_good.keep(home, "rules", rules, MONDAY)


def spoilt(home: Home) -> None:
    path = home.folder / "rules" / "tea.yaml"
    path.write_text(TEA.replace("status: draft", "status:draft"), "utf-8")


def test_a_bad_file_is_answered_with_the_rules_that_were_good_last(home: Home) -> None:
    kept(home)
    spoilt(home)
    told: list[str] = []

    playbook = config.load_playbook(home, config.load_settings(home), warn=told.append)

    assert "tea" in {rule.tag for rule in playbook.rules.rules}
    (warning,) = told
    assert warning.startswith("rules/tea.yaml:")
    assert f"edition {playbook.rules.edition}" in warning


def test_without_a_copy_a_bad_file_is_refused(home: Home) -> None:
    spoilt(home)
    told: list[str] = []

    with pytest.raises(ConfigError):
        config.load_playbook(home, config.load_settings(home), warn=told.append)

    assert told == []


def test_who_checks_is_refused_even_with_a_copy(home: Home) -> None:
    kept(home)
    spoilt(home)

    with pytest.raises(ConfigError):
        config.load_all(home)


@pytest.mark.parametrize(
    "words", ["{", "[]", '{"files": 1}', '{"files": {"tea.yaml": "nonsense: yes"}, "shown": "rules"}']
)
def test_a_copy_that_is_broken_is_none(home: Home, words: str) -> None:
    (home.folder / last_good.FILE).write_text(words, "utf-8")

    assert last_good.known(home) is None


def test_the_same_rules_keep_the_time_they_were_loaded(home: Home) -> None:
    kept(home)
    before = (home.folder / last_good.FILE).read_bytes()
    rules, _ = config.load_rules(home)
    assert rules is not None

    last_good.keep(home, "rules", rules, MONDAY.replace(year=2027))

    assert (home.folder / last_good.FILE).read_bytes() == before


class TestCommands:
    def test_one_slip_stops_neither_sync_nor_a_tag_by_hand(self, home: Home, tmp_path: Path) -> None:
        folder = tmp_path / "mail"
        folder.mkdir()
        (folder / "1.eml").write_bytes(
            b"From: jana@nordlicht.example\r\nTo: anna@factory.example\r\n"
            b"Message-ID: <1@nordlicht.example>\r\nSubject: tea\r\n"
            b"Date: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nWe need green tea.\r\n"
        )
        at = ("--home", str(home.folder))
        first = genjin(*at, "sync", "--from", str(folder), "--role", "inbox")
        spoilt(home)

        again = genjin(*at, "sync", "--from", str(folder), "--role", "inbox")
        added = genjin(*at, "tag", "1", "add", "tea")
        status = genjin(*at, "status")

        assert first.exit_code == again.exit_code
        assert "The last good rules stay in force till then" in again.output
        assert added.exit_code == 0, added.output
        assert "The rule files on the disk are refused" in status.output

    def test_try_and_list_go_by_the_rules_in_force_and_say_so_once(self, home: Home) -> None:
        kept(home)
        spoilt(home)
        at = ("--home", str(home.folder), "rules")

        tried_, listed = genjin(*at, "try", "--text", "We need green tea."), genjin(*at, "list")
        checked = genjin(*at, "check")

        assert (tried_.exit_code, listed.exit_code, checked.exit_code) == (0, 0, 1)
        assert "Tag tea" in tried_.output
        assert tried_.output.count("The last good rules stay in force") == 1

    def test_a_draft_is_tried_and_marked_and_answers_no_line(self, home: Home) -> None:
        at = ("--home", str(home.folder), "rules", "try")

        told = genjin(*at, "--text", "We need oat milk.").output
        line = genjin(*at, "--jsonl", "-", said=json.dumps({"id": 1, "body": "We need oat milk."})).stdout

        assert "Tag milk (Wants milk · 要奶) (draft: only tried)" in told
        assert json.loads(line)["tags"] == []

    def test_what_is_no_mail_and_no_text_is_refused(self, home: Home, tmp_path: Path) -> None:
        picture = tmp_path / "picture.eml"
        picture.write_bytes(bytes(range(256)) * 12)

        result = genjin("--home", str(home.folder), "rules", "try", str(picture))

        assert result.exit_code == 1
        assert "This is no mail and no text." in result.output

    def test_a_bad_line_is_told_with_its_number_and_an_id_is_answered_once(self, home: Home) -> None:
        said = '{"id": 1, "body": "x"}\n\n{\n{"body": "x"}\n{"id": 1, "body": "x"}\n'

        result = genjin("--home", str(home.folder), "rules", "try", "--jsonl", "-", said=said)

        answers = [json.loads(line) for line in result.stdout.splitlines()]
        assert result.exit_code == 3
        assert [(each.get("line"), each.get("error", "")[:24]) for each in answers] == [
            (None, ""),
            (3, "the line is not JSON: Ex"),
            (4, "`id` is missing"),
            (5, "the id '1' stands in lin"),
        ]


class TestCache:
    def test_a_file_that_was_read_before_is_not_parsed_again(self, home: Home) -> None:
        folder = home.folder / "rules"
        name = read_before.name_of((folder / "tea.yaml").read_bytes(), "rules/tea.yaml")

        modules.of_folder(folder, "rules")

        assert read_before.known(folder.resolve())[name] == modules.of_folder(folder, "rules").modules[0]

    def test_only_rules_come_out_of_it(self, home: Home) -> None:
        folder = (home.folder / "rules").resolve()
        modules.of_folder(folder, "rules")
        place = read_before._place(folder)

        place.write_bytes(b"cos\nsystem\n(S'true'\ntR.")

        assert read_before.known(folder) == {}

    def test_what_another_version_kept_is_not_believed(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its rules may have other fields, and could not even be kept again."""
        folder = (home.folder / "rules").resolve()
        modules.of_folder(folder, "rules")

        monkeypatch.setattr(read_before, "_program", lambda: b"the next version")

        assert read_before.known(folder) == {}


# -- rules in Python that fail -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fails:
    RULE: CodedHead

    def look(self, reading: Reading, sent: date) -> Iterator[Proof]:
        raise RuntimeError(f"no {reading.own_words[:3]} on {sent}")


def test_python_that_fails_costs_its_own_tag_only_and_is_named(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    found = modules.loaded(home)
    head = CODED[0].RULE
    failing = CodedHead("breaks", "breaks", head.title, head.suggest, (), Source("breaks.py", 1), Status.LIVE)
    rules = RuleSet.of(found.modules, coded=(coded.Told(Fails(failing), "acme-rules 1.0"),))
    mail = of_words("We need green tea.", date(2026, 3, 10))

    with caplog.at_level(logging.ERROR):
        told = [*in_words(tried(mail, rules)), *in_words(tried(mail, rules))]
    answer = lines.told(b'{"id": 1, "body": "We need green tea."}', lines.Judge(rules, (), date(2026, 3, 10)))

    assert any("Tag tea" in line for line in told)
    assert "No tag breaks: its Python code failed (RuntimeError: no We on 2026-03-10)" in told
    assert answer["tags"] == ["tea"]
    assert answer["failed"][0]["rule"] == "breaks"
    assert (
        len([one for one in caplog.records if "acme-rules 1.0: its rule `breaks`" in one.getMessage()]) == 1
    )


def test_the_words_of_the_template_are_refused_on_trial(home: Home) -> None:
    at = ("--home", str(home.folder), "rules")
    genjin(*at, "new", "oat")
    path = home.folder / "rules" / "oat.yaml"
    draft = genjin(*at, "check")

    path.write_text(path.read_text("utf-8").replace("status: draft ", "status: trial "), "utf-8")
    trial = genjin(*at, "check")

    assert draft.exit_code == 0, draft.output
    assert trial.exit_code == 1
    assert "`NAME OF THE TAG` is the template's." in trial.output

"""`genjin rules`, end to end: files in a folder, a book, and what is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from fakes import MONDAY, OURS, Office, genjin, mail, sent
from model import CustomerId, Direction, RepId
from rules import tag
from store import replayed
from store.book import Book
from store.location import Location
from store.tables import MarkRow
from store.writing import add
from worker import config
from worker.config import Home
from worker.intake import Intake
from worker.pipeline import Playbook
from worker.rulebook import given, in_force, replaying, stored
from worker.rulebook.given import Placed, Text

SETTINGS = """\
team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}
accounts: []
book: book.db
me: anna
"""
TEA = """\
module: tea
lists:
  drinks: [green tea, oolong*, 绿茶]
rules:
  - id: tea
    tag: tea
    title: {en: Wants tea, zh: 要茶}
    suggest: {en: Send some., zh: 寄样}
    near:
      - ["@drinks", need*|want*|需要]
    any: [cup of tea]
    unless: [tea towel*]
    effect: {due: "by {date}, else within 1 day", grade: up}
    tests:
      - hit: We need green tea.
      - hit: 我们需要绿茶。
      - miss: We need coffee.
  - id: later
    tag: later
    title: {en: Later, zh: 以后}
    suggest: {en: Wait., zh: 等}
    any: [after the harvest]
    effect: {due: "not before {date}, else within 30 days", grade: down}
    tests:
      - hit: Ask me after the harvest.
      - miss: Ask me now.
  - id: maybe
    tag: maybe
    status: trial
    title: {en: Maybe, zh: 也许}
    suggest: {en: Ask., zh: 问}
    any: [perhaps]
    tests:
      - hit: Perhaps.
      - miss: Surely.
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    (folder / "rules").mkdir(parents=True)
    (folder / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (folder / "rules" / "tea.yaml").write_text(TEA, "utf-8")
    return folder


@pytest.fixture
def office(home: Path) -> Iterator[Office]:
    """The team's own rules are in force when mail comes in."""
    office = opened(home, Location(path=home / "book.db"))
    yield office
    office.book.close()


def opened(home: Path, place: Location) -> Office:
    rules, problems = config.load_rules(Home(home))
    policy, _ = config.load_policy(Home(home))
    assert rules is not None, problems
    assert policy is not None
    book = Book(place, checkpointer=True)
    book.prepare()
    return Office(book, Intake(book, Playbook(OURS, rules, policy.follow_ups, {"anna": RepId("anna")}, {})))


def rules(home: Path, *words: str, said: str = "") -> Result:
    return genjin("--home", str(home), "rules", *words, said=said)


def edited(home: Path, before: str, after: str) -> None:
    path = home / "rules" / "tea.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


class TestCheck:
    def test_good_rules_end_with_exit_0_and_mistakes_with_1(self, home: Path) -> None:
        good = rules(home, "check")
        edited(home, "tag: tea", "tga: tea")
        bad = rules(home, "check")

        assert (good.exit_code, bad.exit_code) == (0, 1)
        assert good.output.endswith("3 rules in 1 file and 2 rules in Python. Everything holds.\n")
        assert "rules/tea.yaml:6:5:" in bad.output

    def test_it_says_which_rules_stay_in_force_and_since_when(self, home: Path, office: Office) -> None:
        in_force_now = office.intake.playbook.rules
        with office.book.begin() as page:
            in_force.note(page, in_force_now, MONDAY)
            in_force.note(page, in_force_now, MONDAY + timedelta(days=3))
        edited(home, "tag: tea", "tga: tea")

        told = rules(home, "check").output

        edition = in_force_now.edition
        assert f"stay in force ({edition}, 5 rules, loaded 2026-03-02" in told

    def test_another_folder_can_be_checked_before_it_is_put_to_use(self, home: Path, tmp_path: Path) -> None:
        other = tmp_path / "next"
        other.mkdir()
        (other / "tea.yaml").write_text(TEA.replace("We need coffee", "We need oolongs"), "utf-8")

        result = rules(home, "check", str(other))

        assert result.exit_code == 1
        assert f"{other}/tea.yaml:17:9: `We need oolongs.` was to be left alone" in result.output


class TestListAndShow:
    def test_every_rule_is_listed_or_those_of_a_tag_or_status(self, home: Path) -> None:
        every = json.loads(rules(home, "list", "--format", "json").output)
        trial = json.loads(rules(home, "list", "--status", "trial", "--format", "json").output)
        of_tag = json.loads(rules(home, "list", "--tag", "later", "--format", "json").output)

        assert [each["rule"] for each in every] == ["tea", "later", "maybe", "courtesy", "overdue"]
        assert [each["rule"] for each in trial] == ["maybe"]
        assert [each["source"] for each in of_tag] == ["rules/tea.yaml:18"]

    def test_a_rule_is_shown_in_words(self, home: Path) -> None:
        told = rules(home, "show", "tea").output

        assert told.splitlines() == [
            "tea: Wants tea · 要茶",
            "  gives the tag tea, live, rules/tea.yaml:5",
            "  in mail from customer (human, portal), the sender's new words",
            "Looks for one of:",
            "  cup of tea",
            "Or one word of each, in one sentence, at most 60 characters apart:",
            "  need*|want*|需要",
            "  @drinks: green tea, oolong*, 绿茶",
            "Not if one of these stands in the same sentence:",
            "  tea towel*",
            "What is denied does not count.",
            "  then due by the date in the sentence, else within 1 day",
            "  then the grade goes one step up",
            "Advice:",
            "  Send some.",
            "  寄样",
            "Must find (2):",
            "  We need green tea.",
            "  我们需要绿茶。",
            "Must leave alone (1):",
            "  We need coffee.",
        ]

    def test_a_slip_of_the_finger_is_answered(self, home: Path) -> None:
        assert "Did you mean `later`?" in rules(home, "show", "latr").output
        assert "Did you mean `maybe`?" in rules(home, "list", "--tag", "mayby").output
        assert "There are draft, trial, live" in rules(home, "list", "--status", "alive").output


class TestNew:
    def test_a_rule_begins_as_a_draft_that_loads(self, home: Path) -> None:
        written = rules(home, "new", "freight-price")
        again = rules(home, "new", "freight-price")

        assert written.exit_code == 0
        assert rules(home, "check").exit_code == 0
        assert again.exit_code == 1
        assert "is already taken" in again.output
        first = (home / "rules" / "freight-price.yaml").read_text("utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=./rules.schema.json"
        assert (home / "rules" / "rules.schema.json").exists()

    def test_the_shipped_rules_are_not_lost_by_it(self, home: Path) -> None:
        (home / "rules" / "tea.yaml").unlink()
        (home / "rules").rmdir()

        told = rules(home, "new", "freight-price").output

        assert "with the shipped rules in it" in told
        assert (home / "rules" / "urgency.yaml").exists()

    @pytest.mark.parametrize("name", ["urgency", "urgent", "overdue"])
    def test_a_name_that_is_taken_is_refused_before_anything_is_written(self, home: Path, name: str) -> None:
        (home / "rules" / "tea.yaml").unlink()
        (home / "rules").rmdir()

        result = rules(home, "new", name)

        assert result.exit_code == 1
        assert "Choose another name." in result.output or "choose another name." in result.output
        assert not (home / "rules").exists()

    @pytest.mark.parametrize("name", ["../x", "A b", "", "运费"])
    def test_a_name_that_is_no_files_name_is_refused(self, home: Path, name: str) -> None:
        result = rules(home, "new", name)

        assert result.exit_code == 1
        assert "cannot be a rule's name" in result.output


class TestTry:
    def test_a_text_is_judged_with_words_rule_date_and_advice(self, home: Path) -> None:
        told = rules(home, "try", "--text", "Hello. We need green tea by 20 March.").output

        assert "Tag tea (Wants tea · 要茶)" in told
        assert "  says: We «need green tea» by 20 March." in told
        assert "  rule tea, rules/tea.yaml:5" in told
        assert "  matched: `need` (need*|want*|需要) + green tea" in told
        assert "Together: the grade goes one step up" in told

    def test_a_rule_that_was_cancelled_is_told_with_the_reason(self, home: Path) -> None:
        told = rules(home, "try", "--text", "We do not need green tea.").output

        assert "Tags: none" in told
        assert "No tag tea: denied" in told
        assert "  says: We do not «need green tea»." in told

    def test_rules_that_disagree_about_the_grade_are_noted(self, home: Path) -> None:
        told = rules(home, "try", "--text", "We need green tea. Ask me after the harvest.").output

        assert "Note: tea would raise the grade, later lower it: it stays." in told

    def test_a_mail_is_read_from_a_file_or_from_standard_input(self, home: Path, tmp_path: Path) -> None:
        file = tmp_path / "inquiry.eml"
        file.write_bytes(mail("We need green tea.\n\n> We need oolong.").content)
        values = json.loads(rules(home, "try", str(file), "--format", "json").output)
        plain = rules(home, "try", "-", said="We need green tea.\n").output

        assert [each["quote"] for each in values["tags"]] == ["need green tea"]
        assert "Tag tea" in plain

    def test_one_of_file_and_text_is_wanted(self, home: Path) -> None:
        assert rules(home, "try").exit_code == 2
        assert rules(home, "try", "x.eml", "--text", "x").exit_code == 2
        assert rules(home, "try", "nowhere.eml").exit_code == 1


class TestTryLines:
    def lines(self, home: Path, *values: object) -> tuple[int, list[dict[str, object]]]:
        said = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in values)
        result = rules(home, "try", "--jsonl", "-", said=said)
        return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]

    def test_each_line_is_answered_in_the_scorers_form(self, home: Path) -> None:
        body = "Hi,\nwe need green tea by 20 March.\n\nOn Mon, Jana wrote:\n> we need oolong"

        code, (answer,) = self.lines(
            home, {"id": "a", "body": body, "direction": "in", "mail_date": "2026-03-10"}
        )

        assert code == 0
        assert answer["tags"] == ["tea"]
        (evidence,) = answer["evidence"]  # type: ignore[misc]
        assert evidence == {"tag": "tea", "start": 7, "end": 21, "text": "need green tea", "rule": "tea"}
        assert body[7:21] == "need green tea"
        assert answer["due"] == {"kind": "by", "date": "2026-03-20"}

    @pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity"])
    def test_what_is_no_json_is_not_answered(self, home: Path, number: str) -> None:
        _, (answer,) = self.lines(home, f'{{"id": {number}, "body": "We need green tea."}}')

        assert answer["id"] is None
        assert "is no number" in str(answer["error"])

    def test_days_that_a_rule_counts_are_no_date_of_the_mail(self, home: Path) -> None:
        _, (answer,) = self.lines(home, {"id": 1, "body": "We need green tea.", "mail_date": "2026-03-10"})

        assert (answer["tags"], answer["due"]) == (["tea"], None)

    def test_rules_on_trial_and_those_for_the_other_side_are_left_out(self, home: Path) -> None:
        _, answers = self.lines(
            home,
            {"id": 1, "body": "Perhaps.", "mail_date": "2026-03-10"},
            {"id": 2, "body": "We need green tea.", "mail_date": "2026-03-10", "direction": "out"},
        )

        assert [each["tags"] for each in answers] == [[], []]

    def test_a_bad_line_is_answered_and_stops_none_of_the_others(self, home: Path) -> None:
        good = {"id": 9, "body": "We need green tea."}

        code, answers = self.lines(
            home,
            "{",
            "[]",
            "[" * 50_000,
            {"id": 1},
            {"id": 2, "body": 5},
            {"id": 3, "body": "x", "mail_date": "soon"},
            {"id": 4, "body": "x", "direction": "up"},
            {"id": 5, "body": "x", "kind": "letter"},
            {"id": 6, "body": "x", "attachments": "a.pdf"},
            good,
        )

        assert code == 3
        assert [("error" in each, each["id"]) for each in answers] == [
            *((True, None),) * 3,
            *((True, number) for number in range(1, 7)),
            (False, 9),
        ]


class TestPlaces:
    @pytest.mark.parametrize(
        "body",
        [
            "We need green tea.",
            "\r\n\r\nWe need\r\ngreen tea.\r\n\r\nOn Mon, Jana wrote:\r\n> We need green tea.",
            "> We need green tea. Yes?\nYes.\n> And when?\nWe need green tea tomorrow.",
            "We \x00 need green tea \ud800 now",
            "😀 We need green tea.\n-- \nJana",
        ],
    )
    def test_a_quote_stands_where_it_is_said_to_stand(self, home: Path, body: str) -> None:
        in_force_now, _ = config.load_rules(Home(home))
        assert in_force_now is not None
        mail_ = given.read(Text(body, date(2026, 3, 10), Direction.IN))

        (found,) = tag(mail_.reading, in_force_now, mail_.day)
        start, end = Placed(mail_.reading, body).span(found)

        assert body[start:end].replace("\r", "").split() == found.quote.split()
        assert start > body.rfind(">") or ">" not in body or "\r" in body


class TestTest:
    def test_samples_languages_coverage_and_conflicts_are_told(self, home: Path) -> None:
        edited(home, "hit: Ask me after the harvest.", "hit: We need oolong, so ask me after the harvest.")
        edited(home, "      - hit: Perhaps.", "      - hit: Perhaps a cup of tea.")

        rows = {row["rule"]: row for row in json.loads(rules(home, "test", "--format", "json").output)}

        assert (rows["tea"]["hit"], rows["tea"]["miss"]) == (2, 1)
        assert rows["tea"]["languages"] == ["en", "zh"]
        assert (rows["tea"]["phrases"], rows["tea"]["coverage"]) == (5, "0.60")
        assert rows["tea"]["overlaps"] == ["later (1)", "maybe (1)"]
        assert "one raises the grade, the other lowers it" in rows["tea"]["conflicts"][0]

    def test_labelled_mail_adds_precision_and_recall(self, home: Path, tmp_path: Path) -> None:
        lines = [
            {"id": 1, "body": "We need green tea.", "tags": ["tea"]},
            {"id": 2, "body": "We want oolong.", "tags": []},
            {"id": 3, "body": "Tea would be fine.", "tags": ["tea"]},
        ]
        file = tmp_path / "labelled.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)), "utf-8")

        rows = json.loads(rules(home, "test", "--jsonl", str(file), "--format", "json").output)
        table = rules(home, "test", "--jsonl", str(file)).output

        assert {name: rows[0][name] for name in ("mails", "precision", "recall")} == {
            "mails": 2,
            "precision": "0.50",
            "recall": "0.50",
        }
        assert "missed" in table

    def test_stored_mail_tells_how_often_a_rule_finds_something(self, home: Path, office: Office) -> None:
        office.gets(mail("We need green tea."), mail("Hello.", id="2"))

        rows = json.loads(rules(home, "test", "--since", "2026-01-01", "--format", "json").output)

        assert [row["mails"] for row in rows] == [1, 0, 0, 0, 0]


class TestReplay:
    def test_tags_that_come_and_go_and_dates_that_move_are_told(self, home: Path, office: Office) -> None:
        office.gets(mail("We need green tea."), mail("Ask me after the harvest.", id="2", day=1))
        edited(home, "any: [after the harvest]", "any: [after the frost]")
        edited(home, "hit: Ask me after the harvest.", "hit: Ask me after the frost.")
        edited(home, "any: [cup of tea]", "any: [cup of tea, harvest]")

        told = rules(home, "replay", "--since", "2026-01-01").output
        found = json.loads(rules(home, "replay", "--since", "2026-01-01", "--format", "json").output)

        assert found["mails"] == 2
        assert [(each["rule"], each["new"], each["lost"]) for each in found["rules"]] == [
            ("later", 0, 1),
            ("tea", 1, 0),
        ]
        assert found["rules"][0]["examples"][0]["sentence"] == "Ask me «after the harvest»."
        assert "Rule later (later): 0 new, 1 lost" in told
        assert told.endswith("`genjin reread` makes the book say so.\n")

    def test_nothing_is_saved(self, home: Path, office: Office) -> None:
        office.gets(mail("We need green tea."))
        edited(home, "any: [cup of tea]", "any: [cup of tea, need]")
        before = (home / "book.db").read_bytes()

        rules(home, "replay", "--since", "2026-01-01")

        assert (home / "book.db").read_bytes() == before

    def test_the_same_rules_change_nothing(self, home: Path, office: Office) -> None:
        office.gets(mail("We need green tea."), mail("Perhaps.", id="2"))
        office.writes(sent("Our offer."))

        assert "Nothing would change." in rules(home, "replay", "--since", "2026-01-01").output

    def test_rules_on_trial_can_be_tried_as_if_they_were_live(self, home: Path, office: Office) -> None:
        office.gets(mail("Perhaps."))

        assert "Nothing would change." in rules(home, "replay", "--since", "2026-01-01").output
        assert (
            "Rule maybe (maybe): 1 new"
            in rules(home, "replay", "--since", "2026-01-01", "--with-trial").output
        )

    def test_a_pause_that_comes_in_moves_what_is_owed(self, home: Path, office: Office) -> None:
        office.gets(mail("Please come back in June."))
        edited(home, "any: [after the harvest]", "any: [after the harvest, come back]")

        found = json.loads(rules(home, "replay", "--since", "2026-01-01", "--format", "json").output)

        (opened_,) = (each for each in found["changes"] if each["change"] == "opened")
        assert opened_["duty"] == "resume"
        assert "They asked for later" in opened_["because"]

    def test_what_a_rep_called_wrong_stays_away(self, home: Path, office: Office) -> None:
        office.gets(mail("Please come back in June."))
        edited(home, "any: [after the harvest]", "any: [after the harvest, come back]")
        with office.book.begin() as page:
            row = {"customer_id": 1, "at": 0, "rep": "anna", "verdict": "wrong", "tag": "later", "mail_id": 1}
            add(page._connection, MarkRow, row | {"rule": "later", "quote": "", "note": ""})

        found = json.loads(rules(home, "replay", "--since", "2026-01-01", "--format", "json").output)

        assert found["changes"] == []

    def test_it_works_on_every_database(self, book: Book, home: Path) -> None:
        office = opened(home, book.location)
        office.gets(mail("We need green tea."), mail("Another one.", id="2", day=3))
        edited(home, "cup of tea", "another one")
        in_force_now, _ = config.load_rules(Home(home))
        assert in_force_now is not None
        bench = stored.Bench(in_force_now, office.intake.playbook.policy)

        with office.reader() as reader:
            every = replaying.replay(reader, bench, replaying.Wanted(MONDAY))
            one = replaying.replay(reader, bench, replaying.Wanted(MONDAY, CustomerId(1)))
            none = replaying.replay(reader, bench, replaying.Wanted(MONDAY + timedelta(days=9)))
            deeds = replayed.deeds(reader, MONDAY)
        office.book.close()

        assert (every.mails, one.mails, none.mails) == (2, 2, 0)
        assert [(rule.rule, rule.new) for rule in every.rules] == [("tea", 1)]
        assert [(deed.rule, deed.hits) for deed in deeds] == [("tea", 1)]


class TestStats:
    def test_hits_marks_and_rules_never_hit_are_told(self, home: Path, office: Office) -> None:
        office.gets(mail("We need green tea."), mail("We need oolong.", id="2", day=1))
        with office.book.begin() as page:
            for verdict in ("right", "wrong", "wrong"):
                row = {
                    "customer_id": 1,
                    "at": 1,
                    "rep": "anna",
                    "verdict": verdict,
                    "tag": "tea",
                    "mail_id": 1,
                }
                add(page._connection, MarkRow, row | {"rule": "tea", "quote": "", "note": ""})

        rows = json.loads(rules(home, "stats", "--format", "json").output)
        told = rules(home, "stats").output

        tea = rows[0]
        assert (tea["rule"], tea["hits"], tea["customers"]) == ("tea", 2, 1)
        assert (tea["right"], tea["wrong"], tea["share"]) == (1, 2, 0.33)
        assert "Never found anything: later, maybe, courtesy, overdue" in told

    def test_without_a_book_it_is_said(self, home: Path) -> None:
        result = rules(home, "stats")

        assert result.exit_code == 1
        assert "There is no book" in result.output


@pytest.mark.parametrize(
    ("words", "day"),
    [("90d", "2026-01-01"), ("2w", "2026-03-18"), ("1m", "2026-03-02"), ("2026-02-03", "2026-02-03")],
)
def test_a_time_is_named_by_its_length_or_its_day(words: str, day: str) -> None:
    now = MONDAY + timedelta(days=30)

    assert stored.since(words, now, MONDAY.tzinfo).date().isoformat() == day  # type: ignore[arg-type]

"""Tags as a rep types them: which there are, and what is wrong with them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from fakes import Office, genjin, mail
from store.book import Book
from worker import config
from worker.commands.tag import parted
from worker.config import Home
from worker.intake import Intake

RULES = """module: team
rules:
  - id: price-high
    tag: price_sensitive
    title: {en: Finds it too dear, zh: 嫌贵}
    suggest: {en: Ask for the quantity., zh: 先问数量。}
    any: [too expensive]
    profile: needs
    expires: 3650
    effect: {grade: down}
    tests:
      - {hit: This is too expensive for us.}
      - {miss: Thank you for the offer.}
  - id: in-a-hurry
    tag: urgent
    title: {en: Is in a hurry, zh: 着急}
    suggest: {en: Answer today., zh: 当天回复。}
    any: [at once]
    effect: {due: within 0 days}
    tests:
      - {hit: Answer at once.}
      - {miss: Thank you for the offer.}
  - id: on-trial
    tag: curious
    status: trial
    title: {en: Is curious, zh: 好奇}
    suggest: {en: Tell more., zh: 多讲。}
    any: [tell me this, for us]
    tests:
      - {hit: Please tell me this.}
      - {miss: Thank you for the offer.}
  - id: vip
    tag: vip
    status: by hand
    title: {en: Known to the boss, zh: 老板的客户}
    suggest: {en: Tell the boss., zh: 告诉老板。}
    profile: state
  - id: stop
    tag: unsubscribe
    status: by hand
    title: {en: Wants no more mail, zh: 退订}
    suggest: {en: Leave them alone., zh: 停止联系。}
    effect: {due: stop}
"""
SETTINGS = """team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}
me: anna
accounts: []
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one customer, Jana's, and one mail of hers."""
    home = tmp_path_factory.mktemp("home")
    (home / "rules").mkdir()
    (home / "rules" / "team.yaml").write_text(RULES, "utf-8")
    (home / "genjin.yaml").write_text(SETTINGS, "utf-8")
    settings, playbook = config.load_all(Home(home))
    book = Book(config.location(settings, Home(home)), checkpointer=True)
    book.prepare()
    Office(book, Intake(book, playbook)).gets(mail("Please answer at once: this is too expensive for us."))
    book.close()
    said("--home", str(home), "customers", "edit", "1", "--name", "Nordlicht Handels GmbH")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def said(*words: str, code: int = 0, **env: Any) -> str:
    result = genjin(*words, **env)
    assert result.exit_code == code, result.output
    return str(result.output)


def at(home: Path, *words: str, **more: Any) -> str:
    return said("--home", str(home), *words, **more)


def tags(home: Path) -> dict[str, str]:
    """Name and state of every tag of Jana's customer."""
    rows = json.loads(at(home, "tag", "nordlicht", "--format", "json"))
    return {row["name"]: row["state"] for row in rows}


class TestListing:
    def test_what_holds_is_listed_with_its_words_and_where_they_come_from(self, home: Path) -> None:
        output = at(home, "tag", "nordlicht", "--format", "json")

        price, *_ = (row for row in json.loads(output) if row["name"] == "price_sensitive")
        assert (price["state"], price["words"], price["mail"], price["rule"]) == (
            "in force",
            "too expensive",
            1,
            "price-high",
        )
        assert (price["since"], price["until"]) == ("2026-03-02", "2036-02-28")
        assert "curious" not in tags(home)

    def test_the_table_speaks_the_language_of_the_terminal(self, home: Path) -> None:
        assert "Finds it too dear" in at(home, "tag", "nordlicht", LC_ALL="en_GB.UTF-8")
        assert "嫌贵" in at(home, "tag", "nordlicht", LC_ALL="zh_CN.UTF-8")

    def test_a_customer_nobody_knows_is_named(self, home: Path) -> None:
        assert "No customer is called `nobody at all`" in at(home, "tag", "nobody", "at", "all", code=1)


class TestMarking:
    def test_wrong_says_what_was_marked_and_which_date_moved(self, home: Path) -> None:
        output = at(home, "tag", "nordlicht", "handels", "wrong", "urgent", "--note", "a joke")

        assert "Nordlicht Handels GmbH: urgent was wrong" in output
        assert "mail 1, 2026-03-02: “at once” (rule in-a-hurry)" in output
        assert "reply 1: due 2026-03-03" in output
        assert tags(home) == {"price_sensitive": "in force", "urgent": "wrong"}
        assert "wrong, says anna" in at(home, "tag", "nordlicht")

    def test_undo_brings_tag_and_date_back(self, home: Path) -> None:
        before = at(home, "due", "--everybody", "--until", "+1d", "--format", "json")
        at(home, "tag", "nordlicht", "wrong", "urgent")

        output = at(home, "tag", "nordlicht", "undo")

        assert "Taken back: urgent wrong, said by anna" in output
        assert at(home, "due", "--everybody", "--until", "+1d", "--format", "json") == before
        assert tags(home) == {"price_sensitive": "in force", "urgent": "in force"}

    def test_titles_of_several_words_need_no_quotes_and_slips_are_answered(self, home: Path) -> None:
        at(home, "tag", "nordlicht", "remove", "finds", "it", "too", "dear")

        assert tags(home)["price_sensitive"] == "removed"
        output = at(home, "tag", "nordlicht", "wrong", "urgnt", code=1)
        assert "has no tag `urgnt`. Did you mean `urgent`?" in output

    def test_a_tag_by_hand_shows_who_gave_it_and_why(self, home: Path) -> None:
        at(home, "tag", "nordlicht", "add", "vip", "--note", "met on the fair")

        output = at(home, "show", "nordlicht")

        assert "Known to the boss: met on the fair (" in output
        assert "by hand, anna" in output

    def test_to_stop_by_hand_ends_what_is_chased(self, home: Path) -> None:
        output = at(home, "tag", "nordlicht", "add", "退订")

        assert "unsubscribe (Wants no more mail · 退订) added by hand (mark 1)" in output
        assert "ended" in output

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("wrong",), "Which tag?"),
            (("add", "vip", "--mail", "1"), "about no mail"),
            (("wrong", "urgent", "--mail", "1", "--all"), "Either --mail or --all"),
            (("undo", "the", "last"), "the number of a mark"),
        ],
    )
    def test_what_cannot_be_meant_is_wrong_usage(
        self, home: Path, words: tuple[str, ...], message: str
    ) -> None:
        assert message in at(home, "tag", "nordlicht", *words, code=2)

    def test_a_slip_in_the_verb_is_answered_with_the_verb(self, home: Path) -> None:
        output = at(home, "tag", "nordlicht", "wrng", "price_sensitive", code=1)

        assert "Did you mean `wrong` by `wrng`?" in output

    def test_what_nobody_gives_is_answered_with_what_may_be_given(self, home: Path) -> None:
        _, _, offered = at(home, "tag", "nordlicht", "add", "zzz", code=1).partition("There are:\n")

        by_hand, live = offered.splitlines()[:2], offered.splitlines()[2:]
        assert by_hand == [
            "  unsubscribe: Wants no more mail · 退订",
            "  vip: Known to the boss · 老板的客户",
        ]
        assert {"  price_sensitive: Finds it too dear · 嫌贵", "  urgent: Is in a hurry · 着急"} <= set(live)
        assert "curious" not in offered

    def test_a_mail_without_the_tag_is_told_where_it_stands(self, home: Path) -> None:
        output = at(home, "tag", "nordlicht", "wrong", "urgent", "--mail", "7", code=1)

        assert "Mail 7 of this customer has no tag `urgent`. It stands in mail 1." in output


class TestElsewhere:
    def test_show_groups_the_profile_and_hints_at_the_grade(self, home: Path) -> None:
        output = at(home, "show", "nordlicht", LC_ALL="en_GB.UTF-8")

        profile = output.partition("Profile\n")[2].partition("\n\n")[0].splitlines()
        assert profile == [
            "  needs",
            "    Finds it too dear: “too expensive” (2026-03-02, mail 1)",
            "  close grade  down: price_sensitive (mail 1)",
        ]
        assert "需求" in at(home, "show", "nordlicht", LC_ALL="zh_CN.UTF-8")

    def test_a_tag_stands_whole_on_its_line_in_a_narrow_terminal(self, home: Path) -> None:
        output = at(home, "show", "nordlicht", LC_ALL="en_GB.UTF-8", COLUMNS="80")

        timeline = output.partition("Timeline\n")[2]
        assert {"price_sensitive", "urgent"} <= set(timeline.replace(",", " ").split())

    def test_show_for_programs_has_what_holds(self, home: Path) -> None:
        at(home, "tag", "nordlicht", "wrong", "urgent")

        (one,) = json.loads(at(home, "show", "nordlicht", "--format", "json"))["tags"]

        assert (one["tag"], one["name"], one["heading"]) == ("Finds it too dear", "price_sensitive", "needs")

    def test_explain_says_all_there_is_to_a_tag(self, home: Path) -> None:
        at(home, "tag", "nordlicht", "right", "price_sensitive", "--note", "asked twice")

        output = at(home, "explain", "1")

        assert "found by: too expensive" in output
        assert "rule price-high, rules/team.yaml:3" in output
        assert "close grade: one step down" in output
        assert "profile: under needs, till 2036-02-28" in output
        assert "right, says anna on " in output
        assert ": asked twice" in output
        assert "Tag curious (Is curious · 好奇) (on trial: nothing follows from it)" in output

    def test_nothing_but_explain_shows_what_is_on_trial(self, home: Path) -> None:
        for words in (["show", "nordlicht"], ["due", "--everybody", "--week"], ["thread", "show", "1"]):
            assert "curious" not in at(home, *words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("nordlicht", ("nordlicht", "", "")),
        ("al noor trading wrong price_sensitive", ("al noor trading", "wrong", "price_sensitive")),
        ("nordlicht wrong wrong person", ("nordlicht", "wrong", "wrong person")),
        ("add value ltd add vip", ("add value ltd", "add", "vip")),
        ("Right Tools undo 3", ("Right Tools", "undo", "3")),
    ],
)
def test_the_first_verb_behind_a_name_parts_customer_and_tag(words: str, meant: tuple[str, str, str]) -> None:
    whom, verb, rest = parted(tuple(words.split()))

    assert (" ".join(whom), verb, " ".join(rest)) == meant

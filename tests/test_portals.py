"""Do the descriptions of portals hold, the shipped ones and the team's own?"""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model import Kind, Label, Source
from parsers.portals.description import Fixture
from parsers.portals.portal import Portal
from worker import config, portals
from worker.config import Home
from worker.drift import drift
from worker.settings import Rep, Settings, Team

NOWHERE = Source("genjin.yaml", 1)
MARCH = datetime(2026, 3, 2, tzinfo=UTC)
SHIPPED = portals.shipped()
OWN = """\
portal: {name}
title: {{en: Our fair, zh: 展会}}
senders: [fair.example]
labels:
  name: {{en: [guest]}}
always: [name, message]
fixtures:
  - mail: |
      From: Fair <lead@fair.example>
      To: <sales@firma.example>
      Subject: A guest of your booth

      Guest: {guest}
      Email: tom@guest.example
      Message: Send a catalogue.
    sure: yes
    expect: {{name: Tom Guest, email: tom@guest.example, message: Send a catalogue.}}
"""


def home(folder: Path, **files: str) -> Home:
    (folder / "portals").mkdir()
    for name, text in files.items():
        (folder / "portals" / f"{name}.yaml").write_text(text, "utf-8")
    return Home(folder, is_named=True)


@pytest.mark.parametrize("portal", SHIPPED.all, ids=lambda portal: portal.NAME)
def test_every_fixture_of_a_shipped_portal_reads_as_it_says(portal: Portal) -> None:
    wrong = [str(problem) for problem in portals.fixture_problems(portal, SHIPPED.parsers)]

    assert wrong == []


@pytest.mark.parametrize("portal", SHIPPED.all, ids=lambda portal: portal.NAME)
def test_every_shipped_portal_has_three_inquiries_in_plain_text_and_html(portal: Portal) -> None:
    inquiries = [each for each in portal.described.fixtures if each.kind is Kind.PORTAL]

    assert len(inquiries) >= 3
    assert any("text/html" in each.mail for each in inquiries)
    assert any("text/html" not in each.mail for each in inquiries)


def test_a_platform_that_writes_in_chinese_has_a_chinese_fixture_and_a_notice() -> None:
    chinese = {"alibaba", "made-in-china", "global-sources", "dhgate", "ecvv", "hktdc", "web form", "wix"}
    platforms = {portal.NAME for portal in SHIPPED.all if not portal.described.marks}

    assert chinese == {
        portal.NAME for portal in SHIPPED.all if any(map(_is_chinese, portal.described.fixtures))
    }
    for portal in SHIPPED.all:
        kinds = {each.kind for each in portal.described.fixtures}
        assert portal.NAME not in platforms or Kind.SERVICE in kinds, portal.NAME


def _is_chinese(fixture: Fixture) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in fixture.mail)


def test_the_portals_can_be_handed_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(SHIPPED.parsers))

    assert [parser.NAME for parser in again] == [parser.NAME for parser in SHIPPED.parsers]


def test_forms_without_a_name_of_their_own_are_tried_last() -> None:
    assert SHIPPED.parsers[0].NAME == "forwarded"
    assert SHIPPED.parsers[-1].NAME == "web form"


def test_a_portal_of_the_teams_own_stands_before_the_shipped_ones(tmp_path: Path) -> None:
    found, problems = portals.load(home(tmp_path, fair=OWN.format(name="our fair", guest="Tom Guest")))

    assert problems == []
    assert [portal.NAME for portal in found.all] == ["our fair", *(portal.NAME for portal in SHIPPED.all)]
    assert portals.check(Home(tmp_path))[1:] == ([], [])


def test_a_description_with_a_shipped_name_takes_its_place(tmp_path: Path) -> None:
    found, _ = portals.load(home(tmp_path, mine=OWN.format(name="alibaba", guest="Tom Guest")))

    assert [portal.described.senders for portal in found.all if portal.NAME == "alibaba"] == [
        ("fair.example",)
    ]


def test_a_fixture_that_reads_otherwise_is_told_with_its_line(tmp_path: Path) -> None:
    told, left_out, problems = portals.check(home(tmp_path, fair=OWN.format(name="our fair", guest="Ann")))

    assert left_out == []
    assert "our fair: 1 fixture (portals/fair.yaml)" in told
    assert [(each.path, each.line) for each in problems] == [("portals/fair.yaml", 8)]
    assert "`name` reads `Ann` and not `Tom Guest`" in problems[0].what


def test_two_files_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    text = OWN.format(name="our fair", guest="Tom Guest")

    found, problems = portals.load(home(tmp_path, one=text, two=text))

    assert [(each.path, each.line, each.column) for each in problems] == [("portals/two.yaml", 1, 9)]
    assert [each.described.source.path for each in found.all[:2]] == [
        "portals/one.yaml",
        "parsers/portals/alibaba.yaml",
    ]
    assert problems[0].what.startswith("`portal: our fair` stands in portals/one.yaml already.")


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("senders: [fair.example]", "senders: [Fair]", "`senders`: `Fair` is no domain"),
        ("senders: [fair.example]", "senders: [ours]", "`marks` must say what shows that it is this form"),
        ("  name: {en: [guest]}", "  nam: {en: [guest]}", "`labels`: `nam` is none of name"),
        ("always: [name, message]", "always: [name, massage]", "`always`: `massage` is none of name"),
        ("always: [name, message]", 'inquiries: ["from {nmae}"]', "`{nmae}` is none of name"),
        ("always: [name, message]", 'inquiries: ["(new inquiry"]', "cannot be understood"),
        ("always: [name, message]", 'notices: ["{name}"]', "has no words by which it could be found"),
        ("always: [name, message]", "marks: {headers: ['X-Mailer: WPForms']}", "written in small letters"),
        ("always: [name, message]", "alway: [name]", "Did you mean `always`?"),
        ("portal: our fair", "portal: reply", "is the name of a parser of Genjin's own"),
    ],
)
def test_a_mistake_in_a_description_is_shown_with_line_and_caret(
    tmp_path: Path, line: str, instead: str, said: str
) -> None:
    text = OWN.format(name="our fair", guest="Tom Guest").replace(line, instead)

    found, problems = portals.load(home(tmp_path, fair=text))

    assert found.all == SHIPPED.all
    assert said in str(problems[0])
    assert "^" in str(problems[0])


def test_a_file_with_a_mistake_is_left_out_and_every_other_stays_in_force(tmp_path: Path) -> None:
    text = OWN.format(name="alibaba", guest="Tom Guest").replace("always:", "alway:")
    fair = OWN.format(name="our fair", guest="Tom Guest")
    broken = home(tmp_path, mine=text, fair=fair)
    team = Team((), {"anna": Rep("Anna", ("anna@firma.example",))})

    playbook = config.load_playbook(broken, Settings(team, (), NOWHERE))

    names = [parser.NAME for parser in playbook.parsers]
    assert names == ["forwarded", "our fair", *(portal.NAME for portal in SHIPPED.all)]
    assert SHIPPED.all[0] in playbook.parsers
    warning = portals.left_out(broken)
    assert warning.startswith("portals/mine.yaml:6:1")
    assert "portals/mine.yaml is left out until it is right" in warning


def test_where_nothing_is_wrong_nothing_is_warned_of(tmp_path: Path) -> None:
    assert portals.left_out(Home(tmp_path)) == ""
    assert portals.left_out(home(tmp_path, fair=OWN.format(name="our fair", guest="Tom Guest"))) == ""


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("title: {en: Our fair}\n", Label("Our fair", "Our fair")),
        ("title: {zh: 展会}\n", Label("展会", "展会")),
        ("", Label("our fair", "our fair")),
    ],
)
def test_a_title_in_one_language_or_none_will_do(tmp_path: Path, title: str, label: Label) -> None:
    text = OWN.format(name="our fair", guest="Tom Guest").replace("title: {en: Our fair, zh: 展会}\n", title)

    found, problems = portals.load(home(tmp_path, fair=text))

    assert problems == []
    assert found.all[0].described.label == label


def test_drift_names_the_portal_the_newest_mail_and_what_is_missing() -> None:
    readings = [
        ("alibaba", MARCH.replace(day=1), ()),
        ("alibaba", MARCH.replace(day=4), ("message",)),
        ("alibaba", MARCH.replace(day=3), ("name", "message")),
        ("tradekey", MARCH, ()),
    ]

    (found,) = drift(readings)

    assert (found.portal, found.mails, found.of) == ("alibaba", 2, 3)
    assert (found.newest.day, found.missing) == (4, ("message", "name"))
    assert "2 of 3 mails without message, name, the newest of 2026-03-04" in found.words


def test_the_example_of_the_handbook_holds(tmp_path: Path) -> None:
    handbook = (Path(__file__).parent.parent / "docs" / "portals.md").read_text("utf-8")
    example = handbook.partition("```yaml\n")[2].partition("```")[0]

    told, left_out, problems = portals.check(home(tmp_path, fair=example))

    assert told[0] == "our fair: 1 fixture (portals/fair.yaml)"
    assert left_out == problems == []

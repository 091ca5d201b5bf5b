"""What does policy.yaml say of finding and of conflicts, and what is said of a mistake in it?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import matching
from followups_support import POLICY
from matching import Thresholds
from worker import config
from worker.config import SHIPPED, Home
from worker.policy import Calibrated, Conflicts, Level, TeamPolicy
from worker.shape import Problem

SHIPPED_TEXT = (SHIPPED / "followups" / "policy.yaml").read_text("utf-8")
SETTINGS = "team: {domains: [ourfactory.example], reps: {anna: {}}}\naccounts: []\n"


def loaded(folder: Path, more: str) -> tuple[TeamPolicy | None, list[Problem]]:
    (folder / "policy.yaml").write_text(f"{SHIPPED_TEXT}\n{more}", "utf-8")
    return config.load_policy(Home(folder))


def read(folder: Path, more: str) -> TeamPolicy:
    policy, problems = loaded(folder, more)
    assert policy is not None, [str(each) for each in problems]
    return policy


def mistakes(folder: Path, more: str) -> list[str]:
    _, problems = loaded(folder, more)
    first = SHIPPED_TEXT.count("\n") + 1
    return [f"{each.line - first}:{each.column}: {each.what}" for each in problems]


def test_a_file_without_the_sections_is_as_shipped(tmp_path: Path) -> None:
    policy = read(tmp_path, "")

    assert policy.finding.thresholds == matching.DEFAULT
    assert policy.conflicts == Conflicts()
    assert policy.follow_ups == POLICY


def test_the_sections_that_are_shipped_as_comments_say_the_defaults(tmp_path: Path) -> None:
    lines = SHIPPED_TEXT.splitlines()
    begins = [at for at, line in enumerate(lines) if line in ("# finding:", "# conflicts:")]
    shown = [line[2:] for at in begins for line in _paragraph(lines[at:])]

    policy = read(tmp_path, "\n".join(shown) + "\n")

    assert policy.finding.thresholds == matching.DEFAULT
    assert policy.finding.calibrated == Calibrated(date(2026, 3, 15), 24000, 300)
    assert policy.conflicts == Conflicts()


def _paragraph(lines: list[str]) -> list[str]:
    return lines[: lines.index("")] if "" in lines else lines


def test_one_number_or_level_leaves_the_others_as_shipped(tmp_path: Path) -> None:
    policy = read(tmp_path, "finding: {sure: 90}\nconflicts: {import: {similar_customer: block}}\n")

    assert policy.finding.thresholds == Thresholds(sure=90)
    assert policy.conflicts.import_.similar_customer is Level.BLOCK
    assert policy.conflicts.import_.same_customer is Level.BLOCK
    assert policy.conflicts.creation == Conflicts().creation


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("finding: {sure: 101}\n", "1:17: `sure` is a number from 0 to 100."),
        ("finding:\n  sure: 2\n", "2:9: `review` (5) must not be above `sure` (2)."),
        ("finding: {sure: high}\n", "1:17: `sure` is a number, and `high` is none."),
        ("finding: {shure: 80}\n", "1:11: `finding` has no field `shure`. Did you mean `sure`?"),
        (
            "conflicts:\n  first_mail: {same_customer: block}\n",
            "2:31: `same_customer: block` cannot be: the mail is there already. Write `warn`.",
        ),
        (
            "conflicts: {import: {similar_customer: blok}}\n",
            "1:40: `blok` is not a value of `similar_customer`. Did you mean `block`?",
        ),
        ("conflicts: {imports: {}}\n", "1:13: `conflicts` has no field `imports`. Did you mean `import`?"),
    ],
)
def test_a_mistake_is_named_at_its_line_and_column(tmp_path: Path, more: str, expected: str) -> None:
    assert mistakes(tmp_path, more) == [expected]


def test_the_playbook_carries_both(tmp_path: Path) -> None:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    more = "finding: {sure: 90}\nconflicts: {creation: {same_customer: warn}}\n"
    (tmp_path / "policy.yaml").write_text(f"{SHIPPED_TEXT}\n{more}", "utf-8")
    home = Home(tmp_path)

    playbook = config.load_playbook(home, config.load_settings(home))

    assert playbook.thresholds == Thresholds(sure=90)
    assert playbook.conflicts.creation.same_customer is Level.WARN
    assert playbook.policy == POLICY

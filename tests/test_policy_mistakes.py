"""An admin saved policy.yaml with a slip, on Friday at six: is all of it refused, and the slip pointed at?"""

# ruff: noqa: E501 - a slip, and what is said of it, are read as one line
from __future__ import annotations

from pathlib import Path

import pytest

from worker import config
from worker.config import SHIPPED, ConfigError, Home

SHIPPED_TEXT = (SHIPPED / "followups" / "policy.yaml").read_text("utf-8")
SETTINGS = "team: {domains: [ourfactory.example], reps: {lina: {}, wangwei: {}, chen: {}}}\naccounts: []\n"
NEW_POOL = "- {name: public, per_day: 10, per_week: 30, per_month: 60, freeze: 1 day, cool_down: 30 days}"
NEW_YEAR = "# - {name: new_year, on: 12-20, content: greeting, whom: {classes: [A, B]}}"
THEN = "then: {every: 91 days, until: 730 days}"
REPS = "reps: {}  "
CALENDARS = "# calendars:\n#   chen: {zone: Asia/Dubai, country: AE, away: [2026-02-10 to 2026-02-20]}"


def refused(folder: Path, old: str, new: str) -> str:
    """All that is said of the shipped policy with one slip in it, as the admin reads it."""
    assert SHIPPED_TEXT.count(old) == 1, old
    (folder / "policy.yaml").write_text(SHIPPED_TEXT.replace(old, new), "utf-8")
    policy, problems = config.load_policy(Home(folder), reps=("lina", "wangwei", "chen"))
    assert policy is None
    return str(ConfigError(problems))


SLIPS = [
    ("A: 7 days ", "A: -7 days", "-7 days", "-7 days is not possible; a span must be at least 1."),
    ("A: 7 days ", "A: 0 days", "0 days", "0 days is not possible; a span must be at least 1."),
    ("A: 7 days ", "A: 8 per week", "8 per week", "8 per week is not possible: from once to once a day."),
    ("A: 7 days ", "A: 0 per week", "0 per week", "0 per week is not possible"),
    ("A: 7 days ", "A: 1 per weak", "1 per weak", "'1 per weak' is no quota; write for example 1 per week"),
    ("ladder: [7 days, 14 days", "ladder: [7 days, -14 days", "-14 days", "-14 days is not possible"),
    ("high_high: 0.5", "high_high: -0.5", "-0.5", "`high_high` is a factor from 0.1 to 10."),
    ("margin: 1 working day ", "margin: 5000 days", "5000 days", "5000 days is longer than ten years"),
    # turns
    (REPS, "reps: {lina: 0, chen: 0}", "{lina", "`reps`: all weights are 0"),
    (REPS, "reps: {lina: 3, chen: -1}", "chen", "`reps`: the weight of 'chen' (-1)"),
    (REPS, "reps: {lina: 3, wangwie: 2}", "wangwie", "`wangwie` is none of the team's reps in genjin.yaml. Did you mean `wangwei`?"),
    (CALENDARS, "calendars:\n  chan: {zone: Asia/Dubai}", "chan", "`chan` is none of the team's reps in genjin.yaml. Did you mean `chen`?"),
    (NEW_POOL, "- {name: public, reps: [lena]}", "lena", "`lena` is none of the team's reps in genjin.yaml. Did you mean `lina`?"),
    (NEW_YEAR, "- {name: new_year, on: 12-20, whom: {reps: [lina, chem]}}", "chem", "`chem` is none of the team's reps"),
    # sequences
    (THEN, "then: {every: 800 days, until: 730 days}", "800 days", "`every` (800 days) is longer than `until` (730 days)"),
    (THEN, "then: {every: 91 days}", "{every", "`then` lacks the field `until`."),
    (THEN, "then: {every: 91 days, until: 99999 days}", "99999 days", "99999 days is longer than ten years"),
    (THEN, "then: {every: 1 day, until: 730 days}", "1 day, until", "`every` (1 day) until 730 days makes more than 200 mailings"),
    (THEN, "then: {every: 91 days, until: 100 days}", "100 days", "`then`: '100 days' must come after the last step"),
    ("{after: 45 days, content: new_product}", "{after: 4 days, content: new_product}", "4 days, content: new_product", "`steps`: '4 days' does not come after 14 days"),
    ("{after: 45 days, content: new_product}", "{after: 45 days, content: new_produkt}", "new_produkt", "`sequences`: 'new_produkt' is not among `contents`. Did you mean `new_product`?"),
    # occasions
    (NEW_YEAR, "- {name: new_year, on: 12-20, content: greting}", "greting", "`occasions`: 'greting' is not among `contents`. Did you mean `greeting`?"),
    (NEW_YEAR, "- {name: new_year, on: 13-20}", "13-20", "'13-20' is no day; write 12-18 for every year"),
    (NEW_YEAR, "- {name: new_year, holiday: Chrismas Day, region: DE}", "Chrismas Day", "`holiday`: 'Chrismas Day' is no public holiday of DE. Did you mean `Christmas Day`?"),
    (NEW_YEAR, "- {name: new_year, holiday: Chrismas Day}", "Chrismas Day", "`holiday`: 'Chrismas Day' is no public holiday anywhere. Did you mean `Christmas Day`?"),
    (NEW_YEAR, "- {name: tet, holiday: Lunar New Year, whom: {countries: [VN, DE]}}", "Lunar New Year", "'Lunar New Year' is no public holiday of DE."),
    (NEW_YEAR, "- {name: tet, holiday: Lunar New Year, region: XX}", "XX", "`region`: no holidays are known of 'XX'"),
    (NEW_YEAR, "- {name: new_year, on: 12-20, whom: {classes: [a]}}", "a]", "`classes`: 'a' is none of A, B, C, none"),
    (NEW_YEAR, "- {name: new_year, on: 12-20, whom: {grades: [b, f]}}", "f]", "`grades`: 'f' is none of a, b, c, d, e, none"),
    (NEW_YEAR, "- {name: new_year, on: 12-20, whom: {countries: [Germany]}}", "Germany", "`countries`: 'Germany' is no country"),
    (NEW_YEAR, f"{NEW_YEAR[2:]}\n  - {{name: new_year, on: 01-05}}", "new_year", "`occasions`: two are called 'new_year'"),
    # pools
    (NEW_POOL, f"{NEW_POOL}\n    - {{name: public}}", None, "Two pools are called public"),
    (NEW_POOL, "- {name: public, where: {countries: [DE]}}", None, "must take whatever no other takes"),
    (NEW_POOL, "- {name: public, per_day: -1}", None, "are from 0 on; 0 is no limit."),
    (NEW_POOL, "- {name: public, per_day: 40, per_week: 30}", "40", "`per_day` (40) is above `per_week` (30)"),
    # the rest
    ("{after: 7 days, to: high_risk}", "{after: 4 days, to: high_risk}", "4 days, to: high_risk", "`escalation`: '4 days' does not come after 5 days"),
    ("{after: 7 days, to: high_risk}", "{after: 7 days, to: manager}", "manager", "`escalation`: two rungs lead to 'manager'; keep one."),
    ("EUR: 1.1", "EURO: 1.1", "EURO", "`rates`: 'EURO' is no currency"),
    ("EUR: 1.1", "EUR: -1.1", None, "`rates`: one 'EUR' is worth more than 0."),
    ("currency: USD", "currency: usd", "usd", "`currency`: 'usd' is no currency"),
    (CALENDARS, "calendars:\n  chen: {country: ZZ}", None, "No calendar is known for the country 'ZZ'"),
    (CALENDARS, "calendars:\n  chen: {away: [2026-02-20 to 2026-02-10]}", "2026-02-20 to", "ends before it begins"),
    ("country: CN  ", "country: China", "China", "No calendar is known for the country 'China'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "said"), SLIPS, ids=[slip[1][:40] for slip in SLIPS])
def test_a_slip_is_refused_with_line_column_and_a_caret_under_it(
    tmp_path: Path, old: str, new: str, at: str | None, said: str
) -> None:
    told = refused(tmp_path, old, new)

    first, line, caret, rest = told.split("\n", 3)
    _, row, column, what = first.split(":", 3)
    assert said in what
    assert rest == "1 mistake. Nothing was started."
    assert caret.strip() == "^"
    assert (tmp_path / "policy.yaml").read_text("utf-8").splitlines()[int(row) - 1].startswith(line[4:])
    assert at is None or line[int(column) + 3 :].startswith(at)


def test_nothing_starts_with_it(tmp_path: Path) -> None:
    (tmp_path / "genjin.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "policy.yaml").write_text(SHIPPED_TEXT.replace(REPS, "reps: {lina: 3, wangwie: 2}"), "utf-8")
    home = Home(tmp_path)
    settings = config.load_settings(home)

    with pytest.raises(ConfigError, match="`wangwie` is none of the team's reps"):
        config.load_playbook(home, settings, tags=False)


def test_slips_of_several_sections_are_told_at_once_with_those_of_genjin_yaml(tmp_path: Path) -> None:
    (tmp_path / "genjin.yaml").write_text(SETTINGS.replace("accounts: []", "accounts: []\nme: lyna"), "utf-8")
    text = SHIPPED_TEXT.replace(REPS, "reps: {lina: 3, wangwie: 2}").replace("mails: 4", "mails: 0")
    (tmp_path / "policy.yaml").write_text(text.replace("EUR: 1.1", "Eur: 1.1"), "utf-8")

    with pytest.raises(ConfigError) as caught:
        config.load_settings(Home(tmp_path))

    told = str(caught.value)
    assert "`me: lyna` is none of the team's reps. Did you mean `lina`?" in told
    assert "`mails` is from 1 to 100." in told
    assert "'Eur' is no currency" in told
    assert "`wangwie` is none" in told
    assert told.endswith("4 mistakes. Nothing was started.")


@pytest.mark.parametrize(
    "pace",
    ["1 per week", "7 days and 1 per week", "15 days, 2 per month", "5 working days", "2 per quarter"],
)
def test_a_class_may_have_a_gap_a_quota_or_both(tmp_path: Path, pace: str) -> None:
    (tmp_path / "policy.yaml").write_text(SHIPPED_TEXT.replace("A: 7 days ", f"A: {pace} "), "utf-8")

    policy, problems = config.load_policy(Home(tmp_path))

    assert [str(each) for each in problems] == []
    assert policy is not None
    assert str(policy.cadence.volume["A"]) == pace.replace(",", " and")


def test_the_lines_that_are_shipped_as_comments_can_be_put_in_force(tmp_path: Path) -> None:
    lines = SHIPPED_TEXT.splitlines()
    shown = [line.replace("# -", "-", 1) if line.lstrip().startswith("# - {name") else line for line in lines]
    text = "\n".join(shown).replace(CALENDARS, CALENDARS.replace("# ", ""))
    (tmp_path / "policy.yaml").write_text(text, "utf-8")

    policy, problems = config.load_policy(Home(tmp_path), reps=("lina", "chen"))

    assert [str(each) for each in problems] == []
    assert policy is not None
    assert [pool.name for pool in policy.pool.pools] == ["europe", "public"]
    assert len(policy.occasions) == 3
    assert policy.calendars["chen"].away

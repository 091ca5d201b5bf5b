"""Which portals and forms can be read? The shipped descriptions and the team's own, and whether they hold.

The team's own folder is `portals/` beside genjin.yaml. A description there stands before the shipped ones,
and takes the place of the one that has its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from model import Kind, Label, Ours, RawMail, Reading
from parsers import Parser
from parsers.portals.description import Common, Description, Fixture
from parsers.portals.portal import Portal
from worker import shape
from worker.drift import Drift, PortalMail, drift
from worker.shape import Draft, Problem

if TYPE_CHECKING:
    from worker.config import Home

FOLDER = "portals"
SHIPPED = Path(parsers.__file__).resolve().parent / "portals"
_COMMON = "common.yaml"
_LAST = ("inquiry-address.yaml", "web-form.yaml")
"""Forms and platforms without a name of their own are tried when every other has been."""


@dataclass(frozen=True, slots=True)
class Portals:
    """The portals in force, in the order they are asked."""

    all: tuple[Portal, ...]

    @property
    def parsers(self) -> tuple[Parser, ...]:
        return parsers.in_order(self.all)


@cache
def shipped() -> Portals:
    """Those that come with Genjin."""
    portals, problems = _loaded([(path, f"parsers/portals/{path.name}") for path in _files(SHIPPED)])
    assert not problems, "\n".join(map(str, problems))  # a test runs them all
    return Portals(tuple(portals))


def load(home: Home) -> tuple[Portals, list[Problem]]:
    """The team's own, then the shipped ones they do not replace; and every mistake in the team's files.

    A file with a mistake is left out, and the shipped one of its name stays in force: inquiries come in all
    the time, and one slip must not stop all mail from being read.
    """
    paths = [(path, f"{FOLDER}/{path.name}") for path in _files(home.folder / FOLDER)]
    own, problems = _loaded(paths)
    names = {portal.NAME for portal in own}
    return Portals((*own, *(each for each in shipped().all if each.NAME not in names))), problems


def left_out(home: Home) -> str:
    """What to warn of: files of the team that are left out, with their mistakes; mostly nothing."""
    problems = load(home)[1] if (home.folder / FOLDER).is_dir() else []
    return "\n".join([*map(str, in_order(problems)), stays(problems)]) if problems else ""


def stays(problems: Sequence[Problem]) -> str:
    """What follows from mistakes in the team's files."""
    files = list(dict.fromkeys(problem.path for problem in in_order(problems)))
    said = "is left out until it is right" if len(files) == 1 else "are left out until they are right"
    return (
        f"{' and '.join(files)} {said}; mail is read by all other descriptions, the shipped ones among them."
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))


def check(home: Home) -> tuple[list[str], list[Problem], list[Problem]]:
    """What `genjin portals check` prints: of each portal in force what can be said; mistakes, for which a
    file is left out; and fixtures that read otherwise than they say, of portals that stay in force.
    """
    portals, problems = load(home)
    failed = [problem for portal in portals.all for problem in fixture_problems(portal, portals.parsers)]
    return [_told(portal) for portal in portals.all], problems, failed


def _told(portal: Portal) -> str:
    described = portal.described
    samples = len(described.fixtures)
    return (
        f"{described.portal}: {samples} {'fixture' if samples == 1 else 'fixtures'} ({described.source.path})"
    )


# -- reading the files -------------------------------------------------------------------------------


def _files(folder: Path) -> list[Path]:
    """Both endings, without hidden files; forms without a name come last."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")] if folder.is_dir() else []
    kept = [path for path in found if not path.name.startswith(".") and path.name != _COMMON]
    return sorted(kept, key=lambda path: (path.name in _LAST, path.name))


@cache
def _common() -> Common:
    common, problems = shape.load(SHIPPED / _COMMON, Common, f"parsers/portals/{_COMMON}")
    assert common is not None, "\n".join(map(str, problems))  # shipped, and loaded by a test
    return common


def _loaded(paths: Sequence[tuple[Path, str]]) -> tuple[list[Portal], list[Problem]]:
    drafts = [shape.draft(path, Description, shown) for path, shown in paths]
    _compare(drafts)
    problems = [problem for draft in drafts for problem in draft.problems]
    described = [draft.value for draft in drafts if draft.value is not None and not draft.problems]
    return [Portal.of(each, _common()) for each in described], problems


def _compare(drafts: Iterable[Draft[Description]]) -> None:
    """Two files of one folder may not describe the same portal: which one counted would be chance."""
    seen: dict[str, str] = {}
    for draft in drafts:
        described = draft.value
        if described is None:
            continue
        other = seen.setdefault(described.portal, described.source.path)
        if other != described.source.path:
            what = f"`portal: {described.portal}` stands in {other} already. Give each file its own name."
            draft.note(described.source, what)


# -- fixtures ----------------------------------------------------------------------------------------

_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def fixture_problems(portal: Portal, in_order: Sequence[Parser]) -> Iterator[Problem]:
    """What the fixtures of a portal say and the portal does not read."""
    for fixture in portal.described.fixtures:
        reading = _read(fixture, in_order)
        for what in _differences(fixture, reading, portal.NAME):
            yield Problem(fixture.source.path, fixture.source.line, fixture.source.column, what)


def _read(fixture: Fixture, in_order: Sequence[Parser]) -> Reading:
    """As if the mail had come to us: whom it is to is one of ours."""
    mail = parsers.open_mail(RawMail(fixture.mail.encode(), _NOON))
    ours = Ours(frozenset(address.domain for address in mail.to[:1]))
    return parsers.read(mail, ours, in_order)


def _differences(fixture: Fixture, reading: Reading, name: str) -> Iterator[str]:
    if reading.kind is not fixture.kind:
        because = "; ".join(reading.nature.because)
        yield f"This fixture reads as `{reading.kind}`, not as `{fixture.kind}`: {because}."
        return
    if fixture.kind is Kind.PORTAL and reading.parser != name:
        yield f"This fixture is read by `{reading.parser}`, not by `{name}`."
        return
    if fixture.sure is not None and reading.nature.sure is not fixture.sure:
        sure = "sure" if reading.nature.sure else "unsure"
        yield f"This fixture reads as {sure}: {'; '.join(reading.nature.because)}."
    if fixture.kind is Kind.PORTAL and set(reading.missing) != set(fixture.missing):
        yield f"`missing` is {list(reading.missing)} and not {list(fixture.missing)}."
    found = said(reading)
    for meaning, expected in fixture.expect.items():
        if found.get(meaning, "") != ("" if expected == "none" else expected.strip()):
            yield f"`{meaning}` reads `{found.get(meaning, '')}` and not `{expected.strip()}`."


def said(reading: Reading) -> dict[str, str]:
    """What a reading says of a buyer, by meaning."""
    party = reading.parties[0] if reading.parties else None
    of_party = ("name", "company", "country", "email", "phone", "website", "position")
    tidy = {name: getattr(party, name) for name in of_party} if party else {}
    return {
        **dict(reading.fields),
        **{name: value for name, value in tidy.items() if value},
        "message": reading.own_words,
    }


# -- what came lately ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PortalState:
    """A portal, and what came from it lately."""

    name: str
    title: Label
    file: str
    inquiries: int
    newest: datetime | None
    drift: Drift | None


def states(portals: Portals, mails: Sequence[PortalMail]) -> list[PortalState]:
    """Every portal in the order in which they are asked."""
    changed = {each.portal: each for each in drift(mails)}
    return [_state(portal.described, mails, changed.get(portal.NAME)) for portal in portals.all]


def _state(described: Description, mails: Sequence[PortalMail], changed: Drift | None) -> PortalState:
    dates = [date for name, date, _ in mails if name == described.portal]
    newest, file = max(dates, default=None), described.source.path
    return PortalState(described.portal, described.label, file, len(dates), newest, changed)

"""From which score on is a link sure enough in this book? What people answered decides.

    answers in the book | thresholds that hold what is promised | a section of policy.yaml

The shipped thresholds were found with a book of a certain size; among more customers more look alike. Links
that a thread, an address, a domain or a registration number proved say nothing of how far a name is to be
believed, and there are so many of them that they would drown those that do: they are left out.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from matching import Thresholds
from matching.calibrate import Answer, Calibration, calibrated
from model import GenjinError
from store import judged
from store.judged import Judged
from store.queries import Reader
from worker import shape
from worker.config import SHIPPED, Home, later_sections
from worker.policy import TeamPolicy
from worker.render import number_of
from worker.shape import ConfigError

_PROVED = ("thread", "address", "domain", "code", "lead", "review")
"""Evidence that was never in doubt, or that a person gave herself."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the policy could say, and what that rests on."""

    found: Calibration
    answers: int
    """Of people."""
    links: int
    """Made without a question, and standing."""
    customers: int
    on: date


def proposal(reader: Reader, start: Thresholds, on: date) -> Proposal:
    """What the answers in the book speak for."""
    asked, linked = (list(usable(each(reader))) for each in (judged.answers, judged.unquestioned))
    found = calibrated([*asked, *linked], start)
    customers = int(reader.ask("SELECT count(*) AS number FROM customer", {})[0]["number"])
    return Proposal(found, len(asked), len(linked), customers, on)


def usable(judged: Iterable[Judged]) -> Iterator[Answer]:
    """What says something of the score."""
    for each in judged:
        best = next(iter(each.thought.candidates), None)
        if best is None or any(item.sort in _PROVED for item in best.evidence if item.weight > 0):
            continue
        mass = sum(candidate.score for candidate in each.thought.candidates)
        yield Answer(best.score, best.customer == each.customer, mass)


def in_words(proposed: Proposal, start: Thresholds) -> Iterator[str]:
    """What was found, and the lines for policy.yaml."""
    answers, links = number_of(proposed.answers, "answer"), number_of(proposed.links, "link")
    yield (
        f"{answers} in review whose score tells, and {links} that nobody had to be asked about, among "
        f"{number_of(proposed.customers, 'customer')}."
    )
    yield f"{proposed.found.because}."
    if proposed.found.thresholds == start:
        yield (
            f"Nothing changes: sure {start.sure:g}, review {start.review:g}, as in force. They were found on "
            "labelled queries of other firms; answer what `genjin review` asks, and calibrate again."
        )
        return
    yield ""
    yield from section(proposed)


def section(proposed: Proposal) -> list[str]:
    """The lines of policy.yaml."""
    found = proposed.found.thresholds
    size = f"{{on: {proposed.on}, customers: {proposed.customers}, answers: {proposed.answers}}}"
    return [
        "finding:",
        f"  sure: {found.sure:g}",
        f"  clear_by: {found.clear_by:g}",
        f"  review: {found.review:g}",
        f"  calibrated: {size}",
    ]


def apply(home: Home, name: str, proposed: Proposal) -> Path:
    """Write the section into the team's policy; the shipped one is copied first where the team has none."""
    path = home.folder / name
    try:
        before = (path if path.exists() else SHIPPED / "followups" / "policy.yaml").read_text("utf-8-sig")
        after = _with_section(before, section(proposed))
        _, problems = shape.parse(after, TeamPolicy, name, later_sections())
        if problems:
            raise ConfigError(problems, "Nothing was changed.")
        _write(path, after)
    except OSError as error:
        raise GenjinError(f"{path} cannot be written: {error.strerror}. Nothing was changed.") from None
    return path


def _with_section(text: str, lines: list[str]) -> str:
    """The text with this section in place of the one it has, or of none."""
    said = "\n".join(lines) + "\n"
    found = _SECTION.search(text)
    if found:
        return text[: found.start()] + said + text[found.end() :]
    return text.rstrip("\n") + "\n\n" + said


_SECTION = re.compile(r"^finding:.*\n?(?:[ \t]+\S.*\n?)*", re.MULTILINE)
"""A section ends with the first line that is not indented."""


def _write(path: Path, text: str) -> None:
    """All of it or nothing: whoever reads the file meanwhile sees the one or the other."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    Path(name).chmod(mode)
    Path(name).replace(path)

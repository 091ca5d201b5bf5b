"""Are the rules good? Every mistake of every file, then every sample of every rule.

`genjin rules check` says it, and which rules stay in force where they are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from model import Source
from rules import RuleSet, trial
from rules.compiled import IN_FORCE
from rules.rule import Rule
from rules.trial import Failure, Outcome
from worker import config
from worker.home import Home
from worker.render import number_of
from worker.rulebook import modules
from worker.rulebook.modules import Loaded
from worker.shape import ConfigError, Problem


def checked(home: Home, folder: str | None = None, in_force: str = "") -> Iterator[str]:
    """What `rules check` says. Raises ConfigError with all mistakes, or with all samples that fail.

    Without a folder it is the one of genjin.yaml, and what is wrong there and in the policy is told as well.
    in_force: the rules that the book goes by, in words.
    """
    stays = staying(in_force)
    found = loaded(home, folder, stays)
    rules = RuleSet.of(found.modules, trial.IN_TRIAL, found.coded, checked=True)
    outcomes = list(trial.outcomes(rules))
    spots = [
        _placed(each, found)
        for each in trial.failures_among(outcomes, rules)
        if found.only in ("", each.source.path)
    ]
    if spots:
        raise ConfigError(spots, stays)
    yield from _warnings(found, outcomes)
    yield from _told(found)


def staying(in_force: str) -> str:
    if not in_force:
        return "The rules in force before stay in force."
    return f"The rules that were in force before stay in force ({in_force})."


def loaded(home: Home, folder: str | None, consequence: str) -> Loaded:
    """The rules of a folder, or of the one in force; raises ConfigError with all that is wrong."""
    if home.is_named and not home.folder.is_dir():
        raise config.missing(home)
    found = _of(home, folder, consequence)
    if found.problems:
        raise ConfigError(list(found.problems), consequence)
    return found


def _of(home: Home, folder: str | None, consequence: str) -> Loaded:
    if folder is None:
        return modules.loaded(home, folder_in_force(home, consequence))
    anywhere = Path(folder).expanduser()
    file = next((path for path in (home.folder / folder, anywhere) if path.is_file()), None)
    if file is not None:
        return modules.of_file(file, folder)
    if (home.folder / folder).is_dir() or not anywhere.is_dir():
        return modules.loaded(home, folder)
    return modules.of_folder(anywhere, folder.rstrip("/"))


def folder_in_force(home: Home, consequence: str) -> str:
    """Of genjin.yaml. The shipped rules are meant only where nobody named a place."""
    if home.settings.exists():
        try:
            return config.checked_settings(home).rules
        except ConfigError as error:
            raise ConfigError(error.problems, consequence) from None
    if home.is_named and not (home.folder / "rules").is_dir():
        raise config.missing(home)
    return "rules"


def _placed(failure: Failure, found: Loaded) -> Problem:
    """With the line of the sample, as other mistakes have theirs."""
    place = failure.source
    return Problem(place.path, place.line, place.column, failure.sentence, _line_of(place, found))


def _line_of(place: Source, found: Loaded) -> str:
    path = found.folder / Path(place.path).name if found.folder and place.path else None
    if path is None or path not in modules.rule_files(path.parent):  # a rule in Python
        return ""
    lines = path.read_text("utf-8-sig").splitlines()
    return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def _warnings(found: Loaded, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What may be meant so, and mostly is not."""
    for rule, phrase, share in trial.everywhere(outcomes):
        yield (
            f"Warning: {rule.source}: `{phrase}` of rule `{rule.id}` finds {share:.0%} of the samples of all "
            "other rules. Does it say enough?"
        )
    rules = [rule for module in found.modules for rule in module.rules]
    given = Counter(rule.tag for rule in rules)
    for rule in rules:
        near = get_close_matches(rule.tag, [tag for tag in given if tag != rule.tag], 1, _SLIP_OF_TAG)
        if near and given[rule.tag] == 1 and len(rule.tag) > _SHORT_TAG:
            yield f"Warning: {rule.source}: the tag `{rule.tag}` is new. Did you mean `{near[0]}`?"


_SLIP_OF_TAG = 0.92
"""How much two tags are alike of which one may be a slip: a letter in thirteen."""
_SHORT_TAG = 4


def _told(found: Loaded) -> Iterator[str]:
    shown = [each for each in found.modules if found.only in ("", each.source.path)]
    for module in shown:
        yield _line(module.module, module.rules)
    if found.coded and not found.only:
        yield _line("in Python", tuple(each.RULE for each in found.coded))
    rules = [rule for module in shown for rule in module.rules]
    said = f"{number_of(len(rules), 'rule')} in {number_of(len(shown), 'file')}"
    if found.coded and not found.only:
        said += f" and {number_of(len(found.coded), 'rule')} in Python"
    yield f"{said}{_resting(rules)}. Everything holds."


def _resting(rules: Sequence[Rule]) -> str:
    """Those that `genjin status` does not count."""
    count = Counter(rule.status.value for rule in rules if rule.status not in IN_FORCE)
    said = ", ".join(f"{number} {name}" for name, number in count.items())
    return f" ({said})" if said else ""


def _line(name: str, rules: tuple[Rule, ...]) -> str:
    samples = number_of(sum(len(rule.tests) for rule in rules), "sample")
    tags = ", ".join(dict.fromkeys(rule.tag for rule in rules))
    return f"{name}: {number_of(len(rules), 'rule')}, {samples}, all as expected ({tags})"

"""What do the files of a folder of rules say, and what is wrong in them and between them?

A file that was read once and is still the same is not read again: a daemon that looks after its rules, and
`rules check` in an editor's loop, pay for the file that was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from model import Source
from rules import Module, Rule
from rules import problems as of_module
from rules.coded import CodedRule
from worker import config, shape
from worker.home import Home
from worker.rulebook import coded
from worker.shape import Draft, Problem

Sign = tuple[int, int, int]
Mistake = tuple[Source, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rules of a folder and those in Python, and all that is wrong with them."""

    modules: tuple[Module, ...]
    coded: tuple[CodedRule, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _File:
    """A file on its way: known from before, or read now."""

    path: Path
    shown: str
    module: Module | None = None
    draft: Draft[Module] | None = None

    def read(self) -> Draft[Module]:
        self.draft = self.draft or shape.draft(self.path, Module, self.shown)
        self.module = self.draft.value
        return self.draft

    @property
    def rules(self) -> Sequence[Rule]:
        """Also those of a file that is refused: they name tags and take ids."""
        return self.draft.all(Rule) if self.draft else self.module.rules if self.module else ()


def loaded(home: Home, name: str = "rules") -> Loaded:
    """The rules of the team's folder, else the shipped ones."""
    folder, shown = config.rules_folder(home, name)
    if name not in ("rules", shown):
        return Loaded((), (), (config.not_there(home, "rules", name),))
    return of_folder(folder, shown)


def of_folder(folder: Path, shown: str) -> Loaded:
    """The rules of any folder; `shown` is how messages call it."""
    files = [_file(path, f"{shown}/{path.name}") for path in rule_files(folder)]
    _compare(files)
    of_python = coded.installed()
    problems = [problem for each in files if each.draft for problem in each.draft.problems]
    problems += of_python.problems
    if not files:
        problems.append(Problem(shown, 1, 1, "There is no rule file (*.yaml) in this folder."))
    modules = tuple(each.module for each in files if each.module and not (each.draft and each.draft.problems))
    problems += coded.clashes(of_python.rules, (rule for module in modules for rule in module.rules))
    return Loaded(modules, of_python.rules, tuple(problems))


def rule_files(folder: Path) -> list[Path]:
    """Both endings; a file with a dot in front is an editor's or a Mac's, and no rule file."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(path for path in found if not path.name.startswith("."))


_KNOWN: dict[tuple[Path, str], tuple[Sign, Module]] = {}
"""Files without a mistake in themselves, as they were read last."""


def _file(path: Path, shown: str) -> _File:
    """A file that is the same as before needs no reading."""
    key, sign = (path, shown), sign_of(path)
    known = _KNOWN.get(key)
    if known is not None and known[0] == sign:
        return _File(path, shown, known[1])
    one = _File(path, shown)
    draft = one.read()
    if draft.value is not None and not draft.problems and sign is not None:
        _KNOWN[key] = (sign, draft.value)
    else:
        _KNOWN.pop(key, None)
    return one


def sign_of(path: Path) -> Sign | None:
    """What tells one state of a file from the next; None: it is not there."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


# -- between the files ---------------------------------------------------------------------------------------


def _compare(files: Sequence[_File]) -> None:
    """What is wrong between the lines of a rule file, and between two of them."""
    before: list[Module] = []
    for each in files:
        if each.module is not None:
            _note(each, [*_same_name(each.module, before), *of_module(each.module, before)])
            before.append(each.module)
    tags = {rule.tag for each in files for rule in each.rules}
    tags |= {one.RULE.tag for one in coded.installed().rules}
    if all(each.rules for each in files):  # a file that says nothing at all may be the one with the tag
        for each in files:
            _note(each, list(_unknown_tags(each.rules, tags)))


def _note(file: _File, mistakes: Sequence[Mistake]) -> None:
    """A file that was not read, because it is the same as before, is read to show the line."""
    for source, what in mistakes:
        file.read().note(source, what)


def _same_name(module: Module, before: Sequence[Module]) -> Iterator[Mistake]:
    other = next((each for each in before if each.module == module.module), None)
    if other is not None:
        what = (
            f"`module: {module.module}` stands in {other.source.path} already. Give each file its own name."
        )
        yield module.source, what


def _unknown_tags(rules: Sequence[Rule], tags: set[str]) -> Iterator[Mistake]:
    for rule in rules:
        for name in rule.withdrawn_by:
            if name not in tags:
                hint = shape.nearest(name, sorted(tags)) or " `genjin rules list` shows the tags there are."
                yield rule.source, f"`withdrawn_by` names `{name}`, a tag that no rule gives.{hint}"

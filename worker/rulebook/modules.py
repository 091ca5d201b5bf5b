"""What do the files of a folder of rules say, and what is wrong in them and between them?

A file that was read once and is still the same is not read again: a daemon that looks after its rules, and
`rules check` in an editor's loop, pay for the file that was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from model import Source
from rules import Module, Rule, Status
from rules import problems as of_module
from rules.coded import CodedRule
from worker import config, shape
from worker.home import Home
from worker.rulebook import coded, read_before
from worker.shape import Draft, Problem

Sign = tuple[int, int, int]
Mistake = tuple[Source, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rules of a folder and those in Python, and all that is wrong with them."""

    modules: tuple[Module, ...]
    coded: tuple[CodedRule, ...]
    problems: tuple[Problem, ...] = ()
    folder: Path | None = None
    """Where the files stand, to show their lines."""
    only: str = ""
    """The file that was asked for, as messages call it; the others are looked at beside it."""


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


def of_folder(folder: Path, shown: str, of: Path | None = None) -> Loaded:
    """The rules of any folder; `shown` is how messages call it. of: the folder that this one is a copy of."""
    before = _Before(of or folder)
    files = [_file(path, f"{shown}/{path.name}", before) for path in rule_files(folder)]
    before.keep()
    _compare(files)
    of_python = coded.installed()
    problems = [problem for each in files if each.draft for problem in each.draft.problems]
    problems += of_python.problems
    if not files:
        problems.append(Problem(shown, 1, 1, "There is no rule file (*.yaml) in this folder."))
    modules = tuple(each.module for each in files if each.module and not (each.draft and each.draft.problems))
    problems += coded.clashes(of_python.rules, (rule for module in modules for rule in module.rules))
    return Loaded(modules, of_python.rules, tuple(problems), folder)


def of_file(path: Path, shown: str) -> Loaded:
    """One file within the set of its folder: what is wrong in the others is left out."""
    if path not in rule_files(path.parent):
        what = "This is no rule file: its name does not end in .yaml."
        return Loaded((), (), (Problem(shown, 1, 1, what),))
    named = Path(shown).parent.as_posix()
    found = of_folder(path.parent, named)
    only = f"{named}/{path.name}"
    return replace(found, problems=tuple(each for each in found.problems if each.path == only), only=only)


def rule_files(folder: Path) -> list[Path]:
    """Both endings; a file with a dot in front is an editor's or a Mac's, and no rule file."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(path for path in found if not path.name.startswith("."))


_KNOWN: dict[tuple[Path, str], tuple[Sign, Module]] = {}
"""Files without a mistake in themselves, as they were read last."""


class _Before:
    """What was read of a folder in an earlier run, looked up when the first file needs it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._known: read_before.Known | None = None
        self._read: dict[str, Module] = {}

    def module(self, name: str) -> Module | None:
        if self._known is None:
            self._known = read_before.known(self._folder)
        found = self._known.get(name)
        if found is not None:
            self._read[name] = found
        return found

    def note(self, name: str, module: Module) -> None:
        self._read[name] = module

    def keep(self) -> None:
        """What was kept of files that are the same as before in this run is not lost."""
        if self._known is not None and self._read.keys() - self._known.keys():
            old = self._known if len(self._known) < _MOST else {}
            read_before.keep(self._folder, {**old, **self._read})


_MOST = 100
"""States of files that are kept of one folder; then it begins anew."""


def _name_of(path: Path, shown: str) -> str:
    """Empty: it cannot be read as a rule file, and who reads it says why."""
    try:
        if not path.is_file() or path.stat().st_size > shape.LARGEST_FILE:
            return ""
        return read_before.name_of(path.read_bytes(), shown)
    except OSError:
        return ""


def _file(path: Path, shown: str, before: _Before) -> _File:
    """A file that is the same as before needs no reading."""
    key, sign = (path, shown), sign_of(path)
    known = _KNOWN.get(key)
    if known is not None and known[0] == sign:
        return _File(path, shown, known[1])
    name = _name_of(path, shown)
    read = before.module(name) if name else None
    if read is not None and sign is not None:
        _KNOWN[key] = (sign, read)
        return _File(path, shown, read)
    one = _File(path, shown)
    draft = one.read()
    if draft.value is not None and not draft.problems and sign is not None:
        _KNOWN[key] = (sign, draft.value)
        if name and name == _name_of(path, shown):  # nobody wrote to it while it was read
            before.note(name, draft.value)
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
    shipped = {path.name for path in rule_files(config.SHIPPED / "rules")}
    for each in sorted(files, key=lambda one: one.path.name not in shipped):  # the team's came later
        if each.module is not None:
            mistakes = (
                *_same_name(each.module, before),
                *of_module(each.module, before),
                *_left_over(each.module.rules),
            )
            _note(each, [one for one in mistakes if not _follows(each, one[1])])
            before.append(each.module)
    tags = {rule.tag for each in files for rule in each.rules}
    tags |= {one.RULE.tag for one in coded.installed().rules}
    if all(each.rules for each in files):  # a file that says nothing at all may be the one with the tag
        for each in files:
            _note(each, list(_unknown_tags(each.rules, tags)))


def _follows(file: _File, what: str) -> bool:
    """A list that could not be read is there nevertheless."""
    names = file.draft.names("lists") if file.draft else ()
    return any(what.startswith(f"There is no list `@{name}`.") for name in names)


PLACEHOLDERS = (
    "NAME OF THE TAG",
    "标签名称",
    "WHAT AN EXPERIENCED COLLEAGUE WOULD DO NEXT.",
    "写明有经验的同事下一步会怎么做。",
)
"""Words of the template of `rules new` that stand for what the admin writes."""


def _left_over(rules: Sequence[Rule]) -> Iterator[Mistake]:
    """A draft may hold them; what is shown to others may not."""
    for rule in rules:
        if rule.status in (Status.TRIAL, Status.LIVE):
            said = (rule.title.en, rule.title.zh, rule.suggest.en, rule.suggest.zh)
            for words in (each for each in said if each in PLACEHOLDERS):
                yield (
                    rule.source,
                    f"`{words}` is the template's. Write your own words, or let the rule be a draft.",
                )


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

"""How does a YAML file become a checked value, with every mistake named at its line and column?

The only home of PyYAML. A file is read three times over: as events (nothing dangerous gets further), as
nodes with positions, and against the dataclass it is meant to be. Every scalar is read as the text that was
written, so `NO` stays NO and `0123` stays 0123. All mistakes of a file are collected; none stops the others
from being found.
"""

from __future__ import annotations

import dataclasses
import errno
import math
import re
import stat
import types
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import Enum
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from late import dataclass, late
from model import GenjinError, Source

if TYPE_CHECKING:
    from worker.slips import Slip, Spot

T = TypeVar("T")
Kind = TypeVar("Kind")
Pair = tuple[yaml.ScalarNode, yaml.Node]
Odd = tuple[yaml.Event, int, int]
"""What our files do not use, how deep it stands, and in which document."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Which type a scalar would be is not asked: it is read as it was written. That saves a third of the
    time that nodes take.
    """

    def resolve(self, *_: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: object) -> None: ...

    def ascend_resolver(self) -> None: ...


_NOTHING: Mapping[str, Any] = {}
_WHOLE = "The file"
"""What messages call the record that a file is."""
LARGEST_FILE = 256 * 1024
MOST_BYTES = 64 * 1024 * 1024
"""Nothing behind that is read; only the size of what is too large is told."""
DEEPEST = 12

_WIDEST = 100
"""Columns of a line that are shown above the caret."""
_LONGEST_QUOTE = 60
"""Characters of the file that a sentence repeats."""
_MOST_SLIPS = 10
_MENDABLE = 4000
"""Lines of a file in which slips are mended to find the next one; each mending reads the file once more."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file. `text` is the line it stands in, for the caret."""

    path: str
    line: int
    column: int
    what: str
    text: str = ""

    def __str__(self) -> str:
        shown = f"{self.path}:{self.line}:{self.column}: {self.what}"
        if not self.text.strip():
            return shown
        start = max(0, self.column - 1 - _WIDEST // 2) if len(self.text) > _WIDEST else 0
        text = self.text[start : start + _WIDEST].replace("\t", " ").rstrip()
        return f"{shown}\n    {text}\n    {_padding(text[: self.column - 1 - start])}^"


class ConfigError(GenjinError):
    """Files the team wrote have mistakes: all of them, in the order they stand."""

    voice = ""  # the first line begins with path:line:column, where an editor jumps to

    def __init__(self, problems: list[Problem], consequence: str = "Nothing was started.") -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column))
        count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        super().__init__("\n".join([*map(str, self.problems), f"{count}. {consequence}"]))


def load(
    path: Path, shape: type[T], shown: str = "", given: Mapping[str, Any] = _NOTHING
) -> tuple[T | None, list[Problem]]:
    """Read a YAML file as `shape`. The value is None when there is any problem.

    given: fields of the file as a whole for where it leaves them out, because it is older than they are.
    """
    return draft(path, shape, shown, given).finished()


def draft(path: Path, shape: type[T], shown: str = "", given: Mapping[str, Any] = _NOTHING) -> Draft[T]:
    """The same, but what can be made of a file with problems comes with them: more may be wrong with that."""
    shown = shown or str(path)
    try:
        content = _content(path)
    except FileNotFoundError:
        what = "This link leads nowhere. Take it out." if path.is_symlink() else "This file does not exist."
        return Draft.refused(shown, Problem(shown, 1, 1, what))
    except OSError as error:
        return Draft.refused(shown, Problem(shown, 1, 1, _unreadable(error)))
    text, problems = _text(content, shown)
    return Draft.refused(shown, *problems) if problems else parsed(text, shape, shown, given)


def _content(path: Path) -> bytes:
    """What of a file is read. A pipe or a device would keep us waiting for ever."""
    if not (stat.S_ISREG(path.stat().st_mode) or path.is_dir()):
        raise OSError(errno.EINVAL, "it is a pipe or a device, and no file")
    with path.open("rb") as file:
        return file.read(MOST_BYTES)


def _unreadable(error: OSError) -> str:
    advice = {
        errno.EISDIR: "This is a folder, though its name ends like a file's, and cannot be read. Rename it.",
        errno.ELOOP: "This link leads back to itself. Take it out.",
        errno.EACCES: "This file may not be read by the user who runs genjin. Give it `chmod u+r`.",
    }
    return advice.get(error.errno or 0, f"This file cannot be read: {error.strerror}.")


def parse(
    text: str, shape: type[T], shown: str, given: Mapping[str, Any] = _NOTHING
) -> tuple[T | None, list[Problem]]:
    """Read YAML text as `shape`; `shown` is the file's name in messages."""
    return parsed(text, shape, shown, given).finished()


def nearest(word: str, words: Mapping[str, Any] | Sequence[str]) -> str:
    """` Did you mean ...?` for a slip of the finger, else nothing."""
    meant = _meant(word, words)
    return f" Did you mean `{meant}`?" if meant else ""


def _meant(word: str, words: Mapping[str, Any] | Sequence[str]) -> str:
    """The word meant: the nearest one, or the only one that begins so."""
    import difflib

    near = difflib.get_close_matches(word, list(words), 1, 0.6)
    longer = [each for each in words if len(word) > 2 and each.startswith(word)]
    return near[0] if near else "".join(longer[:1] if len(longer) == 1 else [])


def parsed(text: str, shape: type[T], shown: str, given: Mapping[str, Any] = _NOTHING) -> Draft[T]:
    """What can be made of YAML text."""
    check = _Check(shown, text.splitlines(), given=given)
    node = check.node(text)
    value = None if node is None else check.value(node, shape, _WHOLE)
    return Draft(value, check, node, tuple(check.problems))


def _text(content: bytes, shown: str) -> tuple[str, list[Problem]]:
    if len(content) > LARGEST_FILE:
        sizes = f"{len(content) // 1024} kB; at most {LARGEST_FILE // 1024} kB are read"
        return "", [Problem(shown, 1, 1, f"The file has {sizes}. Split it by theme.")]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n"), len(before.rpartition(b"\n")[2].decode("utf-8", "replace"))
        what = "This is not UTF-8 text. Save the file as UTF-8 (in Notepad: Save as, Encoding: UTF-8)."
        return "", [Problem(shown, line + 1, column + 1, what)]


@dataclasses.dataclass(slots=True)
class Draft(Generic[T]):
    """What could be made of a file, what is wrong in it, and where in it a sentence belongs."""

    value: T | None
    check: _Check
    root: yaml.Node | None = None
    before: tuple[Problem, ...] = ()
    """What was wrong already when the file had been read."""

    @classmethod
    def refused(cls, shown: str, *problems: Problem) -> Draft[T]:
        return cls(None, _Check(shown, [], list(problems)))

    @property
    def problems(self) -> list[Problem]:
        return self.check.problems

    def finished(self) -> tuple[T | None, list[Problem]]:
        """The value, if nothing is wrong with it."""
        return (None, self.problems) if self.problems else (self.value, [])

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Every value of this kind that could be made, also where the whole could not."""
        return [value for value in self.check.made if isinstance(value, kind)]

    def names(self, *way: str) -> list[str]:
        """The names that stand below this way of names, whatever stands behind them."""
        node = self._below(*way)
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        return [key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)]

    def words(self, name: str) -> str:
        """The text behind a name of the file; empty if there is none."""
        node = self._below(name)
        return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""

    def texts(self, *way: str) -> list[tuple[str, Source]]:
        """The texts at the end of a way of names, and where each stands. `*` is every entry of a list; at the
        end, of a mapping, its names.
        """
        nodes = [] if self.root is None else [self.root]
        for name in way:
            nodes = [inner for node in nodes for inner in _one_step(node, name)]
        scalars = [node for node in nodes if isinstance(node, yaml.ScalarNode)]
        spots = [_where(node) for node in scalars]
        return [
            (node.value, Source(self.check.path, line + 1, column + 1))
            for node, (line, column) in zip(scalars, spots, strict=True)
        ]

    def note_there(self, source: Source, what: str) -> None:
        """Note what is wrong with the text that stands at this source."""
        self.check.mistake(what, source.line - 1, source.column - 1)

    def note(self, source: Source, what: str) -> None:
        """Note what is wrong in the record that stands at this source, at the value the sentence means."""
        record = _record_at(self.root, (source.line - 1, source.column - 1))
        if record is None:
            self.check.mistake(what, source.line - 1, source.column - 1)
        else:
            self.check.object(record, what, self.before)

    def _below(self, *way: str) -> yaml.Node | None:
        node = self.root
        for name in way:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            node = next((value for key, value in pairs if key.value == name), None)
        return node


@dataclasses.dataclass(slots=True)
class _Check:
    """One file on its way to a value; gathers problems."""

    path: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    refused: set[tuple[int, int]] = field(default_factory=set)
    """Spots of anchors and tags; what the value without them lacks is no further mistake."""
    made: list[Any] = field(default_factory=list)
    """Every dataclass that could be made."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the whole file, for where it leaves them out."""

    def mistake(self, what: str, line: int, column: int = 0) -> None:
        """Note a problem; line and column 0-based, as YAML marks count."""
        text = self.lines[line] if line < len(self.lines) else ""
        said = _without_password(_QUOTATION.sub(_shortened, what))
        shown = "***" if _is_below_password(self.lines, line) else _masked(text)
        self.problems.append(Problem(self.path, line + 1, column + 1, said, shown))

    def at(self, node: yaml.Node, what: str) -> None:
        line, column = _where(node)
        if (line, column) not in self.refused:
            self.mistake(what, line, column)

    def object(self, record: yaml.Node, what: str, before: Sequence[Problem]) -> None:
        """Note what is wrong with a record as a whole, at the value that is meant. Where a mistake was found
        before, this one may only follow from it.
        """
        node = _meant_in(record, what)
        about = [node, *(value for key, value in _fields_named(record, what) if key is node)]
        about += [value for _, value in _fields_marked(record, what)]
        if not any(_holds(each, problem) for each in about for problem in before):
            self.at(node, what)

    # -- text to nodes --------------------------------------------------------------------------------

    def node(self, text: str) -> yaml.Node | None:
        """The file as nodes. A slip is mended in memory, so that what follows it is looked at as well."""
        text = self._visible(text)
        mended = -2
        for _ in range(_MOST_SLIPS):
            spot, odd = _scanned(text)
            if spot is None:
                return self._composed(text, odd)
            slip = _slip(text.splitlines(), spot)
            if slip is None:
                if spot.line > mended + 1:  # else it may be an echo of the last slip
                    self.mistake(f"This line cannot be read as YAML: {spot.said}.", spot.line, spot.column)
                return None
            mended = slip.at
            self.mistake(slip.what, slip.line, slip.column)
            if (
                slip.guess
            ):  # the lines may belong elsewhere: what they say of each other is not worth reporting
                return None
            text = _mended(text.splitlines(), slip)
        return None

    def _visible(self, text: str) -> str:
        """The text with something harmless for every character that nobody sees; each line is a mistake."""
        self.lines = _UNSEEN.sub("\ufffd", text).splitlines()
        for at, line in enumerate(_LINE_END.split(text) if _UNSEEN.search(text) else ()):
            found = _UNSEEN.search(line)
            if found:
                what = f"A character that nobody sees (U+{ord(found[0]):04X}) stands here. Take it out."
                self.mistake(what, at, found.start())
        return _UNSEEN.sub(" ", _UNSEEN_IN_WORD.sub("_", text))

    def _composed(self, text: str, odd: Sequence[Odd]) -> yaml.Node | None:
        if any(self._refuses(*each) for each in odd):
            return None
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
        if node is None:
            self.mistake("The file is empty.", 0)
        return node

    def _refuses(self, event: yaml.Event, depth: int, documents: int) -> bool:
        """Note what our files do not use. True for what could do harm if anybody read on."""
        for wrong, what in (
            (isinstance(event, yaml.AliasEvent) or bool(getattr(event, "anchor", None)), _NO_ANCHORS),
            (getattr(event, "tag", None) not in (None, "!"), _NO_TAGS),
            (depth > DEEPEST, f"This is nested more than {DEEPEST} levels deep; no file of ours needs that."),
            (documents > 1, "`---` starts a second document; keep one document a file."),
        ):
            if wrong:
                self.mistake(what, *_where(event))
                self.refused.add(_where(event))
        return isinstance(event, yaml.AliasEvent) or depth > DEEPEST or documents > 1

    # -- nodes to values ------------------------------------------------------------------------------

    def value(self, node: yaml.Node, shape: Any, name: str) -> Any:
        """The value of a node as `shape` wants it, or None and a problem. `name` is what messages call it."""
        origin = get_origin(shape)
        if origin in (Union, types.UnionType):
            return self._optional(node, shape, name)
        if origin is tuple:
            return self._list(node, get_args(shape)[0], name)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(node, get_args(shape)[1], name)
        if dataclasses.is_dataclass(shape) and not hasattr(shape, "parse"):
            return self._record(node, shape, name)
        return self._scalar(node, shape, name)

    def _optional(self, node: yaml.Node, shape: Any, name: str) -> Any:
        if _is_nothing(node):
            return None
        inner = next(each for each in get_args(shape) if each is not type(None))
        return self.value(node, inner, name)

    def _list(self, node: yaml.Node, inner: Any, name: str) -> Any:
        if _is_nothing(node):
            return ()
        if self._swallowed_entry(node):
            return None
        if not isinstance(node, yaml.SequenceNode):
            if not self._dashes_of_text(node):
                self.at(node, _list_said(node, name))
            return None
        if isinstance(inner, type) and issubclass(inner, str) and inner is not str and node.flow_style:
            self._commas_between(node)
        values = [self.value(each, inner, _entry_of(name)) for each in node.value]
        return tuple(value for value in values if value is not None)

    def _commas_between(self, node: yaml.SequenceNode) -> None:
        """`[太高，太贵]` and `[太高、太贵]` are one text for YAML, and were meant as two."""
        for each in node.value:
            sign = re.search("[，、]", each.value) if isinstance(each, yaml.ScalarNode) else None
            if sign and _is_plain(each):
                line, column = _where(each)
                column = max(self.lines[line].find(sign[0], column), column)
                self.mistake(_COMMA_BETWEEN.format(sign[0]), line, column)

    def _mapping(self, node: yaml.Node, inner: Any, name: str) -> Any:
        pairs = self._pairs(node, name)
        if pairs is None:
            return None
        for key, (where, _) in pairs.items():
            self._made(where, partial(_words, key, f"A name in {_within(name)}"))
        values = {key: self.value(each, inner, f"`{key}`") for key, (_, each) in pairs.items()}
        return {key: value for key, value in values.items() if value is not None}

    def _pairs(
        self, node: yaml.Node, name: str, known: Mapping[str, Any] = _NOTHING, example: str = ""
    ) -> dict[str, Pair] | None:
        if not isinstance(node, yaml.MappingNode):
            if not self._colons_missed(node, known):
                example = example or (_example(known) if isinstance(node, yaml.ScalarNode) else "")
                form = (
                    f"is written as `{example}`" if example else "needs lines of the form `name: value` here"
                )
                self.at(node, f"{name} {form}.")
            return None
        pairs: dict[str, Pair] = {}
        for key, value in node.value:
            self._pair(key, value, pairs)
        return pairs

    def _colons_missed(self, node: yaml.Node, known: Mapping[str, Any]) -> bool:
        """`within：24 hours` and `within:24 hours` are one text for YAML. Nothing else of the text is shown:
        it may be a password.
        """
        if not isinstance(node, yaml.ScalarNode) or not _is_plain(node):
            return False
        first, start = _where(node)
        found = False
        for line in range(first, min(node.end_mark.line + 1, len(self.lines))):
            missed = _COLON_MISSED.match(self.lines[line], start if line == first else 0)
            if missed and (missed[2] == "：" or missed[1] in known):
                self.mistake(_COLON_SAID[missed[2]].format(missed[1]), line, missed.start(2))
                found = True
        return found

    def _pair(self, key: yaml.Node, value: yaml.Node, pairs: dict[str, Pair]) -> None:
        if not isinstance(key, yaml.ScalarNode):
            self.at(key, "A name must be a single word here, not a list or a block.")
        elif key.value in pairs:
            first = _where(pairs[key.value][0])[0] + 1
            self.at(key, f"`{key.value}` stands here twice; the first is in line {first}. Keep one of them.")
        else:
            pairs[key.value] = (key, value)

    def _record(self, node: yaml.Node, shape: Any, name: str) -> Any:
        """The dataclass. It is made in spite of mistakes in what may be left out: making it may find more."""
        fields = fields_of(shape)
        pairs = self._pairs(node, name, fields, getattr(shape, "EXAMPLE", ""))
        if pairs is None:
            return None
        meant = {
            key: self._called_otherwise(pairs[key][0], shape, name) or self._unknown(key, pairs, fields, name)
            for key in pairs
            if key not in fields
        }
        pairs |= self._well_meant(meant, pairs, fields)
        given = {key: value for key, value in self.given.items() if name == _WHOLE and key not in pairs}
        missing = [key for key, each in fields.items() if each.required and key not in (*pairs, *given)]
        for key in missing:
            if key not in meant.values():
                self.at(node, f"{name} lacks the field `{key}`.")
        values = {
            fields[key].name: self.value(each, fields[key].shape, f"`{key}`")
            for key, (_, each) in pairs.items()
            if key in fields
        }
        lost = [key for key in pairs if key in fields and _is_lost(fields[key], values, pairs[key][1])]
        if missing or any(fields[key].required for key in lost):
            return None
        is_partial = bool(lost) or any(
            _is_short(values[fields[key].name], node) for key, (_, node) in pairs.items() if key in fields
        )
        for key in lost:
            del values[fields[key].name]
        values |= given | self._source(node, shape)
        try:
            self.made.append(shape(**values))
            return self.made[-1]
        except ValueError as error:
            self._objections(node, error, is_partial, set(meant.values()))
            return None

    def _objections(self, node: yaml.Node, error: ValueError, is_partial: bool, meant: set[str]) -> None:
        """What a dataclass has against its values; of one made without some of them, only what is about
        others."""
        before = tuple(self.problems)
        sentences = error.args if all(isinstance(each, str) for each in error.args) else [str(error)]
        for what in sentences:
            is_about_others = bool(_fields_marked(node, what)) and not any(
                f"`{each}`" in what for each in meant
            )
            if is_about_others or not (is_partial or any(meant)):
                self.object(node, what, before)

    def _source(self, node: yaml.Node, shape: Any) -> dict[str, Source]:
        line, column = _where(node)
        has_one = any(each.name == "source" for each in dataclasses.fields(shape))
        return {"source": Source(self.path, line + 1, column + 1)} if has_one else {}

    def _called_otherwise(self, where: yaml.ScalarNode, shape: Any, name: str) -> str:
        """The field that other programs and people call so, as the dataclass knows."""
        meant = getattr(shape, "OTHER_NAMES", _NOTHING).get(where.value, "")
        if meant:
            self.at(where, f"{name} has no field `{where.value}`. It is called `{meant}` here.")
        return str(meant)

    def _well_meant(
        self, meant: Mapping[str, str], pairs: Mapping[str, Pair], fields: Mapping[str, Field]
    ) -> dict[str, Pair]:
        """What is right but for its name is read, so that its lack is no second mistake."""
        found: dict[str, Pair] = {}
        for key, name in meant.items():
            trial = _Check(self.path, self.lines)
            if name and name not in pairs and pairs[key][0].value == key:
                trial.value(pairs[key][1], fields[name].shape, f"`{name}`")
                found |= {} if trial.problems else {name: pairs[key]}
        return found

    def _unknown(self, key: str, pairs: Mapping[str, Pair], fields: Mapping[str, Field], name: str) -> str:
        """Note a field that there is not. Answers the field that was meant, as far as that can be seen."""
        where = pairs[key][0]
        full_width = key.find("：")
        if full_width > 0 and key[:full_width] in fields:
            line, column = _where(where)
            self.mistake(_COLON_SAID["："], line, column + full_width)
            return key[:full_width]
        first, colon, rest = key.partition(":")
        if colon and first in fields:
            self.at(where, f"A space is missing after the colon: write `{first}: {rest.strip()}`.")
            return first
        if "secret" in fields and _PASSWORD.fullmatch(key):
            self.at(where, "A password never stands in this file. `secret` names the place where it is kept.")
            return "secret"
        other = _meant(key, fields)
        hint = f" Did you mean `{other}`?" if other else _named(fields)
        self.at(where, f"{name} has no field `{key}`.{hint}")
        return other

    def _scalar(self, node: yaml.Node, shape: Any, name: str) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            self.at(node, f"{name} takes one value here, not a list or a block.{_choices(shape)}")
            return None
        if _is_plain(node) and _in_curly_quotes(node.value):
            self.at(
                node, "The quotes here are curly and would stay in the text. Use 'straight' ones, or none."
            )
            return None
        if _is_plain(node) and not node.value and self._commented_out(node):
            self.at(
                node,
                f"{name} is empty: behind a space `#` begins a comment. Write 'single quotes' around it.",
            )
            return None
        if self._swallowed_entry(node):
            return None
        text = "" if _is_plain(node) and node.value == "~" else node.value.strip()
        if shape is not str and "，" in text and not _is_read(text, shape, name):
            self._full_width_comma(node)
            return None
        return self._made(node, lambda: _read_scalar(text, shape, name))

    def _swallowed_entry(self, node: yaml.Node) -> bool:
        """A `- ` below a text and further to the right is no entry for YAML, but more of that text."""
        if not isinstance(node, yaml.ScalarNode) or not _is_plain(node):
            return False
        below = range(_where(node)[0] + 1, min(node.end_mark.line + 1, len(self.lines)))
        entry = next((line for line in below if self.lines[line].lstrip(" ").startswith("- ")), None)
        if entry is None:
            return False
        if self._dashes_of_text(node):
            return True
        what = "This `- ` is read as part of the text above it. Begin it in the column of the other entries."
        self.mistake(what, entry, self.lines[entry].index("-"))
        return True

    def _dashes_of_text(self, node: yaml.Node) -> bool:
        """`-out of budget` and `－ too high` begin no entry for YAML, and were meant to."""
        if not isinstance(node, yaml.ScalarNode) or not _is_plain(node):
            return False
        found = False
        for line in range(_where(node)[0], min(node.end_mark.line + 1, len(self.lines))):
            dash = _DASH_MISSED.match(self.lines[line])
            if dash:
                right = f"Write `- {_short(dash[2].strip())}`."
                what = "A space is missing behind the `-`." if dash[1] == "-" else _DASH_SAID.format(dash[1])
                self.mistake(f"{what} {right}", line, dash.start(1))
                found = True
        return found

    def _full_width_comma(self, node: yaml.Node) -> None:
        line, column = _where(node)
        self.mistake(_COMMA_SAID, line, max(self.lines[line].find("，", column), column))

    def _commented_out(self, node: yaml.Node) -> bool:
        """`name: #1` was meant as a text, `name:   # our name` was not."""
        at, column = _where(node)
        line = self.lines[at] if at < len(self.lines) else ""
        return re.match(r" ?#[^\s#]", line[column:]) is not None

    def _made(self, node: yaml.Node, make: Callable[[], Any]) -> Any:
        try:
            return make()
        except ValueError as error:
            self.at(node, str(error))
            return None


def _list_said(node: yaml.Node, name: str) -> str:
    """What to write for a text where a list is wanted."""
    text = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
    if text[:1] in _BRACKETS and text[-1] == _BRACKETS[text[0]]:
        right = f"[{text[1:-1].replace('，', ', ').replace('、', ', ')}]"
        return f"The brackets here are full-width `{text[0]}{text[-1]}`. Write `{right}`."
    said = f"{name} is a list."
    if text.startswith("@"):
        return f"""{said} `@` needs quotes: write `["{text}", "@another"]`, in one line."""
    right = f"`[{text}]`" if 0 < len(text) <= _LONGEST_QUOTE else "`- ` before the first line"
    return f"{said} Write {right}, or each entry on a line of its own behind `- `."


def _where(piece: yaml.Node | yaml.Event) -> tuple[int, int]:
    """Line and column, 0-based."""
    mark = piece.start_mark
    return (mark.line, mark.column) if mark else (0, 0)


# -- where a sentence belongs --------------------------------------------------------------------------------


def _meant_in(record: yaml.Node, what: str) -> yaml.Node:
    """The value of a record that a sentence means: of the field it marks with backticks or else just names,
    what it quotes; if it names none, what it quotes; else the record."""
    quoted = [first or second for first, second in _QUOTED.findall(what)]
    opening = re.match(r"([^`:]+): ", what)
    quoted += [opening[1]] if opening else []
    marked, named = _fields_marked(record, what), _fields_named(record, what)
    if marked:
        return _quoted_in(marked[0][1], quoted) or _start_of(*marked[0])
    within = next(filter(None, (_quoted_in(value, quoted) for _, value in named)), None)
    return within or _quoted_in(record, quoted) or (_start_of(*named[0]) if named else record)


def _fields_marked(record: yaml.Node, what: str) -> list[Pair]:
    """Fields written as `name` or `name: value`, in the sentence's order."""
    return _fields_like(record, what, lambda name: f"`{re.escape(name)}[`:]")


def _fields_named(record: yaml.Node, what: str) -> list[Pair]:
    """Fields that are a word of the sentence; `preset` counts as `presets`."""
    return _fields_like(
        record, what, lambda name: rf"(?i)(?<![\w`@.-]){re.escape(name.removesuffix('s'))}s?(?![\w`-])"
    )


def _fields_like(record: yaml.Node, what: str, pattern: Callable[[str], str]) -> list[Pair]:
    pairs = record.value if isinstance(record, yaml.MappingNode) else []
    found = [
        (place.start(), key, value)
        for key, value in pairs
        if isinstance(key, yaml.ScalarNode) and 0 < len(key.value) <= _LONGEST_QUOTE
        for place in [re.search(pattern(key.value), what)]
        if place
    ]
    return [(key, value) for _, key, value in sorted(found, key=lambda each: each[0])]


def _quoted_in(node: yaml.Node, quoted: Sequence[str]) -> yaml.Node | None:
    """The deepest text below a node that is quoted; of several, the one quoted first."""
    found = [
        (-depth, at, text)
        for depth, text in _texts(node)
        for at, words in enumerate(quoted)
        if text.value.strip() == words or (words.endswith("…") and text.value.startswith(words[:-1]))
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def _texts(node: yaml.Node, depth: int = 0) -> Iterator[tuple[int, yaml.ScalarNode]]:
    """All texts below a node, names too, in the order they stand; the depth is bounded by DEEPEST."""
    if isinstance(node, yaml.ScalarNode):
        yield depth, node
    elif isinstance(node, yaml.MappingNode):
        for each in chain.from_iterable(node.value):
            yield from _texts(each, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _texts(each, depth + 1)


def _start_of(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    """The value, but the name before it where the value begins below: that line says what it is."""
    return value if _where(value)[0] == _where(key)[0] else key


def _holds(node: yaml.Node, problem: Problem) -> bool:
    start, end = _where(node), (node.end_mark.line, node.end_mark.column)
    spot = (problem.line - 1, problem.column - 1)
    return start <= spot < end or spot == start


def _one_step(node: yaml.Node, name: str) -> list[yaml.Node]:
    """The entries of a list or the names of a mapping, or what stands behind one of these names."""
    if isinstance(node, yaml.SequenceNode):
        return list(node.value) if name == "*" else []
    if not isinstance(node, yaml.MappingNode):
        return []
    return [key if name == "*" else value for key, value in node.value if name in ("*", key.value)]


def _record_at(root: yaml.Node | None, spot: tuple[int, int]) -> yaml.Node | None:
    """The outermost mapping that begins there."""
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode) and _where(node) == spot:
            return node
        if not isinstance(node, yaml.ScalarNode):
            inside = chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value
            waiting.extend(inside)
    return None


# -- reading on, or not --------------------------------------------------------------------------------------


def _events(text: str) -> Iterator[tuple[yaml.Event, int, int]]:
    """Events with depth and number of documents. Ends where it gets too deep: nobody reads on from there."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        yield event, depth, documents
        if depth > DEEPEST:
            return


def _stumbling(text: str) -> Spot | None:
    """Where YAML cannot go on, if it cannot."""
    return _scanned(text)[0]


def _scanned(text: str) -> tuple[Spot | None, Sequence[Odd]]:
    """The same, and what our files do not use; a file of thousands of lines is gone through once for both."""
    odd: list[Odd] = []
    try:
        odd.extend(each for each in _events(text) if _is_odd(*each))
    except yaml.MarkedYAMLError as error:
        return _spot(error), odd
    return None, odd


def _is_odd(event: yaml.Event, depth: int, documents: int) -> bool:
    if depth > DEEPEST or documents > 1:
        return True
    return getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None


def _spot(error: yaml.MarkedYAMLError) -> Spot:
    from worker.slips import Spot  # most files are right

    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    said = f"{error.problem} ({error.context})" if error.context else str(error.problem)
    return Spot(line, column, (opened.line, opened.column) if opened else None, said)


def _slip(lines: list[str], spot: Spot) -> Slip | None:
    """The suspicion that lets the file be read further once it is mended; else one that is plain to see."""
    from worker.slips import suspected

    found = list(suspected(lines, spot)) if len(lines) <= _MENDABLE else []
    helpful = (slip for slip in found if not slip.guess or slip.plain)
    plain = (slip for slip in found if slip.plain)
    guesses = (slip for slip in found if slip.guess)
    return next(
        chain(
            (slip for slip in helpful if _helps(lines, slip, spot)),
            plain,
            (slip for slip in guesses if _helps(lines, slip, spot)),
        ),
        None,
    )


def _helps(lines: list[str], slip: Slip, spot: Spot) -> bool:
    """Is the file read further? Before the spot too, if a quote or bracket had swallowed what leads to it."""
    after = _stumbling(_mended(lines, slip))
    if after is None or after.line > max(spot.line, slip.line):
        return True
    return not slip.guess and slip.line < after.line < spot.line


def _mended(lines: list[str], slip: Slip) -> str:
    return "\n".join([*lines[: slip.at], slip.mended, *lines[slip.at + 1 :], ""])


# -- shapes --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a dataclass, as YAML may write it."""

    name: str
    shape: Any
    required: bool

    @property
    def may_be_none(self) -> bool:
        return type(None) in get_args(self.shape)


_MOST_EXAMPLE = 3
_MOST_NAMED = 12


def _example(fields: Mapping[str, Field]) -> str:
    """`{en: ..., zh: ...}`, for a record of few words."""
    needed = [f"{name}: ..." for name, each in fields.items() if each.required]
    return f"{{{', '.join(needed)}}}" if 0 < len(needed) == len(fields) <= _MOST_EXAMPLE else ""


def _named(fields: Mapping[str, Field]) -> str:
    """The names that there are, or the first of very many."""
    names = [f"`{each}`" for each in fields]
    more = len(names) - _MOST_NAMED
    if more < _MOST_NAMED:
        return f" Known here: {', '.join(names)}."
    return f" The usual ones are {', '.join(names[:_MOST_NAMED])}; there are {more} more."


def _is_lost(each: Field, values: Mapping[str, Any], node: yaml.Node) -> bool:
    """A value that a mistake has cost, and no empty one that was meant."""
    return values[each.name] is None and not (each.may_be_none and _is_nothing(node))


def _is_short(value: Any, node: yaml.Node) -> bool:
    """Has a mistake cost a list one of its words? A record that was lost is another matter."""
    if isinstance(value, Mapping) and isinstance(node, yaml.MappingNode):
        named = [(key.value, each) for key, each in node.value if isinstance(key, yaml.ScalarNode)]
        return any(_is_short(value.get(name), each) for name, each in named)
    if not isinstance(value, tuple) or not isinstance(node, yaml.SequenceNode):
        return False
    words = [each for each in node.value if not isinstance(each, yaml.MappingNode)]
    kept = [each for each in value if not dataclasses.is_dataclass(each)]
    return len(kept) < len(words) or any(map(_is_short, kept, words))


@lru_cache(maxsize=256)
def fields_of(shape: Any) -> Mapping[str, Field]:
    """Fields under the names they have in YAML: a trailing underscore only keeps Python happy."""
    hints = get_type_hints(shape)
    return {
        each.name.rstrip("_"): Field(each.name, hints[each.name], _is_required(each))
        for each in dataclasses.fields(shape)
        if each.name != "source"
    }


def _is_required(each: dataclasses.Field[Any]) -> bool:
    return each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING


# -- scalars -------------------------------------------------------------------------------------------------


def _read_scalar(text: str, shape: Any, name: str) -> Any:
    """One scalar as its shape; ValueError with a whole sentence if it is none."""
    if get_origin(shape) is Literal:
        return _one_of(text, list(get_args(shape)), name)
    if hasattr(shape, "parse"):
        return shape.parse(_words(text, name))
    if isinstance(shape, type) and issubclass(shape, Enum):
        return shape(_one_of(text, [str(each.value) for each in shape], name))
    # a NewType such as RepId stands for the type below it
    return _SCALARS[getattr(shape, "__supertype__", shape)](text, name)


def _choices(shape: Any) -> str:
    """What may stand there, if that is a few words."""
    words = get_args(shape) if get_origin(shape) is Literal else ()
    if isinstance(shape, type) and issubclass(shape, Enum):
        words = tuple(str(each.value) for each in shape)
    shown = ", ".join(f"`{word}`" for word in words if word)
    return f" It can be {shown}." if shown else ""


def _is_read(text: str, shape: Any, name: str) -> bool:
    try:
        _read_scalar(text, shape, name)
    except ValueError:
        return False
    return True


def _one_of(text: str, words: list[str], name: str) -> str:
    if text in words:
        return text
    shown = [word for word in words if word]  # nothing is meant where the line is left out
    hint = nearest(text, shown) or " It can be " + ", ".join(f"`{word}`" for word in shown) + "."
    raise ValueError(f"`{text}` is not a value of {_within(name)}.{hint}")


def _words(text: str, name: str) -> str:
    if not text:
        raise ValueError(f"{name} is empty. Write a value, or take the line out.")
    if text.isprintable():  # as nearly all are
        return text
    strange = next(
        (each for each in text if each not in "\n\t" and unicodedata.category(each) in ("Cc", "Cs")), ""
    )
    if strange:
        raise ValueError(f"{name} holds a control character (U+{ord(strange):04X}). Take it out.")
    return text


def _whole_number(text: str, name: str) -> int:
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,14})", text):
        return int(text)
    if re.fullmatch(r"\d{1,15}", text):
        what = "full-width digits" if not text.isascii() else "a 0 in front"
        raise ValueError(f"{name} is a whole number, here with {what}. Write `{int(text)}`.")
    raise ValueError(f"{name} is a whole number, and `{_short(text)}` is none.")


def _number(text: str, name: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number
    raise ValueError(f"{name} is a number, and `{_short(text)}` is none.")


def _yes_or_no(text: str, name: str) -> bool:
    if text.lower() in ("yes", "true", "on", "是"):
        return True
    if text.lower() in ("no", "false", "off", "否"):
        return False
    raise ValueError(f"{name} is `yes` or `no`, and `{_short(text)}` is neither.")


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name} is a day such as 2026-03-15, and `{_short(text)}` is none.") from None


_SCALARS: Mapping[Any, Callable[[str, str], Any]] = {
    str: _words,
    int: _whole_number,
    float: _number,
    bool: _yes_or_no,
    date: _day,
}


def _is_plain(node: yaml.ScalarNode) -> bool:
    return not node.style  # None in the Python parser, "" in the C one


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and _is_plain(node) and node.value in ("", "~", "null")


def _in_curly_quotes(text: str) -> bool:
    """Around the text, or opened at its start and never closed: `20”` is an inch and `it’s` an apostrophe."""
    if not text or text[0] not in "“”„‘’＂＇":
        return False
    return text[-1] in "“”‘’＂＇" or (text[0] in "“„‘＂" and not re.search("[”’＂]", text[1:]))


def _entry_of(name: str) -> str:
    return f"An entry of {_within(name)}"


def _within(name: str) -> str:
    """The name inside a sentence."""
    return name[0].lower() + name[1:]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def _shortened(quotation: re.Match[str]) -> str:
    sign = quotation[0][0]
    return sign + _short(quotation[0][1:-1]) + sign


def _padding(before: str) -> str:
    """Spaces as wide as the text: a Han character takes two columns, so a full-width space stands for it."""
    return "".join("\u3000" if unicodedata.east_asian_width(each) in "WF" else " " for each in before)


_QUOTED = late(r"`([^`]+)`|(?<!\w)'([^']+)'(?!\w)")
_QUOTATION = late(r"`[^`]*`|^'[^']*'")
_COLON_MISSED = late(r"\s*(?:- +)*([^\W\d][\w -]*)(：|:)(?=\S)")
_COLON_SAID = {
    "：": "The colon here is a full-width `：`. Use `:` and a space.",
    ":": "A space is missing after the colon behind `{}`.",
}
_DASH_MISSED = late(r"\s*(-(?=[^\s-])|[－–—−](?=\s*\S))(.*)")
_DASH_SAID = "The dash here is a `{}`, and an entry begins with `-` and a space."
_BRACKETS = {"【": "】", "［": "］", "〔": "〕", "（": "）"}
_COMMA_BETWEEN = (
    "The comma here is a full-width `{}`. Use `,` and a space; if it belongs to the words, 'single quotes'."
)
_COMMA_SAID = "The comma here is a full-width `，`. Use `,` and a space."


# -- what must not be shown ----------------------------------------------------------------------------------


def _without_password(text: str) -> str:
    """Somebody writes the password itself into the file sooner or later; it must not go on into a log."""
    return _WRITTEN_PASSWORD.sub(r"\1***", text)


def _masked(line: str) -> str:
    """A line of the file as it is quoted: without what may be a password, also under a mistaken name."""
    return _WRITTEN_IN_BRACES.sub(r"\1***", _WRITTEN_LINE.sub(r"\1***", line))


def _is_below_password(lines: Sequence[str], at: int) -> bool:
    """Is the line a value that begins below its name, as a password in a block does?"""
    own = _indent(lines[at]) if at < len(lines) else 0
    above = (line for line in reversed(lines[:at]) if line.strip() and _indent(line) < own)
    return _WRITTEN_BELOW.search(next(above, "")) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_PASSWORD = late(r"(?i)pass(word|wd)?|pwd|pw|密码")
_ITS_NAME = r"\b(?:pass\w*|pwd|pw|密码)[\"']?\s*[:：]"
_WRITTEN_LINE = late(rf"(?i)({_ITS_NAME}\s*|\b(?:client_)?secret[\"']?\s*[:：]\s*(?![{{\s#]))\S.*")
_WRITTEN_IN_BRACES = late(r"(?i)(\b(?:client_)?secret[\"']?\s*[:：]\s*\{[^:}]*:\s*)[^}\n]+")
_WRITTEN_BELOW = late(rf"(?i){_ITS_NAME}\s*[|>]?[-+0-9]*\s*(#.*)?$")
_WRITTEN_PASSWORD = late(
    r"(?i)(\b(?:password|passwd|pass|pwd|pw|密码|(?:client_)?secret)[\"']?\s*[:：]\s*)(?![{\s#`])[^`\n]+"
)
_LINE_END = late(r"\r\n|\r|\n")
_UNSEEN = late(
    # controls without tab and line ends; soft hyphen; what has no width, turns the direction or ends a line
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_UNSEEN_IN_WORD = late(rf"(?<=[\w.]){_UNSEEN.pattern}(?=[\w.])")
_NO_ANCHORS = (
    "`&` and `*` (anchors) are not used here. Write the value out; as text it needs 'single quotes'."
)
_NO_TAGS = "`!` (tags) are not used here. Put the value into 'single quotes' if it is text."

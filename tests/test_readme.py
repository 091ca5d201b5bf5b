"""Is the README true? Every command it shows exists and is understood; every command that exists is shown."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from cli import app
from fakes import genjin

ROOT = Path(__file__).resolve().parent.parent
LAUNCHER_ONLY = {"test", "bench"}


def shown() -> list[list[str]]:
    readme = (ROOT / "README.md").read_text("utf-8")
    lines = [
        line
        for block in re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
        for line in block.splitlines()
    ]
    return [
        shlex.split(line, comments=True)[1:] for line in lines if line.startswith(("genjin ", "./genjin "))
    ]


def commands(group: click.Group = app, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield (*path, name)


@pytest.mark.parametrize("words", [words for words in shown() if words[0] not in LAUNCHER_ONLY], ids=" ".join)
def test_a_command_it_shows_is_understood(words: list[str], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("customers.csv", "leads.csv", "book.xlsx", "report.csv", "old-mail.mbox"):
        (tmp_path / name).touch()
    command: click.Command = app
    rest = words
    while isinstance(command, click.Group):
        with command.make_context("genjin", list(rest), resilient_parsing=True) as context:
            rest = [*context._protected_args, *context.args]  # what click leaves for the subcommand
        if not rest:
            return
        found = command.commands.get(rest[0])
        assert found is not None, rest[0]
        command, rest = found, rest[1:]

    command.make_context(words[0], list(rest)) if "init" not in words else None


@pytest.mark.parametrize("words", [words for words in shown() if words[0] == "--demo"], ids=" ".join)
def test_a_command_on_the_demos_data_works(words: list[str], demo_state: Path) -> None:
    result = genjin(*words, state=demo_state)

    assert result.exit_code == 0, result.output


def test_every_command_is_shown() -> None:
    lines = [" ".join(word for word in words if not word.startswith("-")) for words in shown()]

    missing = [
        " ".join(path) for path in commands() if not any(line.startswith(" ".join(path)) for line in lines)
    ]

    assert missing == []


def test_the_rule_it_shows_loads_and_its_samples_hold() -> None:
    from rules import RuleSet, problems, trial
    from rules.rule import Module
    from worker import shape

    readme = (ROOT / "README.md").read_text("utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)

    module, found = shape.parse(text, Module, "README.md")

    assert [str(each) for each in found] == []
    assert module is not None
    assert list(problems(module)) == []
    assert RuleSet.of([module]).rules
    assert trial.failures([module]) == []


def test_no_machine_path_or_package_index_is_named() -> None:
    named = re.compile(r"(^|[^\w./-])/(work|farm|root)/\w|https://[\w.-]+/(packages|simple)/")
    listing = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    files = [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]
    if not files:
        pytest.skip("not a git checkout: there is no list of the project's own files")

    wrong = [
        str(path.relative_to(ROOT))
        for path in files
        if named.search(path.read_text("utf-8", errors="replace"))
    ]

    assert wrong == []

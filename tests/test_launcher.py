"""Does a checkout start itself, whatever it finds? What needs no network; .ci/run goes the whole way."""

from __future__ import annotations

import ast
import fcntl
import os
import pwd
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
LAUNCHER = CHECKOUT / "genjin"
PROJECT = """[project]
dependencies = ["click>=8"]
[project.optional-dependencies]
demo = []
postgres = []
test = []
"""


def loaded(path: Path = LAUNCHER) -> ModuleType:
    """By its own path, for the file has no ending; no .pyc beside it."""
    loader = SourceFileLoader("launcher", str(path))
    spec = spec_from_loader("launcher", loader)
    assert spec is not None
    module = module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout, a blank and Chinese in its path; cli.py tells what it was given."""
    folder = tmp_path / "跟进 check out"
    folder.mkdir()
    (folder / "genjin").write_bytes(LAUNCHER.read_bytes())
    (folder / "genjin").chmod(0o755)
    (folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "constraints.txt").write_text("click==8.5.1\n", encoding="utf-8")
    (folder / "cli.py").write_text(
        "import sys\nprint(sys.prefix, sys.argv[1:])\nsys.exit(7)\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def ready(checkout: Path) -> Path:
    """The same with an environment that the launcher holds for complete."""
    launcher = loaded(checkout / "genjin")
    home = str(checkout / ".venv")
    venv.EnvBuilder(symlinks=True).create(home)
    launcher.write_stamps(home, launcher.TEST)
    return checkout


def run(checkout: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """With the interpreter of these tests and next to no environment: no uv, pip or apt-get on PATH."""
    return subprocess.run(
        [sys.executable, "-S", str(checkout / "genjin"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": "/nowhere", "LC_ALL": "C.UTF-8", **more},
    )


# -- old interpreters --------------------------------------------------------------------------------


def test_the_launcher_parses_on_python_3_6() -> None:
    ast.parse(LAUNCHER.read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 9, 18), (3, 10, 13)])
def test_an_old_python_gets_one_line_and_no_traceback(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    launcher = loaded()
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setenv("PATH", "/nowhere")

    code = launcher.start(["due"])

    assert code == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "needs Python 3.11 or newer; this is " + ".".join(map(str, version)) in said


def test_an_old_python_hands_over_to_a_newer_one_that_really_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version manager leaves python3.13 on PATH though none is installed."""
    for name, command in (("python3.13", "exit 127"), ("python3.12", f'exec "{sys.executable}" "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    launcher = loaded()
    became: list[list[str]] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(launcher.os, "execv", lambda _, command: became.append(command))

    with pytest.raises(launcher.Stop):
        launcher.with_newer_python(["due"])

    assert became[0] == [str(tmp_path / "python3.12"), str(LAUNCHER), "due"]


# -- the environment ---------------------------------------------------------------------------------


def test_a_complete_environment_runs_cli_at_once_with_its_arguments_and_exit_code(ready: Path) -> None:
    done = run(ready, "due", "--owner", "王 芳")

    assert done.stdout == f"{ready}/.venv ['due', '--owner', '王 芳']\n"
    assert (done.returncode, done.stderr) == (7, "")


def test_the_callers_python_variables_do_not_reach_the_program(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('shadowed')\n", encoding="utf-8")
    (ready / "model.py").write_text("", encoding="utf-8")
    (ready / "cli.py").write_text(
        "import json, model, os\nprint(os.environ.get('PIP_INDEX_URL'))\n", encoding="utf-8"
    )

    done = run(
        ready, PYTHONPATH=str(tmp_path), PYTHONSAFEPATH="1", VIRTUAL_ENV=str(tmp_path), PIP_INDEX_URL="mirror"
    )

    assert (done.stdout, done.stderr) == ("mirror\n", "")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda checkout: (checkout / ".venv/genjin-unfinished").touch(),
        lambda checkout: (checkout / ".venv/bin/python").unlink(),
        lambda checkout: (checkout / ".venv/pyvenv.cfg").write_text("version = 3.9.1\n"),
        lambda checkout: (checkout / ".venv/pyvenv.cfg").write_bytes(b"\xff\xfe"),
        lambda checkout: (checkout / ".venv/genjin-demo.stamp").write_bytes(b"\xff"),
        lambda checkout: (checkout / "constraints.txt").write_text("click==8.6\n"),
        lambda checkout: (checkout / "pyproject.toml").write_text(PROJECT.replace("click", "rich")),
    ],
    ids=[
        "killed",
        "no interpreter",
        "too old",
        "unreadable",
        "bad stamp",
        "other versions",
        "other packages",
    ],
)
def test_a_broken_or_stale_environment_is_not_trusted(ready: Path, spoil: Callable[[Path], object]) -> None:
    launcher = loaded(ready / "genjin")
    before = launcher.stamped(str(ready / ".venv"), launcher.RUN)

    spoil(ready)

    assert before
    assert not launcher.stamped(str(ready / ".venv"), launcher.RUN)


def test_what_was_not_touched_since_the_last_look_is_not_read_again(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command waits for this look."""
    launcher = loaded(ready / "genjin")
    home = str(ready / ".venv")
    assert launcher.stamped(home, launcher.RUN)
    monkeypatch.setattr(launcher, "wanted", lambda *_: pytest.fail("read again"))

    again = launcher.stamped(home, launcher.RUN)

    assert again


def test_what_python_compiles_is_kept_whatever_the_caller_says(ready: Path) -> None:
    """Containers set the variable; every command would compile everything anew."""
    (ready / "model.py").write_text("", encoding="utf-8")
    (ready / "cli.py").write_text("import model\n", encoding="utf-8")

    done = run(ready, PYTHONDONTWRITEBYTECODE="1")

    assert (done.stderr, done.returncode) == ("", 0)
    assert [*(ready / "__pycache__").glob("model.*.pyc")]


def test_a_change_of_tool_settings_installs_nothing_again(ready: Path) -> None:
    launcher = loaded(ready / "genjin")

    (ready / "pyproject.toml").write_text(PROJECT + "[tool.ruff]\nline-length = 90\n", encoding="utf-8")

    assert launcher.stamped(str(ready / ".venv"), launcher.RUN)


def test_the_packages_of_the_program_are_no_proof_of_those_of_the_tests(ready: Path) -> None:
    launcher = loaded(ready / "genjin")
    home = str(ready / ".venv")
    Path(launcher.stamp_file(home, launcher.TEST)).unlink()

    launcher.write_stamps(home, launcher.RUN)

    assert launcher.stamped(home, launcher.RUN)
    assert not launcher.stamped(home, launcher.TEST)


def test_without_network_it_says_so_and_hides_what_pip_concludes_from_it(
    checkout: Path, tmp_path: Path
) -> None:
    pip = tmp_path / "pip"
    pip.write_text(
        '#!/bin/sh\ncase "$*" in *--version*) exit 0;; esac\n'
        'echo "Temporary failure in name resolution"; echo "No matching distribution"; exit 1\n'
    )
    pip.chmod(0o755)
    launcher = loaded(checkout / "genjin")

    noise = launcher.quiet([str(pip), "install"])[1]

    words = launcher.failure(noise)
    assert words.splitlines()[-1].startswith("No network, or a proxy stands in between")
    assert "No matching distribution" not in words


def test_an_install_that_fails_keeps_a_working_environment_for_the_program(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """./genjin test without network must not cost the rep his ./genjin due."""
    launcher = loaded(ready / "genjin")
    home = str(ready / ".venv")
    Path(launcher.stamp_file(home, launcher.TEST)).unlink()
    monkeypatch.setattr(launcher, "install", lambda *_: "no network")

    with pytest.raises(launcher.Stop, match="no network"):
        launcher.make(home, launcher.TEST, None)

    assert launcher.stamped(home, launcher.RUN)


def test_an_install_that_is_killed_leaves_nothing_to_be_trusted(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher = loaded(ready / "genjin")
    home = str(ready / ".venv")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(launcher, "install", killed)
    with pytest.raises(KeyboardInterrupt):
        launcher.make(home, launcher.TEST, None)

    assert not launcher.stamped(home, launcher.RUN)
    assert not launcher.sound(home)


def test_without_any_installer_one_sentence_names_the_package(checkout: Path) -> None:
    launcher = loaded(checkout / "genjin")

    assert re.fullmatch(
        r"Genjin fetches its packages with pip or uv and found neither\. As root: .+", launcher.no_installer()
    )


def test_a_second_launch_waits_for_the_first(ready: Path) -> None:
    (ready / ".venv/genjin-demo.stamp").unlink()
    launcher = loaded(ready / "genjin")
    with (ready / ".venv.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = subprocess.Popen(
            [sys.executable, str(ready / "genjin"), "due"],
            text=True,
            env={"PATH": "/nowhere"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert second.stderr is not None
        waits = second.stderr.readline()
        launcher.write_stamps(str(ready / ".venv"), launcher.RUN)

    out, err = second.communicate()

    assert "waiting" in waits
    assert (out, err) == (f"{ready}/.venv ['due']\n", "")


def test_a_checkout_that_cannot_be_written_gets_its_environment_in_the_cache(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launcher = loaded(checkout / "genjin")
    made: list[str] = []
    monkeypatch.setattr(launcher, "writable", lambda _: False)
    monkeypatch.setattr(launcher, "make_alone", lambda home, _: made.append(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    launcher.environment(launcher.RUN)

    assert Path(made[0]).parent == tmp_path / "cache" / "genjin"


@pytest.mark.parametrize("home", [None, ""])
def test_without_a_home_the_account_knows_where_the_cache_is(
    home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)

    assert loaded().own_folder() == pwd.getpwuid(os.getuid()).pw_dir


# -- the installer's variables -----------------------------------------------------------------------


def test_where_packages_come_from_is_the_callers_choice_where_they_go_is_not() -> None:
    caller = {
        "PIP_INDEX_URL": "mirror",
        "PIP_FIND_LINKS": "a b",
        "PIP_TARGET": "/t",
        "PIP_USER": "1",
        "VIRTUAL_ENV": "/v",
        "PYTHONPATH": "/p",
        "HTTPS_PROXY": "proxy",
    }

    clean = loaded().clean(caller)

    assert (clean["PIP_INDEX_URL"], clean["HTTPS_PROXY"], clean["PIP_USER"]) == ("mirror", "proxy", "0")
    assert not {"PIP_TARGET", "VIRTUAL_ENV", "PYTHONPATH"} & set(clean)


def test_uv_hears_what_pip_was_told_unless_it_was_told_itself() -> None:
    caller = {"PIP_INDEX_URL": "pips", "PIP_FIND_LINKS": "a b", "PIP_EXTRA_INDEX_URL": "x", "UV_INDEX": "own"}

    clean = loaded().clean(caller)

    assert (clean["UV_DEFAULT_INDEX"], clean["UV_FIND_LINKS"], clean["UV_INDEX"]) == ("pips", "a,b", "own")


# -- services ----------------------------------------------------------------------------------------


def test_while_a_package_is_installed_no_service_starts_and_afterwards_nothing_is_left(
    tmp_path: Path,
) -> None:
    policy = tmp_path / "policy-rc.d"

    with loaded().no_service_starts(str(policy)) as safe:
        code = subprocess.run([policy, "dovecot", "start"], check=False).returncode

    assert (safe, code) == (True, 101)
    assert not policy.exists()


def test_a_policy_left_behind_by_a_kill_allows_everything_and_goes(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    child = subprocess.Popen(["true"])
    child.wait()
    with loaded().no_service_starts(str(policy)):
        left = policy.read_text("utf-8").replace(str(os.getpid()), str(child.pid))
    policy.write_text(left, encoding="utf-8")
    policy.chmod(0o755)

    code = subprocess.run([policy, "dovecot", "start"], check=False).returncode

    assert code == 0
    assert not policy.exists()


@pytest.mark.parametrize(("answer", "safe"), [(101, True), (0, False)])
def test_the_systems_own_policy_is_asked_and_stays(tmp_path: Path, answer: int, safe: bool) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text(f"#!/bin/sh\nexit {answer}\n", encoding="utf-8")
    policy.chmod(0o755)

    with loaded().no_service_starts(str(policy)) as allowed:
        pass

    assert allowed is safe
    assert policy.read_text("utf-8") == f"#!/bin/sh\nexit {answer}\n"


# -- what the project promises about packages --------------------------------------------------------


def test_every_wanted_package_has_an_exact_version_and_no_address() -> None:
    lines = [
        line
        for line in (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    exact = {plain(line) for line in lines if re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]

    assert len(exact) == len(lines)
    assert {plain(one) for group in wanted for one in group} <= exact


def plain(requirement: str) -> str:
    """PEP 503's spelling of a name."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ;]", requirement)[0]).lower()


def test_a_bench_that_does_not_exist_names_those_that_do(ready: Path) -> None:
    (ready / "benchmarks").mkdir()
    (ready / "benchmarks" / "ingest.py").write_text("import sys; print(sys.argv[1:])\n", encoding="utf-8")

    wrong, right = run(ready, "bench", "speed"), run(ready, "bench", "ingest", "--small")

    assert (wrong.returncode, wrong.stderr) == (2, "usage: genjin bench NAME ...; NAME is one of: ingest\n")
    assert (right.returncode, right.stdout) == (0, "['--small']\n")

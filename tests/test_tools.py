"""Do the tools that keep the code in order agree with it, and does the wheel hold every room?"""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("dates", "followups", "matching", "parsers", "rules", "store", "worker")


@pytest.mark.parametrize(
    "words",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff", "format", "mypy"],
)
def test_the_tools_have_nothing_to_say(words: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_wheel_holds_every_room_and_their_data(tmp_path: Path) -> None:
    """Built without isolation: what builds it is among the packages that tests need."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )

    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())

    modules = {"cli.py", "late.py", "model.py"}
    wanted = {*modules, "followups/policy.yaml", "rules/price.yaml", "worker/demo/customers.csv"}
    assert wanted <= held
    on_disk = {path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    assert {path for path in on_disk if "__pycache__" not in path} <= held


def test_no_installed_package_owns_one_of_our_names() -> None:
    ours = {*ROOMS, "cli", "late", "model"}

    owners = {
        name: found for name, found in importlib.metadata.packages_distributions().items() if name in ours
    }

    assert {name: found for name, found in owners.items() if set(found) != {"genjin"}} == {}

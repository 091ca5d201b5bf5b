"""A rep leaves: the pack that the successor reads first, and all customers in one change."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin
from store.queries import Reader
from worker import config
from worker.config import Home


@pytest.fixture
def home(demo_state: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may write to."""
    return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))


def at(home: Path, *words: str) -> Any:
    return genjin("--home", str(home), *words)


def done(home: Path, *words: str) -> str:
    result = at(home, *words)
    assert result.exit_code == 0, result.output
    return str(result.output)


def owners(home: Path) -> dict[str, list[int]]:
    """The customers of everybody; under nothing those of nobody."""
    found: dict[str, list[int]] = {}
    with Reader(config.location(config.load_settings(Home(home)), Home(home))) as reader:
        for row in reader.ask("SELECT id, owner FROM customer ORDER BY id", {}):
            found.setdefault(row["owner"] or "", []).append(row["id"])
    return found


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_without_a_successor_only_the_pack_is_written(home: Path, tmp_path: Path) -> None:
    before, pack = owners(home), tmp_path / "pack"

    said = done(home, "handover", "lina", "--out", str(pack))

    overview = (pack / "overview.md").read_text("utf-8")
    rows = [*csv.DictReader((pack / "customers.csv").read_text("utf-8-sig").splitlines())]
    assert owners(home) == before
    assert "Begin with overview.md" in said
    assert overview.startswith("# Hand-over 工作交接: lina → nobody yet")
    assert "## All customers 全部客户" in overview
    assert sorted(int(row["id"]) for row in rows) == sorted(before["lina"])
    assert all((pack / row["page"]).is_file() for row in rows)
    assert len(files(pack)) == 2 + len(rows)


def test_a_page_tells_what_is_open_who_they_are_and_what_was_said(home: Path, tmp_path: Path) -> None:
    done(home, "log", "1", "note", "likes", "short", "answers")

    done(home, "handover", "lina", "--out", str(tmp_path / "pack"))

    (page,) = (tmp_path / "pack" / "customers").glob("00001-*")
    text = page.read_text("utf-8")
    for heading in ("## Open 待办", "## People 联系人", "## Notes 备注", "## Last exchanges 最近往来"):
        assert heading in text
    assert "likes short answers" in text
    assert text.count("\n### ") <= 3
    assert "\n> " in text


def test_only_its_owner_may_read_the_pack(home: Path, tmp_path: Path) -> None:
    done(home, "handover", "lina", "--out", str(tmp_path / "pack"))

    modes = {stat.S_IMODE(path.stat().st_mode) for path in files(tmp_path / "pack")}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "pack").stat().st_mode) == 0o700


def test_nothing_is_overwritten_and_then_nothing_moves(home: Path, tmp_path: Path) -> None:
    before = owners(home)
    (tmp_path / "pack").mkdir()

    result = at(
        home, "handover", "lina", "--to", "wangwei", "--why", "leaves", "--out", str(tmp_path / "pack")
    )

    assert result.exit_code == 1
    assert "a pack overwrites nothing" in result.output
    assert owners(home) == before


def test_all_customers_pass_on_with_what_is_open_and_come_back_by_undo(home: Path, tmp_path: Path) -> None:
    before = owners(home)
    due = json.loads(done(home, "due", "--everybody", "--week", "--format", "json"))

    said = done(
        home, "handover", "lina", "--to", "wangwei", "--why", "leaves", "--out", str(tmp_path / "pack")
    )
    after = owners(home)
    later = json.loads(done(home, "due", "--everybody", "--week", "--format", "json"))
    done(home, "customers", "undo", said.split("genjin undo ")[1].split()[0])

    assert "lina" not in after
    assert sorted(after["wangwei"]) == sorted([*before["lina"], *before.get("wangwei", [])])
    assert {row["customer"] for row in due} <= {row["customer"] for row in later}
    assert owners(home) == before


def test_into_the_pool(home: Path, tmp_path: Path) -> None:
    before = owners(home)

    said = done(home, "handover", "lina", "--pool", "--why", "leaves", "--out", str(tmp_path / "pack"))

    after = owners(home)
    assert "in the pool now" in said
    assert "lina" not in after
    assert {*before["lina"]} <= {*after[""]}


def test_a_dry_run_writes_and_moves_nothing(home: Path, tmp_path: Path) -> None:
    before = owners(home)

    said = done(home, "handover", "lina", "--to", "wangwei", "--dry-run", "--out", str(tmp_path / "pack"))

    assert "they would become wangwei's" in said
    assert not (tmp_path / "pack").exists()
    assert owners(home) == before


def test_what_senders_and_files_say_cannot_act_in_the_pack(home: Path, tmp_path: Path) -> None:
    name = "../=cmd|' <img src=http://tracker.example/x> [x](http://evil.example)"
    done(home, "customers", "add", name, "--owner", "lina", "--even-so")
    number = max(max(each) for each in owners(home).values())
    done(home, "log", str(number), "note", "# Heading\n![p](http://tracker.example/y)")

    done(home, "handover", "lina", "--out", str(tmp_path / "pack"))

    (page,) = (tmp_path / "pack" / "customers").glob(f"{number:05d}*")
    overview = (tmp_path / "pack" / "overview.md").read_text("utf-8")
    text = page.read_text("utf-8")
    assert page.name == f"{number:05d}-cmd-img-src-http-tracker-example-x-x-htt.md"
    assert "<img" not in text + overview
    assert "![p]" not in text
    assert "[x](http" not in text + overview
    assert "\n# Heading" not in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody",), "nobody owns no customer. Owners are: "),
        (("lina", "--to", "nobody", "--why", "x"), "There is no rep `nobody`"),
        (("lina", "--to", "lina", "--why", "x"), "lina cannot hand over to lina"),
        (("lina", "--to", "wangwei"), "Say why"),
        (("lina", "--to", "wangwei", "--pool", "--why", "x"), "not both"),
    ],
)
def test_what_cannot_be_done_is_told(home: Path, words: tuple[str, ...], told: str) -> None:
    result = at(home, "handover", *words)

    assert result.exit_code in (1, 2)
    assert told in result.output

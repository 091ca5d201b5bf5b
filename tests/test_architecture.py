"""Do the rooms keep apart? Imports point one way, and every outside package has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MAY_IMPORT = {
    "late": set(),
    "model": {"late"},
    "dates": {"late", "model"},
    "parsers": {"dates", "late", "model"},
    "matching": {"late", "model"},
    "rules": {"dates", "late", "model"},
    "followups": {"late", "model"},
    "store": {"late", "model"},
    "worker": {"dates", "late", "model", "parsers", "matching", "rules", "followups", "store"},
    "cli": {"model", "store", "worker"},
}
"""A room, and the rooms below it. No room imports a neighbour."""

HOMES = {
    "imapclient": {"worker/imap/"},
    "imaplib": {"worker/imap/"},
    "mailparser": {"parsers/"},
    "chardet": {"parsers/opening/guesses.py"},
    "phonenumbers": {"parsers/sender/phones.py"},
    "selectolax": {"parsers/"},
    "pypdf": {"parsers/opening/pdf.py"},
    "docx": {"parsers/opening/office.py"},
    "openpyxl": {"parsers/opening/office.py", "parsers/opening/workbook.py"},
    "lxml": {"parsers/opening/office.py", "parsers/opening/workbook.py"},
    "stdnum": {"parsers/"},
    "sqlalchemy": {"store/"},
    "alembic": {"store/migrations/"},
    "sqlite3": {"store/"},
    "zstandard": {"store/sources.py"},
    "psycopg": {"store/opened.py"},
    "rapidfuzz": {"matching/"},
    "yaml": {"worker/shape.py"},
    "re2": {"rules/"},
    "holidays": {"dates/feasts.py", "followups/calendar.py"},
    "chinese_calendar": {"dates/feasts.py", "followups/calendar.py"},
    "rich": {"worker/render.py", "worker/progress.py"},
    "click": {"cli.py", "worker/commands/", "worker/demo/show.py"},
    "keyring": {"worker/signin/"},
    "pymap": {"worker/demo/server.py"},
    "proxyprotocol": {"worker/demo/server.py"},
    "pysasl": {"worker/demo/server.py"},
}
"""An outside package, and the only files that know it."""

PURE = ("dates", "parsers", "matching", "rules", "followups", "model", "late")
IMPURE_CALLS = {"now", "today", "utcnow", "open", "urlopen", "getenv"}
IN_MEMORY = {("parsers/opening/office.py", "open"), ("parsers/opening/workbook.py", "open")}
"""A member of a zip file that is held in memory: only its stream can be read as far as is wanted."""


def sources() -> Iterator[Path]:
    yield from (ROOT / name for name in ("cli.py", "late.py", "model.py"))
    for room in MAY_IMPORT:
        yield from sorted((ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def spots() -> list[tuple[str, int, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), line, name) for path in sources() for line, name in imports(path)
    ]


def test_imports_between_rooms_point_down_only() -> None:
    wrong = [
        f"{path}:{line} imports {name}"
        for path, line, name in spots()
        for room, other in [(room_of(ROOT / path), name.partition(".")[0])]
        if other in MAY_IMPORT and other != room and other not in MAY_IMPORT[room]
    ]

    assert wrong == []


PARSERS = {
    "text": set(),
    "opening": {"text"},
    "sender": {"text"},
    "kinds": {"opening", "text"},
    "trade": {"opening", "text"},
    "portals": {"opening", "text", "sender", "kinds"},
}
"""A part of the parsers room, and the parts below it; what lies beside them is everybody's."""


def test_imports_between_the_parts_of_the_parsers_point_down_only() -> None:
    inside = [
        (path, line, name, path.split("/")[1], name.split(".")[1])
        for path, line, name in spots()
        if path.startswith("parsers/") and name.startswith("parsers.")
    ]

    wrong = [
        f"{path}:{line} imports {name}"
        for path, line, name, part, other in inside
        if part in PARSERS and other in PARSERS and other != part and other not in PARSERS[part]
    ]

    assert wrong == []
    assert {path.parent.name for path in (ROOT / "parsers").glob("*/__init__.py")} == set(PARSERS)


def test_every_outside_package_has_its_home() -> None:
    own = set(MAY_IMPORT) | set(sys.stdlib_module_names)

    wrong = [
        f"{path}:{line} imports {name}; its home: {sorted(HOMES.get(package, {'none, add it to HOMES'}))}"
        for path, line, name in spots()
        for package in [name.partition(".")[0]]
        if (package in HOMES or package not in own)
        and not any(path.startswith(home) for home in HOMES.get(package, ()))
    ]

    assert wrong == []


def test_pure_rooms_ask_neither_the_clock_nor_the_disk() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} calls {name}"
        for path in sources()
        if room_of(path) in PURE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for name in [getattr(node.func, "attr", getattr(node.func, "id", ""))]
        if name in IMPURE_CALLS and (path.relative_to(ROOT).as_posix(), name) not in IN_MEMORY
    ]

    assert wrong == []


@pytest.mark.parametrize("room", [room for room in MAY_IMPORT if (ROOT / room).is_dir()])
def test_every_module_says_its_question(room: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / room).rglob("*.py"))
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []


def test_rows_never_leave_the_store() -> None:
    wrong = [
        f"{path}:{line}"
        for path, line, name in spots()
        if name == "store.tables" and not path.startswith("store/")
    ]

    assert wrong == []

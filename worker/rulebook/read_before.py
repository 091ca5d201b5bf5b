"""Was this rule file read before, word for word, by this very program? Then it need not be checked again.

Checking thousands of phrases takes seconds, and `rules list` and `rules try` wait for it each time. So the
rules of files without a mistake are kept in the user's cache folder (as the gist of genjin.yaml is) and
believed as long as file and program are the same. What is kept can only become rules: no other class is built
from it.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from model import GenjinError
from rules import Module
from worker.home import user_folder

Known = Mapping[str, Module]
"""By `name_of`."""

_ROOT = Path(__file__).resolve().parent.parent.parent
_CHECKED_BY = ("model.py", "worker/shape.py", "worker/slips.py", "worker/rulebook/read_before.py")
_MAY_BE_BUILT = ("model", "rules.rule")
_MOST_BYTES = 50_000_000


def name_of(content: bytes, shown: str) -> str:
    """Of a file, for how messages call it stands in the rules."""
    return hashlib.sha256(b"\0".join((_program(), os.fsencode(shown), content))).hexdigest()


def known(folder: Path) -> Known:
    """What is kept of the files of a folder."""
    try:
        with _place(folder).open("rb") as file:
            program, found = _Rules(io.BytesIO(file.read(_MOST_BYTES))).load()
    except Exception:  # noqa: BLE001 - whatever is wrong with it: the files are read
        return {}
    if program != _program():  # rules of another shape: their fields would stand in each other's places
        return {}
    is_ours = isinstance(found, dict) and all(isinstance(each, Module) for each in found.values())
    return found if is_ours else {}


def keep(folder: Path, read: Known) -> None:
    """Whole or not at all, and for nobody else's eyes."""
    with suppress(OSError, GenjinError, RecursionError):  # no home folder, a full disk: read again next time
        place = _place(folder)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = place.with_suffix(f".{os.getpid()}")
        beside.touch(mode=0o600)
        beside.write_bytes(pickle.dumps((_program(), dict(read)), pickle.HIGHEST_PROTOCOL))
        beside.replace(place)


class _Rules(pickle.Unpickler):
    """Builds rules and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return super().find_class(module, name)
        found = super().find_class(module, name) if module in _MAY_BE_BUILT and "." not in name else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a rule")
        return found


def _place(folder: Path) -> Path:
    return (
        user_folder("XDG_CACHE_HOME", ".cache") / "genjin" / f"rules-{crc32(os.fsencode(folder)):08x}.cache"
    )


@cache
def _program() -> bytes:
    """What decides whether a file is good."""
    files = [*sorted((_ROOT / "rules").rglob("*.py")), *(_ROOT / name for name in _CHECKED_BY)]
    return hashlib.sha256(b"\0".join(each.read_bytes() for each in files)).digest()

"""What does a command that must answer at once have to know of genjin.yaml?

Where the book is, and whose domains are nobody's. Reading and checking the file takes a third of the time in
which `genjin check` shall answer, and it hardly ever changes. So its gist is kept in the user's cache folder,
and believed as long as the file and the program that checked it are the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from late import dataclass
from model import GenjinError
from store.location import Location
from worker.home import Home, user_folder

if TYPE_CHECKING:
    from worker.settings import Settings

_CHECKED_BY = ("shape.py", "settings.py", "config.py", "gist.py")


@dataclass(frozen=True, slots=True)
class Gist:
    """Of a genjin.yaml that has no mistake."""

    location: Location
    """Of the book."""
    lists: tuple[tuple[str, ...], ...]
    """The team's own lists of domains, in the order of `Domains`."""

    def put_in_force(self) -> None:
        """Go by these lists of domains."""
        from matching.domains import Domains, put_in_force

        put_in_force(Domains(*map(frozenset, self.lists)))


def known(home: Home) -> Gist | None:
    """The gist that was kept of a file, if the file is still as it was."""
    try:
        said = json.loads(_place(home).read_bytes())
        if said["of"] != _facts_of(home):
            return None
        return Gist(Location(path=Path(said["book"])), tuple(map(tuple, said["lists"])))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, GenjinError):
        return None


def kept(home: Home, settings: Settings) -> Gist:
    """The gist of settings that were just read, kept where the book is a file: addresses hold passwords."""
    lists = tuple(tuple(sorted(each)) for each in _lists(settings))
    gist = Gist(Location.of(settings.book, home.folder), lists)
    if gist.location.path is not None:
        with suppress(OSError, GenjinError):  # no home folder, a full disk: it is read again next time
            _write(_place(home), {"of": _facts_of(home), "book": str(gist.location.path), "lists": lists})
    return gist


def _lists(settings: Settings) -> tuple[frozenset[str], ...]:
    found = settings.domains.lists()
    return found.free_mail, found.relays, found.disposable, found.shared, found.firms


def _place(home: Home) -> Path:
    name = f"settings-{crc32(os.fsencode(home.settings)):08x}.json"
    return user_folder("XDG_CACHE_HOME", ".cache") / "genjin" / name


def _facts_of(home: Home) -> list[Any]:
    """By what a file, and the program, is known again."""
    content, state = home.settings.read_bytes(), home.settings.stat()
    return [str(home.settings), len(content), crc32(content), state.st_mtime_ns, _program()]


def _program() -> int:
    checksum = 0
    for name in _CHECKED_BY:
        checksum = crc32(Path(__file__).with_name(name).read_bytes(), checksum)
    return checksum


def _write(place: Path, said: Mapping[str, Any]) -> None:
    """Whole or not at all, and for nobody else's eyes."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_suffix(f".{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_text(json.dumps(said), "utf-8")
    beside.replace(place)

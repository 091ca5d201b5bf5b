"""What mail is there, and what is it? Told by looking into each file, never by its ending.

Folders of drafts, spam and rubbish are left out, as they are on a server; what cannot be read is noted with
its path and never stops the rest.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from model import GenjinError
from worker.archive.drawers import UNREADABLE, Drawer, Files, Found, Mbox, is_outside, natural, reason
from worker.archive.files import (
    ADVICE,
    SNIFFED,
    Entry,
    Maildir,
    file_sign,
    listed_in,
    looked_into,
    opened,
    packed_mail,
    quietly,
    read_mail,
    refuse_bomb,
    sniffed,
    unpacked,
    zipped,
    zipped_mail,
    zipped_sign,
)
from worker.batch import Folder
from worker.imap.names import SENT_NAMES, decoded

_DEEPEST = 40


class ArchiveError(GenjinError):
    """A file is no mail that can be read: says which, and what makes mail of it."""


@dataclass(slots=True)
class Look:
    """One walk over everything there is."""

    role: str
    limit: int
    drawers: list[Drawer] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    to_close: list[Callable[[], None]] = field(default_factory=list)

    def at(self, path: Path, name: str) -> None:
        """What the person named: here everything that is wrong is said at once."""
        if path.is_dir():
            self._folder(path, name, 0)
            return
        found = _first_look(path)
        if found in ADVICE:
            raise ArchiveError(f"`{path}` is {ADVICE[found]}")
        if found == "nothing":
            self.drawers.append(Mbox(self._called(name), partial(opened, path), self.limit))
        elif found != "mail":
            self._file(path, name, found)
        else:
            self._mails(name, {path.name: path})

    # -- folders

    def _folder(self, folder: Path, name: str, depth: int) -> None:
        try:
            entries = listed_in(folder)
        except OSError as error:
            self.troubles.append(f"{name}: {reason(error)}")
            return
        if depth > _DEEPEST:
            self.troubles.append(f"{name}: too deep, left alone")
        elif any(entry.name == "cur" and entry.is_folder for entry in entries):
            self._maildir(folder, name, entries, depth)
        else:
            self._files(folder, name, [entry for entry in entries if not entry.is_folder])
            self._below(folder, name, [entry for entry in entries if entry.is_folder], depth)

    def _maildir(self, folder: Path, name: str, entries: Sequence[Entry], depth: int) -> None:
        """Maildir++ keeps `Sent` below `Customers` in `.Customers.Sent`; others nest folders."""
        box = Maildir(folder)
        self._add(name, sorted(box.listed(), key=natural), partial(box.read, self.limit))
        below = [entry for entry in entries if entry.is_folder and entry.name not in ("cur", "new", "tmp")]
        self._below(folder, name, below, depth)

    def _below(self, folder: Path, name: str, entries: Sequence[Entry], depth: int) -> None:
        for entry in entries:
            called = f"{name}/{_readable(entry.name).lstrip('.')}"
            if entry.is_link or (entry.name.startswith(".") and not (folder / entry.name / "cur").is_dir()):
                continue
            if is_outside(_leaf(called)):
                self.left_out.append(called)
            else:
                self._folder(folder / entry.name, called, depth + 1)

    def _files(self, folder: Path, name: str, entries: Sequence[Entry]) -> None:
        mails: dict[str, Path] = {}
        for entry in entries:
            path, called = folder / entry.name, f"{name}/{_readable(entry.name)}"
            try:
                found = looked_into(path)
            except OSError as error:
                self.troubles.append(f"{called}: {reason(error)}")
                continue
            if found == "mail":
                mails[entry.name] = path
            elif found in ADVICE:
                self.troubles.append(f"{called} is {ADVICE[found]}")
            elif found in ("mbox", "gzip", "zip") and is_outside(_leaf(called)):
                self.left_out.append(called)
            else:
                self._file(path, called, found)
        if mails:
            self._mails(name, mails)

    # -- files

    def _file(self, path: Path, name: str, found: str) -> None:
        if found == "mbox":
            self.drawers.append(Mbox(self._called(name), partial(opened, path), self.limit))
        elif found == "gzip":
            self._gzip(path, name)
        elif found == "zip":
            self._zip(path, name)
        elif found != "nothing":
            self.strangers.append(name)

    def _gzip(self, path: Path, name: str) -> None:
        try:
            with unpacked(path) as file:
                found = sniffed(file.stream.read(SNIFFED))
        except UNREADABLE as error:
            self.troubles.append(f"{name}: {reason(error)}")
            return
        if found == "mbox":
            self.drawers.append(Mbox(self._called(name), partial(unpacked, path), self.limit))
        elif found == "mail":
            self._add(name, [path.name], lambda _: packed_mail(path, self.limit))
        else:
            self.troubles.append(f"{name} is {ADVICE.get(found, ADVICE['tar'])}")

    def _zip(self, path: Path, name: str) -> None:
        file = quietly(path)
        self.to_close.append(file.close)
        try:
            packed = zipfile.ZipFile(file)
        except UNREADABLE as error:
            self.troubles.append(f"{name}: {reason(error)}")
            return
        mails: dict[str, list[str]] = defaultdict(list)
        for info in packed.infolist():
            called = f"{name}/{info.filename}"
            folder = called.rpartition("/")[0]
            if any(is_outside(_leaf(part)) for part in info.filename.split("/")):
                self.left_out.append(called)
            elif not info.is_dir() and self._zipped(packed, info, called) == "mail":
                mails[folder].append(info.filename)
        for folder, names in mails.items():
            reads = partial(zipped_mail, packed, self.limit)
            self._add(folder, sorted(names, key=natural), reads, partial(zipped_sign, packed))

    def _zipped(self, packed: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> str:
        """What an entry is; an mbox becomes a drawer at once."""
        try:
            refuse_bomb(info)
            with packed.open(info) as stream:
                found = sniffed(stream.read(SNIFFED))
        except UNREADABLE as error:
            self.troubles.append(f"{name}: {reason(error)}")
            return ""
        if found == "mbox":
            self.drawers.append(Mbox(self._called(name), partial(zipped, packed, info), self.limit))
        elif found not in ("mail", "nothing"):
            self.strangers.append(name)
        return found

    # -- drawers

    def _mails(self, name: str, paths: dict[str, Path]) -> None:
        names = sorted(paths, key=natural)
        reads, sign = (lambda each: read_mail(paths[each], self.limit)), (lambda each: file_sign(paths[each]))
        self._add(name, names, reads, sign)

    def _add(
        self, name: str, names: Sequence[str], reads: Callable[[str], Found], sign: Callable[[str], str] = str
    ) -> None:
        self.drawers.append(Files(self._called(name), names, reads, self.limit, sign))

    def _called(self, name: str) -> Folder:
        """Two names may read the same once they are decoded; each keeps its own."""
        taken = {drawer.folder.name for drawer in self.drawers}
        role = self.role or ("sent" if _leaf(name).lower() in _SENT else "inbox")
        numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
        return Folder(next(each for each in (name, *numbered) if each not in taken), role)


def _first_look(path: Path) -> str:
    try:
        return looked_into(path)
    except OSError as error:
        raise ArchiveError(f"`{path}` cannot be read: {reason(error)}.") from error


_SENT = frozenset(name.lower().rpartition("/")[2] for name in SENT_NAMES)
_ENDINGS = re.compile(r"\.(mbox|mbx|mbs|gz|eml|sbd|zip|txt)$", re.IGNORECASE)


def _leaf(name: str) -> str:
    """`Sent` of `profile/Mail/INBOX.sbd/Sent.mbox.gz` and of `.INBOX.Sent`."""
    leaf = name.rpartition("/")[2]
    while _ENDINGS.search(leaf):
        leaf = _ENDINGS.sub("", leaf)
    return leaf.rpartition(".")[2] or leaf


def _readable(name: str) -> str:
    """Maildir++ and Thunderbird write folder names in modified UTF-7, as IMAP does."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return decoded(name.encode()) if name.isascii() and re.search(r"&[A-Za-z0-9+,]{2,}-", name) else shown


def shown(path: Path) -> str:
    return _readable(path.resolve().name) or "archive"

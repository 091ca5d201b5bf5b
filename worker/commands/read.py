"""One mail, or thousands, out of files: everything that is read in it, without touching the book."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from model import AS_USUAL, GenjinError, Mail, Opening, Ours, RawMail, Reading
from worker.commands.common import Desk, pass_desk

if TYPE_CHECKING:
    from parsers import Parser

MOST_BYTES = 100_000_000
"""Of a larger mail only the beginning is read."""
STDIN = "-"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs: one JSON object a line, see docs/read.md.",
)
@click.option("--pretty", is_flag=True, help="With --format json: spread every object over lines.")
@pass_desk
def read(desk: Desk, files: tuple[str, ...], shape: str, pretty: bool) -> None:
    """Everything that is read in a mail: kind and why, people, own words, quotation, attachments, doubts.

    FILE is a mail (.eml), a folder of them, or - for standard input. Needs no settings and no book, and
    changes neither. Exit 1 if a file could not be read; the others are read all the same.

    Example: genjin read inquiry.eml --format json
    """
    from worker import reading_words as words

    if not all(files):
        raise click.UsageError(
            "A FILE is named by nothing (''). Name a mail, a folder, or - for standard input."
        )
    reader = _reader(desk)
    here = _zone(desk) if shape == "text" else None
    for number, (name, mail, reading) in enumerate(reader.each(files)):
        if shape == "json":
            line = words.as_line({"file": name} | words.as_values(mail, reading), 2 if pretty else None)
            click.echo(line.encode("utf-8"))
        else:
            told = _fitted((f"File: {name}", *words.in_words(mail, reading, here)))
            click.echo(f"\n\n{told}" if number else told)
    if reader.failed:
        raise SystemExit(1)


def _fitted(lines: Iterable[str]) -> str:
    from worker.render import one_line, width, wrapped

    room = width()
    return "\n".join(piece for line in lines for piece in wrapped(one_line(line), room))


def _zone(desk: Desk) -> tzinfo | None:
    """That of the lists: the policy's. The machine's own where there is none, or one with mistakes."""
    from worker import config
    from worker.render import zone

    settings = desk.settings_if_any
    policy = config.load_policy(desk.home, settings.policy)[0] if settings else None
    return zone(policy.calendar.zone) if policy else None


def _reader(desk: Desk) -> Reader:
    """By the team's settings and portals where there are some; else nobody is one of us."""
    from worker import portals

    settings = desk.settings_if_any
    if settings is None:
        _note("There is no genjin.yaml: nobody counts as one of us, every mail is read as an incoming one.")
        return Reader(Ours(), AS_USUAL, portals.shipped().parsers, desk.now, desk.debug)
    desk.warn_of_portals()
    known, _ = portals.load(desk.home)
    return Reader(settings.team.ours(), settings.opening(), known.parsers, desk.now, desk.debug)


@dataclass(slots=True)
class Reader:
    """Reads file after file; what one of them has wrong is told and stops none of the others."""

    ours: Ours
    opening: Opening
    parsers: Sequence[Parser]
    now: datetime
    debug: bool
    failed: int = 0
    """How many files and folders could not be read."""

    def each(self, names: Sequence[str]) -> Iterator[tuple[str, Mail, Reading]]:
        for name in self._files(names):
            found = self._tried(name)
            if found is not None:
                yield name, *found

    def _tried(self, name: str) -> tuple[Mail, Reading] | None:
        try:
            return self._one(name)
        except GenjinError as error:
            self._tell(str(error))
        except Exception as error:  # hostile mail: a mistake of ours costs one mail, not all
            if self.debug:
                raise
            said = f"{type(error).__name__}: {error}"
            self._tell(f"`{name}` could not be read ({said}). Please report that; --debug shows where.")
        return None

    def _one(self, name: str) -> tuple[Mail, Reading]:
        import parsers
        from parsers.opening.arrival import arrival

        content = _content(name)
        whole = len(content) <= MOST_BYTES
        # the file's own time is that of its copying: not a bound to believe in
        raw = RawMail(content[:MOST_BYTES], arrival(content, self.now), complete=whole)
        mail = parsers.open_mail(raw, self.opening)
        if content.strip() and not any(field in _OF_MAIL for field, _ in mail.headers):
            _note(f"`{name}` does not look like a mail (no From, To, Date, Subject); read as far as it goes.")
        return mail, parsers.read(mail, self.ours, self.parsers)

    def _tell(self, sentence: str) -> None:
        self.failed += 1
        _note(sentence)

    def _files(self, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            if name != STDIN and _is_folder(name):
                yield from self._in_folder(Path(name))
            else:
                yield name

    def _in_folder(self, folder: Path) -> Iterator[str]:
        before, is_empty = self.failed, True
        for path in self._below(folder):
            is_empty = False
            yield path
        if is_empty and self.failed == before:
            self._tell(f"There is no mail in the folder `{folder}`.")

    def _below(self, folder: Path) -> Iterator[str]:
        """Every file, by name, then the folders. Hidden ones and links to folders are left alone, and so is
        what would keep us waiting: pipes, devices.
        """
        waiting = [folder]
        while waiting:
            files, folders = self._listed(waiting.pop())
            yield from map(str, files)
            waiting += reversed(folders)

    def _listed(self, folder: Path) -> tuple[list[Path], list[Path]]:
        try:
            paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            files = [path for path in paths if path.is_file()]
            return files, [path for path in paths if path.is_dir() and not path.is_symlink()]
        except OSError as error:
            self._tell(f"The folder `{folder}` cannot be read: {_reason(error)}.")
            return [], []


# -- one file ------------------------------------------------------------------------------------------------


class UnreadableError(GenjinError):
    """A file holds no mail that can be read here; the sentence says what makes mail of it."""


_FIELD = re.compile(rb"\s{0,9}[!-9;-~]{1,80}[ \t]{0,9}:")
_OF_MAIL = frozenset(
    ("from", "to", "date", "subject", "received", "message-id", "return-path", "content-type")
)


def _content(name: str) -> bytes:
    """The one mail of a file. What begins like none is looked at closely; that import costs 0.3 s."""
    content = _bytes(name).removeprefix(b"\xef\xbb\xbf")  # an editor's mark, no mail's
    if _FIELD.match(content):
        return content
    if not content.strip():
        _note(f"`{name}` is empty.")
        return content
    return _closely(name, content)


def _bytes(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            size = os.fstat(file.fileno()).st_size or MOST_BYTES  # a pipe has none
            return file.read(min(size, MOST_BYTES) + 1)
    except OSError as error:
        raise UnreadableError(f"`{name}` cannot be read: {_reason(error)}.") from None


def _closely(name: str, content: bytes) -> bytes:
    from worker.archive import files

    found = files.sniffed(content[: files.SNIFFED])
    if found in files.ADVICE:
        raise UnreadableError(f"`{name}` is {files.ADVICE[found]}")
    if found in ("zip", "gzip"):
        raise UnreadableError(f"`{name}` is packed. Unpack it; or `genjin sync --from` reads it as it is.")
    if found == "mbox":
        return _only_mail(name, content)
    if found == "mail" and name != STDIN:  # .emlx: a line with the length stands before it
        return files.read_mail(Path(name), MOST_BYTES).content
    return content


def _only_mail(name: str, content: bytes) -> bytes:
    """Collections of mail put a single one behind a `From ` line, too; .eml says that it is one."""
    from worker.archive.mbox import letters

    found = list(islice(letters(BytesIO(content), MOST_BYTES), 2))
    if len(found) == 1 or name.lower().endswith(".eml"):
        return content
    raise UnreadableError(
        f"`{name}` holds several mails (mbox), and `read` wants one in a file. "
        f"`genjin sync --from {name}` takes them all into the book."
    )


def _is_folder(name: str) -> bool:
    with suppress(OSError):
        return Path(name).is_dir()
    return False


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _note(sentence: str) -> None:
    from worker.render import one_line

    click.echo(f"genjin: {one_line(sentence)}", err=True)

"""How many bounces are found, how many people are taken for machines, and whom do the bounces name?

    ./genjin bench kinds FOLDER [FOLDER ...] [--show] [--peer PYTHON]

A folder holds mails (`*.eml`, also below it) and says what they are: by a file `labels.jsonl` in it (a line
a mail: file, is_bounce, failed, temporary), or by its name, `bounces` or `ham`. Ham is what people wrote,
also through lists; a sure kind other than human counts as a person taken for a machine. --show names what
is judged wrong. --peer: a Python in which flufl.bounce is installed, which then reads the same mails.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model import Direction, Kind, Mail, Nature, Ours, RawMail
from parsers.kinds import automatic
from parsers.opening.envelope import open_mail

_NOW = datetime(2030, 1, 1, tzinfo=UTC)
_PEER = """
import email, json, logging, sys
from flufl.bounce import all_failures
logging.disable(logging.CRITICAL)
for path in sys.stdin.read().splitlines():
    try:
        temporary, permanent = all_failures(email.message_from_bytes(open(path, "rb").read()))
        found = sorted(a.decode(errors="replace").lower() for a in temporary | permanent)
    except Exception as error:
        found = []
    print(json.dumps([path, found]))
"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A mail and what it is. `is_bounce` None: nobody says."""

    path: Path
    is_bounce: bool | None
    failed: frozenset[str] = frozenset()
    temporary: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A mail as Genjin reads it."""

    label: Labelled
    mail: Mail
    nature: Nature

    @property
    def is_bounce(self) -> bool:
        return self.nature.kind is Kind.BOUNCE

    @property
    def is_machine(self) -> bool:
        return self.nature.kind is not Kind.HUMAN and self.nature.sure

    @property
    def named(self) -> frozenset[str]:
        return (
            frozenset(one.email for one in automatic.failed_recipients(self.mail))
            if self.is_bounce
            else frozenset()
        )


def labelled(folder: Path) -> Iterator[Labelled]:
    """The mails of a folder, in order."""
    labels = folder / "labels.jsonl"
    if not labels.exists():
        bounces = "bounce" in folder.name
        yield from (Labelled(path, bounces) for path in sorted(folder.rglob("*.eml")))
        return
    for row in map(json.loads, labels.read_text("utf-8").splitlines()):
        path = folder.parent / row["file"]
        failed = frozenset(address.lower() for address in row.get("failed") or ())
        yield Labelled(path, row.get("is_bounce"), failed, row.get("temporary"))


def judged(label: Labelled) -> Judged:
    mail = open_mail(RawMail(label.path.read_bytes(), _NOW))
    return Judged(label, mail, automatic.nature_of(mail, Ours(), Direction.IN))


def bounces(found: Sequence[Judged], *, show: bool) -> None:
    theirs = [one for one in found if one.label.is_bounce]
    if not theirs:
        return
    missed = [one for one in theirs if not one.is_bounce]
    print(f"  bounces found         {_share(len(theirs) - len(missed), len(theirs))}")
    addressed = [one for one in theirs if one.label.failed]
    wrong = [one for one in addressed if not one.label.failed <= one.named]
    exact = sum(one.label.failed == one.named for one in addressed)
    print(f"  all recipients named  {_share(len(addressed) - len(wrong), len(addressed))}, no more {exact:,}")
    for what, mails in (("missed", missed), ("recipients", wrong)):
        _shown(what, mails if show else ())


def people(found: Sequence[Judged], *, show: bool) -> None:
    ham = [one for one in found if one.label.is_bounce is False]
    if not ham:
        return
    wrong = [one for one in ham if one.is_machine]
    per_thousand = 1000 * len(wrong) / len(ham)
    unsure = sum(not one.nature.sure for one in ham)
    share = f"{len(wrong):,} ({per_thousand:.1f} in 1,000)"
    print(f"  not bounces           {len(ham):,}; taken for a machine {share}, unsure {unsure:,}")
    print(f"  their kinds           {dict(Counter(one.nature.kind.value for one in ham))}")
    _shown("machine", wrong if show else ())


def peer(python: str, found: Sequence[Judged]) -> None:
    """flufl.bounce says whom a bounce names; it calls a bounce whatever names somebody."""
    paths = "\n".join(str(one.label.path) for one in found)
    start = time.perf_counter()
    done = subprocess.run([python, "-c", _PEER], input=paths, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    named = {path: frozenset(addresses) for path, addresses in map(json.loads, done.stdout.splitlines())}
    theirs = [one.label for one in found if one.label.is_bounce]
    ham = [one.label for one in found if one.label.is_bounce is False]
    addressed = [one for one in theirs if one.failed]
    print(f"  flufl.bounce, {len(found) / seconds:,.0f} mails/s:")
    right = sum(one.failed <= named[str(one.path)] for one in addressed)
    wrong = sum(bool(named[str(one.path)]) for one in ham)
    print(
        f"    bounces found         {_share(sum(bool(named[str(one.path)]) for one in theirs), len(theirs))}"
    )
    print(f"    all recipients named  {_share(right, len(addressed))}")
    print(f"    not bounces           {len(ham):,}; taken for one {wrong:,}")


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({100 * part / whole:.1f} %)" if whole else "none to find"


def _shown(what: str, mails: Sequence[Judged]) -> None:
    for one in mails:
        wanted = (
            f" wanted {sorted(one.label.failed)} named {sorted(one.named)}" if what == "recipients" else ""
        )
        print(f"    {what}: {one.label.path} {one.nature.kind.value} {'; '.join(one.nature.because)}{wanted}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--peer", default="")
    asked = parser.parse_args()
    for folder in asked.folders:
        mails = [*labelled(folder)]
        start = time.perf_counter()
        found = [*map(judged, mails)]
        print(f"{folder}: {len(found):,} mails, {len(found) / (time.perf_counter() - start):,.0f} mails/s")
        bounces(found, show=asked.show)
        people(found, show=asked.show)
        if asked.peer:
            peer(asked.peer, found)


if __name__ == "__main__":
    main()

"""How fast do other programs read the same mailbox? mbsync, offlineimap and django-mailbox, as they are.

    ./genjin bench peers HOST PORT USER PASSWORD [--python PYTHON]

Each starts from an empty target and is measured as a whole program: its figures are what a user would see. A
peer that is not installed is named as missing, with the line that installs it. django-mailbox marks mail as
deleted, and is given a mailbox that may be spoilt; offlineimap and mbsync are told to change nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

LONGEST = 1800.0
"""Seconds after which a peer is given up."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mailbox to read: its INBOX is all there is."""

    host: str
    port: int
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run cost. `note` says what went wrong, where something did."""

    mails: int = 0
    bytes: int = 0
    """On the wire, where it is known."""
    seconds: float = 0.0
    cpu: float = 0.0
    """User and system seconds of the program and its children."""
    memory: float = 0.0
    """Peak resident memory in MB, of its main process (Linux only)."""
    note: str = ""

    def __str__(self) -> str:
        if not self.mails:
            return self.note or "nothing was read"
        rate = f"{self.mails / self.seconds:8,.0f} mails/s {self.bytes / self.seconds / 1e6:7.1f} MB/s"
        cost = f"{self.cpu:7.1f} CPU s {self.memory:6.0f} MB RSS"
        return f"{self.mails:7,} in {self.seconds:6.1f} s {rate} {cost}  {self.note}".rstrip()


Peer = Callable[[Server, Path], Figures]


def mbsync(server: Server, folder: Path, *, safe: bool = True) -> Figures:
    """isync: a client in C, pipelined, download only. safe: each mail is synced to the disk, as it comes."""
    if not shutil.which("mbsync"):
        return Figures(note="missing: apt-get install isync")
    (folder / "md").mkdir()
    settings = ("" if safe else "FSync no\n") + _MBSYNC.format(server=server, folder=folder)
    (folder / "rc").write_text(settings, encoding="utf-8")
    return _measured(["mbsync", "-q", "-c", str(folder / "rc"), "c"], folder)


def mbsync_unsynced(server: Server, folder: Path) -> Figures:
    return mbsync(server, folder, safe=False)


def offlineimap(server: Server, folder: Path) -> Figures:
    if not shutil.which("offlineimap"):
        return Figures(note="missing: apt-get install offlineimap3")
    (folder / "rc").write_text(_OFFLINEIMAP.format(server=server, folder=folder), encoding="utf-8")
    return _measured(["offlineimap", "-o", "-u", "quiet", "-c", str(folder / "rc")], folder)


def django_mailbox(server: Server, folder: Path, python: str = "") -> Figures:
    """The only other one that ends in a database. It deletes what it has read."""
    python = python or _python_with_django(folder)
    if not python:
        return Figures(note="missing: pip install django-mailbox 'django<6'")
    script = str(Path(__file__).resolve())
    return _measured([python, script, "--django", json.dumps(asdict(server)), str(folder)], folder)


PEERS: tuple[tuple[str, Peer], ...] = (
    ("mbsync", mbsync),
    ("mbsync, no fsync", mbsync_unsynced),
    ("offlineimap", offlineimap),
    ("django-mailbox", django_mailbox),
)


# -- measuring a program -----------------------------------------------------------------------------------


def _measured(command: Sequence[str], folder: Path) -> Figures:
    """wait4 counts the children that were waited for, too."""
    started = time.perf_counter()
    with (folder / "said").open("wb") as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=_environment(folder))
    try:
        status, usage, memory = _waited(child, started + LONGEST)
    finally:
        if child.returncode is None:
            child.kill()
            child.wait()
    seconds = time.perf_counter() - started
    note = "" if not status else f"ended with {status}: {_last_line(folder / 'said')}"
    return Figures(_received(folder), 0, seconds, usage.ru_utime + usage.ru_stime, memory, note)


def _waited(child: subprocess.Popen[bytes], until: float) -> tuple[int, resource.struct_rusage, float]:
    memory = 0.0
    while True:
        memory = max(memory, peak(child.pid))
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return child.returncode, usage, memory
        if time.perf_counter() > until:
            child.kill()
            until = float("inf")
        time.sleep(0.01)


def peak(pid: int) -> float:
    """Peak resident memory of a running process in MB. rusage would count what its parent was before exec."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:  # no /proc here, or it has just ended
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _received(folder: Path) -> int:
    """Mails: of a Maildir what lies in it, of a database what its reader counted."""
    counted = folder / "counted"
    if counted.exists():
        return int(counted.read_text("utf-8"))
    return sum(1 for name in ("cur", "new") for _ in folder.rglob(f"{name}/*"))


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's own settings for these programs is read or written."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _last_line(path: Path) -> str:
    lines = path.read_text("utf-8", "replace").split("\n")
    return next((line.strip()[:120] for line in reversed(lines) if line.strip()), "")


# -- django-mailbox ----------------------------------------------------------------------------------------


def _python_with_django(folder: Path) -> str:
    """This Python if it has both, else one in an environment of its own, made for this run."""
    if all(importlib.util.find_spec(name) for name in ("django", "django_mailbox")):
        return sys.executable
    made = folder / "venv"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(made)], check=True, capture_output=True)
        install = [str(made / "bin" / "pip"), "install", "-q", "django-mailbox", "django<6"]
        subprocess.run(install, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return str(made / "bin" / "python")


def _read_with_django(server: Server, folder: Path) -> None:
    """In a process of its own: Django is set up once in a process."""
    import django  # type: ignore[import-not-found, unused-ignore]
    from django.conf import settings  # type: ignore[import-not-found, unused-ignore]

    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "db.sqlite3")}
    settings.configure(
        INSTALLED_APPS=["django_mailbox"],
        DATABASES={"default": database},
        MEDIA_ROOT=str(folder / "media"),
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )
    django.setup()
    from django.core.management import call_command  # type: ignore[import-not-found, unused-ignore]
    from django_mailbox.models import Mailbox  # type: ignore[import-not-found, import-untyped, unused-ignore]

    call_command("migrate", verbosity=0)
    address = f"imap://{server.user}:{server.password}@{server.host}:{server.port}"
    mailbox = Mailbox.objects.create(name="bench", uri=address)
    count = sum(1 for _ in mailbox.get_new_mail())
    (folder / "counted").write_text(str(count), encoding="utf-8")


_MBSYNC = """\
IMAPAccount b
Host {server.host}
Port {server.port}
User {server.user}
Pass {server.password}
SSLType None
AuthMechs LOGIN

IMAPStore r
Account b

MaildirStore l
Path {folder}/md/
Inbox {folder}/md/INBOX

Channel c
Far :r:
Near :l:
Patterns INBOX
Sync Pull
Create Near
SyncState *
"""
_OFFLINEIMAP = """\
[general]
accounts = a
metadata = {folder}/meta
ui = quiet
fsync = False
[Account a]
localrepository = l
remoterepository = r
[Repository l]
type = Maildir
localfolders = {folder}/md
[Repository r]
type = IMAP
remotehost = {server.host}
remoteport = {server.port}
ssl = no
starttls = no
remoteuser = {server.user}
remotepass = {server.password}
maxconnections = 1
readonly = True
folderfilter = lambda f: f == 'INBOX'
"""


def main() -> None:
    if sys.argv[1:2] == ["--django"]:
        _read_with_django(Server(**json.loads(sys.argv[2])), Path(sys.argv[3]))
        return
    asked = argparse.ArgumentParser(description="How fast do other programs read a mailbox?")
    asked.add_argument("host")
    asked.add_argument("port", type=int)
    asked.add_argument("user")
    asked.add_argument("password")
    options = asked.parse_args()
    server = Server(options.host, options.port, options.user, options.password)
    for name, peer in PEERS:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{name:<16} {peer(server, Path(folder))}", flush=True)


if __name__ == "__main__":
    main()

"""How many mails a second become links, tags and dates, and how fast do others only download them?

    ./genjin bench ingest [--mails 20000] [--customers 50000] [--rules 1000] [--rtt 40] [--rounds 3]
                          [--peers] [--memory] [--idle] [--profile]

One Dovecot mailbox (benchmarks/corpus.py), read side by side in one run, the medians of all rounds: a floor
that fetches and discards, our whole way into the book in one process and in several, and with `--peers`
mbsync, offlineimap and django-mailbox (benchmarks/peers.py). Every row is a process of its own, so its memory
is its own too. With `--rtt` the same again over a line of so many milliseconds there and back.

`--memory` reads 10,000 and 200,000 small mails: the peak must not grow. `--idle` is what it costs when
nothing comes: a pass over 100 accounts, and the daemon's CPU.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import re
import resource
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # else `rules` is the file beside this one

from peers import PEERS, Figures, Server, django_mailbox, peak

import corpus
from fakes import playbook_of
from faults import LongLine
from mailings import customers
from model import Label, Source
from post import account, mailbox_of
from rules import Module, Rule, RuleSet, Sample
from rules_support import shipped
from servers import Dovecot, dovecot_missing
from store.book import Book
from store.location import Location
from worker import rounds
from worker.intake import Intake
from worker.pipeline import Playbook, sync
from worker.readers import collect_seldom

ROOT = Path(__file__).resolve().parents[1]
MAILBOX, FIRST = "bench", "first"
"""Users: all the mails, and the first of them for those who would take hours over all."""
PASSWORD = "pass"
ACCOUNTS = 100
MAILS_AN_ACCOUNT = 20
LONGEST_START, SETTLED = 300.0, 10.0
"""Seconds that the daemon gets to read everything, and to come to rest after it."""


# -- rows: each runs in a process of its own ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Job:
    """What one such process is to do."""

    row: str
    server: Server
    book: str = ""
    readers: int = 1
    rules: int = 0
    profile: bool = False


def floor(job: Job) -> Figures:
    """Nobody can be faster on this machine: one FETCH, and nothing done with what comes."""
    with socket.create_connection((job.server.host, job.server.port)) as line:
        _asked(line, b"")
        _asked(line, f"LOGIN {job.server.user} {job.server.password}".encode())
        opened, _ = _asked(line, b"EXAMINE INBOX")
        found = re.search(rb"\* (\d+) EXISTS", opened)
        count = int(found[1]) if found else 0
        _, size = _asked(line, b"UID FETCH 1:* (UID BODY.PEEK[])")
    return Figures(count, size)


def _asked(line: socket.socket, command: bytes) -> tuple[bytes, int]:
    """The end of the answer, and how many bytes it has."""
    end = re.compile(rb"(?:^|\r\n)A OK [^\r\n]*\r\n$" if command else rb"\r\n$")
    if command:
        line.sendall(b"A " + command + b"\r\n")
    tail, size = b"", 0
    while not end.search(tail):
        came = line.recv(1 << 18)
        size += len(came)
        tail = (tail + came)[-2000:]
    return tail, size


def ours(job: Job) -> Figures:
    """The whole way: fetch, open, read, find, tag, owe, save."""
    book = Book(Location(path=Path(job.book)), checkpointer=True)
    intake = Intake(book, playbook(job.rules), processes=job.readers)
    _, ready = timed(intake.make_ready)
    collect_seldom()  # as `sync` and `run` do
    begun = time.perf_counter()
    with profiled() if job.profile else nullcontext():
        report = _passed(job.server, intake)
    took = time.perf_counter() - begun
    again = time.perf_counter()
    _passed(job.server, intake)
    book.close()
    words = (
        f"{report.linked:,} linked, {report.leads:,} leads, {report.tags:,} tags, {report.set_aside} aside; "
        f"then nothing new in {time.perf_counter() - again:.2f} s; "
        f"book {Path(job.book).stat().st_size / 1e6:,.0f} MB; "
        f"before it the customers were read once, {ready:.1f} s"
    )
    return Figures(report.new + report.again + report.set_aside, 0, took, note=words)


def idle(job: Job) -> Figures:
    """One more pass over accounts where nothing has come, each on the line that stands."""
    book = Book(Location(path=Path(job.book)), checkpointer=True)
    intake = Intake(book, playbook(job.rules))
    servers = [replace(job.server, user=f"idle{number}") for number in range(ACCOUNTS)]
    lines = [_mailbox(each, name=each.user) for each in servers]
    for line in lines:
        line.__enter__()
        rounds.one_pass_on(line, intake)
        rounds.one_pass_on(line, intake)  # what is looked at once a connection has been looked at
    cpu, begun = _cpu(), time.perf_counter()
    for line in lines:
        rounds.one_pass_on(line, intake)
    took, spent = time.perf_counter() - begun, _cpu() - cpu
    for line in lines:
        line.close()
    book.close()
    each = f"{took / ACCOUNTS * 1000:.1f} ms and {spent / ACCOUNTS * 1000:.1f} ms of CPU an account"
    return Figures(ACCOUNTS, 0, took, spent, note=f"{took:.2f} s: {each}, {peak(os.getpid()):.0f} MB RSS")


ROWS: Mapping[str, Callable[[Job], Figures]] = {"floor": floor, "ours": ours, "idle": idle}


def _passed(server: Server, intake: Intake) -> Any:
    with _mailbox(server) as mailbox:
        return sync(mailbox, intake, lambda: datetime.now(UTC), lambda *_: None)


def _mailbox(server: Server, **more: Any) -> Any:
    return mailbox_of(account(server.host, server.port, user=server.user, **more), server.password)


def done(job: Job) -> Figures:
    """A row, with the CPU of this process and of those it started, and the memory of this one alone."""
    cpu, begun = _cpu(), time.perf_counter()
    figures = ROWS[job.row](job)
    seconds = figures.seconds or time.perf_counter() - begun
    return replace(figures, seconds=seconds, cpu=figures.cpu or _cpu() - cpu, memory=peak(os.getpid()))


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def playbook(rules: int) -> Playbook:
    """The shipped rules and so many more, one phrase in ten with a gap, as an admin would list models."""
    made = Module("made_up", tuple(_rule(number) for number in range(rules)))
    return replace(playbook_of(), rules=RuleSet.of([*shipped(), *([made] if rules else [])]))


def _rule(number: int) -> Rule:
    phrases = tuple(f"model{number * 10 + at} {'... ' * (at == 0)}price*" for at in range(10))
    tests, empty = (Sample(hit="x"), Sample(miss="y")), Label("", "")
    return Rule(f"r{number}", f"t{number}", empty, empty, tests, Source("made-up", 1), any_=phrases)


@contextmanager
def profiled() -> Iterator[None]:
    profile = cProfile.Profile()
    with profile:
        yield
    shown = pstats.Stats(profile, stream=sys.stderr)
    shown.sort_stats("cumulative").print_stats(60)
    shown.sort_stats("tottime").print_stats(30)


# -- the run -------------------------------------------------------------------------------------------------


class Bench:
    """The server, the book to begin with, and a folder to work in."""

    def __init__(self, options: argparse.Namespace, server: Dovecot, folder: Path) -> None:
        self.options, self.dovecot, self.folder = options, server, folder
        self.bytes_a_mail = 0.0
        self._numbers = 0

    def server(self, user: str, port: int = 0) -> Server:
        return Server(self.dovecot.host, port or self.dovecot.port, user, PASSWORD)

    def fill(self) -> None:
        count = self.options.mails
        size, took = timed(lambda: corpus.fill(self._maildir(MAILBOX), count))
        self.bytes_a_mail = size / count
        self._linked(MAILBOX, FIRST, self.options.first)
        print(f"{count:,} mails, {size / 1e6:,.0f} MB on the wire ({took:.0f} s to write)", flush=True)
        for user in (MAILBOX, FIRST):
            self._given_over(user)
            self.run(Job("floor", self.server(user)))  # the server has seen its mails once

    def prepare(self) -> None:
        """A book with the customers, copied for every run."""
        known = self.options.customers
        book = Book(Location(path=self.folder / "known.db"), checkpointer=True)
        book.prepare()
        _, took = timed(lambda: _welcomed(book, known, playbook(0)))
        book.close()
        print(
            f"{known:,} customers in the book ({took:.0f} s), {self.options.rules:,} rules added", flush=True
        )

    def fresh_book(self) -> str:
        self._numbers += 1
        path = self.folder / f"book{self._numbers}.db"
        with (
            closing(sqlite3.connect(self.folder / "known.db")) as known,
            closing(sqlite3.connect(path)) as copy,
        ):
            known.backup(copy)
        return str(path)

    def run(self, job: Job) -> Figures:
        """A row in a process of its own; bytes are those of the corpus, the same for all."""
        command = [sys.executable, str(Path(__file__).resolve()), "--job", json.dumps(asdict(job))]
        child = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        for path in self.folder.glob("book*.db*"):
            path.unlink()
        if child.returncode:
            return Figures(note=f"ended with {child.returncode}")
        figures = Figures(**json.loads(child.stdout.splitlines()[-1]))
        return replace(figures, bytes=int(figures.mails * self.bytes_a_mail))

    def ours(self, readers: int, user: str = MAILBOX, port: int = 0) -> Figures:
        options = self.options
        job = Job("ours", self.server(user, port), self.fresh_book(), readers, options.rules, options.profile)
        return self.run(job)

    def peer(self, name: str, user: str, port: int = 0) -> Figures:
        """django-mailbox spoils what it reads, so it gets mailboxes of its own."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            if name == "django-mailbox":
                spoilt = f"spoilt{self._numbers}"
                self._numbers += 1
                self._linked(user, spoilt, self.options.first)
                self._given_over(spoilt)
                figures = django_mailbox(self.server(spoilt, port), Path(folder), self.options.python)
            else:
                figures = dict(PEERS)[name](self.server(user, port), Path(folder))
        return replace(figures, bytes=int(figures.mails * self.bytes_a_mail))

    def small(self, count: int) -> str:
        """A mailbox of so many small mails."""
        user = f"small{count}"
        corpus.small(self._maildir(user), count)
        self._given_over(user)
        self.bytes_a_mail = 250.0
        self.run(Job("floor", self.server(user)))
        return user

    def many(self) -> None:
        """The mailboxes that are idle."""
        for number in range(ACCOUNTS):
            corpus.small(self._maildir(f"idle{number}"), MAILS_AN_ACCOUNT)
            self._given_over(f"idle{number}")

    def _maildir(self, user: str) -> Path:
        return self.dovecot.folder / "mail" / user

    def _linked(self, user: str, other: str, count: int) -> None:
        """The first mails of a user for another one, without a byte copied."""
        for name in ("cur", "new", "tmp"):
            (self._maildir(other) / name).mkdir(parents=True, exist_ok=True)
        for path in sorted((self._maildir(user) / "cur").iterdir())[:count]:
            os.link(path, self._maildir(other) / "cur" / path.name)

    def _given_over(self, user: str) -> None:
        if os.geteuid() == 0:
            for path in (self._maildir(user), *self._maildir(user).rglob("*")):
                shutil.chown(path, self.dovecot.user, self.dovecot.group)


def _welcomed(book: Book, known: int, decided: Playbook) -> None:
    with book.begin() as page:
        for customer in customers(known):
            page.customers.add(customer)
    rounds.renew_plan(book, Intake(book, decided))


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    answer = act()
    return answer, time.perf_counter() - begun


Measure = Callable[[], Figures]


def rows_of(bench: Bench, port: int = 0) -> list[tuple[str, Measure]]:
    """What is measured side by side, through a port of a longer line or straight."""
    readers, count = bench.options.readers, bench.options.first
    rows: list[tuple[str, Measure]] = [
        ("floor: fetched and discarded", lambda: bench.run(Job("floor", bench.server(MAILBOX, port)))),
        ("genjin, one process", lambda: bench.ours(1, port=port)),
        (f"genjin, {readers} reading processes", lambda: bench.ours(readers, port=port)),
    ]
    if bench.options.peers:
        rows += [
            ("mbsync, download only", lambda: bench.peer("mbsync", MAILBOX, port)),
            ("mbsync, no fsync", lambda: bench.peer("mbsync, no fsync", MAILBOX, port)),
            (f"mbsync, first {count:,}", lambda: bench.peer("mbsync", FIRST, port)),
            (f"offlineimap, first {count:,}", lambda: bench.peer("offlineimap", FIRST, port)),
            (f"django-mailbox, first {count:,}", lambda: bench.peer("django-mailbox", FIRST, port)),
        ]
    wanted = re.compile(bench.options.only)
    return [(name, measure) for name, measure in rows if wanted.search(name)]


def compare(rows: Sequence[tuple[str, Measure]], how_often: int) -> None:
    """In turns, so that a busy minute of the machine falls on all; told as medians."""
    runs: dict[str, list[Figures]] = {name: [] for name, _ in rows}
    for _ in range(how_often):
        for name, measure in rows:
            runs[name].append(measure())
    for name, all_of_it in runs.items():
        print(f"{name:<34} {median(all_of_it)}", flush=True)


def median(runs: Sequence[Figures]) -> Figures:
    """The run in the middle by its rate; a run that failed counts only where all did."""
    good = [run for run in runs if run.mails] or list(runs)
    middle = statistics.median_low([run.seconds / max(1, run.mails) for run in good])
    return next(run for run in good if run.seconds / max(1, run.mails) == middle)


def memory(bench: Bench) -> None:
    print("\npeak memory of the parent, small mails", flush=True)
    for count in (10_000, 200_000):
        user = bench.small(count)
        compare([(f"genjin, {count:,} mails", lambda user=user: bench.ours(bench.options.readers, user))], 1)  # type: ignore[misc]


def nothing_new(bench: Bench) -> None:
    print(f"\n{ACCOUNTS} accounts where nothing comes", flush=True)
    bench.many()
    figures = bench.run(Job("idle", bench.server(""), bench.fresh_book(), rules=bench.options.rules))
    print(f"{'a pass over all of them':<34} {figures.note}", flush=True)
    print(f"{'the daemon':<34} {daemon(bench):.2f} CPU s a minute", flush=True)


def daemon(bench: Bench, seconds: float = 60.0) -> float:
    """CPU seconds a minute of `genjin run`, once it has read everything (Linux only: from /proc)."""
    home = bench.folder / "home"
    home.mkdir()
    accounts = "".join(_ACCOUNT.format(number=each, port=bench.dovecot.port) for each in range(ACCOUNTS))
    (home / "genjin.yaml").write_text(_TEAM + accounts, encoding="utf-8")
    command = [sys.executable, str(ROOT / "cli.py"), "--home", str(home), "run"]
    with (home / "said").open("wb") as said:
        child = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | {"BENCH_PASS": PASSWORD})
    try:
        _read_to_the_end(child, home)
        before = _spent(child.pid)
        time.sleep(seconds)
        if child.poll() is not None:
            raise RuntimeError(f"the daemon has ended:\n{(home / 'said').read_text('utf-8')[-2000:]}")
        return (_spent(child.pid) - before) / seconds * 60
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(60)


def _read_to_the_end(child: subprocess.Popen[bytes], home: Path) -> None:
    """Wait until every mail has its place in the book, and a little for the threads to come to rest."""
    until, places = time.monotonic() + LONGEST_START, 0
    while places < ACCOUNTS * MAILS_AN_ACCOUNT:
        if child.poll() is not None or time.monotonic() > until:
            said = (home / "said").read_text("utf-8")[-2000:]
            raise RuntimeError(f"the daemon has read {places} mails only:\n{said}")
        time.sleep(1)
        with suppress(sqlite3.Error), closing(sqlite3.connect(home / "genjin.db", timeout=5)) as book:
            places = int(book.execute("SELECT count(*) FROM place").fetchone()[0])
    time.sleep(SETTLED)


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


_TEAM = "team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}\naccounts:\n"
_ACCOUNT = (
    "  - {{name: idle{number}, rep: anna, host: 127.0.0.1, port: {port}, tls: none, user: idle{number}, "
    "secret: {{env: BENCH_PASS}}}}\n"
)


def main() -> None:
    options = _options()
    if options.job:
        given = json.loads(options.job)
        print(json.dumps(asdict(done(Job(**given | {"server": Server(**given["server"])})))))
        return
    if dovecot_missing():
        sys.exit("This benchmark wants Dovecot: apt-get install dovecot-imapd")
    spoilt = [f"spoilt{number}" for number in range(100)]
    names = [MAILBOX, FIRST, *spoilt, "small10000", "small200000", *(f"idle{n}" for n in range(ACCOUNTS))]
    with Dovecot(users=dict.fromkeys(names, PASSWORD)) as server, tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, server, Path(folder))
        bench.fill()
        bench.prepare()
        _told(bench)


def _told(bench: Bench) -> None:
    options = bench.options
    print(
        f"\nmedians of {options.rounds}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True
    )
    compare(rows_of(bench), options.rounds)
    if options.rtt:
        print(f"\nwith a round trip of {options.rtt:.0f} ms", flush=True)
        with LongLine(bench.dovecot.host, bench.dovecot.port, options.rtt / 1000) as line:
            compare([row for row in rows_of(bench, line.port) if "first" not in row[0]], options.rounds)
    if options.memory:
        memory(bench)
    if options.idle:
        nothing_new(bench)


def _options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--mails", type=int, default=20_000)
    asked.add_argument("--customers", type=int, default=50_000)
    asked.add_argument(
        "--rules", type=int, default=1_000, help="beside the shipped ones, of ten phrases each"
    )
    asked.add_argument("--readers", type=int, default=rounds.reading_processes(0), help="reading processes")
    asked.add_argument("--rtt", type=float, default=0.0, help="milliseconds there and back")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--peers", action="store_true")
    asked.add_argument("--first", type=int, default=2_000, help="mails for the slow peers")
    asked.add_argument("--python", default="", help="one that has django-mailbox; else it is installed")
    asked.add_argument("--only", default="", help="only rows whose name matches")
    asked.add_argument("--memory", action="store_true")
    asked.add_argument("--idle", action="store_true")
    asked.add_argument("--profile", action="store_true", help="show what costs most (slower)")
    asked.add_argument("--job", default="", help=argparse.SUPPRESS)
    return asked.parse_args()


if __name__ == "__main__":
    main()

"""How fast is a rep's list in a large book, one more mail of a large customer, and a whole plan?

    python benchmarks/due.py [--customers 1000000] [--per 5] [--reps 200] [--folder FOLDER] [--plans 1000]

Builds a book of so many customers with so many interactions each on SQLite, below FOLDER (else among the
temporary files), and takes it away again. Prints the median and the 95th percentile in milliseconds of

- a bare walk of the index by sqlite3, the floor of the same machine in the same run,
- the question of `genjin due` for one rep, and of what has come up to the manager,
- `genjin due` as a shell runs it,
- what one more mail costs for a customer with 2,000 interactions: history, what is owed, settling; read in
  part as always, and read whole,

and for each of --plans customers how many a second are planned anew, and how much memory that takes.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import followups  # noqa: E402
from followups.policy import Policy  # noqa: E402
from model import CustomerId  # noqa: E402
from store.book import Book  # noqa: E402
from store.due import escalated  # noqa: E402
from store.histories import NEWEST  # noqa: E402
from store.location import Location  # noqa: E402
from store.queries import Reader  # noqa: E402
from worker import shape  # noqa: E402

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
_DAY = 86_400
_AT = int(NOW.timestamp())
_LARGE = 2_000
_OFTEN = 200


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--per", type=int, default=5, help="interactions of each")
    parser.add_argument("--reps", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--plans", default="1000,10000,100000", help="customers, with commas between")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder, prefix="genjin-due-") as folder:
        _large_book(Path(folder), wanted.customers, wanted.per, wanted.reps)
    for customers in filter(None, wanted.plans.split(",")):
        with tempfile.TemporaryDirectory(dir=wanted.folder, prefix="genjin-due-") as folder:
            _plan(Path(folder), int(customers), wanted.per, wanted.reps)


# -- measured ------------------------------------------------------------------------------------------------


def _large_book(folder: Path, customers: int, per: int, reps: int) -> None:
    began = time.perf_counter()
    path = built(folder, customers, per, reps, follow_ups=True)
    size, took = path.stat().st_size / 1e9, time.perf_counter() - began
    print(f"book of {customers:,} customers, {customers * per:,} interactions: {size:.1f} GB in {took:.0f} s")
    names = [f"rep{each % reps}" for each in range(_OFTEN)]
    _bare(path, names)
    _asked(path, names)
    _whole_command(folder, names[0])
    _one_more_mail(path)


def _bare(path: Path, names: Sequence[str]) -> None:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    sql = (
        "SELECT customer_id FROM follow_up WHERE owner = ? AND state = 'open' AND shows <= ? "
        "ORDER BY shows LIMIT 200"
    )
    _told("floor: 200 steps of the index", lambda rep: connection.execute(sql, (rep, _AT)).fetchall(), names)
    connection.close()


def _asked(path: Path, names: Sequence[str]) -> None:
    with Reader(Location(path=path)) as reader:
        found = reader.due_first(NOW, names[0], 50, NOW)
        listed = f"{len(found.rows)} rows, {found.more_customers} more customers"
        _told(f"due, one rep ({listed})", lambda rep: reader.due_first(NOW, rep, 50, NOW), names)
        _told("due, the first 50 rows", lambda rep: reader.due(NOW, rep, 50), names)
        late = NOW - timedelta(days=5)
        _told("escalated, the first 50 of all reps", lambda _: escalated(reader, late, NOW, 50), names)


def _whole_command(folder: Path, rep: str) -> None:
    (folder / "genjin.yaml").write_text(_SETTINGS.format(rep=rep), encoding="utf-8")
    words = [sys.executable, str(ROOT / "cli.py"), "--home", str(folder), "due"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    first = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if first.returncode:
        print(f"genjin due fails: {first.stderr[:500]}")
        return
    run = partial(subprocess.run, words, env=environment, capture_output=True, check=True)
    _told("genjin due, the whole command", lambda _: run(), [""] * 20)
    bare = partial(subprocess.run, [sys.executable, "-c", "pass"], capture_output=True, check=True)
    _told("floor: python -c pass", lambda _: bare(), [""] * 20)


_SETTINGS = """
book: book.db
me: {rep}
team:
  domains: [ours.example]
  reps: {{{rep}: {{emails: [{rep}@ours.example]}}}}
accounts: []
"""


def _one_more_mail(path: Path) -> None:
    """Taken back each time, so that each meets the same book."""
    policy, book = shipped(), Book(Location(path=path))
    large, enough = CustomerId(1), partial(followups.suffices, policy=policy)
    for how, newest in (("in part", NEWEST), ("whole", _LARGE * 2)):
        took = []
        for _ in range(50):
            with book.begin() as page:
                began = time.perf_counter()
                for history in page.histories.recent([large], enough, newest):
                    page.followups.settle(large, followups.owed(history, policy))
                took.append(time.perf_counter() - began)
        _line(f"update of a customer with {_LARGE:,} interactions, read {how}", took[1:])
    book.close()


def _plan(folder: Path, customers: int, per: int, reps: int) -> None:
    """In a process of its own, whose memory is then its alone."""
    built(folder, customers, per, reps, follow_ups=False)
    beside = str(ROOT / "benchmarks")
    code = f"import sys; sys.path.insert(0, {beside!r}); import due; due.planned({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], check=True)


def planned(folder: str) -> None:
    """Plan the book in the folder, and tell how fast that was."""
    from worker.intake import Intake
    from worker.pipeline import Playbook

    path = Path(folder) / "book.db"
    book = Book(Location(path=path), checkpointer=True)
    nothing: Any = None  # no mail is read
    playbook = Playbook(ours=nothing, rules=nothing, policy=shipped(), mailboxes={}, writers={})
    for how in ("first", "again"):
        began = time.perf_counter()
        done = Intake(book, playbook).replan()
        took = time.perf_counter() - began
        rate = f"{done.customers / took:,.0f} customers/s, {done.changed:,} changed, {_memory()} at most"
        print(f"replan of {done.customers:,} customers, {how}: {took:.1f} s, {rate}")
    book.close()


def _memory() -> str:
    """The most that this process ever held; getrusage would tell that of who started it, too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(f"{int(line.split()[1]) // 1024} MB" for line in lines if line.startswith("VmHWM"))


def _told(what: str, step: Callable[[str], object], names: Sequence[str]) -> None:
    step(names[0])
    took = []
    for name in names:
        began = time.perf_counter()
        step(name)
        took.append(time.perf_counter() - began)
    _line(what, took)


def _line(what: str, took: Sequence[float]) -> None:
    print(
        f"{what}: p50 {median(took) * 1000:.2f} ms, p95 {quantiles(took, n=20)[-1] * 1000:.2f} ms", flush=True
    )


# -- built ---------------------------------------------------------------------------------------------------


def shipped() -> Policy:
    policy, mistakes = shape.load(ROOT / "followups" / "policy.yaml", Policy)
    assert policy is not None, mistakes
    return policy


def built(folder: Path, customers: int, per: int, reps: int, *, follow_ups: bool) -> Path:
    """A book with so many customers; the first of them has 2,000 interactions more."""
    path = folder / "book.db"
    book = Book(Location(path=path))
    book.prepare()
    book.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    with connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:  # what is searched is no matter here
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.executemany(_CUSTOMER, _customers(customers, reps))
        connection.executemany(_EVENT, _events(customers, per, reps))
        connection.executemany(_MAIL, _mails())
        connection.executemany(_TAG, _tags())
        if follow_ups:
            connection.executemany(_FOLLOW_UP, _follow_ups(customers, reps))
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()
    return path


_CUSTOMER = """
INSERT INTO customer (id, name, country, owner, volume_class, created) VALUES (?, ?, 'DE', ?, ?, ?)
"""
_EVENT = """
INSERT INTO interaction (customer_id, at, kind, cause, summary, rep, mail_id, mail_kind, length)
VALUES (?, ?, ?, ?, 'Quotation for ball valves DN50', ?, ?, 'human', 400)
"""
_MAIL = """
INSERT INTO mail (id, key, message_id, account, rep, direction, kind, sender, sender_name, subject, date,
                  received, own_words, parser, verdict, reading, match)
VALUES (?, ?, ?, 'rep0', 'rep0', 'in', 'human', 'jana@nordlicht.example', 'Jana', 'Valves', ?, ?, 'words',
        'human', 'known', '{}', '{}')
"""
_TAG = """
INSERT INTO tag (mail_id, name, source_line, start, "end", sort, about, due_kind, due_date, quote)
VALUES (?, ?, 1, 0, 5, ?, ?, ?, ?, 'words')
"""
_FOLLOW_UP = """
INSERT INTO follow_up (customer_id, duty, cause, opened, due, because, suggest_en, suggest_zh, state, owner,
                       shows, since)
VALUES (?, ?, ?, ?, ?, 'No answer to our mail; step 1 of 3: write again after 7 days.', 'Write again.',
        '再写一封。', 'open', ?, ?, ?)
"""


def _customers(customers: int, reps: int) -> Iterator[tuple[object, ...]]:
    for each in range(1, customers + 1):
        yield each, f"Customer {each} GmbH", f"rep{each % reps}", "ABC"[each % 3], _AT - 400 * _DAY


def _events(customers: int, per: int, reps: int) -> Iterator[tuple[object, ...]]:
    for each in range(1, customers + 1):
        for turn in range(per):
            at = _AT - (per - turn) * 9 * _DAY - each % 9 * _DAY
            kind = ("mail_in", "mail_out")[turn % 2]
            yield each, at, kind, f"<{turn}.{each}@mail.example>", f"rep{each % reps}", None
    for turn in range(_LARGE):
        at = _AT - (_LARGE - turn) * _DAY // 3
        yield 1, at, ("mail_in", "mail_out")[turn % 2], f"<large.{turn}@mail.example>", "rep1", turn + 1


def _mails() -> Iterator[tuple[object, ...]]:
    for turn in range(_LARGE):
        at = _AT - (_LARGE - turn) * _DAY // 3
        yield turn + 1, f"<large.{turn}@mail.example>", f"large.{turn}@mail.example", at, at


def _tags() -> Iterator[tuple[object, ...]]:
    """Half of the mails say something; every tenth brings something, every twentieth names a day."""
    for turn in range(0, _LARGE, 2):
        yield turn + 1, "price_request", "signal", "", None, None
    for turn in range(1, _LARGE, 10):
        yield turn + 1, "we_send_quotation", "fact", "quotation", None, None
    for turn in range(0, _LARGE, 20):
        day = (NOW - timedelta(days=(_LARGE - turn) // 3 - 5)).date().isoformat()
        yield turn + 1, "deadline", "signal", "", "by", day


def _follow_ups(customers: int, reps: int) -> Iterator[tuple[object, ...]]:
    """Two each; a fifth of them is due."""
    for each in range(1, customers + 1):
        for duty, days in (("chase", each % 50 - 10), ("cadence", each % 90 - 18)):
            due = _AT + days * _DAY + each % 1000
            yield each, duty, f"<4.{each}@mail.example>", _AT - 9 * _DAY, due, f"rep{each % reps}", due, due


if __name__ == "__main__":
    main()

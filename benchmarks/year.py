"""Does the list of what is due stay honest for a whole year? 200 customers, 5 reps, made-up mail, day by day.

    ./genjin bench year [--customers N] [--days N] [--seed N]

Mail is written by simulated buyers and reps, taken in by the pipeline itself, and every morning's list is
read with `genjin due --as-of`. Reps do most of what the list says, not all of it: they are on leave, snooze,
call, forget, and neglect some customers wholly. Buyers answer late or never, are away, ask for later, order,
complain. Time passes as in the daemon: customers return to the pool and are claimed again.

The world keeps its own account of who was touched when, beside the book's. Each evening:

- no customer of volume class A, owned and not asking us to stop, is silent for more than 7 days without an
  open obligation (`unowed`). Of those silent so long: how many are on the morning's list, how many wait (for
  a day that they asked for, held, asleep), and how many had a day off in the way (`moved`)
- no obligation stands twice: one row by (customer, duty, cause), and one of each duty but promises and
  sequences
- no obligation is without a reason, and none but a reply falls due on a day off of its rep

Ends with 1 if any of these is broken.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fakes import FakeMailbox, genjin
from followups import Policy
from followups.calendar import is_workday
from model import CustomerId, FollowUpId, InteractionKind, RawMail
from store.book import Book
from store.location import Location
from worker import config, desk, pool, rounds, sweep
from worker.config import Home
from worker.desk import Actor
from worker.intake import Intake
from worker.pipeline import Report, sync

HERE = ZoneInfo("Asia/Shanghai")
FIRST = date(2025, 3, 3)
"""A Monday. The year has the Chinese holidays of 2025 and the New Year of 2026, all of them published."""
REPS = ("lina", "wangwei", "chen", "zhao", "sun")
NEGLECTED = 0.06
"""Customers that nobody touches, whatever the list says."""
DILIGENCE = 0.9
"""Of what is listed, done on the day; the rest waits for the next morning."""

THEY_SAY = {
    "answer": ("Thank you for your mail. The price looks workable, we will check with our engineers.", 30),
    "inquiry": ("Please send us your best quotation for 500 pcs of DN50 ball valves.", 22),
    "chinese": ("您好，请报一下500件球阀的价格和交货期，谢谢。", 10),
    "competitor": ("We are comparing your offer with a quotation from another supplier in Shanghai.", 6),
    "price": ("Your price is too high for us, can you give a better price?", 8),
    "later": ("We have no project at the moment. Please contact us again after {later}.", 6),
    "order": ("We confirm the order, please see our PO attached and send us the proforma invoice.", 5),
    "complaint": ("Three of the valves you delivered are leaking. Please tell us what you will do.", 3),
    "thanks": ("Received with thanks.", 9),
    "stop": ("Please remove us from your mailing list and do not write to us again.", 1),
}
"""What buyers write, and how often."""
WE_SAY = (
    "Please find our answer below: we can deliver 500 pcs within 30 days, FOB Ningbo.",
    "We will send the drawings by {friday}. Please tell us which flange standard you use.",
    "Here is a short note about how a similar plant uses our valves; may we call you next week?",
    "Please find attached our quotation, valid until {valid}.",
    "Following up on my last mail: is there anything open on your side?",
)
AWAY = "I am out of the office until {back} and will answer when I am back."


@dataclass(slots=True)
class Buyer:
    """One customer of the world, and what the world knows of it."""

    number: int
    name: str
    email: str
    rep: str | None
    volume: str
    country: str
    fair: bool
    is_neglected: bool
    liveliness: float
    """How likely an answer to a mail of ours is."""
    touched: date
    """Our last touch, by the world's own account; the day it came to its owner counts as one."""
    stopped: bool = False
    thread: str = ""
    """Message-ID of the newest mail."""
    customer: int = 0


@dataclass(slots=True)
class Tally:
    """What was counted in one month."""

    mails: int = 0
    due: list[int] = field(default_factory=list)
    """Rows of each morning's list."""
    worst: int = 0
    """Most days that a row was overdue, among customers that are not neglected."""
    silent: int = 0
    """Evenings on which an A customer had been silent for more than 7 days."""
    listed: int = 0
    waiting: int = 0
    moved: int = 0
    unowed: int = 0
    twice: int = 0
    unexplained: int = 0
    days_off: int = 0
    returned: int = 0
    done: Counter[str] = field(default_factory=Counter)


class World:
    def __init__(self, folder: Path, customers: int, random: Random) -> None:
        self.random = random
        self.home = Home(folder)
        self._write_files(folder)
        settings = config.load_settings(self.home)
        playbook = config.load_playbook(self.home, settings)
        self.policy: Policy = playbook.policy
        self.buyers = [*self._made(customers)]
        self._import(folder)
        self.book = Book(Location(path=folder / "genjin.db"), checkpointer=True)
        self.book.prepare()
        self.intake = Intake(self.book, playbook)
        rounds.renew_plan(self.book, self.intake)
        self._enrol()
        self.intake.replan()
        self.boxes = {rep: FakeMailbox(rep, size=50) for rep in REPS}
        self.posted: dict[date, list[tuple[Buyer, str, bool]]] = defaultdict(list)
        """Mails of buyers that are still to come: who, what, whether a machine writes it."""
        self.letters = 0
        self.tallies: dict[str, Tally] = defaultdict(Tally)

    # -- the beginning ---------------------------------------------------------------------------------------

    def _write_files(self, folder: Path) -> None:
        lines = "".join(f"    {rep}: {{emails: [{rep}@factory.example]}}\n" for rep in REPS)
        (folder / "genjin.yaml").write_text(
            f"team:\n  domains: [factory.example]\n  reps:\n{lines}accounts: []\nme: lina\n", "utf-8"
        )
        shipped = config.SHIPPED_POLICY.read_text("utf-8")
        leave = (
            "calendars:\n  chen: {away: [2025-07-14 to 2025-07-25]}\n  sun: {zone: Asia/Dubai, country: AE}\n"
        )
        (folder / "policy.yaml").write_text(shipped + "\n" + leave, "utf-8")

    def _made(self, customers: int) -> Iterator[Buyer]:
        random = self.random
        for number in range(customers):
            volume = "A" if number % 8 == 0 else random.choice("BBCCCC") if number % 8 < 7 else ""
            yield Buyer(
                number,
                f"{_word(number)} {random.choice(['Pumps', 'Valves', 'Trading', 'Industrie'])} {number}",
                f"buyer@{_word(number).lower()}{number}.example",
                None if number % 20 == 19 else REPS[number % 5],
                volume,
                random.choice(["DE", "EG", "US", "BR", "NG", "VN", "AE", "RU"]),
                number % 10 == 7,
                volume != "A" and random.random() < NEGLECTED,
                random.choice([0.05, 0.2, 0.4, 0.7]),
                FIRST,
            )

    def _import(self, folder: Path) -> None:
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(["name", "country", "owner", "volume_class", "email", "source"])
        for each in self.buyers:
            source = "fair" if each.fair else "import"
            table.writerow([each.name, each.country, each.rep or "", each.volume, each.email, source])
        path = folder / "customers.csv"
        path.write_text(text.getvalue(), "utf-8")
        told(genjin("--home", str(folder), "import", "customers", str(path), "--even-so"))
        with sqlite3.connect(folder / "genjin.db") as book:
            book.execute("UPDATE customer SET created = ?, owned_since = NULL", (epoch(FIRST, 9),))
            numbers = dict(book.execute("SELECT name, id FROM customer"))
        for each in self.buyers:
            each.customer = numbers[each.name]

    def _enrol(self) -> None:
        """Leads of a fair follow its plan."""
        with self.intake.sitting(Report()) as sitting:
            for each in self.buyers:
                if each.fair:
                    number = CustomerId(each.customer)
                    sitting.page.enrolments.enrol(number, "fair", at(FIRST, 9), "Spring Fair", "lina")

    # -- a day -----------------------------------------------------------------------------------------------

    def lives(self, day: date) -> None:
        tally = self.tallies[f"{day:%Y-%m}"]
        for buyer, words, is_machine in self.posted.pop(day, []):
            self._post(buyer, words, day, tally, is_machine=is_machine)
        for buyer in self.random.sample(self.buyers, max(1, len(self.buyers) // 70)):
            if not buyer.stopped:
                self._post(buyer, self._their_words(buyer, day), day, tally)
        self._take_in(day, 8)
        returned = sweep.sweep(self.intake, at(day, 8))
        tally.returned += len(returned.returned)
        self._forget(day)
        rows = self._morning(day)
        tally.due.append(len(rows))
        self._work(rows, day, tally)
        self._take_in(day, 19)
        self._evening(rows, day, tally)
        if day.weekday() == 0:
            self._claim(day)

    def _morning(self, day: date) -> list[dict[str, Any]]:
        said = genjin(
            "--home",
            str(self.home.folder),
            "due",
            "--everybody",
            "--as-of",
            day.isoformat(),
            "--format",
            "json",
        )
        rows: list[dict[str, Any]] = json.loads(told(said))
        return rows

    def _forget(self, day: date) -> None:
        """Owners as they are now: time and claims move customers."""
        with sqlite3.connect(self.home.folder / "genjin.db") as book:
            owners = dict(book.execute("SELECT id, owner FROM customer"))
        for buyer in self.buyers:
            owner = owners.get(buyer.customer)
            if owner != buyer.rep:
                buyer.rep, buyer.touched = owner, day

    def _work(self, rows: list[dict[str, Any]], day: date, tally: Tally) -> None:
        by_customer = {buyer.customer: buyer for buyer in self.buyers}
        seen: set[int] = set()
        for row in rows:
            buyer = by_customer.get(row["customer_id"])
            rep = row["owner"] or "lina"
            if buyer is None or not self._is_at_work(rep, day):
                continue
            if not buyer.is_neglected:
                tally.worst = max(tally.worst, (day - date.fromisoformat(row["due"][:10])).days)
            if buyer.customer in seen or buyer.is_neglected or self.random.random() > DILIGENCE:
                continue
            seen.add(buyer.customer)
            self._do(row, buyer, rep, day, tally)

    def _do(self, row: dict[str, Any], buyer: Buyer, rep: str, day: date, tally: Tally) -> None:
        number, actor = FollowUpId(row["id"]), Actor(rep, at(day, 11))
        tally.done[row["duty"]] += 1
        luck = self.random.random()
        if row["duty"] == "chase" and luck < 0.04:
            wakes = at(day + timedelta(days=2), 0)
            with self.intake.sitting(Report()) as sitting:
                desk.snooze(sitting.page, number, wakes, actor, "asked their office")
            return
        if row["duty"] in ("promise", "contract_watch"):  # what these words do not bring, a rep says
            with self.intake.sitting(Report()) as sitting:
                end = desk.keep if row["duty"] == "promise" else desk.complete
                end(sitting, number, actor, "brought it")
        if luck < 0.1:
            with self.intake.sitting(Report()) as sitting:
                call = CustomerId(buyer.customer), InteractionKind.CALL, actor, "talked to the buyer"
                desk.log(sitting, *call)
            buyer.touched = day
        else:
            self._write(buyer, rep, day)
            tally.mails += 1

    def _claim(self, day: date) -> None:
        """Somebody looks into the pool on Mondays."""
        with sqlite3.connect(self.home.folder / "genjin.db") as book:
            free = [row[0] for row in book.execute("SELECT id FROM customer WHERE owner IS NULL ORDER BY id")]
        rep = self.random.choice([each for each in REPS if self._is_at_work(each, day)] or ["lina"])
        if not free:
            return
        number = CustomerId(self.random.choice(free))
        with suppress(desk.DeskError), self.intake.sitting(Report()) as sitting:
            pool.claim(sitting, number, Actor(rep, at(day, 20)))

    # -- mail ------------------------------------------------------------------------------------------------

    def _their_words(self, buyer: Buyer, day: date) -> str:
        sorts, weights = [*THEY_SAY], [weight for _, weight in THEY_SAY.values()]
        sort = self.random.choices(sorts, weights)[0]
        if sort == "stop":
            buyer.stopped = True
        later = f"{day + timedelta(days=self.random.choice([20, 40, 60])):%d %B %Y}"
        return THEY_SAY[sort][0].replace("{later}", later)

    def _post(self, buyer: Buyer, words: str, day: date, tally: Tally, *, is_machine: bool = False) -> None:
        rep = buyer.rep or self.random.choice(REPS)
        names = (f"Buyer {buyer.number} <{buyer.email}>", f"{rep}@factory.example")
        raw = self._letter(names, words, buyer, at(day, 3), is_machine=is_machine)
        self.boxes[rep].inbox.append(raw)
        tally.mails += 1

    def _write(self, buyer: Buyer, rep: str, day: date) -> None:
        friday = day + timedelta(days=(4 - day.weekday()) % 7 or 7)
        words = self.random.choice(WE_SAY).format(
            friday=f"{friday:%d %B %Y}", valid=f"{day + timedelta(30):%d %B %Y}"
        )
        raw = self._letter((f"{rep}@factory.example", buyer.email), words, buyer, at(day, 14))
        self.boxes[rep].outbox.append(raw)
        buyer.touched = day
        luck = self.random.random()
        if luck < 0.03:
            back = day + timedelta(days=self.random.choice([3, 6, 12]))
            self.posted[day + timedelta(days=1)].append((buyer, AWAY.format(back=f"{back:%d %B %Y}"), True))
        elif luck < buyer.liveliness and not buyer.stopped:
            come = day + timedelta(days=self.random.choice([1, 1, 2, 3, 5, 9]))
            self.posted[come].append((buyer, self._their_words(buyer, come), False))

    def _letter(
        self, names: tuple[str, str], words: str, buyer: Buyer, when: datetime, *, is_machine: bool = False
    ) -> RawMail:
        """From whom to whom, in the thread of the two."""
        self.letters += 1
        sent = when + timedelta(seconds=self.letters % 3000)
        built = EmailMessage()
        built["From"], built["To"] = names
        built["Subject"] = "Automatic reply: our valves" if is_machine else "Re: our valves"
        built["Date"] = format_datetime(sent)
        built["Message-ID"] = f"<{self.letters}@year.example>"
        if buyer.thread:
            built["In-Reply-To"] = buyer.thread
        if is_machine:
            built["Auto-Submitted"] = "auto-replied"
        buyer.thread = built["Message-ID"]
        built.set_content(f"{words}\n\nRegards\n")
        return RawMail(built.as_bytes(), sent)

    def _take_in(self, day: date, hour: int) -> None:
        for box in self.boxes.values():
            sync(box, self.intake, lambda: at(day, hour), lambda *_: None)

    # -- what must hold --------------------------------------------------------------------------------------

    def _evening(self, rows: list[dict[str, Any]], day: date, tally: Tally) -> None:
        with sqlite3.connect(self.home.folder / "genjin.db") as book:
            book.row_factory = sqlite3.Row
            found = [dict(row) for row in book.execute("SELECT * FROM follow_up WHERE state = 'open'")]
        owed: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in found:
            owed[row["customer_id"]].append(row)
        self._check_rows(found, tally)
        self._check_days_off(found, tally)
        listed = {row["customer_id"] for row in rows}
        for buyer in self.buyers:
            silent = (day - buyer.touched).days
            if buyer.volume == "A" and buyer.rep and not buyer.stopped and silent > 7:
                self._count_silent(owed[buyer.customer], buyer.customer in listed, tally)

    @staticmethod
    def _count_silent(open_: list[dict[str, Any]], is_listed: bool, tally: Tally) -> None:
        tally.silent += 1
        tally.unowed += not open_
        tally.listed += is_listed
        if not is_listed and open_:
            first = min(open_, key=lambda row: row["due"])
            waits = first["duty"] == "resume" or "held until" in first["because"] or first["snoozed_until"]
            tally.waiting += bool(waits)
            tally.moved += not waits

    @staticmethod
    def _check_rows(found: list[dict[str, Any]], tally: Tally) -> None:
        keys = Counter((row["customer_id"], row["duty"], row["cause"]) for row in found)
        single = Counter(
            (row["customer_id"], row["duty"]) for row in found if row["duty"] not in ("promise", "sequence")
        )
        tally.twice += sum(count - 1 for count in keys.values()) + sum(count - 1 for count in single.values())
        tally.unexplained += sum(not row["because"].strip() for row in found)

    def _check_days_off(self, found: list[dict[str, Any]], tally: Tally) -> None:
        for row in found:
            week = self.policy.of(row["owner"]).calendar
            due = week.day_of(datetime.fromtimestamp(row["due"], UTC))
            is_off = not is_workday(due, week.country, week.weekend) or any(due in each for each in week.away)
            tally.days_off += row["duty"] != "reply" and is_off

    def _is_at_work(self, rep: str, day: date) -> bool:
        week = self.policy.of(rep).calendar
        return is_workday(day, week.country, week.weekend) and not any(day in each for each in week.away)


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=HERE).astimezone(UTC)


def epoch(day: date, hour: int) -> int:
    return int(at(day, hour).timestamp())


def told(result: Any) -> str:
    if result.exit_code not in (0, 3):
        raise SystemExit(f"genjin failed: {result.output}\n{result.exception!r}")
    return str(result.stdout)


def _word(number: int) -> str:
    syllables = ("nor", "lich", "tan", "bra", "vel", "kim", "dor", "sul", "mar", "pet")
    return "".join(syllables[(number // step + step) % 10] for step in (1, 10, 3)).capitalize()


COLUMNS = ["month", "mails", "due/day", "worst", "silent", "listed", "waits", "moved"]
COLUMNS += ["unowed", "twice", "no-reason", "day-off", "returned", "done"]


def report(tallies: dict[str, Tally]) -> None:
    print("".join(f"{each:>10}" for each in COLUMNS))
    for month, one in tallies.items():
        mean = sum(one.due) / max(1, len(one.due))
        done = sum(one.done.values())
        cells = (one.silent, one.listed, one.waiting, one.moved, one.unowed, one.twice, one.unexplained)
        print(
            f"{month:>10}{one.mails:>10}{mean:>10.1f}{one.worst:>10}"
            + "".join(f"{each:>10}" for each in (*cells, one.days_off, one.returned, done))
        )
    total: Counter[str] = Counter()
    for one in tallies.values():
        total += one.done
    print("\nDone by kind: " + ", ".join(f"{duty} {count}" for duty, count in total.most_common()))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), asked.customers, Random(asked.seed))
        for passed in range(asked.days):
            world.lives(FIRST + timedelta(days=passed))
        report(world.tallies)
        world.book.close()
    broken = sum(one.unowed + one.twice + one.unexplained + one.days_off for one in world.tallies.values())
    seconds = time.perf_counter() - started
    print(f"{asked.customers} customers, {asked.days} days, {world.letters} letters, {seconds:.0f} s")
    print("Every rule held." if not broken else f"{broken} times a rule was broken.")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())

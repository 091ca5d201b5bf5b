"""How many mails a second become links, tags and dates? From a Dovecot mailbox into a SQLite book.

    python benchmarks/sync.py [--mails 3000] [--customers 5000] [--profile]

Made-up mails in six languages, the shipped rules and policy. In the same run the floor: the same mailbox
fetched with imapclient and thrown away. Everything is on one machine, so the network costs nothing here.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from fakes import playbook_of
from mailings import INBOX, Mailing, customers, mailings
from post import USERS, Post
from servers import Dovecot, dovecot_missing
from store.book import Book
from store.location import Location
from worker import rounds
from worker.intake import Intake
from worker.mailbox import BATCH_MAILS
from worker.pipeline import Report, sync

USER = "user1"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--mails", type=int, default=3000)
    asked.add_argument("--customers", type=int, default=5000)
    asked.add_argument("--profile", action="store_true", help="show what costs most (slower)")
    options = asked.parse_args()
    if dovecot_missing():
        sys.exit("This benchmark wants Dovecot: apt-get install dovecot-imapd")
    made = mailings(options.mails)
    size = sum(len(mail.content) for mail in made)
    print(f"{len(made)} mails, {size / len(made):.0f} bytes on average; {options.customers} customers")
    with Dovecot(users=USERS) as server, tempfile.TemporaryDirectory() as folder:
        post = Post(server, USER)
        fill(post, made)
        told("floor: fetched with imapclient and thrown away", len(made), lambda: fetched(post))
        book = prepared(Path(folder) / "book.db", options.customers)
        intake = Intake(book, playbook_of())
        with profiled() if options.profile else nullcontext():
            told("the whole way into the book", len(made), lambda: passed(post, intake))
        told("a second pass, nothing new", 0, lambda: passed(post, intake))
        book.close()
        print(f"the book: {(Path(folder) / 'book.db').stat().st_size / 1_000_000:.1f} MB")


def fill(post: Post, made: Sequence[Mailing]) -> None:
    for folder, name in ((INBOX, "INBOX"), ("sent", post.sent)):
        post.deliver_all(name, [(mail.content, mail.received) for mail in made if mail.folder == folder])


def told(what: str, count: int, act: Callable[[], str]) -> None:
    started = time.perf_counter()
    said = act()
    took = time.perf_counter() - started
    rate = f"{count / took:.0f} mails/s" if count else ""
    print(f"{what:<48} {took:7.2f} s  {rate:>13}  {said}")


def fetched(post: Post) -> str:
    """imapclient as it should be used: without its debug formatting, in batches of the same size."""
    count = 0
    with post.client() as client:
        client._imap.debug = 0  # noqa: SLF001 - as worker.mailbox does
        for folder in ("INBOX", post.sent):
            client.select_folder(folder, readonly=True)
            uids = client.search()
            lots = [uids[at : at + BATCH_MAILS] for at in range(0, len(uids), BATCH_MAILS)]
            count += sum(len(client.fetch(lot, ["BODY.PEEK[]", "INTERNALDATE"])) for lot in lots)
    return f"{count} mails"


def prepared(path: Path, known: int) -> Book:
    book = Book(Location(path=path), checkpointer=True)
    book.prepare()
    with book.begin() as page:
        for customer in customers(known):
            page.customers.add(customer)
    rounds.renew_plan(book, Intake(book, playbook_of()))
    return book


def passed(post: Post, intake: Intake) -> str:
    with post.mailbox() as mailbox:
        report = sync(mailbox, intake, lambda: datetime.now(UTC), lambda *_: None)
    return in_words(report)


def in_words(report: Report) -> str:
    return (
        f"{report.new} new, {report.linked} linked, {report.leads} leads, {report.tags} tags, "
        f"{report.review} to review, {report.set_aside} set aside"
    )


@contextmanager
def profiled() -> Iterator[None]:
    profile = cProfile.Profile()
    with profile:
        yield
    shown = pstats.Stats(profile)
    shown.sort_stats("cumulative").print_stats(60)
    shown.sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()

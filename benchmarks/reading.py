"""How fast and in how much memory are mails opened and read, and how long does the worst of them take?

    ./genjin bench reading [--mails 5000] [--seed 7] [--rounds 3] [--peers] [--memory] [--hostile] [--profile]

The mails of benchmarks/corpus.py, on one core: our `open_mail`, then `open_mail` and `parsers.read` together.
With `--peers` mail-parser and the standard library (policy.default) open the same bytes, the fields we use.
`--memory` opens one mail of 36 MB in a process of its own: how much more than its bytes does that take?
`--hostile` opens and reads mails made to be slow, and prints the slowest.
"""

from __future__ import annotations

import argparse
import base64
import cProfile
import email
import email.message
import email.policy
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import mailparser

import corpus
import parsers
from model import Ours, Place, RawMail
from parsers.opening.envelope import open_mail

ARRIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OURS = Ours(domains=frozenset({"firma.example"}))
LARGE = 27_000_000
"""Bytes of the file in the large mail; 36 MB as base64."""


# -- speed -------------------------------------------------------------------------------------------


def opened(raw: RawMail) -> None:
    open_mail(raw)


def read(raw: RawMail) -> None:
    parsers.read(open_mail(raw), OURS)


def by_mail_parser(raw: RawMail) -> None:
    with suppress(Exception):  # it raises on some; that is not what is measured here
        mail = mailparser.parse_from_bytes(raw.content)
        _ = mail.subject, mail.from_, mail.to, mail.date, mail.text_plain, mail.text_html, mail.attachments


def by_stdlib(raw: RawMail) -> None:
    with suppress(Exception):
        mail = email.message_from_bytes(raw.content, policy=email.policy.default)
        _ = mail["subject"], mail["from"], mail["to"], mail["date"]
        for part in mail.walk():
            if not part.is_multipart():
                part.get_content()


ROWS: dict[str, Callable[[RawMail], None]] = {"open": opened, "open + read": read}
PEERS: dict[str, Callable[[RawMail], None]] = {
    "mail-parser 4": by_mail_parser,
    "stdlib policy.default": by_stdlib,
}


def mails(count: int, seed: int) -> list[RawMail]:
    """As they come from a server, with lines that end in CRLF."""
    return [
        RawMail(
            made.content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
            made.at,
            Place("anna", "INBOX", 1, uid),
        )
        for uid, made in enumerate(corpus.mails(count, seed), 1)
    ]


def speed(raws: Sequence[RawMail], rows: dict[str, Callable[[RawMail], None]], rounds: int) -> None:
    """CPU seconds, the median of all rounds; rows take turns, so that a busy machine is busy for all."""
    took: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, row in rows.items():
            begun = time.process_time()
            for raw in raws:
                row(raw)
            took[name].append(time.process_time() - begun)
    size = sum(len(raw.content) for raw in raws) / len(raws) / 1000
    print(f"{len(raws)} mails of {size:.0f} kB, one core, median of {rounds}")
    for name, seconds in took.items():
        middle = statistics.median(seconds)
        print(f"  {name:24} {len(raws) / middle:8,.0f} mails/s {middle / len(raws) * 1e3:8.2f} ms a mail")


# -- memory ------------------------------------------------------------------------------------------


def large() -> bytes:
    file = base64.encodebytes(os.urandom(LARGE))
    return (
        b"From: a@n.example\r\nSubject: drawings\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nsee the file\r\n"
        b"--x\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + file + b"\r\n--x--\r\n"
    )  # fmt: skip


def _peak() -> int:
    """Highest number of kB since the start of this program; getrusage would count the parent's too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def memory_of(path: str) -> None:
    """In a process of its own: the peak above what the bytes themselves took."""
    raw = RawMail(Path(path).read_bytes(), ARRIVED)
    read(RawMail(b"From: a@n.example\r\n\r\nwarm", ARRIVED))
    before = _peak()
    begun = time.perf_counter()
    read(raw)
    took = time.perf_counter() - begun
    print(
        f"{len(raw.content) / 1e6:.0f} MB in one mail: {(_peak() - before) / 1024:.0f} MB more, {took:.2f} s"
    )


def memory() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.eml"
        path.write_bytes(large())
        subprocess.run([sys.executable, __file__, "--memory-of", str(path)], check=True)


# -- hostile -----------------------------------------------------------------------------------------

TEXT = b"From: a@n.example\r\nTo: b@n.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"


def hostile() -> Iterator[tuple[str, bytes]]:
    many = 200_000
    yield "parts", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nw\r\n" * many
    yield (
        "depth",
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(5000)),
    )
    yield "near boundaries", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--xy\r\n" * many * 5
    yield "no boundary", b"Content-Type: multipart/mixed\r\n\r\n" + b"--" * many + b"\n--a b\n" * many
    yield "fields", b"".join(b"X-%d: y\r\n" % n for n in range(many)) + b"\r\nw"
    yield "folds", b"Subject: a\r\n" + b" b\r\n" * many + b"\r\nw"
    yield "words", b"Subject: " + b"=?utf-8?B?5oql5Lu3?= " * many + b"\r\n\r\nw"
    yield "half words", b"Subject: " + b"=?a?Q?" * many + b"\r\n\r\nw"
    yield "question marks", b"Subject: =?a?Q?" + b"?" * many + b"\r\n\r\nw"
    yield "hex behind words", b"Subject: =?a?Q?" + b"?=AF" * many + b"\r\n\r\nw"
    for mark in (b"(", b"<", b'"', b",", b"@", b"\\", b":", b";", b"=?", b" "):
        yield f"addresses {mark!r}", b"From: " + mark * 60_000 + b"\r\nTo: " + mark * 60_000 + b"\r\n\r\nw"
    yield (
        "recipients",
        b"To: " + b", ".join(b'"u %d" <u%d@d.example>' % (n, n) for n in range(many)) + b"\r\n\r\nw",
    )
    yield "ids", b"References: " + b"<a@b> " * many + b"\r\nIn-Reply-To: " + b"<" * many + b"\r\n\r\nw"
    yield "date", b"Date: " + b"1 " * many + b"\r\n\r\nw"
    yield (
        "parameters",
        b"Content-Type: a/b;" + b";".join(b" name*%d=a" % n for n in range(many)) + b"\r\n\r\nw",
    )
    yield "parameter quotes", b"Content-Type: a/b; name=" + b'"' * many + b"\r\n\r\nw"
    yield "parameter spaces", b"Content-Type: a/b;" + b" " * many + b"\r\n\r\nw"
    yield "percent", b"Content-Disposition: attachment; filename=" + b"%E6" * 2000 + b"\r\n\r\nw"
    yield "uuencode", TEXT + b"begin 644 a\r\n" + b"#0V%T\r\n" * many
    yield "uu begins", TEXT + b"begin 644 a\r\n" * many
    yield "flowed", TEXT.replace(b"utf-8", b"utf-8; format=flowed") + b"> a \r\n" * many
    yield (
        "no base64",
        TEXT.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"=" * 5_000_000,
    )
    yield (
        "pieces of base64",
        TEXT.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"YQ==" * 1_000_000,
    )
    yield (
        "soft breaks",
        TEXT.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
        + b"= \t \r\n" * many,
    )
    yield "gbk as utf-8", TEXT + "报价\n".encode("gbk") * many
    yield "random bytes", TEXT + os.urandom(5_000_000)
    yield "random lines", TEXT + os.urandom(5_000_000).replace(b"a", b"\n")
    yield "half utf-8", TEXT + ("报价\n".encode() * 20 + b"\xff\n") * 20_000
    yield "escapes", TEXT + b"\x1b$B\x1b(B" * many
    yield "escape lines", TEXT + b"\x1b$B!!\n" * many
    yield "utf-7", TEXT + b"+AGEAYgBj-" * many
    yield "plus signs", TEXT + b"+" * 5_000_000
    yield "hz", TEXT + b"~{" * many
    yield "deep html", TEXT.replace(b"plain", b"html") + b"<div>" * 500_000 + b"w"
    yield "open tags", TEXT.replace(b"plain", b"html") + b"<a " * 500_000
    yield (
        "meta",
        TEXT.replace(b"plain", b"html").replace(b"; charset=utf-8", b"") + b"<meta " * 500_000 + b"\xff",
    )
    yield "one line", TEXT + b"a" * 5_000_000
    yield "spaces", TEXT + b" " * 5_000_000
    yield "quotes", TEXT + b">" * 1_000_000 + b"\n> a\n" * many
    yield "empty lines", TEXT + b"\r\n" * 2_000_000
    yield "carriage returns", b"Subject: a" + b"\r" * 5_000_000
    yield "nested mail", b"Content-Type: message/rfc822\r\n\r\n" * 100_000


def slowest() -> None:
    took = []
    for name, content in hostile():
        begun = time.perf_counter()
        read(RawMail(content, ARRIVED))
        took.append((time.perf_counter() - begun, name, len(content)))
    print(f"{len(took)} hostile mails, the slowest:")
    for seconds, name, size in sorted(took, reverse=True)[:8]:
        print(f"  {name:24} {seconds:6.2f} s {size / 1e6:6.1f} MB")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--mails", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--rounds", type=int, default=3)
    for switch in ("--peers", "--memory", "--hostile", "--profile"):
        asked.add_argument(switch, action="store_true")
    asked.add_argument("--memory-of", help=argparse.SUPPRESS)
    wanted = asked.parse_args()
    if wanted.memory_of:
        memory_of(wanted.memory_of)
        return
    if wanted.memory:
        memory()
    if wanted.hostile:
        slowest()
    if not (wanted.memory or wanted.hostile) or wanted.peers:
        _speed(wanted)


def _speed(wanted: argparse.Namespace) -> None:
    raws = mails(wanted.mails, wanted.seed)
    if wanted.profile:
        with cProfile.Profile() as profile:
            speed(raws, {"open + read": read}, 1)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return
    speed(raws, ROWS | PEERS if wanted.peers else ROWS, wanted.rounds)


if __name__ == "__main__":
    main()

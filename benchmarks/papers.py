"""What does an attachment cost, from its name to its first page, and what does a hostile one cost at most?

    ./genjin bench papers [--rounds N]

Honest files are of the size that quotations have; hostile ones are made to be dear: bombs, millions of empty
elements, loops. The figures are medians, the last column is the dearest round.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import test_parsers_documents as made
from model import Attachment
from parsers.opening.documents import first_page, kind_of_content
from parsers.trade.papers import papers_of
from parsers.trade.terms import terms_of

DAY = date(2026, 4, 10)
ALL = frozenset({"docx", "xlsx", "pdf"})
MAIL = (
    "Dear Mr Li,\n\nthank you for your mail of 3 March and the drawings. We have looked at the "
    "specification, "
    "and our engineer asks for 2 samples of model HX-200 and the test report. Please call me at "
    "+49 40 1234 5678 tomorrow at 10:30.\nWe need about 500 pcs per month. The delivery should start "
    "in June.\n\nBest regards\nAnna Schmidt\n"
)
OFFER = MAIL + "Price: USD 12.50/pc, total USD 6,250.00 FOB Ningbo, valid until 30 April 2026.\n"
LINES = [f"Hinge HX-{number}" for number in range(40)]
WORD = made.word(
    made.paragraph("QUOTATION")
    + "<w:tbl>"
    + "".join(made.row(line, "500 pcs", "USD 2.50") for line in LINES) * 5
    + "</w:tbl>"
)
SHEET = made.sheet(
    "".join(
        f'<row><c t="s"><v>{at}</v></c><c s="1"><v>{at}.5</v></c><c><v>500</v></c></row>'
        for at in range(len(LINES))
    ),
    "".join(f"<si><t>{line}</t></si>" for line in LINES),
    made.STYLES,
)
PAGE = made.pdf(made.stream(b"BT /F 12 Tf (Hinge HX-200 500 pcs USD 2.50) Tj ET " * 60))


def timed(name: str, work: Callable[[], object], rounds: int) -> None:
    work()
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    print(f"{name:32}{statistics.median(spent) * 1e6:12,.0f} µs{max(spent) * 1e6:12,.0f} µs")


def page(payload: bytes, sort: str) -> Callable[[], object]:
    return lambda: first_page(payload, kind_of_content(payload, sort, "x"), "x", ALL)


def dearest(files: dict[str, bytes], sorts: tuple[str, ...], rounds: int) -> None:
    for name, payload in files.items():
        for sort in sorts:
            timed(
                f"hostile {sort[-5:]}: {name}", lambda p=payload, s=sort: first_page(p, s, "x", ALL), rounds
            )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=50)
    rounds = asked.parse_args().rounds
    print(f"{'':32}{'median':>15}{'dearest':>15}")
    name_only = [Attachment("PI-2026-031 rev2.pdf", made.PDF, 1, "")]
    text = first_page(WORD, made.DOCX, "x", ALL)
    with_page = [Attachment("PI-2026-031.docx", made.DOCX, 1, "", text)]
    timed("paper by name only", lambda: papers_of(name_only, DAY), rounds)
    timed("paper with first page and terms", lambda: papers_of(with_page, DAY), rounds)
    timed("terms of own words, no money", lambda: terms_of(MAIL, DAY), rounds)
    timed("terms of own words, an offer", lambda: terms_of(OFFER, DAY), rounds)
    timed("type of a photo", lambda: kind_of_content(b"\xff\xd8\xff" + bytes(99), "image/jpeg", "x"), rounds)
    timed("docx, type and page", page(WORD, made.DOCX), rounds)
    timed("xlsx, type and page", page(SHEET, made.XLSX), rounds)
    timed("pdf, type and page", page(PAGE, made.PDF), rounds)
    dearest(made.HOSTILE_OFFICE | made.DEAR_OFFICE, (made.DOCX, made.XLSX), 3)
    dearest(made.HOSTILE_PDF, (made.PDF,), 3)


if __name__ == "__main__":
    main()

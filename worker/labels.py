"""In which language is a label told? In that of the terminal."""

from __future__ import annotations

import os

from model import Label, Tag


def in_words(label: Label) -> str:
    return label.zh if speaks_chinese() and label.zh else label.en


def by_rule(tag: Tag) -> str:
    """`rule our_promise, rules/promise.yaml:12`; what people noted comes from no file."""
    if not tag.source.path:
        return "noted at the fair" if tag.rule == "fair" else "noted by hand"
    return f"rule {tag.rule}, {tag.source}{f', rules {tag.edition}' if tag.edition else ''}"


def speaks_chinese() -> bool:
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return said.startswith("zh")

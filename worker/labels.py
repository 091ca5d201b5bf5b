"""In which language is a label told? In that of the terminal."""

from __future__ import annotations

import os

from model import Label


def in_words(label: Label) -> str:
    return label.zh if speaks_chinese() and label.zh else label.en


def speaks_chinese() -> bool:
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return said.startswith("zh")

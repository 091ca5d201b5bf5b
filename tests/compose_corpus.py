"""Which mails are made? `python tests/compose_corpus.py` writes them; the others are kept by hand."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus_maker import people_write

PLACE = Path(__file__).parent / "corpus"


def files() -> Iterator[tuple[str, bytes]]:
    """Name and content of every made file."""
    for name, mail, reading in people_write.mails():
        yield f"{name}.eml", mail
        yield f"{name}.json", (json.dumps(reading, ensure_ascii=False, indent=2) + "\n").encode()


if __name__ == "__main__":
    for old in PLACE.glob("made_*"):
        old.unlink()
    for name, content in files():
        (PLACE / name).write_bytes(content)

"""How do values become columns and come back? The only place that knows both forms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from model import (
    Candidate,
    CustomerId,
    DueEffect,
    DueKind,
    Evidence,
    GroupId,
    Kin,
    Known,
    Label,
    Mail,
    Match,
    Reading,
    Source,
    Tag,
    Unknown,
    Unsure,
)

_VERDICTS: dict[str, type[Known | Kin | Unsure | Unknown]] = {
    "known": Known,
    "kin": Kin,
    "unsure": Unsure,
    "unknown": Unknown,
}


def verdict_of(match: Match) -> str:
    return type(match).__name__.lower()


def match_text(match: Match, also: Sequence[Known] = ()) -> str:
    """The verdict; `also` are the further customers a mail of ours went to."""
    further = [asdict(known.winner) for known in also]
    return _text({"verdict": verdict_of(match)} | asdict(match) | {"also": further})


def match_from(text: str) -> Match:
    """The verdict as it was saved, with every candidate and its evidence."""
    values = json.loads(text)
    values.pop("also")
    kind = _VERDICTS[values.pop("verdict")]
    candidates = tuple(_candidate(values_of) for values_of in values.pop("candidates"))
    if kind is Kin:
        values["group"] = GroupId(values["group"])
    return kind(candidates=candidates, **values)


def also_from(text: str) -> tuple[Candidate, ...]:
    """The further customers that `match_text` was given."""
    return tuple(_candidate(values) for values in json.loads(text)["also"])


def _candidate(values: dict[str, Any]) -> Candidate:
    evidence = tuple(Evidence(**each) for each in values["evidence"])
    group = None if values["group"] is None else GroupId(values["group"])
    return Candidate(CustomerId(values["customer"]), values["name"], values["score"], evidence, group)


def reading_text(reading: Reading, mail: Mail) -> str:
    """What `explain` shows of a reading beside the columns of its own."""
    return _text(
        {
            "sure": reading.nature.sure,
            "because": reading.nature.because,
            "parties": [
                {key: value for key, value in asdict(party).items() if value} for party in reading.parties
            ],
            "fields": reading.fields,
            "failed": [asdict(failed) for failed in reading.failed],
            "attachments": reading.attachments,
            "defects": mail.defects,
            "signature": reading.signature,
            "quoted_characters": len(reading.quoted),
        }
    )


def tag_values(tag: Tag) -> dict[str, Any]:
    due = tag.due
    return {
        "name": tag.name,
        "title_en": tag.title.en,
        "title_zh": tag.title.zh,
        "rule": tag.rule,
        "source_path": tag.source.path,
        "source_line": tag.source.line,
        "quote": tag.quote,
        "start": tag.start,
        "end": tag.end,
        "suggest_en": tag.suggest.en,
        "suggest_zh": tag.suggest.zh,
        "due_kind": due.kind.value if due else None,
        "due_date": due.date.isoformat() if due and due.date else None,
        "due_words": due.words if due else "",
    }


def tag_from(row: Any) -> Tag:
    """A tag from anything with the columns of the tag table as keys."""
    due = None
    if row["due_kind"]:
        day = date.fromisoformat(row["due_date"]) if row["due_date"] else None
        due = DueEffect(DueKind(row["due_kind"]), day, row["due_words"])
    return Tag(
        name=row["name"],
        title=Label(row["title_en"], row["title_zh"]),
        rule=row["rule"],
        source=Source(row["source_path"], row["source_line"]),
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        suggest=Label(row["suggest_en"], row["suggest_zh"]),
        due=due,
    )


def _text(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

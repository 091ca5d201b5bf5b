"""Shared by the tests of rules/: the shipped modules as dataclasses, and mails in one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from model import Direction, Kind, Label, Nature, Reading, Source, TagSort
from rules import Due, Effect, Module, Rule, Sample, Status
from worker import shape

FOLDER = Path(__file__).parent.parent / "rules"
DATA = Path(__file__).parent / "data"
SOME_DAY = date(2026, 3, 10)


def shipped() -> list[Module]:
    """As the program loads them."""
    loaded = [shape.load(path, Module, path.name) for path in sorted(FOLDER.glob("*.yaml"))]
    assert [str(mistake) for _, mistakes in loaded for mistake in mistakes] == []
    return [module for module, _ in loaded if module is not None]


def module_of(text: str, name: str = "rules/trial.yaml") -> Module:
    """A module from a few lines: titles and advice may be left out, mistakes raise as they are made."""
    tree = yaml.safe_load(text)
    lists = {key: tuple(str(word) for word in words) for key, words in tree.get("lists", {}).items()}
    rules = tuple(_rule(fields, Source(name, number)) for number, fields in enumerate(tree["rules"], 1))
    return Module(tree["module"], rules, lists, Source(name, 1))


def _rule(fields: Mapping[str, Any], source: Source) -> Rule:
    known = {{"from": "from_", "any": "any_"}.get(key, key): value for key, value in fields.items()}
    known["tests"] = tuple(Sample(**sample) for sample in known.get("tests", ()))
    known["near"] = tuple(tuple(line) for line in known.get("near", ()))
    known |= {key: tuple(str(word) for word in known[key]) for key in ("any_", "unless") if key in known}
    known |= {key: Label(**known.get(key, {"en": "", "zh": ""})) for key in ("title", "suggest")}
    if "kinds" in known:
        known["kinds"] = tuple(Kind(kind) for kind in known["kinds"])
    if "gives" in known:
        known["gives"] = TagSort(known["gives"])
    if "effect" in known:
        known["effect"] = Effect(Due.parse(known["effect"]["due"]))
    return Rule(**known | {"source": source, "status": Status(known.get("status", "live"))})


def mail(
    text: str,
    *,
    kind: Kind = Kind.HUMAN,
    direction: Direction = Direction.IN,
    subject: str = "",
    quoted: str = "",
    signature: str = "",
) -> Reading:
    nature = Nature(kind, sure=True, because=())
    return Reading(
        "test", nature, direction, subject=subject, own_words=text, quoted=quoted, signature=signature
    )

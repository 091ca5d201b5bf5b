"""The schema that editors go by is made of the fields that the loader goes by, and says the same."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from rules import Module
from rules_support import FOLDER
from worker import shape
from worker.rulebook import schema, writing

GOOD = """\
module: tea
lists:
  drinks: [tea, 茶]
rules:
  - id: tea
    tag: tea
    title: {en: Tea, zh: 茶}
    suggest: {en: Send some., zh: 寄样}
    status: by hand
"""


def accepts(schema_: dict[str, Any], value: Any) -> bool:
    """As much of JSON Schema (draft 7) as the file uses."""
    types = schema_.get("type", [])
    if not any(_is(value, each) for each in ([types] if isinstance(types, str) else types)):
        return False
    if "enum" in schema_ and value not in schema_["enum"]:
        return False
    if isinstance(value, str) and not re.search(schema_.get("pattern", ""), value):
        return False
    if isinstance(value, int) and not isinstance(value, bool):
        return bool(schema_.get("minimum", value) <= value <= schema_.get("maximum", value))
    if isinstance(value, list):
        return all(accepts(schema_["items"], each) for each in value)
    return not isinstance(value, dict) or _fields(schema_, value)


def as_yaml(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _fields(schema_: dict[str, Any], value: dict[str, Any]) -> bool:
    known, others = schema_.get("properties", {}), schema_["additionalProperties"]
    if set(schema_.get("required", ())) - set(value) or (others is False and set(value) - set(known)):
        return False
    return all(accepts(known.get(name, others), each) for name, each in value.items())


def _is(value: Any, name: str) -> bool:
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "number": int | float,
    }
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kinds[name])


def loads(text: str) -> bool:
    return not shape.parse(text, Module, "tea.yaml")[1]


def test_the_shipped_file_is_the_one_that_is_generated() -> None:
    assert (FOLDER / schema.FILE).read_text("utf-8") == schema.text()


def test_it_has_no_alternatives() -> None:
    assert not re.search("oneOf|anyOf|allOf|\\$ref", schema.text())


def test_every_field_is_described_in_both_languages() -> None:
    def described(one: dict[str, Any]) -> list[str]:
        said = [each.get("description", "") for each in one.get("properties", {}).values()]
        below = [*one.get("properties", {}).values(), *([one["items"]] if "items" in one else [])]
        return said + [each for inner in below for each in described(inner)]

    found = described(json.loads(schema.text()))

    assert all(re.search("[a-z]", each) and re.search("[\u4e00-\u9fff]", each) for each in found)
    assert len(found) > 35


@pytest.mark.parametrize(
    ("more", "good"),
    [
        ("", True),
        ("    from: us\n    where: subject\n    negated: keep\n", True),
        ("    within: 300\n    expires: 3650\n", True),
        ("    effect: {due: 'by {date}, else within 1 day', grade: up}\n", True),
        ("    effect: {due: not before {date}}\n".replace("{date}", "'x'"), False),
        ("    effect: {due: stop}\n", True),
        ("    effect: {due: stop it}\n", False),
        ("    effect: {due: within 2 working days}\n", True),
        ("    effect: {grade: higher}\n", False),
        ("    last_touch: over 30 days ago\n", True),
        ("    last_touch: long ago\n", False),
        ("    classes: [A, C]\n    grades: [a, e]\n", True),
        ("    classes: [a]\n", False),
        ("    languages: [en, zh]\n    kinds: [human, auto_reply]\n    papers: [quotation]\n", True),
        ("    languages: [english]\n", False),
        ("    kinds: human\n", False),
        ("    tga: x\n", False),
        ("    within: 0\n", False),
        ("    within: many\n", False),
        ("    expires: 4000\n", False),
        ("    profile: needs\n    about: sample\n    gives: fact\n", True),
        ("    profile: wishes\n", False),
        ("    unless: [2026, yes]\n", True),
        ("    tests: [{hit: tea, sent: '2026-03-10', due: '2026-03-12'}]\n", True),
        ("    tests: [{hit: tea, sent: tomorrow}]\n", False),
    ],
)
def test_it_takes_and_refuses_what_the_loader_does(more: str, good: bool) -> None:
    text = GOOD + more

    assert loads(text) is good
    assert accepts(json.loads(schema.text()), as_yaml(text)) is good


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("    tag: tea\n", ""),
        GOOD.replace("    tag: tea\n", "    tag: Green Tea\n"),
        GOOD.replace("module: tea\n", ""),
        GOOD.replace("{en: Tea, zh: 茶}", "{en: Tea}"),
        GOOD.replace("{en: Tea, zh: 茶}", "Tea"),
        GOOD.replace("[tea, 茶]", "tea"),
        GOOD.replace("by hand", "on"),
    ],
)
def test_both_refuse_what_lacks_something(text: str) -> None:
    assert not loads(text)
    assert not accepts(json.loads(schema.text()), as_yaml(text))


def test_the_shipped_rules_and_the_template_fit_it() -> None:
    files = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.yaml")}
    files["new"] = writing.template("freight-price")

    # days are texts for the loader, and dates for this YAML reader
    wrong = [
        name
        for name, text in files.items()
        if not accepts(json.loads(schema.text()), json.loads(json.dumps(as_yaml(text), default=str)))
    ]

    assert wrong == []

"""What may stand in a rule file, as a JSON Schema for editors? Made of the fields that the loader goes by.

Flat on purpose: with `oneOf` or `anyOf` an editor says "matches multiple schemas", and not which word is
wrong. What is wrong between two lines is for `genjin rules check`.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from model import Label, Silence
from rules import Due, Effect, Module, Rule, Sample
from worker.shape import fields_of

FILE = "rules.schema.json"
HEADER = f"# yaml-language-server: $schema=./{FILE}"
"""The first line of a rule file, by which an editor knows the schema."""

_ID = "[a-z0-9]+(?:[-_][a-z0-9]+)*"
_DAYS = r"within \d{1,3} (?:working )?days?"
_DATED = r"(?:not before|by|on) ?\{date\}"

_SAID: Mapping[tuple[type, str], str] = {
    (Module, "module"): "Name of this file's theme; every file has its own. 本文件的主题",
    (Module, "lists"): "Words for one idea each, in any language; word* = any ending. 词表",
    (Module, "rules"): "The rules of this file. 规则",
    (Rule, "id"): "Unique in the folder; stays when the text changes. 唯一编号",
    (Rule, "tag"): "The tag it gives; several rules may give one. 标签",
    (Rule, "title"): "Name of the tag for people, in English and Chinese. 标签名称",
    (Rule, "suggest"): "Advice to the rep, in English and Chinese. 给业务员的建议",
    (Rule, "tests"): "Sentences it must find (hit) and must leave alone (miss). 测试句",
    (
        Rule,
        "status",
    ): "draft: only tried; trial: shown to admins, without effect; live; by hand: given by people "
    "only; off. 状态",
    (Rule, "from"): "Whose mail it looks at. 看谁的邮件",
    (Rule, "where"): "Which part of the mail. 看邮件的哪一部分",
    (
        Rule,
        "near",
    ): "Each line: phrases or @lists that all stand in one sentence, at most `within` characters "
    "apart. 同一句中相邻的词",
    (Rule, "within"): "Characters between the words of `near`, 1 to 300. 间隔字数",
    (Rule, "quotes"): "What the rep is shown of the mail: the words found, or their sentence. 引文范围",
    (Rule, "any"): "Phrases or @lists; one is enough. a|b either word, word* any ending, ... a gap. 任一短语",
    (Rule, "unless"): "Phrases or @lists; one of them in the same sentence, and there is no tag. 排除",
    (Rule, "negated"): "skip: what is denied gives no tag; keep: it does. 否定句",
    (
        Rule,
        "conditional",
    ): "skip: no tag where others must act first; so in our mail anyway. 有前提条件",
    (Rule, "asked"): "Yes-or-no questions: skip or keep. 是否问句",
    (Rule, "by_others"): "Done by forwarders, customs or the sender's own people: skip or keep. 他人所为",
    (Rule, "kinds"): "Kinds of mail it looks at. 邮件类型",
    (Rule, "languages"): "Only mail in one of these; none: in any, which is nearly always right. 语言",
    (
        Rule,
        "attachments",
    ): "Patterns of file names such as PI* or *.dwg; one file that fits is enough. 附件名",
    (Rule, "papers"): "Papers of the trade; one attached is enough. 随附单据",
    (Rule, "classes"): "Only customers of these volume classes. 客户类别",
    (Rule, "grades"): "Only customers of these close grades. 客户等级",
    (Rule, "last_touch"): "`over 30 days ago` or `within 7 days`: when we reached out last. 上次联系",
    (Rule, "effect"): "What it does to the date of our next contact, and to the grade. 效果",
    (Rule, "gives"): "signal: news for the rep; fact: what a mail does, such as bringing a sample. 性质",
    (Rule, "about"): "The thing meant, such as sample; a promise is kept by a fact about the same. 所指之物",
    (Rule, "profile"): "Under which heading of the customer's profile it stands. 客户画像栏目",
    (Rule, "expires"): "Days after which the tag no longer describes the customer. 有效天数",
    (Rule, "withdrawn_by"): "Tags whose coming ends this one. 被哪些标签取消",
    (
        Effect,
        "due",
    ): "not before {date}, by {date} or on {date}; within 2 days; stop; or two of them: by {date}, "
    "else within 1 day. 日期",
    (Effect, "grade"): "One step on the scale of close grades, to be proposed to the rep. 等级",
    (Sample, "hit"): "A sentence that the rule must find. 必须命中",
    (Sample, "miss"): "A sentence that the rule must leave alone. 不得命中",
    (Sample, "because"): "Words that the quote of a hit must contain. 引文须含",
    (Sample, "due"): "The date that a hit must give, in a mail of the day `sent`. 应得日期",
    (Sample, "sent"): "The day of the mail. 邮件日期",
    (Sample, "attachments"): "Files that come with the mail. 附件",
    (Sample, "papers"): "What these files are. 单据",
    (Label, "en"): "In English. 英文",
    (Label, "zh"): "In Chinese. 中文",
}
"""What an editor shows beside a field."""

_LIMITS: Mapping[tuple[type, str], Mapping[str, Any]] = {
    (Rule, "id"): {"pattern": f"^{_ID}$"},
    (Rule, "tag"): {"pattern": f"^{_ID}$"},
    (Rule, "within"): {"minimum": 1, "maximum": 300},
    (Rule, "expires"): {"minimum": 1, "maximum": 3650},
}
_PATTERNS: Mapping[type, str] = {
    Due: rf"^(?:stop|{_DAYS}|{_DATED}|{_DATED}, else {_DAYS})$",
    Silence: r"^(?:over \d{1,4} days ago|within \d{1,4} days)$",
}


@cache
def text() -> str:
    """The file."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Genjin rule file",
        "description": "Written by `genjin rules schema --write`; an editor completes and checks by it.",
    }
    return json.dumps(schema | of(Module), ensure_ascii=False, indent=2) + "\n"


def of(shape: type) -> dict[str, Any]:
    """The schema of a record: its fields, those it must have, and no others."""
    fields = fields_of(shape)
    required = [name for name, field in fields.items() if field.required]
    made: dict[str, Any] = {"type": "object", "additionalProperties": False}
    if required:
        made["required"] = required
    return made | {"properties": {name: _field(shape, name, field.shape) for name, field in fields.items()}}


def _field(owner: type, name: str, shape: Any) -> dict[str, Any]:
    said = _SAID.get((owner, name))
    described = {"description": said} if said else {}
    return described | _value(shape) | dict(_LIMITS.get((owner, name), {}))


def _value(shape: Any) -> dict[str, Any]:
    origin = get_origin(shape)
    if origin in (Union, types.UnionType):
        return _value(next(each for each in get_args(shape) if each is not type(None)))
    if origin is Literal:
        return {"type": "string", "enum": [each for each in get_args(shape) if each]}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(shape)[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _value(get_args(shape)[1])}
    return _plain(shape)


def _plain(shape: Any) -> dict[str, Any]:
    if shape in _PATTERNS:
        return {"type": "string", "pattern": _PATTERNS[shape]}
    if isinstance(shape, type) and issubclass(shape, Enum):
        return {"type": "string", "enum": [str(each.value) for each in shape]}
    if isinstance(shape, type) and issubclass(shape, str):
        return dict(_SCALARS[str])
    if is_dataclass(shape):
        return of(shape)  # type: ignore[arg-type]
    return dict(_SCALARS[shape])


_SCALARS: Mapping[Any, Mapping[str, Any]] = {
    # a phrase may look like a number: the loader reads every value as the text that was written
    str: {"type": ["string", "number", "boolean"]},
    int: {"type": "integer"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}

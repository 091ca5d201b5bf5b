"""What does a form say? `Label: value` lines, in any language whose labels the caller names.

Forms reach us as text or as HTML tables: label and value share a line, with a colon of either width, a tab,
two blanks or a cell's border between them, or the value stands on the next line. Programs put stars, bullets
and letters that nobody sees around them.
"""

from __future__ import annotations

# ruff: noqa: SIM905 (tables of words read best in a row)
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.late import late
from parsers.text import html

MESSAGE = "message"
"""The meaning whose value runs over several lines."""
_MOST_LINES = 3000
_MOST_TEXT = 300_000
_LONGEST_VALUE = 2000
_LONGEST_LABEL = 60
_CELL, _BOLD = "\ue000", "\ue001"
"""Stand where a cell of a table, or words in bold, have ended: private letters, which no mail can mean."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was found: the first value of every meaning, and the message whole."""

    values: Mapping[str, str]
    message: str = ""
    footer: str = ""
    """What stands below the message without being a field."""
    several: frozenset[str] = frozenset()
    """Meanings that were said three times and more, each time otherwise: a list of many buyers."""
    inside: tuple[str, ...] = ()
    """Fields that stand within the message, with more of it below: the form's, or the buyer's own words."""

    @property
    def weight(self) -> int:
        return len(self.values) + bool(self.message)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a form is built."""

    labels: Mapping[str, str]
    """Meaning by label, spelt as `plain_label` spells it."""
    begins: Callable[[str], str | None] = lambda line: None  # noqa: ARG005
    """Does the message begin here? What of it stands in this line already; None where it does not."""
    ends: Callable[[str], bool] = lambda line: False  # noqa: ARG005
    """Does the message end above this line, as above a button?"""
    closes: Callable[[str], bool] = lambda line: False  # noqa: ARG005
    """Does everything end above this line, as above the platform's imprint?"""


@dataclass(slots=True)
class _Line:
    """A line, and the known label that it has or that waits for it."""

    text: str
    meaning: str = ""
    value: str = ""
    answers: bool = False
    """It is the value of a label that stands alone above it."""

    @property
    def is_prose(self) -> bool:
        return bool(self.text.strip()) and not self.meaning and not self.answers


def read(text: str, layout: Layout) -> Form:
    """Everything a text says under known labels."""
    everything = _lines(text, layout)
    close = _close(everything, layout)
    lines = everything[:close]
    start, end = _span(lines, layout)
    block = _block(lines, (start, end), layout) if end else None
    if block is not None and block.is_last:
        end = block.start
    message = [lines[start].value, *(line.text for line in lines[start + 1 : end])] if end else []
    while message and _GOODBYE.fullmatch(message[-1]):
        message.pop()
    around = [*lines[:start], *lines[end:]]
    values = {meaning: value for meaning, value in _values(around).items() if meaning != MESSAGE}
    footer = [line.text for line in everything[close:]]
    inside = block.meanings if block is not None and not block.is_last else ()
    return Form(values, _joined(message), _joined(footer), frozenset(_often(lines)), inside)


def _close(lines: Sequence[_Line], layout: Layout) -> int:
    """Where the imprint begins; above the first field there is none."""
    first = next(
        (at for at, line in enumerate(lines) if line.meaning or layout.begins(line.text) is not None),
        len(lines),
    )
    below = range(first + 1, len(lines))
    return next((at for at in below if not lines[at].meaning and layout.closes(lines[at].text)), len(lines))


def best(texts: Sequence[str], layout: Layout) -> Form:
    """The reading that found most; of equal ones the first."""
    return max((read(text, layout) for text in texts), key=lambda form: form.weight, default=Form({}))


def labelled(body: str, meaning: Mapping[str, str]) -> dict[str, str]:
    """Value by meaning. The first that says anything wins; a label alone on its line takes the next line."""
    return _values(_lines(body, Layout(meaning)))


def cells(rich: str) -> str:
    """The text of an HTML form, with marks where labels end: at borders of cells, behind bold words."""
    if not _MARKED.search(rich):
        return ""
    marked = _OPENS_CELL.sub(rf"\g<0>{_CELL}", _ENDS_BOLD.sub(rf"{_BOLD}\g<0>", rich[: html.MOST_HTML]))
    return html.to_text(marked)


_MARKED = late(r"<(?:t[dh]|d[td]|b|strong|label)\b", re.IGNORECASE)
_OPENS_CELL = late(r"<(?:t[dh]|dd)(?:\s[^<>]{0,2000})?>", re.IGNORECASE)
_ENDS_BOLD = late(r"</(?:b|strong|label)\s{0,3}>", re.IGNORECASE)


# -- lines -------------------------------------------------------------------------------------------


def _lines(text: str, layout: Layout) -> list[_Line]:
    lines: list[_Line] = []
    waiting: _Line | None = None
    for raw in text[:_MOST_TEXT].split("\n")[:_MOST_LINES]:
        line = _line(raw.rstrip(), layout.labels)
        if line.text.strip():
            if waiting is not None and _answers(waiting, line):
                line = _Line(line.text, waiting.meaning, _tidy(line.text), answers=True)
            is_alone = bool(line.meaning) and not line.value and not line.answers and line.meaning != MESSAGE
            waiting = line if is_alone else None
        lines.append(line)
    return lines


def _answers(label: _Line, line: _Line) -> bool:
    """Is this the value of the label alone above it? Not where it is the next field."""
    if line.meaning:  # `Subject:` may be answered by `Inquiry`, which is a label elsewhere
        return (
            not line.value and label.text.rstrip()[-1:] in _COLONS and line.text.rstrip()[-1:] not in _COLONS
        )
    return _OTHER_FIELD.match(line.text) is None


_COLONS = frozenset(":：")
_OTHER_FIELD = late(r"[^\W\d][\w /-]{1,30}(?::\s|：|:$)")


def _line(text: str, labels: Mapping[str, str]) -> _Line:
    shown = _shown(text)
    for meaning, value in _read_as(text.translate(_UNSEEN), labels):
        if meaning:
            return _Line(shown, meaning, _shown(value).strip(" *\t") if meaning == MESSAGE else _tidy(value))
    return _Line(shown)


def _read_as(text: str, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Meaning and value: by a label that is known as it stands, then by one in two languages."""
    partings = [(plain_label(label), value) for label, value in _partings(text)]
    yield from ((_meaning(plain, labels), value) for plain, value in partings)
    yield from (
        (_of_parts(_PARTED if value else _SCRIPTS, plain, labels), value) for plain, value in partings
    )


def _partings(text: str) -> Iterator[tuple[str, str]]:
    """Label and value in every way that a line can be parted, the plainest first."""
    first = text.lstrip(_CELL + _BOLD + " \t")
    if len(first) <= _LONGEST_LABEL + 20:
        yield first, ""
    colon = _COLON.match(first)
    if colon:
        yield colon[1], colon[2]
    for mark in _MARKS:
        label, found, value = first[: _LONGEST_LABEL + 20].partition(mark)
        if found and len(label) <= _LONGEST_LABEL:
            yield label, value + first[_LONGEST_LABEL + 20 :]
    starred = _STARRED.match(first)
    if starred:
        yield starred[1], starred[2]


_COLON = late(rf"([^:：\n]{{1,{_LONGEST_LABEL}}})[:：](.*)$", re.DOTALL)
_MARKS = (_CELL, _BOLD, "\t", "  ", "\u3000", " - ", " – ", " = ", "=>", " | ", "】", "|")
_STARRED = late(r"\*{1,2}([^*]{1,40})\*{1,2}(.*)$")


def _meaning(plain: str, labels: Mapping[str, str]) -> str:
    return labels.get(plain) or labels.get(plain[_skipped(plain) :], "") if plain else ""


def _of_parts(between: re.Pattern[str], plain: str, labels: Mapping[str, str]) -> str:
    """A label in two languages, `姓名 Name`, `Name / Nom`: the first part that is known."""
    is_label = len(plain) <= _LONGEST_LABEL and not _COLONS & set(plain) and not _TO_YOU.search(plain)
    parts = between.split(plain) if is_label else []
    return next((labels[part] for part in parts if part in labels), "") if len(parts) > 1 else ""


# East Asian scripts beside others; behind a label also strokes and brackets.
_EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_SCRIPTS = late(rf"(?<=[{_EAST}])\s?(?=[a-z])|(?<=[a-z])\s?(?=[{_EAST}])")
# `买家juan给您留言：` is a sentence, though it begins with a label.
_TO_YOU = late(r"[给向給为為][您你]")
_PARTED = late(rf"{_SCRIPTS.pattern}|\s?[/|()（）]\s?")
_QUALIFIER = late(
    r"(?:(?:your|the|sender'?s?|buyer'?s?|customer'?s?|client'?s?|visitor'?s?|user'?s?|su|tu|votre|vos|ihre?|dein|"
    r"seu|sua|ваше|ваша|ваш) |(?:您的|你的|您|请输入|買家|买家|客户|客戶|お客様の|ご) ?)(?=.)"
)


def _skipped(plain: str) -> int:
    """Length of what stands before a label: `your`, `buyer's`."""
    found = _QUALIFIER.match(plain)
    return found.end() if found else 0


@lru_cache(4096)
def plain_label(text: str) -> str:
    """A label as the callers' tables spell it: lower case, single blanks, without marks around."""
    if len(text) > _LONGEST_LABEL + 20:
        return ""
    bare = _HINT.sub("", _AROUND.sub("", text.replace("İ", "i").replace("ı", "i").casefold()))
    return " ".join(bare.replace("_", " ").replace("-", " ").translate(_APOSTROPHES).split()).strip(
        " :：*.?？"
    )


_AROUND = late(r"^(?:[\W_]|\d{1,2}[.)、]){1,8}(?=\w)|[^\w)）]{1,8}$")
_HINT = late(r"\s?[(（\[](?:required|optional|必填|选填|必須|任意|obligatoire|erforderlich|\*)[)）\]]$")
_APOSTROPHES = str.maketrans({"’": "'", "＇": "'", "`": "'"})


def _tidy(value: str) -> str:
    """The value alone; what programs write for nothing is nothing."""
    plain = " ".join(_shown(value).split()).strip(" *_|:：,;")[:_LONGEST_VALUE]
    return "" if plain.casefold() in _NOTHING else plain


_NOTHING = frozenset(
    "-|--|—|/|n/a|na|none|null|nil|undefined|not provided|not specified|not available|not filled in|"
    "no answer|empty|无|無|未填写|未填寫|未提供|暂无|なし|未入力|keine angabe|no especificado|não informado|"
    "non renseigné|не указано|не указан|غير محدد|belirtilmedi|yok".split("|")
)


def _shown(text: str) -> str:
    """A line without our own marks."""
    if _CELL in text or _BOLD in text:
        text = re.sub(r" {2,}", " ", text.replace(_CELL, " ").replace(_BOLD, ""))
        return text.strip(" ")
    return text


_UNSEEN = {
    **dict.fromkeys(
        [
            0xAD,
            0x34F,
            0x61C,
            0x180E,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            0xFEFF,
        ]
    ),
    **dict.fromkeys([0xA0, 0x2007, 0x202F, *range(0x2000, 0x2007), 0x2008, 0x2009, 0x200A], " "),
    0x0D: None,
}


# -- what they say together --------------------------------------------------------------------------


def _values(lines: Sequence[_Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if line.meaning and line.value:
            found.setdefault(line.meaning, line.value)
    return found


def _often(lines: Sequence[_Line]) -> Iterator[str]:
    said: dict[str, set[str]] = {}
    for line in lines:
        if line.meaning and line.value:
            said.setdefault(line.meaning, set()).add(line.value)
    return (meaning for meaning, values in said.items() if len(values) >= 3)


def _span(lines: Sequence[_Line], layout: Layout) -> tuple[int, int]:
    """The lines of the message, the longest of those that may be one; empty where there is none.

    `Inquiry details` may be a heading above the fields, and `Specification:` a line of the buyer's own.
    """
    starts = [at for at, line in enumerate(lines) if line.meaning == MESSAGE] or _begins(lines, layout)
    spans: list[tuple[int, int]] = []
    for start in starts:
        is_heading = start < starts[-1] and _is_heading(lines, start)
        if not is_heading and (not spans or start >= spans[-1][1]):
            spans.append((start, _end(lines, start, layout)))
    return max(spans, key=lambda span: _size(lines, span), default=(0, 0))


def _is_heading(lines: Sequence[_Line], at: int) -> bool:
    """Does a field stand right below it?"""
    below = next((line for line in lines[at + 1 :] if line.text.strip()), lines[at])
    return not lines[at].value and bool(below.meaning)


def _size(lines: Sequence[_Line], span: tuple[int, int]) -> int:
    start, end = span
    return len(lines[start].value) + sum(len(line.text.strip()) for line in lines[start + 1 : end])


def _begins(lines: Sequence[_Line], layout: Layout) -> list[int]:
    """The first line that says so; what it says of the message itself becomes its value."""
    for at, line in enumerate(lines):
        words = layout.begins(line.text) if line.is_prose else None
        if words is not None:
            line.value = words
            return [at]
    return []


@dataclass(frozen=True, slots=True)
class _Block:
    """Fields in a row within what may be the message."""

    start: int
    meanings: tuple[str, ...]
    is_last: bool
    """Does nothing of the message stand below it?"""


def _block(lines: Sequence[_Line], span: tuple[int, int], layout: Layout) -> _Block | None:
    """The last two fields and more, at most a line between, that begin within the message.

    A buyer writes `Size: DN50` and `Quantity: 500` too, but where to reach her only in a signature, which is
    as good as a field. Without a label before the message any two fields at its end are the form's.
    """
    start, end = span
    needs_who = lines[start].meaning == MESSAGE
    found: _Block | None = None
    for row in _rows(lines, start, layout):
        meanings = tuple(dict.fromkeys(lines[at].meaning for at in row))
        if row[0] < end and len(meanings) > 1 and not (needs_who and _OF_WHO.isdisjoint(meanings)):
            below = [line.text.strip() for line in lines[row[-1] + 1 : end] if not line.answers]
            found = _Block(row[0], meanings, sum(map(len, below)) <= _MOST_BELOW)
    return found


def _rows(lines: Sequence[_Line], start: int, layout: Layout) -> list[list[int]]:
    """Where fields stand below each other that were not said above."""
    said = {"", "other", MESSAGE, *(line.meaning for line in lines[:start])}
    rows: list[list[int]] = [[]]
    between = 0
    for at, line in enumerate(lines[start + 1 :], start + 1):
        if _is_over(line, layout):
            break
        if line.meaning in said:
            between += bool(line.text.strip())
        elif not line.answers:
            if between > _MOST_BETWEEN:
                rows.append([])
            rows[-1].append(at)
            between = 0
    return [row for row in rows if row]


_MOST_BETWEEN, _MOST_BELOW = 1, 40
_OF_WHO = frozenset("email phone whatsapp wechat company country".split())


def _end(lines: Sequence[_Line], start: int, layout: Layout) -> int:
    """The message ends at a rule, at a button, and above the fields that stand below it.

    A buyer writes `Quantity: 500` too: fields count as the form's only where no more prose follows them, and
    where the form has not said the same above.
    """
    said = {line.meaning for line in lines[:start]} - {"other"}
    end, has_fields, has_prose = start + 1, False, False
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if _is_over(line, layout) or (line.meaning == MESSAGE and has_fields and not has_prose):
            break
        has_prose = has_prose or line.is_prose
        if line.is_prose or line.meaning in said or line.meaning == MESSAGE:
            end = at + 1
        else:
            has_fields = has_fields or bool(line.meaning)
    return end


def _is_over(line: _Line, layout: Layout) -> bool:
    return _RULED.fullmatch(line.text) is not None or layout.ends(line.text)


# Above the platform's own name it is the platform that says goodbye.
_GOODBYE = late(
    r"\s*(?:(?:best |kind |warm )?regards|best wishes|sincerely(?: yours)?|yours sincerely)?\s*[,.!]?\s*",
    re.IGNORECASE,
)
_RULED = late(r"\s*[-_=*—─]{2,}\s*")


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n ")

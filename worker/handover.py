"""What does a successor read first, and how do a leaver's customers pass on with everything open?

The pack is text for people: an overview by urgency, a list for a spreadsheet, a page for every customer. What
mail and people said stands in it as a quotation, made harmless: a viewer of Markdown would else follow links
and fetch pictures that a sender chose.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from model import CustomerId, Duty, FollowUp, GenjinError, GroupId, utc
from rules.profile import Profile, profile
from store import lookups
from store.lookups import Member
from store.queries import Card, ContactFound, Reader
from worker import render
from worker.card_lists import profile_lines

_EXCHANGES, _NOTES, _FACTS = 3, 5, 12
_WORDS = 1_500
"""Characters of a mail that are shown; the rest is in the book."""
_LONGEST_NAME = 40


Wanted = Callable[[FollowUp], bool]


@dataclass(frozen=True, slots=True)
class Event:
    """One exchange with its words."""

    at: datetime
    kind: str
    rep: str
    summary: str
    sender: str
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A quotation, an order, a payment ..., in one line."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one customer that its next owner should know."""

    card: Card
    owed: tuple[FollowUp, ...]
    exchanges: tuple[Event, ...]
    notes: tuple[Event, ...]
    said: Profile
    facts: tuple[Fact, ...]
    kin: tuple[Member, ...]
    people: tuple[ContactFound, ...]

    @property
    def due(self) -> datetime | None:
        return min((each.obligation.due for each in self.owed), default=None)

    @property
    def file(self) -> str:
        """Its page: the number, and as much of the name as is safe anywhere."""
        plain = unicodedata.normalize("NFKD", self.card.name).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-")
        return f"{self.card.id:05d}{f'-{name}' if name else ''}.md"


# -- what is known -------------------------------------------------------------------------------------------


def customers_of(reader: Reader, rep: str) -> list[CustomerId]:
    """Everybody the rep owns."""
    rows = reader.ask("SELECT id FROM customer WHERE owner = :rep ORDER BY id", {"rep": rep})
    return [CustomerId(row["id"]) for row in rows]


def dossiers(
    reader: Reader, customers: Iterable[CustomerId], now: datetime, here: tzinfo
) -> Iterator[Dossier]:
    """One after the other: a thousand at once would be much to hold."""
    for number in customers:
        card = reader.card(number)
        if card is not None:
            yield _dossier(reader, card, now, here)


def _dossier(reader: Reader, card: Card, now: datetime, here: tzinfo) -> Dossier:
    values = {"id": card.id}
    kin = lookups.members(reader, GroupId(card.group_id)) if card.group_id else []
    facts = reader.ask(_FACTS_OF, values | {"most": _FACTS})
    return Dossier(
        card,
        tuple(reader.follow_ups_of(card.id)),
        tuple(map(_event, reader.ask(_EXCHANGES_OF, values | {"most": _EXCHANGES}))),
        tuple(map(_event, reader.ask(_NOTES_OF, values | {"most": _NOTES}))),
        profile(reader.taggings(card.id), reader.marks(card.id), now.astimezone(here).date()),
        tuple(_fact(row, here) for row in facts),
        tuple(each for each in kin if each.customer != card.id),
        tuple(reader.contacts(card.id)),
    )


def _event(row: Any) -> Event:
    sender = row["sender_name"] or row["sender"] or ""
    words = row["own_words"] or ""
    return Event(utc(row["at"]), row["kind"], row["rep"] or "", row["summary"], sender, words)


def _fact(row: Any, here: tzinfo) -> Fact:
    money = f"{row['amount']} {row['currency']}".strip()
    until = f"valid until {row['valid_until']}" if row["valid_until"] else ""
    told = (row["sort"].replace("_", " "), row["number"], money, until, row["words"])
    at = utc(row["at"])
    return Fact(at, f"{_day(at, here)}  {' · '.join(filter(None, told))}")


_EVENTS = """
SELECT i.at, i.kind, i.rep, i.summary, m.own_words, m.sender, m.sender_name
FROM interaction i LEFT JOIN mail m ON m.id = i.mail_id WHERE i.customer_id = :id
"""
_LATEST = "ORDER BY i.at DESC, i.id DESC LIMIT :most"
_EXCHANGES_OF = (
    f"{_EVENTS} AND i.kind NOT IN ('note', 'grade') "
    f"AND (i.mail_kind IS NULL OR i.mail_kind IN ('human', 'portal')) {_LATEST}"
)
_NOTES_OF = f"{_EVENTS} AND i.kind = 'note' {_LATEST}"
_FACTS_OF = """
SELECT at, sort, number, amount, currency, valid_until, words FROM business_fact
WHERE customer_id = :id AND NOT is_refused ORDER BY at DESC, id DESC LIMIT :most
"""


# -- the pack ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handing:
    """Who hands over to whom, and why, as the pack says it."""

    rep: str
    to: str
    """A rep, `pool`, or empty: nothing has moved yet."""
    why: str
    now: datetime
    here: tzinfo


def write(folder: Path, found: Iterable[Dossier], handing: Handing) -> list[Dossier]:
    """The whole pack into a new folder, readable by its owner only. Answers what it holds, the most urgent
    first.
    """
    _make(folder)
    pages = folder / "customers"
    _make(pages)
    rows = []
    for each in found:
        _file(pages / each.file, page(each, handing))
        rows.append(each)
    rows.sort(key=lambda each: _urgency(each, handing.now))
    _file(folder / "customers.csv", "\ufeff" + _table(rows, handing))
    _file(folder / "overview.md", overview(rows, handing))
    return rows


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=False)
    except FileExistsError:
        raise GenjinError(
            f"{folder} is there already, and a pack overwrites nothing. Name another folder: --out FOLDER"
        ) from None
    except OSError as error:
        raise GenjinError(f"{folder} cannot be made: {error.strerror}.") from error


def _file(path: Path, text: str) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise GenjinError(f"{path} cannot be written: {error.strerror}. The pack is not whole.") from error


def _urgency(one: Dossier, now: datetime) -> tuple[Any, ...]:
    """Overdue first, then by class, then what is due next."""
    due = one.due
    is_late = due is not None and due < now
    return (not is_late, one.card.volume_class or "Z", due is None, due or now, one.card.id)


def overview(found: Sequence[Dossier], handing: Handing) -> str:
    """What to do first, and who there is."""
    return "\n".join(_overview(found, handing)) + "\n"


def _overview(found: Sequence[Dossier], handing: Handing) -> Iterator[str]:
    late = [each for each in found if each.due is not None and each.due < handing.now]
    promised = [each for each in found if any(map(_is_promise, each.owed))]
    quoted = [each for each in found if each.facts]
    whom = {"": "nobody yet 尚未移交", "pool": "the pool 公海"}.get(handing.to, handing.to)
    yield f"# Hand-over 工作交接: {_safe(handing.rep)} → {_safe(whom)}"
    yield ""
    yield f"{_day(handing.now, handing.here)} · {_count(len(found))}"
    if handing.why:
        yield f"\nWhy 原因: {_safe(handing.why)}"
    yield "\n## At a glance 概览\n"
    owed = sum(_is_late(each, handing) for one in late for each in one.owed)
    kept = sum(_is_promise(each) for one in promised for each in one.owed)
    silent = sum(not each.exchanges for each in found)
    yield f"- overdue 已逾期: {_count(len(late))} ({render.number_of(owed, 'follow-up')} 待办)"
    promises = f"{render.number_of(kept, 'promise')} 承诺"
    yield f"- with open promises 有未兑现承诺: {_count(len(promised))} ({promises})"
    yield f"- with quotations, orders or payments 有报价/订单/付款: {_count(len(quoted))}"
    yield f"- never in contact 从未联系: {_count(silent)}"
    yield from _list("What is overdue 已逾期,先处理", late, handing, lambda owed: _is_late(owed, handing))
    yield from _list("What was promised 已承诺事项", promised, handing, _is_promise)
    yield "\n## All customers 全部客户\n"
    yield f"| {' | '.join(_HEADS)} |"
    yield f"|{'---|' * len(_HEADS)}"
    yield from (_row(each, handing) for each in found)
    yield "\nThe same for a spreadsheet 表格版: customers.csv"


def _count(customers: int) -> str:
    return f"{render.number_of(customers, 'customer')} 客户"


_HEADS = (
    "customer 客户",
    "group 集团",
    "country 国家",
    "class 类别",
    "grade 等级",
    "next 下一步",
    "last 最近往来",
)


def _list(heading: str, found: Sequence[Dossier], handing: Handing, wanted: Wanted) -> Iterator[str]:
    if found:
        yield f"\n## {heading}\n"
        for each in found:
            yield f"- {_link(each)}"
            yield from (f"  - {_owed(owed, handing)}" for owed in each.owed if wanted(owed))


def _row(one: Dossier, handing: Handing) -> str:
    card = one.card
    following = (
        f"{_when(one.owed[0], handing)} {one.owed[0].obligation.duty.value.replace('_', ' ')}"
        if one.owed
        else ""
    )
    last = _day(one.exchanges[0].at, handing.here) if one.exchanges else ""
    cells = (_safe(card.group), card.country, card.volume_class, card.close_grade, following, last)
    return f"| {' | '.join((_link(one), *cells))} |"


def _table(found: Sequence[Dossier], handing: Handing) -> str:
    from worker.export.files import guarded

    headings = ("id", "number", "name", "group", "country", "class", "grade", "source", "domains", "contacts")
    heads = (*headings, "next_due", "next_step", "open", "last_contact", "page")
    columns = tuple(render.Column(name) for name in heads)
    rows = []
    for each in found:
        card, first = each.card, each.owed[0].obligation if each.owed else None
        told = (card.external_id, card.name, card.group, card.country, card.volume_class, card.close_grade)
        more = (card.source, " ".join(card.domains), "; ".join(card.contacts))
        due = render.at(first.due, handing.here) if first else ""
        step = first.suggest.en if first else ""
        last = render.at(each.exchanges[0].at, handing.here) if each.exchanges else ""
        cells = (str(card.id), *told, *more, due, step, str(len(each.owed)), last, f"customers/{each.file}")
        rows.append(dict(zip(heads, (guarded(cell) for cell in cells), strict=True)))
    return render.render(rows, columns, "csv") + "\n"


# -- one customer --------------------------------------------------------------------------------------------


def page(one: Dossier, handing: Handing) -> str:
    """Everything about one customer, what is owed first."""
    return "\n".join(_page(one, handing)) + "\n"


def _page(one: Dossier, handing: Handing) -> Iterator[str]:
    card = one.card
    yield f"# {_safe(card.name)}  ({card.id})"
    yield ""
    yield " · ".join(filter(None, _head(one, handing)))
    promises = [each for each in one.owed if _is_promise(each)]
    others = [each for each in one.owed if not _is_promise(each)]
    yield from _section("Promised 已承诺", _with_steps(promises, handing))
    yield from _section("Open 待办", _with_steps(others, handing), "nothing is open 暂无")
    yield from _section("People 联系人", map(_person, one.people))
    yield from _section("Business 业务记录", (_safe(each.words) for each in one.facts))
    yield from _section("What they want and are 客户画像", _profile(one, handing.here))
    yield from _section("Same group 同集团", map(_kin, one.kin))
    yield from _section("Notes 备注", (f"{_day(each.at, handing.here)} {_said(each)}" for each in one.notes))
    yield "\n## Last exchanges 最近往来"
    yield from (line for each in one.exchanges for line in _exchange(each, handing.here))
    if not one.exchanges:
        yield "\nnever in contact 从未联系"


def _head(one: Dossier, handing: Handing) -> Iterator[str]:
    card = one.card
    yield f"number 编号 {_safe(card.external_id)}" if card.external_id else ""
    yield f"country 国家 {card.country}" if card.country else ""
    yield f"class 类别 {card.volume_class}" if card.volume_class else ""
    yield f"grade 等级 {card.close_grade}" if card.close_grade else ""
    yield f"source 来源 {_safe(card.source)}" if card.source else ""
    yield f"every 每 {card.every_days} days 天" if card.every_days else ""
    yield f"since 建档 {_day(card.created, handing.here)}"
    yield f"titles 抬头 {_safe(', '.join(card.titles))}" if len(card.titles) > 1 else ""
    yield f"domains 域名 {_safe(', '.join(card.domains))}" if card.domains else ""


def _profile(one: Dossier, here: tzinfo) -> Iterator[str]:
    for line in profile_lines(one.said, here):
        is_below = line.startswith("    ")
        yield f"{_BELOW if is_below else ''}{_safe(line.strip())}"


_BELOW = "  - "
"""A line below another one."""


def _section(heading: str, lines: Iterable[str], nothing: str = "") -> Iterator[str]:
    shown = [line if line.startswith(_BELOW) else f"- {line}" for line in lines if line]
    if shown or nothing:
        yield f"\n## {heading}\n"
        yield from shown or [nothing]


def _with_steps(owed: Iterable[FollowUp], handing: Handing) -> Iterator[str]:
    for each in owed:
        yield _owed(each, handing)
        for step in filter(None, (each.obligation.suggest.en, each.obligation.suggest.zh)):
            yield f"{_BELOW}{_safe(step)}"


def _owed(owed: FollowUp, handing: Handing) -> str:
    """When, what and why; a snooze and a note of the rep before."""
    until = owed.snoozed_until
    asleep = f"Snoozed until 已推迟至 {_day(until, handing.here)}." if until and until > handing.now else ""
    note = f"Note 备注: {owed.note}" if owed.note else ""
    told = " ".join(filter(None, (owed.obligation.because, asleep, note)))
    return f"**{_when(owed, handing)}** {owed.obligation.duty.value.replace('_', ' ')}: {_safe(told)}"


def _is_promise(owed: FollowUp) -> bool:
    return owed.obligation.duty is Duty.PROMISE


def _is_late(owed: FollowUp, handing: Handing) -> bool:
    return owed.obligation.due < handing.now


def _when(owed: FollowUp, handing: Handing) -> str:
    return render.late(owed.obligation.due, handing.now, handing.here)


def _person(one: ContactFound) -> str:
    details = "; ".join(f"{sort} {value}" for sort, value in one.details)
    return _safe(" · ".join(filter(None, (one.name, ", ".join(one.emails), details))))


def _kin(one: Member) -> str:
    return _safe(f"{one.name} ({one.owner or 'pool 公海'})")


def _said(one: Event) -> str:
    return _safe(f"{one.rep}: {one.summary}" if one.rep else one.summary)


def _exchange(one: Event, here: tzinfo) -> Iterator[str]:
    who = one.sender or one.rep
    yield f"\n### {render.at(one.at, here)} {one.kind.replace('_', ' ')}: {_safe(one.summary)}"
    yield f"\n{_safe(who)}{f' / {_safe(one.rep)}' if one.sender and one.rep else ''}\n"
    yield from (f"> {line}".rstrip() for line in _quoted(one.words))


def _quoted(words: str) -> list[str]:
    """Their words, line by line, so that no line of theirs stands as one of ours."""
    cut = words.strip()
    cut = cut if len(cut) <= _WORDS else f"{cut[:_WORDS]} ..."
    return [_safe(line) for line in cut.splitlines()]


def _link(one: Dossier) -> str:
    return f"[{_safe(one.card.name)}](customers/{one.file})"


_MARKUP = str.maketrans({each: f"\\{each}" for each in "\\`[]|*_#!~"} | {"<": "&lt;", ">": "&gt;"})


def _safe(text: str) -> str:
    """On one line, and nothing in it that Markdown would act on."""
    return render.one_line(text).translate(_MARKUP)


def _day(at: datetime, here: tzinfo) -> str:
    return at.astimezone(here).date().isoformat()

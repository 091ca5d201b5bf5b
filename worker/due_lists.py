"""How is told what is owed? One row an obligation for programs, one block a customer for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from followups import escalation
from late import dataclass
from model import FollowUp, Label, Obligation
from worker.labels import in_words, speaks_chinese
from worker.render import Cells, Column, Lines, at, iso, late, number_of, one_line

if TYPE_CHECKING:
    from store.colliding import Collided

DUE = (
    Column("id"),
    Column("when"),
    Column("due"),
    Column("state"),
    Column("customer"),
    Column("customer_id"),
    Column("owner"),
    Column("duty"),
    Column("because"),
    Column("next_step"),
    Column("content"),
    Column("escalation"),
    Column("volume_class"),
    Column("close_grade"),
    Column("group"),
    Column("country"),
    Column("mail"),
    Column("subject"),
    Column("contact"),
    Column("cause"),
    Column("opened"),
    Column("shows"),
    Column("lapses"),
    Column("since"),
    Column("snoozed_until"),
    Column("note"),
    Column("sending"),
)
DUE_TABLE = (
    Column("id", "id", "dim", stays=True),
    Column("whom", "customer", "bold"),
    Column("when", "due", stays=True),
    Column("duty", "duty", stays=True),
    Column("told", "why, and what next"),
    Column("mail", "mail", "dim", stays=True),
)
"""What a person sees: a customer's earliest duty, the reason and the next step in one column, and in short
what else is owed to it.
"""
NEEDED = 140
"""Columns below which blocks read better than the table."""
_MOST_BESIDE = 4
"""Of the further duties of a customer, as many as are named."""
_DUTIES = {
    "reply": "回复",
    "first_touch": "首次联系",
    "chase": "催复",
    "cadence": "定期联系",
    "resume": "恢复联系",
    "promise": "兑现承诺",
    "sequence": "跟进计划",
    "contract_watch": "合同跟单",
    "quote_expiry": "报价到期",
    "pool_return": "将退公海",
}
"""For people who read Chinese; programs get the name."""
_SIGNS = {
    "rep": Label("!", "!"),
    "manager": Label("!! manager", "!! 主管"),
    "high_risk": Label("!!! high risk", "!!! 高风险"),
}
_MOST_CONFLICTS = 3
FROM_THE_MANAGER_UP = ("manager", "high_risk")


@dataclass(frozen=True, slots=True)
class Seen:
    """From when and where a list is looked at, and the team's numbers that it needs.

    The numbers stand in the book as facts, because reading the policy takes longer than all of `genjin due`.
    """

    now: datetime
    here: tzinfo
    rungs: escalation.Rungs = ()
    contents: Mapping[str, Label] = field(default_factory=dict)

    @classmethod
    def by(cls, now: datetime, here: tzinfo, rungs: str, contents: str) -> Seen:
        """rungs, contents: the facts `escalation` and `contents`."""
        kinds = json.loads(contents or "{}")
        titles = {key: Label(en, zh) for key, (en, zh) in kinds.items()}
        return cls(now, here, escalation.rungs_from(rungs), titles)

    def level(self, follow_up: FollowUp) -> str:
        """Whose matter it is by now; empty: nobody's yet."""
        one = follow_up.obligation
        return escalation.standing(one.due, one.since, self.rungs, self.now)

    def state(self, follow_up: FollowUp) -> str:
        """asleep, overdue, today, warning (listed before it is due) or later."""
        one = follow_up.obligation
        if follow_up.snoozed_until and follow_up.snoozed_until > self.now:
            return "asleep"
        if one.due < self.now:
            return "overdue"
        if self.day(one.due) == self.day(self.now):
            return "today"
        return "warning" if one.shows and one.shows <= self.now else "later"

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.here).date()

    def escalates_before(self) -> datetime | None:
        """What was missed before then has reached the manager; None: the team has no such rung."""
        after = next((after for after, to in self.rungs if to in FROM_THE_MANAGER_UP), None)
        return None if after is None else self.now - after


# -- for programs --------------------------------------------------------------------------------------------


def due_rows(follow_ups: Sequence[FollowUp], seen: Seen) -> list[Cells]:
    return [_due_row(each, seen) for each in follow_ups]


def _due_row(follow_up: FollowUp, seen: Seen) -> Cells:
    obligation, here = follow_up.obligation, seen.here
    state = seen.state(follow_up)
    return {
        "id": follow_up.id,
        "when": _when(follow_up, state, seen),
        "due": iso(obligation.due, here),
        "state": state,
        "customer": follow_up.customer_name,
        "customer_id": follow_up.customer,
        "owner": follow_up.owner or "",
        "duty": obligation.duty.value,
        "because": obligation.because,
        "next_step": in_words(obligation.suggest),
        "content": obligation.content,
        "escalation": seen.level(follow_up),
        "volume_class": follow_up.volume_class,
        "close_grade": follow_up.close_grade,
        "group": follow_up.group,
        "country": follow_up.country,
        "mail": follow_up.mail,
        "subject": follow_up.subject,
        "contact": follow_up.sender,
        "cause": obligation.cause,
        "opened": iso(obligation.opened, here),
        "shows": iso(obligation.shows, here),
        "lapses": iso(obligation.lapses, here),
        "since": iso(obligation.since, here),
        "snoozed_until": iso(follow_up.snoozed_until, here),
        "note": follow_up.note,
        "sending": "",
        # of the table only
        "at": obligation.due,
        "day": seen.day(obligation.due).isoformat(),
        "counted": _counted(obligation, seen),
        "send": _sent_best(obligation.content, seen),
        "style": {"overdue": "red", "today": "yellow"}.get(state, ""),
    }


def _when(follow_up: FollowUp, state: str, seen: Seen) -> str:
    if state == "asleep":
        return f"asleep until {at(follow_up.snoozed_until, seen.here)[:10]}"
    return late(follow_up.obligation.due, seen.now, seen.here)


def _counted(one: Obligation, seen: Seen) -> str:
    """The day from which the escalation counts, where that is not the day it was due."""
    since = seen.day(one.since or one.due)
    return since.isoformat() if since < seen.day(one.due) else ""


def _sent_best(content: str, seen: Seen) -> str:
    """`send: case of a similar customer 同类客户案例`: many who read English here search in Chinese."""
    if not content:
        return ""
    title = seen.contents.get(content, Label(content.replace("_", " "), ""))
    return f"发送：{title.zh}" if speaks_chinese() and title.zh else f"send: {title.en} {title.zh}".rstrip()


def plain(rows: Sequence[Cells], columns: Sequence[Column] = DUE) -> list[Cells]:
    """The cells that programs get: those with a column, nothing of the table's own."""
    return [{column.key: row[column.key] for column in columns} for row in rows]


def with_windows(rows: Sequence[Cells], seen: Seen, facts: tuple[str, str]) -> list[Cells]:
    """The same with the best hours for a mail, which take the calendars of the world: not for the table."""
    from worker.windows import best

    return [{**row, "sending": best(row["country"], max(row["at"], seen.now), facts)} for row in rows]


def conflict_lines(found: Sequence[Collided]) -> list[str]:
    """What `due` says of a rep's conflicts with another."""
    lines = [one_line(f"Conflict: {each.name}: {each.said}") for each in found[:_MOST_CONFLICTS]]
    more = len(found) - _MOST_CONFLICTS
    lines += [f"And {number_of(more, 'more conflict')}."] if more > 0 else []
    return [*lines, "All of them: genjin conflicts"] if lines else []


def chosen(rows: Sequence[Cells], which: str, today: date) -> list[Cells]:
    """which: today (also what has become late since the morning), overdue, or anything else for all."""
    if which == "today":
        return [row for row in rows if row["day"] == today.isoformat()]
    return [row for row in rows if row["state"] == "overdue"] if which == "overdue" else list(rows)


# -- for people ----------------------------------------------------------------------------------------------


def due_table(rows: Sequence[Cells], most: int = 1_000_000) -> list[Cells]:
    """Rows of `due_rows` for DUE_TABLE: one a customer, no more than `most`, the earliest due time first."""
    by_customer: dict[int, list[Cells]] = {}
    for row in sorted(rows, key=lambda row: (row["at"], row["id"])):
        by_customer.setdefault(row["customer_id"], []).append(row)
    return [_told(first, rest) for first, *rest in list(by_customer.values())[:most]]


def left_out(rows: Sequence[Cells], most: int, more: int = 0) -> str:
    """What is said below a table that does not hold all of them. more: customers that were not even read."""
    more += max(0, len({row["customer_id"] for row in rows}) - most)
    return f"And {number_of(more, 'more customer')}: --limit N shows them." if more else ""


def due_blocks(table: Sequence[Cells]) -> list[tuple[str, Sequence[str], str]]:
    """The rows of `due_table` for a terminal that is too narrow for it."""
    return [
        (
            " · ".join(row["whom"]),
            (
                " · ".join((*row["when"], f"{row['duty']} {row['id']}{_of_mail(row)}")),
                *row["told"],
            ),
            row.get("style", ""),
        )
        for row in table
    ]


def _of_mail(row: Cells) -> str:
    return f" · mail {row['mail']}" if row["mail"] else ""


def _told(row: Cells, rest: Sequence[Cells]) -> Cells:
    about = row["subject"] and " · ".join(filter(None, (f"“{row['subject']}”", row["contact"])))
    whom = (row["customer"], classes(row["volume_class"], row["close_grade"]), row["group"])
    return {
        **row,
        "whom": Lines(filter(None, (*whom, row["owner"] or "nobody's (pool)"))),
        "when": Lines(_dated(row)),
        "duty": _called(row),
        "told": Lines(
            filter(
                None,
                (
                    about,
                    row["because"],
                    _arrow(row["next_step"]),
                    _arrow(row["send"]),
                    row["note"] and f"note: {row['note']}",
                    *_beside(rest),
                ),
            )
        ),
    }


def _dated(row: Cells) -> list[str]:
    """How late it is, its day where that does not say it, and up to whom it has come."""
    when = row["when"]
    said = when if row["state"] != "warning" else f"{when}: warning"
    sign = _SIGNS.get(row["escalation"])
    day = row["day"] if row["day"] not in when else ""
    counted = f"counted from {row['counted']}" if sign and row["counted"] else ""
    return [each for each in (said, day, in_words(sign) if sign else "", counted) if each]


def _arrow(step: str) -> str:
    # Han text has no blank to break a line at: an arrow and a blank would stand alone
    return step and f"→{' ' if step[0].isascii() else ''}{step}"


def _beside(rest: Sequence[Cells]) -> list[str]:
    """What else is owed to the customer, in short."""
    if not rest:
        return []
    shown = [f"{_called(row)} {row['id']}, {row['when']}" for row in rest[:_MOST_BESIDE]]
    more = [f"{len(rest) - _MOST_BESIDE} more"] if len(rest) > _MOST_BESIDE else []
    return [f"also {'; '.join((*shown, *more))}"]


def _called(row: Cells) -> str:
    return in_words(Label(row["duty"].replace("_", " "), _DUTIES.get(row["duty"], "")))


def classes(volume_class: str, close_grade: str) -> str:
    """The two scales side by side, so that A is never taken for a."""
    parts = (volume_class and f"vol {volume_class}", close_grade and f"close {close_grade}")
    return " / ".join(filter(None, parts))


def nothing_due(owner: str | None, which: str, last: date, later: Sequence[FollowUp], here: tzinfo) -> str:
    """What is said instead of an empty list."""
    whose = f" for {owner}" if owner else ""
    if which == "overdue":
        return f"Nothing is overdue{whose}."
    said = f"Nothing is due{whose} {'on' if which == 'today' else 'up to and including'} {last}."
    if not later:
        return said
    return f"{said} Next: {one_line(later[0].customer_name)}, {at(later[0].obligation.due, here)}."


def alarmed(mails: int) -> str:
    """What `due` says below its list: such a mail is nobody's yet, so nothing is owed because of it."""
    return f"{number_of(mails, 'mail')} with signs of fraud, not on this list: genjin alarms" if mails else ""


# -- what an act changed -------------------------------------------------------------------------------------


def moved(before: Sequence[FollowUp], after: Sequence[FollowUp], here: tzinfo) -> list[str]:
    """What became of what is owed, a line each: ended, new, another date."""
    was = {each.id: each for each in before}
    now = {each.id: each for each in after}
    lines = [f"{_duty(each)} ended" for each in before if each.id not in now]
    for each in after:
        due = at(each.obligation.due, here)
        if each.id not in was:
            lines.append(f"{_duty(each)} is new, due {due}")
        elif each.obligation.due != was[each.id].obligation.due:
            lines.append(f"{_duty(each)}: due {due}, not {at(was[each.id].obligation.due, here)}")
    return lines


def then(before: Sequence[FollowUp], after: Sequence[FollowUp], here: tzinfo) -> str:
    """What an act put an end to and what is next, in a sentence each."""
    left = {each.id for each in after}
    gone = [_duty(each) for each in before if each.id not in left]
    ended = f" That ends {', '.join(gone)}." if gone else ""
    if not after:
        return f"{ended} Nothing else is owed."
    first = after[0]
    return f"{ended} Next: {_duty(first)}, due {at(first.obligation.due, here)}."


def _duty(follow_up: FollowUp) -> str:
    return f"{follow_up.obligation.duty.value.replace('_', ' ')} {follow_up.id}"

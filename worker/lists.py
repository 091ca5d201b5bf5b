"""Which columns does each list have? Rows as cells; their keys are a promise to programs, see the README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, Any

from model import Group, Verdict
from rules.profile import Ending, Judged, Profile
from store.lookups import ChangeFound, GroupFound, Member
from store.queries import (
    AlarmFound,
    ContactFound,
    FolderState,
    ProposalFound,
    Question,
    SetAsideRow,
    ThreadMail,
)
from worker import coverage
from worker.card_lists import TIMELINE, origin
from worker.coverage import Coverage, State
from worker.health import Health
from worker.labels import in_words
from worker.missing_sent import MissingSent
from worker.render import Cells, Column, Lines, at, iso, one_line

if TYPE_CHECKING:
    from worker.portals import PortalState  # with all the parsers behind it, which `due` must not wait for

TAGS = (
    Column("state", "state", stays=True),
    Column("name"),
    Column("title", "tag", "bold", leads=True),
    Column("heading", "profile"),
    Column("words", "words"),
    Column("since", "since", stays=True, leads=True),
    Column("at"),
    Column("until", "till", stays=True),
    Column("mail"),
    Column("rule"),
    Column("by"),
    Column("origin", "from"),
    Column("ended"),
    Column("mark"),
    Column("told", "what became of it"),
)


def tag_rows(profile: Profile, here: tzinfo) -> list[Cells]:
    """The tags in force, then those that ended."""
    return [_tag_row(each, here) for each in (*profile.in_force, *profile.ended)]


def _tag_row(one: Judged, here: tzinfo) -> Cells:
    tagging, tag = one.tagging, one.tagging.tag
    mark = tagging.mark or (one.mark.id if one.mark else None)
    return {
        "state": "in force" if one.holds else one.ending,
        "name": one.name,
        "title": one_line(f"{in_words(tag.title)} ({one.name})"),
        "heading": tag.profile,
        "words": tag.quote,
        "since": at(tagging.at, here)[:10],
        "at": iso(tagging.at, here),
        "until": tag.expires.isoformat() if tag.expires else "",
        "mail": tagging.mail,
        "rule": tag.rule,
        "by": tagging.by,
        "origin": f"mail {tagging.mail}, rule {tag.rule}" if tagging.mail else f"by hand: {tagging.by}",
        "ended": one.ending.value if one.ending else "",
        "mark": mark,
        "told": "; ".join(filter(None, (_end_told(one, here), f"mark {mark}" if mark else ""))),
        "style": "" if one.holds else "dim",
    }


def _end_told(one: Judged, here: tzinfo) -> str:
    if one.ending is Ending.WITHDRAWN and one.by is not None:
        return f"withdrawn by {one.by.tag.name} of {at(one.by.at, here)[:10]} ({origin(Judged(one.by))})"
    if one.ending is Ending.EXPIRED:
        return "expired"
    if one.mark is None:
        return ""
    called = {Verdict.REMOVE: "no longer so"}.get(one.mark.verdict, one.mark.verdict.value)
    note = f": {one.mark.note}" if one.mark.note else ""
    return f"{called}, says {one.mark.rep}, {at(one.mark.at, here)[:10]}{note}"


REVIEW = (
    Column("mail", "mail", stays=True, leads=True),
    Column("when"),
    Column("date"),
    Column("waits", "waits", stays=True, leads=True),
    Column("rep", "mailbox", stays=True, leads=True),
    Column("from", "from", "bold", leads=True),
    Column("domain"),
    Column("subject", "subject"),
    Column("because", "why it is asked"),
    Column("candidates", "candidates"),
    Column("class"),
    Column("alarm"),
)


def _told(question: Question) -> str:
    """A platform may hide the address of the buyer."""
    name, email = question.sender_name, question.sender
    return f"{name} <{email}>" if name and email else name or email


def review_rows(questions: Sequence[Question], here: tzinfo, now: datetime | None = None) -> list[Cells]:
    return [
        {
            "mail": each.mail,
            "when": at(each.date, here),
            "date": iso(each.date, here),
            "waits": coverage.in_short(now - each.date) if now and now > each.date else "",
            "rep": each.rep,
            "from": _told(each),
            "domain": each.domain,
            "subject": each.subject,
            "because": each.because,
            "candidates": [f"{number}: {name} ({score:.0f})" for number, name, score in each.candidates[:3]],
            "class": each.volume_class,
            "alarm": each.alarm,
            "style": "red" if each.alarm else "",
        }
        for each in questions
    ]


ALARMS = (
    Column("mail", "mail", stays=True, leads=True),
    Column("when", "date", stays=True, leads=True),
    Column("date"),
    Column("from", "from", "bold", leads=True),
    Column("subject", "subject"),
    Column("sort", "sign"),
    Column("words", "what to look at"),
    Column("state"),
)


def alarm_rows(alarms: Sequence[AlarmFound], here: tzinfo) -> list[Cells]:
    return [
        {
            "mail": each.mail,
            "when": at(each.date, here),
            "date": iso(each.date, here),
            "from": f"{each.sender_name} <{each.sender}>" if each.sender_name else each.sender,
            "subject": each.subject,
            "sort": each.sort.replace("_", " "),
            "words": each.words,
            "state": each.state,
        }
        for each in alarms
    ]


PROPOSALS = (
    Column("id", "id", stays=True, leads=True),
    Column("when", "mail of", stays=True, leads=True),
    Column("date"),
    Column("customer", "customer", "bold", leads=True),
    Column("email", "contact"),
    Column("sort", "what"),
    Column("before", "so far"),
    Column("value", "now"),
    Column("words", "words"),
    Column("because", "because"),
    Column("mail", "mail", "dim", stays=True),
)


def proposal_rows(proposals: Sequence[ProposalFound], here: tzinfo) -> list[Cells]:
    return [
        {
            "id": each.id,
            "when": at(each.at, here),
            "date": iso(each.at, here),
            "customer": each.customer_name,
            "email": each.email,
            "sort": each.sort.replace("_", " "),
            "before": each.before,
            "value": each.value,
            "words": each.words,
            "because": each.because,
            "mail": each.mail,
        }
        for each in proposals
    ]


CONTACTS = (
    Column("name", "name", "bold", leads=True),
    Column("emails", "addresses", leads=True),
    Column("position", "position"),
    Column("reach", "phone and messengers"),
    Column("other", "other"),
)
_REACHED_BY = ("phone", "whatsapp", "wechat", "qq", "skype", "fax")


_OTHERWISE = {"left": "has left, instead:"}


def contact_rows(contacts: Sequence[ContactFound]) -> list[Cells]:
    return [
        {
            "name": each.name,
            "emails": list(each.emails),
            "position": ", ".join(value for sort, value in each.details if sort == "position"),
            "reach": [f"{sort} {value}" for sort, value in each.details if sort in _REACHED_BY],
            "other": [
                f"{_OTHERWISE.get(sort, sort.replace('_', ' '))} {value}"
                for sort, value in each.details
                if sort not in (*_REACHED_BY, "position")
            ],
        }
        for each in contacts
    ]


CHANGES = (
    Column("id", "id", stays=True, leads=True),
    Column("when", "when", stays=True, leads=True),
    Column("date"),
    Column("actor", "who", leads=True),
    Column("action", "what", leads=True),
    Column("customer_id"),
    Column("customer"),
    Column("words", "in words"),
    Column("undoes"),
    Column("undone_by"),
    Column("state", "state"),
)


def change_rows(changes: Sequence[ChangeFound], here: tzinfo) -> list[Cells]:
    return [
        {
            "id": each.number,
            "when": at(each.at, here),
            "date": iso(each.at, here),
            "actor": each.actor,
            "action": each.action,
            "customer_id": each.customer,
            "customer": each.customer_name,
            "words": each.words,
            "undoes": each.undoes,
            "undone_by": each.undone_by,
            "state": f"taken back by {each.undone_by}" if each.undone_by else "",
            "style": "dim" if each.undone_by else "",
        }
        for each in changes
    ]


GROUPS = (
    Column("id", "id", stays=True, leads=True),
    Column("name", "group", "bold", leads=True),
    Column("members", "companies", stays=True, right=True),
    Column("owners", "owners"),
)


def group_rows(groups: Sequence[GroupFound]) -> list[Cells]:
    return [
        {
            "id": each.group.id,
            "name": each.group.name,
            "members": each.members,
            "owners": list(each.owners),
        }
        for each in groups
    ]


MEMBERS = (
    Column("customer_id", "id", stays=True, leads=True),
    Column("customer", "customer", "bold", leads=True),
    Column("owner", "owner"),
    Column("country", "country"),
    Column("titles", "also called"),
    Column("domains", "domains"),
    Column("last", "last", stays=True),
    Column("last_date"),
    Column("because", "because"),
)


def member_rows(members: Sequence[Member], here: tzinfo) -> list[Cells]:
    return [
        {
            "customer_id": each.customer,
            "customer": each.name,
            "owner": each.owner or "nobody (pool)",
            "country": each.country,
            "titles": [title for title in each.titles if title != each.name],
            "domains": list(each.domains),
            "last": at(each.last, here) if each.last else "never",
            "last_date": iso(each.last, here) if each.last else None,
            "because": each.because,
        }
        for each in members
    ]


def group_values(group: Group, members: Sequence[Cells], events: Sequence[Cells]) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "members": [{column.key: row[column.key] for column in MEMBERS} for row in members],
        "timeline": [{column.key: row[column.key] for column in TIMELINE} for row in events],
    }


PORTALS = (
    Column("portal", "portal", "bold", leads=True),
    Column("title", "title", leads=True),
    Column("file", "file"),
    Column("inquiries", "inquiries", stays=True),
    Column("newest", "newest", stays=True),
    Column("incomplete", "incomplete", stays=True),
    Column("missing", "fields they lack"),
)


def portal_rows(portals: Sequence[PortalState], here: tzinfo) -> list[Cells]:
    return [
        {
            "portal": each.name,
            "title": each.title.en,
            "file": each.file,
            "inquiries": each.inquiries,
            "newest": at(each.newest, here) if each.newest else "",
            "incomplete": each.drift.mails if each.drift else 0,
            "missing": list(each.drift.missing) if each.drift else [],
        }
        for each in portals
    ]


THREAD = (
    Column("mail", "mail", stays=True, leads=True),
    Column("when", "date", stays=True, leads=True),
    Column("date"),
    Column("direction", "way"),
    Column("from", "from", "bold", leads=True),
    Column("subject", "subject"),
    Column("customers", "customer"),
    Column("said", "by hand"),
)


def thread_rows(mails: Sequence[ThreadMail], here: tzinfo) -> list[Cells]:
    return [
        {
            "mail": each.mail,
            "when": at(each.date, here),
            "date": iso(each.date, here),
            "direction": each.direction,
            "from": each.sender,
            "subject": each.subject,
            "customers": list(each.customers),
            "said": each.said,
        }
        for each in mails
    ]


FOLDERS = (
    Column("account"),
    Column("folder"),
    Column("role"),
    Column("state"),
    Column("on_server"),
    Column("stored"),
    Column("older"),
    Column("since"),
    Column("waiting"),
    Column("set_aside"),
    Column("difference"),
    Column("left"),
    Column("gone"),
    Column("lag"),
    Column("errors"),
    Column("checked"),
    Column("read"),
    Column("counted"),
    Column("problems"),
)


FOLDERS_TABLE = (
    Column("where", "account, folder", "bold"),
    Column("on_server", "on server", stays=True, right=True),
    Column("stored", "in book", stays=True, right=True),
    Column("skipped", "skipped", stays=True, right=True),
    Column("waiting", "waiting", stays=True, right=True),
    Column("set_aside", "aside", stays=True, right=True),
    Column("lag", "lag", stays=True, right=True),
    Column("ago", "read", stays=True, right=True),
    Column("told", "state"),
)
"""What a person sees: the equation of every folder, and what there is to say of it."""


def folder_rows(rows: Sequence[Coverage], here: tzinfo) -> list[Cells]:
    return [_folder_row(each, here) for each in rows]


def _folder_row(row: Coverage, here: tzinfo) -> Cells:
    folder = row.folder
    same = ("account", "role", "folder", "on_server", "stored", "set_aside", "older", "left", "gone")
    return {name: getattr(folder, name) for name in (*same, "lag", "errors")} | {
        "since": folder.since or None,
        "state": row.state.value,
        "waiting": row.waiting,
        "difference": -row.surplus,
        "checked": iso(folder.checked, here),
        "read": at(folder.checked, here) or "never",
        "counted": iso(folder.counted, here),
        "problems": list(row.problems),
    }


def folder_table(rows: Sequence[Coverage], now: datetime) -> list[Cells]:
    """Rows for FOLDERS_TABLE: every account, and its folders below it."""
    return [
        cells
        for account, of_account in groupby(rows, key=lambda row: row.account)
        for cells in _account_told(account, [_folder_told(row, now) for row in of_account])
    ]


def _account_told(account: str, folders: Sequence[Cells]) -> Sequence[Cells]:
    if not folders[0]["where"]:
        return [{**folders[0], "where": account}]
    return [dict.fromkeys((column.key for column in FOLDERS_TABLE), "") | {"where": account}, *folders]


def _folder_told(row: Coverage, now: datetime) -> Cells:
    folder = row.folder
    name = f"  {folder.folder}" if folder.folder else ""
    return {
        "where": name,
        "on_server": f"{folder.on_server:,}" if name else "",
        "stored": f"{folder.stored:,}" if name else "",
        "skipped": _count(folder.older),
        "waiting": _count(row.waiting),
        "set_aside": _count(folder.set_aside),
        "lag": _lag(folder),
        "ago": _ago(folder, now),
        "told": Lines((_state_of(row), *_reasons(row), *_beside(row))),
        "style": _style(row),
    }


def folder_blocks(rows: Sequence[Coverage], now: datetime) -> list[tuple[str, Sequence[str], str]]:
    """The same for a terminal that is too narrow for the table."""
    return [
        (
            " · ".join(filter(None, (row.account, row.folder.folder))),
            (_equation(row), " · ".join((_state_of(row), *_beside(row), *_times(row.folder, now)))),
            _style(row),
        )
        for row in rows
    ]


def _equation(row: Coverage) -> str:
    folder = row.folder
    if not folder.folder:
        return ""
    parts = (
        (folder.stored, "in the book"),
        *row.skipped,
        (row.waiting, "waiting"),
        (folder.set_aside, "set aside"),
    )
    said = [f"{count:,} {words}" for at, (count, words) in enumerate(parts) if count or not at]
    return f"{folder.on_server:,} on the server {'≠' if row.surplus else '='} {' + '.join(said)}"


def _state_of(row: Coverage) -> str:
    return f"importing, {row.share} %" if row.state is State.IMPORTING else row.state.value


def _reasons(row: Coverage) -> Iterator[str]:
    yield from (f"skipped: {why}" for _, why in row.skipped)


def _beside(row: Coverage) -> Iterator[str]:
    """What is no part of the sum."""
    folder = row.folder
    counts = (
        (row.surplus, "more than the server has"),
        (folder.left, "kept, left the server"),
        (folder.gone, "deleted unread"),
        (folder.errors, "passes failed"),
    )
    yield from (f"{count:,} {what}" for count, what in counts if count)


def _times(folder: FolderState, now: datetime) -> Iterator[str]:
    if folder.lag:
        yield f"lag {_lag(folder)}"
    if folder.checked:
        yield f"read {_ago(folder, now)}"


def _style(row: Coverage) -> str:
    return "red" if row.problems else "" if row.is_read else "dim"


def _ago(folder: FolderState, now: datetime) -> str:
    return f"{coverage.in_short(now - folder.checked)} ago" if folder.checked else ""


def _lag(folder: FolderState) -> str:
    return coverage.in_short(timedelta(seconds=folder.lag)) if folder.lag else ""


def _count(count: int) -> str:
    return f"{count:,}" if count else ""


def health_lines(health: Health, summary: str, here: tzinfo) -> Iterator[str]:
    """What is said below the folders."""
    yield summary
    if health.totals:
        yield " · ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in health.totals.items())
    changed = (each.words for each in health.changed)
    left_out = (health.left_out,) if health.left_out else ()
    rules = _rules_in_force(health, here)
    for line in (*health.problems, *missing_lines(health.missing, here), *changed, *left_out, *rules):
        yield line if line.startswith(" ") else f"\n{line}"


def _rules_in_force(health: Health, here: tzinfo) -> Iterator[str]:
    if health.rules is not None:
        yield f"Rules in force: {health.rules.words(here)}"
    if health.refused:
        yield "The rule files on the disk are refused; `genjin rules check` says why, too:"
        yield from (f"  {line}" for line in health.refused.splitlines())


def health_values(health: Health, summary: str, here: tzinfo) -> dict[str, Any]:
    """For programs."""
    return {
        "summary": summary,
        "folders": folder_rows(health.rows, here),
        "set_aside": set_aside_rows(health.set_aside, here),
        "totals": health.totals,
        "trouble": health.problems,
        "missing_sent": missing_rows(health.missing, here),
        "portals_changed": [
            {"portal": each.portal, "mails": each.mails, "of": each.of, "missing": list(each.missing)}
            for each in health.changed
        ],
        "portals_left_out": health.left_out,
        "rules": health.rules
        and {
            "edition": health.rules.edition,
            "rules": health.rules.rules,
            "since": iso(health.rules.since, here),
        },
        "rules_refused": health.refused,
    }


def missing_rows(found: Sequence[MissingSent], here: tzinfo) -> list[Cells]:
    """For programs; people get the sentence."""
    return [
        {
            "who": each.who,
            "writer": each.writer,
            "count": len(each.answers),
            "accounts": list(each.accounts),
            "sent_folders": list(each.sent_folders),
            "answers": [
                {"mail": answer.mail, "from": answer.sender, "date": iso(answer.date, here)}
                for answer in each.answers
            ],
            "words": each.words,
        }
        for each in found
    ]


def missing_lines(found: Sequence[MissingSent], here: tzinfo) -> list[str]:
    """What is missing, and the newest answers that prove it."""
    lines: list[str] = []
    for each in found:
        lines.append(each.words)
        lines += [
            f"  mail {answer.mail}, {at(answer.date, here)[:10]}, {answer.sender}: “{answer.subject}”"
            for answer in each.answers[:5]
        ]
    return [one_line(line) for line in lines]


SET_ASIDE = (
    Column("id", "id", stays=True, leads=True),
    Column("place", "place", "bold", leads=True),
    Column("received", "received", stays=True),
    Column("bytes", "bytes", stays=True),
    Column("tries", "tries", stays=True),
    Column("error", "why"),
)


def set_aside_rows(rows: Sequence[SetAsideRow], here: tzinfo) -> list[Cells]:
    return [
        {
            "id": row.id,
            "place": row.place,
            "received": iso(row.received, here),
            "bytes": row.bytes,
            "tries": row.tries,
            "error": row.error,
        }
        for row in rows
    ]

"""What does `show` say of one customer? Its card, what its mail says of it, its timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from model import Label, Tagging
from rules.profile import Judged, Profile
from store.lookups import Member, Sign
from store.queries import Card, TimelineRow
from store.standing import NOBODYS, Hands
from worker.labels import by_rule, in_words
from worker.render import Cells, Column, Lines, at, iso, one_line

TIMELINE = (
    Column("when", "when", stays=True, leads=True),
    Column("at"),
    Column("kind", "what", stays=True, leads=True),
    Column("mail_kind"),
    Column("customer"),
    Column("rep", "rep", stays=True),
    Column("summary", "subject", "bold"),
    Column("tags", "tags", "cyan", stays=True),
    Column("mail", "mail", "dim", stays=True),
)


def timeline_rows(rows: Sequence[TimelineRow], here: tzinfo) -> list[Cells]:
    return [
        {
            "when": at(row.at, here),
            "at": iso(row.at, here),
            "kind": row.kind,
            "mail_kind": row.mail_kind,
            "customer": row.customer,
            "rep": row.rep,
            "summary": row.summary if row.mail_kind in ("", "human") else f"[{row.mail_kind}] {row.summary}",
            "tags": Lines(row.tags),
            "mail": row.mail,
        }
        for row in rows
    ]


_HEADINGS: Mapping[str, Label] = {
    "needs": Label("needs", "需求"),
    "payment terms": Label("payment terms", "付款条件"),
    "competitor": Label("competitor", "竞争对手"),
    "reason lost": Label("reason lost", "丢单原因"),
    "state": Label("state", "现状"),
}


def profile_lines(profile: Profile, here: tzinfo) -> Iterator[str]:
    """What the tags of a customer say of it, for `show`."""
    for heading, under in profile.headings():
        yield f"  {in_words(_HEADINGS[heading])}"
        for each in under:
            day = at(each.tagging.at, here)[:10]
            yield one_line(
                f"    {in_words(each.tagging.tag.title)}{_said(each.tagging)} ({day}, {origin(each)})"
            )
    if hints := [f"{each.tagging.tag.grade}: {each.name} ({origin(each)})" for each in profile.grades()]:
        yield one_line(f"  {in_words(Label('close grade', '成交等级'))}  {' · '.join(hints)}")


def _said(tagging: Tagging) -> str:
    """Words of a mail stand in quotation marks, a rep's note does not."""
    words = tagging.tag.quote
    if not words:
        return ""
    return f": “{words}”" if tagging.mail else f": {words}"


def origin(one: Judged) -> str:
    return f"mail {one.tagging.mail}" if one.tagging.mail else f"by hand, {one.tagging.by}"


def profile_values(profile: Profile, here: tzinfo) -> list[Cells]:
    """The same for programs."""
    return [profile_value(each, here) for _, under in profile.headings() for each in under]


def profile_value(one: Judged, here: tzinfo) -> Cells:
    tag = one.tagging.tag
    return {
        "name": one.name,
        "tag": tag.title.en,
        "title_zh": tag.title.zh,
        "heading": tag.profile,
        "quote": tag.quote,
        "at": one.tagging.at.astimezone(here).isoformat(),
        "mail": one.tagging.mail,
        "by": one.tagging.by,
        "rule": tag.rule,
        "expires": tag.expires.isoformat() if tag.expires else None,
        "grade": tag.grade,
    }


@dataclass(frozen=True, slots=True)
class Known:
    """What `show` says of master data beside the card."""

    signs: Sequence[Sign] = ()
    denials: Sequence[tuple[str, str, str, datetime]] = ()
    kin: Sequence[Member] = ()
    hands: Hands = NOBODYS


def card_lines(card: Card, known: Known = Known(), here: tzinfo = UTC) -> list[str]:
    """The head of `show`."""
    classes = f"vol {card.volume_class or '-'} / close {card.close_grade or '-'}"
    own = f", every {card.every_days} days" if card.every_days else ""
    origin = (card.country, card.group and f"group {card.group}", card.source and f"source {card.source}")
    lines = [
        f"{card.name}  (customer {card.id})",
        f"  {' · '.join(filter(None, origin)) or '-'}",
        f"  owner {_owned(card.owner, known.hands, here)} · {classes}{own}",
    ]
    if judged := [f"{name} {value}" for name, value in _judged(known.hands)]:
        lines.append(f"  {' · '.join(judged)}")
    lines += (f"  {called} {' · '.join(words)}" for called, words in _known_by(card, known) if words)
    lines += [f"  people {', '.join(card.contacts)}"] if card.contacts else []
    lines += [f"  not its {sort} {value} (said {actor})" for sort, value, actor, _ in known.denials]
    return [one_line(line) for line in lines]


def _owned(owner: str, hands: Hands, here: tzinfo) -> str:
    """Whose, since when and how it came; of the pool since when it lies there."""
    if not owner:
        pool = f"nobody ({hands.pool} pool)" if hands.pool else "nobody (pool)"
        return f"{pool} since {at(hands.pooled, here)[:10]}" if hands.pooled else pool
    came = f" by {hands.came_by.replace('_', ' ')}" if hands.came_by else ""
    since = f" since {at(hands.owned_since, here)[:10]}" if hands.owned_since else ""
    return f"{owner}{since}{came if since else ''}"


def _judged(hands: Hands) -> Iterator[tuple[str, str]]:
    names = ("stage", "intent", "worth", "urgency", "need")
    yield from ((name, getattr(hands, name)) for name in names if getattr(hands, name))


def _known_by(card: Card, known: Known) -> Iterator[tuple[str, list[str]]]:
    said = {sort: [_told_sign(each) for each in known.signs if each.sort == sort] for sort, _ in _SIGNS}
    said["title"] = [
        _told_sign(each) for each in known.signs if each.sort == "title" and each.value != card.name
    ]
    yield from ((called, said[sort]) for sort, called in _SIGNS)
    yield (
        "same group",
        [f"{each.name} ({each.owner or 'pool'})" for each in known.kin if each.customer != card.id],
    )


_SIGNS = (
    ("title", "also called"),
    ("domain", "domains"),
    ("code", "codes"),
    ("phone", "phones"),
    ("website", "web sites"),
    ("number", "once numbered"),
)
_ORIGINS = {"mail": "from a mail", "review": "from an answer"}


def _told_sign(sign: Sign) -> str:
    """Where it came from, if no person or file gave it; why it proves nothing."""
    why = ", ".join(filter(None, (_ORIGINS.get(sign.origin, sign.origin), sign.doubt)))
    return f"{sign.value} ({why})" if why else sign.value


def card_values(card: Card, here: tzinfo, known: Known = Known()) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "titles": card.titles,
        "group": card.group,
        "country": card.country,
        "owner": card.owner,
        "volume_class": card.volume_class,
        "close_grade": card.close_grade,
        "every_days": card.every_days,
        "intent": known.hands.intent,
        "worth": known.hands.worth,
        "urgency": known.hands.urgency,
        "need": known.hands.need,
        "stage": known.hands.stage,
        "pool": known.hands.pool,
        "pooled": iso(known.hands.pooled, here),
        "owned_since": iso(known.hands.owned_since, here),
        "came_by": known.hands.came_by,
        "source": card.source,
        "created": iso(card.created, here),
        "domains": card.domains,
        "contacts": card.contacts,
        "external_id": card.external_id,
        "codes": [each.value for each in known.signs if each.sort == "code" and not each.doubt],
        "phones": [each.value for each in known.signs if each.sort == "phone" and not each.doubt],
        "websites": [each.value for each in known.signs if each.sort == "website"],
        "signs": [
            {"sort": each.sort, "value": each.value, "origin": each.origin, "doubt": each.doubt}
            for each in known.signs
        ],
        "not_its": [
            {"sort": sort, "value": value, "by": actor, "at": iso(when, here)}
            for sort, value, actor, when in known.denials
        ],
        "same_group": [
            {"customer_id": each.customer, "customer": each.name, "owner": each.owner or None}
            for each in known.kin
            if each.customer != card.id
        ],
    }


def tag_told(one: Judged, here: tzinfo) -> list[str]:
    """Where a tag comes from, how long it holds, and what was said of it."""
    tag, day = one.tagging.tag, at(one.tagging.at, here)[:10]
    holds = "in force" if one.holds else f"{one.ending}"
    lines = [f"Tag {one.name} ({tag.title.en} · {tag.title.zh}), {holds}, of {day}, {origin(one)}"]
    lines += [f"  says{_said(one.tagging)}"] if tag.quote else []
    lines += [f"  {by_rule(tag)}"]
    lines += [f"  found by: {tag.because}"] if tag.because else []
    lines += [f"  till {tag.expires}"] if tag.expires else []
    lines += [f"  till a later {' or '.join(tag.withdrawn_by)}"] if tag.withdrawn_by else []
    if one.by is not None:
        lines.append(
            f"  withdrawn by {one.by.tag.name} of {at(one.by.at, here)[:10]}, {origin(Judged(one.by))}"
        )
    if one.mark is not None:
        note = f": {one.mark.note}" if one.mark.note else ""
        lines.append(f"  {one.mark.verdict.value}, says {one.mark.rep} on {at(one.mark.at, here)[:10]}{note}")
    return [one_line(line) for line in lines]

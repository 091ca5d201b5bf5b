"""How do values become columns and come back? The only place that knows both forms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from late import late
from model import (
    Absence,
    Address,
    Alarm,
    AlarmSort,
    Amount,
    Authentication,
    Candidate,
    Complaint,
    CustomerId,
    Detail,
    DetailSort,
    Direction,
    DueEffect,
    DueKind,
    Evidence,
    FailedRecipient,
    GroupId,
    Kin,
    Kind,
    Known,
    Label,
    Mail,
    MailId,
    Mark,
    MarkId,
    Match,
    Nature,
    Paper,
    PaperKind,
    Party,
    Reading,
    Source,
    Tag,
    TagSort,
    Terms,
    Unknown,
    Unsure,
    Verdict,
    utc,
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
    values = {name: getattr(match, name) for name in match.__slots__}
    values["candidates"] = [_candidate_values(each) for each in match.candidates]
    further = [_candidate_values(known.winner) for known in also]
    return _text({"verdict": verdict_of(match)} | values | {"also": further})


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


def _candidate_values(candidate: Candidate) -> dict[str, Any]:
    """As `asdict` has it, at a tenth of its price."""
    return {
        "customer": candidate.customer,
        "name": candidate.name,
        "score": candidate.score,
        "evidence": [
            {"sort": each.sort, "weight": each.weight, "words": each.words} for each in candidate.evidence
        ],
        "group": candidate.group,
    }


def _candidate(values: dict[str, Any]) -> Candidate:
    evidence = tuple(Evidence(**each) for each in values["evidence"])
    group = None if values["group"] is None else GroupId(values["group"])
    return Candidate(CustomerId(values["customer"]), values["name"], values["score"], evidence, group)


def reading_text(reading: Reading, mail: Mail) -> str:
    """What `explain` shows of a reading beside the columns of its own."""
    return _text(
        _answered(reading)
        | _seldom(reading)
        | {
            "sure": reading.nature.sure,
            "because": reading.nature.because,
            "parties": [_party_values(party) for party in reading.parties],
            "fields": reading.fields,
            "failed": [asdict(failed) for failed in reading.failed],
            "attachments": reading.attachments,
            "defects": mail.defects,
            "signature": reading.signature,
            "quoted_characters": len(reading.quoted),
        }
    )


def _answered(reading: Reading) -> dict[str, Any]:
    """For the few that answer a mail of ours; `store.queries` looks for what no folder holds."""
    day = reading.answers_day
    told = {"answers": reading.answers, "answers_day": day.isoformat() if day else ""}
    return {name: value for name, value in told.items() if value}


def _seldom(reading: Reading) -> dict[str, Any]:
    """What most mails do not have; it stands in the text only where there is some."""
    told: dict[str, Any] = {"footer": reading.footer, "missing": reading.missing}
    if reading.complaint or reading.absence:
        told |= {"complaint": reading.complaint and asdict(reading.complaint)}
        told |= {"absence": reading.absence and _absence_values(reading.absence)}
    if reading.papers or reading.terms:
        told |= {"papers": [_paper_values(paper) for paper in reading.papers]}
        told |= {"terms": reading.terms and _terms_values(reading.terms)}
    if reading.authentication:
        told["authentication"] = asdict(reading.authentication)
    told["alarms"] = [(alarm.sort.value, alarm.words) for alarm in reading.alarms]
    return {name: value for name, value in told.items() if value}


def _absence_values(absence: Absence) -> dict[str, Any]:
    return {
        "back": absence.back.isoformat() if absence.back else "",
        "words": absence.words,
        "deputies": [(each.email, each.name) for each in absence.deputies],
        "has_left": absence.has_left,
    }


def _absence_from(told: Mapping[str, Any]) -> Absence:
    back = date.fromisoformat(told["back"]) if told["back"] else None
    deputies = tuple(Address(email, name) for email, name in told["deputies"])
    return Absence(back, told["words"], deputies, told["has_left"])


def _paper_values(paper: Paper) -> dict[str, Any]:
    said = {name: getattr(paper, name) for name in ("name", "number", "because", "confidence")}
    return said | {"kind": paper.kind.value, "terms": _terms_values(paper.terms)}


def _paper_from(told: Mapping[str, Any]) -> Paper:
    said = {name: told[name] for name in ("name", "number", "because", "confidence")}
    return Paper(kind=PaperKind(told["kind"]), terms=_terms_from(told["terms"]), **said)


def _terms_values(terms: Terms) -> dict[str, Any]:
    return {
        "amounts": [(str(each.value), each.currency, each.words) for each in terms.amounts],
        "valid_until": terms.valid_until.isoformat() if terms.valid_until else "",
        "validity": terms.validity,
        "incoterm": terms.incoterm,
        "has_total": terms.has_total,
    }


def _terms_from(told: Mapping[str, Any]) -> Terms:
    until = told["valid_until"]
    amounts = tuple(Amount(Decimal(value), currency, words) for value, currency, words in told["amounts"])
    day = date.fromisoformat(until) if until else None
    has_total = told.get("has_total", False)  # what was read before this was told
    return Terms(amounts, day, told["validity"], told["incoterm"], has_total)


def _party_values(party: Party) -> dict[str, Any]:
    said: dict[str, Any] = {name: value for name in _OF_PARTY if (value := getattr(party, name))}
    if party.details:
        said["details"] = [(d.sort.value, d.value, d.words, d.where, d.confidence) for d in party.details]
    return said


_OF_PARTY = tuple(name for name in Party.__slots__ if name != "details")


def _party_from(told: Mapping[str, Any]) -> Party:
    said = {name: told[name] for name in _OF_PARTY if name in told}
    details = (Detail(DetailSort(sort), *rest) for sort, *rest in told.get("details", ()))
    return Party(details=tuple(details), **said)


def reading_from(row: Mapping[str, Any], parents: tuple[str, ...]) -> Reading:
    """A reading from the columns of the mail table; of what was quoted the book keeps only the length."""
    told = json.loads(row["reading"])
    return Reading(
        parser=row["parser"],
        nature=Nature(Kind(row["kind"]), told["sure"], tuple(told["because"])),
        direction=Direction(row["direction"]),
        parties=tuple(_party_from(party) for party in told["parties"]),
        parents=parents,
        subject=row["subject"],
        own_words=row["own_words"],
        signature=told["signature"],
        footer=told.get("footer", ""),
        complaint=Complaint(**told["complaint"]) if told.get("complaint") else None,
        absence=_absence_from(told["absence"]) if told.get("absence") else None,
        missing=tuple(told.get("missing", ())),
        papers=tuple(_paper_from(each) for each in told.get("papers", ())),
        terms=_terms_from(told["terms"]) if told.get("terms") else Terms(),
        authentication=Authentication(**told["authentication"]) if told.get("authentication") else None,
        alarms=tuple(Alarm(AlarmSort(sort), words) for sort, words in told.get("alarms", ())),
        failed=tuple(FailedRecipient(**each) for each in told["failed"]),
        fields=tuple((meaning, words) for meaning, words in told["fields"]),
        attachments=tuple(told["attachments"]),
        answers=told.get("answers", ""),
        answers_day=date.fromisoformat(told["answers_day"]) if told.get("answers_day") else None,
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
        "sort": tag.sort.value,
        "is_trial": tag.is_trial,
        "because": tag.because,
        "about": tag.about,
        "profile": tag.profile,
        "grade": tag.grade,
        "expires": tag.expires.isoformat() if tag.expires else None,
        "withdrawn_by": " ".join(tag.withdrawn_by),
        "edition": tag.edition,
    }


def tag_from(row: Any) -> Tag:
    """A tag from anything with the columns of the tag table as keys."""
    due = None
    if row["due_kind"]:
        day = date.fromisoformat(row["due_date"]) if row["due_date"] else None
        due = DueEffect(DueKind(row["due_kind"]), day, row["due_words"], _is_counted(row))
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
        sort=TagSort(row["sort"]),
        is_trial=bool(row["is_trial"]),
        because=row["because"],
        about=row["about"],
        profile=row["profile"],
        grade=row["grade"],
        expires=date.fromisoformat(row["expires"]) if row["expires"] else None,
        withdrawn_by=tuple(row["withdrawn_by"].split()),
        edition=row["edition"],
    )


_COUNTED = late(r"within [0-9]{1,4} days?")


def _is_counted(row: Any) -> bool:
    """The words that DueEffect.counted writes; the tables have no column of their own for it. A mail that
    says the same words of itself names the same day with them.
    """
    return _COUNTED.fullmatch(row["due_words"]) is not None and row["due_words"] not in row["quote"]


def given_text(tag: Tag) -> str:
    """A tag that a person gave."""
    return _text(tag_values(tag))


def mark_from(row: Any) -> Mark:
    """A mark from anything with the columns of the mark table as keys."""
    return Mark(
        id=MarkId(row["id"]),
        customer=CustomerId(row["customer_id"]),
        at=utc(row["at"]),
        rep=row["rep"],
        verdict=Verdict(row["verdict"]),
        tag=row["tag"],
        mail=None if row["mail_id"] is None else MailId(row["mail_id"]),
        rule=row["rule"],
        quote=row["quote"],
        note=row["note"],
        undoes=None if row["undoes"] is None else MarkId(row["undoes"]),
        given=tag_from(json.loads(row["given"])) if row["given"] else None,
    )


def _text(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

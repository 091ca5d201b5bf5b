"""Which files of leads were brought in, and who was met where? The files stay, whatever is taken back."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select

from model import CustomerId, InteractionKind, RepId, utc
from store.changes import Audit
from store.tables import (
    ChangeRow,
    ContactAddressRow,
    ContactCustomerRow,
    CustomerDetailRow,
    InteractionRow,
    LeadFileRow,
)
from store.writing import Prepared, add, among

_PACKED = 9
FILE = "lead_file"
"""Under this name a change tells which file it brought in."""


@dataclass(frozen=True, slots=True)
class LeadFile:
    number: int
    at: datetime
    actor: str
    name: str
    event: str
    sha256: str


class Leads:
    def __init__(self, connection: Connection, audit: Audit) -> None:
        self._connection = connection
        self._audit = audit

    # -- files

    def kept(self, content: bytes) -> LeadFile | None:
        """The file of these bytes, if it was brought before."""
        row = _SAME.row(self._connection, {"sha256": hashlib.sha256(content).hexdigest()})
        return None if row is None else _file(row)

    def brought(self, content: bytes) -> LeadFile | None:
        """The same, unless all that came of it was taken back."""
        file = self.kept(content)
        if file is None:
            return None
        told = _CHANGES.rows(self._connection)
        of_it = [number for number, detail in told if json.loads(detail).get(FILE) == file.number]
        return None if of_it and all(map(self._audit.is_undone, of_it)) else file

    def keep(self, at: datetime, actor: str, name: str, event: str, content: bytes) -> int:
        """Its number; one that is kept already is not kept twice."""
        known = self.kept(content)
        if known is not None:
            return known.number
        values = {"at": int(at.timestamp()), "actor": actor, "name": name, "event": event}
        packed = {"sha256": hashlib.sha256(content).hexdigest(), "content": zlib.compress(content, _PACKED)}
        return add(self._connection, LeadFileRow, values | packed)

    def files(self) -> list[LeadFile]:
        return [_file(row) for row in _FILES.rows(self._connection)]

    def content(self, number: int) -> bytes | None:
        row = _CONTENT.row(self._connection, {"number": number})
        return None if row is None else zlib.decompress(row[0])

    # -- people

    def known_by(self, emails: Iterable[str], details: Iterable[str]) -> list[CustomerId]:
        """Who of the book has one of these addresses, codes or phones; addresses go first."""
        asked = ((_BY_EMAIL, list(emails)), (_BY_DETAIL, list(details)))
        for query, signs in asked:
            found = query.column(self._connection, {"signs": signs}) if signs else []
            if found:
                return sorted({CustomerId(each) for each in found})
        return []

    def meet(self, customer: CustomerId, at: datetime, rep: RepId, event: str, words: str) -> bool:
        """They were met at an event. False: that stands in the book, with these words or instead of none."""
        told = _MET.rows(self._connection, {"customer": customer, "kind": _FAIR})
        here = [summary for cause, summary in told if cause.partition("#")[0] == f"fair:{event}"]
        if words in here or (here and not words.partition(": ")[2]):
            return False
        self._audit.watch_history(customer)
        mark = f"#{hashlib.sha256(words.encode()).hexdigest()[:8]}" if here else ""
        values = {"customer_id": customer, "at": int(at.timestamp()), "kind": _FAIR, "rep": rep}
        add(self._connection, InteractionRow, values | {"cause": f"fair:{event}{mark}", "summary": words})
        return True


_FAIR = InteractionKind.FAIR.value


def _file(row: tuple[int, int, str, str, str, str]) -> LeadFile:
    number, at, *rest = row
    return LeadFile(number, utc(at), *rest)


_COLUMNS = (
    LeadFileRow.id,
    LeadFileRow.at,
    LeadFileRow.actor,
    LeadFileRow.name,
    LeadFileRow.event,
    LeadFileRow.sha256,
)
_SAME = Prepared(select(*_COLUMNS).where(LeadFileRow.sha256 == bindparam("sha256")))
_CHANGES = Prepared(
    select(ChangeRow.id, ChangeRow.detail).where(ChangeRow.action == "import leads", ChangeRow.detail != "")
)
_FILES = Prepared(select(*_COLUMNS).order_by(LeadFileRow.id.desc()))
_CONTENT = Prepared(select(LeadFileRow.content).where(LeadFileRow.id == bindparam("number")))
_BY_EMAIL = Prepared(
    select(ContactCustomerRow.customer_id)
    .join(ContactAddressRow, ContactAddressRow.contact_id == ContactCustomerRow.contact_id)
    .where(among(ContactAddressRow.email, "signs"))
)
_BY_DETAIL = Prepared(
    select(CustomerDetailRow.customer_id).where(
        among(CustomerDetailRow.value, "signs"),
        or_(CustomerDetailRow.sort == "code", CustomerDetailRow.sort == "phone"),
        CustomerDetailRow.doubt == "",
    )
)
_MET = Prepared(
    select(InteractionRow.cause, InteractionRow.summary).where(
        InteractionRow.customer_id == bindparam("customer"), InteractionRow.kind == bindparam("kind")
    )
)

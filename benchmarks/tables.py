"""What do the rows of a master and of queries say, as customers and parties?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from model import Customer, CustomerId, Detail, DetailSort, GroupId, Party, utc

Row = Mapping[str, str]
FIELDS = ("country", "email", "phone", "website", "credit_code")


def customers(master: Sequence[Row]) -> Iterator[Customer]:
    groups: dict[str, int] = {}
    for place, row in enumerate(master):
        yield Customer(
            CustomerId(place),
            row["name"],
            utc(0),
            tuple(filter(None, (row["name"], row["name_alt"]))),
            tuple(filter(None, (row["domain"],))),
            group=GroupId(groups.setdefault(row["group_id"], len(groups))),
            country=row["country"],
            codes=tuple(filter(None, (row["credit_code"],))),
            phones=tuple(filter(None, (row["phone"],))),
        )


def party(query: Row) -> Party:
    code = query["credit_code"]
    details = (Detail(DetailSort.CODE, code, code, "", 1.0),) if code else ()
    return Party(
        email=query["email"].lower(),
        company=query["name"],
        company_from="signature",
        country=query["country"],
        phone=query["phone"],
        website=query["website"],
        details=details,
    )


def names_only(queries: Iterable[Row]) -> list[Row]:
    return [{**query, **dict.fromkeys(FIELDS, "")} for query in queries]

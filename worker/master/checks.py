"""Can what a rep says of a customer be so? The checks are those of a file's cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from store.customers import NewCustomer
from worker.customer_words import is_name, mistake, oddity
from worker.desk import DeskError
from worker.render import one_line

_CALLED = {
    "name": "The name",
    "titles": "A title",
    "domains": "A domain",
    "codes": "A code",
    "phones": "A telephone number",
    "websites": "A web site",
    "group": "The group's name",
    "source": "The source",
    "external_id": "The number",
}
"""What is looked at, and how it is called at the start of a sentence."""
_NAMES = ("name", "titles", "group")
_ONE_LINE = 500


def must_be_possible(said: NewCustomer | Mapping[str, Any]) -> None:
    """Nothing is written before all of it can be so. Tells every mistake, a line each."""
    wrong = [*dict.fromkeys(_wrong(said))]
    if wrong:
        raise DeskError("\n".join(wrong))


def _wrong(said: NewCustomer | Mapping[str, Any]) -> Iterator[str]:
    for field, called in _CALLED.items():
        held = said.get(field) if isinstance(said, Mapping) else getattr(said, field)
        for text in (held,) if isinstance(held, str) else held or ():
            yield from filter(None, [_mistake(field, called, text)])
    for email, person in () if isinstance(said, Mapping) else said.contacts:
        yield from filter(None, [_mistake("emails", "An address", email)])
        yield from filter(None, [_mistake("contact", "The name of a person", person)])


def _mistake(field: str, called: str, text: str) -> str:
    if len(text) > _ONE_LINE:
        return f"{called} of {len(text)} characters is too long; {_ONE_LINE} are the most."
    if field in _NAMES and text and not is_name(text):
        return f"`{one_line(text)[:60]}` is no name: it has no letter."
    return oddity(field, text, called) or (mistake(field, text) if text else "")

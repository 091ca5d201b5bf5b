"""What may be said of a customer in each field, whether in a file or by hand, and what is wrong with it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from parsers.sender.countries import code_of
from worker.customer_files.headings import SEVERAL
from worker.render import clean, one_line

_LONGEST_LIST, _LONGEST_WORD = 10_000, 500
"""Characters of what may hold several entries, and of what has one line: name, group, number."""

_MAILBOX = re.compile(r"[^\s@<>,;|]{1,64}@[^\s@<>,;|]{1,190}\.[^\s@<>,;|.]{1,63}")
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}")
_DAYS = re.compile(r"[0-9]{1,4}(?:\.0{1,9})?")


def longest(field: str) -> int:
    return _LONGEST_LIST if field in SEVERAL else _LONGEST_WORD


def oddity(field: str, text: str, what: str = "This cell") -> str:
    """What no field may hold, or nothing. what: where the text stands."""
    if len(text) > longest(field):
        return f"{what} holds more than {longest(field)} characters."
    if "\ufffd" in clean(text):
        return f"{what} holds a character that nobody sees or that was lost. Write it anew."
    return ""


def mistake(field: str, text: str) -> str:
    """What is wrong with what is said in a field, or nothing."""
    check = _CHECKS.get(field)
    return check(text) if check else ""


def is_name(text: str) -> bool:
    return any(map(str.isalnum, text))


# -- what is wrong -------------------------------------------------------------------------------------------


def _no_class(cell: str) -> str:
    wrong = f"Class `{cell[:60]}` is none of A, B, C (capital letters: by purchase volume)."
    return "" if cell in ("A", "B", "C") else wrong


def _no_grade(cell: str) -> str:
    wrong = f"Grade `{cell[:60]}` is none of a to e (small letters: by expected closing date)."
    return "" if cell in ("a", "b", "c", "d", "e") else wrong


def _no_interval(cell: str) -> str:
    is_one = _DAYS.fullmatch(cell) and 1 <= days_of(cell) <= 3650
    return "" if is_one else f"`{cell[:60]}` is not a number of days from 1 to 3650."


def _no_country(cell: str) -> str:
    wrong = f"Country `{cell[:60]}` is neither a code of two letters such as DE nor a known name."
    return "" if country_of(cell) else wrong


def _no_mailbox(cell: str) -> str:
    mails = [email for _, email in people_in(cell)]
    return _said_wrong(cell, mails, lambda email: bool(_MAILBOX.fullmatch(email)), "a mail address")


def _no_domain(cell: str) -> str:
    entries = addresses(cell)
    return _said_wrong(
        cell, entries, lambda text: bool(_DOMAIN.fullmatch(host_part(text))), "a domain such as example.com"
    )


def _no_site(cell: str) -> str:
    entries = addresses(cell)
    return _said_wrong(cell, entries, lambda text: bool(_DOMAIN.fullmatch(host_part(text))), "a web address")


def _no_phone(cell: str) -> str:
    entries = phones_in(cell)
    return _said_wrong(
        cell, entries, lambda text: 5 <= sum(map(str.isdigit, text)) <= 20, "a telephone number"
    )


def _said_wrong(cell: str, entries: Sequence[str], is_one: Callable[[str], bool], form: str) -> str:
    """One sentence a cell: of the entries that are wrong, or of the cell if all of them are."""
    wrong = [entry for entry in entries if not is_one(entry)]
    if not wrong:
        return ""
    said = one_line(cell) if len(wrong) == len(entries) else " ".join(wrong)
    return f"`{said[:60]}` is not {form}."


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "class": _no_class,
    "grade": _no_grade,
    "every_days": _no_interval,
    "country": _no_country,
    "emails": _no_mailbox,
    "contacts": _no_mailbox,
    "domains": _no_domain,
    "websites": _no_site,
    "phones": _no_phone,
}


# -- what a field says ---------------------------------------------------------------------------------------


def several(cell: str, signs: str = r"[|;；\n]") -> list[str]:
    return [each.strip() for each in re.split(signs, cell) if each.strip()]


IN_CODES = r"[|;；,，、\n]"


def addresses(cell: str) -> list[str]:
    """Addresses and domains hold no comma and no space, so these part them too; names are full of both."""
    return [each for each in re.split(r"[|;；,，、\s]+", cell) if each]


def phones_in(cell: str) -> list[str]:
    """`040/123456` is one number, `13800138000/13900139000` are two."""
    pieces = several(cell, r"[|;；,，、\n]")
    return [number for piece in pieces for number in _parted(piece)]


def _parted(piece: str) -> list[str]:
    parts = [part.strip() for part in piece.split("/")]
    long = all(sum(map(str.isdigit, part)) > 6 for part in parts)
    return parts if len(parts) > 1 and long else [piece]


def people_in(cell: str) -> list[tuple[str, str]]:
    """(person, address) of `Krueger, Jana <jana@a.example>; info@a.example`."""
    found: list[tuple[str, str]] = []
    for piece in several(cell, r"[|;；、\n]|(?<=>),"):
        named = re.fullmatch(r"([^<>]*)<([^<>]*)>", piece)
        if named:
            found.append((named[1].strip(" \"'\t"), named[2].strip()))
        else:
            found += [("", each) for each in addresses(piece)]
    return found


def days_of(cell: str) -> int:
    """Spreadsheets write 7 as 7.0."""
    return int(cell.partition(".")[0])


def country_of(cell: str) -> str:
    """Two letters are a code, however they are written."""
    return code_of(cell.upper() if re.fullmatch(r"[A-Za-z]{2}", cell) else cell)


def bare_site(text: str) -> str:
    """Without scheme and the slash at the end."""
    return re.sub(r"^[a-z]{2,10}:/{0,3}", "", text.strip().lower()).rstrip("/")


def host_part(text: str) -> str:
    """`https://www.example.com/shop` is the domain example.com."""
    bare = re.sub(r"^(?:[a-z]{2,10}://)?(?:www\.)?", "", text.strip().lower())
    return re.split(r"[/?#:]", bare, maxsplit=1)[0]

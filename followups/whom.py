"""Is this customer meant? Asked for pools (which does it come into?) and occasions (who is written to?)."""

from __future__ import annotations

from dataclasses import dataclass

from model import Customer

NONE = "none"
"""What a rule writes for customers without class or grade."""

# Two scales that share letters: A by volume is weekly, a by closing date is daily.
VOLUME_CLASSES = ("A", "B", "C")
CLOSE_GRADES = ("a", "b", "c", "d", "e")


@dataclass(frozen=True, slots=True)
class Whom:
    """Which customers are meant; an empty list asks for nothing, all that is asked for must hold."""

    EXAMPLE = "{countries: [DE, FR]}"

    countries: tuple[str, ...] = ()
    """ISO 3166 alpha-2."""
    classes: tuple[str, ...] = ()
    """Volume classes A, B, C; `none`: without class."""
    grades: tuple[str, ...] = ()
    """Close grades a to e; `none`: without grade."""
    sources: tuple[str, ...] = ()
    """mail, portal, import, fair ..."""
    reps: tuple[str, ...] = ()
    """Owners, where owners are asked for."""

    def __post_init__(self) -> None:
        wrong = [
            *_strange("classes", self.classes, VOLUME_CLASSES),
            *_strange("grades", self.grades, CLOSE_GRADES),
        ]
        wrong += [
            f"`countries`: '{code}' is no country; write its two capital letters, such as DE."
            for code in self.countries
            if not (len(code) == len("DE") and code.isascii() and code.isalpha() and code.isupper())
        ]
        if wrong:
            raise ValueError(*wrong)


def _strange(field: str, given: tuple[str, ...], letters: tuple[str, ...]) -> list[str]:
    return [
        f"`{field}`: '{word}' is none of {', '.join((*letters, NONE))} (mind capital and small letters)."
        for word in given
        if word not in (*letters, NONE)
    ]


EVERYBODY = Whom()


def holds(whom: Whom, customer: Customer) -> bool:
    asked = (
        (whom.countries, customer.country),
        (whom.classes, customer.volume_class or NONE),
        (whom.grades, customer.close_grade or NONE),
        (whom.sources, customer.source),
        (whom.reps, customer.owner),
    )
    return all(not wanted or given in wanted for wanted, given in asked)

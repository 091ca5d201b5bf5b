"""Which work domains do we know, and which of them is a strange one near to: a sister, a look-alike?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matching import lookalike
from matching.domains import label
from matching.filing import Filing
from matching.numbered import Numbered


class KnownDomains:
    """Domains, filed by their text, their name without the ending, and their look."""

    def __init__(self) -> None:
        self._texts: Numbered[str] = Numbered()
        self._numbers = Filing()
        self._labels = Filing()
        self._looks = Filing()
        self._noted: set[str] = set()

    def __contains__(self, domain: str) -> bool:
        return self._number(domain) is not None

    def note(self, domains: Iterable[str]) -> None:
        """Know these from the next `sort_in` on."""
        self._noted.update(domains)

    def sort_in(self) -> None:
        for domain in [domain for domain in self._noted if domain not in self]:
            number = self._texts.add(domain)
            for filing, keys in self._filed(domain):
                filing.note(keys, number)
        self._noted.clear()
        for filing in (self._numbers, self._labels, self._looks):
            filing.sort_in()

    def remove(self, domain: str) -> None:
        number = self._number(domain)
        if number is None:
            return
        self._texts.remove(number)
        for filing, keys in self._filed(domain):
            filing.discard(keys, number)

    def named(self, name: str, most: int) -> list[str]:
        """Those of a name, whatever their ending; nothing where there are more than `most`."""
        found = (self._texts[number] for number in self._labels.numbers(name, most))
        return sorted(domain for domain in found if label(domain) == name)

    def imitated_by(self, domain: str) -> str:
        """The one that a strange domain could be taken for, or nothing."""
        if not domain or domain in self:
            return ""
        near = {number for door in lookalike.doors(domain) for number in self._looks.numbers(door)}
        return lookalike.resembles(domain, [self._texts[number] for number in near])

    def _number(self, domain: str) -> int | None:
        found = self._numbers.numbers(domain)
        return next((number for number in found if self._texts[number] == domain), None)

    def _filed(self, domain: str) -> Iterator[tuple[Filing, Iterable[str]]]:
        yield self._numbers, (domain,)
        yield self._labels, (label(domain),)
        yield self._looks, lookalike.doors(domain)

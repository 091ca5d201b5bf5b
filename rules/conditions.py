"""What must be true of a mail beside its words? Attachments, language; the customer is asked about later."""

from __future__ import annotations

from fnmatch import fnmatchcase

from model import Reading
from rules.languages import language_of
from rules.rule import Rule


class Conditions:
    """The conditions of all rules on one mail; what costs something is found out when first asked for."""

    __slots__ = ("_language", "_names", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._language: str | None = None
        self._names = [name.lower() for name in reading.attachments]

    def against(self, rule: Rule) -> str:
        """What speaks against a rule, in words for the admin, or empty."""
        if rule.attachments and not self.attachment(rule):
            return f"no attachment is called {' or '.join(rule.attachments)}"
        if rule.papers and not self.paper(rule):
            return f"no attachment is a {' or '.join(each.value for each in rule.papers)}"
        if rule.languages and self.language not in rule.languages:
            return f"the language is {self.language or 'unknown'}, not {' or '.join(rule.languages)}"
        return ""

    def attachment(self, rule: Rule) -> str:
        """The first attachment with a name that fits, or empty."""
        patterns = [pattern.lower() for pattern in rule.attachments]
        fitting = (
            written
            for written, name in zip(self.reading.attachments, self._names, strict=True)
            if any(fnmatchcase(name, pattern) for pattern in patterns)
        )
        return next(fitting, "")

    def paper(self, rule: Rule) -> str:
        """The name of the first paper of a kind that is wanted, or empty."""
        return next((paper.name for paper in self.reading.papers if paper.kind in rule.papers), "")

    @property
    def language(self) -> str | None:
        self._language = self._language or language_of(self.reading.own_words)
        return self._language

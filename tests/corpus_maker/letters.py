"""What do customers write, and who are they? One file of languages/ for every language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

LANGUAGES = ("en", "zh_cn", "zh_tw", "ja", "es", "pt", "fr", "de", "ru", "ar", "tr")


@dataclass(frozen=True, slots=True)
class Person:
    mail: str
    name: str
    company: str = ""
    position: str = ""
    phone: str = ""
    website: str = ""
    country: str = ""
    signature: str = ""
    details: tuple[tuple[str, str], ...] = ()

    def at(self, provider: str) -> Person:
        """The same person with a mailbox at a provider."""
        local = self.mail.partition("@")[0]
        return replace(self, mail=f"{local}@{provider}") if provider else self


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    text: str
    subject: str = ""
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    people: tuple[Person, ...]
    letters: tuple[Letter, ...]
    ours: Letter
    earlier: Letter
    note: str
    asked: tuple[str, ...]
    answered: tuple[str, ...]
    disclaimer: str
    footer_piece: str

    def letter(self, name: str) -> Letter:
        return next(letter for letter in self.letters if letter.name == name)


OUR_REP = Person("li@firma.example", "Li Wei")
OUR_SALES = Person("sales@firma.example", "Firma Sales")


def language(code: str) -> Language:
    told = tomllib.loads((Path(__file__).parent / "languages" / f"{code}.toml").read_text(encoding="utf-8"))
    return Language(
        code=code,
        people=tuple(_person(person) for person in told["people"]),
        letters=tuple(_letter(letter) for letter in told["letters"]),
        ours=_letter({"name": "ours", **told["ours"]}),
        earlier=_letter({"name": "earlier", **told["earlier"]}),
        note=told["note"],
        asked=tuple(told["asked"]),
        answered=tuple(told["answered"]),
        disclaimer=told["disclaimer"].strip("\n"),
        footer_piece=told["footer_piece"],
    )


def _person(told: dict) -> Person:
    details = tuple((sort, value) for sort, value in told.get("details", ()))
    return Person(**{**told, "signature": told["signature"].strip("\n"), "details": details})


def _letter(told: dict) -> Letter:
    return Letter(**{**told, "text": told["text"].strip("\n")})

"""Whose server is it, and what has to be minded there? Read from providers.yaml, never guessed in code.

A provider is told by the account's own word, else by the host, else by the domain of the address, else by who
issues the tokens; a server of one's own only by its greeting. What an account says itself always wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from model import Label, Source
from worker import shape
from worker.shape import ConfigError, nearest

if TYPE_CHECKING:
    from worker.settings import Account

FILE = Path(__file__).with_name("providers.yaml")
GENERIC = "generic"

_NOTHING = Label("", "")


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of mailboxes, or a server program, and its quirks."""

    name: str
    title: Label
    source: Source
    domains: tuple[str, ...] = ()
    """Of addresses; those below them count too."""
    hosts: tuple[str, ...] = ()
    """Ends of host names that tell it for a company's own domain."""
    greeting: tuple[str, ...] = ()
    """Words in the greeting or the ID answer, small, that tell a server of one's own."""
    host: str = ""
    """Where an account names none. `{domain}` is that of the address."""
    port: int = 993
    tls: Literal["implicit", "starttls"] = "implicit"
    auth: tuple[Literal["password", "oauth"], ...] = ("password",)
    oauth: Literal["google", "microsoft"] | None = None
    hint: Label = _NOTHING
    """Where a person has to click, told when a login is refused."""
    connections: int = 4
    """Most lines being opened to one of its hosts at a time. Genjin itself holds one line an account."""
    poll_seconds: int = 0
    """No look oftener than this where nothing tells of new mail; 0: as genjin.yaml says."""
    idle: bool = True
    """Whether IDLE is used where the server offers it."""
    condstore: bool = True
    search: bool = True
    """False: criteria of SEARCH are not to be trusted; ask for sets of UIDs only, and choose on our side."""
    sent: tuple[str, ...] = ()
    """Its names of the sent folder, before the general ones."""
    labels: bool = False
    """One mail lies in several folders at once, under one X-GM-MSGID."""
    day_mb: int = 0
    """What may be downloaded in a day; 0: no limit is known."""
    batch_mails: int = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an issuer's refusal usually means."""

    signs: tuple[str, ...]
    """Codes in its answer, any of them."""
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues tokens, and where (RFC 6749, 7636, 8628)."""

    name: str
    title: Label
    source: Source
    flow: Literal["device", "paste"]
    """The way that works for mail on a machine without a browser."""
    device: str
    authorize: str
    token: str
    scope: str
    tenant: str = ""
    asked: dict[str, str] | None = None
    """What it wants in the address besides."""
    app: Label = _NOTHING
    """Where the team registers its application."""
    troubles: tuple[Trouble, ...] = ()
    like: str = ""
    """Name of an issuer whose `app` and `troubles` hold here too."""


@dataclass(frozen=True, slots=True)
class _File:
    providers: tuple[Provider, ...]
    issuers: tuple[Issuer, ...]


@cache
def _file() -> _File:
    read, problems = shape.load(FILE, _File, FILE.name)
    if read is None:
        raise ConfigError(problems)
    return read


def shipped() -> tuple[Provider, ...]:
    """Every provider that is known; `generic` comes last."""
    return _file().providers


def issuers() -> tuple[Issuer, ...]:
    """Everybody who issues tokens, with what is `like` another's filled in."""
    by_name = {each.name: each for each in _file().issuers}
    models = {each.name: by_name.get(each.like, each) for each in by_name.values()}
    return tuple(
        replace(each, app=models[each.name].app, troubles=models[each.name].troubles)
        for each in by_name.values()
    )


def issuer(name: str) -> Issuer:
    return next(each for each in issuers() if each.name == name)


def of(account: Account) -> Provider:
    """The account's provider, with what the account says otherwise put in."""
    found = known(account.provider, account.user, account.host, account.secret.oauth or "")
    said = {name: getattr(account, name) for name in _SAYABLE}
    return replace(found, **{name: value for name, value in said.items() if value is not None})


def known(name: str, user: str, host: str = "", oauth: str = "") -> Provider:
    """The provider of that name, else of that host, address or issuer. ValueError: none is so called."""
    if name:
        return _at(_named(name), user)
    found = _ending(host, "hosts") or _ending(_domain(user), "domains") or _issuing(oauth) or shipped()[-1]
    return _at(found, user)


def _named(name: str) -> Provider:
    names = {each.name: each for each in shipped()}
    if name in names:
        return names[name]
    hint = nearest(name, names) or f" Known: {', '.join(names)}."
    raise ValueError(f"`provider: {name}` is not known.{hint}")


def _at(provider: Provider, user: str) -> Provider:
    """The provider, with its host for this address."""
    if "{domain}" not in provider.host:
        return provider
    domain = _domain(user)
    host = provider.host.format(domain=domain) if _fits(domain, provider.domains) else ""
    return replace(provider, host=host)


def _ending(name: str, field: Literal["hosts", "domains"]) -> Provider | None:
    """The provider that this name lies below, by the longest ending: exmail.qq.com before qq.com."""
    fitting = [
        (len(ending), -at, provider)
        for at, provider in enumerate(shipped())
        for ending in getattr(provider, field)
        if _fits(name, (ending,))
    ]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def _fits(name: str, endings: Iterable[str]) -> bool:
    name = name.lower().rstrip(".")
    return any(name == ending or name.endswith(f".{ending}") for ending in endings)


def _domain(user: str) -> str:
    return user.rpartition("@")[2].strip().lower() if "@" in user else ""


def _issuing(oauth: str) -> Provider | None:
    """A company's own domain says nothing, but tokens of Google open Google's mailboxes only."""
    return next((each for each in shipped() if oauth and each.oauth == oauth), None)


def greeted(provider: Provider, greeting: str) -> Provider:
    """What the server's greeting or ID answer says it is, where nothing said so before."""
    if provider.name != GENERIC:
        return provider
    said = greeting.lower()
    found = next((each for each in shipped() if any(word in said for word in each.greeting)), provider)
    plain = shipped()[-1]
    own = {name: getattr(provider, name) for name in _SAYABLE}
    return replace(found, **{name: value for name, value in own.items() if value != getattr(plain, name)})


_SAYABLE = ("idle", "poll_seconds")
"""What an account may have said itself; that is not lost when its server is recognised."""


def without_host(user: str) -> str:
    """What to say of an account that names no host where none is known."""
    names = ", ".join(each.name for each in shipped() if each.host)
    domain = _domain(user)
    whose = f"of {domain} " if domain else ""
    return (
        f"`host` is missing, and the mail server {whose}is not known. Write `host: imap.ourfactory.com`, or "
        f"`provider:` with one of {names}."
    )


def hint(provider: Provider) -> str:
    """What a person may have to do before a login works, in both languages; empty where nothing is known."""
    return "\n".join(filter(None, (provider.hint.en, provider.hint.zh)))

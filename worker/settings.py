"""What does the team write into genjin.yaml? Plain values, checked as they are made.

`worker.config` reads them, and looks at addresses and at what is wrong between two values.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from model import Ours, Source

_SECRETS = "env, file, command, keyring"
_NOWHERE = Source("", 0)
"""Where a value stands that no file holds."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a password is kept; exactly one of the four. A password itself never stands in the file."""

    EXAMPLE: ClassVar = "{file: anna.secret}"
    """Shown where something else stands."""

    env: str = ""
    file: str = ""
    command: str = ""
    keyring: str = ""

    def __post_init__(self) -> None:
        named = [each for each in (self.env, self.file, self.command, self.keyring) if each]
        if len(named) != 1:
            raise ValueError(
                f"`secret` names one place where the password is kept ({_SECRETS}), as in `{self.EXAMPLE}`."
            )
        if self.env and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", self.env):
            raise ValueError(
                "`env` is the name of a variable, such as ANNA_PASSWORD; never the password itself."
            )


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox that is read."""

    name: str
    host: str
    user: str
    secret: Secret
    source: Source
    rep: str | None = None
    """Whose mailbox it is. A shared one (sales@) has none: what it brings is nobody's yet."""
    port: int | None = None
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    inbox: str = "INBOX"
    sent: str | None = None
    """Name of the sent folder, where it is not found by itself."""
    since: date | None = None
    max_mb: int = 25
    """Of a larger mail only the head and the first part are fetched."""

    def __post_init__(self) -> None:
        mistakes = [f"Account `{self.name}`: {what}" for what in self._mistakes()]
        if mistakes:
            raise ValueError(*mistakes)

    def _mistakes(self) -> Iterator[str]:
        if not re.fullmatch(r"[^\s:/@]+|[0-9A-Fa-f:.]+", self.host):
            yield (
                "`host` is the name of a server such as imap.ourfactory.com, without `imap://`, port, path; "
                "the port has a line of its own, `port: 993`."
            )
        elif self.tls == "none" and not _is_loopback(self.host):
            yield (
                f"the password would go in clear to {self.host}. Use `tls: implicit` (port 993); "
                "`tls: none` is for a server on this machine only."
            )
        if self.port is not None and not 0 < self.port < 65536:
            yield "`port` is between 1 and 65535, usually 993."
        if not 1 <= self.max_mb <= 1024:
            yield "`max_mb` is from 1 to 1024."

    @property
    def at(self) -> int:
        return self.port or (993 if self.tls == "implicit" else 143)


@dataclass(frozen=True, slots=True)
class Rep:
    """One of us. Mail from her addresses counts as hers, whichever mailbox it is found in."""

    name: str = ""
    emails: tuple[str, ...] = ()
    source: Source = _NOWHERE


@dataclass(frozen=True, slots=True)
class Team:
    """Who we are: what mail shows of it."""

    domains: tuple[str, ...]
    reps: Mapping[str, Rep]
    service_domains: tuple[str, ...] = ()
    source: Source = _NOWHERE

    def __post_init__(self) -> None:
        if not self.reps:
            raise ValueError(
                "`reps` is empty. Name at least one rep, as in `anna: {emails: [anna@ourfactory.com]}`."
            )

    def ours(self) -> Ours:
        addresses = (email.lower() for rep in self.reps.values() for email in rep.emails)
        domains = frozenset(domain.lower().removeprefix("@") for domain in self.domains)
        return Ours(
            domains, frozenset(addresses), frozenset(domain.lower() for domain in self.service_domains)
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """genjin.yaml as a whole. Paths count from the folder it stands in."""

    team: Team
    accounts: tuple[Account, ...]
    source: Source
    book: str = "genjin.db"
    rules: str = "rules"
    policy: str = "policy.yaml"
    me: str | None = None
    """The rep who uses this machine: `due` shows her list. Else the system user, if a rep is so called."""
    every_minutes: int = 5

    def __post_init__(self) -> None:
        if not 1 <= self.every_minutes <= 1440:
            raise ValueError("`every_minutes` is from 1 to 1440, that is a day.")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

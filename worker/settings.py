"""What does the team write into genjin.yaml? Plain values, checked as they are made.

`worker.config` reads them, and looks at addresses and at what is wrong between two values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from late import dataclass
from model import Opening, Ours, Source

if TYPE_CHECKING:
    from matching.domains import Domains
    from worker.providers import Provider

_SECRETS = "env, file, command, keyring, credential, oauth, password"
_NOWHERE = Source("", 0)
"""Where a value stands that no file holds."""


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """Where a password is kept, or who issues tokens instead of one; exactly one of them.

    Beside `oauth`, `file` or `keyring` may say where its tokens are kept.
    """

    EXAMPLE: ClassVar = "{file: anna.secret}"
    """Shown where something else stands."""

    env: str = ""
    file: str = ""
    command: str = ""
    keyring: str = ""
    credential: str = ""
    """Name of a systemd credential (LoadCredential= of the unit)."""
    oauth: Literal["google", "microsoft"] | None = None
    """Who issues the tokens that `genjin accounts login` asks for."""
    password: str = ""
    """The password itself. Accepted with a warning: a settings file is copied, mailed and put under git."""

    def __post_init__(self) -> None:
        if not self._is_one_place():
            raise ValueError(
                f"`secret` names one place where the password is kept ({_SECRETS}), as in `{self.EXAMPLE}`."
            )
        if self.env and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", self.env):
            raise ValueError(
                "`env` is the name of a variable, such as ANNA_PASSWORD; never the password itself."
            )
        if self.credential and not re.fullmatch(r"[\w@.-]+", self.credential):
            raise ValueError("`credential` is the name of a systemd credential, such as anna-imap; no path.")

    def _is_one_place(self) -> bool:
        others = [self.env, self.command, self.credential, self.password]
        kept = [self.file, self.keyring]
        if self.oauth:
            return not any(others) and not all(kept)
        return len([each for each in (*others, *kept) if each]) == 1

    def __repr__(self) -> str:
        """What may be read over somebody's shoulder: the arguments of a command may be secret too."""
        told = {"env": self.env, "file": self.file, "keyring": self.keyring, "credential": self.credential}
        told |= {"oauth": self.oauth or ""}
        told |= {"command": self.command and "***", "password": self.password and "***"}
        return f"Secret({', '.join(f'{name}={value!r}' for name, value in told.items() if value)})"


@dataclass(frozen=True, slots=True)
class App:
    """The team's own application, registered with Google or Microsoft: in its name tokens are asked for."""

    EXAMPLE: ClassVar = "{client_id: 1234-abcd.apps.googleusercontent.com}"

    client_id: str
    client_secret: Secret | None = None
    """Google's desktop clients have one; Microsoft's public clients have none."""
    tenant: str = ""
    """Microsoft: the organisation's name or number. Default: whichever the person belongs to."""
    cloud: Literal["global", "china"] = "global"
    """Microsoft: `china` is the one that 21Vianet runs (世纪互联)."""
    scope: str = ""
    device: str = ""
    authorize: str = ""
    token: str = ""
    """Other addresses than the usual ones, for a test or a cloud of one's own."""

    def __post_init__(self) -> None:
        mistakes = [
            f"`{name}` is an address that begins with https://."
            for name in ("device", "authorize", "token")
            if getattr(self, name) and not _is_safe_url(getattr(self, name))
        ]
        if self.tenant and not re.fullmatch(r"[\w.-]+", self.tenant):
            mistakes.append("`tenant` is a name such as ourfactory.onmicrosoft.com, or the tenant's number.")
        if self.client_secret and self.client_secret.oauth:
            mistakes.append("`client_secret` is kept in a file, variable, command, keyring or credential.")
        if mistakes:
            raise ValueError(*mistakes)


@dataclass(frozen=True, slots=True)
class Apps:
    """Applications by who issues the tokens."""

    EXAMPLE: ClassVar = "{microsoft: {client_id: 1234-abcd}}"

    google: App | None = None
    microsoft: App | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox that is read. What it leaves out comes from its provider (worker/providers.yaml)."""

    name: str
    user: str
    secret: Secret
    source: Source
    host: str = ""
    """May be left out where the address or `provider` tells; filled in then, as are port and tls."""
    provider: str = ""
    """Name of a provider of providers.yaml, where neither the address nor the host tells it."""
    language: str = ""
    """Language of most of its mail (zh, zh-TW, ja, ko, ru ...): tells bytes that no charset is named for."""
    rep: str | None = None
    """Whose mailbox it is. A shared one (sales@) has none: what it brings is nobody's yet."""
    port: int | None = None
    tls: Literal["implicit", "starttls", "none"] | None = None
    inbox: str = "INBOX"
    sent: str | None = None
    """Name of the sent folder, where it is not found by itself."""
    folders: tuple[str, ...] = ()
    """Read besides inbox and sent; the one word `all`: every one but trash, junk, drafts and outbox."""
    since: date | None = None
    max_mb: int = 25
    """Of a larger mail only the head and the first part are fetched."""
    attachment_mb: float = 5
    """An attachment above this is described and not downloaded; 0: every one is downloaded."""
    idle: bool | None = None
    """Whether the server is asked to tell of new mail at once. None: as is right for the provider."""
    poll_seconds: int | None = None
    """Seconds between two looks at least. None: as the provider wants it."""

    def __post_init__(self) -> None:
        mistakes = [f"Account `{self.name}`: {what}" for what in (*self._at_provider(), *self._mistakes())]
        if mistakes:
            raise ValueError(*mistakes)

    def _at_provider(self) -> Iterator[str]:
        """Fill in where the server is. The list of providers is read only for an account that needs it."""
        if self.provider or not self.host:
            from worker import providers

            try:
                found = providers.known(self.provider, self.user, self.host, self.secret.oauth or "")
            except ValueError as error:
                yield str(error)
            else:
                self._take_from(found)
                if not self.host:
                    yield providers.without_host(self.user)
        object.__setattr__(self, "tls", self.tls or "implicit")

    def _take_from(self, provider: Provider) -> None:
        if self.host or not provider.host:
            return
        object.__setattr__(self, "host", provider.host)
        object.__setattr__(self, "port", self.port or (None if self.tls else provider.port))
        object.__setattr__(self, "tls", self.tls or provider.tls)

    def _mistakes(self) -> Iterator[str]:
        if self.host and not re.fullmatch(r"[^\s:/@]+|[0-9A-Fa-f:.]+", self.host):
            yield (
                "`host` is the name of a server such as imap.ourfactory.com, without `imap://`, port, path; "
                "the port has a line of its own, `port: 993`."
            )
        elif self.host and self.tls == "none" and not _is_loopback(self.host):
            yield (
                f"the password would go in clear to {self.host}. Use `tls: implicit` (port 993); "
                "`tls: none` is for a server on this machine only."
            )
        if self.port is not None and not 0 < self.port < 65536:
            yield "`port` is between 1 and 65535, usually 993."
        for name, value, least, most in (
            ("max_mb", self.max_mb, 1, 1024),
            ("attachment_mb", self.attachment_mb, 0, 1024),
            ("poll_seconds", self.poll_seconds or 10, 10, 86400),
        ):
            if not least <= value <= most:
                yield f"`{name}` is from {least} to {most}."
        if self.language and not re.fullmatch(r"[A-Za-z]{2}([-_][A-Za-z]{2,4})?", self.language):
            yield "`language` is the two letters of a language: zh, zh-TW, ja, ko, ru, ar, de ..."
        if "all" in self.folders and len(self.folders) > 1:
            yield "`folders` is either the one word `[all]` or a list of names."

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
    """Older name of `services`, for domains only; both count."""
    services: tuple[str, ...] = ()
    """Freight, banks, platforms: domains and single addresses, besides those of worker/services.yaml."""
    not_services: tuple[str, ...] = ()
    """Domains and addresses that are no service's though a list or a domain above them says so."""
    internal: tuple[str, ...] = ()
    """Own agencies and sister companies: domains and single addresses whose mail is internal."""
    mail_hosts: tuple[str, ...] = ()
    """Names our own mail servers sign with in Authentication-Results, such as mx.ourfactory.com."""
    source: Source = _NOWHERE

    def __post_init__(self) -> None:
        if not self.reps:
            raise ValueError(
                "`reps` is empty. Name at least one rep, as in `anna: {emails: [anna@ourfactory.com]}`."
            )

    def ours(self) -> Ours:
        from worker import services

        addresses = (email.lower() for rep in self.reps.values() for email in rep.emails)
        domains = frozenset(domain.lower().removeprefix("@") for domain in self.domains)
        hosts = frozenset(host.lower() for host in self.mail_hosts)
        return Ours(
            domains,
            frozenset(addresses),
            _entries(self.service_domains),
            hosts,
            services=_entries(self.services) | services.senders(),
            notices=services.notices(),
            not_services=_entries(self.not_services),
            internal=_entries(self.internal),
        )


def _entries(listed: tuple[str, ...]) -> frozenset[str]:
    """Domains and addresses as they are looked up: `@dhl.com` is the domain."""
    return frozenset(entry.lower().removeprefix("@") for entry in listed)


@dataclass(frozen=True, slots=True)
class DomainLists:
    """Domains that are not one firm's, besides those of matching/lists; each stands for those below it."""

    EXAMPLE: ClassVar = "{free_mail: [post.example.net], not: [firm.example.com]}"

    free_mail: tuple[str, ...] = ()
    """Free mail and internet providers."""
    relays: tuple[str, ...] = ()
    """Portals and mailing services that write for others."""
    disposable: tuple[str, ...] = ()
    """Throw-away addresses."""
    shared: tuple[str, ...] = ()
    """Hosters, business centres, schools: firms of one domain that have nothing else in common."""
    not_: tuple[str, ...] = ()
    """On a shipped list, and one firm's all the same."""
    source: Source = _NOWHERE

    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The lists under their names in the file."""
        named = {"free_mail": self.free_mail, "relays": self.relays, "disposable": self.disposable}
        return named | {"shared": self.shared, "not": self.not_}

    def lists(self) -> Domains:
        """The shipped lists with these."""
        from matching.domains import Domains

        return Domains(*(frozenset(map(str.lower, each)) for each in self.by_name().values()))


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
    raw: Literal["keep", "headers", "none"] = "keep"
    """What is kept of a mail's source, compressed, so that it can be read again after a rule has changed."""
    documents: tuple[Literal["docx", "xlsx", "pdf"], ...] = ("docx", "xlsx")
    """Sorts of attached documents whose first page is read, for prices, validity and delivery terms."""
    stale_after_minutes: int = 60
    """A folder that was not looked at for so long needs a person; 0: never."""
    readers: int = 0
    """Processes that read a backlog of mail; 0: as many as there are cores but one, at most 4."""
    metrics: str = ""
    """Where metrics and health are told, such as 127.0.0.1:9464. Empty: nowhere."""
    metrics_open: bool = False
    """Others on the network may read them: they show the names of accounts and folders."""
    log: Literal["text", "json"] = "text"
    oauth: Apps = Apps()
    domains: DomainLists = DomainLists()

    def opening(self) -> Opening:
        """How mail is opened."""
        from worker.coverage import ARCHIVE

        spoken = {account.name: account.language for account in self.accounts if account.language}
        archived = {f"{ARCHIVE}{name}": language for name, language in spoken.items()}
        return Opening(spoken | archived, frozenset(self.documents))

    def __post_init__(self) -> None:
        mistakes = list(self._mistakes())
        if mistakes:
            raise ValueError(*mistakes)

    def _mistakes(self) -> Iterator[str]:
        if not 1 <= self.every_minutes <= 1440:
            yield "`every_minutes` is from 1 to 1440, that is a day."
        if not 0 <= self.stale_after_minutes <= 525_600:
            yield "`stale_after_minutes` is from 0 (never) to 525600, that is a year."
        if not 0 <= self.readers <= 64:
            yield "`readers` is from 0 (as many as fit the machine) to 64."
        where = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^\s:]+):([0-9]{1,5})", self.metrics)
        if self.metrics and not (where and 0 < int(where[2]) < 65536):
            yield "`metrics` is an address and a port of this machine, such as 127.0.0.1:9464."
        elif where and not self.metrics_open and not _is_loopback(where[1].strip("[]")):
            yield (
                f"`metrics`: {where[1]} can be reached from other machines, and names of accounts are shown "
                "there. Use 127.0.0.1, or add `metrics_open: yes` if that is meant."
            )


def _is_safe_url(url: str) -> bool:
    """Only this machine may be spoken to in clear."""
    from urllib.parse import urlsplit  # few files name an address

    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
    )


def _is_loopback(host: str) -> bool:
    import ipaddress

    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

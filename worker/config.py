"""Where are the team's files, and what do they say once they have been checked?

`find_home` says which folder, `load_settings` reads genjin.yaml, `load_playbook` the rules and the policy.
All problems of all files come in one ConfigError.
"""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model import GenjinError, RepId, Source
from store.location import Location
from worker import shape
from worker.settings import Account, Settings
from worker.shape import ConfigError, Problem

if TYPE_CHECKING:
    from followups.policy import Policy
    from rules import Module, RuleSet
    from worker.pipeline import Playbook

SETTINGS = "genjin.yaml"
SHIPPED = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """The folder with genjin.yaml, policy.yaml and rules/."""

    folder: Path

    @property
    def settings(self) -> Path:
        return self.folder / SETTINGS


def find_home(named: str | None = None) -> Home:
    """The folder named on the command line or in GENJIN_HOME, else this one if it has a genjin.yaml, else
    ~/.config/genjin."""
    words = named or os.environ.get("GENJIN_HOME")
    if words:
        return Home(_folder(words))
    if Path(SETTINGS).is_file():
        return Home(Path.cwd())
    return Home(user_folder("XDG_CONFIG_HOME", ".config") / "genjin")


def user_folder(variable: str, below_home: str) -> Path:
    """An XDG folder. The specification has relative paths ignored; a folder that others may write to, such as
    /tmp, is no place for a file that names commands."""
    named = Path(os.environ.get(variable, ""))
    if named.is_absolute():
        return named
    try:
        home = Path.home()
    except RuntimeError:
        home = Path()
    if home.is_absolute():
        return home / below_home
    raise GenjinError(
        f"You have no home folder. Name one with --home, or set GENJIN_HOME, HOME or {variable}."
    )


def load_settings(home: Home) -> Settings:
    """Read genjin.yaml, or raise a ConfigError with everything that is wrong in it."""
    settings, problems = shape.draft(home.settings, Settings, SETTINGS)
    if settings is not None:
        lines = home.settings.read_text("utf-8-sig").splitlines()
        crossed = [*_crosschecked(settings, lines), *([] if problems else _gaps(settings))]
        problems += [shape.with_line(each, home.settings) for each in crossed]
    if settings is None or problems:
        raise ConfigError(problems)
    return settings


def location(settings: Settings, home: Home) -> Location:
    return Location.of(settings.book, home.folder)


def me(settings: Settings) -> RepId | None:
    """Who is asking: `me` of genjin.yaml, else the system user if a rep has that name."""
    if settings.me:
        return RepId(settings.me)
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return None
    return RepId(user) if user in settings.team.reps else None


def who(settings: Settings) -> str:
    """A name for the journal: the rep, else the system user."""
    known = me(settings)
    if known:
        return known
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def rep_named(settings: Settings, name: str | None) -> RepId | None:
    """The rep of that name; a slip of the finger is answered with the names there are."""
    if name is None:
        return None
    if name in settings.team.reps:
        return RepId(name)
    hint = shape.nearest(name, settings.team.reps) or f" The team has {', '.join(settings.team.reps)}."
    raise GenjinError(f"There is no rep `{name}`.{hint}")


def accounts_named(settings: Settings, names: tuple[str, ...]) -> tuple[Account, ...]:
    """The accounts of these names; without names all of them."""
    known = [account.name for account in settings.accounts]
    for name in names:
        if name not in known:
            hint = shape.nearest(name, known) or f" There are {', '.join(known)}."
            raise GenjinError(f"There is no account `{name}` in {SETTINGS}.{hint}")
    return tuple(account for account in settings.accounts if not names or account.name in names)


def demo_home() -> Home:
    """Where `genjin demo` keeps its data."""
    return Home(user_folder("XDG_STATE_HOME", ".local/state") / "genjin" / "demo")


def load_playbook(home: Home, settings: Settings) -> Playbook:
    """Rules and policy, compiled and checked; every mistake in any of their files in one ConfigError."""
    from worker.pipeline import Playbook

    policy, problems = load_policy(home, settings.policy)
    rules, more = load_rules(home, settings.rules)
    public = [shape.with_line(each, home.settings) for each in _public_domains(settings, home)]
    if policy is None or rules is None or public:
        raise ConfigError([*public, *problems, *more])
    team = settings.team
    writers = {email.lower(): RepId(name) for name, rep in team.reps.items() for email in rep.emails}
    mailboxes = {account.name: RepId(account.rep) for account in settings.accounts if account.rep}
    return Playbook(team.ours(), rules, policy, mailboxes, writers)


def load_policy(home: Home, name: str = "policy.yaml") -> tuple[Policy | None, list[Problem]]:
    """The team's policy; the shipped one where the team wrote none and named none."""
    from followups.policy import Policy

    own = home.folder / name
    if own.exists():
        return shape.load(own, Policy, name)
    if name != "policy.yaml":
        return None, [_missing(home, "policy", name)]
    return shape.load(SHIPPED / "followups" / "policy.yaml", Policy, "followups/policy.yaml")


def load_rules(home: Home, name: str = "rules") -> tuple[RuleSet | None, list[Problem]]:
    """The rules in force."""
    from rules import RuleSet

    modules, problems = load_modules(home, name)
    return (None, problems) if problems else (RuleSet.of(modules), [])


def load_modules(home: Home, name: str = "rules") -> tuple[list[Module], list[Problem]]:
    """The rule modules of the team's folder, else the shipped ones, and what is wrong in them."""
    from rules import Module
    from rules import problems as of_module

    folder, shown = rules_folder(home, name)
    if name not in ("rules", shown):
        return [], [_missing(home, "rules", name)]
    paths = {f"{shown}/{path.name}": path for path in _rule_files(folder)}
    read = [shape.load(path, Module, called) for called, path in paths.items()]
    problems = [problem for _, found in read for problem in found]
    modules = [module for module, _ in read if module is not None]
    if not paths:
        problems.append(Problem(shown, 1, 1, "There is no rule file (*.yaml) in this folder."))
    for at, module in enumerate(modules):
        for source, what in of_module(module, modules[:at]):
            problems.append(shape.with_line(_problem(source, what), paths[source.path]))
    return modules, problems


def rules_folder(home: Home, name: str) -> tuple[Path, str]:
    """The folder the rules are read from, and how messages call it."""
    own = home.folder / name
    return (own, name) if own.is_dir() else (SHIPPED / "rules", "rules")


def _rule_files(folder: Path) -> list[Path]:
    """Both endings; a file with a dot in front is an editor's or a Mac's, and no rule file."""
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return sorted(path for path in found if not path.name.startswith("."))


def _folder(words: str) -> Path:
    try:
        return Path(words).expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise GenjinError(f"`{words}` is no folder that can be found: {error}.") from None


def _missing(home: Home, field: str, name: str) -> Problem:
    """A file or folder that genjin.yaml names and that is not there: the shipped one would hide a typo."""
    lines = home.settings.read_text("utf-8-sig").splitlines() if home.settings.is_file() else []
    line, column = _spot(lines, name, f"{field}:")
    problem = Problem(SETTINGS, line, column, f"`{field}: {name}` is not there, in {home.folder}.")
    return shape.with_line(problem, home.settings) if lines else problem


# -- what is wrong between two lines of genjin.yaml ----------------------------------------------------------


def _crosschecked(settings: Settings, lines: list[str]) -> Iterator[Problem]:
    for account in settings.accounts:
        yield from _of_account(account, settings)
    names = [account.name for account in settings.accounts]
    for at, account in enumerate(settings.accounts):
        if account.name in names[:at]:
            yield _problem(account.source, f"A second account is called `{account.name}`.")
    for what, words in _of_team(settings):
        yield Problem(SETTINGS, *_spot(lines, words), what)
    if settings.me and settings.me not in settings.team.reps:
        what = f"`me: {settings.me}` is none of the team's reps.{_rep_meant(settings.me, settings)}"
        yield Problem(SETTINGS, *_spot(lines, settings.me, "me:"), what)


def _gaps(settings: Settings) -> Iterator[Problem]:
    """What is missing; after other mistakes it may only seem so."""
    if not settings.accounts:
        yield _problem(settings.source, "`accounts` is empty: there is no mailbox to read.")


def _of_account(account: Account, settings: Settings) -> Iterator[Problem]:
    if account.rep is not None and account.rep not in settings.team.reps:
        what = f"`rep: {account.rep}` is none of the team's reps.{_rep_meant(account.rep, settings)}"
        yield _problem(account.source, what)


def _rep_meant(name: str, settings: Settings) -> str:
    known = f" Known: {', '.join(settings.team.reps)}."
    return shape.nearest(name, settings.team.reps) or known


def _of_team(settings: Settings) -> Iterator[tuple[str, str]]:
    """What is wrong, and the words that it is wrong with."""
    team = settings.team
    for domain in (*team.domains, *team.service_domains):
        if not _DOMAIN.fullmatch(domain):
            yield f"`{domain}` is no mail domain such as ourfactory.com.", domain
    seen: dict[str, str] = {}
    for name, email in ((name, email) for name, rep in team.reps.items() for email in rep.emails):
        first = seen.setdefault(email.lower(), name)
        if not _ADDRESS.fullmatch(email):
            yield f"`{email}` is no mail address.", email
        elif first != name:
            yield f"`{email}` belongs to {first} and to {name}; a mail has one writer.", email


def _public_domains(settings: Settings, home: Home) -> Iterator[Problem]:
    """With `163.com` for our own domain every customer who writes from there would count as one of us."""
    from matching.domains import FREE_MAIL

    lines = home.settings.read_text("utf-8-sig").splitlines() if home.settings.is_file() else []
    for domain in settings.team.domains:
        if domain.lower().removeprefix("@") in FREE_MAIL:
            what = (
                f"`{domain}` is everybody's: customers who write from there would count as ours. "
                "Write `domains: []`; the addresses of your reps under `emails` are enough."
            )
            yield Problem(SETTINGS, *_spot(lines, domain, "domains:"), what)


_DOMAIN = re.compile(r"@?[^\s@,;，；、/:]+\.[^\s@,;，；、/:]+")
_ADDRESS = re.compile(r"[^\s@,;，；、<>]+@[^\s@,;，；、<>]+\.[^\s@,;，；、<>]+")


def _spot(lines: list[str], words: str, behind: str = "") -> tuple[int, int]:
    """Line and column of these words, 1-based: values keep no position of their own."""
    for at, line in enumerate(lines, 1):
        start = line.find(behind) if behind else 0
        column = line.find(words, start) if start >= 0 else -1
        if column >= 0 and not line.lstrip().startswith("#"):
            return at, column + 1
    return (1, 1) if not behind else _spot(lines, words)


def _problem(source: Source, what: str) -> Problem:
    return Problem(source.path, source.line, source.column, what)

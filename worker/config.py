"""Where are the team's files, and what do they say once they have been checked?

`load_settings` reads genjin.yaml, `load_playbook` the rules and the policy,
`load_all` both. All problems of all files come in one ConfigError: a broken genjin.yaml brings what is wrong
in the others with it.
"""

from __future__ import annotations

import gc
import getpass
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model import GenjinError, RepId, Source
from store.location import Location
from worker import shape
from worker.home import SETTINGS, Home, NoHomeError, demo_home, find_home, missing, user_folder
from worker.settings import Account, DomainLists, Rep, Settings, Team
from worker.shape import ConfigError, Draft, Problem

if TYPE_CHECKING:
    from rules import Module, RuleSet
    from worker.pipeline import Playbook
    from worker.policy import TeamPolicy

__all__ = ["SETTINGS", "Home", "NoHomeError", "demo_home", "find_home", "missing", "user_folder"]
"""What of worker.home is asked for here, too."""

SHIPPED = Path(__file__).resolve().parent.parent
SHIPPED_POLICY = SHIPPED / "followups" / "policy.yaml"


def load_settings(home: Home) -> Settings:
    """Read genjin.yaml, or raise a ConfigError with everything that is wrong in it, and in the files it
    names."""
    draft = _draft(home)
    _crosscheck(draft)
    if draft.value is None or draft.problems:
        _check_domains(draft)
        policy = load_policy(home, draft.words("policy") or "policy.yaml", draft.names("team", "reps"))[1]
        rules = load_modules(home, draft.words("rules") or "rules")[1]
        raise ConfigError([*draft.problems, *policy, *rules])
    return draft.value


def load_all(home: Home) -> tuple[Settings, Playbook]:
    """Everything the team wrote, for commands that must not begin before all of it is right."""
    settings = load_settings(home)
    return settings, load_playbook(home, settings)


def checked_settings(home: Home) -> Settings:
    """Read genjin.yaml, for who looks at the rules without putting them to work: raises what is wrong there
    and in the policy, with what is wrong in the rules.
    """
    settings = load_settings(home)
    policy, problems = load_policy(home, settings.policy, list(settings.team.reps))
    public = _public(home)
    if policy is None or public:
        raise ConfigError([*public, *problems, *load_modules(home, settings.rules)[1]])
    return settings


def put_lists_in_force(settings: Settings) -> None:
    """Go by the team's lists of domains. The room that has them is not imported for it where nobody asks."""
    lists = sys.modules.get("matching.domains")
    if lists is not None or any(settings.domains.by_name().values()):
        from matching.domains import put_in_force

        put_in_force(settings.domains.lists())


def _draft(home: Home) -> Draft[Settings]:
    if not home.settings.exists():
        raise missing(home)
    return shape.draft(home.settings, Settings, SETTINGS)


def location(settings: Settings, home: Home) -> Location:
    return Location.of(settings.book, home.folder)


def me(settings: Settings) -> RepId | None:
    """Who is asking: `me` of genjin.yaml, else the system user if a rep has that name."""
    if settings.me:
        return RepId(settings.me)
    user = system_user()
    return RepId(user) if user in settings.team.reps else None


def who(settings: Settings) -> str:
    """A name for the journal: the rep, else the system user."""
    return me(settings) or system_user()


def system_user() -> str:
    """Whose process this is, whatever LOGNAME and USER say: anybody can set those."""
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run under a number without a name
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
    if not known:
        raise GenjinError(
            f"`accounts` of {SETTINGS} is empty: there is no mailbox to read. Mail in files comes in by "
            "`genjin sync --from FILE`."
        )
    for name in names:
        if name not in known:
            hint = shape.nearest(name, known) or f" There are {', '.join(known)}."
            raise GenjinError(f"There is no account `{name}` in {SETTINGS}.{hint}")
    return tuple(account for account in settings.accounts if not names or account.name in names)


def load_playbook(
    home: Home, settings: Settings, *, tags: bool = True, warn: Callable[[str], None] | None = None
) -> Playbook:
    """Rules, policy and portals, compiled and checked; every mistake of rules and policy in one ConfigError.

    A description of a portal with a mistake is left out: portals.left_out says which, Desk warns of it.
    tags: False for who will hardly tag a mail: the rules are read if one is tagged after all.
    warn: is told of rule files with a mistake, where the last good ones are gone back to; None: never.
    """
    from worker import portals
    from worker.pipeline import Playbook

    policy, problems = load_policy(home, settings.policy, list(settings.team.reps))
    warn = warn if policy is not None else None
    name = settings.rules
    rules, more = _good_rules(home, name, warn) if tags else (_late_rules(home, name, warn), [])
    public = _public(home) if home.settings.exists() else []
    if policy is None or rules is None or public:
        raise ConfigError([*public, *problems, *more])
    known, _ = portals.load(home)
    team = settings.team
    writers = {email.lower(): RepId(name) for name, rep in team.reps.items() for email in rep.emails}
    mailboxes = {account.name: RepId(account.rep) for account in settings.accounts if account.rep}
    return Playbook(
        team.ours(),
        rules,
        policy.follow_ups,
        mailboxes,
        writers,
        settings.raw,
        settings.opening(),
        known.parsers,
        policy.finding.thresholds,
        policy.conflicts,
        settings.domains.lists(),
    )


def load_policy(
    home: Home, name: str = "policy.yaml", reps: Sequence[str] = ()
) -> tuple[TeamPolicy | None, list[Problem]]:
    """The team's policy; the shipped one where the team wrote none and named none.

    reps: those of the team, where they are known: nobody else can take a turn, claim, or be away.
    """
    from worker.policy import TeamPolicy

    own = home.folder / name
    if not own.exists() and name != "policy.yaml":
        return None, [not_there(home, "policy", name)]
    if not own.exists():
        return shape.load(SHIPPED_POLICY, TeamPolicy, "followups/policy.yaml")
    draft = shape.draft(own, TeamPolicy, name, later_sections())
    for source, what in _of_reps_named(draft, reps):
        draft.note_there(source, what)
    return draft.finished()


def _of_reps_named(policy: Draft[TeamPolicy], reps: Sequence[str]) -> Iterator[Mistake]:
    for way in _REPS_IN_POLICY if reps else ():
        for rep, source in policy.texts(*way):
            if rep not in reps:
                yield source, f"`{rep}` is none of the team's reps in {SETTINGS}.{_meant(rep, reps)}"


def later_sections() -> dict[str, Any]:
    """The shipped numbers for what a policy.yaml of an older version lacks."""
    from followups.policy import LATER, Policy

    shipped, problems = shape.load(SHIPPED_POLICY, Policy, "followups/policy.yaml")
    if shipped is None:
        raise ConfigError(problems)
    return {name: getattr(shipped, name) for name in LATER}


def load_rules(home: Home, name: str = "rules") -> tuple[RuleSet | None, list[Problem]]:
    """The rules in force: the YAML modules, and the rules written in Python."""
    from rules import RuleSet
    from worker.rulebook import modules

    found = modules.loaded(home, name)
    if found.problems:
        return None, list(found.problems)
    rules = RuleSet.of(found.modules, coded=found.coded, checked=True)
    gc.freeze()  # 800,000 small things that stay: going through them all would cost a mail 0.2 s now and then
    return rules, []


def _good_rules(
    home: Home, name: str, warn: Callable[[str], None] | None
) -> tuple[RuleSet | None, list[Problem]]:
    """Of the files; where these have a mistake, those that were good last, and somebody is told."""
    from rules import RuleSet
    from worker.rulebook import last_good

    rules, problems = load_rules(home, name)
    kept = last_good.known(home) if warn is not None and last_good.may_go_back(problems) else None
    if kept is None or warn is None:
        return rules, problems
    warn(kept.warning(problems))
    return RuleSet.of(kept.found.modules, coded=kept.found.coded), []


def _late_rules(home: Home, name: str, warn: Callable[[str], None] | None) -> RuleSet:
    from worker.rulebook.late_rules import LateRules

    def loaded() -> RuleSet:
        rules, problems = _good_rules(home, name, warn)
        if rules is None:
            raise ConfigError(problems, "Nothing was done.")
        return rules

    return LateRules.of(loaded)


def load_modules(home: Home, name: str = "rules") -> tuple[list[Module], list[Problem]]:
    """The rule modules of the team's folder, else the shipped ones, and what is wrong in them."""
    from worker.rulebook import modules

    found = modules.loaded(home, name)
    return list(found.modules), list(found.problems)


def rules_folder(home: Home, name: str) -> tuple[Path, str]:
    """The folder the rules are read from, and how messages call it."""
    own = home.folder / name
    return (own, name) if own.is_dir() else (SHIPPED / "rules", "rules")


def not_there(home: Home, field: str, name: str) -> Problem:
    """A file or folder that genjin.yaml names and that is not there: the shipped one would hide a typo."""
    what = f"`{field}: {name}` is not there, in {home.folder}."
    draft = shape.draft(home.settings, Settings, SETTINGS)
    draft.problems.clear()
    draft.note(_TOP, what)
    return draft.problems[0]


# -- what is wrong between two lines of genjin.yaml ----------------------------------------------------------


def _crosscheck(draft: Draft[Settings]) -> None:
    """Note it all, also where no settings could be made of the file."""
    found = [*_of_accounts(draft), *_of_reps(draft.all(Rep)), *_of_me(draft)]
    found += [each for team in draft.all(Team) for each in _of_team(team)]
    found += [each for lists in draft.all(DomainLists) for each in _of_domain_lists(lists)]
    for source, what in found:
        draft.note(source, what)


def _of_accounts(draft: Draft[Settings]) -> Iterator[Mistake]:
    accounts, reps = draft.all(Account), draft.names("team", "reps")
    names = [account.name for account in accounts]
    for at, account in enumerate(accounts):
        if account.name in names[:at]:
            yield account.source, f"A second account has the name `{account.name}`."
        if account.rep and reps and account.rep not in reps:
            yield (
                account.source,
                f"`rep: {account.rep}` is none of the team's reps.{_meant(account.rep, reps)}",
            )


def _of_me(draft: Draft[Settings]) -> Iterator[Mistake]:
    me, reps = draft.words("me"), draft.names("team", "reps")
    if me not in ("", "~", "null", *reps) and reps:
        yield _TOP, f"`me: {me}` is none of the team's reps.{_meant(me, reps)}"


def _meant(name: str, reps: Sequence[str]) -> str:
    return shape.nearest(name, reps) or f" Known: {', '.join(reps)}."


def _of_reps(reps: Sequence[Rep]) -> Iterator[Mistake]:
    for source, email in ((rep.source, email) for rep in reps for email in rep.emails):
        if not _ADDRESS.fullmatch(email):
            yield source, f"`{email}` is no mail address.{_comma_in(email)}"


def _of_team(team: Team) -> Iterator[Mistake]:
    for field, domains in (("domains", team.domains), ("service_domains", team.service_domains)):
        for domain in domains:
            if not _DOMAIN.fullmatch(domain):
                what = f"`{field}`: `{domain}` is no mail domain such as ourfactory.com.{_comma_in(domain)}"
                yield team.source, what
    yield from _of_lists(team)
    first: dict[str, str] = {}
    for name, rep in team.reps.items():
        for email in rep.emails:
            known = first.setdefault(email.lower(), name)
            if known != name:
                yield rep.source, f"`{email}` belongs to {known} and to {name}; a mail has one writer."


def _of_lists(team: Team) -> Iterator[Mistake]:
    """Lists of senders hold domains and addresses; what is on two that exclude each other is a slip."""
    lists = {name: getattr(team, name) for name in ("services", "not_services", "internal")}
    for field, entries in lists.items():
        for entry in entries:
            if not _DOMAIN.fullmatch(entry) and not _ADDRESS.fullmatch(entry):
                wanted = "neither a mail domain such as dhl.com nor an address such as notice@bank.com"
                yield team.source, f"`{field}`: `{entry}` is {wanted}.{_comma_in(entry)}"
    listed = {entry.lower().removeprefix("@") for entry in (*team.services, *team.service_domains)}
    for field in ("not_services", "internal"):
        for entry in lists[field]:
            if entry.lower().removeprefix("@") in listed:
                yield team.source, f"`{entry}` is both on `{field}` and on the list of services. Keep one."


def _of_domain_lists(lists: DomainLists) -> Iterator[Mistake]:
    """Every entry is a domain, and stands on one list."""
    first: dict[str, str] = {}
    for name, entries in lists.by_name().items():
        for entry in entries:
            if not _DOMAIN.fullmatch(entry):
                what = f"`{name}`: `{entry}` is no mail domain such as post.example.net.{_comma_in(entry)}"
                yield lists.source, what
            before = first.setdefault(entry.lower().removeprefix("@"), name)
            if before != name:
                yield lists.source, f"`{name}`: `{entry}` is on the list `{before}`, too. Keep one."


def _comma_in(text: str) -> str:
    return " The comma in it is a full-width `，`. Use `,` and a space." if "，" in text else ""


def _public(home: Home) -> list[Problem]:
    draft = _draft(home)
    _check_domains(draft)
    return draft.problems


def _check_domains(draft: Draft[Settings]) -> None:
    """With `163.com` for our own domain every customer who writes from there would count as one of us."""
    from matching.domains import FREE_MAIL

    for source, domain in ((team.source, domain) for team in draft.all(Team) for domain in team.domains):
        if domain.lower().removeprefix("@") in FREE_MAIL:
            what = (
                f"`{domain}` is everybody's: customers who write from there would count as ours. "
                "Write `domains: []`; the addresses of your reps under `emails` are enough."
            )
            draft.note(source, what)


_REPS_IN_POLICY = (
    ("rotation", "reps", "*"),
    ("calendars", "*"),
    ("pool", "pools", "*", "reps", "*"),
    ("pool", "pools", "*", "where", "reps", "*"),
    ("occasions", "*", "whom", "reps", "*"),
)
"""Where policy.yaml names reps."""
Mistake = tuple[Source, str]
_TOP = Source(SETTINGS, 1)
_DOMAIN = re.compile(r"@?[^\s@,;，；、/:]+\.[^\s@,;，；、/:]+")
_ADDRESS = re.compile(r"[^\s@,;，；、<>]+@[^\s@,;，；、<>]+\.[^\s@,;，；、<>]+")

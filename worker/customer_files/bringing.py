"""What becomes of each customer of a file in the book: new, known, or in conflict with somebody there?

plan (nothing is written yet) | refuse what the policy blocks | write, in one transaction and as one change
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import combinations, starmap

from matching.names import normalise
from model import Customer, CustomerId, GenjinError, RepId
from store.book import Page
from store.customers import NewCustomer
from worker import conflicts
from worker.alike import ConflictSort, Twin, in_group
from worker.conflicts import Conflict
from worker.customer_files.apart import agrees, contradiction
from worker.customer_files.comparing import compared
from worker.customer_files.reading import CustomerFile, Entry
from worker.desk import Actor
from worker.intake import Intake, Sitting
from worker.pipeline import Report
from worker.policy import Level

NEW, SKIP = "new", "skip"
_MOST_RIVALS = 20
Decision = str | CustomerId
"""What a person said of a row: `new`, `skip`, or the customer that it is."""
Progress = Callable[[str, int], None]


class BlockedError(GenjinError):
    """Rows collide with customers in the book, and the policy wants a person's word first."""

    def __init__(self, brought: Brought) -> None:
        self.brought = brought
        rows = [plan for plan in brought.plans if plan.is_blocked]
        several = f"{len(rows)} rows collide" if len(rows) > 1 else "1 row collides"
        super().__init__(
            f"{several} with customers in the book, and the policy blocks that. Nothing was imported. "
            "Write the report with --report FILE.csv, fill its column `genjin` (new, skip or the customer's "
            "number) and give it back with --decisions FILE.csv; or import them all with --even-so."
        )


@dataclass(slots=True)
class Plan:
    """A customer of the file, and what becomes of it."""

    entry: Entry
    target: CustomerId | None = None
    """Whom of the book it changes; None: it is new."""
    name: str = ""
    """What it is called from then on."""
    namesakes: tuple[Twin, ...] = ()
    """Who of the book is called so, but is somebody else or one of several."""
    by_name: bool = False
    """Only the name says that it is `target`."""
    found: tuple[Conflict, ...] = ()
    stays: RepId | None = None
    """Another rep, whose customer it is and remains."""
    is_skipped: bool = False
    is_blocked: bool = False
    outcome: str = ""
    """added, changed, unchanged, skipped, blocked."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """(field, before, after)."""
    number: CustomerId | None = None

    @property
    def line(self) -> int:
        return self.entry.lines[0]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did or, in a dry run, would do."""

    plans: tuple[Plan, ...]
    twins: tuple[tuple[Plan, Plan], ...] = ()
    """Two of the file that may be one."""
    change: int = 0
    """By which number `genjin undo` takes it back; 0: nothing was written."""

    def those(self, outcome: str) -> tuple[Plan, ...]:
        return tuple(plan for plan in self.plans if plan.outcome == outcome)

    def names(self, outcome: str) -> tuple[str, ...]:
        return tuple(plan.name for plan in self.those(outcome))


@dataclass(frozen=True, slots=True)
class Wish:
    """How the caller wants it done."""

    dry_run: bool = False
    even_so: bool = False
    """Conflicts that the policy blocks are imported all the same."""
    decisions: Mapping[int, Decision] = field(default_factory=dict)
    """By the first row of a customer."""
    known: Mapping[int, CustomerId] = field(default_factory=dict)
    """Whom a row changes, as more than its name or number says; the policy has its say all the same."""
    owner: RepId | None = None
    """Whose those who are new become, where the file names nobody."""
    keeps_owners: bool = False
    """Whoever has an owner stays hers, whatever the file says."""
    source: str = ""
    """Where they come from, where the file does not say."""
    action: str = "import"
    noted: str = "import customers"
    """What the journal calls it."""
    subject: str = ""
    """What the change is called, instead of by the file's name."""
    then: Callable[[Sitting, Sequence[Plan]], Mapping[str, int]] | None = None
    """What follows for all of them, within the same change. Answers what the change is to be known by."""


AS_USUAL = Wish()


def _silent(_: str, __: int) -> None:
    pass


def bring_in(
    intake: Intake, file: CustomerFile, actor: Actor, wish: Wish = AS_USUAL, progress: Progress = _silent
) -> Brought:
    """Write customers down, and link stored mail that turns out to be theirs: one transaction, one change.

    Raises BlockedError, with nothing written, where the policy blocks a row and nobody has decided on it.
    """
    brought = Brought(())
    with suppress(_OnlyLookingError), intake.sitting(Report()) as sitting:
        plans = _planned(sitting, file.entries, wish, progress)
        brought = Brought(tuple(plans), tuple(_twins(plans)))
        if any(plan.is_blocked for plan in plans) and not wish.dry_run:
            raise BlockedError(brought)
        if wish.dry_run:
            deque(_entered(sitting.page, plans, actor, progress), 0)
            raise _OnlyLookingError
        brought = replace(brought, change=_written(sitting, file, plans, actor, wish, progress))
    intake.tidy()
    return brought


class _OnlyLookingError(Exception):
    """Ends a dry run: the page is taken back as if it had failed."""


# -- planning ------------------------------------------------------------------------------------------------


def _planned(sitting: Sitting, entries: Sequence[Entry], wish: Wish, progress: Progress) -> list[Plan]:
    said = {**wish.known, **wish.decisions}
    plans = [_decided(sitting.page, entry, said.get(entry.lines[0])) for entry in entries]
    _part_rivals(sitting.page, plans)
    for plan in plans:
        if plan.target is None:
            plan.entry = _as_wished(plan.entry, wish)
        elif wish.keeps_owners:
            _keep_owner(sitting.page, plan, plan.target, wish.owner)
    policy, kin = sitting.playbook.conflicts.import_, _Kin(sitting.page)
    new = [plan for plan in plans if plan.target is None and not plan.is_skipped]
    asked = [conflicts.probe(plan.entry.new, kin.of(plan.entry.new.group)) for plan in new]
    progress("Compared", len(plans) - len(new))
    for plan, each, twins in zip(new, asked, compared(asked, sitting.directory), strict=True):
        plan.found = conflicts.levelled(
            (*plan.namesakes, *twins, *in_group(each, kin.of(each.group_name))), policy
        )
        progress("Compared", 1)
    for plan in plans:
        if plan.target is not None:
            plan.found = _taken_over(sitting, plan)
        undecided = plan.line not in wish.decisions and not wish.even_so
        plan.is_blocked = undecided and bool(conflicts.blocking(plan.found))
        plan.outcome = "blocked" if plan.is_blocked else "skipped" if plan.is_skipped else ""
    return plans


def _as_wished(entry: Entry, wish: Wish) -> Entry:
    new = entry.new
    source = wish.source if wish.source and new.source in ("", "import") else new.source
    return replace(entry, new=replace(new, owner=new.owner or wish.owner, source=source))


def _keep_owner(page: Page, plan: Plan, target: CustomerId, asking: RepId | None) -> None:
    known, said = page.customers.one(target), plan.entry.new.owner
    assert known is not None, target
    if known.owner is not None:
        is_anothers = known.owner != asking or said not in (None, known.owner)
        plan.stays = known.owner if is_anothers else None
        plan.entry = replace(plan.entry, new=replace(plan.entry.new, owner=None))


class _Kin:
    """Who is in a group of the book already, by the group's name; looked up once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[str, list[Customer]] = {}

    def of(self, group: str) -> list[Customer]:
        if group not in self._known:
            self._known[group] = conflicts.members(self._page, group)
        return self._known[group]


def _decided(page: Page, entry: Entry, decision: Decision | None) -> Plan:
    """Whom a row changes: whom a person named, who has its number, else who is called exactly so."""
    new = entry.new
    if decision == SKIP:
        return Plan(entry, name=new.name, is_skipped=True)
    if decision == NEW:
        return Plan(entry, name=new.name)
    if decision is not None:
        known = page.customers.one(CustomerId(int(decision)))
        assert known is not None, decision
        return Plan(entry, known.id, known.name)
    number = page.customers.with_external_id(new.external_id) if new.external_id else None
    if number is not None:
        return Plan(entry, number, new.name)
    return _exported(page, entry) or _called(page, entry)


def _exported(page: Page, entry: Entry) -> Plan | None:
    """Whose number an export wrote beside it. In another book, or after the name was written over, it says
    nothing for sure: a person decides.
    """
    known = page.customers.one(entry.number) if entry.number else None
    if known is None:
        return None
    if {entry.new.name, *entry.new.titles} & {known.name, *known.titles}:
        return Plan(entry, known.id, entry.new.name)
    because = "the column genjin says so, but its name is another"
    return Plan(entry, name=entry.new.name, namesakes=(_twin(ConflictSort.SAME, known, because),))


def _called(page: Page, entry: Entry) -> Plan:
    """Without a number it is whom only this name can mean: one who has it, or who agrees in more than it.

    Another title of a customer does not rename it.
    """
    new, doubted = entry.new, {value for value, _ in entry.new.doubts}
    called = page.customers.called(new.name, numbered=not new.external_id)
    fitting = [each for each in called if not contradiction(new, each, doubted)]
    sure = [each for each in fitting if agrees(new, each, doubted)]
    if len(sure) == 1 or len(fitting) == len(called) == 1:
        known = (sure or fitting)[0]
        return Plan(entry, known.id, known.name, by_name=True)
    namesakes = tuple(_namesake(new, each, doubted) for each in called)
    return Plan(entry, name=new.name, namesakes=namesakes)


def _namesake(new: NewCustomer, other: Customer, doubted: Collection[str] = ()) -> Twin:
    apart = contradiction(new, other, doubted)
    if apart:
        return _twin(ConflictSort.SIMILAR, other, f"same name, {apart}")
    return _twin(ConflictSort.SAME, other, "same name, which several have; nothing says which of them it is")


def _twin(sort: ConflictSort, known: Customer, because: str) -> Twin:
    return Twin(sort, known.id, known.name, known.owner, known.group, known.group_name, (because,))


def _part_rivals(page: Page, plans: Sequence[Plan]) -> None:
    """Two of the file that contradict each other cannot both be the one of the book who has their name."""
    claims: dict[CustomerId, list[Plan]] = {}
    for plan in plans:
        if plan.target is not None:
            claims.setdefault(plan.target, []).append(plan)
    for number, rivals in claims.items():
        if len(rivals) > 1 and any(starmap(_are_apart, combinations(rivals[:_MOST_RIVALS], 2))):
            known = page.customers.these([number])
            for plan in (each for each in rivals if each.by_name):
                plan.target, plan.name = None, plan.entry.new.name
                plan.namesakes = tuple(_namesake(plan.entry.new, each) for each in known)


def _are_apart(one: Plan, other: Plan) -> bool:
    doubted = {value for plan in (one, other) for value, _ in plan.entry.new.doubts}
    return bool(contradiction(one.entry.new, other.entry.new, doubted))


def _taken_over(sitting: Sitting, plan: Plan) -> tuple[Conflict, ...]:
    """A row that has a customer's name, but not its number, must not take it from its owner."""
    new, level = plan.entry.new, sitting.playbook.conflicts.import_.same_customer
    known = None if new.owner is None else sitting.page.customers.one(CustomerId(plan.target or 0))
    if known is None or known.owner in (None, new.owner) or level is Level.IGNORE:
        return ()
    if plan.entry.number == known.id or (new.external_id and known.external_id == new.external_id):
        return ()  # the team's own list says whose it is
    because = (f"called {new.name}; the file gives it to {new.owner}",)
    whose = (known.owner, known.group, known.group_name)
    return (Conflict(level, Twin(ConflictSort.SAME, known.id, known.name, *whose, because)),)


def _twins(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Plan]]:
    """Customers of the file that share a name or a code; a domain is shared by sisters, too."""
    first: dict[tuple[str, str], Plan] = {}
    told: set[tuple[int, int]] = set()
    for plan in plans:
        for sign in _signs(plan.entry.new):
            twin = first.setdefault(sign, plan)
            if twin is not plan and (twin.line, plan.line) not in told:
                told.add((twin.line, plan.line))
                yield plan, twin


def _signs(new: NewCustomer) -> Iterator[tuple[str, str]]:
    yield from (("title", normalise(title)) for title in (new.name, *new.titles) if normalise(title))
    doubted = {value for value, _ in new.doubts}
    yield from (("code", code.rpartition(" ")[2]) for code in new.codes if code not in doubted)


# -- writing -------------------------------------------------------------------------------------------------


def _written(
    sitting: Sitting,
    file: CustomerFile,
    plans: Sequence[Plan],
    actor: Actor,
    wish: Wish,
    progress: Progress,
) -> int:
    page, subject = sitting.page, wish.subject or file.name
    with page.changes.recording(actor.now, actor.name, wish.action, None, subject) as change:
        sitting.welcome_all(list(dict.fromkeys(_entered(page, plans, actor, progress))))
        if wish.then is not None:
            change.detail |= wish.then(sitting, plans)
        sitting.settle()
        change.words = f"{subject}: {_counted(plans)}"
    if change.number:
        page.journal(actor.now, actor.name, wish.noted, subject, _counted(plans))
    return change.number


def _counted(plans: Sequence[Plan]) -> str:
    counts = (
        (sum(plan.outcome == name for plan in plans), name) for name in ("added", "changed", "unchanged")
    )
    return ", ".join(f"{count} {name}" for count, name in counts if count or name != "unchanged")


def _entered(page: Page, plans: Sequence[Plan], actor: Actor, progress: Progress) -> Iterator[CustomerId]:
    """Answers everybody who is new or changed."""
    for plan in plans:
        if not plan.outcome:
            _write(page, plan, actor)
            if plan.number is not None:
                yield plan.number
        progress("Written", 1)


def _write(page: Page, plan: Plan, actor: Actor) -> None:
    if plan.target is None:
        plan.outcome, plan.number = "added", page.customers.enter(plan.entry.new)
    else:
        _renew(page, plan, plan.target)
    if plan.found and plan.number is not None:
        conflicts.keep(page, plan.number, plan.found, actor.now)


def _renew(page: Page, plan: Plan, target: CustomerId) -> None:
    new = plan.entry.new
    before = page.customers.one(target)
    assert before is not None, target
    titles = tuple(dict.fromkeys((new.name, *new.titles)))
    wanted = replace(new, name=plan.name, titles=titles)
    doubted = frozenset(value for value, _ in page.customers.doubted(target)) if new.doubts else frozenset()
    if tells_nothing(before, wanted, doubted):
        plan.outcome, plan.number = "unchanged", None
        return
    after = page.customers.change(target, wanted)
    plan.changes = tuple(differences(before, after))
    plan.outcome, plan.number = ("changed", target) if plan.changes else ("unchanged", None)


_ONE = ("name", "country", "owner", "volume_class", "close_grade", "every_days", "source")
_MANY = ("titles", "domains", "codes", "phones", "websites")


def tells_nothing(before: Customer, new: NewCustomer, doubted: frozenset[str] = frozenset()) -> bool:
    """Does the book know all of it already?"""
    one = ((getattr(before, name), getattr(new, name)) for name in _ONE)
    if any(said not in ("", None, known) for known, said in one):
        return False
    if (
        new.group not in ("", before.group_name)
        or (new.external_id or before.external_id) != before.external_id
    ):
        return False
    many = ((name, set(getattr(new, name)) - set(getattr(before, name)) - doubted) for name in _MANY)
    emails = {email for email, _ in new.contacts} - set(before.emails)
    return not any(more for _, more in many) and not emails


def differences(before: Customer, after: Customer) -> Iterator[tuple[str, str, str]]:
    """(field, before, after) of everything that changed; of lists what was added."""
    for name in (*_ONE, "group_name", "external_id"):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield _CALLED.get(name, name), str(was or ""), str(now or "")
    for name in (*_MANY, "emails"):
        more = [each for each in getattr(after, name) if each not in getattr(before, name)]
        if more:
            yield name, "", "; ".join(more)


_CALLED = {
    "volume_class": "class",
    "close_grade": "grade",
    "every_days": "every days",
    "group_name": "group",
    "external_id": "id",
}

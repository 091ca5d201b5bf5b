"""Is what a customer is owed the same, whether all that happened is read or only what bears on it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

import followups
from fakes import Office
from followups import past as past_module
from followups.calendar import Days, RepCalendar
from followups.pace import Pace
from followups.policy import Occasion
from followups.span import Span
from followups_support import POLICY, customer, tag, unhurried
from model import (
    BusinessFact,
    CustomerId,
    DueEffect,
    DueKind,
    Duty,
    Enrolment,
    EnrolmentId,
    FactSort,
    GroupId,
    History,
    Interaction,
    InteractionKind,
    Kind,
    RepId,
    Tag,
    TagSort,
)
from store.book import Book
from store.customers import NewCustomer
from store.histories import Histories, Together
from store.queries import Reader

FIRST = datetime(2025, 3, 1, 9, tzinfo=UTC)
NEWEST = 5
IN, OUT = InteractionKind.MAIL_IN, InteractionKind.MAIL_OUT

# Lin works as the team does; Chen was on leave for long.
POLICIES = {
    "the team's": POLICY,
    "with all there is": replace(
        POLICY,
        calendars={"chen": RepCalendar(away=(Days(date(2025, 10, 27), date(2025, 12, 19)),))},
        cadence=replace(
            POLICY.cadence,
            volume={
                **POLICY.cadence.volume,
                "A": Pace.parse("7 days and 2 per week"),
                "B": Pace.parse("2 per quarter"),
            },
        ),
        groups=replace(POLICY.groups, contact="touches"),
        occasions=(
            Occasion("launch", on="2025-11-15", before=Span(3, "days")),
            Occasion("christmas", holiday="Christmas", content="greeting"),
        ),
    ),
}


def our_promise(about: str) -> Tag:
    return replace(tag(name="our_promise"), about=about)


def brings(about: str) -> Tag:
    return replace(tag(name=past_module.OURS), about=about, sort=TagSort.FACT)


def effect(kind: DueKind, day: date | None) -> Tag:
    return tag(DueEffect(kind, day, "words"))


def ticked(number: int) -> str:
    """The cause of a tick on a watch of a paper, or on a wish of a mail."""
    duty, cause = (Duty.CONTRACT_WATCH, str(number % 10)) if number % 2 else (Duty.RESUME, "last in")
    return past_module.done(number, duty, cause)


times = st.integers(0, 380).map(lambda day: FIRST + timedelta(days=day))
days = st.dates(date(2025, 3, 1), date(2026, 3, 1))
tags = st.one_of(
    st.just(tag()),
    st.builds(effect, st.sampled_from([DueKind.NOT_BEFORE, DueKind.BY, DueKind.ON, DueKind.STOP]), days),
    st.builds(our_promise, st.sampled_from(["", "answer", "sample", "price"])),
    st.builds(brings, st.sampled_from(["sample", "price", "case"])),
)
numbers = st.integers(0, 10_000)
events = st.builds(
    Interaction,
    times,
    st.sampled_from([IN, OUT, IN, OUT, *InteractionKind]),
    numbers.map(str),
    mail_kind=st.sampled_from([Kind.HUMAN, Kind.HUMAN, Kind.HUMAN, Kind.AUTO_REPLY, Kind.BULK]),
    tags=st.lists(tags, max_size=1).map(tuple),
    content=st.sampled_from(["", "", "", "case"]),
    length=st.sampled_from([None, 5, 500]),
)
ticks = st.builds(Interaction, times, st.just(InteractionKind.OTHER), numbers.map(ticked))
kin = st.builds(
    Interaction,
    times,
    st.sampled_from([IN, OUT, InteractionKind.CALL]),
    numbers.map("kin {}".format),
    mail_kind=st.just(Kind.HUMAN),
    length=st.sampled_from([None, 5, 500]),
)
facts = st.builds(
    BusinessFact,
    st.sampled_from(FactSort),
    times,
    st.integers(0, 9).map(str),
    st.sampled_from(["", "N-1"]),
    valid_until=st.none() | days,
)
enrolments = st.builds(
    Enrolment, st.integers(1, 3).map(EnrolmentId), st.sampled_from(sorted(POLICY.sequences)), times
)
customers = st.builds(
    customer,
    created=st.just(FIRST),
    owner=st.sampled_from([RepId("lin"), RepId("lin"), RepId("chen")]),
    volume_class=st.sampled_from(["", "A", "B"]),
    close_grade=st.sampled_from(["", "", "e"]),
    country=st.sampled_from(["", "DE"]),
    owned_since=st.none() | times,
    came_by=st.sampled_from(["", "claim", "hand_out"]),
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Most end with an answer and a touch, else nothing would ever be left out."""
    told = draw(st.lists(events | ticks, min_size=6, max_size=25, unique_by=lambda event: event.cause))
    last = FIRST + timedelta(days=draw(st.integers(200, 380)))
    told += [
        Interaction(last, OUT, "last out", mail_kind=Kind.HUMAN, length=500),
        Interaction(
            last + timedelta(hours=draw(st.integers(-900, 900))), IN, "last in", mail_kind=Kind.HUMAN
        ),
    ]
    return History(
        draw(customers),
        tuple(sorted(told, key=lambda event: (event.at, event.cause))),
        tuple(sorted(draw(st.lists(kin, max_size=4)), key=lambda event: event.at)),
        tuple(draw(st.lists(facts, max_size=4))),
        tuple(draw(st.lists(enrolments, max_size=1))),
        draw(st.sampled_from(["", "apart", "answers", "touches"])),
    )


def cut(history: History, newest: int) -> tuple[History, datetime]:
    """As store/histories.py reads it."""
    since = sorted(event.at for event in history.interactions)[-newest]
    older = [event for event in history.interactions if event.at < since]
    last = {each: event.at for event in older for each in brought(event)}
    deals = {event.kind: event.cause for event in older if event.kind.is_answer and event.moves_clocks}
    kept = tuple(
        event
        for event in history.interactions
        if event.at >= since
        or moves(event)
        or event.cause in deals.values()
        or any(last[each] == event.at for each in brought(event))
    )
    return replace(history, interactions=kept), since


def moves(event: Interaction) -> bool:
    kinds = {each.due.kind for each in event.tags if each.due}
    promises = any(each.name == "our_promise" for each in event.tags)
    is_steering = event.content or promises or kinds & {DueKind.NOT_BEFORE, DueKind.STOP}
    return bool(is_steering or past_module.is_done(event))


def brought(event: Interaction) -> set[tuple[object, ...]]:
    facts = (each for each in event.tags if each.sort is TagSort.FACT)
    return {(each.name, each.about, event.kind, event.mail_kind, bool(event.content)) for each in facts}


@unhurried
@given(histories(), st.integers(3, 8), st.sampled_from(sorted(POLICIES)))
def test_what_is_left_out_changes_nothing_where_the_rest_is_said_to_suffice(
    past: History, newest: int, policy: str
) -> None:
    short, since = cut(past, newest)

    if followups.suffices(short, since, POLICIES[policy]):
        assert followups.owed(short, POLICIES[policy]) == followups.owed(past, POLICIES[policy])


def talk(days: int) -> Iterator[Interaction]:
    """We write and they answer, day by day."""
    for day in range(days):
        sort, letters = (OUT, 500) if day % 2 else (IN, None)
        yield Interaction(FIRST + timedelta(days=day), sort, str(day), mail_kind=Kind.HUMAN, length=letters)


def test_a_long_story_without_plans_and_papers_is_read_in_part() -> None:
    """Else the property above would say nothing."""
    assert followups.suffices(*cut(History(customer(), tuple(talk(400))), 300), POLICY)


def test_so_is_one_with_old_orders_and_papers() -> None:
    paper = BusinessFact(FactSort.CONTRACT, FIRST, "paper")
    paid = Interaction(FIRST + timedelta(days=1), InteractionKind.PAYMENT, "paid")
    told = History(customer(), (*talk(400), paid), facts=(paper,))

    short, since = cut(told, 300)

    assert followups.suffices(short, since, POLICY)
    assert Duty.CONTRACT_WATCH not in {one.duty for one in followups.owed(short, POLICY)}


# -- the book ------------------------------------------------------------------------------------------------


def storied(book: Book, events: int) -> CustomerId:
    """A customer with so many logged events, one a day: every tenth brought something."""
    with book.begin() as page:
        number = page.customers.add(NewCustomer("Nordlicht GmbH", FIRST, owner=RepId("anna"))).id
        for day in range(events):
            kind = InteractionKind.CHAT if day % 2 else InteractionKind.ORDER
            content = "" if day % 10 else "case"
            page.followups.log(number, FIRST + timedelta(days=day), kind, RepId("anna"), "", "", content)
    return number


def read(book: Book, customer: CustomerId, *, enough: bool) -> History:
    with book.begin() as page:
        (history,) = page.histories.recent([customer], lambda *_: enough, NEWEST)
    return history


def test_the_newest_are_read_and_of_the_others_the_last_order_and_what_brought_something(book: Book) -> None:
    number = storied(book, 21)

    history = read(book, number, enough=True)

    assert [(event.at - FIRST).days for event in history.interactions] == [0, 10, 14, 16, 17, 18, 19, 20]


def test_all_is_read_where_that_does_not_suffice(book: Book) -> None:
    number = storied(book, 21)

    history = read(book, number, enough=False)

    assert len(history.interactions) == 21


def test_a_short_story_is_read_whole_and_nobody_is_asked(book: Book) -> None:
    number = storied(book, NEWEST - 1)

    history = read(book, number, enough=True)

    assert len(history.interactions) == NEWEST - 1


def test_a_page_and_a_reader_read_the_same(office: Office) -> None:
    from fakes import mail, sent

    office.gets(mail("Please send your best price.", id="1"), mail("We come back in March.", id="2", day=3))
    office.writes(sent("We will send the samples on Friday.", id="3", day=4))
    with office.book.begin() as page:
        numbers = page.histories.after(0, 10)
        written = [*page.histories.of(numbers)]
    with Reader(office.book.location) as reader:
        looked_at = [*Histories(reader).of(numbers)]

    assert numbers
    assert any(event.tags for each in written for event in each.interactions)
    assert looked_at == written


def grouped(book: Book) -> Iterator[CustomerId]:
    with book.begin() as page:
        for name in ("Nordlicht GmbH", "Nordlicht Polska"):
            yield page.customers.add(NewCustomer(name, FIRST, group="Nordlicht Gruppe")).id


def test_what_happened_with_another_company_of_the_group_is_told_apart(book: Book) -> None:
    first, second = grouped(book)
    with book.begin() as page:
        page.followups.log(first, FIRST, InteractionKind.CALL, RepId("anna"), "here")
        page.followups.log(second, FIRST, InteractionKind.CALL, RepId("bo"), "there")
        page.followups.log(second, FIRST, InteractionKind.NOTE, RepId("bo"), "to ourselves")
        (history,) = page.histories.of([first])

    assert [event.summary for event in history.interactions] == ["here"]
    assert [event.summary for event in history.kin] == ["there"]


def test_whoever_is_asked_about_its_kin_comes_with_them(book: Book) -> None:
    first, second = grouped(book)
    with book.begin() as page:
        alone = page.customers.add(NewCustomer("Alone", FIRST)).id

        assert page.histories.kin_of([first, alone]) == sorted([first, second, alone])


def test_a_mail_to_several_companies_of_a_group_happened_with_each_of_them_and_beside_none() -> None:
    call, to_both = (Interaction(FIRST, OUT, cause) for cause in ("call", "both"))
    whose = {"call": {2}, "both": {1, 2}}

    together = Together(GroupId(1), "", (CustomerId(1), CustomerId(2)), (call, to_both), whose)

    assert [together.beside(company) for company in together.companies] == [(call,), ()]


def test_what_cannot_move_the_dates_of_the_others_of_a_group_is_not_shared() -> None:
    calls = [Interaction(FIRST, InteractionKind.CALL, "call")]
    mails = [Interaction(FIRST + timedelta(days=each), OUT, str(each)) for each in range(4)]
    far = Interaction(FIRST + timedelta(days=90), OUT, "far")

    assert followups.shared(calls, "apart", POLICY) == ()
    assert followups.shared(mails[:3], "apart", POLICY) == ()
    assert followups.shared([*mails, far], "apart", POLICY) == tuple(mails)
    assert followups.shared(calls, "touches", POLICY) == tuple(calls)


def test_what_is_owed_from_a_part_is_what_is_owed_from_all(book: Book) -> None:
    number = storied(book, 40)
    with book.begin() as page:
        (whole,) = page.histories.of([number])
        (part,) = page.histories.recent([number], partial(followups.suffices, policy=POLICY), NEWEST)

    assert followups.owed(part, POLICY) == followups.owed(whole, POLICY)

"""What do a customer's tags say of it on a day, and does it matter in which order they came?"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from model import CustomerId, Label, MailId, Mark, MarkId, Marks, Source, Tag, Tagging, TagSort, Verdict
from rules.profile import HEADINGS, Ending, Profile, profile

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 20)
US = CustomerId(1)


def tag(name: str = "price_sensitive", **more: object) -> Tag:
    plain = Tag(name, Label(name, name), f"rule-{name}", Source("r.yaml", 1), "words", 0, 5, Label("", ""))
    return replace(plain, **more)  # type: ignore[arg-type]


def found(one: Tag, day: float, mail: int) -> Tagging:
    return Tagging(one, MONDAY + timedelta(days=day), MailId(mail))


def mark(number: int, verdict: Verdict, name: str, day: float = 10, **more: object) -> Mark:
    plain = Mark(MarkId(number), US, MONDAY + timedelta(days=day), "anna", verdict, name)
    return replace(plain, **more)  # type: ignore[arg-type]


def looked(*taggings: Tagging, marks: tuple[Mark, ...] = (), day: date = TODAY) -> Profile:
    return profile(taggings, Marks.of(marks), day)


def names(one: Profile) -> list[str]:
    return [each.name for each in one.in_force]


class TestInForce:
    def test_the_newest_mail_stands_for_a_tag(self) -> None:
        (one,) = looked(found(tag(), 0, 1), found(tag(), 2, 3), found(tag(), 1, 2)).in_force

        assert one.tagging.mail == 3

    def test_a_tag_holds_till_the_end_of_its_last_day(self) -> None:
        lasting = found(tag(expires=TODAY), 0, 1)

        assert names(looked(lasting)) == ["price_sensitive"]
        (over,) = looked(lasting, day=TODAY + timedelta(days=1)).ended
        assert over.ending is Ending.EXPIRED

    def test_an_older_mail_that_holds_longer_stands_for_a_newer_one_that_expired(self) -> None:
        newer = found(tag(expires=date(2026, 3, 5)), 1, 2)

        (one,) = looked(found(tag(), 0, 1), newer).in_force

        assert one.tagging.mail == 1

    def test_a_later_tag_withdraws_and_an_earlier_one_or_one_of_the_same_mail_does_not(self) -> None:
        not_now = found(tag("not_now", withdrawn_by=("order_intent",)), 5, 2)

        assert "not_now" in names(looked(found(tag("order_intent"), 4, 1), not_now))
        assert "not_now" in names(looked(found(tag("order_intent"), 5, 2), not_now))
        (ended,) = looked(not_now, found(tag("order_intent"), 6, 3)).ended
        assert (ended.ending, ended.by and ended.by.mail) == (Ending.WITHDRAWN, 3)

    def test_what_withdraws_goes_on_doing_so_when_it_has_expired_itself_but_not_if_it_was_wrong(self) -> None:
        not_now = found(tag("not_now", withdrawn_by=("order_intent",)), 0, 1)
        order = found(tag("order_intent", expires=date(2026, 3, 10)), 1, 2)

        assert names(looked(not_now, order)) == []
        called_wrong = mark(1, Verdict.WRONG, "order_intent", mail=MailId(2))
        assert names(looked(not_now, order, marks=(called_wrong,))) == ["not_now"]

    def test_a_fact_may_withdraw_and_is_never_shown(self) -> None:
        asked = found(tag("sample_request", withdrawn_by=("sent_sample",)), 0, 1)
        brought = found(tag("sent_sample", sort=TagSort.FACT), 1, 2)

        found_out = looked(asked, brought)

        assert names(found_out) == []
        assert [each.name for each in found_out.ended] == ["sample_request"]

    def test_what_is_on_trial_neither_shows_nor_withdraws(self) -> None:
        not_now = found(tag("not_now", withdrawn_by=("order_intent",)), 0, 1)

        assert names(looked(not_now, found(tag("order_intent", is_trial=True), 1, 2))) == ["not_now"]

    def test_headings_stand_in_their_order_and_grades_are_hints(self) -> None:
        every = (
            found(tag("not_now", profile="state", grade="down"), 0, 1),
            found(tag(profile="needs"), 1, 2),
            found(tag("unheard", profile="odd"), 2, 3),
        )

        one = looked(*every)

        assert [heading for heading, _ in one.headings()] == ["needs", "state"]
        assert set(HEADINGS) >= {heading for heading, _ in one.headings()}
        assert "unheard" in names(one)
        assert [(each.name, each.tagging.tag.grade) for each in one.grades()] == [("not_now", "down")]

    def test_what_we_promised_says_nothing_of_the_customer_but_that_it_was_wrong_is_shown(self) -> None:
        promised = found(tag("our_promise", profile="needs"), 0, 1)
        wrong = mark(1, Verdict.WRONG, "our_promise", mail=MailId(1))

        assert (looked(promised).in_force, looked(promised).ended) == ((), ())
        assert [each.ending for each in looked(promised, marks=(wrong,)).ended] == [Ending.WRONG]


class TestMarks:
    def test_wrong_ends_the_tag_of_that_mail_only_and_whatever_rule_gives_it(self) -> None:
        wrong = mark(1, Verdict.WRONG, "price_sensitive", mail=MailId(2), rule="rule-price_sensitive")
        again = found(tag(rule="another-rule"), 1, 2)

        one = looked(found(tag(), 0, 1), found(tag(), 1, 2), again, marks=(wrong,))

        assert [each.tagging.mail for each in one.in_force] == [1]
        assert [each.ending for each in one.ended] == [Ending.WRONG, Ending.WRONG]

    def test_right_after_wrong_is_the_last_word(self) -> None:
        said = (
            mark(1, Verdict.WRONG, "price_sensitive", mail=MailId(1)),
            mark(2, Verdict.RIGHT, "price_sensitive", mail=MailId(1)),
        )

        (one,) = looked(found(tag(), 0, 1), marks=said).in_force

        assert one.mark == said[1]

    def test_remove_ends_all_that_was_so_until_then_and_nothing_later(self) -> None:
        gone = mark(1, Verdict.REMOVE, "price_sensitive", day=5)
        early, late = found(tag(), 5, 1), found(tag(), 6, 2)

        assert [each.ending for each in looked(early, marks=(gone,)).ended] == [Ending.REMOVED]
        assert [each.tagging.mail for each in looked(early, late, marks=(gone,)).in_force] == [2]

    def test_remove_of_one_mail_leaves_the_others(self) -> None:
        gone = mark(1, Verdict.REMOVE, "price_sensitive", mail=MailId(2))

        one = looked(found(tag(), 0, 1), found(tag(), 1, 2), marks=(gone,))

        assert [each.tagging.mail for each in one.in_force] == [1]

    def test_a_tag_by_hand_holds_withdraws_and_can_be_removed_in_the_same_second(self) -> None:
        given_ = mark(1, Verdict.ADD, "order_intent", given=tag("order_intent"))
        not_now = found(tag("not_now", withdrawn_by=("order_intent",)), 0, 1)

        (one,) = looked(not_now, marks=(given_,)).in_force
        assert (one.name, one.tagging.by, one.tagging.mark) == ("order_intent", "anna", 1)

        removed = mark(2, Verdict.REMOVE, "order_intent")
        assert names(looked(marks=(given_, removed))) == []
        anew = mark(3, Verdict.ADD, "order_intent", given=tag("order_intent"))
        assert names(looked(marks=(given_, removed, anew))) == ["order_intent"]


NAMES = ("price_sensitive", "not_now", "order_intent")
some_tags = st.builds(
    tag,
    st.sampled_from(NAMES),
    rule=st.sampled_from(("r1", "r2")),
    expires=st.none() | st.dates(date(2026, 3, 1), date(2026, 4, 1)),
    withdrawn_by=st.sets(st.sampled_from(NAMES)).map(lambda each: tuple(sorted(each))),
    is_trial=st.booleans(),
    sort=st.sampled_from(TagSort),
)
some_taggings = st.lists(
    st.builds(found, some_tags, st.integers(0, 20), st.integers(1, 5)),
    max_size=8,
    unique_by=lambda each: (each.at, each.tag.name, each.tag.rule, each.mail),
)


@st.composite
def some_marks(draw: st.DrawFn) -> tuple[Mark, ...]:
    verdicts = draw(st.lists(st.sampled_from(list(Verdict)), max_size=6))
    return tuple(_drawn(draw, number, verdict) for number, verdict in enumerate(verdicts, 1))


def _drawn(draw: st.DrawFn, number: int, verdict: Verdict) -> Mark:
    name = draw(st.sampled_from(NAMES))
    more: dict[str, object] = {"mail": draw(st.none() | st.integers(1, 5).map(MailId))}
    if verdict is Verdict.ADD:
        more = {"given": tag(name, sort=TagSort.SIGNAL)}
    if verdict is Verdict.UNDO:
        more = {"undoes": MarkId(draw(st.integers(1, max(1, number - 1))))}
    return mark(number, verdict, name, draw(st.integers(0, 20)), **more)


@given(some_taggings, some_marks(), st.randoms())
def test_the_order_of_arrival_does_not_matter(
    taggings: list[Tagging], marks: tuple[Mark, ...], dice: object
) -> None:
    others, said = list(taggings), list(marks)
    dice.shuffle(others)  # type: ignore[attr-defined]
    dice.shuffle(said)  # type: ignore[attr-defined]

    assert looked(*others, marks=tuple(said)) == looked(*taggings, marks=marks)


@given(some_taggings, some_marks(), st.sampled_from([each for each in Verdict if each is not Verdict.UNDO]))
def test_what_is_undone_was_never_said(
    taggings: list[Tagging], marks: tuple[Mark, ...], verdict: Verdict
) -> None:
    said = mark(50, verdict, "not_now", mail=MailId(1))
    if verdict is Verdict.ADD:
        said = mark(50, verdict, "not_now", given=tag("not_now"))
    undone = mark(51, Verdict.UNDO, "not_now", undoes=MarkId(50))

    assert looked(*taggings, marks=(*marks, said, undone)) == looked(*taggings, marks=marks)


@given(some_taggings, some_marks())
def test_every_name_holds_once_and_nothing_both_holds_and_ended(
    taggings: list[Tagging], marks: tuple[Mark, ...]
) -> None:
    one = looked(*taggings, marks=marks)

    assert len(names(one)) == len(set(names(one)))
    assert all(each.tagging.tag.is_signal for each in (*one.in_force, *one.ended))
    assert not {repr(each.tagging) for each in one.in_force} & {repr(each.tagging) for each in one.ended}


def test_whoever_looks_at_a_profile_does_not_wait_for_the_engine() -> None:
    code = "import sys, rules.profile; print([each for each in ('re2', 'rules.rule') if each in sys.modules])"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"

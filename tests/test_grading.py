"""Is the grade that is proposed the one that the evidence speaks for? Pure, by the shipped policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from followups import classes, grading
from followups.grading import Proposal, stepped
from followups.policy import Policy
from followups.whom import CLOSE_GRADES
from followups_support import MONDAY, POLICY, customer
from model import (
    BusinessFact,
    FactSort,
    Grade,
    History,
    Interaction,
    InteractionKind,
    Kind,
    Label,
    MailId,
    Source,
    Tag,
)

TODAY = MONDAY.date() + timedelta(days=60)


def tag(name: str, grade: Grade = "", **more: Any) -> Tag:
    told = {"quote": f"words of {name}", "start": 0, "end": 3, "grade": grade} | more
    return Tag(name, Label(name.title(), ""), name, Source("r.yaml", 1), suggest=Label("", ""), **told)


def wrote(day: float, *tags: Tag, kind: Kind = Kind.HUMAN) -> Interaction:
    at = MONDAY + timedelta(days=day)
    return Interaction(at, InteractionKind.MAIL_IN, f"in-{day}", mail=MailId(7), mail_kind=kind, tags=tags)


def ours(day: float) -> Interaction:
    at = MONDAY + timedelta(days=day)
    return Interaction(at, InteractionKind.MAIL_OUT, f"out-{day}", mail=MailId(8), mail_kind=Kind.HUMAN)


def graded(day: float) -> Interaction:
    return Interaction(MONDAY + timedelta(days=day), InteractionKind.GRADE, f"log:{day}")


def fact(day: float, amount: str | None = None, currency: str = "USD", **more: Any) -> BusinessFact:
    worth = None if amount is None else Decimal(amount)
    told = {"sort": FactSort.ORDER, "at": MONDAY + timedelta(days=day), "cause": f"mail-{day}"} | more
    return BusinessFact(amount=worth, currency=currency if amount else "", **told)


def close(grade: str, *events: Interaction, today: date = TODAY, **more: Any) -> Proposal:
    facts = more.pop("facts", ())
    history = History(customer(close_grade=grade, **more), events, facts=facts)
    return grading.proposed(history, POLICY, today)


def steps(proposal: Proposal) -> tuple[str, str]:
    return proposal.step, proposal.to


class TestCloseGrade:
    def test_to_set_the_volume_class_is_no_grading_of_the_close_grade(self) -> None:
        of_volume = replace(graded(2), content="volume")

        assert steps(close("c", wrote(1, tag("order_intent", "up")), of_volume)) == ("up", "b")
        assert steps(close("c", wrote(1, tag("order_intent", "up")), graded(2))) == ("keep", "c")

    def test_their_order_intent_raises_it_by_one_step_with_day_and_words(self) -> None:
        found = close("c", wrote(1, tag("order_intent", "up")))

        assert steps(found) == ("up", "b")
        (proof,) = found.evidence
        assert str(proof) == "↑ 2025-11-11: Order_Intent: “words of order_intent”"
        assert proof.mail == MailId(7)

    def test_several_signs_are_one_step_and_all_are_told(self) -> None:
        found = close("d", wrote(1, tag("order_intent", "up")), wrote(2, tag("sample_request", "up")))

        assert steps(found) == ("up", "c")
        assert [str(each)[2:12] for each in found.evidence] == ["2025-11-12", "2025-11-11"]

    def test_the_newest_sign_decides(self) -> None:
        up, down = wrote(1, tag("order_intent", "up")), wrote(5, tag("not_now", "down"))

        assert steps(close("b", up, down)) == ("down", "c")

    def test_signs_of_one_day_that_speak_for_both_cancel_each_other(self) -> None:
        assert steps(close("b", wrote(1, tag("order_intent", "up"), tag("not_now", "down")))) == ("keep", "b")

    def test_what_was_known_when_it_was_graded_does_not_count_again(self) -> None:
        found = close("b", wrote(1, tag("order_intent", "up")), graded(2))

        assert (steps(found), found.evidence) == (("keep", "b"), ())

    def test_an_order_or_a_deposit_raises_it(self) -> None:
        found = close("b", facts=(fact(3, "12000", number="PO-7"),))

        assert steps(found) == ("up", "a")
        assert str(found.evidence[0]) == "↑ 2025-11-13: order PO-7"

    def test_a_quotation_of_ours_says_nothing_of_them(self) -> None:
        assert steps(close("b", facts=(fact(3, "12000", sort=FactSort.QUOTATION),))) == ("keep", "b")

    def test_a_lost_deal_is_the_end_of_the_scale(self) -> None:
        lost = replace(wrote(9, tag("lost_on_price", profile="reason lost")), kind=InteractionKind.NOTE)
        lost = replace(lost, mail=None, mail_kind=None)

        assert steps(close("a", wrote(1, tag("order_intent", "up")), lost)) == ("down", "e")

    def test_silence_to_the_end_of_the_chase_lowers_it_once(self) -> None:
        mails = (wrote(0), ours(1), ours(8), ours(22))

        before = close("b", *mails, today=MONDAY.date() + timedelta(days=30))
        after = close("b", *mails, today=TODAY)
        again = close("c", *mails, graded(59), today=TODAY)

        assert steps(before) == ("keep", "b")
        assert steps(after) == ("down", "c")
        assert "no answer to our mails of 3 days since 2025-11-11" in after.evidence[0].words
        assert steps(again) == ("keep", "c")

    def test_machines_say_nothing(self) -> None:
        assert steps(close("b", wrote(1, tag("order_intent", "up"), kind=Kind.BULK))) == ("keep", "b")

    def test_rules_on_trial_say_nothing(self) -> None:
        assert steps(close("b", wrote(1, tag("order_intent", "up", is_trial=True)))) == ("keep", "b")

    def test_the_ends_of_the_scale_hold(self) -> None:
        assert steps(close("a", wrote(1, tag("order_intent", "up")))) == ("keep", "a")
        assert steps(close("e", wrote(1, tag("not_now", "down")))) == ("keep", "e")

    def test_the_first_grade_follows_from_need_urgency_or_the_first_sign(self) -> None:
        assert steps(close("", urgency="quarter")) == ("set", "b")
        assert steps(close("", need="none")) == ("set", "e")
        assert steps(close("", wrote(1, tag("order_intent", "up")))) == ("up", "c")
        assert steps(close("", wrote(1, tag("not_now", "down")))) == ("down", "d")
        assert steps(close("", wrote(1))) == ("keep", "")

    def test_a_volume_class_in_its_place_is_no_grade(self) -> None:
        assert close("A", wrote(1, tag("order_intent", "up"))).to == "c"

    @given(st.permutations([wrote(1, tag("x", "up")), wrote(2, tag("y", "down")), ours(3), graded(0)]))
    def test_the_order_in_which_things_come_in_does_not_matter(self, events: list[Interaction]) -> None:
        assert steps(close("c", *events)) == ("down", "d")

    def test_up_and_down_are_each_other_s_way_back_within_the_scale(self) -> None:
        for grade in CLOSE_GRADES[1:-1]:
            assert stepped(stepped(grade, "up"), "down") == stepped(grade, "keep") == grade


def volume(now: str, *facts: BusinessFact, policy: Policy = POLICY) -> Proposal:
    return classes.proposed(History(customer(volume_class=now), facts=facts), policy, TODAY)


class TestVolumeClass:
    def test_orders_of_the_period_make_the_class(self) -> None:
        assert steps(volume("C", fact(1, "60000"), fact(2, "40000"))) == ("up", "A")
        assert steps(volume("C", fact(1, "20000"))) == ("up", "B")
        assert steps(volume("A", fact(1, "19999.99"))) == ("down", "C")
        assert steps(volume("B", fact(1, "20000"))) == ("keep", "B")
        assert steps(volume("", fact(1, "5"))) == ("set", "C")

    def test_the_sum_and_every_order_are_the_evidence(self) -> None:
        found = volume("C", fact(1, "60000", number="PO-1"), fact(2, "40000", "EUR"))

        first, *orders = map(str, found.evidence)
        assert first.startswith("2 orders within 365 days: USD 104,000; A from 100,000")
        assert orders == ["order PO-1 of 2025-11-11, USD 60000", "order of 2025-11-12, EUR 40000, at 1.1"]

    def test_without_orders_nothing_is_said(self) -> None:
        assert volume("A") == Proposal("keep", "A", "A", ())
        assert volume("A", fact(1, "5", sort=FactSort.QUOTATION)).step == "keep"

    def test_what_is_older_than_the_period_or_still_to_come_does_not_count(self) -> None:
        assert volume("B", fact(-400, "500000"), fact(61, "500000")) == Proposal("keep", "B", "B", ())

    def test_a_currency_without_rate_is_said_and_not_guessed_and_nobody_falls_by_it(self) -> None:
        found = volume("A", fact(1, "900000", "JPY"), fact(2, "300"))

        assert steps(found) == ("keep", "A")
        assert "no rate for JPY" in str(found.evidence[1])
        assert "at least USD 300" in str(found.evidence[0])

    def test_an_order_without_amount_is_said_and_nobody_falls_by_it(self) -> None:
        found = volume("B", fact(1, number="PO-1"), fact(2, "300", number="PO-2"))

        assert steps(found) == ("keep", "B")
        assert "names no amount" in str(found.evidence[1])

    def test_the_words_of_a_mail_about_the_same_order_do_not_count_twice(self) -> None:
        paper, letter = fact(1, "60000", number="PO-1"), fact(2, "60000")

        assert volume("B", paper, letter).to == "B"
        assert volume("B", paper, replace(letter, by="anna")).to == "A"

    def test_the_same_sum_in_every_month_is_an_order_in_every_month(self) -> None:
        monthly = [fact(60 - 30 * month, "10000") for month in range(12)]

        found = volume("A", *monthly)

        assert steps(found) == ("keep", "A")
        assert "12 orders" in str(found.evidence[0])

    def test_an_order_without_a_sum_far_from_any_other_is_told_and_lets_nobody_fall(self) -> None:
        found = volume("B", fact(1, "300", number="PO-2"), fact(30))

        assert steps(found) == ("keep", "B")
        assert "names no amount" in str(found.evidence[2])

    def test_words_without_a_sum_beside_the_paper_of_their_mail_are_no_gap(self) -> None:
        paper, words = fact(1, "300", number="PO-2"), fact(1)

        assert steps(volume("B", paper, words)) == ("down", "C")

    def test_a_paper_that_comes_again_is_one_order_and_its_newest_sum_counts(self) -> None:
        first, again, bare = fact(1, "60000", number="PO-1"), fact(20, "50000", number="PO-1"), fact(30)

        found = volume("C", first, again, replace(bare, number="PO-1"))

        assert "1 order within 365 days: USD 50,000" in str(found.evidence[0])

    @given(
        st.permutations([fact(1, "60000", number="PO-1"), fact(2, "60000"), fact(3, "700", "JPY"), fact(4)])
    )
    def test_their_order_does_not_matter(self, facts: list[BusinessFact]) -> None:
        assert volume("C", *facts) == volume("C", *sorted(facts, key=lambda each: each.at))

"""What do we send this time? Nothing they have had already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from followups import contents, owed
from followups.policy import Content
from followups_support import (
    FRIDAY,
    MONDAY,
    POLICY,
    TUESDAY,
    WEDNESDAY,
    at,
    history,
    logged,
    only,
    tag,
    they_wrote,
    we_wrote,
)
from model import Duty, Interaction, InteractionKind, TagSort

LADDER = ["market_trend", "similar_case", "answer", "new_product", "event_invitation"]


def brought(kind: str, when: datetime) -> Interaction:
    return replace(logged(InteractionKind.CHAT, when), content=kind)


def read(kind: str, when: datetime) -> Interaction:
    fact = replace(tag(name="our_content"), about=kind, sort=TagSort.FACT)
    return replace(we_wrote(when), tags=(fact,))


def named(*events: Interaction) -> str:
    return contents.next_content(history(*events), POLICY)[0]


def test_kinds_are_named_in_the_order_of_the_policy_without_thanks_and_greetings() -> None:
    assert [kind for kind, each in POLICY.contents.items() if each.ladder] == LADDER
    assert contents.next_content(history(), POLICY) == (
        "market_trend",
        "market or technology trend: not sent to them yet",
    )


def test_what_a_rep_wrote_down_and_what_a_rule_read_in_our_mail_is_not_named_again() -> None:
    assert named(brought("market_trend", MONDAY)) == "similar_case"
    assert named(read("market_trend", MONDAY), read("similar_case", TUESDAY)) == "answer"
    assert named(brought("similar_case", MONDAY)) == "market_trend"
    assert named(brought("a kind of last year", MONDAY), brought("thank_you", TUESDAY)) == "market_trend"


def test_what_they_sent_or_noted_as_such_was_not_sent_by_us() -> None:
    theirs = replace(they_wrote(MONDAY), tags=read("market_trend", MONDAY).tags)

    assert named(theirs) == "market_trend"


def test_what_the_rep_wrote_down_stands_before_what_a_rule_read() -> None:
    both = replace(read("market_trend", MONDAY), content="new_product")

    assert named(both) == "market_trend"


def test_no_two_chases_in_a_row_name_the_same_though_nobody_writes_anything_down() -> None:
    mails = [we_wrote(MONDAY + timedelta(days=days)) for days in (0, 7, 21, 51, 81, 111, 141)]

    kinds = [named(*mails[:count]) for count in range(1, 8)]

    assert kinds == [*LADDER, "market_trend", "similar_case"]


def test_the_chase_carries_it() -> None:
    one = only(
        owed(history(they_wrote(MONDAY), we_wrote(TUESDAY), we_wrote(at("2025-11-18"))), POLICY), Duty.CHASE
    )

    assert one.content == "similar_case"


def test_several_mails_within_a_day_are_one_attempt() -> None:
    assert named(we_wrote(MONDAY), we_wrote(MONDAY + timedelta(hours=1))) == "market_trend"


def test_all_sent_the_one_sent_longest_ago_comes_again() -> None:
    order = ["answer", "market_trend", "new_product", "event_invitation", "similar_case"]
    sent = [brought(kind, MONDAY + timedelta(days=day)) for day, kind in enumerate(order)]

    assert contents.next_content(history(*sent), POLICY) == (
        "answer",
        "answer to a question they had: of all kinds sent longest ago (2025-11-10)",
    )
    assert named(*sent, brought("answer", at("2025-12-01"))) == "market_trend"


def test_their_answer_makes_us_forget_what_was_only_guessed() -> None:
    silent = [we_wrote(MONDAY), we_wrote(WEDNESDAY)]

    assert named(*silent) == "similar_case"
    assert named(*silent, they_wrote(FRIDAY)) == "market_trend"


def test_without_kinds_nothing_is_named() -> None:
    greetings = {"greeting": Content("greeting", "问候", ladder=False)}
    bare = replace(POLICY, contents=greetings, sequences={}, occasions=())

    assert contents.next_content(history(), bare) == ("", "")
    assert only(owed(history(we_wrote(MONDAY)), bare), Duty.CHASE).content == ""

"""What do we owe, when does it open, when is it due, what ends it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import followups
from followups import cadence, reply
from followups.pace import Pace
from followups.policy import Reply
from followups.span import Span
from followups_support import (
    FRIDAY,
    MONDAY,
    POLICY,
    SATURDAY,
    STOP,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    by,
    closing_time,
    customer,
    duties,
    history,
    logged,
    not_before,
    only,
    tag,
    tagged,
    they_wrote,
    we_wrote,
)
from model import (
    DueEffect,
    DueKind,
    Duty,
    History,
    Interaction,
    InteractionKind,
    Kind,
    Label,
    Obligation,
    Tag,
    TagSort,
)

TALKS = (
    InteractionKind.CALL,
    InteractionKind.VISIT,
    InteractionKind.CHAT,
    InteractionKind.FAIR,
    InteractionKind.OTHER,
)
INERT = (Kind.AUTO_REPLY, Kind.BOUNCE, Kind.BULK, Kind.INTERNAL, Kind.SERVICE)


def owed(past: History) -> tuple[Obligation, ...]:
    return followups.owed(past, POLICY)


# -- reply -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.HUMAN, Kind.PORTAL, None])
def test_a_mail_of_a_person_is_owed_a_reply_within_24_hours_by_the_clock(kind: Kind | None) -> None:
    one = only(owed(history(they_wrote(SATURDAY, kind=kind, cause="m1"))), Duty.REPLY)

    assert (one.cause, one.opened, one.due) == ("m1", SATURDAY, SATURDAY + timedelta(hours=24))
    assert one.because == "Their mail of 2025-11-15 waits for an answer within 24 hours."
    assert one.suggest.en
    assert one.suggest.zh


@pytest.mark.parametrize("kind", INERT)
def test_automatic_mail_is_owed_no_reply(kind: Kind) -> None:
    assert Duty.REPLY not in duties(owed(history(they_wrote(MONDAY, kind=kind))))


def test_a_customer_without_owner_is_owed_a_reply_all_the_same() -> None:
    assert duties(owed(history(they_wrote(MONDAY), owner=None))) == {Duty.REPLY}


@pytest.mark.parametrize("kind", [InteractionKind.MAIL_OUT, *TALKS])
def test_any_touch_of_ours_but_a_meeting_at_a_fair_settles_the_reply(kind: InteractionKind) -> None:
    past = history(they_wrote(MONDAY), logged(kind, MONDAY + timedelta(hours=1)))

    assert (Duty.REPLY in duties(owed(past))) is (kind is InteractionKind.FAIR)


COURTESY = replace(tag(name="courtesy", quote="Thanks, got it."), sort=TagSort.FACT)


def test_a_mere_courtesy_waits_for_no_answer_and_yet_is_one() -> None:
    past = history(we_wrote(MONDAY), tagged(TUESDAY, COURTESY))

    assert duties(owed(past)) == {Duty.CADENCE}


@pytest.mark.parametrize(
    "thanks",
    [
        tagged(TUESDAY, replace(COURTESY, sort=TagSort.SIGNAL)),
        tagged(TUESDAY, COURTESY, tag(name="quality_complaint")),
        tagged(TUESDAY, replace(COURTESY, name="sent_payment")),
    ],
)
def test_a_courtesy_with_something_more_in_it_waits_for_an_answer(thanks: Interaction) -> None:
    assert Duty.REPLY in duties(owed(history(we_wrote(MONDAY), thanks)))


def test_a_courtesy_ends_no_reply_that_waits_and_what_they_write_after_it_waits() -> None:
    for mails in (
        (they_wrote(MONDAY), tagged(TUESDAY, COURTESY)),
        (tagged(SUNDAY, COURTESY), they_wrote(MONDAY)),
    ):
        assert only(owed(history(*mails)), Duty.REPLY).opened == MONDAY


@pytest.mark.parametrize(
    "event",
    [
        logged(InteractionKind.NOTE, TUESDAY),
        we_wrote(TUESDAY, kind=Kind.AUTO_REPLY),
        we_wrote(TUESDAY, kind=Kind.BULK),
        we_wrote(MONDAY - timedelta(minutes=1)),
    ],
)
def test_notes_machines_and_earlier_mails_of_ours_settle_no_reply(event: Interaction) -> None:
    assert Duty.REPLY in duties(owed(history(they_wrote(MONDAY), event)))


def test_a_second_mail_of_theirs_neither_postpones_nor_doubles_the_reply() -> None:
    past = history(they_wrote(MONDAY, cause="first"), they_wrote(TUESDAY, cause="second"))

    one = only(owed(past), Duty.REPLY)

    assert (one.cause, one.due) == ("first", MONDAY + timedelta(hours=24))


def test_after_our_answer_the_next_mail_of_theirs_opens_a_new_reply() -> None:
    past = history(they_wrote(MONDAY), we_wrote(TUESDAY), they_wrote(WEDNESDAY, cause="again"))

    assert only(owed(past), Duty.REPLY).cause == "again"


def test_at_the_same_second_their_mail_still_counts_as_unanswered() -> None:
    assert Duty.REPLY in duties(owed(history(they_wrote(MONDAY), we_wrote(MONDAY))))


def test_a_date_they_ask_for_brings_the_reply_forward() -> None:
    one = only(owed(history(they_wrote(MONDAY, by("2025-11-10", "by\n  today")))), Duty.REPLY)

    assert one.due == closing_time("2025-11-10")
    assert one.because == (
        "Their mail of 2025-11-10 waits for an answer within 24 hours; "
        'they wrote "by today", so by 2025-11-10.'
    )


@pytest.mark.parametrize("day", ["2025-11-11", "2025-11-12", "2025-11-08", "9999-12-31", "0001-01-01"])
def test_a_later_or_misread_date_never_moves_the_reply(day: str) -> None:
    assert only(owed(history(they_wrote(MONDAY, by(day)))), Duty.REPLY).due == MONDAY + timedelta(hours=24)


def test_their_today_that_is_our_yesterday_ends_with_our_day() -> None:
    one = only(owed(history(they_wrote(TUESDAY, by("2025-11-10", "today")))), Duty.REPLY)

    assert one.due == closing_time("2025-11-11")
    assert one.because.endswith("so by 2025-11-11.")


def test_what_they_want_today_after_our_closing_time_is_answered_within_the_usual_hours() -> None:
    evening = at("2025-11-10", "20:00")
    one = only(owed(history(they_wrote(evening, by("2025-11-10", "today")))), Duty.REPLY)

    assert one.due == evening + timedelta(hours=24)


@pytest.mark.parametrize(("clock", "due"), [("13:59", "18:00"), ("14:00", "18:00"), ("17:30", "21:30")])
def test_a_wish_never_makes_it_due_at_once(clock: str, due: str) -> None:
    """On Sunday evening "this week" is over in half an hour."""
    mail = they_wrote(at("2025-11-16", clock), by("2025-11-16", "this week"))

    one = only(owed(history(mail)), Duty.REPLY)

    least = ", and no sooner than 4 hours after their mail" if due == "21:30" else ""
    assert one.due == at("2025-11-16", due)
    assert one.because.endswith(f'they wrote "this week", so by 2025-11-16{least}.')


def test_a_policy_of_before_that_limit_has_none() -> None:
    policy = replace(POLICY, reply=Reply(POLICY.reply.within))
    mail = they_wrote(at("2025-11-16", "17:30"), by("2025-11-16", "this week"))

    assert only(followups.owed(history(mail), policy), Duty.REPLY).due == closing_time("2025-11-16")


def test_a_limit_that_no_wish_could_ever_meet_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="`soonest` \\(25 hours\\) is longer than `within` \\(24 hours\\)"):
        Reply(Span(24, "hours"), Span(25, "hours"))


def test_what_a_rule_gives_is_counted_by_the_clock_from_the_mail() -> None:
    """A day of theirs that ends before ours is no reason to answer within less than a day."""
    slow = replace(POLICY, reply=Reply(Span(48, "hours"), Span(4, "hours")))
    urgent = tagged(MONDAY, tag(by("2025-11-10", "within 1 day", is_counted=True), quote="urgently"))

    usual, slower = (only(followups.owed(history(urgent), each), Duty.REPLY) for each in (POLICY, slow))

    assert usual.due == slower.due == MONDAY + timedelta(hours=24)
    assert usual.because == "Their mail of 2025-11-10 waits for an answer within 24 hours."
    assert slower.because.endswith(
        'they wrote "urgently"; the rule gives 1 day, so within 24 hours of that mail.'
    )


def test_a_wish_in_a_later_mail_brings_the_one_reply_forward_too() -> None:
    past = history(
        they_wrote(at("2025-11-10", "20:00"), cause="first"), they_wrote(TUESDAY, by("2025-11-11"))
    )

    one = only(owed(past), Duty.REPLY)

    assert (one.cause, one.due) == ("first", closing_time("2025-11-11"))


def test_the_advice_of_a_rule_stands_before_the_general_one() -> None:
    advice = Label("Stress quality inspection and after-sales.", "强调质检认证和售后。")
    mail = replace(they_wrote(MONDAY), tags=(tag(), tag(suggest=advice)))

    assert only(owed(history(mail)), Duty.REPLY).suggest == advice


def test_of_several_waiting_mails_the_newest_gives_the_advice() -> None:
    old, new = Label("Quote.", "报价。"), Label("Send samples.", "寄样。")
    mails = (
        replace(they_wrote(MONDAY), tags=(tag(suggest=old),)),
        replace(they_wrote(TUESDAY), tags=(tag(suggest=new),)),
    )

    assert only(owed(history(*mails)), Duty.REPLY).suggest == new


WAIT = Label("Do not chase.", "不要催。")


@pytest.mark.parametrize(
    ("waiting", "alone"),
    [
        (tag(not_before("2025-12-01"), WAIT, name="not_now"), WAIT),
        (tag(suggest=WAIT, name="out_of_office"), reply.ANSWER),
        (tag(not_before("2025-12-01"), WAIT, name="out_of_office"), reply.ANSWER),
    ],
)
def test_who_asks_for_later_is_answered_so_unless_something_presses_and_an_absence_never(
    waiting: Tag, alone: Label
) -> None:
    quote = tag(suggest=Label("Quote.", "报价。"))

    told = [
        only(owed(history(tagged(MONDAY, *tags))), Duty.REPLY).suggest
        for tags in ((waiting,), (waiting, quote))
    ]

    assert told == [alone, quote.suggest]


def test_what_presses_is_answered_by_its_day_though_they_asked_to_wait() -> None:
    past = history(
        they_wrote(MONDAY, not_before("2026-03-02"), cause="later"),
        we_wrote(MONDAY + timedelta(hours=1)),
        they_wrote(TUESDAY, not_before("2026-03-02"), by("2025-11-11"), cause="broken"),
        close_grade="a",
    )

    rows = owed(past)

    assert (rows[0].duty, rows[0].cause, rows[0].due) == (Duty.REPLY, "broken", closing_time("2025-11-11"))
    assert duties(rows) == {Duty.REPLY, Duty.RESUME}


# -- first touch -------------------------------------------------------------------------------------


def test_a_new_customer_without_mail_is_owed_a_first_touch_within_three_days() -> None:
    one = only(owed(history(created=MONDAY)), Duty.FIRST_TOUCH)

    assert (one.cause, one.opened, one.due) == ("created", MONDAY, closing_time("2025-11-13"))
    assert one.because == "New since 2025-11-10 and not yet contacted; first touch within 3 days."


def test_a_first_touch_falling_on_a_weekend_is_due_on_the_friday_before() -> None:
    one = only(owed(history(created=WEDNESDAY)), Duty.FIRST_TOUCH)

    assert one.due == closing_time("2025-11-14")
    assert one.because.endswith("within 3 days, moved from 2025-11-15 (Saturday) to 2025-11-14.")


@pytest.mark.parametrize(
    "event",
    [
        they_wrote(MONDAY),
        we_wrote(MONDAY),
        logged(InteractionKind.CALL, MONDAY),
        logged(InteractionKind.OTHER, MONDAY),
    ],
)
def test_any_mail_or_touch_means_that_no_first_touch_is_owed(event: Interaction) -> None:
    assert Duty.FIRST_TOUCH not in duties(owed(history(event)))


@pytest.mark.parametrize(
    "event",
    [
        they_wrote(MONDAY, kind=Kind.BULK),
        we_wrote(MONDAY, kind=Kind.BULK),
        logged(InteractionKind.NOTE, MONDAY),
        logged(InteractionKind.FAIR, MONDAY),
    ],
)
def test_a_newsletter_a_note_or_the_meeting_at_the_fair_is_no_first_touch(event: Interaction) -> None:
    assert Duty.FIRST_TOUCH in duties(owed(history(event)))


def test_a_customer_in_the_pool_is_owed_nothing_by_itself() -> None:
    assert owed(history(owner=None)) == ()


# -- chase -------------------------------------------------------------------------------------------


def test_silence_after_our_mail_is_chased_after_seven_days() -> None:
    one = only(owed(history(we_wrote(MONDAY, cause="offer"))), Duty.CHASE)

    assert (one.cause, one.opened, one.due) == ("offer", MONDAY, closing_time("2025-11-17"))
    assert one.because == "No answer to our mail of 2025-11-10; step 1 of 3: write again after 7 days."


def test_a_chase_on_a_day_off_waits_for_the_next_working_day() -> None:
    one = only(owed(history(we_wrote(SATURDAY))), Duty.CHASE)

    assert one.due == closing_time("2025-11-24")
    assert one.because.endswith("after 7 days, moved from 2025-11-22 (Saturday) to 2025-11-24.")


def test_each_unanswered_mail_of_ours_climbs_one_step_and_after_the_last_cadence_carries_on() -> None:
    days = ["2025-11-03", "2025-11-10", "2025-11-24", "2025-12-24"]
    mails = [we_wrote(at(day)) for day in days]

    rows = [owed(history(*mails[:count])) for count in (1, 2, 3, 4)]

    assert [only(row, Duty.CHASE).due for row in rows[:3]] == [
        closing_time("2025-11-10"),
        closing_time("2025-11-24"),
        closing_time("2025-12-24"),
    ]
    assert duties(rows[3]) == {Duty.CADENCE}


def test_two_mails_on_one_day_are_one_attempt_and_the_newer_restarts_it() -> None:
    past = history(we_wrote(MONDAY), we_wrote(MONDAY + timedelta(minutes=5), cause="with the attachment"))

    one = only(owed(past), Duty.CHASE)

    assert one.cause == "with the attachment"
    assert "step 1 of 3" in one.because


def test_an_answer_ends_the_chase_and_starts_the_ladder_anew() -> None:
    answered = [we_wrote(MONDAY), we_wrote(TUESDAY), they_wrote(WEDNESDAY)]

    assert Duty.CHASE not in duties(owed(history(*answered)))
    assert "step 1 of 3" in only(owed(history(*answered, we_wrote(THURSDAY))), Duty.CHASE).because


@pytest.mark.parametrize("kind", INERT)
def test_no_machine_answers_a_chase(kind: Kind) -> None:
    past = history(we_wrote(MONDAY, cause="offer"), they_wrote(TUESDAY, kind=kind))

    assert only(owed(past), Duty.CHASE).due == closing_time("2025-11-17")


@pytest.mark.parametrize("kind", TALKS)
def test_a_talk_with_them_is_as_good_as_an_answer(kind: InteractionKind) -> None:
    assert Duty.CHASE not in duties(owed(history(we_wrote(MONDAY), logged(kind, TUESDAY))))


def test_our_newsletter_is_not_chased() -> None:
    assert Duty.CHASE not in duties(owed(history(we_wrote(MONDAY, kind=Kind.BULK))))


def test_the_last_step_advises_another_way_than_mail() -> None:
    past = [we_wrote(MONDAY), we_wrote(TUESDAY), we_wrote(WEDNESDAY)]

    assert "phone" in only(owed(history(*past)), Duty.CHASE).suggest.en
    assert "phone" not in only(owed(history(*past[:2])), Duty.CHASE).suggest.en


@pytest.mark.parametrize("kind", [InteractionKind.ORDER, InteractionKind.PAYMENT])
def test_an_order_or_a_payment_is_an_answer_everywhere(kind: InteractionKind) -> None:
    absent = they_wrote(TUESDAY, not_before("2025-12-20"), kind=Kind.AUTO_REPLY)
    deed = logged(kind, WEDNESDAY)

    assert duties(owed(history(we_wrote(MONDAY), deed))) == {Duty.CADENCE}
    assert Duty.CADENCE in duties(owed(history(we_wrote(MONDAY), absent, deed)))


@pytest.mark.parametrize("kind", [InteractionKind.QUOTE, InteractionKind.SAMPLE])
def test_to_hand_over_a_quotation_or_a_sample_is_a_touch_and_no_answer(kind: InteractionKind) -> None:
    rows = owed(history(we_wrote(MONDAY), logged(kind, TUESDAY)))

    assert Duty.CHASE in duties(rows)
    assert only(rows, Duty.CADENCE).opened == TUESDAY


@pytest.mark.parametrize(
    ("contact", "is_chased"), [("", True), ("apart", True), ("answers", False), ("touches", False)]
)
def test_an_answer_of_another_company_of_the_group_ends_the_chase_where_the_group_says_so(
    contact: str,
    is_chased: bool,
) -> None:
    past = replace(history(we_wrote(MONDAY)), kin=(they_wrote(TUESDAY),), contact=contact)

    assert (Duty.CHASE in duties(owed(past))) is is_chased


def test_the_team_may_say_so_for_all_groups_and_only_a_later_answer_of_a_person_counts() -> None:
    policy = replace(POLICY, groups=replace(POLICY.groups, contact="answers"))

    def chased(*kin: Interaction) -> set[Duty]:
        return duties(followups.owed(replace(history(we_wrote(TUESDAY)), kin=kin), policy))

    assert Duty.CHASE not in chased(they_wrote(WEDNESDAY), we_wrote(MONDAY))
    assert Duty.CHASE in chased(they_wrote(MONDAY))
    assert Duty.CHASE in chased(they_wrote(WEDNESDAY, kind=Kind.AUTO_REPLY))
    assert Duty.CHASE in chased(we_wrote(WEDNESDAY))


# -- cadence -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "span", "rule"),
    [
        ({"volume_class": "A"}, "7 days", "Volume class A customers: at least every 7 days"),
        ({"volume_class": "B"}, "15 days", "Volume class B customers: at least every 15 days"),
        ({"volume_class": "C"}, "30 days", "Volume class C customers: at least every 30 days"),
        ({"close_grade": "a"}, "1 day", "Close grade a customers: at least every day"),
        ({"close_grade": "b"}, "7 days", "Close grade b customers: at least every 7 days"),
        ({"close_grade": "c"}, "15 days", "Close grade c customers: at least every 15 days"),
        ({"close_grade": "d"}, "30 days", "Close grade d customers: at least every 30 days"),
        ({"close_grade": "e"}, "365 days", "Close grade e customers: at least every 365 days"),
        (
            {"volume_class": "C", "close_grade": "b"},
            "7 days",
            "Close grade b customers: at least every 7 days",
        ),
        (
            {"volume_class": "A", "close_grade": "e"},
            "7 days",
            "Volume class A customers: at least every 7 days",
        ),
        ({}, "30 days", "Customers without class: at least every 30 days"),
        (
            {"volume_class": "a", "close_grade": "A"},
            "30 days",
            "Customers without class: at least every 30 days",
        ),
        (
            {"volume_class": "A", "every_days": 40},
            "40 days",
            "This customer's own interval: at least every 40 days",
        ),
        ({"volume_class": "A", "every_days": 0}, "7 days", "Volume class A customers: at least every 7 days"),
        ({"every_days": 10**9}, "30 days", "Customers without class: at least every 30 days"),
    ],
)
def test_the_gap_follows_class_grade_or_the_reps_own_interval(
    fields: dict[str, object], span: str, rule: str
) -> None:
    assert cadence.gap(customer(**fields), POLICY.cadence) == (Pace.parse(span), rule)


def test_a_preset_that_is_off_does_not_count() -> None:
    volume_only = replace(POLICY.cadence, presets=("volume",))

    assert cadence.gap(customer(close_grade="a"), volume_only)[0] == volume_only.unclassed


def test_cadence_runs_from_the_last_touch_and_says_both() -> None:
    past = history(we_wrote(MONDAY), logged(InteractionKind.CALL, WEDNESDAY), volume_class="A")

    one = only(owed(past), Duty.CADENCE)

    assert one.due == closing_time("2025-11-19")
    assert one.opened == WEDNESDAY
    assert one.cause == past.interactions[1].cause
    assert one.because == "Volume class A customers: at least every 7 days; last touch 2025-11-12."


@pytest.mark.parametrize("kind", TALKS)
def test_any_touch_starts_the_cadence_anew_and_a_note_does_not(kind: InteractionKind) -> None:
    past = history(we_wrote(MONDAY), logged(kind, WEDNESDAY), logged(InteractionKind.NOTE, THURSDAY))

    assert only(owed(past), Duty.CADENCE).opened == WEDNESDAY


def test_cadence_of_an_untouched_customer_runs_from_its_creation() -> None:
    one = only(owed(history(created=MONDAY, volume_class="A")), Duty.CADENCE)

    assert (one.cause, one.opened, one.due) == ("created", MONDAY, closing_time("2025-11-17"))
    assert one.because.endswith("; no touch yet, customer since 2025-11-10.")


def test_cadence_on_a_day_off_comes_before_it_so_that_weekly_stays_weekly() -> None:
    one = only(owed(history(we_wrote(at("2026-09-25")), volume_class="A")), Duty.CADENCE)

    assert one.due == closing_time("2026-09-30")
    assert one.because.endswith("last touch 2026-09-25, moved from 2026-10-02 (National Day) to 2026-09-30.")


def test_a_daily_customer_touched_on_friday_is_due_on_monday_for_no_working_day_lies_between() -> None:
    one = only(owed(history(we_wrote(FRIDAY), close_grade="a")), Duty.CADENCE)

    assert one.due == closing_time("2025-11-17")
    assert one.because == (
        "Close grade a customers: at least every day; last touch 2025-11-14, "
        "moved from 2025-11-15 (Saturday) to 2025-11-17."
    )


def test_their_mail_is_no_touch_of_ours() -> None:
    thanks = tagged(FRIDAY, COURTESY)

    one = only(owed(history(we_wrote(MONDAY, cause="ours"), thanks, volume_class="A")), Duty.CADENCE)

    assert one.cause == "ours"


def test_while_a_mail_of_theirs_waits_the_answer_is_the_touch() -> None:
    waiting = [we_wrote(MONDAY), they_wrote(FRIDAY)]

    assert duties(owed(history(*waiting, volume_class="A"))) == {Duty.REPLY}
    assert Duty.POOL_RETURN in {one.duty for one in owed(history(*waiting, volume_class="A"))}
    answered = history(*waiting, we_wrote(SATURDAY), volume_class="A")
    assert only(owed(answered), Duty.CADENCE).opened == SATURDAY


def test_who_was_graded_anew_is_not_overdue_at_once() -> None:
    def cadence_of(*events: Interaction, grade: str = "a") -> Obligation:
        return only(owed(history(we_wrote(MONDAY), *events, close_grade=grade)), Duty.CADENCE)

    late = logged(InteractionKind.GRADE, at("2025-11-21"))  # a Friday

    assert cadence_of().due == closing_time("2025-11-11")
    assert cadence_of(late).due == closing_time("2025-11-24")
    assert cadence_of(late).because == (
        "Close grade a customers: at least every day; last touch 2025-11-10, "
        "graded 2025-11-21, so not before 2025-11-24."
    )
    assert cadence_of(late, grade="d").due == closing_time("2025-12-10")
    assert "graded" not in cadence_of(late, grade="d").because


def test_a_grade_of_before_the_last_touch_or_that_stays_puts_nothing_off() -> None:
    kept = replace(logged(InteractionKind.GRADE, at("2025-11-21")), content="kept")
    before = logged(InteractionKind.GRADE, MONDAY - timedelta(hours=1))

    for event in (kept, before):
        past = history(we_wrote(MONDAY), event, close_grade="a")
        assert only(owed(past), Duty.CADENCE).due == closing_time("2025-11-11")


SUCCESSOR = Label("Ask for the successor.", "询问继任者。")
LEFT = replace(
    tag(suggest=SUCCESSOR, name="wrong_person"), title=Label("The contact has left", "联系人已离职")
)


@pytest.mark.parametrize("duty", [Duty.CHASE, Duty.CADENCE])
def test_who_has_left_is_sent_no_content_until_a_person_writes(duty: Duty) -> None:
    gone = tagged(TUESDAY, LEFT, kind=Kind.AUTO_REPLY)
    newcomer = they_wrote(WEDNESDAY)

    told = only(owed(history(we_wrote(MONDAY), gone)), duty)
    after = only(owed(history(we_wrote(MONDAY), gone, newcomer, we_wrote(THURSDAY))), duty)

    assert told.suggest.en == "Ask for the successor. `genjin proposals` shows who was named."
    assert told.suggest.zh.startswith("询问继任者。")
    assert not told.content
    assert told.because.endswith("; The contact has left (2025-11-11).")
    assert after.content
    assert "successor" not in after.suggest.en


def test_a_newsletter_that_somebody_has_left_or_a_tag_without_advice_changes_nothing() -> None:
    for event in (
        tagged(TUESDAY, LEFT, kind=Kind.BULK),
        tagged(TUESDAY, tag(name="wrong_person"), kind=Kind.AUTO_REPLY),
    ):
        assert only(owed(history(we_wrote(MONDAY), event)), Duty.CHASE).content


# -- resume ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "who"), [(Kind.AUTO_REPLY, "They are away or closed"), (Kind.HUMAN, "They asked for later")]
)
def test_asking_for_later_is_resumed_after_that_day_plus_the_margin(kind: Kind, who: str) -> None:
    mail = they_wrote(TUESDAY, not_before("2025-11-21", "until 20 Nov"), kind=kind, cause="later")

    one = only(owed(history(we_wrote(MONDAY), mail)), Duty.RESUME)

    assert (one.cause, one.opened, one.due) == ("later", TUESDAY, closing_time("2025-11-24"))
    assert one.because == (
        f'{who} (mail of 2025-11-11): they wrote "until 20 Nov", so not before 2025-11-21; '
        "follow up 1 working day after."
    )


def test_an_absence_holds_back_chase_and_cadence_and_owes_no_reply() -> None:
    absent = they_wrote(TUESDAY, not_before("2025-12-20"), kind=Kind.AUTO_REPLY)

    assert duties(owed(history(we_wrote(MONDAY), absent, volume_class="A"))) == {Duty.RESUME}


def test_a_person_asking_for_later_is_still_owed_a_thank_you() -> None:
    past = history(we_wrote(MONDAY), they_wrote(TUESDAY, not_before("2026-03-02")))

    assert duties(owed(past)) == {Duty.REPLY, Duty.RESUME}


def test_the_thank_you_before_that_day_is_neither_chased_nor_the_end_of_it() -> None:
    past = history(they_wrote(TUESDAY, not_before("2026-03-02")), we_wrote(WEDNESDAY))

    assert duties(owed(past)) == {Duty.RESUME}


@pytest.mark.parametrize(
    "touch", [we_wrote(at("2025-11-24")), logged(InteractionKind.CALL, at("2025-11-26"))]
)
def test_reaching_out_on_that_day_or_after_ends_it_and_the_clocks_run_again(touch: Interaction) -> None:
    past = history(they_wrote(TUESDAY, not_before("2025-11-24")), we_wrote(WEDNESDAY), touch)

    found = duties(owed(past))

    assert Duty.RESUME not in found
    assert Duty.CADENCE in found


def test_our_mail_of_the_same_morning_does_not_end_an_absence_until_tonight() -> None:
    absent = they_wrote(MONDAY + timedelta(minutes=1), not_before("2025-11-10"), kind=Kind.AUTO_REPLY)

    assert only(owed(history(we_wrote(MONDAY), absent)), Duty.RESUME).due == closing_time("2025-11-11")


def test_the_newest_word_counts_when_a_person_names_another_day() -> None:
    past = history(
        they_wrote(MONDAY, not_before("2026-03-02")),
        they_wrote(TUESDAY, not_before("2026-01-05"), cause="new"),
    )

    assert only(owed(past), Duty.RESUME).cause == "new"


def test_an_absence_notice_never_shortens_what_a_person_asked_for() -> None:
    past = history(
        they_wrote(MONDAY, not_before("2026-03-02"), cause="said"),
        we_wrote(TUESDAY),
        they_wrote(TUESDAY + timedelta(minutes=1), not_before("2025-11-17"), kind=Kind.AUTO_REPLY),
    )

    assert only(owed(past), Duty.RESUME).cause == "said"


def test_who_writes_again_is_back_and_chased_as_usual() -> None:
    absent = they_wrote(MONDAY, not_before("2025-12-20"), kind=Kind.AUTO_REPLY)

    past = history(absent, they_wrote(TUESDAY), we_wrote(WEDNESDAY))

    assert duties(owed(past)) == {Duty.CHASE, Duty.CADENCE}


def test_a_person_who_writes_again_keeps_her_date_but_holds_nothing_back() -> None:
    past = history(they_wrote(MONDAY, not_before("2026-03-02")), they_wrote(TUESDAY), we_wrote(WEDNESDAY))

    assert duties(owed(past)) == {Duty.CHASE, Duty.CADENCE, Duty.RESUME}


@pytest.mark.parametrize("day", ["2025-11-09", "2062-03-01", "9999-12-31", "0001-01-01"])
def test_a_day_past_or_absurdly_far_buries_nobody(day: str) -> None:
    absent = they_wrote(TUESDAY, not_before(day), kind=Kind.AUTO_REPLY)

    assert duties(owed(history(we_wrote(MONDAY), absent))) == {Duty.CHASE, Duty.CADENCE}


@pytest.mark.parametrize("kind", [Kind.BULK, Kind.BOUNCE, Kind.SERVICE])
def test_dates_in_newsletters_and_bounces_count_for_nothing(kind: Kind) -> None:
    past = history(we_wrote(MONDAY), they_wrote(TUESDAY, not_before("2025-12-20"), kind=kind))

    assert Duty.RESUME not in duties(owed(past))


def test_of_two_days_in_one_mail_the_later_counts() -> None:
    mail = they_wrote(MONDAY, not_before("2025-11-21"), not_before("2025-12-01"), kind=Kind.AUTO_REPLY)

    assert only(owed(history(mail)), Duty.RESUME).due == closing_time("2025-12-02")


# -- stop --------------------------------------------------------------------------------------------


def test_who_asks_us_to_stop_is_owed_an_answer_and_nothing_more_ever() -> None:
    asked = [they_wrote(MONDAY, not_before("2025-12-01")), they_wrote(TUESDAY, STOP)]

    assert duties(owed(history(*asked, volume_class="A"))) == {Duty.REPLY}
    assert owed(history(*asked, we_wrote(WEDNESDAY), volume_class="A")) == ()


def test_who_asks_us_to_stop_is_told_so_once_with_the_advice_of_that_tag() -> None:
    advice = Label("Confirm in one line.", "一句话确认。")
    stop = tag(STOP, advice, name="unsubscribe")
    past = [tagged(MONDAY, tag(suggest=Label("Quote.", "报价。"))), tagged(TUESDAY, stop)]

    one = only(owed(history(*past)), Duty.REPLY)

    assert one.because == (
        'They asked for no more mail (mail of 2025-11-11): they wrote "please remove us from your list"; '
        "confirm once, within 24 hours."
    )
    assert (one.suggest, one.due) == (advice, MONDAY + timedelta(hours=24))
    later = [*past, we_wrote(WEDNESDAY), they_wrote(THURSDAY)]
    assert "waits for an answer" in only(owed(history(*later)), Duty.REPLY).because


def test_who_names_a_day_to_come_back_on_asks_for_no_end() -> None:
    def asked(name: str, later: DueEffect) -> set[Duty]:
        mail = tagged(MONDAY, tag(STOP, name="unsubscribe"), tag(later, name=name))
        return duties(owed(history(mail, we_wrote(TUESDAY), volume_class="A")))

    assert asked("not_now", not_before("2026-03-16", "after 15 March")) == {Duty.RESUME}
    assert asked("out_of_office", not_before("2026-03-16", "until 15 March")) == set()
    assert asked("not_now", not_before("2025-11-07", "last Friday")) == set()
    counted = DueEffect.counted(DueKind.NOT_BEFORE, MONDAY.date(), 90)
    assert counted is not None
    assert asked("not_now", counted) == set()


def test_who_orders_after_all_is_chased_again_and_whoever_asks_anew_is_not() -> None:
    stop = replace(tag(STOP, name="unsubscribe"), withdrawn_by=("order_intent",))
    order = tag(name="order_intent")

    def chased(*mails: Interaction) -> bool:
        return Duty.CHASE in duties(owed(history(*mails, we_wrote(FRIDAY))))

    assert chased(tagged(MONDAY, stop), tagged(TUESDAY, order))
    assert not chased(tagged(MONDAY, stop), tagged(TUESDAY, tag(name="price_sensitive")))
    assert not chased(tagged(MONDAY, order), tagged(TUESDAY, stop))
    assert not chased(tagged(MONDAY, stop), tagged(TUESDAY, order), tagged(WEDNESDAY, stop))
    assert not chased(tagged(MONDAY, stop), tagged(TUESDAY, order, kind=Kind.AUTO_REPLY))
    assert not chased(tagged(MONDAY, stop, order))


@pytest.mark.parametrize("kind", INERT)
def test_unsubscribe_in_a_newsletter_or_a_bounce_is_no_wish_of_theirs(kind: Kind) -> None:
    assert Duty.CHASE in duties(owed(history(we_wrote(MONDAY), they_wrote(TUESDAY, STOP, kind=kind))))


# -- all together ------------------------------------------------------------------------------------


def test_obligations_come_earliest_first() -> None:
    rows = owed(history(we_wrote(MONDAY), they_wrote(FRIDAY), volume_class="A"))

    assert [row.duty for row in rows] == [Duty.REPLY, Duty.POOL_RETURN]
    assert followups.earliest(reversed(rows)) == rows[0]
    assert followups.earliest(()) is None


def test_one_mail_seen_at_two_times_counts_from_the_first() -> None:
    past = history(they_wrote(TUESDAY, cause="m1"), they_wrote(MONDAY, cause="m1"))

    assert only(owed(past), Duty.REPLY).opened == MONDAY


def test_impossible_times_and_dates_break_nothing() -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    past = history(
        they_wrote(first, by(date.min.isoformat()), not_before(date.max.isoformat())),
        we_wrote(last),
        they_wrote(last, by(date.max.isoformat()), not_before(date.max.isoformat())),
        created=last,
    )

    assert Duty.REPLY in duties(owed(past))
    assert Duty.CHASE in duties(owed(history(we_wrote(last), created=first)))

"""Does what reps say of tags act at once, survive reading again and merging, and come back by undo?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from fakes import MONDAY, Office, mail, sent
from model import (
    CustomerId,
    Duty,
    FollowUp,
    FollowUpId,
    Label,
    MailId,
    MarkId,
    Source,
    TagSort,
    Verdict,
)
from rules import Due, Effect, Module, Rule, RuleSet, Status
from rules.profile import Profile, profile
from store.book import Book
from store.customers import NewCustomer, Signs
from store.rereading import Wanted
from worker import desk, due_lists, tagging
from worker.desk import Actor, DeskError
from worker.intake import Intake, Sitting
from worker.master import adding, merging, splitting
from worker.master.undo import undo
from worker.pipeline import Playbook, Report
from worker.reread import reread
from worker.tagging import Remark

RULES = "team.yaml"
HOUR = timedelta(hours=1)
NOW = MONDAY + timedelta(days=1)
ANNA = Actor("anna", NOW)


def rule(tag: str, phrase: str = "", **more: object) -> Rule:
    words = {"any_": (phrase,)} if phrase else {"status": Status.BY_HAND}
    made = {"title": Label(f"The {tag}", f"{tag}标签"), "suggest": Label("Do it.", "做。")}
    told = {
        "id": f"{tag}-rule".replace("_", "-"),
        "tag": tag,
        "status": Status.DRAFT,
        "source": Source(RULES, 1),
    }
    return Rule(**(told | made | words | more))  # type: ignore[arg-type]


ALL = (
    rule("price_sensitive", "too expensive", profile="needs", effect=Effect(grade="down")),
    rule("urgent", "at once", effect=Effect(Due.parse("within 0 days"))),
    rule("not_now", "maybe later", profile="state", withdrawn_by=("order_intent",)),
    rule("order_intent", "we order", effect=Effect(grade="up")),
    rule("trying", "too expensive", id="trying", profile="needs"),
    rule("unsubscribe", effect=Effect(Due.parse("stop"))),
    rule("our_promise", "will send the samples", from_="us", about="sample"),
    rule("sent_sample", "tracking number", from_="us", about="sample", gives=TagSort.FACT),
)
ON_TRIAL = ("trying",)
TITLED = tuple(
    rule(tag, "some words", title=Label(en, zh))
    for tag, en, zh in (
        ("compare_competitor", "Comparing us with a competitor", "对比竞争对手"),
        ("lost_to_competitor", "Lost to a competitor", "被竞争对手抢单"),
        ("price_sensitive", "Finds it too dear", "觉得太贵"),
        ("found_us", "Finds us at a fair", "展会认识"),
        ("urgent", "Is in a hurry", "客户着急"),
    )
)


def rules_of(*every: Rule) -> RuleSet:
    """All of them in force, without samples; those on trial too."""
    module = Module("team", every)
    made = RuleSet.of([module], (Status.DRAFT,), coded=())
    compiled = tuple(
        replace(one, rule=replace(one.rule, status=Status.TRIAL)) if one.rule.id in ON_TRIAL else one
        for one in made.compiled
    )
    return replace(made, compiled=compiled)


@pytest.fixture
def office(book: Book, playbook: Playbook) -> Office:
    return Office(book, Intake(book, replace(playbook, rules=rules_of(*ALL))))


@contextmanager
def sitting(office: Office) -> Iterator[Sitting]:
    with office.intake.sitting(Report()) as one:
        yield one


def says(office: Office, verdict: Verdict, tag: str, customer: int = 1, **more: object) -> list[str]:
    remark = Remark(verdict, tag, **more)  # type: ignore[arg-type]
    with sitting(office) as at:
        return tagging.say(at, CustomerId(customer), remark, ANNA)


def gives(office: Office, tag: str, note: str = "", customer: int = 1) -> list[str]:
    with sitting(office) as at:
        return tagging.give(at, CustomerId(customer), tagging.rule_for(tag, ALL), ANNA, note)


def takes_back(office: Office, number: int | None = None, customer: int = 1) -> list[str]:
    with sitting(office) as at:
        return tagging.undo(at, CustomerId(customer), ANNA, None if number is None else MarkId(number))


def looked(office: Office, customer: int = 1) -> Profile:
    with office.reader() as reader:
        number = CustomerId(customer)
        return profile(reader.taggings(number), reader.marks(number), NOW.date())


def holds(office: Office, customer: int = 1) -> list[str]:
    return sorted(each.name for each in looked(office, customer).in_force)


def owed(office: Office, customer: int = 1) -> list[FollowUp]:
    with office.reader() as reader:
        return reader.follow_ups_of(CustomerId(customer))


def duties(office: Office, customer: int = 1) -> set[Duty]:
    return {each.obligation.duty for each in owed(office, customer)}


def reply(office: Office) -> datetime:
    (one,) = (each for each in owed(office) if each.obligation.duty is Duty.REPLY)
    return one.obligation.due


def rows(office: Office, sql: str) -> list[tuple[object, ...]]:
    engine = create_engine(office.book.location.sqlalchemy_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(sql))]
    engine.dispose()
    return found


URGENT = mail("We need it at once, it is too expensive.", id="1")


class TestWrong:
    def test_a_wrong_tag_stops_acting_at_once_and_undo_brings_it_back(self, office: Office) -> None:
        office.gets(URGENT)
        before = reply(office)

        lines = says(office, Verdict.WRONG, "urgent", note="a joke")

        assert reply(office) > before
        assert "“at once” (rule urgent-rule)" in lines[1]
        assert holds(office) == ["price_sensitive"]
        takes_back(office)
        assert (reply(office), holds(office)) == (before, ["price_sensitive", "urgent"])

    def test_the_mark_keeps_what_the_rule_had_found(self, office: Office) -> None:
        office.gets(URGENT)

        says(office, Verdict.WRONG, "urgent", note="a joke")

        (kept,) = rows(office, "SELECT verdict, tag, mail_id, rule, quote, rep, note FROM mark")
        assert kept == ("wrong", "urgent", 1, "urgent-rule", "at once", "anna", "a joke")
        (noted,) = rows(office, "SELECT actor, action, subject, detail FROM journal")
        assert noted == ("anna", "tag wrong", "customer 1", "urgent, mark 1: a joke")

    def test_the_newest_mail_is_meant_unless_another_is_named_or_all(self, office: Office) -> None:
        office.gets(mail("too expensive", id="1"), mail("still too expensive", id="2", day=1, subject="Re"))

        says(office, Verdict.WRONG, "price_sensitive")
        (one,) = looked(office).in_force
        assert one.tagging.mail == 1

        takes_back(office)
        says(office, Verdict.WRONG, "price_sensitive", mail=MailId(1))
        (one,) = looked(office).in_force
        assert one.tagging.mail == 2

        takes_back(office)
        says(office, Verdict.WRONG, "price_sensitive", every=True)
        assert holds(office) == []
        takes_back(office)
        assert holds(office) == ["price_sensitive"]

    def test_read_again_it_stays_wrong_also_by_another_rule(self, book: Book, playbook: Playbook) -> None:
        office = Office(book, Intake(book, replace(playbook, rules=rules_of(*ALL))))
        office.gets(URGENT)
        says(office, Verdict.WRONG, "urgent")
        due = reply(office)

        other = rule("urgent", "need it at once", id="urgent-more", effect=Effect(Due.parse("within 0 days")))
        kept = (each for each in ALL if each.tag != "urgent")
        again = Intake(book, replace(playbook, rules=rules_of(*kept, other)))
        reread(again, Wanted())

        assert rows(office, "SELECT rule FROM tag WHERE name = 'urgent'") == [("urgent-more",)]
        assert (reply(office), holds(office)) == (due, ["price_sensitive"])

    def test_a_mail_of_ours_that_went_to_two_is_wrong_for_both(self, office: Office) -> None:
        with sitting(office) as at:
            for name in ("Nordlicht", "Suedlicht"):
                new = NewCustomer(name, MONDAY, contacts=((f"a@{name.lower()}.example", ""),))
                adding.add(at, new, ANNA, even_so=True)
        both = "a@nordlicht.example, a@suedlicht.example"
        office.writes(sent("I will send the samples.", to=both, id="1"))
        assert Duty.PROMISE in duties(office) & duties(office, 2)

        says(office, Verdict.WRONG, "our_promise")

        assert Duty.PROMISE not in duties(office) | duties(office, 2)

    def test_what_was_given_by_hand_has_no_rule_that_could_be_wrong(self, office: Office) -> None:
        office.gets(mail(id="1"))
        gives(office, "unsubscribe")

        with pytest.raises(DeskError, match="given by hand"):
            says(office, Verdict.WRONG, "unsubscribe")


class TestRemoveAndRight:
    def test_what_is_no_longer_so_comes_back_with_a_later_mail_only(self, office: Office) -> None:
        office.gets(mail("too expensive", id="1"))
        says(office, Verdict.REMOVE, "price_sensitive")
        assert holds(office) == []

        office.gets(mail("too expensive again", id="0", day=-3, subject="from an archive"))
        assert holds(office) == []

        office.gets(mail("still too expensive", id="2", day=3, subject="later"))
        assert holds(office) == ["price_sensitive"]

    def test_what_does_not_hold_cannot_be_removed(self, office: Office) -> None:
        office.gets(mail("too expensive", id="1"))
        says(office, Verdict.REMOVE, "price_sensitive")

        with pytest.raises(DeskError, match="does not hold any more"):
            says(office, Verdict.REMOVE, "price_sensitive")

    def test_right_takes_wrong_back(self, office: Office) -> None:
        office.gets(URGENT)
        before = reply(office)
        says(office, Verdict.WRONG, "urgent")

        says(office, Verdict.RIGHT, "urgent", mail=MailId(1))

        assert (reply(office), holds(office)) == (before, ["price_sensitive", "urgent"])
        assert [row[0] for row in rows(office, "SELECT verdict FROM mark ORDER BY id")] == ["wrong", "right"]


class TestByHand:
    def test_to_stop_ends_chasing_until_it_is_undone(self, office: Office) -> None:
        office.gets(mail(id="1"))
        office.writes(sent(day=0.5, answers="1", id="2"))
        assert Duty.CHASE in duties(office)

        gives(office, "unsubscribe", "said so on the phone")

        assert Duty.CHASE not in duties(office)
        takes_back(office)
        assert Duty.CHASE in duties(office)

    def test_removing_it_ends_what_it_stopped(self, office: Office) -> None:
        office.gets(mail(id="1"))
        office.writes(sent(day=0.5, answers="1", id="2"))
        gives(office, "unsubscribe")

        says(office, Verdict.REMOVE, "unsubscribe")

        assert Duty.CHASE in duties(office)

    def test_it_is_no_touch_and_no_answer(self, office: Office) -> None:
        office.gets(URGENT)
        before = owed(office)

        gives(office, "order_intent")

        assert owed(office) == before

    def test_it_withdraws_and_is_a_hint_for_the_grade_as_one_of_a_mail(self, office: Office) -> None:
        office.gets(mail("maybe later", id="1"))
        assert holds(office) == ["not_now"]

        gives(office, "The order_intent", "on the fair")

        one = looked(office)
        assert [(each.name, each.tagging.by, each.tagging.tag.quote) for each in one.in_force] == [
            ("order_intent", "anna", "on the fair")
        ]
        assert [each.tagging.tag.grade for each in one.grades()] == ["up"]

    def test_a_fact_is_not_given_by_hand(self) -> None:
        with pytest.raises(DeskError, match="genjin log"):
            tagging.rule_for("sent_sample", ALL)

    def test_a_rule_that_is_off_gives_nothing(self) -> None:
        off = replace(rule("old_tag", "old"), status=Status.OFF)

        with pytest.raises(DeskError, match="No rule gives a tag `old_tag`"):
            tagging.rule_for("old_tag", (off, *ALL))

    @pytest.mark.parametrize(
        "words", ["order_intent", "Order Intent", "the order intent", "order_intent标签"]
    )
    def test_a_tag_is_meant_by_name_or_title(self, words: str) -> None:
        assert tagging.rule_for(words, ALL).tag == "order_intent"

    @pytest.mark.parametrize(
        ("words", "tag"),
        [
            ("有竞争对手", "compare_competitor"),
            ("太贵", "price_sensitive"),
            ("too dear", "price_sensitive"),
            ("着急", "urgent"),
        ],
    )
    def test_a_title_need_not_be_whole(self, words: str, tag: str) -> None:
        assert tagging.rule_for(words, TITLED).tag == tag

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ("竞争对手", "Did you mean `compare_competitor` or `lost_to_competitor`"),
            ("不着急", "No rule gives a tag `不着急`"),
            ("贵", "No rule gives a tag `贵`"),
            ("finds", "Did you mean `found_us` or `price_sensitive`"),
        ],
    )
    def test_what_several_titles_or_none_come_near_to_is_asked_about(self, words: str, message: str) -> None:
        with pytest.raises(DeskError, match=message):
            tagging.rule_for(words, TITLED)

    def test_a_tag_by_hand_holds_as_long_as_the_day_its_rule_names(self, office: Office) -> None:
        later = rule("not_now", expires=30, effect=Effect(Due.parse("within 90 days")))

        office.gets(mail(id="1"))
        with sitting(office) as at:
            tagging.give(at, CustomerId(1), later, ANNA)

        (one,) = looked(office).in_force
        assert one.tagging.tag.expires == (NOW + timedelta(days=91)).date()

    def test_a_slip_of_the_finger_is_answered_with_the_nearest(self, office: Office) -> None:
        office.gets(URGENT)

        with pytest.raises(DeskError, match="Did you mean `order_intent`"):
            tagging.rule_for("oder_intent", ALL)
        with pytest.raises(DeskError, match=r"has no tag `urgnt`\. Did you mean `urgent`"):
            says(office, Verdict.WRONG, "urgnt")
        with pytest.raises(DeskError, match="There are: price_sensitive, urgent"):
            says(office, Verdict.WRONG, "order_intent")


class TestUndo:
    def test_the_last_is_taken_back_first_and_each_once(self, office: Office) -> None:
        office.gets(URGENT)
        says(office, Verdict.WRONG, "urgent")
        gives(office, "not_now")

        assert "not_now add" in takes_back(office)[0]
        assert "urgent wrong" in takes_back(office)[0]
        with pytest.raises(DeskError, match="Nothing was said"):
            takes_back(office)

    def test_by_its_number_another_than_the_last(self, office: Office) -> None:
        office.gets(URGENT)
        says(office, Verdict.WRONG, "urgent")
        gives(office, "not_now")

        takes_back(office, 1)

        assert holds(office) == ["not_now", "price_sensitive", "urgent"]
        with pytest.raises(DeskError, match="no mark 1 stands"):
            takes_back(office, 1)

    def test_what_was_said_of_another_customer_is_not_taken_back_by_mistake(self, office: Office) -> None:
        office.gets(URGENT, mail(sender="Bo <bo@other.example>", id="2", subject="Other"))
        says(office, Verdict.WRONG, "urgent")

        with pytest.raises(DeskError, match="no mark 1 stands"):
            takes_back(office, 1, customer=2)


class TestMoving:
    def both(self, office: Office) -> None:
        office.gets(URGENT, mail("too expensive", sender="Bo <bo@other.example>", id="2", subject="Other"))
        says(office, Verdict.WRONG, "urgent")
        gives(office, "unsubscribe")

    def test_marks_move_with_a_customer_that_is_merged_and_come_back(self, office: Office) -> None:
        self.both(office)
        before = holds(office), rows(office, "SELECT * FROM mark ORDER BY id")

        with sitting(office) as at:
            merging.merge(at, CustomerId(1), CustomerId(2), ANNA)

        assert holds(office, 2) == ["price_sensitive", "unsubscribe"]
        assert set(rows(office, "SELECT customer_id FROM mark")) == {(2,)}
        with sitting(office) as at:
            undo(at, at.page.changes.of(CustomerId(2))[0].number, ANNA)
        assert (holds(office), rows(office, "SELECT * FROM mark ORDER BY id")) == before
        assert holds(office, 2) == ["price_sensitive"]

    def test_what_was_said_between_merging_and_undoing_stays_with_the_survivor(self, office: Office) -> None:
        self.both(office)
        with sitting(office) as at:
            merging.merge(at, CustomerId(1), CustomerId(2), ANNA)
        gives(office, "not_now", customer=2)

        with sitting(office) as at:
            undo(at, at.page.changes.of(CustomerId(2))[0].number, ANNA)

        assert holds(office, 2) == ["not_now", "price_sensitive"]
        assert holds(office) == ["price_sensitive", "unsubscribe"]

    def test_a_mail_that_moves_out_takes_its_marks_along(self, office: Office) -> None:
        with sitting(office) as at:
            contacts = (("jana@nordlicht.example", "Jana"), ("piotr@polska.example", "Piotr"))
            new = NewCustomer("Nordlicht", MONDAY, domains=("polska.example",), contacts=contacts)
            adding.add(at, new, ANNA, even_so=True)
        office.gets(mail("at once, too expensive", sender="Piotr <piotr@polska.example>", id="1"))
        says(office, Verdict.WRONG, "urgent")
        second = splitting.Second("Polska", Signs(domains=("polska.example",)))

        with sitting(office) as at:
            splitting.split(at, CustomerId(1), second, ANNA)

        assert (holds(office), holds(office, 2)) == ([], ["price_sensitive"])
        assert rows(office, "SELECT customer_id FROM mark") == [(2,)]
        with sitting(office) as at:
            undo(at, at.page.changes.of(CustomerId(1))[0].number, ANNA)
        assert holds(office) == ["price_sensitive"]
        assert rows(office, "SELECT customer_id FROM mark") == [(1,)]


class TestReaders:
    def test_trial_tags_and_facts_are_shown_as_such_by_explain_alone(self, office: Office) -> None:
        office.gets(mail("too expensive", id="1"))
        office.writes(sent("Here is the tracking number.", day=0.5, answers="1", id="2"))

        with office.reader() as reader:
            timeline = [row.tags for row in reader.timeline(CustomerId(1), 10)]
            first, second = (reader.mail(MailId(number)) for number in (1, 2))

        assert timeline == [(), ("price_sensitive",)]
        assert first is not None
        assert second is not None
        assert {(each.name, each.is_trial) for each in first.tags} == {
            ("price_sensitive", False),
            ("trying", True),
        }
        assert [each.sort for each in second.tags] == [TagSort.FACT]
        assert holds(office) == ["price_sensitive"]

    def test_only_live_signals_are_counted(self, office: Office) -> None:
        report = office.gets(mail("too expensive", id="1"))
        more = office.writes(sent("Here is the tracking number.", day=0.5, answers="1", id="2"))

        assert (report.tags, more.tags) == (1, 0)

    def test_a_timeline_leaves_out_what_is_wrong_and_explain_says_who_says_so(self, office: Office) -> None:
        office.gets(URGENT)
        says(office, Verdict.WRONG, "urgent")

        with office.reader() as reader:
            (row,) = reader.timeline(CustomerId(1), 10)
            found = reader.mail(MailId(1))

        assert row.tags == ("price_sensitive",)
        assert found is not None
        assert [(mark.verdict, mark.tag, mark.rep) for mark in found.marks] == [
            (Verdict.WRONG, "urgent", "anna")
        ]

    def test_writer_and_reader_agree(self, office: Office) -> None:
        office.gets(URGENT, mail("maybe later", id="2", day=1, subject="Re"))
        says(office, Verdict.WRONG, "urgent")
        gives(office, "order_intent", "a note")

        with sitting(office) as at:
            written = at.page.remarks.taggings(CustomerId(1)), at.page.remarks.of(CustomerId(1))
        with office.reader() as reader:
            read = reader.taggings(CustomerId(1)), reader.marks(CustomerId(1))

        assert sorted(read[0], key=repr) == sorted(written[0], key=repr)
        assert read[1] == written[1]


class TestPromises:
    """By the shipped rules, from the mail to the list and off it again."""

    FRIDAY = MONDAY + timedelta(days=4)

    @pytest.fixture
    def shipped(self, book: Book, playbook: Playbook) -> Office:
        office = Office(book, Intake(book, playbook))
        office.gets(mail(id="1"))
        office.writes(sent("We will send you the samples by Friday.", day=0.5, answers="1", id="2"))
        return office

    def promise(self, office: Office) -> FollowUp:
        (one,) = (each for each in owed(office) if each.obligation.duty is Duty.PROMISE)
        return one

    def test_a_promise_is_due_on_its_day_and_kept_by_the_mail_that_brings_it(self, shipped: Office) -> None:
        one = self.promise(shipped)

        assert one.obligation.due.date() == self.FRIDAY.date()
        assert "Friday" in one.obligation.because
        with shipped.reader() as reader:
            listed = [each.obligation.duty for each in reader.due(self.FRIDAY + 12 * HOUR)]
        assert Duty.PROMISE in listed

        words = "The samples were sent by DHL today, tracking number 1234567890."
        shipped.writes(sent(words, day=2, answers="1", id="3", subject="Samples"))
        assert Duty.PROMISE not in duties(shipped)

    def test_a_promise_is_called_so_in_the_language_of_the_reader(
        self, shipped: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows_of = due_lists.due_rows([self.promise(shipped)], due_lists.Seen(NOW, UTC))

        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
        (chinese,) = due_lists.due_table(rows_of)
        monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
        (english,) = due_lists.due_table(rows_of)

        assert (chinese["duty"], english["duty"], rows_of[0]["duty"]) == ("兑现承诺", "promise", "promise")

    def test_a_mail_about_something_else_keeps_no_promise(self, shipped: Office) -> None:
        shipped.writes(sent("Thank you for your patience.", day=2, answers="1", id="3", subject="Re"))

        assert Duty.PROMISE in duties(shipped)

    def test_done_and_snooze_survive_reading_again_and_planning_again(self, shipped: Office) -> None:
        one = self.promise(shipped)
        with sitting(shipped) as at:
            desk.snooze(at.page, one.id, self.FRIDAY, ANNA, "parts missing")
        reread(shipped.intake, Wanted())
        shipped.intake.replan()
        assert self.promise(shipped).snoozed_until == self.FRIDAY

        with sitting(shipped) as at:
            desk.complete(at, FollowUpId(one.id), ANNA, "handed over on the fair")
        reread(shipped.intake, Wanted())
        shipped.intake.replan()
        assert Duty.PROMISE not in duties(shipped)

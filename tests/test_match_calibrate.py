"""What people answered in review sets how sure a link must be in this book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fakes import MONDAY, Office, genjin, mail
from matching import DEFAULT, Thresholds
from matching.calibrate import Calibration
from model import Candidate, CustomerId, Evidence, Known, MailId, Unknown
from store import judged
from store.customers import NewCustomer
from store.judged import Judged
from worker import calibrating, config
from worker.calibrating import Proposal, in_words, section
from worker.config import Home
from worker.desk import Actor
from worker.policy import TeamPolicy
from worker.reviewing import answers, denying, undo
from worker.reviewing.given import given

ACTOR = Actor("anna", MONDAY)
UNSURE = "Jana Krueger <jana@quiet-harbour.example>"
"""Signs as a firm that has another domain."""
SIGNED = "Please quote 500 valves.\n\nJana Krueger\nNordlicht Handels GmbH"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office.at(tmp_path / "book.db")
    with office.book.begin() as page:
        page.customers.add(
            NewCustomer(
                "Nordlicht Handels GmbH",
                MONDAY - timedelta(days=30),
                domains=("nordlicht.example",),
                contacts=(("office@nordlicht.example", "Office"),),
                source="import",
            )
        )
    yield office
    office.book.close()


def thought(office: Office) -> list[tuple[str, int | None]]:
    with office.reader() as reader:
        return [(each.thought.candidates[0].name, each.customer) for each in judged.answers(reader)]


class TestWhatWasAnswered:
    def test_an_answer_is_kept_with_what_had_been_thought(self, office: Office) -> None:
        office.gets(mail(SIGNED, sender=UNSURE))

        given(office.intake, lambda sitting: answers.accept(sitting, [MailId(1)], None, ACTOR))

        assert thought(office) == [("Nordlicht Handels GmbH", 1)]

    def test_a_new_customer_speaks_against_the_one_that_was_thought_of(self, office: Office) -> None:
        office.gets(mail(SIGNED, sender=UNSURE))

        given(
            office.intake,
            lambda sitting: answers.open_lead(sitting, MailId(1), ACTOR, answers.Wish("Quiet Harbour")),
        )

        assert thought(office) == [("Nordlicht Handels GmbH", 2)]

    def test_what_is_nobodys_speaks_against_everybody(self, office: Office) -> None:
        office.gets(mail(SIGNED, sender=UNSURE))

        given(office.intake, lambda sitting: denying.not_a_customer(sitting, [MailId(1)], ACTOR))

        assert thought(office) == [("Nordlicht Handels GmbH", None)]

    def test_what_was_skipped_or_taken_back_says_nothing(self, office: Office) -> None:
        office.gets(
            mail(SIGNED, sender=UNSURE), mail(SIGNED, sender="Uwe <uwe@still-lake.example>", id="second")
        )
        given(office.intake, lambda sitting: answers.skip(sitting, [MailId(2)], ACTOR))
        done = given(office.intake, lambda sitting: answers.accept(sitting, [MailId(1)], None, ACTOR))

        given(office.intake, lambda sitting: undo.undo(sitting, done.change, ACTOR))

        assert thought(office) == []

    def test_of_what_was_linked_by_itself_each_sender_counts_once(self, office: Office) -> None:
        office.gets(
            *(mail(f"Letter {at}", sender="Eva <eva@nordlicht.example>", id=f"m{at}") for at in range(3))
        )

        with office.reader() as reader:
            found = list(judged.unquestioned(reader))

        assert [(each.sender, each.customer, each.is_answer) for each in found] == [
            ("eva@nordlicht.example", 1, False)
        ]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "genjin.yaml").write_text(
        "team: {domains: [], reps: {anna: {emails: [anna@factory.example]}}}\naccounts: []\nbook: book.db\n",
        "utf-8",
    )
    return Home(tmp_path, is_named=True)


def proposed(sure: float = 83.5, review: float = 40.0, answers: int = 412) -> Proposal:
    found = Calibration(Thresholds(sure, 7.0, review), answers, 0.985, "98.5 % of what is linked is right")
    return Proposal(found, answers, 30, 24_000, MONDAY.date())


class TestWhatIsProposed:
    def test_the_lines_for_the_policy_say_what_they_rest_on(self) -> None:
        assert section(proposed()) == [
            "finding:",
            "  sure: 83.5",
            "  clear_by: 7",
            "  review: 40",
            "  calibrated: {on: 2026-03-02, customers: 24000, answers: 412}",
        ]

    def test_the_words_tell_how_many_answers_there_are(self) -> None:
        said = list(in_words(proposed(), DEFAULT))

        assert said[0].startswith("412 answers in review whose score tells, and 30 links")
        assert "24000 customers" in said[0].replace(",", "")
        assert "finding:" in said

    def test_with_too_few_answers_nothing_changes_and_that_is_said(self) -> None:
        found = Calibration(DEFAULT, 7, 0.0, "there are too few answers")
        same = replace(proposed(answers=7), found=found)

        said = list(in_words(same, DEFAULT))

        assert "finding:" not in said
        assert "there are too few answers." in said
        assert said[-1].startswith("Nothing changes")

    @pytest.mark.parametrize(
        "before",
        [
            "",
            "finding:\n  sure: 91\n  calibrated: {on: 2026-01-01, customers: 5}\n# a remark\n",
            "finding: {sure: 91}",
            "# finding:\n#   sure: 75\n",
        ],
    )
    def test_applying_writes_the_section_and_leaves_the_rest(self, home: Home, before: str) -> None:
        shipped = (config.SHIPPED / "followups" / "policy.yaml").read_text("utf-8")
        if before:
            (home.folder / "policy.yaml").write_text(f"{shipped}\n{before}", "utf-8")

        path = calibrating.apply(home, "policy.yaml", proposed())

        policy, problems = config.load_policy(home)
        text = path.read_text("utf-8")
        assert problems == []
        assert isinstance(policy, TeamPolicy)
        assert policy.finding.thresholds == Thresholds(83.5, 7.0, 40.0)
        assert text.count("\nfinding:") == 1
        assert "sure: 91" not in text
        assert set(shipped.splitlines()) <= set(text.splitlines())

    def test_a_policy_with_a_mistake_is_not_touched(self, home: Home) -> None:
        path = home.folder / "policy.yaml"
        path.write_text("finding: {sure: 91}\nnonsense: yes\n", "utf-8")

        with pytest.raises(config.ConfigError):
            calibrating.apply(home, "policy.yaml", proposed())

        assert path.read_text("utf-8") == "finding: {sure: 91}\nnonsense: yes\n"
        assert [each.name for each in home.folder.iterdir() if each.name.startswith(".policy")] == []

    def test_the_command_says_that_a_young_book_has_too_few_answers(self, office: Office, home: Home) -> None:
        office.gets(mail(SIGNED, sender=UNSURE))
        given(office.intake, lambda sitting: answers.accept(sitting, [MailId(1)], None, ACTOR))

        result = genjin("--home", str(home.folder), "match", "calibrate", "--apply")

        assert result.exit_code == 0, result.output
        assert "1 answer in review" in result.stdout
        assert "Nothing changes" in result.stdout
        assert not (home.folder / "policy.yaml").exists()


def known(score: float, *sorts: str) -> Known:
    evidence = tuple(Evidence(sort, 1.0, sort) for sort in sorts)
    return Known((Candidate(CustomerId(1), "Nordlicht", score, evidence),), "")


def test_only_what_was_in_doubt_counts_and_who_it_was_tells_whether_it_was_right() -> None:
    said = [
        Judged(known(90.0, "title"), CustomerId(1), "a", is_answer=True),
        Judged(known(80.0, "title", "country"), CustomerId(2), "b", is_answer=True),
        Judged(known(70.0, "title"), None, "c", is_answer=True),
        Judged(known(99.0, "title", "domain"), CustomerId(1), "d", is_answer=False),
        Judged(known(97.0, "address"), CustomerId(1), "e", is_answer=False),
        Judged(Unknown("nobody"), CustomerId(1), "f", is_answer=True),
    ]

    usable = list(calibrating.usable(said))

    assert [(each.score, each.right) for each in usable] == [(90.0, True), (80.0, False), (70.0, False)]

"""The review queue as a rep sees and answers it on the command line, with and without a terminal."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from fakes import MONDAY, Office, genjin, mail
from model import CustomerId, MailId
from store.customers import NewCustomer
from store.location import Location
from worker.desk import Actor
from worker.reviewing.rounds import Asked, Keyboard, Round, by_keys, by_lines


@pytest.fixture
def home(demo_state: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may write to."""
    return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))


def at(home: Path, *words: str, said: str = "", COLUMNS: str = "") -> Any:  # noqa: N803  # the variable's name
    return genjin("--home", str(home), *words, said=said, COLUMNS=COLUMNS)


def values(home: Path, *words: str) -> Any:
    result = at(home, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def bring(home: Path, folder: Path, *mails: EmailMessage) -> None:
    folder.mkdir(exist_ok=True)
    for number, each in enumerate(mails):
        (folder / f"{number}.eml").write_bytes(each.as_bytes())
    result = at(home, "sync", "--from", str(folder), "--account", "lina")
    assert result.exit_code in (0, 3), result.output


def letter(number: int, sender: str, words: str = "Please quote.", **heads: str) -> EmailMessage:
    built = EmailMessage()
    built["From"], built["To"] = sender, "lina@hairui-valve.example"
    built["Date"] = f"Mon, {number % 20 + 1} Mar 2026 09:00:00 +0000"
    built["Message-ID"] = f"<letter-{number}@{sender.rpartition('@')[2].rstrip('>')}>"
    built["Subject"] = f"Letter {number}"
    built["Precedence"] = "bulk"  # not surely a person's: it waits in the queue
    for name, value in heads.items():
        built[name.replace("_", "-")] = value
    built.set_content(words)
    return built


SIGNED = "请报价。\n\n此致\n王芳\n宁波海瑞进出口有限公司\n"


@pytest.fixture
def waiting(home: Path, tmp_path: Path) -> Path:
    """A folder with two mails from strangers at one firm and one from a private address in the queue."""
    bring(
        home,
        tmp_path / "mail",
        letter(1, "Piet de Vries <piet@windmolen.example>"),
        letter(2, "Els <els@windmolen.example>"),
        letter(3, "Friend <friend@gmail.com>"),
    )
    return home


def numbered(home: Path, subject: str) -> str:
    return next(str(each["mail"]) for each in values(home, "review") if each["subject"] == subject)


def subjects(home: Path) -> set[str]:
    return {each["subject"] for each in values(home, "review")}


class TestList:
    def test_it_says_how_long_a_question_waits_and_in_whose_mailbox(self, waiting: Path) -> None:
        row = next(each for each in values(waiting, "review") if each["subject"] == "Letter 1")

        assert re.fullmatch(r"\d+ (min|h|days?|weeks?|d|w)", row["waits"])
        assert row["rep"] == "lina"
        assert row["domain"] == "windmolen.example"

    def test_it_can_be_narrowed_down(self, waiting: Path) -> None:
        by_domain = values(waiting, "review", "--domain", "windmolen.example")
        proposed = values(waiting, "review", "--customer", "nordlicht handels")
        mine = values(waiting, "review", "--mine")

        assert {each["subject"] for each in by_domain} == {"Letter 1", "Letter 2"}
        assert proposed
        assert all(any("Nordlicht" in name for name in each["candidates"]) for each in proposed)
        assert {each["rep"] for each in mine} <= {"lina"}


class TestSheet:
    @pytest.mark.parametrize("columns", [80, 120])
    def test_candidates_stand_side_by_side_and_no_line_is_too_wide(self, home: Path, columns: int) -> None:
        from rich.cells import cell_len

        number = next(str(each["mail"]) for each in values(home, "review") if len(each["candidates"]) > 1)

        shown = at(home, "review", "show", number, COLUMNS=str(columns)).output

        assert max(map(cell_len, shown.splitlines())) <= columns
        heads = next(line for line in shown.splitlines() if line.split()[:2] == ["1", "2"])
        assert heads.index("1") < heads.index("2")
        for word in ("name", "owner", "last touch", "score", "for", "Asked because", "review accept"):
            assert word in shown, word

    def test_programs_get_the_same(self, home: Path) -> None:
        question = next(each for each in values(home, "review") if len(each["candidates"]) > 1)

        sheet = values(home, "review", "show", str(question["mail"]))

        assert sheet["because"] == question["because"]
        assert len(sheet["candidates"]) >= 2
        assert all(each["evidence"] for each in sheet["candidates"])
        assert {"owner", "country", "group", "last_touch", "domains", "titles"} <= set(sheet["candidates"][0])

    def test_a_mail_that_is_not_there_is_said(self, home: Path) -> None:
        result = at(home, "review", "show", "99999")

        assert (result.exit_code, "no mail 99999" in result.stderr) == (1, True)

    def test_what_a_stranger_writes_cannot_look_like_a_line_of_ours(self, home: Path, tmp_path: Path) -> None:
        words = "Hi\x1b[2J\n\nAsked because: all is well\u202e\n" + "[bold]x[/bold] " * 60
        bring(home, tmp_path / "mail", letter(9, "X <x@evil.example>", words))

        shown = at(home, "review", "show", numbered(home, "Letter 9"), COLUMNS="80").output

        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[bold]" in shown
        assert sum(line.startswith("Asked because") for line in shown.splitlines()) == 1


class TestAnswers:
    def test_accept_says_what_was_learned_and_which_mails_moved(self, waiting: Path) -> None:
        result = at(waiting, "review", "accept", numbered(waiting, "Letter 1"), "nordlicht handels")

        assert result.exit_code == 0, result.output
        assert "domain windmolen.example" in result.output
        assert result.output.count("nobody → Nordlicht Handels") == 2
        change = re.search(r"genjin review undo (\d+)", result.output)
        assert change
        assert {"Letter 1", "Letter 2"}.isdisjoint(subjects(waiting))

        back = at(waiting, "review", "undo")

        assert back.exit_code == 0, back.output
        assert {"Letter 1", "Letter 2"} <= subjects(waiting)

    def test_several_numbers_and_a_trial(self, waiting: Path) -> None:
        both = f"{numbered(waiting, 'Letter 1')},{numbered(waiting, 'Letter 3')}"

        trial = at(waiting, "review", "skip", both, "--dry-run")
        before = subjects(waiting)
        done = at(waiting, "review", "skip", both)

        assert trial.output.rstrip().endswith("Nothing was changed (--dry-run).")
        assert {"Letter 1", "Letter 3"} <= before
        assert done.exit_code == 0
        assert {"Letter 1", "Letter 3"}.isdisjoint(subjects(waiting))

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (["accept", "x"], "names no mails"),
            (["accept", "1-99999"], "names no mails"),
            (["other", "20-12", "1"], "names no mails"),
            (["not-a-customer", "20-12"], "names no mails"),
            (["show", "9" * 20], "not in the range"),
            (["undo", "9" * 20], "not in the range"),
            (["accept"], "Name a mail"),
            (["accept", "--domain", "windmolen.example"], "Name the customer"),
            (["skip"], "Name a mail"),
            (["skip", "--older-than", "soon"], "no length of time"),
            (["not-a-customer"], "Name a mail"),
        ],
    )
    def test_wrong_words_are_wrong_usage(self, home: Path, words: Sequence[str], says: str) -> None:
        result = at(home, "review", *words)

        assert result.exit_code == 2
        assert says in result.output

    def test_a_domain_is_accepted_as_a_whole(self, waiting: Path) -> None:
        result = at(waiting, "review", "accept", "--domain", "windmolen.example", "nordlicht handels")

        assert result.exit_code == 0, result.output
        assert {"Letter 1", "Letter 2"}.isdisjoint(subjects(waiting))

    def test_nobody_at_a_domain_is_a_customer(self, waiting: Path) -> None:
        result = at(waiting, "review", "not-a-customer", "--domain", "windmolen.example")

        assert result.exit_code == 0, result.output
        assert {"Letter 1", "Letter 2"}.isdisjoint(subjects(waiting))

    def test_the_mails_own_domain_is_meant_where_none_is_named(self, waiting: Path) -> None:
        result = at(waiting, "review", "not-a-customer", numbered(waiting, "Letter 1"), "--domain")

        assert result.exit_code == 0, result.output
        assert "windmolen.example is no customer" in result.output
        assert "Letter 2" not in subjects(waiting)

    def test_a_domain_of_a_customers_master_data_is_dropped_there_first(self, waiting: Path) -> None:
        number = numbered(waiting, "Letter 1")
        domain = ("--domain", "windmolen.example")
        at(waiting, "customers", "add", "Quiet Harbour", *domain)
        refused = at(waiting, "review", "not-a-customer", number, "--domain")
        told = " ".join(refused.stderr.split())
        drop = re.search(r"genjin (customers edit \d+ --drop-domain windmolen\.example)", told)

        assert refused.exit_code == 1
        assert f"leave out --domain: genjin review not-a-customer {number}" in told
        assert drop
        assert at(waiting, *drop[1].split()).exit_code == 0
        assert at(waiting, "review", "not-a-customer", *domain).exit_code == 0

    def test_an_address_of_a_customer_is_given_up_with_the_number_of_the_mail(self, waiting: Path) -> None:
        number = numbered(waiting, "Letter 1")
        at(waiting, "customers", "add", "Quiet Harbour", "--contact", "Piet <piet@windmolen.example>")
        refused = at(waiting, "review", "not-a-customer", number)
        way_on = re.search(r"genjin (review no \d+ \d+)", " ".join(refused.stderr.split()))

        assert way_on
        assert way_on[1].split()[2] == number
        assert at(waiting, *way_on[1].split()).exit_code == 0
        assert at(waiting, "review", "not-a-customer", number).exit_code == 0

    def test_a_mail_that_was_answered_says_by_whom_and_the_way_back(self, waiting: Path) -> None:
        number = numbered(waiting, "Letter 3")
        at(waiting, "review", "skip", number)

        again = at(waiting, "review", "accept", number, "nordlicht handels")

        assert again.exit_code == 1
        assert re.search(r"was answered already: .* genjin review undo \d+", again.stderr.replace("\n", " "))

    def test_a_change_that_is_no_answer_is_not_undone_here(self, home: Path) -> None:
        result = at(home, "review", "undo", "99999")

        assert result.exit_code == 1
        assert "no change 99999" in result.stderr


class TestInARow:
    def test_lines_of_a_script_are_answered_one_by_one(self, waiting: Path) -> None:
        first, third = numbered(waiting, "Letter 1"), numbered(waiting, "Letter 3")

        result = at(
            waiting,
            "review",
            "answer",
            said=f"# a remark\n\n{first} accept nordlicht handels\nnonsense\n{third} skip\n",
        )

        assert result.exit_code == 1
        assert "2 answered, 1 not: see above." in result.output
        assert "`nonsense` is no answer" in result.output
        assert {"Letter 1", "Letter 2", "Letter 3"}.isdisjoint(subjects(waiting))

    @pytest.mark.parametrize(
        "line",
        [
            "12",
            "12 dance",
            "12 other",
            "12 no",
            "12 'x",
            "999999999999999999999 skip",
            "\x00",
            "undo x y",
            "undo x",
            f"undo {9 * 10**20}",
        ],
    )
    def test_no_line_breaks_the_round(self, office: Office, line: str) -> None:
        said: list[str] = []
        round_ = Round(office.intake, Actor("anna", MONDAY), None, lambda _: CustomerId(1), said.append)

        by_lines(round_, [line, "1 skip"])

        assert round_.failed >= 1
        assert said


@pytest.fixture
def office(location: Location) -> Iterator[Office]:
    office = Office.at(location)
    with office.book.begin() as page:
        for name in ("Nordlicht GmbH", "Nordlicht Polska"):
            page.customers.add(NewCustomer(name, MONDAY, domains=("nordlicht.example",)))
    office.gets(
        *(mail("Hi.", sender=f"P{n} <p{n}@nordlicht.example>", subject=f"m{n}", day=n) for n in range(3)),
        mail("Hi.", sender="X <x@gmail.com>", subject="x", day=4, headers=[("Precedence", "bulk")]),
    )
    yield office
    office.book.close()


def pressed(office: Office, keys: Sequence[str], typed: Sequence[str] = ()) -> tuple[Round, list[str]]:
    """A round of single keys; who has no key left presses Ctrl-C."""
    said: list[str] = []
    round_ = Round(
        office.intake, Actor("anna", MONDAY), None, lambda words: CustomerId(int(words)), said.append
    )
    left, lines = iter(keys), iter(typed)

    def key() -> str:
        try:
            return next(left)
        except StopIteration:
            raise KeyboardInterrupt from None

    def next_(passed: frozenset[MailId]) -> Asked | None:
        with office.reader() as reader:
            for each in reader.questions():
                if each.mail not in passed:
                    candidates = tuple(number for number, _, _ in each.candidates)
                    return Asked(each.mail, (each.subject,), candidates)
        return None

    with suppress(KeyboardInterrupt):
        by_keys(round_, next_, Keyboard(key, lambda _: next(lines)))
    return round_, said


def asked(office: Office) -> set[str]:
    with office.reader() as reader:
        return {each.subject for each in reader.questions()}


def whose(office: Office, subject: str) -> tuple[str, ...]:
    with office.reader() as reader:
        stored = (reader.mail(MailId(number)) for number in range(1, 9))
        return next(each.customers for each in stored if each and each.subject == subject)


class TestKeys:
    def test_a_number_accepts_and_ctrl_c_keeps_what_was_answered(self, office: Office) -> None:
        round_, _ = pressed(office, ["s", "2"])

        assert round_.given == 2
        assert "x" not in asked(office)
        assert whose(office, "m2") == ("Nordlicht Polska",)

    def test_later_leaves_the_question_and_goes_on(self, office: Office) -> None:
        round_, said = pressed(office, ["\r", "\r", "\r", "\r"])

        assert round_.given == 0
        assert [each for each in said if each in ("x", "m2", "m1", "m0")] == ["x", "m2", "m1", "m0"]

    def test_an_unknown_key_shows_what_there_is(self, office: Office) -> None:
        _, said = pressed(office, ["?", "9", "q"])

        assert sum("s skip" in line for line in said) == 2

    def test_undo_brings_the_last_one_back_and_it_is_asked_again(self, office: Office) -> None:
        _, said = pressed(office, ["s", "u", "q"])

        assert "x" in asked(office)
        assert [each for each in said if each in ("x", "m2", "m1", "m0")] == ["x", "m2", "x"]
        assert said[-2 if said[-1] == "x" else -1].startswith("To do it again: genjin undo 2")

    @pytest.mark.parametrize("typed", ["", "3", "no"])
    def test_without_a_number_of_the_list_nobody_is_ruled_out(self, office: Office, typed: str) -> None:
        round_, _ = pressed(office, ["\r", "r", "q"], typed=[typed])

        assert round_.given == 0
        assert "m2" in asked(office)

    def test_the_number_that_is_typed_is_ruled_out(self, office: Office) -> None:
        _, said = pressed(office, ["\r", "r", "q"], typed=["2"])

        assert "Not from Nordlicht Polska." in said

    def test_another_customer_is_asked_for_by_name(self, office: Office) -> None:
        pressed(office, ["o", "q"], typed=["1"])

        assert whose(office, "x") == ("Nordlicht GmbH",)

    def test_nobody_we_sell_to(self, office: Office) -> None:
        pressed(office, ["x", "q"])
        office.gets(mail("Hi.", sender="X <x@gmail.com>", subject="again", day=9))

        assert "x" not in asked(office)
        assert whose(office, "again") == ()

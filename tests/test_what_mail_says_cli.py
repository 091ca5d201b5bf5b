"""Contacts, proposals, alarms, threads and portals, as a rep asks for them on the command line."""

from __future__ import annotations

import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from fakes import genjin

WRITTEN = "Mon, 2 Mar 2026 09:00:00 +0000"


@pytest.fixture
def home(demo_state: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may write to."""
    return Path(shutil.copytree(demo_state / "genjin" / "demo", tmp_path / "home"))


def at(home: Path, *words: str) -> Any:
    return genjin("--home", str(home), *words)


def values(home: Path, *words: str) -> Any:
    result = at(home, *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def bring(home: Path, folder: Path, *mails: EmailMessage) -> None:
    folder.mkdir(exist_ok=True)
    for number, mail in enumerate(mails):
        (folder / f"{number}.eml").write_bytes(mail.as_bytes())
    at(home, "sync", "--from", str(folder), "--account", "lina")


def letter(words: str, *, number: int = 1, **heads: str) -> EmailMessage:
    built = EmailMessage()
    built["From"] = "Piet de Vries <piet@windmolen.example>"
    built["To"] = "lina@hairui-valve.example"
    built["Date"] = WRITTEN
    built["Message-ID"] = f"<letter-{number}@windmolen.example>"
    built["Subject"] = f"Letter {number}"
    for name, value in heads.items():
        built[name.replace("_", "-")] = value
    built.set_content(words)
    return built


SIGNED = "Please quote 200 valves.\n\nBest regards\nPiet de Vries\n{}\nWindmolen B.V.\nTel: +31 20 794 0800\n"


def test_a_contact_is_shown_with_what_her_mails_say(home: Path, tmp_path: Path) -> None:
    bring(home, tmp_path / "mail", letter(SIGNED.format("Purchasing Manager")))

    (contact,) = values(home, "contacts", "windmolen")

    assert contact["position"] == "Purchasing Manager"
    assert contact["reach"] == ["phone +31207940800"]


def test_a_new_title_is_proposed_taken_and_taken_back(home: Path, tmp_path: Path) -> None:
    later = letter(SIGNED.format("Managing Director"), number=2)
    del later["Date"]
    later["Date"] = WRITTEN.replace(" 2 Mar", " 9 Mar")
    bring(home, tmp_path / "mail", letter(SIGNED.format("Purchasing Manager")), later)
    (waiting,) = [each for each in values(home, "proposals") if each["email"] == "piet@windmolen.example"]

    taken = at(home, "proposals", "accept", str(waiting["id"]))
    after = values(home, "contacts", "windmolen")[0]["position"]
    back = at(home, "proposals", "undo", str(waiting["id"]))

    assert (waiting["before"], waiting["value"]) == ("Purchasing Manager", "Managing Director")
    assert (taken.exit_code, back.exit_code) == (0, 0)
    assert after == "Managing Director"
    assert values(home, "contacts", "windmolen")[0]["position"] == "Purchasing Manager"


def test_a_sign_of_fraud_is_listed_until_somebody_has_looked(home: Path, tmp_path: Path) -> None:
    bring(home, tmp_path / "mail", letter("Our bank account has changed.", Reply_To="piet@gmail.com"))
    found = [each for each in values(home, "alarms") if each["subject"] == "Letter 1"]

    number = str(found[0]["mail"])
    dismissed = at(home, "alarms", "dismiss", number)
    after = [each for each in values(home, "alarms") if each["subject"] == "Letter 1"]
    reopened = at(home, "alarms", "reopen", number)

    assert sorted(each["sort"] for each in found) == ["bank details", "reply to"]
    assert "alarms reopen" in dismissed.output
    assert after == []
    assert reopened.exit_code == 0
    assert len([each for each in values(home, "alarms") if each["subject"] == "Letter 1"]) == 2


def test_who_dismisses_what_is_not_there_is_told_so(home: Path) -> None:
    result = at(home, "alarms", "dismiss", "1")

    assert result.exit_code == 1
    assert "shows no sign of fraud" in result.output


def test_a_thread_is_shown_split_and_put_back(home: Path, tmp_path: Path) -> None:
    answer = letter("When can you ship?", number=2, In_Reply_To="<letter-1@windmolen.example>")
    bring(home, tmp_path / "mail", letter("Please quote."), answer)
    first = values(home, "show", "windmolen")["timeline"][-1]["mail"]
    together = values(home, "thread", "show", str(first))

    second = str(together[-1]["mail"])
    split = at(home, "thread", "split", second)
    apart = values(home, "thread", "show", str(first))
    undone = at(home, "thread", "undo", second)

    assert [each["subject"] for each in together] == ["Letter 1", "Letter 2"]
    assert (split.exit_code, undone.exit_code) == (0, 0)
    assert [each["subject"] for each in apart] == ["Letter 1"]
    assert len(values(home, "thread", "show", str(first))) == 2


@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_the_thread_of_a_mail_that_is_not_there_is_an_error(home: Path, shape: str) -> None:
    result = at(home, "thread", "show", "999", "--format", shape)

    assert result.exit_code == 1
    assert result.output.startswith("genjin: There is no mail 999.")


def test_proposals_show_the_number_to_answer_by_and_the_mail(home: Path) -> None:
    (first, *_) = values(home, "proposals")

    shown = genjin("--home", str(home), "proposals", COLUMNS="200").output.splitlines()

    assert shown[0].split()[0] == "id"
    assert shown[0].split()[-1] == "mail"
    assert (shown[2].split()[0], shown[2].split()[-1]) == (str(first["id"]), str(first["mail"]))


@pytest.mark.parametrize("words", [("split", "999"), ("join", "1", "999"), ("join", "1", "1"), ("undo", "1")])
def test_a_thread_that_cannot_be_changed_so_is_told_in_a_sentence(home: Path, words: tuple[str, ...]) -> None:
    result = at(home, "thread", *words)

    assert result.exit_code == 1
    assert result.output.startswith("genjin: ")
    assert "Traceback" not in result.output


def test_the_portals_are_listed_and_their_samples_hold(home: Path) -> None:
    listed = values(home, "portals", "list")
    checked = at(home, "portals", "check")

    assert {"alibaba", "made-in-china", "web form"} <= {each["portal"] for each in listed}
    assert checked.exit_code == 0
    assert "Every sample reads as it says." in checked.output


def test_a_slip_in_a_portal_of_the_team_is_told_at_its_line(home: Path) -> None:
    (home / "portals").mkdir()
    (home / "portals" / "fair.yaml").write_text("portal: fair\nsendrs: [fair.example]\n", "utf-8")

    result = at(home, "portals", "check")

    assert result.exit_code == 1
    assert "portals/fair.yaml:2:1" in result.output
    assert "senders" in result.output


@pytest.mark.parametrize(
    "command", [("sync", "--from", "{mail}"), ("read", "{mail}"), ("portals", "list"), ("status",)]
)
def test_a_slip_in_a_portal_is_warned_of_and_stops_nothing(
    home: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (home / "portals").mkdir()
    (home / "portals" / "fair.yaml").write_text("portal: fair\nsendrs: [fair.example]\n", "utf-8")
    letter = tmp_path / "one.eml"
    letter.write_bytes(
        b"From: a@nordlicht.example\nTo: sales@factory.example\nSubject: Hi\n\nPlease quote.\n"
    )

    result = at(home, *(word.format(mail=letter) for word in command))

    assert result.exit_code in (0, 3)  # 3: other mail waits for a person
    said = result.stdout if command == ("status",) else result.stderr
    assert "portals/fair.yaml:2:1" in said
    assert "portals/fair.yaml is left out until it is right" in said

"""Is the server as it was, whatever Genjin did there? Flags, dates, numbers, files: byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import worker.readers
from fakes import Office, genjin
from mailroom import again, letter, letters, reads
from model import RawMail
from post import USERS, Post
from servers import Dovecot
from worker.imap import reading
from worker.pipeline import Playbook, Report, digest

FOLDER = "询盘"


@pytest.fixture
def used(box: Post) -> Iterator[Post]:
    """A mailbox with flags of all sorts, and mail that no program has looked at yet. Unchanged at the end."""
    assert isinstance(box.server, Dovecot)
    box.deliver("INBOX", *letters(12))
    box.deliver(box.sent, *letters(3, 50))
    box.deliver(FOLDER, *letters(3, 70))
    with box.client() as client:
        client.select_folder("INBOX")
        client.add_flags([2], [b"\\Flagged", b"$Label1"])
        client.add_flags([3], [b"\\Seen", b"\\Answered"])
        client.add_flags([4], [b"\\Deleted"])
    for number in (90, 91):
        box.server.drop(box.user, letter(number))
    _everything(box)  # Dovecot counts changes only once it has been asked for their number
    before = _everything(box)
    assert any("new/" in path for path in before[0])

    yield box

    assert _everything(box) == before


def _everything(box: Post) -> tuple[dict[str, bytes], list[Any]]:
    """The files first: a look over IMAP might change them."""
    assert isinstance(box.server, Dovecot)
    return box.server.files(box.user), [box.state(folder) for folder in ("INBOX", box.sent, FOLDER)]


def test_by_an_import_in_small_batches_and_further_passes(
    used: Post, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BATCH_MAILS", 3)
    monkeypatch.setattr(reading, "LOOK_UP", 0.0)

    report = reads(office, used.mailbox(folders=("all",)))
    for _ in range(2):
        reads(office, used.mailbox(folders=("all",)))

    assert report.new == 20


def test_by_mails_whose_structure_is_asked_for(used: Post, office: Office) -> None:
    report = reads(office, used.mailbox(attachment_mb=0.0001))

    assert report.new == 17


def test_by_waiting_in_idle(used: Post, office: Office) -> None:
    with used.mailbox() as source:
        again(office, source)
        for _ in range(2):
            source.wait(0.2)
            again(office, source)


def test_by_what_is_set_aside_and_tried_again(
    used: Post, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker.readers, "digest", _fails)
    first = reads(office, used.mailbox())
    monkeypatch.undo()

    second = Report()
    office.intake.retry(second)

    assert (first.set_aside, second.new) == (17, 17)


def test_by_counting_trying_and_syncing_from_the_command_line(used: Post, tmp_path: Path) -> None:
    (tmp_path / "genjin.yaml").write_text(
        "team: {domains: [factory.example], reps: {anna: {emails: [anna@factory.example]}}}\naccounts:\n"
        f"  - {{name: anna, rep: anna, host: 127.0.0.1, port: {used.server.port}, tls: none, "
        f"user: {used.user}, secret: {{env: SECRET_OF_ANNA}}}}\n",
        encoding="utf-8",
    )
    secret = {"SECRET_OF_ANNA": USERS[used.user]}

    said = [
        genjin("--home", str(tmp_path), *words, **secret)
        for words in (("accounts", "test"), ("sync", "--dry-run"), ("sync",), ("retry",), ("status",))
    ]

    assert "logged in" in said[0].output
    assert "17" in said[1].output
    assert [each.exit_code for each in said[:3]] == [0, 0, 0], [each.output for each in said]


def test_after_the_server_has_new_numbers_only_the_numbers_are_others(box: Post, office: Office) -> None:
    assert isinstance(box.server, Dovecot)
    box.deliver("INBOX", *letters(5))
    reads(office, box.mailbox())
    box.server.renumber(box.user, "INBOX")
    box.state("INBOX")
    before = box.server.files(box.user), box.state("INBOX")

    reads(office, box.mailbox())

    assert (box.server.files(box.user), box.state("INBOX")) == before


def _fails(raw: RawMail, playbook: Playbook) -> object:
    if raw.content:
        raise ValueError("no mail is good enough")
    return digest(raw, playbook)

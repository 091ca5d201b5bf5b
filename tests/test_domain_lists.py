"""Which domains are not one firm's, says the team as well: `domains:` in genjin.yaml."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fakes import MONDAY, Office, genjin, mail, playbook_of
from matching.domains import SHIPPED, in_force, put_in_force, work_domain
from model import Known, MailId
from store.customers import NewCustomer
from worker import config
from worker.config import Home
from worker.settings import DomainLists
from worker.shape import ConfigError

TEAM = """\
team:
  domains: [ourfactory.example]
  reps:
    anna: {emails: [anna@ourfactory.example]}
accounts: []
"""


@pytest.fixture(autouse=True)
def as_shipped() -> Iterator[None]:
    yield
    put_in_force(SHIPPED)


def written(folder: Path, section: str) -> Home:
    (folder / "genjin.yaml").write_text(TEAM + section, "utf-8")
    return Home(folder, is_named=True)


def mistakes(home: Home) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.load_settings(home)
    return [f"{each.line}:{each.column}: {each.what}" for each in caught.value.problems]


def test_the_team_adds_to_every_list_and_takes_from_them(tmp_path: Path) -> None:
    home = written(
        tmp_path,
        "domains:\n"
        "  free_mail: [post.example]\n"
        "  relays: [Relay.example]\n"
        "  disposable: [hour.example]\n"
        "  shared: ['@centre.example']\n"
        "  not: [vodafone.de]\n",
    )

    lists = config.load_playbook(home, config.load_settings(home)).domains

    assert [lists.sort(f"x.{name}.example") for name in ("post", "relay", "hour", "centre")] == [
        "free mail",
        "relay",
        "disposable",
        "shared",
    ]
    assert lists.of_mailbox("x@vodafone.de") == "vodafone.de"


def test_without_the_section_the_shipped_lists_are_in_force(tmp_path: Path) -> None:
    home = written(tmp_path, "")

    assert config.load_playbook(home, config.load_settings(home)).domains == SHIPPED
    assert DomainLists().lists() == SHIPPED


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (
            "domains:\n  free_mail: [post.example, 'no domain']\n",
            "7:29: `free_mail`: `no domain` is no mail domain such as post.example.net.",
        ),
        (
            "domains:\n  shared: [a.example，b.example]\n",
            "7:12: `shared`: `a.example，b.example` is no mail domain such as post.example.net. The comma",
        ),
        (
            "domains:\n  shared: [a.example]\n  not: [A.example]\n",
            "8:9: `not`: `A.example` is on the list `shared`, too. Keep one.",
        ),
        (
            "domains:\n  freemail: [a.example]\n",
            "7:3: `domains` has no field `freemail`. Did you mean `free_mail`?",
        ),
        ("domains:\n  not: a.example\n", "7:8: `not` is a list. Write `[a.example]`"),
        ("domains: [a.example]\n", "6:10: `domains` is written as `{free_mail:"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, section: str, said: str) -> None:
    (found,) = mistakes(written(tmp_path, section))

    assert found.startswith(said)


def test_a_command_goes_by_the_lists_of_its_home_and_the_next_one_by_its_own(tmp_path: Path) -> None:
    home = written(tmp_path, "domains:\n  shared: [centre.example]\n")
    other = tmp_path / "other"
    other.mkdir()
    written(other, "")

    genjin("--home", str(home.folder), "due")
    during = in_force().sort("centre.example")
    genjin("--home", str(other), "due")

    assert during == "shared"
    assert in_force() == SHIPPED


def test_two_firms_of_a_business_centre_are_two_customers(tmp_path: Path) -> None:
    office = Office.at(tmp_path / "book.db")
    with office.book.begin() as page:
        page.customers.add(
            NewCustomer(
                "Nordlicht GmbH",
                MONDAY,
                domains=("centre.example",),
                contacts=(("jana@centre.example", "Jana Krueger"),),
                source="import",
            )
        )
    office.intake.playbook = replace(playbook_of(), domains=DomainLists(shared=("centre.example",)).lists())

    report = office.gets(
        mail("Please quote.\n\nPiet Mulder\nWindmolen B.V.", sender="Piet Mulder <piet@centre.example>")
    )

    with office.reader() as reader:
        match = reader.mail(MailId(1)).match
    office.book.close()
    assert report.leads == 1
    assert isinstance(match, Known)
    assert match.winner.name == "Windmolen B.V."


def test_reading_processes_get_the_lists_with_the_playbook() -> None:
    playbook = replace(playbook_of(), domains=DomainLists(not_=("gmail.com",)).lists())

    put_in_force(pickle.loads(pickle.dumps(playbook.domains)))

    assert work_domain("x@gmail.com") == "gmail.com"

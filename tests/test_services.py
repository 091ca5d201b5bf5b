"""Are the lists of service senders and partners read as the admin means them?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from matching.domains import FREE_MAIL
from model import Address
from parsers.kinds.services import service_of
from worker import config, services
from worker.config import Home
from worker.shape import ConfigError

TEXT = """\
team:
  domains: [ourfactory.example]
  reps: {anna: {emails: [anna@ourfactory.example]}}
  service_domains: [Old.example]
  services: ["@cargo.example", Advice@Bank.example]
  not_services: [tom@dhl.com, fedex.com]
  internal: [agency.example]
accounts: []
"""


def home(folder: Path, text: str = TEXT) -> Home:
    (folder / "genjin.yaml").write_text(text, "utf-8")
    return Home(folder)


def mistakes(folder: Path, old: str, new: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.load_settings(home(folder, TEXT.replace(old, new)))
    return [problem.what for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("email", "entry"),
    [
        ("x@old.example", "old.example"),
        ("x@mail.cargo.example", "cargo.example"),
        ("advice@bank.example", "advice@bank.example"),
        ("anna@bank.example", ""),
        ("noreply@dhl.com", "dhl.com"),
        ("tom@dhl.com", ""),
        ("anna.schmidt@dhl.com", ""),
        ("noreply@fedex.com", ""),
        ("notification@facebookmail.com", "facebookmail.com"),
    ],
)
def test_the_lists_of_the_file_add_to_the_shipped_one_and_take_from_it(
    tmp_path: Path, email: str, entry: str
) -> None:
    ours = config.load_settings(home(tmp_path)).team.ours()

    assert service_of(Address(email), ours) == entry
    assert ours.internal == {"agency.example"}


@pytest.mark.parametrize("field", ["services", "not_services", "internal"])
def test_what_is_neither_a_domain_nor_an_address_is_shown(tmp_path: Path, field: str) -> None:
    old = re.search(rf"  {field}: \[.*\n", TEXT)
    assert old is not None

    (found,) = mistakes(tmp_path, old[0], f"  {field}: [dhl]\n")

    assert found.startswith(
        f"`{field}`: `dhl` is neither a mail domain such as dhl.com nor an address such as"
    )


def test_a_sender_on_two_lists_that_exclude_each_other_is_shown(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "internal: [agency.example]", "internal: [cargo.example]")

    assert found == "`cargo.example` is both on `internal` and on the list of services. Keep one."


def test_the_shipped_list_names_nobodys_free_mail_and_nothing_twice() -> None:
    listed = [each for one in services.shipped() for each in (*one.notices, *one.all)]

    assert not set(listed) & set(FREE_MAIL)
    assert all(re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", each) for each in listed)
    assert sorted(listed) == sorted(set(listed))
    assert all(one.title.en and one.title.zh for one in services.shipped())

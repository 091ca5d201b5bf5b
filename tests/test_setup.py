"""What `genjin init` writes can be read again, whatever was answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker import config, setup, shape
from worker.config import Home
from worker.settings import Settings
from worker.setup import Answers, SetupError


def said(**other: object) -> Answers:
    usual = {
        "host": "imap.ourfactory.example",
        "user": "anna@ourfactory.example",
        "email": "",
        "rep": "",
        "secret": "file",
        "value": "anna.secret",
        "tls": "implicit",
        "port": None,
    }
    return setup.answers(**(usual | other))  # type: ignore[arg-type]  # a table of answers for tests


def settings(answers: Answers) -> Settings:
    read, problems = shape.parse(setup.settings_text(answers), Settings, "genjin.yaml")
    assert not problems, "\n".join(map(str, problems))
    assert read is not None
    return read


def test_the_file_says_what_was_answered() -> None:
    read = settings(said(rep="Anna B.", secret="env", value="ANNA_PASSWORD", port=1993, tls="starttls"))

    (account,) = read.accounts
    assert (account.name, account.rep, account.at, account.tls) == ("Anna B.", "Anna B.", 1993, "starttls")
    assert account.secret.env == "ANNA_PASSWORD"
    assert read.team.domains == ("ourfactory.example",)
    assert read.team.reps["Anna B."].emails == ("anna@ourfactory.example",)


def test_the_reps_name_comes_from_the_address() -> None:
    assert said(user="Anna.Berg@ourfactory.example").rep == "anna-berg"
    assert said(user="王伟@ourfactory.example").rep == "rep"
    assert said(user="u123", email="Wang@ourfactory.example").email == "wang@ourfactory.example"


def test_a_mailbox_without_an_address_is_asked_for_one() -> None:
    with pytest.raises(SetupError, match=r"`u123` is no mail address\. .* `--email`"):
        said(user="u123")


@pytest.mark.parametrize("domain", ["163.com", "gmail.com", "qq.com", "outlook.com"])
def test_a_free_mail_provider_is_not_written_down_as_our_domain(domain: str) -> None:
    read = settings(said(user=f"anna@{domain}"))

    assert read.team.domains == ()
    assert read.team.reps["anna"].emails == (f"anna@{domain}",)


@given(
    rep=st.text(min_size=1).filter(lambda text: text.strip().isprintable() and bool(text.strip())),
    value=st.text(min_size=1).filter(lambda text: text.strip().isprintable() and bool(text.strip())),
)
def test_odd_names_and_commands_are_read_back(rep: str, value: str) -> None:
    answers = said(rep=rep.strip(), secret="command", value=value)

    read = settings(answers)

    assert read.accounts[0].secret.command == value.strip()
    assert list(read.team.reps) == [rep.strip()]


@pytest.mark.parametrize(
    "rep",
    [
        "NO",
        "null",
        "~",
        "*",
        "&a",
        "a: b",
        "#1",
        "'",
        '"',
        "{",
        "- a",
        "0123",
        "=",
        "“x”",
        "张伟",
        "!x",
        "a #b",
    ],
)
def test_a_name_that_yaml_would_trip_over_is_quoted(rep: str) -> None:
    assert list(settings(said(rep=rep)).team.reps) == [rep]


def test_everything_is_written_and_nothing_is_lost(tmp_path: Path) -> None:
    home = Home(tmp_path / "new" / "genjin")

    written = setup.write(home, said())

    assert {path.name for path in written} == {"genjin.yaml", "rules", "policy.yaml"}
    assert config.load_playbook(home, config.load_settings(home)).rules.rules
    assert config.load_modules(home)[1] == []


def test_an_existing_file_is_never_touched(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settings.write_text("mine", "utf-8")

    with pytest.raises(SetupError, match="is there already"):
        setup.write(home, said())

    assert home.settings.read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["genjin.yaml"]


def test_own_rules_and_policy_are_kept(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "policy.yaml").write_text("mine", "utf-8")

    written = setup.write(Home(tmp_path), said())

    assert [path.name for path in written] == ["genjin.yaml"]
    assert (tmp_path / "policy.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"tls": "none"}, "the password would go in clear to imap.ourfactory.example"),
        ({"port": 70000}, "`port` is between 1 and 65535"),
        ({"secret": "env", "value": "hunter 2"}, "`env` is the name of a variable"),
        ({"host": "imap://x"}, "`host` is the name of a server"),
        ({"rep": "a\x1bb"}, "nobody sees"),
        ({"value": " "}, "`file` is empty"),
    ],
)
def test_answers_that_could_not_work_write_nothing(
    tmp_path: Path, answer: dict[str, object], expected: str
) -> None:
    home = Home(tmp_path / "new")

    with pytest.raises(SetupError) as caught:
        setup.write(home, said(**answer))

    assert expected in str(caught.value)
    assert not home.folder.exists()


def test_a_folder_that_cannot_be_made_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(
        SetupError, match=r"cannot be written: Not a directory\. Name another folder with `--home`"
    ):
        setup.write(Home(tmp_path / "file" / "genjin"), said())


def test_what_comes_next_names_the_file_and_an_unusual_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "our files")
    monkeypatch.delenv("GENJIN_HOME", raising=False)

    unusual = setup.what_next(home, said())
    monkeypatch.setenv("GENJIN_HOME", str(home.folder))
    usual = setup.what_next(home, said(secret="env", value="PW"))

    assert f"chmod 600 '{home.folder}/anna.secret'" in unusual
    assert f"export GENJIN_HOME='{home.folder}'" in unusual
    assert "GENJIN_HOME" not in usual
    assert usual.endswith("Next: genjin accounts test, then genjin sync, then genjin due.")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("file", "anna.secret", "Put the password into "),
        ("env", "ANNA_PW", "Set the variable ANNA_PW to the password wherever genjin runs."),
        ("keyring", "our mail", "Run `keyring set 'our mail' anna@ourfactory.example` once."),
        ("command", "pass anna", "Due dates count"),
    ],
)
def test_what_comes_next_says_where_the_password_goes(
    tmp_path: Path, kind: str, value: str, expected: str
) -> None:
    assert setup.what_next(Home(tmp_path), said(secret=kind, value=value)).startswith(expected)


def test_what_comes_next_says_whose_holidays_count_and_where_to_change_it(tmp_path: Path) -> None:
    home = Home(tmp_path)
    setup.write(home, said())
    shipped = home.folder / "policy.yaml"
    told = setup.what_next(home, said())
    shipped.write_text(shipped.read_text("utf-8").replace("country: CN", "country: DE"), "utf-8")

    assert "the holidays of CN in Asia/Shanghai: change `country` and `zone` in" in told
    assert "the holidays of DE" in setup.what_next(home, said())


def test_the_only_rep_is_who_uses_this_machine() -> None:
    assert settings(said(rep="Anna B.")).me == "Anna B."


def test_the_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")

    setup.write(home, said())

    assert home.folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("question", "offer"),
    [
        (("file", "Anna.Berg@ourfactory.example"), "anna-berg.secret"),
        (("file", "u1", "wang@ourfactory.example"), "wang.secret"),
        (("env", "u1", "", "anna"), "ANNA_PASSWORD"),
        (("env", "1st@ourfactory.example"), "_1ST_PASSWORD"),
        (("env", "u1", "", "张伟"), "GENJIN_PASSWORD"),
        (("command", "u1"), ""),
    ],
)
def test_a_usual_place_for_the_password_is_offered(question: tuple[str, ...], offer: str) -> None:
    assert setup.usual_value(*question) == offer

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
        ("credential", "anna-imap", "Start genjin by a unit that says LoadCredential=anna-imap:FILE."),
        ("oauth", "microsoft", "Register an application (entra.microsoft.com"),
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
        (("oauth", "anna@outlook.com"), "microsoft"),
        (("oauth", "anna@ourfactory.example", "", "", "imap.gmail.com"), "google"),
    ],
)
def test_a_usual_place_for_the_password_is_offered(question: tuple[str, ...], offer: str) -> None:
    assert setup.usual_value(*question) == offer


@pytest.mark.parametrize(
    ("user", "host", "offered", "kind", "told"),
    [
        ("anna@163.com", "", "imap.163.com", "file", "授权码"),
        ("anna@outlook.com", "", "outlook.office365.com", "oauth", "takes no password"),
        ("anna@gmail.com", "", "imap.gmail.com", "file", "app password"),
        ("anna@ourfactory.example", "", "", "file", ""),
        ("anna@ourfactory.example", "imap.exmail.qq.com", "imap.exmail.qq.com", "file", "客户端专用密码"),
        ("anna@ourfactory.example", "outlook.office365.com", "outlook.office365.com", "oauth", "已停用"),
    ],
)
def test_what_the_provider_wants_is_offered(user: str, host: str, offered: str, kind: str, told: str) -> None:
    offer = setup.offer(user, host)

    assert (offer.host, offer.secret) == (offered, kind)
    assert told in offer.hint
    assert bool(told) == bool(offer.hint)


def test_an_account_with_tokens_is_written_with_the_place_for_the_application() -> None:
    answers = said(host="outlook.office365.com", secret="oauth", value="microsoft")

    text = setup.settings_text(answers)

    assert settings(answers).accounts[0].secret.oauth == "microsoft"
    assert "# oauth:\n#   microsoft:\n#     client_id: 1234-abcd\n" in text
    uncommented = text.replace("# oauth:", "oauth:").replace("#   microsoft:", "  microsoft:")
    read, problems = shape.parse(
        uncommented.replace("#     client_id", "    client_id"), Settings, "genjin.yaml"
    )
    assert not problems
    assert read is not None
    assert read.oauth.microsoft is not None
    assert read.oauth.microsoft.client_id == "1234-abcd"


class TestSentFolder:
    HEAD = "# ours\nteam: {domains: [], reps: {anna: {emails: [a@ourfactory.example]}}}  # us\naccounts:\n"
    OTHER = "  - {name: b, host: imap.b.example, user: b, secret: {env: B}}   # the other\n"

    def edited(self, folder: Path, accounts: str, name: str = "a", sent: str = "已发送: 1") -> str:
        home = Home(folder)
        home.settings.write_bytes((self.HEAD + accounts).encode())
        setup.write_sent(home, name, sent)
        return home.settings.read_bytes().decode()

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (
                "  - name: a   # her\n    host: h.example\n    user: a\n    secret:\n      env: A\n",
                (
                    "  - name: a   # her\n    sent: '已发送: 1'\n    host: h.example\n    user: a\n"
                    "    secret:\n      env: A\n"
                ),
            ),
            (
                "- secret:\n    env: A\n  # her\n  name: a\n  host: h.example\n  user: a\n",
                (
                    "- secret:\n    env: A\n  # her\n  name: a\n  sent: '已发送: 1'\n"
                    "  host: h.example\n  user: a\n"
                ),
            ),
            (
                "- {name: a, host: h.example, user: a, secret: {env: A}} # her\n",
                "- {sent: '已发送: 1', name: a, host: h.example, user: a, secret: {env: A}} # her\n",
            ),
            (
                "- name: a\n  sent: Sent  # no\n  host: h.example\n  user: a\n  secret: {env: A}\n",
                "- name: a\n  sent: '已发送: 1'\n  host: h.example\n  user: a\n  secret: {env: A}\n",
            ),
            (
                "-\n  name: a\n  host: h.example\n  user: a\n  secret: {env: A}",
                "-\n  name: a\n  sent: '已发送: 1'\n  host: h.example\n  user: a\n  secret: {env: A}",
            ),
            (
                "- host: h.example\n  user: a\n  secret: {env: A}\n  name: a",
                "- host: h.example\n  sent: '已发送: 1'\n  user: a\n  secret: {env: A}\n  name: a",
            ),
        ],
    )
    def test_its_name_is_written_and_nothing_else_is_touched(
        self, tmp_path: Path, before: str, after: str
    ) -> None:
        assert self.edited(tmp_path, before) == self.HEAD + after
        assert config.load_settings(Home(tmp_path)).accounts[0].sent == "已发送: 1"

    def test_only_the_account_meant_gets_it(self, tmp_path: Path) -> None:
        mine = "  - name: a\n    host: h.example\n    user: a\n    secret: {env: A}\n"

        text = self.edited(tmp_path, self.OTHER + mine)

        assert text == self.HEAD + self.OTHER + mine.replace("name: a\n", "name: a\n    sent: '已发送: 1'\n")

    def test_line_ends_and_mode_of_the_file_are_kept(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        mine = "  - name: a\n    host: h.example\n    user: a\n    secret: {env: A}\n"
        home.settings.write_bytes(("\ufeff" + self.HEAD + mine).replace("\n", "\r\n").encode())
        home.settings.chmod(0o640)

        setup.write_sent(home, "a", "Sent")

        expected = "\ufeff" + self.HEAD + mine.replace("name: a\n", "name: a\n    sent: Sent\n")
        assert home.settings.read_bytes() == expected.replace("\n", "\r\n").encode()
        assert home.settings.stat().st_mode & 0o777 == 0o640
        assert [path.name for path in tmp_path.iterdir()] == ["genjin.yaml"]

    def test_a_link_to_the_file_stays_one(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        real = tmp_path / "real" / "settings.yaml"
        real.write_text(self.HEAD + self.OTHER, "utf-8")
        Home(tmp_path).settings.symlink_to(real)

        setup.write_sent(Home(tmp_path), "b", "Sent")

        assert Home(tmp_path).settings.is_symlink()
        assert "{sent: Sent, name: b" in real.read_text("utf-8")

    @pytest.mark.parametrize(
        ("accounts", "name"),
        [
            ("  - {name: b, host: h.example, user: b, secret: {env: B}}\n", "a"),
            ("  - {name: a, hots: h.example, user: b, secret: {env: B}}\n", "a"),
            ('  - {"name": a, sent: x, host: h.example, user: b, secret: {env: B}}\n', "a"),
            ('  - "name": >-\n      a\n    "host": h.example\n    "user": b\n    secret: {env: B}\n', "a"),
        ],
    )
    def test_a_file_that_cannot_be_edited_safely_is_left_alone_with_what_to_write(
        self, tmp_path: Path, accounts: str, name: str
    ) -> None:
        with pytest.raises(SetupError, match=r"not edited.*Write `sent: '已发送: 1'` below account `a` your"):
            self.edited(tmp_path, accounts, name)

        assert Home(tmp_path).settings.read_text("utf-8") == self.HEAD + accounts

    def test_a_file_that_is_not_there_gets_the_same_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(SetupError, match="Write `sent: Sent` below account `a` yourself"):
            setup.write_sent(Home(tmp_path), "a", "Sent")

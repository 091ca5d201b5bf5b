"""The account commands: sign in, look, be told what to click, and answer which folder holds the sent mail."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from authorization import CLIENT, Authorization
from fakes import genjin
from scripted import Scripted
from worker import config
from worker.config import Home

ROOT = Path(__file__).resolve().parent.parent
USER = "anna@163.com"
TEAM = "team: {domains: [], reps: {anna: {emails: [anna@ourfactory.example]}}}\nme: anna\n"


@pytest.fixture
def issuer() -> Iterator[Authorization]:
    with Authorization(agrees=USER, interval=1) as running:
        yield running


def written(folder: Path, *accounts: str, more: str = "") -> Path:
    text = TEAM + "accounts:\n" + "".join(f"  - {each}\n" for each in accounts) + more
    (folder / "genjin.yaml").write_text(text, "utf-8")
    return folder


def with_tokens(folder: Path, issuer: Authorization) -> Path:
    app = f"client_id: {CLIENT}, device: '{issuer.url}/device', token: '{issuer.url}/token'"
    account = f"{{name: anna, user: {USER}, host: outlook.office365.com, secret: {{oauth: microsoft}}}}"
    other = "{name: wang, user: wang@qq.com, secret: {command: pass show hunter2}}"
    return written(folder, account, other, more=f"oauth: {{microsoft: {{{app}}}}}\n")


def at(home: Path, *words: str, **more: str) -> Any:
    return genjin("--home", str(home), *words, **more)


def listed(home: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(at(home, "accounts", "list", "--format", "json").stdout)
    return found


class TestSigningIn:
    def test_login_list_and_logout_tell_one_story(self, tmp_path: Path, issuer: Authorization) -> None:
        home = with_tokens(tmp_path, issuer)
        before = listed(home)

        said = at(home, "accounts", "login", "anna")
        between = listed(home)
        left = at(home, "accounts", "logout", "anna")

        assert said.exit_code == 0, said.output
        assert f"Open {issuer.url}/enter on any machine and enter the code " in said.output
        assert "Account anna: signed in." in said.output
        assert left.exit_code == 0
        states = [rows[0]["state"] for rows in (before, between, listed(home))]
        assert [state.split()[0] for state in states] == ["not", "signed", "not"]
        assert before[1] == {
            "account": "wang",
            "provider": "qq",
            "host": "imap.qq.com:993",
            "user": "wang@qq.com",
            "secret": "command pass",
            "state": "",
        }
        kept = [each for each in (*issuer.accesses, *issuer.refreshes) if each in f"{said.output}{between}"]
        assert kept == []

    def test_a_refusal_is_a_sentence_and_exit_1(self, tmp_path: Path, issuer: Authorization) -> None:
        issuer.answers.append(
            (400, {"error": "invalid_grant", "error_description": "AADSTS65001: no consent"})
        )
        home = with_tokens(tmp_path, issuer)

        result = at(home, "accounts", "login", "anna")

        assert result.exit_code == 1
        assert "Nobody has consented yet" in result.stderr
        assert "请本人或管理员授予" in result.stderr

    def test_a_name_that_there_is_not_brings_the_nearest(self, tmp_path: Path, issuer: Authorization) -> None:
        home = with_tokens(tmp_path, issuer)

        for command in ("login", "logout"):
            result = at(home, "accounts", command, "ana")
            assert result.exit_code == 1
            assert "no account `ana`" in result.stderr
            assert "Did you mean `anna`?" in result.stderr

    def test_the_address_for_the_browser_is_shown_before_the_answer_is_asked_for(
        self, tmp_path: Path, issuer: Authorization
    ) -> None:
        home = with_tokens(tmp_path, issuer)

        result = at(home, "accounts", "login", "anna", "--paste", said="http://localhost:8484/?code=1\n")

        assert "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=" in result.stdout
        assert result.exit_code == 1
        assert "answers another sign-in" in result.stderr


class TestLists:
    def test_accounts_come_as_a_table_and_as_csv(self, tmp_path: Path, issuer: Authorization) -> None:
        home = with_tokens(tmp_path, issuer)

        table = at(home, "accounts", "list").stdout
        rows = list(csv.DictReader(io.StringIO(at(home, "accounts", "list", "--format", "csv").stdout)))

        assert "tokens of microsoft" in " ".join(table.split())
        assert [row["account"] for row in rows] == ["anna", "wang"]
        assert "hunter2" not in table

    def test_providers_come_with_what_to_click(self) -> None:
        rows = {
            row["provider"]: row
            for row in json.loads(genjin("accounts", "providers", "--format", "json").stdout)
        }

        assert "授权码" in rows["netease"]["hint"]
        assert rows["microsoft365"]["auth"] == "oauth"
        assert "netease" in genjin("accounts", "providers").stdout


def local(server: Scripted, **more: str) -> str:
    fields = {"name": "anna", "user": USER, "host": server.host, "port": server.port, "tls": "none"}
    fields |= {"secret": "{env: ANNA_PASSWORD}"} | more
    return "\n    ".join(f"{name}: {value}" for name, value in fields.items())


class TestTrying:
    def test_a_refused_login_is_answered_with_what_to_click_in_both_languages(self, tmp_path: Path) -> None:
        with Scripted({"LOGIN": "NO [AUTHENTICATIONFAILED] LOGIN Login error"}) as server:
            result = at(written(tmp_path, local(server)), "accounts", "test", ANNA_PASSWORD="x")

        assert result.exit_code == 1
        assert "authorization code" in result.stderr
        assert "此处需填写授权码" in result.stderr

    FOLDERS = '* LIST () "/" INBOX\n* LIST () "/" "Old stuff"\n* LIST () "/" "Our post out"\nOK done'

    def test_where_only_a_person_can_tell_the_sent_folder_she_is_asked_and_it_is_written(
        self, tmp_path: Path
    ) -> None:
        with Scripted({"LIST": self.FOLDERS}) as server:
            home = written(tmp_path, local(server) + "   # hers")
            said, code = before_a_terminal(home, "2\n")

        account = config.load_settings(Home(home)).accounts[0]
        assert code == 0, said
        assert "2  Our post out" in said
        assert account.sent == "Our post out"
        assert "# hers" in (home / "genjin.yaml").read_text("utf-8")

    def test_without_a_terminal_nobody_is_asked_and_it_is_an_error(self, tmp_path: Path) -> None:
        with Scripted({"LIST": self.FOLDERS}) as server:
            home = written(tmp_path, local(server))
            result = at(home, "accounts", "test", ANNA_PASSWORD="x", said="3\n")

        assert result.exit_code == 1
        assert "`sent:`" in result.stderr
        assert config.load_settings(Home(home)).accounts[0].sent is None


def before_a_terminal(home: Path, typed: str) -> tuple[str, int]:
    """`accounts test` with a person at a terminal, who types that."""
    ours, theirs = os.openpty()
    os.write(ours, typed.encode())
    try:
        ran = subprocess.run(
            [sys.executable, str(ROOT / "cli.py"), "--home", str(home), "accounts", "test"],
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd=ROOT,
            env=os.environ | {"ANNA_PASSWORD": "x", "PYTHONIOENCODING": "utf-8"},
        )
    finally:
        os.close(ours)
        os.close(theirs)
    return ran.stdout + ran.stderr, ran.returncode


class TestInit:
    def test_the_server_of_a_known_address_is_offered_with_what_to_click(self, tmp_path: Path) -> None:
        home = tmp_path / "new"

        result = at(home, "init", said=f"{USER}\n\n\n\n")

        assert result.exit_code == 0, result.output
        assert "[imap.163.com]" in result.output
        assert "授权码" in result.output
        (account,) = config.load_settings(Home(home)).accounts
        assert (account.host, account.secret.file) == ("imap.163.com", "anna.secret")

    def test_where_only_tokens_work_they_are_what_is_offered(self, tmp_path: Path) -> None:
        home = tmp_path / "new"

        result = at(home, "init", said="anna@ourfactory.example\noutlook.office365.com\n\n\n")

        assert result.exit_code == 0, result.output
        (account,) = config.load_settings(Home(home)).accounts
        assert account.secret.oauth == "microsoft"
        assert "run genjin accounts login anna" in result.output

    def test_an_unknown_server_is_asked_for_until_it_is_named(self, tmp_path: Path) -> None:
        home = tmp_path / "new"

        result = at(home, "init", said="anna@ourfactory.example\n\nimap.ourfactory.example\nenv\n\n")

        assert result.exit_code == 0, result.output
        assert config.load_settings(Home(home)).accounts[0].host == "imap.ourfactory.example"

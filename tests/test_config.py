"""Where the team's files are found, and what is said of mistakes in them."""

from __future__ import annotations

import pwd
import shutil
from pathlib import Path

import pytest

from model import GenjinError, RepId
from store.location import Location
from worker import config
from worker.config import SHIPPED, Home, NoHomeError
from worker.settings import Secret
from worker.shape import ConfigError

GOOD = """\
team:
  domains: [ourfactory.example]
  reps:
    anna: {name: Anna, emails: [anna@ourfactory.example]}
    wang: {name: 王伟, emails: [wang@ourfactory.example, wei@ourfactory.example]}
accounts:
  - name: anna
    rep: anna
    host: imap.ourfactory.example
    user: anna@ourfactory.example
    secret: {env: ANNA_PASSWORD}
  - name: sales
    host: localhost
    user: sales
    tls: none
    secret: {file: sales.secret}
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return written(tmp_path, GOOD)


def written(folder: Path, text: str) -> Home:
    (folder / "genjin.yaml").write_text(text, "utf-8")
    return Home(folder)


def mistakes(home: Home) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config.load_playbook(home, config.load_settings(home))
    return [f"{each.path}:{each.line}:{each.column}: {each.what}" for each in caught.value.problems]


def only(folder: Path, old: str, new: str) -> str:
    assert old in GOOD
    found = mistakes(written(folder, GOOD.replace(old, new, 1)))
    assert len(found) == 1, "\n".join(found)
    return found[0]


class TestSettings:
    def test_a_good_file_is_read(self, home: Home) -> None:
        settings = config.load_settings(home)

        anna, sales = settings.accounts
        assert (anna.rep, anna.at, anna.tls) == ("anna", 993, "implicit")
        assert (sales.rep, sales.at) == (None, 143)
        assert settings.team.ours().addresses >= {"wang@ourfactory.example", "wei@ourfactory.example"}
        assert config.location(settings, home) == Location(path=home.folder / "genjin.db")

    def test_every_mistake_of_the_file_comes_at_once_with_place_and_caret(self, tmp_path: Path) -> None:
        text = (
            GOOD.replace("domains:", "domans:")
            .replace("rep: anna", "rep: ana")
            .replace("tls: none", "tls: nome")
            .replace("ANNA_PASSWORD", "'pass word'")
        )

        with pytest.raises(ConfigError) as caught:
            config.load_settings(written(tmp_path, text + "every_minutes: five\nbook:x\n"))

        said = str(caught.value)
        assert "genjin.yaml:2:3: `team` has no field `domans`. Did you mean `domains`?" in said
        assert "genjin.yaml:11:19: `env` is the name of a variable" in said
        assert (
            "genjin.yaml:15:10: `nome` is not a value of `tls`. Did you mean `none`?\n        tls: nome\n"
            in said
        )
        assert "genjin.yaml:17:16: `every_minutes` is a whole number" in said
        assert "genjin.yaml:18:6: A space is missing after the colon: write `book: x`." in said
        assert said.endswith("5 mistakes. Nothing was started.")  # the account without `env` has no rep

    def test_mistakes_between_two_lines_come_with_the_others(self, tmp_path: Path) -> None:
        text = GOOD.replace("rep: anna", "rep: ana").replace("name: sales", "name: anna")

        found = mistakes(written(tmp_path, text + "me: wanf\nevery: 5\n"))

        assert found == [
            "genjin.yaml:8:10: `rep: ana` is none of the team's reps. Did you mean `anna`?",
            "genjin.yaml:12:11: A second account has the name `anna`.",
            "genjin.yaml:17:5: `me: wanf` is none of the team's reps. Did you mean `wang`?",
            "genjin.yaml:18:1: The file has no field `every`. Did you mean `every_minutes`?",
        ]

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            (
                "rep: anna",
                "rep: otto",
                "genjin.yaml:8:10: `rep: otto` is none of the team's reps. Known: anna, wang.",
            ),
            (
                "host: localhost",
                "host: mail.example",
                "genjin.yaml:15:10: Account `sales`: the password would go in",
            ),
            (
                "host: localhost",
                "host: imap://localhost",
                "genjin.yaml:13:11: Account `sales`: `host` is the name",
            ),
            (
                "host: localhost",
                "host: localhost:143",
                "genjin.yaml:13:11: Account `sales`: `host` is the name",
            ),
            (
                "user: sales",
                "user: sales\n    port: 70000",
                "genjin.yaml:15:11: Account `sales`: `port` is between",
            ),
            (
                "user: sales",
                "user: sales\n    max_mb: 0",
                "genjin.yaml:15:13: Account `sales`: `max_mb` is from 1",
            ),
            ("{file: sales.secret}", "{file: a, env: B}", "genjin.yaml:16:28: `secret` names one place"),
            ("{file: sales.secret}", "{}", "genjin.yaml:16:13: `secret` names one place"),
            (
                "[ourfactory.example]",
                "ourfactory.example",
                "genjin.yaml:2:12: `domains` is a list. Write `[ourf",
            ),
            (
                "[ourfactory.example]",
                "[anna@ourfactory.example]",
                "`anna@ourfactory.example` is no mail domain",
            ),
            (
                "wang@ourfactory.example",
                "wang.ourfactory.example",
                "genjin.yaml:5:31: `wang.ourfactory.example` is",
            ),
            (
                "wang@ourfactory.example,",
                "wang@ourfactory.example，",
                "`wang@ourfactory.example， wei@ourfactory.e",
            ),
            ("wang@ourfactory.example", "Anna@ourfactory.example", "belongs to anna and to wang"),
            ("[ourfactory.example]", "[163.com]", "genjin.yaml:2:13: `163.com` is everybody's"),
            ("team:", "policy: polcy.yaml\nteam:", "genjin.yaml:1:9: `policy: polcy.yaml` is not there"),
            ("team:", "rules: ruels\nteam:", "genjin.yaml:1:8: `rules: ruels` is not there"),
            ("team:", "every_minutes: 0\nteam:", "genjin.yaml:1:16: `every_minutes` is from 1 to 1440"),
            (
                "team:",
                "raw: all\nteam:",
                "`all` is not a value of `raw`. It can be `keep`, `headers`, `none`.",
            ),
            ("team:", "readers: -1\nteam:", "genjin.yaml:1:10: `readers` is from 0 "),
            ("team:", "stale_after_minutes: -5\nteam:", "`stale_after_minutes` is from 0 (never)"),
            ("team:", "metrics: 9464\nteam:", "`metrics` is an address and a port of this machine"),
            ("team:", "metrics: 127.0.0.1:99999\nteam:", "`metrics` is an address and a port of this"),
            ("team:", "metrics: 0.0.0.0:9464\nteam:", "0.0.0.0 can be reached from other machines"),
            ("team:", "metrics: '[::]:9464'\nteam:", "[::] can be reached from other machines"),
            (
                "team:",
                "oauth: {microsoft: {client_id: a, token: 'http://evil.example/'}}\nteam:",
                "`token` is an address that begins with https://",
            ),
            ("team:", "oauth: {google: abc}\nteam:", "`google` is written as `{client_id: 1234-abcd.apps"),
            ("team:", "oauth: {microsoft: {client_id: a, tenant: a/b}}\nteam:", "`tenant` is a name such as"),
            (
                "host: localhost",
                "provider: netese",
                "genjin.yaml:13:15: Account `sales`: `provider: netese` is not known. Did you mean",
            ),
            (
                "    host: imap.ourfactory.example\n",
                "",
                "genjin.yaml:7:11: Account `anna`: `host` is missing, and the mail server of ourfac",
            ),
            ("user: sales", "user: sales\n    attachment_mb: -1", "`attachment_mb` is from 0 to 1024"),
            ("user: sales", "user: sales\n    poll_seconds: 1", "`poll_seconds` is from 10 to 86400"),
            ("user: sales", "user: sales\n    connections: 2", "connections"),
            ("user: sales", "user: sales\n    folders: [all, X]", "`folders` is either the one word `[all]`"),
            (
                "{file: sales.secret}",
                "{oauth: yahoo}",
                "`yahoo` is not a value of `oauth`. It can be `google`",
            ),
            ("{file: sales.secret}", "{oauth: google, env: X}", "`secret` names one place"),
            ("{file: sales.secret}", "{credential: /etc/x}", "`credential` is the name of a systemd cred"),
        ],
    )
    def test_a_mistake_is_told_with_what_was_expected(
        self, tmp_path: Path, old: str, new: str, expected: str
    ) -> None:
        assert expected in only(tmp_path, old, new)

    def test_two_mistakes_of_one_account_are_told_each_at_its_value(self, tmp_path: Path) -> None:
        text = GOOD.replace("host: localhost", "host: mail.example\n    port: 0")

        port, tls = mistakes(written(tmp_path, text))

        assert port.startswith("genjin.yaml:14:11: Account `sales`: `port` is between")
        assert tls.startswith("genjin.yaml:16:10: Account `sales`: the password would go in clear")

    @pytest.mark.parametrize("empty", ["accounts:\n", "accounts: []\n"])
    def test_without_accounts_mail_may_still_come_from_files(self, tmp_path: Path, empty: str) -> None:
        settings = config.load_settings(written(tmp_path, GOOD[: GOOD.index("accounts:")] + empty))

        with pytest.raises(GenjinError, match=r"is empty: .* `genjin sync --from FILE`"):
            config.accounts_named(settings, ())

    def test_an_account_with_a_mistake_does_not_make_the_list_empty(self, tmp_path: Path) -> None:
        text = GOOD[: GOOD.index("  - name: sales")].replace("host:", "hots:")

        assert len(mistakes(written(tmp_path, text))) == 1

    def test_a_team_without_reps_is_told_so(self, tmp_path: Path) -> None:
        home = written(tmp_path, "team: {domains: [a.example], reps: {}}\naccounts: []\n")

        assert "`reps` is empty. Name at least one rep" in mistakes(home)[0]

    def test_addresses_and_domains_are_shown_where_they_stand(self, tmp_path: Path) -> None:
        text = (
            GOOD.replace("wei@ourfactory.example", "wei")
            .replace("domains: [", "service_domains: [dhl.example，ups.example]\n  domains: [")
            .replace("name: Anna, emails: [", "name: Anna, emails: [WANG@ourfactory.example, ")
        )

        first, *others = mistakes(written(tmp_path, text))

        assert first == (
            "genjin.yaml:2:21: `service_domains`: `dhl.example，ups.example` is no mail domain such as "
            "ourfactory.com. The comma in it is a full-width `，`. Use `,` and a space."
        )
        assert others == [
            "genjin.yaml:6:31: `wang@ourfactory.example` belongs to anna and to wang; a mail has one writer.",
            "genjin.yaml:6:56: `wei` is no mail address.",
        ]

    def test_a_rep_with_a_mistake_is_still_a_rep(self, tmp_path: Path) -> None:
        found = only(tmp_path, "{name: Anna, emails: [anna@ourfactory.example]}", "anna@ourfactory.example")

        assert found.startswith("genjin.yaml:4:11: `anna` needs lines of the form")

    def test_what_is_wrong_between_lines_is_told_also_where_the_team_cannot_be_read(
        self, tmp_path: Path
    ) -> None:
        text = GOOD.replace("domains:", "domans:").replace("rep: anna", "rep: ana") + "me: otto\n"

        assert [each.split(": ")[0] for each in mistakes(written(tmp_path, text))] == [
            "genjin.yaml:2:3",
            "genjin.yaml:8:10",
            "genjin.yaml:17:5",
        ]

    def test_a_password_in_place_of_its_place_is_answered_with_the_form(self, tmp_path: Path) -> None:
        found = only(tmp_path, "secret: {env: ANNA_PASSWORD}", "secret: geheim")

        assert found == "genjin.yaml:11:13: `secret` is written as `{file: anna.secret}`."

    def test_a_password_in_the_file_is_refused_and_not_repeated(self, tmp_path: Path) -> None:
        for line in ("secret: hunter2", "password: hunter2", "password:hunter2"):
            home = written(tmp_path, GOOD.replace("secret: {env: ANNA_PASSWORD}", line))

            with pytest.raises(ConfigError) as caught:
                config.load_settings(home)

            assert "hunter2" not in str(caught.value)

    @pytest.mark.parametrize(
        "secret",
        [
            "{password: hunter2, env: X}",
            "{password:hunter2}",
            "{passwort: hunter2}",
            "{password: `hunter2}",
            "{password: {hunter2}}",
            "\n      password: #hunter2",
            "\n      password: |\n        hunter2\u200b",
            "\n      password:\n        hunter2\u200bx",
            "\n      密码: hunter2",
        ],
    )
    def test_however_a_password_is_miswritten_it_is_not_repeated(self, tmp_path: Path, secret: str) -> None:
        home = written(tmp_path, GOOD.replace("{env: ANNA_PASSWORD}", secret))

        with pytest.raises(ConfigError) as caught:
            config.load_settings(home)

        assert "hunter2" not in str(caught.value)

    def test_a_client_secret_in_clear_is_refused_and_not_repeated(self, tmp_path: Path) -> None:
        text = GOOD + "oauth: {google: {client_id: a, client_secret: hunter2}}\n"

        with pytest.raises(ConfigError, match="`client_secret` is written as") as caught:
            config.load_settings(written(tmp_path, text))

        assert "hunter2" not in str(caught.value)

    def test_a_password_in_its_own_field_is_read_and_never_shown(self, tmp_path: Path) -> None:
        home = written(tmp_path, GOOD.replace("{env: ANNA_PASSWORD}", "{password: hunter2}"))

        settings = config.load_settings(home)

        assert settings.accounts[0].secret.password == "hunter2"
        assert "hunter2" not in f"{settings!r} {settings.accounts[0].secret}"

    def test_where_the_provider_is_known_the_host_may_be_left_out(self, tmp_path: Path) -> None:
        text = GOOD.replace("    host: imap.ourfactory.example\n", "").replace(
            "user: anna@ourfactory.example", "user: anna@163.com"
        )

        account = config.load_settings(written(tmp_path, text)).accounts[0]

        assert (account.host, account.at, account.tls) == ("imap.163.com", 993, "implicit")

    def test_metrics_are_for_others_only_where_that_is_said(self, tmp_path: Path) -> None:
        text = GOOD + "metrics: 0.0.0.0:9464\nmetrics_open: yes\n"

        assert config.load_settings(written(tmp_path, text)).metrics == "0.0.0.0:9464"

    def test_the_application_of_the_team_is_read(self, tmp_path: Path) -> None:
        text = GOOD + (
            "oauth:\n  google: {client_id: g, client_secret: {file: google.secret}}\n"
            "  microsoft: {client_id: m, tenant: ourfactory.example, cloud: china}\n"
        )

        apps = config.load_settings(written(tmp_path, text)).oauth

        assert apps.google is not None
        assert apps.google.client_secret == Secret(file="google.secret")
        assert apps.microsoft is not None
        assert (apps.microsoft.tenant, apps.microsoft.cloud) == ("ourfactory.example", "china")

    def test_free_mail_is_no_obstacle_where_only_addresses_are_named(self, tmp_path: Path) -> None:
        text = GOOD.replace("[ourfactory.example]", "[]").replace("anna@ourfactory.example]", "anna@163.com]")
        home = written(tmp_path, text)

        playbook = config.load_playbook(home, config.load_settings(home))

        assert playbook.ours.addresses >= {"anna@163.com"}


class TestPeople:
    def test_the_system_user_counts_if_a_rep_is_so_called(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = config.load_settings(home)

        monkeypatch.setattr(config, "system_user", lambda: "wang")
        assert config.me(settings) == "wang"
        monkeypatch.setattr(config, "system_user", lambda: "daily")
        assert config.me(settings) is None
        assert config.who(settings) == "daily"

    @pytest.mark.parametrize("name", ["LOGNAME", "USER", "LNAME", "USERNAME"])
    def test_nobody_becomes_another_rep_by_a_variable(
        self, home: Home, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        settings = config.load_settings(home)
        before = config.who(settings)

        monkeypatch.setenv(name, "wang")

        assert (config.me(settings), config.who(settings)) == (None, before)

    def test_the_file_says_who_uses_this_machine(self, tmp_path: Path) -> None:
        settings = config.load_settings(written(tmp_path, GOOD + "me: wang\n"))

        assert config.me(settings) == config.who(settings) == "wang"

    def test_a_rep_or_account_that_there_is_not_brings_the_nearest_name(self, home: Home) -> None:
        settings = config.load_settings(home)

        assert config.rep_named(settings, "anna") == RepId("anna")
        assert config.rep_named(settings, None) is None
        with pytest.raises(GenjinError, match=r"no rep `ana`\. Did you mean `anna`"):
            config.rep_named(settings, "ana")
        with pytest.raises(GenjinError, match=r"no rep `zhao`. The team has anna, wang\."):
            config.rep_named(settings, "zhao")
        with pytest.raises(GenjinError, match=r"no account `sale` in genjin\.yaml\. Did you mean `sales`"):
            config.accounts_named(settings, ("sale",))

    def test_no_name_means_every_account(self, home: Home) -> None:
        settings = config.load_settings(home)

        assert config.accounts_named(settings, ()) == settings.accounts
        assert [each.name for each in config.accounts_named(settings, ("sales",))] == ["sales"]


class TestHome:
    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable in ("GENJIN_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            monkeypatch.delenv(variable, raising=False)
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        monkeypatch.setenv("HOME", str(tmp_path / "anna"))

    def test_the_folder_named_wins_over_everything(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GENJIN_HOME", str(tmp_path / "variable"))
        written(Path.cwd(), GOOD)

        assert config.find_home(str(tmp_path / "named")).folder == tmp_path / "named"
        assert config.find_home().folder == tmp_path / "variable"

    def test_a_file_here_wins_over_the_users_folder(self, tmp_path: Path) -> None:
        written(Path.cwd(), GOOD)

        assert config.find_home().folder == tmp_path / "here"

    def test_the_users_folder_comes_last(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert config.find_home().folder == tmp_path / "anna" / ".config" / "genjin"

        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
        assert config.find_home().folder == tmp_path / "xdg" / "genjin"

    def test_a_relative_xdg_folder_is_ignored_as_its_specification_wants(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", "xdg")
        monkeypatch.setenv("XDG_STATE_HOME", "")

        assert config.find_home().folder == tmp_path / "anna" / ".config" / "genjin"
        assert config.demo_home().folder == tmp_path / "anna" / ".local" / "state" / "genjin" / "demo"

    def test_a_tilde_is_the_home_folder(self, tmp_path: Path) -> None:
        assert config.find_home("~/genjin").folder == tmp_path / "anna" / "genjin"

    def test_an_unknown_users_tilde_gets_a_sentence(self) -> None:
        with pytest.raises(GenjinError, match="no folder that can be found"):
            config.find_home("~nobody-of-that-name/genjin")

    def test_without_any_home_it_says_what_to_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("HOME")
        monkeypatch.setattr(
            pwd, "getpwuid", {}.__getitem__
        )  # a container may run under a number without a name

        with pytest.raises(
            GenjinError, match=r"You have no home folder\. Name one with --home, or set GENJIN_HOME"
        ):
            config.find_home()


class TestMissing:
    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable in ("GENJIN_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path / "anna"))

    def said(self, home: Home) -> str:
        with pytest.raises(NoHomeError) as caught:
            config.load_settings(home)
        return str(caught.value)

    def test_both_places_that_were_searched_are_named(self, tmp_path: Path) -> None:
        assert self.said(config.find_home()) == (
            f"There is neither {tmp_path}/genjin.yaml nor {tmp_path}/anna/.config/genjin/genjin.yaml. "
            "Run `genjin init`, or name the folder with `--home`."
        )

    def test_a_folder_that_was_named_and_is_not_there_is_named(self, tmp_path: Path) -> None:
        said = self.said(config.find_home("no where"))

        assert (
            said == f"There is no folder {tmp_path}/no where. Run `genjin --home '{tmp_path}/no where' init`."
        )

    def test_a_folder_that_was_named_and_has_no_settings_is_named(self, tmp_path: Path) -> None:
        assert self.said(config.find_home(".")).startswith(
            f"There is no genjin.yaml in {tmp_path}. Run `genjin"
        )

    def test_without_a_demo_the_command_that_makes_it_is_named(self) -> None:
        assert self.said(config.demo_home()).endswith("Run `genjin demo` first.")


class TestPlaybook:
    def test_without_own_files_the_shipped_ones_are_in_force(self, home: Home) -> None:
        playbook = config.load_playbook(home, config.load_settings(home))

        assert playbook.rules.rules
        assert playbook.mailboxes == {"anna": "anna"}
        assert playbook.writers["wei@ourfactory.example"] == "wang"

    def test_mistakes_of_policy_and_rules_come_in_one_answer(self, home: Home) -> None:
        policy = (SHIPPED / "followups" / "policy.yaml").read_text("utf-8")
        (home.folder / "policy.yaml").write_text(
            policy.replace("within: 24 hours", "within: 24 ours"), "utf-8"
        )
        shutil.copytree(
            SHIPPED / "rules", home.folder / "rules", ignore=shutil.ignore_patterns("*.py", "__*")
        )
        price = home.folder / "rules" / "price.yaml"
        price.write_text(price.read_text("utf-8").replace("    tag:", "    tga:", 1), "utf-8")

        found = mistakes(home)

        assert any(each.startswith("policy.yaml:") and "ours" in each for each in found)
        assert any(each.startswith("rules/price.yaml:") and "Did you mean `tag`" in each for each in found)

    def test_one_id_in_two_files_is_told_with_both_places_and_the_line(self, home: Home) -> None:
        (home.folder / "rules").mkdir()
        for name in ("a", "b"):
            shutil.copy(SHIPPED / "rules" / "price.yaml", home.folder / "rules" / f"{name}.yaml")

        with pytest.raises(ConfigError) as caught:
            config.load_playbook(home, config.load_settings(home))

        problem = next(each for each in caught.value.problems if "The id" in each.what)
        assert problem.path == "rules/b.yaml"
        assert "already taken in rules/a.yaml:" in problem.what
        assert "- id:" in problem.text

    def test_two_files_of_one_module_are_refused(self, home: Home) -> None:
        (home.folder / "rules").mkdir()
        for name in ("a", "b"):
            shutil.copy(SHIPPED / "rules" / "price.yaml", home.folder / "rules" / f"{name}.yaml")

        first = mistakes(home)[0]

        assert first.endswith(
            ": `module: price` stands in rules/a.yaml already. Give each file its own name."
        )
        assert first.startswith("rules/b.yaml:")

    def test_mistakes_of_all_files_come_in_one_answer(self, home: Home) -> None:
        written(home.folder, GOOD.replace("host:", "hots:", 1).replace("tls: none", "tls: nome"))
        (home.folder / "policy.yaml").write_text("reply: {within: 24 ours}\n", "utf-8")
        (home.folder / "rules").mkdir()
        (home.folder / "rules" / "a.yaml").write_text("module：a\n", "utf-8")

        with pytest.raises(ConfigError) as caught:
            config.load_settings(home)

        paths = {each.path for each in caught.value.problems}
        assert paths == {"genjin.yaml", "policy.yaml", "rules/a.yaml"}

    def test_a_command_that_needs_it_all_is_told_of_it_all(self, home: Home) -> None:
        settings, playbook = config.load_all(home)
        assert len(settings.accounts) == 2
        assert playbook.ours.domains == frozenset({"ourfactory.example"})

        (home.folder / "policy.yaml").write_text("reply: {within: 24 ours}\n", "utf-8")
        with pytest.raises(ConfigError, match=r"policy\.yaml:1:17: '24 ours' is no span of time"):
            config.load_all(home)

    def test_files_that_a_broken_settings_file_names_are_the_ones_looked_at(self, home: Home) -> None:
        written(home.folder, GOOD + "policy: mine.yaml\nrules: regeln\nbook:\n")
        (home.folder / "mine.yaml").write_text("reply: {within: 24 ours}\n", "utf-8")

        found = mistakes(home)

        assert "genjin.yaml:18:8: `rules: regeln` is not there" in "\n".join(found)
        assert any(each.startswith("mine.yaml:1:17: ") for each in found)

    def test_files_of_editors_and_macs_are_no_rules_and_yml_is(self, home: Home) -> None:
        (home.folder / "rules").mkdir()
        shutil.copy(SHIPPED / "rules" / "price.yaml", home.folder / "rules" / "price.yml")
        (home.folder / "rules" / "._price.yaml").write_bytes(b"\0\5\26\7")
        (home.folder / "rules" / ".#price.yaml").write_text("half: [", "utf-8")

        modules, problems = config.load_modules(home)

        assert problems == []
        assert [module.module for module in modules] == ["price"]

    def test_an_empty_rules_folder_is_told_so(self, home: Home) -> None:
        (home.folder / "rules").mkdir()

        assert mistakes(home) == ["rules:1:1: There is no rule file (*.yaml) in this folder."]

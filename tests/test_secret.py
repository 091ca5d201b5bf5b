"""Passwords are fetched from where they are kept; what goes wrong is told without them."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from model import Source
from worker.settings import Account, Secret
from worker.signin import secret
from worker.signin.secret import SecretError

WORDS = "gehéim 密码 1"


def account(**where: str) -> Account:
    return Account(
        name="anna",
        host="imap.example",
        user="anna@ourfactory.example",
        secret=Secret(**where),  # type: ignore[arg-type]  # a table of places for tests
        source=Source("genjin.yaml", 1),
    )


def refusal(folder: Path, **where: str) -> str:
    with pytest.raises(SecretError) as caught:
        secret.password(account(**where), folder)
    said = str(caught.value)
    assert said.startswith("Account anna: ")
    assert WORDS not in said
    assert caught.value.__cause__ is None
    return said


class TestEnvironment:
    def test_a_variable_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ANNA_PASSWORD", WORDS)

        assert secret.password(account(env="ANNA_PASSWORD"), tmp_path) == WORDS

    @pytest.mark.parametrize("value", [None, ""])
    def test_a_missing_or_empty_one_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        monkeypatch.delenv("ANNA_PASSWORD", raising=False)
        if value is not None:
            monkeypatch.setenv("ANNA_PASSWORD", value)

        assert "the environment variable ANNA_PASSWORD is not set" in refusal(tmp_path, env="ANNA_PASSWORD")

    def test_one_that_is_no_text_is_told_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ANNA_PASSWORD", os.fsdecode(b"\xff\xfe"))

        assert "is not UTF-8" in refusal(tmp_path, env="ANNA_PASSWORD")


class TestFile:
    def kept(self, folder: Path, content: bytes, mode: int = 0o600) -> Path:
        path = folder / "anna.secret"
        path.write_bytes(content)
        path.chmod(mode)
        return path

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    @pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\nsecond line\n"])
    def test_the_first_line_is_the_password(self, tmp_path: Path, mark: bytes, end: bytes) -> None:
        self.kept(tmp_path, mark + WORDS.encode() + end)

        assert secret.password(account(file="anna.secret"), tmp_path) == WORDS

    def test_spaces_belong_to_the_password(self, tmp_path: Path) -> None:
        self.kept(tmp_path, b" a b \n")

        assert secret.password(account(file="anna.secret"), tmp_path) == " a b "

    def test_a_path_of_its_own_and_a_tilde_are_followed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = self.kept(tmp_path, WORDS.encode())
        monkeypatch.setenv("HOME", str(tmp_path))

        assert secret.password(account(file=str(path)), Path("/nowhere")) == WORDS
        assert secret.password(account(file="~/anna.secret"), Path("/nowhere")) == WORDS

    @pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
    def test_a_file_that_others_may_read_is_refused_with_the_remedy(self, tmp_path: Path, mode: int) -> None:
        path = self.kept(tmp_path, WORDS.encode(), mode)

        assert f"others may read {path}. Run `chmod 600 {path}`" in refusal(tmp_path, file="anna.secret")

    def test_a_missing_an_empty_and_a_strange_file_are_told_apart(self, tmp_path: Path) -> None:
        assert "cannot be read: No such file" in refusal(tmp_path, file="anna.secret")
        self.kept(tmp_path, b"\n")
        assert "is empty. Write the password into its first line." in refusal(tmp_path, file="anna.secret")
        self.kept(tmp_path, "密码".encode("gbk"))
        assert "is not UTF-8 text" in refusal(tmp_path, file="anna.secret")

    def test_a_folder_and_a_pipe_are_no_files(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe", 0o600)

        assert "is no file" in refusal(tmp_path, file=".")
        assert "is no file" in refusal(tmp_path, file="pipe")


class TestCommand:
    def test_the_first_line_printed_is_the_password(self, tmp_path: Path) -> None:
        command = f"printf '%s\\nurl: x\\n' '{WORDS}'"

        assert secret.password(account(command=command), tmp_path) == WORDS

    def test_no_shell_looks_at_the_command(self, tmp_path: Path) -> None:
        assert secret.password(account(command="echo $HOME; id"), tmp_path) == "$HOME; id"

    def test_one_that_hangs_is_cut_off_with_its_children(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(secret, "_PATIENCE", 0.3)
        child, late = tmp_path / "child", tmp_path / "late"
        script = f"(sleep 5; touch {late}) & echo $! > {child}; wait"

        said = refusal(tmp_path, command=f"sh -c '{script}'")

        assert "`sh` gave no password within 0.3 s" in said
        assert _ends(int(child.read_text()))
        assert not late.exists()

    def test_one_that_fails_is_told_with_its_last_words(self, tmp_path: Path) -> None:
        said = refusal(tmp_path, command="sh -c 'echo first >&2; echo The store is locked. >&2; exit 3'")

        assert said == "Account anna: `sh` failed with exit code 3: The store is locked."

    def test_what_it_printed_before_it_failed_is_not_repeated(self, tmp_path: Path) -> None:
        said = refusal(tmp_path, command=f'sh -c \'echo "{WORDS}"; echo "no {WORDS} here" >&2; exit 1\'')

        assert said.endswith("exit code 1: no *** here.")

    def test_one_that_is_killed_is_told_so(self, tmp_path: Path) -> None:
        assert "exit code -9" in refusal(tmp_path, command="sh -c 'kill -9 $$'")

    @pytest.mark.parametrize(
        ("command", "expected"),
        [
            ("true", "`true` printed nothing"),
            ("printf '\\n'", "`printf` printed nothing"),
            ("printf '\\377'", "`printf` printed what is not UTF-8 text"),
            ("no-such-program --of anything", "`no-such-program` cannot be run: No such file"),
            ("echo 'never closed", "`command` cannot be read: No closing quotation"),
            ("  ", "`command` is empty"),
        ],
    )
    def test_whatever_else_goes_wrong_is_a_sentence(
        self, tmp_path: Path, command: str, expected: str
    ) -> None:
        assert expected in refusal(tmp_path, command=command)

    def test_arguments_are_not_repeated(self, tmp_path: Path) -> None:
        assert "hunter2" not in refusal(tmp_path, command="false hunter2")


def _ends(number: int) -> bool:
    """Does the process end soon? A signal is delivered a moment later, and what is left may stay a zombie."""
    end = time.monotonic() + 3
    while _runs(number) and time.monotonic() < end:
        time.sleep(0.02)
    return not _runs(number)


def _runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


class Ring(ModuleType):
    """A keyring in memory, as the package looks from outside."""

    def __init__(self, kept: dict[tuple[str, str], str], locked: bool = False) -> None:
        super().__init__("keyring")
        self.kept, self.locked = kept, locked

    def get_password(self, service: str, user: str) -> str | None:
        if self.locked:
            raise RuntimeError("No recommended backend was available")
        return self.kept.get((service, user))


class TestKeyring:
    def test_the_entry_of_service_and_user_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "keyring", Ring({("genjin", "anna@ourfactory.example"): WORDS}))

        assert secret.password(account(keyring="genjin"), tmp_path) == WORDS

    def test_an_empty_ring_brings_the_command_that_fills_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "keyring", Ring({}))

        assert "Run `keyring set genjin anna@ourfactory.example`" in refusal(tmp_path, keyring="genjin")

    def test_a_machine_without_a_ring_is_told_of_files(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "keyring", Ring({}, locked=True))

        said = refusal(tmp_path, keyring="genjin")

        assert "does not answer (No recommended backend was available)" in said
        assert "use a file with mode 600" in said

    def test_without_the_package_it_says_how_to_install_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "keyring", None)

        assert "Install `keyring`" in refusal(tmp_path, keyring="genjin")


class TestCredential:
    """What systemd lays into a folder of the unit's own (LoadCredential=)."""

    @pytest.fixture
    def granted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
        return tmp_path / "anna-imap"

    def test_it_is_read_whatever_its_mode_looks_like(self, granted: Path, tmp_path: Path) -> None:
        granted.write_text(WORDS + "\n", "utf-8")
        granted.chmod(0o440)  # how an access list shows

        assert secret.password(account(credential="anna-imap"), tmp_path) == WORDS

    def test_a_missing_an_empty_and_a_strange_one_are_told_apart(self, granted: Path, tmp_path: Path) -> None:
        missing = refusal(tmp_path, credential="anna-imap")
        granted.write_bytes(b"")
        empty = refusal(tmp_path, credential="anna-imap")
        granted.write_bytes("密码".encode("gbk"))
        strange = refusal(tmp_path, credential="anna-imap")

        assert "Does the unit say `LoadCredential=anna-imap:FILE`?" in missing
        assert "is empty" in empty
        assert "is not UTF-8 text" in strange

    def test_outside_a_unit_it_says_what_to_start(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)

        assert "Start genjin by a unit with `LoadCredential=anna:FILE`" in refusal(
            tmp_path, credential="anna"
        )


class TestInClear:
    def test_it_is_used_with_a_warning_that_does_not_hold_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(secret, "_warned", set())

        found = [secret.password(account(password=WORDS), tmp_path) for _ in range(3)]

        assert found == [WORDS] * 3
        (warning,) = caplog.records
        assert warning.levelname == "WARNING"
        assert "Account anna: its password stands in clear in genjin.yaml" in caplog.text
        assert "密码明文" in caplog.text
        assert WORDS not in caplog.text

    def test_nothing_that_holds_it_shows_it(self) -> None:
        assert WORDS not in f"{account(password=WORDS)!r} {Secret(password=WORDS)}"
        assert "hunter2" not in repr(Secret(command="pass show hunter2"))
        assert repr(Secret(file="anna.secret")) == "Secret(file='anna.secret')"

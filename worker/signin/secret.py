"""What is the password? Fetched from where genjin.yaml says it is kept; never shown, logged or asked for."""

from __future__ import annotations

import importlib
import logging
import os
import shlex
import signal
import stat
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from model import GenjinError
from worker.settings import Account, Secret

log = logging.getLogger("genjin.signin")
T = TypeVar("T")

_PATIENCE = 20
"""Seconds a password command may take; a pass phrase dialogue that nobody sees would hang the daemon."""
_LONGEST = 64 * 1024
_warned: set[str] = set()
"""Accounts whose password stands in clear: told once by every command, not at every pass of the daemon."""


class SecretError(GenjinError):
    """The password of an account cannot be had."""


def password(account: Account, folder: Path) -> str:
    """The password of an account. Paths count from `folder`."""
    return kept(account.secret, account.name, account.user, folder)


def kept(secret: Secret, name: str, user: str, folder: Path) -> str:
    """What is kept there, for the account of that name; `user` is whose entry of a keyring it is."""
    if secret.env:
        return _from_environment(name, secret.env)
    if secret.file:
        return _from_file(name, folder, secret.file)
    if secret.command:
        return _from_command(name, secret.command)
    if secret.credential:
        return _from_systemd(name, secret.credential)
    if secret.password:
        return _in_clear(name, secret.password)
    return _from_keyring(name, secret.keyring, user)


def _in_clear(name: str, words: str) -> str:
    if name not in _warned:
        _warned.add(name)
        log.warning(
            "Account %s: its password stands in clear in genjin.yaml, and goes wherever that is copied. "
            "Move it into a file of mode 600: `secret: {file: NAME.secret}`. "
            "密码明文写在 genjin.yaml 中，请移到权限为 600 的文件里。",
            name,
        )
    return words


def _from_systemd(name: str, credential: str) -> str:
    """No look at the mode: systemd grants by access list, which reads as group permission."""
    there = os.environ.get("CREDENTIALS_DIRECTORY")
    if not there:
        raise SecretError(
            f"Account {name}: there is no systemd credential here ($CREDENTIALS_DIRECTORY is not set). Start "
            f"genjin by a unit with `LoadCredential={credential}:FILE`."
        )
    path = Path(there) / credential
    try:
        found = _first_line(_content(path))
    except OSError as error:
        advice = f"Does the unit say `LoadCredential={credential}:FILE`?"
        raise SecretError(
            f"Account {name}: the credential {credential} cannot be read: {error.strerror}. {advice}"
        ) from None
    except UnicodeDecodeError:
        raise SecretError(f"Account {name}: the credential {credential} is not UTF-8 text.") from None
    if found:
        return found
    raise SecretError(f"Account {name}: the credential {credential} is empty.")


def _from_environment(name: str, variable: str) -> str:
    found = os.environ.get(variable)
    if not found:
        what = f"the environment variable {variable} is not set"
        raise SecretError(f"Account {name}: {what}. Set it, then try again.")
    try:
        return _first_line(os.fsencode(found))
    except UnicodeDecodeError:
        raise SecretError(f"Account {name}: the environment variable {variable} is not UTF-8.") from None


def _from_file(name: str, folder: Path, words: str) -> str:
    path = Path(words)
    try:
        path = folder / path.expanduser()
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise SecretError(
                f"Account {name}: {path} is no file. Name one with the password in its first line."
            )
        if state.st_mode & 0o077:
            advice = f"Run `chmod 600 {shlex.quote(str(path))}`, then try again."
            raise SecretError(f"Account {name}: others may read {path}. {advice}")
        found = _first_line(_content(path))
    except OSError as error:
        what = f"the password file {path} cannot be read: {error.strerror}"
        raise SecretError(f"Account {name}: {what}.") from None
    except UnicodeDecodeError:
        raise SecretError(f"Account {name}: the password file {path} is not UTF-8 text.") from None
    except RuntimeError:
        raise SecretError(f"Account {name}: there is no home folder for {words}.") from None
    if found:
        return found
    advice = "Write the password into its first line."
    raise SecretError(f"Account {name}: the password file {path} is empty. {advice}")


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LONGEST)


def _first_line(content: bytes) -> str:
    """Notepad puts a mark in front, editors a line end behind; anything else belongs to the password."""
    return content.decode("utf-8-sig").split("\n")[0].rstrip("\r")


def _from_command(name: str, command: str) -> str:
    """What the command prints first. Messages name its program only: its arguments may be secret too."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise SecretError(f"Account {name}: `command` cannot be read: {error}.") from None
    if not words:
        raise SecretError(f"Account {name}: `command` is empty.")
    said, complaint, code = _run(name, words)
    if code:
        last = _last_words(complaint, said)
        raise SecretError(f"Account {name}: `{words[0]}` failed with exit code {code}{last}.")
    try:
        found = _first_line(said)
    except UnicodeDecodeError:
        raise SecretError(f"Account {name}: `{words[0]}` printed what is not UTF-8 text.") from None
    if found:
        return found
    raise SecretError(f"Account {name}: `{words[0]}` printed nothing.")


def _run(name: str, words: Sequence[str]) -> tuple[bytes, bytes, int]:
    """Output, complaints and exit code. Cut off with all its children: they would hold the pipe, and wait."""
    try:
        with subprocess.Popen(  # noqa: S603  # the command stands in the team's own file; no shell reads it
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as running:
            try:
                said, complaint = running.communicate(timeout=_PATIENCE)
            except BaseException:
                with suppress(ProcessLookupError):
                    os.killpg(running.pid, signal.SIGKILL)
                raise
            return said, complaint, running.returncode
    except subprocess.TimeoutExpired:
        raise SecretError(f"Account {name}: `{words[0]}` gave no password within {_PATIENCE} s.") from None
    except OSError as error:
        raise SecretError(f"Account {name}: `{words[0]}` cannot be run: {error.strerror}.") from None


def _last_words(complaint: bytes, said: bytes) -> str:
    """The last line of the complaint, without what could be the password."""
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    words = lines[-1].strip()[:200].rstrip(".") if lines else ""
    printed = said.decode("utf-8", "replace").split("\n")[0].strip()
    return f": {words.replace(printed, '***') if printed else words}" if words else ""


def _from_keyring(name: str, service: str, user: str) -> str:
    found = in_ring(name, lambda ring: ring.get_password(service, user))
    if found:
        return str(found)
    how = f"keyring set {shlex.quote(service)} {shlex.quote(user)}"
    raise SecretError(f"Account {name}: the keyring holds no password. Run `{how}`.")


def in_ring(name: str, ask: Callable[[Any], T]) -> T:
    """What the keyring answers."""
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        advice = "Install `keyring` into the environment of Genjin, or use a file with mode 600."
        raise SecretError(f"Account {name}: the keyring package is not installed. {advice}") from None
    try:
        return ask(keyring)
    except Exception as error:  # noqa: BLE001  # back-ends raise what they like; a headless machine has none
        advice = "On a machine without a desktop use a file with mode 600."
        raise SecretError(f"Account {name}: the keyring does not answer ({error}). {advice}") from None

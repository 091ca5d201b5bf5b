"""Where do an account's tokens lie? In a file of mode 600, or in the keyring; never in a log.

Whatever a refresh needs lies with them, so that tokens got on a machine with a browser can be carried to the
one that reads the mail. Two processes refresh at once without losing a token: one waits for the other.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from worker.settings import Account
from worker.signin.secret import SecretError, in_ring

FOLDER = "tokens"
_PATIENCE = 60.0
"""Seconds to wait for another process that refreshes; an issuer is waited for less long."""
_LARGEST = 256 * 1024
_LAST = 32_503_680_000
"""The year 3000: what is later is no time of ours."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What was granted for an account, and where more is to be had."""

    issuer: str
    user: str
    client_id: str
    token: str
    """Address to refresh at."""
    scope: str
    client_secret: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    access: str = field(default="", repr=False)
    expires: int = 0
    """Seconds of the epoch at which `access` ends."""
    signed_in: int = 0
    ended: str = ""
    """Why the issuer takes the refresh token no more: then nobody asks again until somebody signs in."""


class Place(Protocol):
    """Where the tokens of one account lie."""

    def read(self) -> Tokens | None: ...
    def write(self, tokens: Tokens) -> None: ...
    def forget(self) -> bool: ...


def place(account: Account, folder: Path) -> Place:
    """Where this account's tokens lie."""
    if account.secret.keyring:
        return _Ring(account.name, account.secret.keyring, account.user)
    return _File(account.name, _path(account, folder))


@contextmanager
def locked(account: Account, folder: Path) -> Iterator[Place]:
    """The place, while nobody else writes there."""
    path = _path(account, folder)
    path = path.with_name(path.name + ".lock")
    try:
        if path.parent == folder / FOLDER:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.chmod(0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _unwritable(account.name, path.parent, error) from None
    try:
        _wait(account.name, descriptor)
        yield place(account, folder)
    finally:
        os.close(descriptor)


def _wait(name: str, descriptor: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                what = "another process has been busy with its tokens for a minute"
                raise SecretError(f"Account {name}: {what}. Look for a genjin that hangs.") from None
            time.sleep(0.05)
        else:
            return


def _path(account: Account, folder: Path) -> Path:
    if account.secret.file:
        try:
            return folder / Path(account.secret.file).expanduser()
        except RuntimeError:
            words = account.secret.file
            raise SecretError(f"Account {account.name}: there is no home folder for {words}.") from None
    named = re.sub(r"[^\w@.-]", lambda sign: quote(sign[0], safe=""), account.name)
    return folder / FOLDER / f"{named}.json"


@dataclass(frozen=True, slots=True)
class _File:
    account: str
    path: Path

    def read(self) -> Tokens | None:
        try:
            with self.path.open("rb") as file:
                mode = os.fstat(file.fileno()).st_mode
                content = file.read(_LARGEST)
        except FileNotFoundError:
            return None
        except OSError as error:
            what = f"its tokens in {self.path} cannot be read: {error.strerror}"
            raise SecretError(f"Account {self.account}: {what}.") from None
        if mode & 0o077:
            advice = f"Run `chmod 600 {shlex.quote(str(self.path))}`, then try again."
            raise SecretError(f"Account {self.account}: others may read {self.path}. {advice}")
        return _tokens(self.account, content, str(self.path))

    def write(self, tokens: Tokens) -> None:
        """All or nothing, also when the power fails: a rotated refresh token is the only one there is."""
        fresh = self.path.with_name(self.path.name + ".new")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(descriptor, 0o600)
                file.write(json.dumps(asdict(tokens), indent=1).encode())
                file.flush()
                os.fsync(descriptor)
            fresh.replace(self.path)
            _settle(self.path.parent)
        except OSError as error:
            raise _unwritable(self.account, self.path, error) from None

    def forget(self) -> bool:
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unwritable(self.account, self.path, error) from None
        return True


def _settle(folder: Path) -> None:
    """The new name on the disk, too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(name: str, path: Path, error: OSError) -> SecretError:
    advice = "Name a place that can be written: `secret: {oauth: ..., file: /var/lib/genjin/NAME.json}`."
    return SecretError(f"Account {name}: {path} cannot be written: {error.strerror}. {advice}")


@dataclass(frozen=True, slots=True)
class _Ring:
    account: str
    service: str
    user: str

    def read(self) -> Tokens | None:
        found = in_ring(self.account, lambda ring: ring.get_password(self.service, self.user))
        return _tokens(self.account, str(found).encode(), "the keyring") if found else None

    def write(self, tokens: Tokens) -> None:
        words = json.dumps(asdict(tokens))
        in_ring(self.account, lambda ring: ring.set_password(self.service, self.user, words))

    def forget(self) -> bool:
        if self.read() is None:
            return False
        with suppress(KeyError):
            in_ring(self.account, lambda ring: ring.delete_password(self.service, self.user))
        return True


def _tokens(name: str, content: bytes, where: str) -> Tokens:
    try:
        found = json.loads(content)
        known = {each.name: each.type for each in fields(Tokens)}
        said = {key: value for key, value in found.items() if key in known}
        if all(_fits(value, str(known[key])) for key, value in said.items()):
            return Tokens(**said)
    except (ValueError, TypeError, AttributeError, RecursionError):
        pass
    advice = f"Sign in again: run `genjin accounts login {shlex.quote(name)}`."
    raise SecretError(f"Account {name}: there are no tokens in {where} but something else. {advice}")


def _fits(value: object, kind: str) -> bool:
    """Is it what stands there when nobody damaged the file? A time has to be one that a calendar knows."""
    if kind == "str":
        return isinstance(value, str)
    return type(value) is int and 0 <= value <= _LAST

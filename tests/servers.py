"""Which real servers can the tests have, and how? Throw-away: loopback, temp folder, gone after.

    with Dovecot() as dovecot, dovecot.client("lin") as imap: ...
    with Postgres() as postgres: create_engine(postgres.fresh())

Nothing outside the temp folder is read or written. Root is refused by the one and unfit for the other, so
root drops to an ordinary user; an ordinary user runs them as himself.
"""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from imapclient import IMAPClient, imap_utf7  # type: ignore[import-untyped]  # ships no types

HOST = "127.0.0.1"
USERS = {"lin": "secret-lin", "wang": "secret-wang", "shared": "secret-shared"}
SENT = "已发送"
FOLDERS = ("询盘", "展会/广交会")
PATIENCE = 20.0  # seconds until a server that does not answer counts as dead


def dovecot_missing() -> str:
    """Why there is no Dovecot, in words; empty where there is one."""
    if not _program("dovecot"):
        return "the tests against a real Dovecot (not installed; the embedded server carries the IMAP tests)"
    return ""


def postgres_missing() -> str:
    if not _program("initdb") or not _program("postgres"):
        return "the tests on PostgreSQL (initdb and postgres are not installed; SQLite carries them)"
    return ""


def _program(name: str) -> str:
    """PATH first, then where Debian and Red Hat put what is not on an ordinary user's PATH."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda at: int(at.parts[4].split(".")[0])
    )
    places = (shutil.which(name), f"/usr/sbin/{name}", *map(str, reversed(versions)))
    return next((place for place in places if place and os.access(place, os.X_OK)), "")


class _Server:
    """A process in a temp folder with a port: started, waited for, ended."""

    def __init__(self, users: Sequence[str]) -> None:
        self.user = next(filter(_exists, users)) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.group = grp.getgrgid(pwd.getpwnam(self.user).pw_gid).gr_name
        self.port = 0
        self.folder = Path()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        # Short, because the path of a unix socket ends at 108 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="gj-", dir="/tmp" if os.access("/tmp", os.W_OK) else None))
        self.folder.chmod(0o755)
        try:
            self._prepare()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self) -> None: ...
    def _command(self) -> list[str]:
        raise NotImplementedError

    def _answers(self) -> bool:
        raise NotImplementedError

    def crash(self) -> None:
        """As in a power cut: all its processes die at once, whatever they were doing."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def come_back(self) -> None:
        """Started again where it was."""
        self._start(tries=1, port=self.port)

    def _start(self, tries: int = 3, port: int = 0) -> None:
        """Another process may take the port between finding it and using it: then with another."""
        for left in reversed(range(tries)):
            self.port = port or _free_port()
            command = self._command()
            self._own()
            with (self.folder / "log").open("ab") as log:
                self._process = subprocess.Popen(
                    command,
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                    cwd="/",
                    env=_plain(),
                    start_new_session=True,
                    **self._as_user(),
                )
            if self._comes_up():
                return
            if not left:
                raise RuntimeError(f"{command[0]} did not start:\n{self.log()}")
            self._stop()

    def _comes_up(self) -> bool:
        assert self._process is not None
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            if self._answers():
                return True
            time.sleep(0.01)
        return False

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _own(self) -> None:
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, self.user, self.group)

    def _as_user(self) -> dict[str, Any]:
        return {}

    def log(self) -> str:
        return "".join(path.read_text("utf-8", "replace") for path in sorted(self.folder.glob("log*")))


def _exists(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def _plain() -> dict[str, str]:
    """No PG* variable, locale or library path of the caller steers the server."""
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


_dropped = itertools.count(1)

# -- Dovecot -----------------------------------------------------------------------------------------


class Dovecot(_Server):
    """Several users, a Sent folder announced as such under a Chinese name, Chinese folders, one nested."""

    host = HOST

    def __init__(
        self,
        users: Mapping[str, str] = USERS,
        sent: str = SENT,
        folders: Iterable[str] = FOLDERS,
        *,
        whole: str = "",
        certificate: Certificate | None = None,
        introspection: str = "",
    ) -> None:
        """whole: a folder marked as the one that holds every mail, as at Gmail; introspection: where to ask
        whether an OAuth token is good.
        """
        super().__init__(("nobody",))
        self.users, self.sent, self.folders, self.whole = dict(users), sent, tuple(folders), whole
        self.certificate, self.introspection = certificate, introspection
        self.tls_port = 0

    def _stop(self) -> None:
        """A farewell takes it seconds, and nothing of it is kept."""
        if self._process is not None:
            self.crash()

    def client(self, user: str, timeout: float = 10) -> IMAPClient:
        """Logged in; as a context manager it logs out."""
        imap = IMAPClient(self.host, port=self.port, ssl=False, timeout=timeout)
        imap.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else 40 ms per APPEND
        imap.login(user, self.users[user])
        return imap

    def append(self, user: str, folder: str, *mails: bytes) -> None:
        with self.client(user) as imap:
            for mail in mails:
                imap.append(folder, mail)

    def flags(self, user: str, folder: str) -> dict[int, frozenset[bytes]]:
        """By UID, looked at without changing any. `\\Recent` is left out: it tells who looked first."""
        with self.client(user) as imap:
            imap.select_folder(folder, readonly=True)
            rows = imap.fetch(imap.search(), ["FLAGS"])
        return {uid: frozenset(row[b"FLAGS"]) - {b"\\Recent"} for uid, row in rows.items()}

    def uidvalidity(self, user: str, folder: str) -> int:
        with self.client(user) as imap:
            return int(imap.folder_status(folder, ["UIDVALIDITY"])[b"UIDVALIDITY"])

    def renumber(self, user: str, folder: str) -> None:
        """The server forgets its UIDs: same mails, new UIDVALIDITY (RFC 3501 2.3.1.1). Close clients before.

        `dovecot-uidvalidity` stays: it remembers the last number, so that the new one is higher.
        """
        notes = [
            *self._maildir(user, folder).glob("dovecot*"),
            *self._maildir(user, "INBOX").glob("dovecot.list*"),
        ]
        for path in notes:
            if not path.name.startswith("dovecot-uidvalidity"):
                path.unlink(missing_ok=True)

    def drop(self, user: str, content: bytes) -> None:
        """Delivered as a mail server does it: a new file that nobody has looked at."""
        home = self._maildir(user, "INBOX")
        path = home / "new" / f"{time.time():.6f}.{next(_dropped)}.test"
        path.write_bytes(content)
        if os.geteuid() == 0:
            shutil.chown(path, self.user, self.group)

    def files(self, user: str) -> dict[str, bytes]:
        """Every mail of a user as it lies on the disk, by its path: the flags are in the names."""
        home = self.folder / "mail" / user
        return {
            str(path.relative_to(home)): path.read_bytes()
            for path in sorted(home.rglob("*"))
            if path.is_file() and path.parent.name in ("cur", "new", "tmp")
        }

    def _maildir(self, user: str, folder: str) -> Path:
        name = imap_utf7.encode(folder).decode("ascii").replace("/", ".")
        return self.folder / "mail" / user / ("" if folder.upper() == "INBOX" else f".{name}")

    def _prepare(self) -> None:
        (self.folder / "mail").mkdir()
        lines = [f"{user}:{password}\n" for user, password in self.users.items()]
        (self.folder / "users").write_text("".join(lines), encoding="utf-8")
        self.tls_port = _free_port() if self.certificate else 0
        for name, path in vars(self.certificate).items() if self.certificate else ():
            shutil.copy(path, self.folder / f"{name}.pem")
        if self.introspection:
            (self.folder / "oauth2").write_text(_introspecting(self.introspection), encoding="utf-8")

    def _command(self) -> list[str]:
        dovecot = _program("dovecot")
        said = subprocess.run(
            [dovecot, "--version"], capture_output=True, text=True, check=True, env=_plain()
        ).stdout
        version = tuple(map(int, re.findall(r"\d+", said)[:2]))
        dialect = _in_2_4 if version >= (2, 4) else _in_2_3
        settings = dialect(self) + _common(self)
        (self.folder / "dovecot.conf").write_text(settings, encoding="utf-8")
        return [dovecot, "-F", "-c", str(self.folder / "dovecot.conf")]

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=2) as probe:
                return probe.recv(100).startswith(b"* OK")
        except OSError:
            return False


def _common(dovecot: Dovecot) -> str:
    boxes = "\n".join(f'  mailbox "{name}" {{\n    auto = create\n  }}' for name in dovecot.folders)
    if dovecot.whole:
        boxes += f'\n  mailbox "{dovecot.whole}" {{\n    auto = create\n    special_use = \\All\n  }}'
    tokens = " xoauth2 oauthbearer" if dovecot.introspection else ""
    run = dovecot.folder / "run"
    return f"""
protocols = imap
listen = {HOST}
base_dir = {run}
state_dir = {run}
log_path = {dovecot.folder}/log.dovecot
default_login_user = {dovecot.user}
default_internal_user = {dovecot.user}
default_internal_group = {dovecot.group}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mail_max_userip_connections = 200
auth_mechanisms = plain login{tokens}
ssl = {"yes" if dovecot.certificate else "no"}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {dovecot.port}
  }}
  inet_listener imaps {{
    port = {dovecot.tls_port}
    ssl = yes
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "{dovecot.sent}" {{
    auto = create
    special_use = \\Sent
  }}
{boxes}
}}
"""


def _in_2_3(dovecot: Dovecot) -> str:
    folder = dovecot.folder
    tls = f"ssl_cert = <{folder}/chain.pem\nssl_key = <{folder}/key.pem\n" if dovecot.certificate else ""
    oauth = f"""
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2
}}
"""
    return f"""
mail_location = maildir:{folder}/mail/%u
disable_plaintext_auth = no
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
{tls}{oauth if dovecot.introspection else ""}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={dovecot.user} gid={dovecot.group} home={folder}/mail/%u
}}
"""


def _in_2_4(dovecot: Dovecot) -> str:
    folder = dovecot.folder
    tls = f"ssl_server_cert_file = {folder}/chain.pem\nssl_server_key_file = {folder}/key.pem\n"
    fields = _introspecting(dovecot.introspection).replace("\n", "\n  ")
    oauth = f"""
oauth2 {{
  {fields}
}}
passdb oauth2 {{
  mechanisms_filter = xoauth2 oauthbearer
}}
"""
    return f"""
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
auth_allow_cleartext = yes
{tls if dovecot.certificate else ""}{oauth if dovecot.introspection else ""}
passdb passwd-file {{
  passwd_file_path = {folder}/users
  default_password_scheme = PLAIN
}}
userdb static {{
  fields {{
    uid = {dovecot.user}
    gid = {dovecot.group}
    home = {folder}/mail/%{{user}}
  }}
}}
"""


def _introspecting(url: str) -> str:
    return f"""introspection_url = {url}
introspection_mode = post
username_attribute = username
active_attribute = active
active_value = true
client_id = dovecot
client_secret = dovecot
"""


@dataclass(frozen=True)
class Certificate:
    """Signed by itself. A client that is told to trust `chain` trusts it, for the names it was made for."""

    chain: Path
    key: Path

    @classmethod
    def of(cls, folder: Path, *names: str) -> Certificate:
        """names: as in `DNS:imap.factory.example` or `IP:127.0.0.1`."""
        made = cls(folder / "chain.pem", folder / "key.pem")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        command += ["-keyout", str(made.key), "-out", str(made.chain), "-subj", "/CN=genjin test"]
        command += ["-addext", f"subjectAltName={','.join(names)}"]
        subprocess.run(command, check=True, capture_output=True)
        return made


# -- PostgreSQL --------------------------------------------------------------------------------------


class Postgres(_Server):
    """Fast and forgetful: nothing is synced to disk. Every `fresh()` is an empty database of its own."""

    def __init__(self) -> None:
        super().__init__(("postgres", "nobody"))
        self._numbers = itertools.count(1)

    def dsn(self, database: str = "postgres") -> str:
        return f"postgresql://genjin@{HOST}:{self.port}/{database}"

    def fresh(self) -> str:
        """A SQLAlchemy address."""
        import psycopg

        name = f"book_{next(self._numbers)}"
        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.dsn(name).replace("postgresql:", "postgresql+psycopg:", 1)

    def _prepare(self) -> None:
        self._own()
        command = [
            _program("initdb"),
            "-D",
            str(self.folder / "data"),
            "-U",
            "genjin",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        done = subprocess.run(
            command, capture_output=True, text=True, cwd="/", env=_plain(), check=False, **self._as_user()
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _command(self) -> list[str]:
        settings = {
            "port": self.port,
            "listen_addresses": HOST,
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 100,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [_program("postgres"), "-D", str(self.folder / "data"), *options]

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.dsn(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _as_user(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

"""Are the throw-away servers and the bad network of the tests what they claim to be?"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from faults import FaultProxy, Rule
from servers import FOLDERS, HOST, SENT, Dovecot, Postgres, dovecot_missing, postgres_missing

MAIL = b"From: anna@bolt.example\r\nSubject: M8 bolts\r\n\r\nPrice?\r\n"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


def test_what_is_missing_is_said_in_words_or_not_at_all() -> None:
    reasons = (dovecot_missing(), postgres_missing())

    assert all(reason == "" or reason.startswith("the tests ") for reason in reasons)


class TestDovecot:
    """Collected only where there is one; the last line of ./genjin test says so."""

    __test__ = not dovecot_missing()

    def test_every_user_has_a_folder_announced_as_sent_and_chinese_ones(self, dovecot: Dovecot) -> None:
        with dovecot.client("lin") as lin, dovecot.client("wang") as wang:
            of_lin = {name: flags for flags, _, name in lin.list_folders()}
            of_wang = {name: flags for flags, _, name in wang.list_folders()}

        assert b"\\Sent" in of_lin[SENT]
        assert set(of_lin) == set(of_wang) == {"INBOX", SENT, *FOLDERS}

    def test_flags_are_read_without_changing_one(self, dovecot: Dovecot) -> None:
        dovecot.append("wang", SENT, MAIL, MAIL)
        with dovecot.client("wang") as imap:
            imap.select_folder(SENT)
            imap.add_flags([1], [b"\\Flagged"])

        first, second = dovecot.flags("wang", SENT), dovecot.flags("wang", SENT)

        assert first == second == {1: frozenset({b"\\Flagged"}), 2: frozenset()}

    @pytest.mark.parametrize("folder", ["INBOX", FOLDERS[1]])
    def test_a_renumbered_folder_keeps_its_mails_under_a_new_uidvalidity(
        self, dovecot: Dovecot, folder: str
    ) -> None:
        dovecot.append("shared", folder, MAIL, MAIL)
        before = dovecot.uidvalidity("shared", folder)

        dovecot.renumber("shared", folder)

        assert dovecot.uidvalidity("shared", folder) > before
        assert len(dovecot.flags("shared", folder)) == 2

    def test_its_folder_is_gone_afterwards(self) -> None:
        with Dovecot({"ann": "pw"}) as server:
            folder = server.folder

        assert not folder.exists()


class TestPostgres:
    __test__ = not postgres_missing()

    def test_every_fresh_database_is_empty_and_speaks_utf8(self) -> None:
        with Postgres() as server:
            addresses = [server.fresh().replace("+psycopg", "") for _ in range(2)]
            with psycopg.connect(addresses[0]) as connection:
                connection.execute("CREATE TABLE 客户 (name text)")
                encoding = connection.execute("SHOW server_encoding").fetchone()
            with psycopg.connect(addresses[1]) as connection:
                tables = connection.execute(
                    "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
                ).fetchone()

        assert encoding == ("UTF8",)
        assert tables == (0,)
        assert not server.folder.exists()


# -- the bad network ---------------------------------------------------------------------------------

ANSWER = b"* OK ready STARTTLS\r\n" + b"x" * 100_000


@contextmanager
def speaker(answer: bytes = ANSWER) -> Iterator[int]:
    """A server that says its piece to everyone and then listens until the other goes."""

    def speak(listener: socket.socket) -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            with peer:
                try:
                    peer.sendall(answer)
                    while peer.recv(100):
                        pass
                except OSError:
                    continue

    with socket.create_server((HOST, 0)) as listener:
        thread = threading.Thread(target=speak, args=(listener,))
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def heard(port: int, enough: int = len(ANSWER), timeout: float = 10) -> tuple[bytes, str]:
    """What arrives, and how it ends."""
    got = b""
    try:
        with socket.create_connection((HOST, port), timeout=timeout) as end:
            while len(got) < enough:
                piece = end.recv(1 << 16)
                if not piece:
                    return got, "closed"
                got += piece
    except ConnectionResetError:
        return got, "reset"
    except TimeoutError:
        return got, "silence"
    return got, "whole"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(), (ANSWER, "whole")),
        (Rule(latency=0.001, piece=30_000), (ANSWER, "whole")),
        (Rule(close_after=70_000), (ANSWER[:70_000], "closed")),
        (Rule(stall_after=70_000), (ANSWER[:70_000], "silence")),
        (Rule(stall_after=0), (b"", "silence")),
        (Rule(refuse=True), (b"", "reset")),
        (Rule(replace=((b" STARTTLS", b" IMAP4rev"),)), (ANSWER.replace(b"STARTTLS", b"IMAP4rev"), "whole")),
    ],
    ids=str,
)
def test_the_network_does_what_its_rule_says(rule: Rule, expected: tuple[bytes, str]) -> None:
    with speaker() as port, FaultProxy(HOST, port, rule) as proxy:
        assert heard(proxy.port, timeout=0.2 if expected[1] == "silence" else 10) == expected


def test_a_cut_is_a_reset_and_no_byte_after_the_limit_arrives() -> None:
    with speaker() as port, FaultProxy(HOST, port, Rule(cut_after=70_000)) as proxy:
        got, end = heard(proxy.port)

    # A reset throws away what was not read yet.
    assert end == "reset"
    assert ANSWER[:70_000].startswith(got)


def test_a_rule_may_be_lifted_for_the_next_connection() -> None:
    with speaker() as port, FaultProxy(HOST, port, Rule(refuse=True)) as proxy:
        refused = heard(proxy.port)
        proxy.rule = Rule()
        served = heard(proxy.port)

    assert (refused[1], served[1], proxy.connections) == ("reset", "whole", 2)


def test_all_connections_can_be_killed_from_outside() -> None:
    with speaker(b"hello") as port, FaultProxy(HOST, port) as proxy:
        end = socket.create_connection((HOST, proxy.port), timeout=5)
        greeting = end.recv(5)
        proxy.kill_all()

        with end, pytest.raises(ConnectionResetError):
            end.recv(5)

    assert greeting == b"hello"


def test_a_dead_server_behind_the_network_looks_like_a_reset() -> None:
    with speaker() as port:
        pass

    with FaultProxy(HOST, port) as proxy:
        assert heard(proxy.port) == (b"", "reset")

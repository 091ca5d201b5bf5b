"""How can the demo and the fast tests have a real IMAP server with nothing installed? pymap, in this process.

All that touches pymap is in this file, because pymap is dormant and may have to be replaced. It is right
about folders, UIDs, flags, dates and the bytes of mails that have headers. Conclude nothing from it about
CONDSTORE, OAuth, special-use folders (it announces none) or mails without headers (it drops a byte there).
Its mails live in memory and are gone with it.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import sys
import threading
import uuid
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import TypeVar

from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Flag
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

HOST = "127.0.0.1"
PATIENCE = 20.0
RECURSION = 3_000
STACK = 64 * 1024 * 1024

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class ImapServer:
    """Several users with any folders, on a free port of this machine, for as long as the `with` block lasts.

    with ImapServer({"lina@hairui-valve.example": "secret"}) as server:
        server.deliver("lina@hairui-valve.example", "已发送", [(content, received)])
        IMAPClient(server.host, server.port, ssl=False)
    """

    def __init__(self, users: Mapping[str, str]) -> None:
        self.host = HOST
        self.port = 0
        self._users = dict(users)
        self._ready = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="demo-imap")
        self._connections: set[asyncio.Task[None]] = set()

    def __enter__(self) -> ImapServer:
        self._life = _with_deep_stack(lambda: self._thread.submit(self._run))
        self._life.add_done_callback(
            lambda _: self._ready.set()
        )  # a start that failed must not be waited for
        if not self._ready.wait(PATIENCE):
            raise TimeoutError(f"the demo mail server did not start within {PATIENCE:.0f} seconds")
        if self._life.done():
            self._life.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(RuntimeError):  # the loop is closed already where the server died by itself
            self._loop.call_soon_threadsafe(self._stop.set)
        self._life.result(PATIENCE)
        self._thread.shutdown()  # joins

    def deliver(
        self, user: str, folder: str, items: Iterable[tuple[bytes, datetime]], flags: Iterable[str] = ()
    ) -> tuple[int, ...]:
        """Put mails (bytes, INTERNALDATE) into a folder, which is made if missing; answers the UIDs."""
        marks = frozenset(Flag(flag.encode("ascii")) for flag in flags)
        mails = [AppendMessage(content, received, marks) for content, received in items]
        return self._ask(self._append(user, folder, mails))

    def _ask(self, question: Coroutine[object, object, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(question, self._loop).result(PATIENCE)

    async def _append(self, user: str, folder: str, mails: Iterable[AppendMessage]) -> tuple[int, ...]:
        async with Identity(user, self._login, None, frozenset()).new_session() as session:
            box = await _folder(session.mailbox_set, folder)
            return tuple([(await box.append(mail)).uid for mail in mails])

    def _run(self) -> None:
        # Nested MIME breaks pymap's BODYSTRUCTURE at the usual limit, which is all threads': put it back.
        usual = sys.getrecursionlimit()
        sys.setrecursionlimit(max(RECURSION, usual))
        try:
            asyncio.run(self._serve())
        finally:
            sys.setrecursionlimit(usual)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._loop.set_exception_handler(_note)
        config = _config()
        config.apply_context()
        self._login = Login(config)
        for user, password in self._users.items():
            await _register(user, password, self._login)
        self._imap = IMAPServer(self._login, config)
        server = await asyncio.start_server(self._connected, self.host, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        await self._hang_up()

    async def _hang_up(self) -> None:
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # pymap's own helper keeps no reference to this task, and Python 3.13 then collects it half-way.
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            await self._imap(reader, writer, _caller(writer))
        finally:
            await _close(writer)
            self._connections.discard(task)


def _with_deep_stack(start: Callable[[], _T]) -> _T:
    """A deeper recursion needs a deeper stack. Its size is a setting of the process: put it back."""
    usual = threading.stack_size(STACK)
    try:
        return start()
    finally:
        threading.stack_size(usual)


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """A connection that breaks (pymap meets a mail it cannot describe) is one line in the log, not 3,000."""
    _log.warning("demo mail server: %s: %s", context.get("message"), type(context.get("exception")).__name__)


class _Config(Config):
    @property
    def greeting(self) -> bytes:
        return b"Genjin demo mail server"  # pymap would ask the network for the name of this machine


def _config() -> _Config:
    """No TLS, no helper threads (they leave event loops open), passwords as they are: this is a demo."""
    args = Namespace(debug=False, passlib_cfg=None, proxy_protocol=None)
    return _Config(
        args,
        demo_data=False,
        demo_user="",
        demo_password="",
        host=HOST,
        port=0,
        tls_enabled=False,
        ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
        hash_context=Cleartext(),
        cpu_subsystem=Subsystem.for_asyncio(),
        invalid_user_sleep=0.0,
    )


async def _register(user: str, password: str, login: Login) -> None:
    identity = Identity(user, login, None, frozenset({"admin"}))
    await identity.set(UserMetadata(login.config, user, password=password))


async def _folder(boxes: MailboxSet, name: str) -> MailboxData:
    with suppress(KeyError):
        return await boxes.get_mailbox(name)
    await boxes.add_mailbox(name)
    return await boxes.get_mailbox(name)


def _caller(writer: asyncio.StreamWriter) -> SocketInfo:
    return SocketInfo.get(writer, ProxyResultUnknown(None), unique_id=uuid.uuid4().bytes)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError, asyncio.CancelledError):
        await writer.wait_closed()

"""How does the daemon do, for a program that asks? Metrics for Prometheus, health for a monitor, over HTTP.

    GET /metrics   text format 0.0.4
    GET /health    200, or 503 with a line for every account that needs somebody's look
    GET /alive     200 while the supervisor goes round: for whoever restarts what hangs. /health is not for
                   that: a restart heals no refused password, and asks for it once more

Written by hand: the format is a page, and prometheus-client, its usual home, takes 73 ms to import, keeps
every series in a registry of the process, and knows nothing of health.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6

from model import GenjinError
from worker.daemon.standing import Standing

log = logging.getLogger("genjin.metrics")

_READING = 5.0
"""Seconds a client may take over its question."""


class MetricsError(GenjinError):
    """Metrics cannot be offered where genjin.yaml or `--metrics` says."""


@dataclass(frozen=True, slots=True)
class Now:
    """What is answered with: how it is at the moment of the question."""

    standings: Sequence[Standing]
    steady: float
    version: str = ""
    is_alive: bool = True
    edition: str = ""
    """Of the rules in force."""
    is_refused: bool = False
    """The rule files on the disk have a mistake, and older rules are in force."""


Asked = Callable[[], Now]


def health(now: Now) -> tuple[int, str]:
    """The status of HTTP, and why."""
    found = ((each.account, each.wrong(now.steady)) for each in now.standings)
    wrong = [f"{account}: {what}" for account, what in found if what]
    return (503, "\n".join(wrong)) if wrong else (200, f"{len(now.standings)} accounts, all well")


def exposition(now: Now) -> str:
    """All metrics as text (Prometheus, exposition formats, text-based format)."""
    lines = [_head("build_info", "gauge", "The version that runs.")]
    lines.append(_sample("build_info", {"version": now.version}, 1))
    lines.append(_head("rules_info", "gauge", "The edition of the rules in force."))
    lines.append(_sample("rules_info", {"edition": now.edition}, 1))
    lines.append(_head("rules_refused", "gauge", "1 while the rule files on the disk are refused."))
    lines.append(_sample("rules_refused", {"edition": now.edition}, now.is_refused))
    for name, kind, help_, samples in _FAMILIES:
        lines.append(_head(name, kind, help_))
        lines += [
            _sample(name, labels, value) for each in now.standings for labels, value in samples(each, now)
        ]
    return "\n".join(lines) + "\n"


Samples = Iterator[tuple[dict[str, str], float]]


def _one(value: Callable[[Standing, Now], float | None]) -> Callable[[Standing, Now], Samples]:
    """A family with one sample an account, or none where there is no value yet."""

    def samples(each: Standing, now: Now) -> Samples:
        found = value(each, now)
        if found is not None:
            yield {"account": each.account}, found

    return samples


def _counted(name: str) -> Callable[[Standing, Now], Samples]:
    return _one(lambda each, _: each.counts[name])


def _by(label: str, values: Callable[[Standing], Mapping[str, int]]) -> Callable[[Standing, Now], Samples]:
    """A family with one sample for every account and word."""

    def samples(each: Standing, _: Now) -> Samples:
        for word, value in sorted(values(each).copy().items()):  # type: ignore[attr-defined]
            yield {"account": each.account, label: word}, value

    return samples


_FAMILIES: tuple[tuple[str, str, str, Callable[[Standing, Now], Samples]], ...] = (
    (
        "mailbox_last_success_seconds",
        "gauge",
        "When the last whole pass over the account ended, in seconds since 1970.",
        _one(lambda each, _: each.passed_at),
    ),
    (
        "mailbox_lag_seconds",
        "gauge",
        "Seconds since the last whole pass, or since the daemon took the account up.",
        _one(lambda each, now: each.silent_for(now.steady)),
    ),
    ("mailbox_connected", "gauge", "1 while its line stands.", _one(lambda each, _: each.connected)),
    ("mailbox_refused", "gauge", "1 while its login is refused.", _one(lambda each, _: each.refused)),
    ("mailbox_failures", "gauge", "Failures in a row.", _one(lambda each, _: each.failures)),
    ("mailbox_waiting_mails", "gauge", "Mails still to be fetched.", _one(lambda each, _: each.waiting)),
    (
        "mailbox_state",
        "gauge",
        "1 for what the account's thread does at present.",
        lambda each, _: iter([({"account": each.account, "state": each.step.doing}, 1.0)]),
    ),
    ("mailbox_passes_total", "counter", "Whole passes over the account.", _counted("passes")),
    ("mailbox_connects_total", "counter", "Lines opened.", _counted("connects")),
    ("mailbox_hints_total", "counter", "Times the server said that something came.", _counted("hints")),
    ("mails_total", "counter", "Mails taken in, by kind.", _by("kind", lambda each: each.kinds)),
    ("mails_again_total", "counter", "Mails known from another place.", _counted("again")),
    ("mails_set_aside_total", "counter", "Mails set aside.", _counted("set_aside")),
    ("errors_total", "counter", "What went wrong, by sort.", _by("sort", lambda each: each.errors)),
)
"""Name without `genjin_`, type, help, and the samples of one account."""


def _head(name: str, kind: str, help_: str) -> str:
    return f"# HELP genjin_{name} {help_}\n# TYPE genjin_{name} {kind}"


def _sample(name: str, labels: Mapping[str, str], value: float) -> str:
    inner = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
    number = f"{value:.3f}".rstrip("0").rstrip(".") if math.isfinite(value) else str(value)
    return f"genjin_{name}{{{inner}}} {number}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


# -- over http -----------------------------------------------------------------------------------------------


def address(words: str) -> tuple[str, int]:
    """`127.0.0.1:9464`, `[::1]:9464`; without a host (`:9464`, `9464`) this machine only."""
    host, _, port = words.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) < 65536):
        raise MetricsError(f"`metrics: {words}` is no address and port such as 127.0.0.1:9464.")
    return host.strip("[]") or "127.0.0.1", int(port)


@contextmanager
def served(words: str, asked: Asked) -> Iterator[int]:
    """Answer at this address until the end; the port it came to be. Empty: nowhere, port 0."""
    if not words:
        yield 0
        return
    server = _server(*address(words), asked)
    thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _server(host: str, port: int, asked: Asked) -> ThreadingHTTPServer:
    class Answering(_Answer):
        now = staticmethod(asked)

    class Server(ThreadingHTTPServer):
        address_family = AF_INET6 if ":" in host else AF_INET
        daemon_threads = True
        block_on_close = False

    try:
        return Server((host, port), Answering)
    except (OSError, OverflowError) as error:
        what = getattr(error, "strerror", None) or error
        raise MetricsError(
            f"Metrics cannot be offered at {host}:{port}: {what}. Name another port in `metrics:`."
        ) from error


class _Answer(BaseHTTPRequestHandler):
    """GET and nothing else; every other method is told so by the base class (501)."""

    timeout = _READING
    server_version, sys_version = "genjin", ""
    now: Asked

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._say(200, exposition(self.now()), "text/plain; version=0.0.4; charset=utf-8")
        elif path == "/health":
            self._say(*health(self.now()))
        elif path == "/alive":
            self._say(*((200, "alive") if self.now().is_alive else (503, "the supervisor hangs")))
        else:
            self._say(404, "GET /metrics, /health or /alive")

    def _say(self, status: int, words: str, kind: str = "text/plain; charset=utf-8") -> None:
        content = words.rstrip("\n").encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """A line for every look of a monitor would drown the others."""
        log.debug(format, *args)

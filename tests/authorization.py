"""Who issues tokens in the tests? A small true authorization server on loopback.

    with Authorization() as issuer:
        issuer.app()          # what genjin.yaml would say of it
        issuer.consent("WDJB-MJHT", "anna@ourfactory.example")

It keeps codes and tokens, checks client, PKCE and redirect address, rotates refresh tokens, and answers
`/introspect` for Dovecot's oauth2 passdb (POST, JSON with `active` and `username`).
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from worker.settings import App, Secret

CLIENT = "genjin-test"
Fields = dict[str, str]
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass
class Code:
    """A device code (user typed in or not yet) or an authorization code."""

    user: str = ""
    state: str = "pending"
    """pending, granted, denied or expired."""
    challenge: str = ""
    redirect: str = ""


@dataclass
class Access:
    user: str
    ends: float
    active: bool = True


@dataclass
class Authorization:
    """The server, its books, and its moods."""

    rotates: bool = True
    """Whether a refresh gives a new refresh token and ends the old one, as Microsoft does."""
    lifetime: int = 3600
    client_secret: str = ""
    agrees: str = ""
    """Who types every code the moment it is given out; nobody, if empty."""
    interval: int = 5
    address: str = "verification_uri"
    """What the address to type the code at is called; Google has a word of its own."""
    offline: bool = True
    """Whether refresh tokens are given at all."""
    now: Callable[[], float] = time.time
    answers: list[tuple[int, Any]] = field(default_factory=list)
    """Status and body of the next answers of /token, before it answers in earnest."""
    asked: list[tuple[str, Fields]] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """Device codes by the user code that stands for them."""
    refreshes: dict[str, str] = field(default_factory=dict)
    accesses: dict[str, Access] = field(default_factory=dict)

    def __enter__(self) -> Self:
        books = self

        class Answering(_Handler):
            authorization = books

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._lock = threading.Lock()
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def app(self, **more: Any) -> App:
        """The application as genjin.yaml names it."""
        kept = Secret(password=self.client_secret) if self.client_secret else None
        paths = {name: f"{self.url}/{name}" for name in ("device", "authorize", "token")}
        return App(**({"client_id": CLIENT, "client_secret": kept, **paths} | more))

    # -- what a person does -------------------------------------------------------------------------------

    def consent(self, user_code: str, user: str) -> None:
        self._decide(user_code, Code(user, "granted"))

    def deny(self, user_code: str) -> None:
        self._decide(user_code, Code(state="denied"))

    def let_expire(self, user_code: str) -> None:
        self._decide(user_code, Code(state="expired"))

    def _decide(self, user_code: str, code: Code) -> None:
        with self._lock:
            self.codes[self.typed[user_code]] = code

    def browsed(self, url: str, allowed: bool = True) -> str:
        """Where a browser ends that opens the address and whose person allows the access, or does not."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        if not allowed:
            return (
                f"{asked['redirect_uri']}/?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
            )
        code = secrets.token_hex(8)
        self.codes[code] = Code(
            asked["login_hint"], "granted", asked["code_challenge"], asked["redirect_uri"]
        )
        return f"{asked['redirect_uri']}/?{urlencode({'state': asked['state'], 'code': code})}"

    # -- what goes wrong ----------------------------------------------------------------------------------

    def revoke(self) -> None:
        """A changed password: everything ends."""
        with self._lock:
            self.refreshes.clear()
        self.end_access()

    def end_access(self) -> None:
        """Every access token ends before its time."""
        with self._lock:
            for each in self.accesses.values():
                each.active = False

    def tokens(self, user: str) -> Fields:
        """Tokens as after a sign-in."""
        with self._lock:
            return self._issue(user)

    # -- what is asked ------------------------------------------------------------------------------------

    def answer(self, path: str, fields: Fields) -> tuple[int, Any]:
        with self._lock:
            self.asked.append((path, fields))
            if path == "/introspect":
                return 200, self._introspected(fields.get("token", ""))
            if fields.get("client_id") != CLIENT or fields.get("client_secret", "") != self.client_secret:
                return 401, _error("invalid_client", "AADSTS7000215: no such client or secret")
            if path == "/device":
                return 200, self._device()
            if self.answers:
                return self.answers.pop(0)
            return self._token(fields)

    def _device(self) -> dict[str, Any]:
        code, user_code = secrets.token_hex(16), secrets.token_hex(3).upper()
        self.codes[code] = Code(self.agrees, "granted" if self.agrees else "pending")
        self.typed[user_code] = code
        return {
            "device_code": code,
            "user_code": user_code,
            self.address: f"{self.url}/enter",
            "expires_in": 900,
            "interval": self.interval,
        }

    def _token(self, fields: Fields) -> tuple[int, Any]:
        kinds = {
            DEVICE: self._by_device,
            "authorization_code": self._by_code,
            "refresh_token": self._by_refresh,
        }
        return kinds[fields["grant_type"]](fields)

    def _by_device(self, fields: Fields) -> tuple[int, Any]:
        code = self.codes.get(fields["device_code"], Code(state="expired"))
        if code.state == "granted":
            del self.codes[fields["device_code"]]
            return 200, self._issue(code.user)
        words = {"pending": "authorization_pending", "denied": "access_denied", "expired": "expired_token"}
        return 400, _error(words[code.state])

    def _by_code(self, fields: Fields) -> tuple[int, Any]:
        code = self.codes.pop(fields["code"], None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(fields["code_verifier"].encode()).digest())
        if code is None or proof.decode().rstrip("=") != code.challenge:
            return 400, _error("invalid_grant", "the code or its verifier is wrong")
        if fields["redirect_uri"] != code.redirect:
            return 400, _error("invalid_grant", "redirect_uri is another")
        return 200, self._issue(code.user)

    def _by_refresh(self, fields: Fields) -> tuple[int, Any]:
        old = fields["refresh_token"]
        user = self.refreshes.pop(old, None) if self.rotates else self.refreshes.get(old)
        if user is None:
            return 400, _error("invalid_grant", f"Token {old} has been expired or revoked.")
        return 200, self._issue(user, again=not self.rotates)

    def _issue(self, user: str, again: bool = False) -> Fields:
        access = secrets.token_urlsafe(24)
        self.accesses[access] = Access(user, self.now() + self.lifetime)
        answer: dict[str, Any] = {"access_token": access, "token_type": "Bearer", "expires_in": self.lifetime}
        if self.offline and not again:
            answer["refresh_token"] = secrets.token_urlsafe(24)
            self.refreshes[answer["refresh_token"]] = user
        return answer

    def _introspected(self, token: str) -> dict[str, Any]:
        found = self.accesses.get(token)
        if found is None or not found.active or found.ends <= self.now():
            return {"active": False}
        return {"active": True, "username": found.user}


def _error(code: str, description: str = "") -> dict[str, str]:
    return {"error": code} | ({"error_description": description} if description else {})


class _Handler(http.server.BaseHTTPRequestHandler):
    authorization: Authorization

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        fields = {name: values[0] for name, values in parse_qs(content).items()}
        status, answer = self.authorization.answer(urlsplit(self.path).path, fields)
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", f"{self.authorization.url}/elsewhere")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """Nobody has a reason to come here; whoever follows a redirection does."""
        self.authorization.asked.append((self.path, {}))
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Quiet."""

"""How is an issuer asked for tokens? OAuth 2, as far as reading a mailbox needs it.

Device code (RFC 8628) where the person types a short code on another machine; else an address to open there,
with PKCE (RFC 7636), whose answer is pasted back; and the refresh (RFC 6749 section 6). No secret is ever a
part of an error.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from model import GenjinError
from worker.providers import Issuer
from worker.settings import App
from worker.signin.secret import SecretError

Clock = Callable[[], datetime]

LANDING = "http://localhost:8484"
"""Where the browser is sent with the answer. Nothing listens there: the person copies the address. A desktop
application may name any port of the person's machine (RFC 8252 7.3)."""
_PATIENCE = 20
_LARGEST = 1_000_000
_LONGEST = 3600
"""Seconds a token is taken to live where the issuer does not say."""
_SLOWER = 5
"""Seconds more between two questions after `slow_down` (RFC 8628 3.5)."""


class SignInError(SecretError):
    """A person has to sign in, again or otherwise: nothing gets better by waiting."""


class IssuerError(GenjinError):
    """The issuer cannot be asked just now; it is tried again later."""


@dataclass(frozen=True, slots=True)
class Client:
    """In whose name, for which account and where tokens are asked for."""

    account: str
    issuer: Issuer
    id: str
    token: str
    scope: str
    device: str = ""
    authorize: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    """What an issuer gave."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    """Empty where the old one stays good."""
    seconds: int


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What the person has to type where."""

    url: str
    user_code: str
    code: str = field(repr=False)
    interval: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Question:
    """An address for the person's browser, and what the answer must fit to."""

    url: str
    state: str
    verifier: str = field(repr=False)


def client(account: str, issuer: Issuer, app: App, secret: str = "") -> Client:
    """The team's application at this issuer."""
    tenant = app.tenant or issuer.tenant
    token, device, authorize = (
        own or usual.format(tenant=tenant)
        for own, usual in (
            (app.token, issuer.token),
            (app.device, issuer.device),
            (app.authorize, issuer.authorize),
        )
    )
    return Client(account, issuer, app.client_id, token, app.scope or issuer.scope, device, authorize, secret)


# -- a code to type ------------------------------------------------------------------------------------------


def device_code(client: Client) -> DeviceCode:
    """Ask for a code that a person types on any machine."""
    answer = _granted(client, _post(client, client.device, {"scope": client.scope}))
    try:
        return DeviceCode(
            # Google says `verification_url`, as a draft of RFC 8628 did
            url=str(answer.get("verification_uri") or answer["verification_url"]),
            user_code=str(answer["user_code"]),
            code=str(answer["device_code"]),
            interval=max(1, int(answer.get("interval", 5))),
            seconds=int(answer.get("expires_in", 900)),
        )
    except (KeyError, TypeError, ValueError):
        raise _senseless(client) from None


def typed(client: Client, code: DeviceCode, clock: Clock, pause: Callable[[float], object]) -> Grant:
    """Ask again and again until the person has typed the code, or it has run out."""
    until, wait = clock() + timedelta(seconds=code.seconds), code.interval
    while clock() < until:
        pause(wait)
        try:
            answer = _post(client, client.token, {"grant_type": _DEVICE, "device_code": code.code})
        except IssuerError:  # a line that broke: less often, not never (RFC 8628 3.5)
            wait += _SLOWER
            continue
        if answer.get("error") in _NOT_NOW:
            wait += _SLOWER
        elif answer.get("error") != "authorization_pending":
            return _first_grant(client, answer)
    raise SignInError(_expired(client))


# -- an address to paste -------------------------------------------------------------------------------------


def question(client: Client, user: str) -> Question:
    """An address to open in any browser on any machine."""
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    fields = {
        "client_id": client.id,
        "response_type": "code",
        "redirect_uri": LANDING,
        "scope": client.scope,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "login_hint": user,
    } | (client.issuer.asked or {})
    return Question(f"{client.authorize}?{urlencode(fields)}", state, verifier)


def pasted(client: Client, asked: Question, address: str) -> Grant:
    """The tokens for the address that the browser ended at."""
    said = {name: values[0] for name, values in parse_qs(address.strip().partition("?")[2]).items()}
    if "error" in said:
        raise _refusal(client, said)
    if not said.get("code"):
        raise SignInError(
            f"Account {client.account}: that is not the address the browser ended at. That begins with "
            f"{LANDING} and holds `code=`; copy all of it, also where the browser cannot open the page."
        )
    if not secrets.compare_digest(said.get("state", "").encode(), asked.state.encode()):
        raise SignInError(
            f"Account {client.account}: that address answers another sign-in than this one. Run the command "
            "again and open the address it shows."
        )
    fields = {
        "grant_type": "authorization_code",
        "code": said["code"],
        "redirect_uri": LANDING,
        "code_verifier": asked.verifier,
    }
    return _first_grant(client, _post(client, client.token, fields))


# -- later ---------------------------------------------------------------------------------------------------


def renewed(client: Client, refresh: str) -> Grant:
    """New tokens for a refresh token."""
    fields = {"grant_type": "refresh_token", "refresh_token": refresh, "scope": client.scope}
    return _grant(client, _granted(client, _post(client, client.token, fields)))


def _first_grant(client: Client, answer: Mapping[str, Any]) -> Grant:
    """Without a refresh token everything would end within the hour (getmail6/getmail6#145)."""
    grant = _grant(client, _granted(client, answer))
    if grant.refresh:
        return grant
    raise SignInError(
        f"Account {client.account}: {client.issuer.title.en} gave no refresh token, so the sign-in would end "
        "within the hour. For Microsoft the scope has to hold `offline_access`; at Google take the "
        "application's access back (myaccount.google.com/connections) and sign in again."
    )


def _grant(client: Client, answer: Mapping[str, Any]) -> Grant:
    try:
        lifetime = int(answer.get("expires_in") or _LONGEST)
        return Grant(str(answer["access_token"]), str(answer.get("refresh_token") or ""), lifetime)
    except (KeyError, TypeError, ValueError):
        raise _senseless(client) from None


def _granted(client: Client, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if "error" in answer:
        raise _refusal(client, answer)
    return answer


def _refusal(client: Client, answer: Mapping[str, Any]) -> GenjinError:
    """What the issuer said, and what it usually means."""
    code, said = str(answer["error"]), _said(answer)
    if code in _NOT_NOW:
        return IssuerError(f"Account {client.account}: {client.issuer.title.en} cannot answer now ({said}).")
    if code == "expired_token":
        return SignInError(_expired(client))
    if code == "access_denied":
        return SignInError(
            f"Account {client.account}: access was refused in the browser ({said}). Run "
            f"`genjin accounts login {client.account}` again and allow it."
        )
    usual = next(
        (f" {each.en} {each.zh}" for each in client.issuer.troubles if any(s in said for s in each.signs)), ""
    )
    again = f"Then run `genjin accounts login {client.account}`."
    return SignInError(f"Account {client.account}: {client.issuer.title.en} refuses ({said}).{usual} {again}")


def _said(answer: Mapping[str, Any]) -> str:
    described = str(answer.get("error_description") or "").strip().splitlines()
    return ": ".join(filter(None, (str(answer["error"])[:100], " ".join(described[:1])[:300].rstrip("."))))


def _expired(client: Client) -> str:
    return (
        f"Account {client.account}: the code ran out before anybody typed it. Run "
        f"`genjin accounts login {client.account}` again."
    )


def _senseless(client: Client, what: str = "its answer lacks what it has to hold") -> IssuerError:
    return IssuerError(f"Account {client.account}: {client.issuer.title.en} cannot be used now: {what}.")


# -- the line ------------------------------------------------------------------------------------------------


class _NoRedirects(HTTPRedirectHandler):
    """No issuer redirects these questions; whoever does shall not have the token."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_NoRedirects)


def _post(client: Client, url: str, fields: Mapping[str, str]) -> Mapping[str, Any]:
    """What the issuer answers; a refusal is an answer too."""
    own = {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})
    fields = own | dict(fields)
    request = Request(  # noqa: S310 - worker.settings.App lets https pass only, http to this machine
        url, urlencode(fields).encode(), {"Accept": "application/json"}
    )
    try:
        with _opener.open(request, timeout=_PATIENCE) as answer:
            return _without(fields, _read(client, answer, answer.status))
    except HTTPError as error:
        with error:
            return _without(fields, _read(client, error, error.code))
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        where = urlsplit(url).netloc
        raise _senseless(client, f"no answer from {where} ({type(reason).__name__}: {reason})") from None


def _read(client: Client, answer: IO[bytes], status: int) -> Mapping[str, Any]:
    try:
        found = json.loads(answer.read(_LARGEST))
    except ValueError:
        found = None
    if not isinstance(found, dict) or status >= 500 or (status >= 300 and "error" not in found):
        raise _senseless(client, f"it answers with status {status}")
    return found


def _without(fields: Mapping[str, str], answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer; what it repeats of our secrets in its complaint is taken out, which ends in a log."""
    said = str(answer.get("error_description") or "")
    for value in (fields.get(name) for name in _SECRET):
        said = said.replace(value, "***") if value else said
    return answer if "error_description" not in answer else {**answer, "error_description": said}


_SECRET = ("refresh_token", "client_secret", "device_code", "code_verifier", "code")
_DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
_NOT_NOW = ("temporarily_unavailable", "server_error", "rate_limit_exceeded", "slow_down")

"""What does the server want to see now? A password, or an access token that is good for a while yet."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from worker import providers
from worker.settings import Account
from worker.signin import oauth, secret, tokens
from worker.signin.oauth import Clock, Grant, IssuerError, SignInError
from worker.signin.tokens import Place, Tokens

_MARGIN = 60
"""Seconds of its life in which a token is not used any more: it must outlive the login."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What an account logs in with."""

    user: str
    kind: Literal["password", "bearer"]
    value: str = field(repr=False)


def credential(account: Account, folder: Path, clock: Clock) -> Credential:
    """The account's password, or an access token; one that ends within a minute is renewed first."""
    if not account.secret.oauth:
        return Credential(account.user, "password", secret.password(account, folder))
    found = _kept(account, tokens.place(account, folder))
    if found.expires - clock().timestamp() > _MARGIN:
        return _bearer(account, found)
    return _bearer(account, _renewed(account, folder, clock, found))


def refused(account: Account, folder: Path, clock: Clock, old: Credential) -> Credential | None:
    """Another credential after the server took this one not: None where there is no other.

    A server may end a token before its time (imapsync/imapsync#250), and a clock may be wrong.
    """
    if old.kind == "password":
        fresh = secret.password(account, folder)  # somebody may have corrected it meanwhile
        return None if fresh == old.value else Credential(account.user, "password", fresh)
    found = _kept(account, tokens.place(account, folder))
    if found.access != old.value:
        return _bearer(account, found)
    return _bearer(account, _renewed(account, folder, clock, found))


def _bearer(account: Account, found: Tokens) -> Credential:
    return Credential(account.user, "bearer", found.access)


def _kept(account: Account, place: Place) -> Tokens:
    """The tokens, if they are good for anything."""
    found = place.read()
    how = f"Run `genjin accounts login {shlex.quote(account.name)}`."
    if found is None:
        raise SignInError(f"Account {account.name}: nobody has signed in yet. {how}")
    if found.user != account.user:
        raise SignInError(f"Account {account.name}: its tokens are those of {found.user}. {how}")
    if found.ended:
        raise SignInError(found.ended)
    return found


def _renewed(account: Account, folder: Path, clock: Clock, old: Tokens) -> Tokens:
    """New tokens, saved; those of another process, if it was faster."""
    with tokens.locked(account, folder) as place:
        found = _kept(account, place)
        if found.access != old.access:
            return found
        try:
            grant = oauth.renewed(_client(account, found), found.refresh)
        except IssuerError:
            if found.expires > clock().timestamp():  # it is good still: a hiccup costs nothing
                return found
            raise
        except SignInError as error:
            place.write(replace(found, access="", expires=0, ended=str(error)))
            raise
        fresh = with_grant(found, grant, clock())
        place.write(fresh)
        return fresh


def _client(account: Account, found: Tokens) -> oauth.Client:
    return oauth.Client(
        account=account.name,
        issuer=providers.issuer(found.issuer),
        id=found.client_id,
        token=found.token,
        scope=found.scope,
        secret=found.client_secret,
    )


def with_grant(old: Tokens, grant: Grant, now: datetime) -> Tokens:
    """The tokens with what was granted. Microsoft renews the refresh token too, Google does not."""
    expires = int(now.timestamp()) + grant.seconds
    return replace(old, access=grant.access, refresh=grant.refresh or old.refresh, expires=expires, ended="")

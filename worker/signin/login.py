"""How does a person sign in, and what is shown of it? `accounts login`, `logout` and `list`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from worker import providers
from worker.providers import Issuer
from worker.render import Column, at
from worker.settings import Account, App, Apps, Secret
from worker.signin import oauth, secret, tokens
from worker.signin.credential import with_grant
from worker.signin.oauth import Client, Clock, Grant, SignInError
from worker.signin.secret import SecretError
from worker.signin.tokens import Tokens

Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """How the person is spoken to, and how time passes meanwhile."""

    tell: Callable[[str], object]
    ask: Callable[[str], str]
    clock: Clock
    pause: Callable[[float], object]


def login(account: Account, apps: Apps, folder: Path, talk: Talk, flow: str = "") -> str:
    """Let a person sign in, keep the tokens, and say so. `flow`: device or paste; else what works best."""
    client = _client(account, apps, folder)
    with tokens.locked(account, folder):
        pass  # a folder that cannot be written is told before anybody signs in for nothing
    ways = {"device": _by_code, "paste": _by_address}
    grant = ways[flow or client.issuer.flow](client, account, talk)
    now = talk.clock()
    fresh = Tokens(
        issuer=client.issuer.name,
        user=account.user,
        client_id=client.id,
        token=client.token,
        scope=client.scope,
        client_secret=client.secret,
        signed_in=int(now.timestamp()),
    )
    with tokens.locked(account, folder) as place:
        place.write(with_grant(fresh, grant, now))
    return f"Account {account.name}: signed in. Next: genjin accounts test. 登录成功。"


def logout(account: Account, folder: Path) -> str:
    """Forget the tokens."""
    if not account.secret.oauth:
        return f"Account {account.name} signs in with a password; there are no tokens to forget."
    with tokens.locked(account, folder) as place:
        there_were = place.forget()
    if not there_were:
        return f"Account {account.name}: nobody was signed in."
    whose = providers.issuer(account.secret.oauth).title.en
    return f"Account {account.name}: its tokens are forgotten here. Take the access back at {whose} as well."


def _client(account: Account, apps: Apps, folder: Path) -> Client:
    kind = account.secret.oauth
    if not kind:
        raise SignInError(
            f"Account {account.name} signs in with a password. To sign in with tokens write "
            "`secret: {oauth: google}` or `secret: {oauth: microsoft}` in genjin.yaml."
        )
    app: App | None = getattr(apps, kind)
    issuer = providers.issuer("microsoft-china" if app and app.cloud == "china" else kind)
    if app is None:
        raise SignInError(_no_app(account.name, kind, issuer))
    hidden = app.client_secret
    value = secret.kept(hidden, account.name, app.client_id, folder) if hidden else ""
    return oauth.client(account.name, issuer, app, value)


def _no_app(name: str, kind: str, issuer: Issuer) -> str:
    return (
        f"Account {name}: {issuer.title.en} gives tokens to registered applications only, and genjin.yaml "
        f"names none. Register one ({issuer.app.en}) and add to genjin.yaml:\n"
        f"oauth:\n  {kind}:\n    client_id: ...\n"
        f"请先注册应用（{issuer.app.zh}），再把以上内容写入 genjin.yaml。"
    )


def _by_code(client: Client, _: Account, talk: Talk) -> Grant:
    code = oauth.device_code(client)
    talk.tell(
        f"Open {code.url} on any machine and enter the code {code.user_code}\n"
        f"请在任意电脑或手机上打开 {code.url} ，输入代码 {code.user_code}\n"
        f"Waiting, at most {max(1, code.seconds // 60)} minutes ..."
    )
    return oauth.typed(client, code, talk.clock, talk.pause)


def _by_address(client: Client, account: Account, talk: Talk) -> Grant:
    asked = oauth.question(client, account.user)
    talk.tell(
        f"Open this address in a browser, on any machine, and allow the access:\n\n{asked.url}\n\n"
        f"The browser then ends at an address that begins with {oauth.LANDING} and says that it cannot open "
        "it. That is right: copy the whole address.\n"
        "请在任意电脑的浏览器中打开以上链接并同意授权；最后浏览器会显示无法打开页面，请复制地址栏中的完整地址。"
    )
    return oauth.pasted(client, asked, talk.ask("Address 地址"))


# -- lists ---------------------------------------------------------------------------------------------------

ACCOUNTS = (
    Column("account", "account", "bold", stays=True),
    Column("provider", "provider", stays=True),
    Column("host", "host"),
    Column("user", "user"),
    Column("secret", "signs in with"),
    Column("state", "state"),
)
PROVIDERS = (
    Column("provider", "provider", "bold", stays=True),
    Column("title", "title"),
    Column("host", "host"),
    Column("auth", "signs in with"),
    Column("domains", "addresses"),
    Column("hint", "what to do there"),
)


def account_rows(accounts: Sequence[Account], folder: Path, now: datetime, here: tzinfo) -> list[Cells]:
    """One line an account, without its secret."""
    return [
        {
            "account": each.name,
            "provider": providers.of(each).name,
            "host": f"{each.host}:{each.at}",
            "user": each.user,
            "secret": in_words(each.secret),
            "state": _state(each, folder, now, here),
        }
        for each in accounts
    ]


def provider_rows() -> list[Cells]:
    return [
        {
            "provider": each.name,
            "title": f"{each.title.en} {each.title.zh}" if each.title.zh != each.title.en else each.title.en,
            "host": each.host,
            "auth": " or ".join(each.auth),
            "domains": ", ".join(each.domains),
            "hint": providers.hint(each),
        }
        for each in providers.shipped()
    ]


def in_words(kept: Secret) -> str:
    """How an account signs in; of a command its program only, of a password nothing."""
    if kept.oauth:
        return f"tokens of {kept.oauth}"
    if kept.password:
        return "password in clear in genjin.yaml"
    if kept.command:
        return f"command {kept.command.split()[0]}" if kept.command.split() else "command"
    named = {"env": kept.env, "file": kept.file, "credential": kept.credential, "keyring": kept.keyring}
    return next(f"{kind} {value}" for kind, value in named.items() if value)


def _state(account: Account, folder: Path, now: datetime, here: tzinfo) -> str:
    if not account.secret.oauth:
        return ""
    try:
        found = tokens.place(account, folder).read()
    except SecretError as error:
        return str(error)
    how = f"run genjin accounts login {shlex.quote(account.name)}"
    if found is None or found.user != account.user:
        return f"not signed in: {how}"
    if found.ended:
        return f"ended: {how}"
    since = at(datetime.fromtimestamp(found.signed_in, UTC), here)[:10]
    if found.expires <= now.timestamp():
        return f"signed in {since}; its token is renewed at the next pass"
    return f"signed in {since}; token good until {at(datetime.fromtimestamp(found.expires, UTC), here)}"

"""The mailboxes of genjin.yaml: do they answer, and how does one sign in?"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from model import GenjinError
from worker.commands.common import Desk, pass_desk, shaped, show

if TYPE_CHECKING:
    from worker.settings import Account


@click.group()
def accounts() -> None:
    """The mailboxes of genjin.yaml."""


@accounts.command()
@pass_desk
def test(desk: Desk) -> None:
    """Log in everywhere and find the folders, without reading a mail. Example: genjin accounts test"""
    from worker import config, rounds
    from worker.render import clean

    desk.needs_servers()
    failed, (settings, _) = False, config.load_all(desk.home)
    for account in settings.accounts:
        try:
            click.echo(clean(rounds.tried(account, desk.home.folder)))
        except GenjinError as error:
            click.echo(f"genjin: {clean(str(error))}", err=True)
            failed |= not _mended(desk, account, error)
    raise SystemExit(1 if failed else 0)


@accounts.command(name="list")
@shaped
@pass_desk
def list_accounts(desk: Desk, shape: str) -> None:
    """Every account: provider, server, how it signs in and whether its tokens are good. Example: genjin
    accounts list
    """
    from worker import config
    from worker.render import zone
    from worker.signin import login

    policy, _ = config.load_policy(desk.home, desk.settings.policy)
    here = zone(policy.calendar.zone if policy else "")
    show(login.account_rows(desk.settings.accounts, desk.home.folder, desk.now, here), login.ACCOUNTS, shape)


@accounts.command(name="providers")
@shaped
def list_providers(shape: str) -> None:
    """The providers that are known, and what to switch on there. Example: genjin accounts providers"""
    from worker.signin import login

    show(login.provider_rows(), login.PROVIDERS, shape)


@accounts.command(name="login")
@click.argument("name")
@click.option("--paste", "flow", flag_value="paste", help="Open an address anywhere, paste what comes back.")
@click.option("--device", "flow", flag_value="device", help="Type a code on another machine.")
@pass_desk
def login_account(desk: Desk, name: str, flow: str | None) -> None:
    """Sign in at Google or Microsoft, on any machine, and keep the tokens. Example: genjin accounts login
    anna
    """
    import time

    from worker import config
    from worker.render import clean
    from worker.signin import login

    (account,) = config.accounts_named(desk.settings, (name,))
    talk = login.Talk(
        lambda words: click.echo(clean(words)), click.prompt, lambda: datetime.now(UTC), time.sleep
    )
    click.echo(login.login(account, desk.settings.oauth, desk.home.folder, talk, flow or ""))


@accounts.command(name="logout")
@click.argument("name")
@pass_desk
def logout_account(desk: Desk, name: str) -> None:
    """Forget the tokens of an account. Example: genjin accounts logout anna"""
    from worker import config
    from worker.signin import login

    (account,) = config.accounts_named(desk.settings, (name,))
    click.echo(login.logout(account, desk.home.folder))


def _mended(desk: Desk, account: Account, error: GenjinError) -> bool:
    """Say what helps. Where only a person can tell the sent folder, ask and write it down."""
    from worker import providers, setup
    from worker.imap import LoginRefused

    if isinstance(error, LoginRefused):
        click.echo(providers.of(account).hint.zh, err=True)
    folders = getattr(error, "folders", ())
    if not folders or not sys.stdin.isatty():
        return False
    for number, folder in enumerate(folders, 1):
        click.echo(f"{number:4}  {folder}")
    chosen = click.prompt("Which one holds the sent mail 哪个是发件箱", type=click.IntRange(1, len(folders)))
    written = setup.write_sent(desk.home, account.name, folders[chosen - 1])
    click.echo(f"Written: {written} (sent: {folders[chosen - 1]})")
    return True

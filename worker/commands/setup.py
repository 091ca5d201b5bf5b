"""The first steps: a folder with the settings, and the demo."""

from __future__ import annotations

from typing import Any

import click

from model import GenjinError
from worker.commands.common import Desk, pass_desk

_KINDS = ("env", "file", "command", "keyring", "credential", "oauth")


@click.command()
@click.option("--user", prompt="Mailbox (usually the address)")
@click.option("--host", default="", help="IMAP server. Default: that of the address's provider.")
@click.option("--email", default="", help="The address the rep writes from, if it is not the mailbox's name.")
@click.option(
    "--rep", default="", help="Short name of the rep whose mailbox it is. Default: the part before @."
)
@click.option("--secret", type=click.Choice(_KINDS), help="Where the password is kept.")
@click.option("--value", default="", help="Name of the variable, file, command or keyring service.")
@click.option("--port", type=int, help="Default: 993.")
@click.option(
    "--tls", type=click.Choice(["implicit", "starttls", "none"]), default="implicit", show_default=True
)
@pass_desk
def init(desk: Desk, /, **said: Any) -> None:
    """Write genjin.yaml with comments, the default rules and the default policy into a folder of their own.

    Example: genjin init --host imap.ourfactory.com --user anna@ourfactory.com --secret file --value
    anna.secret
    """
    from worker import setup

    said |= _asked_about(said["user"], said["host"], said["secret"])
    usual = setup.usual_value(said["secret"], said["user"], said["email"], said["rep"], said["host"])
    answers = setup.answers(value=said.pop("value") or _asked_value(said["secret"], usual), **said)
    written = setup.write(desk.home, answers)
    for path in written:
        click.echo(f"Written: {path}")
    click.echo(setup.what_next(desk.home, answers))


@click.command()
@click.option("--fresh", is_flag=True, help="Forget the data of earlier demos first.")
@pass_desk
def demo(_: Desk, fresh: bool) -> None:
    """Show the whole way on a sample mailbox: a real IMAP server on this machine, read as yours would be."""
    from worker.demo import show

    show.run(fresh)


def _asked_about(user: str, host: str, secret: str | None) -> dict[str, str]:
    """Server and kind of secret, asked for where they were not said; what the provider offers comes first."""
    from worker import setup

    usual = setup.offer(user).host or None
    try:
        host = host or click.prompt("IMAP server (such as imap.exmail.qq.com)", default=usual)
    except click.Abort:
        if not usual:
            raise GenjinError("Nobody is here to be asked. Name the IMAP server with `--host`.") from None
        host = usual
    known = setup.offer(user, host)
    if known.hint:
        click.echo(known.hint)
    kind = click.Choice(_KINDS)
    return {
        "host": host,
        "secret": secret or click.prompt("Where is the password kept", type=kind, default=known.secret),
    }


def _asked_value(secret: str, usual: str) -> str:
    questions = {
        "env": "Name of the environment variable",
        "file": "File with the password in its first line (mode 600)",
        "command": "Command that prints the password",
        "keyring": "Name of the service in the keyring",
        "credential": "Name of the systemd credential",
        "oauth": "Who issues the tokens (google, microsoft)",
    }
    return str(click.prompt(questions[secret], default=usual or None))

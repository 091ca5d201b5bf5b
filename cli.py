"""The command line: which commands there are, and the one place where errors end.

Every command is a function in worker/commands. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but
something needs a person. A command's module is imported when it is asked for, and what is heavy inside the
function, so that `genjin due` starts fast; tests/test_queries.py watches.
"""

from __future__ import annotations

import gc
import sys
from collections import UserDict
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from model import GenjinError
from worker.commands.common import Desk

VERSION = "0.1.0"

COMMANDS = {
    # the rep's day
    "due": "worker.commands.due:due",
    "show": "worker.commands.show:show_customer",
    "timeline": "worker.commands.show:timeline",
    "explain": "worker.commands.explain:explain",
    "done": "worker.commands.desk:done",
    "reopen": "worker.commands.desk:reopen",
    "snooze": "worker.commands.desk:snooze",
    "log": "worker.commands.desk:log",
    "promise": "worker.commands.promise:promise",
    "undo": "worker.commands.undo:undo",
    "facts": "worker.commands.facts:facts",
    "grade": "worker.commands.grade:grade",
    "tag": "worker.commands.tag:tag",
    "tags": "worker.commands.tags:tags",
    "check": "worker.commands.check:check",
    "search": "worker.commands.search:search",
    "sequences": "worker.commands.sequences:sequences",
    "conflicts": "worker.commands.conflicts:conflicts",
    "review": "worker.commands.review:review",
    "alarms": "worker.commands.alarms:alarms",
    "contacts": "worker.commands.contacts:contacts",
    "proposals": "worker.commands.contacts:proposals",
    "thread": "worker.commands.thread:thread",
    # whom we know
    "customers": "worker.commands.customers:customers",
    "groups": "worker.commands.groups:groups",
    "rotate": "worker.commands.rotate:rotate",
    "pool": "worker.commands.pool:pool",
    "handover": "worker.commands.handover:handover",
    "export": "worker.commands.export:export",
    "match": "worker.commands.match:match",
    # what a mail says
    "read": "worker.commands.read:read",
    # what comes in
    "sync": "worker.commands.bring:sync",
    "import": "worker.commands.bring:bring",
    "leads": "worker.commands.leads:leads",
    # keeping it running
    "run": "worker.commands.service:run",
    "reload": "worker.commands.service:reload",
    "status": "worker.commands.service:status",
    "retry": "worker.commands.service:retry",
    "reread": "worker.commands.service:reread",
    "replan": "worker.commands.replan:replan",
    "migrate": "worker.commands.service:migrate",
    # setting up
    "init": "worker.commands.setup:init",
    "demo": "worker.commands.setup:demo",
    "portals": "worker.commands.portals:portals",
    "accounts": "worker.commands.accounts:accounts",
    "rules": "worker.commands.rules:rules",
}
"""Name of a command or of a group of commands, and where its function stands: module:function."""


class Lazy(UserDict[str, Any]):
    """Commands by name, made of such a table; what is asked for is imported."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, function = self.data[name].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command


class Genjin(click.Group):
    """The one place where errors end: a sentence and exit 1 for what a person can put right."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GenjinError as error:
            if ctx.params.get("debug"):
                raise
            from worker.render import clean

            click.echo(error.voice + clean(str(error)), err=True)
            ctx.exit(1)


_CONTEXT = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "GENJIN", "max_content_width": 100}


@click.group(cls=Genjin, commands=Lazy(COMMANDS), context_settings=_CONTEXT)
@click.option(
    "--home", metavar="FOLDER", help="Folder with genjin.yaml. Default: here, else ~/.config/genjin."
)
@click.option("--demo", is_flag=True, help="Use the data that `genjin demo` made.")
@click.option("--debug", is_flag=True, help="Show tracebacks and what is read.")
@click.version_option(VERSION, prog_name="genjin")
@click.pass_context
def app(ctx: click.Context, home: str | None, demo: bool, debug: bool) -> None:
    """Genjin 跟进: what do we owe each customer, by when, and why.

    Reads the team's mailboxes without changing them, finds the customer behind every mail, tags what is
    notable and keeps the list of what is due. Nothing is ever sent to a customer.
    """
    if ctx.invoked_subcommand not in _SWIFT:
        gc.enable()
        _log(debug)
    ctx.obj = Desk(home, demo, debug)


_SWIFT = ("due", "show", "explain", "check")
"""Commands that only look: they answer sooner without `logging`, and end before there is any garbage."""


def _log(debug: bool) -> None:
    import logging

    level = logging.DEBUG if debug else logging.INFO
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    for library in ("alembic", "imapclient"):
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("genjin.intake").setLevel(logging.DEBUG if debug else logging.ERROR)


def main() -> None:
    """Entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no Chinese gets the rest all the same
            stream.reconfigure(errors="backslashreplace")
    gc.disable()  # among all that is imported it finds nothing, and looks again and again
    try:
        app(prog_name="genjin")
    finally:
        gc.freeze()  # nor need it look through everything once more when Python ends


if __name__ == "__main__":
    main()

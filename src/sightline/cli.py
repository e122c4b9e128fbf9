"""The command line: ``sightline``. Exit codes: 0 done, 1 something the user can put right, 2 wrong usage."""

from __future__ import annotations

import sys

import typer

from sightline.commands.accounts import app as accounts
from sightline.commands.backup import backup, restore
from sightline.commands.demo import demo
from sightline.commands.duplicates import duplicates
from sightline.commands.export import app as export
from sightline.commands.inspect import inspect
from sightline.commands.load import load
from sightline.commands.obligations import obligations
from sightline.commands.read_report import read_report
from sightline.commands.rebuild import rebuild
from sightline.commands.replay import replay
from sightline.commands.serve import serve
from sightline.commands.simulate import simulate
from sightline.commands.standards import app as standards
from sightline.commands.verify import verify
from sightline.errors import UserError

app = typer.Typer(
    name="sightline",
    help="A clear line of sight from the child's record to the council chamber.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(simulate)
app.command()(inspect)
app.command()(obligations)
app.command()(replay)
app.add_typer(standards, name="standards")
app.command(name="read-report")(read_report)
app.command()(load)
app.command()(rebuild)
app.add_typer(export, name="export")
app.command()(verify)
app.command()(duplicates)
app.command()(backup)
app.command()(restore)
app.command()(serve)
app.command()(demo)
app.add_typer(accounts, name="accounts")


def main() -> None:
    """Run the command line; a :class:`~sightline.errors.UserError` is one sentence on standard error."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)

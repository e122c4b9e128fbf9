"""``sightline backup`` and ``sightline restore``: the council's whole store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sightline.commands.council import council_store, counted
from sightline.commands.showing import showing


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, which must not be there yet.")],
) -> None:
    """Write the whole store to FILE: the ledger, accounts, the access log. Nobody need stop working."""
    with showing("Opening the store") as show, council_store(show.step):
        from sightline.ledger.backup import back_up

        made = back_up(file, show.step)
    size = f"{file.stat().st_size / 1e6:,.1f} MB"
    typer.echo(f"{file.name}: {counted(made.transactions, 'transaction')}, {size}; head {made.head or '-'}")
    typer.echo("It holds everything, children's records and accounts included. Keep the head digest somewhere else.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `sightline backup` wrote.")],
) -> None:
    """Fill an empty store from FILE and verify its ledger. A store that is not empty is left alone."""
    with showing("Opening the store") as show, council_store(show.step, make=True):
        from sightline.ledger.backup import restore as restore_store

        found = restore_store(file, show.step)
    typer.echo(f"{counted(found.transactions, 'transaction')}, {counted(found.versions, 'version')}; head {found.head}")
    typer.echo("Restored, and every row, transaction and digest is as it was written.")

"""``sightline verify``: whether the council's ledger is as it was written."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from sightline.commands.council import council_store, counted
from sightline.commands.showing import showing


def head_digest(text: str) -> str:
    """A digest as this command prints it; a usage error otherwise."""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise typer.BadParameter(f"{text!r:.80} is not a digest; write the 64 digits that `sightline verify` printed")
    return text.lower()


def verify(
    head: Annotated[
        str | None,
        typer.Option(parser=head_digest, metavar="DIGEST", help="A head digest kept elsewhere, which must be there."),
    ] = None,
) -> None:
    """Work out every digest of the ledger again, and name the first place where it is not as it was written."""
    from sightline.errors import UserError

    with showing("Reading the ledger") as show, council_store(show.step):
        from sightline.ledger.models import Transaction
        from sightline.ledger.verify import verify as verify_ledger

        found = verify_ledger(show.step)
        is_there = head is None or Transaction.objects.filter(digest=head).exists()
    typer.echo(f"{counted(found.transactions, 'transaction')}, {counted(found.versions, 'version')}; head {found.head}")
    if found.first_break is not None:
        raise UserError(f"The ledger is not as it was written. {found.first_break.words}")
    if not is_there:
        raise UserError(
            "The ledger is not the one whose head you kept: no transaction has that digest. Everything since some "
            "earlier transaction was replaced or taken away, or this is another store."
        )
    typer.echo("Every row, transaction and digest is as it was written.")

"""``sightline duplicates``: which records may be of one child, for somebody to decide. To be run every night."""

from __future__ import annotations

import typer

from sightline.commands.arrow import load_arrow_alone
from sightline.commands.council import council_store, counted
from sightline.commands.showing import showing


def duplicates() -> None:
    """Hold every two people of the council's store that are alike against each other, and suggest those to merge."""
    load_arrow_alone()
    with showing("Reading the people") as show, council_store(show.step):
        from sightline.casework.actions.suggesting import keep_suggestions
        from sightline.casework.search.linking import links
        from sightline.ledger.snapshot import as_known

        extract = as_known(tables=("people", "linked_identifiers", "addresses"))
        show.step("Holding them against each other")
        kept = keep_suggestions(links(extract))
    typer.echo(
        f"{counted(kept.to_decide, 'pair')} to decide, {kept.new:,} of them new; {kept.decided:,} found again that "
        f"were decided before."
    )

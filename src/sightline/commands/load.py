"""``sightline load``: an extract into the council's own store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.commands.arrow import load_arrow_alone
from sightline.commands.council import council_store
from sightline.commands.showing import showing

if TYPE_CHECKING:
    from sightline.ledger.loading import LoadSummary


def load(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE",
            help="SSD files or Sightline Parquet in a folder, an Annex A workbook, CIN census, SSDA903 CSVs.",
        ),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who loads it [default: the name you are signed in by here].")
    ] = None,
    why: Annotated[str, typer.Option(metavar="WORDS", help="Why.")] = "nightly load",
    name: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Where it comes from, the same every night [default: its kind]."),
    ] = None,
) -> None:
    """Load an extract: open what is new, supersede what changed, note what vanished, and work out what is owed."""
    load_arrow_alone()
    with showing("Reading the extract") as show:
        from sightline.sources.recognise import read

        extract = read(source, show.reading)
        with council_store(show.step, make=True):
            from sightline.web.nightly import take_in

            summary = take_in(extract, by=by or _signed_in(), why=why, source=name, progress=show.step)
    typer.echo(summary_words(summary), nl=False)


def summary_words(summary: LoadSummary) -> str:
    """What a load did, in words: the whole, then table by table."""
    if summary.number is None:
        first = f"{summary.source}: nothing new, so nothing was written."
    else:
        first = f"{summary.source}: loaded as transaction {summary.number}."
    counts = (
        (sum(summary.opened.values()), "opened: not known before"),
        (sum(summary.superseded.values()), "superseded: known otherwise before"),
        (summary.confirmed, "confirmed: known already from elsewhere"),
        (summary.unchanged, "unchanged"),
        (sum(summary.vanished.values()), "vanished: the source no longer has them; they stay known"),
        (summary.returned, "returned: the source has them again"),
        (summary.overruled, "overruled: corrected here, and the source now says something else"),
        (summary.refused, "refused: could not be read"),
    )
    lines = [first, *(f"{count:>12,}  {words}" for count, words in counts)]
    names = sorted({*summary.opened, *summary.superseded, *summary.vanished})
    if names:
        widest = max(map(len, names))
        lines += ["", f"{'table':<{widest}}  {'opened':>12}  {'superseded':>12}  {'vanished':>12}"]
    for each in names:
        found = (counted.get(each, 0) for counted in (summary.opened, summary.superseded, summary.vanished))
        lines.append(f"{each:<{widest}}" + "".join(f"  {count:>12,}" for count in found))
    return "\n".join(lines) + "\n"


def _signed_in() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a user, such as in a container
        return "sightline load"

"""``sightline replay``: the record day by day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from sightline.commands.arrow import load_arrow_alone
from sightline.commands.choices import listed, one_of
from sightline.commands.dates import day, table_file
from sightline.commands.engines import EngineName, engine, standards
from sightline.commands.inspect import Source
from sightline.commands.showing import showing


def replay(
    source: Source,
    first: Annotated[dt.date, typer.Option("--from", parser=day, metavar="DATE", help="The first day.")],
    last: Annotated[dt.date, typer.Option("--to", parser=day, metavar="DATE", help="The last day.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", parser=lambda text: table_file(Path(text)), metavar="FILE.(parquet|csv)")
    ],
    drawing: Annotated[
        Path | None,
        typer.Option("--drawing", metavar="FILE.svg", help="Draw when each line of enquiry stood out."),
    ] = None,
    engine_name: Annotated[
        EngineName, typer.Option("--engine", parser=one_of(EngineName), metavar=listed(EngineName))
    ] = EngineName.DUCKDB,
) -> None:
    """One row a day, standard and team; and the first day on which each line of enquiry stood out."""
    load_arrow_alone()
    with showing("Reading the record") as show:
        from sightline.commands.reading import read
        from sightline.commands.writing import write_rows, write_text
        from sightline.errors import UserError
        from sightline.inspection.standing.replay import draw_stood_out, replay_of, stood_out_words

        if last < first:
            raise UserError(f"--to {last} is before --from {first}; give the earlier date as --from.")
        extract = read(source, show.reading)
        replayed = replay_of(extract, first, last, engine(engine_name), standards(), progress=show.step)
        show.step("Writing the days")
        write_rows(output, replayed.days())
        if drawing is not None:
            write_text(drawing, draw_stood_out(replayed))
    typer.echo(stood_out_words(replayed), nl=False)

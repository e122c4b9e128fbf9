"""``sightline obligations``: everything owed, one row each, for a council's own analysis."""

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


def obligations(
    source: Source,
    as_at: Annotated[dt.date, typer.Option(parser=day, metavar="DATE", help="The day the verdicts are as at.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", parser=lambda text: table_file(Path(text)), metavar="FILE.(parquet|csv)")
    ],
    standard: Annotated[
        list[str] | None, typer.Option("--standard", metavar="CODE", help="Only this standard; may be repeated.")
    ] = None,
    engine_name: Annotated[
        EngineName, typer.Option("--engine", parser=one_of(EngineName), metavar=listed(EngineName))
    ] = EngineName.DUCKDB,
    own_standards: Annotated[
        list[Path] | None,
        typer.Option("--standards", metavar="FILE", help="The council's own standards (TOML); may be repeated."),
    ] = None,
) -> None:
    """Every obligation begun by DATE, with its verdict: who, by which standard, since when, due and done when."""
    load_arrow_alone()
    with showing("Reading the record") as show:
        from sightline.commands.reading import read
        from sightline.commands.writing import write_rows
        from sightline.errors import UserError
        from sightline.inspection.standing.owed import verdicts_on

        asked = standards(own_standards or ())
        if standard:
            unknown = sorted(set(standard) - {each.code for each in asked})
            if unknown:
                raise UserError(
                    f"There is no standard called {', '.join(unknown)}; `sightline standards list` shows them all."
                )
            asked = tuple(each for each in asked if each.code in standard)
        extract = read(source, show.reading)
        show.step("Holding the record against the standards")
        write_rows(output, verdicts_on(extract, engine(engine_name), asked, as_at))

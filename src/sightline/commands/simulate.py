"""``sightline simulate``: Avonmere, an invented council."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sightline.commands.choices import listed, one_of
from sightline.commands.dates import day
from sightline.commands.showing import showing


class ScenarioName(StrEnum):
    """Which council is drawn."""

    HEALTHY = "healthy"
    CASE_2016 = "case-2016"


class RecordFormat(StrEnum):
    """How the record is written."""

    SSD_CSV = "ssd-csv"
    PARQUET = "parquet"


def simulate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write; made if it is not there.")],
    children: Annotated[
        int | None, typer.Option(help="Children ever known to the service, at least 50 [default: 12000].")
    ] = None,
    years: Annotated[int | None, typer.Option(min=1, help="Years of record [default: 10].")] = None,
    until: Annotated[
        dt.date | None,
        typer.Option(parser=day, metavar="DATE", help="The record's last day [default: 2016-11-14]."),
    ] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="The same seed gives the same council.")] = None,
    scenario: Annotated[
        ScenarioName,
        typer.Option(
            parser=one_of(ScenarioName),
            metavar=listed(ScenarioName),
            help="A good council, or one shaped on a 2016 inspection.",
        ),
    ] = (ScenarioName.HEALTHY),
    record_format: Annotated[
        RecordFormat, typer.Option("--format", parser=one_of(RecordFormat), metavar=listed(RecordFormat))
    ] = RecordFormat.PARQUET,
    compare: Annotated[bool, typer.Option("--compare", help="Show published rates beside the simulated ones.")] = False,
) -> None:
    """Draw an invented council: its record, and in truth.json every failure in it. No child in it is real."""
    with showing("Drawing the council") as show:
        from sightline.commands.drawing import draw

        council = draw(
            folder,
            children=children,
            years=years,
            until=until,
            seed=seed,
            scenario=scenario.value,
            record_format=record_format.value,
            progress=show.step,
        )
    typer.echo(f"An invented council is in {folder}, and what is wrong with it in {folder / 'truth.json'}.")
    if compare:
        from sightline.commands.comparing import table

        typer.echo(table(council))

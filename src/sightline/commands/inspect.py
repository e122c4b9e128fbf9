"""``sightline inspect``: what an inspector would find."""

from __future__ import annotations

import datetime as dt
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sightline.commands.arrow import load_arrow_alone
from sightline.commands.choices import listed, one_of
from sightline.commands.dates import day, instant
from sightline.commands.engines import EngineName, engine, standards
from sightline.commands.reading import LEDGER
from sightline.commands.showing import showing
from sightline.errors import UserError


class ReportFormat(StrEnum):
    """The forms a report takes."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def framework_id(text: str) -> str:
    """Reads the id of a framework that inspections have; a usage error that lists them otherwise."""
    from sightline.inspection.framework import framework_ids

    if text not in framework_ids():
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(framework_ids())}")
    return text


Source = Annotated[
    Path,
    typer.Argument(
        metavar="SOURCE",
        help="SSD files or Sightline Parquet in a folder, an Annex A workbook, CIN census, SSDA903 CSVs, or `ledger`.",
    ),
]


def inspect(
    source: Source,
    as_at: Annotated[dt.date, typer.Option(parser=day, metavar="DATE", help="The day to inspect as at the end of.")],
    known_at: Annotated[
        dt.datetime | None,
        typer.Option(
            parser=instant, metavar="TIME", help="Of `ledger`: as it was known then. Of files: when they were taken."
        ),
    ] = None,
    framework: Annotated[
        str | None,
        typer.Option(
            parser=framework_id,
            metavar="ID",
            help="Such as sif-2013-2017. Left out: the one in use on the day.",
            show_default=False,
        ),
    ] = None,
    engine_name: Annotated[
        EngineName, typer.Option("--engine", parser=one_of(EngineName), metavar=listed(EngineName))
    ] = EngineName.DUCKDB,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", parser=one_of(ReportFormat), metavar=listed(ReportFormat))
    ] = ReportFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to FILE.")
    ] = None,
    own_standards: Annotated[
        list[Path] | None,
        typer.Option("--standards", metavar="FILE", help="The council's own standards (TOML); may be repeated."),
    ] = None,
) -> None:
    """What an inspector would find: population, findings, strengths, and an indicative grade for each judgement."""
    if known_at is not None and source != LEDGER and known_at.date() < as_at:
        raise UserError(
            f"--known-at {known_at.date()} is before --as-at {as_at}, and {source.name} holds what was known when it "
            "was taken; only `ledger` can say what was known earlier."
        )
    load_arrow_alone()
    with showing("Reading the record") as show, ThreadPoolExecutor(1) as beside:
        from sightline.commands.reading import read

        reading = beside.submit(read, source, show.reading, known_at)  # while the standards and the engine load
        from sightline.commands.writing import write_text
        from sightline.inspection.framework import framework_used_on, load_framework
        from sightline.inspection.standing.inspect import inspect as inspect_extract

        asked, chosen_engine = standards(own_standards or ()), engine(engine_name)
        chosen_framework = load_framework(framework or framework_used_on(as_at))
        inspection = inspect_extract(
            reading.result(),
            as_at,
            chosen_framework,
            chosen_engine,
            asked,
            known_at=known_at,
            progress=show.step,
        )
        match report_format:
            case ReportFormat.JSON:
                from sightline.inspection.standing.render_json import to_json

                text = json.dumps(to_json(inspection), ensure_ascii=False, indent=1) + "\n"
            case ReportFormat.HTML:
                from sightline.inspection.standing.render_html import render_html

                text = render_html(inspection)
            case ReportFormat.TEXT:
                from sightline.inspection.standing.render_text import render_text

                text = render_text(inspection, colour=output is None and sys.stdout.isatty())
        if output is not None:
            write_text(output, text)
    if output is None:
        typer.echo(text, nl=False)

"""``sightline demo``: the whole of it on an invented council, from nothing to a site on this machine."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Annotated

import typer

from sightline.commands.showing import showing

AS_AT = dt.date(2016, 11, 14)  # the day the published inspection it is shaped on began
FRAMEWORK = "sif-2013-2017"


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the invented council.")] = Path("demo"),
    children: Annotated[int | None, typer.Option(min=1, help="Children ever known [default: 12000].")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Another seed, another council.")] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the site when done.")] = True,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
) -> None:
    """Draw a failing council, inspect it, say what was found and how well, and serve the site on this machine."""
    with showing("Drawing the council") as show:
        from sightline.commands.drawing import draw
        from sightline.commands.engines import EngineName, engine, standards
        from sightline.commands.writing import write_text
        from sightline.inspection.framework import load_framework
        from sightline.inspection.standing.detection import detect, read_truth, table_words
        from sightline.inspection.standing.inspect import conclude, weigh_record
        from sightline.inspection.standing.render_html import render_html
        from sightline.inspection.standing.render_text import render_text
        from sightline.sources.recognise import read

        draw(
            folder,
            children=children,
            years=None,
            until=AS_AT,
            seed=seed,
            scenario="case-2016",
            record_format="parquet",
            progress=show.step,
        )
        catalogue = standards()
        record = weigh_record(
            read(folder, show.reading), AS_AT, engine(EngineName.DUCKDB), catalogue, progress=show.step
        )
        inspection = conclude(record, load_framework(FRAMEWORK), catalogue, progress=show.step)
        report = folder / "report.html"
        write_text(report, render_html(inspection))
        detections = detect(record, read_truth(folder))
    typer.echo(render_text(inspection, colour=sys.stdout.isatty()))
    typer.echo("How well what was planted was found\n-----------------------------------\n")
    typer.echo(table_words(detections))
    typer.echo(f"The same report, with charts: {report}")
    if serve:
        from sightline.web.serve import serve as serve_site
        from sightline.web.sharing import Inspected

        serve_site(folder, port, inspected=Inspected(record, inspection))

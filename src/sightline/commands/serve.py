"""``sightline serve``: the site, for an invented council on this machine only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `sightline simulate` wrote.")] = Path(
        "demo"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on 127.0.0.1.")] = 8000,
) -> None:
    """Serve the site on this machine. There is no sign-in yet, so it shows simulated councils only."""
    from sightline.errors import UserError

    if not (folder / "truth.json").is_file():
        raise UserError(
            f"{folder.name} is not a simulated council (it has no truth.json), and without sign-in the site shows "
            f"no other; make one with `sightline simulate {folder.name}`."
        )
    from sightline.web.serve import serve as serve_site

    serve_site(folder, port)

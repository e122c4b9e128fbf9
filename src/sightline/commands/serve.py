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
    """Serve an invented council's site on this machine, and print how each persona signs in."""
    from sightline.errors import UserError

    if not (folder / "truth.json").is_file():
        raise UserError(
            f"{folder.name} is not a simulated council (it has no truth.json), and this shows no other; "
            f"make one with `sightline simulate {folder.name}`."
        )
    from sightline.web.serve import serve as serve_site

    serve_site(folder, port)

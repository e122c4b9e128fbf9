"""An invented council drawn and written, for ``simulate`` and ``demo``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.errors import UserError

if TYPE_CHECKING:
    from sightline.simulate import Council


def draw(
    folder: Path,
    *,
    children: int | None,
    years: int | None,
    until: dt.date | None,
    seed: int | None,
    scenario: str,
    record_format: str,
    progress: Callable[[str], None],
) -> Council:
    """Draw a council, write it to ``folder`` and hand it back; None stands for the simulator's default."""
    from sightline.simulate import Scenario, simulate
    from sightline.simulate.write import write

    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / "truth.json").is_file())):
        raise UserError(
            f"{folder.name} holds something other than a simulated council; choose a new folder, so nothing is lost."
        )
    chosen = {"children": children, "years": years, "until": until, "seed": seed}
    try:
        council = simulate(
            scenario=Scenario(scenario),
            progress=lambda what, share: progress(f"Drawing the council: {what}, {share:.0%}"),
            **{name: value for name, value in chosen.items() if value is not None},  # type: ignore[arg-type]
        )
    except ValueError as error:
        raise UserError(f"That council cannot be drawn: {error}.") from error
    progress("Writing the record")
    try:
        write(council, folder, record_format)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UserError(f"{folder.name} cannot be written ({reason}); choose a folder that is yours.") from error
    return council

"""Compile the catalogue before it is needed: ``python -m sightline.engines.warm``.

The first evaluation on a machine compiles what it asks and keeps it (:mod:`sightline.engines.lower.sql`); this does so
while Sightline is being installed, so that nobody waits for it. Does nothing if it is done already.
"""

from __future__ import annotations

from sightline.engines.duckdb import compiled
from sightline.standards.catalogue import CATALOGUE


def main() -> None:
    """Compile and keep the SQL of every standard of the catalogue."""
    compiled(tuple(CATALOGUE.values()))


if __name__ == "__main__":
    main()

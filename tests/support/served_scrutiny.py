"""A council that published a quarter and corrected it, served by a process of its own, for a browser to look at."""

from __future__ import annotations

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store with two published editions, sign everybody in, serve."""
    make_store()
    from tests.support import publications as made
    from tests.support.persona import Persona

    made.put_in_store()
    made.released(as_at=made.QUARTER.begins_on.replace(day=20))
    edition = made.released("The first edition counted the wrong day.")
    serve([each for each in Persona if each is not Persona.PUBLIC], {"edition": str(edition.pk)})


if __name__ == "__main__":
    main()

"""A few families, indexed, with a pair to decide and a merge made, served by a process of its own.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store, sign everybody in, serve."""
    make_store()
    from sightline.access import actions
    from sightline.access.children import Child, Right
    from sightline.casework.actions.merging import merge
    from sightline.casework.actions.suggesting import keep_suggestions
    from sightline.casework.search.index import rebuild_search
    from sightline.casework.search.linking import Link
    from sightline.ledger.loading import load
    from sightline.sources.extract import from_rows
    from tests.support.persona import Persona
    from tests.support.personas import make
    from tests.unit.casework.search.conftest import rows

    load(from_rows(rows()), by="a test", why="to search")
    rebuild_search()
    keep_suggestions([Link("catherine", "smith", 0.97, ("same forename", "day and month swapped"))])
    handles = actions.handles(person_ids=["smith", "catherine", "sean", "lukasz"])
    sean, lukasz = (Child(each, handles[each], Right.COUNCIL, False) for each in ("sean", "lukasz"))
    merge(kept=sean, merged=lukasz, why="one pupil at the school", by=make(Persona.FRONT_DOOR))
    everybody = [each for each in Persona if each is not Persona.PUBLIC]
    serve(everybody, handles)


if __name__ == "__main__":
    main()

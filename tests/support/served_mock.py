"""The small invented record in a store of its own, in which a browser sets a mock inspection up.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store, sign everybody in, serve."""
    make_store()
    from sightline.ledger.actions import record
    from tests.support import site
    from tests.support.persona import Persona
    from tests.support.personas import make

    record(site.rows(), by="a test", why="a council to begin with")
    make(Persona.PEER_REVIEWER)
    serve((Persona.AUDITOR, Persona.DIRECTOR, Persona.REVIEWING_OFFICER, Persona.ELECTED_MEMBER), {})


if __name__ == "__main__":
    main()

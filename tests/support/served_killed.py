"""The site of :mod:`tests.support.served_recording` in a process that will be killed: ``serve``, or ``check`` after it.

``serve`` says in one line of JSON where it is, the practitioner's session and a child's handle. ``check`` says which
notes the ledger has, how often each, and its first break or nothing.
"""

from __future__ import annotations

import json
import sys

from tests.support.apart import make_store, serve

CHILD = "ada"


def main(what: str) -> None:
    make_store()
    if what == "check":
        check()
        return
    from sightline.access.actions import handles
    from sightline.ledger.actions import record
    from sightline.ledger.queries import last_through
    from tests.support.persona import Persona
    from tests.support.served_recording import rows

    if not last_through():
        record(rows(), by="a test", why="a council to begin with")
    serve((Persona.PRACTITIONER,), handles(person_ids=[CHILD]), threads=4)


def check() -> None:
    """What is there."""
    from sightline.ledger.queries import versions
    from sightline.ledger.verify import verify

    broken = verify().first_break
    notes = list(versions("case_notes").values_list("case_note_id", "words"))
    sys.stdout.write(json.dumps({"notes": notes, "broken": "" if broken is None else broken.words}))


if __name__ == "__main__":
    main(sys.argv[1])

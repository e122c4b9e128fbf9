"""A few families, indexed, with a pair to decide and a merge made, served by a process of its own.

It prints one line of JSON, where it is and who has signed in, and stops when its standard input ends.
"""

from __future__ import annotations

import json
import sys
import threading

import django
from django.core.management import call_command
from waitress import create_server

HOST = "127.0.0.1"


def main() -> None:
    """Make the store, sign everybody in, serve."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from django.core.wsgi import get_wsgi_application

    from sightline.access import actions
    from sightline.access.children import Child, Right
    from sightline.casework.actions.merging import merge
    from sightline.casework.actions.suggesting import keep_suggestions
    from sightline.casework.search.index import rebuild_search
    from sightline.casework.search.linking import Link
    from sightline.ledger.loading import load
    from sightline.sources.extract import from_rows
    from tests.support.persona import Persona
    from tests.support.personas import browser_of, make
    from tests.unit.casework.search.conftest import rows

    load(from_rows(rows()), by="a test", why="to search")
    rebuild_search()
    keep_suggestions([Link("catherine", "smith", 0.97, ("same forename", "day and month swapped"))])
    handles = actions.handles(person_ids=["smith", "catherine", "sean", "lukasz"])
    sean, lukasz = (Child(each, handles[each], Right.COUNCIL, False) for each in ("sean", "lukasz"))
    merge(kept=sean, merged=lukasz, why="one pupil at the school", by=make(Persona.FRONT_DOOR))
    everybody = [each for each in Persona if each is not Persona.PUBLIC]
    sessions = {each.value: str(browser_of(each).session.session_key) for each in everybody}
    server = create_server(get_wsgi_application(), host=HOST, port=0, threads=2)
    address = f"http://{HOST}:{server.effective_port}"
    sys.stdout.write(json.dumps({"address": address, "sessions": sessions, "handles": handles}) + "\n")
    sys.stdout.flush()
    threading.Thread(target=server.run, daemon=True).start()
    sys.stdin.read()
    server.close()


if __name__ == "__main__":
    main()

"""A small council kept in the ledger, served by a process of its own, for a browser to write in.

It prints one line of JSON, where it is and who has signed in, and stops when its standard input ends.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import threading
from collections.abc import Iterator

import django
from django.core.management import call_command
from waitress import create_server

from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.professionals import Professional
from sightline.record.tables.teams import Team

HOST = "127.0.0.1"
BEGAN = dt.date(2016, 9, 5)
CHILDREN = ("ada", "ben", "cat", "dot")  # the practitioner's, each for a journey of its own


def rows() -> Iterator[Row]:
    """A team, its manager W2, the practitioner W3, and the children W3 holds."""
    yield Team(team_id="T1", name="North Team")
    for key, name, post in (("W2", "Mel Manager", "team-manager"), ("W3", "Pat Worker", "social-worker")):
        yield Professional(professional_id=key, name=name)
        yield Post(post_id=f"P{key}", professional_id=key, team_id="T1", post_type=post, started_on=BEGAN)
    for key in CHILDREN:
        yield Person(person_id=key, forename=key.capitalize(), surname="Example", born_on=dt.date(2008, 4, 1))
        yield CinEpisode(
            referral_id=f"R-{key}",
            person_id=key,
            referred_on=BEGAN,
            decided_on=BEGAN,
            no_further_action=False,
            team_id="T1",
        )
        yield Involvement(
            involvement_id=f"I-{key}",
            person_id=key,
            professional_id="W3",
            role="ALLOCATED",
            team_id="T1",
            started_on=BEGAN,
        )


def main() -> None:
    """Make the store, sign everybody in, serve."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from django.core.wsgi import get_wsgi_application

    from sightline.access.actions import handles
    from sightline.ledger.actions import record
    from tests.support.persona import Persona
    from tests.support.personas import browser_of

    record(rows(), by="a test", why="a council to begin with")
    everybody = (Persona.PRACTITIONER, Persona.TEAM_MANAGER)
    sessions = {each.value: str(browser_of(each).session.session_key) for each in everybody}
    server = create_server(get_wsgi_application(), host=HOST, port=0, threads=4)
    address = f"http://{HOST}:{server.effective_port}"
    found = {"address": address, "sessions": sessions, "handles": handles(person_ids=CHILDREN)}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    threading.Thread(target=server.run, daemon=True).start()
    sys.stdin.read()
    server.close()


if __name__ == "__main__":
    main()

"""A small council kept in the ledger, served by a process of its own, for a browser to write in.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sightline.record.schema import Row
from sightline.record.tables.cin_episodes import CinEpisode
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.people import Person
from sightline.record.tables.posts import Post
from sightline.record.tables.professionals import Professional
from sightline.record.tables.teams import Team
from tests.support.apart import make_store, serve

BEGAN = dt.date(2016, 9, 5)
CHILDREN = ("ada", "ben", "cat", "dot", "eve")  # the practitioner's, each for a journey of its own


def rows() -> Iterator[Row]:
    """A team, its manager W2, the practitioner W3, and the children W3 holds; another team with nobody in it."""
    yield Team(team_id="T1", name="North Team")
    yield Team(team_id="T2", name="South Team")
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
    make_store()
    from sightline.access.actions import handles
    from sightline.ledger.actions import record
    from tests.support.persona import Persona

    record(rows(), by="a test", why="a council to begin with")
    serve((Persona.PRACTITIONER, Persona.TEAM_MANAGER), handles(person_ids=CHILDREN), threads=4)


if __name__ == "__main__":
    main()

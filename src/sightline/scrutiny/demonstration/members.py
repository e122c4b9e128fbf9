"""What the invented council's officers said of the ten figures, and what a member chose to look into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.scrutiny.actions.members import came_of_it, look_into, state
from sightline.scrutiny.models import Look, OfficerStatement

SAID = {
    "no-worker": "These are mostly disabled children whose social workers left. Two managers hold them in name while "
    "we recruit. We should have told members the number sooner, and will report it each month.",
    "return-interviews": "Most children are contacted in time; fewer are seen in time, since one worker does all the "
    "interviews. A second begins in the new year.",
    "assessments-in-time": "Assessments have been on time for two years. We watch that speed is not bought with depth.",
}
WHY = "Families tell us at surgeries that nobody has visited since their social worker left. How many, and since when?"
CAME = "The director has begun a review of every case that a manager holds, and will bring what it finds to committee."


def tell_members(on: dt.date, people: Mapping[str, Account]) -> None:
    """Officers' statements, a member's choice, and what came of it."""
    director, member = people.get("director"), people.get("elected-member")
    if director is None or member is None or OfficerStatement.objects.exists() or Look.objects.exists():
        return
    for figure, words in SAID.items():
        state(figure=figure, words=words, by=director, nobody_named=True)
    look = look_into(figure="no-worker", why=WHY, by=member, nobody_named=True)
    look_into(
        figure="children-not-seen",
        why="The number has grown in each report we were given. What has changed for those children?",
        by=member,
        nobody_named=True,
    )
    came_of_it(look=look, words=CAME, by=director, nobody_named=True)

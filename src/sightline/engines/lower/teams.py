"""Which team an obligation is counted under, as an expression.

``team_candidates`` holds every claim of a team to a subject: ``space`` (which kind of subject), ``subject``,
``starts``, ``ends``, ``team``, ``rank`` (a stronger kind of claim has a higher one) and ``place``. On a day a
stronger kind wins over a weaker, then a claim in force over one that has ended, then a later over an earlier.
"""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from sightline.engines.lower.calendar import FAR, NO_TEAM
from sightline.engines.lower.moves import NUMBER, number
from sightline.engines.lower.verdicts import COLUMNS

CANDIDATES = ibis.table(
    dict.fromkeys(("space", "subject", "starts", "ends", "team", "rank", "place"), NUMBER), name="team_candidates"
)
SPACES = ibis.table(dict.fromkeys(("standard", "space"), NUMBER), name="team_spaces")
EVALUATED = ibis.table(dict.fromkeys(COLUMNS, NUMBER), name="evaluated")
RESPONSIBLE = ibis.table(dict.fromkeys(("space", "subject", "team", "starts", "ends"), NUMBER), name="responsible")


def attribution() -> Iterator[tuple[str, ir.Table]]:
    """Tables to make, in order: which team was responsible for a subject from day to day, then obligations with it."""
    yield "responsible", _responsible()
    yield "obligations", _attributed()


def _responsible() -> ir.Table:
    """Stretches of days, apart and in order, of one team being responsible for a subject."""
    starts = CANDIDATES.select("space", "subject", day="starts")
    ends = CANDIDATES.filter(CANDIDATES.ends.notnull()).select("space", "subject", day="ends")
    days = ibis.union(starts, ends, distinct=True)
    claims = CANDIDATES.select(
        of="space", about="subject", starts="starts", ends="ends", team="team", rank="rank", place="place"
    )
    rows = days.inner_join(
        claims, [days.space == claims.of, days.subject == claims.about, claims.starts <= days.day]
    ).select("space", "subject", "day", "starts", "ends", "team", "rank", "place")
    rows = rows.mutate(is_in_force=ibis.ifelse(rows.ends.isnull() | (rows.ends > rows.day), 1, 0))
    best = ibis.window(
        group_by=[rows.space, rows.subject, rows.day],
        order_by=[rows["rank"].desc(), rows.is_in_force.desc(), rows.starts.desc(), rows.place.desc()],
    )
    rows = rows.mutate(order=ibis.row_number().over(best))
    rows = rows.filter(rows.order == 0).select("space", "subject", "day", "team")
    in_turn = ibis.window(group_by=[rows.space, rows.subject], order_by=rows.day)
    rows = rows.mutate(before=rows.team.lag().over(in_turn))
    rows = rows.filter(rows.before.isnull() | (rows.before != rows.team))
    in_turn = ibis.window(group_by=[rows.space, rows.subject], order_by=rows.day)
    return rows.select(
        "space", "subject", "team", starts="day", ends=ibis.coalesce(rows.day.lead().over(in_turn), FAR).cast(NUMBER)
    )


def _attributed() -> ir.Table:
    rows = EVALUATED.inner_join(SPACES, EVALUATED.standard == SPACES.standard).select(*COLUMNS, "space")
    rows = rows.mutate(day=ibis.coalesce(rows.due, rows.since, FAR - 1).cast(NUMBER))
    responsible = RESPONSIBLE.select("starts", "ends", "team", of="space", about="subject")
    rows = rows.left_join(
        responsible,
        [
            rows.space == responsible.of,
            rows.subject == responsible.about,
            rows.day >= responsible.starts,
            rows.day < responsible.ends,
        ],
    )
    return rows.select(*COLUMNS, team=number(ibis.coalesce(rows.team, NO_TEAM)))

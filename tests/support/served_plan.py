"""A plan with something of every kind in it, served by a process of its own, for a browser to keep.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

import datetime as dt

from tests.support.apart import make_store, serve

REASONS = "The figure leaves out a team whose visits were kept on paper, and I have read those with both managers."


def main() -> None:
    """Make the store, fill the plan, sign everybody in, serve."""
    make_store()
    from sightline.casework.search.index import rebuild_search
    from sightline.improvement.actions import closing
    from sightline.improvement.actions.lineage import judge
    from sightline.improvement.actions.measures import Wanted, add_measure
    from sightline.improvement.actions.plan import add_action, add_recommendation
    from sightline.improvement.actions.plan_evidence import attach
    from sightline.improvement.actions.planned_actions import wait_for
    from sightline.improvement.models import Counted, MeasureKind, Source
    from tests.support import site
    from tests.support.persona import Persona
    from tests.support.personas import make

    site.put_in_store()
    rebuild_search()
    site.loaded()
    lead, director = make(Persona.AUDITOR), make(Persona.DIRECTOR)
    rows = [
        add_recommendation(
            source=source, words=words, made_on=dt.date(year, 3, 1), owner=lead, due_on=dt.date(2016, 9, 1), by=lead
        )
        for source, year, words in (
            (Source.REVIEW, 2012, "Hold return home interviews in time."),
            (Source.AUDIT, 2014, "Return home interviews are still late: hold them in time."),
            (Source.SCRUTINY, 2015, "See every child who is in need, alone."),
            (Source.COMPLAINT, 2016, "Ring every parent back on the day."),
        )
    ]
    judge(earlier=rows[0], later=rows[1], is_repeat=True, reasons="They ask for the same interviews.", by=lead)
    wanted = Wanted(
        kind=MeasureKind.STANDARD,
        key="child-seen-6m",
        counted=Counted.OPEN,
        target=0,
        target_on=dt.date(2017, 3, 31),
        months_to_hold=3,
        higher_is_better=False,
    )
    for row in rows[1:3]:
        add_measure(wanted=wanted, recommendation=row, by=lead)
    closing.close_over_measure(recommendation=rows[2], words=REASONS, by=director)
    attach(recommendation=rows[1], words="The audit of March.", page="/standards/child-seen-6m/", by=lead)
    attach(recommendation=rows[1], words="What it said.", content=b"Seen: 12 of 12.", by=lead)
    first, then = (
        add_action(
            recommendation=rows[1],
            words=words,
            will_show="Nine of ten are held in three days, counted each month.",
            owner=lead,
            due_on=dt.date(2016, 10, 1),
            by=lead,
        )
        for words in ("Agree who interviews each child.", "Ensure that they know what to ask.")
    )
    wait_for(action=then, needs=first, by=lead)
    keys = {"late": rows[1].pk, "over": rows[2].pk, "complaint": rows[3].pk, "first": rows[0].pk, "action": first.pk}
    serve((Persona.AUDITOR, Persona.DIRECTOR, Persona.BOARD_PARTNER), {each: str(key) for each, key in keys.items()})


if __name__ == "__main__":
    main()

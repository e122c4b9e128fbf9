"""Campaigns and practice as they are in earnest, served by a process of their own, for a browser to work in.

One campaign is two children short of its end; practice has a year of audits, a loop whose action was done, and a need.
:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

import datetime as dt

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store, review all of four children but two, plan practice's year, sign everybody in, serve."""
    make_store()
    from sightline.casework.search.index import rebuild_search
    from sightline.findings.queries.loaded import hold
    from sightline.improvement.actions.practice_audits import Plan, draw_files, plan_audit
    from sightline.improvement.actions.practice_learning import Note, publish
    from sightline.improvement.actions.practice_loops import open_loop
    from sightline.improvement.actions.training import need
    from sightline.improvement.models import ChildReview, LearnedFrom, Where
    from sightline.ledger.loading import load
    from tests.support import campaigns, practice, site
    from tests.support.persona import Persona
    from tests.support.personas import make

    load(site.extract(), by="a test", why="The small invented record", source="a test")
    rebuild_search()
    hold(practice.loaded())
    for each in (Persona.DIRECTOR, Persona.HEAD_OF_SERVICE, Persona.TEAM_MANAGER):
        make(each)
    ending = campaigns.with_reviewers(Persona.PRACTITIONER, few=4)
    reviews = list(ChildReview.objects.filter(child__campaign=ending, taken_back_at=None).order_by("child__place"))
    for review in reviews[2:]:
        campaigns.submitted(review)
    lead, auditor = make(Persona.AUDITOR), make(Persona.REVIEWING_OFFICER)
    loop = open_loop(
        theme="plans",
        team_id="T1",
        words="Plans list services and not what must change.",
        aim=80,
        files=10,
        since=dt.date(2016, 3, 1),
        opened_on=dt.date(2016, 3, 31),
        by=lead,
    )
    planned = plan_audit(
        plan=Plan("T1", "voice", 3, Where.HERE, site.AS_AT - dt.timedelta(days=20), site.AS_AT, auditor, None), by=lead
    )
    draw_files(audit=planned, by=lead)
    said = need(topic="voice", words="Children are not heard.", source="audit", team_id="T1", by=lead)
    note = publish(
        note=Note(
            title="Ask the child first",
            words="Plans that moved began with what the child said. Ask, write it down, and say what you did with it.",
            learned_from=LearnedFrom.THEME,
            read_by_on=site.AS_AT + dt.timedelta(days=14),
            theme="voice",
            roles=("practitioner",),
        ),
        by=lead,
    )
    everybody = [
        Persona.AUDITOR,
        Persona.DIRECTOR,
        Persona.HEAD_OF_SERVICE,
        Persona.TEAM_MANAGER,
        Persona.PRACTITIONER,
        Persona.REVIEWING_OFFICER,
        Persona.BOARD_PARTNER,
    ]
    named = {
        "ending": ending.pk,
        "last": reviews[0].pk,
        "off": reviews[1].pk,
        "done": reviews[2].pk,
        "child": site.handle(reviews[1].child.person_id),
        "loop": loop.pk,
        "audit": planned.pk,
        "need": said.pk,
        "note": note.pk,
    }
    serve(everybody, {name: str(each) for name, each in named.items()}, threads=4)


if __name__ == "__main__":
    main()

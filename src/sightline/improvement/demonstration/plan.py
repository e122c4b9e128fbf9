"""The plan of an invented council: what was asked in 2012 and again since, what was done, and what was said of it.

The words are ours, in the spirit of the case Avonmere is shaped on. Everything is done by the personas through the
site's own actions, as at the day the council is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.access.roles import AUDITOR, DIRECTOR, HEAD_OF_SERVICE, TEAM_MANAGER
from sightline.improvement.actions import closing
from sightline.improvement.actions.lineage import judge
from sightline.improvement.actions.plan import add_recommendation, correct_recommendation, take_inspection
from sightline.improvement.actions.plan_evidence import attach
from sightline.improvement.actions.planned_actions import add_action, do_action, wait_for
from sightline.improvement.models import Recommendation, Source, Status
from sightline.improvement.queries.plan_closing import in_the_way
from sightline.inspection.actions.real_inspections import Confirmed, Recommended, record_inspection
from sightline.inspection.following import Event
from sightline.inspection.queries.real_inspections import own_council

FIRST = dt.date(2012, 8, 6)
PUBLISHED = dt.date(2012, 9, 14)
ASKED_THEN = (
    "Give every disabled child who needs one a social worker of their own; hold none in the name of a manager.",
    "Offer every child who went missing a return home interview, in time to learn why they went and where they were.",
    "Hold supervision of every social worker once a month, and write down what was decided for each child.",
    "See to it that each child with a plan is seen alone, and often enough to know how they live.",
    "Bring the assessments and plans of looked-after children up to date whenever their circumstances change.",
    "Audit practice so that leaders learn from it, and show what changed because of each audit.",
)
SINCE = (
    (
        Source.REVIEW,
        "Serious case review, Child A",
        dt.date(2014, 3, 20),
        "Hold return home interviews within three days of a child being found, and pass on what the child says.",
    ),
    (
        Source.OTHER,
        "Turnaround board",
        dt.date(2015, 2, 9),
        "Supervision once a month in every team, with what was decided written on each child’s file.",
    ),
    (
        Source.COMPLAINT,
        "Complaints about the 0 to 25 service, looked at together",
        dt.date(2015, 6, 30),
        "Ring parents back the same day, and keep a list of the calls that nobody has answered.",
    ),
    (
        Source.AUDIT,
        "Audit of missing children",
        dt.date(2016, 4, 18),
        "Return home interviews are still late: agree who interviews each missing child, and count those held in time.",
    ),
    (
        Source.SCRUTINY,
        "Children’s scrutiny committee",
        dt.date(2016, 7, 13),
        "Tell this committee every quarter how many disabled children are in a manager’s name, or in nobody’s.",
    ),
)
SIGNED = (
    "The figure counts the six weeks in which the new record system took no entries for two teams. I have read the "
    "paper notes of those weeks with both managers, and supervision was held. I close this and answer for it."
)


def plan_it(on: dt.date, people: Mapping[str, Account]) -> None:
    """Fill the plan, unless there is something in it."""
    lead, director = people.get(AUDITOR.code), people.get(DIRECTOR.code)
    head, manager = people.get(HEAD_OF_SERVICE.code), people.get(TEAM_MANAGER.code)
    if lead is None or director is None or head is None or manager is None or Recommendation.objects.exists():
        return
    first = _taken_in(lead)
    later = [
        add_recommendation(
            source=source,
            source_words=who,
            words=words,
            made_on=day,
            due_on=min(day + dt.timedelta(days=365), on + dt.timedelta(days=120))
            if source is not Source.COMPLAINT
            else None,
            owner=None if source is Source.COMPLAINT else head,
            by=lead,
        )
        for source, who, day, words in SINCE
        if day <= on
    ]
    for row, owner, months in zip(
        first, (head, head, director, manager, manager, lead), (6, 2, 3, 4, 9, 5), strict=True
    ):
        _give(row, owner, on + dt.timedelta(days=30 * (months - 4)), lead)
    _held_by_managers(first[0], on, head, manager)
    _seen(first[3], on, manager)
    _closed_on_paper(first[1], on, head)
    _repeated(first, later, lead)


def close_it(on: dt.date, people: Mapping[str, Account]) -> None:
    """Close one over its measure, signed by the director, once the measures are there; nothing where that was done."""
    director = people.get(DIRECTOR.code)
    row = Recommendation.objects.filter(words=ASKED_THEN[2]).first()
    if director is None or row is None or closing.status_of(row) is not Status.OPEN or not in_the_way(row, on):
        return
    closing.close_over_measure(recommendation=row, words=SIGNED, by=director)


def _taken_in(lead: Account) -> list[Recommendation]:
    """The inspection of 2012, recorded and taken into the plan whole."""
    confirmed = Confirmed(
        authority=own_council() or "Avonmere",
        framework="before-2013",
        event=Event.INSPECTION,
        started_on=FIRST,
        ended_on=FIRST + dt.timedelta(days=11),
        published_on=PUBLISHED,
        judgements={"overall": "adequate"},
        recommendations=tuple(Recommended(words, str(number)) for number, words in enumerate(ASKED_THEN, 1)),
    )
    return take_inspection(inspection=record_inspection(confirmed=confirmed, by=lead), by=lead)


def _give(row: Recommendation, owner: Account, due_on: dt.date, by: Account) -> None:
    correct_recommendation(
        recommendation=row,
        words=row.words,
        source=Source(row.source),
        source_words=row.source_words,
        number=row.number,
        made_on=row.made_on,
        area=row.area,
        owner=owner,
        due_on=due_on,
        why="Given an owner and a day by the improvement board.",
        by=by,
    )
    row.refresh_from_db()


def _held_by_managers(row: Recommendation, on: dt.date, head: Account, manager: Account) -> None:
    closing.begin(recommendation=row, words="A list of every child in a manager’s name was asked for.", by=head)
    listed = add_action(
        recommendation=row,
        words="List every child of the 0 to 25 service who is in the name of a manager, with the day it began.",
        will_show="The list agrees with the record to the last child, checked by the analyst.",
        owner=manager,
        due_on=on - dt.timedelta(days=45),
        by=head,
    )
    given = add_action(
        recommendation=row,
        words="Give each child on the list to a social worker of the team, those not seen for longest first.",
        will_show="No child of the service is in a manager’s name on two month ends running.",
        owner=head,
        due_on=on - dt.timedelta(days=10),
        by=head,
    )
    wait_for(action=given, needs=listed, by=head)
    add_action(
        recommendation=row,
        words="Ensure that managers understand the guidance on allocation.",
        will_show="Managers say that they are confident.",
        owner=manager,
        due_on=on + dt.timedelta(days=60),
        by=head,
    )


def _seen(row: Recommendation, on: dt.date, manager: Account) -> None:
    """Everything that was planned is done, and the record shows that it made no difference."""
    done = add_action(
        recommendation=row,
        words="Read every file of a child with a plan, and book a visit for each who was not seen in six weeks.",
        will_show="Every child with a plan is seen in six weeks, by the record.",
        owner=manager,
        due_on=on - dt.timedelta(days=120),
        by=manager,
    )
    closing.begin(recommendation=row, words="The reading of files was begun in each team.", by=manager)
    words = "Every file was read, and visits were asked for by e-mail."
    do_action(action=done, done_on=on - dt.timedelta(days=110), words=words, by=manager)
    attach(recommendation=row, words="Note of the team meeting that agreed the visits.", action=done, by=manager)


def _closed_on_paper(row: Recommendation, on: dt.date, head: Account) -> None:
    """Closed on what was written, when nothing measured it; the measure put to it later opens it again."""
    done = add_action(
        recommendation=row,
        words="Agree with the provider that each child is met within three days of being found.",
        will_show="Nine of ten interviews are held within three days, counted each month.",
        owner=head,
        due_on=on - dt.timedelta(days=200),
        by=head,
    )
    do_action(
        action=done, done_on=on - dt.timedelta(days=190), words="The contract was signed with that in it.", by=head
    )
    attach(
        recommendation=row,
        words="The contract asks for three days, and the provider reports that it meets them.",
        page="/standards/mis-rhi-72h/",
        by=head,
    )
    closing.close(recommendation=row, words="The contract is in place and the provider reports no delay.", by=head)


def _repeated(first: list[Recommendation], later: list[Recommendation], lead: Account) -> None:
    """What a person made of the pairs; others are left to be judged."""
    asked = {each.source_words: each for each in later}
    for earlier, who, is_repeat, reasons in (
        (first[1], "Serious case review, Child A", True, "The same interviews, with the days now said."),
        (first[1], "Audit of missing children", True, "Four years on, the same interviews are late."),
        (first[2], "Turnaround board", True, "Word for word what the inspection asked for."),
        (
            first[0],
            "Children’s scrutiny committee",
            False,
            "The committee asks to be told; the inspection asked for the work.",
        ),
    ):
        if who in asked:
            judge(earlier=earlier, later=asked[who], is_repeat=is_repeat, reasons=reasons, by=lead)

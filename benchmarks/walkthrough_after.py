"""What follows the plan in the walkthrough: the campaign to its last child, a visit, an edition for the public."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.access.models import Account
    from sightline.improvement.control import Control
    from sightline.improvement.models import Campaign, Recommendation
    from sightline.improvement.queries.visits import Visited
    from sightline.improvement.queries.worksheets import Findings

REVIEWERS = ("practitioner", "team-manager", "reviewing-officer", "auditor", "head-of-service")
A_DAY = 20  # reviews that those who review hand in on a working day
CHARTED = "1"  # the recommendation whose measure is charted
VISITED_ON, LETTER_ON = dt.date(2017, 7, 11), dt.date(2017, 8, 8)  # invented


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A campaign completed. ``refused``: what the product answered before the last child; ``put_off``: why not."""

    cohort: int
    findings: Findings
    put_off: tuple[str, ...]
    refused: str
    days: int
    completed_on: dt.date


@dataclass(frozen=True, slots=True)
class Published:
    """An edition published: its day, what it tells and what it holds back, and what kept one person from doing both."""

    as_at: dt.date
    figures: int
    cells: int
    withheld: int
    refused: str
    pdf: int


def review_all(campaign: Campaign, people: Mapping[str, Account], begun_on: dt.date) -> Reviewed:
    """Give every child of a campaign out, review all but one, say why not that one, and complete it."""
    from benchmarks.walkthrough import standing_on
    from sightline.casework.queries.lines import child_lines
    from sightline.errors import UserError
    from sightline.improvement.actions import campaigns, campaigns_giving, worksheets
    from sightline.improvement.actions.worksheets import Sheet
    from sightline.improvement.demonstration.campaigns import opened, sheet_of
    from sightline.improvement.queries.campaigns import child_lines as lines_of
    from sightline.improvement.queries.worksheets import findings
    from sightline.record.calendar import add_working_days

    lead, asked = people["auditor"], {each["id"] for each in campaign.questions}
    for code in REVIEWERS:
        campaigns_giving.add_reviewer(campaign=campaign, account=people[code], knows_teams=(), by=lead)
    campaigns_giving.give_out(campaign=campaign, by=lead)
    given = [each.review for each in lines_of(campaign) if each.review is not None]
    known = {each.person_id: each for each in child_lines([each.child.person_id for each in given], begun_on)}
    last_on, refused = begun_on, ""
    for place, review in enumerate(given[:-1]):
        last_on = add_working_days(begun_on, 1 + place // A_DAY) or begun_on
        whole = sheet_of(known[review.child.person_id], place)
        sheet = Sheet({key: each for key, each in whole.answers.items() if key in asked}, whole.grade, whole.words)
        with standing_on(last_on):
            worksheets.save(review=review, sheet=sheet, seen=0, by=review.reviewer)
            worksheets.submit(review=review, child=opened(review), by=review.reviewer)
    words = "Managers held these cases in name. Most of the children had not been seen as their plans ask."
    with standing_on(last_on):
        try:
            campaigns.complete(campaign=campaign, words=words, by=lead)
        except UserError as error:
            refused = str(error)
        for each in (line for line in lines_of(campaign) if line.is_left):
            why = "The family is abroad with relatives; the school expects the child back after the holiday."
            campaigns.put_off(child=each.child, why=why, until_on=last_on + dt.timedelta(days=42), by=lead)
        campaigns.complete(campaign=campaign, words=words, by=lead)
        campaigns.sign_set_apart(campaign=campaign, by=people["director"])
        lines = lines_of(campaign)
    off = tuple(each.put_off.why for each in lines if each.put_off is not None)
    days = 1 + (len(given) - 2) // A_DAY
    return Reviewed(len(lines), findings(campaign), off, refused, days, last_on)


def charted(taken: list[Recommendation]) -> tuple[str, Control]:
    """The name of a recommendation's measure, and its control chart as read."""
    from sightline.improvement.queries.measures import chart_of, name_of

    measure = next(each for each in taken if each.number == CHARTED).measures.get()
    return name_of(measure), chart_of(measure)


def visited(framework: str, taken: list[Recommendation], by: Account) -> Visited:
    """A monitoring visit of the invented council with its scope, and the recommendation that its letter bears on."""
    from benchmarks.walkthrough import standing_on
    from sightline.improvement.actions.visits import Looked, say_scope
    from sightline.improvement.queries.visits import visit
    from sightline.inspection.actions.real_inspections import Confirmed, record_inspection
    from sightline.inspection.following import Event
    from sightline.inspection.queries.real_inspections import own_council

    with standing_on(LETTER_ON):
        made = record_inspection(
            confirmed=Confirmed(
                authority=own_council(),
                framework=framework,
                event=Event.MONITORING_VISIT,
                started_on=VISITED_ON,
                ended_on=VISITED_ON + dt.timedelta(days=1),
                received_on=LETTER_ON,
            ),
            by=by,
        )
        looked = Looked(
            words="Disabled children whose cases managers held: who holds them now, and whether they are seen.",
            areas=("help-and-protection",),
            letter_words="The cases have workers. Whether the children are seen as planned is still to be shown.",
            bears_on=[each for each in taken if each.number == "1"],
        )
        say_scope(visit=made, looked=looked, by=by)
        return visit(made.pk, LETTER_ON)


def published(people: Mapping[str, Account], on: dt.date) -> Published:
    """The last quarter that is over, drafted by one person and published by another."""
    from sightline.errors import UserError
    from sightline.scrutiny.actions.publications import draft_edition, publish_edition
    from sightline.scrutiny.queries.publications import quarters_over

    quarter = quarters_over(on)[0]
    edition = draft_edition(quarter=quarter, as_at=quarter.ends_on, by=people["analyst"])
    refused = ""
    try:
        publish_edition(edition=edition, by=people["analyst"])
    except UserError as error:
        refused = str(error)
    publish_edition(edition=edition, by=people["director"])
    said = json.loads(edition.said)
    cells = [cell for table in said["tables"] for cell in table["cells"]]
    return Published(
        as_at=edition.as_at,
        figures=len(said["figures"]),
        cells=len(cells),
        withheld=sum(each["value"] is None for each in cells),
        refused=refused,
        pdf=len(bytes(edition.pdf)),
    )

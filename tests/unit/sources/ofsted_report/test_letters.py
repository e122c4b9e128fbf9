"""Letters after visits, in the forms they have taken since 2016."""

from __future__ import annotations

import pytest

from sightline.sources.ofsted_report import ReportReading
from tests.unit.sources.ofsted_report.pages import read

LETTERS = {
    "monitoring, in its subject": (
        """Ofsted
Agora
24 February 2017
Ms A B
Director of Children’s Services
Sandwell Metropolitan Borough Council
Dear Ms B
Monitoring visit of Sandwell children’s services
I write to give the findings of the monitoring visit to Sandwell children’s services on 24 and 25 January
2017.
It was the second since the council was judged inadequate in June 2015.""",
        ("Sandwell", "monitoring-visit", "2017-01-24", "2017-01-25", []),
    ),
    "monitoring, in a sentence": (
        """Ofsted
Agora
24 February 2017
Ms A B
Director of Children’s Services
Dear Ms B
This letter gives the findings of the third monitoring visit to Torbay children’s services on
3 to 4 May 2018. The inspectors were A B and C D.""",
        ("Torbay", "monitoring-visit", "2018-05-03", "2018-05-04", []),
    ),
    "focused, with priority action": (
        """Ofsted
Agora
24 February 2017
Ms A B
Director of Children’s Services
Dear Ms B
Focused visit to Somerset children’s services
This letter gives the findings of the focused visit
to Somerset children’s services on 8 and 9 February 2022.
Headline findings
Much is good.
Areas for priority action
The council must act on:
• The timeliness of visits.
• Supervision.
What needs to improve in this area of social work practice
• Plans.
Main findings
Children are seen.""",
        (
            "Somerset",
            "focused-visit",
            "2022-02-08",
            "2022-02-09",
            ["Areas for priority action", "Areas for priority action", ""],
        ),
    ),
    "focused, of a city": (
        """Ofsted
Agora
24 February 2017
Ms A B
Director of Children’s Services
Dear Ms B
Focused visit to Leicester City Council
Following our focused visit to Leicester City Council on
30 April and 1 May 2024, I write to share what inspectors found.""",
        ("Leicester", "focused-visit", "2024-04-30", "2024-05-01", []),
    ),
    "joint, as a letter": (
        """4 April 2018
Dear partners
Joint targeted area inspection of the multi-agency response to exploitation and to
children missing from home in Southend-on-Sea
Between 5 and 9 March 2018, Ofsted, the Care Quality Commission and
others undertook a joint inspection in Southend-on-Sea.
Key strengths
• Police act.
Areas for improvement
• Plans.
• Health.
Next steps
Write to us.""",
        ("Southend-on-Sea", "jtai", "2018-03-05", "2018-03-09", ["Areas for improvement", "Areas for improvement"]),
    ),
    "joint, as a report": (
        """Joint targeted area inspection of Solihull
Ofsted and others
This inspection took place from 10 to 14 January 2022.
What needs to improve?
■ The front door.
Strengths
■ Schools.""",
        ("Solihull", "jtai", "2022-01-10", "2022-01-14", [""]),
    ),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_it_reads_a_letter(kind: str) -> None:
    page, wanted = LETTERS[kind]
    reading = read(page)
    assert _told(reading) == wanted
    assert reading.judgements == ()
    assert not reading.published.found  # a letter's own date is not the day it was published


def test_it_takes_no_other_date_for_the_days_of_the_visit() -> None:
    page = LETTERS["focused, of a city"][0].replace("30 April and 1 May 2024", "several days of the spring")
    reading = read(page)
    assert not reading.inspection_start.found
    assert any("dates of the inspection were not found" in warning for warning in reading.warnings)


def _told(reading: ReportReading) -> tuple[object, ...]:
    held = reading.as_data()
    priorities = [each.priority for each in reading.recommendations]
    return (held["authority"], held["framework"], held["inspection_start"], held["inspection_end"], priorities)


LETTER = (
    "Focused visit to Kent local authority children’s services\n"
    "This letter summarises the findings of a focused visit to Kent local authority\n"
    "children’s services on 22 and 23 May 2018. The inspectors were of Ofsted.\n"
    "Overview\nThings are changing.\n"
)


@pytest.mark.parametrize(
    "heading",
    [
        "Areas for improvement in social work practice",
        "What needs to improve in this area of social work practice:",
        "What needs to improve at the front door?",
        "What does the local authority need to improve in this area of practice?",
        "Areas of social work practice that need to improve",
        "The areas for improvement are:",
    ],
)
def test_it_knows_the_headings_of_letters_in_every_form(heading: str) -> None:
    reading = read(
        f"{LETTER}{heading}\n• The quality of plans.\n• The timeliness\nof visits.\nFindings\n• Not an item."
    )
    assert [each.text for each in reading.recommendations] == ["The quality of plans.", "The timeliness of visits."]


def test_it_takes_no_sentence_that_breaks_off_for_a_heading() -> None:
    prose = "Leaders know.\nWhat needs to improve in Kent is well understood by all who\nlead it.\n• A bullet of prose."
    assert read(LETTER + prose).recommendations == ()


def test_it_keeps_a_priority_action_printed_as_a_paragraph_before_bullets() -> None:
    printed = (
        "Areas for priority action\nThe partnership does not act on what it\nis told.\n"
        "Areas for improvement\n• The quality of plans.\nFindings\n1. So it is."
    )
    reading = read(LETTER + printed)
    assert [(each.text, each.priority) for each in reading.recommendations] == [
        ("The partnership does not act on what it is told.", "Areas for priority action"),
        ("The quality of plans.", "Areas for improvement"),
    ]
    assert any("printed as a paragraph" in warning for warning in reading.warnings)


def test_it_makes_no_item_of_the_words_that_lead_to_the_bullets() -> None:
    printed = (
        "Areas for priority action\nThe local authority needs to act on:\n• The delay.\n"
        "Areas for improvement\n• The quality of plans."
    )
    assert [each.text for each in read(LETTER + printed).recommendations] == ["The delay.", "The quality of plans."]

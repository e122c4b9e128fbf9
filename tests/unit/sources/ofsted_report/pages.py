"""Pages of short invented reports, for one trap at a time."""

from __future__ import annotations

from sightline.sources.ofsted_report import Body, ReportReading
from sightline.sources.ofsted_report.read import read_pages

COVER = """Inspection of Leeds City local authority children’s services
Inspection dates: 4 to 8 March 2024
Lead inspector: Jo Meadows, His Majesty’s Inspector
Judgement Grade
The impact of leaders on social work practice with children and families Good
The experiences and progress of children who need help and protection Good
The experiences and progress of children in care Good
The experiences and progress of care leavers Good
Overall effectiveness Good
Services are good, say the inspectors of Ofsted."""
LIST = """What needs to improve?
• The quality of plans.
• The timeliness of visits."""
REST = """The experiences and progress of children who need help and protection: good
1. Children are seen.
2. They are heard."""
SIF_COVER = """Leeds City Council
Inspection of services for children in need of help and protection, children
looked after and care leavers
Inspection date: 3 to 26 March 2015
Report published: 8 May 2015
The overall judgement is that children’s services are good
1. Children who need help and protection Good
2. Children looked after and achieving permanence Good
2.1 Adoption performance Good
2.2 Experiences and progress of care leavers Good
3. Leadership, management and governance Outstanding
Ofsted combines its reports."""
TWO = ["The quality of plans.", "The timeliness of visits."]
BOARD_COVER = SIF_COVER.replace(
    "Inspection date", "and\nReview of the effectiveness of the Local Safeguarding Children Board\nInspection date"
)


def read(*pages: str) -> ReportReading:
    return read_pages(list(pages), None)


def texts(reading: ReportReading, body: Body = Body.COUNCIL) -> list[str]:
    return [each.text for each in reading.recommendations if each.body is body]

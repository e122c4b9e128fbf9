"""The documents standards are cited from, and the day each came into force where that is sure.

``in_force_from`` is None where the duty is older than the document or the day is not sure, so that a duty is never
dropped on a guess. Guidance that is issued anew every few years is cited *in the edition then in force*, with those
that were read: the duty was there before them. A duty newer than the event it would judge is not applied: the 45
working days of 2013 say nothing of an assessment begun in 2012.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.standards.standard import Citation, Confidence


@dataclass(frozen=True, slots=True)
class Document:
    """An act, regulation, guidance or policy, and when it came into force (None: no bound)."""

    title: str
    in_force_from: dt.date | None = None

    def at(
        self, reference: str, url: str | None, confidence: Confidence, *, in_force_from: dt.date | None = None
    ) -> Citation:
        """The citation of one place in the document; ``in_force_from`` where that place is younger than the whole."""
        return Citation(self.title, reference, url, confidence, in_force_from or self.in_force_from)


LOCAL = Document("Local policy: the default shipped with Sightline")

CARE_PLANNING = Document(
    "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)", dt.date(2011, 4, 1)
)
CARE_LEAVERS = Document("Care Leavers (England) Regulations 2010 (SI 2010/2571)", dt.date(2011, 4, 1))
ADOPTION_AGENCIES = Document("Adoption Agencies Regulations 2005 (SI 2005/389)", dt.date(2005, 12, 30))
PRIVATE_FOSTERING = Document(
    "Children (Private Arrangements for Fostering) Regulations 2005 (SI 2005/1533)", dt.date(2005, 7, 1)
)
SEND = Document("Special Educational Needs and Disability Regulations 2014 (SI 2014/1530)", dt.date(2014, 9, 1))
COMPLAINTS = Document(
    "Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)", dt.date(2006, 9, 1)
)
AGENCY_RULES = Document(
    "Child and family social workers: agency rules (DfE statutory guidance, in force 31 Oct 2024)",
    dt.date(2024, 10, 31),
)
IRO_HANDBOOK = Document("IRO Handbook", dt.date(2011, 4, 1))
CHILDREN_ACT = Document("Children Act 1989")
WORKING_TOGETHER = Document(
    "Working Together to Safeguard Children, the edition then in force (read in those of 2018 and 2023)"
)
EDUCATION_GUIDANCE = Document(
    "Promoting the education of looked-after children, the edition then in force (read in that of 2018)"
)
CIN_CENSUS = Document("DfE children in need census (guide / validation rules as restated in D2I open code)")
SSDA903 = Document("DfE SSDA903 collection (validation rules as restated in D2I open code)")
MISSING_GUIDANCE = Document(
    "Statutory guidance on children who run away or go missing from home or care (DfE, Jan 2014)"
)
EXPLOITATION_GUIDANCE = Document(
    "Safeguarding children from sexual exploitation: statutory guidance, the edition then in force (of 2009 or 2017)"
)
CARE_PLANNING_GUIDANCE = Document(
    "Children Act 1989 guidance and regulations, volume 2: care planning, placement and case review"
)
EMPLOYER_STANDARDS = Document("LGA Standards for Employers of Social Workers (standard 5 summary)")

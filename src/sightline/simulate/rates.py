"""Published rates of English authorities that Avonmere is held against: the quartiles across authorities of one year.

Contains public sector information licensed under the Open Government Licence v3.0. All are from the Department for
Education's Local Authority Interactive Tool (April 2026) for the year ending March shown; the three figures are the
authority at the lower quartile, the middle one, and the one at the upper quartile.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """One published measure: its code and words, year, and quartiles across authorities, in ``unit``."""

    measure: str
    words: str
    year: int
    lower: float
    middle: float
    upper: float
    unit: str = "%"


PUBLISHED: tuple[Published, ...] = (
    Published("RefBySource_Police_%", "Referrals from the police", 2016, 23.8, 27.2, 30.9),
    Published("RefBySource_Schl_%", "Referrals from schools", 2016, 14.1, 17.1, 20.8),
    Published("RefBySource_HealthServ_%", "Referrals from health services", 2016, 12.4, 14.3, 16.4),
    Published("CIN_Refferals_NFA", "Referrals needing no further action", 2016, 1.5, 6.5, 13.1),
    Published("ReReferral", "Referrals within twelve months of an earlier one", 2016, 16.1, 19.5, 23.8),
    Published("Continue_Assess_Comp", "Assessments finished within 45 working days", 2016, 76.1, 83.5, 92.3),
    Published("CINCease3months", "Cases closed that were open under three months", 2016, 34.6, 43.8, 51.6),
    Published("CINCease3-6", "Cases closed that were open three to six months", 2016, 12.8, 16.5, 19.5),
    Published("CINCease6-1", "Cases closed that were open six months to a year", 2016, 12.0, 15.4, 18.5),
    Published("CINCease1-2", "Cases closed that were open one to two years", 2016, 10.6, 13.2, 16.5),
    Published("CINCease2more", "Cases closed that were open two years or more", 2016, 7.5, 10.4, 14.1),
    Published("CP_conf_15days", "Initial conferences within 15 working days", 2016, 69.5, 81.2, 89.7),
    Published("RevCP", "Protection plans with every review in time", 2016, 92.0, 96.1, 98.6),
    Published("PrevRegCPR", "Protection plans that were not the child's first", 2016, 13.9, 17.3, 20.7),
    Published("CPRDuration", "Protection plans that ended within three months", 2016, 9.0, 17.0, 23.0),
    Published("CPPlans2yrs", "Protection plans that ended after two years or more", 2016, 2.7, 3.9, 5.8),
    Published("LACStable_2016on", "Looked-after children with three placements in the year", 2016, 8.0, 10.0, 12.0),
    Published("Children_missing", "Looked-after children missing in the year", 2016, 6.0, 9.0, 12.0),
    Published("%_of LAC Adopted", "Children leaving care who were adopted", 2016, 10.0, 14.0, 20.0),
    Published("LAC_ceased_SGO%", "Children leaving care to a special guardian", 2025, 8.0, 13.0, 17.0),
    Published("LACDental%", "Looked-after children whose teeth were checked", 2019, 83.0, 88.0, 93.0),
    Published("CareLeaverEET", "Care leavers in education, employment or training", 2016, 45.0, 50.0, 57.0),
    Published("CareLeaverAcc", "Care leavers in suitable accommodation", 2016, 80.0, 85.0, 91.0),
    Published("CareLeavers_LA_NotInTouch", "Care leavers the council is not in touch with", 2016, 4.0, 8.0, 13.0),
    Published("Work_Force_TO_Rate", "Social workers who left in the year", 2016, 12.0, 15.6, 20.0),
    Published("Work_Force_Agecy_Rate", "Social workers who are agency workers", 2016, 7.2, 13.7, 24.1),
    Published("Work_Force_AvgNumCase_SW", "Children a social worker holds", 2016, 14.3, 16.5, 20.2, "children"),
)
"""By measure. Education measures and any whose definition the record cannot follow are left out."""


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """A figure of the council whose shape the demonstration takes, for a council of its size."""

    measure: str
    words: str
    value: float


CASE: tuple[CaseFigure, ...] = (
    CaseFigure("in-need", "Children in need (October 2016)", 973),
    CaseFigure("on-plan", "Children on a protection plan (October 2016)", 153),
    CaseFigure("on-plan-before", "Children on a protection plan a year before", 221),
    CaseFigure("looked-after", "Looked-after children", 168),
    CaseFigure("out-of-area", "of whom placed outside the area", 48),
    CaseFigure("foster", "of whom with foster families", 123),
    CaseFigure("homes", "of whom in children's homes", 14),
    CaseFigure("section-20", "of whom accommodated under section 20", 78),
    CaseFigure("ceased", "Children who ceased to be looked after in the year", 88),
    CaseFigure("adopted", "of whom adopted", 9),
    CaseFigure("guardians", "of whom to a special guardian", 22),
    CaseFigure("enquiries", "Section 47 enquiries in the year", 700),
    CaseFigure("private", "Children privately fostered", 9),
    CaseFigure("at-risk", "Children at medium or high risk of exploitation", 19),
)
"""From the council's inspection report. Section 47 enquiries: 121 per 10,000 of 57,888 children."""

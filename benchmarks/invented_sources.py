"""Invented sources as large as a council's, for timing readers; shaped like the real ones, true to no child.

Every value is drawn by a seeded generator. They are not the simulator's: nothing here hangs together as a life does.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Column, Kind, Table
from sightline.record.tables import TABLES
from sightline.sources.extract import ARROW_TYPES, Extract, arrow_schema, complete

_FIRST_DAY = dt.date(2014, 4, 1)
_DAYS = 3650
_MISSING_SHARE = 0.15

ROWS_A_CHILD = {
    **{"people": 1.0, "professionals": 0.02, "teams": 0.001, "addresses": 4.0, "disabilities": 0.2, "families": 1.0},
    **{"contacts": 7.0, "cin_episodes": 2.5, "assessments": 2.3, "assessment_factors": 2.2, "cin_plans": 1.0},
    **{"cin_visits": 11.0, "s47_enquiries": 0.8, "strategy_discussions": 0.9, "strategy_attendances": 3.0},
    **{"initial_cp_conferences": 0.3, "cp_plans": 0.25, "cp_visits": 4.0, "cp_reviews": 0.7, "core_groups": 2.0},
    **{"cla_episodes": 0.7, "cla_placements": 0.4, "legal_statuses": 0.4, "cla_reviews": 1.0, "cla_visits": 3.0},
    **{"missing_episodes": 0.8, "return_interviews": 0.7, "involvements": 6.0, "management_decisions": 2.0},
    **{"case_supervisions": 4.0, "sdq_scores": 0.2, "cla_health_checks": 0.6, "pa_contacts": 0.8},
}
"""Rows of each table for each child ever known; 64 in all, so that 60,000 children make 3.9 million."""


def record(children: int, seed: int = 1) -> Extract:
    """A record of this many children, every column filled, links pointing at rows that are there."""
    draw = np.random.default_rng(seed)
    sizes = {name: max(1, round(children * share)) for name, share in ROWS_A_CHILD.items()}
    tables = {name: _table(TABLES[name], size, sizes, draw) for name, size in sizes.items()}
    supplied = {name: frozenset(arrow_schema(TABLES[name]).names) for name in tables}
    return Extract(complete(tables), supplied, "invented for timing")


def _table(table: Table, size: int, sizes: dict[str, int], draw: np.random.Generator) -> pa.Table:
    arrays = [_column(table, column, size, sizes, draw) for column in table.columns]
    return pa.table(arrays, schema=arrow_schema(table))


def _column(table: Table, column: Column, size: int, sizes: dict[str, int], draw: np.random.Generator) -> pa.Array:
    target = ARROW_TYPES[column.kind]
    missing = draw.random(size) < _MISSING_SHARE
    if column.is_key:
        return _keys(table.name, np.arange(size))
    if column.references is not None:
        if column.references not in sizes:
            return pa.nulls(size, target)
        return _keys(column.references, draw.integers(0, sizes[column.references], size))
    if column.kind is Kind.DATE:
        first = (_FIRST_DAY - dt.date(1970, 1, 1)).days
        return pa.array((first + draw.integers(0, _DAYS, size)).astype(np.int32), mask=missing).cast(target)
    if column.kind is Kind.FLAG:
        return pa.array(draw.random(size) < 0.5, mask=missing)
    if column.codes is not None:
        words = pa.array(list(CODE_SETS[column.codes].meanings))
        return words.take(pa.array(draw.integers(0, len(words), size), mask=missing))
    if column.kind in (Kind.COUNT, Kind.AMOUNT):
        return pa.array(draw.integers(0, 40, size), mask=missing).cast(target)
    words = pa.array([f"{column.name} {number}, as typed" for number in range(50)])
    return words.take(pa.array(draw.integers(0, len(words), size), mask=draw.random(size) < 0.5))


def _keys(table: str, numbers: np.ndarray) -> pa.Array:
    return pa.array([f"{table[:4].upper()}{number:07d}" for number in numbers.tolist()])


def write_census(path: Path, children: int, seed: int = 1) -> None:
    """A children in need census; one child in seven has a protection plan, as nationally one referral in ten or so."""
    draw = np.random.default_rng(seed)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<Message xmlns="http://www.dfe.gov.uk/CIN">\n')
        file.write(" <Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>")
        file.write("<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails></Header>\n <Children>\n")
        for number in range(children):
            file.write("\n".join(_census_child(number, draw)) + "\n")
        file.write(" </Children>\n</Message>\n")


def _census_child(number: int, draw: np.random.Generator) -> Iterator[str]:
    referred = dt.date(2023, 4, 1) + dt.timedelta(int(draw.integers(0, 300)))

    def later(days: int) -> str:
        return (referred + dt.timedelta(days)).isoformat()

    born = dt.date(2006, 1, 1) + dt.timedelta(int(draw.integers(0, 6500)))
    yield f"  <Child>\n   <ChildIdentifiers><LAchildID>C{number:07d}</LAchildID>"
    yield f"    <UPN>A{number:012d}</UPN>\n    <PersonBirthDate>{born}</PersonBirthDate>\n    <Sex>F</Sex>"
    yield "   </ChildIdentifiers>\n   <ChildCharacteristics><Ethnicity>WBRI</Ethnicity>"
    yield "    <Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>"
    yield f"   <CINdetails>\n    <CINreferralDate>{referred}</CINreferralDate>"
    yield "    <ReferralSource>2A</ReferralSource>\n    <PrimaryNeedCode>N1</PrimaryNeedCode>"
    yield "    <ReferralNFA>false</ReferralNFA>"
    yield f"    <Assessments>\n     <AssessmentActualStartDate>{later(1)}</AssessmentActualStartDate>"
    yield f"     <AssessmentInternalReviewDate>{later(12)}</AssessmentInternalReviewDate>"
    yield f"     <AssessmentAuthorisationDate>{later(40)}</AssessmentAuthorisationDate>"
    yield "     <FactorsIdentifiedAtAssessment>"
    yield "      <AssessmentFactors>3A</AssessmentFactors>\n      <AssessmentFactors>4B</AssessmentFactors>"
    yield "     </FactorsIdentifiedAtAssessment>\n    </Assessments>"
    yield f"    <CINPlanDates>\n     <CINPlanStartDate>{later(42)}</CINPlanStartDate>\n    </CINPlanDates>"
    if draw.random() < 0.3:
        yield f"    <Section47>\n     <S47ActualStartDate>{later(2)}</S47ActualStartDate>"
        yield f"     <InitialCPCtarget>{later(23)}</InitialCPCtarget>"
        if draw.random() < 0.5:
            yield f"     <DateOfInitialCPC>{later(20)}</DateOfInitialCPC>"
            yield "     <ICPCnotRequired>false</ICPCnotRequired>\n    </Section47>"
            yield f"    <ChildProtectionPlans>\n     <CPPstartDate>{later(20)}</CPPstartDate>"
            yield "     <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
            yield "     <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
            yield f"     <Reviews>\n      <CPPreviewDate>{later(100)}</CPPreviewDate>\n     </Reviews>"
            yield "    </ChildProtectionPlans>"
        else:
            yield "     <ICPCnotRequired>true</ICPCnotRequired>\n    </Section47>"
    yield "   </CINdetails>\n  </Child>"


def write_return(folder: Path, children: int, seed: int = 1) -> None:
    """An SSDA903 return: about two episodes and three reviews a child, and the other files in proportion."""
    draw = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    start = [dt.date(2022, 1, 1) + dt.timedelta(int(days)) for days in draw.integers(0, 800, children)]
    names = [f"{number:07d}" for number in range(children)]
    born = "05/12/2010"
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _RETURN}
    for name, since in zip(names, start, strict=True):
        moved, ended = since + dt.timedelta(90), since + dt.timedelta(400)
        rows["header"].append((name, 1, born, "WBRI", f"A{name}12345", 0, None))
        home = ("AB1 2CD", "AB3 4EF", 1234567)
        rows["episodes"].append(
            (name, _english(since), "S", "C1", "N1", "U1", "PR1", _english(moved), "X1", "PLACE", *home)
        )
        rows["episodes"].append(
            (name, _english(moved), "P", "C2", "N1", "U4", "PR4", _english(ended), "E4A", None, *home)
        )
        for days in (20, 110, 290):
            rows["reviews"].append((name, born, _english(since + dt.timedelta(days)), "PN1"))
        rows["oc2"].append((name, born, 14, None, 0, 0, 1, 1, 1, 0, 0, 0))
        rows["previous_permanence"].append((name, born, "Z1", None, None))
        rows["sw_episodes"].append((name, born, f"SW{int(name) % 400}", _english(since), None, None))
        if draw.random() < 0.3:
            rows["missing"].append((name, born, "M", _english(moved), _english(moved + dt.timedelta(2))))
        if draw.random() < 0.3:
            rows["oc3"].append((name, born, "YES", "F2", "U1"))
        if draw.random() < 0.04:
            rows["ad1"].append((name, born, _english(moved), _english(ended), 0, 2, "MF", "L11"))
    for name, header in _RETURN.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header.split(","))
            writer.writerows(rows[name])


_RETURN = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "oc2": (
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
        "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED"
    ),
    "previous_permanence": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "sw_episodes": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
}


def _english(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")

"""Whole sample files read to the last row: an invented census, and a published sample of the SSDA903 return."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sightline.record.tables import CinEpisode, InitialCpConference, Person, PreProceedings
from sightline.sources.extract import Extract, refusals_by_reason
from sightline.sources.integrity import CONFLICT
from sightline.sources.recognise import read
from sightline.sources.ssda903 import NOT_IN_RECORD

FIXTURES = Path(__file__).parents[2] / "fixtures"


def counts(extract: Extract) -> dict[str, int]:
    return {name: table.num_rows for name, table in extract.tables.items() if table.num_rows}


def test_a_census_gives_exactly_these_rows() -> None:
    extract = read(FIXTURES / "cin_census" / "census_2024.xml")
    assert extract.source == "children in need census 2024"
    assert counts(extract) == {
        "people": 2,
        "linked_identifiers": 2,
        "disabilities": 3,
        "cin_episodes": 2,
        "assessments": 2,
        "assessment_factors": 1,
        "cin_plans": 1,
        "s47_enquiries": 2,
        "initial_cp_conferences": 2,
        "cp_plans": 1,
        "cp_reviews": 1,
        "pre_proceedings": 1,
    }
    assert (extract.refusals, extract.refused_total) == ((), 0)
    assert {each.table: each.accepted for each in extract.files} == counts(extract)
    assert extract.rows("people", Person)[0] == Person(
        person_id="AV0000001", sex="2", ethnicity="WBRI", born_on=dt.date(2015, 3, 27)
    )
    assert extract.rows("cin_episodes", CinEpisode)[1] == CinEpisode(
        referral_id="AV0000002|2023-10-24",
        person_id="AV0000002",
        referred_on=dt.date(2023, 10, 24),
        primary_need_code="N1",
        source_code="2A",
        no_further_action=True,
        close_reason="RC9",
        closed_on=dt.date(2023, 10, 29),
    )
    made, lone = extract.rows("initial_cp_conferences", InitialCpConference)
    assert (made.made_cp_plan, made.target_on) == (True, dt.date(2023, 12, 22))
    assert (lone.made_cp_plan, lone.s47_enquiry_id) == (False, None)
    assert extract.tables["assessment_factors"].column("factors_json").to_pylist() == ['["1C", "6B"]']
    assert extract.rows("pre_proceedings", PreProceedings)[0].meetings_count == 3


def test_what_a_census_cannot_say_is_not_supplied() -> None:
    extract = read(FIXTURES / "cin_census" / "census_2024.xml")
    assert not any(extract.supplies("s47_enquiries", column) for column in ("ended_on", "professional_id", "team_id"))
    for table in ("cin_visits", "cp_visits", "cla_episodes", "professionals", "core_groups"):
        assert table not in extract.supplied


def test_the_return_gives_exactly_these_rows() -> None:
    extract = read(FIXTURES / "ssda903")
    assert counts(extract) == {
        "people": 48,
        "linked_identifiers": 48,
        "cla_episodes": 120,
        "cla_placements": 99,
        "legal_statuses": 68,
        "cla_reviews": 225,
        "permanences": 33,
        "sdq_scores": 48,
        "cla_health_checks": 64,
        "cla_immunisations": 48,
        "cla_convictions": 26,
        "cla_substance_misuses": 23,
        "care_leavers": 6,
        "immigration_statuses": 6,
        "missing_episodes": 5,
        "professionals": 1,
        "involvements": 1,
    }
    assert refusals_by_reason(extract) == {
        ("reviews.csv", "cla_review_id", CONFLICT): (182, 195, 198),
        ("sw_episodes.csv", "CHILD", "no row of people has this key"): (2,),
        ("DoLo.csv", "", NOT_IN_RECORD): (1,),
    }
    assert {each.table: each.accepted for each in extract.files} == {
        "AD1": 6,
        "Episodes": 120,
        "Header": 48,
        "Missing": 5,
        "OC2": 48,
        "OC3": 6,
        "PlacedAdoption": 7,
        "PrevPerm": 48,
        "Reviews": 228,
        "SWEpisodes": 1,
        "UASC": 6,
    }

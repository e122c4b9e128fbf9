"""The shipped files are made again from published ones; what is missing or strange is said or left out."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sightline.country.gathering import gather
from sightline.errors import UserError

FILES = {
    "la_codes.csv": "la_code,ons_code,urn,la_name,region,la_type,status,aliases,ofsted_folder\n"
    "801,E1,80450.0,Bristol,South West,Unitary Authority,current,,\n"
    "837,E2,,Bournemouth,South West,Unitary Authority,abolished,,\n",
    "la_inspections.csv": "la_code,la_name,region,status,framework,type,inspection_start,inspection_end,published,"
    "overall,leaders,help_protection,in_care,care_leavers,adoption,lscb,source\n"
    "801,Bristol,South West,current,SIF,first inspection,2014-09-23,2014-10-15,2014-11-28,good,good,good,good,good,-,"
    "requires improvement,ofsted-csc-2023-ods\n",
    "la_visits.csv": "la_code,type,date,published,theme\n801,ILACS Focused Visit,2025-03-26,,Front door\n"
    "801,LA Monitoring visit,2024-03-26,2024-04-29,\n",
    "stat_neighbours.csv": "la_code,model_year,rank,neighbour_code,closeness\n801,2021,1,837,Close \n"
    "801,2025,1,837,Very Close\n",
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A folder of published figures."""
    folder = tmp_path / "published"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    table = pa.table(
        {
            "la_code": pa.array([801, 801, 801], pa.int16()),
            "year": pa.array([2024, 2023, 2024], pa.int16()),
            "measure": pa.array(["LAC", "LAC", "TotalLACFinance"]).dictionary_encode(),
            "value": pa.array([70.0, 71.5, 9.0], pa.float32()),
        }
    )
    pq.write_table(table, folder / "la_indicators.parquet")
    return folder


def test_published_files_become_the_shipped_ones(published: Path, tmp_path: Path) -> None:
    gather(published, tmp_path)
    assert (tmp_path / "authorities.csv").read_text("utf-8").splitlines()[1:] == [
        "801,E1,80450,Bristol,South West,Unitary Authority,yes",
        "837,E2,,Bournemouth,South West,Unitary Authority,no",
    ]
    assert (tmp_path / "inspections.csv").read_text("utf-8").splitlines()[1] == (
        "801,Single Inspection Framework,first inspection,2014-09-23,2014-10-15,2014-11-28,good,good,good,good,good,,"
        "requires improvement,ofsted-csc-2023-ods"
    )
    assert (tmp_path / "visits.csv").read_text("utf-8").splitlines()[1:] == [
        "801,focused visit,2025-03-26,,Front door",
        "801,monitoring visit,2024-03-26,2024-04-29,",
    ]
    assert (tmp_path / "neighbours.csv").read_text("utf-8").splitlines()[1:] == ["801,1,837,very close"]


def test_measures_that_are_not_shown_are_left_out(published: Path, tmp_path: Path) -> None:
    gather(published, tmp_path)
    kept = pq.read_table(tmp_path / "indicators.parquet").to_pylist()
    assert kept == [
        {"measure": "LAC", "authority": 801, "year": 2023, "value": 71.5},
        {"measure": "LAC", "authority": 801, "year": 2024, "value": 70.0},
    ]


@pytest.mark.parametrize("name", [*FILES, "la_indicators.parquet"])
def test_a_file_that_is_not_there_is_named(published: Path, tmp_path: Path, name: str) -> None:
    (published / name).unlink()
    with pytest.raises(UserError, match=f"{name} is not in the folder"):
        gather(published, tmp_path)

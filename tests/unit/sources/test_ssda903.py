"""The SSDA903 return."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sightline.errors import SourceError
from sightline.record.tables import TABLES
from sightline.sources import ssda903
from sightline.sources.extract import Extract
from sightline.sources.recognise import read
from sightline.sources.ssda903 import NO_CHILD
from sightline.sources.ssda903_layout import COLUMNS, ReturnFile, return_layout
from sightline.sources.ssda903_supply import SOURCES
from sightline.sources.values import NO_SUCH_DAY

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content.strip() + "\n", encoding="utf-8")
    return folder


def episodes(*rows: str) -> str:
    """Rows of child, start, reason, legal status, placement, end and reason; the rest left out."""
    lines = []
    for row in rows:
        child, start, why, status, place, end, ended = (each.strip() for each in row.split(","))
        lines.append(f"{child},{start},{why},{status},N1,{place},PR1,{end},{ended},,,,")
    return "\n".join([EPISODES, *lines])


def rows(extract: Extract, table: str, *columns: str) -> list[tuple[Any, ...]]:
    found = extract.tables[table].to_pylist()
    return sorted((tuple(row[column] for column in columns) for row in found), key=str)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("file", list(ReturnFile))
def test_every_file_is_told_by_its_columns(file: ReturnFile) -> None:
    layout = return_layout([each.lower() for each in COLUMNS[file]])
    assert layout is not None
    assert layout.file is file
    assert set(layout.positions) == set(COLUMNS[file])


def test_every_column_said_to_be_supplied_is_one_of_the_record_and_comes_from_one_of_the_return() -> None:
    for name, columns in SOURCES.items():
        assert next(iter(columns)) == TABLES[name].key.name
        for column, sources in columns.items():
            assert TABLES[name].has(column)
            assert all(source in COLUMNS[file] for file, source in sources)


def test_episodes_that_follow_one_another_are_one_period_of_care(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            e=episodes(
                "1, 01/02/2020, S, C1, U1, 01/05/2020, X1",
                "1, 01/05/2020, L, C2, U1, 01/08/2020, X1",
                "1, 01/08/2020, P, C2, K2, 01/09/2020, E4A",
                "1, 01/01/2021, S, V2, U4, , ",
                "2, 01/03/2020, P, C2, U4, , ",
            ),
        )
    )
    assert rows(extract, "cla_episodes", "cla_id", "entered_care_on", "cla_placement_id") == [
        ("1|care|2020-02-01", day("2020-02-01"), "1|placement|2020-02-01"),
        ("1|care|2020-02-01", day("2020-02-01"), "1|placement|2020-02-01"),
        ("1|care|2020-02-01", day("2020-02-01"), "1|placement|2020-08-01"),
        ("1|care|2021-01-01", day("2021-01-01"), "1|placement|2021-01-01"),
        ("2|care|2020-03-01", None, "2|placement|2020-03-01"),
    ]
    assert rows(extract, "cla_placements", "started_on", "ended_on", "placement_type_code") == [
        (day("2020-02-01"), day("2020-08-01"), "U1"),
        (day("2020-03-01"), None, "U4"),
        (day("2020-08-01"), day("2020-09-01"), "K2"),
        (day("2021-01-01"), None, "U4"),
    ]
    assert rows(extract, "legal_statuses", "person_id", "legal_status", "started_on", "ended_on") == [
        ("1", "C1", day("2020-02-01"), day("2020-05-01")),
        ("1", "C2", day("2020-05-01"), day("2020-09-01")),
        ("1", "V2", day("2021-01-01"), None),
        ("2", "C2", day("2020-03-01"), None),
    ]


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    some = [
        f"{child}, 0{month}/02/2020, {why}, C2, U1, 0{month + 1}/02/2020, X1"
        for child in "123"
        for month, why in ((1, "S"), (2, "P"), (3, "L"))
    ]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = read(write(tmp_path / "a", e=episodes(*some)))
    second = read(write(tmp_path / "b", e=episodes(*reversed(some))))
    for name in ("cla_episodes", "cla_placements", "legal_statuses"):
        assert (
            first.tables[name].sort_by(TABLES[name].key.name).equals(second.tables[name].sort_by(TABLES[name].key.name))
        )


def test_a_gap_ends_a_period_of_care_and_an_unknown_start_joins_none(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            e=episodes(
                "1, 01/02/2020, S, C2, U1, 01/05/2020, X1",
                "1, 02/05/2020, P, C2, U1, 01/08/2020, E4A",
                "1, 31/02/2020, P, C2, U1, 01/10/2020, E4A",
            ),
        )
    )
    assert rows(extract, "cla_episodes", "cla_id", "entered_care_on") == [
        ("1|care|", None),
        ("1|care|2020-02-01", day("2020-02-01")),
        ("1|care|2020-05-02", None),
    ]
    assert [(each.file, each.line, each.column, each.reason) for each in extract.refusals] == [
        ("e.csv", 4, "DECOM", NO_SUCH_DAY)
    ]


def test_reviews_belong_to_the_period_of_care_they_fall_in(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            e=episodes("1, 01/02/2020, S, C2, U1, 01/05/2020, E4A", "1, 01/01/2021, S, C2, U1, , "),
            r="CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/02/2020,PN1\n1,,01/05/2020,PN2\n1,,01/06/2020,PN3\n1,,01/06/2022,PN4\n2,,01/03/2020,PN5",
        )
    )
    assert rows(extract, "cla_reviews", "participation_code", "cla_id") == [
        ("PN1", "1|care|2020-02-01"),
        ("PN2", "1|care|2020-02-01"),
        ("PN3", None),
        ("PN4", "1|care|2021-01-01"),
        ("PN5", None),
    ]


class TestPermanence:
    """Decisions, placements, orders and what they came to."""

    COLUMNS = (
        *("permanence_id", "cla_id", "adoption_decision_on", "placement_order_on", "placed_for_adoption_on"),
        *("matched_on", "decision_reversed_on", "order_type", "order_on"),
    )

    def test_the_two_files_and_the_episodes_make_one_road(self, tmp_path: Path) -> None:
        extract = read(
            write(
                tmp_path,
                e=episodes(
                    "1, 01/02/2020, S, C2, U1, 01/05/2020, X1",
                    "1, 01/05/2020, L, E1, U1, 01/08/2020, X1",
                    "1, 01/08/2020, P, E1, A5, 01/12/2020, E11",
                ),
                p="CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,01/04/2020,,",
                a="CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n1,,01/04/2020,01/07/2020,0,2,MF,L11",
            )
        )
        assert rows(extract, "permanences", *self.COLUMNS) == [
            (
                *("1|permanence|2020-04-01", "1|care|2020-02-01", day("2020-04-01"), day("2020-05-01")),
                *(day("2020-08-01"), day("2020-07-01"), None, "ADOPTION", day("2020-12-01")),
            )
        ]

    def test_a_reversed_decision_keeps_its_own_row_and_what_followed_goes_to_the_later(self, tmp_path: Path) -> None:
        extract = read(
            write(
                tmp_path,
                e=episodes("1, 01/02/2020, S, C2, A5, , "),
                p="CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,01/04/2020,01/06/2020,RD1\n1,,01/09/2020,,",
            )
        )
        assert rows(
            extract, "permanences", "adoption_decision_on", "decision_reversed_on", "placed_for_adoption_on"
        ) == [
            (day("2020-04-01"), day("2020-06-01"), None),
            (day("2020-09-01"), None, day("2020-02-01")),
        ]

    def test_special_guardianship_needs_no_decision(self, tmp_path: Path) -> None:
        extract = read(
            write(
                tmp_path,
                e=episodes("1, 01/02/2020, S, C2, U1, 01/05/2020, E45", "2, 01/02/2020, S, C2, U1, 01/05/2020, E4A"),
            )
        )
        assert rows(extract, "permanences", "permanence_id", "order_type", "order_on") == [
            ("1|permanence|2020-05-01", "SGO", day("2020-05-01"))
        ]
        assert "adoption_decision_on" not in extract.supplied["permanences"]

    def test_a_decision_without_episodes_stands_alone(self, tmp_path: Path) -> None:
        extract = read(
            write(
                tmp_path, p="CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,01/01/2019,01/04/2020,,"
            )
        )
        assert rows(extract, "permanences", "person_id", "cla_id", "adoption_decision_on") == [
            ("1", None, day("2020-04-01"))
        ]
        assert "order_on" not in extract.supplied["permanences"]


def test_the_header_gives_children_their_numbers_and_mothers_their_children(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            h="CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,2,05/12/2005,WBRI,A123,1,01/03/2021\n2,M,06/12/2005,AIND,UN1,,",
        )
    )
    assert rows(extract, "people", "person_id", "sex", "born_on", "is_mother", "upn_unknown_reason") == [
        ("1", "2", day("2005-12-05"), True, None),
        ("2", "1", day("2005-12-06"), None, "UN1"),
    ]
    assert rows(extract, "linked_identifiers", "person_id", "value") == [("1", "A123")]
    assert rows(extract, "mothers", "person_id", "child_born_on") == [("1", day("2021-03-01"))]
    assert "cla_episodes" not in extract.supplied


def test_without_a_header_children_are_those_the_other_files_name(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            e=episodes("1, 01/02/2020, S, C2, U1, , "),
            m="CHILD,DOB,MISSING,MIS_START,MIS_END\n1,05/12/2005,M,01/03/2020,\n3,06/12/2005,A,01/03/2020,02/03/2020\n3,06/12/2005,A,01/04/2020,",
        )
    )
    assert rows(extract, "people", "person_id", "born_on") == [("1", day("2005-12-05")), ("3", day("2005-12-06"))]
    assert rows(extract, "missing_episodes", "person_id", "episode_type", "ended_on") == [
        ("1", "M", None),
        ("3", "A", None),
        ("3", "A", day("2020-03-02")),
    ]


def test_the_outcomes_of_the_year_have_no_day_and_say_so(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            o="CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,"
            "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n1,,14,,1,0,0,1,1,1,0,1\n2,,,SDQ1,0,,,0,0,0,,",
        )
    )
    assert rows(extract, "sdq_scores", "person_id", "score", "reason") == [("1", 14, None), ("2", None, "SDQ1")]
    assert rows(extract, "cla_health_checks", "person_id", "check_type") == [
        ("1", "Dental Check"),
        ("1", "Health Assessment"),
    ]
    assert rows(extract, "cla_immunisations", "person_id", "up_to_date") == [("1", False)]
    assert rows(extract, "cla_convictions", "person_id") == [("1",)]
    assert rows(extract, "cla_substance_misuses", "person_id", "intervention_received") == [("1", False)]
    for table, column in (("cla_health_checks", "checked_on"), ("sdq_scores", "completed_on")):
        assert not extract.supplies(table, column)


def test_the_other_files(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            oc3="CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,,YES,F2,U1\n2,,NO,G4,K2\n3,,DIED,,0",
            u="CHILD,SEX,DOB,DUC\n1,1,05/12/2005,05/12/2023",
            pp="CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,,Z1,,\n2,,P1,E09000001,01/2015",
            sw="CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,,SW1,01/01/2020,03/01/2020,MANAGE\n2,,SW1,01/01/2020,,",
        )
    )
    assert rows(extract, "care_leavers", "in_touch_code", "accommodation_code", "accommodation_suitable") == [
        ("DIED", "0", None),
        ("NO", "K", False),
        ("YES", "U", True),
    ]
    assert rows(extract, "immigration_statuses", "person_id", "started_on", "ended_on") == [
        ("1", None, day("2023-12-05"))
    ]
    assert rows(extract, "cla_previous_permanences", "person_id", "option_code", "order_on_text") == [
        ("2", "P1", "01/2015")
    ]
    assert rows(extract, "professionals", "professional_id") == [("SW1",)]
    assert rows(extract, "involvements", "person_id", "role", "ended_on") == [
        ("1", "ALLOCATED", day("2020-01-03")),
        ("2", "ALLOCATED", None),
    ]


def test_a_row_without_a_child_is_refused_and_a_file_the_record_has_no_place_for_is_named(tmp_path: Path) -> None:
    extract = read(
        write(
            tmp_path,
            r="CHILD,DOB,REVIEW,REVIEW_CODE\n,,01/02/2020,PN1\n1,,01/05/2020,PN2\n1,,01/06/2020",
            d="CHILD,DOB,DOLO_START,DOLO_END\n1,,01/01/2025,",
            x="colour\nred",
        )
    )
    assert [(each.file, each.line, each.reason) for each in extract.refusals] == [
        ("d.csv", 1, ssda903.NOT_IN_RECORD),
        ("r.csv", 2, NO_CHILD),
        ("r.csv", 4, "the row has 3 cells and the header 4"),
        ("x.csv", 1, ssda903.NOT_RECOGNISED),
    ]
    (summary,) = extract.files
    assert (summary.file, summary.table, summary.accepted, summary.refused) == ("r.csv", "Reviews", 1, 2)


def test_one_file_is_a_source_too(tmp_path: Path) -> None:
    write(tmp_path, e=episodes("1, 01/02/2020, S, C2, U1, , "))
    extract = read(tmp_path / "e.csv")
    assert extract.tables["cla_episodes"].num_rows == 1
    assert "cla_reviews" not in extract.supplied


def test_a_folder_without_the_return_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no file of the SSDA903 return"):
        ssda903.read(write(tmp_path, x="colour\nred"))

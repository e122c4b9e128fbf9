"""The story across the record: what matters, visits counted, who wrote it, what was corrected."""

from __future__ import annotations

import datetime as dt

from sightline.casework.queries.child.chronology import ALL, Entry, chronology_of
from sightline.casework.queries.child.corrections import Former
from sightline.casework.queries.child.reading import Reading
from sightline.casework.queries.child.story import GROUPED, TELLING, WRITTEN_WORDS
from sightline.ledger.models import Closing
from sightline.record.tables import TABLES
from sightline.record.tables.cin_episodes import CinEpisode
from tests.support.readings import HERE, Read

STORY = """
    cin_episodes
    referral_id | person_id | referred_on | closed_on  | source_code
    R1          | C1        | 2015-01-05  | 2015-01-05 | 2A
    R2          | C1        |             |            |

    cin_visits
    cin_visit_id | person_id | visited_on | child_seen | child_seen_alone
    V1           | C1        | 2016-02-01 | yes        | yes
    V2           | C1        | 2016-03-01 | yes        | no
    V3           | C1        | 2016-04-01 | no         |
    V4           | C1        | 2015-12-31 | yes        | yes
    V5           | C1        | 2016-11-15 | yes        | yes

    case_notes
    case_note_id | person_id | noted_on   | note_type | words           | is_childs_voice
    N1           | C1        | 2016-05-01 | visit     | I want to stay. | yes
    N2           | C1        | 2016-05-02 | call      | <b>Routine</b>  | no
"""


def entries(reading: Reading, shown: str = "significant") -> list[Entry]:
    return [entry for year in chronology_of(reading, {}, [], shown=shown).years for entry in year.entries]


def test_visits_are_one_line_a_year_and_routine_is_left_out(read: Read) -> None:
    found = chronology_of(read(STORY), {}, [])
    assert [(year.year, [entry.words for entry in year.entries]) for year in found.years] == [
        (
            2016,
            [
                "The child's own words: Visit",
                "3 child in need visits: the child was seen at 2, alone at 1",
            ],
        ),
        (
            2015,
            [
                "1 child in need visit: the child was seen at 1, alone at 1",
                "Case closed. Reason: not recorded",
                "Referred. From: SCHOOLS",
            ],
        ),
    ]
    assert (found.left_out, found.undated) == (1, 1)


def test_a_line_that_stands_for_several_says_its_first_day(read: Read) -> None:
    grouped = [each for each in entries(read(STORY)) if "visits" in each.words]
    assert (grouped[0].first_on, grouped[0].on) == (dt.date(2016, 2, 1), dt.date(2016, 4, 1))


def test_everything_shows_each_visit_and_what_was_written(read: Read) -> None:
    found = entries(read(STORY), ALL)
    assert len(found) == 8
    assert "<b>Routine</b>" in [each.detail for each in found]  # escaped by the template, not here
    assert sum(each.words.startswith("Child in need visit") for each in found) == 4


def test_the_future_is_not_told(read: Read) -> None:
    assert all(each.on <= dt.date(2016, 11, 14) for each in entries(read(STORY), ALL))
    assert entries(read(STORY, as_at=dt.date(2014, 1, 1))) == []


def test_what_was_written_here_says_by_whom_and_when(read: Read) -> None:
    assert {each.written for each in entries(read(STORY))} == {""}
    assert {each.written for each in entries(read(STORY, transaction=HERE), ALL)} == {"Ali Auditor, 10 November 2016"}


def test_a_correction_stands_beside_its_row_once(read: Read) -> None:
    said = {("cin_episodes", "R1"): ("Day of referral: was 4 January 2015 until 10 November 2016",)}
    found = [entry for year in chronology_of(read(STORY), said, []).years for entry in year.entries]
    assert [each.words for each in found if each.corrected] == ["Referred. From: SCHOOLS"]


def test_a_routine_entry_that_was_corrected_is_not_left_out(read: Read) -> None:
    found = chronology_of(read(STORY), {("case_notes", "N2"): ("What it says: was Rang. until 10 November 2016",)}, [])
    assert found.left_out == 0
    assert "Note: Telephone call" in [entry.words for year in found.years for entry in year.entries]


def test_what_was_withdrawn_is_told_as_withdrawn(read: Read) -> None:
    row = CinEpisode(referral_id="R9", person_id="C1", referred_on=dt.date(2016, 6, 1), source_code="6")
    found = chronology_of(read(""), {}, [Former(row, 9, 1, HERE, Closing.WITHDRAWN)])
    entry = found.years[0].entries[0]
    assert entry.is_withdrawn
    assert entry.detail == "Recorded in error and withdrawn on 10 November 2016 by Ali Auditor: Read the file"


def test_what_ends_on_the_day_it_began_comes_after_its_beginning(read: Read) -> None:
    away = "missing_episodes\nmissing_episode_id | person_id | started_on | ended_on\nM1 | C1 | 2016-08-01 | 2016-08-01"
    assert [each.words for each in entries(read(away))] == ["Came back after being missing", "Went missing"]


def test_the_story_names_only_what_the_record_declares() -> None:
    for told in TELLING:
        assert TABLES[told.table].has(told.on), told
        assert TABLES[told.table].has("person_id"), told
    for name, column in WRITTEN_WORDS.items():
        assert TABLES[name].has(column)
    assert set(GROUPED) <= {told.table for told in TELLING}

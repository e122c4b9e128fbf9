"""What is written is read back: SSD CSV, SSD Parquet and Sightline Parquet."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.errors import SourceError
from sightline.record.schema import Column, Kind, Row, Table
from sightline.record.tables import (
    TABLES,
    Assessment,
    AssessmentFactor,
    CinEpisode,
    ClaEpisode,
    ClaReview,
    Contact,
    CoreGroup,
    Person,
    Professional,
    Team,
)
from sightline.sources import parquet, ssd
from sightline.sources.extract import Extract, arrow_schema, from_rows
from sightline.sources.recognise import read

DAY = dt.date(2016, 11, 14)

Writer = Callable[[Extract, Path], None]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "SSD CSV": lambda extract, folder: ssd.write(extract, folder),
        "SSD Parquet": lambda extract, folder: ssd.write(extract, folder, ssd.SsdFormat.PARQUET),
        "Sightline Parquet": parquet.write,
    }
)
each_writer = pytest.mark.parametrize("write", list(WRITERS.values()), ids=list(WRITERS))

# Texts that trip up readers of CSV beside any others; keys and codes are without outer spaces, as reading trims them
_AWKWARD = st.sampled_from(
    ["=1+1", "+44", "-2", "@x", "\tx", "'=x", "'", "NULL", "'NULL", 'a"b', "a,b;c|d", "two\nlines"]
)
_TEXT = st.one_of(_AWKWARD, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1))
_WORD = st.one_of(_AWKWARD, st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8)).map(str.strip)
_VALUES: Mapping[Kind, st.SearchStrategy[Any]] = MappingProxyType(
    {
        Kind.KEY: _WORD,
        Kind.CODE: _WORD,
        Kind.TEXT: _TEXT.filter(lambda text: text != "PLACEHOLDER_DATA"),
        Kind.DATE: st.dates(dt.date(1900, 1, 2), dt.date(2100, 12, 31)),
        Kind.FLAG: st.booleans(),
        Kind.COUNT: st.integers(-(10**12), 10**12),
        Kind.AMOUNT: st.floats(allow_nan=False, allow_infinity=False),
    }
)
# Columns whose SSD home they share with flags: text of their own is tried in test_texts_beside_flags
_JSON_HOMES = frozenset(
    column.ssd.partition("#")[0]
    for table in TABLES.values()
    for column in table.columns
    if column.ssd and "#" in column.ssd
)


def _strategy(column: Column) -> st.SearchStrategy[Any]:
    if column.is_key:
        return _VALUES[column.kind]
    if column.ssd in _JSON_HOMES or column.through is not None:
        return st.none()
    return st.one_of(st.none(), _VALUES[column.kind])


def _rows(table: Table) -> st.SearchStrategy[list[Row]]:
    row = st.builds(table.row, **{column.name: _strategy(column) for column in table.columns})
    return st.lists(row, max_size=4, unique_by=lambda each: getattr(each, table.key.name))


def _same(first: Extract, second: Extract) -> None:
    assert {name: table for name, table in first.supplied.items() if table} == dict(second.supplied)
    for name in TABLES:
        expected, found = first.tables[name].to_pylist(), second.tables[name].to_pylist()
        assert found == expected, name


@each_writer
@settings(max_examples=40)
@given(data=st.data())
def test_any_rows_of_any_table_come_back(write: Writer, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(list(TABLES.values())), label="table")
    extract = from_rows(data.draw(_rows(table), label="rows"), only=[table.name])
    with tempfile.TemporaryDirectory() as folder:
        write(extract, Path(folder))
        _same(extract, read(Path(folder)))


RECORD = from_rows(
    [
        Person(person_id="ada", forename="=cmd()", surname="O'Brien", born_on=DAY, is_mother=True),
        Person(person_id="bob", surname="NULL", has_ehc_plan=False),
        Contact(contact_id="c1", person_id="ada", contacted_on=DAY, leads_to_referral=True, responded_on=DAY),
        Contact(contact_id="c2", person_id="ada", leads_to_referral=False),
        Contact(contact_id="c3", person_id="bob"),
        CinEpisode(referral_id="r1", person_id="ada", referred_on=DAY, leads_to_assessment=True, decided_on=DAY),
        Assessment(assessment_id="a1", person_id="ada", referral_id="r1", leads_to_services=True),
        AssessmentFactor(assessment_factor_id="f1", assessment_id="a1", factors_json='["1A"]', person_id="ada"),
        ClaEpisode(cla_episode_id="e1", person_id="bob", cla_id="k1", started_on=DAY),
        ClaReview(cla_review_id="v1", cla_id="k1", reviewed_on=DAY, person_id="bob"),
        ClaReview(cla_review_id="v2", reviewed_on=DAY, person_id="ada"),
        CoreGroup(core_group_id="g1", person_id="ada", held_on=DAY),
        Professional(professional_id="p1", full_time_equivalent=0.6, caseload=17, is_agency=False),
        Team(team_id="t1", name="Front door", service="access-and-response"),
    ],
    source="the record of this test",
)


@each_writer
def test_a_record_with_links_and_flags_comes_back_whole(write: Writer, tmp_path: Path) -> None:
    write(RECORD, tmp_path)
    back = read(tmp_path)
    _same(RECORD, back)
    assert (back.refusals, back.refused_total) == ((), 0)


@each_writer
def test_tables_and_columns_that_are_not_supplied_stay_so(write: Writer, tmp_path: Path) -> None:
    supplied = {"people": frozenset({"person_id", "born_on"}), "cp_plans": frozenset({"cp_plan_id", "person_id"})}
    people = from_rows([Person(person_id="ada", born_on=DAY)]).tables
    write(Extract(people, supplied, "two tables"), tmp_path)
    back = read(tmp_path)
    assert dict(back.supplied) == supplied, "a table supplied but empty is told from one not supplied"
    assert back.tables["people"].num_rows == 1


def test_the_ssd_files_are_named_and_written_as_the_ssd_has_them(tmp_path: Path) -> None:
    ssd.write(RECORD, tmp_path)
    contacts = (tmp_path / "ssd_contacts.csv").read_text("utf-8").splitlines()
    assert contacts[0].startswith('"cont_contact_id","cont_person_id","cont_contact_date"')
    assert '"{""NEW_REFERRAL_FLAG"": ""Y""}"' in contacts[1]
    people = (tmp_path / "ssd_person.csv").read_text("utf-8")
    assert '"\'=cmd()"' in people, "a spreadsheet must not run it"
    assert '"Y"' in people
    assert (tmp_path / "core_groups.csv").read_text("utf-8").startswith('"core_group_id"')
    header = (tmp_path / "ssd_assessment_factors.csv").read_text("utf-8").splitlines()[0]
    assert "person_id" not in header, "what the SSD leaves to a parent table is left to it"


def test_texts_beside_flags_gain_them_and_are_then_left_alone(tmp_path: Path) -> None:
    text = '{"COMMENTS": "seen at home"}'
    rows = [
        Contact(contact_id="1", outcome_json=text, leads_to_referral=True),
        Contact(contact_id="2", outcome_json=text),
        Contact(contact_id="3", outcome_json="not JSON"),
    ]
    ssd.write(from_rows(rows, only=["contacts"]), tmp_path / "once")
    once = ssd.read(tmp_path / "once")
    texts = once.tables["contacts"].column("outcome_json").to_pylist()
    assert json.loads(texts[0]) == {"COMMENTS": "seen at home", "NEW_REFERRAL_FLAG": "Y"}
    assert texts[1:] == [text, "not JSON"]
    assert once.tables["contacts"].column("leads_to_referral").to_pylist() == [True, None, None]
    ssd.write(once, tmp_path / "twice")
    assert ssd.read(tmp_path / "twice").tables["contacts"].equals(once.tables["contacts"])


class TestSightlineParquet:
    """The folder says what it holds, and a folder that says it wrongly is refused in one sentence."""

    def test_the_source_in_words_is_kept(self, tmp_path: Path) -> None:
        parquet.write(RECORD, tmp_path)
        assert parquet.read(tmp_path).source == "the record of this test"

    @pytest.mark.parametrize(
        "manifest",
        [
            *("", "[]", "{}", '{"format": 1}', '{"format": 2, "source": "", "supplied": {}}', "[" * 100_000),
            '{"format": 1, "source": "", "supplied": {"horses": ["a"]}}',
            '{"format": 1, "source": "", "supplied": {"people": ["hooves"]}}',
            '{"format": 1, "source": "", "supplied": {"people": ["person_id"]}}',
            '{"format": 1, "source": "", "supplied": {"../people": []}}',
        ],
    )
    def test_a_manifest_that_is_not_ours_is_refused(self, tmp_path: Path, manifest: str) -> None:
        (tmp_path / parquet.MANIFEST).write_text(manifest)
        with pytest.raises(SourceError, match="write the folder again"):
            read(tmp_path)

    @pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
    def test_a_broken_file_is_refused(self, tmp_path: Path, content: bytes) -> None:
        parquet.write(RECORD, tmp_path)
        (tmp_path / "people.parquet").write_bytes(content)
        with pytest.raises(SourceError, match=r"people\.parquet"):
            read(tmp_path)

    def test_a_file_of_another_shape_is_refused(self, tmp_path: Path) -> None:
        parquet.write(RECORD, tmp_path)
        pa.parquet.write_table(pa.table({"person_id": [1]}), tmp_path / "people.parquet")
        with pytest.raises(SourceError, match="other columns or types"):
            read(tmp_path)

    def test_what_was_declared_since_the_folder_was_written_is_empty_not_supplied_and_said_once(
        self, tmp_path: Path
    ) -> None:
        parquet.write(from_rows([Person(person_id="1", forename="Siân")], only=["people", "case_notes"]), tmp_path)
        (tmp_path / "case_notes.parquet").unlink()
        before = pa.parquet.read_table(tmp_path / "people.parquet").drop_columns(["sex", "surname"])
        pa.parquet.write_table(before, tmp_path / "people.parquet")
        held = json.loads((tmp_path / parquet.MANIFEST).read_text())
        held["supplied"] = {"people": [name for name in held["supplied"]["people"] if name not in ("sex", "surname")]}
        (tmp_path / parquet.MANIFEST).write_text(json.dumps(held))
        extract = read(tmp_path)
        assert extract.rows("people", Person) == [Person(person_id="1", forename="Siân")]
        assert extract.tables["people"].schema == arrow_schema(TABLES["people"])
        assert not extract.supplies("people", "sex")
        assert extract.tables["case_notes"].num_rows == 0
        (note,) = extract.notes
        assert note.startswith(
            "An earlier version of Sightline wrote this folder, before the record had people.sex, people."
        )

    def test_a_column_that_is_said_to_be_supplied_and_is_not_there_is_refused(self, tmp_path: Path) -> None:
        parquet.write(RECORD, tmp_path)
        lacking = pa.parquet.read_table(tmp_path / "people.parquet").drop_columns(["sex"])
        pa.parquet.write_table(lacking, tmp_path / "people.parquet")
        with pytest.raises(SourceError, match="other columns or types"):
            read(tmp_path)

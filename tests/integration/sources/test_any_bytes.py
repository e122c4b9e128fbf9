"""Whatever the bytes, reading gives an extract or one sentence for the user, and never the content of the file."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sightline.errors import UserError
from sightline.record.tables import TABLES
from sightline.sources import parquet, ssd
from sightline.sources.extract import Extract, arrow_schema
from sightline.sources.recognise import read
from tests.support.hostile import PERSON_COLUMNS, census, census_child

FIXTURES = Path(__file__).parents[2] / "fixtures"
_HEADERS = (
    ",".join(PERSON_COLUMNS).encode() + b"\n",
    b"cont_contact_id\tcont_person_id\tcont_contact_outcome_json\n",
    b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n",
    b"CHILD;DOB;REVIEW;REVIEW_CODE\r\n",
    b"\xff\xfe" + "pers_person_id,pers_dob\n".encode("utf-16-le"),
    b"PAR1",
    b"<Message><Children><Child>",
    b"<?xml version='1.0'?><!DOCTYPE Message [",
    b"",
)


def read_or_refuse(path: Path) -> Extract | None:
    """The extract, checked for its shape; None when refused in one sentence."""
    extract, message = None, ""
    try:
        extract = read(path)
    except UserError as error:
        message = str(error)
    if extract is None:
        assert message.endswith(".")
        assert "\n" not in message
        return None
    assert set(extract.tables) == set(TABLES)
    for name, table in extract.tables.items():
        assert table.schema.equals(arrow_schema(TABLES[name]))
        table.validate(full=True)
    assert extract.refused_total >= len(extract.refusals)
    return extract


@settings(max_examples=300)
@given(st.sampled_from(_HEADERS), st.binary(max_size=300))
@example(b"", b"\xef\xbb\xbf")
@example(_HEADERS[0], b'"')
@example(_HEADERS[0], b"\x00")
def test_any_bytes(header: bytes, body: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        path.write_bytes(header + body)
        read_or_refuse(path)
        read_or_refuse(Path(folder))


_CELL = st.text(st.characters(codec="utf-8"), max_size=6)


@settings(max_examples=150)
@given(st.sampled_from(sorted(TABLES)), st.lists(st.lists(_CELL, min_size=2, max_size=9), max_size=6), st.data())
def test_any_cells_under_the_header_of_any_table(name: str, rows: list[list[str]], data: st.DataObject) -> None:
    header = [column.name for column in TABLES[name].columns]
    delimiter = data.draw(st.sampled_from(",;\t|"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        lines = [delimiter.join(header), *(delimiter.join((row * len(header))[: len(header)]) for row in rows)]
        path.write_bytes("\n".join(lines).encode())
        extract = read_or_refuse(path)
        assert extract is not None
        (summary,) = extract.files
        assert summary.accepted == extract.tables[name].num_rows


@settings(max_examples=100)
@given(
    st.sampled_from(["CINreferralDate", "LAchildID", "Sex", "CPPstartDate", "ReviewMeetingsCount", "ICPCnotRequired"]),
    st.text(st.characters(codec="utf-8", exclude_characters="<&"), max_size=20),
    st.integers(0, 3),
)
def test_any_text_in_a_census(element: str, text: str, nested: int) -> None:
    inner = f"<{element}>{text}</{element}>"
    for group in ("Section47", "ChildProtectionPlans", "Assessments")[:nested]:
        inner = f"<{group}>{inner}</{group}>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "census.xml"
        path.write_bytes(census(census_child("C1", inner)).encode())
        extract = read_or_refuse(path)
        assert extract is None or all(text not in each.reason for each in extract.refusals if len(text) > 3)


@settings(max_examples=80)
@given(st.data())
def test_any_sample_with_some_bytes_changed(data: st.DataObject) -> None:
    samples = sorted(path for path in FIXTURES.glob("*/*") if path.suffix in {".csv", ".xml"} and path.is_file())
    sample = data.draw(st.sampled_from(samples))
    content = bytearray(sample.read_bytes())
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / sample.name
        path.write_bytes(bytes(content[cut:]) if data.draw(st.booleans()) else bytes(content))
        read_or_refuse(path)


@cache
def sample() -> Extract:
    return read(FIXTURES / "ssda903")


@pytest.mark.parametrize("kind", ["own", "ssd"])
@settings(max_examples=60)
@given(data=st.data())
def test_any_parquet_file_with_some_bytes_changed(kind: str, data: st.DataObject) -> None:
    extract = sample()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind == "own":
            parquet.write(extract, folder)
        else:
            ssd.write(extract, folder, ssd.SsdFormat.PARQUET)
        path = data.draw(st.sampled_from(sorted(folder.glob("*.parquet"))))
        content = bytearray(path.read_bytes())
        for position in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
            content[position] = data.draw(st.integers(0, 255))
        path.write_bytes(bytes(content))
        read_or_refuse(folder)

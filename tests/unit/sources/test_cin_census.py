"""The children in need census, kind and hostile."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sightline.errors import SourceError
from sightline.record.tables import TABLES
from sightline.sources import cin_census
from sightline.sources.cin_child import NO_CHILD
from sightline.sources.cin_supply import SUPPLIED
from sightline.sources.extract import Extract
from sightline.sources.integrity import CONFLICT
from sightline.sources.recognise import read
from sightline.sources.values import NO_SUCH_DAY, NOT_A_DATE, OUT_OF_RANGE
from tests.support.hostile import billion_laughs, census, census_child, external_entity, nesting_bomb


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "census.xml"


def read_text(path: Path, text: str, encoding: str = "utf-8") -> Extract:
    path.write_bytes(text.encode(encoding))
    return read(path)


def rows(extract: Extract, table: str) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if value is not None} for row in extract.tables[table].to_pylist()
    ]


def test_what_a_census_supplies_is_declared_and_begins_with_its_key() -> None:
    for name, columns in SUPPLIED.items():
        assert TABLES[name].key.name in columns
        assert all(TABLES[name].has(column) for column in columns)


def test_an_enquiry_its_conference_and_the_plan_it_makes_are_tied_together(path: Path) -> None:
    about = (
        "<Section47><S47ActualStartDate>2023-06-05</S47ActualStartDate><InitialCPCtarget>2023-06-26</InitialCPCtarget>"
        "<DateOfInitialCPC>2023-06-20</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>"
        "<ChildProtectionPlans><CPPstartDate>2023-06-20</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        "<Reviews><CPPreviewDate>2023-09-01</CPPreviewDate><CPPreviewDate>2024-02-01</CPPreviewDate></Reviews>"
        "</ChildProtectionPlans>"
    )
    extract = read_text(path, census(census_child("C1", about)))
    (enquiry,) = rows(extract, "s47_enquiries")
    (conference,) = rows(extract, "initial_cp_conferences")
    (plan,) = rows(extract, "cp_plans")
    assert enquiry["leads_to_conference"] is True
    assert conference["s47_enquiry_id"] == enquiry["s47_enquiry_id"]
    assert (conference["held_on"], conference["target_on"]) == (dt.date(2023, 6, 20), dt.date(2023, 6, 26))
    assert conference["made_cp_plan"] is True
    assert (conference["cp_plan_id"], plan["icpc_id"]) == (plan["cp_plan_id"], conference["icpc_id"])
    assert plan["initial_category_code"] == "Neglect"
    reviews = rows(extract, "cp_reviews")
    assert [row["reviewed_on"] for row in reviews] == [dt.date(2023, 9, 1), dt.date(2024, 2, 1)]
    assert {row["cp_plan_id"] for row in reviews} == {plan["cp_plan_id"]}
    assert extract.refused_total == 0


@pytest.mark.parametrize(
    ("not_required", "leads"), [("true", False), ("1", False), ("false", None), ("0", None), ("", None)]
)
def test_an_enquiry_still_running_does_not_say_whether_it_leads_to_a_conference(
    path: Path, not_required: str, leads: bool | None
) -> None:
    about = (
        "<Section47><S47ActualStartDate>2023-06-05</S47ActualStartDate>"
        f"<ICPCnotRequired>{not_required}</ICPCnotRequired></Section47>"
    )
    (enquiry,) = rows(read_text(path, census(census_child("C1", about))), "s47_enquiries")
    assert enquiry.get("leads_to_conference") is leads


def test_a_conference_dated_on_the_episode_alone_is_one_without_an_enquiry(path: Path) -> None:
    extract = read_text(path, census(census_child("C1", "<DateOfInitialCPC>2023-06-20</DateOfInitialCPC>")))
    (conference,) = rows(extract, "initial_cp_conferences")
    assert "s47_enquiry_id" not in conference
    assert conference["made_cp_plan"] is False


def test_keys_are_the_same_in_next_years_census(path: Path) -> None:
    assessment = "<Assessments><AssessmentActualStartDate>2023-06-02</AssessmentActualStartDate>{}</Assessments>"
    closed = "<AssessmentAuthorisationDate>2023-07-02</AssessmentAuthorisationDate>"
    first = read_text(path, census(census_child("C1", assessment.format(""))))
    second = read_text(path, census(census_child("C0") + census_child("C1", assessment.format(closed))))
    key = rows(first, "assessments")[0]["assessment_id"]
    assert key in {row["assessment_id"] for row in rows(second, "assessments")}


def test_refused_dates_are_named_with_their_line_and_never_their_value(path: Path) -> None:
    about = (
        "\n<CINclosureDate>31/02/2024</CINclosureDate>\n<CINPlanDates><CINPlanStartDate>soonish</CINPlanStartDate>"
        "</CINPlanDates>\n<DateOfInitialCPC>1066-10-14</DateOfInitialCPC>"
    )
    extract = read_text(path, census(census_child("C1", about)))
    assert [(each.file, each.line, each.column, each.reason, each.kept_row) for each in extract.refusals] == [
        ("census.xml", 2, "CINclosureDate", NO_SUCH_DAY, True),
        ("census.xml", 3, "CINPlanStartDate", NOT_A_DATE, True),
        ("census.xml", 4, "DateOfInitialCPC", OUT_OF_RANGE, True),
    ]
    assert not any(value in repr(extract.refusals) for value in ("31/02", "soonish", "1066"))


def test_lines_are_right_far_down_a_long_file(path: Path) -> None:
    bad = census_child("C2", "<CINclosureDate>x</CINclosureDate>")
    extract = read_text(path, census(census_child("C1") + "\n" * 70_000 + bad))
    assert [each.line for each in extract.refusals] == [70_001]


def test_a_child_without_an_identifier_is_refused_and_the_others_kept(path: Path) -> None:
    extract = read_text(
        path, census(census_child("", "<CINclosureDate>2024-01-01</CINclosureDate>") + census_child("C2"))
    )
    assert [row["person_id"] for row in rows(extract, "people")] == ["C2"]
    assert [(each.reason, each.kept_row) for each in extract.refusals] == [(NO_CHILD, False)]


def test_a_child_given_twice_is_kept_once(path: Path) -> None:
    twice = census_child("C1") * 2 + census_child("C1", identity="<PersonBirthDate>2015-01-01</PersonBirthDate>")
    extract = read_text(path, census(twice))
    assert [row["person_id"] for row in rows(extract, "people")] == ["C1"]
    assert [(each.column, each.reason) for each in extract.refusals] == [("LAchildID", CONFLICT)]
    people = next(each for each in extract.files if each.table == "people")
    assert (people.accepted, people.refused, people.collapsed) == (1, 1, 1)


@pytest.mark.parametrize(
    "root", ['<Message xmlns="http://www.dfe.gov.uk/CIN">', '<Message xmlns="urn:anything-else">', "<Message>"]
)
def test_any_namespace_or_none_is_accepted(path: Path, root: str) -> None:
    assert read_text(path, census(census_child("C1"), root=root)).tables["people"].num_rows == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_xml_allows(path: Path, encoding: str) -> None:
    text = census(census_child("C1"), prolog="<!-- made by hand -->")
    assert read_text(path, text, encoding).tables["people"].num_rows == 1


def test_the_letters_and_figures_of_sex_are_one(path: Path) -> None:
    children = "".join(census_child(f"C{sex}", identity=f"<Sex>{sex}</Sex>") for sex in ("M", "F", "1", "2", "U"))
    sexes = {row["person_id"]: row.get("sex") for row in rows(read_text(path, census(children)), "people")}
    assert sexes == {"CM": "1", "CF": "2", "C1": "1", "C2": "2", "CU": "U"}


class TestHostileFiles:
    """What an attacker or a broken export sends is refused in a sentence, in no time and no memory."""

    def test_a_billion_laughs_are_not_laughed(self, path: Path) -> None:
        with pytest.raises(SourceError, match=r"document type|entities"):
            read_text(path, billion_laughs())

    def test_another_file_is_not_opened(self, path: Path, tmp_path: Path) -> None:
        other = tmp_path / "secret.txt"
        other.write_text("do not show")
        with pytest.raises(SourceError, match=r"document type|entities") as caught:
            read_text(path, external_entity(other))
        assert "do not show" not in str(caught.value)

    def test_any_document_type_is_refused(self, path: Path) -> None:
        with pytest.raises(SourceError, match="document type"):
            read_text(path, census(census_child("C1"), prolog='<!DOCTYPE Message SYSTEM "http://example.org/a.dtd">'))

    def test_an_entity_nobody_declared_is_refused(self, path: Path) -> None:
        with pytest.raises(SourceError, match="entities"):
            read_text(path, census(census_child("C1", "<ReferralSource>&what;</ReferralSource>")))

    def test_a_nesting_bomb_is_refused(self, path: Path) -> None:
        with pytest.raises(SourceError, match="deeper than any census"):
            read_text(path, nesting_bomb(100_000))

    def test_an_element_without_end_is_refused_before_it_fills_the_memory(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cin_census, "_LARGEST_CHILD", 1 << 18)
        for filler in ("<x>y</x>" * 100_000, "x" * 800_000):
            with pytest.raises(SourceError, match="larger than"):
                read_text(path, f"<Message><Children><Child>{filler}</Child></Children></Message>")

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
    def test_a_file_that_breaks_off_is_refused_with_the_line(self, path: Path, share: float) -> None:
        whole = census("\n".join(census_child(f"C{number}") for number in range(50)))
        with pytest.raises(SourceError, match=r"census\.xml, line \d+: the file is not well-formed XML, or breaks off"):
            read_text(path, whole[: int(len(whole) * share)])

    def test_xml_of_another_kind_is_refused(self, path: Path) -> None:
        with pytest.raises(SourceError, match="not a source Sightline knows"):
            read_text(path, "<EXPSSDA903><CHILD/></EXPSSDA903>")
        path.write_text("<EXPSSDA903><Child/></EXPSSDA903>")
        with pytest.raises(SourceError, match="not a children in need census"):
            cin_census.read(path)

    def test_memory_does_not_grow_with_the_file(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        most = 0
        let_go = cin_census._let_go

        def count(element: Any) -> None:
            nonlocal most
            let_go(element)
            most = max(most, sum(1 for _ in element.getroottree().iter()))

        monkeypatch.setattr(cin_census, "_let_go", count)
        read_text(path, census("".join(f"{census_child(f'C{number}')}<Junk/>" for number in range(10_000))))
        assert most < 5_000, "of 60,000 elements, those already read are still held"


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(SourceError, match="larger than 512 MB"):
        cin_census.read(path)

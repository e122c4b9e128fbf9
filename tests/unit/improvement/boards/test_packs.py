"""A pack: what it says, that it is kept as it was made, that nothing in it is run and no child is told of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import io
import re
import zipfile

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from sightline.access.bearer import bearer
from sightline.access.models import AccessEntry, Account
from sightline.engines.reference import ReferenceEngine
from sightline.errors import UserError
from sightline.findings.load import load
from sightline.findings.queries import Loaded
from sightline.findings.queries.loaded import _held, hold
from sightline.improvement.actions import boards_deciding as deciding
from sightline.improvement.actions.boards_deciding import Asked
from sightline.improvement.actions.boards_meetings import Item, call_off, put_on_agenda
from sightline.improvement.actions.closing import close_over_measure
from sightline.improvement.actions.measures import Wanted, add_measure
from sightline.improvement.actions.packs import make_pack
from sightline.improvement.actions.plan import add_action, add_recommendation
from sightline.improvement.models import Counted, Measure, MeasureKind, Meeting, Pack, PackFor, Recommendation, Source
from sightline.improvement.packs_document import BoardPack, MeasureLine, PlanRow, data_digest
from sightline.improvement.packs_html import render_html
from sightline.improvement.packs_pdf import render_pdf
from sightline.improvement.packs_workbook import render_workbook
from sightline.improvement.queries import measures
from sightline.improvement.queries.packs import pack_of, rests_on
from sightline.inspection.framework import load_framework
from sightline.ledger.owed import catalogue_digest
from sightline.ledger.queries import last_through
from sightline.standards.catalogue import CATALOGUE
from sightline.web import clock
from tests.support import site
from tests.support.personas import Persona, make
from tests.unit.inspection.test_report_pdf import inside, tags, text_of

from .conftest import TODAY

HOSTILE = '=HYPERLINK("http://bad") #panic() <script>alert(1)</script> 😀'
REASON = "The figure counts weeks in which nothing could be entered. I have read the paper notes and answer for it."


def wanted_of(key: str) -> Wanted:
    """None of it is to stand overdue."""
    return Wanted(
        kind=MeasureKind.STANDARD,
        key=key,
        counted=Counted.OPEN,
        target=0,
        target_on=TODAY + dt.timedelta(days=90),
        months_to_hold=6,
        higher_is_better=False,
        team_id="",
        words="",
    )


@pytest.fixture
def row(lead: Account) -> Recommendation:
    """A recommendation of the plan, asked for long ago and late."""
    return add_recommendation(
        source=Source.OTHER,
        words="See every child who is in need, alone.",
        made_on=dt.date(2012, 9, 14),
        due_on=TODAY - dt.timedelta(days=60),
        owner=make(Persona.HEAD_OF_SERVICE),
        by=lead,
    )


@pytest.fixture
def measure(row: Recommendation, lead: Account) -> Measure:
    """Children not seen, which the small record shows to be overdue."""
    return add_measure(wanted=wanted_of("child-seen-6m"), recommendation=row, by=lead)


def pack(meeting: Meeting, loaded: Loaded, audience: PackFor = PackFor.BOARD) -> BoardPack:
    """What the pack says now."""
    return pack_of(
        meeting,
        audience,
        reader=bearer(make(Persona.AUDITOR), TODAY),
        loaded=loaded,
        rests=rests_on(loaded, clock.now()),
        on=TODAY,
        edition=1,
    )


def only(found: BoardPack) -> PlanRow:
    (line,) = found.plan
    return line


def test_the_plan_stands_by_people_and_by_measure(coming: Meeting, measure: Measure, loaded: Loaded) -> None:
    line = only(pack(coming, loaded))
    assert (line.by_people, line.by_measure) == ("Not begun", "Failing")
    assert line.is_late
    assert line.owner == make(Persona.HEAD_OF_SERVICE).name


@pytest.fixture
def of_a_few(row: Recommendation, loaded: Loaded, lead: Account) -> Measure:
    """A measure of which one to four children stand overdue in the small record."""
    for key in loaded.standards:
        found = Measure(kind=MeasureKind.STANDARD, key=key, counted=Counted.OPEN, higher_is_better=False, target=0)
        now = measures.on_day(found, TODAY, loaded).numerator
        if key not in loaded.not_assessable and now is not None and 0 < now < 5:
            return add_measure(wanted=wanted_of(key), recommendation=row, by=lead)
    raise AssertionError("the small record has no standard that one to four children are overdue by")


def test_a_count_of_a_few_children_is_told_inside_alone(coming: Meeting, of_a_few: Measure, loaded: Loaded) -> None:
    (inside_line,) = pack(coming, loaded, PackFor.INSIDE).measures
    (board_line,) = pack(coming, loaded).measures
    assert [any("nearest five" in each.words for each in pack(coming, loaded, who).facts) for who in PackFor] == [
        True,
        False,
    ]
    assert inside_line.now in {"1", "2", "3", "4"}
    assert board_line.now == "fewer than five"
    assert {each.figure for each in board_line.figures} & {"1", "2", "3", "4"} == set()
    assert board_line.not_shown > 0


def test_partners_are_told_a_baseline_by_the_rule_of_every_figure(
    coming: Meeting, row: Recommendation, loaded: Loaded, lead: Account
) -> None:
    found = dict[bool, MeasureLine]()
    for key in loaded.standards:
        kept = Measure(kind=MeasureKind.STANDARD, key=key, counted=Counted.KEPT, higher_is_better=True, target=1)
        now = measures.on_day(kept, TODAY, loaded)
        is_few = (now.denominator or 0) < 20
        if key in loaded.not_assessable or now.value is None or is_few in found or not 0 < now.value < 1:
            continue
        wanted = dataclasses.replace(wanted_of(key), counted=Counted.KEPT, target=1, higher_is_better=True)
        made = add_measure(wanted=wanted, recommendation=row, by=lead)
        found[is_few] = pack(coming, loaded).measures[-1]
        exact = pack(coming, loaded, PackFor.INSIDE).measures[-1]
        assert exact.baseline.startswith(f"{made.baseline:.0%}")
    assert found[True].baseline.startswith("not shown: too few children")
    for line in found.values():
        assert line.baseline.startswith(line.now)  # the same day's figure, told twice, is told alike


def test_a_baseline_that_was_put_right_since_is_told_inside_alone(
    coming: Meeting, row: Recommendation, loaded: Loaded, lead: Account
) -> None:
    wanted = dataclasses.replace(wanted_of("child-seen-6m"), counted=Counted.KEPT, target=1, higher_is_better=True)
    made = add_measure(wanted=wanted, recommendation=row, by=lead)
    Measure.objects.filter(pk=made.pk).update(baseline=0.123)
    assert pack(coming, loaded).measures[0].baseline.startswith("not shown: the record of that day was put right")
    assert pack(coming, loaded, PackFor.INSIDE).measures[0].baseline.startswith("12%")


def test_an_override_is_in_every_pack_for_ever(
    coming: Meeting, measure: Measure, row: Recommendation, loaded: Loaded
) -> None:
    close_over_measure(recommendation=row, words=REASON, by=make(Persona.DIRECTOR))
    (line,) = pack(coming, loaded).overrides
    assert (line.signed_by, line.reasons, line.now) == (make(Persona.DIRECTOR).name, REASON, "Failing")
    assert REASON in render_html(pack(coming, loaded))


def test_no_child_and_no_key_is_in_it(
    coming: Meeting, held: Meeting, measure: Measure, row: Recommendation, loaded: Loaded, lead: Account
) -> None:
    asked = Asked("List every child who is held.", TODAY, owner_name="Police")
    deciding.ask(meeting=held, asked=asked, by=lead)
    said = repr(pack(coming, loaded, PackFor.INSIDE))
    people = loaded.extract.tables["people"]
    for column in ("person_id", "forename", "surname"):
        for value in people[column].to_pylist():
            assert not value or not re.search(rf"\b{re.escape(value)}\b", said), column


def test_an_edition_is_kept_with_what_it_rests_on(
    coming: Meeting, measure: Measure, loaded: Loaded, lead: Account
) -> None:
    hold(loaded)
    made = make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    assert (made.edition, made.as_at) == (1, loaded.as_at)
    assert (made.through, made.catalogue) == (last_through(), catalogue_digest())
    assert hashlib.sha256(bytes(made.pdf)).hexdigest() == made.pdf_digest
    assert hashlib.sha256(bytes(made.xlsx)).hexdigest() == made.xlsx_digest
    assert made.catalogue in made.html
    assert AccessEntry.objects.filter(account=lead, page="boards:packs").count() == 1


def test_an_edition_is_never_changed_and_never_deleted(coming: Meeting, loaded: Loaded, lead: Account) -> None:
    hold(loaded)
    made = make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    with pytest.raises(RuntimeError, match="never changed"):
        made.save()
    with pytest.raises(RuntimeError, match="never deleted"):
        made.delete()


def test_the_same_is_not_made_twice_and_another_says_what_changed(
    coming: Meeting, loaded: Loaded, lead: Account
) -> None:
    hold(loaded)
    make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    with pytest.raises(UserError, match="Say what changed"):
        make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    with pytest.raises(UserError, match="very same"):
        make_pack(meeting=coming, audience=PackFor.BOARD, by=lead, what_changed="Nothing at all")
    put_on_agenda(meeting=coming, items=[Item("One more")], by=lead)
    assert make_pack(meeting=coming, audience=PackFor.BOARD, by=lead, what_changed="One more item").edition == 2


def test_no_pack_is_made_without_figures_or_for_no_meeting(coming: Meeting, loaded: Loaded, lead: Account) -> None:
    _held.clear()
    with pytest.raises(UserError, match="still being worked out"):
        make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    hold(loaded)
    call_off(meeting=coming, why="Too few could come to decide.", by=lead)
    with pytest.raises(UserError, match="called off"):
        make_pack(meeting=coming, audience=PackFor.BOARD, by=lead)
    assert not Pack.objects.exists()


@pytest.fixture
def full(
    coming: Meeting, held: Meeting, measure: Measure, row: Recommendation, loaded: Loaded, lead: Account
) -> BoardPack:
    """A pack with something hostile in whatever people write."""
    put_on_agenda(meeting=coming, items=[Item(HOSTILE, HOSTILE, led_by=HOSTILE)], by=lead)
    add_action(
        recommendation=row,
        words=f"List each child. {HOSTILE}",
        will_show=f"The list agrees with the record, counted each week. {HOSTILE}",
        owner=make(Persona.HEAD_OF_SERVICE),
        due_on=TODAY + dt.timedelta(days=9),
        by=lead,
    )
    deciding.decide(meeting=held, words=HOSTILE, reasons=HOSTILE, by=lead)
    deciding.ask(meeting=held, asked=Asked(HOSTILE, TODAY, owner_name=HOSTILE), by=lead)
    deciding.minute(meeting=held, words=f"{HOSTILE}\n\nAnd more was said.", by=lead)
    close_over_measure(recommendation=row, words=f"{REASON} {HOSTILE}", by=make(Persona.DIRECTOR))
    return pack(coming, loaded)


def test_html_escapes_what_people_wrote_and_runs_nothing(full: BoardPack) -> None:
    html = render_html(full)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 9
    assert 'id="m' in html  # the chart is drawn


def test_the_pdf_is_tagged_and_says_the_same(full: BoardPack) -> None:
    made = render_pdf(full, TODAY)
    content = inside(made)
    for mark in (
        rb"/Marked true",
        rb"/Lang\s*\(en-GB\)",
        rb"<pdfuaid:part>1</pdfuaid:part>",
        rb"/DisplayDocTitle true",
    ):
        assert re.search(mark, content), mark
    found = tags(made)
    assert found["H1"] == 1
    assert found["Figure"] == sum(bool(each.chart) for each in full.measures) == 1
    assert {"Table", "TH", "TD", "LI", "Caption"} <= set(found)
    said = " ".join(text_of(made).split())
    for words in ("#panic()", "<script>alert(1)</script>", "[grinning face]", "Signed by", "By measure today: Failing"):
        assert words in said, words


def test_no_cell_of_the_workbook_can_be_run(full: BoardPack) -> None:
    made = render_workbook(full, TODAY)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.sheet_names == [
        "About",
        "Agenda",
        "Closed over a measure",
        "Plan",
        "Plan actions",
        "Measures",
        "Figures",
        "Campaigns",
        "Visits",
        "Asked by the board",
        "Decided last",
    ]
    agenda = book.get_sheet_by_name("Agenda").to_python()
    assert agenda[1][1] == HOSTILE
    sheets = zipfile.ZipFile(io.BytesIO(made))
    assert not any(b"<f>" in sheets.read(name) or b"<hyperlink" in sheets.read(name) for name in sheets.namelist())


def test_the_same_pack_is_the_same_bytes(full: BoardPack) -> None:
    assert render_pdf(full, TODAY) == render_pdf(full, TODAY)
    assert render_workbook(full, TODAY) == render_workbook(full, TODAY)
    assert render_html(full) == render_html(full)


def test_the_digest_is_of_what_is_said_and_not_of_the_edition(full: BoardPack) -> None:
    assert data_digest(dataclasses.replace(full, edition=7, made_on="1 May 2020", what_changed="x")) == data_digest(
        full
    )
    assert data_digest(dataclasses.replace(full, board="Another")) != data_digest(full)


def test_every_page_of_the_pdf_opens(full: BoardPack) -> None:
    document = pypdfium2.PdfDocument(render_pdf(full, TODAY))
    assert len(document) >= 2
    assert all(page.get_width() == pytest.approx(595, abs=1) for page in document)


def test_restricted_children_are_in_no_figure(coming: Meeting, measure: Measure, loaded: Loaded, lead: Account) -> None:
    """The figures are of what the process holds, from which restricted children are left out before it is weighed."""
    (whole,) = pack(coming, loaded, PackFor.INSIDE).measures
    less = load(
        site.extract(),
        site.AS_AT,
        standards=tuple(CATALOGUE.values()),
        engine=ReferenceEngine(),
        framework=load_framework("sif-2013-2017"),
        source="rows written for a test",
        leaving_out=frozenset({site.UNSEEN}),
    )
    (found,) = pack(coming, less, PackFor.INSIDE).measures
    assert int(found.now) == int(whole.now) - 1

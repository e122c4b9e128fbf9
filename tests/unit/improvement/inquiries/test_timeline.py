"""The timeline: what the record, the ledger and reports show of a question, in the order it was known."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from sightline.errors import UserError
from sightline.findings.queries import Loaded
from sightline.improvement.actions.inquiries import Asked, ask
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_bundle import bundle
from sightline.improvement.inquiry_few import FEWER, tally, told
from sightline.improvement.models import Inquiry
from sightline.improvement.queries import inquiries, inquiry_quarters
from sightline.improvement.queries.inquiries import known_on, timeline
from sightline.improvement.queries.inquiry_list import folded, listed, years_of
from sightline.improvement.queries.inquiry_told import RECEIVED, REPORT
from sightline.improvement.views.inquiries import _context
from sightline.record.schema import Row
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.record.tables.complaints import Complaint
from sightline.record.tables.contacts import Contact
from sightline.record.tables.leadership_reports import LeadershipReport
from sightline.record.tables.practice_audits import PracticeAudit
from sightline.sources.extract import Extract, from_rows
from tests.support import site
from tests.support.persona import Persona
from tests.support.personas import browser_of, make
from tests.unit.improvement.inquiries.conftest import ASKED

HELD_SINCE = "K00"
HELD = site.OTHERS + 1
LINE = ("cin-allocated-worker", "wf-case-held-by-manager")  # the standards of the line asked about


def _with(loaded: Loaded, *rows: Row) -> Loaded:
    """The record with more rows that no standard reads in these tests: the evaluation stays as it was."""
    whole: Extract = from_rows([*site.rows(), *rows])
    return replace(loaded, extract=whole)


def _of(found: inquiries.Timeline, kind: str) -> list[Event]:
    return [each for each in found.events if each.kind == kind]


def test_the_record_says_how_many_and_in_whose_name_by_post(loaded: Loaded, inquiry: Inquiry) -> None:
    found = _of(timeline(loaded, inquiry), "The record")
    first = next(each for each in found if each.words.startswith("The record first shows it"))
    assert first.words.endswith(": fewer than five children of the 0-25 disability service.")
    last = next(each for each in found if f"{HELD + 1} children" in each.words)  # and one whom nobody holds
    assert last.words.endswith("Allocated to: team manager, others fewer than five each.")
    alone = replace(ASKED, line="", standards=("wf-case-held-by-manager",))
    other = timeline(loaded, ask(asked=alone, known=frozenset(loaded.standards), by=make(Persona.DIRECTOR)))
    assert any(
        f"{HELD} children" in each.words and "team manager 53" in each.words for each in _of(other, "The record")
    )


def test_no_child_or_member_of_staff_is_named(loaded: Loaded, inquiry: Inquiry) -> None:
    said = " ".join(f"{each.words} {each.source} {each.proof}" for each in timeline(loaded, inquiry).events)
    assert not [name for name in ("Ada", "Example", "Kit1", "Mel", "Manager ", "W2", "K00", "C1 ") if name in said]


def test_events_are_in_the_order_they_were_known(loaded: Loaded, inquiry: Inquiry) -> None:
    days = [known_on(each) for each in timeline(loaded, inquiry).events]
    assert len(days) > 3
    assert days == sorted(days)


def test_what_was_written_down_later_stands_where_it_was_known() -> None:
    on = dt.date(2015, 3, 1)
    late = Event(on, dt.datetime(2015, 5, 9, 12, tzinfo=dt.UTC), Tier.RECORD, "Ledger", "", "")
    assert known_on(late) == dt.date(2015, 5, 9)
    assert known_on(replace(late, known_at=None)) == on


def test_the_ledger_proves_the_rows_with_its_number_and_digest(loaded: Loaded, inquiry: Inquiry) -> None:
    (event,) = _of(timeline(loaded, inquiry), "Ledger")
    assert event.proof.startswith("transaction 1, digest")
    assert "involvements 53" in event.words
    assert "brought the history with it" in event.words


def test_reports_say_to_whom_whether_they_told_and_whether_anybody_asked(loaded: Loaded, inquiry: Inquiry) -> None:
    report = LeadershipReport(
        leadership_report_id="L1",
        told_on=dt.date(2015, 2, 2),
        tier="committee",
        topic="disability-0-25",
        tells_unallocated=False,
        challenge_recorded=True,
    )
    others = (
        replace(report, leadership_report_id="L2", topic="adoption"),
        replace(report, leadership_report_id="L3", told_on=dt.date(2013, 2, 2)),
    )
    (event,) = _of(timeline(_with(loaded, report, *others), inquiry), "Report to leaders")
    assert (event.on, event.tier, event.proof) == (dt.date(2015, 2, 2), Tier.COMMITTEE, "report L1")
    assert event.words == (
        "The committee received a report on the 0-25 disability service. It did not give the number of children "
        "without a worker who can act. A question or challenge is minuted."
    )


def test_what_was_done_is_counted_by_the_quarter_for_children_concerned_on_the_day(
    loaded: Loaded, inquiry: Inquiry
) -> None:
    before, during = dt.date(2014, 1, 10), dt.date(2015, 2, 3)
    rows: list[Row] = []
    for number, (child, on) in enumerate(((HELD_SINCE, during), (HELD_SINCE, before), (site.AWKWARD_CHILD, during))):
        rows.append(CaseSupervision(case_supervision_id=f"S{number}", person_id=child, held_on=on, has_actions=True))
    rows.append(
        PracticeAudit(practice_audit_id="A", person_id=HELD_SINCE, audited_on=during, grade="good", theme="plans")
    )
    rows.append(Complaint(complaint_id="C", person_id=HELD_SINCE, received_on=during, stage="stage-1"))
    rows.append(Contact(contact_id="N", person_id=HELD_SINCE, contacted_on=during, referral_id=f"R{HELD_SINCE}"))
    found = timeline(_with(loaded, *rows), inquiry)
    (discussed,) = _of(found, "Case supervision")
    assert discussed.on == dt.date(2015, 3, 31)
    assert discussed.words.endswith(": fewer than five children concerned were discussed in supervision.")
    (audited,) = _of(found, "Audit")
    assert audited.words.endswith(": files of fewer than five children concerned were audited.")
    (complained,) = _of(found, "Complaint")
    assert complained.words.endswith(": there were complaints about fewer than five children concerned.")
    (contacted,) = _of(found, "Contact unanswered")
    assert contacted.words.endswith("open cases of fewer than five children concerned had no answer on record.")
    assert [each.words for each in (discussed, audited, complained, contacted) if "good" in each.words] == []


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 9, "none"), (9, 9, "all"), (1, 9, "fewer than five"), (5, 9, "all but fewer than five"), (5, 10, "5")],
)
def test_no_part_under_five_is_told_and_none_that_leaves_one(part: int, whole: int, words: str) -> None:
    assert inquiry_quarters._part(part, whole) == words


def test_a_kind_under_five_takes_the_numbers_of_the_others_with_it() -> None:
    assert tally(Counter(good=6, inadequate=5)) == "good 6, inadequate 5"
    assert tally(Counter(good=6, inadequate=1)) == "good, others fewer than five times each"


def test_the_gaps_name_each_tier_that_was_not_told(loaded: Loaded, inquiry: Inquiry) -> None:
    gaps = timeline(loaded, inquiry).gaps
    for who in ("director", "lead member", "committee"):
        assert any(f"the {who} had not been told" in each and "14 November 2016" in each for each in gaps), who
    assert any(each.startswith("Nobody is minuted to have asked") for each in gaps)


def test_what_others_make_events_of_is_taken_in(
    loaded: Loaded, inquiry: Inquiry, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = dt.datetime(2016, 3, 2, 9, tzinfo=dt.UTC)
    made = Event(dt.date(2016, 3, 1), at, Tier.BOARD, "decision", "The board decided.", "Minutes")
    monkeypatch.setattr("sightline.improvement.queries.boards_events.events", lambda since, until: [made])
    assert _of(timeline(loaded, inquiry), "Decision") == [replace(made, kind="Decision")]


def test_a_restricted_child_is_in_no_count(loaded: Loaded, inquiry: Inquiry) -> None:
    left_out = [f"K{number:02}" for number in range(site.OTHERS)]
    found = timeline(loaded, inquiry, left_out=left_out)
    assert found.counts[-1][1] == 2, "the unseen child, and one whom nobody holds"
    assert found.months[-1][1] == "fewer than five"
    words = _of(found, "Ledger")[0].words
    assert "involvements fewer than five" in words
    assert "wrote a few of the rows" in words, "nor can it be taken from the whole"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"line": "", "standards": ()}, "one of the two"),
        ({"standards": ("wf-case-held-by-manager",)}, "one of the two"),
        ({"line": "nothing"}, "no such line"),
        ({"line": "", "standards": ("wf-nothing",)}, "no standard wf-nothing"),
        ({"team_id": "T1"}, "not both"),
        ({"until": dt.date(2013, 12, 31)}, "before the first"),
        ({"since": dt.date(2004, 1, 1)}, "ten years"),
        ({"until": dt.date(2999, 1, 1), "since": dt.date(2998, 1, 1)}, "not come yet"),
    ],
)
def test_a_question_that_cannot_be_is_refused_with_what_to_do(
    loaded: Loaded, changed: dict[str, object], why: str
) -> None:
    asked: Asked = replace(ASKED, **changed)  # type: ignore[arg-type]
    with pytest.raises(UserError, match=why):
        ask(asked=asked, known=frozenset(loaded.standards), by=make(Persona.DIRECTOR))
    assert not Inquiry.objects.exists()


def test_a_question_is_never_changed_or_deleted(inquiry: Inquiry) -> None:
    inquiry.title = "Another"
    with pytest.raises(RuntimeError, match="never changed"):
        inquiry.save()
    with pytest.raises(RuntimeError, match="never deleted"):
        inquiry.delete()


def test_asking_by_standards_of_one_team_counts_the_same(loaded: Loaded, inquiry: Inquiry) -> None:
    asked = replace(ASKED, line="", standards=LINE, service="", team_id="T1")
    other = ask(asked=asked, known=frozenset(loaded.standards), by=make(Persona.DIRECTOR))
    assert timeline(loaded, other).counts[-1] == timeline(loaded, inquiry).counts[-1]


def test_a_few_children_are_counted_out_nowhere(loaded: Loaded, inquiry: Inquiry) -> None:
    """Not in a row, a month, the drawing, the page, the CSV or the bundle, whoever reads it."""
    left_out = [f"K{number:02}" for number in range(site.OTHERS - 2)]
    found = timeline(loaded, inquiry, left_out=left_out)
    assert max(count for _, count in found.counts) == 4
    said = [*(words for _, words in found.months), found.last_count, *(each.words for each in found.events)]
    whole = " ".join(said)
    assert "fewer than five children" in whole
    assert not re.search(r"\b[1-4] (child|children)\b", whole)
    assert {words for _, words in found.months} <= {"0", "fewer than five"}
    question = zipfile.ZipFile(io.BytesIO(bundle(found))).read("question.json").decode()
    assert set(json.loads(question)["concerned_at_each_months_end"].values()) <= {0, "fewer than five"}
    heights = set(re.findall(r"V([0-9.]+)", str(_context(found, None)["drawing"])))
    assert len(heights) <= 2, "nought, and one height for every number of a few"


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (1, FEWER), (4, FEWER), (5, "5"), (1_234, "1,234")])
def test_a_number_of_one_to_four_is_fewer_than_five(number: int, words: str) -> None:
    assert told(number) == words


def test_reports_of_one_day_that_told_the_same_are_one_row_of_the_page(loaded: Loaded) -> None:
    on, source = dt.date(2015, 3, 2), "The record: leadership_reports"

    def report(tier: Tier, who: str, number: int, told: str = "It gave the number.") -> Event:
        return Event(on, None, tier, REPORT, f"{who}{RECEIVED}caseload. {told}", source, f"report {number}")

    other = Event(on, None, Tier.BOARD, "Decision", "The board decided.", "Minutes")
    rows = folded([
        report(Tier.HEAD, "A head of service", 1),
        report(Tier.HEAD, "A head of service", 2),
        other,
        report(Tier.DIRECTOR, "The director", 3),
        report(Tier.COMMITTEE, "The committee", 4, "It did not give the number."),
    ])  # fmt: skip
    assert [(each.tier, each.words, each.proof) for each in rows] == [
        (
            "head, director",
            "A head of service (twice) and the director received a report on caseload. It gave the number.",
            "report 1, report 2, report 3",
        ),
        ("board", "The board decided.", ""),
        ("committee", "The committee received a report on caseload. It did not give the number.", "report 4"),
    ]


def _known_in(*years: int) -> list[Event]:
    kinds = ("Decision", "Audit")
    return [
        Event(dt.date(year, 3, 2), None, Tier.BOARD, kinds[place % 2], f"The {place}th.", "Minutes")
        for place, year in enumerate(years)
    ]


def test_a_timeline_has_an_index_of_its_years_that_keeps_the_other_filters() -> None:
    events = _known_in(2014, 2014, 2015, 2016, 2016)
    events[0] = replace(events[0], known_at=dt.datetime(2015, 6, 1, tzinfo=dt.UTC))  # it was known the year after
    whole = years_of(events, {})
    assert [(each.label, each.count, each.is_chosen) for each in whole] == [
        ("All years", 5, True),
        ("2014", 1, False),
        ("2015", 2, False),
        ("2016", 2, False),
    ]
    asked = {"kind": "Decision", "year": "2015", "page": "2", "sort": "newest"}
    narrowed = years_of(events, asked)
    assert [(each.label, each.count, each.is_chosen) for each in narrowed] == [
        ("All years", 3, False),
        ("2015", 2, True),
        ("2016", 1, False),
    ]
    assert [each.query for each in narrowed] == [
        "kind=Decision&sort=newest",
        "kind=Decision&sort=newest&year=2015",
        "kind=Decision&sort=newest&year=2016",
    ]
    for each in narrowed:
        assert listed(events, dict(parse_qsl(each.query))).total == each.count


def test_one_year_has_no_index_and_a_year_that_is_not_there_is_set_aside() -> None:
    assert years_of(_known_in(2015, 2015), {}) == []
    listing = listed(_known_in(2014, 2015), {"year": "1999"})
    assert (listing.total, listing.set_aside) == (2, ("Year known",))
    assert years_of(_known_in(2014, 2015), {"year": "1999"})[0].is_chosen


def test_the_page_leads_to_each_year(loaded: Loaded, inquiry: Inquiry) -> None:
    browser = browser_of(Persona.DIRECTOR)
    address = f"/improvement/inquiries/{inquiry.pk}/"
    page = browser.get(address).content.decode()
    years = years_of(timeline(loaded, inquiry).events, {})[1:]
    assert len(years) > 1
    for each in years:
        assert f'href="{address}?year={each.label}"' in page
    one = browser.get(address, {"year": years[0].label}).content.decode()
    assert f'<strong aria-current="true">{years[0].label} (' in one
    assert one.count('data-label="What"') <= years[0].count < page.count('data-label="What"')

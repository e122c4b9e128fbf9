"""The telling gap: from the record's showing a failing to each tier's being told, each with what counts as telling."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace

import numpy as np
import pytest
from lxml import etree

from sightline.access.models import AccessEntry, Doing
from sightline.findings.queries import Loaded
from sightline.findings.queries.enquiry import first_on
from sightline.findings.standing import number as number_of
from sightline.improvement.inquiries import Tier
from sightline.improvement.inquiry_breaches import Breaches
from sightline.inspection.standing.words import long_date
from sightline.record.schema import Row
from sightline.record.tables.case_supervisions import CaseSupervision
from sightline.record.tables.involvements import Involvement
from sightline.record.tables.leadership_reports import LeadershipReport
from sightline.record.tables.management_decisions import ManagementDecision
from sightline.scrutiny import telling_kept
from sightline.scrutiny.queries import telling as queries
from sightline.scrutiny.queries.telling import telling_gap
from sightline.scrutiny.telling import (
    TIERS,
    TOLD_OF,
    Gap,
    Told,
    by_weight,
    cells,
    columns,
    in_rows,
    in_short,
    short_sentence,
    words_of,
)
from sightline.scrutiny.telling_chart import draw
from sightline.sources.extract import from_rows
from sightline.standards.obligations import SubjectKind
from tests.support import site
from tests.support.persona import Persona
from tests.support.personas import browser_of

HELD, UNSEEN, STAFF = "cases-held-by-managers", "children-not-seen", "workforce-stability"
SHOWED = dt.date(2015, 1, 27)
UNTIL = dt.date(2016, 11, 14)


def _with(loaded: Loaded, *rows: Row) -> Loaded:
    return replace(loaded, extract=from_rows([*site.rows(), *rows]))


def _gap(loaded: Loaded, line: str) -> Gap:
    return next(each for each in telling_gap(loaded) if each.line == line)


def _report(key: str, on: dt.date, **told: object) -> LeadershipReport:
    said: dict[str, object] = {
        "tier": "director",
        "topic": "workforce",
        "tells_unallocated": True,
        "challenge_recorded": False,
    }
    return LeadershipReport(leadership_report_id=key, told_on=on, **{**said, **told})  # type: ignore[arg-type]


def test_every_failing_that_stands_out_has_its_gap_from_its_first_day(evaluated: Loaded) -> None:
    found = {each.line: each.showed_on for each in telling_gap(evaluated)}
    assert found == {line.id: first_on(line) for line in evaluated.inspection.lines if line.stands_out}
    assert HELD in found


@pytest.mark.parametrize(("children", "is_left_out"), [(0, False), (1, True), (TOLD_OF - 1, True), (TOLD_OF, False)])
def test_a_failing_that_rests_on_a_few_children_is_left_out(
    evaluated: Loaded, monkeypatch: pytest.MonkeyPatch, children: int, is_left_out: bool
) -> None:
    line = next(each for each in evaluated.inspection.lines if each.stands_out)
    on = number_of(SHOWED)
    owed = Breaches(
        SubjectKind.CHILD,
        tuple(f"K{each}" for each in range(children)),
        np.repeat(np.arange(children), 2),  # twice each: children are counted, not what they were owed
        np.full(2 * children, on - 30),
        np.full(2 * children, on + 30),
    )
    monkeypatch.setattr(queries, "breaches", lambda *_: owed)
    assert queries.is_of_a_few(evaluated, line, SHOWED) is is_left_out


def test_nobody_told_says_never_by_the_day_and_counts_on(evaluated: Loaded) -> None:
    gap = _gap(evaluated, HELD)
    told = gap.of(Tier.COMMITTEE)
    assert (told.on, told.days) == (None, (UNTIL - gap.showed_on).days)
    assert words_of(told, gap.until) == "never told by 14 November 2016"


def test_a_tier_told_before_it_stood_out_and_not_since_was_not_never_told(evaluated: Loaded) -> None:
    since, day = _gap(evaluated, HELD).showed_on, dt.timedelta(days=1)
    rows = [
        _report("one", since - 40 * day),
        _report("two", since - day),
        _report("silent", since, tells_unallocated=False),
    ]
    gap = _gap(_with(evaluated, *rows), HELD)
    told = gap.of(Tier.DIRECTOR)
    assert (told.on, told.last_before, told.days) == (None, since - day, (UNTIL - since).days)
    last = f"last told on {long_date(since - day)}, before it stood out"
    assert words_of(told, gap.until) == f"not told since, by 14 November 2016: {last}"
    assert told in gap.untold
    assert told not in gap.never
    assert "not told since: director" in short_sentence(gap)
    assert [row[5] for row in cells([gap])][2:4] == ["not since", "never"]
    assert ">not since</text>" in draw([gap])


def test_a_manager_who_holds_five_of_the_children_has_them_before_them(evaluated: Loaded) -> None:
    told = _gap(evaluated, HELD).of(Tier.TEAM_MANAGER)
    assert told.on is not None
    assert not told.is_certain


def test_only_a_report_that_gave_the_number_tells_of_children_without_a_worker(evaluated: Loaded) -> None:
    since = _gap(evaluated, HELD).showed_on
    day = dt.timedelta(days=1)
    loaded = _with(
        evaluated,
        _report("early", since - day),
        _report("silent", since + day, tells_unallocated=False, challenge_recorded=True),
        _report("told", since + 9 * day),
        _report("asked", since + 40 * day, challenge_recorded=True),
    )
    gap = _gap(loaded, HELD)
    told = gap.of(Tier.DIRECTOR)
    assert (told.on, told.days, told.is_certain) == (since + 9 * day, 9, True)
    assert told.asked_on == since + 40 * day
    assert gap.of(Tier.LEAD_MEMBER).on is None
    assert gap.asked == (told,)


def test_a_report_on_its_subject_is_the_earliest_day_of_anything_else(evaluated: Loaded) -> None:
    since = _gap(evaluated, STAFF).showed_on
    loaded = _with(
        evaluated,
        _report("other", since, topic="adoption", tier="lead-member"),
        _report("theirs", since, tier="lead-member", tells_unallocated=False),
    )
    told = _gap(loaded, STAFF).of(Tier.LEAD_MEMBER)
    assert (told.on, told.days, told.is_certain) == (since, 0, False)


@pytest.mark.parametrize(("children", "is_told"), [(TOLD_OF - 1, False), (TOLD_OF, True)])
def test_no_day_rests_on_fewer_than_five_children(evaluated: Loaded, children: int, is_told: bool) -> None:
    """Of children unseen, once the manager's own allocations and the one decision are taken away."""
    since = _gap(evaluated, UNSEEN).showed_on
    rows: list[Row] = [row for row in site.rows() if not isinstance(row, Involvement | ManagementDecision)]
    for number in range(children):
        on = since + dt.timedelta(days=10 + number)
        rows += [
            CaseSupervision(case_supervision_id=f"{number}-{turn}", person_id=f"K{number:02}", held_on=on)
            for turn in (0, 1)
        ]
    told = _gap(replace(evaluated, extract=from_rows(rows)), UNSEEN).of(Tier.TEAM_MANAGER)
    assert told.on == (since + dt.timedelta(days=10 + TOLD_OF - 1) if is_told else None)


def _made(*days: int | None) -> Gap:
    told = tuple(
        Told(
            tier,
            None if each is None else SHOWED + dt.timedelta(days=each),
            (UNTIL - SHOWED).days if each is None else each,
            True,
            "",
            None,
        )
        for tier, each in zip(TIERS, days, strict=True)
    )
    return Gap(HELD, "Children's cases held by managers", True, SHOWED, False, UNTIL, told)


def _before(gap: Gap, *places: int) -> Gap:
    """The gap, its tiers at ``places`` told only before it stood out."""
    told = [
        replace(each, last_before=SHOWED - dt.timedelta(days=9)) if place in places else each
        for place, each in enumerate(gap.told)
    ]
    return replace(gap, told=tuple(told))


ONE = "One failing stands on 14 November 2016, to be told to 5 tiers."
TWO = "2 failings stand on 14 November 2016, each to be told to 5 tiers: 10 tellings in all."
MISSING = "missing since the record showed the failing"
ALL_TOLD, NOBODY = _made(0, 1, 2, 3, 4), _made(None, None, None, None, None)


@pytest.mark.parametrize(
    ("gaps", "words"),
    [
        ([], ""),
        ([ALL_TOLD], f"{ONE} None is missing since the record showed it."),
        (
            [_made(0, 1, 2, 3, None)],
            f"{ONE} 1 is missing since the record showed the failing, and the tier was never told before either.",
        ),
        ([NOBODY, ALL_TOLD], f"{TWO} 5 are {MISSING}, and the tier was never told before either."),
        (
            [_before(NOBODY, 0, 1), ALL_TOLD],
            f"{TWO} 5 are {MISSING}, and in 3 of those the tier was never told before either.",
        ),
        ([_before(NOBODY, *range(5))], f"{ONE} 5 are {MISSING}, though the tier was told before it stood out."),
    ],
)
def test_all_gaps_are_told_in_short_however_few_there_are(gaps: list[Gap], words: str) -> None:
    assert in_short(gaps) == words


@pytest.mark.parametrize(
    ("gap", "ending"),
    [
        (ALL_TOLD, ""),
        (NOBODY, "shown on 27 January 2015, and no tier was ever told (657 days so far)."),
        (
            _before(NOBODY, *range(5)),
            "shown on 27 January 2015, and no tier was told after that (657 days so far).",
        ),
        (_made(0, 1, 2, 3, None), "shown on 27 January 2015; never told: committee (657 days so far)."),
        (
            _before(_made(0, None, None, None, 4), 1),
            "shown on 27 January 2015; never told: director and lead member; not told since: head of service "
            "(657 days so far).",
        ),
        (
            replace(_made(0, 1, 2, 3, None), may_be_older=True),
            "shown by 27 January 2015; never told: committee (657 days so far).",
        ),
    ],
)
def test_who_was_not_told_of_it_is_a_sentence(gap: Gap, ending: str) -> None:
    assert short_sentence(gap) == (f"Children's cases held by managers: {ending}" if ending else "")


def test_those_that_most_tiers_were_not_told_of_come_first() -> None:
    lighter = replace(_made(0, 1, 2, None, None), is_serious=False)
    serious = _made(0, 1, 2, None, None)
    assert by_weight([ALL_TOLD, lighter, serious, NOBODY]) == [NOBODY, serious, lighter, ALL_TOLD]


def test_the_drawing_has_every_tier_of_every_failing_in_words() -> None:
    gaps = [_made(0, 35, 411, None, None), _made(None, None, None, None, None)]
    drawn = etree.fromstring(draw(gaps).encode())
    said = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert said.count("never") == said.count("657") == 7
    assert "411" in said
    described = drawn.find("{http://www.w3.org/2000/svg}desc")
    assert described is not None
    assert "7 of 10 were not told since, 7 of them never" in (described.text or "")
    assert draw([]) == ""


def test_no_cell_of_the_table_is_blank() -> None:
    rows = list(cells([_made(0, 35, None, None, None)]))
    assert len(rows) == len(TIERS)
    assert all(len(row) == len(columns()) and all(str(value) for value in row) for row in rows)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (SHOWED, "1 of 2 failings met a question or a challenge that was minuted, by at least one tier."),
        (None, "No tier is minuted to have asked anything of any of them."),
    ],
)
def test_the_page_says_of_how_many_somebody_asked(
    loaded: Loaded, monkeypatch: pytest.MonkeyPatch, asked: dt.date | None, words: str
) -> None:
    first = replace(ALL_TOLD, told=(replace(ALL_TOLD.told[0], asked_on=asked), *ALL_TOLD.told[1:]))
    monkeypatch.setattr("sightline.scrutiny.views.telling.telling_gap", lambda _: (first, NOBODY))
    page = browser_of(Persona.ELECTED_MEMBER).get("/scrutiny/telling-gap/").content.decode()
    assert words in page


def test_a_member_reads_the_page_and_takes_the_figures(loaded: Loaded) -> None:
    browser = browser_of(Persona.ELECTED_MEMBER)
    page = browser.get("/scrutiny/telling-gap/").content.decode()
    assert "Never told by 14 November 2016" in page
    assert not [name for name in ("Ada", "Mel Manager", "K00", "/children/") if name in page]
    answer = browser.get("/scrutiny/telling-gap.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(telling_gap(loaded)) * len(TIERS)
    assert AccessEntry.objects.filter(doing=Doing.EXPORTED, page="telling:csv").count() == 1


def test_who_asked_before_it_stood_out_is_kept_apart_from_who_asked_since(evaluated: Loaded) -> None:
    since, day = _gap(evaluated, HELD).showed_on, dt.timedelta(days=1)
    loaded = _with(
        evaluated,
        _report("long ago", since - 90 * day, challenge_recorded=True),
        _report("lately", since - 30 * day, challenge_recorded=True),
        _report("unasked", since - day),
        _report("told", since + 3 * day),
    )
    gap = _gap(loaded, HELD)
    told = gap.of(Tier.DIRECTOR)
    assert (told.asked_on, told.asked_before, told.last_before) == (None, since - 30 * day, since - day)
    ((_, _, first_told, first_asked),) = in_rows([gap])
    assert first_asked == (
        f"nobody is minuted to have since, by 14 November 2016; last asked on {long_date(since - 30 * day)}, "
        "before it stood out"
    )
    assert first_told.startswith(("Team manager", "Director"))


def _asked(gap: Gap, **days: int) -> Gap:
    """The gap, in which each tier named first asked as many days after it showed."""
    told = [
        replace(each, asked_on=SHOWED + dt.timedelta(days=days[each.tier.name])) if each.tier.name in days else each
        for each in gap.told
    ]
    return replace(gap, told=tuple(told))


@pytest.mark.parametrize(
    ("gap", "shown", "told", "asked"),
    [
        (
            NOBODY,
            "27 January 2015",
            "nobody since, by 14 November 2016",
            "nobody is minuted to have since, by 14 November 2016",
        ),
        (
            replace(_asked(_made(None, 5, 1, 9, 9), LEAD_MEMBER=9, COMMITTEE=40), may_be_older=True),
            "on or before 27 January 2015",
            "Director, 28 January 2015, 1 day after",
            "Lead member, 5 February 2015, 9 days after",
        ),
        (
            _asked(_made(0, 0, None, None, None), TEAM_MANAGER=2, HEAD=2),
            "27 January 2015",
            "Team manager and head of service, 27 January 2015, the same day",
            "Team manager and head of service, 29 January 2015, 2 days after",
        ),
    ],
)
def test_each_failing_has_who_was_first_told_and_who_first_asked(gap: Gap, shown: str, told: str, asked: str) -> None:
    assert in_rows([gap]) == [(gap.title, shown, told, asked)]


def test_the_drawing_rings_the_day_a_tier_first_asked() -> None:
    assert "<circle" not in draw([ALL_TOLD])
    drawn = draw([_asked(ALL_TOLD, DIRECTOR=900)])
    assert drawn.count("<circle") == 1
    assert ">asked 900</text>" in drawn
    assert "1 asked." in drawn
    (at,) = [float(each.get("cx") or 0) for each in etree.fromstring(drawn.encode()).iter("{*}circle")]
    assert 2 * 340 / 5 < at < 3 * 340 / 5, "within the director's column, however late"


def test_a_drawing_of_some_has_the_scale_of_all() -> None:
    part = draw([ALL_TOLD], among=[ALL_TOLD, NOBODY])
    assert part != draw([ALL_TOLD])
    assert part == draw([ALL_TOLD], among=[ALL_TOLD, _asked(ALL_TOLD, DIRECTOR=657)])


def test_the_rows_say_who_asked_when_and_when_last_before() -> None:
    gap = _before(_asked(_made(0, 1, 2, 3, None), HEAD=12), 4)
    rows = [dict(zip(columns(), row, strict=True)) for row in cells([gap])]
    assert [row["Days until the challenge"] for row in rows] == ["none", 12, "none", "none", "none"]
    assert rows[1]["Challenge minuted on"] == SHOWED + dt.timedelta(days=12)
    assert rows[4]["Last told before it showed"] == SHOWED - dt.timedelta(days=9)
    assert {row["First asked of all tiers"] for row in rows} == {"Head of service, 8 February 2015, 12 days after"}


def test_what_an_edition_keeps_of_it_is_brought_back_whole() -> None:
    gaps = [_before(_asked(ALL_TOLD, COMMITTEE=33), 2), replace(NOBODY, may_be_older=True)]
    said = {"format": telling_kept.WHO_ASKED, "telling": telling_kept.said_of_gaps(gaps, telling_kept.WHO_ASKED)}
    assert telling_kept.gaps_of(json.loads(json.dumps(said))) == gaps
    first = telling_kept.said_of_gaps(gaps, 1)
    assert set(first[0]["told"][0]) == {"tier", "on", "days", "is_certain"}
    assert telling_kept.gaps_of({"format": 1, "telling": first}) == []

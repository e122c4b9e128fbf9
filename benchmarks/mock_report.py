"""How long the report of a mock inspection takes to make, and the pages that lead to it to open.

``uv run python -m benchmarks.mock_report``: a small simulated council of the case's shape gives the evidence, whose
lists of children in breach are lengthened to those of a council of 60,000 children. Sixty files are audited, twelve
of them twice, eighty conversations written down, six judgements graded, thirty strengths and recommendations drawn,
with an inspection of thirty-one recommendations before it. The best of five, on the clock and in this process's own
processor time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.access.models import Account
    from sightline.inspection.models import MockInspection

AS_AT = dt.date(2016, 11, 14)
CHILDREN, LIKE = 2_000, 60_000
FILES, TWICE, HEARD, CONCLUDED = 60, 12, 80, 30
RUNS = 5
TARGET = 3.0  # seconds: the report as PDF
FRAMEWORK = "sif-2013-2017"
WORDS = "The worker came when they said, and what was agreed was done; where it was late, nobody had said why. "


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        prepare(Path(temporary))
        mock, by = hold()
        measure(mock, by)


def prepare(home: Path) -> None:
    """An empty store in ``home``."""
    os.environ |= {"SIGHTLINE_HOME": str(home), "SIGHTLINE_TODAY": AS_AT.isoformat()}
    os.environ.pop("SIGHTLINE_DATABASE_URL", None)
    from sightline.web.start import make_tables, start

    start()
    make_tables()


def evidence_found() -> dict[str, Any]:
    """The standing evidence of a small council, with lists of children as long as a large one's."""
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.inspection.framework import load_framework
    from sightline.inspection.standing.inspect import conclude, weigh_record
    from sightline.inspection.standing.render_json import to_json
    from sightline.simulate import Scenario, simulate
    from sightline.standards.catalogue import CATALOGUE

    council = simulate(children=CHILDREN, years=4, until=AS_AT, scenario=Scenario.CASE_2016, seed=7)
    standards = tuple(CATALOGUE.values())
    weighed = weigh_record(council.extract, AS_AT, DuckDBEngine(), standards)
    found = to_json(conclude(weighed, load_framework(FRAMEWORK), standards, known_at=None))
    for judgement in found["judgements"]:
        for line in judgement["lines_of_enquiry"]:
            for standard in line["standards"]:
                standard["subjects"] = standard["subjects"] * (LIKE // CHILDREN)
    return found


def hold() -> tuple[MockInspection, Account]:
    """A mock inspection with everything in it, and its lead."""
    from sightline.access.actions import add_account, assign
    from sightline.inspection.actions.concluding import Drawn, conclude, judge
    from sightline.inspection.actions.voices import HeardNow, write_down
    from sightline.inspection.findings import digest_of
    from sightline.inspection.framework import load_framework
    from sightline.inspection.models import (
        Audit,
        AuditAnswer,
        AuditGrade,
        ConclusionKind,
        Evidence,
        Leaning,
        Member,
        MemberRole,
        MockInspection,
        Priority,
        PublishedRecommendation,
        RealInspection,
        Sample,
        SampledChild,
        VoiceKind,
    )
    from sightline.inspection.prompts import PROMPTS
    from sightline.inspection.queries.concluding import grounds_for
    from sightline.inspection.queries.mocks import findings_of
    from sightline.web import clock

    draw = random.Random(7)  # noqa: S311 - invented audits
    framework = load_framework(FRAMEWORK)
    lead, second = (add_account(email=f"{name}@avonmere.example", name=name, by=None) for name in ("lead", "second"))
    assign(account=lead, role="auditor", by=None)
    mock = MockInspection.objects.create(
        title="The mock of 2016",
        why="To know before we are told.",
        framework=FRAMEWORK,
        event="single-inspection",
        areas=[each.id for each in framework.areas],
        as_at=AS_AT,
        starts_on=AS_AT,
        ends_on=AS_AT + dt.timedelta(days=4),
        begun_by=lead,
        begun_at=clock.now(),
    )
    Member.objects.create(mock=mock, account=lead, role=MemberRole.LEAD, joined_at=clock.now(), added_by=lead)
    found = evidence_found()
    evidence = Evidence.objects.create(
        mock=mock,
        edition=1,
        as_at=AS_AT,
        known_at=clock.now(),
        through=1,
        ledger_digest="0" * 64,
        catalogue="0" * 64,
        findings=found,
        digest=digest_of(found),
        frame={},
        frame_digest="0" * 64,
        frozen_by=lead,
        frozen_at=clock.now(),
    )
    sample = Sample.objects.create(
        mock=mock,
        evidence=evidence,
        number=1,
        seed=7,
        plan=[{"stratum": "children-in-need", "by_risk": FILES // 2, "at_random": FILES // 2}],
        why="Enough to see a failing in one file of five.",
        drawn_from=LIKE,
        population_digest="0" * 64,
        drawn_by=lead,
        drawn_at=clock.now(),
    )
    strata = [stratum for area in framework.areas for stratum in area.strata]
    grades, answers = list(AuditGrade.values), ["strong", "sound", "weak", "not-seen", "not-applicable"]
    for place in range(1, FILES + 1):
        child = SampledChild.objects.create(
            sample=sample,
            person_id=f"P{place}",
            place=place,
            stratum=strata[place % len(strata)],
            is_random=place % 2 == 0,
        )
        for auditor, is_second in ((lead, False), (second, True)):
            if is_second and place > TWICE:
                continue
            audit = Audit.objects.create(
                child=child,
                auditor=auditor,
                is_second=is_second,
                given_by=lead,
                given_at=clock.now(),
                asked=list(PROMPTS),
                known_at=clock.now(),
                submitted_at=clock.now(),
                grade=draw.choice(grades),
                why=WORDS,
                child_would_say=WORDS,
                minutes=150,
            )
            AuditAnswer.objects.bulk_create(
                [AuditAnswer(audit=audit, prompt=each, answer=draw.choice(answers)) for each in PROMPTS]
            )
    for number in range(HEARD):
        area = draw.choice([each for each in framework.areas if each.lines])
        heard = HeardNow(
            draw.choice(list(VoiceKind)),
            "somebody",
            AS_AT,
            1 + number % 4,
            WORDS,
            area.id,
            draw.choice(area.lines),
            draw.choice(list(Leaning)),
        )
        write_down(mock=mock, heard=heard, by=lead)
    for area in framework.areas:
        judge(mock=mock, judgement=area.id, grade=AuditGrade.INADEQUATE, reasons=(WORDS * 3 + "\n\n") * 4, by=lead)
    judge(mock=mock, judgement="overall", grade=AuditGrade.INADEQUATE, reasons=WORDS * 3, by=lead)
    findings = findings_of(evidence)
    for number in range(CONCLUDED):
        area = draw.choice([each for each in framework.areas if each.lines])
        there = [each.value for each in grounds_for(mock, area.id, findings)]
        kind = ConclusionKind.STRENGTH if number % 3 == 0 else ConclusionKind.RECOMMENDATION
        drawn = Drawn(kind, f"{number}. {WORDS}", area.id, draw.sample(there, 5), Priority.IMPROVEMENT)
        conclude(mock=mock, drawn=drawn, by=lead)
    real = RealInspection.objects.create(
        authority="Avonmere",
        framework="ilacs-2018-2026-03",
        event="standard",
        started_on=AS_AT - dt.timedelta(days=1500),
        judgements={"overall": "good"},
        confirmed_by=lead,
        confirmed_at=clock.now(),
    )
    for number in range(31):
        PublishedRecommendation.objects.create(
            inspection=real, place=number, number=str(number + 1), text=f"{WORDS} {number}", body="council"
        )
    return mock, lead


def measure(mock: MockInspection, by: Account) -> None:
    """The report, its parts, and the pages."""
    from django.test import Client

    from sightline.access.middleware import SECOND
    from sightline.inspection.actions.reporting import make_report
    from sightline.inspection.models import Audience
    from sightline.inspection.queries.reporting import report_of
    from sightline.inspection.report_document import Shown
    from sightline.inspection.report_html import render_html
    from sightline.inspection.report_pdf import render_pdf

    report = report_of(mock, Shown.INSIDE, edition=1)
    timed("what it says, gathered", lambda: report_of(mock, Shown.INSIDE, edition=1))
    timed("as HTML", lambda: render_html(report))
    timed("as PDF", lambda: render_pdf(report, AS_AT))
    number = iter(range(100))

    def make() -> None:
        mock.reports.model.objects.filter(mock=mock).update(data_digest="")  # so that the same may be made again
        make_report(mock=mock, audience=Audience.INSIDE, what_changed=f"edition {next(number)}", by=by)

    timed(f"an edition made and kept (target {TARGET} s)", make)
    made = mock.reports.order_by("edition")[0]
    print(f"{len(bytes(made.pdf)) // 1024:,} KiB of PDF, {len(made.html) // 1024:,} KiB of HTML")
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(by)
    session = browser.session
    session[SECOND] = True
    session.save()
    base = f"/inspection/mock/{mock.pk}/"
    for page in ("voices/", "triangulation/", "judgements/", "judgements/help-and-protection/", "recommendations/"):
        timed(f"page {page}", partial(shown, browser, base + page))
    for page in ("recommendations/help-and-protection/new/", "report/", "report/1/", "report/1/report.pdf"):
        timed(f"page {page}", partial(shown, browser, base + page))


def shown(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def timed(what: str, do: Callable[[], object]) -> None:
    clocks, processors = [], []
    for _ in range(RUNS):
        clock, processor = time.perf_counter(), time.process_time()
        do()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    print(f"{what}: {min(clocks):.2f} s on the clock, {min(processors):.2f} s of processor", flush=True)


if __name__ == "__main__":
    main()

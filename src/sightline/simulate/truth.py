"""What the simulator knows went wrong: every lapse it drew, by standard and by the key of the row it is about."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sightline.simulate import days
from sightline.simulate.failings import FAILINGS
from sightline.simulate.keys import key_text

LINE_OF: Mapping[str, tuple[str, str]] = {  # standard: line of enquiry, table whose key is the ref
    "wf-case-held-by-manager": ("cases-held-by-managers", "involvements"),
    "cin-allocated-worker": ("cases-held-by-managers", "cin_episodes"),
    "child-seen-6m": ("children-not-seen", "cin_episodes"),
    "cin-seen-recently": ("children-not-seen", "cin_plans"),
    "dr-contact-answered-2wd": ("duty-response", "contacts"),
    "complaint-stage1-10wd": ("duty-response", "complaints"),
    "complaint-learning": ("duty-response", "complaints"),
    "fd-referral-decision-1wd": ("front-door-decisions", "cin_episodes"),
    "fd-welfare-checks-5wd": ("front-door-decisions", "cin_episodes"),
    "fd-referrer-feedback": ("front-door-decisions", "cin_episodes"),
    "eh-before-referral": ("early-help-before-referral", "cin_episodes"),
    "cp-threshold-leads-to-s47": ("significant-harm-response", "strategy_discussions"),
    "cp-strategy-police": ("significant-harm-response", "strategy_discussions"),
    "cp-enquiry-before-conference": ("significant-harm-response", "initial_cp_conferences"),
    "cp-end-decision-rationale": ("child-protection-numbers", "management_decisions"),
    "cp-closure-quorate": ("child-protection-numbers", "cp_plans"),
    "expl-screen-after-concern": ("exploitation", "exploitation_concerns"),
    "expl-rescreen-3m": ("exploitation", "exploitation_concerns"),
    "expl-level-met-by-response": ("exploitation", "exploitation_screenings"),
    "expl-analysis-recorded": ("exploitation", "exploitation_screenings"),
    "expl-siblings-considered": ("exploitation", "exploitation_screenings"),
    "expl-assessors-agree": ("exploitation", "exploitation_screenings"),
    "expl-links-mapped": ("exploitation", "exploitation_links"),
    "expl-strategy-right-question": ("exploitation", "strategy_discussions"),
    "wf-exploitation-training": ("exploitation", "posts"),
    "mis-rhi-offered": ("return-interviews", "missing_episodes"),
    "mis-rhi-contacted-72h": ("return-interviews", "missing_episodes"),
    "mis-rhi-72h": ("return-interviews", "missing_episodes"),
    "mis-police-told": ("return-interviews", "missing_episodes"),
    "pf-initial-visit-7wd": ("private-fostering", "private_fostering_arrangements"),
    "pf-assessment-42d": ("private-fostering", "private_fostering_arrangements"),
    "pf-visit-six-weekly-year1": ("private-fostering", "private_fostering_arrangements"),
    "pf-visit-12-weekly-later": ("private-fostering", "private_fostering_arrangements"),
    "cla-assessment-on-entry": ("looked-after-plans", "cla_episodes"),
    "cla-plan-follows-change": ("looked-after-plans", ""),  # whichever row the change is
    "cla-plan-contingency": ("looked-after-plans", "cla_care_plans"),
    "cla-care-plan-before-placement-or-10wd": ("looked-after-plans", "cla_episodes"),
    "cla-first-review-20wd": ("reviews-and-challenge", "cla_episodes"),
    "cla-second-review-3m": ("reviews-and-challenge", "cla_episodes"),
    "cla-subsequent-review-6m": ("reviews-and-challenge", "cla_episodes"),
    "iro-challenges-drift": ("reviews-and-challenge", "cla_episodes"),
    "cla-permanence-plan-recorded": ("permanence", "cla_episodes"),
    "cla-s20-under16-12m": ("permanence", "legal_statuses"),
    "fos-annual-review": ("foster-carers", "foster_carers"),
    "cla-delegated-authority": ("foster-carers", "cla_placements"),
    "cl-eligible-pathway-plan": ("pathway-planning", "cla_episodes"),
    "cl-pathway-review-6m": ("pathway-planning", "pathway_plans"),
    "cl-plan-is-theirs": ("pathway-planning", "pathway_plans"),
    "cl-entitlements-explained": ("pathway-planning", "pathway_plans"),
    "cl-eet": ("pathway-planning", "care_leavers"),
    "wf-supervision-monthly": ("supervision-and-decisions", "posts"),
    "wf-case-supervision-3m": ("supervision-and-decisions", "cin_episodes"),
    "mgt-decision-rationale": ("supervision-and-decisions", "management_decisions"),
    "wf-safe-workload": ("supervision-and-decisions", "involvements"),
    "wf-appraisal-12m": ("supervision-and-decisions", "posts"),
    "gov-supervision-policy": ("supervision-and-decisions", "councils"),
    "gov-caseload-policy": ("supervision-and-decisions", "councils"),
    "gov-manager-allocation-policy": ("supervision-and-decisions", "councils"),
    "qa-audit-leads-to-action": ("quality-assurance", "practice_audits"),
    "qa-action-measurable": ("quality-assurance", "audit_actions"),
    "qa-action-done": ("quality-assurance", "audit_actions"),
    "gov-committee-told-unallocated": ("telling-leaders", "councils"),
    "gov-director-told-unallocated": ("telling-leaders", "councils"),
    "gov-committee-challenge": ("telling-leaders", "leadership_reports"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """All lapses of one standard and origin: the keys of the rows that started the clocks, and whom they concern."""

    line: str
    f: str
    standard: str
    table: str
    keys: tuple[str, ...]
    subjects: tuple[str, ...]
    began_on: dt.date
    origin: str  # planted or background
    words: str


@dataclass(frozen=True, slots=True)
class Truth:
    """Every lapse of the council, as it was drawn."""

    scenario: str
    seed: int
    council: str
    as_at: dt.date
    failures: tuple[Failure, ...]

    def write(self, path: Path) -> None:
        """Save as ``truth.json``."""
        path.write_text(json.dumps(self.as_json(), indent=1), encoding="utf-8")

    def as_json(self) -> dict[str, object]:
        """The shape documented for ``truth.json``."""
        return {
            "scenario": self.scenario,
            "seed": self.seed,
            "council": self.council,
            "as_at": self.as_at.isoformat(),
            "failures": [
                {
                    "line": each.line,
                    "f": each.f,
                    "standard": each.standard,
                    "table": each.table,
                    "keys": list(each.keys),
                    "subjects": list(each.subjects),
                    "began_on": each.began_on.isoformat(),
                    "origin": each.origin,
                    "words": each.words,
                }
                for each in self.failures
            ],
        }


def gather(lapses: pa.Table) -> tuple[Failure, ...]:
    """Lapses as drawn (keys still numbers), grouped by standard and origin; standards of no line are left out."""
    found = []
    for standard, (line, table) in LINE_OF.items():
        mine = lapses.filter(pc.equal(lapses.column("standard"), standard))
        for planted in (True, False):
            some = mine.filter(pc.equal(mine.column("planted"), planted)).sort_by([("ref", "ascending")])
            if not some.num_rows:
                continue
            failing = FAILINGS[line]
            found.append(
                Failure(
                    line,
                    failing.f,
                    standard,
                    table or "cla_episodes, missing_episodes, significant_events",
                    tuple(_unique(key_text(table or "cla_episodes", some.column("ref")).to_pylist())),
                    tuple(_unique(_subjects(standard, some.column("subject")).to_pylist())),
                    days.date(int(np.min(some.column("began").to_numpy()))),
                    "planted" if planted else "background",
                    failing.words if planted else "Lapses such as any good council has.",
                )
            )
    return tuple(found)


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


SUBJECT_TABLE = {
    "wf-exploitation-training": "professionals",
    "wf-supervision-monthly": "professionals",
    "wf-appraisal-12m": "professionals",
    "wf-safe-workload": "professionals",
    "fos-annual-review": "foster_carers",
    "gov-supervision-policy": "councils",
    "gov-caseload-policy": "councils",
    "gov-manager-allocation-policy": "councils",
    "gov-committee-told-unallocated": "councils",
    "gov-director-told-unallocated": "councils",
    "gov-committee-challenge": "councils",
}


def _subjects(standard: str, numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    return key_text(SUBJECT_TABLE.get(standard, "people"), numbers)

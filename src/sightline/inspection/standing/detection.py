"""How well an inspection finds what was planted: precision and recall a line of enquiry, against ``truth.json``.

Only a simulated council has a truth. A lapse is found when the inspection holds the obligation it belongs to in breach,
in its twelve months or still owed. Precision: of what was found, how much lapsed in truth (planted or in the ordinary
run of things). Recall: of what was planted and had not passed before the twelve months, how much was found.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa

from sightline.errors import UserError
from sightline.inspection.standing.clocks import Mask
from sightline.inspection.standing.inspect import WeighedRecord
from sightline.inspection.standing.lines import LINES

Lapse = tuple[str, str]  # standard, ref

# What each line of enquiry of the published inspection is measured on: the standards whose every lapse the simulator
# records as it draws, so that anything else found under them is a false alarm.
MEASURED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cases-held-by-managers": (
            "wf-case-held-by-manager",
            "cin-allocated-worker",
        ),
        "children-not-seen": (
            "child-seen-6m",
            "cin-seen-recently",
        ),
        "duty-response": (
            "dr-contact-answered-2wd",
            "complaint-stage1-10wd",
            "complaint-learning",
        ),
        "front-door-decisions": (
            "fd-referral-decision-1wd",
            "fd-welfare-checks-5wd",
            "fd-referrer-feedback",
        ),
        "early-help-before-referral": ("eh-before-referral",),
        "significant-harm-response": (
            "cp-threshold-leads-to-s47",
            "cp-strategy-police",
            "cp-enquiry-before-conference",
        ),
        "child-protection-numbers": (
            "cp-end-decision-rationale",
            "cp-closure-quorate",
        ),
        "exploitation": (
            "expl-screen-after-concern",
            "expl-rescreen-3m",
            "expl-level-met-by-response",
            "expl-analysis-recorded",
            "expl-siblings-considered",
            "expl-assessors-agree",
            "expl-links-mapped",
            "expl-strategy-right-question",
            "wf-exploitation-training",
        ),
        "return-interviews": (
            "mis-rhi-offered",
            "mis-rhi-contacted-72h",
            "mis-rhi-72h",
            "mis-police-told",
        ),
        "private-fostering": (
            "pf-initial-visit-7wd",
            "pf-assessment-42d",
            "pf-visit-six-weekly-year1",
            "pf-visit-12-weekly-later",
        ),
        "looked-after-plans": (
            "cla-assessment-on-entry",
            "cla-plan-follows-change",
            "cla-plan-contingency",
            "cla-care-plan-before-placement-or-10wd",
        ),
        "reviews-and-challenge": (
            "cla-first-review-20wd",
            "cla-second-review-3m",
            "cla-subsequent-review-6m",
            "iro-challenges-drift",
        ),
        "permanence": (
            "cla-permanence-plan-recorded",
            "cla-s20-under16-12m",
        ),
        "foster-carers": (
            "fos-annual-review",
            "cla-delegated-authority",
        ),
        "pathway-planning": (
            "cl-eligible-pathway-plan",
            "cl-pathway-review-6m",
            "cl-plan-is-theirs",
            "cl-entitlements-explained",
            "cl-eet",
        ),
        "supervision-and-decisions": (
            "wf-supervision-monthly",
            "wf-case-supervision-3m",
            "mgt-decision-rationale",
            "wf-safe-workload",
            "wf-appraisal-12m",
            "gov-supervision-policy",
            "gov-caseload-policy",
            "gov-manager-allocation-policy",
        ),
        "quality-assurance": (
            "qa-audit-leads-to-action",
            "qa-action-measurable",
            "qa-action-done",
        ),
        "telling-leaders": (
            "gov-committee-told-unallocated",
            "gov-director-told-unallocated",
            "gov-committee-challenge",
        ),
    }
)


MEANING = (
    "found: lapses held in breach, planted or in the ordinary run of things. prec.:",
    "the share of them that lapsed in truth. recall: the share found of the planted.",
    "out: whether the line stands out as a weakness, as a few lapses need not.",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Lapses of one kind from ``truth.json``; ``keys`` are refs of obligations."""

    line: str
    standard: str
    keys: frozenset[str]
    planted: bool
    began_on: dt.date


@dataclass(frozen=True, slots=True)
class Detection:
    """One line of enquiry measured. A share of nothing is None.

    ``found`` counts every lapse held in breach under the line's standards, planted or in the ordinary run of things;
    ``stands_out``: whether the inspection calls the line a weakness, which it need not where lapses are few.
    """

    line: str
    f_number: str
    found: int
    true: int
    planted: int
    planted_found: int
    missed: tuple[Lapse, ...]
    false: tuple[Lapse, ...]
    stands_out: bool = False

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that lapsed in truth."""
        return self.true / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Of what was planted, the share found."""
        return self.planted_found / self.planted if self.planted else None


def read_truth(folder: Path) -> tuple[Failure, ...]:
    """The failures in a simulated council's ``truth.json``; :class:`UserError` if there is none."""
    try:
        raw = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(
            f"{folder.name} has no truth.json, so what was found cannot be compared; give a folder that "
            "`sightline simulate` wrote."
        ) from None
    return failures_of(raw)


def failures_of(truth: Mapping[str, Any]) -> tuple[Failure, ...]:
    """The failures in a truth as parsed from JSON."""
    return tuple(
        Failure(
            line=each["line"],
            standard=each["standard"],
            keys=frozenset(each["keys"]),
            planted=each["origin"] == "planted",
            began_on=dt.date.fromisoformat(each["began_on"]),
        )
        for each in truth["failures"]
    )


def detect(record: WeighedRecord, truth: Sequence[Failure]) -> tuple[Detection, ...]:
    """Every line of enquiry of the published inspection, in its order."""
    breached_now = _lapses(record, record.view.breached)
    on = record.view.on
    passed = record.clocks.breached & (record.clocks.breach <= on) & ~record.view.breached
    passed_before = _lapses(record, passed)
    planted: dict[str, set[Lapse]] = defaultdict(set)
    lapsed: set[Lapse] = set()
    for failure in truth:
        lapses = {(failure.standard, key) for key in failure.keys}
        lapsed |= lapses
        if failure.planted and failure.began_on <= record.as_at:
            planted[failure.line] |= lapses
    return tuple(
        replace(
            _one(line, codes, breached_now, passed_before, planted[line], lapsed),
            stands_out=bool(record.lines[line].stands_out[-1]),
        )
        for line, codes in MEASURED.items()
    )


def table_words(detections: Sequence[Detection]) -> str:
    """Precision and recall as text, 80 columns."""
    out = [f"{'':<4}{'line of enquiry':<39}{'found':>6}{'planted':>8}{'prec.':>7}{'recall':>7}{'out':>5}"]
    for each in detections:
        title = LINES[each.line].title
        out.append(
            f"{each.f_number:<4}{title:<39}{each.found:>6,}{each.planted:>8,}"
            f"{_share(each.precision):>7}{_share(each.recall):>7}{'yes' if each.stands_out else 'no':>5}"
        )
    return "\n".join([*out, *MEANING]) + "\n"


def _one(
    line: str,
    codes: Sequence[str],
    breached: Mapping[str, set[Lapse]],
    passed: Mapping[str, set[Lapse]],
    planted: set[Lapse],
    lapsed: set[Lapse],
) -> Detection:
    found = set().union(*(breached.get(code, set()) for code in codes))
    gone = set().union(*(passed.get(code, set()) for code in codes)) - found
    wanted = {each for each in planted if each[0] in codes and each not in gone}
    return Detection(
        line=line,
        f_number=LINES[line].f_number or "",
        found=len(found),
        true=len(found & lapsed),
        planted=len(wanted),
        planted_found=len(wanted & found),
        missed=tuple(sorted(wanted - found)),
        false=tuple(sorted(found - lapsed)),
    )


def _lapses(record: WeighedRecord, which: Mask) -> dict[str, set[Lapse]]:
    measured = {code for codes in MEASURED.values() for code in codes}
    of_interest = np.array([each.code in measured for each in record.standards], dtype=bool)[record.clocks.standard]
    rows = pa.array(np.flatnonzero(which & of_interest))
    named = record.owed.named()
    standards = named["standard"].take(rows).cast(pa.string()).to_pylist()
    refs = named["ref"].take(rows).cast(pa.string()).to_pylist()
    found: dict[str, set[Lapse]] = defaultdict(set)
    for code, ref in zip(standards, refs, strict=True):
        found[code].add((code, ref))
    return found


def _share(share: float | None) -> str:
    return "none" if share is None else f"{share:.3f}"

"""The chances themselves: of each lapse in a good council, and under each failing of the case.

The good council's figures sit at the better quarter of what English authorities publish where they publish it
(:mod:`sightline.simulate.rates`), and are our own assumption of good practice elsewhere. A failing's figures are the
case's own where its report gives one (F5, F9, F14, F17's shares), else chosen to be what its words describe.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

GOOD: Mapping[str, float] = MappingProxyType(
    {
        # front door and duty
        "fd-referral-decision-1wd": 0.03,
        "fd-welfare-checks-5wd": 0.03,
        "fd-referrer-feedback": 0.06,
        "eh-before-referral": 0.48,
        "dr-contact-answered-2wd": 0.06,
        "complaint-stage1-10wd": 0.10,
        "complaint-learning": 0.08,
        # assessment, plans and visits
        "as-assessment-45wd": 0.12,
        "as-overrun-reason": 0.10,
        "as-child-seen": 0.015,
        "as-factors-recorded": 0.02,
        "as-manager-checkpoints": 0.09,
        "as-refresh-12m": 0.08,
        "cin-plan-present": 0.06,
        "cin-plan-endorsed": 0.05,
        "cin-seen-recently": 0.07,
        "cin-seen-alone": 0.08,
        "cin-allocated-worker": 0.02,
        # protection
        "cp-strategy-prompt": 0.05,
        "cp-strategy-police": 0.04,
        "cp-threshold-leads-to-s47": 0.004,
        "cp-enquiry-before-conference": 0.004,
        "cp-s47-child-seen-1wd": 0.06,
        "cp-icpc-15wd": 0.11,
        "cp-core-group-10wd": 0.08,
        "cp-core-group-4-6-weekly": 0.08,
        "cp-first-review-3m": 0.03,
        "cp-subsequent-review-6m": 0.03,
        "cp-visit-frequency": 0.05,
        "cp-seen-alone": 0.06,
        "cp-bedroom-seen": 0.07,
        "cp-closure-quorate": 0.02,
        "cp-end-decision-rationale": 0.06,
        "end-plan-at-first-review": 0.16,  # these two are no lapse: how often a review ends a plan
        "end-plan-at-review": 0.62,
        "court-26-weeks": 0.12,
        "court-preproceedings-tracked": 0.05,
        "court-preproceedings-16-weeks": 0.12,
        # looked after
        "cla-assessment-on-entry": 0.07,
        "cla-plan-follows-change": 0.09,
        "cla-plan-contingency": 0.07,
        "cla-care-plan-before-placement-or-10wd": 0.06,
        "cla-permanence-plan-recorded": 0.045,
        "cla-s20-drift": 0.02,
        "cla-first-review-20wd": 0.04,
        "cla-second-review-3m": 0.05,
        "cla-subsequent-review-6m": 0.04,
        "cla-review-participation": 0.03,
        "iro-challenges-drift": 0.10,
        "iro-appointed-5wd": 0.04,
        "iro-dispute-20wd": 0.10,
        "cla-visit": 0.05,
        "cla-visit-alone": 0.08,
        "cla-iha-20wd": 0.12,
        "cla-rha": 0.08,
        "cla-dental-12m": 0.12,
        "cla-immunisations": 0.10,
        "cla-sdq-annual": 0.10,
        "cla-health-surveillance-under5": 0.06,
        "cla-pep-initiated-10wd": 0.06,
        "cla-pep-complete-first-review": 0.07,
        "cla-pep-termly": 0.06,
        "cla-placement-plan-5wd": 0.07,
        "cla-placement-notification": 0.05,
        "cla-out-of-area-approval": 0.04,
        "cla-host-authority-notified": 0.06,
        "cla-delegated-authority": 0.09,
        "fos-annual-review": 0.06,
        "adopt-review": 0.05,
        "adopt-visit-weekly": 0.04,
        # care leavers
        "cl-eligible-needs-assessment-3m": 0.08,
        "cl-eligible-pathway-plan": 0.06,
        "cl-pathway-review-6m": 0.07,
        "cl-plan-is-theirs": 0.10,
        "cl-entitlements-explained": 0.09,
        "cl-pa-visit-8-weeks": 0.06,
        "cl-in-touch": 0.04,
        "cl-suitable-accommodation": 0.09,
        "cl-eet": 0.34,
        # missing, exploitation, private fostering
        "mis-rhi-offered": 0.04,
        "mis-rhi-contacted-72h": 0.04,
        "mis-rhi-72h": 0.08,
        "mis-police-told": 0.03,
        "mis-rhi-independent": 0.08,
        "expl-screen-after-concern": 0.06,
        "expl-rescreen-3m": 0.05,
        "expl-level-met-by-response": 0.05,
        "expl-analysis-recorded": 0.07,
        "expl-siblings-considered": 0.05,
        "expl-assessors-agree": 0.12,
        "expl-links-mapped": 0.05,
        "expl-strategy-right-question": 0.04,
        "wf-exploitation-training": 0.07,
        "wf-exploitation-training-advisers": 0.07,
        "pf-initial-visit-7wd": 0.07,
        "pf-assessment-42d": 0.08,
        "pf-visits": 0.06,
        # disability 0-25
        "ehc-assess-decision-6w": 0.05,
        "ehc-final-20w": 0.12,
        "ehc-annual-review-12m": 0.08,
        "ehc-review-report-2w": 0.10,
        "ehc-review-decision-4w": 0.10,
        "ehc-amended-plan-8w": 0.12,
        # workforce, quality and telling
        "wf-supervision-monthly": 0.05,
        "wf-supervision-90min": 0.06,
        "wf-case-supervision-3m": 0.07,
        "wf-appraisal-12m": 0.07,
        "mgt-decision-rationale": 0.06,
        "wf-case-held-by-manager": 0.05,
        "qa-audit-leads-to-action": 0.05,
        "qa-action-measurable": 0.06,
        "qa-action-done": 0.09,
        "gov-committee-told-unallocated": 0.03,
        "gov-director-told-unallocated": 0.02,
        "gov-committee-challenge": 0.06,
        # the record itself
        "data-missing": 0.004,
    }
)


@dataclass(frozen=True, slots=True)
class Failing:
    """One failing of the case: the day it began there, the chances it brings, and what it is in words."""

    line: str
    f: str
    began: dt.date
    words: str
    lapses: Mapping[str, float]


def _failing(line: str, f: str, began: dt.date, words: str, **lapses: float) -> Failing:
    return Failing(line, f, began, words, {code.replace("_", "-"): chance for code, chance in lapses.items()})


FAILINGS: Mapping[str, Failing] = MappingProxyType(
    {
        each.line: each
        for each in (
            _failing(
                "cases-held-by-managers",
                "F1",
                dt.date(2014, 2, 3),
                "Social workers of the 0-25 team leave, are not replaced, and their children pass to its managers.",
            ),
            _failing(
                "children-not-seen",
                "F2",
                dt.date(2014, 6, 2),
                "Disabled children held by managers go unseen by a social worker.",
            ),
            _failing(
                "duty-response",
                "F3",
                dt.date(2014, 3, 3),
                "Duty does not answer concerns raised about open cases; complaints are late and teach nothing.",
                **{"dr-contact-answered-2wd": 0.48, "complaint-stage1-10wd": 0.45, "complaint-learning": 0.80},
            ),
            _failing(
                "front-door-decisions",
                "F4",
                dt.date(2015, 1, 5),
                "Referrals that need welfare checks wait more than five working days for a decision.",
                **{"fd-welfare-checks-5wd": 0.50, "fd-referrer-feedback": 0.25},
            ),
            _failing(
                "early-help-before-referral",
                "F5",
                dt.date(2013, 4, 1),
                "Children are referred to social care without an early help assessment first.",
                **{"eh-before-referral": 0.87},
            ),
            _failing(
                "significant-harm-response",
                "F6",
                dt.date(2014, 9, 1),
                "The threshold is met and no enquiry follows; strategy discussions are held without the police.",
                **{
                    "cp-strategy-police": 0.36,
                    "cp-enquiry-before-conference": 0.10,
                },
            ),
            _failing(
                "child-protection-numbers",
                "F7",
                dt.date(2015, 10, 31),
                "Plans are ended faster than before, by few managers, without a recorded reason.",
                **{
                    "cp-end-decision-rationale": 0.62,
                    "cp-closure-quorate": 0.10,
                    "end-plan-at-first-review": 0.32,
                    "end-plan-at-review": 0.88,
                },
            ),
            _failing(
                "exploitation",
                "F8",
                dt.date(2013, 9, 2),
                "Exploitation is screened late and without analysis; responses do not match the risk found.",
                **{
                    "expl-screen-after-concern": 0.38,
                    "expl-rescreen-3m": 0.45,
                    "expl-level-met-by-response": 0.42,
                    "expl-analysis-recorded": 0.60,
                    "expl-siblings-considered": 0.58,
                    "expl-assessors-agree": 0.40,
                    "expl-links-mapped": 0.60,
                    "expl-strategy-right-question": 0.50,
                    "wf-exploitation-training": 0.35,
                    "wf-exploitation-training-advisers": 0.89,
                },
            ),
            _failing(
                "return-interviews",
                "F9",
                dt.date(2014, 1, 6),
                "Return home interviews are not all offered, and half are late.",
                **{
                    "mis-rhi-offered": 0.08,
                    "mis-rhi-contacted-72h": 0.07,
                    "mis-rhi-72h": 0.38,
                    "mis-police-told": 0.12,
                },
            ),
            _failing(
                "private-fostering",
                "F10",
                dt.date(2013, 1, 7),
                "Private fostering assessments and visits are late.",
                **{"pf-initial-visit-7wd": 0.40, "pf-assessment-42d": 0.50, "pf-visits": 0.30},
            ),
            _failing(
                "looked-after-plans",
                "F11",
                dt.date(2013, 6, 3),
                "Looked-after children's assessments are missing and their plans do not follow change.",
                **{
                    "cla-assessment-on-entry": 0.30,
                    "cla-plan-follows-change": 0.28,
                    "cla-plan-contingency": 0.28,
                    "cla-care-plan-before-placement-or-10wd": 0.12,
                },
            ),
            _failing(
                "reviews-and-challenge",
                "F12",
                dt.date(2014, 4, 1),
                "Looked-after reviews are late and reviewing officers do not challenge drift.",
                **{
                    "cla-first-review-20wd": 0.18,
                    "cla-second-review-3m": 0.20,
                    "cla-subsequent-review-6m": 0.20,
                    "iro-challenges-drift": 0.80,
                },
            ),
            _failing(
                "permanence",
                "F13",
                dt.date(2014, 1, 6),
                "Permanence is not planned in time; children drift in voluntary accommodation.",
                **{"cla-permanence-plan-recorded": 0.26, "cla-s20-drift": 0.40},
            ),
            _failing(
                "foster-carers",
                "F14",
                dt.date(2013, 1, 7),
                "Foster carers are reviewed late and delegated authority is not written down.",
                **{"fos-annual-review": 0.20, "cla-delegated-authority": 0.30},
            ),
            _failing(
                "pathway-planning",
                "F15",
                dt.date(2014, 1, 6),
                "Pathway plans are current but not the young person's, and entitlements are not known.",
                **{"cl-plan-is-theirs": 0.36, "cl-entitlements-explained": 0.36},
            ),
            _failing(
                "supervision-and-decisions",
                "F16",
                dt.date(2014, 1, 6),
                "Supervision, appraisal and recorded reasons vary; no policy states a frequency, ceiling or rule.",
                **{
                    "wf-supervision-monthly": 0.24,
                    "wf-case-supervision-3m": 0.30,
                    "wf-appraisal-12m": 0.42,
                    "mgt-decision-rationale": 0.32,
                },
            ),
            _failing(
                "quality-assurance",
                "F17",
                dt.date(2014, 1, 6),
                "Audits are done and not used; actions are not specific and not finished.",
                **{"qa-audit-leads-to-action": 0.50, "qa-action-measurable": 0.58, "qa-action-done": 0.45},
            ),
            _failing(
                "telling-leaders",
                "F18",
                dt.date(2014, 1, 6),
                "Reports to leaders leave out children without a worker who can act, and are not challenged.",
                **{
                    "gov-committee-told-unallocated": 1.0,
                    "gov-director-told-unallocated": 1.0,
                    "gov-committee-challenge": 0.65,
                },
            ),
        )
    }
)

"""Leadership: complaints heard, audits that change something, written policies, and leaders who are told and who"
" ask."""

from __future__ import annotations

from sightline.standards.catalogue.common import COUNCIL
from sightline.standards.catalogue.documents import COMPLAINTS, LOCAL, Document
from sightline.standards.nodes import (
    Events,
    Every,
    Judgement,
    Present,
    Spans,
    Throughout,
    Within,
    days,
    is_,
    known,
    months,
    working_days,
)
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Area, Confidence, Force, Harm, Standard

COMPLAINTS_ARE_ANSWERED_IN_TEN_WORKING_DAYS = Standard(
    code="complaint-stage1-10wd",
    sentence="A stage one complaint is answered within ten working days.",
    area=Area.LEADERSHIP,
    applies_to="children about whose service somebody complained",
    node=Within(
        Events("complaints", "received_on", where=(is_("stage", "stage-1"),)),
        Events("complaints", "responded_on"),
        working_days(10),
        by="complaint_id",
    ),
    citation=COMPLAINTS.at("reg 14", "https://www.legislation.gov.uk/uksi/2006/1738/made", Confidence.UNVERIFIED),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="Twenty working days are allowed for a complex one; the record does not say which are.",
    lines=("duty-response", "complaints"),
)

INVESTIGATIONS_REPORT_IN_25_WORKING_DAYS = Standard(
    code="complaint-stage2-25wd",
    sentence="A stage two complaint is answered within 25 working days.",
    area=Area.LEADERSHIP,
    applies_to="children about whose service somebody complained at stage two",
    node=Within(
        Events("complaints", "received_on", where=(is_("stage", "stage-2"),)),
        Events("complaints", "responded_on"),
        working_days(25),
        by="complaint_id",
    ),
    citation=COMPLAINTS.at("reg 17", "https://www.legislation.gov.uk/uksi/2006/1738/made", Confidence.UNVERIFIED),
    force=Force.LAW,
    harm=Harm.EXPERIENCE,
    note="It may be extended to 65 working days; the record does not say which were.",
    lines=("complaints",),
)

COMPLAINTS_ARE_LEARNED_FROM = Standard(
    code="complaint-learning",
    sentence="What a complaint taught is recorded within three months of receiving it.",
    area=Area.LEADERSHIP,
    applies_to="children about whose service somebody complained",
    node=Within(
        Events("complaints", "received_on"),
        Events("complaints", "learning_recorded_on"),
        months(3),
        by="complaint_id",
    ),
    citation=LOCAL.at("learning from complaints", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a council should set its own.",
    lines=("duty-response", "complaints"),
)

AUDITS_LEAD_TO_ACTION = Standard(
    code="qa-audit-leads-to-action",
    sentence="An audit that finds practice less than good leads to an action within 20 working days.",
    area=Area.LEADERSHIP,
    applies_to="children whose file was audited and found less than good",
    node=Within(
        Events("practice_audits", "audited_on", where=(is_("grade", "requires-improvement", "inadequate"),)),
        Events("audit_actions", "raised_on"),
        working_days(20),
        by="practice_audit_id",
    ),
    citation=LOCAL.at("actions from audits", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a council should set its own.",
    lines=("quality-assurance",),
)

ACTIONS_CAN_BE_MEASURED = Standard(
    code="qa-action-measurable",
    sentence="An action from an audit says how it will be known to have worked, whose it is and by when.",
    area=Area.LEADERSHIP,
    applies_to="children whose audit led to an action",
    node=Present(Events("audit_actions", "raised_on"), must=(known("measure"), known("owner_id"), known("due_on"))),
    citation=LOCAL.at("actions from audits", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    lines=("quality-assurance",),
)

ACTIONS_ARE_DONE = Standard(
    code="qa-action-done",
    sentence="An action from an audit is done within six months.",
    area=Area.LEADERSHIP,
    applies_to="children whose audit led to an action",
    node=Within(
        Events("audit_actions", "raised_on"),
        Events("audit_actions", "completed_on"),
        months(6),
        by="audit_action_id",
    ),
    citation=LOCAL.at("actions from audits", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a council should set its own.",
    lines=("quality-assurance",),
)

AUDITS_ARE_GRADED = Standard(
    code="qa-audit-graded",
    sentence="An audit of practice gives a grade.",
    area=Area.LEADERSHIP,
    applies_to="children whose file was audited",
    node=Present(Events("practice_audits", "audited_on"), must=(known("grade"),)),
    citation=LOCAL.at("audit of practice", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.DATA,
    lines=("quality-assurance", "data-quality"),
)

SUPERVISION_POLICY_STATES_A_FREQUENCY = Standard(
    code="gov-supervision-policy",
    sentence="The council has at all times a supervision policy that states how often.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Throughout(
        Spans("policies", "adopted_on", "ended_on", where=(is_("topic", "supervision"), is_("states_limit", True))),
        COUNCIL,
        days(0),
        by="council_id",
    ),
    citation=LOCAL.at("supervision policy", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("supervision-and-decisions",),
)

CASELOAD_POLICY_STATES_A_CEILING = Standard(
    code="gov-caseload-policy",
    sentence="The council has at all times a caseload policy that states a ceiling.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Throughout(
        Spans("policies", "adopted_on", "ended_on", where=(is_("topic", "caseload"), is_("states_limit", True))),
        COUNCIL,
        days(0),
        by="council_id",
    ),
    citation=LOCAL.at("caseload policy", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("supervision-and-decisions",),
)

A_RULE_SAYS_WHEN_MANAGERS_MAY_HOLD_CASES = Standard(
    code="gov-manager-allocation-policy",
    sentence="The council has at all times a rule on cases held by managers.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Throughout(
        Spans(
            "policies",
            "adopted_on",
            "ended_on",
            where=(is_("topic", "manager-allocation"), is_("states_limit", True)),
        ),
        COUNCIL,
        days(0),
        by="council_id",
    ),
    citation=LOCAL.at("rule on cases held by managers", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("supervision-and-decisions",),
)

MEMBERS_ARE_TOLD_OF_UNALLOCATED_CHILDREN = Standard(
    code="gov-committee-told-unallocated",
    sentence="The committee of members is told at least every four months how many children have no worker who can do"
    " the work.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Every(
        Events("leadership_reports", "told_on", where=(is_("tier", "committee"), is_("tells_unallocated", True))),
        COUNCIL,
        months(4),
        by="council_id",
    ),
    citation=LOCAL.at("what leaders are told", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a quarterly committee has a month's grace.",
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("telling-leaders",),
)

THE_DIRECTOR_IS_TOLD_OF_UNALLOCATED_CHILDREN = Standard(
    code="gov-director-told-unallocated",
    sentence="The director of children's services is told at least every four months how many children have no worker"
    " who can do the work.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Every(
        Events("leadership_reports", "told_on", where=(is_("tier", "director"), is_("tells_unallocated", True))),
        COUNCIL,
        months(4),
        by="council_id",
    ),
    citation=LOCAL.at("what leaders are told", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    note="No national limit exists; a council should set its own.",
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("telling-leaders",),
)

MEMBERS_CHALLENGE = Standard(
    code="gov-committee-challenge",
    sentence="When the committee of members receives a report, a question or challenge is minuted.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Present(
        Events("leadership_reports", "told_on", where=(is_("tier", "committee"),)),
        must=(is_("challenge_recorded", True),),
    ),
    citation=LOCAL.at("challenge by members", None, Confidence.UNVERIFIED),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("telling-leaders",),
)

COMMON_WEAKNESSES_ARE_AUDITED = Standard(
    code="audit-recurring-themes",
    sentence="Each weakness that inspectors most often name is audited at least once a year.",
    area=Area.LEADERSHIP,
    applies_to="the council",
    node=Judgement(
        "In the last year, did the audits cover plans, management oversight, care leavers, assessment, supervision,"
        " recording, and homelessness at 16 and 17, and do they say what changed?"
    ),
    citation=Document("Analysis of 'what needs to improve' in 258 Ofsted ILACS reports 2018-25").at(
        "term frequency in the reports and their summary, to 29 June 2026",
        "https://github.com/data-to-insight/ofsted-ilacs-scrape-tool",
        Confidence.VERIFIED,
    ),
    force=Force.LOCAL_POLICY,
    harm=Harm.PROCESS,
    subject_kind=SubjectKind.COUNCIL,
    subject="council_id",
    lines=("quality-assurance",),
)

STANDARDS = (
    COMPLAINTS_ARE_ANSWERED_IN_TEN_WORKING_DAYS,
    INVESTIGATIONS_REPORT_IN_25_WORKING_DAYS,
    COMPLAINTS_ARE_LEARNED_FROM,
    AUDITS_LEAD_TO_ACTION,
    ACTIONS_CAN_BE_MEASURED,
    ACTIONS_ARE_DONE,
    AUDITS_ARE_GRADED,
    SUPERVISION_POLICY_STATES_A_FREQUENCY,
    CASELOAD_POLICY_STATES_A_CEILING,
    A_RULE_SAYS_WHEN_MANAGERS_MAY_HOLD_CASES,
    MEMBERS_ARE_TOLD_OF_UNALLOCATED_CHILDREN,
    THE_DIRECTOR_IS_TOLD_OF_UNALLOCATED_CHILDREN,
    MEMBERS_CHALLENGE,
    COMMON_WEAKNESSES_ARE_AUDITED,
)

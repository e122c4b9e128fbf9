"""What each address answers to each role: worked out from the table of roles, for the reference page and its test.

The test opens every address as every persona and holds the answer against :func:`expected`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from django.http import HttpResponseBase
from django.urls import URLResolver

from sightline.access.permissions import Permission
from sightline.access.roles import EVERYONE, Reach, Role


class Outcome(StrEnum):
    """What somebody gets."""

    SHOWN = "shown"
    ASKED_WHY = "asked why"
    REFUSED = "refused"
    NOT_THERE = "not there"
    LED_ON = "led to their own first page"
    SIGN_IN = "asked to sign in"

    @classmethod
    def of(cls, answer: HttpResponseBase) -> Outcome:
        """What an answer amounts to; ValueError for one that is none of these, such as a failure."""
        location = answer.headers.get("Location", "")
        match answer.status_code:
            case HTTPStatus.OK:
                return cls.SHOWN
            case HTTPStatus.FORBIDDEN:
                return cls.REFUSED
            case HTTPStatus.NOT_FOUND:
                return cls.NOT_THERE
            case HTTPStatus.FOUND if location.startswith("/sign-in/"):
                return cls.SIGN_IN
            case HTTPStatus.FOUND if "/reason/" in location:
                return cls.ASKED_WHY
            case HTTPStatus.FOUND:
                return cls.LED_ON
        raise ValueError(f"an answer of {answer.status_code} is no outcome")


# Addresses about one child that authorise the child: shown within reach, a reason asked for beyond it.
OF_ONE_CHILD = frozenset(
    {
        "access:child-log",
        "access:child-log-csv",
        "access:child-log-xlsx",
        "access:not-family",
        "access:restriction",
        "casework:allocate",
        "casework:child",
        "casework:transfer",
        "findings:child",
        "recording:child-supervision",
        "recording:correct-decision",
        "recording:correct-note",
        "recording:decide",
        "recording:decisions",
        "recording:followed-up",
        "recording:give-child-task",
        "recording:note",
        "recording:notes",
        "recording:correct-discussion",
        "recording:withdraw-decision",
        "recording:withdraw-discussion",
        "recording:withdraw-note",
        "search:another-record",
    }
)
# Rows that the small record of the tests does not hold.
ABSENT = (
    "access:not-family",
    "inquiry:bundle",
    "inquiry:csv",
    "inquiry:xlsx",
    "inquiry:html",
    "inquiry:inquiry",
    "audits:agreement",
    "audits:audit",
    "audits:concern",
    "audits:concerns",
    "audits:conclusion",
    "audits:file",
    "audits:files",
    "audits:files-csv",
    "audits:files-xlsx",
    "audits:moderate",
    "audits:prompt",
    "audits:raise",
    "audits:rows",
    "campaigns:campaign",
    "campaigns:child",
    "campaigns:children",
    "campaigns:children-csv",
    "campaigns:children-xlsx",
    "campaigns:complete",
    "campaigns:findings",
    "campaigns:give-back",
    "campaigns:raise",
    "campaigns:reopen",
    "campaigns:reviewers",
    "campaigns:set-apart",
    "campaigns:worksheet",
    "campaigns:worries",
    "campaigns:worry",
    "questions:agenda-open",
    "questions:answer",
    "questions:assign",
    "questions:call-off",
    "questions:document",
    "questions:document-give",
    "questions:follow-up",
    "questions:follow-up-recommendation",
    "questions:meeting",
    "questions:parenting-follow-up",
    "questions:parenting-question",
    "questions:parenting-reply",
    "questions:publish",
    "questions:publish-answer",
    "questions:put-in-plan",
    "questions:question",
    "questions:recommend",
    "questions:recommendation",
    "questions:reply",
    "questions:report-challenged",
    "questions:report-new",
    "questions:respond",
    "questions:topic-came",
    "questions:topic-move",
    "questions:unpublish",
    "questions:withdraw",
    "recording:correct-discussion",
    "recording:correct-session",
    "recording:withdraw-decision",
    "recording:withdraw-discussion",
    "recording:withdraw-note",
    "recording:withdraw-session",
    "concluding:conclude",
    "concluding:edition",
    "concluding:explain",
    "concluding:judge",
    "concluding:judgements",
    "concluding:recommendations",
    "concluding:report",
    "concluding:report-html",
    "concluding:report-pdf",
    "concluding:take-back",
    "concluding:triangulation",
    "concluding:triangulation-csv",
    "concluding:triangulation-xlsx",
    "concluding:voice",
    "concluding:voices",
    "concluding:voices-csv",
    "concluding:voices-xlsx",
    "concluding:withdraw",
    "lists:mock-compare",
    "lists:mock-list",
    "lists:mock-lists",
    "lists:mock-workbook",
    "measures:end",
    "measures:measure",
    "measures:measure-csv",
    "measures:measure-xlsx",
    "members:outcome",
    "mock:again",
    "mock:close",
    "mock:draw",
    "mock:evidence",
    "mock:hours",
    "mock:how-many",
    "mock:leave-out",
    "mock:member",
    "mock:members",
    "mock:mock",
    "mock:sample",
    "mock:sample-csv",
    "mock:sample-xlsx",
    "mock:scope",
    "plan:action-again",
    "plan:action-correct",
    "plan:action-done",
    "plan:action-new",
    "plan:action-out",
    "plan:action-waits",
    "plan:begin",
    "plan:close",
    "plan:close-over",
    "plan:correct",
    "plan:evidence-back",
    "plan:evidence-file",
    "plan:evidence-new",
    "plan:judge",
    "plan:judge-back",
    "plan:recommendation",
    "plan:reopen",
    "plan:same-as",
    "plan:set-aside",
    "plan:take-inspection",
    "plan:take-mock",
    "plan:wait-end",
    "publications:draft",
    "recording:correct-decision",
    "recording:correct-note",
    "recording:followed-up",
    "recording:task",
    "recording:task-done",
    "recording:task-reassign",
    "search:decide",
    "search:undo",
    "visits:confirm",
    "visits:correct",
    "visits:inspection",
    "visits:inspector",
    "visits:inspector-csv",
    "visits:inspector-xlsx",
    "visits:inspector-end",
    "visits:inspector-files",
    "visits:open-account",
    "visits:page-picture",
    "visits:recommendation",
    "visits:report-pdf",
    "visits:scope-list",
    "visits:scope-list-csv",
    "visits:scope-list-xlsx",
    "visits:step",
    "practice:audit",
    "practice:withdraw-audit",
    "practice:file",
    "practice:loop",
    "practice:set-aside",
    "practice:need",
    "practice:note",
    "practice:withdraw-note",
    "boards:board",
    "boards:end",
    "boards:seat",
    "boards:seat-otherwise",
    "boards:actions",
    "boards:actions-csv",
    "boards:actions-xlsx",
    "boards:call",
    "boards:meeting",
    "boards:move",
    "boards:call-off",
    "boards:attendance",
    "boards:attending",
    "boards:agenda",
    "boards:item",
    "boards:correct-item",
    "boards:order-item",
    "boards:take-off",
    "boards:decide",
    "boards:correct-decision",
    "boards:ask",
    "boards:correct-action",
    "boards:do-action",
    "boards:open-again",
    "boards:take-back",
    "boards:minutes",
    "boards:confirm",
    "boards:packs",
    "boards:pack",
    "boards:pack-html",
    "boards:pack-pdf",
    "boards:pack-xlsx",
    "boards:visit",
    "boards:scope",
)
# What the persona's own account decides, whatever the role.
OWN_STATE = {
    "mfa_reauthenticate": Outcome.REFUSED,  # no second factor yet: nothing to confirm with
    "mfa_view_recovery_codes": Outcome.NOT_THERE,  # no recovery codes yet
    "account_reauthenticate": Outcome.REFUSED,  # no password yet
    "account_change_password": Outcome.LED_ON,
    "access:review": Outcome.NOT_THERE,  # nothing was broken that waits for review
    **dict.fromkeys(ABSENT, Outcome.NOT_THERE),
}


def expected(
    permission: Permission, role: Role | None, *, is_signed_in: bool, name: str = "", within_reach: bool = True
) -> Outcome:
    """What the address ``name``, which asks ``permission``, answers to somebody in ``role`` (None: without one)."""
    if not is_signed_in:
        return Outcome.SIGN_IN
    held = EVERYONE | (role.permissions if role else frozenset())
    if permission not in held:
        return Outcome.REFUSED
    if name == "home" and role is not None and not _comes_for_findings(role):
        return Outcome.LED_ON
    if name in OF_ONE_CHILD and not within_reach:
        return Outcome.ASKED_WHY if Permission.CHILD_OPEN_WITH_REASON in held else Outcome.REFUSED
    return OWN_STATE.get(name, Outcome.SHOWN)


def _comes_for_findings(role: Role) -> bool:
    """Whether the first page is what an inspector would find: to those who see figures and have no day of their own."""
    has_a_day = Permission.CHILDREN_LIST in role.permissions and role.reach is not Reach.COUNCIL
    return Permission.FINDINGS_VIEW in role.permissions and not has_a_day


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the site: its name, its pattern, and the permission it asks, None if it states none."""

    name: str
    pattern: str
    permission: Permission | None


def routes() -> Iterator[Route]:
    """Every address of the site, in the order they are tried. Django must be ready."""
    from django.urls import get_resolver

    yield from _below(get_resolver(), "", "")


def _below(resolver: URLResolver, space: str, before: str) -> Iterator[Route]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else space
            yield from _below(each, inner, before + str(each.pattern))
        else:
            permission = getattr(each.callback, "permission", None)
            is_stated = isinstance(permission, Permission)
            yield Route(f"{space}{each.name}", f"/{before}{each.pattern}", permission if is_stated else None)

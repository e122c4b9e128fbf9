"""Writing down what is owed by a day, and what was given or withheld. What is said later counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.scrutiny.actions.saying import LONGEST_NAME, holds, names_nobody, not_to_come, post_of, said
from sightline.scrutiny.documents_clocks import Clock, clocks, exemptions
from sightline.scrutiny.models import DocumentDuty, DocumentOutcome, Outcome
from sightline.web import clock as today_is

KEPT_BACK = (Outcome.PART, Outcome.WITHHELD)


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a request: what was given, and of what was kept back, what, under which exemption and why."""

    outcome: Outcome
    words: str
    done_on: dt.date
    withheld: str = ""
    exemption: str = ""
    why: str = ""
    stated_on: dt.date | None = None


@transaction.atomic
def owe(
    *, kind: str, words: str, counted_from: dt.date, by: Account, asked_as: str = "", nobody_named: bool = False
) -> DocumentDuty:
    """Write down a request or a notice to be given; a member's own request is theirs.

    :class:`~sightline.errors.UserError` for a kind there is not, a request received on a day to come, one who may write
    down none, and words that look as though they point at one child.
    """
    clock = clocks().get(kind)
    if clock is None:
        raise UserError("Choose what it is.")
    is_own = holds(by, Permission.SCRUTINY_ASK) and clock.of_members
    if not is_own and not (holds(by, Permission.SCRUTINY_ANSWER) or holds(by, Permission.SCRUTINY_MANAGE)):
        raise UserError("A member writes down their own requests; the rest is written down by officers.")
    text = said(words, "Say what is asked for, or what the notice is of, in a sentence.")
    names_nobody(text, asked_as, nobody_named=nobody_named)
    if clock.is_request:
        not_to_come(counted_from)
    made = DocumentDuty.objects.create(
        kind=kind,
        words=text,
        asked_by=by if is_own else None,
        asked_as="" if is_own else asked_as.strip()[:LONGEST_NAME],
        counted_from=counted_from,
        due_on=clock.due(counted_from),
        by=by,
        at=today_is.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="questions:document-ask", why=str(made))
    return made


@transaction.atomic
def give(*, duty: DocumentDuty, given: Given, by: Account, nobody_named: bool = False) -> DocumentOutcome:
    """Say what was given, or that a notice was published. What is said later counts; what was said before stays.

    :class:`~sightline.errors.UserError` for something kept back without what, an exemption and the reason.
    """
    found = DocumentDuty.objects.select_for_update().get(pk=duty.pk)
    clock = clocks()[found.kind]
    if not (holds(by, Permission.SCRUTINY_ANSWER) or holds(by, Permission.SCRUTINY_MANAGE)):
        raise UserError("What was given is written down by officers.")
    _check(found, clock, given)
    names_nobody(given.words, given.withheld, given.why, nobody_named=nobody_named)
    kept_back = given.outcome in KEPT_BACK
    made = DocumentOutcome.objects.create(
        duty=found,
        outcome=given.outcome.value,
        words=given.words.strip(),
        done_on=given.done_on,
        withheld=given.withheld.strip() if kept_back else "",
        exemption=given.exemption if kept_back else "",
        why=given.why.strip() if kept_back else "",
        stated_on=given.stated_on if kept_back else None,
        by=by,
        post=post_of(by),
        at=today_is.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page="questions:document-give", why=str(found))
    return made


def _check(duty: DocumentDuty, clock: Clock, given: Given) -> None:
    not_to_come(given.done_on)
    if clock.is_request and given.done_on < duty.counted_from:
        raise UserError("That is before it was asked for; look at the day again.")
    if not clock.is_request and given.outcome is not Outcome.GIVEN:
        raise UserError("A notice is published or it is not; leave it open until it is.")
    said(given.words, "Say what was given, or what was answered, in a sentence.")
    if given.outcome not in KEPT_BACK:
        return
    said(given.withheld, "Say what was kept back, in words that do not give it away.")
    if given.exemption not in exemptions():
        raise UserError("Choose the exemption under which it was kept back.")
    said(given.why, "Give the reason, and how the public interest was weighed.")
    if given.stated_on is not None:
        not_to_come(given.stated_on)
        if given.stated_on < duty.counted_from:
            raise UserError("The reasons cannot have been stated before it was asked for.")

"""What a visit looked into, and on which recommendations of the plan its letter bears."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.actions.boards_correcting import put_right
from sightline.improvement.actions.saying import said
from sightline.improvement.models import Recommendation, VisitScope
from sightline.improvement.queries.visits import CHECKS, scope_of
from sightline.inspection.areas import AREAS
from sightline.inspection.models import RealInspection
from sightline.web import clock


@dataclass(frozen=True, slots=True)
class Looked:
    """What a visit looked into. ``letter_words``: what its letter means for the plan, "" before there is one."""

    words: str
    areas: tuple[str, ...] = ()
    letter_words: str = ""
    bears_on: Sequence[Recommendation] = ()


@transaction.atomic
def say_scope(*, visit: RealInspection, looked: Looked, by: Account, why: str = "") -> VisitScope:
    """The scope of a visit, or the scope put right with the reason.

    UserError for what is no visit, and for an area no framework has.
    """
    if visit.event not in CHECKS:
        raise UserError("Only a visit has a scope: an inspection looks into everything its framework names.")
    if any(each not in AREAS for each in looked.areas):
        raise UserError("One of those areas is in no framework; choose again.")
    words = said(looked.words, "Say what the visit looked into, in a sentence.")
    fields = {"words": words, "areas": sorted(set(looked.areas)), "letter_words": looked.letter_words.strip()}
    RealInspection.objects.select_for_update().get(pk=visit.pk)  # two who say it first at once wait
    standing = scope_of(visit)
    if standing is not None:
        row = put_right(row=standing, why=why, by=by, now={"visit": visit, **fields})
    else:
        row = VisitScope.objects.create(visit=visit, by=by, at=clock.now(), **fields)
        access.log(by=by, doing=Doing.CHANGED, page="boards:visit", why=f"scope of visit {visit.pk}")
    row.bears_on.set(looked.bears_on)
    return row

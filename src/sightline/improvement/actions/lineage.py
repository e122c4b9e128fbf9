"""What a person says of two recommendations: that one asks again for what the other asked, or that it does not."""

from __future__ import annotations

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.models import Recommendation, Repetition
from sightline.web import clock

SHORTEST_WORDS = 10  # characters: less says nothing
LONGEST_WORDS = 2_000
PAGE = "plan:lineage"


@transaction.atomic
def judge(
    *,
    earlier: Recommendation,
    later: Recommendation,
    is_repeat: bool,
    reasons: str,
    by: Account,
    likeness: int | None = None,
) -> Repetition:
    """Say whether ``later`` asks again for what ``earlier`` asked, and why. UserError where that was judged already."""
    said = reasons.strip()[:LONGEST_WORDS]
    if len(said) < SHORTEST_WORDS:
        raise UserError("Say why, in a few words: somebody will read it at the next inspection.")
    if earlier.pk == later.pk:
        raise UserError("A recommendation does not repeat itself: choose another.")
    if earlier.made_on is not None and later.made_on is not None and earlier.made_on > later.made_on:
        earlier, later = later, earlier
    keys = sorted((earlier.pk, later.pk))
    list(Recommendation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    both = Repetition.objects.filter(earlier__in=keys, later__in=keys, taken_back_at=None)
    if both.exists():
        raise UserError("Somebody judged those two already. Take that back first if it is wrong.")
    made = Repetition.objects.create(
        earlier=earlier, later=later, is_repeat=is_repeat, reasons=said, likeness=likeness, by=by, at=clock.now()
    )
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="repeats" if is_repeat else "does not repeat")
    return made


@transaction.atomic
def take_back(*, repetition: Repetition, why: str, by: Account) -> None:
    """Take back what was said of two recommendations; it stays, with the reason."""
    reason = why.strip()[:LONGEST_WORDS]
    if len(reason) < SHORTEST_WORDS:
        raise UserError("Say why it is taken back, in a few words.")
    found = Repetition.objects.select_for_update().get(pk=repetition.pk)
    if found.taken_back_at is not None:
        raise UserError("That was taken back already.")
    found.taken_back_by, found.taken_back_at, found.taken_back_why = by, clock.now(), reason
    found.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_why"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="taken back")

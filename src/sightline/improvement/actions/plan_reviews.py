"""Entering a review or a complaint once, with all that it recommends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions.plan import add_recommendation
from sightline.improvement.models import LearnedReview, Source
from sightline.web import clock

REVIEWS = (Source.REVIEW, Source.COMPLAINT, Source.AUDIT, Source.OTHER)  # inspections are taken in from their record
MOST = 100  # recommendations of one review


@transaction.atomic
def enter_review(
    *, source: Source, name: str, reference: str, made_on: dt.date, words: Sequence[str], by: Account
) -> LearnedReview:
    """Put a review in the plan with its recommendations, numbered in their order; all of them or none.

    UserError for a review that is in the plan already, for none or too many recommendations, and for one that says
    nothing or was made on a day to come.
    """
    called, filed = " ".join(name.split()), " ".join(reference.split())
    if source not in REVIEWS:
        raise UserError("Choose a review, a complaint or an audit; an inspection is taken in from its own record.")
    if not called:
        raise UserError("Say who made it, and what it is called.")
    if not 1 <= len(words) <= MOST:
        raise UserError(f"Enter at least one recommendation and at most {MOST}, one a line.")
    try:
        with transaction.atomic():
            made = LearnedReview.objects.create(
                source=source.value, name=called, reference=filed, made_on=made_on, by=by, at=clock.now()
            )
    except IntegrityError as error:
        raise UserError("That review is in the plan already. Add what is missing of it by hand.") from error
    for number, each in enumerate(words, 1):
        add_recommendation(
            source=source,
            words=each,
            by=by,
            source_words=f"{called} ({filed})" if filed else called,
            made_on=made_on,
            number=str(number),
            review=made,
        )
    return made

"""Putting a row of a board right: a new one supersedes it with the reason, and both stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.actions.saying import said
from sightline.improvement.models import Corrected
from sightline.web import clock

Row = TypeVar("Row", bound=Corrected)


@transaction.atomic
def put_right(
    *, row: Row, why: str, by: Account, now: Mapping[str, Any] | None = None, is_withdrawn: bool = False
) -> Row:
    """The row as it should have been, in the place of ``row``. ``now``: the fields that differ.

    UserError without a reason, and where somebody put it right first: what they wrote would be lost.
    """
    reason = said(why, "Say why it is put right, in a sentence.")
    model = type(row)
    held = model._default_manager.select_for_update().get(pk=row.pk)
    if model._default_manager.filter(supersedes=held).exists():
        raise UserError("Somebody put this right while you were writing. Open it again to see what it says now.")
    kept = {
        field.attname: getattr(held, field.attname)
        for field in model._meta.concrete_fields
        if field.name not in {"id", "supersedes", "why", "is_withdrawn", "by", "at"}
    }
    row_now = model(**kept, supersedes=held, why=reason, is_withdrawn=is_withdrawn, by=by, at=clock.now())
    for name, value in (now or {}).items():
        setattr(row_now, name, value)
    row_now.save(force_insert=True)
    access.log(by=by, doing=Doing.CHANGED, page=f"boards:{model._meta.model_name}", why=f"{row_now.pk} for {held.pk}")
    return row_now

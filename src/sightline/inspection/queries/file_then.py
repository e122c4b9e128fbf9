"""A child's page as it was known at the instant the evidence was frozen: what the auditor reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sightline.access.children import Child
from sightline.casework.queries.child.asked import ON, SHOW, PageAsked, asked_of
from sightline.casework.queries.child.page import ChildPage, Handles, ShownAmong, child_page
from sightline.inspection.models import Audit


@dataclass(frozen=True, slots=True)
class AskedThen(PageAsked):
    """The page as known at an instant, and not at the end of a day."""

    instant: dt.datetime

    @property
    def known_at(self) -> dt.datetime | None:
        """That instant."""
        return self.instant

    @property
    def is_past(self) -> bool:
        """Always: what is due is worked out from what was known, and nothing is taken from what is kept for today."""
        return True


def file_then(
    child: Child, audit: Audit, query: Mapping[str, str], others: ShownAmong, handles_of: Handles
) -> ChildPage:
    """The page of a child whom the reader has opened, as at the mock inspection's day and known at the audit's instant.

    Of ``query`` only how much of the story is shown, and the family of which day, count: an audit is against one day
    and one instant.
    """
    as_at = audit.child.sample.evidence.as_at
    plain = asked_of({name: query.get(name, "") for name in (SHOW, ON)}, as_at)
    asked = AskedThen(
        today=plain.today,
        known_on=None,
        as_at=as_at,
        family_on=plain.family_on,
        shown=plain.shown,
        set_aside=plain.set_aside,
        given=plain.given,
        instant=audit.known_at,
    )
    return child_page(child, asked, others, handles_of)

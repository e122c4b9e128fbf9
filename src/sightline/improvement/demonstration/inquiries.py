"""The question an invented council's board asks: how long children were held by managers, and who knew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.access.roles import AUDITOR
from sightline.improvement.actions.inquiries import Asked, ask
from sightline.improvement.models import Inquiry
from sightline.ledger.owed import standards
from sightline.ledger.queries import current

SERVICE = "disability-0-25"
YEARS = 2


def ask_the_question(on: dt.date, people: Mapping[str, Account]) -> None:
    """Ask it as the principal social worker, unless a question was asked or there is no such service."""
    by = people.get(AUDITOR.code)
    if by is None or Inquiry.objects.exists() or not current("teams").filter(service=SERVICE).exists():
        return
    ask(
        asked=Asked(
            title="Disabled children held by managers",
            why="How many disabled children had a manager’s name and no worker, since when, and who was told of it?",
            asked_for="The improvement board",
            line="cases-held-by-managers",
            standards=(),
            team_id="",
            service=SERVICE,
            since=dt.date(on.year - YEARS, 10, 1),
            until=on,
        ),
        known=frozenset(each.code for each in standards()),
        by=by,
    )

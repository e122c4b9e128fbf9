"""What every list of children does before it is shown: a line in the log, and the handles that stand for them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest

from sightline.access import actions
from sightline.access.bearer import bearer_of
from sightline.access.interruptions import NotPermitted
from sightline.access.models import Doing


@transaction.atomic
def showing(request: HttpRequest, doing: Doing, person_ids: Sequence[str]) -> dict[str, str]:
    """The handle of each child about to be shown, with one line in the log that names them all.

    Those listed must be visible to the reader already: this authorises nothing. A list of nobody leaves no line.
    """
    reader = bearer_of(request)
    if reader is None:
        raise NotPermitted
    shown = list(dict.fromkeys(person_ids))
    if not shown:
        return {}
    page = request.resolver_match.view_name if request.resolver_match else ""
    actions.log(by=reader.account, doing=doing, page=page, shown=shown)
    return actions.handles(person_ids=shown) if doing is not Doing.EXPORTED else {}

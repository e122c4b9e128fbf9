"""Evidence put to the plan, and taken back."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.urls import Resolver404, resolve

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.models import Evidence, EvidenceFile, PlannedAction, Recommendation
from sightline.improvement.plan_files import kind_of
from sightline.web import clock

SHORTEST_WORDS = 10  # characters: less says nothing
LONGEST_WORDS = 4_000
LONGEST_PAGE = 500
# The plan is read by the board's partners from outside: it leads to nobody's own page.
OF_SOMEBODY = ("/children/", "/staff/", "/carers/", "/supervision/", "/tasks/", "/access/", "/duplicates/")
PAGE = "plan:evidence"


@transaction.atomic
def attach(
    *,
    recommendation: Recommendation,
    words: str,
    by: Account,
    action: PlannedAction | None = None,
    page: str = "",
    content: bytes | None = None,
) -> Evidence:
    """Attach evidence: words, and with them a page of this site or a file. UserError for what is none of these."""
    said = words.strip()[:LONGEST_WORDS]
    if len(said) < SHORTEST_WORDS:
        raise UserError("Say what it shows, in a sentence.")
    if action is not None and action.recommendation_id != recommendation.pk:
        raise UserError("That action is of another recommendation.")
    made = Evidence.objects.create(
        recommendation=recommendation,
        action=action,
        words=said,
        page=_page(page),
        file=_keep(content, by) if content is not None else None,
        by=by,
        at=clock.now(),
    )
    access.log(by=by, doing=Doing.CHANGED, page=PAGE)
    return made


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, why: str, by: Account) -> None:
    """Take evidence back: it stays on the page, struck through, with the reason."""
    reason = why.strip()[:LONGEST_WORDS]
    if len(reason) < SHORTEST_WORDS:
        raise UserError("Say why it is taken back, in a few words.")
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if found.withdrawn_at is not None:
        raise UserError("That was taken back already.")
    found.withdrawn_by, found.withdrawn_at, found.withdrawn_why = by, clock.now(), reason
    found.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, why="taken back")


def _keep(content: bytes, by: Account) -> EvidenceFile:
    kind = kind_of(content)
    found, _ = EvidenceFile.objects.get_or_create(
        digest=hashlib.sha256(content).hexdigest(),
        defaults={
            "content": content,
            "kind": kind,
            "size": len(content),
            "given_by": by,
            "given_at": clock.now(),
        },
    )
    return found


def _page(page: str) -> str:
    """An address of this site, "" for none; UserError for any other, and for the page of a child or of staff."""
    said = page.strip()
    if not said:
        return ""
    path, _, query = said.partition("#")[0].partition("?")
    if not path.startswith("/") or path.startswith("//") or "\\" in said or len(said) > LONGEST_PAGE:
        raise UserError("Give a page of this site by its address, beginning with a stroke: /standards/child-seen-6m/")
    if path.startswith(OF_SOMEBODY):
        raise UserError("The plan leads to nobody’s own page. Say in words what it shows, without a name.")
    try:
        resolve(path)
    except Resolver404 as error:
        raise UserError("This site has no such page. Copy the address from the page itself.") from error
    kept = urlencode(
        [(name, value) for name, value in parse_qsl(query) if name != "q"]
    )  # q: words searched, maybe a name
    return f"{path}?{kept}" if kept else path

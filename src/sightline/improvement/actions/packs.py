"""Making an edition of a board's pack: printed once, kept as it was, never changed."""

from __future__ import annotations

import hashlib

from django.db import transaction

from sightline.access import actions as access
from sightline.access.bearer import bearer
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.findings.queries.loaded import held_or_none
from sightline.improvement.models import Meeting, Pack, PackFor
from sightline.improvement.packs_document import data_digest
from sightline.improvement.packs_html import render_html
from sightline.improvement.packs_pdf import render_pdf
from sightline.improvement.packs_workbook import render_workbook
from sightline.improvement.queries.packs import pack_of, rests_on
from sightline.web import clock

SHORTEST = 4  # characters of what changed


@transaction.atomic
def make_pack(*, meeting: Meeting, audience: PackFor, by: Account, what_changed: str = "") -> Pack:
    """Make the next edition, as HTML, PDF and workbook, with the digests of all three and of what it rests on.

    UserError while the council's figures are being made, for a meeting called off, where a second edition does not say
    what changed, or where it would say the very same as the last for the same readers.
    """
    held = Meeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=meeting.pk)
    if held.called_off_why:
        raise UserError("This meeting was called off. Move it to another day first.")
    loaded = held_or_none()
    if loaded is None:
        raise UserError("The council’s figures are still being worked out. Make the pack in a few minutes.")
    last = held.packs.defer("html", "pdf", "xlsx").order_by("-edition").first()
    changed = " ".join(what_changed.split())
    if last is not None and len(changed) < SHORTEST:
        raise UserError("Say what changed since the last edition.")
    now, today = clock.now(), clock.today()
    rests = rests_on(loaded, now)
    pack = pack_of(
        held,
        audience,
        reader=bearer(by, today),
        loaded=loaded,
        rests=rests,
        on=today,
        edition=last.edition + 1 if last else 1,
        what_changed=changed,
        is_invented=access.is_invented(),
    )
    digest = data_digest(pack)
    before = held.packs.filter(audience=audience.value).order_by("-edition").values_list("data_digest", flat=True)
    if before.first() == digest:
        raise UserError("It would say the very same as the edition before. Nothing was made.")
    html, pdf, xlsx = render_html(pack), render_pdf(pack, today), render_workbook(pack, today)
    made = Pack.objects.create(
        meeting=held,
        edition=pack.edition,
        audience=audience.value,
        html=html,
        pdf=pdf,
        xlsx=xlsx,
        html_digest=hashlib.sha256(html.encode("utf-8", "surrogatepass")).hexdigest(),
        pdf_digest=hashlib.sha256(pdf).hexdigest(),
        xlsx_digest=hashlib.sha256(xlsx).hexdigest(),
        data_digest=digest,
        as_at=rests.as_at,
        known_at=rests.known_at,
        through=rests.through,
        ledger=rests.ledger,
        catalogue=rests.catalogue,
        what_changed=changed,
        made_by=by,
        made_at=now,
    )
    access.log(by=by, doing=Doing.CHANGED, page="boards:packs", why=f"edition {made.edition}, {audience.value}")
    return made

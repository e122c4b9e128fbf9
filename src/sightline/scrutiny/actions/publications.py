"""Drafting an edition of the quarterly pack, publishing it, setting it aside."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.access.permissions import Permission
from sightline.errors import UserError
from sightline.findings.queries.loaded import held_or_none
from sightline.inspection.standing.words import long_date
from sightline.ledger.kept import known_now
from sightline.ledger.models import Transaction
from sightline.ledger.owed import catalogue_digest
from sightline.scrutiny.actions.saying import holds, names_nobody, said
from sightline.scrutiny.models import Became, PackDecision, PackEdition, QuarterlyPack
from sightline.scrutiny.publications_document import render_html, render_pdf
from sightline.scrutiny.publications_kept import as_csv, as_json, digest
from sightline.scrutiny.queries.publications import Quarter, drafts, is_as_made, told_before
from sightline.scrutiny.queries.publications_making import FORMAT, Asked, make
from sightline.web import clock

SHORTEST = 10


@transaction.atomic
def draft_edition(
    *, quarter: Quarter, as_at: dt.date, by: Account, what_changed: str = "", nobody_named: bool = False
) -> PackEdition:
    """Count, check and print the next edition of a quarter's pack, for somebody else to publish.

    UserError for a quarter not over, a day outside it, a draft that waits already, and a second edition that does not
    say what changed or would say the very same.
    """
    _may(by)
    if quarter.ends_on >= clock.today():
        raise UserError("That quarter is not over yet; choose one that is.")
    if not quarter.begins_on <= as_at <= quarter.ends_on:
        raise UserError("The day counted must be in the quarter; it is usually its last.")
    pack = _pack(quarter, by)
    at = clock.now()  # of all that follows: whatever is published later was not checked against
    if drafts().filter(pack=pack).exists():
        raise UserError("A draft of this quarter waits already. Publish it or set it aside first.")
    before = told_before(pack, at)
    own = [each for each in before if each.pack_id == pack.pk]
    changed = ""
    if own:
        changed = said(what_changed, "Say what changed since the last edition, and why.", least=SHORTEST)
        names_nobody(changed, nobody_named=nobody_named)
    loaded, known = held_or_none(), known_now()
    if not known.through:
        raise UserError("There is no record to count yet. Load an extract first.")
    last = Transaction.objects.get(number=known.through)
    asked = Asked(
        quarter=quarter,
        number=own[-1].number + 1 if own else 1,
        as_at=as_at,
        known_at=at,
        through=known.through,
        through_digest=last.digest,
        catalogue=catalogue_digest(),
        weighed_at=loaded.as_at if loaded else None,
        what_changed=changed,
        is_invented=access.is_invented(),
        questions=_questions(as_at),
        version=FORMAT,
    )
    made = make(asked, known.extract, loaded, before)
    if own and not made.said["changes"]:
        raise UserError(
            "Every figure would be told as before: a change of a few children is not shown. Nothing was made."
        )
    texts = {"said": as_json(made.said), "exact": as_json(made.exact), "html": render_html(made.said)}
    texts["csv"] = as_csv(made.said)
    pdf = render_pdf(made.said, clock.today())
    edition = PackEdition.objects.create(
        pack=pack,
        number=asked.number,
        as_at=as_at,
        known_at=asked.known_at,
        through=asked.through,
        through_digest=asked.through_digest,
        weighed_at=asked.weighed_at,
        weighed_known_at=loaded.known_at if loaded else None,
        catalogue=asked.catalogue,
        what_changed=changed,
        pdf=pdf,
        pdf_digest=digest(pdf),
        made_by=by,
        made_at=at,
        **texts,
        **{f"{name}_digest": digest(text) for name, text in texts.items()},
    )
    access.log(
        by=by, doing=Doing.CHANGED, page="publications:draft", why=f"edition {asked.number} of {quarter.ends_on}"
    )
    return edition


@transaction.atomic
def publish_edition(*, edition: PackEdition, by: Account) -> PackDecision:
    """Publish a draft as it is; UserError unless a second person does, and nothing was told since it was checked."""
    _may(by)
    held = _undecided(edition)
    if held.made_by_id == by.pk:
        raise UserError("Somebody other than who made it must publish it.")
    if not is_as_made(held):
        raise UserError("This draft is no longer as it was made. Set it aside and make another.")
    later = PackDecision.objects.filter(became=Became.PUBLISHED.value, at__gt=held.made_at)
    if later.exists():
        raise UserError("Another edition was published since this was checked against those before. Make it again.")
    return _decide(held, Became.PUBLISHED, "", by)


@transaction.atomic
def set_aside(*, edition: PackEdition, why: str, by: Account) -> PackDecision:
    """Set a draft aside with the reason. It stays, and nobody outside learns that there was one."""
    _may(by)
    reason = said(why, "Say in a sentence why it is set aside.", least=SHORTEST)
    return _decide(_undecided(edition), Became.SET_ASIDE, reason, by)


def _may(by: Account) -> None:
    if not holds(by, Permission.PUBLICATION_MAKE):
        raise UserError("Your role does not make publications.")


def _pack(quarter: Quarter, by: Account) -> QuarterlyPack:
    made = {"by": by, "at": clock.now()}
    QuarterlyPack.objects.get_or_create(ends_on=quarter.ends_on, defaults=made)
    return next(each for each in _one_at_a_time() if each.ends_on == quarter.ends_on)


def _one_at_a_time() -> list[QuarterlyPack]:
    """Every pack, locked: what is told of one quarter bears on the others, so no two are made or published at once."""
    return list(QuarterlyPack.objects.select_for_update().order_by("pk"))


def _undecided(edition: PackEdition) -> PackEdition:
    _one_at_a_time()
    held = PackEdition.objects.select_related("pack").get(pk=edition.pk)
    if PackDecision.objects.filter(edition=held).exists():
        raise UserError("This edition was published or set aside already.")
    return held


def _decide(edition: PackEdition, became: Became, why: str, by: Account) -> PackDecision:
    made = PackDecision.objects.create(edition=edition, became=became.value, why=why, by=by, at=clock.now())
    words = f"{became.value}: edition {edition.number} of {edition.pack.ends_on}"
    access.log(by=by, doing=Doing.CHANGED, page="publications:draft", why=words)
    return made


def _questions(on: dt.date) -> list[dict[str, Any]]:
    """What members and children asked and were answered, as the public may read it."""
    from sightline.scrutiny.queries.questions import published_questions

    return [
        {
            "asked_by": each.asker,
            "asked_on": each.asked_on.isoformat(),
            "asked_words": long_date(each.asked_on),
            "words": each.words,
            "answers": [
                {"on": one.on.isoformat(), "on_words": long_date(one.on), "post": one.post, "words": one.words}
                for one in each.answers
            ],
        }
        for each in published_questions(on)
    ]

"""Keeping a published report with what was read in it, and what is typed about it before it is confirmed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.inspection.models import ReportFile, Unconfirmed
from sightline.inspection.readings import as_json
from sightline.sources.ofsted_report import ReportReading
from sightline.web import clock

LARGEST_WORDS = 400_000  # characters of everything typed into one form, as they are kept


class OtherWindow(UserError):
    """Another window saved other words since; ``standing`` holds them."""

    def __init__(self, standing: Unconfirmed) -> None:
        super().__init__(
            "Another window of yours saved other words since this one was opened. What you typed here is still on this "
            "page: press Save for later again to keep it in their place."
        )
        self.standing = standing


@transaction.atomic
def keep_report(*, content: bytes, reading: ReportReading, by: Account) -> ReportFile:
    """Keep a report and what was read in it; the one there is, read anew, when the same file is given again.

    What a person has confirmed from it stays as they confirmed it.
    """
    digest = hashlib.sha256(content).hexdigest()
    found, is_new = ReportFile.objects.get_or_create(
        digest=digest,
        defaults={
            "content": content,
            "page_count": reading.page_count,
            "reading": as_json(reading),
            "given_by": by,
            "given_at": clock.now(),
        },
    )
    if not is_new and not found.inspections.exists():
        found.reading, found.set_aside_at, found.set_aside_by = as_json(reading), None, None
        found.save(update_fields=["reading", "set_aside_at", "set_aside_by"])
    access.log(by=by, doing=Doing.CHANGED, page="report-file")
    return found


@transaction.atomic
def set_report_aside(*, report: ReportFile, by: Account) -> None:
    """Say that nothing will be recorded from a report. It is kept. UserError where something was."""
    found = ReportFile.objects.select_for_update().defer("content").get(pk=report.pk)
    if found.inspections.exists():
        raise UserError("An inspection was recorded from this report, so it is not set aside.")
    found.set_aside_at, found.set_aside_by = clock.now(), by
    found.save(update_fields=["set_aside_at", "set_aside_by"])
    Unconfirmed.objects.filter(place=place_of_report(found)).delete()
    access.log(by=by, doing=Doing.CHANGED, page="report-file", why="set aside")


def place_of_report(report: ReportFile) -> str:
    """Where what is typed about a report is kept."""
    return f"report {report.pk}"


@transaction.atomic
def keep_words(*, place: str, words: Mapping[str, str], revision: int, by: Account) -> Unconfirmed:
    """Keep what somebody has typed into a form so far. ``revision``: what their window saw, 0 for nothing.

    :class:`OtherWindow` when another window of theirs saved other words since.
    """
    text = json.dumps(dict(words), ensure_ascii=True, sort_keys=True)
    if len(text) > LARGEST_WORDS:
        raise UserError("That is more than can be kept for later. Shorten the longest text.")
    standing = Unconfirmed.objects.select_for_update().filter(account=by, place=place).first()
    if standing is None:
        return Unconfirmed.objects.create(account=by, place=place, words=text, saved_at=clock.now())
    if standing.words == text:
        return standing
    if standing.revision != revision:
        raise OtherWindow(standing)
    standing.words, standing.revision, standing.saved_at = text, standing.revision + 1, clock.now()
    standing.save(update_fields=["words", "revision", "saved_at"])
    return standing


@transaction.atomic
def forget_words(*, place: str, by: Account) -> None:
    """Take away what ``by`` typed into a form, because they say so or because it is filed."""
    Unconfirmed.objects.filter(account=by, place=place).delete()

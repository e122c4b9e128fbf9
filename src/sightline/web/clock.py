"""What day it is: the only place outside the simulator that asks. The core is always told (``as_at``)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def today() -> dt.date:
    """The day pages are shown as at: today in England, or the last day of an invented council's record."""
    fixed: dt.date | None = settings.SIGHTLINE.today
    return fixed or timezone.now().astimezone(LONDON).date()


def now() -> dt.datetime:
    """This instant, in UTC: when something became known."""
    return timezone.now()

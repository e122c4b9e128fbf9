"""How long a missed duty stays owed: until the record ends it, or for a window where nothing in the record can.

The one definition of what counts as an open breach on a day, used by the engines' counts and history, the inspection,
its replay and the site.
"""

from __future__ import annotations

import datetime as dt

from sightline.standards.needs import clock_starting
from sightline.standards.nodes import AtMost, AtMostAtOnce, Consistent, Events, Every, Never, Throughout
from sightline.standards.obligations import Obligation, is_open_breach_on
from sightline.standards.standard import Standard

WINDOW_DAYS = 365  # "the last twelve months"


def outlasts_the_window(standard: Standard) -> bool:
    """Whether an undone duty of this standard is known to be still owed, however long ago it fell due.

    A duty that runs while a state holds lapses when the state ends, and so does an event's with an ``until``. Any other
    event's never lapses in the record: one missed eight years ago would stand for ever. Nor is what happened once too
    often, or was written in contradiction, owed by anybody: it passes with time. All these are owed only while the day
    they fell due is in the window.
    """
    if isinstance(standard.node, Every | Throughout | Never | AtMostAtOnce):
        return True
    if isinstance(standard.node, AtMost | Consistent):  # whose breach no date of the record ends
        return False
    return all(isinstance(each, Events) and each.until is not None for each in clock_starting(standard.node))


def fell_due_in_the_window(obligation: Obligation, as_at: dt.date, window_days: int = WINDOW_DAYS) -> bool:
    """Whether it fell due in the ``window_days`` days up to and including ``as_at``."""
    return obligation.due is not None and as_at - dt.timedelta(days=window_days) < obligation.due <= as_at


def is_owed_on(
    obligation: Obligation, as_at: dt.date, *, outlasts_window: bool, window_days: int = WINDOW_DAYS
) -> bool:
    """An open breach on ``as_at`` (:func:`~sightline.standards.obligations.is_open_breach_on`) that is still owed then.

    ``outlasts_window``: what :func:`outlasts_the_window` says of its standard. What is no longer owed was never done;
    it counts as neither open nor late.
    """
    return is_open_breach_on(obligation, as_at) and (
        outlasts_window or fell_due_in_the_window(obligation, as_at, window_days)
    )

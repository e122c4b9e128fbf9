"""How each process of the site takes up the figures kept for it: by a thread that looks for newer ones."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from sightline.errors import UserError

LOOKS = 1.0  # seconds between looks for newer figures
Seen = tuple[int, int] | None


def begin() -> None:
    """Take up what is kept, and whatever is kept from now on; returns at once."""
    threading.Thread(target=_follow, name="figures", daemon=True).start()


def _follow(is_wanted: Callable[[], bool] = lambda: True) -> None:
    from django.db import connection

    seen: Seen = None
    while is_wanted():
        try:
            before, seen = seen, take_up(seen)
            if seen != before:
                connection.close()  # this thread's own, and not needed until there are newer ones
        except Exception:
            logging.getLogger("sightline.figures").exception("figures")  # its kind and place alone: web.quiet
            connection.close()
        time.sleep(LOOKS)


def take_up(seen: Seen = None) -> Seen:
    """Hold what is kept if it is not what was ``seen``; which it is.

    Figures of another store, such as one restored from a backup, or of other standards than this process's are not
    shown: the process that makes them is at it.
    """
    from sightline.findings.kept import path, read_kept
    from sightline.findings.queries.loaded import hold
    from sightline.scrutiny.queries.members_release import released

    try:
        found = path().stat()
    except OSError:
        return seen
    if (is_now := (found.st_ino, found.st_mtime_ns)) == seen:
        return seen
    kept = read_kept()
    if kept is not None and _is_ours(kept[1].through, kept[1].ledger, kept[1].catalogue):
        hold(kept[0])
        with suppress(UserError):  # of an edition changed in the database: the members' page says so
            released(kept[0])  # worked out here and remembered, so that no page waits for it
    return is_now


def _is_ours(through: int, digest: str, catalogue: str) -> bool:
    from sightline.ledger.models import Transaction
    from sightline.ledger.owed import catalogue_digest

    return catalogue == catalogue_digest() and Transaction.objects.filter(number=through, digest=digest).exists()

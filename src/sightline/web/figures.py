"""The process that works the council's figures out from its store, and again whenever they are out of date.

One process a machine does it, at a lower priority than the pages, and keeps the answer in a file
(:mod:`sightline.findings.kept`) that every process of the site shows. Figures are made again within seconds of a load,
of a restriction set or lifted, of a new day and of new standards. What is written at work all day (notes, visits,
decisions) is in them at most :data:`SETTLES` later; a child's own page never waits for them.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.findings.kept import Mark
    from sightline.findings.queries.loaded import Loaded
    from sightline.ledger.kept import Known
    from sightline.web.sharing import Inspected

Progress = Callable[[str], None]
POLLED = 2.0  # seconds between looks at the store
SETTLES = 15 * 60.0  # seconds: work done here reaches figures of the whole council this late at most
AGAIN = 60.0  # seconds until tried again after a failure
PATIENCE = 10  # how much lower than the pages' its priority is


def wanted() -> Mark:
    """What figures made now would rest on; at most three queries."""
    from sightline.access.children import restricted_children
    from sightline.findings.kept import Mark, made_by
    from sightline.ledger.models import Transaction
    from sightline.ledger.owed import catalogue_digest
    from sightline.web.clock import today

    last = Transaction.objects.order_by("-number").values_list("number", "digest").first() or (0, "")
    barred = "\n".join(sorted(restricted_children()))
    return Mark(
        through=last[0],
        ledger=last[1],
        catalogue=catalogue_digest(),
        left_out=hashlib.sha256(barred.encode()).hexdigest(),
        as_at=today().isoformat(),
        made_by=made_by(),
    )


def is_due(kept: Mark | None, now: Mark, waited: float) -> bool:
    """Whether figures that rest on ``kept``, made ``waited`` seconds ago, are to be made again."""
    if kept is None or replace(kept, through=now.through, ledger=now.ledger) != now or kept.through > now.through:
        return True
    if kept.through == now.through:
        return kept.ledger != now.ledger  # another store's
    from sightline.ledger.changes import later_than

    return waited >= SETTLES or later_than(kept.through, now.through).is_loaded


def evaluate(progress: Progress = lambda _: None, inspected: Inspected | None = None) -> tuple[Loaded, Mark]:
    """The figures of the store as it now stands, without whoever is restricted, and what they rest on.

    ``inspected``: a record evaluated already, which serves where the store turns out to hold the same.
    """
    from sightline.access.children import restricted_children
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.findings.load import indexed, load
    from sightline.inspection.framework import framework_used_on, load_framework
    from sightline.ledger.kept import known_now
    from sightline.ledger.owed import standards
    from sightline.web.clock import now, today
    from sightline.web.sharing import is_the_same

    mark, known_at, on, left_out, invented = wanted(), now(), today(), restricted_children(), invented_as()
    known = known_now(progress)
    source = invented or known.extract.source
    framework = load_framework(framework_used_on(on))
    serves = inspected is not None and not left_out and is_the_same(inspected.record.extract, known.extract)
    if (
        inspected is not None
        and serves
        and (inspected.record.as_at, inspected.inspection.framework) == (on, framework.id)
    ):
        inspection = replace(inspected.inspection, known_at=known_at)
        loaded = indexed(
            inspected.record, inspection, standards=standards(), source=source, is_invented=invented is not None
        )
    else:
        loaded = load(
            known.extract,
            on,
            standards=standards(),
            engine=DuckDBEngine(),
            framework=framework,
            source=source,
            known_at=known_at,
            progress=progress,
            is_invented=invented is not None,
            leaving_out=left_out,
        )
    return loaded, resting_on(mark, known)


def invented_as() -> str | None:
    """What the store says of the invented council it holds; None for a real one's."""
    from sightline.access.models import StoreMark

    return StoreMark.objects.filter(is_invented=True).values_list("source", flat=True).first()


def resting_on(mark: Mark, known: Known) -> Mark:
    """``mark``, of the transaction last in ``known``: another may have been written between asking and reading."""
    from sightline.ledger.models import Transaction

    digest = Transaction.objects.filter(number=known.through).values_list("digest", flat=True).first()
    return replace(mark, through=known.through, ledger=digest or "")


def follow(*, trusts_kept: bool = False, is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Keep the kept figures current for as long as ``is_wanted``.

    What was kept by an earlier run is shown meanwhile, but made again once (``trusts_kept``: unless it is current),
    since another version of Sightline may have made it.
    """
    from django.db import close_old_connections, connection

    from sightline.findings.kept import keep, kept_mark

    mark = kept_mark() if trusts_kept else None
    made = time.monotonic()
    while is_wanted():
        pause = POLLED
        try:
            close_old_connections()
            now = wanted()
            if now.through and is_due(mark, now, time.monotonic() - made):
                loaded, mark = evaluate()
                keep(loaded, mark)
                made = time.monotonic()
                taken_up(loaded, mark)
        except Exception:
            logging.getLogger("sightline.figures").exception("figures")  # its kind and place alone: web.quiet
            connection.close()
            mark, pause = None, AGAIN
        time.sleep(pause)


def taken_up(loaded: Loaded, mark: Mark) -> None:
    """What follows new figures: what each measure of the improvement plan reads is kept, and what fails is reopened.

    Whatever goes wrong with that is logged and no more, or the figures would be made again for it without end. Whatever
    goes wrong with the one, the other is done: a figure that cannot be kept lets nothing stand closed.
    """
    from sightline.improvement.actions.closing import reopen_failing
    from sightline.improvement.actions.measures import take_readings

    log = logging.getLogger("sightline.figures")
    try:
        take_readings(loaded, mark)
    except Exception:
        log.exception("readings")  # its kind and place alone: web.quiet
    try:
        reopen_failing(loaded.as_at, loaded)
    except Exception:
        log.exception("reopening")


def run(trusts_kept: bool = False) -> None:
    """What the process does, until whoever began it ends it or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for whoever began it
    os.nice(PATIENCE)
    from sightline.web.start import start

    start()
    parent = multiprocessing.parent_process()
    follow(trusts_kept=trusts_kept, is_wanted=lambda: parent is None or parent.is_alive())

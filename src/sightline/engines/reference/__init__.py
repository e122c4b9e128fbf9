"""The reference engine: plain Python, slow and obvious, straight from the nodes' docstrings.

It is what the fast engines must agree with, so it skips every optimisation and shares no date code with them: days are
:class:`datetime.date`, limits are :mod:`sightline.record.calendar`, rows are the record's own row classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from sightline.engines.base import to_arrow
from sightline.engines.reference.clocks import Clock, clocks_of
from sightline.engines.reference.reading import Reading
from sightline.sources.extract import Extract
from sightline.standards.needs import missing_columns
from sightline.standards.obligations import Obligation
from sightline.standards.standard import Citation, Standard


class ReferenceEngine:
    """Evaluates one standard at a time, one row at a time."""

    name = "reference"

    def obligations(self, extract: Extract, standards: Sequence[Standard]) -> pa.Table:
        """Every obligation of every standard whose columns ``extract`` supplies."""
        reading = Reading(extract)
        assessable = [each for each in standards if not missing_columns(each, extract.supplied)]
        return to_arrow([owed for standard in assessable for owed in _obligations_of(standard, reading)])


def _obligations_of(standard: Standard, reading: Reading) -> Iterator[Obligation]:
    for clock in clocks_of(standard.node, standard.subject, reading):
        done_on = clock.done_on
        if done_on is not None and clock.ended_on is not None and done_on > clock.ended_on:
            done_on = None  # the duty had lapsed: what was done later was not done for it
        if done_on is None and _lapsed_at_once(clock):
            continue
        if not _in_force(standard.citation, clock):
            continue
        yield Obligation(
            standard=standard.code,
            subject_kind=standard.subject_kind,
            subject=getattr(clock.row, standard.subject),
            ref=clock.ref,
            since=clock.since,
            due=clock.due,
            done_on=done_on,
            ended_on=clock.ended_on,
        )


def _lapsed_at_once(clock: Clock) -> bool:
    return clock.since is not None and clock.ended_on is not None and clock.ended_on <= clock.since


def _in_force(citation: Citation, clock: Clock) -> bool:
    if clock.since is None:
        return True
    if citation.in_force_from is not None and clock.since < citation.in_force_from:
        return False
    return citation.in_force_to is None or clock.since < citation.in_force_to

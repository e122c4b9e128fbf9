"""Lists read from a workbook made into rows of the record.

The lists have no identifiers but the child's, so keys are made from the child's and the day a thing began, as the
census reader makes them. Workers and teams are known to a list by name alone; their keys are digests of it, since a key
may stand in an address and a name may not.

**What a list cannot say is not said to be supplied** (:mod:`sightline.sources.annex_a.supply`). Lists 6 to 9 give
only the newest visit, review, placement or check; each is kept as a row, for it did happen, but its date is not
*supplied*: a standard on how often such a thing happens would find every earlier one missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from sightline.sources.annex_a.lists import Lists
from sightline.sources.annex_a.rows_of_care import adoption, care, leaving_care
from sightline.sources.annex_a.rows_of_need import assessment, contact, early_help, enquiry, need, plan, referral
from sightline.sources.annex_a.specification import specification
from sightline.sources.annex_a.supply import supplied_by
from sightline.sources.annex_a.taking import Row, Taking
from sightline.sources.extract import Extract, FileSummary
from sightline.sources.refusals import RefusalLog

_TAKEN: Mapping[int, Callable[[Taking, Row], None]] = {
    1: contact,
    2: early_help,
    3: referral,
    4: assessment,
    7: plan,  # before enquiries, which are read in the light of plans
    5: enquiry,
    6: need,
    8: care,
    9: leaving_care,
    10: adoption,
}


def to_record(lists: Lists, lines: Mapping[int, Sequence[int]], log: RefusalLog) -> Extract:
    """The record that the lists tell of; what it has no word for, or what contradicts an earlier row, goes to ``log``.

    ``lines``: by list, the workbook's row of each of its rows. List 11 is about adopters, of whom the record holds
    nothing.
    """
    taking = Taking(log)
    for number, take in _TAKEN.items():
        for row in _rows(taking, number, lists, lines):
            taking.person(row)
            take(taking, row)
    taking.put_together()
    files = [
        FileSummary(specification().lists[number].sheet, f"list {number}", table.num_rows, 0)
        for number, table in lists.tables.items()
    ]
    whole = taking.builder.finish(lists.source, log, files)
    return replace(whole, supplied=supplied_by(lists))


def _rows(taking: Taking, number: int, lists: Lists, lines: Mapping[int, Sequence[int]]) -> Iterator[Row]:
    table = lists.tables.get(number)
    if table is None:
        return
    taking.number, taking.sheet = number, specification().lists[number].sheet
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    for place, values in enumerate(zip(*columns.values(), strict=True)):
        taking.line = lines[number][place]
        yield dict(zip(columns, values, strict=True))

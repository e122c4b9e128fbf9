"""Who was merged into whom, what two records hold side by side, what a load must bring under the one kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.access.children import Child, Visible
from sightline.access.models import Handle
from sightline.casework.models.merges import Merge
from sightline.casework.models.moved_rows import MovedRow
from sightline.casework.models.suggestions import Decision, Suggestion
from sightline.casework.queries.searching import NO_NAME, Status, age, statuses
from sightline.ledger.children import child_record
from sightline.ledger.models import Version
from sightline.ledger.queries import current, versions
from sightline.record.codes import CODE_SETS
from sightline.record.schema import Column, Row, Table
from sightline.record.tables import TABLES
from sightline.record.tables.addresses import Address
from sightline.record.tables.linked_identifiers import LinkedIdentifier
from sightline.record.tables.people import Person
from sightline.sources.extract import Extract

PEOPLE = "people"
LIKELIHOODS = ((0.99, "almost certain"), (0.9, "very likely"), (0.5, "likely"))


def columns_of_people() -> Mapping[str, tuple[Column, ...]]:
    """By table, the columns that hold a person's key; those of the table of people itself are not among them."""
    found = {
        name: tuple(column for column in table.columns if column.references == PEOPLE) for name, table in TABLES.items()
    }
    return {name: columns for name, columns in found.items() if columns}


def merged_into(person_ids: Iterable[str] | None = None) -> dict[str, str]:
    """By each person merged into another, the one kept at last, however many merges there were between.

    ``person_ids``: those asked about (default: everybody); who was not merged is not in the answer. One query.
    """
    into = dict(Merge.objects.filter(undone_at=None).values_list("merged", "kept"))
    found = {}
    for person in into if person_ids is None else set(person_ids) & into.keys():
        kept = into[person]
        while kept in into:
            kept = into[kept]
        found[person] = kept
    return found


def under_kept(extract: Extract) -> Extract:
    """``extract`` with every row of a merged person under the one kept, for a load to compare with what is known.

    The merged person's own row is left out: the load notes once that the source's row vanished. To be called before
    :func:`sightline.ledger.loading.load`, on every extract.
    """
    into = merged_into()
    if not into:
        return extract
    merged = pa.array(into, pa.string())
    kept = pa.array(into.values(), pa.string())
    tables = dict(extract.tables)
    for name, columns in columns_of_people().items():
        for column in columns:
            tables[name] = _put_under(tables[name], column.name, merged, kept)
    people = tables[PEOPLE]
    tables[PEOPLE] = people.filter(pc.invert(pc.is_in(people["person_id"], merged)))
    return dataclasses.replace(extract, tables=tables)


def _put_under(rows: pa.Table, column: str, merged: pa.Array, kept: pa.Array) -> pa.Table:
    place = pc.index_in(rows[column], merged)
    if place.null_count == rows.num_rows:
        return rows
    replaced = pc.coalesce(kept.take(place.combine_chunks()), rows[column].combine_chunks())
    return rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), replaced)


def kept_handle(handle: str) -> str | None:
    """The handle to go to instead, where ``handle`` is of somebody merged into another. At most three queries, and one
    for a handle of nobody merged."""
    merged = Merge.objects.filter(
        undone_at=None, merged__in=Handle.objects.filter(token=handle).values("person_id")
    ).values_list("merged", flat=True)
    person = merged.first()
    if person is None:
        return None
    return Handle.objects.filter(person_id=merged_into([person])[person]).values_list("token", flat=True).first()


def row_of(version: Version, table: Table) -> Row:
    """A version's row, as the record declares it."""
    return table.row(**{column.name: getattr(version, column.name) for column in table.columns})


@dataclass(frozen=True, slots=True)
class Pair:
    """A suggestion as a list shows it: two names, and why."""

    number: int
    names: tuple[str, str]
    ages: tuple[int | None, int | None]
    statuses: tuple[Status, Status]
    people: tuple[str, str]
    likelihood: str
    reasons: str


def likelihood(probability: float) -> str:
    """A probability in words: nobody should read it as more exact than it is."""
    for least, words in LIKELIHOODS:
        if probability >= least:
            return words
    return "possible"


def undecided(visible: Visible, first: int, count: int, day: dt.date) -> tuple[list[Pair], int]:
    """The likeliest pairs to decide from number ``first`` on, at most ``count``, of those of whom the reader may see
    both; and how many there are. Six queries."""
    found = Suggestion.objects.filter(decision=Decision.NONE).order_by("-probability", "person_a", "person_b")
    seen = [
        each
        for each in found.values_list("pk", "person_a", "person_b", "probability", "reasons")
        if each[1] in visible and each[2] in visible
    ]
    page = seen[first : first + count]
    people = [person for _, a, b, _, _ in page for person in (a, b)]
    known = {
        person: (" ".join(part for part in (forename, surname) if part) or NO_NAME, age(born, day))
        for person, forename, surname, born in current(PEOPLE)
        .filter(person_id__in=people)
        .values_list("person_id", "forename", "surname", "born_on")
    }
    status = statuses(people, day)
    gone = (NO_NAME, None)
    pairs = [
        Pair(
            number,
            (known.get(a, gone)[0], known.get(b, gone)[0]),
            (known.get(a, gone)[1], known.get(b, gone)[1]),
            (status[a], status[b]),
            (a, b),
            likelihood(probability),
            reasons,
        )
        for number, a, b, probability, reasons in page
    ]
    return pairs, len(seen)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records put side by side. ``rows``: how many of each kind are about the child."""

    child: Child
    person: Person | None
    identifiers: tuple[tuple[str, str], ...]
    postcodes: tuple[str, ...]
    status: Status
    rows: tuple[tuple[str, int], ...]

    @property
    def sex(self) -> str:
        """Sex as registered, in words."""
        code = self.person.sex if self.person else None
        return CODE_SETS["sex"].meanings.get(code or "", "not recorded")


def side(child: Child, day: dt.date) -> Side:
    """What tells whether two records are of one person, of one of them. Only of a child who was opened."""
    record = child_record(child.person_id)
    people = [each.row for each in record.of(PEOPLE) if isinstance(each.row, Person)]
    identifiers = [each.row for each in record.of("linked_identifiers") if isinstance(each.row, LinkedIdentifier)]
    addresses = [each.row for each in record.of("addresses") if isinstance(each.row, Address)]
    lifelong = people[0].common_child_id if people else None
    return Side(
        child,
        people[0] if people else None,
        (
            *((each.type or "Identifier", each.value) for each in identifiers if each.value),
            *([("NHS or other lifelong number", lifelong)] if lifelong else []),
        ),
        tuple(dict.fromkeys(each.postcode for each in addresses if each.postcode)),
        statuses([child.person_id], day)[child.person_id],
        tuple((name.replace("_", " "), len(kept)) for name, kept in sorted(record.rows.items()) if name != PEOPLE),
    )


@dataclass(frozen=True, slots=True)
class Since:
    """A row of the kept person's record that was written after a merge, so that undoing it cannot tell whose it is."""

    table: str
    key: str

    @property
    def words(self) -> str:
        """What kind of row it is."""
        return self.table.replace("_", " ")


def written_since(merge: Merge) -> list[Since]:
    """Rows that undoing ``merge`` would leave where they are: those it moved and somebody wrote since, and new ones."""
    moved = list(MovedRow.objects.filter(merge=merge).order_by("table", "key"))
    left = [Since(each.table, each.key) for each in moved if each.before and not is_as_moved(each)]
    known = {(each.table, each.key) for each in moved}
    for name, table in TABLES.items():
        if not table.has("person_id") or name == PEOPLE:
            continue
        new = current(name).filter(person_id=merge.kept, opened_in__gt=merge.written_in)
        keys = [key for key in new.values_list(table.key.name, flat=True) if (name, key) not in known]
        if keys:
            before = versions(name).filter(**{f"{table.key.name}__in": keys}, opened_in__lte=merge.written_in)
            older = set(before.values_list(table.key.name, flat=True))
            left += [Since(name, key) for key in keys if key not in older]
    return left


def is_as_moved(moved: MovedRow) -> bool:
    """Whether the row still says what the merge made it say; for the merged person's own row, whether it is gone."""
    return standing_as_moved(moved)[0]


def standing_as_moved(moved: MovedRow) -> tuple[bool, Version | None]:
    """The same, with the version that stands now."""
    table = TABLES[moved.table]
    now = current(moved.table).filter(**{table.key.name: moved.key}).first()
    if moved.after is None:
        return now is None, now
    after = versions(moved.table).filter(version=moved.after).first()
    return now is not None and after is not None and now.row_digest == after.row_digest, now


def standing_merges(visible: Visible) -> Sequence[Merge]:
    """The merges that stand, the last first, of those of whom the reader may see the one kept."""
    found = Merge.objects.filter(undone_at=None).select_related("by").order_by("-at")
    return [each for each in found if each.kept in visible and each.merged not in visible.hidden]

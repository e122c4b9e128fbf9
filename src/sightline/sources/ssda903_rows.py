"""A file of the SSDA903 return as columns of the record's types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.record.schema import Kind
from sightline.sources.extract import ARROW_TYPES
from sightline.sources.integrity import Part, in_turn, one_piece
from sightline.sources.refusals import Locate
from sightline.sources.ssda903_layout import KINDS, ReturnFile


@dataclass(frozen=True, slots=True)
class Returned:
    """One file of the return read: rows that name a child, and where each came from."""

    file: ReturnFile
    rows: pa.Table
    locate: Locate

    def column(self, name: str) -> pa.Array:
        """A column in one piece; nothing but missing where the file lacks it."""
        if name not in self.rows.column_names:
            return pa.nulls(self.rows.num_rows, ARROW_TYPES[KINDS.get(name, Kind.CODE)])
        return one_piece(self.rows.column(name))

    def where(self, mask: pa.Array) -> Returned:
        """The rows for which ``mask`` is true."""
        kept = pc.indices_nonzero(pc.fill_null(mask, False)).to_pylist()
        return Returned(self.file, self.rows.take(pa.array(kept, pa.int64())), self._at(kept))

    def _at(self, kept: Sequence[int]) -> Locate:
        locate = self.locate
        return lambda rows: locate([kept[row] for row in rows])


def of_kind(returned: Sequence[Returned], file: ReturnFile) -> Returned | None:
    """All the files of one kind as one, or None; a return split over several files is not unheard of."""
    parts = [each for each in returned if each.file is file]
    if not parts:
        return None
    rows = pa.concat_tables([each.rows for each in parts], promote_options="default")
    return Returned(file, rows, in_turn([Part(each.rows, each.locate) for each in parts]))


def key(*parts: pa.Array | str) -> pa.Array:
    """Keys made of these parts, a missing one being empty; days are written as in ISO 8601."""
    texts = [part if isinstance(part, str) else pc.fill_null(part.cast(pa.string()), "") for part in parts]
    return pc.binary_join_element_wise(*texts, "|")


def repeated(value: str, length: int) -> pa.Array:
    """The same text for each of ``length`` rows."""
    return pa.repeat(pa.scalar(value), length)


def chosen(values: pa.Array, meanings: Mapping[str, str]) -> pa.Array:
    """Each value as ``meanings`` has it, or as it stands."""
    found = pc.index_in(values, value_set=pa.array(list(meanings), pa.string()))
    return pc.coalesce(pa.array(list(meanings.values()), pa.string()).take(found), values)

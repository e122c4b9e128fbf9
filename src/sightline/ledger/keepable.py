"""What a database cannot keep as it was given, refused before anything is written."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from sightline.errors import UserError
from sightline.record.schema import Kind, Table

NUL = "\x00"  # which PostgreSQL keeps in no text


def refuse_what_cannot_be_kept(table: Table, rows: pa.Table) -> None:
    """:class:`~sightline.errors.UserError` if a text holds NUL or an amount is no number: SQLite would keep the one and
    lose the other, PostgreSQL the other way about. Names the column, never the value."""
    for column in table.columns:
        values = rows[column.name]
        if column.kind is Kind.AMOUNT:
            if pc.any(pc.invert(pc.is_finite(values))).as_py():
                raise UserError(
                    f"{table.name}.{column.name} holds an amount that is not a number. Nothing was written: "
                    f"put it right and try again."
                )
        elif pa.types.is_string(values.type) and pc.any(pc.match_substring(values, NUL)).as_py():
            raise UserError(
                f"{table.name}.{column.name} holds a text with a character that cannot be kept (NUL). "
                f"Nothing was written: take it out and try again."
            )

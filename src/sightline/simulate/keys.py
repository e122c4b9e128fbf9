"""Numbers made into the stable keys of the record: a letter or two for the table, then the number."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

TAGS: Mapping[str, str] = {  # by table; every other table's keys are its own initials
    "people": "P",
    "cin_episodes": "R",
    "professionals": "W",
    "teams": "T",
    "councils": "",  # the DfE code as it is
    "foster_carers": "FC",
    # the three tables whose rows a care plan must answer share a tag, as a change does not say which it is
    "cla_episodes": "E",
    "missing_episodes": "E",
    "significant_events": "E",
}
SHARED: Mapping[str, str] = {"family_id": "F", "cla_id": "CLA", "meeting_id": "M", "plo_family_id": "PLO"}


def tag(table: str) -> str:
    """The letters that begin the keys of ``table``."""
    if table in TAGS:
        return TAGS[table]
    return "".join(word[0] for word in table.split("_")).upper() + table[1].upper()


def key_text(table: str, numbers: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Numbers as the keys of ``table``; missing ones stay missing."""
    return text(tag(table), numbers)


def key_of(table: str, number: int) -> str:
    """One number as a key of ``table``."""
    return f"{tag(table)}{number}"


def text(prefix: str, numbers: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Numbers after ``prefix``."""
    return pc.binary_join_element_wise(prefix, pc.cast(numbers, pa.string()), "")

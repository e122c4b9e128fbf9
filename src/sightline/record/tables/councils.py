"""The council whose record this is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, day, key, table, text


@table("councils")
@dataclass(frozen=True, slots=True, kw_only=True)
class Council(Row):
    """The council whose record this is."""

    council_id: str = key("DfE code of the authority")
    name: str | None = text("Name", privacy=Privacy.PUBLIC)
    started_on: dt.date | None = day("First day of the record", privacy=Privacy.PUBLIC)

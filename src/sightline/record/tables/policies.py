"""A written policy of the service and whether it says what it must."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, day, flag, key, link, table


@table("policies")
@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Row):
    """A written policy of the service and whether it says what it must."""

    policy_id: str = key("Key of the policy")
    council_id: str | None = link("councils", "The council")
    topic: str | None = code("What it is about", codes="policy_topic", privacy=Privacy.OPERATIONAL)
    adopted_on: dt.date | None = day("Day it was adopted", privacy=Privacy.OPERATIONAL)
    ended_on: dt.date | None = day("Day it lapsed", privacy=Privacy.OPERATIONAL)
    states_limit: bool | None = flag(
        "Whether it states a number: a frequency, a ceiling, a rule", privacy=Privacy.OPERATIONAL
    )

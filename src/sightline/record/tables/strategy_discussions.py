"""A strategy discussion under section 47, and what it decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, flag, key, link, table


@table("strategy_discussions")
@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyDiscussion(Row):
    """A strategy discussion under section 47, and what it decided."""

    strategy_discussion_id: str = key("Key of the discussion")
    person_id: str | None = link("people", "The child")
    referral_id: str | None = link("cin_episodes", "Episode it belongs to")
    s47_enquiry_id: str | None = link("s47_enquiries", "Enquiry it started, if any")
    requested_on: dt.date | None = day("Day significant harm was suspected and a discussion asked for")
    held_on: dt.date | None = day("Day it was held")
    threshold_met: bool | None = flag("Whether those present judged the threshold of significant harm met")
    asks_the_right_question: bool | None = flag("Whether it considered whether to start a section 47 enquiry")
    is_about_exploitation: bool | None = flag("Whether exploitation was its reason")
    chaired_by_id: str | None = link("professionals", "Manager who chaired it")

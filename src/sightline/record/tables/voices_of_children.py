"""What a child said of the help given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Row, day, key, link, table, text


@table("voices_of_children", ssd="ssd_voice_of_child")
@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceOfChild(Row):
    """What a child said of the help given."""

    voice_of_child_id: str = key("Stable key of the row", ssd="voch_table_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="voch_person_id")
    explained_worries: str | None = text(
        "Has someone explained to you why people are worried for your family in a way that you can understand",
        ssd="voch_explained_worries",
    )
    story_help_understand: str | None = text(
        "Does your story with words and pictures help you to understand what has happened in your family",
        ssd="voch_story_help_understand",
    )
    agree_worker: str | None = text(
        "Do you agree with what your worker says needs to happen to keep you safe",
        ssd="voch_agree_worker",
    )
    plan_safe: str | None = text(
        "Do you think the plan tells everyone what they need to do to keep you safe",
        ssd="voch_plan_safe",
    )
    tablet_help_explain: str | None = text(
        "Did writing/ drawing on the tablet help you to explain what you were thinking and what you wanted to happen",
        ssd="voch_tablet_help_explain",
    )
    recorded_on: dt.date | None = day("Day the child's answers were recorded")

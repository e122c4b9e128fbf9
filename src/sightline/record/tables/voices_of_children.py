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
    person_id: str | None = link("people", "The child", ssd="voch_person_id")
    explained_worries: str | None = text(
        "Was it explained why people are worried",
        ssd="voch_explained_worries",
    )
    story_help_understand: str | None = text(
        "Did words and pictures help",
        ssd="voch_story_help_understand",
    )
    agree_worker: str | None = text(
        "Does the child agree with what must happen",
        ssd="voch_agree_worker",
    )
    plan_safe: str | None = text(
        "Does the plan say what everyone must do",
        ssd="voch_plan_safe",
    )
    tablet_help_explain: str | None = text(
        "Did drawing or writing help to explain",
        ssd="voch_tablet_help_explain",
    )
    recorded_on: dt.date | None = day("Day the child's answers were recorded")

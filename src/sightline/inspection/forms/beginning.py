"""What the form of an inspection begins with: what was read in a report, or what stands to be put right.

A person's own words are never here, and nothing is ticked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sightline.inspection.areas import AREAS, frameworks, graded_by
from sightline.inspection.following import Event
from sightline.inspection.models import RealInspection
from sightline.inspection.readings import KeptReading, KeptRecommendation

FILE, LEAVE = "file", "leave"
LABELS = {
    "authority": "Authority",
    "urn": "Unique reference number",
    "framework": "Framework",
    "event": "Kind of visit",
    "started_on": "First day",
    "ended_on": "Last day",
    "published_on": "Day the report was published",
    "lead_inspector": "Lead inspector",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a form begins from. ``before``: the recommendations being put right, each with its key."""

    reading: KeptReading | None = None
    before: tuple[tuple[int, KeptRecommendation], ...] = ()
    is_correction: bool = False
    rows: int = 3
    follows: Sequence[RealInspection] = ()
    own: str = ""
    is_own: Callable[[str], bool] = bool

    @property
    def recommendations(self) -> tuple[KeptRecommendation, ...]:
        """The recommendations already there: read, or recorded before."""
        return self.reading.recommendations if self.reading else tuple(each for _, each in self.before)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas to ask a grade of: those of the framework that was read, else every one."""
        framework = self.reading.field("framework").value if self.reading else ""
        read = tuple(each.area for each in self.reading.grades) if self.reading else ()
        known = graded_by(framework) if framework in frameworks() else tuple(AREAS)
        return tuple(dict.fromkeys((*(each for each in known if each in AREAS), *(each for each in read))))


def beginning(source: Source) -> dict[str, str]:
    """What a form begins with that a report's reading fills in; nothing is ticked."""
    reading = source.reading
    if reading is None:
        return {}
    out = {name: reading.field(name).value for name in LABELS}
    if out["framework"] not in frameworks():
        out["framework"] = ""
    if out["event"] not in set(Event):
        out["event"] = ""
    if not out["published_on"] and reading.file_date is not None:
        out["published_on"] = reading.file_date.isoformat()
    out |= {f"grade_{each.area}": each.grade for each in reading.grades}
    for number, each in enumerate(reading.recommendations):
        out |= _first_words(f"rec_{number}", each)
    return out


def standing_words(row: RealInspection, before: Sequence[tuple[int, KeptRecommendation]]) -> dict[str, str]:
    """What a form that puts an inspection right begins with."""
    out = {
        "authority": row.authority,
        "urn": row.urn,
        "framework": row.framework,
        "event": row.event,
        "lead_inspector": row.lead_inspector,
        "follows": str(row.follows_id or ""),
        "other_authority": "on",
    }
    for name in ("started_on", "ended_on", "published_on", "received_on"):
        day = getattr(row, name)
        out[name] = day.isoformat() if day else ""
    out |= {f"grade_{area}": grade for area, grade in row.judgements.items()}
    for number, (_, each) in enumerate(before):
        out |= {**_first_words(f"rec_{number}", each), f"rec_{number}_keep": FILE}
    return out


def _first_words(prefix: str, each: KeptRecommendation) -> dict[str, str]:
    return {
        f"{prefix}_text": each.text,
        f"{prefix}_number": each.number,
        f"{prefix}_page": str(each.page or ""),
        f"{prefix}_priority": each.priority,
        f"{prefix}_body": each.body,
        f"{prefix}_tag": each.national_framework,
    }

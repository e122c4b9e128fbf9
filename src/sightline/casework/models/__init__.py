"""Casework's own tables: what is derived for quick reading, and what is not part of the record."""

from sightline.casework.models.drafts import Draft
from sightline.casework.models.merges import Merge
from sightline.casework.models.moved_rows import MovedRow
from sightline.casework.models.search_keys import SearchKey
from sightline.casework.models.search_words import SearchWord
from sightline.casework.models.suggestions import Suggestion
from sightline.casework.models.tasks import Task, TaskChange, TaskSource
from sightline.casework.models.team_figures import TeamFigures

__all__ = [
    "Draft",
    "Merge",
    "MovedRow",
    "SearchKey",
    "SearchWord",
    "Suggestion",
    "Task",
    "TaskChange",
    "TaskSource",
    "TeamFigures",
]

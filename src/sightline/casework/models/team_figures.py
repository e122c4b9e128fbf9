"""How each team stood on a day: derived, so that teams can be set side by side and over time at once."""

from __future__ import annotations

from django.db import models


class TeamFigures(models.Model):
    """The children of one team on one day, counted. Made again by :mod:`sightline.casework.actions.figures`."""

    team_id = models.TextField()
    on = models.DateField()
    children = models.IntegerField()
    unallocated = models.IntegerField()
    longest_unallocated_days = models.IntegerField()
    held_by_manager = models.IntegerField()
    unseen = models.IntegerField()  # for longer than six weeks
    overdue = models.IntegerField()  # children with anything overdue
    safety_overdue = models.IntegerField()  # children with a duty overdue that puts safety at risk
    workers = models.IntegerField()  # holding at least one child
    most_held = models.IntegerField()  # by one worker

    class Meta:
        constraints = (models.UniqueConstraint(fields=["team_id", "on"], name="team_figures_once"),)

    def __str__(self) -> str:
        return f"figures of a team on {self.on}"

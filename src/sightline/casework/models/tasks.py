"""What somebody asked somebody to do, until it is done."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from sightline.access.models import Account


class TaskSource(StrEnum):
    """What a task came from; the value is what a page says."""

    DECISION = "a manager's decision"
    SUPERVISION = "supervision"
    CASE_SUPERVISION = "a child's case in supervision"
    HAND = "asked directly"


class Task(models.Model):
    """Something to do, for somebody, by a day.

    ``person_id``: the child it is about, "" for none. ``for_account`` and ``for_worker`` (a key of the record's
    professionals, "" for none): who is to do it; one of them is always set, for a worker may have no account and an
    account no place among the record's staff. ``for_name``: their name when it was given. ``team_id``: the team it was
    given in, so that it is still that team's when whoever was to do it has left. ``source_key``: the key of the row it
    came from.

    A task is never deleted. What happened to it is in :class:`TaskChange`.
    """

    words = models.TextField()
    due_on = models.DateField(db_index=True)
    person_id = models.TextField(default="", blank=True, db_index=True)
    for_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="tasks")
    for_worker = models.TextField(default="", blank=True, db_index=True)
    for_name = models.CharField(max_length=200)
    team_id = models.TextField(default="", blank=True, db_index=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tasks_given")
    given_at = models.DateTimeField()
    source = models.CharField(max_length=40, choices=[(each.value, each.value) for each in TaskSource])
    source_key = models.TextField(default="", blank=True, db_index=True)
    done_on = models.DateField(null=True, db_index=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    done_words = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(for_account__isnull=False) | ~models.Q(for_worker=""), name="task_is_for_somebody"
            ),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True) | ~models.Q(done_words=""), name="task_done_says_what"
            ),
        )

    def __str__(self) -> str:
        return f"task {self.pk}"


class TaskChange(models.Model):
    """One thing that happened to a task (given, changed with the reason, done), and what it was from then on."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    doing = models.CharField(max_length=20)
    words = models.TextField()
    for_name = models.CharField(max_length=200)
    due_on = models.DateField()
    why = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"change {self.pk} of task {self.task_id}"

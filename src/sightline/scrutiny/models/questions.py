"""Questions to officers, who is to answer them, what was answered, and what of it is public."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.scrutiny.models.kept import Kept


class Asker(models.TextChoices):
    """Whose question it is."""

    MEMBER = "member", "An elected member"
    CHILDREN = "children", "The children in care council"


class Question(Kept):
    """A question. ``by``: the member who asks; for the children in care council, whoever wrote it down for them.

    ``asked_as``: the group's own name, "" for a member. ``asked_on``: the day it was asked, which may be before it was
    written down; ``at`` says when that was. ``due_on`` None: the calendar does not reach so far, so that nobody can
    say. ``order``: the standing order the clock was read from, in words, as it was that day. ``follows``: the question
    whose answer it follows up.
    """

    asker = models.CharField(max_length=10, choices=Asker.choices, default=Asker.MEMBER)
    asked_as = models.CharField(max_length=120, default="", blank=True)
    words = models.TextField()
    why = models.TextField(default="", blank=True)
    asked_on = models.DateField()
    due_on = models.DateField(null=True)
    order = models.TextField()
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("asked_on", "pk")

    def __str__(self) -> str:
        return f"question {self.pk}"


class QuestionAssignment(Kept):
    """To whom a question was given to answer; the newest counts. ``post``: their post then, which is what is shown."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="assignments")
    to = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"assignment {self.pk} of question {self.question_id}"


class Answer(Kept):
    """An answer. ``did``: what was done because of it, for *you said, we did*; "" where nothing is said.

    A better answer supersedes it, with the reason; both are shown.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()
    did = models.TextField(default="", blank=True)
    answered_on = models.DateField()
    post = models.CharField(max_length=200)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("answered_on", "pk")

    def __str__(self) -> str:
        return f"answer {self.pk} to question {self.question_id}"


class Reply(Kept):
    """Whether an answer answers, as whoever asked says; the newest of an answer counts."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="replies")
    is_answered = models.BooleanField()
    words = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"reply {self.pk} to answer {self.answer_id}"


class Publication(Kept):
    """A question or one of its answers, made public. ``answer`` None: the question and that it waits.

    Taken off the public list it stays here, with who did it and why.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="publications")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, related_name="publications")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(answer=None, ended_at=None), name="one_publication_a_question"
            ),
            models.UniqueConstraint(
                fields=["answer"], condition=models.Q(ended_at=None), name="one_publication_an_answer"
            ),
        )

    def __str__(self) -> str:
        return f"publication {self.pk}"

"""Documents and notices that the law says must be given by a day, and what was given or withheld."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account
from sightline.scrutiny.models.kept import Kept


class DocumentDuty(Kept):
    """A document asked for, or a notice to be given. ``kind``: the code of a clock in ``documents.toml``.

    ``counted_from``: the day a request was received, or the day of the meeting or decision that a notice comes before.
    ``asked_by``: the member who asks; None for the public and for notices, of whom ``asked_as`` says what they are and
    never who ("a resident"). ``due_on`` None: the calendar does not reach so far.
    """

    kind = models.CharField(max_length=40)
    words = models.TextField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    asked_as = models.CharField(max_length=120, default="", blank=True)
    counted_from = models.DateField()
    due_on = models.DateField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return f"document duty {self.pk}"


class Outcome(models.TextChoices):
    """What became of it."""

    GIVEN = "given", "Given whole"
    PART = "part", "Given in part"
    WITHHELD = "withheld", "Withheld"
    NOT_HELD = "not-held", "Not held"


class DocumentOutcome(Kept):
    """What was given and what withheld; the newest counts. ``exemption``: a code of ``documents.toml``, "" for none.

    ``withheld``: what was kept back, in words that do not give it away. ``why``: the reason, with how the public
    interest was weighed. ``stated_on``: when the written statement of reasons was given, None until it was.
    """

    duty = models.ForeignKey(DocumentDuty, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    words = models.TextField()
    done_on = models.DateField()
    withheld = models.TextField(default="", blank=True)
    exemption = models.CharField(max_length=40, default="", blank=True)
    why = models.TextField(default="", blank=True)
    stated_on = models.DateField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"outcome {self.pk} of document duty {self.duty_id}"

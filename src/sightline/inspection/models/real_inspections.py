"""Inspections and visits by Ofsted, with the reports they left and what was done about them."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class ReportFile(models.Model):
    """A report as it was given to us, with what was read in it. ``digest``: SHA-256 of ``content``, which is kept once.

    ``reading``: what :mod:`sightline.sources.ofsted_report` found, each field with its page or that it was not found,
    in the form of :mod:`sightline.inspection.readings`. ``set_aside_at``: when somebody said that nothing will be made
    of it; it is kept all the same.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    page_count = models.PositiveIntegerField()
    reading = models.JSONField()
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    set_aside_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-given_at", "-pk")

    def __str__(self) -> str:
        return f"report file {self.pk}"


class RealInspection(models.Model):
    """An inspection, focused visit or monitoring visit, as somebody confirmed it. Put right, a new row supersedes it.

    ``framework``: the id of a framework, or ``before-2013``. ``event``: an :class:`~sightline.inspection.following.
    Event`. ``judgements``: by area, the grade in the framework's words, such as *requires improvement*.
    ``published_on`` is printed by some frameworks only; ``received_on`` is the day the council had the report, from
    which the law counts. ``follows``: the inspection that a visit checks on.
    """

    authority = models.CharField(max_length=200)
    urn = models.CharField(max_length=20, default="", blank=True)
    framework = models.CharField(max_length=60)
    event = models.CharField(max_length=60)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    lead_inspector = models.CharField(max_length=200, default="", blank=True)
    judgements = models.JSONField(default=dict)
    report = models.ForeignKey(ReportFile, on_delete=models.PROTECT, null=True, related_name="inspections")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="visits")
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("-started_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(started_on__isnull=True)
                | models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="inspection_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True) | ~models.Q(why=""), name="inspection_corrected_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"inspection {self.pk}"


class PublishedRecommendation(models.Model):
    """A recommendation or area for improvement, as printed. ``number``: as printed, "" where a bullet.

    ``body``: the council or the safeguarding board. ``national_framework``: the tag of the Children's Social Care
    National Framework printed after it, "" for none. ``supersedes``: the same recommendation of the inspection as it
    was recorded before it was put right, by which what was done about it is found.
    """

    inspection = models.ForeignKey(RealInspection, on_delete=models.PROTECT, related_name="recommendations")
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=20, default="", blank=True)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)
    priority = models.CharField(max_length=80, default="", blank=True)
    body = models.CharField(max_length=10, choices=[("council", "The council"), ("board", "The safeguarding board")])
    national_framework = models.CharField(max_length=80, default="", blank=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        ordering = ("inspection", "body", "place")

    def __str__(self) -> str:
        return f"published recommendation {self.pk}"


class FindingKind(models.TextChoices):
    """What a sentence of a report was filed as."""

    STRENGTH = "strength", "A strength"
    CONCERN = "concern", "A concern"
    MARKED = "marked", "A finding the report marks as a recommendation"


class PublishedFinding(models.Model):
    """A sentence of a report that somebody ticked: a strength, a concern, or a finding marked in the report itself."""

    inspection = models.ForeignKey(RealInspection, on_delete=models.PROTECT, related_name="findings")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=FindingKind.choices)
    number = models.CharField(max_length=20, default="", blank=True)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("inspection", "kind", "place")

    def __str__(self) -> str:
        return f"published finding {self.pk}"


class StepTaken(models.Model):
    """A step that the law or the inspectorate asks for after an inspection, said to be done: such as the action plan.

    ``step``: the code of a :class:`~sightline.inspection.following.Step`. Said by mistake, it is taken back with the
    reason, and stays.
    """

    inspection = models.ForeignKey(RealInspection, on_delete=models.PROTECT, related_name="steps_taken")
    step = models.CharField(max_length=40)
    done_on = models.DateField()
    words = models.TextField(default="", blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["inspection", "step"],
                condition=models.Q(taken_back_at__isnull=True),
                name="step_taken_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"step {self.pk} of inspection {self.inspection_id}"


class RecommendationMet(models.Model):
    """A published recommendation that the council holds to be met, with what shows it. Opened again, it says why."""

    recommendation = models.ForeignKey(PublishedRecommendation, on_delete=models.PROTECT, related_name="met")
    met_on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    opened_again_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    opened_again_at = models.DateTimeField(null=True)
    opened_again_why = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=models.Q(opened_again_at__isnull=True),
                name="recommendation_met_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"published recommendation {self.recommendation_id} met"


class Unconfirmed(models.Model):
    """What somebody has typed into the form of an inspection and not yet confirmed.

    ``place``: which form (``report 3``, ``new``, ``correct 5``). ``words``: a JSON object of field names and texts, as
    ASCII so that any character a browser can send is kept. ``revision`` counts the savings, so that a window that saw
    an earlier one does not overwrite. Taken away when the form is filed, or by its writer.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=40)
    words = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "place"], name="unconfirmed_once_a_place"),)

    def __str__(self) -> str:
        return f"unconfirmed {self.pk}"

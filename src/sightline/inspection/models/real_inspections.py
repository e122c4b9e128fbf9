"""Inspections and visits by Ofsted, with the reports they left."""

from __future__ import annotations

from django.db import models

from sightline.access.models import Account


class ReportFile(models.Model):
    """A report as it was given to us, with what was read in it. ``digest``: SHA-256 of ``content``, which is kept once.

    ``reading``: what :mod:`sightline.sources.ofsted_report` found, each field with its page or that it was not found.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    page_count = models.PositiveIntegerField()
    reading = models.JSONField()
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"report file {self.pk}"


class RealInspection(models.Model):
    """An inspection, focused visit or monitoring visit, as somebody confirmed it. Put right, a new row supersedes it.

    ``judgements``: by area, the grade as printed, in the framework's words.
    """

    authority = models.CharField(max_length=200)
    urn = models.CharField(max_length=20, default="", blank=True)
    framework = models.CharField(max_length=60)
    event = models.CharField(max_length=60)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
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

    def __str__(self) -> str:
        return f"inspection {self.pk}"


class PublishedRecommendation(models.Model):
    """A recommendation or area for improvement, as printed. ``number``: as printed, "" where a bullet.

    ``body``: the council or the safeguarding board. ``national_framework``: the tag of the Children's Social Care
    National Framework printed after it, "" for none.
    """

    inspection = models.ForeignKey(RealInspection, on_delete=models.PROTECT, related_name="recommendations")
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=20, default="", blank=True)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True)
    priority = models.CharField(max_length=40, default="", blank=True)
    body = models.CharField(max_length=10, choices=[("council", "The council"), ("board", "The safeguarding board")])
    national_framework = models.CharField(max_length=80, default="", blank=True)

    class Meta:
        ordering = ("inspection", "body", "place")

    def __str__(self) -> str:
        return f"published recommendation {self.pk}"

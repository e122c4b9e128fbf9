"""Improvement as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Improvement: the plan, its measures, boards, campaigns, practice, and the inquiry timeline."""

    name = "sightline.improvement"
    verbose_name = "Improvement"
    default_auto_field = "django.db.models.BigAutoField"

"""Inspection as a Django app: mock inspections, real ones, and what is known of other councils."""

from __future__ import annotations

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Mock inspections, and the real ones."""

    name = "sightline.inspection"
    verbose_name = "Inspection"
    default_auto_field = "django.db.models.BigAutoField"

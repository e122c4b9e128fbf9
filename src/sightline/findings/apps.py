"""The findings as a Django app; it has no models."""

from __future__ import annotations

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Findings."""

    name = "sightline.findings"
    verbose_name = "Findings"

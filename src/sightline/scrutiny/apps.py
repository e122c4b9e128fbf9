"""Scrutiny as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    """Scrutiny: what members and the public are told, what they ask, and what they are answered."""

    name = "sightline.scrutiny"
    verbose_name = "Scrutiny"
    default_auto_field = "django.db.models.BigAutoField"

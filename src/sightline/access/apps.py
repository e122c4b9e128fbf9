"""Access as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Named so that its tables begin ``access_``."""

    name = "sightline.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen for signing in and out."""
        from sightline.access import signals  # noqa: F401 - importing connects

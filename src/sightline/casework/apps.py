"""Casework as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Named so that its tables begin ``casework_``."""

    name = "sightline.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep what search looks in current with what is written."""
        from sightline.casework.search.index import refresh_search
        from sightline.ledger.signals import touched

        def refresh(people: frozenset[str], **_: object) -> None:
            refresh_search(people)

        touched.connect(refresh, dispatch_uid="casework search", weak=False)

"""The ledger as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Named so that its tables begin ``ledger_``."""

    name = "sightline.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let queries name many keys at once."""
        from sightline.ledger.lookups import register

        register()

"""Django made ready in a command: the settings read, the store's tables as this version has them."""

from __future__ import annotations

import os
from collections.abc import Callable

Say = Callable[[str], None]


def start() -> None:
    """Read the settings. Nothing of the site may be imported before this, once a process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.web.settings")
    import django

    django.setup()


def make_tables(say: Say = lambda _: None) -> None:
    """Bring the store's tables to this version; does nothing where they are."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the store's tables")
        call_command("migrate", interactive=False, verbosity=0)

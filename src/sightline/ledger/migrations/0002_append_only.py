"""The database itself refuses to change or delete what the ledger holds. Whoever owns the tables can undo this, which
``sightline verify`` then finds."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "the ledger is append-only"
FUNCTION = f"""
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""
DERIVED = frozenset({"ledger_owed", "ledger_owedrun", "ledger_supplied"})  # worked out from the rest, and made again


def _tables(apps: Apps) -> list[str]:
    return sorted({model._meta.db_table for model in apps.get_app_config("ledger").get_models()} - DERIVED)


def refuse(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Two triggers a table."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    if is_postgres:
        schema_editor.execute(FUNCTION)
    for table in _tables(apps):
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            does = "EXECUTE FUNCTION ledger_refuse()" if is_postgres else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            schema_editor.execute(f'CREATE TRIGGER "{name}" BEFORE {act} ON "{table}" FOR EACH ROW {does}')


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo :func:`refuse`."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in _tables(apps):
        for act in ("update", "delete"):
            on = f' ON "{table}"' if is_postgres else ""
            schema_editor.execute(f'DROP TRIGGER "{table}_no_{act}"{on}')
    if is_postgres:
        schema_editor.execute("DROP FUNCTION ledger_refuse()")


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]

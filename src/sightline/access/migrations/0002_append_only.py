"""The database itself refuses to change or delete the access log; and a table to count failed sign-ins in, which every
process shares."""

from __future__ import annotations

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MESSAGE = "the access log is append-only"
TABLES = ("access_accessentry", "access_shownchild")
FUNCTION = f"""
CREATE FUNCTION access_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""


def refuse(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Two triggers a table."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    if is_postgres:
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            does = "EXECUTE FUNCTION access_refuse()" if is_postgres else f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            name = f"{table}_no_{act.lower()}"
            schema_editor.execute(f'CREATE TRIGGER "{name}" BEFORE {act} ON "{table}" FOR EACH ROW {does}')


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo :func:`refuse`."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for act in ("update", "delete"):
            on = f' ON "{table}"' if is_postgres else ""
            schema_editor.execute(f'DROP TRIGGER "{table}_no_{act}"{on}')
    if is_postgres:
        schema_editor.execute("DROP FUNCTION access_refuse()")


def count_attempts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The table of the cache, unless it is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """See the module."""

    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RunPython(refuse, allow),
        migrations.RunPython(count_attempts, migrations.RunPython.noop),
    ]

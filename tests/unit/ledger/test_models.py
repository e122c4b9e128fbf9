"""The versions' tables follow the declarations of the record, and the database refuses to change what they hold."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from sightline.ledger import actions, loading
from sightline.ledger.models import VERSIONS, Owed, OwedRun, Supplied
from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from tests.support.ledger import extract, person, visit

KEPT_FOR_GOOD = sorted(
    model._meta.db_table
    for model in apps.get_app_config("ledger").get_models()
    if model not in (Owed, OwedRun, Supplied)
)
FIELDS = {
    Kind.KEY: models.TextField,
    Kind.TEXT: models.TextField,
    Kind.CODE: models.TextField,
    Kind.DATE: models.DateField,
    Kind.FLAG: models.BooleanField,
    Kind.COUNT: models.BigIntegerField,
    Kind.AMOUNT: models.FloatField,
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_of_the_record_has_versions_with_its_columns(name: str) -> None:
    fields = VERSIONS[name]._meta.concrete_fields
    assert [field.name for field in fields[:3]] == ["version", "opened_in", "row_digest"]
    assert [field.name for field in fields[3:]] == [column.name for column in TABLES[name].columns]
    for field, column in zip(fields[3:], TABLES[name].columns, strict=True):
        assert isinstance(field, FIELDS[column.kind])
        assert field.null is not column.is_key


def test_there_are_no_versions_of_anything_else() -> None:
    assert set(VERSIONS) == set(TABLES)


@pytest.mark.django_db
def test_the_migrations_make_what_is_declared() -> None:
    call_command("makemigrations", "ledger", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_child_and_a_key_are_found_by_index_in_every_table() -> None:
    for name, table in TABLES.items():
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, f"ledger_{name}").values()
        indexed = {each["columns"][0] for each in found if each["index"] or each["primary_key"]}
        wanted = {"version", table.key.name} | ({"person_id"} if table.has("person_id") else set())
        assert wanted <= indexed, name


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["UPDATE", "DELETE"])
def test_every_table_that_is_kept_for_good_refuses(act: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT event_object_table, event_manipulation FROM information_schema.triggers")
            found = {table for table, event in cursor.fetchall() if event == act}
        else:
            cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = {table for table, sql in cursor.fetchall() if f"BEFORE {act}" in sql}
    assert set(KEPT_FOR_GOOD) <= found


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_people", "ledger_transaction", "ledger_closure", "ledger_absence"])
@pytest.mark.parametrize("act", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_is_written_is_neither_changed_nor_deleted(table: str, act: str) -> None:
    loading.load(extract(person(), visit("V1")), by="loader", why="nightly")
    loading.load(extract(person()), by="loader", why="nightly")
    actions.record([person(surname="Beech")], by="worker", why="misspelt")
    column = {"ledger_people": "surname", "ledger_transaction": "why", "ledger_closure": "closing"}.get(table, "key")
    sql = act.format(table, column)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

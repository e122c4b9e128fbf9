"""A table of versions for each declared table of the record, derived from its declaration.

A version is a row as it was known from one transaction on, until a :class:`~sightline.ledger.models.Closure` says
otherwise. It is never changed and never deleted: the database itself refuses (:mod:`sightline.ledger.migrations`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models

from sightline.record.schema import Column, Kind, Table
from sightline.record.tables import TABLES

BY_STAFF = frozenset({"professional_id", "team_id", "supervisor_id"})  # whose lists are asked for
LISTED = frozenset({"involvements", "cin_episodes", "posts", "supervisions", "case_supervisions"})

# how one child's row leads to another child's: the same family, home, mother
OF_KIN = frozenset({("families", "family_id"), ("addresses", "postcode"), ("mothers", "child_person_id")})


class Version(models.Model):
    """What every version has besides the columns of its table.

    ``version``: unlike any other version's of any table, in the order they were written. ``opened_in``: the number of
    the transaction. ``row_digest``: 32 hexadecimal digits of :func:`sightline.ledger.digests.row_digests`.
    """

    version = models.BigIntegerField(primary_key=True)
    opened_in = models.BigIntegerField()
    row_digest = models.CharField(max_length=32)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"version {self.version}"


def indexed(table: Table) -> tuple[str, ...]:
    """The columns by which versions of ``table`` are looked up, its key first."""
    others = [column.name for column in table.columns if _is_looked_up(table, column)]
    return tuple(dict.fromkeys([table.key.name, *others]))


def _is_looked_up(table: Table, column: Column) -> bool:
    if column.name == "person_id" or (table.name, column.name) in OF_KIN:
        return True
    is_staff = column.name in BY_STAFF and (table.name in LISTED or not table.has("person_id"))
    return is_staff or (column.references is not None and not table.has("person_id"))


def _field(column: Column) -> models.Field[Any, Any]:
    is_null = not column.is_key
    match column.kind:
        case Kind.DATE:
            return models.DateField(null=is_null)
        case Kind.FLAG:
            return models.BooleanField(null=is_null)
        case Kind.COUNT:
            return models.BigIntegerField(null=is_null)
        case Kind.AMOUNT:
            return models.FloatField(null=is_null)
        case _:
            return models.TextField(null=is_null)  # absent and empty are told apart, as the source told them


def _model(table: Table) -> type[Version]:
    indexes = [models.Index(fields=[column]) for column in indexed(table)]
    meta = type("Meta", (), {"app_label": "ledger", "db_table": f"ledger_{table.name}", "indexes": indexes})
    fields = {column.name: _field(column) for column in table.columns}
    name = "".join(part.capitalize() for part in table.name.split("_")) + "Version"
    return type(
        name, (Version,), {"__module__": __name__, "__doc__": f"Versions of {table.name}.", "Meta": meta, **fields}
    )


VERSIONS: Mapping[str, type[Version]] = MappingProxyType(
    {name: _model(table) for name, table in sorted(TABLES.items())}
)

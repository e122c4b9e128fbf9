"""``column__among=keys``: what ``column__in=keys`` finds, with all the keys in one parameter.

Lists of a council's children name thousands of keys in each of a dozen queries. Given one by one, every key is a
parameter that Django, the driver and the database each read again; that cost more than finding the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup, TextField
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup  # Django's own is not generic


class Among(_Lookup):
    """Texts among those given, in any order; none of them is NULL."""

    lookup_name = "among"
    prepare_rhs = False
    rhs: Iterable[str]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """One array on PostgreSQL, one text of JSON on SQLite."""
        lhs, params = self.process_lhs(compiler, connection)
        keys = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{lhs} = ANY(%s::text[])", (*params, keys)
        return f"{lhs} IN (SELECT value FROM json_each(%s))", (*params, json.dumps(keys))  # noqa: S608 - our own


def register() -> None:
    """Let columns of text be asked so."""
    for kind in (TextField, CharField):
        kind.register_lookup(Among)

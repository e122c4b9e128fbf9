"""The versions' tables follow the declarations of the record."""

from __future__ import annotations

import pytest

from sightline.ledger.models import VERSIONS, Transaction
from sightline.record.tables import TABLES


def test_every_table_of_the_record_has_versions_with_its_columns() -> None:
    assert set(VERSIONS) == set(TABLES)
    for name, table in TABLES.items():
        fields = [field.name for field in VERSIONS[name]._meta.concrete_fields]
        assert fields == ["version", "opened_in", "row_digest", *(column.name for column in table.columns)]


@pytest.mark.django_db
def test_x() -> None:
    from django.db import connection
    assert Transaction.objects.count() == 0
    print(connection.vendor)

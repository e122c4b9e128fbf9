"""A store that cannot be reached, said in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connections

from sightline.errors import UserError


@contextmanager
def reached() -> Iterator[None]:
    """Turn a database that does not answer into a :class:`~sightline.errors.UserError`; let go of it afterwards."""
    try:
        yield
    except OperationalError as error:
        first = str(error).strip().splitlines() or ["it does not answer"]
        raise UserError(
            f"The council's store could not be used ({first[0]}). Nothing was half written; check that it runs, has "
            f"room on its disk and is the one that SIGHTLINE_DATABASE_URL or SIGHTLINE_HOME names, then try again."
        ) from error
    finally:
        connections.close_all()

"""Generated standards are not worth keeping: nothing they compile to is written to disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sightline.engines.lower.sql import FOLDER_VARIABLE
from tests.support.engines import engine

__all__ = ["engine"]


@pytest.fixture(autouse=True, scope="session")
def keeps_nothing_on_disk() -> Iterator[None]:
    """Compiled SQL stays in the process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, "")
        yield

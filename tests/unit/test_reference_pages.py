"""The reference pages say what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.reference import PAGES

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs` and commit what changes"

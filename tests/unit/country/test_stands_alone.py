"""The country knows nothing of the site, of the record or of the ledger."""

from __future__ import annotations

import ast
from pathlib import Path

import sightline.country

MAY = {"country", "errors", "charts"}


def test_the_country_imports_no_other_room_and_no_django() -> None:
    found = sorted(Path(sightline.country.__file__).parent.glob("*.py"))
    assert len(found) > 8
    for path in found:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                first, _, rest = name.partition(".")
                assert first != "django", path.name
                assert first != "sightline" or rest.split(".")[0] in MAY, f"{path.name} imports {name}"

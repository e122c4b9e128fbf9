"""The how-to guide's examples work as written."""

from __future__ import annotations

import re
from pathlib import Path

from sightline.standards.local import read_local
from sightline.standards.toml_nodes import _KINDS
from sightline.standards.trial import read_rows

GUIDE = (Path(__file__).parents[3] / "docs" / "how-to" / "add-a-standard.md").read_text("utf-8")
TOML = re.findall(r"```toml\n(.*?)```", GUIDE, flags=re.DOTALL)


def test_the_own_standards_of_the_guide_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("\n".join(TOML[:3]), encoding="utf-8")
    own = read_local(path)
    assert [len(own.added), len(own.changes), len(own.switched_off)] == [1, 1, 1]


def test_the_rows_of_the_guide_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.toml"
    path.write_text(TOML[3], encoding="utf-8")
    assert len(read_rows(path)) == 3


def test_the_guide_lists_every_kind() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, flags=re.MULTILINE)) == set(_KINDS)

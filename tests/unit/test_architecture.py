"""The arrows of the house: record and standards stand alone, and only engines know ibis."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "sightline"

# What a room may import: of Sightline, and of others (None: anything).
ROOMS: dict[str, tuple[set[str], set[str] | None]] = {
    "record": ({"record"}, set()),
    "standards": ({"record", "standards", "errors"}, set()),
    "sources": ({"record", "sources", "errors", "wording"}, None),
    "engines": ({"record", "standards", "sources", "engines", "errors"}, None),
    "simulate": ({"record", "standards", "sources", "simulate", "errors"}, None),
}
EXCEPTIONS = {("standards/trial.py", "engines")}  # runs a standard on literal rows through the reference engine


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "sightline":
                yield from (f"sightline.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_flows_into_it(room: str) -> None:
    ours, others = ROOMS[room]
    found = list((SOURCE / room).rglob("*.py"))
    assert found
    for path in found:
        name = str(path.relative_to(SOURCE))
        for module in imports(path):
            first, _, rest = module.partition(".")
            if first == "sightline":
                target = rest.split(".")[0]
                assert not target or target in ours or (name, target) in EXCEPTIONS, f"{name} imports {module}"
            elif others is not None:
                assert first in sys.stdlib_module_names or (name, "engines") in EXCEPTIONS, f"{name} imports {module}"


def test_only_the_engines_import_ibis_and_nobody_pandas() -> None:
    for path in SOURCE.rglob("*.py"):
        firsts = {module.partition(".")[0] for module in imports(path)}
        assert "pandas" not in firsts, path
        assert "ibis" not in firsts or path.is_relative_to(SOURCE / "engines"), path


def test_record_and_standards_import_with_nothing_installed() -> None:
    program = (
        "import sys\n"
        f"sys.path[:] = [p for p in sys.path if 'site-packages' not in p] + [{str(SOURCE.parent)!r}]\n"
        "import sightline.record.tables, sightline.record.codes, sightline.record.calendar\n"
        "import sightline.standards.catalogue, sightline.standards.sentences\n"
        "assert 'django' not in sys.modules and 'pyarrow' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

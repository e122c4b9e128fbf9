"""Arrow without pandas, in a process of its own, since it is loaded once."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
from sightline.commands.arrow import load_arrow_alone
load_arrow_alone()
import pyarrow as pa
made = pa.table({"a": pa.array(["x"])}).to_pylist()
print(made, "pandas" in sys.modules)
load_arrow_alone()
print(pa.table({"a": [1]}).to_pandas()["a"].sum())
"""

IMPORTED = """
import sys
from sightline.commands.arrow import load_arrow_alone
load_arrow_alone()
import sightline.engines.duckdb, sightline.inspection.standing.inspect, sightline.sources.recognise
print(sorted({"pandas", "ibis", "sqlglot", "lxml", "django"} & set(sys.modules)))
"""


def said(program: str) -> list[str]:
    """What ``program`` prints, by line."""
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.splitlines()


def test_arrow_works_without_pandas_and_with_it_when_it_is_wanted() -> None:
    assert said(LOADED) == ["[{'a': 'x'}] False", "1"]


def test_an_inspection_loads_nothing_slow_that_it_does_not_use() -> None:
    assert said(IMPORTED) == ["[]"]

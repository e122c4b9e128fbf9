"""The same arguments draw the same council; another seed, another."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import subprocess
import sys

import pyarrow as pa
import pytest

from sightline.simulate import Council, Scenario, plant, simulate

UNTIL = dt.date(2016, 11, 14)
PROGRAM = """
import datetime as dt
from tests.integration.simulate.test_the_same_again import digest
from sightline.simulate import Scenario, simulate
print(digest(simulate(300, 4, dt.date(2016, 11, 14), 9, Scenario.CASE_2016)))
"""


def digest(council: Council) -> str:
    """One digest of every table and of the truth."""
    found = hashlib.sha256(repr(council.truth).encode())
    for name in sorted(council.extract.tables):
        sink = pa.BufferOutputStream()
        table = council.extract.tables[name].combine_chunks()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        found.update(sink.getvalue().to_pybytes())
    return found.hexdigest()


def test_the_same_arguments_give_the_same_tables_in_any_process() -> None:
    here = digest(simulate(300, 4, UNTIL, 9, Scenario.CASE_2016))
    for hash_seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.strip() == here


def test_another_seed_gives_another_council() -> None:
    assert digest(simulate(120, 2, UNTIL, 1)) != digest(simulate(120, 2, UNTIL, 2))


def test_a_failing_planted_with_no_strength_changes_no_child() -> None:
    plain = simulate(300, 4, UNTIL, 3)
    idle = simulate(300, 4, UNTIL, 3, also=(plant("exploitation", dt.date(2014, 1, 6), 0.0),))
    assert digest(plain) == digest(idle)


def test_the_number_of_children_is_the_number_asked_for() -> None:
    for children in (50, 777):
        assert simulate(children, 3, UNTIL, 4).extract.tables["people"].num_rows == children


def test_progress_reaches_the_end() -> None:
    told: list[float] = []
    simulate(60, 2, UNTIL, 1, progress=lambda _what, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("children", "years", "until", "words"),
    [
        (49, 10, UNTIL, "at least 50 children"),
        (500, 0, UNTIL, "between 1 and 30, got 0"),
        (500, 20, UNTIL, "between 2003 and 2037"),
        (500, 2, dt.date(2039, 1, 1), "between 2003 and 2037"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_a_sentence(
    children: int, years: int, until: dt.date, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        simulate(children, years, until, 1)

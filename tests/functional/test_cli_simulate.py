"""``sightline simulate`` as an analyst meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sightline.cli import app


def test_an_analyst_sees_published_rates_beside_the_simulated_ones(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["simulate", str(tmp_path / "council"), "--children", "300", "--compare"])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    header = next(line for line in lines if line.startswith("measure"))
    assert header.split() == ["measure", "published", "quartiles", "simulated"]
    assert any(line.startswith("Assessments finished") or "assessment" in line.lower() for line in lines)
    assert all(len(line) <= 80 for line in lines if line and not line.startswith("An invented"))


def test_too_few_children_are_refused_in_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["simulate", str(tmp_path / "council"), "--children", "0"])
    assert done.exit_code == 1
    assert "at least 50 children" in str(done.exception)
    assert not (tmp_path / "council").exists()


@pytest.mark.parametrize("arguments", [["--seed", "-1"], ["--until", "31/31/2016"]])
def test_wrong_usage_is_said_and_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    done = CliRunner().invoke(app, ["simulate", str(tmp_path / "council"), *arguments])
    assert done.exit_code == 2
    assert not (tmp_path / "council").exists()

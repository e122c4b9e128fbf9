"""``sightline load`` and ``sightline verify`` as a council runs them at night."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sightline.sources import parquet
from tests.support.ledger import extract, person, referral, visit
from tests.support.ledger_stores import IS_POSTGRES, drop, environment_of

PROGRAM = Path(sys.executable).with_name("sightline")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Runs a command with a store of its own."""
    environment = environment_of(tmp_path / "council", "commands")

    def runs(*words: object) -> subprocess.CompletedProcess[str]:
        command = [str(PROGRAM), *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    yield runs
    drop("commands")


def head(verified: subprocess.CompletedProcess[str]) -> str:
    found = re.search(r"head ([0-9a-f]{64})", verified.stdout)
    assert found
    return found[1]


def test_two_nights_and_what_verify_says_of_them(run: Run, tmp_path: Path) -> None:
    if not IS_POSTGRES:
        nothing = run("verify")
        assert (nothing.returncode, nothing.stdout) == (1, "")
        assert "There is no council's store" in nothing.stderr
    first, second = tmp_path / "first", tmp_path / "second"
    tables = ["people", "cin_visits", "cin_episodes"]
    parquet.write(extract(person(), visit("V1"), visit("V2"), only=tables), first)
    parquet.write(extract(person(surname="Beech"), visit("V1"), referral("R1"), only=tables), second)

    loaded = run("load", first, "--by", "Ann", "--why", "first night", "--source", "case system")
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert loaded.stdout.startswith("case system: loaded as transaction 1.\n           3  opened")
    before = run("verify")
    assert before.returncode == 0
    assert before.stdout.startswith("1 transaction, 3 versions; head ")

    loaded = run("load", second, "--source", "case system")
    assert "\n           1  superseded" in loaded.stdout
    assert re.search(r"\ncin_visits +0 +0 +1\n", loaded.stdout)
    again = run("load", second, "--source", "case system")
    assert again.stdout.startswith("case system: nothing new, so nothing was written.\n")

    rebuilt = run("rebuild")
    assert (rebuilt.returncode, rebuilt.stdout, rebuilt.stderr) == (0, "", "")

    assert run("verify", "--head", head(before)).returncode == 0  # one kept earlier
    elsewhere = run("verify", "--head", "0" * 64)
    assert elsewhere.returncode == 1
    assert "not the one whose head you kept" in elsewhere.stderr
    assert run("verify", "--head", "12").returncode == 2

    report = run("inspect", "ledger", "--as-at", "2016-11-14", "--format", "json")
    assert (report.returncode, report.stderr) == (0, "")
    assert json.loads(report.stdout)["data_quality"]["rows"] == 4
    then = run("inspect", "ledger", "--as-at", "2016-11-14", "--known-at", "2016-11-14", "--format", "json")
    assert json.loads(then.stdout)["data_quality"]["rows"] == 0  # the ledger knew nothing yet
    owed = tmp_path / "owed.csv"
    assert run("obligations", "ledger", "--as-at", "2016-11-14", "-o", owed).returncode == 0
    assert "R1" in owed.read_text("utf-8")


def test_what_is_kept_is_its_owners_alone(run: Run, tmp_path: Path) -> None:
    parquet.write(extract(person()), tmp_path / "first")
    run("load", tmp_path / "first")
    kept = [path for path in (tmp_path / "council").rglob("*") if path.is_file()]
    assert len(kept) > 2
    for path in kept:
        assert path.stat().st_mode & 0o077 == 0, path.name
        assert "P1" not in path.name


def test_an_extract_that_cannot_be_read_is_one_sentence(run: Run, tmp_path: Path) -> None:
    refused = run("load", tmp_path / "nowhere")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.count("\n") == 1

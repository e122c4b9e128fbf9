"""The drill: a store backed up, lost and restored; and a backup that is not whole refused."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.support.ledger_stores import drop, environment_of

PROGRAM = Path(sys.executable).with_name("sightline")
Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILL = """
from sightline.web.start import make_tables, start
start(); make_tables()
from django.utils import timezone
from sightline.access.models import AccessEntry, Account
from sightline.ledger.actions import record
from sightline.ledger.loading import load
from tests.support.ledger import extract, person, referral, visit
load(extract(person(surname="A\\nsh \\\\. \\U0001f467"), visit("V1")), by="loader", why="nightly")
record([person(surname=""), referral("R1")], by="worker", why="misspelt")
load(extract(person("P2")), by="loader", why="nightly")
Account.objects.create(email="ann@example.org", name="Ann", created_at=timezone.now())
"""
LOOK = """
import json
from sightline.web.start import make_tables, start
start(); make_tables()
from django.apps import apps
from sightline.ledger.snapshot import as_known
from sightline.ledger.verify import verify
kept = {
    model._meta.db_table: [[str(value) for value in row] for row in model._default_manager.order_by("pk").values_list()]
    for model in apps.get_models(include_auto_created=True)
}
found = verify()
assert found.first_break is None
known = {name: sorted(table.to_pylist(), key=str) for name, table in as_known().tables.items() if table.num_rows}
print(json.dumps([kept, known, found.head], default=str))
"""
GO_ON = """
from django.utils import timezone
from sightline.access.models import Account
from sightline.ledger.actions import record
from sightline.ledger.loading import load
from tests.support.ledger import extract, person, visit
assert load(extract(person("P2")), by="loader", why="nightly").number is None
assert record([visit("V2")], by="worker", why="a visit").number == 4
assert Account.objects.create(email="bob@example.org", name="Bob", created_at=timezone.now()).pk == 2
"""
RESTORE_EACH = """
import sys
from pathlib import Path
from sightline.web.start import make_tables, start
start(); make_tables()
from sightline.errors import UserError
from sightline.ledger.backup import restore
from sightline.ledger.queries import last_through
for name in sys.argv[1:]:
    try:
        restore(Path(name))
        print("restored", last_through())
    except UserError as error:
        print(error, last_through())
"""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Runs a command, or Python, with the store of a name: one of its own for each name."""
    environments: dict[str, dict[str, str]] = {}

    def runs(store: str, *words: str, python: str | None = None) -> subprocess.CompletedProcess[str]:
        if store not in environments:
            environments[store] = environment_of(tmp_path / store, f"drill_{store}")
        command = [str(PROGRAM), *words] if python is None else [sys.executable, "-c", python, *words]
        return subprocess.run(command, env=environments[store], capture_output=True, text=True, check=False)

    yield runs
    for store in environments:
        drop(f"drill_{store}")


def test_what_is_backed_up_is_restored_to_the_last_row(run: Run, tmp_path: Path) -> None:
    filled = run("lost", python=FILL + LOOK)
    assert filled.stderr == ""
    file = tmp_path / "tonight.backup"
    made = run("lost", "backup", str(file))
    assert (made.returncode, made.stderr) == (0, "")
    assert "3 transactions" in made.stdout
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as archive:
        parts = set(json.loads(archive.read("manifest.json"))["parts"])
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert parts == {"store.sqlite3"} or models <= parts  # every table, whatever apps there are

    restored = run("new", "restore", str(file))
    assert (restored.returncode, restored.stderr) == (0, "")
    found = run("new", python=LOOK + GO_ON)
    assert found.stderr == ""
    assert found.stdout == filled.stdout

    again = run("lost", "backup", str(file))
    assert (again.returncode, again.stdout) == (1, "")
    assert "already" in again.stderr
    onto = run("new", "restore", str(file))
    assert (onto.returncode, onto.stdout) == (1, "")
    assert "not empty" in onto.stderr


def test_a_backup_that_is_not_whole_is_refused_and_the_store_stays_empty(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "whole"
    run("lost", python=FILL)
    run("lost", "backup", str(file))
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        largest = max(archive.infolist(), key=lambda part: part.file_size)
    at = largest.header_offset + largest.file_size // 2
    flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    damaged = {"short": whole[: len(whole) // 2], "empty": b"", "text": b"not a backup", "flipped": flipped}
    for name, content in damaged.items():
        (tmp_path / name).write_bytes(content)
    names = [str(tmp_path / name) for name in [*damaged, "missing", "whole"]]
    said = run("new", *names, python=RESTORE_EACH)
    assert said.stderr == ""
    assert said.stdout.splitlines() == [
        *(f"{name} is not a whole backup; nothing was restored. Use another one. 0" for name in damaged),
        "There is no file called missing; give the backup that `sightline backup` wrote. 0",
        "restored 3",
    ]

"""What is kept of the ledger as columns says what the ledger says, however old, damaged or foreign it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from sightline.ledger import kept
from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.kept import known_now
from sightline.ledger.loading import load
from sightline.ledger.snapshot import as_known
from sightline.record.tables import TABLES
from tests.support.ledger import extract, person, visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder it is kept in, of a council whose ledger has begun."""
    monkeypatch.setattr(settings, "SIGHTLINE", SimpleNamespace(home=tmp_path / "council", today=None))
    load(extract(person(), person("P2"), visit("V1"), visit("V2")), by="loader", why="nightly")
    return tmp_path / "council" / "snapshot"


@pytest.fixture
def read_from_the_store(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Fills with the transaction through which the whole store was read, each time that it is."""
    times: list[int] = []
    real = kept._from_store

    def counted(through: int, progress: kept.Progress) -> kept._Held:
        times.append(through)
        return real(through, progress)

    monkeypatch.setattr(kept, "_from_store", counted)
    return times


def says_what_the_ledger_says() -> bool:
    known, ledger = known_now().extract, as_known()
    by_key = {name: [(table.key.name, "ascending")] for name, table in TABLES.items()}
    assert known.supplied == ledger.supplied
    return all(
        pa.Table.equals(known.tables[name].sort_by(by_key[name]), ledger.tables[name].sort_by(by_key[name]))
        for name in TABLES
    )


def test_it_is_made_once_and_kept_under_the_last_transactions_number(
    home: Path, read_from_the_store: list[int]
) -> None:
    assert says_what_the_ledger_says()
    assert says_what_the_ledger_says()
    assert read_from_the_store == [1]
    assert [path.name for path in home.iterdir()] == ["1"]
    assert known_now().through == 1


def test_what_was_written_since_is_read_from_the_store_alone(home: Path, read_from_the_store: list[int]) -> None:
    known_now()
    record([person(surname="Beech"), visit("V3")], by="worker", why="married")
    assert says_what_the_ledger_says()
    record([visit("V3", child_seen=True)], by="worker", why="seen", withdraw=[Withdrawal("cin_visits", "V1")])
    load(extract(person(surname="Cedar")), by="loader", why="nightly")
    assert says_what_the_ledger_says()
    assert known_now().through == 4
    assert read_from_the_store == [1]
    assert [path.name for path in home.iterdir()] == ["1"]


def test_when_much_was_written_it_is_kept_anew(
    home: Path, read_from_the_store: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    known_now()
    monkeypatch.setattr(kept, "TOO_MUCH_LATER", 2)
    record([visit(f"V{number}") for number in range(10, 14)], by="worker", why="visits")
    assert says_what_the_ledger_says()
    assert [path.name for path in home.iterdir()] == ["2"]
    assert says_what_the_ledger_says()
    record([visit("V10", child_seen=True)], by="worker", why="seen")
    assert says_what_the_ledger_says()
    assert read_from_the_store == [1]


def shorten(folder: Path) -> None:
    path = folder / "people.parquet"
    path.write_bytes(path.read_bytes()[:-20])


def flip(folder: Path) -> None:
    path = folder / "people.parquet"
    surnames = pq.read_metadata(path).row_group(0).column(2)
    content = bytearray(path.read_bytes())
    content[surnames.data_page_offset + surnames.total_compressed_size - 1] ^= 1
    path.write_bytes(bytes(content))


def take_a_version(folder: Path) -> None:
    path = folder / "versions.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a table shortened": shorten,
    "a table with one bit changed": flip,
    "a table gone": lambda folder: (folder / "people.parquet").unlink(),
    "versions gone": lambda folder: (folder / "versions.parquet").unlink(),
    "a version gone": take_a_version,
    "what it is through gone": lambda folder: (folder / "through.json").unlink(),
    "what it is through unreadable": lambda folder: (folder / "through.json").write_text("[]"),
    "another store's": lambda folder: (folder / "through.json").write_text('{"digest": "0", "tables": {}}'),
    "nothing there": shutil.rmtree,
    "of the future": lambda folder: folder.rename(folder.with_name("99")),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_cannot_be_relied_on_is_made_again(damage: str, home: Path, read_from_the_store: list[int]) -> None:
    known_now()
    DAMAGE[damage](home / "1")
    assert says_what_the_ledger_says()
    assert read_from_the_store == [1, 1]
    assert says_what_the_ledger_says()
    assert read_from_the_store == [1, 1]


def test_it_is_its_owners_alone(home: Path) -> None:
    known_now()
    for path in [home, *home.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0


def test_where_it_cannot_be_kept_it_is_done_without(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file, not a folder")
    assert says_what_the_ledger_says()

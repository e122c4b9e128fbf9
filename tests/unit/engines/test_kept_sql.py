"""Compiled SQL is kept, and a file that cannot be trusted or written is as good as none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import ibis  # noqa: TID251 - what the engine compiles
import pytest

from sightline.engines.lower import sql


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(sql.FOLDER_VARIABLE, str(tmp_path / "kept"))
    kept = dict(sql._KEPT)
    sql.forget()
    yield tmp_path / "kept"
    sql.forget()
    sql._KEPT.update(kept)


class Writer:
    """Something to compile, that counts how often it was."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Iterator[tuple[str, object]]:
        self.times += 1
        yield "one", ibis.table({"a": "int32"}, name="t")


def ask(writer: Writer, about: str = "something", dialect: str = "duckdb") -> sql.Queries:
    return sql.queries(dialect, about, writer)


def test_it_is_compiled_once_in_a_process_and_once_on_a_machine(folder: Path) -> None:
    writer = Writer()
    first = ask(writer)
    assert ask(writer) is first
    sql.forget()
    assert ask(writer) == first
    assert writer.times == 1
    assert "SELECT" in first["one"]


def test_other_series_and_other_dialects_are_kept_apart(folder: Path) -> None:
    writer = Writer()
    ask(writer), ask(writer, "something else"), ask(writer, dialect="postgres")
    assert writer.times == 3
    assert len(list(folder.glob("*.json"))) == 3


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"queries": {"one": "DROP TABLE t"}, "check": ""}',
        b'{"queries": ["one"], "check": ""}',
        b'{"check": ""}',
    ],
)
def test_a_file_that_is_not_whole_is_compiled_again(folder: Path, text: bytes) -> None:
    writer = Writer()
    first = ask(writer)
    (path,) = folder.glob("*.json")
    path.write_bytes(text)
    sql.forget()
    assert ask(writer) == first
    assert writer.times == 2
    assert json.loads(path.read_text())["queries"] == dict(first)


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file, where a folder should be")
    writer = Writer()
    assert "SELECT" in ask(writer)["one"]
    sql.forget()
    assert "SELECT" in ask(writer)["one"]
    assert writer.times == 2


def test_what_another_text_compiled_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody edits the package while it runs: what is in memory is not what its files now say."""
    monkeypatch.setattr(sql, "_text", lambda: "edited")
    assert "SELECT" in ask(Writer())["one"]
    assert not folder.exists()


def test_an_empty_variable_keeps_nothing_on_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sql.FOLDER_VARIABLE, "")
    writer = Writer()
    ask(writer)
    assert sql.folder() is None
    assert not folder.exists()


def test_it_is_kept_where_the_user_keeps_such_things(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(sql.FOLDER_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert sql.folder() == tmp_path / "sightline"

"""``sightline read-report``: many files, two forms, and files that are no report."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sightline.cli import app
from sightline.commands import read_report as command
from sightline.errors import UserError

SAMPLES = Path(__file__).parents[3] / "samples" / "ofsted"
HARROW = str(SAMPLES / "2025-03-04-harrow.pdf")
SUFFOLK = str(SAMPLES / "2019-05-21-suffolk.pdf")


def run(*arguments: str) -> tuple[str, BaseException | None]:
    result = CliRunner().invoke(app, ["read-report", *arguments])
    return result.stdout, result.exception


def test_it_writes_a_line_of_json_a_report_in_the_order_given() -> None:
    written, error = run(HARROW, SUFFOLK, "--format", "json")
    assert error is None
    reports = [json.loads(line) for line in written.splitlines()]
    assert [report["file"] for report in reports] == ["2025-03-04-harrow.pdf", "2019-05-21-suffolk.pdf"]
    assert [len(report["recommendations"]) for report in reports] == [8, 1]
    assert reports[0]["recommendations"][0]["national_framework"] == "Enabler two"
    assert reports[0]["published"] is None


def test_it_writes_one_object_for_one_file() -> None:
    written, _ = run(SUFFOLK, "--format", "json")
    assert json.loads(written)["authority"] == "Suffolk"


def test_it_says_in_words_what_was_read_and_what_was_not() -> None:
    written, error = run(HARROW)
    assert error is None
    assert "Harrow (page 1)" in written
    assert "Published         not found" in written
    assert "What the council has to improve: 8" in written
    assert "[Outcome four] (page 2)" in " ".join(written.split())


def test_it_lists_printed_recommendations_of_both_bodies() -> None:
    written, _ = run(str(SAMPLES / "2017-02-13-south-gloucestershire.pdf"))
    assert "What the council has to improve: 22" in written
    assert "What the safeguarding board has to improve: 9" in written
    assert "Findings the report marks: 41" in written


def test_it_reads_the_others_where_a_file_is_no_report(tmp_path: Path) -> None:
    page = tmp_path / "report.pdf"
    page.write_text("<html><body>Gone</body></html>")
    written, error = run(str(page), SUFFOLK, str(tmp_path / "missing.pdf"), "--format", "json")
    assert isinstance(error, UserError)
    assert str(error).splitlines() == [
        "report.pdf: The file is a web page saved with the name of a PDF; open the report itself and save it as a PDF.",
        "missing.pdf: cannot be read (No such file or directory); check the path.",
    ]
    assert json.loads(written)["authority"] == "Suffolk"


def test_it_writes_to_a_file(tmp_path: Path) -> None:
    written, error = run(SUFFOLK, "--format", "json", "-o", str(tmp_path / "read.jsonl"))
    assert (written, error) == ("", None)
    assert json.loads((tmp_path / "read.jsonl").read_text("utf-8"))["urn"] == "80565"


def test_it_says_where_it_cannot_write(tmp_path: Path) -> None:
    _, error = run(SUFFOLK, "-o", str(tmp_path / "nowhere" / "read.txt"))
    assert isinstance(error, UserError)
    assert "read.txt cannot be written" in str(error)


def test_it_reads_the_same_in_several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run(HARROW, SUFFOLK, "--format", "json")
    monkeypatch.setattr(command, "FEW", 2)
    assert run(HARROW, SUFFOLK, "--format", "json") == alone


def test_a_file_that_ends_the_process_reading_it_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(command, "FEW", 2)
    monkeypatch.setattr(ProcessPoolExecutor, "map", broken)
    written, error = run(HARROW, SUFFOLK)
    assert (written, isinstance(error, UserError)) == ("", True)
    assert "fewer than 2 at a time" in str(error)

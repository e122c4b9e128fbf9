"""The command line as a performance analyst meets it: what it prints, what it writes, and how it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest

PROGRAM = Path(sys.executable).with_name("sightline")


def sightline(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command; its output as text."""
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small failing council, drawn by the command itself."""
    folder = tmp_path_factory.mktemp("drawn") / "avonmere"
    done = sightline("simulate", folder, "--children", 600, "--years", 4, "--seed", 3, "--scenario", "case-2016")
    assert done.returncode == 0, done.stderr
    assert (folder / "truth.json").is_file()
    return folder


def test_help_names_every_command() -> None:
    done = sightline("--help")
    assert done.returncode == 0
    for command in ("simulate", "inspect", "obligations", "replay", "standards", "serve", "demo"):
        assert f"  {command} " in done.stdout


def test_help_loads_nothing_heavy() -> None:
    heavy = ("pyarrow", "ibis", "duckdb", "django", "numpy", "rich", "jinja2")
    code = f"import sys; import sightline.cli; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_inspect_prints_a_report_that_fits_the_terminal(council: Path) -> None:
    done = sightline("inspect", council, "--as-at", "2016-11-14")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Framework: Single Inspection Framework." in done.stdout  # the one in use on the day
    assert "They are not\nOfsted's" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_inspect_writes_json_for_other_tools(council: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = sightline(
        "inspect", council, "--as-at", "2016-11-14", "--framework", "ilacs-2018-2026-03", "--known-at", "2016-11-15",
        "--format", "json", "-o", report,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["as_at"], found["known_at"]) == ("2016-11-14", "2016-11-15T00:00:00")
    assert found["framework"] == "ilacs-2018-2026-03"
    assert found["overall"] in {"inadequate", "requires improvement", "good", "not assessable"}
    assert len(found["judgements"]) == 4
    for line in (line for each in found["judgements"] for line in each["lines_of_enquiry"]):
        for standard in line["standards"]:
            parts = standard["met"] + standard["breached_open"] + standard["breached_late"]
            assert standard["due"] == parts
            assert (standard["rate"] is None) == (standard["due"] == 0)


def test_inspect_writes_one_html_file(council: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    assert sightline("inspect", council, "--as-at", "2016-11-14", "--format", "html", "-o", report).returncode == 0
    html = report.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "What an inspector would find, as at 14 November 2016" in html


def test_both_engines_give_the_same_report(council: Path) -> None:
    reports = [
        sightline("inspect", council, "--as-at", "2016-11-14", "--format", "json", "--engine", engine).stdout
        for engine in ("duckdb", "reference")
    ]
    assert json.loads(reports[0]) == json.loads(reports[1])


def test_obligations_are_one_row_each_with_the_days_verdict(council: Path, tmp_path: Path) -> None:
    owed = tmp_path / "owed.parquet"
    done = sightline(
        "obligations", council, "--as-at", "2016-11-14", "--standard", "child-seen-6m", "--standard",
        "fd-referral-decision-1wd", "-o", owed,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = pq.read_table(owed).to_pylist()
    assert {row["standard"] for row in rows} == {"child-seen-6m", "fd-referral-decision-1wd"}
    assert {row["verdict"] for row in rows} <= {"met", "breached", "not_yet_due", "unknown"}
    assert all(str(row["since"]) <= "2016-11-14" for row in rows if row["since"])
    assert all(str(row["done_on"]) <= "2016-11-14" for row in rows if row["done_on"])


def test_obligations_in_csv_have_a_header_and_rows(council: Path, tmp_path: Path) -> None:
    owed = tmp_path / "owed.csv"
    assert sightline(
        "obligations", council, "--as-at", "2016-11-14", "--standard", "child-seen-6m", "-o", owed
    ).returncode == 0  # fmt: skip
    lines = owed.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"standard","subject_kind","subject","ref","since","due"')
    assert len(lines) > 100


def test_replay_writes_the_days_and_says_what_stood_out(council: Path, tmp_path: Path) -> None:
    days, drawing = tmp_path / "days.parquet", tmp_path / "days.svg"
    done = sightline("replay", council, "--from", "2015-01-01", "--to", "2015-12-31", "-o", days, "--drawing", drawing)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("First stood out")
    assert pq.read_table(days).column_names[:3] == ["day", "standard", "team"]
    assert drawing.read_text(encoding="utf-8").startswith("<svg")


USAGE, PUT_RIGHT = 2, 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["inspect", "no-such-folder", "--as-at", "2016-11-14"], PUT_RIGHT, "no file or folder at no-such-folder"),
        (["inspect", ".", "--as-at", "14/11/2016"], USAGE, "is not a date; write it as YYYY-MM-DD"),
        (["inspect", "."], USAGE, "--as-at"),
        (["inspect", ".", "--as-at", "2016-11-14", "--framework", "sif"], USAGE, "sif-2013-2017"),
        (["obligations", ".", "--as-at", "2016-11-14", "-o", "owed.xlsx"], USAGE, "must end in .parquet or .csv"),
        (
            ["inspect", ".", "--as-at", "2016-11-14", "--known-at", "2015-01-01"],
            PUT_RIGHT,
            "--known-at 2015-01-01 is before --as-at 2016-11-14",
        ),
        (["inspect", ".", "--as-at", "2016-11-14", "--engine", "abacus"], USAGE, "'abacus' is not one of duckdb"),
        (["simulate", "x", "--scenario", "awful"], USAGE, "'awful' is not one of healthy, case-2016"),
        (["standards", "list", "--format", "pdf"], USAGE, "'pdf' is not one of text, json"),
        (["serve", "."], PUT_RIGHT, "it has no truth.json"),
        (["simulate", "avonmere", "--children", "3"], PUT_RIGHT, "at least 50 children"),
        (["nonsense"], USAGE, "nonsense"),
    ],
)
def test_a_mistake_is_one_sentence_and_no_traceback(
    words: Sequence[str], code: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = sightline(*words)
    assert done.returncode == code
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert "Value error" not in done.stderr
    assert done.stdout == ""


def test_a_line_of_enquiry_answers_to_its_number() -> None:
    by_number = sightline("standards", "list", "--line", "f10", "--format", "json")
    by_name = sightline("standards", "list", "--line", "private-fostering", "--format", "json")
    assert by_number.stdout == by_name.stdout
    assert "pf-initial-visit-7wd" in by_number.stdout


def test_an_unknown_standard_is_refused_by_name(council: Path, tmp_path: Path) -> None:
    done = sightline(
        "obligations", council, "--as-at", "2016-11-14", "--standard", "child-sen-6m", "-o", tmp_path / "owed.csv"
    )
    assert done.returncode == PUT_RIGHT
    assert "There is no standard called child-sen-6m" in done.stderr
    assert not (tmp_path / "owed.csv").exists()


def test_a_replay_backwards_is_refused(council: Path, tmp_path: Path) -> None:
    done = sightline("replay", council, "--from", "2016-01-01", "--to", "2015-01-01", "-o", tmp_path / "days.csv")
    assert done.returncode == PUT_RIGHT
    assert "--to 2015-01-01 is before --from 2016-01-01" in done.stderr


def test_a_report_that_cannot_be_written_says_so(council: Path, tmp_path: Path) -> None:
    done = sightline("inspect", council, "--as-at", "2016-11-14", "-o", tmp_path / "not" / "there" / "report.txt")
    assert done.returncode == PUT_RIGHT
    assert done.stderr == (
        "report.txt cannot be written (no such file or directory); choose a folder that exists and is yours.\n"
    )


def test_a_folder_with_something_else_in_it_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text("ours", encoding="utf-8")
    done = sightline("simulate", tmp_path, "--children", 60)
    assert done.returncode == PUT_RIGHT
    assert "holds something other than a simulated council" in done.stderr


def test_the_demonstration_says_what_was_found_and_how_well(tmp_path: Path) -> None:
    done = sightline("demo", tmp_path / "demo", "--children", 800, "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "What an inspector would find, as at 14 November 2016" in done.stdout
    assert "How well what was planted was found" in done.stdout
    assert "When each first stood out in the record" in done.stdout
    assert (tmp_path / "demo" / "report.html").is_file()

"""``sightline standards``: list, show, check and try, readable at 80 columns."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sightline.commands.standards import app
from sightline.errors import UserError
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.local import EXAMPLE

ROWS = EXAMPLE.with_name("example_rows.toml")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def said(*words: str) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.output


def test_list_has_every_standard() -> None:
    output = said("list")
    assert f"\n{len(CATALOGUE)} standards." in output
    assert all(f"  {code}\n" in output for code in CATALOGUE)


def test_list_can_be_narrowed() -> None:
    output = said("list", "--area", "front-door", "--force", "local policy", "--line", "duty-response")
    assert "dr-contact-answered-2wd" in output
    assert "\n1 standards." in output


def test_list_as_json_has_what_a_program_needs() -> None:
    rows = json.loads(said("list", "--line", "telling-leaders", "--format", "json"))
    assert {row["code"] for row in rows} == {
        "gov-committee-told-unallocated",
        "gov-director-told-unallocated",
        "gov-committee-challenge",
    }
    assert rows[0]["force"] == "local policy"


def test_list_includes_the_council_s_own() -> None:
    assert "av-young-children-seen" in said("list", "--standards", str(EXAMPLE))


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("check", str(EXAMPLE)),
        ("try", "cp-visit-frequency", "--rows", str(ROWS), "--as-at", "2016-04-29"),
        ("show", "iro-appointed-5wd"),
    ],
)
def test_output_fits_eighty_columns(words: tuple[str, ...]) -> None:
    too_long = [line for line in said(*words).splitlines() if len(line) > 80 and "http" not in line]
    assert too_long == []


@pytest.mark.parametrize("code", CATALOGUE)
def test_show_says_what_a_standard_is(code: str) -> None:
    output = re.sub(r"\s+", " ", said("show", code))
    standard = CATALOGUE[code]
    assert f"{code}, version {standard.version}" in output
    assert re.sub(r"\s+", " ", standard.sentence) in output
    assert f"force {standard.force}; the source is {standard.citation.confidence.split('-')[0]}" in output


def test_show_says_when_a_person_judges() -> None:
    output = said("show", "expl-nrm-referral")
    assert "reads\n      nothing: a person judges it" in output


def test_show_has_both_versions_of_a_changed_standard() -> None:
    output = said("show", "cp-visit-frequency", "--standards", str(EXAMPLE))
    assert "cp-visit-frequency, version 1" in output
    assert "until 2016-04-01" in output
    assert "cp-visit-frequency, version 2" in output
    assert "from 2016-04-01" in output


def test_check_reads_each_standard_aloud() -> None:
    output = said("check", str(EXAMPLE))
    assert "av-plan-dates version 1, from 2016-04-01" in output
    assert "as-manager-checkpoints switched off from 2016-04-01" in output
    assert "11 own, 2 changed, 1 switched off." in output


def test_check_finds_a_version_that_changed(tmp_path: Path) -> None:
    changed = tmp_path / "new.toml"
    changed.write_text(EXAMPLE.read_text("utf-8").replace('limit = "1 week"', 'limit = "9 days"'), encoding="utf-8")
    assert run("check", str(EXAMPLE), "--against", str(EXAMPLE)).exit_code == 0
    refused = run("check", str(changed), "--against", str(EXAMPLE))
    assert isinstance(refused.exception, UserError)
    assert "av-cin-plan-reviewed version 1, av-young-children-seen version 1 differs from" in str(refused.exception)


def test_try_explains_each_obligation() -> None:
    output = re.sub(r"\s+", " ", said("try", "cp-visit-frequency", "--rows", str(ROWS), "--as-at", "2016-04-29"))
    assert "met - child, from cp_plans-1 Due 1 February 2016" in output
    assert "breached - child, from cp_plans-1 Due 17 February 2016" in output
    assert "not done by 29 April 2016, 23 working days late." in output


def test_try_says_when_nothing_starts_the_clock() -> None:
    output = said("try", "cp-icpc-15wd", "--rows", str(ROWS), "--as-at", "2016-04-29")
    assert "yield no obligation by that day" in output


def test_try_works_on_a_council_s_own_standard() -> None:
    output = said(
        *("try", "av-young-children-seen", "--rows", str(ROWS), "--as-at", "2016-04-29", "--standards", str(EXAMPLE))
    )
    assert "av-young-children-seen, version 1, as at 2016-04-29" in output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "cp-visit-frequent"), "There is no standard called cp-visit-frequent; did you mean"),
        (("show", "zz"), "There is no standard called zz; `sightline standards list` shows them all."),
        (("list", "--area", "front-dor"), "There is no area called front-dor; did you mean 'front-door'?"),
        (("list", "--force", "laws"), "There is no force called laws; did you mean 'law'?"),
        (("list", "--line", "adoptions"), "There is no line of enquiry called adoptions; did you mean 'adoption'?"),
        (("check", "none.toml"), "There is no file none.toml; check the name and the folder."),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    refused = run(*words)
    assert isinstance(refused.exception, UserError)
    assert sentence in str(refused.exception)


def test_a_date_that_is_not_one_is_wrong_usage() -> None:
    assert run("try", "cp-icpc-15wd", "--rows", str(ROWS), "--as-at", "yesterday").exit_code == 2

"""What the SSDA903 return can and cannot supply."""

from __future__ import annotations

from sightline.sources.ssda903_layout import ReturnFile
from sightline.sources.ssda903_supply import supplied_by


def test_a_return_that_names_only_social_workers_says_nothing_of_reviewing_officers() -> None:
    every = {each: {"CHILD", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"} for each in ReturnFile}
    supplied = supplied_by(every)
    assert "professional_id" in supplied["involvements"]
    assert "role" not in supplied["involvements"]

"""Episodes and reviews of an SSDA903 return, made into rows of the record."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.rows import RecordBuilder
from sightline.sources.ssda903_adoption import add_permanences
from sightline.sources.ssda903_episodes import STARTS_CARE, Episodes, put_together
from sightline.sources.ssda903_layout import ReturnFile
from sightline.sources.ssda903_rows import Returned, key, of_kind


def read_care(returned: Sequence[Returned], builder: RecordBuilder) -> None:
    """Add episodes, placements, legal statuses, reviews and roads to permanence."""
    rows = of_kind(returned, ReturnFile.EPISODES)
    episodes = put_together(rows) if rows is not None else None
    if episodes is not None:
        _episodes(episodes, builder)
        _placements(episodes, builder)
        _legal_statuses(episodes, builder)
    reviews = of_kind(returned, ReturnFile.REVIEWS)
    if reviews is not None:
        _reviews(reviews, episodes, builder)
    add_permanences(
        episodes, of_kind(returned, ReturnFile.AD1), of_kind(returned, ReturnFile.PLACED_FOR_ADOPTION), builder
    )


def _episodes(episodes: Episodes, builder: RecordBuilder) -> None:
    rows, periods = episodes.rows, episodes.periods
    child, began_on = rows.column("CHILD"), rows.column("DECOM")
    starts = pc.equal(episodes.at("RNE", periods.starts), STARTS_CARE)
    entered_on = pc.if_else(starts, episodes.at("DECOM", periods.starts), pa.scalar(None, pa.date32()))
    builder.add_columns(
        "cla_episodes",
        {
            "cla_episode_id": key(child, "episode", began_on),
            "person_id": child,
            "started_on": began_on,
            "start_reason_code": rows.column("RNE"),
            "primary_need_code": rows.column("CIN"),
            "ceased_on": rows.column("DEC"),
            "ceased_reason_code": rows.column("REC"),
            "cla_id": episodes.keys("care", periods).take(pa.array(periods.of_row)),
            "cla_placement_id": episodes.keys("placement", episodes.placements).take(
                pa.array(episodes.placements.of_row)
            ),
            "entered_care_on": entered_on.take(pa.array(periods.of_row)),
        },
        rows.locate,
    )


def _placements(episodes: Episodes, builder: RecordBuilder) -> None:
    runs, locate = episodes.placements, episodes.rows.locate
    starts, lasts = runs.starts, runs.lasts
    care = episodes.keys("care", episodes.periods).take(pa.array(episodes.periods.of_row[starts]))
    builder.add_columns(
        "cla_placements",
        {
            "cla_placement_id": episodes.keys("placement", runs),
            "person_id": episodes.at("CHILD", starts),
            "cla_id": care,
            "started_on": episodes.at("DECOM", starts),
            "ended_on": episodes.at("DEC", lasts),
            "placement_type_code": episodes.at("PLACE", starts),
            "provider_code": episodes.at("PLACE_PROVIDER", starts),
            "postcode": episodes.at("PL_POST", starts),
            "urn": episodes.at("URN", starts),
            "change_reason_code": episodes.at("REASON_PLACE_CHANGE", lasts),
        },
        lambda rows: locate([int(starts[row]) for row in rows]),
    )


def _legal_statuses(episodes: Episodes, builder: RecordBuilder) -> None:
    runs, locate = episodes.legal_statuses, episodes.rows.locate
    known = pc.is_valid(episodes.at("LS", runs.starts)).to_numpy(zero_copy_only=False)
    starts, lasts = runs.starts[known], runs.lasts[known]
    child, status, began_on = (episodes.at(name, starts) for name in ("CHILD", "LS", "DECOM"))
    builder.add_columns(
        "legal_statuses",
        {
            "legal_status_id": key(child, "legal status", status, began_on),
            "person_id": child,
            "legal_status": status,
            "started_on": began_on,
            "ended_on": episodes.at("DEC", lasts),
        },
        lambda rows: locate([int(starts[row]) for row in rows]),
    )


def _reviews(reviews: Returned, episodes: Episodes | None, builder: RecordBuilder) -> None:
    child, reviewed_on = reviews.column("CHILD"), reviews.column("REVIEW")
    care = pa.nulls(len(child), pa.string())
    if episodes is not None:
        care = episodes.keys("care", episodes.periods).take(episodes.period_on(child, reviewed_on))
    builder.add_columns(
        "cla_reviews",
        {
            "cla_review_id": key(child, "review", reviewed_on),
            "person_id": child,
            "cla_id": care,
            "reviewed_on": reviewed_on,
            "participation_code": reviews.column("REVIEW_CODE"),
        },
        reviews.locate,
    )

"""The files of an SSDA903 return that say one thing of a child a row, made into rows of the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.integrity import one_piece
from sightline.sources.rows import RecordBuilder
from sightline.sources.ssda903_layout import ReturnFile
from sightline.sources.ssda903_rows import Returned, chosen, key, of_kind, repeated

UNACCOMPANIED = "Unaccompanied Asylum Seeking Child"
_SEX = {"M": "1", "F": "2"}  # returns from 2023/24 use letters, the record the older figures
_UPN_UNKNOWN = "^UN[0-9]$"
_ACCOMMODATION = "^[A-Z][12]$"  # a kind of home, then 1 suitable or 2 unsuitable
_NEVER_PERMANENT = "Z1"
_CHECKS = {
    "HEALTH_ASSESSMENT": "Health Assessment",
    "TEETH_CHECK": "Dental Check",
    "HEALTH_CHECK": "Health Surveillance",
}


def read_children(returned: Sequence[Returned], builder: RecordBuilder) -> None:
    """Add the rows of every file but those of :mod:`sightline.sources.ssda903_care`.

    Children are those of the Header; without one, those that any other file names.
    """
    for file, reader in _READERS.items():
        rows = of_kind(returned, file)
        if rows is not None:
            reader(rows, builder)
    if not any(each.file is ReturnFile.HEADER for each in returned):
        _people_named(returned, builder)


def _people_named(returned: Sequence[Returned], builder: RecordBuilder) -> None:
    """A row for the first mention of each child, one with a birthday before one without."""
    seen: pa.Array = pa.array([], pa.string())
    for each in sorted(returned, key=lambda each: "DOB" not in each.rows.column_names):
        unseen = each.where(pc.invert(pc.is_in(each.column("CHILD"), value_set=seen)))
        children = unseen.column("CHILD")
        first = pa.table({"child": children, "row": pa.array(range(len(children)), pa.int64())})
        rows = one_piece(first.group_by("child").aggregate([("row", "min")]).sort_by("row_min").column("row_min"))
        unseen = Returned(each.file, unseen.rows.take(rows), _through(unseen, rows.to_pylist()))
        builder.add_columns(
            "people",
            {
                "person_id": unseen.column("CHILD"),
                "born_on": unseen.column("DOB"),
                "sex": chosen(unseen.column("SEX"), _SEX),
            },
            unseen.locate,
        )
        seen = pa.concat_arrays([seen, unseen.column("CHILD")])


def _through(returned: Returned, rows: Sequence[int]) -> Callable[[Sequence[int]], Sequence[tuple[str, int]]]:
    return lambda some: returned.locate([rows[row] for row in some])


def _header(rows: Returned, builder: RecordBuilder) -> None:
    """The child, its pupil number or why there is none, and a looked-after mother's own child."""
    child, upn = rows.column("CHILD"), rows.column("UPN")
    is_unknown = pc.match_substring_regex(upn, _UPN_UNKNOWN)
    builder.add_columns(
        "people",
        {
            "person_id": child,
            "sex": chosen(rows.column("SEX"), _SEX),
            "born_on": rows.column("DOB"),
            "ethnicity": rows.column("ETHNIC"),
            "is_mother": rows.column("MOTHER"),
            "upn_unknown_reason": pc.if_else(is_unknown, upn, pa.scalar(None, pa.string())),
        },
        rows.locate,
    )
    known = rows.where(pc.invert(is_unknown))
    child = known.column("CHILD")
    builder.add_columns(
        "linked_identifiers",
        {
            "linked_identifier_id": key(child, "UPN"),
            "person_id": child,
            "type": repeated("Unique Pupil Number", len(child)),
            "value": known.column("UPN"),
        },
        known.locate,
    )
    mothers = rows.where(pc.is_valid(rows.column("MC_DOB")))
    child, born_on = mothers.column("CHILD"), mothers.column("MC_DOB")
    builder.add_columns(
        "mothers",
        {"mother_id": key(child, "mother", born_on), "person_id": child, "child_born_on": born_on},
        mothers.locate,
    )


def _asylum(rows: Returned, builder: RecordBuilder) -> None:
    """An unaccompanied child seeking asylum, until the day given (often the eighteenth birthday)."""
    child = rows.column("CHILD")
    builder.add_columns(
        "immigration_statuses",
        {
            "immigration_status_id": key(child, "unaccompanied"),
            "person_id": child,
            "immigration_status": repeated(UNACCOMPANIED, len(child)),
            "ended_on": rows.column("DUC"),
        },
        rows.locate,
    )


def _outcomes(rows: Returned, builder: RecordBuilder) -> None:
    """Health, offending and substance misuse of the year, for children looked after for all of it.

    A check that was not made, and a conviction or misuse there was none of, is no row.
    """
    asked = rows.where(pc.or_(pc.is_valid(rows.column("SDQ_SCORE")), pc.is_valid(rows.column("SDQ_REASON"))))
    child = asked.column("CHILD")
    builder.add_columns(
        "sdq_scores",
        {
            "sdq_score_id": key(child, "questionnaire"),
            "person_id": child,
            "score": asked.column("SDQ_SCORE"),
            "reason": asked.column("SDQ_REASON"),
        },
        asked.locate,
    )
    for column, kind in _CHECKS.items():
        made = rows.where(rows.column(column))
        child = made.column("CHILD")
        check = {"person_id": child, "check_type": repeated(kind, len(child))}
        builder.add_columns("cla_health_checks", {"health_check_id": key(child, kind), **check}, made.locate)
    told = rows.where(pc.is_valid(rows.column("IMMUNISATIONS")))
    child = told.column("CHILD")
    builder.add_columns(
        "cla_immunisations",
        {
            "cla_immunisation_id": key(child, "immunisations"),
            "person_id": child,
            "up_to_date": told.column("IMMUNISATIONS"),
        },
        told.locate,
    )
    convicted = rows.where(rows.column("CONVICTED"))
    child = convicted.column("CHILD")
    builder.add_columns(
        "cla_convictions", {"cla_conviction_id": key(child, "conviction"), "person_id": child}, convicted.locate
    )
    misusing = rows.where(rows.column("SUBSTANCE_MISUSE"))
    child = misusing.column("CHILD")
    builder.add_columns(
        "cla_substance_misuses",
        {
            "substance_misuse_id": key(child, "substance misuse"),
            "person_id": child,
            "intervention_received": misusing.column("INTERVENTION_RECEIVED"),
        },
        misusing.locate,
    )


def _care_leavers(rows: Returned, builder: RecordBuilder) -> None:
    """Contact, activity and home around the birthday; the home's code carries whether it is suitable."""
    child, home = rows.column("CHILD"), rows.column("ACCOM")
    has_both = pc.match_substring_regex(home, _ACCOMMODATION)
    suitable = pc.equal(pc.utf8_slice_codeunits(home, 1, 2), "1")
    builder.add_columns(
        "care_leavers",
        {
            "care_leaver_id": key(child, "care leaver"),
            "person_id": child,
            "in_touch_code": rows.column("IN_TOUCH"),
            "activity_code": rows.column("ACTIV"),
            "accommodation_code": pc.if_else(has_both, pc.utf8_slice_codeunits(home, 0, 1), home),
            "accommodation_suitable": pc.if_else(has_both, suitable, pa.scalar(None, pa.bool_())),
        },
        rows.locate,
    )


def _previous_permanence(rows: Returned, builder: RecordBuilder) -> None:
    """An earlier adoption or order that ended; code Z1 says there was none and is no row."""
    ended = rows.where(pc.not_equal(rows.column("PREV_PERM"), _NEVER_PERMANENT))
    child, option, order_on = ended.column("CHILD"), ended.column("PREV_PERM"), ended.column("DATE_PERM")
    builder.add_columns(
        "cla_previous_permanences",
        {
            "previous_permanence_id": key(child, option, order_on),
            "person_id": child,
            "option_code": option,
            "authority": ended.column("LA_PERM"),
            "order_on_text": order_on,
        },
        ended.locate,
    )


def _missing(rows: Returned, builder: RecordBuilder) -> None:
    """A time missing (M) or away without authorisation (A)."""
    child, started_on = rows.column("CHILD"), rows.column("MIS_START")
    builder.add_columns(
        "missing_episodes",
        {
            "missing_episode_id": key(child, "missing", started_on),
            "person_id": child,
            "started_on": started_on,
            "ended_on": rows.column("MIS_END"),
            "episode_type": rows.column("MISSING"),
        },
        rows.locate,
    )


def _social_workers(rows: Returned, builder: RecordBuilder) -> None:
    """A social worker's time with the child, which is the allocation."""
    child, worker, started_on = rows.column("CHILD"), rows.column("SW_ID"), rows.column("SW_DECOM")
    builder.add_columns(
        "involvements",
        {
            "involvement_id": key(child, worker, started_on),
            "person_id": child,
            "professional_id": worker,
            "role": repeated("ALLOCATED", len(child)),
            "started_on": started_on,
            "ended_on": rows.column("SW_DEC"),
            "change_reason": rows.column("SW_REASON"),
        },
        rows.locate,
    )
    named = rows.where(pc.is_valid(worker))
    builder.add_columns("professionals", {"professional_id": named.column("SW_ID")}, named.locate)


_READERS: Mapping[ReturnFile, Callable[[Returned, RecordBuilder], None]] = MappingProxyType(
    {
        ReturnFile.HEADER: _header,
        ReturnFile.UASC: _asylum,
        ReturnFile.OC2: _outcomes,
        ReturnFile.OC3: _care_leavers,
        ReturnFile.PREVIOUS_PERMANENCE: _previous_permanence,
        ReturnFile.MISSING: _missing,
        ReturnFile.SOCIAL_WORKERS: _social_workers,
    }
)

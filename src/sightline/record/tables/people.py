"""A person the service knows: a child or young person, or a relative."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, day, flag, key, table, text


@table("people", ssd="ssd_person")
@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """A person the service knows: a child or young person, or a relative."""

    person_id: str = key("Stable key of the row", ssd="pers_person_id")
    forename: str | None = text("First name", ssd="pers_forename", privacy=Privacy.IDENTIFYING)
    surname: str | None = text("Surname", ssd="pers_surname", privacy=Privacy.IDENTIFYING)
    sex: str | None = code(
        "Sex as registered",
        codes="sex",
        ssd="pers_sex",
    )
    gender: str | None = code(
        "Gender as the person gives it",
        codes="gender",
        ssd="pers_gender",
    )
    ethnicity: str | None = code(
        "Ethnicity as the child or a parent gives it",
        codes="ethnicity",
        ssd="pers_ethnicity",
    )
    born_on: dt.date | None = day("Date of birth", ssd="pers_dob", privacy=Privacy.IDENTIFYING)
    common_child_id: str | None = text(
        "NHS number or other lifelong identifier",
        ssd="pers_common_child_id",
        privacy=Privacy.IDENTIFYING,
    )
    legacy_id: str | None = text(
        "An earlier system's key for the person",
        ssd="pers_legacy_id",
        privacy=Privacy.IDENTIFYING,
    )
    upn_unknown_reason: str | None = code(
        "Why the unique pupil number is not known",
        codes="upn_unknown",
        ssd="pers_upn_unknown",
    )
    has_ehc_plan: bool | None = flag(
        "Whether there is an education, health and care plan",
        ssd="pers_send_flag",
    )
    expected_birth_on: dt.date | None = day(
        "Expected date of birth of an unborn child",
        ssd="pers_expected_dob",
        privacy=Privacy.IDENTIFYING,
    )
    died_on: dt.date | None = day(
        "Date of death",
        ssd="pers_death_date",
    )
    is_mother: bool | None = flag(
        "Whether the person is a mother",
        ssd="pers_is_mother",
    )
    nationality: str | None = text(
        "Nationality",
        ssd="pers_nationality",
    )

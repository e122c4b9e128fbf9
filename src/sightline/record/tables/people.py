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
    forename: str | None = text("First/Fore name", ssd="pers_forename", privacy=Privacy.IDENTIFYING)
    surname: str | None = text("LAst/Surname", ssd="pers_surname", privacy=Privacy.IDENTIFYING)
    sex: str | None = code(
        "Person's Sex, as recorded on a birth certificate or in a gender recognition certificate",
        codes="sex",
        ssd="pers_sex",
    )
    gender: str | None = code(
        "A person's inner concept of self as male, female, neither or a blend of both",
        codes="gender",
        ssd="pers_gender",
    )
    ethnicity: str | None = code(
        "Person's Ethnicity. This information must come from the child, or the parent, guardian or carer",
        codes="ethnicity",
        ssd="pers_ethnicity",
    )
    born_on: dt.date | None = day("Person's date of birth", ssd="pers_dob", privacy=Privacy.IDENTIFYING)
    common_child_id: str | None = text(
        "This is a lifetime national identifier allocated from birth, or when a person registers with the NHS for the first time (England, Isle of Man and Wales)",
        ssd="pers_common_child_id",
        privacy=Privacy.IDENTIFYING,
    )
    legacy_id: str | None = text(
        "This secondary person identifier follows the same specification as per_person_id and can be used to carry over legacy systems person_ids where maintaining this …",
        ssd="pers_legacy_id",
        privacy=Privacy.IDENTIFYING,
    )
    upn_unknown_reason: str | None = code(
        "If the UPN is unknown, then one of the codes below should be used",
        codes="upn_unknown",
        ssd="pers_upn_unknown",
    )
    has_ehc_plan: bool | None = flag(
        "Flag showing if a person has an EHC plan recorded on the system",
        ssd="pers_send_flag",
    )
    expected_birth_on: dt.date | None = day(
        "The expected date of birth (due date) is recorded for a child who is unborn at the time of referral",
        ssd="pers_expected_dob",
        privacy=Privacy.IDENTIFYING,
    )
    died_on: dt.date | None = day(
        "Date of death, which should be verified from the death certificate",
        ssd="pers_death_date",
    )
    is_mother: bool | None = flag(
        "Calculated within the SSD extract based on if a parent-child relationship exists for persons with a sex code other than Male (i.e",
        ssd="pers_is_mother",
    )
    nationality: str | None = text(
        "Required for UASC, reported in the ADCS Safeguarding Pressures research",
        ssd="pers_nationality",
    )

"""Where each column of the record comes from in the SSDA903 return; the one list of what the return can say."""

from __future__ import annotations

from collections.abc import Mapping, Set
from types import MappingProxyType

from sightline.sources.ssda903_layout import ReturnFile

_Columns = Mapping[str, tuple[tuple[ReturnFile, str], ...]]

_EVERY_FILE = tuple((file, "CHILD") for file in ReturnFile if file is not ReturnFile.DEPRIVATION_OF_LIBERTY)
_BIRTHS = tuple((file, "DOB") for file in ReturnFile if file is not ReturnFile.EPISODES)


def _from(file: ReturnFile, **columns: str) -> _Columns:
    return {name: ((file, source),) for name, source in columns.items()}


def _from_oc2(key: str, asked: str, **columns: str) -> _Columns:
    return _from(ReturnFile.OC2, **{key: asked, "person_id": asked}, **columns)


SOURCES: Mapping[str, _Columns] = MappingProxyType(
    {
        "people": {
            "person_id": _EVERY_FILE,
            "born_on": _BIRTHS,
            "sex": ((ReturnFile.HEADER, "SEX"), (ReturnFile.UASC, "SEX")),
            **_from(ReturnFile.HEADER, ethnicity="ETHNIC", is_mother="MOTHER", upn_unknown_reason="UPN"),
        },
        "linked_identifiers": _from(
            ReturnFile.HEADER, linked_identifier_id="UPN", person_id="UPN", type="UPN", value="UPN"
        ),
        "mothers": _from(ReturnFile.HEADER, mother_id="MC_DOB", person_id="MC_DOB", child_born_on="MC_DOB"),
        "cla_episodes": _from(
            ReturnFile.EPISODES,
            cla_episode_id="DECOM",
            person_id="CHILD",
            started_on="DECOM",
            start_reason_code="RNE",
            primary_need_code="CIN",
            ceased_on="DEC",
            ceased_reason_code="REC",
            cla_id="DECOM",
            cla_placement_id="PLACE",
            entered_care_on="RNE",
        ),
        "cla_placements": _from(
            ReturnFile.EPISODES,
            cla_placement_id="PLACE",
            person_id="PLACE",
            cla_id="PLACE",
            started_on="PLACE",
            ended_on="PLACE",
            placement_type_code="PLACE",
            provider_code="PLACE_PROVIDER",
            postcode="PL_POST",
            urn="URN",
            change_reason_code="REASON_PLACE_CHANGE",
        ),
        "legal_statuses": _from(
            ReturnFile.EPISODES,
            legal_status_id="LS",
            person_id="LS",
            legal_status="LS",
            started_on="LS",
            ended_on="LS",
        ),
        "cla_reviews": {
            **_from(
                ReturnFile.REVIEWS,
                cla_review_id="REVIEW",
                person_id="REVIEW",
                reviewed_on="REVIEW",
                participation_code="REVIEW_CODE",
            ),
            **_from(ReturnFile.EPISODES, cla_id="DECOM"),
        },
        "missing_episodes": _from(
            ReturnFile.MISSING,
            missing_episode_id="MIS_START",
            person_id="MIS_START",
            started_on="MIS_START",
            ended_on="MIS_END",
            episode_type="MISSING",
        ),
        "immigration_statuses": _from(
            ReturnFile.UASC,
            immigration_status_id="DUC",
            person_id="DUC",
            immigration_status="DUC",
            ended_on="DUC",
        ),
        "sdq_scores": _from_oc2("sdq_score_id", "SDQ_SCORE", score="SDQ_SCORE", reason="SDQ_REASON"),
        "cla_health_checks": _from_oc2("health_check_id", "HEALTH_ASSESSMENT", check_type="HEALTH_ASSESSMENT"),
        "cla_immunisations": _from_oc2("cla_immunisation_id", "IMMUNISATIONS", up_to_date="IMMUNISATIONS"),
        "cla_convictions": _from_oc2("cla_conviction_id", "CONVICTED"),
        "cla_substance_misuses": _from_oc2(
            "substance_misuse_id", "SUBSTANCE_MISUSE", intervention_received="INTERVENTION_RECEIVED"
        ),
        "care_leavers": _from(
            ReturnFile.OC3,
            care_leaver_id="IN_TOUCH",
            person_id="IN_TOUCH",
            in_touch_code="IN_TOUCH",
            activity_code="ACTIV",
            accommodation_code="ACCOM",
            accommodation_suitable="ACCOM",
        ),
        "permanences": {
            **dict.fromkeys(
                ("permanence_id", "person_id"),
                (
                    *((ReturnFile.AD1, "CHILD"), (ReturnFile.PLACED_FOR_ADOPTION, "CHILD")),
                    (ReturnFile.EPISODES, "REC"),
                ),
            ),
            "adoption_decision_on": (
                (ReturnFile.AD1, "DATE_INT"),
                (ReturnFile.PLACED_FOR_ADOPTION, "DATE_PLACED"),
            ),
            **_from(
                ReturnFile.AD1,
                matched_on="DATE_MATCH",
                adopted_by_carer="FOSTER_CARE",
                number_of_adopters="NB_ADOPTR",
                adopter_sex="SEX_ADOPTR",
                adopter_legal_status="LS_ADOPTR",
            ),
            **_from(
                ReturnFile.PLACED_FOR_ADOPTION,
                decision_reversed_on="DATE_PLACED_CEASED",
                decision_reversed_reason="REASON_PLACED_CEASED",
            ),
            **_from(
                ReturnFile.EPISODES,
                cla_id="DECOM",
                placed_for_adoption_on="PLACE",
                placement_order_on="LS",
                order_on="REC",
                order_type="REC",
            ),
        },
        "cla_previous_permanences": _from(
            ReturnFile.PREVIOUS_PERMANENCE,
            previous_permanence_id="PREV_PERM",
            person_id="PREV_PERM",
            option_code="PREV_PERM",
            authority="LA_PERM",
            order_on_text="DATE_PERM",
        ),
        "professionals": _from(ReturnFile.SOCIAL_WORKERS, professional_id="SW_ID"),
        "involvements": _from(
            ReturnFile.SOCIAL_WORKERS,
            involvement_id="SW_ID",
            person_id="SW_ID",
            professional_id="SW_ID",
            started_on="SW_DECOM",
            ended_on="SW_DEC",
            change_reason="SW_REASON",
        ),
    }
)
"""By table and column of the record, the columns of the return that it is made from; any one of them is enough.

The outcomes of OC2 (health, convictions, substance misuse) are of the year and have no day, so the record's columns for
their day are not supplied. Its workers are all social workers, so roles are not: no reviewing officer is missed because
the return names none. Nor are a placement's distance, the day asylum-seeking began, or a review's due date.
"""


def supplied_by(files: Mapping[ReturnFile, Set[str]]) -> dict[str, frozenset[str]]:
    """What a return holding these files, each with these columns, supplies."""
    supplied = {
        table: frozenset(
            column
            for column, sources in columns.items()
            if any(source in files.get(file, frozenset()) for file, source in sources)
        )
        for table, columns in SOURCES.items()
    }
    # a column that hangs on another file supplies nothing without its own table's rows
    return {table: columns for table, columns in supplied.items() if columns and _key_of(table) in columns}


def _key_of(table: str) -> str:
    return next(iter(SOURCES[table]))

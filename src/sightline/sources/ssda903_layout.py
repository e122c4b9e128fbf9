"""The files of the SSDA903 return: their columns, and how each is told by its header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from sightline.record.schema import Kind


class ReturnFile(StrEnum):
    """A file of the return, by the name the Department's guide gives it."""

    HEADER = "Header"
    EPISODES = "Episodes"
    REVIEWS = "Reviews"
    UASC = "UASC"
    OC2 = "OC2"
    OC3 = "OC3"
    AD1 = "AD1"
    PLACED_FOR_ADOPTION = "PlacedAdoption"
    PREVIOUS_PERMANENCE = "PrevPerm"
    MISSING = "Missing"
    SOCIAL_WORKERS = "SWEpisodes"
    DEPRIVATION_OF_LIBERTY = "DoLo"


COLUMNS: Mapping[ReturnFile, tuple[str, ...]] = MappingProxyType(
    {
        ReturnFile.HEADER: ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
        ReturnFile.EPISODES: (
            *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE"),
            *("HOME_POST", "PL_POST", "URN"),
        ),
        ReturnFile.REVIEWS: ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
        ReturnFile.UASC: ("CHILD", "SEX", "DOB", "DUC"),
        ReturnFile.OC2: (
            *("CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK"),
            *("HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
        ),
        ReturnFile.OC3: ("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
        ReturnFile.AD1: (
            *("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
        ),
        ReturnFile.PLACED_FOR_ADOPTION: ("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
        ReturnFile.PREVIOUS_PERMANENCE: ("CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"),
        ReturnFile.MISSING: ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
        ReturnFile.SOCIAL_WORKERS: ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
        ReturnFile.DEPRIVATION_OF_LIBERTY: ("CHILD", "DOB", "DOLO_START", "DOLO_END"),
    }
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "CHILD": Kind.KEY,
        **dict.fromkeys(
            (
                *("DOB", "MC_DOB", "DECOM", "DEC", "REVIEW", "DUC", "DATE_INT", "DATE_MATCH", "DATE_PLACED"),
                *("DATE_PLACED_CEASED", "MIS_START", "MIS_END", "SW_DECOM", "SW_DEC", "DOLO_START", "DOLO_END"),
            ),
            Kind.DATE,
        ),
        **dict.fromkeys(
            (
                *("MOTHER", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT"),
                *("SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED", "FOSTER_CARE"),
            ),
            Kind.FLAG,
        ),
        "SDQ_SCORE": Kind.COUNT,
    }
)
"""The kind of each column of the return; the others hold codes and short texts."""

# Columns that no other file of the return has; a file is told by them, whatever it is called
_TELLING: Mapping[ReturnFile, frozenset[str]] = MappingProxyType(
    {
        ReturnFile.HEADER: frozenset({"ETHNIC", "DOB"}),
        ReturnFile.EPISODES: frozenset({"DECOM", "RNE"}),
        ReturnFile.REVIEWS: frozenset({"REVIEW", "REVIEW_CODE"}),
        ReturnFile.UASC: frozenset({"DUC"}),
        ReturnFile.OC2: frozenset({"SDQ_SCORE", "CONVICTED"}),
        ReturnFile.OC3: frozenset({"IN_TOUCH", "ACCOM"}),
        ReturnFile.AD1: frozenset({"DATE_INT", "DATE_MATCH"}),
        ReturnFile.PLACED_FOR_ADOPTION: frozenset({"DATE_PLACED"}),
        ReturnFile.PREVIOUS_PERMANENCE: frozenset({"PREV_PERM"}),
        ReturnFile.MISSING: frozenset({"MIS_START"}),
        ReturnFile.SOCIAL_WORKERS: frozenset({"SW_ID", "SW_DECOM"}),
        ReturnFile.DEPRIVATION_OF_LIBERTY: frozenset({"DOLO_START"}),
    }
)


@dataclass(frozen=True, slots=True)
class ReturnLayout:
    """Which file of the return this is, and where its columns lie."""

    file: ReturnFile
    positions: Mapping[str, int]
    ignored_columns: int


def return_layout(header: Sequence[str]) -> ReturnLayout | None:
    """The layout of a file with this header; None when it is none of the return's."""
    found = {name.strip().upper(): position for position, name in reversed(list(enumerate(header)))}
    if "CHILD" not in found:
        return None
    for file, telling in _TELLING.items():
        if telling <= found.keys():
            positions = {name: found[name] for name in COLUMNS[file] if name in found}
            return ReturnLayout(file, positions, len(header) - len(positions))
    return None

"""The files of an SSDA903 return that say one thing of a child a row, made into rows of the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sightline.sources.rows import RecordBuilder
from sightline.sources.ssda903_layout import ReturnFile
from sightline.sources.ssda903_rows import Returned, ReturnRow
from sightline.sources.values import Value

UNACCOMPANIED = "Unaccompanied Asylum Seeking Child"
_SEX = {"M": "1", "F": "2"}  # returns from 2023/24 use letters, the record the older figures
_UPN_UNKNOWN = re.compile(r"UN[0-9]")
_ACCOMMODATION = re.compile(r"([A-Z])([12])")  # a kind of home, then 1 suitable or 2 unsuitable
_NEVER_PERMANENT = "Z1"
_CHECKS = {
    "HEALTH_ASSESSMENT": "Health Assessment",
    "TEETH_CHECK": "Dental Check",
    "HEALTH_CHECK": "Health Surveillance",
}


@dataclass(frozen=True, slots=True)
class ChildrenReader:
    """Adds to ``builder`` what the simpler files of a return say."""

    builder: RecordBuilder

    def read(self, returned: Sequence[Returned]) -> None:
        """Add the rows of every file but those of :mod:`sightline.sources.ssda903_care`.

        Children are those of the Header; without one, those that any other file names.
        """
        has_header = any(each.file is ReturnFile.HEADER for each in returned)
        named: dict[str, ReturnRow] = {}
        for each in returned:
            reader = _READERS.get(each.file)
            for row in each.rows():
                if reader is not None:
                    reader(self, row)
                if not has_header and (row.child not in named or named[row.child].day("DOB") is None):
                    named[row.child] = row
        for row in named.values():
            self._add("people", row, person_id=row.child, born_on=row.day("DOB"), sex=_sex(row))

    def header(self, row: ReturnRow) -> None:
        """The child, its pupil number or why there is none, and a looked-after mother's own child."""
        upn = row.text("UPN")
        is_unknown = upn is not None and _UPN_UNKNOWN.fullmatch(upn) is not None
        self._add(
            "people",
            row,
            person_id=row.child,
            sex=_sex(row),
            born_on=row.day("DOB"),
            ethnicity=row.text("ETHNIC"),
            is_mother=row.cells.get("MOTHER"),
            upn_unknown_reason=upn if is_unknown else None,
        )
        if upn is not None and not is_unknown:
            self._add(
                "linked_identifiers",
                row,
                linked_identifier_id=f"{row.child}|UPN",
                person_id=row.child,
                type="Unique Pupil Number",
                value=upn,
            )
        if (born_on := row.day("MC_DOB")) is not None:
            self._add(
                "mothers", row, mother_id=f"{row.child}|mother|{born_on}", person_id=row.child, child_born_on=born_on
            )

    def asylum(self, row: ReturnRow) -> None:
        """An unaccompanied child seeking asylum, until the day given (often the eighteenth birthday)."""
        self._add(
            "immigration_statuses",
            row,
            immigration_status_id=f"{row.child}|unaccompanied",
            person_id=row.child,
            immigration_status=UNACCOMPANIED,
            ended_on=row.day("DUC"),
        )

    def outcomes(self, row: ReturnRow) -> None:
        """Health, offending and substance misuse of the year, for children looked after for all of it.

        A check that was not made, and a conviction or misuse there was none of, is no row.
        """
        child = row.child
        score, reason = row.cells.get("SDQ_SCORE"), row.text("SDQ_REASON")
        if score is not None or reason is not None:
            key = f"{child}|questionnaire"
            self._add("sdq_scores", row, sdq_score_id=key, person_id=child, score=score, reason=reason)
        for column, kind in _CHECKS.items():
            if row.cells.get(column):
                key = f"{child}|{kind}"
                self._add("cla_health_checks", row, health_check_id=key, person_id=child, check_type=kind)
        if (up_to_date := row.cells.get("IMMUNISATIONS")) is not None:
            key = f"{child}|immunisations"
            self._add("cla_immunisations", row, cla_immunisation_id=key, person_id=child, up_to_date=up_to_date)
        if row.cells.get("CONVICTED"):
            self._add("cla_convictions", row, cla_conviction_id=f"{child}|conviction", person_id=child)
        if row.cells.get("SUBSTANCE_MISUSE"):
            self._add(
                "cla_substance_misuses",
                row,
                substance_misuse_id=f"{child}|substance misuse",
                person_id=child,
                intervention_received=row.cells.get("INTERVENTION_RECEIVED"),
            )

    def care_leaver(self, row: ReturnRow) -> None:
        """Contact, activity and home around the birthday; the home's code carries whether it is suitable."""
        home = row.text("ACCOM")
        parts = _ACCOMMODATION.fullmatch(home or "")
        self._add(
            "care_leavers",
            row,
            care_leaver_id=f"{row.child}|care leaver",
            person_id=row.child,
            in_touch_code=row.text("IN_TOUCH"),
            activity_code=row.text("ACTIV"),
            accommodation_code=parts[1] if parts else home,
            accommodation_suitable=parts[2] == "1" if parts else None,
        )

    def previous_permanence(self, row: ReturnRow) -> None:
        """An earlier adoption or order that ended; code Z1 says there was none and is no row."""
        option, order_on = row.text("PREV_PERM"), row.text("DATE_PERM")
        if option is not None and option != _NEVER_PERMANENT:
            self._add(
                "cla_previous_permanences",
                row,
                previous_permanence_id=f"{row.child}|{option}|{order_on or ''}",
                person_id=row.child,
                option_code=option,
                authority=row.text("LA_PERM"),
                order_on_text=order_on,
            )

    def missing(self, row: ReturnRow) -> None:
        """A time missing (M) or away without authorisation (A)."""
        started_on = row.day("MIS_START")
        self._add(
            "missing_episodes",
            row,
            missing_episode_id=f"{row.child}|missing|{started_on or ''}",
            person_id=row.child,
            started_on=started_on,
            ended_on=row.day("MIS_END"),
            episode_type=row.text("MISSING"),
        )

    def social_worker(self, row: ReturnRow) -> None:
        """A social worker's time with the child, which is the allocation."""
        worker, started_on = row.text("SW_ID"), row.day("SW_DECOM")
        if worker is not None:
            self._add("professionals", row, professional_id=worker)
        self._add(
            "involvements",
            row,
            involvement_id=f"{row.child}|{worker or ''}|{started_on or ''}",
            person_id=row.child,
            professional_id=worker,
            role="ALLOCATED",
            started_on=started_on,
            ended_on=row.day("SW_DEC"),
            change_reason=row.text("SW_REASON"),
        )

    def _add(self, table: str, row: ReturnRow, **values: Value) -> None:
        self.builder.add(table, row.file, row.line, values)


_READERS: Mapping[ReturnFile, Callable[[ChildrenReader, ReturnRow], None]] = MappingProxyType(
    {
        ReturnFile.HEADER: ChildrenReader.header,
        ReturnFile.UASC: ChildrenReader.asylum,
        ReturnFile.OC2: ChildrenReader.outcomes,
        ReturnFile.OC3: ChildrenReader.care_leaver,
        ReturnFile.PREVIOUS_PERMANENCE: ChildrenReader.previous_permanence,
        ReturnFile.MISSING: ChildrenReader.missing,
        ReturnFile.SOCIAL_WORKERS: ChildrenReader.social_worker,
    }
)


def _sex(row: ReturnRow) -> str | None:
    sex = row.text("SEX")
    return _SEX.get(sex or "", sex)

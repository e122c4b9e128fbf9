"""One child of a children in need census, made into rows of the record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from lxml import etree

from sightline.sources.refusals import RefusalLog
from sightline.sources.rows import RecordBuilder
from sightline.sources.values import Refused, Value, count_of, day_of, flag_of

NO_CHILD = "the child has no LAchildID, so nothing of it can be taken"

SUPPLIED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "people": frozenset(
            {"person_id", "sex", "gender", "ethnicity", "born_on", "upn_unknown_reason", "expected_birth_on", "died_on"}
        ),
        "linked_identifiers": frozenset({"linked_identifier_id", "person_id", "type", "value"}),
        "disabilities": frozenset({"disability_id", "person_id", "disability_code"}),
        "cin_episodes": frozenset(
            {
                *("referral_id", "person_id", "referred_on", "primary_need_code", "source_code"),
                *("no_further_action", "close_reason", "closed_on"),
            }
        ),
        "assessments": frozenset(
            {"assessment_id", "person_id", "referral_id", "started_on", "authorised_on", "manager_checked_on"}
        ),
        "assessment_factors": frozenset({"assessment_factor_id", "assessment_id", "person_id", "factors_json"}),
        "cin_plans": frozenset({"cin_plan_id", "person_id", "referral_id", "started_on", "ended_on"}),
        "s47_enquiries": frozenset({"s47_enquiry_id", "person_id", "referral_id", "started_on", "leads_to_conference"}),
        "initial_cp_conferences": frozenset(
            {
                *("icpc_id", "person_id", "s47_enquiry_id", "cp_plan_id", "referral_id"),
                *("target_on", "held_on", "made_cp_plan"),
            }
        ),
        "cp_plans": frozenset(
            {
                *("cp_plan_id", "person_id", "referral_id", "icpc_id", "started_on", "ended_on"),
                *("initial_category_code", "latest_category_code"),
            }
        ),
        "cp_reviews": frozenset({"cp_review_id", "person_id", "cp_plan_id", "reviewed_on"}),
        "pre_proceedings": frozenset(
            {
                *("pre_proceedings_id", "person_id", "letter_sent_on", "initial_meeting_on", "meetings_count"),
                *("stepdown_or_issue_agreed_on", "outcome"),
            }
        ),
    }
)
"""What a census can say. It has no end of a section 47 enquiry, no visits, no workers and no teams."""

T = TypeVar("T")

_SEX = {"M": "1", "F": "2"}  # censuses from 2023/24 use letters, the record the older figures
_ABUSE = {"NEG": "Neglect", "EMO": "Emotional Abuse", "PHY": "Physical Abuse", "SAB": "Sexual Abuse"}


@dataclass(frozen=True, slots=True)
class _Fields:
    """The values of an element's own children, by name; those with children of their own are ``parts``."""

    line: int
    texts: Mapping[str, tuple[str, int]]
    parts: Mapping[str, list[etree._Element]]

    def text(self, name: str) -> str | None:
        found = self.texts.get(name)
        return found[0] if found else None


def _fields(element: etree._Element) -> _Fields:
    texts: dict[str, tuple[str, int]] = {}
    parts: dict[str, list[etree._Element]] = {}
    for each in element:
        name = each.tag.rpartition("}")[2]
        if len(each):
            parts.setdefault(name, []).append(each)
        elif (text := (each.text or "").strip()) != "":
            texts[name] = (text, _line(each))
    return _Fields(_line(element), texts, parts)


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


@dataclass(slots=True)
class _Conferences:
    """An episode's child protection plans and initial conferences, each by its day."""

    person: str
    referral: str
    plans: Mapping[dt.date | None, str]
    held: dict[dt.date | None, str] = field(default_factory=dict)


@dataclass(slots=True)
class ChildReader:
    """Reads the children of one census, one after another."""

    file: str
    builder: RecordBuilder
    log: RefusalLog
    _days: dict[str, dt.date] = field(default_factory=dict)

    def read(self, element: etree._Element) -> None:
        """Add the rows of one ``Child`` element."""
        child = _fields(element)
        identity = self._first(child, "ChildIdentifiers")
        about = self._first(child, "ChildCharacteristics")
        person = identity.text("LAchildID")
        if person is None:
            self.log.add(self.file, child.line, "LAchildID", NO_CHILD)
            return
        sex = identity.text("Sex")
        self._add(
            "people",
            identity,
            person_id=person,
            sex=_SEX.get(sex or "", sex),
            gender=identity.text("GenderCurrent"),
            ethnicity=about.text("Ethnicity"),
            born_on=self._day(identity, "PersonBirthDate"),
            upn_unknown_reason=identity.text("UPNunknown"),
            expected_birth_on=self._day(identity, "ExpectedPersonBirthDate"),
            died_on=self._day(identity, "PersonDeathDate"),
        )
        for kind, name in (("Unique Pupil Number", "UPN"), ("Former Unique Pupil Number", "FormerUPN")):
            if (value := identity.text(name)) is not None:
                key = f"{person}|{name}"
                self._add(
                    "linked_identifiers", identity, linked_identifier_id=key, person_id=person, type=kind, value=value
                )
        for part in about.parts.get("Disabilities", ()):
            for code in dict.fromkeys((each.text or "").strip() for each in part):
                if code:
                    self._add(
                        "disabilities", about, disability_id=f"{person}|{code}", person_id=person, disability_code=code
                    )
        for part in child.parts.get("CINdetails", ()):
            self._episode(person, _fields(part))

    def _episode(self, person: str, episode: _Fields) -> None:
        referred_on = self._day(episode, "CINreferralDate")
        referral = f"{person}|{referred_on or ''}"
        self._add(
            "cin_episodes",
            episode,
            referral_id=referral,
            person_id=person,
            referred_on=referred_on,
            primary_need_code=episode.text("PrimaryNeedCode"),
            source_code=episode.text("ReferralSource"),
            no_further_action=self._flag(episode, "ReferralNFA"),
            close_reason=episode.text("ReasonForClosure"),
            closed_on=self._day(episode, "CINclosureDate"),
        )
        for part in episode.parts.get("Assessments", ()):
            self._assessment(person, referral, _fields(part))
        for part in (*episode.parts.get("CINPlanDates", ()), *episode.parts.get("CINplanDates", ())):
            plan = _fields(part)
            started_on = self._day(plan, "CINPlanStartDate")
            self._add(
                "cin_plans",
                plan,
                cin_plan_id=f"{referral}|plan|{started_on or ''}",
                person_id=person,
                referral_id=referral,
                started_on=started_on,
                ended_on=self._day(plan, "CINPlanEndDate"),
            )
        plans = [_fields(part) for part in episode.parts.get("ChildProtectionPlans", ())]
        began = [self._day(plan, "CPPstartDate") for plan in plans]
        keys = [f"{referral}|protection plan|{started_on or ''}" for started_on in began]
        conferences = _Conferences(person, referral, dict(zip(began, keys, strict=True)))
        for part in episode.parts.get("Section47", ()):
            self._enquiry(conferences, _fields(part))
        self._conference(conferences, episode, None)
        for plan, started_on, key in zip(plans, began, keys, strict=True):
            self._protection_plan(conferences, plan, started_on, key)
        for part in episode.parts.get("PreProceedingsandFGDM", ()):
            self._pre_proceedings(person, referral, _fields(part))

    def _assessment(self, person: str, referral: str, assessment: _Fields) -> None:
        started_on = self._day(assessment, "AssessmentActualStartDate")
        key = f"{referral}|assessment|{started_on or ''}"
        self._add(
            "assessments",
            assessment,
            assessment_id=key,
            person_id=person,
            referral_id=referral,
            started_on=started_on,
            authorised_on=self._day(assessment, "AssessmentAuthorisationDate"),
            manager_checked_on=self._day(assessment, "AssessmentInternalReviewDate"),
        )
        factors = [
            (each.text or "").strip()
            for part in assessment.parts.get("FactorsIdentifiedAtAssessment", ())
            for each in part
        ]
        if any(factors):
            self._add(
                "assessment_factors",
                assessment,
                assessment_factor_id=f"{key}|factors",
                assessment_id=key,
                person_id=person,
                factors_json=json.dumps([factor for factor in dict.fromkeys(factors) if factor]),
            )

    def _enquiry(self, about: _Conferences, enquiry: _Fields) -> None:
        started_on = self._day(enquiry, "S47ActualStartDate")
        key = f"{about.referral}|section 47|{started_on or ''}"
        held = self._conference(about, enquiry, key)
        # "not required" is false by default while the enquiry runs, so false alone says nothing
        not_required = self._flag(enquiry, "ICPCnotRequired")
        self._add(
            "s47_enquiries",
            enquiry,
            s47_enquiry_id=key,
            person_id=about.person,
            referral_id=about.referral,
            started_on=started_on,
            leads_to_conference=True if held else (False if not_required else None),
        )

    def _conference(self, about: _Conferences, part: _Fields, enquiry: str | None) -> bool:
        """Adds the initial conference dated in ``part``, once for each day; whether one is dated there at all."""
        if part.text("DateOfInitialCPC") is None:
            return False
        held_on = self._day(part, "DateOfInitialCPC")
        if held_on not in about.held:
            key = about.held[held_on] = f"{about.referral}|conference|{held_on or ''}"
            # a plan begins on the day of the conference that makes it (census rule 2885)
            plan = about.plans.get(held_on) if held_on else None
            self._add(
                "initial_cp_conferences",
                part,
                icpc_id=key,
                person_id=about.person,
                s47_enquiry_id=enquiry,
                cp_plan_id=plan,
                referral_id=about.referral,
                target_on=self._day(part, "InitialCPCtarget"),
                held_on=held_on,
                made_cp_plan=plan is not None if held_on else None,
            )
        return True

    def _protection_plan(self, about: _Conferences, plan: _Fields, started_on: dt.date | None, key: str) -> None:
        initial, latest = plan.text("InitialCategoryOfAbuse"), plan.text("LatestCategoryOfAbuse")
        self._add(
            "cp_plans",
            plan,
            cp_plan_id=key,
            person_id=about.person,
            referral_id=about.referral,
            icpc_id=about.held.get(started_on) if started_on else None,
            started_on=started_on,
            ended_on=self._day(plan, "CPPendDate"),
            initial_category_code=_ABUSE.get(initial or "", initial),
            latest_category_code=_ABUSE.get(latest or "", latest),
        )
        for part in plan.parts.get("Reviews", ()):
            for each in part:
                text, line = (each.text or "").strip(), _line(each)
                if not text:
                    continue
                reviewed_on = self._day_of(text, line, "CPPreviewDate")
                self._add(
                    "cp_reviews",
                    plan,
                    cp_review_id=f"{key}|review|{reviewed_on or ''}",
                    person_id=about.person,
                    cp_plan_id=key,
                    reviewed_on=reviewed_on,
                )

    def _pre_proceedings(self, person: str, referral: str, stage: _Fields) -> None:
        self._add(
            "pre_proceedings",
            stage,
            pre_proceedings_id=f"{referral}|pre-proceedings|{self._day(stage, 'PPStartDate') or ''}",
            person_id=person,
            letter_sent_on=self._day(stage, "LBPSentDate"),
            initial_meeting_on=self._day(stage, "InitialPPMeetingDate"),
            meetings_count=self._read(stage, "ReviewMeetingsCount", count_of),
            stepdown_or_issue_agreed_on=self._day(stage, "StepDecisionDate"),
            outcome=stage.text("PPOutcome"),
        )

    def _first(self, child: _Fields, name: str) -> _Fields:
        parts = child.parts.get(name)
        return _fields(parts[0]) if parts else _Fields(child.line, {}, {})

    def _add(self, table: str, part: _Fields, **row: Value) -> None:
        self.builder.add(table, self.file, part.line, row)

    def _day(self, part: _Fields, name: str) -> dt.date | None:
        found = part.texts.get(name)
        return self._day_of(*found, name) if found else None

    def _day_of(self, text: str, line: int, name: str) -> dt.date | None:
        known = self._days.get(text)
        if known is not None:
            return known
        value = self._checked(text, line, name, day_of)
        if value is not None:
            self._days[text] = value
        return value

    def _flag(self, part: _Fields, name: str) -> bool | None:
        return self._read(part, name, flag_of)

    def _read(self, part: _Fields, name: str, reader: Callable[[str], T | None]) -> T | None:
        found = part.texts.get(name)
        return self._checked(*found, name, reader) if found else None

    def _checked(self, text: str, line: int, name: str, reader: Callable[[str], T | None]) -> T | None:
        try:
            return reader(text)
        except Refused as refusal:
            self.log.add(self.file, line, name, str(refusal), kept_row=True)
            return None

"""One child of a children in need census, made into rows of the record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from sightline.sources.cin_elements import Fields, fields_of, line_of, local_name, text_of, texts_of
from sightline.sources.refusals import RefusalLog
from sightline.sources.rows import RecordBuilder
from sightline.sources.values import Refused, Value, count_of, day_of, flag_of

NO_CHILD = "the child has no LAchildID, so nothing of it can be taken"

T = TypeVar("T")

_MOST_DAYS = 100_000  # two centuries of them are 73,000; a file of invented times of day must not fill the memory

_SEX = {"M": "1", "F": "2"}  # censuses from 2023/24 use letters, the record the older figures
_ABUSE = {"NEG": "Neglect", "EMO": "Emotional Abuse", "PHY": "Physical Abuse", "SAB": "Sexual Abuse"}


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
        child = fields_of(element)
        identity = next(child.group("ChildIdentifiers"), child)
        about = next(child.group("ChildCharacteristics"), child)
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
        for code in texts_of(about.groups.get("Disabilities", ())):
            self._add("disabilities", about, disability_id=f"{person}|{code}", person_id=person, disability_code=code)
        for episode in child.group("CINdetails"):
            self._episode(person, episode)

    def _episode(self, person: str, episode: Fields) -> None:
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
        for assessment in episode.group("Assessments"):
            self._assessment(person, referral, assessment)
        for plan in episode.group("CINPlanDates", "CINplanDates"):
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
        plans = list(episode.group("ChildProtectionPlans"))
        began = [self._day(plan, "CPPstartDate") for plan in plans]
        keys = [f"{referral}|protection plan|{started_on or ''}" for started_on in began]
        conferences = _Conferences(person, referral, dict(zip(began, keys, strict=True)))
        for enquiry in episode.group("Section47"):
            self._enquiry(conferences, enquiry)
        self._conference(conferences, episode, None)
        for plan, started_on, key in zip(plans, began, keys, strict=True):
            self._protection_plan(conferences, plan, started_on, key)
        for stage in episode.group("PreProceedingsandFGDM"):
            self._pre_proceedings(person, referral, stage)

    def _assessment(self, person: str, referral: str, assessment: Fields) -> None:
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
        factors = texts_of(assessment.groups.get("FactorsIdentifiedAtAssessment", ()))
        if factors:
            self._add(
                "assessment_factors",
                assessment,
                assessment_factor_id=f"{key}|factors",
                assessment_id=key,
                person_id=person,
                factors_json=json.dumps(factors),
            )

    def _enquiry(self, about: _Conferences, enquiry: Fields) -> None:
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

    def _conference(self, about: _Conferences, part: Fields, enquiry: str | None) -> bool:
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

    def _protection_plan(self, about: _Conferences, plan: Fields, started_on: dt.date | None, key: str) -> None:
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
        for part in plan.groups.get("Reviews", ()):
            for each in part:
                if text_of(each) is None:
                    continue
                reviewed_on = self._day_in(each)
                self._add(
                    "cp_reviews",
                    plan,
                    cp_review_id=f"{key}|review|{reviewed_on or ''}",
                    person_id=about.person,
                    cp_plan_id=key,
                    reviewed_on=reviewed_on,
                )

    def _pre_proceedings(self, person: str, referral: str, stage: Fields) -> None:
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

    def _add(self, table: str, part: Fields, **row: Value) -> None:
        self.builder.add(table, self.file, part.line, row)

    def _day(self, part: Fields, name: str) -> dt.date | None:
        found = part.values.get(name)
        return self._day_in(found) if found is not None else None

    def _day_in(self, element: etree._Element) -> dt.date | None:
        text = text_of(element)
        if text is None:
            return None
        known = self._days.get(text)
        if known is None:
            known = self._checked(element, text, day_of)
            if known is not None and len(self._days) < _MOST_DAYS:
                self._days[text] = known
        return known

    def _flag(self, part: Fields, name: str) -> bool | None:
        return self._read(part, name, flag_of)

    def _read(self, part: Fields, name: str, reader: Callable[[str], T | None]) -> T | None:
        found = part.values.get(name)
        text = text_of(found) if found is not None else None
        return self._checked(found, text, reader) if found is not None and text is not None else None

    def _checked(self, element: etree._Element, text: str, reader: Callable[[str], T | None]) -> T | None:
        try:
            return reader(text)
        except Refused as refusal:
            self.log.add(self.file, line_of(element), local_name(element.tag), str(refusal), kept_row=True)
            return None

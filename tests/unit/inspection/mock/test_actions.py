"""Setting a mock inspection up, freezing, drawing, saying hours: what each refuses, and that each leaves its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from sightline.access import actions as access
from sightline.access.models import AccessEntry
from sightline.engines.reference import ReferenceEngine
from sightline.errors import UserError
from sightline.inspection.actions import freezing, hours, sampling, setting_up
from sightline.inspection.actions.setting_up import Scope
from sightline.inspection.findings import digest_of, read_findings
from sightline.inspection.models import (
    Audit,
    Evidence,
    Hours,
    Member,
    MemberRole,
    MockInspection,
    MockReport,
    Sample,
    WorkKind,
)
from sightline.inspection.queries.samples import comes_out_again
from sightline.inspection.sampling import StratumPlan
from sightline.inspection.strata import Stratum
from sightline.ledger.actions import record
from sightline.ledger.owed import catalogue_digest
from sightline.record.tables.involvements import Involvement
from sightline.standards.catalogue import CATALOGUE
from sightline.web import clock
from tests.support import mocks, site
from tests.support.ledger import person, referral
from tests.support.personas import Persona, make

FEW = tuple(CATALOGUE[each] for each in ("child-seen-6m", "cin-allocated-worker"))
PLAN = [StratumPlan(Stratum.IN_NEED, 2, 3)]


def scope(**changes: Any) -> Scope:
    right: dict[str, Any] = {
        "title": "The front door",
        "why": "Referrals have doubled.",
        "framework": "ilacs-2026-04",
        "event": "short-inspection",
        "areas": ("care-leavers", "help-and-protection"),
        "as_at": site.AS_AT,
        "starts_on": site.AS_AT,
        "ends_on": site.AS_AT,
    }
    return Scope(**{**right, **changes})


def test_areas_are_kept_in_the_frameworks_order(store: None) -> None:
    made = setting_up.begin(scope=scope(), by=make(Persona.AUDITOR))
    assert made.areas == ["help-and-protection", "care-leavers"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"framework": "none"}, "There is no framework called none"),
        ({"event": "focused-visit"}, "Choose which kind of ILACS without overall effectiveness it is."),
        ({"areas": ()}, "Choose at least one area"),
        ({"areas": ("adoption",)}, "Choose at least one area"),
        ({"title": "x"}, "Give it a name"),
    ],
)
def test_a_scope_that_cannot_be_is_refused(store: None, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        setting_up.begin(scope=scope(**changes), by=make(Persona.AUDITOR))
    assert not MockInspection.objects.exists()


def test_once_evidence_is_frozen_the_day_and_framework_stay(begun: MockInspection) -> None:
    now = scope(framework=begun.framework, event=begun.event, areas=tuple(begun.areas))
    setting_up.change_scope(mock=begun, scope=now, by=make(Persona.AUDITOR))
    mocks.freeze(begun)
    earlier = scope(
        framework=begun.framework, event=begun.event, areas=tuple(begun.areas), as_at=site.AS_AT - dt.timedelta(days=1)
    )
    with pytest.raises(UserError, match="The evidence is frozen already"):
        setting_up.change_scope(mock=begun, scope=earlier, by=make(Persona.AUDITOR))


def test_once_files_are_drawn_areas_are_added_and_none_taken_away(store: None) -> None:
    mock = mocks.begin(areas=["help-and-protection", "looked-after"])
    mocks.draw(mock, mocks.freeze(mock))
    fewer = scope(framework=mock.framework, event=mock.event, areas=("help-and-protection",))
    more = scope(
        framework=mock.framework, event=mock.event, areas=("help-and-protection", "looked-after", "care-leavers")
    )
    with pytest.raises(UserError, match="none is taken away"):
        setting_up.change_scope(mock=mock, scope=fewer, by=make(Persona.AUDITOR))
    assert len(setting_up.change_scope(mock=mock, scope=more, by=make(Persona.AUDITOR)).areas) == 3


def test_only_who_may_takes_part_and_somebody_always_leads(begun: MockInspection) -> None:
    by = make(Persona.AUDITOR)
    with pytest.raises(UserError, match="Pat Worker has no role that lets them audit files"):
        setting_up.add_member(
            mock=begun, account=make(Persona.PRACTITIONER), role=MemberRole.AUDITOR, knows_teams=(), by=by
        )
    with pytest.raises(UserError, match="Mel Manager has no role that lets them lead a mock inspection"):
        setting_up.add_member(
            mock=begun, account=make(Persona.TEAM_MANAGER), role=MemberRole.LEAD, knows_teams=(), by=by
        )
    with pytest.raises(UserError, match="Dee Director takes part already"):
        setting_up.add_member(
            mock=begun, account=make(Persona.DIRECTOR), role=MemberRole.AUDITOR, knows_teams=(), by=by
        )
    lead = begun.members.get(role=MemberRole.LEAD)
    with pytest.raises(UserError, match="Somebody must lead it"):
        setting_up.leave(member=lead, by=by)
    auditor = begun.members.get(role=MemberRole.AUDITOR)
    setting_up.leave(member=auditor, by=by)
    again = setting_up.add_member(
        mock=begun, account=make(Persona.DIRECTOR), role=MemberRole.LEAD, knows_teams=["T1", "T1"], by=by
    )
    assert again.knows_teams == ["T1"]
    setting_up.leave(member=lead, by=by)
    assert begun.members.filter(left_at=None).get() == again


def test_it_is_closed_once_it_has_a_report_and_changed_no_more(mock: MockInspection) -> None:
    by = make(Persona.AUDITOR)
    with pytest.raises(UserError, match="It has no report yet"):
        setting_up.close(mock=mock, by=by)
    MockReport.objects.create(
        mock=mock, edition=1, html="", pdf=b"", html_digest="", pdf_digest="", made_by=by, made_at=clock.now()
    )
    setting_up.close(mock=mock, by=by)
    child = mock.samples.get().children.first()
    assert child is not None
    acts: list[Callable[[], object]] = [
        lambda: setting_up.close(mock=mock, by=by),
        lambda: setting_up.change_scope(mock=mock, scope=scope(), by=by),
        lambda: setting_up.leave(member=mock.members.get(role=MemberRole.AUDITOR), by=by),
        lambda: setting_up.say_teams(member=mock.members.get(role=MemberRole.AUDITOR), knows_teams=["T1"], by=by),
        lambda: sampling.draw_sample(mock=mock, plan=PLAN, why="Once more, please.", by=by),
        lambda: sampling.leave_out(child=child, why="Moved to another council.", by=by),
        lambda: hours.plan_hours(mock=mock, hours={WorkKind.AUDITING: Decimal(3)}, by=by),
        lambda: hours.spend_hours(mock=mock, kind=WorkKind.AUDITING, hours=Decimal(3), words="", by=by),
        lambda: freezing.keep(mock=mock, worked=worked(mock), by=by),
    ]
    for act in acts:
        with pytest.raises(UserError, match="This mock inspection is closed"):
            act()


def worked(mock: MockInspection) -> freezing.Worked:
    return freezing.Worked(mock.as_at, clock.now(), 1, mocks.findings(), mocks.frame().to_json())


def test_evidence_rests_on_what_was_known_then_and_can_be_worked_out_again(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "owed", SimpleNamespace(standards=lambda: FEW, catalogue_digest=catalogue_digest))
    held = {"person_id": "ada", "role": "ALLOCATED", "started_on": dt.date(2016, 1, 4)}
    open_case = referral("R1", "ada", dt.date(2016, 1, 4), no_further_action=False)
    over = Involvement(involvement_id="I1", ended_on=dt.date(2016, 6, 1), **held)  # type: ignore[arg-type]
    record([person("ada"), open_case, over], by="t", why="loaded")
    before = clock.now()
    goes_on = Involvement(involvement_id="I2", **{**held, "started_on": dt.date(2016, 6, 1)})  # type: ignore[arg-type]
    record([goes_on], by="t", why="written up late")
    mock, by = mocks.begin("ilacs-2018-2026-03"), make(Persona.AUDITOR)
    then = freezing.freeze(mock=mock, by=by, known_at=before, engine=ReferenceEngine())
    now = freezing.freeze(mock=mock, by=by, engine=ReferenceEngine())
    assert (then.edition, then.through, now.edition, now.through) == (1, 1, 2, 2)
    without = [read_findings(each.findings).standards["cin-allocated-worker"].subjects for each in (then, now)]
    assert without == [("ada",), ()]
    standing = [read_findings(each.findings).standards["cin-allocated-worker"].standing for each in (then, now)]
    assert standing == [1, 0]
    again = freezing.work_out(mock, then.known_at, ReferenceEngine(), lambda _: None)
    assert digest_of(again.findings) == then.digest
    assert digest_of(again.frame) == then.frame_digest
    assert then.frame["strata"]["children-in-need"] == ["ada"]


def test_a_restricted_child_is_in_no_evidence_and_no_frame(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freezing, "owed", SimpleNamespace(standards=lambda: FEW, catalogue_digest=catalogue_digest))
    for key in ("ada", "ben"):
        record([person(key), referral(f"R-{key}", key, dt.date(2016, 1, 4), no_further_action=False)], by="t", why="x")
    access.restrict(person_id="ben", why="A member of staff's own child", allowed=[], by=make(Persona.DIRECTOR))
    mock = mocks.begin("ilacs-2018-2026-03")
    made = freezing.freeze(mock=mock, by=make(Persona.AUDITOR), engine=ReferenceEngine())
    assert "ben" not in str(made.findings) + str(made.frame)
    assert "ada" in made.frame["strata"]["children-in-need"]


def test_what_was_not_known_yet_cannot_be_frozen(begun: MockInspection) -> None:
    by = make(Persona.AUDITOR)
    for known_at, words in (
        (clock.now() + dt.timedelta(days=1), "What will be known later cannot be frozen"),
        (dt.datetime(2001, 1, 1, tzinfo=dt.UTC), "Nothing was on the record yet"),
    ):
        with pytest.raises(UserError, match=words):
            freezing.freeze(mock=begun, by=by, known_at=known_at, engine=ReferenceEngine())
    assert not Evidence.objects.exists()


def test_a_scope_changed_while_evidence_is_worked_out_keeps_none(begun: MockInspection) -> None:
    found = worked(begun)
    begun.as_at = site.AS_AT - dt.timedelta(days=1)
    begun.save()
    with pytest.raises(UserError, match="Freeze it again"):
        freezing.keep(mock=begun, worked=found, by=make(Persona.AUDITOR))


def test_a_sample_comes_out_again_from_evidence_plan_and_seed(begun: MockInspection) -> None:
    mocks.freeze(begun)
    by = make(Persona.AUDITOR)
    one = sampling.draw_sample(mock=begun, plan=PLAN, why="Enough for three days.", by=by)
    two = sampling.draw_sample(mock=begun, plan=PLAN, why="Enough for three days.", by=by, seed=one.seed)
    drawn = [list(each.children.values_list("person_id", "place", "is_random", "reasons")) for each in (one, two)]
    assert drawn[0] == drawn[1]
    assert comes_out_again(one)
    assert (one.number, two.number) == (1, 2)
    assert all(bool(reasons) is not is_random for _, _, is_random, reasons in drawn[0])


def test_a_restricted_child_is_in_no_sample(begun: MockInspection) -> None:
    mocks.freeze(begun)
    access.restrict(person_id=site.UNSEEN, why="A member of staff's own child", allowed=[], by=make(Persona.DIRECTOR))
    plan = [StratumPlan(Stratum.DISABLED, 4, 50)]  # everybody there is: of the 54 something stands out
    sample = sampling.draw_sample(mock=begun, plan=plan, why="Everybody there is.", by=make(Persona.AUDITOR), seed=7)
    drawn = set(sample.children.values_list("person_id", flat=True))
    assert drawn == set(mocks.frame().strata[Stratum.DISABLED]) - {site.UNSEEN}
    assert sample.left_out == [site.UNSEEN]
    assert sample.drawn_from == 53
    assert comes_out_again(sample)


def test_nobody_is_drawn_whose_file_none_who_take_part_may_read(begun: MockInspection) -> None:
    mocks.freeze(begun)
    setting_up.leave(member=begun.members.get(role=MemberRole.AUDITOR), by=make(Persona.AUDITOR))
    Member.objects.update(knows_teams=["T1"])
    with pytest.raises(UserError, match="There is nobody in these groups whose file could be read"):
        sampling.draw_sample(
            mock=begun, plan=[StratumPlan(Stratum.LOOKED_AFTER, 1, 1)], why="All of them.", by=make(Persona.AUDITOR)
        )


def test_no_other_sample_is_drawn_once_a_file_was_given_out(mock: MockInspection) -> None:
    by = make(Persona.AUDITOR)
    child = mock.samples.get().children.get(place=1)
    Audit.objects.create(
        child=child, auditor=make(Persona.DIRECTOR), given_by=by, given_at=clock.now(), known_at=clock.now()
    )
    with pytest.raises(UserError, match="Files of the last drawing were given out already"):
        sampling.draw_sample(mock=mock, plan=PLAN, why="Other files, please.", by=by)
    with pytest.raises(UserError, match="take it back from them first"):
        sampling.leave_out(child=child, why="Moved to another council.", by=by)
    assert Sample.objects.count() == 1


def test_the_newest_plan_of_hours_counts_and_those_before_stay(begun: MockInspection) -> None:
    by = make(Persona.AUDITOR)
    for number in (10, 20):
        hours.plan_hours(mock=begun, hours={WorkKind.AUDITING: Decimal(number)}, by=by)
    assert Hours.objects.count() == 2
    with pytest.raises(UserError, match="Hours planned are from 0"):
        hours.plan_hours(mock=begun, hours={WorkKind.AUDITING: Decimal(-1)}, by=by)


@pytest.mark.parametrize(
    "act",
    [
        lambda mock, by: setting_up.begin(scope=scope(), by=by),
        lambda mock, by: setting_up.change_scope(
            mock=mock, scope=scope(framework=mock.framework, event=mock.event, areas=tuple(mock.areas)), by=by
        ),
        lambda mock, by: setting_up.leave(member=mock.members.get(role=MemberRole.AUDITOR), by=by),
        lambda mock, by: setting_up.say_teams(
            member=mock.members.get(role=MemberRole.AUDITOR), knows_teams=["T1"], by=by
        ),
        lambda mock, by: freezing.keep(mock=mock, worked=worked(mock), by=by),
        lambda mock, by: sampling.draw_sample(mock=mock, plan=PLAN, why="Enough for three days.", by=by),
        lambda mock, by: sampling.leave_out(
            child=mock.samples.get().children.get(place=1), why="Moved to another council.", by=by
        ),
        lambda mock, by: hours.plan_hours(mock=mock, hours={WorkKind.AUDITING: Decimal(3)}, by=by),
        lambda mock, by: hours.spend_hours(mock=mock, kind=WorkKind.AUDITING, hours=Decimal(3), words="", by=by),
    ],
)
def test_without_its_line_in_the_log_nothing_is_written(
    mock: MockInspection, act: Callable[[MockInspection, Any], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    by = make(Persona.AUDITOR)
    before = everything()

    def fails(**_: object) -> None:
        raise ObjectDoesNotExist

    with monkeypatch.context() as patched:
        patched.setattr(access, "log", fails)
        with pytest.raises(ObjectDoesNotExist):
            act(mock, by)
    assert everything() == before
    lines = AccessEntry.objects.count()
    act(mock, by)
    assert everything() != before
    assert AccessEntry.objects.count() > lines


def everything() -> list[object]:
    """Every row that the actions write."""
    return [list(kind._default_manager.values()) for kind in (MockInspection, Member, Evidence, Sample, Hours)] + [
        list(Sample.children.rel.related_model._default_manager.values())
    ]

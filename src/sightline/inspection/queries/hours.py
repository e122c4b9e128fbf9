"""What a mock inspection was planned to cost and has, in people's hours, by kind of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from sightline.inspection.cost import FourWeeks, planned
from sightline.inspection.models import Audit, Hours, MockInspection, WorkKind
from sightline.inspection.queries.mocks import latest_sample

SECOND_SHARE = 5  # one file in so many is planned to be audited twice


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One kind of work. ``planned``: None before anybody planned it."""

    kind: WorkKind
    suggested: float
    planned: Decimal | None
    spent: Decimal


@dataclass(frozen=True, slots=True)
class HoursPage:
    """All of them, and the inspection of four weeks they stand beside."""

    rows: tuple[HoursRow, ...]
    audits: int
    without_minutes: int
    four_weeks: FourWeeks
    entries: tuple[Hours, ...]

    @property
    def suggested(self) -> float:
        """Hours suggested in all."""
        return sum(each.suggested for each in self.rows)

    @property
    def planned(self) -> Decimal:
        """Hours planned in all, of what was planned."""
        return sum((each.planned for each in self.rows if each.planned is not None), Decimal(0))

    @property
    def is_planned(self) -> bool:
        """Whether anything was planned."""
        return any(each.planned is not None for each in self.rows)

    @property
    def spent(self) -> Decimal:
        """Hours spent in all."""
        return sum((each.spent for each in self.rows), Decimal(0))

    def share_of_four_weeks(self, hours: float | Decimal) -> str:
        """``hours`` as a part of the four weeks, in words: a range, for the four weeks are one."""
        low, high = float(hours) / self.four_weeks.most, float(hours) / self.four_weeks.least
        return f"{low:.0%} to {high:.0%}" if round(low * 100) != round(high * 100) else f"{low:.0%}"

    @property
    def spent_share(self) -> str:
        """What was spent, as a part of the four weeks."""
        return self.share_of_four_weeks(self.spent)

    @property
    def planned_share(self) -> str:
        """What is planned (or suggested, where nothing is), as a part of the four weeks."""
        return self.share_of_four_weeks(self.planned if self.is_planned else self.suggested)


def hours_page(mock: MockInspection) -> HoursPage:
    """What was planned and spent; auditing is counted from what auditors say their audits took. Five queries."""
    every = tuple(mock.hours.select_related("by").order_by("-at", "-pk"))
    plans: dict[str, Decimal] = {}
    spent: dict[str, Decimal] = {}
    for each in reversed(every):
        if each.is_planned:
            plans[each.kind] = each.hours
        else:
            spent[each.kind] = spent.get(each.kind, Decimal(0)) + each.hours
    audits = Audit.objects.filter(child__sample__mock=mock, submitted_at__isnull=False)
    found = audits.aggregate(minutes=Sum("minutes"))
    minutes = Decimal(found["minutes"] or 0)
    auditing = spent.get(WorkKind.AUDITING, Decimal(0)) + (minutes / 60).quantize(Decimal("0.01"))
    spent[WorkKind.AUDITING] = auditing
    suggested = suggestion(mock)
    return HoursPage(
        rows=tuple(HoursRow(each, suggested[each], plans.get(each), spent.get(each, Decimal(0))) for each in WorkKind),
        audits=audits.count(),
        without_minutes=audits.filter(Q(minutes=None)).count(),
        four_weeks=FourWeeks(),
        entries=tuple(each for each in every if not each.is_planned),
    )


def suggestion(mock: MockInspection) -> Mapping[WorkKind, float]:
    """The hours our assumptions give for the sample drawn last, and for the days of fieldwork."""
    sample = latest_sample(mock)
    files = sample.children.filter(left_out_at=None).count() if sample else 0
    days = (mock.ends_on - mock.starts_on).days + 1
    cost = planned(files, -(-files // SECOND_SHARE), min(days, 20), len(mock.areas))
    return {WorkKind(kind): hours for kind, hours in cost.hours.items()}

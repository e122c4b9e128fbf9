"""Whatever is done to a recommendation, in whatever order, it never ends over a failing measure unless it was signed.

What stands in the way is reckoned by the test itself, from what it set, and not asked of the code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.access.models import Account
from sightline.errors import UserError
from sightline.improvement.actions import closing
from sightline.improvement.actions.plan import correct_recommendation
from sightline.improvement.actions.plan_evidence import attach
from sightline.improvement.models import Measure, Recommendation, Source, Status, StatusChange
from sightline.web import clock
from tests.support import site
from tests.unit.improvement.plan.conftest import Figures, Measured, recommended

WORDS = "It was shown by what everybody saw."
REASONS = "The figure leaves out a team whose visits were kept on paper, and I have read those with both managers."
HOLD = 6
Reading = tuple[bool | None, int]
Step = str | tuple[str, Reading, float]
READINGS: tuple[Reading, ...] = ((False, 0), (None, 0), (True, 0), (True, HOLD - 1), (True, HOLD), (True, 4 * HOLD))
TARGETS = (0.5, 0.9)
ENDED = {Status.CLOSED, Status.SET_ASIDE}
STEPS = (
    "begin",
    "close",
    "close as director",
    "sign",
    "sign as director",
    "set aside",
    "reopen",
    "reopen failing",
    "correct",
    "attach",
    "end a measure",
)
steps = st.one_of(
    st.sampled_from(STEPS),
    st.tuples(st.just("measure"), st.sampled_from(READINGS), st.sampled_from(TARGETS)),
    st.tuples(st.just("reads"), st.sampled_from(READINGS), st.integers(0, 3)),
)


@dataclass
class Council:
    """One recommendation, its measures as the test set them, and those who act."""

    row: Recommendation
    lead: Account
    director: Account
    figures: Figures
    measured: Measured

    def in_the_way(self) -> bool:
        """Whether any measure that counts does not hold: by the test's own reckoning."""
        every = list(Measure.objects.filter(recommendation=self.row))
        live = [each for each in every if each.ended_at is None]
        for each in every:
            holds = self.figures.meets[each.pk] is True and self.figures.months[each.pk] >= HOLD
            replaced = each.ended_at is not None and any(one.target >= each.target for one in live)
            if not holds and not replaced:
                return True
        return False

    def take(self, step: Step) -> None:
        """Do one thing; what is refused changes nothing."""
        if isinstance(step, tuple):
            self._figures(step)
            return
        doings: dict[str, Callable[[], object]] = {
            "begin": lambda: closing.begin(recommendation=self.row, words=WORDS, by=self.lead),
            "close": lambda: closing.close(recommendation=self.row, words=WORDS, by=self.lead),
            "close as director": lambda: closing.close(recommendation=self.row, words=WORDS, by=self.director),
            "sign": lambda: closing.close_over_measure(recommendation=self.row, words=REASONS, by=self.lead),
            "sign as director": lambda: closing.close_over_measure(
                recommendation=self.row, words=REASONS, by=self.director
            ),
            "set aside": lambda: closing.set_aside(recommendation=self.row, words=WORDS, by=self.lead),
            "reopen": lambda: closing.reopen(recommendation=self.row, words=WORDS, by=self.lead),
            "reopen failing": lambda: closing.reopen_failing(site.AS_AT),
            "correct": self._correct,
            "attach": lambda: attach(recommendation=self.row, words=WORDS, by=self.lead),
            "end a measure": self._end,
        }
        try:
            doings[step]()
        except UserError:
            return

    def _figures(self, step: tuple[str, Reading, float]) -> None:
        kind, (meets, months), which = step
        if kind == "measure":
            self.measured(self.row, meets=meets, months=months, target=which, hold=HOLD)
            return
        every = list(Measure.objects.filter(recommendation=self.row))
        if every:
            key = every[int(which) % len(every)].pk
            self.figures.meets[key], self.figures.months[key] = meets, months

    def _correct(self) -> None:
        correct_recommendation(
            recommendation=self.row,
            words=WORDS,
            source=Source.OTHER,
            source_words="",
            number="",
            made_on=None,
            area="",
            owner=self.lead,
            due_on=None,
            why="It was put more plainly.",
            by=self.lead,
        )

    def _end(self) -> None:
        found = Measure.objects.filter(recommendation=self.row, ended_at=None).first()
        if found is not None:
            found.ended_at, found.ended_why = clock.now(), "It was found too hard."
            found.save()


@given(st.lists(steps, max_size=14))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_path_ends_over_a_failing_measure_unsigned(
    lead: Account, director: Account, figures: Figures, measured: Measured, taken: list[Step]
) -> None:
    with transaction.atomic():
        council = Council(recommended(lead), lead, director, figures, measured)
        for step in taken:
            before = set(StatusChange.objects.values_list("pk", flat=True))
            council.take(step)
            for made in StatusChange.objects.exclude(pk__in=before):
                if Status(made.status) not in ENDED:
                    continue
                is_signed = made.over_measure and made.by == director and bool(made.reasons and made.measure_words)
                assert is_signed == council.in_the_way(), f"{step} of {taken}"
        transaction.set_rollback(True)


@pytest.mark.parametrize("ends", ["close", "sign as director", "set aside"])
def test_each_way_to_end_it_is_reached(
    ends: str, lead: Account, director: Account, figures: Figures, measured: Measured
) -> None:
    council = Council(recommended(lead), lead, director, figures, measured)
    reading = READINGS[0] if ends == "sign as director" else READINGS[-1]
    council.take(("measure", reading, 0.9))
    council.take(ends)
    assert closing.status_of(council.row) in ENDED

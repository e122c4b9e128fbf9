"""Days moved by a limit, each looked up among the calendar's days; a day the calendar cannot say is missing."""

from __future__ import annotations

import numpy as np

from sightline.engines.arrays.numbers import NOTHING, Numbers
from sightline.engines.lower.calendar import (
    FIRST_NUMBER,
    LAST_NUMBER,
    MONTH,
    calendar,
    last_workday,
    month_days,
    workdays,
)
from sightline.standards.nodes import Limit, Unit

NOT_COUNTED = -1  # the working days up to a day of a year whose holidays are not known


class Limits:
    """Days later by so many of a unit. Each length is worked out once for every day of the calendar."""

    def __init__(self) -> None:
        days = calendar().slice(1)
        self._days = days["day_no"].to_numpy().astype(np.int64)
        self._counts = days["workday_no"].fill_null(NOT_COUNTED).to_numpy()
        self._workdays = workdays().slice(1)["day_no"].to_numpy()
        self._months = days["month_key"].to_numpy() // MONTH
        self._ordinals = days["month_key"].to_numpy() % MONTH
        self._month_days = month_days().slice(1)["day_no"].to_numpy().reshape(-1, 31)
        self._known: dict[tuple[Unit, int, int], Numbers] = {}

    def moved(self, days: Numbers, limit: Limit, less: int = 0) -> Numbers:
        """``days`` later by ``limit``, less so many days if the calendar reaches back that far."""
        wanted = limit.unit, limit.number, less
        if wanted not in self._known:
            self._known[wanted] = self._lookup(*wanted)
        found: Numbers = np.take(self._known[wanted], days - np.int32(FIRST_NUMBER - 1), mode="clip")
        return found

    def _lookup(self, unit: Unit, number: int, less: int) -> Numbers:
        """What every day of the calendar comes to, between what the days before and after it do: nothing."""
        by_unit = {Unit.DAYS: self._by_days, Unit.MONTHS: self._by_months, Unit.WORKING_DAYS: self._by_working_days}
        found = by_unit[unit](min(number, len(self._days))).astype(np.int64)  # longer than the calendar is long enough
        is_said = (found >= FIRST_NUMBER) & (found - less >= FIRST_NUMBER) & (found <= LAST_NUMBER)
        found = np.where(is_said, found - less, NOTHING)
        return np.concatenate(([NOTHING], found, [NOTHING])).astype(np.int32)

    def _by_days(self, number: int) -> Numbers:
        found: Numbers = (self._days + number).astype(np.int32)
        return found

    def _by_months(self, number: int) -> Numbers:
        to_month = self._months - self._months[0] + number
        is_there = to_month < len(self._month_days)
        found = self._month_days[np.where(is_there, to_month, 0), self._ordinals - 1]
        return np.where(is_there, found, NOTHING).astype(np.int32)

    def _by_working_days(self, number: int) -> Numbers:
        """The working day whose number is so many after that of the last working day up to and including the day."""
        is_counted = self._counts != NOT_COUNTED
        if number == 0:
            return np.where(is_counted, self._days, NOTHING).astype(np.int32)
        to_workday = self._counts + number
        is_there = is_counted & (to_workday <= last_workday())
        return np.where(is_there, self._workdays[np.where(is_there, to_workday, 1) - 1], NOTHING).astype(np.int32)

"""What a mock inspection costs in people's hours, planned and against an inspection of four weeks. No Django.

The rates are Sightline's own assumptions, to be changed on the page; no published figure was found for any of them.
The four weeks: the Single Inspection Framework's handbook says how they were spent, and one published report (13
February 2017) that eight inspectors came. How many of them were there on which days it does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

HOURS_A_DAY = 7.4  # of a full-time week of 37 hours
INSPECTORS = 8
DAYS_ON_SITE = 15  # weeks one, three and four; week two was the council's own audits


@dataclass(frozen=True, slots=True)
class Rates:
    """Hours for one of each; a second, blind audit takes as long as a first."""

    preparing: float = 3.5  # an afternoon: scope, evidence, sample
    a_file: float = 2.5
    a_conversation: float = 1.0
    conversations_a_day: int = 3
    a_moderation: float = 0.5
    an_area: float = 2.0  # its judgement, by everybody who leads
    the_report: float = 7.0


@dataclass(frozen=True, slots=True)
class Cost:
    """Hours by kind of work; the keys are those of :class:`~sightline.inspection.models.hours.WorkKind`."""

    hours: Mapping[str, float]

    @property
    def total(self) -> float:
        """All of them."""
        return sum(self.hours.values())


@dataclass(frozen=True, slots=True)
class FourWeeks:
    """An inspection of four weeks in inspectors' hours: at most ``most``, if all came on every day on site."""

    inspectors: int = INSPECTORS
    days: int = DAYS_ON_SITE

    @property
    def most(self) -> float:
        """Inspectors' hours if each was there on each day of weeks one, three and four."""
        return self.inspectors * self.days * HOURS_A_DAY

    @property
    def least(self) -> float:
        """Inspectors' hours if all were there in weeks three and four only."""
        return self.inspectors * (self.days - 5) * HOURS_A_DAY

    words: str = (
        "The handbook of the Single Inspection Framework (February 2017, contents) gives week one on site, week two to "
        "audits by the council, weeks three and four to fieldwork. The report of 13 February 2017 names eight "
        "inspectors. Which of them were there on which days it does not say, so this is a range: all of them in weeks "
        "three and four, or in weeks one, three and four, at 7.4 hours a day. It leaves out the council’s own people, "
        "of whose time nothing was published, and is one inspection, not an average."
    )


def planned(files: int, second: int, days: int, areas: int, rates: Rates | None = None) -> Cost:
    """The hours of a mock inspection of ``files`` audited, ``second`` of them twice, over ``days`` of fieldwork."""
    rates = rates or Rates()
    return Cost(
        MappingProxyType(
            {
                "preparing": rates.preparing,
                "auditing": (files + second) * rates.a_file,
                "listening": days * rates.conversations_a_day * rates.a_conversation,
                "concluding": second * rates.a_moderation + areas * rates.an_area + rates.the_report,
            }
        )
    )

"""How far the recommendations of each review have come."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.improvement.models import LearnedReview, Recommendation, Source, Status


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review, and how many of its recommendations are done, as people say."""

    review: LearnedReview
    done: int
    of: int

    @property
    def kind(self) -> str:
        """What kind of source it is."""
        return Source(self.review.source).label

    @property
    def words(self) -> str:
        """How far it has come, in a sentence."""
        return f"{self.done} of {self.of} recommendations of this review {'is' if self.done == 1 else 'are'} done"


def review_lines(only: LearnedReview | None = None) -> list[ReviewLine]:
    """Every review, the latest first, or one; three queries however many."""
    rows = LearnedReview.objects.prefetch_related("recommendations__changes")
    found = rows if only is None else rows.filter(pk=only.pk)
    return [
        ReviewLine(each, sum(map(_is_done, each.recommendations.all())), len(each.recommendations.all()))
        for each in found
    ]


def _is_done(row: Recommendation) -> bool:
    last = max(row.changes.all(), key=lambda each: (each.at, each.pk), default=None)
    return last is not None and last.status == Status.CLOSED

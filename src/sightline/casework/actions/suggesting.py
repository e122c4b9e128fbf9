"""The night's linking kept as suggestions, beside what people decided of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from sightline.casework.models.suggestions import BY_HAND, Decision, Suggestion
from sightline.casework.search.linking import Link
from sightline.web import clock


@dataclass(frozen=True, slots=True)
class Kept:
    """What one linking left: pairs to decide, those of them that are new, and those that were decided before."""

    to_decide: int
    new: int
    decided: int


@transaction.atomic
def keep_suggestions(found: Iterable[Link]) -> Kept:
    """Put what was found in the place of the suggestions that nobody decided; decisions stand, whatever is found."""
    decided = set(Suggestion.objects.exclude(decision=Decision.NONE).values_list("person_a", "person_b"))
    links = list(found)
    open_links = [each for each in links if (each.person_a, each.person_b) not in decided]
    of_the_night = Suggestion.objects.filter(decision=Decision.NONE).exclude(reasons=BY_HAND)
    before = set(of_the_night.values_list("person_a", "person_b"))
    wanted = {(each.person_a, each.person_b) for each in open_links}
    for one, other in before - wanted:
        Suggestion.objects.filter(person_a=one, person_b=other, decision=Decision.NONE).delete()
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                person_a=each.person_a,
                person_b=each.person_b,
                probability=each.probability,
                reasons="; ".join(each.reasons),
                made_at=clock.now(),
            )
            for each in open_links
        ],
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["person_a", "person_b"],
        update_fields=["probability", "reasons", "made_at"],
    )
    return Kept(len(open_links), len(wanted - before), len(links) - len(open_links))

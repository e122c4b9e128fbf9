"""Whether words name a child, a relative or a member of staff on the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sightline.access.bearer import Bearer
from sightline.access.children import hidden_from
from sightline.casework.models.search_keys import KeyKind, SearchKey
from sightline.casework.search.normalising import words_of
from sightline.inspection.naming import names_in
from sightline.ledger.queries import current

NAMES = (KeyKind.NAME.value, KeyKind.EARLIER.value)


def named_in(text: str, reader: Bearer) -> tuple[str, ...]:
    """The names on the record that ``text`` holds: three queries.

    The name of a child who is restricted for ``reader`` is not told from any other word, for being warned of it would
    say that there is such a child.
    """
    hidden = hidden_from(reader)

    def whose(words: frozenset[str]) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        keys = SearchKey.objects.filter(kind__in=NAMES, key__in=sorted(words)).values_list("key", "person_id")
        for key, person in keys.iterator():
            if person not in hidden:
                found[key].add(person)
        staff = current("professionals").exclude(name=None).values_list("professional_id", "name")
        for professional, name in staff:
            for word in words_of(name):
                if word in words:
                    found[word].add(f"staff {professional}")
        return {word: frozenset(people) for word, people in found.items()}

    return names_in(text, whose)

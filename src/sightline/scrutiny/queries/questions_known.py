"""Words with a capital that are of this council and name nobody: its own name and its teams'."""

from __future__ import annotations

import re

from sightline.ledger.queries import current

WORD = re.compile(r"[^\W\d_]+")


def known_words() -> frozenset[str]:
    """Those of the names of its teams and services, in lower case: one query."""
    named = current("teams").values_list("name", "service")
    return frozenset(
        each.casefold() for pair in named for words in pair for each in WORD.findall(str(words or "")) if len(each) > 1
    )

"""What would answer a standard: what somebody must do, or record, for the duty to be done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Consistent,
    Every,
    Judgement,
    Never,
    Node,
    Present,
    Sequence,
    Throughout,
    Within,
)
from sightline.standards.sentences import condition_in_words, happening, state
from sightline.standards.standard import Standard

LONGEST = 200  # letters; a longer answer repeats the standard and helps nobody
PLAIN: Mapping[str, str] = MappingProxyType(
    {  # where the node read aloud is true and no use to anybody
        "wf-case-held-by-manager": "Answered by allocating a worker who holds no management post.",
        "cin-allocated-worker": "Answered by allocating a worker.",
    }
)


def what_would_answer(standard: Standard) -> str:
    """As a sentence; "" where nothing done now would answer it, or the words would be a paragraph."""
    words = PLAIN.get(standard.code) or _of_node(standard.node)
    return words if len(words) <= LONGEST else ""


def _of_node(node: Node) -> str:
    match node:
        case Within(then=then) | Every(event=then):
            return f"Answered by {happening(then)}."
        case Throughout(held=held):
            return f"Answered when {state(held)}."
        case Never(state=what):
            return f"Answered when it is no longer so that {state(what)}."
        case Present(of=of, must=must):
            return f"Answered when {' and '.join(condition_in_words(of.table, each) for each in must)}."
        case Consistent():
            return "Answered by correcting what the record says."
        case Sequence() | AtMost() | AtMostAtOnce() | Judgement():
            return ""

"""Whether a missed duty can still be done, which decides whether it belongs on anybody's list of things to do."""

from __future__ import annotations

from sightline.standards.nodes import AtMost, Consistent, Present, Sequence, Within
from sightline.standards.standard import Standard


def can_be_put_right(standard: Standard) -> bool:
    """Whether somebody can still do late what this standard asks.

    How a thing was done or written, in what order and how often, is past once it is past; so is what must happen on
    the very day of something else, as the police's taking part in a discussion.
    """
    node = standard.node
    if isinstance(node, Present | Sequence | Consistent | AtMost):
        return False
    return not (isinstance(node, Within) and node.limit.number == 0)

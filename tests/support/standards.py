"""A standard around a node, for tests that are about the node."""

from __future__ import annotations

import datetime as dt

from sightline.standards.nodes import Node
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Area, Citation, Confidence, Force, Harm, Standard

ALWAYS: tuple[dt.date | None, dt.date | None] = (None, None)


def standard_of(
    node: Node,
    *,
    code: str = "example",
    subject: str = "person_id",
    subject_kind: SubjectKind = SubjectKind.CHILD,
    in_force: tuple[dt.date | None, dt.date | None] = ALWAYS,
) -> Standard:
    """An invented standard that asks for ``node``."""
    return Standard(
        code=code,
        sentence="An example.",
        area=Area.DATA,
        applies_to="rows in an example",
        node=node,
        citation=Citation("Example", "para 1", None, Confidence.VERIFIED, in_force[0], in_force[1]),
        force=Force.LOCAL_POLICY,
        harm=Harm.DATA,
        subject=subject,
        subject_kind=subject_kind,
    )

"""Disclosure control: what of a council's counts may be told without telling of a child.

No Django here: tables in, tables that are safe to publish out (:func:`suppress`), each hidden figure proved to be open
to a range of values by two whole tables that a reader could not tell from the true one.
"""

from __future__ import annotations

from sightline.scrutiny.disclosure.protect import Protected, protect, suppress
from sightline.scrutiny.disclosure.rule import Rule, rounded, small
from sightline.scrutiny.disclosure.safe import Hidden, Reason, Safe, SafeCell, Told
from sightline.scrutiny.disclosure.shares import Share, share_of
from sightline.scrutiny.disclosure.tables import ALL, Dimension, Population, Table

__all__ = [
    "ALL",
    "Dimension",
    "Hidden",
    "Population",
    "Protected",
    "Reason",
    "Rule",
    "Safe",
    "SafeCell",
    "Share",
    "Table",
    "Told",
    "protect",
    "rounded",
    "share_of",
    "small",
    "suppress",
]

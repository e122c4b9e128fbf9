"""Access's tables: who may sign in, as what, whom they may see and why, and what they saw."""

from sightline.access.models.accounts import Account, AccountManager
from sightline.access.models.assignments import Assignment
from sightline.access.models.break_glass import BreakGlass
from sightline.access.models.entries import AccessEntry, Doing, ShownChild
from sightline.access.models.grants import FileGrant
from sightline.access.models.handles import Handle
from sightline.access.models.own_family import OwnFamily
from sightline.access.models.reasons import Reason
from sightline.access.models.restrictions import Restriction
from sightline.access.models.store_mark import StoreMark

__all__ = [
    "AccessEntry",
    "Account",
    "AccountManager",
    "Assignment",
    "BreakGlass",
    "Doing",
    "FileGrant",
    "Handle",
    "OwnFamily",
    "Reason",
    "Restriction",
    "ShownChild",
    "StoreMark",
]

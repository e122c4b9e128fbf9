"""The ledger's tables: transactions, a table of versions for each table of the record, closures and absences."""

from sightline.ledger.models.absences import Absence, Noticed
from sightline.ledger.models.closures import Closing, Closure
from sightline.ledger.models.owed import Owed, OwedRun
from sightline.ledger.models.supplied import Supplied
from sightline.ledger.models.transactions import Transaction
from sightline.ledger.models.versions import VERSIONS, Version, indexed

__all__ = [
    "VERSIONS",
    "Absence",
    "Closing",
    "Closure",
    "Noticed",
    "Owed",
    "OwedRun",
    "Supplied",
    "Transaction",
    "Version",
    "indexed",
]

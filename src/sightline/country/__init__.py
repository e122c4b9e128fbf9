"""What is published of every English authority's children's services: inspections, indicators, neighbours.

Pure Python over small files in ``data/``; knows nothing of the council's own record, of Django or of the ledger.
"""

from __future__ import annotations

import datetime as dt

LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0 (Ofsted, Department for "
    "Education, Office for National Statistics, Cafcass, Ministry of Justice, OHID, NHS England, DWP)."
)
# The edition in ``data/``: the day the indicators were published, and the last day an inspection in it was.
INDICATORS_ON = dt.date(2026, 4, 8)
INSPECTIONS_TO = dt.date(2026, 6, 30)
NEIGHBOURS_MODEL = 2025

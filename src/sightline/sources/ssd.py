"""The Standard Safeguarding Dataset as a folder of CSV or Parquet files, in and out.

Each column of the record says where the SSD keeps it (``ssd=`` in its declaration): a column of its own, or one key of
a column that holds JSON, where a flag is "Y" or "N". What the SSD has no column for travels in the same file under our
own name, and tables it lacks in files of their own; readers of the SSD pass both over.

https://data-to-insight.github.io/ssd-data-model/
"""

from __future__ import annotations

from sightline.sources.ssd_file import holds_a_table
from sightline.sources.ssd_reading import read, read_file
from sightline.sources.ssd_writing import SsdFormat, write

__all__ = ["SsdFormat", "holds_a_table", "read", "read_file", "write"]

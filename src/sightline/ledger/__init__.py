"""The council's own store of the record: append-only, as known at any time, tamper-evident."""

"""One module an outside format: read into the record, and written from it."""

"""Reads for the day: each in a fixed number of queries, whatever the number of children."""

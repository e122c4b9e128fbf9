"""Findings: what the record shows against each standard, down to one child's timeline, for reading only."""

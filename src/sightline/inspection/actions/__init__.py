"""What changes inspections: each keyword-only, atomic, with a line in the access log."""

"""What went wrong, said to the person at the keyboard."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can put right: one clear sentence saying what, where, and what to do.

    The command line shows its text alone, without a traceback, and exits with 1. It never holds a value from a child's
    record.
    """


class SourceError(UserError):
    """What was given to read is not a source Sightline knows, or nothing of it can be read."""

"""Told to whoever keeps something derived of a child: the child's record was written."""

from __future__ import annotations

from django.dispatch import Signal

touched = Signal()  # sent inside the writing transaction, with people: a frozenset of person_ids

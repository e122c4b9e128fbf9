"""The practitioner's and the manager's day."""

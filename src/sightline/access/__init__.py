"""Who may see and do what, why they looked, and who did."""

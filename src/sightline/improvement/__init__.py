"""Improvement: the plan, its measures, boards, campaigns, practice, and the inquiry timeline."""

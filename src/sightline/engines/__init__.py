"""Standards applied to a record: a slow, obvious reference engine and fast ones that must agree with it."""

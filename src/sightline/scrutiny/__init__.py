"""Scrutiny: what members and the public are told, what they ask, and what they are answered."""

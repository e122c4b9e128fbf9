"""Invented names: given at random, so that no pairing means anyone."""

from __future__ import annotations

GIRLS = (
    "Amelia", "Isla", "Ava", "Mia", "Lily", "Sophie", "Grace", "Freya", "Ella", "Zara", "Aisha", "Maya", "Ruby",
    "Poppy", "Erin", "Nadia", "Hana", "Layla",
)  # fmt: skip
BOYS = (
    "Noah", "Oliver", "Leo", "Arthur", "Jack", "Theo", "Adam", "Yusuf", "Callum", "Ryan", "Kai", "Ethan", "Omar",
    "Finley", "Jude", "Tomas", "Dylan", "Idris",
)  # fmt: skip
SURNAMES = (
    "Ashdown", "Barlow", "Cresswell", "Dunmore", "Eastway", "Farrow", "Galton", "Harcourt", "Ibbotson", "Jessop",
    "Kellet", "Langdale", "Marlow", "Norbury", "Oakden", "Penrose", "Quayle", "Radley", "Selwyn", "Thorne",
    "Underhill", "Vickers", "Wainwright", "Yardley", "Aziz", "Begum", "Chowdhury", "Danso", "Kaur", "Mensah",
    "Novak", "Okafor", "Patel", "Rahman", "Singh", "Wozniak",
)  # fmt: skip

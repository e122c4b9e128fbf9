"""A shipped version never changes."""

from __future__ import annotations

from dataclasses import replace

from sightline.standards.catalogue import CATALOGUE
from sightline.standards.nodes import Every, months
from sightline.standards.versions import FILE, digest, recorded, rendered, shipped

REMEDY = (
    "What a shipped version asks has changed. Give the standard the next version number (and close the old one), then"
    " run `python -m sightline.standards.versions` and note it in the standards' changelog."
)


def test_every_shipped_version_asks_what_it_asked() -> None:
    kept = recorded()
    changed = [
        f"{code} version {version}" for (code, version), mark in shipped().items() if kept.get((code, version)) != mark
    ]
    assert changed == [], f"{REMEDY} Changed or new: {', '.join(changed)}"


def test_the_file_is_as_it_would_be_written() -> None:
    assert FILE.read_text("utf-8") == rendered(recorded())


def test_no_standard_vanishes() -> None:
    assert {code for code, _ in recorded()} == set(CATALOGUE)


def test_a_digest_follows_the_limit_and_not_the_wording() -> None:
    standard = CATALOGUE["cp-first-review-3m"]
    assert isinstance(standard.node, Every)
    assert digest(replace(standard, sentence="Said otherwise.")) == digest(standard)
    assert digest(replace(standard, node=replace(standard.node, limit=months(4)))) != digest(standard)
    assert digest(replace(standard, tolerance=0.5)) != digest(standard)

"""Versions are immutable: a digest of what each shipped version asks, kept beside the catalogue and held against it.

``python -m sightline.standards.versions`` writes the file anew, once, when a version is added. A test fails when what a
version asks no longer has the digest it was shipped with; the remedy is the next version, not a new digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from sightline.standards.catalogue import CATALOGUE
from sightline.standards.standard import Standard

FILE = Path(__file__).parent / "catalogue" / "versions.tsv"

Versions = Mapping[tuple[str, int], str]


def digest(standard: Standard) -> str:
    """A digest of what decides a verdict: node, subject, since when in force, and tolerance. Wording may be mended."""
    asks = (
        standard.node,
        standard.subject,
        standard.subject_kind.value,
        standard.citation.in_force_from,
        standard.tolerance,
    )
    return hashlib.sha256(repr(asks).encode()).hexdigest()[:16]


def shipped(standards: Iterable[Standard] = ()) -> Versions:
    """The digest of each version of the catalogue (or of ``standards``)."""
    return {(each.code, each.version): digest(each) for each in standards or CATALOGUE.values()}


def recorded() -> Versions:
    """The digests in the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()[1:]
    return {(code, int(version)): mark for code, version, mark in (line.split("\t") for line in lines)}


def rendered(versions: Versions) -> str:
    """The file's text for ``versions``."""
    rows = [f"{code}\t{version}\t{mark}" for (code, version), mark in sorted(versions.items())]
    return "\n".join(["code\tversion\tdigest", *rows]) + "\n"


if __name__ == "__main__":
    FILE.write_text(rendered({**(recorded() if FILE.exists() else {}), **shipped()}), encoding="utf-8")

"""A timeline to take away: as a CSV, and as one file with its proofs that says how to check them.

The same question of the same ledger gives the same bytes, so that two people who hold a bundle can compare them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sightline.findings.listing import cell
from sightline.improvement.inquiries import Event
from sightline.improvement.inquiry_few import FEWER

if TYPE_CHECKING:
    from sightline.improvement.queries.inquiries import Timeline

WRITTEN = (1980, 1, 1, 0, 0, 0)  # of every file in the bundle, so that when it was made changes no byte
COLUMNS = ("True on", "Known at", "Who", "Kind", "What", "Source", "Proof")
HOW_TO = """How to check this

events.csv and events.json are the same events, in the order they were known. No child is named in them.
question.json says what was asked, by whom and why, of which record, and what gaps it shows.
proofs.json has each transaction of the ledger that wrote rows these events rest on: its number, when it was recorded,
by whom, why, from what source, how many rows of which table it wrote, its digest and the digest before it.
sha256.txt has the SHA-256 of each file here.

On the council's own machine, with the store these events came from:

    sightline verify --head {head}

works out every digest of the ledger again from the rows themselves, says whether all of it is as it was written, and
whether it holds the transaction that was last when this was made (number {through}). Each transaction's digest covers
the one before it, so that a digest found there vouches for every row written up to it.

Rows that came with a first load were written down elsewhere before: the ledger proves what it was given and when, not
when another system first knew it. Events of boards, plans, questions, members' choices and officers' statements are of
the site's own tables, which no digest of the ledger covers; who wrote them and when is in the access log. What the
council published has SHA-256 digests of its own: that of the PDF is of the file anybody may fetch, and the other is on
the edition's page. The transaction its figures were counted from stands beside them, and "sightline verify --head" with
that digest looks for it.
"""


def cells(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    """Events as rows under :data:`COLUMNS`."""
    for each in events:
        known = each.known_at.isoformat() if each.known_at else "the same day"
        yield each.on.isoformat(), known, each.tier.value, each.kind, each.words, each.source, each.proof


def bundle(found: Timeline) -> bytes:
    """A ZIP of the events, the question, the proofs and how to check them."""
    files = {
        "events.csv": _csv(found.events),
        "events.json": _json([dict(zip(_names(), row, strict=True)) for row in cells(found.events)]),
        "how-to-check.txt": HOW_TO.format(head=found.head, through=found.through),
        "proofs.json": _json(_proofs(found)),
        "question.json": _json(_question(found)),
    }
    listed = "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in sorted({**files, "sha256.txt": listed}.items()):
            entry = zipfile.ZipInfo(name, WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # the same on every machine
            file.writestr(entry, text.encode())
    return out.getvalue()


def _names() -> list[str]:
    return [each.lower().replace(" ", "_") for each in COLUMNS]


def _csv(events: Iterable[Event]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in cells(events):
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _proofs(found: Timeline) -> list[dict[str, Any]]:
    return [
        {
            "number": each.transaction.number,
            "recorded_at": each.transaction.recorded_at.isoformat(),
            "by": each.transaction.by,
            "why": each.transaction.why,
            "source": each.transaction.source,
            "rows": {name: FEWER if each.told[name] == FEWER else count for name, count in each.rows},
            "first_of_its_source": each.is_first,
            "previous": each.transaction.previous,
            "digest": each.transaction.digest,
        }
        for each in found.brought
    ]


def _question(found: Timeline) -> dict[str, Any]:
    asked = found.inquiry
    return {
        "title": asked.title,
        "why": asked.why,
        "asked_for": asked.asked_for,
        "asked_at": asked.at.isoformat(),
        "about": found.asked,
        "standards": list(found.scope.codes),
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "council": found.council,
        "record_as_at": found.as_at.isoformat(),
        "ledger_through": found.through,
        "ledger_head": found.head,
        "catalogue": found.catalogue,
        "concerned_at_each_months_end": {
            on.isoformat(): FEWER if found.scope.told(count) == FEWER else count for on, count in found.counts
        },
        "gaps": list(found.gaps),
    }

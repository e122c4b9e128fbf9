"""What is taken away of a timeline: the same bytes for the same question, with proofs that can be looked for."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace

from sightline.findings.queries import Loaded
from sightline.improvement.inquiry_bundle import bundle
from sightline.improvement.models import Inquiry
from sightline.improvement.queries.inquiries import timeline
from sightline.ledger.models import Transaction


def _files(whole: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_same_question_gives_the_same_bytes(loaded: Loaded, inquiry: Inquiry) -> None:
    assert bundle(timeline(loaded, inquiry)) == bundle(timeline(loaded, inquiry))


def test_it_holds_the_events_the_question_the_proofs_and_how_to_check_them(loaded: Loaded, inquiry: Inquiry) -> None:
    found = timeline(loaded, inquiry)
    files = _files(bundle(found))
    assert sorted(files) == sorted(
        ["events.csv", "events.json", "how-to-check.txt", "proofs.json", "question.json", "sha256.txt"]
    )
    rows = list(csv.DictReader(io.StringIO(files["events.csv"])))
    said = json.loads(files["events.json"])
    assert len(rows) == len(said) == len(found.events)
    assert [each["What"] for each in rows] == [each["what"] for each in said]
    (proof,) = json.loads(files["proofs.json"])
    transaction = Transaction.objects.get()
    assert (proof["number"], proof["digest"]) == (transaction.number, transaction.digest)
    assert proof["rows"]["involvements"] == 53
    assert json.loads(files["question.json"])["why"] == inquiry.why
    assert "sightline verify --head" in files["how-to-check.txt"]


def test_every_file_has_its_digest(loaded: Loaded, inquiry: Inquiry) -> None:
    files = _files(bundle(timeline(loaded, inquiry)))
    listed = dict(line.split("  ")[::-1] for line in files.pop("sha256.txt").splitlines())
    assert listed == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}


def test_what_a_spreadsheet_would_run_is_led_by_an_apostrophe(loaded: Loaded, inquiry: Inquiry) -> None:
    found = timeline(loaded, inquiry)
    hostile = replace(found.events[0], words="=HYPERLINK(1)")
    files = _files(bundle(replace(found, events=(hostile,))))
    (row,) = csv.DictReader(io.StringIO(files["events.csv"]))
    assert row["What"] == "'=HYPERLINK(1)"

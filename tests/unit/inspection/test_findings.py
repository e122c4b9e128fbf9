"""Frozen findings: what was found, read back from its JSON, and a digest that changes with a letter of it."""

from __future__ import annotations

import copy
import hashlib
import json

import pytest

from sightline.inspection.findings import digest_of, read_findings
from sightline.inspection.framework import load_framework
from sightline.inspection.standing.inspect import conclude
from sightline.inspection.standing.report import Inspection
from sightline.inspection.standing.rule import Grade
from sightline.standards.catalogue import CATALOGUE
from tests.support import mocks


@pytest.fixture(scope="module")
def inspection() -> Inspection:
    return conclude(mocks.weighed(), load_framework(mocks.FRAMEWORK), tuple(CATALOGUE.values()))


def test_what_is_read_back_is_what_was_found(inspection: Inspection) -> None:
    found = read_findings(json.loads(json.dumps(mocks.findings())))
    assert [(each.id, each.no, each.key, each.indicative_grade, each.reasons) for each in found.judgements] == [
        (each.id, each.no, each.key, each.indicative_grade, each.reasons) for each in inspection.judgements
    ]
    assert found.overall is Grade.INADEQUATE
    assert found.strengths == inspection.strengths
    for line in inspection.lines:
        kept = found.lines[line.id]
        assert (kept.title, kept.question, kept.severity, kept.stands_out) == (
            line.title,
            line.question,
            line.severity,
            line.stands_out,
        )
        assert (kept.status, kept.since, kept.first_stood_out) == (line.status, line.since, line.first_stood_out)
        for standard in line.standards:
            mine = found.standards[standard.code]
            assert (mine.due, mine.met, mine.standing, mine.applies, mine.words, mine.is_weak, mine.subjects) == (
                standard.due,
                standard.met,
                standard.standing,
                standard.applies,
                standard.words,
                standard.is_weak,
                standard.subjects,
            )


def test_a_judgement_is_found_by_its_id_and_a_review_is_none() -> None:
    found = read_findings(mocks.findings())
    named = found.judgement("help-and-protection")
    assert named is not None
    assert named.lines
    assert found.judgement("safeguarding-board") is None


def test_the_digest_is_of_the_canonical_json() -> None:
    assert digest_of({"b": [1, "é"], "a": None}) == hashlib.sha256('{"a":null,"b":[1,"é"]}'.encode()).hexdigest()


def test_the_digest_changes_with_a_letter() -> None:
    other = copy.deepcopy(mocks.findings())
    other["judgements"][0]["reasons"][0] += "."
    assert digest_of(other) != digest_of(mocks.findings())
    assert digest_of(copy.deepcopy(mocks.findings())) == digest_of(mocks.findings())


def test_what_is_not_that_shape_is_refused() -> None:
    with pytest.raises(KeyError):
        read_findings({"as_at": "2016-11-14"})

"""The inspection as JSON, for other tools: a published shape, to which things are added and none is taken away."""

from __future__ import annotations

from typing import Any

from sightline.inspection.standing.report import DataQuality, Inspection, LineFinding, StandardFinding


def to_json(inspection: Inspection) -> dict[str, Any]:
    """The published JSON shape: plain values only, ready for ``json.dumps``."""
    return {
        "as_at": inspection.as_at.isoformat(),
        "known_at": inspection.known_at.isoformat() if inspection.known_at else None,
        "framework": inspection.framework,
        "population": dict(inspection.population),
        "judgements": [
            {
                "id": each.id,
                "no": each.no,
                "name": each.name,
                "key": each.key,
                "indicative_grade": each.indicative_grade.value,
                "reasons": list(each.reasons),
                "lines_of_enquiry": [_line(line) for line in each.lines_of_enquiry],
            }
            for each in inspection.judgements
        ],
        "overall": inspection.overall.value if inspection.overall else None,
        "overall_reasons": list(inspection.overall_reasons),
        "strengths": list(inspection.strengths),
        "data_quality": _quality(inspection.data_quality),
    }


def _line(line: LineFinding) -> dict[str, Any]:
    return {
        "id": line.id,
        "f_number": line.f_number,
        "title": line.title,
        "severity": line.severity,
        "status": line.status.name,
        "serious": line.serious,
        "since": line.since.isoformat() if line.since else None,
        "first_stood_out": line.first_stood_out.isoformat() if line.first_stood_out else None,
        "may_be_older": line.may_be_older,
        "finding": line.finding,
        "headline": line.headline,
        "standards": [_standard(each) for each in line.standards],
    }


def _standard(each: StandardFinding) -> dict[str, Any]:
    return {
        "code": each.code,
        "sentence": each.sentence,
        "harm": each.harm.value,
        "subject_kind": each.subject_kind.value,
        "due": each.due,
        "met": each.met,
        "breached_open": each.breached_open,
        "breached_late": each.breached_late,
        "not_yet_due": each.not_yet_due,
        "unknown": each.unknown,
        "rate": None if each.rate is None else round(each.rate, 4),
        "standing": each.standing,
        "applies": each.applies,
        "status": each.status.name,
        "serious": each.serious,
        "words": each.words,
        "subjects": list(each.subjects),
    }


def _quality(quality: DataQuality) -> dict[str, Any]:
    return {
        "source": quality.source,
        "rows": quality.rows,
        "newest_row_on": quality.newest_row_on.isoformat() if quality.newest_row_on else None,
        "notes": list(quality.notes),
        "refused_total": quality.refused_total,
        "refusals": [
            {
                "file": each.file,
                "column": each.column,
                "reason": each.reason,
                "count": each.count,
                "lines": list(each.lines),
            }
            for each in quality.refusals
        ],
        "unknown": [{"code": each.code, "unknown": each.unknown} for each in quality.unknown],
        "not_assessable": [{"code": each.code, "missing": list(each.missing)} for each in quality.not_assessable],
    }

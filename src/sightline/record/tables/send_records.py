"""A child's special educational needs record."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, key, link, table, text


@table("send_records", ssd="ssd_send")
@dataclass(frozen=True, slots=True, kw_only=True)
class SendRecord(Row):
    """A child's special educational needs record."""

    send_record_id: str = key("Stable key of the row", ssd="send_table_id")
    person_id: str | None = link("people", "Person's ID generated in CMS Database", ssd="send_person_id")
    upn: str | None = text("The Child's Unique Pupil Number", ssd="send_upn", privacy=Privacy.IDENTIFYING)
    uln: str | None = text(
        "The young person's unique learner number (ULN) as used in the Individualised Learner Record",
        ssd="send_uln",
        privacy=Privacy.IDENTIFYING,
    )
    upn_unknown_reason: str | None = code(
        "Where no identifier is available, please record one of the following options: -UN1 Child is aged under 6 years old and is not yet assigned a UPN -UN2 Child has never …",
        codes="upn_unknown",
        ssd="send_upn_unknown",
    )

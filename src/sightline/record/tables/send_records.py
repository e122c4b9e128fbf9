"""A child's special educational needs record."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.record.schema import Privacy, Row, code, key, link, table, text


@table("send_records", ssd="ssd_send")
@dataclass(frozen=True, slots=True, kw_only=True)
class SendRecord(Row):
    """A child's special educational needs record."""

    send_record_id: str = key("Stable key of the row", ssd="send_table_id")
    person_id: str | None = link("people", "The child", ssd="send_person_id")
    upn: str | None = text("Unique pupil number", ssd="send_upn", privacy=Privacy.IDENTIFYING)
    uln: str | None = text(
        "Unique learner number",
        ssd="send_uln",
        privacy=Privacy.IDENTIFYING,
    )
    upn_unknown_reason: str | None = code(
        "Why the unique pupil number is not known",
        codes="upn_unknown",
        ssd="send_upn_unknown",
    )

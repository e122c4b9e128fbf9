"""What is asked of the store before a child is opened, in one statement written out.

Every page about a child asks it. Put through the models it was five, each dearer to compose than to answer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from sightline.access.models import Account

# A handle of nobody is asked after as long as any other: of the child whose key is "", whom there never is.
_ASKED = """
WITH asked AS (
    SELECT h.person_id, coalesce(h.person_id, '') AS person
    FROM (SELECT %s AS token) given LEFT JOIN access_handle h ON h.token = given.token
)
SELECT
    asked.person_id,
    EXISTS (SELECT 1 FROM access_ownfamily f WHERE f.account_id = %s AND f.person_id = asked.person),
    (
        SELECT EXISTS (
            SELECT 1 FROM access_restriction_allowed n WHERE n.restriction_id = r.id AND n.account_id = %s
        )
        FROM access_restriction r WHERE r.person_id = asked.person AND r.lifted_at IS NULL ORDER BY r.id LIMIT 1
    ),
    EXISTS (
        SELECT 1 FROM access_breakglass b WHERE b.account_id = %s AND b.person_id = asked.person AND b.expires_at > %s
    ),
    EXISTS (
        SELECT 1 FROM access_reason g WHERE g.account_id = %s AND g.person_id = asked.person AND g.expires_at > %s
    )
FROM asked
"""


@dataclass(frozen=True, slots=True)
class Door:
    """How an account stands to the child of a handle. ``person_id``: None when it is nobody's handle.

    ``is_allowed``: whether the restriction on the child allows the account; None where none stands. ``is_broken``:
    whether the account broke glass for the child, ``has_reason`` whether it gave a reason, and it still holds.
    """

    person_id: str | None
    is_family: bool
    is_allowed: bool | None
    is_broken: bool
    has_reason: bool


def door_of(handle: str, account: Account, now: dt.datetime) -> Door:
    """How ``account`` stands at ``now`` to the child of ``handle``: one query, whatever the answer."""
    instant = connection.ops.adapt_datetimefield_value(now)
    key = account.pk
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [handle, key, key, key, instant, key, instant])
        person_id, is_family, is_allowed, is_broken, has_reason = cursor.fetchone()
    return Door(
        person_id, bool(is_family), None if is_allowed is None else bool(is_allowed), bool(is_broken), bool(has_reason)
    )

"""What actions ask of words before they keep them."""

from __future__ import annotations

from sightline.errors import UserError

SENTENCE = 10  # characters: less is no reason, and says nothing
NAME = 3  # characters: less names nothing
LONGEST = 10_000


def said(words: str, missing: str, *, least: int = SENTENCE, longest: int = LONGEST) -> str:
    """Words as they are kept, without spaces around them.

    UserError saying ``missing`` for fewer than ``least`` characters, and for more than ``longest``: nothing that was
    written is cut off unseen.
    """
    found = words.replace("\0", "").strip()
    if len(found) < least:
        raise UserError(missing)
    if len(found) > longest:
        raise UserError(f"That is longer than {longest:,} characters. Shorten it.")
    return found

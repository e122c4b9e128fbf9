"""The six digits an authenticator app would show (RFC 6238), written here from the standard and not from the site."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct


def code_of(secret: str, at: float) -> str:
    """The code of a base32 ``secret`` at an instant, in seconds since 1970."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"

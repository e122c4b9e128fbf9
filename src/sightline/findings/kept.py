"""What the pages show, kept in one file beside the store: evaluated by one process, shown by all.

A web process maps the file into memory, so that what is large (obligations, the record's columns) is there once however
many processes show it, and taking it up costs a fraction of a second. The file is written whole under another name and
put in the place of the last one. It is signed with the site's own secret, and nothing in it is read before the
signature is found good: whoever could forge it could read the secret, and with that the store.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import mmap
import os
import pickle
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from django.conf import settings

from sightline.findings.queries.loaded import Loaded

FILE = "figures.kept"
BEGINS = b"SIGHTLINE FIGURES 1\n"
SIGNATURE = hashlib.sha256().digest_size
ALIGNED = 64  # bytes: columns are read fastest from addresses that divide by it
AT_ONCE = 1 << 20  # bytes signed at a time


@dataclass(frozen=True, slots=True)
class Mark:
    """What figures rest on. Two that are alike would be the same figures.

    ``through`` and ``ledger``: the last transaction and its digest. ``catalogue``: the digest of the standards.
    ``left_out``: a digest of who is restricted. ``as_at``: the day. ``made_by``: what can read the file.
    """

    through: int
    ledger: str
    catalogue: str
    left_out: str
    as_at: str
    made_by: str


def made_by() -> str:
    """The versions on which the form of the file depends."""
    return f"python {platform.python_version()}, pyarrow {pa.__version__}, numpy {np.__version__}"


def path() -> Path:
    """Where the figures are kept."""
    return Path(settings.SIGHTLINE.home) / FILE


def keep(loaded: Loaded, mark: Mark) -> None:
    """Put ``loaded`` in the place of what is kept; OSError where it cannot be."""
    target = path()
    for left in target.parent.glob(f".{FILE}-*"):  # by a process that was killed
        left.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{FILE}-", delete=False) as file:  # its owner's only
        making = Path(file.name)
        try:
            signed = hmac.new(_key(), digestmod=hashlib.sha256)
            for part in _parts(loaded, mark):
                for start in range(0, len(part), AT_ONCE):
                    signed.update(part[start : start + AT_ONCE])
                file.write(part)
            file.write(signed.digest())
            file.flush()
            os.fsync(file.fileno())
            making.replace(target)
        except BaseException:
            making.unlink(missing_ok=True)
            raise


def _parts(loaded: Loaded, mark: Mark) -> Iterator[memoryview]:
    buffers: list[pickle.PickleBuffer] = []
    objects = pickle.dumps(loaded, protocol=5, buffer_callback=buffers.append)
    columns = [buffer.raw() for buffer in buffers]
    said = {"mark": asdict(mark), "objects": len(objects), "columns": [len(each) for each in columns]}
    head = BEGINS + json.dumps(said).encode() + b"\n"
    place = 0
    for part in (memoryview(head), memoryview(objects), *columns):
        yield memoryview(bytes(-place % ALIGNED))
        yield part
        place += -place % ALIGNED + len(part)


def kept_mark() -> Mark | None:
    """What the kept figures rest on; None where none are kept that can be read."""
    whole = _mapped()
    head = None if whole is None else _head(whole)
    return None if head is None else head.mark


def read_kept() -> tuple[Loaded, Mark] | None:
    """The kept figures; None where there are none, or not whole, or not signed by this site."""
    whole = _mapped()
    if whole is None or not _is_signed(whole) or (head := _head(whole)) is None:
        return None
    place, parts = head.ends, []
    for length in head.lengths:
        place += -place % ALIGNED
        parts.append(whole[place : place + length])
        place += length
    try:
        found = pickle.loads(parts[0], buffers=parts[1:])  # noqa: S301 - signed by this site
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError):
        return None  # another version of Sightline wrote it; the figures are made again
    return (found, head.mark) if isinstance(found, Loaded) else None


def _mapped() -> memoryview | None:
    """The file in memory, for as long as anything of it is in use, even once another has its place."""
    try:
        with path().open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # none there, or an empty one
        return None
    return whole if bytes(whole[: len(BEGINS)]) == BEGINS and len(whole) > SIGNATURE else None


def _is_signed(whole: memoryview) -> bool:
    signed = hmac.new(_key(), digestmod=hashlib.sha256)
    end = len(whole) - SIGNATURE
    for start in range(0, end, AT_ONCE):
        signed.update(whole[start : min(start + AT_ONCE, end)])
    return hmac.compare_digest(signed.digest(), bytes(whole[end:]))


@dataclass(frozen=True, slots=True)
class _Head:
    """What the file says of itself: its mark, the length of each part, and where the head ends."""

    mark: Mark
    lengths: list[int]
    ends: int


def _head(whole: memoryview) -> _Head | None:
    first = len(BEGINS)
    line, found, _ = bytes(whole[first : first + AT_ONCE]).partition(b"\n")
    try:
        said = json.loads(line)
        lengths = [int(said["objects"]), *map(int, said["columns"])]
        return _Head(Mark(**said["mark"]), lengths, first + len(line) + len(found))
    except (ValueError, KeyError, TypeError):
        return None


def _key() -> bytes:
    return hashlib.sha256(b"sightline figures " + settings.SECRET_KEY.encode()).digest()

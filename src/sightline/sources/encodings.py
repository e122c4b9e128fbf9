"""The text encodings that councils' extracts arrive in, told apart by their bytes.

UTF-8 with or without a mark, UTF-16 with one (what SQL Server Management Studio saves), and Windows-1252 (what Excel
saves). A file glued together from two exports can change encoding half-way, so what is not UTF-8 is read line by line.
"""

from __future__ import annotations

import codecs

import pyarrow as pa

_PIECE = 1 << 20
START = 400  # bytes of a file enough to tell its encoding by


def utf8(data: pa.Buffer) -> pa.Buffer:
    """The same text as UTF-8 without a mark; a view of ``data`` when it is that already, so nothing is copied."""
    head = data[: min(4, data.size)].to_pybytes()
    if head.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return pa.py_buffer(data.to_pybytes().decode("utf-16", errors="replace").encode())
    return data if _is_utf8(data) else pa.py_buffer(_line_by_line(data.to_pybytes()))


def unread(start: bytes) -> str | None:
    """The name of the encoding these first bytes of a file are in, where it is one that cannot be read; else None.

    UTF-16 without a mark and UTF-32 give themselves away: their Latin letters stand among null bytes, at every second
    or fourth place.
    """
    if start.startswith((codecs.BOM_UTF32_LE, b"\0\0\xfe\xff")):
        return "UTF-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    sample = start[:START]
    nulls = [sample[place::4].count(0) / max(1, len(sample[place::4])) for place in range(4)]
    most = [share > 0.5 for share in nulls]
    if sum(most) == 3:
        return "UTF-32"
    return "UTF-16 without a mark" if most in ([False, True] * 2, [True, False] * 2) else None


def _is_utf8(data: pa.Buffer) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(view), _PIECE):
            piece = bytes(view[start : start + _PIECE])
            if not (piece.isascii() and decoder.getstate()[0] == b""):  # plain ASCII is much the commonest
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _line_by_line(data: bytes) -> bytes:
    return b"\n".join(_as_utf8(line) for line in data.split(b"\n"))


def _as_utf8(line: bytes) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        # the five bytes that Windows-1252 leaves undefined become question marks
        return line.decode("cp1252", errors="surrogateescape").encode("utf-8", errors="replace")
    return line

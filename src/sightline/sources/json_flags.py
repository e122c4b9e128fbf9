"""Flags that the SSD keeps as keys of a JSON object in one column, such as the outcomes of a referral."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from sightline.sources.values import Refused, flag_of

NOT_JSON = "not a JSON object, so its flags cannot be read"
_PLAIN = frozenset({"Y", "N", ""})


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags read from a column of JSON, by our column name.

    ``texts`` is what remains of the column itself: None where it held nothing but these flags. ``supplied`` leaves out
    a flag whose key no object of the column has, for the source then does not record it.
    """

    values: Mapping[str, pa.ChunkedArray]
    texts: pa.ChunkedArray
    supplied: frozenset[str]
    refused: Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class _Read:
    flags: Mapping[str, bool | None]
    text: str | None
    has: frozenset[str] = frozenset()
    is_object: bool = False
    refused: str | None = None


def read_flags(cells: pa.ChunkedArray, wanted: Mapping[str, str]) -> Flags:
    """Read the flags ``wanted`` (our column name to JSON key) from a column of JSON texts, each distinct text once."""
    coded = cells.cast(pa.string()).dictionary_encode()
    values: dict[str, list[pa.Array]] = {name: [] for name in wanted}
    texts: list[pa.Array] = []
    has: set[str] = set()
    objects = start = 0
    refused: dict[str, list[np.ndarray]] = defaultdict(list)
    for chunk in coded.chunks:
        read = [_read(text, wanted) for text in chunk.dictionary.to_pylist()]
        for name in wanted:
            flags = pa.array([each.flags.get(name) for each in read], pa.bool_())
            values[name].append(flags.take(chunk.indices))
        texts.append(pa.array([each.text for each in read], pa.string()).take(chunk.indices))
        has = has.union(*(each.has for each in read))
        objects += sum(each.is_object for each in read)
        for reason in {each.refused for each in read if each.refused}:
            bad = np.array([index for index, each in enumerate(read) if each.refused == reason])
            indices = chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            refused[reason].append(np.flatnonzero(np.isin(indices, bad)) + start)
        start += len(chunk)
    return Flags(
        {name: pa.chunked_array(chunks, pa.bool_()) for name, chunks in values.items()},
        pa.chunked_array(texts, pa.string()),
        frozenset(wanted) if not objects else frozenset(has),
        {reason: np.concatenate(rows) for reason, rows in refused.items()},
    )


def _read(text: str | None, wanted: Mapping[str, str]) -> _Read:
    if text is None or not text.strip():
        return _Read({}, None)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict):
        return _Read({}, text, refused=NOT_JSON)
    folded = {str(key).casefold(): value for key, value in whole.items()}
    flags: dict[str, bool | None] = {}
    refused = None
    for name, key in wanted.items():
        value = folded.get(key.casefold())
        try:
            flags[name] = None if value in (None, "") else flag_of(str(value))
        except Refused as refusal:
            refused = str(refusal)
    has = frozenset(name for name, key in wanted.items() if key.casefold() in folded)
    # what Sightline itself wrote from flags alone gives back no text
    is_ours = set(whole) <= set(wanted.values()) and all(str(value) in _PLAIN for value in whole.values())
    return _Read(flags, None if is_ours else text, has, is_object=True, refused=refused)

"""Expressions compiled to a database's SQL, and kept: compiling takes seconds, looking up none, and ibis stays
unloaded.

Kept in the process, and as a file in the user's cache folder, under a digest of what the expressions depend on, the
version of every library that writes SQL, and the text of this package. A file that cannot be read, is not whole or
cannot be written is as good as none.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

FOLDER_VARIABLE = "SIGHTLINE_CACHE"  # a folder, or empty to keep nothing on disk


Queries = Mapping[str, str]  # SQL by name, in the order to run

_KEPT: dict[str, Queries] = {}


def queries(dialect: str, about: str, write: Callable[[], Iterable[tuple[str, object]]]) -> Queries:
    """The SQL in ``dialect`` of the named expressions that ``write`` yields, compiled now or before.

    ``about`` is everything that the expressions depend on, as text; ``write`` is only called when nothing is kept.
    """
    digest = _digest(dialect, about)
    if digest not in _KEPT:
        _KEPT[digest] = _read(digest) or _write(digest, _compiled(dialect, write()))
    return _KEPT[digest]


def forget() -> None:
    """Forget what this process compiled or read; files stay."""
    _KEPT.clear()


def folder() -> Path | None:
    """Where compiled SQL is kept; None to keep nothing."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    with suppress(RuntimeError):  # a user without a home
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sightline"
    return None


def _compiled(dialect: str, named: Iterable[tuple[str, object]]) -> Queries:
    import ibis  # most of a second to load, and needed only here

    was_collecting = gc.isenabled()
    gc.disable()  # a sixth of the time goes to looking for garbage among expressions that are all still needed
    try:
        return {name: str(ibis.to_sql(expression, dialect=dialect, pretty=False)) for name, expression in named}
    finally:
        if was_collecting:
            gc.enable()


def _digest(dialect: str, about: str) -> str:
    return hashlib.sha256("\n".join((dialect, _writers(), about)).encode()).hexdigest()


def _text() -> str:
    """A digest of this package's text as it stands on disk."""
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(texts)).hexdigest()


LOADED_TEXT = _text()


@cache
def _writers() -> str:
    libraries = [f"{name} {version(name)}" for name in ("ibis-framework", "sqlglot", "duckdb")]
    return "\n".join([*libraries, LOADED_TEXT])


def _read(digest: str) -> Queries | None:
    place = folder()
    if place is None:
        return None
    try:
        kept = json.loads((place / f"{digest}.json").read_text(encoding="utf-8"))
        queries = {str(name): str(sql) for name, sql in kept["queries"].items()}
        return queries if kept["check"] == _check(queries) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(digest: str, queries: Queries) -> Queries:
    """Keep ``queries``, unless the package was changed since it was loaded and they are of neither text."""
    place = folder()
    if place is not None and _text() == LOADED_TEXT:
        with suppress(OSError):
            _replace(place / f"{digest}.json", json.dumps({"check": _check(queries), "queries": dict(queries)}))
    return queries


def _replace(path: Path, text: str) -> None:
    """Write beside, then put in place, so that another process never reads half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as beside:
        beside.write(text)
    os.replace(beside.name, path)


def _check(queries: Queries) -> str:
    return hashlib.sha256(json.dumps(list(queries.items())).encode()).hexdigest()

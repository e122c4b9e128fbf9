"""Arrow loaded as the commands use it: alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType


def load_arrow_alone() -> None:
    """Load Arrow without pandas, which it otherwise loads the first time it is given anything, in a third of a second.

    Nothing of ours hands it a frame. Arrow looks for pandas once and remembers; so pandas is out of sight for that one
    look, and whatever wants it later finds it as always. Does nothing where either is loaded already.
    """
    if "pyarrow" in sys.modules or "pandas" in sys.modules:
        return
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        import pyarrow as pa

        pa.array([])
    finally:
        sys.meta_path.remove(hidden)


class _Hidden(MetaPathFinder):
    """Says that there is no pandas."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError("Arrow is loaded without pandas", name=fullname)

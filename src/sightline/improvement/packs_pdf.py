"""The papers of a board as tagged PDF (PDF/UA-1); how it is set is in :mod:`sightline.typeset`."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any

from sightline.improvement.packs_document import BoardPack, as_plain
from sightline.typeset import typeset


def render_pdf(pack: BoardPack, made_on: dt.date) -> bytes:
    """The pack as a PDF: the same bytes for the same pack."""
    plain: dict[str, Any] = as_plain(pack)
    drawings: dict[str, str] = {}
    for number, each in enumerate(plain["measures"], 1):
        name = f"chart-{number}.svg"
        if each["chart"]:
            drawings[name] = each["chart"]
        each["chart"] = f"/{name}" if each["chart"] else ""
    return typeset(_template(), plain, made_on, drawings)


@cache
def _template() -> bytes:
    return (resources.files("sightline.improvement") / "packs.typ").read_bytes()

"""The papers of a board as one HTML file that needs nothing beside it."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from sightline.improvement.packs_document import BoardPack


def render_html(pack: BoardPack) -> str:
    """The pack as an HTML document without script; whatever somebody typed is escaped."""
    charts = [
        (each, mark_safe(each.chart))  # noqa: S308 - our own drawing, its words escaped
        for each in pack.measures
    ]
    return render_to_string("improvement/boards/pack_document.html", {"p": pack, "measures": charts})

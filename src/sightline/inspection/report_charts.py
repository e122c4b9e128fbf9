"""The chart of a mock inspection's report: how files were graded, as bars that are told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from sightline.inspection.report_document import FEWEST, FileGrades

WIDTH, LABEL, BAR, GAP = 640, 250, 22, 14
FILLS = {"Outstanding": "#0b5c5c", "Good": "#7fb89a", "Requires improvement": "#e0a05a", "Inadequate": "#8a1f1f"}
INKS = {"Outstanding": "#ffffff", "Good": "#0b0c0c", "Requires improvement": "#0b0c0c", "Inadequate": "#ffffff"}
INK = "#0b0c0c"
LONGEST = 42  # characters of a label


def file_grades_chart(rows: Sequence[FileGrades]) -> str:
    """A bar a judgement, each grade's part with its initial and its number; "" where too few files were audited."""
    shown = [each for each in rows if each.files >= FEWEST]
    if not shown:
        return ""
    height = 34 + len(shown) * (BAR + GAP)
    parts: list[str] = []
    for place, (name, fill) in enumerate(FILLS.items()):
        left = (4, 140, 250, 450)[place]
        parts.append(f'<rect x="{left}" y="4" width="14" height="14" fill="{fill}" stroke="{INK}" stroke-width="0.5"/>')
        parts.append(_text(left + 20, 16, f"{name[0]}: {name}", 13))
    for place, each in enumerate(shown):
        y = 34 + place * (BAR + GAP)
        parts.append(_text(0, y + 15, _label(each.judgement), 12))
        x, wide = float(LABEL), WIDTH - LABEL - 4
        for name, count in each.counts:
            if not count:
                continue
            width = wide * count / each.files
            parts.append(
                f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{FILLS[name]}" stroke="{INK}"'
                ' stroke-width="0.5"/>'
            )
            words = f"{name[0]} {count}" if width >= 34 else str(count)
            parts.append(_text(x + width / 2, y + 15, words, 12, INKS[name], "middle"))
            x += width
    title = "How files were graded"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}">'
        f"<desc>{escape(file_grades_words(rows))}</desc>{''.join(parts)}</svg>"
    )


def file_grades_words(rows: Sequence[FileGrades]) -> str:
    """What the chart shows, in words."""
    return " ".join(
        f"{each.judgement}: " + ", ".join(f"{count} {name.lower()}" for name, count in each.counts) + "."
        for each in rows
        if each.files >= FEWEST
    )


def _label(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"


def _text(x: float, y: float, words: str, size: int, fill: str = INK, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'

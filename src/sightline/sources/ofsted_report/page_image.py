"""A page of a report as a picture, for the person who confirms what was read beside it."""

from __future__ import annotations

from sightline.sources.ofsted_report.pdf import open_pdf

NARROWEST, WIDEST = 100, 1600
HIGHEST = 4000


def page_image(content: bytes, page: int, width: int) -> bytes:
    """One page (1-based) as a PNG ``width`` pixels wide, held between 100 and 1,600, and at most 4,000 high.

    Raises :class:`~sightline.errors.UserError` where the file is no PDF that can be opened, or has no such page.
    """
    width = min(max(width, NARROWEST), WIDEST)
    with open_pdf(content) as pdf:
        return pdf.picture(page, width, HIGHEST)

"""Opening a PDF that may be anything, and taking its text and pictures of its pages.

PDFium is C++ and keeps state outside Python's sight: it is not safe to use from two threads at once, so every use of it
here holds one lock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from sightline.errors import UserError

MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 200

_pdfium = threading.RLock()


@dataclass(frozen=True, slots=True)
class OpenPdf:
    """A PDF that was opened; only valid inside :func:`open_pdf`."""

    document: object
    page_count: int

    def texts(self) -> list[str]:
        """The text of every page."""
        texts = []
        for number in range(self.page_count):
            page = self.document[number]  # type: ignore[index]
            try:
                text_page = page.get_textpage()
                try:
                    texts.append(text_page.get_text_range(errors="ignore"))
                finally:
                    text_page.close()
            finally:
                page.close()
        return texts

    def made_on(self) -> dt.date | None:
        """The day the file says it was last changed or made, or None."""
        facts = self.document.get_metadata_dict()  # type: ignore[attr-defined]
        for key in ("ModDate", "CreationDate"):
            found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", facts.get(key) or "")
            if found:
                with contextlib.suppress(ValueError):
                    return dt.date(*(int(part) for part in found.groups()))
        return None

    def picture(self, number: int, width: int, highest: int) -> bytes:
        """A page (1-based) as a PNG."""
        if not 1 <= number <= self.page_count:
            raise UserError(f"The report has no page {number}; it has {self.page_count}.")
        page = self.document[number - 1]  # type: ignore[index]
        try:
            across, down = page.get_size()
            if across <= 0 or down <= 0:
                raise UserError(f"Page {number} of the report has no size, so no picture of it can be made.")
            scale = min(width / across, highest / down)
            bitmap = page.render(scale=scale)
            try:
                kept = io.BytesIO()
                bitmap.to_pil().save(kept, "PNG")
                return kept.getvalue()
            finally:
                bitmap.close()
        finally:
            page.close()


@contextlib.contextmanager
def open_pdf(content: bytes) -> Iterator[OpenPdf]:
    """Open a PDF, or say in one sentence why it cannot be: not a PDF, encrypted, damaged, too big, too long."""
    _refuse_what_is_no_pdf(content)
    import pypdfium2 as pdfium

    with _pdfium:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError as error:
            raise UserError(_why_not(str(error))) from None
        try:
            page_count = len(document)
            if page_count == 0:
                raise UserError("The PDF has no pages; save the report again from where it was published.")
            if page_count > MOST_PAGES:
                raise UserError(
                    f"The PDF has {page_count} pages and no inspection report is that long (at most {MOST_PAGES} are "
                    "read); give the report by itself."
                )
            try:
                yield OpenPdf(document, page_count)
            except pdfium.PdfiumError as error:  # a page that cannot be loaded, found only when it is asked for
                raise UserError(_why_not(str(error))) from None
        finally:
            document.close()


def _refuse_what_is_no_pdf(content: bytes) -> None:
    if not content:
        raise UserError("The file is empty; save the report again from where it was published.")
    if len(content) > MOST_BYTES:
        raise UserError(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB and no inspection report is; "
            "give the report by itself."
        )
    head = content[:1024]
    if b"%PDF-" in head:
        return
    if re.search(rb"<(?:!doctype|html|head|body)\b", head, re.IGNORECASE):
        raise UserError(
            "The file is a web page saved with the name of a PDF; open the report itself and save it as a PDF."
        )
    raise UserError("The file is not a PDF; give the report as it was published, as a PDF.")


def _why_not(error: str) -> str:
    if "password" in error.lower() or "security" in error.lower():
        return "The PDF is encrypted and asks for a password; save a copy of the report without one."
    return "The PDF is damaged and cannot be opened; save the report again from where it was published."

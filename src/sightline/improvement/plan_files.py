"""What a file given as evidence is, told by its content and never by its name or what the browser says. No Django.

Only kinds that a board reads are kept; each is given back as a download and never shown within the site. A text that
begins as markup is refused, and so is an office file that holds a macro.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from sightline.errors import UserError

MOST_BYTES = 10 * 1024 * 1024
MOST_PARTS = 5_000  # of an office file: a document has tens, a workbook hundreds
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "PDF",
        "png": "picture",
        "jpg": "picture",
        "docx": "Word document",
        "xlsx": "Excel workbook",
        "pptx": "PowerPoint presentation",
        "odt": "OpenDocument text",
        "ods": "OpenDocument workbook",
        "txt": "text",
    }
)
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
REFUSED = (
    "The file is none of those kept as evidence: PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or plain text."
)


def kind_of(content: bytes) -> str:
    """The kind of a file, a key of :data:`WORDS`; UserError for one that is empty, too large, or not kept."""
    if not content:
        raise UserError("The file is empty. Choose it again.")
    if len(content) > MOST_BYTES:
        raise UserError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Attach the part that shows it.")
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return _text(content)


def _packed(content: bytes) -> str:
    """The kind of an office file: its list of parts is read, and nothing unpacked but the 100 bytes that name it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = {each.filename for each in file.infolist()}
            if len(names) > MOST_PARTS:
                raise UserError(REFUSED)
            if any(each.casefold().endswith("vbaproject.bin") or each.startswith("Basic/") for each in names):
                raise UserError("The file holds a macro. Save it without macros, or as a PDF, and attach that.")
            for name, kind in OFFICE.items():
                if name in names and "[Content_Types].xml" in names:
                    return kind
            if "mimetype" in names:
                with file.open("mimetype") as part:
                    kind = OPEN.get(part.read(100).strip(), "")
                if kind:
                    return kind
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UserError(
            "The file cannot be read: it is damaged or locked. Save it anew and choose it again."
        ) from error
    raise UserError(REFUSED)


def _text(content: bytes) -> str:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(REFUSED) from error
    if any(ord(each) < 32 and each not in "\t\r\n\f" for each in words) or words.lstrip()[:1] == "<":
        raise UserError(REFUSED)
    return "txt"

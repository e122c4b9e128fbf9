"""What a file given as evidence is, by its content; and what is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from sightline.errors import UserError
from sightline.improvement.plan_files import MOST_BYTES, kind_of


def packed(*names: str, mimetype: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "<x/>")
        if mimetype:
            file.writestr("mimetype", mimetype)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 and the rest", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (b"What was said, in words.\n", "txt"),
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
    ],
)
def test_a_kind_is_told_by_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
        (b"<script>alert(1)</script>", "none of those kept"),
        (b"  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "none of those kept"),
        ("\ufeff<html>".encode(), "none of those kept"),
        (b"MZ\x90\x00", "none of those kept"),
        (b"\x7fELF\x02", "none of those kept"),
        (b"GIF89a\x00", "none of those kept"),
        (b"PK\x03\x04 and then nothing", "cannot be read"),
        (packed("evil.exe"), "none of those kept"),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macro"),
        (packed("[Content_Types].xml", "word/document.xml")[:-40], "cannot be read"),
    ],
)
def test_what_is_not_kept_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        kind_of(content)

"""PDFs made for a test: invented reports set on pages, and files that are no report at all."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typst

SETTINGS = """#set page(width: 210mm, height: 297mm, margin: 12mm)
#set text(size: 8pt, hyphenate: false)
#set par(leading: 3pt, spacing: 3pt)
"""


def pdf_of(pages: Sequence[str]) -> bytes:
    """A PDF whose pages hold these lines, one under another."""
    parts = [SETTINGS]
    for number, page in enumerate(pages):
        if number:
            parts.append("#pagebreak()\n")
        for line in page.replace("\r", "").split("\n"):
            parts.append(f"#block(text({json.dumps(_settable(line), ensure_ascii=False)}))\n")
    return made("".join(parts))


def made(source: str) -> bytes:
    """A PDF of Typst's own source."""
    return bytes(typst.compile(source.encode(), format="pdf"))


def _settable(line: str) -> str:
    """The line with bullets that the font has; the others are tested as text."""
    return line.replace("\uf06e", "■").replace("\uf0b7", "•").replace("◼", "■")


def encrypted_pdf() -> bytes:
    """The smallest PDF that asks for a password."""
    secret = "00" * 32
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 5\n0000000000 65535 f \n{table}"
    body += (
        f"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<{secret}> <{secret}>] >>\nstartxref\n{start}\n%%EOF\n"
    )
    return body.encode()

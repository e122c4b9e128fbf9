"""Files that are no report: each is refused in one sentence that says what to do."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from sightline.errors import UserError
from sightline.sources.ofsted_report import page_image, read_report
from sightline.sources.ofsted_report import pdf as pdf_module
from tests.unit.sources.ofsted_report.made_pdf import encrypted_pdf, made, pdf_of

SAMPLE = Path(__file__).parents[3] / "samples" / "ofsted" / "2024-10-29-thurrock.pdf"
HOSTILE = {
    "empty": (b"", "empty"),
    "a web page": (b"<!DOCTYPE html><html><body>Report not found</body></html>", "web page"),
    "a web page after blanks": (b"\n\n  <HTML lang='en'><head></head></html>", "web page"),
    "a text": (b"Inspection of Leeds", "not a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "not a PDF"),
    "a name only": (b"%PDF-1.7\n", "damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_refuses(kind: str) -> None:
    content, says = HOSTILE[kind]
    for use in (read_report, lambda held: page_image(held, 1, 400)):
        with pytest.raises(UserError, match=says) as refusal:
            use(content)
        assert "\n" not in str(refusal.value)


def test_it_refuses_an_encrypted_file() -> None:
    with pytest.raises(UserError, match="encrypted"):
        read_report(encrypted_pdf())


def test_it_refuses_a_truncated_file() -> None:
    with pytest.raises(UserError):
        read_report(SAMPLE.read_bytes()[:4000])


def test_it_refuses_a_scan() -> None:
    with pytest.raises(UserError, match="a scan"):
        read_report(
            made("#set page(width: 100mm, height: 140mm)\n" + "#rect(width: 90%, height: 90%)\n#pagebreak()\n" * 6)
        )


def test_it_refuses_a_scan_behind_one_printed_page() -> None:
    cover = '#text("' + "Inspection of Leeds City Council children’s services. Ofsted. " * 6 + '")\n'
    with pytest.raises(UserError, match="a scan"):
        read_report(made(cover + "#pagebreak()\n#rect(width: 90%, height: 90%)\n" * 6))


def test_it_refuses_five_hundred_pages() -> None:
    with pytest.raises(UserError, match="500 pages"):
        read_report(made("#set page(width: 20mm, height: 20mm)\n" + "a #pagebreak()\n" * 499 + "a"))


def test_it_refuses_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_BYTES", 1024 * 1024)
    with pytest.raises(UserError, match="larger than 1 MB"):
        read_report(b"%PDF-1.7\n" + b" " * 1024 * 1024)


def test_it_refuses_a_document_of_somebody_else() -> None:
    lines = ["Minutes of the children and families committee", *["The committee noted the report." for _ in range(30)]]
    with pytest.raises(UserError, match="no report of an Ofsted inspection"):
        read_report(pdf_of(["\n".join(lines)]))


def test_it_refuses_what_only_speaks_of_inspections() -> None:
    lines = ["Framework and guidance", *["Ofsted inspects children’s services under a framework." for _ in range(30)]]
    with pytest.raises(UserError, match="names Ofsted but is no report"):
        read_report(pdf_of(["\n".join(lines)]))


@pytest.mark.parametrize("seed", range(8))
def test_it_reads_or_refuses_whatever_it_is_given(seed: int) -> None:
    """Never a traceback: bytes of a real report changed, cut out or cut off."""
    random = Random(seed)  # noqa: S311 - chooses which bytes to spoil
    content = bytearray(SAMPLE.read_bytes())
    for _ in range(300):
        content[random.randrange(len(content))] = random.randrange(256)
    start = random.randrange(len(content))
    del content[start : start + random.choice((1, 500, 40_000))]
    for use in (read_report, lambda held: page_image(held, 1, 200)):
        with contextlib.suppress(UserError):
            assert use(bytes(content))


def test_it_says_which_pages_hold_no_text() -> None:
    page = (
        '#text("Inspection of Leeds City local authority children’s services. Ofsted. '
        + "Children are seen. " * 20
        + '")\n'
    )
    reading = read_report(made(page + "#pagebreak()\n" + page + "#pagebreak()\n#rect()"))
    assert any("Page 3 of the PDF" in warning for warning in reading.warnings)


@pytest.mark.parametrize(("asked", "given"), [(600, 600), (0, 100), (-5, 100), (99_999, 1600)])
def test_it_pictures_a_page_within_bounds(asked: int, given: int) -> None:
    picture = Image.open(io.BytesIO(page_image(SAMPLE.read_bytes(), 1, asked)))
    assert picture.format == "PNG"
    assert abs(picture.width - given) <= 1
    assert picture.height <= 4000


@pytest.mark.parametrize("page", [0, -1, 12])
def test_it_has_no_picture_of_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(UserError, match="no page"):
        page_image(SAMPLE.read_bytes(), page, 400)


def test_it_holds_the_height_of_a_very_long_page() -> None:
    picture = Image.open(io.BytesIO(page_image(made("#set page(width: 10mm, height: 3000mm)\na"), 1, 1600)))
    assert picture.height <= 4000
    assert picture.width < 100

"""The reference pages: ``python -m sightline.reference docs/reference`` writes them, a test finds them stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Column, Table
from sightline.record.tables import TABLES


def tables_page() -> str:
    """Every declared table and column: type, meaning, SSD name, privacy class."""
    out = [
        "# Tables of the record",
        "",
        "Generated from `src/sightline/record/tables`. *SSD* is the Standard Safeguarding Dataset's name; a dash marks",
        "what the dataset lacks. `name#KEY` is one key of a dataset column that holds JSON.",
        "",
    ]
    for table in sorted(TABLES.values(), key=lambda each: each.name):
        out += _table(table)
    return "\n".join(out).rstrip() + "\n"


def _table(table: Table) -> list[str]:
    heading = [f"## {table.name}", "", f"{table.meaning} SSD: {_code(table.ssd)}.", ""]
    rows = ["| column | type | meaning | SSD | privacy |", "|---|---|---|---|---|"]
    return heading + rows + [_row(column) for column in table.columns] + [""]


def _row(column: Column) -> str:
    kind = column.kind.value
    if column.is_key:
        kind = "key of the row"
    elif column.references:
        kind = f"key of [{column.references}](#{column.references})"
    elif column.codes:
        kind = f"[{column.codes}](codes.md#{column.codes})"
    meaning = column.meaning.replace("|", "/")
    return f"| `{column.name}` | {kind} | {meaning} | {_code(column.ssd)} | {column.privacy.value} |"


def _code(name: str | None) -> str:
    return f"`{name}`" if name else "–"


def codes_page() -> str:
    """Every code set with its values."""
    out = ["# Code sets", "", "Generated from `src/sightline/record/codes.py`.", ""]
    for name in sorted(CODE_SETS):
        codes = CODE_SETS[name]
        out += [f"## {name}", "", f"From: {codes.source}.", "", "| code | meaning |", "|---|---|"]
        out += [f"| `{code}` | {meaning.replace('|', '/')} |" for code, meaning in codes.meanings.items()]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def _standards_page() -> str:
    from sightline.standards.reference_page import render_markdown  # the catalogue is large; only this page reads it

    return render_markdown()


def _commands_page() -> str:
    from sightline.commands.reference_page import render_markdown

    return render_markdown()


def _access_page() -> str:
    from sightline.web.start import start

    start()
    from sightline.access.reference_page import render_markdown  # needs Django, which the other pages do without

    return render_markdown()


def _annex_a_page() -> str:
    """The child-level lists of Annex A, their columns and codes."""
    from sightline.sources.annex_a.reference_page import render_markdown

    return render_markdown()


PAGES: Mapping[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "codes.md": codes_page,
    "standards.md": _standards_page,
    "commands.md": _commands_page,
    "access.md": _access_page,
    "annex-a.md": _annex_a_page,
}


def main(folder: Path) -> None:
    """Write every page into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, render in PAGES.items():
        (folder / name).write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

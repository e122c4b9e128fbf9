"""The reference page of the standards, generated from the catalogue."""

from __future__ import annotations

from sightline.standards.catalogue import CATALOGUE
from sightline.standards.nodes import Judgement
from sightline.standards.sentences import sentence
from sightline.standards.standard import Area, Standard


def render_markdown() -> str:
    """Every standard by area: its sentence, what it asks of the record, its source, force, harm and note."""
    measured = sum(not isinstance(each.node, Judgement) for each in CATALOGUE.values())
    out = [
        "# Standards",
        "",
        f"Generated from `src/sightline/standards/catalogue`: {measured} standards a record can measure and"
        f" {len(CATALOGUE) - measured} that a person judges.",
        "*Reads* is what the standard says exactly, its node read aloud. Every default marked *local policy* is for a",
        "council to set: see [Add a standard](../how-to/add-a-standard.md). *Unverified* means that the",
        "source's text was not seen.",
        "",
    ]
    for area in Area:
        standards = [each for each in CATALOGUE.values() if each.area is area]
        if standards:
            out += [f"## {area}", ""]
            for each in sorted(standards, key=lambda one: one.code):
                out += _one(each)
    return "\n".join(out).rstrip() + "\n"


def _one(standard: Standard) -> list[str]:
    cited = standard.citation
    source = f"{cited.document}, {cited.reference}" if cited.url is None else _link(standard)
    dated = "" if cited.in_force_from is None else f", in force from {cited.in_force_from.isoformat()}"
    judged = isinstance(standard.node, Judgement)
    lines = [
        f"### {standard.code}",
        "",
        standard.sentence,
        "",
        f"- Applies to: {standard.applies_to}.",
        f"- {'A person is asked' if judged else 'Reads'}:"
        f" {standard.node.prompt if isinstance(standard.node, Judgement) else sentence(standard.node)}",
        f"- Source: {source} ({cited.confidence}{dated}).",
        f"- Force: {standard.force}. Harm if missed: {standard.harm}. Version {standard.version}.",
        f"- Informs: {', '.join(standard.lines)}.",
    ]
    if standard.tolerance is not None:
        lines.append(f"- Weak only when more than {standard.tolerance:.0%} are missed.")
    if standard.note:
        lines.append(f"- Note: {standard.note}")
    return [*lines, ""]


def _link(standard: Standard) -> str:
    cited = standard.citation
    url, _, aside = (cited.url or "").partition(" ")
    return f"[{cited.document}, {cited.reference}]({url}){f' {aside}' if aside else ''}"

"""``sightline standards``: read the catalogue, check a council's own, and try a standard on rows written by hand."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.commands.choices import listed, one_of
from sightline.commands.dates import day

if TYPE_CHECKING:
    from sightline.standards.standard import Standard

WIDTH = 80

app = typer.Typer(help="The standards: what should happen, by what authority.", no_args_is_help=True)

Own = Annotated[
    list[Path] | None,
    typer.Option("--standards", metavar="FILE", help="The council's own standards (TOML); may be repeated."),
]


class ListFormat(StrEnum):
    """How a list is written."""

    TEXT = "text"
    JSON = "json"


@app.command("list")
def list_standards(
    area: Annotated[str | None, typer.Option(help="Only this area of work, for instance child-protection.")] = None,
    force: Annotated[str | None, typer.Option(help="Only what binds so: law, 'statutory guidance' and so on.")] = None,
    line: Annotated[
        str | None, typer.Option(help="Only what informs this line of enquiry, for instance F10 or exploitation.")
    ] = None,
    own: Own = None,
    output: Annotated[
        ListFormat, typer.Option("--format", parser=one_of(ListFormat), metavar=listed(ListFormat))
    ] = ListFormat.TEXT,
) -> None:
    """The standards, by area of work."""
    from sightline.standards.lines import LINES
    from sightline.standards.standard import Area, Force

    area = _choice("area", area, [each.value for each in Area])
    force = _choice("force", force, [each.value for each in Force])
    line = _choice("line of enquiry", _by_f_number(line), sorted(LINES))
    chosen = [
        each
        for each in _standards(own)
        if area in (None, each.area) and force in (None, each.force) and (line is None or line in each.lines)
    ]
    if output is ListFormat.JSON:
        typer.echo(json.dumps([_as_json(each) for each in chosen], indent=2, ensure_ascii=False))
        return
    for name in dict.fromkeys(each.area for each in chosen):
        typer.echo(f"\n{name}\n{'-' * len(name)}")
        for each in (one for one in chosen if one.area == name):
            _say(each.code, f"{each.sentence} [{_force_in_words(each)}]")
    typer.echo(f"\n{len(chosen)} standards. `sightline standards show CODE` shows one.")


@app.command()
def show(code: Annotated[str, typer.Argument(metavar="CODE")], own: Own = None) -> None:
    """One standard: its sentence, what exactly it asks of the record, its source, and what it needs."""
    from sightline.standards.needs import columns_read
    from sightline.standards.nodes import Judgement
    from sightline.standards.sentences import sentence

    for number, each in enumerate(_named(code, own)):
        if number:
            typer.echo("")
        cited = each.citation
        typer.echo(f"{each.code}, version {each.version}")
        _say("", each.sentence)
        _say("applies to", each.applies_to)
        _say("asks", each.node.prompt if isinstance(each.node, Judgement) else sentence(each.node))
        _say("source", f"{cited.document}, {cited.reference}{f' <{cited.url}>' if cited.url else ''}")
        _say("in force", _in_force(each))
        _say("force", f"{each.force}; the source is {_confidence(each)}")
        _say("harm if missed", each.harm.value)
        if each.tolerance is not None:
            _say("tolerance", f"weak only when more than {each.tolerance:.0%} are missed")
        if each.note:
            _say("note", each.note)
        _say("informs", ", ".join(each.lines) or "no line of enquiry")
        read = sorted(f"{table}.{column}" for table, column in columns_read(each.node, each.subject))
        _say("reads", ", ".join(read) or "nothing: a person judges it")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml")],
    against: Annotated[
        Path | None, typer.Option(metavar="OLD.toml", help="The file as it was: no version in it may have changed.")
    ] = None,
) -> None:
    """Whether a council's own standards can be used, and what each says."""
    from sightline.errors import UserError
    from sightline.standards.local import changed_versions, read_local, with_local
    from sightline.standards.nodes import Judgement
    from sightline.standards.sentences import sentence

    local = read_local(file)
    with_local([file])
    if against is not None:
        old = read_local(against)
        changed = changed_versions(
            [*old.added, *(each.standard for each in old.changes)],
            [*local.added, *(each.standard for each in local.changes)],
        )
        if changed:
            raise UserError(
                f"{file.name}: {', '.join(changed)} differs from {against.name}; versions do not change: put the old"
                " version back and add the next one with its own in_force_from."
            )
    for each in local.added:
        said = f"A person judges: {each.node.prompt}" if isinstance(each.node, Judgement) else sentence(each.node)
        _say(f"{each.code} version {each.version}, {_in_force(each)}", said)
    for change in local.changes:
        changed_words = f"{change.standard.sentence} ({change.reason})"
        _say(f"{change.standard.code} changed from {change.since.isoformat()}", changed_words)
    for off in local.switched_off:
        _say(f"{off.code} switched off from {off.since.isoformat()}", off.reason)
    typer.echo(
        f"\n{file.name} can be used: {len(local.added)} own, {len(local.changes)} changed,"
        f" {len(local.switched_off)} switched off."
    )


@app.command("try")
def try_standard(
    code: Annotated[str, typer.Argument(metavar="CODE")],
    rows: Annotated[Path, typer.Option(metavar="FILE", help="Rows written by hand (TOML); see the how-to guide.")],
    as_at: Annotated[dt.date, typer.Option(parser=day, metavar="DATE", help="The day the verdicts are as at.")],
    own: Own = None,
) -> None:
    """What a standard says of rows written by hand: each obligation, its verdict and why."""
    from sightline.standards.trial import read_rows, trials

    standards = _named(code, own)
    written = read_rows(rows)

    from sightline.engines.base import from_arrow
    from sightline.engines.reference import ReferenceEngine
    from sightline.sources.extract import from_rows

    extract = from_rows(written)
    for each in standards:
        found = trials(each, from_arrow(ReferenceEngine().obligations(extract, [each])), as_at)
        typer.echo(f"{each.code}, version {each.version}, as at {as_at.isoformat()}")
        _say("", each.sentence)
        if not found:
            _say("", "The rows yield no obligation by that day: nothing in them starts its clock.")
        for trial in found:
            verdict = trial.verdict.replace("_", " ")
            _say(f"{verdict} - {trial.obligation.subject}, from {trial.obligation.ref}", trial.reasons)


def _standards(own: Sequence[Path] | None) -> tuple[Standard, ...]:
    from sightline.standards.local import with_local

    return with_local(own or ())


def _named(code: str, own: Sequence[Path] | None) -> tuple[Standard, ...]:
    """Every version of the standard called ``code``."""
    from sightline.errors import UserError
    from sightline.standards.toml_place import nearest

    standards = _standards(own)
    found = tuple(each for each in standards if each.code == code)
    if not found:
        near = nearest(code, [each.code for each in standards])
        hint = near if near.startswith("did") else "`sightline standards list` shows them all."
        raise UserError(f"There is no standard called {code}; {hint}")
    return found


def _choice(what: str, given: str | None, options: Iterable[str]) -> str | None:
    from sightline.errors import UserError
    from sightline.standards.toml_place import nearest

    choices = list(options)
    if given is None or given in choices:
        return given
    raise UserError(f"There is no {what} called {given}; {nearest(given, choices)}")


def _say(label: str, words: str) -> None:
    if label:
        typer.echo(textwrap.fill(label, WIDTH, initial_indent="  ", subsequent_indent="    "))
    typer.echo(
        textwrap.fill(
            words,
            WIDTH,
            initial_indent="      " if label else "  ",
            subsequent_indent="      " if label else "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _force_in_words(standard: Standard) -> str:
    unsure = "" if standard.citation.confidence.value != "unverified" else ", unverified"
    return f"{standard.force}, {standard.harm}{unsure}"


def _confidence(standard: Standard) -> str:
    return {
        "verified": "verified: its text was seen",
        "verified-secondary": "verified at second hand: restated by a source that was seen",
        "unverified": "unverified: general knowledge, to be checked",
    }[standard.citation.confidence.value]


def _by_f_number(line: str | None) -> str | None:
    """The line of enquiry that a number of the published inspection (F1 to F18) stands for; any other word as it is."""
    from sightline.inspection.standing.lines import LINES

    return next((each.id for each in LINES.values() if line and each.f_number == line.upper()), line)


def _in_force(standard: Standard) -> str:
    since, until = standard.citation.in_force_from, standard.citation.in_force_to
    said = "always" if since is None else f"from {since.isoformat()}"
    if until is None:
        return said
    return f"until {until.isoformat()}" if since is None else f"{said} until {until.isoformat()}"


def _as_json(standard: Standard) -> dict[str, Any]:
    cited = standard.citation
    return {
        "code": standard.code,
        "version": standard.version,
        "sentence": standard.sentence,
        "area": standard.area.value,
        "applies_to": standard.applies_to,
        "force": standard.force.value,
        "harm": standard.harm.value,
        "confidence": cited.confidence.value,
        "document": cited.document,
        "reference": cited.reference,
        "url": cited.url,
        "in_force_from": cited.in_force_from.isoformat() if cited.in_force_from else None,
        "in_force_to": cited.in_force_to.isoformat() if cited.in_force_to else None,
        "lines": list(standard.lines),
        "tolerance": standard.tolerance,
        "note": standard.note,
    }

"""A council's own standards, its own limits, and what it switches off: one TOML file, no Python.

Versions are dated and immutable: a standard is known by its code and version, and changing a limit closes one version
and opens the next from a day. What happened before that day is judged by what was asked then. Only local policy can be
changed or switched off, and only with a reason; law, statutory guidance and national measures cannot.
``example_local.toml`` beside this file shows every part of the format.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from sightline.errors import UserError
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.checks import faults_in
from sightline.standards.lines import LINES
from sightline.standards.nodes import AtMost, AtMostAtOnce, Every, Judgement, Never, Node, Present, Throughout, Within
from sightline.standards.obligations import SubjectKind
from sightline.standards.standard import Area, Citation, Confidence, Force, Harm, Standard
from sightline.standards.toml_nodes import limit_at, node_at
from sightline.standards.toml_place import Place, nearest, read_toml

EXAMPLE = Path(__file__).with_name("example_local.toml")

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Change:
    """A shipped local-policy standard with the council's own limit, from a day, and why."""

    standard: Standard  # as it is from ``since`` on
    since: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A shipped local-policy standard the council does not hold itself to, from a day, and why."""

    code: str
    since: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class LocalStandards:
    """What one file says: the council, its own standards, its own limits, and what it switched off."""

    council: str
    added: tuple[Standard, ...]
    changes: tuple[Change, ...]
    switched_off: tuple[SwitchedOff, ...]


def read_local(path: Path, shipped: Mapping[str, Standard] = CATALOGUE) -> LocalStandards:
    """The file at ``path``; UserError naming file, place and remedy if anything in it cannot be used."""
    top = read_toml(path)
    top.only("council", "standard", "change", "off")
    added = _versions(top, [_standard(place, shipped) for place in top.each("standard")])
    changes = tuple(_change(place, shipped) for place in top.each("change"))
    off = tuple(_off(place, shipped) for place in top.each("off"))
    named = [each.standard.code for each in changes] + [each.code for each in off]
    if twice := sorted({code for code in named if named.count(code) > 1}):
        top.refuse(f"{', '.join(twice)} is changed or switched off twice; say once what is to be")
    return LocalStandards(top.words("council") or "", added, changes, off)


def with_local(files: Sequence[Path], shipped: Mapping[str, Standard] = CATALOGUE) -> tuple[Standard, ...]:
    """The shipped standards as the council's files have them, and its own: every version, in force when it was.

    A code may come more than once, with versions whose days in force do not overlap.
    """
    result = list(shipped.values())
    for path in files:
        local = read_local(path, shipped)
        until = {each.standard.code: each.since for each in local.changes}
        until |= {each.code: each.since for each in local.switched_off}
        result = [_until(each, until[each.code]) if each.code in until else each for each in result]
        result += [each.standard for each in local.changes] + list(local.added)
    _refuse_doubles(result)
    return tuple(result)


def load(path: Path) -> tuple[Standard, ...]:
    """The council's own standards in ``path``, without its changes to shipped ones (:func:`with_local` has both)."""
    return read_local(path).added


def changed_versions(old: Iterable[Standard], new: Iterable[Standard]) -> tuple[str, ...]:
    """``code version N`` of each version that differs between two readings: versions are immutable.

    Closing a version by giving it an end is no change to it.
    """
    before = {(each.code, each.version): _open(each) for each in old}
    return tuple(
        f"{each.code} version {each.version}"
        for each in new
        if (each.code, each.version) in before and before[each.code, each.version] != _open(each)
    )


def _open(standard: Standard) -> Standard:
    return replace(standard, citation=replace(standard.citation, in_force_to=None))


def _until(standard: Standard, day: dt.date) -> Standard:
    return replace(standard, citation=replace(standard.citation, in_force_to=day))


def _standard(place: Place, shipped: Mapping[str, Standard]) -> Standard:
    place.only(
        *("code", "version", "in_force_from", "in_force_to", "sentence", "area", "applies_to", "harm", "lines"),
        *("note", "tolerance", "subject", "subject_kind", "document", "reference", "url", "node"),
    )
    code = place.text("code")
    place = Place(place.file, f"{place.path} ({code})", place.content)
    if not _CODE.fullmatch(code):
        place.refuse(
            "a code is small letters, digits and hyphens in at least two parts, such as av-cp-visit-10wd", "code"
        )
    if code in shipped:
        place.refuse("that is a shipped standard's code; choose another, or use [[change]] to set its limit", "code")
    since, until = place.day("in_force_from"), place.day("in_force_to")
    if since is None:
        place.refuse(
            "'in_force_from' is missing; give the day it applies from, for instance in_force_from = 2016-04-01"
        )
    if until is not None and until <= since:
        place.refuse("it must be later than in_force_from", "in_force_to")
    made = Standard(
        code=code,
        sentence=_sentence(place),
        area=Area(place.one_of("area", list(Area))),
        applies_to=place.text("applies_to"),
        node=node_at(place.inside("node")),
        citation=Citation(
            place.words("document") or "Local policy",
            place.words("reference") or "the council's own standard",
            place.words("url"),
            Confidence.VERIFIED,
            since,
            until,
        ),
        force=Force.LOCAL_POLICY,
        harm=Harm(place.one_of("harm", list(Harm))),
        subject_kind=SubjectKind(place.one_of("subject_kind", list(SubjectKind), SubjectKind.CHILD)),
        subject=place.words("subject") or "person_id",
        note=place.words("note") or "",
        tolerance=_tolerance(place),
        lines=_lines(place),
        version=_version(place),
    )
    if faults := faults_in(made):
        place.refuse("; ".join(faults))
    return made


def _sentence(place: Place) -> str:
    sentence = place.text("sentence")
    if not sentence[0].isupper() or not sentence.endswith("."):
        place.refuse("write one sentence, with a capital and a full stop", "sentence")
    return sentence


def _version(place: Place) -> int:
    version = place.get("version", int, "a whole number")
    if version is not None and version < 1:
        place.refuse("versions are counted from 1", "version")
    return version or 1


def _tolerance(place: Place) -> float | None:
    value = place.content.get("tolerance")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
        place.refuse("it must be a share from 0 to less than 1, for instance 0.1", "tolerance")
    return float(value)


def _lines(place: Place) -> tuple[str, ...]:
    lines: list[object] = place.get("lines", list, "a list of lines of enquiry") or []
    for line in lines:
        if not isinstance(line, str) or line not in LINES:
            place.refuse(f"{line!r} is not a line of enquiry; {nearest(str(line), sorted(LINES))}", "lines")
    return tuple(str(line) for line in lines)


def _versions(top: Place, standards: list[Standard]) -> tuple[Standard, ...]:
    """The standards with each version closed by the next; refused when two versions overlap or share a number."""
    by_code: dict[str, list[Standard]] = defaultdict(list)
    for each in standards:
        by_code[each.code].append(each)
    result: list[Standard] = []
    for code, versions in by_code.items():
        versions.sort(key=lambda each: each.version)
        for earlier, later in pairwise(versions):
            if earlier.version == later.version:
                top.refuse(f"{code} has version {later.version} twice; give the newer one the next number")
            start = later.citation.in_force_from
            if start is None or earlier.citation.in_force_from is None or start <= earlier.citation.in_force_from:
                top.refuse(f"{code} version {later.version} must be in force from later than version {earlier.version}")
            end = earlier.citation.in_force_to
            if end is not None and end > start:
                top.refuse(f"{code} version {earlier.version} is still in force when version {later.version} begins")
            result.append(earlier if end is not None else _until(earlier, start))
        result.append(versions[-1])
    return tuple(result)


def _shipped_local(place: Place, shipped: Mapping[str, Standard]) -> tuple[Standard, dt.date, str]:
    code = place.text("standard")
    if code not in shipped:
        place.refuse(f"there is no shipped standard {code!r}; {nearest(code, shipped)}", "standard")
    standard = shipped[code]
    if standard.force is not Force.LOCAL_POLICY:
        place.refuse(f"{code} is {standard.force}, not local policy: a council cannot change it or switch it off")
    since = place.day("from")
    if since is None:
        place.refuse("'from' is missing; give the day it applies from, for instance from = 2016-04-01")
    return standard, since, place.text("reason")


def _change(place: Place, shipped: Mapping[str, Standard]) -> Change:
    place.only("standard", "from", "reason", "sentence", "limit", "number", "tolerance")
    standard, since, reason = _shipped_local(place, shipped)
    node = _with_limit(place, standard.node)
    tolerance = _tolerance(place)
    if node == standard.node and tolerance in (None, standard.tolerance):
        place.refuse(f"it leaves {standard.code} as it is; give another limit, number or tolerance")
    changed = replace(
        standard,
        sentence=_sentence(place) if node != standard.node or "sentence" in place.content else standard.sentence,
        node=node,
        note=f"The council's own limit: {reason}",
        tolerance=standard.tolerance if tolerance is None else tolerance,
        citation=Citation("Local policy", "the council's own limit", None, Confidence.VERIFIED, since),
        version=standard.version + 1,
    )
    return Change(changed, since, reason)


def _with_limit(place: Place, node: Node) -> Node:
    """``node`` with the limit (or number) the place gives; refused if it is of a kind that has none."""
    if "limit" in place.content and isinstance(node, AtMost | AtMostAtOnce | Judgement):
        place.refuse("this standard has a number, not a length of time; give number = ...", "limit")
    if "number" in place.content and not isinstance(node, AtMost | AtMostAtOnce):
        place.refuse('this standard has a length of time; give limit = "..."', "number")
    if "number" in place.content and isinstance(node, AtMost | AtMostAtOnce):
        number = place.need("number", int, "a whole number")
        if number < 0:
            place.refuse("it must not be negative", "number")
        return replace(node, number=number)
    if "limit" not in place.content:
        return node
    limit = limit_at(place, "limit")
    match node:
        case Within() | Every() | Never():
            return replace(node, limit=limit)
        case Throughout():
            return replace(node, gap=limit)
        case Present():
            return replace(node, grace=limit)
        case _:
            place.refuse("this standard has no limit to change", "limit")


def _off(place: Place, shipped: Mapping[str, Standard]) -> SwitchedOff:
    place.only("standard", "from", "reason")
    standard, since, reason = _shipped_local(place, shipped)
    return SwitchedOff(standard.code, since, reason)


def _refuse_doubles(standards: Iterable[Standard]) -> None:
    seen: set[tuple[str, int]] = set()
    for each in standards:
        if (each.code, each.version) in seen:
            raise UserError(f"{each.code} version {each.version} is given in two files; keep one of them.")
        seen.add((each.code, each.version))

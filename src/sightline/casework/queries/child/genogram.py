"""A genogram drawn from what the record holds and nothing else, with the family's table as its text.

Squares, circles and diamonds as genograms have them (male, female, not known), a second outline for the child, a cross
for somebody who has died. A whole line is from a mother to her child; a broken one joins the child to those whom the
record only says are of one family. 360 wide, so that its text is legible on a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from sightline.casework.queries.child.family import Family, Relation, Relative, Sex

WIDTH, ACROSS, FIRST, COLUMN, ROW = 360, 3, 84, 104, 104
HALF = 15  # of a shape's width
LETTERS = 13  # of a name, at this width
TO_MOTHER, TO_CHILDREN, TO_FAMILY = 6, 18, 30  # where the lines between rows run, left of everybody


def genogram(family: Family) -> str:
    """The family as an SVG; "" when nobody but the child would be drawn."""
    if not family.others:
        return ""
    mothers, level, children, kin, others = (
        [each for each in family.relatives if each.relation in relations]
        for relations in (
            {Relation.MOTHER},
            {Relation.SELF, Relation.SIBLING},
            {Relation.CHILD},
            {Relation.FAMILY},
            {Relation.HOME},
        )
    )
    drawing = _Drawing()
    mother = drawing.group(mothers)
    itself = drawing.y
    drawing.group(level, "whole" if mothers else "", rail=TO_MOTHER, of=mother)
    drawing.group(children, "whole", rail=TO_CHILDREN, of=itself + 5)
    drawing.group(kin, "loose", rail=TO_FAMILY, of=itself - 5)
    drawing.group(others)
    described = (
        f"{len(family.relatives)} people: this child, {_count(mothers, 'mother')}, "
        f"{_count(level[1:], 'brother or sister', 'brothers and sisters')}, "
        f"{_count(children, 'child of this child', 'children of this child')}, "
        f"{_count(kin, 'other of the family', 'others of the family')}, "
        f"{_count(others, 'other at the same address', 'others at the same address')}. The table says the same."
    )
    return (
        f'<svg class="sightline-drawing sightline-genogram" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {WIDTH} {drawing.y - ROW + 66}" role="img" aria-labelledby="genogram-title genogram-desc">'
        f'<title id="genogram-title">Family of this child</title><desc id="genogram-desc">{escape(described)}</desc>'
        f"{''.join((*drawing.homes, *drawing.lines, *drawing.people))}</svg>"
    )


class _Drawing:
    """Rows of people from the top; shaded homes lie under the lines, and those under the people."""

    def __init__(self) -> None:
        self.y = 34
        self.homes: list[str] = []
        self.lines: list[str] = []
        self.people: list[str] = []

    def group(self, found: Sequence[Relative], css: str = "", *, rail: int = 0, of: int = 0) -> int:
        """Draw ``found`` in rows, each joined by lines of the kind ``css`` to whoever is first at the height ``of``.

        Gives the height of the first row.
        """
        top = self.y
        for start in range(0, len(found), ACROSS):
            some = found[start : start + ACROSS]
            if css:
                self._join(len(some), css, rail, of)
            for place, each in enumerate(some):
                self._person(each, _x(place))
            self.y += ROW
        return top

    def _join(self, number: int, css: str, rail: int, of: int) -> None:
        over = self.y - HALF - 12
        self.lines.append(f'<path class="{css}" d="M{FIRST - HALF} {of}H{rail}V{over}H{_x(number - 1)}"/>')
        self.lines += [f'<path class="{css}" d="M{_x(place)} {over}V{self.y - HALF}"/>' for place in range(number)]

    def _person(self, each: Relative, x: int) -> None:
        y = self.y
        if each.at_home:
            self.homes.append(f'<rect class="home" x="{x - 46}" y="{y - 21}" width="92" height="78" rx="8"/>')
        self.people.append(_shape(each.sex, x, y, HALF, "person"))
        if each.relation is Relation.SELF:
            self.people.append(_shape(each.sex, x, y, HALF - 4, "inner"))
        if each.has_died:
            wide = 2 * HALF
            self.people.append(
                f'<path class="died" d="M{x - HALF} {y - HALF}l{wide} {wide}m0 {-wide}l{-wide} {wide}"/>'
            )
        name = each.name.split()[0] if each.may_open else "Not shown"
        under = each.age.removesuffix(" old") if each.may_open else "a link only"
        self.people.append(f'<text x="{x}" y="{y + HALF + 18}" text-anchor="middle">{escape(_short(name))}</text>')
        self.people.append(
            f'<text class="year" x="{x}" y="{y + HALF + 34}" text-anchor="middle">{escape(_short(under))}</text>'
        )


def _x(place: int) -> int:
    return FIRST + place * COLUMN


def _count(found: Sequence[Relative], one: str, many: str = "") -> str:
    return f"{len(found)} {one if len(found) == 1 else many or one + 's'}"


def _shape(sex: Sex, x: int, y: int, half: int, css: str) -> str:
    match sex:
        case Sex.MALE:
            return f'<rect class="{css}" x="{x - half}" y="{y - half}" width="{2 * half}" height="{2 * half}"/>'
        case Sex.FEMALE:
            return f'<circle class="{css}" cx="{x}" cy="{y}" r="{half}"/>'
        case Sex.UNKNOWN:
            return f'<path class="{css}" d="M{x} {y - half}l{half} {half}l{-half} {half}l{-half} {-half}z"/>'


def _short(words: str) -> str:
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"

"""The family on a day, drawn and in a table: no more of anybody than the reader may see, and nothing guessed."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from sightline.access.children import Visible
from sightline.casework.queries.child.family import Family, Relation, family_of, linked_of, shown_of
from sightline.casework.queries.child.genogram import genogram
from sightline.casework.queries.child.kin import Kin, Lived, Standing
from sightline.record.tables.people import Person

DAY = dt.date(2016, 11, 14)
HOME = Lived(("4 MILL LANE", "AV11AA"), dt.date(2010, 1, 1), None)
POSTCODE = Lived(("", "AV11AA"), dt.date(2010, 1, 1), None)
EVERYBODY = Visible(None, frozenset())
HANDLES = {key: f"h-{key}" for key in "ABMNDU"}


def person(key: str, born: str | None = "2008-01-01", sex: str | None = "1", **more: object) -> Person:
    return Person(
        person_id=key,
        forename=f"Name{key}",
        surname="Ash",
        sex=sex,
        born_on=dt.date.fromisoformat(born) if born else None,
        **more,  # type: ignore[arg-type]
    )


def kin(*others: Person, **more: object) -> Kin:
    people = {"C1": person("C1", "2010-05-05", "2"), **{each.person_id: each for each in others}}
    return Kin("C1", people, **more)  # type: ignore[arg-type]


def family(found: Kin, visible: Visible = EVERYBODY, on: dt.date = DAY) -> Family:
    return family_of(found, visible, HANDLES, on)


def test_nobody_linked_is_a_family_of_one_and_no_drawing() -> None:
    found = family(kin())
    assert found.others == ()
    assert genogram(found) == ""


def test_relations_are_only_what_the_record_says() -> None:
    found = family(
        kin(
            person("A"),
            person("B", "2009-01-01"),
            person("M", "1985-01-01", "2"),
            person("D", "2016-10-01"),
            person("N", "1990-01-01"),
            family=frozenset("AB"),
            mothers=frozenset({("M", "C1"), ("M", "B"), ("C1", "D")}),
            lived={"C1": (HOME,), "N": (HOME,)},
        )
    )
    assert {each.person_id: each.relation for each in found.others} == {
        "M": Relation.MOTHER,
        "D": Relation.CHILD,
        "B": Relation.SIBLING,
        "A": Relation.FAMILY,
        "N": Relation.HOME,
    }


def test_a_restricted_brother_is_not_there_at_all() -> None:
    found = kin(person("A"), person("B"), family=frozenset("AB"))
    hidden = Visible(None, frozenset("A"))
    assert linked_of(found, hidden) == ["B"]
    shown = family(found, hidden)
    assert [each.person_id for each in shown.others] == ["B"]
    drawing = genogram(shown)
    assert "NameA" not in drawing
    assert "2 people" in drawing


def test_a_brother_beyond_reach_is_a_link_and_no_more() -> None:
    found = kin(person("A", died_on=dt.date(2016, 1, 1)), family=frozenset("A"))
    beyond = Visible(frozenset({"C1"}), frozenset())
    assert (shown_of(found, beyond), linked_of(found, beyond)) == ([], ["A"])
    only = family(found, beyond).others[0]
    assert (only.name, only.age, only.standing, only.has_died, only.may_open) == ("Not shown", "", "", False, False)
    assert only.handle == "h-A"
    assert "NameA" not in genogram(family(found, beyond))


def test_those_beyond_reach_come_last_whatever_their_age() -> None:
    found = kin(person("A", "1999-01-01"), person("B", "2015-01-01"), family=frozenset("AB"))
    order = [each.person_id for each in family(found, Visible(frozenset("B"), frozenset())).others]
    assert order == ["B", "A"]


def test_somebody_born_later_was_not_in_the_family_on_the_day() -> None:
    found = kin(person("A", "2016-06-01"), person("U", None), family=frozenset("AU"))
    assert [each.person_id for each in family(found, on=dt.date(2015, 6, 1)).others] == ["U"]
    assert {each.person_id for each in family(found).others} == {"A", "U"}


def test_how_a_brother_stood_is_of_the_day_and_gravest_first() -> None:
    standings = (
        Standing("Looked after", dt.date(2015, 1, 1), dt.date(2016, 1, 1)),
        Standing("Case open", dt.date(2014, 1, 1), None),
    )
    found = kin(person("A"), family=frozenset("A"), standings={"A": standings})
    assert family(found, on=dt.date(2015, 6, 1)).others[0].standing == "Looked after"
    assert family(found).others[0].standing == "Case open"
    assert family(found, on=dt.date(2013, 6, 1)).others[0].standing == "No open case"


@pytest.mark.parametrize(
    ("where", "in_family", "together"),
    [
        (HOME, False, True),
        (HOME, True, True),
        (POSTCODE, True, True),
        (POSTCODE, False, False),
    ],
)
def test_a_postcode_alone_is_one_home_only_within_the_family(where: Lived, in_family: bool, together: bool) -> None:
    found = kin(person("A"), family=frozenset("A" if in_family else ""), lived={"C1": (where,), "A": (where,)})
    assert family(found).others[0].at_home is together


def test_a_household_is_of_the_day() -> None:
    left = Lived(HOME.at, dt.date(2010, 1, 1), dt.date(2015, 1, 1))
    found = kin(person("A"), family=frozenset("A"), lived={"C1": (HOME,), "A": (left,)})
    assert family(found, on=dt.date(2014, 12, 31)).household_in_words == "NameA Ash (6 years old)"
    assert family(found, on=dt.date(2015, 1, 1)).household == ()


def test_a_brother_in_care_is_not_at_home_though_his_address_is() -> None:
    care = Standing("Looked after", dt.date(2016, 1, 1), None)
    found = kin(person("A"), family=frozenset("A"), lived={"C1": (HOME,), "A": (HOME,)}, standings={"A": (care,)})
    assert family(found, on=dt.date(2015, 6, 1)).others[0].at_home
    assert not family(found).others[0].at_home


def test_a_child_placed_away_is_not_drawn_at_home() -> None:
    found = kin(person("A"), family=frozenset("A"), lived={"C1": (HOME,), "A": (HOME,)})
    away = family_of(found, EVERYBODY, HANDLES, DAY, is_away=True)
    assert not away.child.at_home
    assert away.others[0].at_home
    assert genogram(away).count('class="home"') == 1


def test_those_of_the_household_beyond_reach_are_counted() -> None:
    found = kin(person("A"), person("B"), family=frozenset("AB"), lived={key: (HOME,) for key in ("C1", "A", "B")})
    assert family(found, Visible(frozenset("A"), frozenset())).household_in_words == (
        "NameA Ash (8 years old), 1 other person"
    )
    assert family(found, Visible(frozenset(), frozenset())).household_in_words == "2 people"


def test_the_drawing_escapes_names_and_marks_the_dead_and_the_child() -> None:
    odd = Person(person_id="A", forename="<b>&", born_on=dt.date(2001, 1, 1), died_on=dt.date(2005, 1, 1))
    drawing = genogram(family(kin(odd, family=frozenset("A"))))
    assert "&lt;b&gt;&amp;" in drawing
    assert "<b>" not in drawing
    assert drawing.count('class="inner"') == 1
    assert drawing.count('class="died"') == 1
    assert 'class="loose"' in drawing
    assert 'class="whole"' not in drawing


def test_a_large_family_stays_within_the_width() -> None:
    many = [person(f"K{number:02}") for number in range(11)]
    found = kin(*many, family=frozenset(each.person_id for each in many))
    drawing = genogram(family(found))
    assert drawing.count('class="person"') == 12
    assert 'viewBox="0 0 360 ' in drawing


def lines(drawing: str, css: str) -> int:
    """How many people a kind of line leads down to."""
    return len(re.findall(rf'class="{css}" d="M\d+ \d+V', drawing))


def test_a_mother_is_joined_to_her_own_children_alone() -> None:
    drawing = genogram(
        family(
            kin(
                person("A"),
                person("B", "2009-01-01"),
                person("M", "1985-01-01", "2"),
                person("D", "2016-10-01"),
                family=frozenset("AB"),
                mothers=frozenset({("M", "C1"), ("M", "B"), ("C1", "D")}),
            )
        )
    )
    assert lines(drawing, "whole") == 3  # the child and B from M, D from the child
    assert lines(drawing, "loose") == 1  # A, whose mother nobody recorded


def test_without_a_mother_nobody_has_a_whole_line() -> None:
    drawing = genogram(family(kin(person("A"), person("B"), family=frozenset("AB"))))
    assert (lines(drawing, "whole"), lines(drawing, "loose")) == (0, 2)

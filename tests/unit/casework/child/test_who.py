"""Who and where: names, ages that cannot be reckoned, addresses in whatever shape they came."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.casework.queries.child.corrections import Former
from sightline.casework.queries.child.who import NAMELESS, address_lines, age_in_words, where_is, who_is
from sightline.ledger.models import Closing
from sightline.record.tables.addresses import Address
from sightline.record.tables.people import Person
from tests.support.readings import Read

DAY = dt.date(2016, 11, 14)


@pytest.mark.parametrize(
    ("born", "expected", "died", "words"),
    [
        ("2008-11-14", None, None, "8 years old"),
        ("2008-11-15", None, None, "7 years old"),
        ("2016-11-14", None, None, "0 days old"),
        ("2016-11-13", None, None, "1 day old"),
        ("2016-10-14", None, None, "1 month old"),
        ("2015-01-20", None, None, "21 months old"),
        (None, None, None, "Age not known"),
        (None, "2017-01-03", None, "Not yet born, expected on 3 January 2017"),
        (None, "2016-10-03", None, "Not yet born, expected on 3 October 2016; no birth is recorded"),
        ("2016-11-15", None, None, "Not yet born on 14 November 2016"),
        ("2006-02-28", None, "2016-02-27", "Died on 27 February 2016, 9 years old"),
        ("2006-02-28", None, "2016-11-15", "10 years old"),
        (None, None, "2016-02-27", "Died on 27 February 2016"),
    ],
)
def test_an_age_is_said_or_why_it_cannot_be(
    born: str | None, expected: str | None, died: str | None, words: str
) -> None:
    days = [dt.date.fromisoformat(each) if each else None for each in (born, expected, died)]
    person = Person(person_id="C1", born_on=days[0], expected_birth_on=days[1], died_on=days[2])
    assert age_in_words(person, DAY) == words


def test_somebody_born_on_29_february_is_a_year_older_on_1_march() -> None:
    person = Person(person_id="C1", born_on=dt.date(2004, 2, 29))
    assert age_in_words(person, dt.date(2015, 2, 28)) == "10 years old"
    assert age_in_words(person, dt.date(2015, 3, 1)) == "11 years old"


def test_nobody_recorded_has_no_name_and_no_age(read: Read) -> None:
    who = who_is(read(""), [])
    assert (who.name, who.age, who.facts) == (NAMELESS, "Age not known", ())
    assert who.first_name == "this child"


def test_an_unborn_child_is_not_born_and_has_no_gender(read: Read) -> None:
    text = "people\nperson_id | surname | gender | expected_birth_on\nC1 | Ash | 0 | 2017-01-07"
    who = who_is(read(text), [])
    assert not who.is_born
    assert dict(who.facts)["Born"] == "Expected on 7 January 2017"
    assert "Sex" not in dict(who.facts)


def test_what_is_not_recorded_of_a_person_is_said(read: Read) -> None:
    who = who_is(read("people\nperson_id | forename\nC1 | Ada"), [])
    facts = dict(who.facts)
    assert who.name == "Ada"
    assert facts["Born"] == "Date of birth not recorded"
    assert facts["Ethnicity"] == "Not recorded"
    assert facts["Disability"] == "None recorded"
    assert "Legal status" not in facts


def test_disabilities_and_legal_status_are_in_words(read: Read) -> None:
    who = who_is(
        read("""
            people
            person_id | forename | surname | sex | gender | born_on    | legacy_id
            C1        | Ada      | Ash     | 2   | 1      | 2008-04-01 | OLD7

            disabilities
            disability_id | person_id | disability_code
            D1            | C1        | NONE
            D2            | C1        | HEAR
            D3            | C1        | LD

            legal_statuses
            legal_status_id | person_id | legal_status | started_on | ended_on
            L1              | C1        | V2           | 2015-01-01 | 2016-01-01
            L2              | C1        | C2           | 2016-01-01 |

            linked_identifiers
            linked_identifier_id | person_id | type                | value
            I1                   | C1        | Unique Pupil Number | A1

            send_records
            send_record_id | person_id | upn
            S1             | C1        | A1
        """),
        [],
    )
    facts = dict(who.facts)
    assert facts["Disability"] == "Hearing, learning"
    assert facts["Legal status"] == "Full care order since 1 January 2016"
    assert facts["Sex"] == "Female; gender as the child gives it: Male"
    assert who.identifiers == (
        ("Unique pupil number", "A1"),
        ("Key in an earlier system", "OLD7"),
        ("Key in this record", "C1"),
    )


def test_an_earlier_name_comes_from_what_was_corrected(read: Read) -> None:
    before = Former(Person(person_id="C1", forename="Ada", surname="Oak"), 1, 1, 2, Closing.SUPERSEDED)
    same = Former(Person(person_id="C1", forename="Ada", surname="Ash"), 2, 1, 2, Closing.SUPERSEDED)
    who = who_is(read("people\nperson_id | forename | surname\nC1 | Ada | Ash"), [before, same])
    assert who.earlier_names == ("Ada Oak",)


@pytest.mark.parametrize(
    ("parts", "postcode", "lines"),
    [
        ('{"house": "4", "street": "Mill Lane", "x": null}', "AV1 1AA", ["4", "Mill Lane", "AV1 1AA"]),
        ('["4 Mill Lane", "AV11AA"]', "AV1 1AA", ["4 Mill Lane", "AV11AA"]),
        ("4 Mill Lane <b>", None, ["4 Mill Lane <b>"]),
        ("12", None, ["12"]),
        (None, "AV1 1AA", ["AV1 1AA"]),
        (None, None, []),
    ],
)
def test_an_address_is_read_in_any_shape(parts: str | None, postcode: str | None, lines: list[str]) -> None:
    assert address_lines(Address(address_id="A", address_json=parts, postcode=postcode)) == lines


PLACED = """
    addresses
    address_id | person_id | address_type | started_on | ended_on   | postcode
    A1         | C1        | Home         | 2010-01-01 | 2014-01-01 | AV1
    A2         | C1        | Home         | 2014-01-01 |            | AV2
    A3         | C1        | Home         | 2017-01-01 |            | AV3

    cla_episodes
    cla_episode_id | person_id | started_on | ceased_on
    E1             | C1        | 2016-01-01 |

    cla_placements
    cla_placement_id | person_id | started_on | placement_type_code | distance_miles | is_out_of_area
    P1               | C1        | 2016-01-01 | {type}              | 26.8           | yes
"""


def test_a_placement_stands_beside_the_home(read: Read) -> None:
    where = where_is(read(PLACED.replace("{type}", "K2")))
    assert where.placement is not None
    assert where.home is not None
    assert where.home.lines == ("AV2",)
    assert where.placement.is_out_of_area
    assert "27 miles from home" in where.placement.about
    assert where.is_away


def test_a_child_placed_with_a_parent_is_not_away(read: Read) -> None:
    assert not where_is(read(PLACED.replace("{type}", "P1"))).is_away


def test_a_day_before_everything_has_no_place(read: Read) -> None:
    where = where_is(read(PLACED.replace("{type}", "K2"), as_at=dt.date(2009, 1, 1)))
    assert (where.placement, where.home, where.is_looked_after, where.is_away) == (None, None, False, False)

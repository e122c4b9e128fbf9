"""A child is found however the name was heard or typed, and the answer says why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access.children import Visible
from sightline.casework.models import SearchKey, SearchWord
from sightline.casework.queries.searching import SHOWN, Answer, age, find
from sightline.casework.search.asking import asked
from sightline.casework.search.candidates import Because, swapped
from sightline.casework.search.index import rebuild_search, refresh_search
from sightline.ledger.actions import Withdrawal, record
from sightline.ledger.loading import load
from sightline.sources.extract import from_rows
from tests.unit.casework.search.conftest import AS_AT, person

pytestmark = pytest.mark.django_db
EVERYBODY = Visible(None, frozenset())


def searched(words: str, visible: Visible = EVERYBODY) -> Answer:
    return find(asked(words, AS_AT), visible, AS_AT)


@pytest.mark.parametrize(
    ("words", "who", "because"),
    [
        ("John Smith", "smith", Because.NAME),
        ("smith JOHN", "smith", Because.NAME),
        ("Jhon Smith", "smith", Because.SLIP),
        ("John Smyth", "smith", Because.SLIP),
        ("Joh Smi", "smith", Because.BEGINS),
        ("O'Brien", "obrien", Because.NAME),
        ("o brien", "obrien", Because.NAME),
        ("Maire OBrien", "obrien", Because.NAME),
        ("maryjane smith jones", "jones", Because.NAME),
        ("Smithjones", "jones", Because.NAME),
        ("Kathryn Rite", "catherine", Because.SOUND),
        ("Shaun Kowalski", "sean", Because.SOUND),
        ("Mohammed", "muhammad", Because.SOUND),
        ("lukasz zolc", "lukasz", Because.NAME),
        ("ليلى", "arabic", Because.NAME),
        ("03/02/2009", "smith", Because.BORN),
        ("2 Mar 2009", "smith", Because.SWAPPED),
        ("smith 2/3/09", "smith", Because.SWAPPED),
        ("943 476 5919", "smith", Because.IDENTIFIER),
        ("OLD-77", "smith", Because.IDENTIFIER),
        ("old/77", "smith", Because.IDENTIFIER),
        ("a800000000017", "catherine", Because.IDENTIFIER),
        ("av12bx", "catherine", Because.POSTCODE),
        ("AV12 6GX", "smith", Because.POSTCODE),
        ("larkspur road", "smith", Because.STREET),
        ("okafor", "unborn", Because.NAME),
    ],
)
def test_it_finds_and_says_why(stored: None, words: str, who: str, because: Because) -> None:
    found = searched(words).found
    assert found, "nobody was found"
    assert found[0].person_id == who
    assert because in found[0].because


def test_the_name_and_the_date_put_the_right_one_first(stored: None) -> None:
    twins = [person(f"S{number}", "John", "Smith", f"2009-05-{number:02}") for number in range(1, 20)]
    load(from_rows(twins), by="a test", why="more", source="another")
    rebuild_search()
    first, *others = searched("Jon Smith 12/5/2009").found
    assert first.person_id == "S12"
    assert first.because == (Because.SLIP, Because.BORN) or Because.BORN in first.because
    assert others  # the rest follow, for a date may be wrong


def test_an_earlier_name_finds_and_is_not_shown(stored: None) -> None:
    record([person("sean", "Sean", "Whitlock", "2007-01-30")], by="a test", why="adopted")
    refresh_search(["sean"])
    (found,) = searched("Kowalski").found
    assert (found.person_id, found.because, found.name) == ("sean", (Because.EARLIER,), "Sean Whitlock")


def test_a_withdrawn_person_is_not_found(stored: None) -> None:
    record(by="a test", why="recorded in error", withdraw=[Withdrawal("people", "obrien")])
    refresh_search(["obrien"])
    assert searched("O'Brien").found == ()


def test_refreshing_leaves_what_making_it_all_again_leaves(stored: None) -> None:
    record([person("sean", "Shaun", "Whitlock-Hughes", "2007-01-30")], by="a test", why="a new name")
    refresh_search(["sean", "nobody"])
    refreshed = set(SearchKey.objects.values_list("person_id", "kind", "key"))
    words = set(SearchWord.objects.values_list("kind", "key", "word"))
    rebuild_search()
    assert refreshed == set(SearchKey.objects.values_list("person_id", "kind", "key"))
    assert words >= set(SearchWord.objects.values_list("kind", "key", "word"))


def test_how_each_is_known(stored: None) -> None:
    smith = searched("John Smith").found[0]
    assert (smith.status.is_open, smith.status.team, smith.status.worker) == (True, "Assessment", "Sam Worker")
    assert (smith.age, str(smith.status.open_since)) == (7, "2016-01-04")
    closed = searched("Catherine Wright").found[0].status
    assert (closed.is_open, str(closed.closed_on)) == (False, "2015-03-02")
    nothing = searched("Sean Kowalski").found[0].status  # a referral on which nothing was to be done
    assert (nothing.is_open, nothing.closed_on) == (False, None)


def test_whoever_is_hidden_is_not_there(stored: None) -> None:
    hidden = Visible(None, frozenset({"smith"}))
    for words in ("John Smith", "3/2/2009", "943 476 5919", "AV12 6GX", "larkspur"):
        assert "smith" not in [each.person_id for each in searched(words, hidden).found]


def test_the_hidden_do_not_push_others_out(stored: None) -> None:
    many = [person(f"Z{number:04}", "Zara", "Quill", "2009-05-05") for number in range(SHOWN + 340)]
    load(from_rows(many), by="a test", why="more", source="another")
    rebuild_search()
    hidden = frozenset(each.person_id for each in many[:-1])
    answer = searched("Zara Quill", Visible(None, hidden))
    assert [each.person_id for each in answer.found] == [many[-1].person_id]
    assert not answer.is_more
    everybody = searched("Zara Quill")
    assert (len(everybody.found), everybody.is_more) == (SHOWN, True)


def test_the_number_of_queries_does_not_follow_the_number_found(stored: None) -> None:
    with CaptureQueriesContext(connection) as few:
        assert len(searched("John Smith 3/2/2009").found) == 1
    many = [person(f"S{number}", "John", "Smith", "2009-02-03") for number in range(60)]
    load(from_rows(many), by="a test", why="more", source="another")
    rebuild_search()
    with CaptureQueriesContext(connection) as more:
        assert len(searched("John Smith 3/2/2009").found) == SHOWN
    assert len(more) <= len(few) <= 7


def test_a_day_and_month_change_places_only_where_both_are_months() -> None:
    assert [str(swapped(each)) for each in asked("3/2/2009", AS_AT).dates] == ["2009-03-02"]
    assert [swapped(each) for each in asked("13/2/2009 5/5/2009", AS_AT).dates] == [None, None]


def test_age_turns_on_the_birthday() -> None:
    born = asked("15/11/2000", AS_AT).dates[0]
    assert age(born, AS_AT) == 15
    assert age(born.replace(day=14), AS_AT) == 16
    assert age(None, AS_AT) is None
    assert age(AS_AT.replace(year=2017), AS_AT) is None

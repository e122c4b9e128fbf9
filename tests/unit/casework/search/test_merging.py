"""Two records made one and two again: nothing is lost, and what is written meanwhile is never taken from anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sightline.access import actions as access
from sightline.access import children as access_children
from sightline.access.children import Child, Right, Visible
from sightline.access.door import door_of
from sightline.access.models import AccessEntry, Account, Doing, OwnFamily
from sightline.casework.actions.merging import decide_different, merge, unmerge
from sightline.casework.merged_handles import MergedHandles
from sightline.casework.models import MovedRow, Suggestion
from sightline.casework.models.drafts import Draft
from sightline.casework.models.merges import Merge
from sightline.casework.models.suggestions import Decision
from sightline.casework.models.tasks import Task
from sightline.casework.queries.duplicates import kept_handle, merged_into, under_kept
from sightline.casework.queries.searching import find
from sightline.casework.search.asking import asked
from sightline.casework.search.index import rebuild_search
from sightline.errors import UserError
from sightline.ledger.actions import record
from sightline.ledger.loading import load
from sightline.ledger.models import Transaction
from sightline.ledger.queries import current
from sightline.ledger.snapshot import as_known
from sightline.ledger.verify import verify
from sightline.record.schema import Row
from sightline.record.tables.case_notes import CaseNote
from sightline.record.tables.cin_visits import CinVisit
from sightline.record.tables.exploitation_links import ExploitationLink
from sightline.record.tables.mothers import Mother
from sightline.sources.extract import Extract, from_rows
from sightline.web import clock
from tests.support.personas import Persona, make
from tests.unit.casework.search.conftest import AS_AT, PEOPLE, SOURCE, person, rows

WHY = "the school has one pupil"


def child(person_id: str, *, is_restricted: bool = False) -> Child:
    """As :func:`sightline.access.children.open_child` gives it."""
    handle = access.handles(person_ids=[person_id])[person_id]
    return Child(person_id, handle, Right.COUNCIL, is_restricted)


def known() -> dict[str, list[dict[str, object]]]:
    """Everything known now, in an order that does not follow versions."""
    return {name: sorted(table.to_pylist(), key=repr) for name, table in as_known().tables.items() if table.num_rows}


def twice() -> list[Row]:
    """The families, one child being there twice."""
    return [
        *rows(),
        person("smith2", "Jon", "Smyth", "2009-03-02"),
        CinVisit(cin_visit_id="V2", person_id="smith2", visited_on=dt.date(2016, 3, 1)),
        CinVisit(cin_visit_id="V3", person_id="smith2", visited_on=dt.date(2016, 4, 1)),
        Mother(mother_id="M1", person_id="grown", child_person_id="smith2"),
        ExploitationLink(exploitation_link_id="X1", person_id="smith2", linked_person_id="sean"),
        ExploitationLink(exploitation_link_id="X2", person_id="sean", linked_person_id="smith2"),
    ]


@pytest.fixture
def by(db: None) -> Account:
    """The families with one child twice, and somebody who may decide."""
    load(from_rows(twice()), by="a test", why="to merge", source=SOURCE)
    rebuild_search()
    return make(Persona.FRONT_DOOR)


def merged(by: Account) -> Merge:
    return merge(kept=child("smith"), merged=child("smith2"), why=WHY, by=by)


def test_everything_comes_under_the_one_kept_in_one_transaction(by: Account) -> None:
    before = Transaction.objects.count()
    made = merged(by)
    assert Transaction.objects.count() == before + 1
    assert not current("people").filter(person_id="smith2").exists()
    assert set(current("cin_visits").values_list("cin_visit_id", "person_id")) == {
        (each, "smith") for each in ("V1", "V2", "V3")
    }
    assert current("mothers").get().child_person_id == "smith"
    assert set(current("exploitation_links").values_list("person_id", "linked_person_id")) == {
        ("smith", "sean"),
        ("sean", "smith"),
    }
    assert "smith2" not in repr(known())
    assert MovedRow.objects.filter(merge=made).count() == 6  # five rows and the child's own
    assert verify().first_break is None


def test_undoing_it_gives_back_what_was(by: Account) -> None:
    before = known()
    made = merged(by)
    assert known() != before
    left = unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    assert left == []
    assert known() == before
    assert merged_into() == {}
    made.refresh_from_db()
    assert (made.undone_by, made.undone_why) == (by, "they are two cousins")
    with pytest.raises(UserError, match="undone already"):
        unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)


def test_what_was_written_since_stays_and_is_listed(by: Account) -> None:
    made = merged(by)
    changed = CinVisit(cin_visit_id="V2", person_id="smith", visited_on=dt.date(2016, 3, 9))
    new = CaseNote(case_note_id="N1", person_id="smith", words="seen at school")
    record([changed, new], by="account 1", why="after the merge")
    left = unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    assert {(each.table, each.key) for each in left} == {("cin_visits", "V2"), ("case_notes", "N1")}
    assert current("cin_visits").get(cin_visit_id="V2").person_id == "smith"
    assert current("cin_visits").get(cin_visit_id="V3").person_id == "smith2"
    assert list(MovedRow.objects.filter(merge=made, is_left=True).values_list("key", flat=True)) == ["V2"]


def test_merged_twice_over_and_undone_in_turn(by: Account) -> None:
    load(from_rows([person("smith3", "J", "Smith", "2009-02-03")]), by="a test", why="another", source="another")
    before = known()
    first = merged(by)
    second = merge(kept=child("smith3"), merged=child("smith"), why=WHY, by=by)
    assert merged_into() == {"smith2": "smith3", "smith": "smith3"}
    assert merged_into(["smith2", "sean"]) == {"smith2": "smith3"}
    with pytest.raises(UserError, match="Undo that first"):
        unmerge(merge=first, kept=child("smith"), why="they are two cousins", by=by)
    assert unmerge(merge=second, kept=child("smith3"), why="they are two cousins", by=by) == []
    assert unmerge(merge=first, kept=child("smith"), why="they are two cousins", by=by) == []
    assert known() == before


def test_the_nightly_load_comes_under_the_one_kept(by: Account) -> None:
    merged(by)
    after_merge = known()
    assert load(under_kept(from_rows(twice())), by="nightly", why="a load", source=SOURCE).opened == {}
    assert known() == after_merge  # the source said nothing new
    new = [*twice(), CinVisit(cin_visit_id="V9", person_id="smith2", visited_on=dt.date(2016, 11, 1))]
    load(under_kept(from_rows(new)), by="nightly", why="a load", source=SOURCE)
    assert current("cin_visits").get(cin_visit_id="V9").person_id == "smith"
    assert not current("people").filter(person_id="smith2").exists()


def test_a_load_after_undoing_brings_both_again(by: Account) -> None:
    before = known()
    made = merged(by)
    load(under_kept(from_rows(twice())), by="nightly", why="a load", source=SOURCE)
    unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    load(under_kept(from_rows(twice())), by="nightly", why="a load", source=SOURCE)
    assert known() == before


def test_an_extract_of_nobody_merged_is_left_as_it_is(by: Account) -> None:
    extract = from_rows(rows())
    assert under_kept(extract) is extract
    merged(by)
    mapped: Extract = under_kept(extract)
    assert mapped.tables["cin_visits"].equals(extract.tables["cin_visits"])


def test_the_merged_are_found_by_their_name_under_the_one_kept(by: Account) -> None:
    merged(by)
    for words in ("Smyth", "smith2"):
        found = find(asked(words, AS_AT), Visible(None, frozenset()), AS_AT).found
        assert found[0].person_id == "smith", words


def test_their_address_leads_to_the_one_kept(by: Account) -> None:
    handles = access.handles(person_ids=["smith", "smith2", "sean"])
    assert kept_handle(handles["smith2"]) is None
    merged(by)
    assert kept_handle(handles["smith2"]) == handles["smith"]
    assert kept_handle(handles["sean"]) is kept_handle("nobody's") is None
    request = RequestFactory().get(f"/children/{handles['smith2']}/access/?page=2")
    request.user = by
    middleware = MergedHandles(lambda _: pytest.fail("not asked"))
    answer = middleware.process_view(request, middleware.get_response, (), {"handle": handles["smith2"]})
    assert answer is not None
    assert (answer.status_code, answer["Location"]) == (307, f"/children/{handles['smith']}/access/?page=2")
    assert middleware.process_view(request, middleware.get_response, (), {"handle": handles["sean"]}) is None


def test_those_kept_out_of_the_one_are_kept_out_of_the_other(by: Account) -> None:
    director = make(Persona.DIRECTOR)
    access.declare_own_family(person_id="smith2", relation="nephew", account=director, by=director)
    merged(by)
    assert OwnFamily.objects.filter(account=director, person_id="smith").exists()


@pytest.mark.parametrize(
    ("kept", "goes", "why", "says"),
    [
        (("smith", False), ("smith", False), WHY, "one record already"),
        (("smith", False), ("smith2", True), WHY, "restricted"),
        (("smith", False), ("smith2", False), "same", "reason"),
        (("smith", False), ("nobody", False), WHY, "no longer"),
    ],
)
def test_it_refuses(by: Account, kept: tuple[str, bool], goes: tuple[str, bool], why: str, says: str) -> None:
    before = known()
    with pytest.raises(UserError, match=says):
        merge(kept=child(kept[0], is_restricted=kept[1]), merged=child(goes[0], is_restricted=goes[1]), why=why, by=by)
    assert known() == before


def test_a_second_write_that_breaks_leaves_neither(by: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    before = known()

    def broken(people: Iterable[str]) -> None:
        raise OSError("no room")

    monkeypatch.setattr("sightline.casework.actions.merging.refresh_search", broken)
    with pytest.raises(OSError, match="no room"):
        merged(by)
    assert known() == before
    assert not Merge.objects.exists()
    assert not AccessEntry.objects.filter(doing=Doing.CHANGED.value).exists()


def test_what_is_decided_stands_and_is_logged(by: Account) -> None:
    suggestion = Suggestion.objects.create(
        person_a="smith", person_b="smith2", probability=0.9, reasons="name", made_at="2016-11-14T00:00Z"
    )
    decide_different(suggestion=suggestion, one=child("smith"), other=child("smith2"), why="cousins, both seen", by=by)
    suggestion.refresh_from_db()
    assert (suggestion.decision, suggestion.decided_by) == (Decision.DIFFERENT, by)
    assert AccessEntry.objects.filter(account=by, doing=Doing.CHANGED.value).count() == 2
    merged(by)
    suggestion.refresh_from_db()
    assert suggestion.decision == Decision.MERGED


class AnyMerges(TestCase):
    """Whatever is merged, in whatever order, undoing it backwards gives back what was."""

    def setUp(self) -> None:
        """The families with one child twice."""
        load(from_rows(twice()), by="a test", why="to merge", source=SOURCE)
        self.by = make(Persona.FRONT_DOOR)

    @given(st.lists(st.permutations([each.person_id for each in PEOPLE[:5]]).map(lambda p: p[:2]), max_size=4))
    @settings(max_examples=15)
    def test_undone_backwards(self, pairs: list[list[str]]) -> None:
        """Merges of the standing, then all undone."""
        before, made = known(), []
        for kept, goes in pairs:
            if kept not in merged_into() and goes not in merged_into():
                made.append(merge(kept=child(kept), merged=child(goes), why=WHY, by=self.by))
        for each in reversed(made):
            assert unmerge(merge=each, kept=child(each.kept), why=WHY, by=self.by) == []
        assert known() == before


def draft(by: Account, person_id: str, *, table: str = "case_notes", key: str = "", form: str = "note") -> Draft:
    return Draft.objects.create(
        account=by, form=form, person_id=person_id, table=table, key=key, words="{}", saved_at="2016-11-14T09:00Z"
    )


def test_unsaved_words_and_tasks_go_along_and_come_back(by: Account) -> None:
    task = Task.objects.create(
        words="Ring the school",
        due_on=AS_AT,
        for_name="Sam Worker",
        for_worker="W1",
        given_by=by,
        given_at="2016-11-14T09:00Z",
        person_id="smith2",
    )
    words = draft(by, "smith2")
    made = merged(by)
    for each in (task, words):
        each.refresh_from_db()
        assert each.person_id == "smith"
    unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    for each in (task, words):
        each.refresh_from_db()
        assert each.person_id == "smith2"


def test_nobodys_words_are_put_into_others_of_the_same_place(by: Account) -> None:
    mine, theirs = draft(by, "smith"), draft(by, "smith2")
    made = merged(by)
    for each, person_id in ((mine, "smith"), (theirs, "smith2")):
        each.refresh_from_db()
        assert each.person_id == person_id
    unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    assert Draft.objects.count() == 2


def test_words_begun_while_they_were_one_follow_the_row_they_would_correct(by: Account) -> None:
    made = merged(by)
    of_the_merged = draft(by, "smith", table="cin_visits", key="V2", form="visit")
    of_the_kept = draft(by, "smith", table="cin_visits", key="V1", form="visit")
    unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    of_the_merged.refresh_from_db()
    of_the_kept.refresh_from_db()
    assert (of_the_merged.person_id, of_the_kept.person_id) == ("smith2", "smith")


def test_a_declaration_that_the_merge_made_is_taken_back_with_it(by: Account) -> None:
    director, auditor = make(Persona.DIRECTOR), make(Persona.AUDITOR)
    access.declare_own_family(person_id="smith2", relation="nephew", account=director, by=director)
    access.declare_own_family(person_id="smith", relation="neighbour", account=auditor, by=auditor)
    made = merged(by)
    unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    held = set(OwnFamily.objects.values_list("account", "person_id"))
    assert held == {(director.pk, "smith2"), (auditor.pk, "smith")}


def test_whom_somebody_was_kept_out_of_while_they_were_one_holds_for_both(by: Account) -> None:
    director = make(Persona.DIRECTOR)
    made = merged(by)
    access.declare_own_family(person_id="smith", relation="nephew", account=director, by=director)
    access.restrict(person_id="smith", why="the family is at risk", allowed=[by], by=director)
    unmerge(merge=made, kept=child("smith"), why="they are two cousins", by=by)
    assert set(OwnFamily.objects.values_list("account", "person_id")) == {
        (director.pk, "smith"),
        (director.pk, "smith2"),
    }
    assert access_children.restricted_children() == {"smith", "smith2"}
    restricted = access.handles(person_ids=["smith2"])["smith2"]
    assert door_of(restricted, by, clock.now()).is_allowed is True
    assert door_of(restricted, make(Persona.AUDITOR), clock.now()).is_allowed is False

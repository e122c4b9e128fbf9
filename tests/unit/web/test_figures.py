"""Figures of a council's own store: when they are made again, what they leave out, how each process takes them up."""

from __future__ import annotations

import datetime as dt
import io
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from sightline.access import actions
from sightline.engines.duckdb import DuckDBEngine
from sightline.errors import UserError
from sightline.findings import kept
from sightline.findings.kept import Mark, keep, kept_mark, read_kept
from sightline.findings.load import load as from_extract
from sightline.findings.queries import children, held, hold
from sightline.findings.queries.loaded import Loaded, held_or_none
from sightline.inspection.framework import load_framework
from sightline.ledger.actions import record
from sightline.ledger.loading import load
from sightline.ledger.models import Transaction
from sightline.record.tables.people import Person
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.obligations import SubjectKind
from sightline.web import figures, taking_up
from sightline.web.figures import SETTLES, evaluate, is_due, wanted
from tests.support import site
from tests.support.personas import Persona, browser_of, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council(evaluated: Loaded, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The small record loaded into a store whose folder is empty; nothing is held."""
    given = {name: getattr(settings.SIGHTLINE, name) for name in settings.SIGHTLINE.__slots__}
    monkeypatch.setattr(settings, "SIGHTLINE", SimpleNamespace(**{**given, "home": tmp_path, "today": site.AS_AT}))
    load(site.extract(), by="nightly", why="the first load", source="case system")
    monkeypatch.setattr("sightline.findings.queries.loaded._held", [])
    yield
    hold(evaluated)


def keep_now() -> Mark:
    """The figures made and kept as the process does."""
    loaded, mark = evaluate()
    keep(loaded, mark)
    return mark


def test_the_stores_figures_are_those_of_the_record_it_was_loaded_from() -> None:
    loaded, mark = evaluate()
    direct = from_extract(
        site.extract(),
        site.AS_AT,
        standards=tuple(CATALOGUE.values()),
        engine=DuckDBEngine(),
        framework=load_framework("sif-2013-2017"),
        source="the same",
    )
    for each in direct.inspection.judgements:
        found = next(one for one in loaded.inspection.judgements if one.id == each.id)
        assert (found.indicative_grade, found.reasons) == (each.indicative_grade, each.reasons)
    for code in direct.standards:
        assert loaded.standing.counts(code) == direct.standing.counts(code)
    assert (loaded.council, loaded.source, loaded.is_invented) == ("Avonmere", "the council's own store", False)
    assert mark.through == 1
    assert mark == wanted()


def test_what_was_kept_is_taken_up_and_shown_with_when_it_was_known() -> None:
    keep_now()
    taking_up.take_up()
    page = browser_of(Persona.DIRECTOR).get("/findings/").content.decode()
    assert "the council&#x27;s own store" in page
    assert held().known_at is not None
    assert {row.child.key for row in children(held())} >= {site.UNSEEN, site.LOOKED_AFTER}
    one = browser_of(Persona.DIRECTOR).get(f"/children/{site.handle(site.UNSEEN)}/timeline/")
    assert "Ada Example" in one.content.decode()


def test_what_was_taken_up_already_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_now()
    seen = taking_up.take_up()
    monkeypatch.setattr(kept, "read_kept", lambda: pytest.fail("read again"))
    assert taking_up.take_up(seen) == seen


def test_they_are_taken_up_though_an_edition_was_changed_in_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_now()

    def changed(loaded: object) -> None:
        raise UserError("The counts kept with an edition were changed; nothing can be checked against it.")

    monkeypatch.setattr("sightline.scrutiny.queries.members_release.released", changed)
    assert taking_up.take_up() is not None
    assert held().known_at is not None


def test_until_then_pages_say_that_the_figures_are_being_worked_out() -> None:
    assert taking_up.take_up() is None
    answer = browser_of(Persona.DIRECTOR).get("/findings/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Figures are being worked out" in answer.content.decode()


def test_without_a_record_pages_say_that_none_was_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = SimpleNamespace(objects=Transaction.objects.none())
    monkeypatch.setattr("sightline.access.middleware.Transaction", empty)
    assert "No record has been loaded" in browser_of(Persona.DIRECTOR).get("/findings/").content.decode()


def test_figures_are_due_after_a_load_and_not_before() -> None:
    mark = keep_now()
    assert is_due(None, wanted(), 0)
    assert not is_due(mark, wanted(), SETTLES)
    load(site.extract(), by="nightly", why="the next", source="another system")
    assert is_due(mark, wanted(), 0)


def test_work_done_here_reaches_the_figures_once_it_has_settled() -> None:
    mark = keep_now()
    record([Person(person_id="NEW", forename="Nia", surname="Example")], by="somebody", why="came to notice")
    assert not is_due(mark, wanted(), SETTLES - 1)
    assert is_due(mark, wanted(), SETTLES)


@pytest.mark.parametrize("changed", [{"as_at": "2016-11-15"}, {"catalogue": "other"}, {"made_by": "an older python"}])
def test_a_new_day_new_standards_or_another_python_makes_them_due(changed: dict[str, Any]) -> None:
    assert is_due(replace(wanted(), **changed), wanted(), 0)


def test_a_store_put_back_to_what_it_was_makes_them_due() -> None:
    assert is_due(replace(wanted(), through=9), wanted(), 0)
    assert is_due(replace(wanted(), ledger="another"), wanted(), 0)


def test_a_restriction_makes_them_due_and_takes_the_child_out_of_every_figure() -> None:
    mark = keep_now()
    taking_up.take_up()
    before = held().standing.counts("child-seen-6m").subjects_in_breach
    director = make(Persona.DIRECTOR)
    actions.restrict(person_id=site.UNSEEN, why="A colleague's own child", allowed=[], by=director)
    assert is_due(mark, wanted(), 0)
    keep_now()
    taking_up.take_up()
    assert held().leaves_out
    assert held().standing.counts("child-seen-6m").subjects_in_breach == before - 1
    assert site.UNSEEN not in held().people.children
    assert not list(held().standing.of_subject(SubjectKind.CHILD, site.UNSEEN))
    actions.lift_restriction(person_id=site.UNSEEN, why="It was a mistake", by=director)
    assert is_due(kept_mark(), wanted(), 0)


@pytest.mark.parametrize("place", [0, 30, -40, -1])
def test_a_file_that_was_changed_is_not_read(place: int) -> None:
    keep_now()
    whole = bytearray(kept.path().read_bytes())
    whole[place] ^= 1
    kept.path().write_bytes(whole)
    assert read_kept() is None
    taking_up.take_up()
    assert held_or_none() is None


@pytest.mark.parametrize("length", [0, 10, 40, 5_000])
def test_a_file_cut_short_is_not_read(length: int) -> None:
    keep_now()
    kept.path().write_bytes(kept.path().read_bytes()[:length])
    assert read_kept() is None


def test_a_file_of_a_site_with_another_secret_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_now()
    monkeypatch.setattr(settings, "SECRET_KEY", "of another site")
    assert kept_mark() is not None
    assert read_kept() is None


def test_the_figures_of_another_store_are_not_shown() -> None:
    loaded, mark = evaluate()
    keep(loaded, replace(mark, ledger="another"))
    taking_up.take_up()
    assert held_or_none() is None


def test_the_file_is_its_owners_alone_and_nothing_is_left_beside_it() -> None:
    left = kept.path().with_name(".figures.kept-killed")
    left.write_text("half")
    keep_now()
    assert kept.path().stat().st_mode & 0o777 == 0o600
    assert not left.exists()


def test_the_process_makes_them_once_and_again_when_they_are_due(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    looks = iter(range(4))

    def look(seconds: float) -> None:
        assert seconds == figures.POLLED
        made.append((kept_mark() or wanted()).through)
        if len(made) == 2:
            load(site.extract(), by="nightly", why="the next", source="another system")

    monkeypatch.setattr(figures, "time", SimpleNamespace(monotonic=time.monotonic, sleep=look))
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    figures.follow(is_wanted=lambda: next(looks, None) is not None)
    assert made == [1, 1, 2, 2]


def test_a_failure_is_said_without_what_failed_and_tried_again_later(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("Ada Example")

    waits: list[float] = []
    looks = iter(range(1))
    monkeypatch.setattr(figures, "evaluate", fail)
    monkeypatch.setattr(figures, "time", SimpleNamespace(monotonic=time.monotonic, sleep=waits.append))
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    monkeypatch.setattr("django.db.connection.close", lambda: None, raising=False)
    figures.follow(is_wanted=lambda: next(looks, None) is not None)
    assert waits == [figures.AGAIN]
    assert "Ada" not in capsys.readouterr().err


def test_what_cannot_be_logged_is_not_printed_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    gone = io.StringIO()
    handler = logging.StreamHandler(gone)
    gone.close()
    logger = logging.getLogger("sightline.figures")
    logger.addHandler(handler)
    try:
        try:
            raise RuntimeError("Ada Example")
        except RuntimeError:
            logger.exception("figures")
    finally:
        logger.removeHandler(handler)
    assert "Ada" not in capsys.readouterr().err


def test_pages_of_the_day_do_not_wait_for_the_figures() -> None:
    assert held_or_none() is None
    assert browser_of(Persona.TEAM_MANAGER).get("/today/").status_code == 200
    assert dt.date.fromisoformat(wanted().as_at) == site.AS_AT

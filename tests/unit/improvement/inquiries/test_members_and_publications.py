"""What members chose, officers said and the council published: lines of the timeline with who, when and the proof."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.access.models import Account
from sightline.findings.queries import Loaded
from sightline.improvement.inquiries import Event, Tier
from sightline.improvement.inquiry_bundle import bundle
from sightline.improvement.models import Inquiry
from sightline.improvement.queries.inquiries import timeline
from sightline.scrutiny.actions.members import came_of_it, look_into, state
from sightline.scrutiny.models import Became, PackDecision, PackEdition, QuarterlyPack
from sightline.scrutiny.queries import members_events, publications_events
from sightline.web import clock
from tests.support import site
from tests.support.persona import Persona
from tests.support.personas import browser_of, make

FIGURE = "no-worker"
TITLE = "“Children with nobody who can do the work”"
WHY = "Families say that nobody has come since their worker left."
SAID = "Two managers hold these children in name while we recruit."
CAME = "A review of every case that a manager holds has begun."
CHANGED = "The first edition counted the wrong day."


def _chosen_and_said(times: int = 1) -> None:
    member, director = make(Persona.ELECTED_MEMBER), make(Persona.DIRECTOR)
    for _ in range(times):
        state(figure=FIGURE, words=SAID, by=director, nobody_named=True)
        look = look_into(figure=FIGURE, why=WHY, by=member, nobody_named=True)
        came_of_it(look=look, words=CAME, by=director, nobody_named=True)


def _edition(
    number: int, became: Became | None, at: dt.datetime | None = None, quarter: dt.date = dt.date(2016, 9, 30)
) -> PackEdition:
    by: Account = make(Persona.ANALYST)
    when = at or clock.now()
    pack, _ = QuarterlyPack.objects.get_or_create(ends_on=quarter, defaults={"by": by, "at": when})
    edition = PackEdition.objects.create(
        pack=pack,
        number=number,
        as_at=quarter,
        known_at=when,
        through=1,
        through_digest="d" * 64,
        catalogue="c" * 64,
        what_changed=CHANGED if number > 1 else "",
        said="{}",
        exact="{}",
        html="",
        pdf=b"",
        csv="",
        said_digest=f"{number}" * 64,
        exact_digest="e" * 64,
        html_digest="f" * 64,
        pdf_digest="a" * 64,
        csv_digest="b" * 64,
        made_by=by,
        made_at=when,
    )
    if became is not None:
        PackDecision.objects.create(edition=edition, became=became.value, by=make(Persona.DIRECTOR), at=when)
    return edition


def _of(found: tuple[Event, ...], kind: str) -> list[Event]:
    return [each for each in found if each.kind == kind]


def test_a_members_choice_and_what_came_of_it_are_lines_that_name_no_member(loaded: Loaded, inquiry: Inquiry) -> None:
    _chosen_and_said()
    found = timeline(loaded, inquiry).events
    (chosen,) = _of(found, "Members’ choice")
    assert chosen.words == f"A member chose to look into {TITLE}: {WHY}"
    assert (chosen.on, chosen.tier) == (clock.today(), Tier.COMMITTEE)
    assert chosen.proof.startswith("choice ")
    (came,) = _of(found, "What came of a members’ choice")
    assert came.words.endswith(f"on what came of a member’s choice of {TITLE}: {CAME}")
    assert came.words.startswith("Director of children")
    names = {make(Persona.ELECTED_MEMBER).name, make(Persona.DIRECTOR).name}
    assert not [each for each in found if any(name in each.words for name in names)]


def test_what_an_officer_said_stays_when_it_is_said_anew(loaded: Loaded, inquiry: Inquiry) -> None:
    _chosen_and_said(2)
    first, second = sorted(
        _of(timeline(loaded, inquiry).events, "Officers’ statement"), key=lambda each: len(each.proof)
    )
    assert first.words == second.words
    assert first.words.endswith(f"said of {TITLE}: {SAID}")
    assert second.proof.endswith(f"in place of {first.proof}")


def test_an_edition_is_a_line_once_it_is_published_with_its_digests(loaded: Loaded, inquiry: Inquiry) -> None:
    _edition(1, Became.PUBLISHED)
    _edition(2, Became.PUBLISHED)
    _edition(3, Became.SET_ASIDE)
    _edition(4, None)
    first, second = _of(timeline(loaded, inquiry).events, "Publication")
    assert (first.on, first.tier) == (clock.today(), Tier.PUBLIC)
    assert first.words == (
        "The council published edition 1 of its figures of July to September 2016, as at 30 September 2016."
    )
    assert second.words.endswith(f"It corrects the one before: {CHANGED}")
    assert first.proof == (f"edition 1: SHA-256 {'1' * 64}, of the PDF {'a' * 64}; transaction 1, digest {'d' * 64}")


def test_what_was_published_outside_the_time_asked_about_is_not_in_it(db: None) -> None:
    noon = dt.datetime(2015, 3, 31, 12, tzinfo=dt.UTC)
    late = dt.datetime(2015, 3, 31, 23, 30, tzinfo=dt.UTC)  # half past midnight in London
    _edition(1, Became.PUBLISHED, noon, dt.date(2014, 12, 31))
    _edition(1, Became.PUBLISHED, late, dt.date(2014, 9, 30))
    (in_march,) = publications_events.events(dt.date(2015, 3, 31), dt.date(2015, 3, 31))
    (in_april,) = publications_events.events(dt.date(2015, 4, 1), dt.date(2015, 4, 1))
    assert (in_march.known_at, in_april.known_at) == (noon, late)
    assert publications_events.events(dt.date(2015, 4, 2), site.AS_AT) == []


def test_what_members_chose_outside_the_time_asked_about_is_not_in_it(loaded: Loaded) -> None:
    _chosen_and_said()
    today = clock.today()
    assert len(members_events.events(today, today)) == 3
    day = dt.timedelta(days=1)
    assert members_events.events(today - 9 * day, today - day) == []


def test_what_is_taken_away_has_them_with_their_proofs(loaded: Loaded, inquiry: Inquiry) -> None:
    _chosen_and_said()
    _edition(1, Became.PUBLISHED)
    whole = zipfile.ZipFile(BytesIO(bundle(timeline(loaded, inquiry))))
    rows = {each["kind"]: each for each in json.loads(whole.read("events.json"))}
    assert rows["Publication"]["proof"].startswith("edition 1: SHA-256")
    assert rows["Members’ choice"]["proof"].startswith("choice ")
    assert rows["Officers’ statement"]["source"] == "The members’ ten figures"
    page = browser_of(Persona.DIRECTOR).get(f"/improvement/inquiries/{inquiry.pk}/?kind=Publication").content.decode()
    assert "The council published edition 1" in page


def test_more_of_them_take_no_more_queries(loaded: Loaded, inquiry: Inquiry) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            timeline(loaded, inquiry)
        return len(caught)

    _chosen_and_said()
    _edition(1, Became.PUBLISHED)
    timeline(loaded, inquiry)  # what is worked out once is worked out
    few = queries()
    _chosen_and_said(3)
    _edition(2, Became.PUBLISHED)
    _edition(3, Became.PUBLISHED)
    assert queries() == few


@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.SCRUTINY_OFFICER])
def test_it_refuses_whoever_asks_no_inquiry(loaded: Loaded, inquiry: Inquiry, persona: Persona) -> None:
    assert browser_of(persona).get(f"/improvement/inquiries/{inquiry.pk}/").status_code == 403

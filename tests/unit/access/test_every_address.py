"""Every address of the site: it states its permission, and each persona gets from it what their role says.

What is expected follows from the table of roles (:mod:`sightline.access.matrix`), with what is within each persona's
reach written out here.
"""

from __future__ import annotations

import html
import io
import zipfile

import pytest

from sightline.access.matrix import Outcome, expected, routes
from sightline.access.models import AccessEntry
from sightline.access.permissions import Permission
from sightline.access.urls_signing_in import ABSENT, PUBLIC
from sightline.findings.queries import Loaded
from tests.support import site
from tests.support.addresses import ADDRESSES, SPACES
from tests.support.personas import BOUND, Persona, browser_of

pytestmark = pytest.mark.usefixtures("loaded")


ROUTES = {each.name: each for each in routes()}
ASKED = {name: route for name, route in ROUTES.items() if name not in PUBLIC and name not in ABSENT}


def test_every_address_states_its_permission_or_is_public() -> None:
    without = [name for name, route in ASKED.items() if route.permission is None]
    assert without == [], "say @allowed(Permission.X) on the view, or list it in PUBLIC"


def test_every_address_is_in_the_matrix() -> None:
    assert set(ADDRESSES) == {name for name in ASKED if name.rpartition(":")[0] in SPACES}


@pytest.mark.parametrize("name", ABSENT)
def test_what_is_not_used_of_the_sign_in_is_not_there(name: str) -> None:
    route = ROUTES[name]
    for persona in (Persona.PUBLIC, Persona.DIRECTOR):
        assert browser_of(persona).get(route.pattern).status_code == 404


@pytest.mark.parametrize("persona", Persona)
def test_each_persona_gets_of_each_address_what_their_role_says(persona: Persona) -> None:
    browser = browser_of(persona)
    bound = BOUND.get(persona)
    said = {}
    for name, address in ADDRESSES.items():
        if name == "account_logout":
            continue  # last, for it signs out
        for child, reached in (
            ((site.LOOKED_AFTER, "T1"), (site.AWKWARD_CHILD, "another")) if "{child}" in address else (("", ""),)
        ):
            answer = browser.get(address.format(child=site.handle(child) if child else ""))
            wanted = expected(
                ASKED[name].permission or Permission.HOME_VIEW,
                bound.role if bound else None,
                is_signed_in=bound is not None,
                name=name,
                within_reach=bool(bound) and within_reach(persona, child),
            )
            if Outcome.of(answer) is not wanted:
                said[f"{name} {reached}".strip()] = f"{Outcome.of(answer)} and not {wanted} ({answer.status_code})"
    assert said == {}


def within_reach(persona: Persona, child: str) -> bool:
    """Whether a child is within the persona's reach, written out and not worked out."""
    return {
        Persona.PRACTITIONER: {site.AWKWARD_CHILD},
        Persona.TEAM_MANAGER: {site.LOOKED_AFTER},
        Persona.HEAD_OF_SERVICE: {site.LOOKED_AFTER},
        Persona.REVIEWING_OFFICER: set(),
        Persona.PEER_REVIEWER: set(),
        Persona.INSPECTOR_GIVEN: set(),
    }.get(persona, {site.AWKWARD_CHILD, site.LOOKED_AFTER}).__contains__(child)


def words_of(content: bytes) -> str:
    """What an answer says: a page or a CSV as it is, a workbook out of its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(each).decode() for each in book.namelist())


@pytest.mark.parametrize("persona", [Persona.ELECTED_MEMBER, Persona.BOARD_PARTNER, Persona.ADMINISTRATOR])
def test_no_page_holds_a_child_a_worker_or_a_carer_for_those_outside(persona: Persona) -> None:
    browser = browser_of(persona)
    opened = 0
    for name, address in ADDRESSES.items():
        if name == "account_logout":
            continue
        answer = browser.get(address.format(child=site.handle(site.UNSEEN)))
        opened += answer.status_code == 200
        page = words_of(answer.content)
        for words in (
            "Example",
            "Sam Worker",
            "Mel Manager",
            "Pat Worker",
            site.handle(site.UNSEEN),
            'href="/staff/',
            'href="/carers/',
            'href="/children/',
        ):
            assert words not in page, f"{name} holds {words}"
    assert opened >= 3
    shown = AccessEntry.objects.filter(account__email=f"{persona.value}@avonmere.example", shown_count__gt=0)
    assert not shown.exists()


def test_no_line_of_enquiry_and_no_standard_names_anybody_to_a_partner_of_the_board(loaded: Loaded) -> None:
    browser = browser_of(Persona.BOARD_PARTNER)
    children, workers = loaded.people.children.values(), loaded.people.workers.values()
    names = {each.name for each in children} | {each.name for each in workers}
    names.discard("")
    addresses = [f"/lines/{each}/" for each in loaded.lines] + [f"/standards/{each}/" for each in loaded.standards]
    addresses += [f"/judgements/{each.id}/" for each in loaded.inspection.judgements]
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200
        page = html.unescape(answer.content.decode())
        assert not [name for name in names if name in page], address
        assert f'scope="row" class="govuk-table__header govuk-!-font-weight-regular">{site.MANAGER}<' not in page


@pytest.mark.parametrize("name", [each for each in ADDRESSES if each not in PUBLIC])
def test_nobody_gets_anything_without_signing_in(name: str) -> None:
    answer = browser_of(Persona.PUBLIC).get(ADDRESSES[name].format(child=site.handle(site.UNSEEN)))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")

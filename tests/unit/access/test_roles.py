"""What the roles say, and what they must never say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sightline.access.permissions import Permission
from sightline.access.roles import ADMINISTRATOR, BOARD_PARTNER, ELECTED_MEMBER, INSPECTOR, ROLES, Reach, Role

OF_CHILDREN = {
    each
    for each in Permission
    if each.value.startswith(("child.", "children.", "staff.", "own-family.", "access-log."))
}
SOURCE = Path(__file__).parents[3] / "src" / "sightline"
WRITES = {Permission.CHILD_RESTRICT, Permission.ACCOUNTS_MANAGE, Permission.BREAK_GLASS_REVIEW}


@pytest.mark.parametrize("role", [ELECTED_MEMBER, BOARD_PARTNER, ADMINISTRATOR], ids=lambda role: role.code)
def test_there_is_no_path_to_a_child_or_a_worker(role: Role) -> None:
    assert role.reach is Reach.NONE
    assert role.permissions & OF_CHILDREN == set()
    assert Permission.TEAMS_VIEW not in role.permissions


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.code)
def test_a_role_that_reaches_no_child_opens_none_and_the_other_way_round(role: Role) -> None:
    assert (Permission.CHILD_OPEN in role.permissions) == role.sees_children
    assert (Permission.CHILDREN_LIST in role.permissions) == role.sees_children


def test_an_inspector_reads_only_and_for_a_time() -> None:
    assert INSPECTOR.permissions & WRITES == set()
    assert INSPECTOR.days == 60


def test_an_administrator_has_accounts_and_nothing_else() -> None:
    assert ADMINISTRATOR.permissions == {Permission.ACCOUNTS_MANAGE}


def test_every_permission_a_template_asks_about_is_one() -> None:
    asked = [
        found
        for path in SOURCE.rglob("*.html")
        for found in re.findall(r'{%-? *may "([^"]+)"', path.read_text(encoding="utf-8"))
    ]
    assert len(asked) > 10
    assert set(asked) <= {each.value for each in Permission}


def test_every_permission_says_what_it_means_and_some_role_gives_it() -> None:
    from sightline.access.roles import EVERYONE

    given = EVERYONE.union(*(role.permissions for role in ROLES.values()))
    assert set(Permission) == given
    assert all(each.meaning and each.meaning[0].isupper() for each in Permission)
    assert len({each.meaning for each in Permission}) == len(Permission)

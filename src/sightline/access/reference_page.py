"""Permissions, roles, and what each address answers to each role, as a reference page."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.access.matrix import OF_ONE_CHILD, Outcome, Route, expected, routes
from sightline.access.permissions import Permission
from sightline.access.roles import EVERYONE, ROLES, Role
from sightline.access.urls_signing_in import ABSENT, PUBLIC

SIGNS = {
    Outcome.SHOWN: "shown",
    Outcome.REFUSED: "–",
    Outcome.LED_ON: "led on",
    Outcome.ASKED_WHY: "asked why",
    Outcome.NOT_THERE: "not there",
}


def render_markdown() -> str:
    """The page. Every address of the site is on it, and a test opens each as each role."""
    out = [
        "# Access",
        "",
        "Generated from `src/sightline/access`. A test opens every address as every role and holds the answer against",
        "this page.",
        "",
        *_roles(),
        *_permissions(),
        *_addresses(),
    ]
    return "\n".join(out).rstrip() + "\n"


def _roles() -> Iterator[str]:
    yield from ("## Roles", "", "| role | who | reaches | lasts |", "|---|---|---|---|")
    for role in ROLES.values():
        lasts = f"at most {role.days} days" if role.days else "until it is ended"
        team = "; needs a team" if role.needs_team else ""
        yield f"| `{role.code}` | {role.name} | {role.reach.value}{team} | {lasts} |"
    yield ""


def _permissions() -> Iterator[str]:
    yield from ("## Permissions", "", "| permission | what it allows | whose |", "|---|---|---|")
    for each in Permission:
        whose = "everybody signed in" if each in EVERYONE else ", ".join(_with(each))
        yield f"| `{each.name}` | {each.meaning} | {whose} |"
    yield ""


def _with(permission: Permission) -> Iterator[str]:
    return (f"`{role.code}`" for role in ROLES.values() if permission in role.permissions)


def _addresses() -> Iterator[str]:
    yield from (
        "## Addresses",
        "",
        "What each answers to each role. *Shown*; *–* refused, and noted; *led on* to the first page of the role.",
        "Where the address is of one child, *shown* is within the role's reach and *asked why* beyond it; a restricted",
        "child is not there for anybody but those named, and one's own family is refused. Whoever has not signed in is",
        "asked to.",
        "",
        "| address | permission | " + " | ".join(f"`{code}`" for code in ROLES) + " |",
        "|---|---|" + "---|" * len(ROLES),
    )
    for route in sorted(_asking(), key=lambda each: each.pattern):
        cells = " | ".join(_cell(route, role) for role in ROLES.values())
        yield f"| `{route.pattern}` | `{route.permission.name if route.permission else ''}` | {cells} |"
    yield from ("", "Anybody may open these, to sign in:", "")
    yield from sorted(f"- `{each.pattern}`" for each in routes() if each.name in PUBLIC)


def _asking() -> Iterator[Route]:
    return (each for each in routes() if each.name not in PUBLIC and each.name not in ABSENT)


def _cell(route: Route, role: Role) -> str:
    if route.permission is None:
        return ""
    is_own = route.permission in EVERYONE and route.name != "home"
    within = Outcome.SHOWN if is_own else expected(route.permission, role, is_signed_in=True, name=route.name)
    if route.name == "access:review":
        within = Outcome.SHOWN if route.permission in role.permissions else Outcome.REFUSED
    if route.name not in OF_ONE_CHILD:
        return SIGNS[within]
    beyond = expected(route.permission, role, is_signed_in=True, name=route.name, within_reach=False)
    reaches_all = role.reach.name == "COUNCIL"
    return SIGNS[within] if within is beyond or reaches_all else f"{SIGNS[within]}, {SIGNS[beyond]}"

"""Of whom a form or page is: a child's name is in its heading, and never in its title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sightline.access.bearer import bearer_of
from sightline.access.children import Child, known_child, person_of
from sightline.casework.models.drafts import Draft
from sightline.casework.queries.tasks import names_of_children

Trail = list[tuple[str, str]]


def child_context(child: Child, heading: str) -> Mapping[str, Any]:
    """What the page of a child's thing says of the child. One query."""
    name = names_of_children([child.person_id]).get(child.person_id, child.person_id)
    trail: Trail = [(reverse("casework:child", args=[child.handle]), "The child")]
    return {"child": child, "about": name, "heading": heading, "trail": trail}


def child_named(request: HttpRequest, handle: str, form: str) -> str:
    """Whose handle it is, for words that are to be kept; nothing of the child is shown.

    Words begun while the child could be opened are still kept when that has ended since: they are not lost, and not
    shown. Http404 for a handle of nobody.
    """
    reader, person = bearer_of(request), person_of(handle)
    if reader is not None and person is not None:
        begun = Draft.objects.filter(account=reader.account, form=form, person_id=person)
        if begun.exists():
            return person
    return known_child(request, handle)

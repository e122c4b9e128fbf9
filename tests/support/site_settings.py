"""The site's settings, with a name that a template cannot resolve made visible."""

from __future__ import annotations

from typing import Any

from sightline.web.settings import *  # noqa: F403
from sightline.web.settings import TEMPLATES as SHIPPED

UNRESOLVED = "UNRESOLVED"
TEMPLATES: list[dict[str, Any]] = [
    {**each, "OPTIONS": {**each["OPTIONS"], "string_if_invalid": UNRESOLVED + "(%s)"}}  # type: ignore[dict-item]
    for each in SHIPPED
]

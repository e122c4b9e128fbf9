"""The site's settings, with a name that a template cannot resolve made visible."""

from __future__ import annotations

from typing import Any, cast

from sightline.web.settings import *  # noqa: F403 - settings are read as a module
from sightline.web.settings import TEMPLATES as SHIPPED

UNRESOLVED = "UNRESOLVED"
_OPTIONS: dict[str, Any] = {**cast(dict[str, Any], SHIPPED[0]["OPTIONS"]), "string_if_invalid": UNRESOLVED + "(%s)"}
TEMPLATES = [{**SHIPPED[0], "OPTIONS": _OPTIONS}]

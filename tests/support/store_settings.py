"""The site's settings on a store of the tests' own, of the kind that ``SIGHTLINE_TEST_DATABASE`` names.

A name that a template cannot resolve is made visible, so that a test finds it.
"""

from __future__ import annotations

from tests.support.databases import prepare

prepare()

from sightline.web.settings import *  # noqa: E402, F403 - settings are read as a module
from sightline.web.settings import TEMPLATES as _SHIPPED  # noqa: E402

UNRESOLVED = "UNRESOLVED"
_OPTIONS = {**_SHIPPED[0]["OPTIONS"], "string_if_invalid": UNRESOLVED + "(%s)"}
TEMPLATES = [{**_SHIPPED[0], "OPTIONS": _OPTIONS}]

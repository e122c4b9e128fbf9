"""The site's settings on a store of the tests' own, of the kind that ``SIGHTLINE_TEST_DATABASE`` names."""

from __future__ import annotations

from tests.support.databases import prepare

prepare()

from sightline.web.council_settings import *  # noqa: E402, F403 - settings are read as a module

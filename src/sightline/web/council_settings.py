"""The site's settings under their earlier name."""

from __future__ import annotations

from sightline.web.settings import *  # noqa: F403 - settings are read as a module

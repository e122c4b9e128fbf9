"""The site as a WSGI application; :mod:`sightline.web.processes` serves it, and has the figures made that it shows."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.web.settings")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # every page's code is brought in now, which the first reader waited 3 s for

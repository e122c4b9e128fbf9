"""The site as a WSGI application; :mod:`sightline.web.processes` serves it, and has the figures made that it shows."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.web.settings")
application = get_wsgi_application()

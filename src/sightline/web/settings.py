"""Django's settings for the site that shows an invented council on this machine alone.

There is no database, no session and no sign-in: one record is read at the start and held in memory. Anything that would
let the site be reached from another machine is a setting here and a refusal in :mod:`sightline.web.serve`.
"""

from __future__ import annotations

import secrets
from pathlib import Path

HERE = Path(__file__).parent

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(64)  # nothing signed outlives the process
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "sightline.web.urls"
WSGI_APPLICATION = "sightline.web.wsgi.application"
DATABASES: dict[str, dict[str, object]] = {}

INSTALLED_APPS = ["django.contrib.staticfiles", "sightline.web", "sightline.findings"]
MIDDLEWARE = [
    "sightline.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "sightline.web.context.provenance",
            ],
            "builtins": ["sightline.web.templatetags.wording"],
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
        },
    }
]

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # strict transport security: the site speaks plain HTTP, to this machine only
    "security.W008",  # redirect to HTTPS: the same
]

# A request line names a child's key, so no request is logged; only a server error is, by its kind and place.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_request": {"()": "sightline.web.quiet.WithoutRequest"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_request"]}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "waitress": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

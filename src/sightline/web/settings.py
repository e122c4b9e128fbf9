"""Django's settings, from :mod:`sightline.web.configuration`: the one module of settings there is.

A council sets nothing here. The tests and an invented council use the same settings with another environment.
"""

from __future__ import annotations

import logging
from typing import Any

from sightline.web.configuration import configuration

SIGHTLINE = configuration()
SECRET_KEY = SIGHTLINE.secret_key
DEBUG = False
ALLOWED_HOSTS = list(SIGHTLINE.hosts)
ROOT_URLCONF = "sightline.web.urls"
WSGI_APPLICATION = "sightline.web.wsgi.application"
DATABASES = {"default": dict(SIGHTLINE.database)}
CACHES = {  # counts failed sign-ins, so every process must share it
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "sightline.web",
    "sightline.ledger",
    "sightline.access",
    "sightline.casework",
    "sightline.findings",
    "sightline.inspection",
    "sightline.improvement",
    "sightline.scrutiny",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "sightline.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sightline.access.middleware.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "sightline.access.middleware.SecondFactor",
    "sightline.access.middleware.Interruptions",
    "sightline.casework.merged_handles.MergedHandles",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "sightline.web.context.provenance",
            ],
            "builtins": [
                "sightline.web.templatetags.wording",
                "sightline.web.templatetags.fields",
                "sightline.access.templatetags.permitted",
            ],
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

# Accounts, passwords and sessions.
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds a link to set a password lasts
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600  # seconds
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE = 30 * 60  # seconds without a page until signed out
SESSION_COOKIE_SAMESITE = "Lax"  # strict would lose the session that waits for the council's own sign-in to answer
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "sightline.web.errors.csrf_failure"

ACCOUNT_ADAPTER = "sightline.access.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "sightline.access.forms_signing_in.SignInForm",
    "reset_password_from_key": "sightline.access.forms_signing_in.NewPasswordForm",
    "change_password": "sightline.access.forms_signing_in.ChangeForm",
    "reauthenticate": "sightline.access.forms_signing_in.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator vouches for the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_RATE_LIMITS = {  # an account has a limit of its own; an address may be a whole office at nine o’clock
    "login": "300/m/ip",
    "login_failed": "100/10m/ip,5/10m/key",
    "reset_password_from_key": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = SIGHTLINE.proxies

MFA_ADAPTER = "sightline.access.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "sightline.access.forms_signing_in.CodeForm",
    "reauthenticate": "sightline.access.forms_signing_in.CodeAgainForm",
    "activate_totp": "sightline.access.forms_signing_in.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Sightline"

SOCIALACCOUNT_ADAPTER = "sightline.access.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if SIGHTLINE.sign_on is not None:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "council",
            "name": SIGHTLINE.sign_on.name,
            "client_id": SIGHTLINE.sign_on.client,
            "secret": SIGHTLINE.sign_on.secret,
            "settings": {"server_url": SIGHTLINE.sign_on.server},
        }
    )

# What a browser is told.
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SIGHTLINE.is_https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if SIGHTLINE.is_https:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # set by the proxy that ends HTTPS
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SILENCED_SYSTEM_CHECKS: list[str] = []
else:
    SILENCED_SYSTEM_CHECKS = [  # plain HTTP, to this machine only: sightline.web.serve refuses any other
        "security.W004",  # strict transport security
        "security.W008",  # redirect to HTTPS
        "security.W012",  # session cookie over HTTPS only
        "security.W016",  # the same of the CSRF cookie
    ]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# A request line names a child's handle, so no request is logged; only a server error is, by its kind and place.
# Where a line cannot be written at all, Python would print what failed in full, a child's name and all.
logging.raiseExceptions = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_request": {"()": "sightline.web.quiet.WithoutRequest"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_request"]}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "allauth": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "waitress": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "sightline": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}

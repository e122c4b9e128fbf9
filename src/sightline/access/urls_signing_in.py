"""Signing in: the few of allauth's pages that are used. The rest are not found, though allauth knows their names.

``PUBLIC`` lists the pages anybody may open; a test holds it against every address of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from requests import RequestException

from sightline.access.allowed import allowed
from sightline.access.permissions import Permission
from sightline.web.configuration import SignOn

PUBLIC = frozenset(
    {
        "account_login",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "published:api",
        "published:api-edition",
        "published:api-editions",
        "published:api-newest",
        "published:csv",
        "published:csv-metadata",
        "published:edition",
        "published:html",
        "published:newest",
        "published:packs",
        "published:pdf",
        "published:questions",
    }
)
own = allowed(Permission.OWN_ACCOUNT_MANAGE)


@login_not_required
def absent(request: HttpRequest, **_: Any) -> HttpResponse:
    """Not found: a page of allauth's that this site does without."""
    raise Http404


urlpatterns: list[URLPattern] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", second.authenticate, name="mfa_authenticate"),
    path("sign-out/", own(account.logout), name="account_logout"),
    path(
        "set-password/<str:uidb36>/<str:key>/", account.password_reset_from_key, name="account_reset_password_from_key"
    ),
    path("set-password/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("my-account/password/", own(account.password_change), name="account_change_password"),
    path("my-account/confirm-password/", own(account.reauthenticate), name="account_reauthenticate"),
    path("my-account/confirm-code/", own(second.reauthenticate), name="mfa_reauthenticate"),
    path("my-account/", own(second.index), name="mfa_index"),
    path("my-account/second-factor/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("my-account/recovery-codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("my-account/recovery-codes/new/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]


def there(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view``, with a page that says so where the council's own sign-in does not answer."""

    @login_not_required
    @wraps(view)
    def asked(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException:
            return render(request, "socialaccount/refused.html", {"is_away": True}, status=503)

    return asked


def of_the_council(sign_on: SignOn | None) -> list[URLPattern]:
    """The addresses of the council's own sign-in, where it has one."""
    if sign_on is None:
        return []
    from allauth.socialaccount.providers.openid_connect import views as council

    return [
        path("sign-in/<str:provider_id>/", there(council.login), name="openid_connect_login"),
        path("sign-in/<str:provider_id>/callback/", there(council.callback), name="openid_connect_callback"),
    ]


urlpatterns += of_the_council(settings.SIGHTLINE.sign_on)

ABSENT = (
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_confirm_login_code",
    "account_inactive",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
    "socialaccount_connections",
)
urlpatterns += [path(f"absent/{number}/", absent, name=name) for number, name in enumerate(ABSENT)]

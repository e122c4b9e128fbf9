"""How allauth behaves here: nobody signs up, no message says whether an account exists, secrets are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any, ClassVar, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sightline.access import actions
from sightline.access.middleware import BEGAN
from sightline.access.models import Account, Doing

WRONG = "The e-mail address or the password is wrong."
TOO_MANY = "Too many tries. Wait ten minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by password."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "account_inactive": WRONG,
        "incorrect_code": "That code is not right. Enter the six digits your authenticator app shows now.",
        "incorrect_password": "That is not your password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds accounts."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether ``url`` is an address of this site, and so may be gone to after signing in."""
        return bool(url) and str(url).startswith("/") and not str(url).startswith("//") and not urlsplit(url).netloc

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """The same as for a wrong password: a closed account is not told from none."""
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether to ask for the password or a code again: not within five minutes of signing in.

        Whoever sets up the first second factor has just signed in, and is not asked twice.
        """
        signed_in = time.time() - self.request.session.get(BEGAN, 0.0)
        has_one = Authenticator.objects.filter(user_id=self.request.user.pk, type=Authenticator.Type.TOTP).exists()
        return bool(has_one) and signed_in > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: the site sends no e-mail."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and recovery codes; the secret is encrypted with a key made from the site's own."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """``text`` so that a stolen table alone gives no codes."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What :meth:`encrypt` was given."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Never: every account has a second factor."""
        return False

    def build_totp_svg(self, url: str) -> str:
        """The code to photograph, as SVG to stand in the page: no data address, which the content policy refuses."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :].replace("<svg ", '<svg role="img" aria-label="QR code" ', 1)


def _fernet() -> Fernet:
    key = hashlib.sha256(b"sightline second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The council's own sign-in: it opens an account that is there, found by an address the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect the account of the verified address, or refuse without saying whether there is one.

        What the provider says of the person must be of the person its token names (OpenID Connect Core 1.0, 5.3.2).
        """
        said = sociallogin.account.extra_data or {}
        named = {said[part].get("sub") for part in ("userinfo", "id_token") if said.get(part)}
        if len(named) > 1:
            self._refuse(request)
        if sociallogin.is_existing and sociallogin.user.is_active:
            return
        verified = [each.email for each in sociallogin.email_addresses if each.verified]
        found = Account.objects.filter(email__in=[each.lower() for each in verified], is_active=True)
        if sociallogin.is_existing or len(found) != 1:
            self._refuse(request)
        sociallogin.connect(request, found[0])

    def _refuse(self, request: HttpRequest) -> NoReturn:
        actions.log(by=None, doing=Doing.FAILED_TO_SIGN_IN, page="single-sign-on")
        raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:
        """The provider would not, or answered wrongly."""
        raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))

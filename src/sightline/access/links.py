"""Links by which the owner of an account sets a password, instead of anybody knowing it for them."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from sightline.access import actions
from sightline.access.models import Account, Doing
from sightline.errors import UserError


@transaction.atomic
def password_link(*, account: Account, base: str, by: Account | None) -> str:
    """The address at which ``account`` sets a password: good once, for three days. ``base``: where the site is.

    :class:`~sightline.errors.UserError` for a closed account.
    """
    if not account.is_active:
        raise UserError("That account is closed.")
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)
    actions.log(by=by, doing=Doing.MADE_LINK, page="accounts", about=account)
    return base.rstrip("/") + reverse("account_reset_password_from_key", args=[user_pk_to_url_str(account), key])

"""Somebody who may sign in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its e-mail address, however that is capitalised."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of an e-mail address; Account.DoesNotExist without one."""
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    """A person who may sign in with this e-mail address.

    ``email`` is kept in lower case. ``professional_id`` is the person's key among the record's professionals, None for
    those who are not staff, such as elected members. What an account may do is in its assignments, never here.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    professional_id = models.TextField(null=True, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_account_an_email"),)

    def __str__(self) -> str:
        return self.name

"""Addresses of access: reasons, broken glass, restrictions, the log, accounts."""

from __future__ import annotations

from django.urls import path

from sightline.access import views, views_accounts, views_log, views_review, views_unusual
from sightline.casework.exporting import addresses

app_name = "access"
urlpatterns = [
    path("children/<slug:handle>/reason/", views.reason, name="reason"),
    path("children/<slug:handle>/own-family/", views.own_family, name="own-family"),
    path("children/<slug:handle>/own-family/<int:number>/", views.not_family, name="not-family"),
    path("children/<slug:handle>/restriction/", views.restriction, name="restriction"),
    path("children/<slug:handle>/access/", views_log.child_log, name="child-log"),
    *addresses("children/<slug:handle>/access", views_log.child_log_file, "child-log"),
    path("break-glass/", views.break_glass, name="break-glass"),
    path("access/broken-glass/", views_review.broken_glass, name="broken-glass"),
    path("access/broken-glass/<int:number>/", views_review.review, name="review"),
    path("access/unusual/", views_unusual.unusual, name="unusual"),
    *addresses("access/unusual", views_unusual.unusual_file, "unusual"),
    path("accounts/", views_accounts.accounts, name="accounts"),
    *addresses("accounts", views_accounts.accounts_file, "accounts"),
]

"""Addresses of the telling gap."""

from __future__ import annotations

from django.urls import path

from sightline.scrutiny.views import telling

app_name = "telling"
urlpatterns = [
    path("scrutiny/telling-gap/", telling.telling, name="telling"),
    path("scrutiny/telling-gap.csv", telling.telling_csv, name="csv"),
]

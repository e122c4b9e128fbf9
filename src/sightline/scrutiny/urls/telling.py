"""Addresses of the telling gap."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.scrutiny.views import telling

app_name = "telling"
urlpatterns = [
    path("scrutiny/telling-gap/", telling.telling, name="telling"),
    *addresses("scrutiny/telling-gap", telling.telling_file),
]

"""Addresses of the members' view."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.scrutiny.views import members as views

app_name = "members"
urlpatterns = [
    path("scrutiny/", views.ten, name="ten"),
    *addresses("scrutiny/figures", views.ten_file, "ten"),
    path("scrutiny/figures/<slug:figure>/", views.figure, name="figure"),
    *addresses("scrutiny/figures/<slug:figure>", views.figure_file, "figure"),
    path("scrutiny/figures/<slug:figure>/say/", views.say, name="say"),
    path("scrutiny/figures/<slug:figure>/look/", views.look, name="look"),
    path("scrutiny/looks/", views.looks, name="looks"),
    path("scrutiny/looks/<int:number>/outcome/", views.outcome, name="outcome"),
]

"""Addresses of the members' view."""

from __future__ import annotations

from django.urls import path

from sightline.scrutiny.views import members as views

app_name = "members"
urlpatterns = [
    path("scrutiny/", views.ten, name="ten"),
    path("scrutiny/figures.csv", views.ten_csv, name="ten-csv"),
    path("scrutiny/figures/<slug:figure>/", views.figure, name="figure"),
    path("scrutiny/figures/<slug:figure>.csv", views.figure_csv, name="figure-csv"),
    path("scrutiny/figures/<slug:figure>/say/", views.say, name="say"),
    path("scrutiny/figures/<slug:figure>/look/", views.look, name="look"),
    path("scrutiny/looks/", views.looks, name="looks"),
    path("scrutiny/looks/<int:number>/outcome/", views.outcome, name="outcome"),
]

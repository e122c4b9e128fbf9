"""Addresses of the quarterly pack inside the council."""

from __future__ import annotations

from django.urls import path

from sightline.scrutiny.views import publications

app_name = "publications"
urlpatterns = [
    path("scrutiny/publications/", publications.publications, name="publications"),
    path("scrutiny/publications/new/", publications.new, name="new"),
    path("scrutiny/publications/<int:number>/", publications.draft, name="draft"),
]

"""Addresses of measures."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.improvement.views import measures as views

app_name = "measures"
urlpatterns = [
    path("improvement/measures/", views.measures, name="measures"),
    *addresses("improvement/measures", views.measures_file, "measures"),
    path("improvement/measures/choose/", views.choose, name="choose"),
    path("improvement/measures/new/", views.new, name="new"),
    path("improvement/measures/<int:number>/", views.measure, name="measure"),
    *addresses("improvement/measures/<int:number>", views.measure_file, "measure"),
    path("improvement/measures/<int:number>/end/", views.end, name="end"),
]

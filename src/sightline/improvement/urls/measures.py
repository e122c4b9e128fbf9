"""Addresses of measures."""

from __future__ import annotations

from django.urls import path

from sightline.improvement.views import measures as views

app_name = "measures"
urlpatterns = [
    path("improvement/measures/", views.measures, name="measures"),
    path("improvement/measures.csv", views.measures_csv, name="measures-csv"),
    path("improvement/measures/choose/", views.choose, name="choose"),
    path("improvement/measures/new/", views.new, name="new"),
    path("improvement/measures/<int:number>/", views.measure, name="measure"),
    path("improvement/measures/<int:number>.csv", views.measure_csv, name="measure-csv"),
    path("improvement/measures/<int:number>/end/", views.end, name="end"),
]

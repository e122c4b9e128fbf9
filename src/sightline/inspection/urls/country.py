"""This council among every other, and how good a mock inspection is."""

from __future__ import annotations

from django.urls import path

from sightline.inspection.views import country

app_name = "country"
urlpatterns = [
    path("inspection/country/", country.council, name="council"),
    path("inspection/country/indicators.csv", country.indicators_csv, name="indicators-csv"),
    path("inspection/country/inspections/", country.inspections, name="inspections"),
    path("inspection/country/inspections.csv", country.inspections_csv, name="inspections-csv"),
    path("inspection/how-good/", country.how_good_is_it, name="how-good"),
]

"""This council among every other, and how good a mock inspection is."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.inspection.views import country

app_name = "country"
urlpatterns = [
    path("inspection/country/", country.council, name="council"),
    *addresses("inspection/country/indicators", country.indicators_file, "indicators"),
    path("inspection/country/inspections/", country.inspections, name="inspections"),
    *addresses("inspection/country/inspections", country.inspections_file, "inspections"),
    path("inspection/how-good/", country.how_good_is_it, name="how-good"),
]

"""Addresses of what anybody may read. They stay as they are: others link to them and read them by program."""

from __future__ import annotations

from django.urls import path

from sightline.scrutiny.views import published

app_name = "published"
urlpatterns = [
    path("published/", published.packs, name="packs"),
    path("published/questions/", published.questions, name="questions"),
    path("published/api/", published.api, name="api"),
    path("published/api/v1/editions/", published.api_editions, name="api-editions"),
    path("published/api/v1/quarters/<str:quarter>/", published.api_edition, name="api-newest"),
    path("published/api/v1/quarters/<str:quarter>/editions/<int:number>/", published.api_edition, name="api-edition"),
    path("published/<str:quarter>/", published.edition, name="newest"),
    path("published/<str:quarter>/<int:number>/", published.edition, name="edition"),
    path("published/<str:quarter>/<int:number>/pack.html", published.html, name="html"),
    path("published/<str:quarter>/<int:number>/pack.pdf", published.pdf, name="pdf"),
    path("published/<str:quarter>/<int:number>/figures.csv", published.csv, name="csv"),
    path("published/<str:quarter>/<int:number>/figures.csv-metadata.json", published.csv_metadata, name="csv-metadata"),
]

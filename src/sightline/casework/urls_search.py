"""Addresses of search and of suggested duplicates. Nothing that is typed, and no child's name, is ever in one."""

from __future__ import annotations

from django.urls import path

from sightline.casework.views import another_record, duplicates, search

app_name = "search"
urlpatterns = [
    path("search/", search.search, name="search"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<int:number>/", duplicates.decide, name="decide"),
    path("children/<slug:handle>/another-record/", another_record.another_record, name="another-record"),
    path("duplicates/merged/<int:number>/undo/", duplicates.undo, name="undo"),
]

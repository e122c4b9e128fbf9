"""The child-level lists an inspector asks for: of today or another day, and as a step of a mock inspection."""

from __future__ import annotations

from django.urls import path

from sightline.inspection.views import lists, lists_comparing

app_name = "lists"
urlpatterns = [
    path("inspection/lists/", lists.every_list, name="lists"),
    path("inspection/lists/<int:number>/", lists.one_list, name="list"),
    path("inspection/lists/annex-a.xlsx", lists.workbook, name="workbook"),
    path("inspection/lists/compare/", lists_comparing.compare, name="compare"),
    path("inspection/mock/<int:mock>/lists/", lists.every_list, name="mock-lists"),
    path("inspection/mock/<int:mock>/lists/<int:number>/", lists.one_list, name="mock-list"),
    path("inspection/mock/<int:mock>/lists/annex-a.xlsx", lists.workbook, name="mock-workbook"),
    path("inspection/mock/<int:mock>/lists/compare/", lists_comparing.compare, name="mock-compare"),
]

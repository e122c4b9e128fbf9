"""Addresses of the findings. A key goes last, so that it may hold a slash; a child has a handle and no key here."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.findings import views

app_name = "findings"
urlpatterns = [
    path("findings/", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("judgements/<slug:judgement_id>/", views.judgement, name="judgement"),
    path("lines/<slug:line_id>/", views.line, name="line"),
    path("standards/", views.standards, name="standards"),
    *addresses("standards", views.standards_file, "standards"),
    path("standards/<slug:code>/", views.standard, name="standard"),
    path("standards/<slug:code>/cases/", views.cases, name="cases"),
    *addresses("standards/<slug:code>/cases", views.cases_file, "cases"),
    path("findings/children/", views.children, name="children"),
    *addresses("findings/children", views.children_file, "children"),
    path("children/<slug:handle>/timeline/", views.child, name="child"),
    path("staff/<path:key>/", views.worker, name="worker"),
    path("carers/<path:key>/", views.carer, name="carer"),
    path("council/<path:key>/", views.council, name="council"),
    path("teams/", views.teams, name="teams"),
    *addresses("teams", views.teams_file, "teams"),
    path("teams/<path:key>/", views.team, name="team"),
    path("first-stood-out/", views.first_stood_out, name="first-stood-out"),
    path("strengths/", views.strengths, name="strengths"),
    path("data-quality/", views.data_quality, name="data-quality"),
]

"""Addresses of the day."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.casework.urls_child import urlpatterns as of_a_child
from sightline.casework.views import allocating, children, held, today

app_name = "casework"
urlpatterns = [
    *of_a_child,
    path("today/", today.today, name="today"),
    path("today/teams/<path:team_id>/", today.team, name="team"),
    path("children/", children.children, name="children"),
    *addresses("children", children.children_file, "children"),
    path("held-by-managers/", held.held_by_managers, name="held-by-managers"),
    *addresses("held-by-managers", held.held_file, "held-by-managers"),
    path("children/<slug:handle>/allocate/", allocating.allocate, name="allocate"),
    path("children/<slug:handle>/transfer/", allocating.transfer, name="transfer"),
]

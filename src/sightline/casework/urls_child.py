"""The address of a child's page."""

from __future__ import annotations

from django.urls import path

from sightline.casework.views.child import child

urlpatterns = [path("children/<slug:handle>/", child, name="child")]

"""What was heard, triangulation, judgements, the report."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "concluding"
urlpatterns: list[URLPattern] = []

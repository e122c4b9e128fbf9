"""Setting up a mock inspection: scope, evidence, lists, sample, hours."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "mock"
urlpatterns: list[URLPattern] = []

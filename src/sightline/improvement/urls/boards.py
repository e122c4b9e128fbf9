"""Addresses of boards."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "boards"
urlpatterns: list[URLPattern] = []

"""Addresses of telling."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "telling"
urlpatterns: list[URLPattern] = []

"""This council among every other."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "country"
urlpatterns: list[URLPattern] = []

"""The child-level lists an inspector asks for."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "lists"
urlpatterns: list[URLPattern] = []

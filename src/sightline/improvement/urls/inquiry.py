"""Addresses of inquiries: who knew what when."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.improvement.views import inquiries

app_name = "inquiry"
urlpatterns = [
    path("improvement/inquiries/", inquiries.inquiries, name="inquiries"),
    path("improvement/inquiries/ask/", inquiries.ask, name="ask"),
    path("improvement/inquiries/<int:inquiry>/", inquiries.inquiry, name="inquiry"),
    path("improvement/inquiries/<int:inquiry>/timeline.html", inquiries.timeline_html, name="html"),
    *addresses("improvement/inquiries/<int:inquiry>/timeline", inquiries.timeline_file),
    path("improvement/inquiries/<int:inquiry>/timeline.zip", inquiries.timeline_bundle, name="bundle"),
]

"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from sightline.web.errors import bad_request, not_found, server_error

urlpatterns = [path("", include("sightline.findings.urls"))]

handler400 = bad_request
handler404 = not_found
handler500 = server_error

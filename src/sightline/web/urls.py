"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from sightline.web.errors import bad_request, not_found, server_error, too_many
from sightline.web.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("sightline.access.urls_signing_in")),
    path("", include("sightline.access.urls")),
    path("", include("sightline.casework.urls")),
    path("", include("sightline.casework.urls_recording")),
    path("", include("sightline.casework.urls_search")),
    path("", include("sightline.findings.urls")),
    path("", include("sightline.inspection.urls.mock")),
    path("", include("sightline.inspection.urls.lists")),
    path("", include("sightline.inspection.urls.audits")),
    path("", include("sightline.inspection.urls.concluding")),
    path("", include("sightline.inspection.urls.visits")),
    path("", include("sightline.inspection.urls.country")),
    path("", include("sightline.improvement.urls.plan")),
    path("", include("sightline.improvement.urls.measures")),
    path("", include("sightline.improvement.urls.boards")),
    path("", include("sightline.improvement.urls.campaigns")),
    path("", include("sightline.improvement.urls.practice")),
    path("", include("sightline.improvement.urls.inquiry")),
    path("", include("sightline.scrutiny.urls.members")),
    path("", include("sightline.scrutiny.urls.questions")),
    path("", include("sightline.scrutiny.urls.publications")),
    path("", include("sightline.scrutiny.urls.published")),
    path("", include("sightline.scrutiny.urls.telling")),
]

handler400 = bad_request
handler404 = not_found
handler429 = too_many
handler500 = server_error

"""Auditing files: answers, immediate concerns, agreement, moderation."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.inspection.views import agreeing, auditing, concerns, giving_out

app_name = "audits"
urlpatterns = [
    path("inspection/audits/", auditing.mine, name="mine"),
    path("inspection/audits/<int:audit>/", auditing.audit, name="audit"),
    path("inspection/audits/<int:audit>/file/", auditing.file, name="file"),
    path("inspection/audits/<int:audit>/conclusion/", auditing.conclusion, name="conclusion"),
    path("inspection/audits/<int:audit>/concern/", concerns.raise_concern, name="raise"),
    path("inspection/audits/<int:audit>/questions/<slug:prompt>/", auditing.prompt, name="prompt"),
    path("inspection/audits/<int:audit>/questions/<slug:prompt>/rows/", auditing.rows, name="rows"),
    path("inspection/concerns/<int:concern>/", concerns.concern, name="concern"),
    path("inspection/moderation/<int:child>/", agreeing.moderate, name="moderate"),
    path("inspection/mock/<int:mock>/files/", giving_out.files, name="files"),
    *addresses("inspection/mock/<int:mock>/files", giving_out.files_file, "files"),
    path("inspection/mock/<int:mock>/concerns/", concerns.concerns, name="concerns"),
    path("inspection/mock/<int:mock>/agreement/", agreeing.agreement_page, name="agreement"),
]

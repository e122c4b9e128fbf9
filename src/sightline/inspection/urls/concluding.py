"""What was heard, triangulation, judgements, the report."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.inspection.views import concluding, reporting, triangulating, voices

app_name = "concluding"
MOCK = "inspection/mock/<int:mock>/"
urlpatterns = [
    path(f"{MOCK}voices/", voices.voices, name="voices"),
    *addresses(f"{MOCK}voices", voices.voices_file, "voices"),
    path(f"{MOCK}voices/new/", voices.voice, name="voice"),
    path(f"{MOCK}voices/<int:number>/take-back/", voices.take_back, name="take-back"),
    path(f"{MOCK}triangulation/", triangulating.triangulation, name="triangulation"),
    *addresses(f"{MOCK}triangulation", triangulating.triangulation_file, "triangulation"),
    path(f"{MOCK}triangulation/<str:about>/", triangulating.explain, name="explain"),
    path(f"{MOCK}judgements/", concluding.judgements, name="judgements"),
    path(f"{MOCK}judgements/<str:judgement>/", concluding.judge, name="judge"),
    path(f"{MOCK}recommendations/", concluding.recommendations, name="recommendations"),
    path(f"{MOCK}recommendations/<str:judgement>/new/", concluding.conclude, name="conclude"),
    path(f"{MOCK}recommendations/<int:number>/take-back/", concluding.withdraw, name="withdraw"),
    path(f"{MOCK}report/", reporting.report, name="report"),
    path(f"{MOCK}report/<int:number>/", reporting.edition, name="edition"),
    path(f"{MOCK}report/<int:number>/report.html", reporting.report_html, name="report-html"),
    path(f"{MOCK}report/<int:number>/report.pdf", reporting.report_pdf, name="report-pdf"),
]

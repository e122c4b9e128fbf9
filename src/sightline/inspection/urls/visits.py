"""Inspections and visits by Ofsted, their reports, and inspectors' accounts."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.inspection.views import confirming, inspectors, my_scope, real_inspections, report_files

app_name = "visits"
urlpatterns = [
    path("inspection/real/", real_inspections.history, name="list"),
    *addresses("inspection/real", real_inspections.history_file, "list"),
    path("inspection/real/new/", confirming.new_inspection, name="new"),
    path("inspection/real/<int:inspection>/", real_inspections.inspection, name="inspection"),
    path("inspection/real/<int:inspection>/correct/", confirming.correct, name="correct"),
    path("inspection/real/<int:inspection>/steps/<slug:step>/", real_inspections.step, name="step"),
    path("inspection/real/<int:inspection>/inspectors/new/", inspectors.open_account, name="open-account"),
    path(
        "inspection/real/recommendations/<int:recommendation>/", real_inspections.recommendation, name="recommendation"
    ),
    path("inspection/reports/new/", report_files.new_report, name="new-report"),
    path("inspection/reports/<int:report>/", confirming.confirm, name="confirm"),
    path("inspection/reports/<int:report>/pages/<int:page>/", report_files.page_picture, name="page-picture"),
    path("inspection/reports/<int:report>/report.pdf", report_files.report_pdf, name="report-pdf"),
    path("inspection/inspectors/", inspectors.accounts, name="inspectors"),
    path("inspection/inspectors/<int:scope>/", inspectors.account, name="inspector"),
    *addresses("inspection/inspectors/<int:scope>/opened", inspectors.opened_file, "inspector"),
    path("inspection/inspectors/<int:scope>/files/", inspectors.give_files, name="inspector-files"),
    path("inspection/inspectors/<int:scope>/end/", inspectors.end, name="inspector-end"),
    path("inspection/my-scope/", my_scope.my_scope, name="my-scope"),
    path("inspection/my-scope/lists/<int:number>/", my_scope.scope_list, name="scope-list"),
    *addresses("inspection/my-scope/lists/<int:number>", my_scope.scope_list_file, "scope-list"),
]

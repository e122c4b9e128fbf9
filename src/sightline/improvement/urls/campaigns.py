"""Addresses of campaigns."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.improvement.views import campaigns, campaigns_children, worksheets

app_name = "campaigns"
HERE = "improvement/campaigns/"
ONE = HERE + "<int:campaign>/"
REVIEW = HERE + "reviews/<int:review>/"

urlpatterns = [
    path(HERE, campaigns.campaigns, name="list"),
    path(HERE + "new/", campaigns.new, name="new"),
    path(HERE + "new/cohort/", campaigns.cohort, name="cohort"),
    path(HERE + "mine/", worksheets.mine, name="mine"),
    path(HERE + "worries/<int:worry>/", worksheets.worry, name="worry"),
    path(REVIEW, worksheets.worksheet, name="worksheet"),
    path(REVIEW + "worry/", worksheets.raise_worry, name="raise"),
    path(REVIEW + "task/", worksheets.give_back, name="give-back"),
    path(REVIEW + "reopen/", worksheets.reopen, name="reopen"),
    path(ONE, campaigns.campaign, name="campaign"),
    path(ONE + "children/", campaigns_children.children, name="children"),
    *addresses(HERE + "<int:campaign>/children", campaigns_children.children_file, "children"),
    path(ONE + "children/<str:handle>/", campaigns_children.child, name="child"),
    path(ONE + "reviewers/", campaigns_children.reviewers, name="reviewers"),
    path(ONE + "findings/", campaigns.findings, name="findings"),
    path(ONE + "worries/", campaigns.worries, name="worries"),
    path(ONE + "complete/", campaigns.complete, name="complete"),
    path(ONE + "set-apart/", campaigns.set_apart, name="set-apart"),
]

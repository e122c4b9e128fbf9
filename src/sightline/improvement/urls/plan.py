"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.improvement.views import lineage, plan, plan_evidence, plan_taking, planned_actions, recommendations

app_name = "plan"
ONE = "improvement/recommendations/<int:recommendation>/"
ACTION = "improvement/actions/<int:action>/"
urlpatterns = [
    path("improvement/", plan.front, name="front"),
    path("improvement/recommendations/", plan.listed, name="list"),
    *addresses("improvement/recommendations", plan.listed_file, "list"),
    path("improvement/recommendations/to-print/", plan.printed, name="print"),
    path("improvement/recommendations/new/", recommendations.add, name="add"),
    path(ONE, recommendations.recommendation, name="recommendation"),
    path(ONE + "correct/", recommendations.correct, name="correct"),
    path(ONE + "begin/", recommendations.begin, name="begin"),
    path(ONE + "close/", recommendations.close, name="close"),
    path(ONE + "close-over-measure/", recommendations.close_over_measure, name="close-over"),
    path(ONE + "set-aside/", recommendations.set_aside, name="set-aside"),
    path(ONE + "reopen/", recommendations.reopen, name="reopen"),
    path(ONE + "actions/new/", planned_actions.add, name="action-new"),
    path(ONE + "evidence/new/", plan_evidence.attach, name="evidence-new"),
    path(ONE + "same-as/", lineage.same_as, name="same-as"),
    path(ACTION + "correct/", planned_actions.correct, name="action-correct"),
    path(ACTION + "done/", planned_actions.done, name="action-done"),
    path(ACTION + "open-again/", planned_actions.open_again, name="action-again"),
    path(ACTION + "take-out/", planned_actions.take_out, name="action-out"),
    path(ACTION + "waits-for/", planned_actions.waits_for, name="action-waits"),
    path("improvement/waits/<int:wait>/end/", planned_actions.wait_no_longer, name="wait-end"),
    path("improvement/evidence/<int:evidence>/file/", plan_evidence.file, name="evidence-file"),
    path("improvement/evidence/<int:evidence>/take-back/", plan_evidence.take_back, name="evidence-back"),
    path("improvement/repetitions/", lineage.repetitions, name="repetitions"),
    path("improvement/repetitions/<int:earlier>/<int:later>/", lineage.judge, name="judge"),
    path("improvement/repetitions/<int:repetition>/take-back/", lineage.take_back, name="judge-back"),
    path("improvement/take-in/", plan_taking.sources, name="take-in"),
    path("improvement/take-in/reviews/new/", plan_taking.review, name="take-review"),
    path("improvement/take-in/inspections/<int:inspection>/", plan_taking.inspection, name="take-inspection"),
    path("improvement/take-in/mocks/<int:mock>/", plan_taking.mock, name="take-mock"),
]

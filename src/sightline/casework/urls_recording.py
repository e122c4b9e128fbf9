"""Addresses of what is recorded: notes, decisions, supervision, tasks, words not on the record yet.

A child has a handle; a row that is corrected is named by the version the reader saw; a worker's key goes last, so that
it may hold a slash.
"""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.casework.views import (
    correcting_supervision,
    deciding,
    noting,
    supervising,
    task_lists,
    tasks,
    unsaved,
    withdrawing,
)

app_name = "recording"
urlpatterns = [
    path("children/<slug:handle>/notes/", noting.notes, name="notes"),
    path("children/<slug:handle>/notes/new/", noting.note, name="note"),
    path("children/<slug:handle>/notes/<int:version>/correct/", noting.correct_note, name="correct-note"),
    path("children/<slug:handle>/decisions/", deciding.decisions, name="decisions"),
    path("children/<slug:handle>/decisions/new/", deciding.decide, name="decide"),
    path("children/<slug:handle>/decisions/<int:version>/correct/", deciding.correct_decision, name="correct-decision"),
    path("children/<slug:handle>/decisions/<int:version>/followed-up/", deciding.followed_up, name="followed-up"),
    path("children/<slug:handle>/notes/<int:version>/withdraw/", withdrawing.withdraw_note, name="withdraw-note"),
    path(
        "children/<slug:handle>/decisions/<int:version>/withdraw/",
        withdrawing.withdraw_decision,
        name="withdraw-decision",
    ),
    path(
        "children/<slug:handle>/supervision/<int:version>/correct/",
        correcting_supervision.correct_discussion,
        name="correct-discussion",
    ),
    path(
        "children/<slug:handle>/supervision/<int:version>/withdraw/",
        withdrawing.withdraw_discussion,
        name="withdraw-discussion",
    ),
    path("supervision/sessions/<int:version>/correct/", correcting_supervision.correct_session, name="correct-session"),
    path(
        "supervision/sessions/<int:version>/withdraw/",
        correcting_supervision.withdraw_session,
        name="withdraw-session",
    ),
    path("children/<slug:handle>/tasks/new/", tasks.give_child_task, name="give-child-task"),
    path("tasks/", task_lists.mine, name="tasks"),
    path("tasks/given/", task_lists.given, name="tasks-given"),
    path("tasks/team/", task_lists.team, name="tasks-team"),
    path("tasks/left/", task_lists.left, name="tasks-left"),
    path("tasks/new/", tasks.give_task, name="give-task"),
    *addresses("tasks/<slug:whose>", task_lists.tasks_file, "tasks"),
    path("tasks/<int:number>/", tasks.task, name="task"),
    path("tasks/<int:number>/done/", tasks.task_done, name="task-done"),
    path("tasks/<int:number>/reassign/", tasks.task_reassign, name="task-reassign"),
    path("children/<slug:handle>/supervision/", supervising.child, name="child-supervision"),
    path("supervision/", supervising.own, name="supervision"),
    path("supervision/team/", supervising.team, name="team-supervision"),
    *addresses("supervision/team", supervising.team_file, "supervision"),
    path("supervision/worker/<path:key>/", supervising.worker, name="worker-supervision"),
    path("supervision/record/<path:key>/", supervising.supervise, name="supervise"),
    path("drafts/", unsaved.unsaved, name="drafts"),
]

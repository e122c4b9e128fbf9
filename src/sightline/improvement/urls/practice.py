"""Addresses of practice: audits, themes, loops, training, learning."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.improvement.views import (
    practice,
    practice_audits,
    practice_learning,
    practice_loops,
    themes,
    training,
    training_by_team,
)

app_name = "practice"
ROOM = "improvement/practice/"
urlpatterns = [
    path(ROOM, practice.practice, name="practice"),
    path(f"{ROOM}themes/", themes.themes, name="themes"),
    *addresses(f"{ROOM}themes", themes.themes_file, "themes"),
    path(f"{ROOM}themes/<slug:code>/", themes.theme, name="theme"),
    path(f"{ROOM}audits/", practice_audits.audits, name="audits"),
    *addresses(f"{ROOM}audits", practice_audits.audits_file, "audits"),
    path(f"{ROOM}audits/new/", practice_audits.plan, name="plan-audit"),
    path(f"{ROOM}audits/<int:audit>/", practice_audits.audit, name="audit"),
    path(f"{ROOM}audits/<int:audit>/withdraw/", practice_audits.withdraw, name="withdraw-audit"),
    path(f"{ROOM}audits/<int:audit>/files/<int:place>/", practice_audits.file, name="file"),
    path(f"{ROOM}files/", practice_audits.my_files, name="my-files"),
    path(f"{ROOM}loops/", practice_loops.list_loops, name="loops"),
    *addresses(f"{ROOM}loops", practice_loops.loops_file, "loops"),
    path(f"{ROOM}loops/new/", practice_loops.open_loop, name="open-loop"),
    path(f"{ROOM}loops/<int:loop>/", practice_loops.loop, name="loop"),
    path(f"{ROOM}loops/<int:loop>/set-aside/", practice_loops.set_aside, name="set-aside"),
    path(f"{ROOM}training/", training.training, name="training"),
    *addresses(f"{ROOM}training", training.needs_file, "needs"),
    *addresses(f"{ROOM}training/by-team", training_by_team.coverage_file, "coverage"),
    path(f"{ROOM}training/suggested/", training_by_team.suggested, name="suggested"),
    path(f"{ROOM}training/courses/", training_by_team.courses, name="courses"),
    path(f"{ROOM}training/screenings/", training_by_team.screenings, name="screened"),
    path(f"{ROOM}training/supervision/", training_by_team.supervised, name="supervised"),
    path(f"{ROOM}training/new/", training.say_need, name="say-need"),
    path(f"{ROOM}training/<int:need>/", training.need, name="need"),
    path(f"{ROOM}learning/", practice_learning.learning, name="learning"),
    path(f"{ROOM}learning/told/", practice_learning.told, name="told"),
    *addresses(f"{ROOM}learning/told", practice_learning.told_file, "told"),
    path(f"{ROOM}learning/new/", practice_learning.publish, name="publish"),
    path(f"{ROOM}learning/<int:note>/", practice_learning.note, name="note"),
    path(f"{ROOM}learning/<int:note>/withdraw/", practice_learning.withdraw_note, name="withdraw-note"),
]

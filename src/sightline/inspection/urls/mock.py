"""Setting up a mock inspection: scope, people, evidence, sample, hours; and the room it is in."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.inspection.views import frameworks, mock_evidence, mock_hours, mock_hub, mock_members, mock_sample

app_name = "mock"
urlpatterns = [
    path("inspection/", mock_hub.room, name="room"),
    path("inspection/frameworks/", frameworks.list_frameworks, name="frameworks"),
    path("inspection/frameworks/<slug:framework>/", frameworks.framework, name="framework"),
    path("inspection/mock/", mock_hub.list_mocks, name="mocks"),
    path("inspection/mock/new/", mock_hub.begin, name="begin"),
    path("inspection/mock/<int:mock>/", mock_hub.mock, name="mock"),
    path("inspection/mock/<int:mock>/scope/", mock_hub.scope, name="scope"),
    path("inspection/mock/<int:mock>/people/", mock_members.members, name="members"),
    path("inspection/mock/<int:mock>/people/<int:member>/", mock_members.member, name="member"),
    path("inspection/mock/<int:mock>/evidence/", mock_evidence.evidence, name="evidence"),
    path("inspection/mock/<int:mock>/sample/", mock_sample.sample, name="sample"),
    *addresses("inspection/mock/<int:mock>/sample", mock_sample.sample_file, "sample"),
    path("inspection/mock/<int:mock>/sample/draw/", mock_sample.draw, name="draw"),
    path("inspection/mock/<int:mock>/sample/again/", mock_sample.again, name="again"),
    path("inspection/mock/<int:mock>/sample/how-many/", mock_sample.how_many, name="how-many"),
    path("inspection/mock/<int:mock>/sample/<int:place>/leave-out/", mock_sample.leave_out, name="leave-out"),
    path("inspection/mock/<int:mock>/hours/", mock_hours.hours, name="hours"),
    path("inspection/mock/<int:mock>/close/", mock_hub.close, name="close"),
]

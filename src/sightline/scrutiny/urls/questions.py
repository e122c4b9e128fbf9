"""Addresses of questions to officers, access to documents, the committee and corporate parenting."""

from __future__ import annotations

from django.urls import path

from sightline.casework.exporting import addresses
from sightline.scrutiny.views import (
    committee,
    committee_keeping,
    documents,
    parenting,
    questions,
    questions_asking,
)

QUESTIONS, PARENTING = "scrutiny/questions/", "scrutiny/corporate-parenting/"
DOCUMENTS, COMMITTEE = "scrutiny/documents/", "scrutiny/committee/"
MEETING, RECOMMENDED = f"{COMMITTEE}meetings/<int:number>/", f"{COMMITTEE}recommendations/<int:number>/"
TOPIC = f"{COMMITTEE}topics/<int:number>/"

app_name = "questions"
urlpatterns = [
    path(QUESTIONS, questions.questions, name="questions"),
    *addresses("scrutiny/questions", questions.questions_file, "questions"),
    path(f"{QUESTIONS}figures/", questions.figures, name="figures"),
    path(f"{QUESTIONS}ask/", questions_asking.ask, name="ask"),
    path(f"{QUESTIONS}<int:number>/", questions.question, name="question"),
    path(f"{QUESTIONS}<int:number>/follow-up/", questions_asking.follow_up, name="follow-up"),
    path(f"{QUESTIONS}<int:number>/officer/", questions_asking.assign, name="assign"),
    path(f"{QUESTIONS}<int:number>/answer/", questions_asking.answer, name="answer"),
    path(f"{QUESTIONS}<int:number>/answered/", questions_asking.reply, name="reply"),
    path(f"{QUESTIONS}<int:number>/publish/", questions_asking.publish, name="publish"),
    path(f"{QUESTIONS}<int:number>/publish/<int:answer>/", questions_asking.publish_answer, name="publish-answer"),
    path(f"{QUESTIONS}<int:number>/unpublish/", questions_asking.unpublish, name="unpublish"),
    path(f"{QUESTIONS}<int:number>/withdraw/", questions_asking.withdraw, name="withdraw"),
    path(PARENTING, parenting.parenting, name="parenting"),
    *addresses("scrutiny/corporate-parenting", parenting.parenting_file, "parenting"),
    path(f"{PARENTING}ask/", questions_asking.ask_for_children, name="parenting-ask"),
    path(f"{PARENTING}<int:number>/", parenting.parenting_question, name="parenting-question"),
    path(f"{PARENTING}<int:number>/follow-up/", questions_asking.follow_up_for_children, name="parenting-follow-up"),
    path(f"{PARENTING}<int:number>/answered/", questions_asking.reply_for_children, name="parenting-reply"),
    path(DOCUMENTS, documents.documents, name="documents"),
    *addresses("scrutiny/documents", documents.documents_file, "documents"),
    path(f"{DOCUMENTS}ask/", documents.document_ask, name="document-ask"),
    path(f"{DOCUMENTS}new/", documents.document_record, name="document-record"),
    path(f"{DOCUMENTS}<int:number>/", documents.document, name="document"),
    path(f"{DOCUMENTS}<int:number>/given/", documents.document_give, name="document-give"),
    path(COMMITTEE, committee.committee, name="committee"),
    path(f"{COMMITTEE}programme/", committee.programme, name="programme"),
    *addresses(f"{COMMITTEE}programme", committee.programme_file, "programme"),
    path(f"{COMMITTEE}topics/new/", committee_keeping.topic_new, name="topic-new"),
    path(f"{COMMITTEE}topics/choose/", committee_keeping.topic_choose, name="topic-choose"),
    path(f"{TOPIC}meeting/", committee_keeping.topic_move, name="topic-move"),
    path(f"{TOPIC}came-of-it/", committee_keeping.topic_came, name="topic-came"),
    path(f"{COMMITTEE}reports/", committee.reports, name="reports"),
    *addresses(f"{COMMITTEE}reports", committee.reports_file, "reports"),
    path(f"{COMMITTEE}meetings/new/", committee_keeping.meeting_new, name="meeting-new"),
    path(MEETING, committee.meeting, name="meeting"),
    path(f"{MEETING}agenda/", committee_keeping.agenda_open, name="agenda-open"),
    path(f"{MEETING}call-off/", committee_keeping.call_off, name="call-off"),
    path(f"{MEETING}reports/new/", committee_keeping.report_new, name="report-new"),
    path(f"{MEETING}reports/<int:report>/challenged/", committee_keeping.report_challenged, name="report-challenged"),
    path(f"{MEETING}recommend/", committee_keeping.recommend, name="recommend"),
    path(f"{COMMITTEE}recommendations/", committee.recommendations, name="recommendations"),
    *addresses(f"{COMMITTEE}recommendations", committee.recommendations_file, "recommendations"),
    path(RECOMMENDED, committee.recommendation, name="recommendation"),
    path(f"{RECOMMENDED}response/", committee_keeping.respond, name="respond"),
    path(f"{RECOMMENDED}followed-up/", committee_keeping.follow_up, name="follow-up-recommendation"),
    path(f"{RECOMMENDED}in-the-plan/", committee_keeping.put_in_plan, name="put-in-plan"),
]

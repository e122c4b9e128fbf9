"""What the invented council's members and children asked: reports for two years without a question, and then questions.

The story is the case's (paragraphs 111 and 116 of the report Sightline exists for): the committee had regular reports
on the service for disabled children, and nothing was asked that would have found what the record showed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sightline.access.models import Account
from sightline.access.roles import DIRECTOR, ELECTED_MEMBER, HEAD_OF_SERVICE, SCRUTINY_OFFICER
from sightline.scrutiny.actions import committee, documents
from sightline.scrutiny.actions import questions as asking
from sightline.scrutiny.actions.documents import Given
from sightline.scrutiny.models import CommitteeMeeting, Outcome, Question, Response

COMMITTEE = "Children’s Services Overview and Scrutiny Committee"
GROUP = "Children in care council"
MEETINGS = (734, 636, 538, 447, 349, 258, 167, 76)  # days before
REPORTS = (
    "The service is stable and well regarded by schools. Two vacancies are covered for the time being.",
    "Assessments are within time for most families. Vacancies are being recruited to.",
    "Spending is within budget. Waiting for short breaks has come down.",
    "The move to a service for all up to twenty-five years is complete. Families welcome it.",
    "Performance is steady. Managers hold some work while posts are filled.",
    "The service is on track against its plan. No risk is reported.",
    "Recruitment continues. Complaints are in line with the year before.",
    "Performance is steady. Managers hold some work while posts are filled.",
)


def ask_officers(on: dt.date, people: Mapping[str, Account]) -> None:
    """Make the committee's two years, the members' questions, the children's, and requests for documents, once."""
    wanted = (SCRUTINY_OFFICER, ELECTED_MEMBER, DIRECTOR, HEAD_OF_SERVICE)
    if Question.objects.exists() or any(each.code not in people for each in wanted):
        return
    clerk, member, director, head = (people[each.code] for each in wanted)
    meetings = _reports(on, clerk)
    _recommendations(on, meetings, clerk, head)
    _questions(on, member, clerk, director, head)
    _childrens(on, clerk, director, head)
    _documents(on, member, clerk, head)


def _ago(on: dt.date, days: int) -> dt.date:
    return on - dt.timedelta(days=days)


def _reports(on: dt.date, clerk: Account) -> list[CommitteeMeeting]:
    held = []
    for number, days in enumerate(MEETINGS):
        day = _ago(on, days)
        meeting = committee.call_meeting(committee=COMMITTEE, held_on=day, agenda_on=_ago(day, 12), by=clerk)
        report = committee.receive_report(
            meeting=meeting,
            title="The 0–25 service for disabled children: regular report",
            from_post="Head of service",
            told=REPORTS[number],
            by=clerk,
        )
        committee.say_challenged(report=report, is_challenged=False, words="The report was noted.", by=clerk)
        held.append(meeting)
    exclusions = committee.receive_report(
        meeting=held[-2],
        title="Early help: the first year",
        from_post="Director of children’s services",
        told="More families had early help than the year before; whether it helped is not measured yet.",
        by=clerk,
    )
    committee.say_challenged(
        report=exclusions,
        is_challenged=True,
        words="Members asked how it will be known whether early help made a difference; a measure is to follow.",
        by=clerk,
    )
    coming = committee.call_meeting(
        committee=COMMITTEE, held_on=on + dt.timedelta(days=1), agenda_on=_ago(on, 7), by=clerk
    )
    committee.receive_report(
        meeting=coming,
        title="The 0–25 service for disabled children: regular report",
        from_post="Head of service",
        told="Performance is steady. Managers hold some work while posts are filled.",
        by=clerk,
    )
    topic = committee.add_topic(
        words="Who works with each disabled child, and when each was last seen",
        why="Eight reports told of steady performance, and none said how many children had no social worker.",
        chosen_by="The committee",
        chosen_on=_ago(on, 21),
        meeting=coming,
        by=clerk,
    )
    committee.add_topic(
        words="Return home interviews: are children asked why they went, and is it used?",
        why="The children in care council asked about it.",
        chosen_by=f"The committee, at the wish of the {GROUP.lower()}",
        chosen_on=_ago(on, 14),
        by=clerk,
    )
    early = committee.add_topic(
        words="Early help: does it make a difference?",
        why="Most children referred to the front door had had none.",
        chosen_by="The committee",
        chosen_on=_ago(on, 300),
        meeting=held[-2],
        by=clerk,
    )
    committee.came_of(
        topic=early, words="One recommendation to the cabinet: measure whether it helps, and report it.", by=clerk
    )
    return [*held, topic.meeting or coming]


def _recommendations(on: dt.date, meetings: list[CommitteeMeeting], clerk: Account, head: Account) -> None:
    early = committee.recommend(
        meeting=meetings[6],
        words="Measure whether early help makes a difference to children, and report it each quarter.",
        to="The cabinet",
        received_on=_ago(on, 161),
        by=clerk,
    )
    committee.respond(
        recommendation=early,
        response=Response.ACCEPTED,
        words="Accepted. A measure will be agreed with partners and reported from the next quarter.",
        responded_on=_ago(on, 88),
        by=head,
    )
    committee.follow_up(
        recommendation=early,
        words="No measure was reported in the quarter that followed.",
        on=_ago(on, 20),
        is_done=False,
        by=clerk,
    )
    refused = committee.recommend(
        meeting=meetings[5],
        words="Give the committee the number of children without an allocated social worker at every meeting.",
        to="The cabinet",
        received_on=_ago(on, 252),
        by=clerk,
    )
    committee.respond(
        recommendation=refused,
        response=Response.REFUSED,
        words="Refused: the number changes daily and would be misread outside the service.",
        responded_on=_ago(on, 210),
        by=head,
    )
    committee.recommend(
        meeting=meetings[7],
        words="Write down a rule for when a manager may hold children’s cases, how many, and for how long.",
        to="The cabinet",
        received_on=_ago(on, 73),
        by=clerk,
    )


def _questions(on: dt.date, member: Account, clerk: Account, director: Account, head: Account) -> None:
    first = asking.ask(
        words="Do the reports on the 0–25 service count the children who have no social worker of their own?",
        why="Eight reports said that performance is steady.",
        asked_on=_ago(on, 45),
        by=member,
    )
    asking.assign(question=first, to=head, by=clerk)
    vague = asking.answer(
        question=first,
        words="Every child in the service is allocated. Managers oversee the work while posts are filled.",
        answered_on=_ago(on, 19),
        by=head,
    )
    asking.reply(
        answer=vague,
        is_answered=False,
        words="It does not say how many are allocated to a manager, nor for how long.",
        by=member,
    )
    asking.publish(question=first, by=clerk)
    asking.publish(question=first, answer=vague, by=clerk)
    further = asking.ask(
        words="How many children are allocated to a manager of the service, and for how many days has each been?",
        asked_on=_ago(on, 17),
        follows=first,
        by=member,
    )
    seen = asking.ask(
        words="How many disabled children were last seen by a social worker more than six months ago?",
        why="Parents say that nobody rings back.",
        asked_on=_ago(on, 26),
        by=member,
    )
    complaints = asking.ask(
        words="What did the service learn from the complaints of the last year, and what changed because of them?",
        asked_on=_ago(on, 6),
        by=member,
    )
    for each in (further, seen, complaints):
        asking.assign(question=each, to=head, by=clerk)
    asking.publish(question=seen, by=clerk)
    home = asking.ask(
        words="How many children who went missing were offered an interview when they came home, and how many took it?",
        asked_on=_ago(on, 33),
        by=member,
    )
    asking.assign(question=home, to=director, by=clerk)
    told = asking.answer(
        question=home,
        words="Four in five had an interview. About half were seen within three days, which is too few.",
        did="Interviews are now counted each week, and the teams that are late are told.",
        answered_on=_ago(on, 24),
        by=director,
    )
    asking.reply(answer=told, is_answered=True, words="", by=member)
    asking.publish(question=home, by=clerk)
    asking.publish(question=home, answer=told, by=clerk)
    asking.ask(
        words="Which rule says how many cases a manager may hold, and when was it last looked at?",
        asked_on=_ago(on, 4),
        by=member,
    )


def _childrens(on: dt.date, clerk: Account, director: Account, head: Account) -> None:
    changes = asking.ask_for_children(
        group=GROUP,
        words="Why do our social workers keep changing, and why does nobody tell us before?",
        asked_on=_ago(on, 80),
        by=clerk,
    )
    asking.assign(question=changes, to=director, by=clerk)
    told = asking.answer(
        question=changes,
        words="Too many people left last year, and we did not tell you in time. We are sorry. "
        "You should always hear before it happens, and from somebody you know.",
        did="A worker who leaves now says goodbye in person, with the new one there. We check it every month.",
        answered_on=_ago(on, 60),
        by=director,
    )
    asking.reply(answer=told, is_answered=True, words="The group says it is better, though not always.", by=clerk)
    asking.publish(question=changes, by=clerk)
    asking.publish(question=changes, answer=told, by=clerk)
    friends = asking.ask_for_children(
        group=GROUP,
        words="Can we stay the night at a friend’s house without waiting weeks for somebody to say yes?",
        asked_on=_ago(on, 41),
        by=clerk,
    )
    asking.assign(question=friends, to=head, by=clerk)
    asking.publish(question=friends, by=clerk)
    asking.ask_for_children(
        group=GROUP,
        words="What happens to what we say in our reviews?",
        asked_on=_ago(on, 10),
        by=clerk,
    )


def _documents(on: dt.date, member: Account, clerk: Account, head: Account) -> None:
    documents.owe(
        kind="scrutiny-member",
        words="The paper on staffing of the 0–25 service that the lead member decided on in the summer",
        counted_from=_ago(on, 19),
        by=member,
    )
    review = documents.owe(
        kind="scrutiny-member",
        words="The review of the service for disabled children that the executive received",
        counted_from=_ago(on, 48),
        by=member,
    )
    documents.give(
        duty=review,
        given=Given(
            outcome=Outcome.PART,
            words="The review, with one annex left out.",
            done_on=_ago(on, 39),
            withheld="An annex about the work of single members of staff.",
            exemption="12a-1",
            why="It is about individuals. Members can scrutinise the service without it, so the interest in keeping "
            "it back was held to weigh more.",
            stated_on=_ago(on, 39),
        ),
        by=head,
    )
    documents.owe(
        kind="information-request",
        words="How many complaints about the service were received in each of the last three years",
        asked_as="A parents’ group",
        counted_from=_ago(on, 12),
        by=clerk,
    )
    notice = documents.owe(
        kind="key-decision",
        words="A new client record system for children’s services",
        counted_from=on + dt.timedelta(days=22),
        by=clerk,
    )
    documents.give(
        duty=notice,
        given=Given(Outcome.GIVEN, "Published in the forward plan of the month.", _ago(on, 8)),
        by=clerk,
    )

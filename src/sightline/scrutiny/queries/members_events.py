"""What members chose to look into, what came of it, and what officers said of a figure, for an inquiry's timeline."""

from __future__ import annotations

import datetime as dt

from sightline.improvement.inquiries import Event, Tier
from sightline.scrutiny.models import Look, LookOutcome, OfficerStatement
from sightline.scrutiny.ten_figures import FIGURES


def events(since: dt.date, until: dt.date) -> list[Event]:
    """Each in the words it was said in, of any of the ten figures; a member stands as such, an officer by post."""
    within = (since, until)
    found = [_chosen(each) for each in Look.objects.filter(chosen_on__range=within)]
    found += [_came(each) for each in LookOutcome.objects.filter(said_on__range=within).select_related("look")]
    found += [_stated(each) for each in OfficerStatement.objects.filter(said_on__range=within)]
    return sorted(found, key=lambda each: (each.on, each.kind, each.proof))


def _chosen(look: Look) -> Event:
    words = f"A member chose to look into {_called(look.figure)}: {look.why}"
    return _event(look.chosen_on, look.at, "members’ choice", words, f"choice {look.pk}")


def _came(came: LookOutcome) -> Event:
    words = f"{came.post}, on what came of a member’s choice of {_called(came.look.figure)}: {came.words}"
    led = f", which led to question {came.question_id}" if came.question_id else ""
    proof = f"outcome {came.pk} of choice {came.look_id}{led}"
    return _event(came.said_on, came.at, "what came of a members’ choice", words, proof)


def _stated(said: OfficerStatement) -> Event:
    words = f"{said.post} said of {_called(said.figure)}: {said.words}"
    instead = f", in place of statement {said.supersedes_id}" if said.supersedes_id else ""
    return _event(said.said_on, said.at, "officers’ statement", words, f"statement {said.pk}{instead}")


def _event(on: dt.date, at: dt.datetime, kind: str, words: str, proof: str) -> Event:
    return Event(on, at, Tier.COMMITTEE, kind, words, "The members’ ten figures", proof)


def _called(figure: str) -> str:
    """A figure by its title; by its id where it is no longer one of the ten."""
    known = FIGURES.get(figure)
    return f"“{known.title if known else figure}”"

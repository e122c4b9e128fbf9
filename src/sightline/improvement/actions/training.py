"""Saying that somebody, a team or everybody needs training; that it was met; that it was no need after all."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sightline.access import actions as access
from sightline.access.models import Account, Doing
from sightline.errors import UserError
from sightline.improvement.models import NeedMet, NeedSource, TrainingNeed
from sightline.ledger.queries import current, holding
from sightline.web import clock

LONGEST_TOPIC, LONGEST_WORDS, SHORTEST_WORDS = 80, 2_000, 10
PAGE = "training"


@transaction.atomic
def need(
    *,
    topic: str,
    words: str,
    source: str,
    team_id: str = "",
    professional_id: str = "",
    by: Account,
    on: dt.date | None = None,
) -> TrainingNeed:
    """Say that a person (``professional_id``), else a team, else everybody, needs training in ``topic``.

    Asked again while the same need is open and not met, by a statement or by the record of training, it is the one
    there is: its words and source stay those of who said it first. ``on``: the day it was raised, today unless given.
    UserError without a topic or a sentence, for a source, team or worker there is not, for a day to come, and where
    somebody else says the same at the same moment.
    """
    about = " ".join(topic.split())
    said = words.strip()
    if not about or len(about) > LONGEST_TOPIC:
        raise UserError(f"Say what training is needed, in at most {LONGEST_TOPIC} characters.")
    if not SHORTEST_WORDS <= len(said) <= LONGEST_WORDS:
        raise UserError("Say in a sentence why it is needed.")
    if source not in NeedSource.values:
        raise UserError(f"There is no source {source!r} of a need; it may be {', '.join(sorted(NeedSource.values))}.")
    if team_id and not current("teams").filter(team_id=team_id).exists():
        raise UserError("Choose a team of this council.")
    if professional_id and not current("professionals").filter(professional_id=professional_id).exists():
        raise UserError("Choose somebody who works here.")
    if on is not None and on > clock.today():
        raise UserError("The day a need was raised cannot be to come.")
    same = TrainingNeed.objects.filter(topic=about, team_id=team_id, professional_id=professional_id)
    turn = same.count()  # before looking: what is said between the two is then seen, or of the same turn
    found = _open_of(same)
    if found is not None:
        return found
    try:
        with transaction.atomic():
            made = TrainingNeed.objects.create(
                topic=about,
                words=said,
                source=source,
                team_id=team_id,
                professional_id=professional_id,
                turn=turn,
                raised_on=on or clock.today(),
                by=by,
                at=clock.now(),
            )
    except IntegrityError as error:
        raise UserError(
            "Somebody else said this need a moment ago, and it stands. Look at it among the needs already said."
        ) from error
    _log(by, made)
    return made


@transaction.atomic
def meet(*, need: TrainingNeed, on: dt.date, words: str, by: Account) -> NeedMet:
    """State that a need was met on a day and how. UserError for a day before it was raised or to come, and twice."""
    found = _open(need)
    if not found.raised_on <= on <= clock.today():
        raise UserError("The day it was met lies between the day the need was raised and today.")
    made = NeedMet.objects.create(need=found, on=on, words=_sentence(words), by=by, at=clock.now())
    _log(by, found)
    return made


@transaction.atomic
def withdraw(*, need: TrainingNeed, why: str, by: Account) -> None:
    """Say that it was no need after all; it stays, with the reason."""
    found = _open(need)
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = clock.now(), by, _sentence(why)
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _log(by, found)


def _open_of(same: QuerySet[TrainingNeed]) -> TrainingNeed | None:
    """Of needs of the same thing, the one that is open and not met; None where there is none."""
    there = same.select_for_update(of=("self",)).filter(withdrawn_at=None, statement=None)
    return next((each for each in there.order_by("pk") if not _is_met_on_record(each)), None)


def _open(need: TrainingNeed) -> TrainingNeed:
    found = TrainingNeed.objects.select_for_update().get(pk=need.pk)
    if found.withdrawn_at is not None:
        raise UserError("This need was withdrawn.")
    if NeedMet.objects.filter(need=found).exists():
        raise UserError("This need was said to be met already.")
    return found


def _is_met_on_record(need: TrainingNeed) -> bool:
    """Whether everybody a need is about was trained in it since it was said; never, of the whole council."""
    today = clock.today()
    if need.professional_id:
        who = {need.professional_id}
    elif need.team_id:
        posts = current("posts").filter(holding(today), team_id=need.team_id)
        who = set(posts.values_list("professional_id", flat=True)) - {None}
    else:
        return False
    records = current("training_records").filter(
        professional_id__in=sorted(who), course=need.topic, completed_on__gte=need.raised_on, completed_on__lte=today
    )
    return bool(who) and who <= set(records.values_list("professional_id", flat=True))


def _sentence(words: str) -> str:
    found = words.strip()[:LONGEST_WORDS]
    if len(found) < SHORTEST_WORDS:
        raise UserError("Say how, in a sentence.")
    return found


def _log(by: Account, need: TrainingNeed) -> None:
    about = None
    if need.professional_id:
        about = Account.objects.filter(professional_id=need.professional_id).order_by("pk").first()
    access.log(by=by, doing=Doing.CHANGED, page=PAGE, about=about)

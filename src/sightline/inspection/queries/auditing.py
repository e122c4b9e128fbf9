"""Whose audits are whose, what one still lacks, and who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from sightline.access.bearer import Bearer
from sightline.access.children import Visible
from sightline.access.models import AccessEntry, Account, Doing
from sightline.access.permissions import Permission
from sightline.inspection.framework import Framework
from sightline.inspection.models import Answered, Audit, AuditAnswer, AuditGrade, MockInspection, SampledChild
from sightline.inspection.prompts import PROMPTS, Prompt, PromptConfidence, file_prompts
from sightline.inspection.strata import Stratum

SHORTEST_WORDS = 10  # characters: less is no sentence
WORDLESS = (Answered.NOT_SEEN.value, Answered.NOT_APPLICABLE.value)  # answers that need no words of their own
MOST_MINUTES = 3000


def live_audits() -> QuerySet[Audit]:
    """Every audit that was not taken back, with what its pages say of it."""
    return Audit.objects.filter(taken_back_at=None).select_related("child__sample__mock", "auditor", "given_by")


def audits_that_count(mock: MockInspection) -> QuerySet[Audit]:
    """The submitted audits from which anything is concluded.

    Not those of a file that is with another auditor still: what the first found would tell the second, who is to be
    blind. Once the mock inspection is closed nobody submits any more, and all of them count.
    """
    found = Audit.objects.filter(child__sample__mock=mock, child__left_out_at=None).exclude(submitted_at=None)
    return found if mock.closed_at is not None else found.exclude(Exists(_still_with_somebody()))


def counted_once(mock: MockInspection) -> QuerySet[Audit]:
    """Of the audits that count one a file: the first, or the second where there is no other."""
    first = Audit.objects.filter(child=OuterRef("child"), is_second=False, submitted_at__isnull=False)
    return audits_that_count(mock).filter(Q(is_second=False) | ~Exists(first))


def not_counted_yet(mock: MockInspection) -> int:
    """How many files one auditor has submitted and another has still, so that they do not count yet. One query."""
    if mock.closed_at is not None:
        return 0
    found = live_audits().filter(child__sample__mock=mock, child__left_out_at=None).exclude(submitted_at=None)
    return found.filter(Exists(_still_with_somebody())).count()


def _still_with_somebody() -> QuerySet[Audit]:
    return Audit.objects.filter(child=OuterRef("child"), taken_back_at=None, submitted_at=None)


def prompts_of_child(framework: Framework, areas: Sequence[str], stratum: str) -> tuple[Prompt, ...]:
    """What is asked of the file of a child of ``stratum``: the prompts of the areas looked at that are about such
    children, and of those that are about every child."""
    about = [each.id for each in framework.areas if each.id in areas and (not each.strata or stratum in each.strata)]
    return file_prompts(framework, about)


def prompts_asked(audit: Audit) -> tuple[Prompt, ...]:
    """The prompts an audit answers, as they were when it was given out, in their order.

    One that Sightline asks no more is told by its id, so that its answer is still read.
    """
    return tuple(PROMPTS.get(each) or _former(each) for each in audit.asked)


def _former(prompt_id: str) -> Prompt:
    return Prompt(prompt_id, prompt_id.replace("-", " ").capitalize(), "", PromptConfidence.UNVERIFIED)


def answers_of(audit: Audit) -> dict[str, AuditAnswer]:
    """The answers given so far by prompt, each with its evidence: two queries."""
    return {each.prompt: each for each in audit.answers.prefetch_related("evidence")}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something an audit still lacks. ``prompt``: of which prompt, "" for its conclusion."""

    words: str
    prompt: str = ""


def lacks_of(audit: Audit, answers: Mapping[str, AuditAnswer]) -> list[Lack]:
    """What is missing before an audit can be submitted, in the order it is asked."""
    return [*_unanswered(audit, answers), *_unconcluded(audit)]


def _unanswered(audit: Audit, answers: Mapping[str, AuditAnswer]) -> Iterator[Lack]:
    for number, prompt in enumerate(prompts_asked(audit), 1):
        given = answers.get(prompt.id)
        if given is None or not given.answer:
            yield Lack(f"Answer question {number}", prompt.id)
        elif given.answer not in WORDLESS and len(given.words.strip()) < SHORTEST_WORDS:
            yield Lack(f"Say what question {number} rests on, in a sentence", prompt.id)


def _unconcluded(audit: Audit) -> Iterator[Lack]:
    if not audit.grade:
        yield Lack("Give the file a grade")
    if len(audit.why.strip()) < SHORTEST_WORDS:
        yield Lack("Say why it has that grade, in a sentence")
    if len(audit.child_would_say.strip()) < SHORTEST_WORDS:
        yield Lack("Say what the child would say, in a sentence")
    if not audit.minutes:
        yield Lack("Say how many minutes it took")


def is_answered(answer: AuditAnswer | None) -> bool:
    """Whether an answer is whole."""
    if answer is None or not answer.answer:
        return False
    return answer.answer in WORDLESS or len(answer.words.strip()) >= SHORTEST_WORDS


@dataclass(frozen=True, slots=True)
class OwnAudit:
    """An audit on its auditor's own list."""

    audit: Audit
    answered: int
    asked: int
    evidence: int

    @property
    def state(self) -> str:
        """How far it is."""
        if self.audit.submitted_at is not None:
            return "submitted"
        return "begun" if self.audit.begun_at is not None else "not begun"


def audits_of(account: Account) -> list[OwnAudit]:
    """What somebody was given to audit, what is still to do first. One query."""
    whole = Q(answers__answer__in=WORDLESS) | (~Q(answers__answer="") & ~Q(answers__words=""))
    found = live_audits().filter(auditor=account, child__left_out_at=None)
    counted = found.annotate(
        answered=Count("answers", filter=whole, distinct=True), rows=Count("answers__evidence", distinct=True)
    )
    rows = [OwnAudit(each, each.answered, len(each.asked), each.rows) for each in counted]
    return sorted(
        rows,
        key=lambda each: (
            each.audit.submitted_at is not None,
            -each.audit.child.sample.mock_id,
            each.audit.child.place,
        ),
    )


def to_do(account: Account, shown: Visible) -> int:
    """How many audits somebody was given and has not submitted, of mock inspections that are open and children who
    may be shown to them: one query."""
    found = Audit.objects.filter(auditor=account, taken_back_at=None, submitted_at=None, child__left_out_at=None)
    people = found.filter(child__sample__mock__closed_at=None).values_list("child__person_id", flat=True)
    return len(shown.only(people))


@dataclass(frozen=True, slots=True)
class Reading:
    """An audit that somebody may read. ``is_own``: they are its auditor; ``may_write``: it is theirs and not over."""

    audit: Audit
    is_own: bool

    @property
    def may_write(self) -> bool:
        """Whether anything of it may still be changed by its reader."""
        mock = self.audit.child.sample.mock
        return self.is_own and self.audit.submitted_at is None and mock.closed_at is None


def audit_for(reader: Bearer, number: int) -> Reading | None:
    """The audit of this number if ``reader`` may read it; whether they may open its child is asked apart.

    Its auditor may. Those who lead mock inspections may once it is submitted, and the other auditor of the same file
    may once both are: until then neither sees the other's, lead or not.
    """
    audit = live_audits().filter(pk=number).first()
    if audit is None:
        return None
    if audit.auditor_id == reader.account.pk:
        return Reading(audit, is_own=True)
    if audit.submitted_at is None:
        return None
    others = live_audits().filter(child=audit.child_id).exclude(pk=audit.pk)
    own = next((each for each in others if each.auditor_id == reader.account.pk), None)
    if own is not None:
        return Reading(audit, is_own=False) if own.submitted_at is not None else None
    return Reading(audit, is_own=False) if reader.may(Permission.MOCK_LEAD) else None


def who_read(audits: Iterable[Audit]) -> set[tuple[int, str]]:
    """The accounts that opened one of these audits after it was submitted, each with the child: who did so is not
    blind to it. One query of the access log, none where nothing is submitted."""
    since = {each.child.person_id: each.submitted_at for each in audits if each.submitted_at is not None}
    if not since:
        return set()
    opened = AccessEntry.objects.filter(page="audits:audit", doing=Doing.OPENED.value, person_id__in=since)
    rows = opened.exclude(account=None).values_list("account_id", "person_id", "at")
    return {(account, person) for account, person, at in rows if account and person and at >= since[person]}


@dataclass(frozen=True, slots=True)
class Both:
    """A file audited twice to the end, with what was decided where its auditors differ."""

    child: SampledChild
    first: Audit
    second: Audit

    @property
    def is_same_grade(self) -> bool:
        """Whether both auditors gave the same grade."""
        return self.first.grade == self.second.grade

    @property
    def settled(self) -> str:
        """The grade it was settled at; "" where it was not."""
        return self.child.moderation.grade if hasattr(self.child, "moderation") else ""

    @property
    def steps(self) -> int:
        """How many grades lie between theirs."""
        order = [each.value for each in AuditGrade]
        return abs(order.index(self.first.grade) - order.index(self.second.grade))


def audited_twice(mock: MockInspection) -> list[Both]:
    """The files of which both audits are submitted, those that differ most first. Two queries."""
    answers = Prefetch("answers", AuditAnswer.objects.order_by("pk"))
    found = live_audits().filter(child__sample__mock=mock, child__left_out_at=None).exclude(submitted_at=None)
    by_child: dict[int, dict[bool, Audit]] = {}
    for each in found.select_related("child__moderation").prefetch_related(answers):
        by_child.setdefault(each.child_id, {})[each.is_second] = each
    both = [Both(each[False].child, each[False], each[True]) for each in by_child.values() if len(each) == 2]
    return sorted(both, key=lambda each: (bool(each.settled), -each.steps, each.child.place))


def both_of(child: int) -> Both | None:
    """The two audits of a sampled child's file, once both are submitted; None before, and for no such file."""
    found = live_audits().filter(child__pk__exact=child, child__left_out_at=None).exclude(submitted_at=None)
    by_which = {each.is_second: each for each in found}
    if len(by_which) < 2:
        return None
    return Both(by_which[False].child, by_which[False], by_which[True])


STRATA = {each.value: each.words for each in Stratum}


def stratum_words(stratum: str) -> str:
    """What a group of children is called."""
    return STRATA.get(stratum, stratum.replace("-", " "))

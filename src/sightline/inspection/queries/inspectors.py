"""What an inspector may see, and what they opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sightline.access.bearer import Bearer
from sightline.access.children import Visible, hidden_from
from sightline.access.models import AccessEntry, Account, Doing
from sightline.inspection.models import InspectorScope, Sample, SampledChild
from sightline.ledger.queries import current
from sightline.sources.annex_a.specification import AnnexList, specification

PAGES = {
    "casework:child": "A child’s record",
    "casework:children": "Children",
    "casework:children-csv": "Children, downloaded",
    "casework:children-xlsx": "Children, downloaded",
    "findings:child": "A child’s timeline",
    "findings:children": "Children, by what stands out",
    "findings:cases": "Cases behind a standard",
    "recording:notes": "A child’s case notes",
    "recording:decisions": "A child’s management decisions",
    "recording:child-supervision": "A child’s supervision",
    "search:search": "Search",
    "access:child-log": "Who looked at a child’s record",
    "access:child-log-csv": "Who looked at a child’s record, downloaded",
    "access:child-log-xlsx": "Who looked at a child’s record, downloaded",
    "visits:my-scope": "What they may see",
    "visits:scope-list": "A child-level list",
    "visits:scope-list-csv": "A child-level list, downloaded",
    "visits:scope-list-xlsx": "A child-level list, downloaded",
}
DOINGS = (Doing.OPENED, Doing.LISTED, Doing.SEARCHED, Doing.EXPORTED, Doing.REFUSED, Doing.LOOKED_AT_LOG)


@dataclass(frozen=True, slots=True)
class Opened:
    """A line of the access log. ``person_id`` is "" for a list, and for a child whom the reader may not know of."""

    entry: AccessEntry
    page: str
    person_id: str
    is_hidden: bool

    @property
    def why(self) -> str:
        """The reason, in the words of whoever gave it, which may say who a child is; "" for one that is hidden."""
        return "" if self.is_hidden else self.entry.why


def is_open(scope: InspectorScope, day: dt.date) -> bool:
    """Whether an inspector's account lets them in on a day."""
    return scope.ended_at is None and scope.from_on <= day <= scope.until_on


def scopes() -> list[InspectorScope]:
    """Every inspector's account, the latest first."""
    return list(InspectorScope.objects.select_related("account", "inspection", "opened_by", "ended_by"))


def scope_of(account: Account, day: dt.date) -> InspectorScope | None:
    """What an inspector may see on a day; None for anybody else."""
    found = InspectorScope.objects.filter(account=account, ended_at=None, from_on__lte=day, until_on__gte=day)
    return found.select_related("inspection").order_by("-pk").first()


def lists_of(scope: InspectorScope) -> list[AnnexList]:
    """The child-level lists that an inspector may read."""
    return [each for number, each in sorted(specification().lists.items()) if number in scope.lists]


def list_choices() -> list[tuple[int, str]]:
    """Every child-level list there is, by number."""
    return [(number, f"{number}. {each.title}") for number, each in sorted(specification().lists.items())]


def sample_choices() -> list[tuple[object, str]]:
    """The samples that were drawn, the last first, by their number and the mock inspection they are of."""
    drawn = Sample.objects.select_related("mock").order_by("-drawn_at", "-pk")
    return [("", "None"), *((each.pk, f"{each.mock.title}, sample {each.number}") for each in drawn)]


def sampled(sample: int) -> list[str]:
    """The children in a sample, in their order, without those left out of it since."""
    there = SampledChild.objects.filter(sample=sample, left_out_at=None).order_by("place")
    return list(there.values_list("person_id", flat=True))


def opened(scope: InspectorScope, seen_by: Visible) -> list[Opened]:
    """All that an inspector opened, was shown or was refused since their account was opened, the latest first.

    Until it was opened for them anew, where they came again: what they tried after the end counts too. A child whom the
    reader may not know of is counted, and not named.
    """
    again = InspectorScope.objects.filter(account=scope.account, opened_at__gt=scope.opened_at)
    until = again.order_by("opened_at").values_list("opened_at", flat=True).first()
    entries = AccessEntry.objects.filter(account=scope.account, at__gte=scope.opened_at, doing__in=list(DOINGS))
    if until is not None:
        entries = entries.filter(at__lt=until)
    return [_opened(each, seen_by) for each in entries.order_by("-at", "-pk")]


def _opened(entry: AccessEntry, seen_by: Visible) -> Opened:
    person = entry.person_id or ""
    may_know = bool(person) and person in seen_by
    page = PAGES.get(entry.page, _plain(entry.page))
    return Opened(entry, page, person if may_know else "", bool(person and not may_know))


def _plain(page: str) -> str:
    return page.rpartition(":")[2].replace("-", " ").capitalize() or "A page"


def names_of(person_ids: Sequence[str]) -> dict[str, str]:
    """What children are called, by their keys; the key for one without a name."""
    found = current("people").filter(person_id__in=set(person_ids)).values_list("person_id", "forename", "surname")
    return {key: " ".join(each for each in (first, last) if each) or key for key, first, last in found}


@dataclass(frozen=True, slots=True)
class Named:
    """Which of the keys somebody typed are of children they may name, and which lines are not."""

    person_ids: tuple[str, ...]
    wrong_lines: tuple[int, ...]


def children_named(text: str, seen_by: Visible) -> Named:
    """The children whose keys stand in ``text``, one a line. A child who is restricted is as one who is not there."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    keys = [key for _, key in lines]
    there = {
        str(each) for each in current("people").filter(person_id__in=keys).values_list("person_id", flat=True)
    } & set(seen_by.only(keys))
    good = tuple(dict.fromkeys(key for key in keys if key in there))
    return Named(good, tuple(number for number, key in lines if key not in there))


def hidden(reader: Bearer) -> frozenset[str]:
    """The children who are on no list that ``reader`` reads: those restricted from them, and their own family."""
    return hidden_from(reader)

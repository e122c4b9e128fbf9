"""Councils' own standards in TOML: every kind, versions, changes, switching off, and errors that help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from sightline.errors import UserError
from sightline.standards.catalogue import CATALOGUE
from sightline.standards.local import EXAMPLE, LocalStandards, changed_versions, load, read_local, with_local
from sightline.standards.needs import columns_read
from sightline.standards.nodes import (
    AnyOf,
    AtMost,
    AtMostAtOnce,
    Consistent,
    Events,
    Every,
    Judgement,
    Linked,
    Never,
    OnlyWhile,
    Present,
    Sequence,
    Spans,
    Throughout,
    Within,
    before,
    days,
    is_,
    is_not,
    known,
    missing,
    months,
    not_before,
    weeks,
    working_days,
)
from sightline.standards.standard import Force

APRIL = dt.date(2016, 4, 1)

ONE = """
[[standard]]
code = "av-visits"
in_force_from = 2016-04-01
sentence = "A child is seen."
area = "child-protection"
applies_to = "children on a plan"
harm = "safety"
[standard.node]
kind = "every"
limit = "10 working days"
event = { table = "cp_visits", on = "visited_on", where = { child_seen = true } }
during = { table = "cp_plans", starts = "started_on", ends = "ended_on" }
"""

Read = Callable[[str], LocalStandards]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str) -> LocalStandards:
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        return read_local(path)

    return read_text


def test_the_example_shows_every_kind() -> None:
    kinds = {type(each.node) for each in read_local(EXAMPLE).added}
    every = {Within, Every, Throughout, Never, AtMost, AtMostAtOnce, Present, Sequence, Consistent, Judgement}
    assert kinds == every


def test_a_standard_reads_as_the_node_it_describes(read: Read) -> None:
    (own,) = read(ONE).added
    seen = Events("cp_visits", "visited_on", where=(is_("child_seen", True),))
    assert own.node == Every(seen, Spans("cp_plans", "started_on", "ended_on"), working_days(10))
    assert own.force is Force.LOCAL_POLICY
    assert own.citation.in_force_from == APRIL
    assert own.version == 1


def test_every_part_of_a_node_can_be_written(read: Read) -> None:
    (own,) = read(
        ONE.split("[standard.node]")[0]
        + """
[standard.node]
kind = "every"
limit = "2 years"
by = "person_id"
from_gap = 1
to_gap = 2
[[standard.node.event]]
table = "cp_visits"
on = "visited_on"
where = [{ child_seen = { known = false } }, { child_seen = { known = true } }]
[[standard.node.event]]
table = "exploitation_screenings"
on = "screened_on"
where = { level = { not = ["none", "low"] } }
later = "1 week"
[standard.node.during]
table = "cp_plans"
starts = "started_on"
ends = "ended_on"
where = { ended_on = { not_before = "started_on" }, started_on = { before = "ended_on" } }
linked = [{ table = "disabilities", by = "person_id", where = { disability_code = "AUT" }, absent = true }]
aged = { from = 5, until = 16 }
first = "12 months"
beyond = "3 days"
merged = true
only_while = { by = "person_id", table = "cla_episodes", starts = "started_on", ends = "ceased_on" }
"""
    ).added
    node = own.node
    assert isinstance(node, Every)
    assert isinstance(node.event, AnyOf)
    either, later = node.event.events
    assert either.where == (missing("child_seen"), known("child_seen"))
    assert later == Events(
        "exploitation_screenings", "screened_on", where=(is_not("level", "none", "low"),), later=weeks(1)
    )
    assert (node.limit, node.from_gap, node.to_gap) == (months(24), 1, 2)
    assert node.during == Spans(
        "cp_plans",
        "started_on",
        "ended_on",
        where=(not_before("ended_on", "started_on"), before("started_on", "ended_on")),
        linked=(Linked("disabilities", "person_id", (is_("disability_code", "AUT"),), absent=True),),
        aged=(5, 16),
        first=months(12),
        beyond=days(3),
        merged=True,
        only_while=OnlyWhile(Spans("cla_episodes", "started_on", "ceased_on"), "person_id"),
    )


def test_a_later_version_closes_the_earlier(read: Read) -> None:
    second = ONE.replace('code = "av-visits"', 'code = "av-visits"\nversion = 2').replace("2016-04-01", "2017-04-01")
    first, then = read(second + ONE).added
    assert (first.version, first.citation.in_force_to) == (1, dt.date(2017, 4, 1))
    assert (then.version, then.citation.in_force_from, then.citation.in_force_to) == (2, dt.date(2017, 4, 1), None)


def test_a_change_opens_a_new_version_and_closes_the_shipped_one() -> None:
    versions = [each for each in with_local([EXAMPLE]) if each.code == "cp-visit-frequency"]
    shipped, own = versions
    assert shipped.node == CATALOGUE["cp-visit-frequency"].node
    assert shipped.citation.in_force_to == APRIL
    assert own.version == shipped.version + 1
    assert own.citation.in_force_from == APRIL
    assert isinstance(own.node, Every)
    assert own.node.limit == working_days(10)
    assert "safeguarding board" in own.note


def test_a_ceiling_is_changed_by_its_number() -> None:
    (_, own) = (each for each in with_local([EXAMPLE]) if each.code == "wf-safe-workload")
    assert isinstance(own.node, AtMostAtOnce)
    assert own.node.number == 20


def test_what_is_switched_off_ends_on_the_day_said() -> None:
    (only,) = (each for each in with_local([EXAMPLE]) if each.code == "as-manager-checkpoints")
    assert only.citation.in_force_to == APRIL


def test_without_files_the_shipped_standards_are_unchanged() -> None:
    assert with_local([]) == tuple(CATALOGUE.values())


def test_load_gives_the_council_s_own() -> None:
    assert load(EXAMPLE) == read_local(EXAMPLE).added


def test_a_changed_version_is_found_and_a_closed_one_is_not(read: Read) -> None:
    before_ = read(ONE).added
    second = ONE.replace('code = "av-visits"', 'code = "av-visits"\nversion = 2').replace("2016-04-01", "2017-04-01")
    assert changed_versions(before_, read(ONE + second).added) == ()
    assert changed_versions(before_, read(ONE.replace("10 working", "5 working")).added) == ("av-visits version 1",)


def test_an_own_standard_says_what_it_reads(read: Read) -> None:
    (own,) = read(ONE).added
    assert ("cp_visits", "child_seen") in columns_read(own.node, own.subject)


CHANGE = '[[change]]\nstandard = "cp-visit-frequency"\nfrom = 2016-04-01\nreason = "Agreed."\n'

WRONG = {
    "not TOML": ("[[standard]\n", "own.toml is not written as TOML"),
    "unknown key at the top": (
        "standards = 1\n",
        "own.toml, standards: there is no key 'standards' here; did you mean",
    ),
    "no code": ("[[standard]]\nversion = 1\n", "own.toml, standard: 'code' is missing"),
    "a code that is not one": (ONE.replace("av-visits", "Visits"), "a code is small letters, digits and hyphens"),
    "a shipped code": (ONE.replace("av-visits", "cp-icpc-15wd"), "that is a shipped standard's code"),
    "no date": (ONE.replace("in_force_from = 2016-04-01", ""), "'in_force_from' is missing"),
    "a date as text": (ONE.replace("2016-04-01", '"2016-04-01"'), "(av-visits).in_force_from: it must be a date"),
    "a time": (ONE.replace("2016-04-01", "2016-04-01T10:00:00"), "it must be a date without a time"),
    "an end before the start": (
        ONE.replace("in_force_from = 2016-04-01", "in_force_from = 2016-04-01\nin_force_to = 2016-03-01"),
        "it must be later than in_force_from",
    ),
    "no sentence": (ONE.replace('sentence = "A child is seen."', ""), "'sentence' is missing; give some text"),
    "no full stop": (ONE.replace("A child is seen.", "A child is seen"), "with a capital and a full stop"),
    "an empty text": (ONE.replace("children on a plan", " "), "applies_to: it must not be empty"),
    "an area that is not one": (
        ONE.replace("child-protection", "child-protecting"),
        "did you mean 'child-protection'?",
    ),
    "no harm": (ONE.replace('harm = "safety"', ""), "'harm' is missing; give one of safety, experience"),
    "a line that is not one": (ONE.replace("[standard.node]", 'lines = ["adoptions"]\n[standard.node]'), "'adoption'"),
    "a tolerance that is not a share": (ONE.replace("[standard.node]", "tolerance = 15\n[standard.node]"), "a share"),
    "version nought": (ONE.replace("[standard.node]", "version = 0\n[standard.node]"), "counted from 1"),
    "no kind": (ONE.replace('kind = "every"', ""), "(av-visits).node: 'kind' is missing; give one of within"),
    "a kind that is not one": (ONE.replace('"every"', '"ever"'), "node.kind: it is 'ever'; did you mean 'never'?"),
    "a limit that is not one": (ONE.replace("10 working days", "a fortnight"), "'a fortnight' is not a limit"),
    "a key of another kind": (ONE.replace("limit =", "gap ="), "node.gap: there is no key 'gap' here"),
    "no event": (ONE.replace("event =", "# event ="), "'event' is missing; say which table and which date"),
    "a table that is not one": (
        ONE.replace('"cp_visits"', '"cp_visit"'),
        "no table 'cp_visit'; did you mean 'cp_visits'",
    ),
    "a column that is not one": (
        ONE.replace('"visited_on"', '"visit_on"'),
        "event.on: cp_visits has no column 'visit_on'",
    ),
    "a subject that is not a column": (
        ONE.replace("[standard.node]", 'subject = "child_id"\n[standard.node]'),
        "cp_plans has no column 'child_id'",
    ),
    "a join that is not a column": (
        ONE.replace('kind = "every"', 'kind = "every"\nby = "plan_id"'),
        "cp_plans has no column 'plan_id'",
    ),
    "a date that is not one": (
        ONE.replace('on = "visited_on"', 'on = "person_id"'),
        "cp_visits.person_id is not a date",
    ),
    "a code not in its set": (
        ONE.replace("{ child_seen = true }", '{ child_seen = "yes" }'),
        "cp_visits.child_seen is yes or no, not 'yes'",
    ),
    "a test that is not one": (
        ONE.replace("{ child_seen = true }", "{ child_seen = { exists = true } }"),
        "'exists' is not a test with such a value; write { known = true }",
    ),
    "two tests in one": (
        ONE.replace("{ child_seen = true }", "{ child_seen = { known = true, not = false } }"),
        "give one test: known, not, before or not_before",
    ),
    "compared with nothing": (ONE.replace("{ child_seen = true }", "{ child_seen = [] }"), "compare it with text"),
    "a negative number": (ONE.replace('kind = "every"', 'kind = "every"\nfrom_gap = -1'), "it must not be negative"),
    "one version twice": (ONE + ONE, "av-visits has version 1 twice; give the newer one the next number"),
    "a later version that begins no later": (
        ONE + ONE.replace('code = "av-visits"', 'code = "av-visits"\nversion = 2'),
        "av-visits version 2 must be in force from later than version 1",
    ),
    "versions that overlap": (
        ONE.replace("in_force_from = 2016-04-01", "in_force_from = 2016-04-01\nin_force_to = 2018-04-01")
        + ONE.replace('code = "av-visits"', 'code = "av-visits"\nversion = 2').replace("2016-04-01", "2017-04-01"),
        "av-visits version 1 is still in force when version 2 begins",
    ),
    "a table where a list is": ("standard = 3\n", "own.toml, standard: it must be a table or a list of tables"),
    "a change to law": (
        CHANGE.replace("cp-visit-frequency", "cla-first-review-20wd") + 'limit = "30 working days"\n',
        "cla-first-review-20wd is law, not local policy: a council cannot change it or switch it off",
    ),
    "guidance switched off": (
        '[[off]]\nstandard = "cp-core-group-10wd"\nfrom = 2016-04-01\nreason = "Busy."\n',
        "cp-core-group-10wd is statutory guidance, not local policy",
    ),
    "a change to nothing shipped": (CHANGE.replace("frequency", "frequent"), "did you mean 'cp-visit-frequency'?"),
    "a change without a date": (CHANGE.replace("from = 2016-04-01\n", ""), "'from' is missing; give the day"),
    "a change without a reason": (CHANGE.replace('reason = "Agreed."\n', ""), "'reason' is missing"),
    "a change that changes nothing": (CHANGE, "it leaves cp-visit-frequency as it is; give another limit"),
    "a change without its sentence": (CHANGE + 'limit = "10 working days"\n', "'sentence' is missing"),
    "a number for a length": (CHANGE + "number = 3\n", "this standard has a length of time; give limit"),
    "a length for a number": (
        CHANGE.replace("cp-visit-frequency", "wf-safe-workload") + 'limit = "3 days"\n',
        "this standard has a number, not a length of time; give number",
    ),
    "changed and switched off": (
        CHANGE
        + 'limit = "9 days"\nsentence = "So."\n'
        + '[[off]]\nstandard = "cp-visit-frequency"\nfrom = 2016-04-01\nreason = "No."\n',
        "cp-visit-frequency is changed or switched off twice",
    ),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_an_error_says_what_where_and_what_to_do(read: Read, text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    assert said in str(refused.value)
    assert str(refused.value).startswith("own.toml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no file none\.toml; check the name"):
        read_local(tmp_path / "none.toml")


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=r"own\.toml is not UTF-8 text"):
        read_local(path)


def test_the_same_version_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(ONE, encoding="utf-8")
    with pytest.raises(UserError, match="av-visits version 1 is given in two files"):
        with_local([tmp_path / "a.toml", tmp_path / "b.toml"])


def test_a_missing_grace_is_none_and_a_known_column_is_asked_for() -> None:
    (present,) = (each for each in read_local(EXAMPLE).added if isinstance(each.node, Present))
    assert present.node == Present(
        Events("cin_visits", "visited_on", where=(is_("child_seen", True),)), (known("bedroom_seen"),), working_days(5)
    )

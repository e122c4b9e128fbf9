"""A node read aloud: one English sentence with its limits in words.

The standard's own ``sentence`` is what a practitioner agrees with; this is what the node in fact says, so that the two
can be held against each other. It is longer and never lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sightline.record.codes import CODE_SETS
from sightline.record.schema import Kind
from sightline.record.tables import TABLES
from sightline.standards import nodes
from sightline.standards.nodes import (
    AtMost,
    AtMostAtOnce,
    Condition,
    Consistent,
    Events,
    Every,
    Happening,
    Judgement,
    Limit,
    Linked,
    Never,
    Node,
    Present,
    Spans,
    Test,
    Throughout,
    Unit,
    Within,
)
from sightline.standards.wording import CONDITIONS, EVENTS, STATES, THINGS

_ONES = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
]


def sentence(node: Node) -> str:
    """What ``node`` says, as one English sentence."""
    words = _words(node)
    return words[0].upper() + words[1:] + "."


def limit_in_words(limit: Limit) -> str:
    """``15 working days``, ``six weeks`` (days that make whole weeks), ``one month``."""
    number, unit = limit.number, {Unit.DAYS: "day", Unit.WORKING_DAYS: "working day", Unit.MONTHS: "month"}[limit.unit]
    if limit.unit is Unit.DAYS and number >= 14 and number % 7 == 0:
        number, unit = number // 7, "week"
    return f"{number_in_words(number)} {unit}{'' if number == 1 else 's'}"


def number_in_words(number: int) -> str:
    """``no``, ``one`` ... ``nine``; figures from ten on, as in the standards' own sentences."""
    if number < 10:
        return _ONES[number]
    return f"{number:,}"


def happening(what: Happening) -> str:
    """What an event is, as a noun: ``a strategy discussion where the threshold of significant harm was met``."""
    if isinstance(what, Events):
        return _event(what)
    kinds = _without_lapses(what.events)
    asked = {_where(each.table, each.where, each.linked, {each.on}) for each in kinds if each.later is None}
    if len(asked) > 1 or any(each.later for each in kinds):
        return _either(list(dict.fromkeys(_event(each) for each in kinds)))
    return _either(list(dict.fromkeys(_named(each) for each in kinds))) + asked.pop()


def state(what: Spans) -> str:
    """What holds through a span, as a clause: ``a protection plan runs``."""
    words = STATES.get((what.table, what.starts)) or f"{_a(table_in_words(what.table))} stands"
    words += _where(what.table, what.where, what.linked, {what.starts, what.ends})
    if what.aged is not None:
        words += f", {_ages(*what.aged)}"
    if what.first is not None:
        words += f", in its first {limit_in_words(what.first)}"
    if what.beyond is not None:
        words += f", after its first {limit_in_words(what.beyond)}"
    if what.only_while is not None:
        words += f", while for the same {thing(what.only_while.by)} {state(what.only_while.spans)}"
    return words


def condition_in_words(table: str, condition: Condition) -> str:
    """What a condition asks of a row, as a clause."""
    if said := CONDITIONS.get((condition.column, condition.test.value, condition.values)):
        return said
    name = column_in_words(condition.column)
    match condition.test:
        case Test.KNOWN:
            return f"the {name} is recorded"
        case Test.MISSING:
            return f"no {name} is recorded"
        case Test.BEFORE:
            return f"the {name} date is before the {column_in_words(str(condition.values[0]))} date"
        case Test.NOT_BEFORE:
            return f"the {name} date is not before the {column_in_words(str(condition.values[0]))} date"
        case Test.IS | Test.IS_NOT:
            values = _either([_value(table, condition.column, value) for value in condition.values])
            return f"the {name} is {'not ' if condition.test is Test.IS_NOT else ''}{values}"


def column_in_words(column: str) -> str:
    """A column's name as words: ``placement plan`` for ``placement_plan_on``."""
    words = column.replace("_", " ").split()
    if words[0] in ("is", "has") and len(words) > 1:
        words = words[1:]
    if words[-1] in ("on", "id", "code") and len(words) > 1:
        words = words[:-1]
    return " ".join(words)


def table_in_words(table: str) -> str:
    """What one row of a table is, bare: ``section 47 enquiry``, from its declared meaning if not worded."""
    if table in THINGS or table not in TABLES:
        return THINGS.get(table, table.replace("_", " "))
    meaning = TABLES[table].meaning.splitlines()[0]
    for stop in ".:;,":
        meaning = meaning.split(stop)[0]
    first, _, rest = meaning.partition(" ")
    if first in ("What", "Where", "Whether", "Which"):
        return f"entry in {table.replace('_', ' ')}"
    return rest if first in ("A", "An", "The") and rest else first.lower() + meaning[len(first) :]


def thing(by: str) -> str:
    """What a ``by`` column names: ``child``, ``worker``, ``protection plan``."""
    keyed = next((table.name for table in TABLES.values() if table.key.name == by), None)
    return column_in_words(by) if keyed is None else table_in_words(keyed)


def _words(node: Node) -> str:
    match node:
        case Within(start=start, then=then, limit=limit, early=early):
            when = "on the same day as" if limit.number == 0 else f"within {limit_in_words(limit)} of"
            sooner = f" (or up to {limit_in_words(nodes.days(early))} before)" if early else ""
            return f"{happening(then)} comes {when} {happening(start)}{sooner}{_same(node)}"
        case Every(event=event, during=during, limit=limit):
            return (
                f"while {state(during)}, there is {happening(event)} at least every {limit_in_words(limit)}"
                f"{_gaps(node.from_gap, node.to_gap)}{_same(node)}"
            )
        case Throughout(held=held, during=during, gap=gap):
            longest = "without a day's gap" if gap.number == 0 else f"with no gap longer than {limit_in_words(gap)}"
            return f"all the while {state(during)}, {state(held)}, {longest}{_same(node)}"
        case Never(state=what, limit=limit):
            if limit.number == 0:
                return f"it is never so that {state(what)}"
            return f"it is not so for longer than {limit_in_words(limit)} that {state(what)}"
        case AtMost(number=number, of=of, period_days=period):
            return (
                f"in any {limit_in_words(nodes.days(period))}{_same(node)}, it happens at most"
                f" {_times(number)} that there is {happening(of)}"
            )
        case AtMostAtOnce(number=number, of=of, count=count, by=by):
            return (
                f"at any time each {thing(by)} has at most {number_in_words(number)}"
                f" {_plural(thing(count), number)} such that {state(of)}"
            )
        case Present(of=of, must=must, grace=grace):
            late = f", within {limit_in_words(grace)}" if grace.number else ""
            asked = " and ".join(condition_in_words(of.table, each) for each in must)
            return f"whenever there is {happening(of)}, {asked}{late}"
        case nodes.Sequence(first=first, then=then, lookback_days=lookback):
            within = "" if lookback is None else f", no more than {limit_in_words(nodes.days(lookback))} earlier"
            return f"before {happening(then)} there is {happening(first)}{within}{_same(node)}"
        case Consistent(of=of, never=never):
            together = " and ".join(condition_in_words(of.table, each) for each in never)
            return f"whenever there is {happening(of)}, it is never recorded that {together}"
        case Judgement():
            return "a person judges it: the record cannot say"


def _same(node: Within | Every | Throughout | AtMost | nodes.Sequence) -> str:
    return f", for the same {thing(node.by)}"


def _gaps(first: int, last: int | None) -> str:
    if first == 0 and last == 0:
        return ", counting only the time to the first"
    if first == last:
        return f", counting only the time from the {_ordinal(first)} to the {_ordinal(first + 1)}"
    return f", counting from the {_ordinal(first)}" if first else ""


def _plural(noun: str, number: int) -> str:
    if number == 1:
        return noun
    return "children" if noun == "child" else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number_in_words(number)} times")


def _ordinal(number: int) -> str:
    return {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(number, f"{number}th")


def _event(events: Events) -> str:
    words = _named(events) + _where(events.table, events.where, events.linked, {events.on})
    return words if events.later is None else f"the day {limit_in_words(events.later)} after {words}"


def _named(events: Events) -> str:
    known_as = EVENTS.get((events.table, events.on))
    return known_as or f"{_a(table_in_words(events.table))} ({column_in_words(events.on)})"


def _without_lapses(events: Sequence[Events]) -> list[Events]:
    """Kinds of event that differ only in when their duty lapses are one kind to a reader."""
    lapses = {"ceased_reason_code"} if any(each.until for each in events) else set()
    return [
        Events(each.table, each.on, tuple(c for c in each.where if c.column not in lapses), each.linked, each.later)
        for each in events
    ]


def _where(table: str, where: Iterable[Condition], linked: Iterable[Linked], dates: set[str | None]) -> str:
    said = [condition_in_words(table, each) for each in where if not (each.test is Test.KNOWN and each.column in dates)]
    said += [_link(link) for link in linked]
    return f" where {' and '.join(dict.fromkeys(said))}" if said else ""


def _link(link: Linked) -> str:
    asked = " and ".join(condition_in_words(link.table, each) for each in link.where)
    if link.table == "people" and asked:
        return f"it is not so that {asked}" if link.absent else asked
    noun = table_in_words(link.table)
    return f"there is {f'no {noun}' if link.absent else _a(noun)}" + (f" such that {asked}" if asked else "")


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _ages(low: int | None, high: int | None) -> str:
    if low in (None, 0):
        return "from birth" if high is None else f"under the age of {high}"
    return f"from the age of {low}" + ("" if high is None else f" until {high}")


def _value(table: str, column: str, value: nodes.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    declared = TABLES[table].column(column) if table in TABLES and TABLES[table].has(column) else None
    if declared is not None and declared.kind is Kind.CODE and declared.codes is not None:
        meaning = CODE_SETS[declared.codes].meanings.get(str(value), str(value)).rstrip(".")
        return meaning[0].lower() + meaning[1:] if not meaning[:2].isupper() else meaning
    return str(value).replace("_", " ")


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"

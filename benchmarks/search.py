"""How long it takes to find a child among sixty thousand, and to make the search index.

``uv run python -m benchmarks.search [--council DIR] [--postgres]``: on SQLite, or on a PostgreSQL of its own that needs
nothing installed. The council is drawn unless ``--council`` names a folder of Sightline Parquet. Each question is asked
``--runs`` times of a store that holds everybody; the slowest question's best and the 95th percentile of all are what
counts (beside them this process's own processor time, which says more where others work on the machine).
``--duplicates`` links the people as well, so many of them planted twice, and says how many were suggested.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

UNTIL = dt.date(2016, 11, 14)
TABLES = ("people", "linked_identifiers", "addresses", "cin_episodes", "involvements", "teams", "professionals")
TARGET = 100  # milliseconds a search may take


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, default=60_000)
    arguments.add_argument("--council", type=Path, help="a folder of Sightline Parquet to load instead of drawing one")
    arguments.add_argument("--runs", type=int, default=9)
    arguments.add_argument("--postgres", action="store_true")
    arguments.add_argument("--duplicates", type=int, default=0, help="how many people to plant twice, and link")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        prepare(Path(temporary), chosen.postgres)
        fill(chosen.council, chosen.children)
        measure(chosen.runs)
        if chosen.duplicates:
            link(chosen.duplicates)


def prepare(home: Path, is_postgres: bool) -> None:
    """An empty store in ``home``."""
    os.environ["SIGHTLINE_HOME"] = str(home)
    os.environ["SIGHTLINE_TODAY"] = UNTIL.isoformat()
    os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.web.settings"
    if is_postgres:
        from tests.support.databases import start_postgres

        os.environ["SIGHTLINE_DATABASE_URL"] = start_postgres(home / "postgres")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True)


def fill(council: Path | None, children: int) -> None:
    from sightline.casework.models import SearchKey, SearchWord
    from sightline.casework.search.index import rebuild_search, refresh_search
    from sightline.ledger.loading import load
    from sightline.sources.parquet import read

    if council is None:
        from sightline.simulate import simulate

        extract = simulate(children=children, until=UNTIL).extract
    else:
        extract = read(council)
    held = {name: extract.supplied[name] for name in TABLES if name in extract.supplied}
    timed("load what search reads", lambda: load(dataclasses.replace(extract, supplied=held), by="a", why="b"))
    timed("make the index", rebuild_search)
    print(f"{SearchKey.objects.count():,} keys and {SearchWord.objects.count():,} ways to words")
    some = extract.tables["people"]["person_id"].to_pylist()[:100]
    timed("make 1 person's keys again", lambda: refresh_search(some[:1]))
    timed("make 100 people's keys again", lambda: refresh_search(some))


def questions() -> list[str]:
    """What is asked: names taken from the record and spoilt, so that every way of finding has work to do."""
    from sightline.ledger.queries import current

    people = current("people").order_by("person_id").values_list("person_id", "forename", "surname", "born_on")
    person, forename, surname, born = people[1000]
    postcode = current("addresses").filter(person_id=person).values_list("postcode", flat=True).first()
    number = current("linked_identifiers").filter(person_id=person).values_list("value", flat=True).first()
    return [
        f"{forename} {surname}",
        f"{forename} {surname} {born:%d/%m/%Y}",
        f"{forename} {surname} {born:%Y-%d-%m}" if born.day <= 12 else f"{surname} {born:%d %b %Y}",
        f"{forename[0]}{forename[2:]} {surname[:-1]}",
        surname,
        surname[:2],
        "ma",
        "a",
        f"{surname} {postcode}",
        str(postcode),
        str(postcode)[:4],
        str(number or person),
        person,
        f"{born:%d/%m/%Y}",
        "Nobody Whatsoever",
        "Mohamed Wanewrite Patell Oliver Thorn Yusef Calum Etan",
    ]


def measure(runs: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sightline.access.children import Visible
    from sightline.casework.queries.searching import find
    from sightline.casework.search.asking import asked

    everybody = Visible(None, frozenset())
    bests, every = [], []
    for number, typed in enumerate(questions()):
        question = asked(typed, UNTIL)
        taken, own = [], []
        for _ in range(runs):
            began, began_own = time.perf_counter(), time.process_time()
            answer = find(question, everybody, UNTIL)
            taken.append((time.perf_counter() - began) * 1000)
            own.append((time.process_time() - began_own) * 1000)
        with CaptureQueriesContext(connection) as queries:
            find(question, everybody, UNTIL)
        bests.append(min(taken))
        every += taken
        print(
            f"question {number + 1:2} ({question.kinds or 'nothing'}): best {bests[-1]:6.1f} ms, "
            f"median {statistics.median(taken):6.1f}, processor {min(own):6.1f}; "
            f"{len(answer.found)} shown{' and more' if answer.is_more else ''}, {len(queries)} queries"
        )
    every.sort()
    print(
        f"slowest question {max(bests):.1f} ms at best, 95th percentile of all {every[int(len(every) * 0.95)]:.1f} ms "
        f"on {connection.vendor}; target {TARGET} ms"
    )


def link(planted: int) -> None:
    """Link the people, ``planted`` of them being there twice."""
    from sightline.casework.search.linking import links
    from sightline.ledger.snapshot import as_known
    from tests.support.twice import measured, with_some_twice

    extract = as_known(tables=("people", "linked_identifiers", "addresses"))
    extract, pairs = with_some_twice(extract, planted, seed=1)
    found = timed("link the people", lambda: links(extract))
    for least in (0.3, 0.5, 0.9, 0.99):
        likely = [(each.person_a, each.person_b) for each in found if each.probability >= least]
        precision, recall = measured(likely, pairs)
        print(
            f"probability {least} and over: {len(likely):,} pairs, precision {precision:.3f}, "
            f"recall {recall:.3f} of {planted:,} planted"
        )


def timed(name: str, act: Callable[[], T]) -> T:
    began = time.perf_counter()
    result = act()
    print(f"{name:32} {time.perf_counter() - began:7.2f} s", flush=True)
    return result


if __name__ == "__main__":
    main()

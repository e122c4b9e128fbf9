"""A process that writes to a store of its own until it is killed, saying what it has been told is written.

``python -m tests.support.ledger_writer load|record|check``, the store being what the environment names. It first says
in what state it found the ledger: ``found``, the number of the last transaction, and the first break or nothing. Then,
after each transaction, ``wrote`` and its number.
"""

from __future__ import annotations

import itertools
import sys

ROWS = 400  # in an extract: enough that a load takes long enough to be killed in


def main(what: str) -> None:
    from sightline.web.start import make_tables, start

    start()
    make_tables()
    from sightline.ledger.queries import last_through
    from sightline.ledger.verify import verify

    broken = verify().first_break
    last = last_through()
    say(f"found {last} {'' if broken is None else broken.words}")
    if what == "load":
        load_without_end(last)
    elif what == "record":
        record_without_end(last)


def load_without_end(last: int) -> None:
    """Night after night, with every row changed, some gone and some new."""
    from sightline.ledger.loading import load
    from tests.support.ledger import extract, person, visit

    for night in itertools.count(last):
        keys = range(night, night + ROWS)
        people = [person(f"P{key}", f"as of night {night}") for key in keys]
        visits = [visit(f"V{key}", f"P{key}", child_seen=night % 2 == 0) for key in keys]
        summary = load(extract(*people, *visits), by="loader", why="nightly")
        say(f"wrote {summary.number}")


def record_without_end(last: int) -> None:
    """Visit after visit, each correcting the one before as well."""
    from sightline.ledger.actions import record
    from tests.support.ledger import referral, visit

    for number in itertools.count(last):
        rows = [visit(f"W{number}", "P1"), visit(f"W{number - 1}", "P1", child_seen=True), referral(f"R{number}")]
        written = record(rows, by="worker", why="a visit")
        say(f"wrote {'' if written is None else written.number}")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])

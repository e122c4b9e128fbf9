"""A council that published a quarter and corrected it, and whose committee met: served by a process of its own.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

import datetime as dt

from tests.support.apart import make_store, serve


def main() -> None:
    """Make the store with two published editions and the committee's records, sign everybody in, serve."""
    make_store()
    from tests.support import publications as made
    from tests.support.persona import Persona

    made.put_in_store()
    made.released(as_at=made.QUARTER.begins_on.replace(day=20))
    edition = made.released("The first edition counted the wrong day.")
    signed_in = (Persona.ELECTED_MEMBER, Persona.SCRUTINY_OFFICER, Persona.HEAD_OF_SERVICE, Persona.ANALYST)
    serve(signed_in, {"edition": str(edition.pk), **_rooms()})


def _rooms() -> dict[str, str]:
    """What the committee and its members did before anybody looks, as they would; the number of each in an address."""
    from sightline.scrutiny.actions import committee, documents
    from sightline.scrutiny.actions import questions as asking
    from tests.support import publications as made
    from tests.support.persona import Persona
    from tests.support.personas import make

    clerk, member, head = (
        make(each) for each in (Persona.SCRUTINY_OFFICER, Persona.ELECTED_MEMBER, Persona.HEAD_OF_SERVICE)
    )
    make(Persona.DIRECTOR)

    def ago(days: int) -> dt.date:
        return made.AS_AT - dt.timedelta(days=days)

    held = committee.call_meeting(committee="Children’s Committee", held_on=ago(100), agenda_on=ago(110), by=clerk)
    report = committee.receive_report(
        meeting=held, title="Regular report", from_post="Head of service", told="Performance is steady.", by=clerk
    )
    committee.say_challenged(report=report, is_challenged=False, words="It was noted.", by=clerk)
    coming = committee.call_meeting(committee="Children’s Committee", held_on=ago(-21), agenda_on=None, by=clerk)
    committee.add_topic(
        words="Who works with each disabled child?",
        why="Reports tell of steady performance.",
        chosen_by="The committee",
        chosen_on=ago(30),
        meeting=coming,
        by=clerk,
    )
    recommended = committee.recommend(
        meeting=held, words="Write a rule for cases held by managers.", to="The cabinet", received_on=ago(95), by=clerk
    )
    question = asking.ask(words="How many children wait for a worker?", asked_on=ago(40), by=member)
    asking.assign(question=question, to=head, by=clerk)
    childrens = asking.ask_for_children(
        group="Children in care council", words="Why do our workers change?", asked_on=ago(30), by=clerk
    )
    duty = documents.owe(kind="scrutiny-member", words="The paper on staffing", counted_from=ago(19), by=member)
    numbers = {
        "held": held,
        "coming": coming,
        "recommended": recommended,
        "question": question,
        "childrens": childrens,
        "duty": duty,
    }
    return {name: str(each.pk) for name, each in numbers.items()}


if __name__ == "__main__":
    main()

"""Invented single inspections of 2013 to 2018: early with priorities and strengths, late with recommendations."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.unit.sources.ofsted_report.invented import (
    COUNCILS,
    FOOTER,
    GRADES,
    PRINTED,
    SENTENCES_PLAIN,
    Flow,
    Invented,
    Wanted,
    date_words,
    item_text,
    monday,
    prose,
    table,
)

AREAS = (
    ("help-and-protection", "1. Children who need help and protection"),
    ("looked-after", "2. Children looked after and achieving permanence"),
    ("adoption", "2.1 Adoption performance"),
    ("care-leavers", "2.2 Experiences and progress of care leavers"),
    ("leadership", "3. Leadership, management and governance"),
)
WHAT = "services for children in need of help and protection, children looked after and care leavers"
ENTRIES = (
    ("Summary of findings", 3),
    ("Recommendations", 3),
    ("Areas for improvement", 4),
    ("The Local Safeguarding Children Board (LSCB)", 9),
    ("Inspection findings", 9),
)
PARTS = ("Leadership, management and governance", "Care leavers", "Adoption")

Made = list[tuple[str, str, str]]
"""The printed number of an item, the key of its page, and its text."""


def single_inspection(random: Random, *, early: bool) -> Invented:
    """A single inspection: early with priority, areas and strengths; late with numbered recommendations."""
    printed, name = random.choice(COUNCILS)
    start = monday(random, 2013, 2015) if early else monday(random, 2016, 2017)
    end = start + dt.timedelta(days=random.choice((22, 23, 24)))
    published = end + dt.timedelta(days=45)
    board = early or random.random() < 0.7
    grades = {area: random.choice(GRADES) for area, _ in AREAS}
    grades["overall"] = random.choice(GRADES)
    if board:
        grades["safeguarding-board"] = random.choice(GRADES)
    flow = Flow(random, random.randint(28, 46), random.choice(("top-number", "foot-number", "none")), "", "")
    _cover(flow, random, printed, name, date_words(random, start, end), published, grades, board=board, early=early)
    flow.new_page()
    flow.line("Contents")
    for entry, page in ENTRIES:
        flow.line(f"{entry} {page}")
    flow.new_page()
    flow.line("Executive summary" if not early else random.choice(("Summary of findings", "Summary of key findings")))
    prose(flow, random, 4)
    prose(flow, random, 5)
    bulleted = early and random.random() < 0.4
    made, strengths = _early_lists(flow, random, bulleted=bulleted) if early else (_late_list(flow, random), 0)
    flow.new_page()
    flow.line("Summary for children and young people")
    for _ in range(5):
        flow.wrapped("• " + item_text(random))
    flow.new_page()
    flow.line("Inspection findings")
    number = 1 if bulleted else len(made) + strengths + 1
    findings = []
    for _ in range(12):
        mark = random.choice((" (Recommendation)", " (Recommendation) ", "(Recommendation)", "", "", ""))
        flow.wrapped(f"{number}. " + " ".join(random.choices(SENTENCES_PLAIN, k=6)) + mark, key=f"f{number}")
        if mark:
            findings.append(number)
        number += 1
    wanted = _wanted(flow, made, "council")
    if board:
        wanted += _wanted(flow, _board(flow, random, grades["safeguarding-board"], number, early=early), "board")
    flow.new_page()
    for line in (
        "Information about this inspection",
        "The inspection team",
        "Lead inspector: Jo Meadows HMI",
        "Deputy lead inspector: Sam Rivers",
    ):
        flow.line(line)
    flow.new_page()
    flow.wrapped(FOOTER)
    marked = [(str(each), flow.marks[f"f{each}"]) for each in findings]
    return Invented(flow.texts(), "sif-2013-2017", name, start, end, published, grades, wanted, strengths, marked)


def _cover(
    flow: Flow,
    random: Random,
    printed: str,
    name: str,
    dates: str,
    published: dt.date,
    grades: dict[str, str],
    *,
    board: bool,
    early: bool,
) -> None:
    flow.wrapped(printed, width=random.choice((30, 80)))
    flow.wrapped(f"{'Inspection' if board else 'Re-inspection'} of {WHAT}", width=62)
    if board:
        flow.line("and")
        flow.wrapped("Review of the effectiveness of the Local Safeguarding Children Board1", width=62)
    flow.wrapped(f"{random.choice(('Inspection date:', 'Inspection dates:'))} {dates}", width=random.choice((44, 70)))
    flow.line(f"Report published: {published.day} {published:%B %Y}")
    flow.wrapped(_overall(random, name.replace(", City of", ""), grades["overall"]), width=60)
    if early:
        flow.wrapped("It is Ofsted’s expectation that children receive good help, care and protection.")
        flow.wrapped("The judgements on areas of the service that contribute to overall effectiveness are:")
    table(flow, random, [(area, random.choice(PRINTED[grades[key]])) for key, area in AREAS])
    if board:
        flow.wrapped("1 Ofsted produces this report under its power to combine reports.")


def _overall(random: Random, council: str, grade: str) -> str:
    verb = "require improvement" if grade.startswith("require") else f"are {grade}"
    longer = " to be good" if grade.startswith("require") and random.random() < 0.5 else ""
    return random.choice(
        (
            f"Children’s services in {council} {verb}{longer}",
            f"The overall judgement is that children’s services {verb}",
            f"The overall judgement is {grade}",
        )
    )


def _early_lists(flow: Flow, random: Random, *, bulleted: bool) -> tuple[Made, int]:
    """What has to improve, by priority, and printed strengths before or after it."""
    made: Made = []
    strengths = random.randint(1, 6)
    first = random.random() < 0.3
    if first:
        _strengths(flow, random, strengths, bulleted=True)
    flow.line(
        random.choice(
            (
                "What does the local authority need to improve?",
                "What does the local authority need to improve",
                "What does the local authority need to improve?2",
                "What does the local authority need to\nimprove?",
            )
        )
    )
    urgent = random.randint(0, 3)
    if urgent:
        flow.line(random.choice(("Priority and immediate action", "Priority and immediate actions", "Priority action")))
        made += _items(flow, random, urgent, 1, "c", bulleted=bulleted)
    flow.line("Areas for improvement")
    again = 1 if random.random() < 0.3 else urgent + 1
    made += _items(flow, random, random.randint(2, 14), again, "d", bulleted=bulleted)
    if not first:
        _strengths(flow, random, strengths, bulleted=bulleted, number=len(made) + 1)
    flow.line(random.choice(("Progress since the last inspection", "Information about this local authority area")))
    return made, strengths


def _strengths(flow: Flow, random: Random, count: int, *, bulleted: bool, number: int = 1) -> None:
    flow.line(random.choice(("The local authority’s strengths", "The local authority has the following strengths:")))
    for place in range(count):
        flow.wrapped(f"{'▪' if bulleted else f'{number + place}.'} {item_text(random)}")


def _late_list(flow: Flow, random: Random) -> Made:
    flow.new_page()
    flow.line("Recommendations")
    if random.random() < 0.2:
        flow.line("The local authority should:")
    return _items(flow, random, random.randint(3, 22), 1, "c", bulleted=False)


def _board(flow: Flow, random: Random, grade: str, number: int, *, early: bool) -> Made:
    flow.new_page()
    flow.line(
        random.choice(
            (
                "The Local Safeguarding Children Board (LSCB)",
                "The Local Safeguarding Children Board",
                "Section 2: The effectiveness of the Local Safeguarding Children Board",
            )
        )
    )
    verb = "requires improvement" if grade.startswith("requires") else f"is {grade}"
    plural = "require improvement" if grade.startswith("requires") else f"are {grade}"
    flow.wrapped(
        random.choice(
            (
                f"The Local Safeguarding Children Board {verb}",
                f"The effectiveness of the LSCB {verb}",
                f"The arrangements in place to evaluate the effectiveness of what is done by the authority and board "
                f"partners to safeguard and promote the welfare of children {plural}",
            )
        )
    )
    prose(flow, random, 4)
    ends = random.choice(
        ("Inspection findings", "Inspection judgement about the LSCB", "Key strengths and weaknesses of the LSCB")
    )
    if early:
        flow.line(
            random.choice(
                (
                    "What does the LSCB need to improve?",
                    "What does the Local Safeguarding Children Board need to\nimprove?",
                )
            )
        )
        flow.line("Areas for improvement")
    else:
        flow.line("Recommendations")
    first = 1 if early else number
    made = _items(flow, random, random.randint(1, 9), first, "b", bulleted=not early and random.random() < 0.2)
    flow.line(ends)
    for place in range(3):
        flow.wrapped(f"{first + len(made) + place}. " + " ".join(random.choices(SENTENCES_PLAIN, k=3)))
    return made


def _items(flow: Flow, random: Random, count: int, first: int, key: str, *, bulleted: bool) -> Made:
    made = []
    for number in range(first, first + count):
        text = item_text(random)
        if number > first and random.random() < 0.06:
            flow.line(random.choice(PARTS))
        flow.wrapped(f"{'▪' if bulleted else f'{number}.'} {text}", key=f"{key}{number}")
        if not bulleted and random.random() < 0.1:
            flow.wrapped("• first, what each agency records")
            flow.wrapped("• then, who reads it")
        made.append(("" if bulleted else str(number), f"{key}{number}", text))
    return made


def _wanted(flow: Flow, made: Made, body: str) -> list[Wanted]:
    return [Wanted(number, flow.marks[key], text[:18], "", body) for number, key, text in made]

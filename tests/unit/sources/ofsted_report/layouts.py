"""The layouts: inspections since 2018 in four forms, letters after visits, and single inspections before."""

from __future__ import annotations

import datetime as dt
from random import Random

from tests.unit.sources.ofsted_report.invented import (
    BULLETS,
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
from tests.unit.sources.ofsted_report.single_inspections import single_inspection

TAGS = ("Outcome one", "Outcome four", "Enabler two", "Outcome 3", "Principle one", "Outcome two, Enabler one")
LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
IN_CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"


def _flow(random: Random, title: str, dates: str) -> Flow:
    head = random.choice(("top-number", "foot-number", "title", "title-foot", "glued", "none"))
    return Flow(random, random.randint(28, 46), head, title, dates)


def children_services(random: Random, form: str) -> Invented:
    """An inspection since 2018: "combined" (to 2022), "apart" (2023), "tags" (2025), "no-overall" (from 2026)."""
    years = {"combined": (2018, 2022), "apart": (2023, 2024), "tags": (2025, 2025), "no-overall": (2027, 2028)}[form]
    printed, name = random.choice(COUNCILS)
    start = monday(random, *years)
    end = start + dt.timedelta(days=random.choice((4, 11)))
    dates = date_words(random, start, end)
    title = f"Inspection of {printed} {random.choice(('', 'local authority '))}children’s services"
    flow = _flow(
        random,
        title,
        f"{start.day} to {end.day} {end:%B %Y}"
        if start.month == end.month
        else f"{start.day} {start:%B} to {end.day} {end:%B %Y}",
    )
    if random.random() < 0.5:
        flow.wrapped(printed, width=30)
        flow.line(
            random.choice(
                ("Inspection of children’s social care services", "Inspection of local authority children’s services")
            )
        )
    else:
        flow.wrapped(title, width=random.choice((44, 90)))
    flow.wrapped(
        f"{random.choice(('Inspection dates:', 'Inspection dates: ', 'Inspection date:'))} {dates}",
        width=random.choice((40, 90)),
    )
    flow.line(
        random.choice(
            (
                "Lead inspector: Jo Meadows, His Majesty’s Inspector",
                "Lead inspector: Jo Meadows HMI",
                "Lead inspector: Jo Meadows",
            )
        )
    )
    rows = [("impact-of-leaders", LEADERS), ("help-and-protection", HELP)]
    rows += (
        [("children-in-care", f"{IN_CARE} and care leavers")]
        if form == "combined"
        else [("children-in-care", IN_CARE), ("care-leavers", LEAVERS)]
    )
    rows += [] if form == "no-overall" else [("overall", "Overall effectiveness")]
    grades = {area: random.choice(GRADES) for area, _ in rows}
    flow.line("Judgement Grade")
    table(flow, random, [(words, random.choice(PRINTED[grades[area]])) for area, words in rows])
    flow.wrapped(
        "Since the last inspection, when the single inspection framework was used and overall effectiveness was "
        "judged to be good, much has changed."
    )
    prose(flow, random, 6)
    prose(flow, random, 6)
    wanted: list[Wanted] = []
    count = random.choice((0, 1, 2, 5, 8, 13))
    bullet = random.choice(BULLETS)
    if count:
        flow.line(
            random.choice(
                (
                    "What needs to improve?",
                    "What needs to improve",
                    "What needs to improve:",
                    "What needs to improve?1",
                    "What needs to improve?\r\n1",
                )
            )
        )
        made = []
        for place in range(count):
            text, tag = item_text(random), ""
            whole = text
            if form in ("tags", "no-overall"):
                tag = random.choice(TAGS)
                whole = f"{text[:-1]} ({tag})."
            elif random.random() < 0.3:
                whole = text[:-1]
            flow.wrapped(f"{bullet} {whole}", key=f"i{place}")
            made.append((f"i{place}", text, tag))
        wanted = [Wanted("", flow.marks[key], text[:18], tag, "council") for key, text, tag in made]
    number = 1
    for area, words in [*rows[1:], rows[0]]:
        if area == "overall":
            continue
        grade = random.choice(PRINTED[grades[area]]).strip().lower()
        verb = (
            f": {grade}"
            if not grade.startswith("require") or random.random() < 0.5
            else f" {grade.replace('require ', 'requires ')}"
        )
        flow.wrapped(f"{words}{verb}", width=70)
        for _ in range(5):
            flow.wrapped(f"{number}. " + " ".join(random.choices(SENTENCES_PLAIN, k=5)))
            number += 1
    flow.new_page()
    flow.wrapped(FOOTER)
    framework = "ilacs-2026-04" if form == "no-overall" else "ilacs-2018-2026-03"
    return Invented(flow.texts(), framework, name, start, end, None, grades, wanted)


def letter(random: Random, kind: str) -> Invented:
    """A letter after a focused visit, a monitoring visit or a joint targeted area inspection."""
    printed, name = random.choice(COUNCILS)
    start = monday(random, 2018, 2025)
    end = start + dt.timedelta(days=1 if kind != "jtai" else 4)
    link = " and " if kind != "jtai" else " to "
    when = (
        f"{start.day}{link}{end.day} {end:%B %Y}"
        if start.month == end.month
        else f"{start.day} {start:%B}{link}{end.day} {end:%B %Y}"
    )
    flow = Flow(random, 40, random.choice(("none", "foot-number")), "", "")
    sent = end + dt.timedelta(days=28)
    flow.line(f"{sent.day} {sent:%B %Y}")
    flow.line("Alex Hill")
    flow.line("Director of Children’s Services")
    flow.line(printed)
    flow.line("Dear Alex")
    wanted: list[Wanted] = []
    if kind == "jtai":
        flow.wrapped(
            "Joint targeted area inspection of the multi-agency response to neglect in "
            + name.replace(", City of", ""),
            width=60,
        )
        flow.wrapped(
            f"Between {start.day} {start:%B} and {end.day} {end:%B %Y}, Ofsted, the Care Quality Commission and HMI "
            f"Constabulary undertook a joint inspection of the multi-agency response to neglect in {name}."
        )
    else:
        words = "Focused visit" if kind == "focused-visit" else "Monitoring visit"
        flow.line(f"{words} to {printed} children’s services")
        flow.wrapped(
            f"This letter summarises the findings of the {words.lower()} to {printed} on {when}. His Majesty’s "
            "Inspectors for this visit were Jo Meadows and Sam Rivers. The last inspection was on 4 to 8 March 2017."
        )
    flow.line("Headline findings")
    prose(flow, random, 4)
    if kind != "monitoring-visit":
        count = random.randint(1, 6)
        flow.line(
            "What needs to improve?"
            if kind == "jtai"
            else "What needs to improve in this area of social work practice?"
        )
        made = []
        for place in range(count):
            text = item_text(random)
            flow.wrapped(f"• {text}", key=f"i{place}")
            made.append((f"i{place}", text))
        wanted = [Wanted("", flow.marks[key], text[:18], "", "council") for key, text in made]
        flow.line("Main findings")
    prose(flow, random, 8)
    flow.wrapped(
        "Ofsted will take the findings from this visit into account when planning the next inspection or visit."
    )
    flow.line("Yours sincerely")
    flow.line("Jo Meadows")
    flow.line("His Majesty’s Inspector")
    return Invented(flow.texts(), kind, name, start, end, None, {}, wanted)


LAYOUTS = (
    "sif-early",
    "sif-late",
    "combined",
    "apart",
    "tags",
    "no-overall",
    "focused-visit",
    "monitoring-visit",
    "jtai",
)


def invented(layout: str, seed: int) -> Invented:
    """An invented report of a layout; the same seed gives the same report."""
    random = Random(f"{layout}-{seed}")  # noqa: S311 - chooses wording, not a secret
    if layout.startswith("sif"):
        return single_inspection(random, early=layout == "sif-early")
    if layout in ("focused-visit", "monitoring-visit", "jtai"):
        return letter(random, layout)
    return children_services(random, layout)

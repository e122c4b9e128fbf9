"""Invented reports in every known layout, with what a person would read in each, so that each trap is a test.

The wording is ours and the councils' names are public; nothing is taken from a report. A report is made as the text of
its pages, as a PDF reader gives it: lines broken at the margin, running heads at the top or the foot, page numbers.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass, field
from random import Random

COUNCILS = (
    ("Leeds City Council", "Leeds"),
    ("Bath and North East Somerset Council", "Bath and North East Somerset"),
    ("London Borough of Barnet", "Barnet"),
    ("Kingston upon Hull City Council", "Kingston Upon Hull, City of"),
    ("Royal Borough of Windsor and Maidenhead", "Windsor and Maidenhead"),
    ("Durham County Council", "Durham"),
    ("City of York Council", "York"),
    ("St Helens Metropolitan Borough Council", "St. Helens"),
    ("Telford & Wrekin Council", "Telford and Wrekin"),
    ("Stockton-on-Tees Borough Council", "Stockton-on-Tees"),
)
PRINTED = {
    "outstanding": ("Outstanding",),
    "good": ("Good", "Good "),
    "requires improvement": (
        "Requires improvement",
        "Requires Improvement",
        "Requires improvement to be good",
        "Require improvement",
    ),
    "inadequate": ("Inadequate",),
}
GRADES = tuple(PRINTED)
BULLETS = ("◼", "■", "•", "\uf06e", "\uf0b7", "▪", "●", "–")
SUBJECTS = (
    "the quality of assessments for children who live with neglect",
    "the timeliness of strategy meetings and who attends them, so that risk is understood",
    "management oversight and supervision, including their record on the child’s file",
    "life-story work for children in long-term foster homes",
    "the response to 16- and 17-year-old children who present as homeless",
    "decision-making in the multi-agency safeguarding hub when what is known is unclear",
    "pathway plans, so that each says who will do what, by when, and what happens if they do not",
    "how the council, its partners and the LSCB hold one another to account",
    "the sufficiency of homes for children in care within 20 miles of where they grew up",
    "the oversight of private fostering arrangements, from the day they are notified",
)
SENTENCES = (
    "Social workers know children well and see them alone.",
    "Plans are not always specific, and some drift without anyone challenging the delay.",
    "Strong partnership working means that children receive help promptly.",
    "In 2016 the council judged itself to be good.",
    "The joint targeted area inspection in May found priority action was needed, and the council acted on it.",
)

FOOTER = (
    "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects to achieve "
    "excellence in the care of children and young people, and in education and skills for learners of all ages. "
    "You may reuse this information free of charge in any format, under the terms of the Open Government Licence."
)
SENTENCES_PLAIN = (
    "Children are seen alone and what they say is written down.",
    "Managers do not always record why they decided as they did.",
    "The council works well with its partners.",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person reads in a list: number as printed, page it begins on, first words, tag."""

    number: str
    page: int
    begins: str
    tag: str
    body: str


@dataclass(slots=True)
class Invented:
    """An invented report: the text of its pages, and what is to be read in it."""

    pages: list[str]
    framework: str
    authority: str
    start: dt.date
    end: dt.date
    published: dt.date | None
    grades: dict[str, str]
    wanted: list[Wanted]
    strengths: int = 0
    findings: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """Lines as they fall on pages. ``marks`` remembers on which page a line with a key fell."""

    random: Random
    per_page: int
    head: str  # "top-number", "foot-number", "title", "glued" or "none"
    title: str
    dates: str
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    marks: dict[str, int] = field(default_factory=dict)

    def line(self, text: str, key: str = "") -> None:
        """One line, on the next page where this one is full."""
        if len(self.pages[-1]) >= self.per_page:
            self.pages.append([])
        self.pages[-1].append(text)
        if key:
            self.marks[key] = len(self.pages)

    def wrapped(self, text: str, key: str = "", width: int = 78) -> None:
        """A paragraph or an item, broken at the margin; some lines keep a space at their end, as Word leaves them."""
        for index, line in enumerate(textwrap.wrap(text, width, break_on_hyphens=True)):
            self.line(line + (" " if self.random.random() < 0.2 else ""), key if index == 0 else "")

    def new_page(self) -> None:
        """Begin a page."""
        if self.pages[-1]:
            self.pages.append([])

    def texts(self) -> list[str]:
        """The pages with their running heads."""
        made = []
        for number, lines in enumerate(self.pages, start=1):
            page = list(lines)
            if self.head == "top-number":
                page.insert(0, str(number))
            elif self.head == "foot-number":
                page.append(f"{number} ")
            elif self.head == "title" and number > 1:
                page[:0] = [self.title, f"{self.dates} {number}"]
            elif self.head == "title-foot" and number > 1:
                page.extend([f"{self.title} {number}"])
            elif self.head == "glued" and number > 1 and page:
                page[0] = f"{self.dates} {number}{page[0]}"
                page.insert(0, self.title)
            made.append("\r\n".join(page))
        return made


def date_words(random: Random, start: dt.date, end: dt.date) -> str:
    """The range in one of the spellings reports use."""
    s, e = start, end
    month, last_month = f"{s:%B}", f"{e:%B}"
    both = month == last_month
    choices = [
        f"{s.day} {month} {s.year} to {e.day} {last_month} {e.year}",
        f"{s.day} {month} to {e.day} {last_month} {e.year}",
        f"{s.day} {month}–{e.day} {last_month} {e.year}",
        f"{s.day} {month} – {e.day} {last_month} {e.year}",
        f"{s.day} {month} {s.year} – {e.day} {last_month} {e.year}",
        f"{s.day} {month} - {e.day} {last_month} {e.year}",
        f"{s.day} {month} — {e.day} {last_month} {e.year}",
        f"{s:%A} {s.day} {month} to {e:%A} {e.day} {last_month} {e.year}",
        f"{s.day}\u00a0{month} to {e.day}\u00a0{last_month}\u00a0{e.year}",
        f"{s.day:02d} {month} {s.year} to {e.day:02d} {last_month} {e.year}",
        f"{s.day}th {month} to {e.day}th {last_month} {e.year}",
        f"{s.day}{month}–{e.day} {last_month} {e.year}",
        f"{s.day} {month} {s.year} until {e.day} {last_month} {e.year}",
        f"from {s.day} {month} to {e.day} {last_month} {e.year}",
        f"{s.day} {s:%b} to {e.day} {e:%b} {e.year}",
        f"{s.day} {month} to {e.day} {last_month} {e.year}.",
        f"{s:%d/%m/%Y} to {e:%d/%m/%Y}",
        f"{s.day} {month}, {s.year} to {e.day} {last_month}, {e.year}"
        if not both
        else f"{s.day} to {e.day} {month}, {e.year}",
    ]
    if both:
        choices += [
            f"{s.day} to {e.day} {month} {e.year}",
            f"{s.day}–{e.day} {month} {e.year}",
            f"{s.day}-{e.day} {month} {e.year}",
        ]
    if s.year != e.year:
        choices = [words for words in choices if words.count("20") >= 1]
    return random.choice(choices)


def monday(random: Random, first: int, last: int) -> dt.date:
    """A Monday in one of the years."""
    day = dt.date(random.randint(first, last), random.randint(1, 11), random.randint(1, 28))
    return day - dt.timedelta(days=day.weekday())


def item_text(random: Random) -> str:
    """An item of a list, one to three clauses."""
    chosen = random.sample(SUBJECTS, random.randint(1, 3))
    text = "; ".join(chosen)
    return text[0].upper() + text[1:] + "."


def prose(flow: Flow, random: Random, count: int) -> None:
    """A paragraph."""
    flow.wrapped(" ".join(random.choices(SENTENCES, k=count)))


def table(flow: Flow, random: Random, rows: list[tuple[str, str]]) -> None:
    """The table in one of the orders in which its text comes out."""
    order = random.choice(("row", "next-line", "middle", "column"))
    if order == "column":
        for name, _ in rows:
            flow.wrapped(name, width=60)
        for _, grade in rows:
            flow.wrapped(grade, width=20)
        return
    for name, grade in rows:
        if order == "row" or len(name) < 40:
            flow.wrapped(f"{name} {grade}", width=62)
        elif order == "next-line":
            flow.wrapped(name, width=40)
            flow.wrapped(grade, width=21)
        else:
            first, _, rest = name.rpartition(" ")
            flow.line(f"{first} {grade}" if len(first) < 60 else first)
            flow.line(rest if len(first) < 60 else f"{grade} {rest}")

"""The page *How good is the mock?*: the measured results for the sample and the kind of team that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sightline.country.drawing import Series, curves
from sightline.findings.listing import Choice
from sightline.inspection import certainty
from sightline.inspection.certainty import DESIGNS, Found, Results
from sightline.inspection.certainty_page import (
    FAIR,
    LIMITS,
    OFTEN,
    READ,
    SHARES,
    SOURCE,
    USUAL,
    headline,
    kappa_words,
    method,
    planted,
    usual_size,
    what_it_means,
)
from sightline.inspection.standing.lines import LINES
from sightline.web.templatetags.wording import percent

FULL = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, each its usual value where it asks for what there is not."""

    design: str
    auditors: str
    size: int
    strength: float
    set_aside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of enquiry: how often each way named it."""

    title: str
    in_files: bool
    share: float
    data: int
    audits: float
    both: float
    enough: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cell with the heading of its column, which a narrow screen shows beside it."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class SizeRow:
    """How many audits buy how much: by strength audits alone, then either of the two, then both in a good council."""

    size: int
    labelled: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A kind of team, and how far two of it agree by how many files both read."""

    name: str
    sensitivity: float
    false_alarm: float
    labelled: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What a number of files says of a share, and how often such a thing is seen at all."""

    files: int
    labelled: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class HowGoodPage:
    """All of the page."""

    asked: Asked
    designs: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    strengths: tuple[Choice, ...]
    headline: str
    means: tuple[str, ...]
    drawing: str
    strength_names: tuple[str, ...]
    data_words: tuple[str, ...]
    strength_value: str
    strength_word: str
    by_size: tuple[SizeRow, ...]
    lines: tuple[LineRow, ...]
    councils: int
    team_counts: tuple[int, ...]
    teams: tuple[TeamRow, ...]
    shares: tuple[float, ...]
    share_rows: tuple[ShareRow, ...]
    method: str
    source: str
    limits: tuple[str, ...]


def how_good_page(query: Mapping[str, str]) -> HowGoodPage:
    """The page for a query string."""
    results = certainty.load()
    asked = _asked(results, query)
    strengths = tuple(each for each in results.strengths if each)
    sizes = tuple(_by_size(results, asked, size, strengths) for size in results.sizes)
    return HowGoodPage(
        asked=asked,
        designs=tuple(Choice(each, words.capitalize()) for each, words in DESIGNS.items()),
        kinds=tuple(
            Choice(each.id, f"{each.id.capitalize()}: sees {each.sensitivity:.0%} of lapses") for each in results.kinds
        ),
        sizes=tuple(Choice(str(each), str(each)) for each in results.sizes),
        strengths=tuple(Choice(str(each), planted(each).capitalize()) for each in results.strengths),
        headline=headline(results),
        means=what_it_means(results),
        drawing=_drawing(results, asked, strengths),
        strength_names=tuple(planted(each) for each in strengths),
        data_words=tuple(
            f"{planted(each)}: {results.average(each, asked.design, asked.auditors, results.sizes[0]).data:.0%}"
            for each in (*strengths, 0.0)
        ),
        strength_value=str(asked.strength),
        strength_word=f"{planted(asked.strength)} strength" if asked.strength else "no strength: in a good council",
        by_size=sizes,
        lines=tuple(
            _line(results, each, asked) for each in results.lines(asked.strength, asked.design, asked.auditors)
        ),
        councils=results.councils,
        team_counts=tuple(each.files for each in results.agreeing(USUAL)),
        teams=tuple(
            TeamRow(
                each.id.capitalize(),
                each.sensitivity,
                each.false_alarm,
                tuple(Labelled(f"{one.files} files twice", kappa_words(one)) for one in results.agreeing(each.id)),
            )
            for each in results.kinds
        ),
        shares=SHARES,
        share_rows=tuple(_share(files) for files in READ),
        method=method(results),
        source=SOURCE,
        limits=LIMITS,
    )


def _asked(results: Results, query: Mapping[str, str]) -> Asked:
    aside = []

    def one(name: str, label: str, known: tuple[str, ...], usual: str) -> str:
        value = query.get(name, "")
        if value and value not in known:
            aside.append(label)
        return value if value in known else usual

    design = one("sample", "way to sample", tuple(DESIGNS), FAIR)
    auditors = one("team", "kind of team", tuple(each.id for each in results.kinds), USUAL)
    size = one("files", "number of files", tuple(str(each) for each in results.sizes), str(usual_size(results)))
    strength = one("strength", "strength", tuple(str(each) for each in results.strengths), str(FULL))
    return Asked(design, auditors, int(size), float(strength), tuple(aside))


def _by_size(results: Results, asked: Asked, size: int, strengths: tuple[float, ...]) -> SizeRow:
    found = [results.average(each, asked.design, asked.auditors, size) for each in strengths]
    none = results.average(0.0, asked.design, asked.auditors, size)
    names = [planted(each).capitalize() for each in strengths]
    audits = [Labelled(f"{name}: audits", percent(each.audits)) for name, each in zip(names, found, strict=True)]
    either = [Labelled(f"{name}: either", percent(each.both)) for name, each in zip(names, found, strict=True)]
    return SizeRow(size, (*audits, *either, Labelled("Good council: audits", percent(none.audits))))


def _line(results: Results, row: Found, asked: Asked) -> LineRow:
    place = results.sizes.index(asked.size)
    enough = results.enough(row, OFTEN)
    if not row.in_files or not asked.strength:
        words = "–"
    else:
        words = str(enough) if enough is not None else f"over {results.sizes[-1]}"
    return LineRow(LINES[row.line].title, row.in_files, row.share, row.data, row.audits[place], row.both[place], words)


def _drawing(results: Results, asked: Asked, strengths: tuple[float, ...]) -> str:
    series = [
        Series(
            planted(each),
            tuple(results.average(each, asked.design, asked.auditors, size).audits for size in results.sizes),
        )
        for each in (*reversed(strengths), 0.0)
    ]
    series[-1] = Series("good council", series[-1].values)
    words = "; ".join(
        f"{each.name}: {each.values[0]:.0%} with {results.sizes[0]} files, {each.values[-1]:.0%} with "
        f"{results.sizes[-1]}"
        for each in series
    )
    return curves("bought", "How often audits alone named a failing, by files audited", words, results.sizes, series)


def _share(files: int) -> ShareRow:
    ends = [certainty.reading_share(files, share) for share in SHARES]
    spans = [f"{low:.0%} to {high:.0%}" for low, high in ends]
    may_be = [Labelled(f"Found in {share:.0%}: may be", words) for share, words in zip(SHARES, spans, strict=True)]
    seen = [
        Labelled(f"In {share:.0%}: seen at all", percent(certainty.seen_at_least_once(files, share)))
        for share in SHARES
    ]
    return ShareRow(files, (*may_be, *seen))

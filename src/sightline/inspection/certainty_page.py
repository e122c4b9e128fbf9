"""The page *How good is the mock?*, in words and tables, from the measured results alone."""

from __future__ import annotations

from collections.abc import Sequence

from sightline.inspection.certainty import DESIGNS, Agreement, Found, Results, reading_share, seen_at_least_once
from sightline.inspection.standing.lines import LINES

STRENGTHS = {0.0: "a good council", 0.25: "a quarter", 0.5: "half", 1.0: "full"}
USUAL = "usual"
FAIR = "by group"
SUGGESTED = 44  # two for risk and two at random of each of eleven groups
OFTEN = 0.8
SHARES = (0.1, 0.3, 0.5)
READ = (5, 10, 20, 30, 60)
LIMITS = (
    "Everything here is simulated: the councils, their failings, their children and the auditors. No figure is of a "
    "real mock inspection.",
    "The data are at their best here. The simulator writes down every lapse as the standards define it, and almost "
    "nothing is missing from its record. The rule was set on other seeds than these, but on the same simulator. A "
    "real record has gaps, and some failings leave no trace in it.",
    "For a failing that leaves no trace in the data, the column for audits is all there is.",
    "Every failing is planted at once in a council, each drawn apart; a council with one failing was not tried.",
    "An auditor answers yes or no for a line of enquiry on a file. A real one also weighs how bad it is, talks to the "
    "worker and to the family, and may see in one file what no count shows.",
    "Auditors miss independently of one another here. Real ones share blind spots, so two find less than twice as "
    "much.",
    "The team is held to know how a good council does on each line, and names a line only when chance would seldom "
    "give as many files. A team that names a line on one file finds more, and is wrong more often.",
)
SOURCE = (
    "How far auditors err is our own assumption, set so that two of them agree about as far as has been found of "
    "case-note audit in health care: mean kappas of 0.32 to 0.70 over 66 comparisons, perhaps flattered by what gets "
    "published (Lilford and others, Journal of Health Services Research and Policy, 2007, 12(3), 173–180; its "
    "abstract was read). Nothing as broad is known to us for children's services."
)


def planted(strength: float) -> str:
    """A strength in words."""
    return STRENGTHS.get(strength, f"{strength:.0%}")


def usual_size(results: Results) -> int:
    """The size tried that is nearest to the sample a mock inspection suggests."""
    return min(results.sizes, key=lambda each: abs(each - SUGGESTED))


def headline(results: Results) -> str:
    """What was found, in three sentences."""
    size = usual_size(results)
    full, half, none = (results.average(each, FAIR, USUAL, size) for each in (1.0, 0.5, 0.0))
    return (
        f"Of failings as strong as those of the case, the data alone named {full.data:.0%}, {size} audits alone "
        f"{full.audits:.0%}, and the two together {full.both:.0%}. At half that strength: {half.data:.0%}, "
        f"{half.audits:.0%} and {half.both:.0%}. In a good council the data named {none.data:.1%} of lines without "
        f"cause, audits {none.audits:.1%} and the two together {none.both:.1%}."
    )


def what_it_means(results: Results) -> tuple[str, ...]:
    """What a council may take from it, each sentence with its figure."""
    size, last = usual_size(results), results.sizes[-1]
    rows = [each for each in results.lines(1.0, FAIR, USUAL) if each.in_files]
    often = [each for each in rows if results.enough(each, OFTEN) is not None]
    poorest = min(rows, key=lambda each: each.audits[-1])
    usually = next(each.share for each in results.lines(0.0, FAIR, USUAL) if each.line == poorest.line)
    full = {design: results.average(1.0, design, USUAL, size).audits for design in DESIGNS}
    none = {design: results.average(0.0, design, USUAL, size).audits for design in DESIGNS}
    kinds = {each.id: results.average(1.0, FAIR, each.id, size).audits for each in results.kinds}
    out = [LINES[each.line].title for each in results.lines(1.0, FAIR, USUAL) if not each.in_files]
    return (
        f"Audits alone leave much unseen: even with {last} files a usual team named {len(often)} of the {len(rows)} "
        f"failings a file can show at least {OFTEN:.0%} of the time. A failing that leaves no trace in the data has "
        "only them.",
        f"Where a good council shows it on nearly as many files, yes or no cannot tell: “{LINES[poorest.line].title}” "
        f"lies in {poorest.share:.0%} of files against {usually:.0%} in a good council. {last} audits named it "
        f"{poorest.audits[-1]:.0%} of the time, the data in {poorest.data} of {results.councils} councils. Have "
        "auditors say how bad it is, and for how long.",
        f"Read small groups too: with {size} files, {full['by group']:.0%} of failings were named when as many were "
        f"drawn of each group, {full['random']:.0%} when children were drawn from all at once.",
        f"Drawing half of them for risk named {full['half for risk']:.0%}, and {none['half for risk']:.1%} of a good "
        f"council's lines without cause, against {none['by group']:.1%} when all are drawn by lot. Those drawn for "
        "risk are children to act on today; only those drawn by lot say how common something is.",
        f"How well auditors read matters as much as how many files they read: with {size} files a careful team named "
        f"{kinds['careful']:.0%}, a usual one {kinds['usual']:.0%}, a hasty one {kinds['hasty']:.0%}. Audit some "
        "files twice, and see below which team yours is.",
        f"No child's file shows {' or '.join(f'“{each}”' for each in out)}. Only the data, documents and "
        "conversations do.",
    )


def as_markdown(results: Results) -> str:
    """The page as documentation."""
    paragraphs = [
        "# How good is the mock?",
        "*Generated by `python -m benchmarks.mock_power --write` from measured runs; do not edit.*",
        headline(results),
        "## What a council may take from it",
        _points(what_it_means(results)),
        "## How many audits buy how much",
        "How often a failing was named, over the lines of enquiry that a child's file can show; as many children of "
        "each group, by lot, and a usual team. Audits alone, then either of the two. The data alone do not depend on "
        "how many are audited.",
        _bought(results),
        "## Each failing",
        f"At full strength, {usual_size(results)} files, a usual team, as many of each group. *Files with a lapse*: "
        "of all the council's to which the line applies. *Enough*: the fewest files tried at which audits alone named "
        f"it at least {OFTEN:.0%} of the time.",
        _each(results, results.lines(1.0, FAIR, USUAL)),
        "At half strength:",
        _each(results, results.lines(0.5, FAIR, USUAL)),
        "## In a good council",
        "How often each line was named without cause.",
        _each(results, results.lines(0.0, FAIR, USUAL), is_good=True),
        "## Which team is yours",
        "Kappa of two auditors who read the same files blind: the middle, and where 95% of draws lay. Audit a share "
        "twice and find your row; with few files the rows overlap.",
        _teams(results),
        "## What one share costs",
        "Arithmetic, not simulation: what a number of files *to which a question applies*, read without error, says "
        "of a share found in them (the 95% interval), and how often something that is in that share of files is seen "
        "at all.",
        _shares(),
        "## How it was measured",
        method(results),
        SOURCE,
        "## What it does not show",
        _points(LIMITS),
    ]
    return "\n\n".join(paragraphs) + "\n"


def method(results: Results) -> str:
    """What was run, with its seeds."""
    count = results.councils * len(results.strengths)
    last = results.first_seed + results.councils * (len(results.strengths) + 1) - 1
    least, most = reading_share(results.councils, 1.0)[0], reading_share(results.councils, 0.0)[1]
    return (
        f"{count} invented councils of {results.children:,} children over {results.years} years, as at "
        f"{results.as_at.day} {results.as_at:%B %Y}: {results.councils} at each of {len(results.strengths) - 1} "
        f"strengths and {results.councils} good ones; {results.councils} more good ones taught the team what to "
        f"expect (seeds {results.first_seed} to {last}). Named in all {results.councils} councils is still consistent "
        f"with as few as {least:.0%}, and in none of them with as many as {most:.0%}. Full strength is the case's own "
        "figures. The data name a failing when the standing evidence calls its line of enquiry a weakness. For the "
        f"audits, {results.samples} samples of each size were drawn in each council as a mock inspection draws them, "
        f"from its groups of children, and each was read by {results.teams} invented teams of four. A file's truth is "
        "whether any duty of the line lapsed on it in twelve months. A team names a line when so many of the files it "
        "applies to are said to lapse that a good council would give as many 1 time in 20 or less, and at least two."
    )


def _bought(results: Results) -> str:
    strengths = [each for each in results.strengths if each]
    head = ["files audited", *(f"{planted(each)}: audits" for each in strengths)]
    head += [f"{planted(each)}: either" for each in strengths] + ["good council: audits"]
    rows = []
    for size in results.sizes:
        found = [results.average(each, FAIR, USUAL, size) for each in strengths]
        none = results.average(0.0, FAIR, USUAL, size)
        shares = [*(each.audits for each in found), *(each.both for each in found), none.audits]
        rows.append([str(size), *(f"{each:.0%}" for each in shares)])
    data = [results.average(each, FAIR, USUAL, results.sizes[0]).data for each in strengths]
    rows.append(["none: data alone", *["–"] * len(strengths), *(f"{each:.0%}" for each in data), "–"])
    return _table(head, rows)


def _each(results: Results, rows: Sequence[Found], *, is_good: bool = False) -> str:
    place = results.sizes.index(usual_size(results))
    head = ["line of enquiry", "files with a lapse", "data alone", "audits alone", "either"] + (
        [] if is_good else ["enough"]
    )
    out = []
    for each in rows:
        cells = [
            LINES[each.line].title,
            f"{each.share:.0%}" if each.in_files else "not in a file",
            f"{each.data} of {results.councils}",
            f"{each.audits[place]:.0%}" if each.in_files else "–",
            f"{each.both[place]:.0%}",
        ]
        if not is_good:
            enough = results.enough(each, OFTEN)
            cells.append(str(enough) if enough is not None else f"over {results.sizes[-1]}" if each.in_files else "–")
        out.append(cells)
    return _table(head, out)


def _teams(results: Results) -> str:
    counts = [each.files for each in results.agreeing(results.kinds[0].id)]
    head = ["team", "sees a lapse", "sees one that is not there", *(f"{each} files twice" for each in counts)]
    rows = [
        [
            each.id,
            f"{each.sensitivity:.0%}",
            f"{each.false_alarm:.0%}",
            *(kappa_words(one) for one in results.agreeing(each.id)),
        ]
        for each in results.kinds
    ]
    return _table(head, rows)


def kappa_words(found: Agreement) -> str:
    """A kappa with where 95% of draws lay."""
    return f"{found.middle:.2f} ({found.low:.2f} to {found.high:.2f})".replace("-", "−")


def _shares() -> str:
    head = [
        "files it applies to",
        *(f"found in {share:.0%}" for share in SHARES),
        *(f"{s:.0%}: seen at all" for s in SHARES),
    ]
    rows = []
    for files in READ:
        spans = [reading_share(files, share) for share in SHARES]
        cells = [f"{low:.0%} to {high:.0%}" for low, high in spans]
        rows.append([str(files), *cells, *(f"{seen_at_least_once(files, share):.0%}" for share in SHARES)])
    return _table(head, rows)


def _points(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {each}" for each in sentences)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *(f"| {' | '.join(each)} |" for each in rows)]
    return "\n".join(lines)

"""How the pack's figures are made, in the sentences that stand beside them."""

from __future__ import annotations

from sightline.scrutiny.disclosure import Rule

TOO_FEW = "it counts too few, or would tell of a few"


def method(rule: Rule) -> list[str]:
    """The sentences, for whoever reads the figures."""
    return [
        "A child is counted once, by the most that the council does for them: looked after before a child protection "
        "plan, and a plan before being in need.",
        f"A count from 1 to {rule.threshold - 1} is not shown. Others are rounded to the nearest {rule.base}, each "
        "on its own, so that parts may not add up to their total. A nought that is shown is a nought.",
        "Some larger figures are not shown either, so that nobody can work out a small one from the rest. They are "
        "marked alike: [c] says only that a figure is not shown.",
        "Before it was published, every hidden figure was checked against everything else here and in earlier "
        f"editions: each can still be any of several numbers at least {rule.protection} apart.",
        "Percentages are worked out from the rounded counts. None is given of fewer than 20.",
        "Children whose record is restricted to a few people are left out of every figure, here and inside the "
        "council.",
        "In a corrected edition, a figure that changed by fewer than "
        f"{rule.threshold} is shown as it was, since the difference would tell of those children.",
        "Every figure can be made again from the day it counts, the time at which the record was known, the number of "
        "the ledger’s last transaction then, and the version of the standards.",
    ]

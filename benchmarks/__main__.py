"""Run every benchmark, each in a process of its own so that one's memory is not another's."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "simulate",
    "sources",
    "engine",
    "inspect",
    "ledger",
    "search",
    "site",
    "detection",
    "reports",
    "annex_a",
    "startup",
    "mock",
    "mock_report",
    "board_pack",
    "backtest",
    "mock_power",
)


def main() -> int:
    worst = 0
    for name in MODULES:
        print(f"\n== {name}", flush=True)
        worst = max(worst, subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]))
    return worst


if __name__ == "__main__":
    sys.exit(main())

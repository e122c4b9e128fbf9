"""How long a person waits for ``sightline --help``: the best and worst of ten runs, target 0.5 s."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path


def main() -> None:
    program = Path(sys.executable).with_name("sightline")
    taken = []
    for _ in range(10):
        began = time.perf_counter()
        subprocess.run([program, "--help"], check=True, capture_output=True)
        taken.append(time.perf_counter() - began)
    print(f"sightline --help: best {min(taken):.2f} s, worst {max(taken):.2f} s (target 0.5 s)")


if __name__ == "__main__":
    main()

"""Time the import of chuan_ngheo in fresh processes, over bare Python.

Run ``python -m benchmarks.import_time``. Exit status 1: importing the package takes more than
150 ms over bare Python, or one of the imports loads pandas or Polars. What loads the models of
facts and the reader of rules does so when a name that needs it is first used.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.bytecode import compile_sources
from benchmarks.machine import describe

LARGEST_MS: Final = 150.0
NOT_LOADED: Final = ("pandas", "polars")
BARE: Final = "pass"
LIMITED: Final = "import chuan_ngheo"
IMPORTS: Final = (
    LIMITED,
    "from chuan_ngheo import classify, load_rules, Household, Member",
)


def milliseconds(code: str) -> float:
    """Return how long a fresh interpreter takes to run ``code``."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (perf_counter() - start) * 1e3


def loaded(code: str) -> list[str]:
    """Return the modules of ``NOT_LOADED`` that a fresh interpreter has after ``code``."""
    script = f"{code}\nimport sys\nprint(*(n for n in {NOT_LOADED} if n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.split()


def main() -> int:
    """Print the time of each import, and what it loads that it should not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args().repeats
    compile_sources()
    times: dict[str, list[float]] = {code: [] for code in (BARE, *IMPORTS)}
    for repeat in range(repeats + 1):
        for code, values in times.items():
            elapsed = milliseconds(code)
            if repeat > 0:  # the first round fills the caches of the system
                values.append(elapsed)
    bare = median(times[BARE])
    failed = False
    print(describe("chuan-ngheo", "pydantic"))
    print(f"- Repeats: {repeats} fresh processes each, taken in turn\n")
    print("| code | median ms | ms over bare Python | loads pandas or Polars |")
    print("|---|---:|---:|---|")
    for code, values in times.items():
        over = median(values) - bare
        unwanted = loaded(code)
        failed = failed or (code == LIMITED and over > LARGEST_MS) or bool(unwanted)
        print(f"| `{code}` | {median(values):.0f} | {over:.0f} | {' '.join(unwanted) or 'no'} |")
    verdict = "not met" if failed else "met"
    limit = f"{LARGEST_MS:.0f} ms over bare Python for `{LIMITED}`, and no such module loaded"
    print(f"\nThe limits, {limit}, are {verdict}.")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

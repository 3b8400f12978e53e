"""Measure how whole tables are classified: chuan_ngheo, other tools by hand, and two floors.

Run ``python -m benchmarks.batch [--households N ...] [--only NAME ...] [--write]``. Each run is a
fresh process. Outputs are compared with chuan_ngheo's before any time is shown. Exit status 1: a
contender fails or decides differently, or a bar does not hold.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks import batch_report
from benchmarks import contenders as names
from benchmarks.bars import MILLION, Bar, Bars, killed
from benchmarks.bytecode import compile_sources
from benchmarks.contenders import BY_NAME, CONTENDERS, Contender, Population
from benchmarks.measure import Measurement, Run, RunError, differences, population, run

SIZES: Final = (100_000, MILLION, 10 * MILLION, 27 * MILLION)
UNSORTED_SIZE: Final = 10 * MILLION


@dataclass(frozen=True)
class Laboratory:
    """Where and how contenders are measured.

    Attributes:
        populations: where populations are kept from one measurement to the next.
        outputs: where outputs are written.
        repeats: runs of each contender; None chooses by size.
    """

    populations: Path
    outputs: Path
    repeats: int | None
    ours: dict[tuple[Population, int], Path] = field(default_factory=dict)

    def measure(
        self, chosen: Iterable[Contender], kind: Population, households: int
    ) -> list[Measurement]:
        """Measure contenders on one population, taking them in turn in each repeat."""
        group = [
            item
            for item in chosen
            if kind in item.populations and (item.scaled or households <= item.largest)
        ]
        runs: dict[str, list[Run]] = {item.name: [] for item in group}
        problems: dict[str, str] = {}
        for repeat in range(self.repeats or _repeats(households)):
            for item in group:
                if item.name in problems:
                    continue
                try:
                    runs[item.name].append(self._run(item, kind, min(households, item.largest)))
                    if repeat == 0:
                        problems |= self._compared(item, kind, min(households, item.largest))
                except RunError as error:
                    problems[item.name] = str(error).replace("|", "/")
                print(".", end="", file=sys.stderr, flush=True)
        return [
            Measurement(
                item,
                kind,
                households,
                min(households, item.largest),
                tuple(runs[item.name]),
                problems.get(item.name, ""),
            )
            for item in group
        ]

    def _run(self, item: Contender, kind: Population, households: int) -> Run:
        folder = population(self.populations, households, kind)
        return run(item, folder, self._output(item))

    def _output(self, item: Contender) -> Path:
        return self.outputs / f"{item.name}.parquet"

    def _compared(self, item: Contender, kind: Population, households: int) -> dict[str, str]:
        """Compare a first output with ours on the same population; what differs is a problem."""
        if not item.decides:
            return {}
        key = (kind, households)
        if key not in self.ours:
            self.ours[key] = self.outputs / f"compared-{kind}-{households}.parquet"
            if item.name == names.OURS_FILES:
                self._output(item).rename(self.ours[key])
                return {}
            folder = population(self.populations, households, kind)
            run(BY_NAME[names.OURS_FILES], folder, self.ours[key])
        found = differences(self.ours[key], self._output(item))
        return {item.name: f"decides differently: {'; '.join(found)}"} if found else {}


def _repeats(households: int) -> int:
    return 5 if households < MILLION else 3 if households == MILLION else 1


def measure_all(
    laboratory: Laboratory, sizes: Iterable[int], chosen: list[Contender]
) -> tuple[list[Measurement], list[Bar]]:
    """Return every measurement and every bar."""
    found: list[Measurement] = []
    for households in sizes:
        kinds: tuple[Population, ...] = ("unknowns",)
        if households <= MILLION:
            kinds = (*kinds, "known")
        if households == UNSORTED_SIZE:
            kinds = (*kinds, "unsorted")
        for kind in kinds:
            found += laboratory.measure(chosen, kind, households)
    bars = Bars(found).all()
    whole = [
        item
        for item in found
        if item.contender.name == names.PLAN and item.households <= MILLION and item.runs
    ]
    if whole:
        last = whole[-1]
        folder = population(laboratory.populations, last.households, last.population)
        bars.append(killed(folder, laboratory.outputs, last.seconds))
    return found, bars


def main() -> int:
    """Measure, print the tables, and with ``--write`` keep them in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--only", nargs="+", choices=sorted(BY_NAME), metavar="NAME")
    parser.add_argument("--repeats", type=int, help="default: 5, 3 or 1 by size")
    parser.add_argument("--write", action="store_true", help="write into RESULTS.md")
    parser.add_argument(
        "--populations",
        type=Path,
        default=Path(tempfile.gettempdir()) / "chuan-ngheo-populations",
        help="where populations are kept",
    )
    given = parser.parse_args()
    chosen = [item for item in CONTENDERS if given.only is None or item.name in given.only]
    compile_sources()
    given.populations.mkdir(parents=True, exist_ok=True)
    outputs = Path(tempfile.mkdtemp(dir=given.populations))
    try:
        laboratory = Laboratory(given.populations, outputs, given.repeats)
        measurements, bars = measure_all(laboratory, sorted(given.households), chosen)
    finally:
        shutil.rmtree(outputs)
    text = batch_report.report(measurements, bars)
    print(f"\n{text}")
    if given.write:
        batch_report.write(text)
    failed = any(item.problem for item in measurements)
    return int(failed or any(bar.holds is False for bar in bars))


if __name__ == "__main__":
    sys.exit(main())

"""Write the measurements of whole tables as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from benchmarks import contenders as names
from benchmarks.bars import Bar
from benchmarks.contenders import CONTENDERS, Population, Way
from benchmarks.machine import describe
from benchmarks.measure import Measurement

HEADING: Final = "## Whole tables"
RESULTS: Final = Path(__file__).with_name("RESULTS.md")
_WAYS: Final[dict[Way, str]] = {"files": "Parquet to Parquet", "frames": "in memory"}
_POPULATIONS: Final[dict[Population, str]] = {
    "unknowns": "two per cent of every fact unknown",
    "known": "every fact known",
    "unsorted": "two per cent of every fact unknown, members in random order",
}
_MODULES: Final = {
    "openfisca-core": "openfisca_core",
    "policyengine-core": "policyengine_core",
    "zen-engine": "zen",
    "durable-rules": "durable",
}
_VERDICTS: Final = {True: "yes", False: "no", None: "–"}


def report(measurements: Sequence[Measurement], bars: Sequence[Bar]) -> str:
    """Return the machine, a table for each population and way, and the table of bars."""
    packages = [item.package for item in CONTENDERS if item.package]
    missing = [name for name in packages if find_spec(_MODULES.get(name, name)) is None]
    present = [name for name in packages if name not in missing]
    lines = [describe("chuan-ngheo", *present)]
    if missing:
        lines.append(f"- Not installed, so not measured: {', '.join(missing)}")
    for households in sorted({item.households for item in measurements}):
        for population in _POPULATIONS:
            for way in _WAYS:
                group = [
                    item
                    for item in measurements
                    if (item.households, item.population, item.contender.way)
                    == (households, population, way)
                ]
                if group:
                    lines += _table(group)
    lines += ["", "### Bars", "", "| bar | measured | holds |", "|---|---|---|"]
    lines += [f"| {bar.text} | {bar.measured} | {_VERDICTS[bar.holds]} |" for bar in bars]
    return "\n".join(lines)


def _table(group: Sequence[Measurement]) -> list[str]:
    first = group[0]
    title = f"{first.households:,} households, {_POPULATIONS[first.population]}"
    lines = ["", f"### {title}: {_WAYS[first.contender.way]}", ""]
    lines.append("| contender | seconds | of ours | of the floor | peak memory, MiB | decisions |")
    lines.append("|---|---:|---:|---:|---:|---|")
    ours = _time_of(group, (names.OURS_FILES, names.OURS_FRAMES, names.PLAN))
    floor = _time_of(group, (names.FLOOR, "numba-frames"))
    for item in group:
        if item.problem:
            lines.append(f"| {item.contender.label} | – | – | – | – | {item.problem} |")
            continue
        seconds = f"{item.seconds:.2f}" if item.seconds >= 1 else f"{item.seconds:.3f}"
        if item.measured < item.households:
            seconds += f" (in proportion to {item.measured:,} households)"
        decisions = "as ours" if item.contender.decides else "none"
        lines.append(
            f"| {item.contender.label} | {seconds} | {_ratio(item, ours)} | {_ratio(item, floor)}"
            f" | {item.mebibytes:.0f} | {decisions} |"
        )
    return lines


def _time_of(group: Sequence[Measurement], wanted: Sequence[str]) -> float | None:
    times = {item.contender.name: item.seconds for item in group if not item.problem}
    return next((times[name] for name in wanted if name in times), None)


def _ratio(item: Measurement, other: float | None) -> str:
    return "–" if other is None else f"{item.seconds / other:.2f}"


def write(text: str) -> None:
    """Put the report under its heading in RESULTS.md, and keep the other sections."""
    before, _, after = RESULTS.read_text(encoding="utf-8").partition(HEADING + "\n")
    _, mark, rest = after.partition("\n## ")
    following = f"\n## {rest}" if mark else ""
    RESULTS.write_text(
        f"{before.rstrip()}\n\n{HEADING}\n\n{text}\n{following}", encoding="utf-8", newline=""
    )

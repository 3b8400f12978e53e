"""The limits that the project sets itself for whole tables, and whether measurements meet them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import contenders as names
from benchmarks.contenders import BY_NAME, Population
from benchmarks.measure import Measurement, RunError, kill_half_way, run

NATIONAL: Final = 27_000_000
TEN_MILLION: Final = 10_000_000
MILLION: Final = 1_000_000

Value = Callable[[Measurement], float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A limit, what was measured, and whether it holds; None if it was not measured."""

    text: str
    measured: str
    holds: bool | None


class Bars:
    """Compares measurements with the limits."""

    def __init__(self, measurements: Sequence[Measurement]) -> None:
        self._found = {
            (item.contender.name, item.population, item.households): item
            for item in measurements
            if item.runs and not item.problem
        }

    def all(self) -> list[Bar]:
        """Return every bar on time and memory."""
        bars = [
            self._time("unknowns", NATIONAL, (names.PLAN, 2.5, names.FLOOR)),
            self._memory("unknowns", NATIONAL, 600),
            self._constant_memory(),
        ]
        in_memory: tuple[tuple[Population, str, float], ...] = (
            ("unknowns", "pandas-frames", 5),
            ("known", "openfisca-frames", 5),
            ("known", "zen-frames", 500),
        )
        for population, other, factor in in_memory:
            bars.append(self._faster(population, names.OURS_FRAMES, factor, other))
        bars.append(self._faster("unknowns", names.OURS_FILES, 5, "pandas"))
        bars.append(self._time("unknowns", MILLION, (names.OURS_FRAMES, 1.3, "polars-frames")))
        bars.append(self._time("unknowns", MILLION, (names.OURS_FILES, 1.3, "polars")))
        return [*bars, self._unsorted(), self._memory("unsorted", TEN_MILLION, 3 * 1024)]

    def _ratio(
        self,
        first: tuple[str, Population, int],
        second: tuple[str, Population, int],
        value: Value = lambda item: item.seconds,
    ) -> float | None:
        one, other = self._found.get(first), self._found.get(second)
        return None if one is None or other is None else value(one) / value(other)

    def _time(self, population: Population, size: int, limit: tuple[str, float, str]) -> Bar:
        name, factor, other = limit
        ratio = self._ratio((name, population, size), (other, population, size))
        text = f"{_size(size)}: {_label(name)} takes at most {factor} × {_label(other)}"
        return _at_most(text, ratio, factor, "{:.2f} ×")

    def _faster(self, population: Population, name: str, factor: float, other: str) -> Bar:
        ratio = self._ratio((other, population, MILLION), (name, population, MILLION))
        text = (
            f"{_size(MILLION)}: {_label(name)} is at least {factor} × faster than {_label(other)}"
        )
        if ratio is None:
            return Bar(text, "not measured", None)
        return Bar(text, f"{ratio:.1f} ×", ratio >= factor)

    def _memory(self, population: Population, size: int, limit: int) -> Bar:
        found = self._found.get((names.PLAN, population, size))
        order = ", members in random order" if population == "unsorted" else ""
        text = f"{_size(size)}{order}: {_label(names.PLAN)} needs at most {limit} MiB"
        return _at_most(text, None if found is None else found.mebibytes, limit, "{:.0f} MiB")

    def _constant_memory(self) -> Bar:
        ratio = self._ratio(
            (names.PLAN, "unknowns", NATIONAL),
            (names.PLAN, "unknowns", MILLION),
            lambda item: item.mebibytes,
        )
        text = "memory for 27 million households at most 1.2 × that for 1 million"
        return _at_most(text, ratio, 1.2, "{:.2f} ×")

    def _unsorted(self) -> Bar:
        ratio = self._ratio(
            (names.PLAN, "unsorted", TEN_MILLION), (names.PLAN, "unknowns", TEN_MILLION)
        )
        text = f"{_size(TEN_MILLION)}: members in random order take at most 3 × members in order"
        return _at_most(text, ratio, 3, "{:.2f} ×")


def killed(folder: Path, work: Path, seconds: float) -> Bar:
    """Kill the command half-way, start it again, and compare with an undisturbed run.

    Args:
        folder: a population.
        work: an empty folder for the outputs.
        seconds: how long an undisturbed run takes.
    """
    text = "killed half-way: no file under the final name; started again, the same bytes"
    ours, whole, out = BY_NAME[names.PLAN], work / "whole.parquet", work / "killed.parquet"
    try:
        run(ours, folder, whole)
        left = kill_half_way(ours, folder, out, seconds)
        absent = not out.exists()
        run(ours, folder, out)
    except RunError as error:
        return Bar(text, f"not measured: {error}", None)
    same = _digest(whole) == _digest(out)
    begun = len(left) - (out.name in left)
    measured = (
        f"{'no file' if absent else 'a partial file'} under the final name"
        f" ({begun} with another name), {'the same' if same else 'other'} bytes"
    )
    return Bar(text, measured, absent and same)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _at_most(text: str, value: float | None, limit: float, shown: str) -> Bar:
    if value is None:
        return Bar(text, "not measured", None)
    return Bar(text, shown.format(value), value <= limit)


def _label(name: str) -> str:
    way = "Parquet to Parquet" if BY_NAME[name].way == "files" else "in memory"
    return f"{BY_NAME[name].label} ({way})"


def _size(households: int) -> str:
    return f"{households / MILLION:g} million households"

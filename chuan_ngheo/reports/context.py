"""What every official table is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chuan_ngheo.reports.choices import DEFAULTS
from chuan_ngheo.reports.counts import Count, Counts, Measure, Place
from chuan_ngheo.reports.outline import Kind, Line, outline
from chuan_ngheo.reports.population import NO_POPULATION, Population

NAMES = {"poor": "hộ nghèo", "near_poor": "hộ cận nghèo"}


@dataclass(frozen=True)
class Context:
    """Counts, the whole population where it is known, and the choices between readings.

    Attributes:
        indicators: the Vietnamese and English labels of the 12 indicators, by id.
        further_places: places that have rows though no household is there now.
    """

    counts: Counts
    indicators: Mapping[str, tuple[str, str]]
    population: Population = NO_POPULATION
    choices: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULTS))
    status: str = "preliminary"
    further_places: frozenset[Place] = frozenset()

    def lines(self, kind: Kind) -> tuple[Line, ...]:
        """Return the rows of a form."""
        known = {*self.counts.places(), *self.population.residents, *self.further_places}
        return outline(known, kind)

    def without_members(self) -> str:
        """Say how many poor and near-poor households have no recorded member; empty if none."""
        numbers = [
            f"{count.certain} {name}"
            for class_, name in NAMES.items()
            if (count := self.counts.of(Measure(class_, "without_members"), self.counts.places()))
            and count.certain
        ]
        return f"Chưa ghi thành viên: {', '.join(numbers)}." if numbers else ""

    def count(self, measure: Measure, line: Line) -> Count:
        """Return a count over the places of a row."""
        return self.counts.of(measure, line.places)

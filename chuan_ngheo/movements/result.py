"""What movements come out as: households, rows of tables 7.2 and 7.3, what does not balance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.movements.terms import COLUMNS, IDENTITY, Level, TableName

if TYPE_CHECKING:
    import polars as pl

Measure = Literal["households", "persons"]
MEASURES: tuple[Measure, ...] = ("households", "persons")
Numbers = tuple[int, ...]
"""Columns 1 to 9 of a row."""


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One row of table 7.2 or 7.3.

    Attributes:
        level: ``total``, ``area``, ``district`` or ``commune``.
        place: ``rural`` or ``urban``, the name of the district or commune; None in the row of
            households whose place is not known, and in the total.
        households: columns 1 to 9 in households.
        persons: columns 1 to 9 in persons, of households whose members are known. Who leaves a
            list is counted with the persons of the earlier list in both tables; what the household
            has gained or lost since stands under other increase or decrease of its new list.
        entries_unknown: households that entered the list and may have relapsed or be new: they
            stand in none of the columns 6 and 7.
        entries_unknown_persons: their persons.
        without_persons: households of columns 1 and 9 whose persons are not known.
    """

    table: TableName
    level: Level
    place: str | None
    households: Numbers
    persons: Numbers
    entries_unknown: int = 0
    entries_unknown_persons: int = 0
    without_persons: int = 0

    def numbers(self, measure: Measure) -> Numbers:
        """Return columns 1 to 9 in households or persons."""
        return self.households if measure == "households" else self.persons

    def difference(self, measure: Measure) -> int:
        """Return 9 - (1 - 2 - 3 - 4 + 5 + 6 + 7 + 8): zero where the row balances."""
        numbers = self.numbers(measure)
        return sum(sign * numbers[column - 1] for column, sign in IDENTITY.items())

    def residual_new(self, measure: Measure = "households") -> int:
        """Return new entries as statistical indicator 410 counts them (Circular 04/2024).

        This year less last year plus those who escaped: it includes relapses, moves between the
        two lists and net other changes. For the near-poor only column 2 is an escape.
        """
        numbers = self.numbers(measure)
        escaped = numbers[1] + (numbers[2] if self.table == "7.2" else 0)
        return numbers[8] - numbers[0] + escaped

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain values for JSON."""
        return {
            "table": self.table,
            "level": self.level,
            "place": self.place,
            **{
                measure: dict(zip(COLUMNS[self.table], self.numbers(measure), strict=True))
                for measure in MEASURES
            },
            "entries_unknown": self.entries_unknown,
            "entries_unknown_persons": self.entries_unknown_persons,
            "without_persons": self.without_persons,
            "indicator_410": self.residual_new(),
        }


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely cause of an imbalance.

    Attributes:
        kind: a movement that no column holds (``unexplained``, ``class_unknown``, ``repeated``,
            ``unidentified``, ``relapsed_or_new_poor`` ...), or ``persons_unknown``.
        households: how many households.
        effect: what they add to the difference.
        examples: some of their ids, in order.
    """

    kind: str
    households: int
    effect: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A row that does not balance, or two tables that do not agree.

    Attributes:
        table: ``7.2`` or ``7.3``; ``7.2/7.3`` where the tables contradict each other.
        what: ``identity``, or the column of 7.2 that 7.3 has too.
        difference: how much is too much (positive) or missing in column 9; zero where causes
            cancel out.
    """

    table: str
    level: Level
    place: str | None
    measure: Measure
    difference: int
    what: str = "identity"
    causes: tuple[Cause, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the imbalance as plain values for JSON."""
        return {
            "table": self.table,
            "level": self.level,
            "place": self.place,
            "measure": self.measure,
            "what": self.what,
            "difference": self.difference,
            "causes": [
                {
                    "kind": cause.kind,
                    "households": cause.households,
                    "effect": cause.effect,
                    "examples": list(cause.examples),
                }
                for cause in self.causes
            ],
        }


@dataclass(frozen=True)
class Movements:
    """The movements between two lists.

    Attributes:
        households: a Polars frame with one row for each household of either list, in the order of
            ids: ``household_id``, ``movement``, ``status_before`` and ``status_after`` (``poor``,
            ``near_poor``, ``none``, ``unknown``, ``repeated``; null where absent), ``class_...``,
            ``persons_...``, ``area_...``, ``district_...``, ``commune_...``, ``persons_change``,
            ``other_household_id`` and ``change_date``.
        poor: the rows of table 7.2: the total, then each level by place.
        near_poor: the rows of table 7.3, for the same places.
        imbalances: what does not balance; empty if everything does.
        notes: what is unknown or contradictory in the lists.
        rulings: the option of each ruling that was used.
    """

    households: pl.DataFrame = field(repr=False)
    poor: tuple[MovementRow, ...]
    near_poor: tuple[MovementRow, ...]
    imbalances: tuple[Imbalance, ...]
    notes: tuple[Problem, ...]
    rulings: Mapping[str, str]

    def counts(self) -> dict[str, int]:
        """Return the number of households of each movement that occurs."""
        found = Counter(self.households["movement"].to_list())
        return dict(sorted(found.items()))

    def to_dict(self) -> dict[str, Any]:
        """Return tables, imbalances and notes as plain values for JSON, without households."""
        return {
            "rulings": dict(self.rulings),
            "movements": self.counts(),
            "poor": [row.to_dict() for row in self.poor],
            "near_poor": [row.to_dict() for row in self.near_poor],
            "imbalances": [item.to_dict() for item in self.imbalances],
            "notes": [note.to_dict() for note in self.notes],
        }

"""Recompute the sums of a plan's budget from its leaf rows, and say what does not agree.

Amounts are in million dong, as in annex 2 (Phụ lục 2) of the plan (Kế hoạch 132/KH-UBND).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chuan_ngheo.programme.documents import SOURCES, BudgetRow, Source

Column = Literal["total", "central_budget", "city_budget", "preferential_loan", "community"]
Outcome = Literal["agrees", "differs", "missing", "blank"]


@dataclass(frozen=True, slots=True)
class BudgetFinding:
    """One cell of a row with parts, beside the sum of the leaf rows below it.

    Attributes:
        outcome: ``agrees`` or ``differs``; ``missing`` where the cell is blank in a row that
            names other sources; ``blank`` where the row names no source at all.
        stated: what the annex says; None where it is blank.
        recomputed: the sum of the leaf rows.
    """

    code: str
    column: Column
    outcome: Outcome
    stated: int | None
    recomputed: int

    def to_dict(self) -> dict[str, object]:
        """Return the finding as plain values for JSON."""
        return {
            "code": self.code,
            "column": self.column,
            "outcome": self.outcome,
            "stated": self.stated,
            "recomputed": self.recomputed,
        }


def leaves_below(code: str, budget: Sequence[BudgetRow]) -> tuple[BudgetRow, ...]:
    """Return the leaf rows below a row; the row itself if it has no parts."""
    children = [row for row in budget if row.parent == code]
    if not children:
        return tuple(row for row in budget if row.code == code)
    return tuple(leaf for child in children for leaf in leaves_below(child.code, budget))


def recompute(code: str, budget: Sequence[BudgetRow]) -> Mapping[Column, int]:
    """Return the sums of the leaf rows below a row, in million dong."""
    leaves = leaves_below(code, budget)
    sums: dict[Column, int] = {"total": sum(row.total for row in leaves)}
    for source in SOURCES:
        sums[source] = sum(row.sources[source] or 0 for row in leaves)
    return sums


def budget_findings(budget: Sequence[BudgetRow]) -> tuple[BudgetFinding, ...]:
    """Compare every row that has parts with its leaf rows, column by column.

    A cell that is blank and has nothing below it either is no finding.
    """
    parents = {row.parent for row in budget}
    return tuple(
        finding for row in budget if row.code in parents for finding in _of_row(row, budget)
    )


def leaf_rows_that_do_not_add_up(budget: Sequence[BudgetRow]) -> tuple[BudgetRow, ...]:
    """Return the leaf rows whose sources do not add up to their total."""
    parents = {row.parent for row in budget}
    return tuple(
        row
        for row in budget
        if row.code not in parents and sum(filter(None, row.sources.values())) != row.total
    )


def _of_row(row: BudgetRow, budget: Sequence[BudgetRow]) -> Iterator[BudgetFinding]:
    sums = recompute(row.code, budget)
    yield BudgetFinding(
        row.code,
        "total",
        "agrees" if row.total == sums["total"] else "differs",
        row.total,
        sums["total"],
    )
    for source in SOURCES:
        stated = row.sources[source]
        if stated is None and not sums[source]:
            continue
        outcome = _outcome(row, source, sums[source])
        yield BudgetFinding(row.code, source, outcome, stated, sums[source])


def _outcome(row: BudgetRow, source: Source, recomputed: int) -> Outcome:
    stated = row.sources[source]
    if stated is None:
        named = any(value is not None for value in row.sources.values())
        return "missing" if named else "blank"
    return "agrees" if stated == recomputed else "differs"

"""Check two tables before they are classified: the contract between data and rules."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.expression.units import is_money, parse_unit
from chuan_ngheo.forms.places import CellPosition
from chuan_ngheo.readings.fact_tables import FactTables
from chuan_ngheo.readings.polars_reading import TableDecisions
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.contract import Findings, Report
from chuan_ngheo.tables.part import SIZE, Decided
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import Table, TableView
from chuan_ngheo.tables.stream import KEY
from chuan_ngheo.vocabulary import FACTS

MONEY: Final = tuple(name for name, fact in FACTS.items() if is_money(parse_unit(fact.unit)))
SMALLEST_PLAUSIBLE_INCOME: Final = 10_000
"""Dong per person per month. The decree's lines are 1.5 to 3 million; in thousands of dong they
would be 1,500 to 3,000. It is no limit of the law: a column with such incomes gives a warning."""


@dataclass
class WatchedTable(TableView):
    """A table whose money is looked at as it is read.

    Attributes:
        rows: how many rows it has, as far as they were read.
        small: for each column of money how many known incomes are not zero, and how many of
            those are implausibly small.
    """

    table: Table
    rows: int = 0
    small: dict[str, tuple[int, int]] = field(default_factory=dict)

    def parts(self, size: int, columns: tuple[str, ...]) -> Iterator[pl.DataFrame]:
        """Yield the rows in parts of about ``size``."""
        rows, small = 0, dict.fromkeys((name for name in MONEY if name in columns), (0, 0))
        for part in self.table.parts(size, columns):
            rows += part.height
            for name, (known, few) in small.items():
                more = _incomes(part[name])
                small[name] = (known + more[0], few + more[1])
            # Tables are read more than once; the reading that went farthest counts.
            if rows >= self.rows:
                self.rows = rows
                self.small = self.small | small
            yield part


def _column_of(notice: Problem) -> str:
    """Return the column that a notice is about; empty if it is about the whole table."""
    if isinstance(notice.position, CellPosition):
        return notice.position.heading or notice.position.letters
    _, about, name = notice.found.partition("the column ")
    return name.strip("'") if about else ""


def _incomes(cells: pl.Series) -> tuple[int, int]:
    """Return how many incomes are known and not zero, and how many of them are very small."""
    amounts = cells if cells.dtype == pl.Int64 else cells.cast(pl.Float64, strict=False)
    known = amounts > 0
    return int(known.sum()), int((known & (amounts < SMALLEST_PLAUSIBLE_INCOME)).sum())


class Contract:
    """Findings about two tables, as their parts are read.

    Attributes:
        households: to be read instead of the table of households.
        members: to be read instead of the table of members.
    """

    def __init__(
        self, households: Table, members: Table | None, notices: Iterable[Problem] = ()
    ) -> None:
        self.households = WatchedTable(households)
        self.members = WatchedTable(members) if members else None
        self.findings = Findings(members.name if members else "")
        self._lonely = 0
        for problem in notices:
            self.findings.add("notice", problem.path, _column_of(problem), problem, 0)

    def add(self, part: Decided) -> None:
        """Count what a part shows."""
        self.findings.add_rows(part.rejected)
        if part.decisions.height:
            self._lonely += int((part.decisions[SIZE] == 0).sum())

    def report(self) -> Report:
        """Return what was found in the parts so far."""
        table, found = self.households, copy.deepcopy(self.findings)
        if self._lonely:
            problem = Problem("no-members", "no member", "at least one", path=KEY)
            found.add("notice", table.name, "", problem, self._lonely)
        for name, (known, small) in table.small.items():
            if known and 2 * small >= known:
                problem = _in_thousands(name, small, known)
                found.add("warning", table.name, name, problem, small)
        return found.report(table.rows, self.members.rows if self.members else 0)


def _in_thousands(name: str, small: int, known: int) -> Problem:
    return Problem(
        "money-in-thousands",
        f"{small} of {known} amounts below {SMALLEST_PLAUSIBLE_INCOME} dong",
        "amounts in whole dong",
        "If they are in thousands of dong, multiply the column by 1000.",
        path=name,
    )


def validate_tables(contract: Contract, rules: RuleSet) -> Iterator[Decided]:
    """Check two tables part by part, and decide nothing.

    Args:
        rules: the rule set in whose period the reviews have to lie.

    Yields:
        the parts, with the rows that cannot be used; ``contract`` has counted them.
    """
    for part in decide_all(contract.households, contract.members, rules, decide=_nothing):
        contract.add(part)
        yield part


def _nothing(facts: FactTables, _: RuleSet) -> TableDecisions:
    undecided = pl.Series("class", [None], pl.String).new_from_index(0, facts.households.height)
    return TableDecisions(undecided.to_frame(), None)

"""Households of two tables that DuckDB decides by the generated SQL."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from chuan_ngheo.audit.verify.engines import Rederived
from chuan_ngheo.audit.verify.recorded import identity
from chuan_ngheo.readings.duckdb_reading import decide_with_duckdb
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.tables import KEY
from chuan_ngheo.tables.part import SIZE
from chuan_ngheo.tables.run import decide_all
from chuan_ngheo.tables.sources import ROW, Table

_ORPHAN = "orphan-member"


@dataclass(frozen=True, slots=True)
class DuckdbSource:
    """Households that DuckDB decides; those with a cell that is no plain fact one by one.

    Attributes:
        found: every household with its decision, or with what is wrong with its facts.
    """

    found: tuple[Rederived, ...]

    def identities(self) -> Iterable[str]:
        """Give the id of every household."""
        return (item.household_id for item in self.found)

    def derive(self, chosen: Collection[str] | None) -> Iterator[Rederived]:
        """Give the chosen households; None chooses all."""
        return (item for item in self.found if chosen is None or item.household_id in chosen)


def duckdb_source(households: Table, members: Table | None, rules: RuleSet) -> DuckdbSource:
    """Decide all households of two tables.

    Raises:
        EngineError: if DuckDB is not installed.
    """
    found: list[Rederived] = []
    for part in decide_all(
        households, members, rules, small=sys.maxsize, decide=decide_with_duckdb
    ):
        found += [_refused(row) for row in part.rejected if row.problems[-1].code != _ORPHAN]
        for cells in part.decisions.iter_rows(named=True):
            row, identifier = cells.pop(ROW), cells.pop(KEY)
            del cells[SIZE]
            found.append(Rederived(identity(identifier), row, cells))
    return DuckdbSource(tuple(found))


def _refused(row: Row) -> Rederived:
    return Rederived(identity(row.facts.get(KEY)), row.source.row, None, row.problems)

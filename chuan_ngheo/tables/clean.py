"""The checked facts of all households of an input as tables, without the rows that are rejected.

What whole columns find odd is read and checked household by household, as when it is classified.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl

from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings.arrays import Array
from chuan_ngheo.readings.fact_tables import DATA_TYPES, FactTable, FactTables
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.batch import classify_rows
from chuan_ngheo.survey.cells import IDENTIFIERS
from chuan_ngheo.survey.rows import Input, Row, reject_duplicates
from chuan_ngheo.tables.part import Checked, Names, check_part, households_of, reject_orphans
from chuan_ngheo.tables.run import fact_parts
from chuan_ngheo.tables.sources import Table
from chuan_ngheo.validation import read_facts

_NO_COLUMNS: Final = {*IDENTIFIERS, "members", "list_decisions"}


class CleanFacts(NamedTuple):
    """The checked facts of some households, and the rows that could not be used."""

    facts: FactTables
    rejected: tuple[Row, ...]


def clean_tables(households: Table, members: Table | None, rules: RuleSet) -> Iterator[CleanFacts]:
    """Yield the facts of two tables, part by part."""
    names = Names(households.name, members.name if members else "")
    for part in fact_parts(households, members):
        checked = check_part(part, rules)
        orphans = tuple(reject_orphans(part.orphans, names))
        if not part.households.height:
            yield CleanFacts(checked.facts, orphans)
            continue
        yield CleanFacts(_plain(checked), orphans)
        if len(checked.odd):
            own = part.members.filter(np.isin(part.places, checked.odd))
            rows = households_of(part.households[checked.odd], own, names)
            yield clean_rows(Input(reject_duplicates(rows)), rules)


def clean_rows(found: Input, rules: RuleSet) -> CleanFacts:
    """Return the facts of households that were read one by one."""
    batch = classify_rows(found, rules)
    facts = [read_facts(row.facts) for row in batch.rows]
    return CleanFacts(tables_of_facts(facts), batch.rejected)


def tables_of_facts(households: Sequence[Mapping[str, Any]]) -> FactTables:
    """Return checked facts of households as tables.

    Args:
        households: as :func:`chuan_ngheo.validation.read_facts` returns them.
    """
    members = [one.get("members") or () for one in households]
    places: Array = np.repeat(np.arange(len(households)), [len(own) for own in members])
    return FactTables(
        FactTable.of(_frame(households, Household)),
        FactTable.of(_frame([member for own in members for member in own], Member)),
        places,
    )


def _frame(rows: Iterable[Mapping[str, Any]], model: type[Household | Member]) -> pl.DataFrame:
    own = [*rows]
    names = [name for name in model.model_fields if name not in _NO_COLUMNS]
    return pl.DataFrame(
        {name: [row.get(name) for row in own] for name in names},
        schema={name: DATA_TYPES[name] for name in names},
    )


def _plain(checked: Checked) -> FactTables:
    """Return the facts of the households that are not odd."""
    facts, odd = checked.facts, checked.odd
    if not len(odd):
        return facts
    kept: Array = np.ones(facts.households.height, np.bool_)
    kept[odd] = False
    own = kept[facts.places]
    numbers = np.cumsum(kept) - 1
    members = facts.members.frame
    return FactTables(
        FactTable.of(facts.households.frame.filter(kept)),
        FactTable.of(members.filter(own) if members.width else pl.DataFrame(height=int(own.sum()))),
        numbers[facts.places[own]],
    )

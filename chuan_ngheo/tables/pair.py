"""The two tables of an input, with their columns checked."""

from __future__ import annotations

from typing import NamedTuple

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.survey.tables import check_columns, unknown_columns
from chuan_ngheo.tables.sources import Table
from chuan_ngheo.tables.stream import KEY


class Tables(NamedTuple):
    """The tables of an input, and notices about columns that are not used."""

    households: Table
    members: Table | None
    notices: list[Problem]


def checked_tables(households: Table, members: Table | None) -> Tables:
    """Return two tables, and a notice for each of their columns that is no fact.

    Raises:
        InputError: if one has no ``household_id``.
    """
    notices: list[Problem] = []
    facts = ((households, (*Household.model_fields,)), (members, (KEY, *Member.model_fields)))
    for table, names in facts:
        if table is not None:
            check_columns(table.columns, table.name)
            notices += unknown_columns(table.columns, table.name, names)
    return Tables(households, members, notices)

"""The two tables that SQL reads, and the parts that both of its queries are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from textwrap import indent
from typing import Any, Final

from chuan_ngheo.readings.columns import Column, Expression, TableCell
from chuan_ngheo.readings.conditions_to_columns import Shape, type_of
from chuan_ngheo.readings.lower import TableProgram, columns_of, lower
from chuan_ngheo.readings.sql_dialects import Dialect
from chuan_ngheo.readings.sql_expressions import SqlWriter, block
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS, Scope

KEY: Final = "household_id"
MEMBER_KEY: Final = "member_id"
_IDENTIFIERS: Final = frozenset({KEY, MEMBER_KEY})
_SCOPES: Final[tuple[Scope, ...]] = ("household", "member")


@dataclass(frozen=True, slots=True)
class Tables:
    """A rule set over two tables of one database.

    Attributes:
        households: name of the table of households, quoted; ``members`` likewise.
        household_facts: the columns read from it; ``member_facts`` likewise.
        has_member_ids: whether the table of members has ``member_id``.
    """

    rules: RuleSet
    dialect: Dialect
    program: TableProgram
    households: str
    members: str
    household_facts: tuple[str, ...]
    member_facts: tuple[str, ...]
    has_member_ids: bool

    @property
    def writer(self) -> SqlWriter:
        """The writer of expressions."""
        return SqlWriter(self.dialect)

    def column(self, name: str, table: str = "") -> str:
        """Return a column, of one of two tables at hand if it is named."""
        return f"{table}.{self.dialect.column(name)}" if table else self.dialect.column(name)

    def fact(self, name: str, table: str) -> str:
        """Return a fact of a table under its name; a time of day is cut off a date."""
        if type_of(name) != "date":
            return self.column(name, table)
        return f"CAST({self.column(name, table)} AS DATE) AS {self.column(name)}"

    def review_date(self, of_table: str) -> str:
        """Return the review date; null where the table has none."""
        if "review_date" in self.household_facts:
            return self.fact("review_date", of_table)
        return f"CAST(NULL AS DATE) AS {self.column('review_date')}"


def tables_of(
    rules: RuleSet,
    dialect: Dialect,
    households: str,
    members: str,
    present: Iterable[str] | None,
) -> Tables:
    """Return what the queries over two tables are made of.

    Raises:
        TableNameError: if a name cannot be that of a table.
    """
    own = frozenset(name for name, fact in FACTS.items() if fact.scope in _SCOPES)
    there = own if present is None else own & frozenset(present)
    program = lower(rules, None, Shape(absent=own - there - {"household_size"}))
    read = columns_of((program.member_steps, program.aggregates, program.household_steps))
    read |= {"review_date"}
    if not read.isdisjoint({"age", "age_months", "birth_date"}):
        read |= {"age", "age_months", "birth_date"}
    facts = {
        scope: tuple(
            name
            for name, fact in FACTS.items()
            if fact.scope == scope and name in (read & there) - {"household_size"}
        )
        for scope in _SCOPES
    }
    return Tables(
        rules,
        dialect,
        program,
        dialect.table(households),
        dialect.table(members),
        facts["household"],
        facts["member"],
        MEMBER_KEY in there,
    )


def select(items: Sequence[str], rest: str) -> str:
    """Return a SELECT with one item a line."""
    return block("SELECT", ",\n".join(items), rest)


def with_steps(steps: Iterable[tuple[str, str]], last: str) -> str:
    """Return a query of named steps, each with its text, and the last one."""
    named = ",\n".join(block(f"{name} AS (", text, ")") for name, text in steps)
    return f"WITH {named}\n{last}"


def duplicate_ids(tables: Tables) -> str:
    """Return the query for the household ids that stand in several rows."""
    key = tables.column(KEY)
    items = (key, f"COUNT(*) AS {tables.column('row_count')}")
    rest = f"FROM {tables.households}\nWHERE {key} IS NOT NULL\nGROUP BY {key}\nHAVING COUNT(*) > 1"
    return select(items, rest)


def household_facts(tables: Tables) -> str:
    """Return the query for the facts of the households, with a review date in any case."""
    items = [tables.column(KEY, "h"), tables.review_date("h")]
    items += [tables.fact(name, "h") for name in tables.household_facts if name != "review_date"]
    return select(items, f"FROM {tables.households} AS h")


def needs(tables: Tables) -> Iterator[str]:
    """Say, line by line, which tables and columns a query reads."""
    types = tables.dialect.types
    for table, keys, names in (
        (tables.households, [KEY], tables.household_facts),
        (
            tables.members,
            [KEY, *([MEMBER_KEY] if tables.has_member_ids else [])],
            tables.member_facts,
        ),
    ):
        yield f"Table {table}:"
        for key in keys:
            yield f"  {key} {types['text']} or {types['whole']}"
        for name in names:
            values = "|".join(FACTS[name].values)
            yield f"  {name} {types[type_of(name)]}{f': {values}' if values else ''}"


def heading(tables: Tables, purpose: Sequence[str]) -> str:
    """Return the comment that a query starts with."""
    rules = tables.rules
    lines = [
        f"{rules.label.en} ({rules.id})",
        f"{rules.label.vi}",
        f"Rule set hash: {rules.hash}",
        f"In force: {rules.period.start} to {rules.period.end}. SQL of {tables.dialect.name}.",
        "Rulings in force:",
        *(f"  {name} = {option}" for name, option in rules.chosen.items()),
        *purpose,
        "It reads (null is unknown):",
        *needs(tables),
    ]
    return indent("\n".join(lines), "-- ", lambda _: True)


def name_table_rows(
    steps: Iterable[tuple[str, Expression]], prefix: str
) -> list[tuple[str, Expression]]:
    """Give each row of a table of numbers a step of its own, so that it stands there once."""
    found: dict[TableCell, str] = {}

    def named(part: Any) -> Any:
        if isinstance(part, TableCell):
            return Column(found.setdefault(part, f"{prefix}{len(found) + 1}"))
        if isinstance(part, tuple):
            return tuple(map(named, part))
        if is_dataclass(part) and not isinstance(part, type):
            return replace(
                part, **{item.name: named(getattr(part, item.name)) for item in fields(part)}
            )
        return part

    written: list[tuple[str, Expression]] = []
    for name, expression in steps:
        before = len(found)
        changed = named(expression)
        written += [(column, row) for row, column in list(found.items())[before:]]
        written.append((name, changed))
    return written

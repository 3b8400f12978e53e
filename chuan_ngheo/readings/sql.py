"""The SQL reading: one query that classifies two tables where they already are.

It is written from the same program as every reading over tables. Unknown is NULL; the text relies
on nothing that a database does to nulls beyond the SQL of truth values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Final

from chuan_ngheo.readings.columns import (
    TRUE,
    Column,
    Expression,
    FirstKnown,
    Named,
    NumberTrue,
)
from chuan_ngheo.readings.conditions_to_columns import RESULT, SIZE, UPPER
from chuan_ngheo.readings.lower import staged
from chuan_ngheo.readings.sql_dialects import DIALECTS, DialectName
from chuan_ngheo.readings.sql_expressions import case, joined, quote_text
from chuan_ngheo.readings.sql_facts import household_refusals, member_refusals
from chuan_ngheo.readings.sql_tables import (
    KEY,
    MEMBER_KEY,
    Tables,
    duplicate_ids,
    heading,
    household_facts,
    name_table_rows,
    select,
    tables_of,
    with_steps,
)
from chuan_ngheo.rulebook.rules import POINT_ENDS, RuleSet

SEPARATOR: Final = "|"
"""Stands between several classes in one cell."""
_EACH: Final = "each_"
_REFUSED: Final = "refused"
_PURPOSE: Final = (
    "One row for each household that can be classified. A household is left out, as a whole, if",
    "its household_id stands in several rows, its review date lies outside the period in force, or",
    "a value of it or of its members is refused. Run the checks of the same rule set first: they",
    "count what is left out, and members without a household.",
)


def sql_text(
    rules: RuleSet,
    dialect: DialectName,
    *,
    households: str = "households",
    members: str = "members",
    create_view: str | None = None,
    present: Collection[str] | None = None,
) -> str:
    """Return the query that classifies the households of two tables.

    Its columns are those of the columnar decision: ``household_id``, ``class`` (null when
    undetermined), ``possible_classes``, each indicator, ``deprivations_certain``,
    ``deprivations_possible``, the lowest and the highest number of points and each benefit.
    Truths are true, false or null.

    Args:
        households: name of the table of households, such as ``survey.households``.
        members: name of the table of members, which has ``household_id`` too.
        create_view: name of the view that the text creates or replaces; None for a plain query.
        present: the columns that the two tables have; other facts are unknown in every row. None
            if they have every column that the rule set reads.

    Raises:
        TableNameError: if a name cannot be that of a table or view.
    """
    tables = tables_of(rules, DIALECTS[dialect], households, members, present)
    start = ""
    if create_view is not None:
        start = f"CREATE OR REPLACE VIEW {tables.dialect.table(create_view)} AS\n"
    query = with_steps(_steps(tables), _answers(tables))
    return f"{heading(tables, _PURPOSE)}\n{start}{query}"


def _steps(tables: Tables) -> Iterator[tuple[str, str]]:
    program = tables.program
    yield "duplicate_ids", duplicate_ids(tables)
    yield "member_facts", _member_facts(tables)
    of_members = [(item.name, item.expression) for item in program.member_steps]
    of_members += [(_EACH + item.name, item.body) for item in program.aggregates]
    stages = _stages(tables, "member_facts", of_members)
    yield from stages
    yield "member_totals", _member_totals(tables, stages[-1][0])
    yield "household_facts", household_facts(tables)
    yield "household_rows", _household_rows(tables)
    of_households = [(item.name, item.expression) for item in program.household_steps]
    stages = _stages(tables, "household_rows", of_households)
    yield from stages
    yield "household_classes", _possible_classes(tables, stages[-1][0])


def _stages(
    tables: Tables, source: str, steps: Iterable[tuple[str, Expression]]
) -> list[tuple[str, str]]:
    """Write one query for each stage of the steps; it adds their columns to the one before."""
    kind, _, _ = source.partition("_")
    by_stage = sorted(staged(name_table_rows(steps, f"{kind}_row_")), key=_stage)
    found: list[tuple[str, str]] = []
    for stage, items in groupby(by_stage, _stage):
        added = [
            f"{tables.writer.write(item.expression)} AS {tables.column(item.name)}"
            for item in items
        ]
        found.append((f"{kind}_stage_{stage}", select(["*", *added], _from(tables, source))))
        source = found[-1][0]
    return found


def _stage(step: Named) -> int:
    return step.stage


def _from(tables: Tables, source: str) -> str:
    return f"FROM {source}\n{tables.dialect.fence}".rstrip()


def _member_facts(tables: Tables) -> str:
    keys = [KEY, *([MEMBER_KEY] if tables.has_member_ids else [])]
    items = [tables.column(name, "m") for name in keys]
    items += [tables.fact(name, "m") for name in tables.member_facts]
    items.append(tables.review_date("h"))
    same = f"{tables.column(KEY, 'm')} = {tables.column(KEY, 'h')}"
    return select(items, f"FROM {tables.members} AS m\nJOIN {tables.households} AS h ON {same}")


def _member_totals(tables: Tables, source: str) -> str:
    items = [tables.column(KEY), f"COUNT(*) AS {tables.column(SIZE)}"]
    refusals = [item.condition for item in member_refusals(tables.member_facts, tables.writer)]
    if refusals:
        items.append(f"MAX({case([(joined(refusals, 'OR'), '1')], '0')}) AS {_REFUSED}")
    else:
        items.append(f"0 AS {_REFUSED}")
    if tables.has_member_ids:
        member = tables.column(MEMBER_KEY)
        items.append(f"COUNT({member}) - COUNT(DISTINCT {member}) AS repeated_members")
    for item in tables.program.aggregates:
        each, name = tables.column(_EACH + item.name), item.name
        if item.kind == "any":
            order = f"CASE WHEN {each} THEN 2 WHEN {each} IS NULL THEN 1 ELSE 0 END"
            items.append(f"MAX({order}) AS {tables.column(name)}")
        else:
            items.append(_count(tables, f"CASE WHEN {each} THEN 1 ELSE 0 END", name))
            items.append(_count(tables, f"CASE WHEN NOT {each} THEN 0 ELSE 1 END", name + UPPER))
    return select(items, f"FROM {source}\nGROUP BY {tables.column(KEY)}")


def _count(tables: Tables, ones: str, name: str) -> str:
    return f"CAST(SUM({ones}) AS {tables.dialect.types['whole']}) AS {tables.column(name)}"


def _household_rows(tables: Tables) -> str:
    """Join households with the totals of their members; leave out what is refused."""
    items = ["h.*", tables.column(SIZE, "t")]
    for item in tables.program.aggregates:
        name = tables.column(item.name)
        if item.kind == "any":
            items.append(f"CASE t.{name} WHEN 2 THEN TRUE WHEN 0 THEN FALSE END AS {name}")
        else:
            items += [f"t.{name}", tables.column(item.name + UPPER, "t")]
    refusals = household_refusals(tables.rules, tables.household_facts, tables.writer)
    tests = [(f"t.{_REFUSED} = 1", "1")]
    if tables.has_member_ids:
        tests.append(("t.repeated_members > 0", "1"))
    if refusals:
        tests.append((joined([item.condition for item in refusals], "OR"), "1"))
    same = f"{{}}.{tables.column(KEY)} = {tables.column(KEY, 'h')}"
    lines = (
        "FROM household_facts AS h",
        f"LEFT JOIN member_totals AS t ON {same.format('t')}",
        f"WHERE NOT EXISTS (SELECT 1 FROM duplicate_ids AS d WHERE {same.format('d')})",
        f"AND {case(tests, '0')} = 0",
        tables.dialect.fence,
    )
    return select(items, "\n".join(lines).rstrip())


def _possible_classes(tables: Tables, source: str) -> str:
    parts = [
        case([(f"{tables.column(RESULT + name)} IS NOT FALSE", quote_text(SEPARATOR + name))], "''")
        for name in tables.program.classes
    ]
    listed = f"SUBSTRING({' || '.join(parts)}, 2) AS {tables.column('possible_classes')}"
    return select(["*", listed], _from(tables, source))


def _answers(tables: Tables) -> str:
    program, column = tables.program, tables.column
    possible = column("possible_classes")
    classes = ", ".join(map(quote_text, program.classes))
    items = [
        column(KEY),
        f"CASE WHEN {possible} IN ({classes}) THEN {possible} END AS {column('class')}",
        possible,
    ]
    items += [f"{column(RESULT + name)} AS {column(name)}" for name in program.indicators]
    truths = tuple(Column(RESULT + name) for name in program.indicators)
    for name, parts in (
        ("deprivations_certain", truths),
        ("deprivations_possible", tuple(FirstKnown((truth, TRUE)) for truth in truths)),
    ):
        items.append(f"{tables.writer.write(NumberTrue(parts))} AS {column(name)}")
    whole = tables.dialect.types["whole"]
    for name in program.points:
        for suffix, end in zip(("", UPPER), POINT_ENDS, strict=True):
            items.append(
                f"CAST({column(RESULT + name + suffix)} AS {whole}) AS {column(f'{name}_{end}')}"
            )
    for name, in_force in program.benefits.items():
        value = column(RESULT + name) if in_force else "FALSE"
        items.append(f"{value} AS {column(name)}")
    return select(items, "FROM household_classes")

"""The query that says what in two tables keeps households from being classified."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from chuan_ngheo.readings.sql_dialects import DIALECTS, DialectName
from chuan_ngheo.readings.sql_expressions import case, quote_text
from chuan_ngheo.readings.sql_facts import Refusal, household_refusals, member_refusals
from chuan_ngheo.readings.sql_tables import (
    KEY,
    MEMBER_KEY,
    Tables,
    duplicate_ids,
    heading,
    household_facts,
    select,
    tables_of,
    with_steps,
)
from chuan_ngheo.rulebook.rules import RuleSet

_PURPOSE: Final = (
    "One row for each kind of problem in the tables: where, what was expected, in how many rows,",
    "the household_id of one of them, and whether the household is classified all the same. The",
    "problems are explained in docs/diagnostics.md. No row: nothing is wrong.",
)
_COLUMNS: Final = (
    "table_name",
    "column_name",
    "problem",
    "expected",
    "row_count",
    "example_household_id",
    "classified",
)


def sql_checks_text(
    rules: RuleSet,
    dialect: DialectName,
    *,
    households: str = "households",
    members: str = "members",
    present: Collection[str] | None = None,
) -> str:
    """Return the query that counts what is wrong in two tables; run it before classifying.

    Its columns: ``table_name``, ``column_name``, ``problem`` (identifier of the diagnostic),
    ``expected``, ``row_count``, ``example_household_id``, ``classified`` (whether a household
    concerned is in the result of ``sql_text``).

    Args:
        households: name of the table of households.
        members: name of the table of members.
        present: as in ``sql_text``.

    Raises:
        TableNameError: if a name cannot be that of a table.
    """
    tables = tables_of(rules, DIALECTS[dialect], households, members, present)
    household = household_refusals(rules, tables.household_facts, tables.writer)
    member = member_refusals(tables.member_facts, tables.writer)
    steps = [
        ("duplicate_ids", duplicate_ids(tables)),
        ("duplicate_members", _duplicate_members(tables)) if tables.has_member_ids else None,
        ("household_facts", household_facts(tables)),
        ("member_facts", _member_facts(tables)),
        ("household_counts", _counts(tables, "household_facts", household)) if household else None,
        ("member_counts", _counts(tables, "member_facts", member)) if member else None,
        ("problems", "\nUNION ALL\n".join(_problems(tables, household, member))),
    ]
    count = f"CAST(row_count AS {tables.dialect.types['whole']}) AS row_count"
    shown = [count if name == "row_count" else name for name in _COLUMNS]
    last = select(shown, "FROM problems\nWHERE row_count > 0\nORDER BY 1, 2, 3, 4")
    return f"{heading(tables, _PURPOSE)}\n{with_steps(filter(None, steps), last)}"


def _member_facts(tables: Tables) -> str:
    """Every member, with the review date of the household; without one where there is none."""
    key, review = tables.column(KEY), tables.column("review_date")
    first = select(
        [key, f"MIN({review}) AS {review}"], f"FROM household_facts\nGROUP BY {key}"
    ).replace("\n", " ")
    items = [
        tables.column(KEY, "m"),
        *(tables.fact(name, "m") for name in tables.member_facts),
        f"h.{review}",
        f"h.{key} AS known_household_id",
    ]
    return select(
        items, f"FROM {tables.members} AS m\nLEFT JOIN ({first}) AS h ON m.{key} = h.{key}"
    )


def _duplicate_members(tables: Tables) -> str:
    keys = f"{tables.column(KEY)}, {tables.column(MEMBER_KEY)}"
    known = " AND ".join(f"{tables.column(name)} IS NOT NULL" for name in (KEY, MEMBER_KEY))
    rest = f"FROM {tables.members}\nWHERE {known}\nGROUP BY {keys}\nHAVING COUNT(*) > 1"
    return select([tables.column(KEY), "COUNT(*) AS row_count"], rest)


def _counts(tables: Tables, source: str, refusals: tuple[Refusal, ...]) -> str:
    """Count the rows of every refusal in one pass, and keep one household of each."""
    key = _text(tables, tables.column(KEY))
    items: list[str] = []
    for number, refusal in enumerate(refusals, 1):
        items.append(f"SUM({case([(refusal.condition, '1')], '0')}) AS rows_{number}")
        items.append(f"MIN({case([(refusal.condition, key)], 'NULL')}) AS example_{number}")
    return select(items, f"FROM {source}")


def _text(tables: Tables, value: str) -> str:
    return f"CAST({value} AS {tables.dialect.types['text']})"


def _problems(
    tables: Tables, household: tuple[Refusal, ...], member: tuple[Refusal, ...]
) -> Iterator[str]:
    for table, refusals in (("household", household), ("member", member)):
        for number, refusal in enumerate(refusals, 1):
            yield _problem(
                (f"{table}s", refusal.column, refusal.code, refusal.expected),
                (f"rows_{number}", f"example_{number}"),
                f"FROM {table}_counts",
            )
    key = tables.column(KEY)
    example = f"MIN({_text(tables, key)})"
    several = "SUM(row_count)", example
    yield _problem(
        ("households", KEY, "duplicate-household", "each household once"),
        several,
        "FROM duplicate_ids",
    )
    if tables.has_member_ids:
        yield _problem(
            ("members", MEMBER_KEY, "duplicate-member", "each member once"),
            several,
            "FROM duplicate_members",
        )
    orphan, one = "orphan-member", ("COUNT(*)", example)
    yield _problem(
        ("members", KEY, orphan, "a household row with this household_id"),
        one,
        f"FROM member_facts\nWHERE {key} IS NOT NULL AND known_household_id IS NULL",
    )
    yield _problem(
        ("members", KEY, orphan, "a household_id"), one, f"FROM member_facts\nWHERE {key} IS NULL"
    )
    same = f"m.{key} = h.{key}"
    without = f"WHERE NOT EXISTS (SELECT 1 FROM {tables.members} AS m WHERE {same})"
    yield _problem(
        ("households", KEY, "no-members", "members; the household is classified without them"),
        ("COUNT(*)", f"MIN({_text(tables, f'h.{key}')})"),
        f"FROM {tables.households} AS h\n{without}",
        classified=True,
    )


def _problem(
    words: tuple[str, str, str, str],
    numbers: tuple[str, str],
    rest: str,
    *,
    classified: bool = False,
) -> str:
    values = (*map(quote_text, words), *numbers, str(classified).upper())
    items = (f"{value} AS {name}" for value, name in zip(values, _COLUMNS, strict=True))
    return f"SELECT {', '.join(items)}\n{rest}"

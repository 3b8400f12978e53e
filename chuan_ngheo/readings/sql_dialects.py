"""How the SQL databases differ: names of types, quotes, calendar, and what keeps steps apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from chuan_ngheo.diagnostics import Problem, ProblemError
from chuan_ngheo.readings.columns import Type

DialectName = Literal["duckdb", "postgres", "spark"]


class TableNameError(ProblemError):
    """A name cannot be that of a table or view."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The SQL of one database.

    Attributes:
        quote: stands before and after a name; doubled within it.
        types: the name of each type.
        months_later: the day some months after a day; the last of a shorter month.
        fence: what ends a step so that the planner does not copy its expressions into the next.
    """

    name: DialectName
    quote: str
    types: Mapping[Type, str]
    months_later: str
    fence: str = ""

    def column(self, name: str) -> str:
        """Quote the name of a column, so that ``class`` is one too."""
        return self.quote + name.replace(self.quote, 2 * self.quote) + self.quote

    def table(self, name: str) -> str:
        """Quote the name of a table, part by part: ``survey.households`` has two parts.

        Raises:
            TableNameError: if a part is empty or holds a control character.
        """
        parts = name.split(".")
        if not all(parts) or not name.isprintable():
            expected = "the name of a table, such as households or survey.households"
            raise TableNameError(Problem("table-name", repr(name), expected))
        return ".".join(map(self.column, parts))


DIALECTS: Final[Mapping[DialectName, Dialect]] = {
    "duckdb": Dialect(
        "duckdb",
        '"',
        {
            "truth": "BOOLEAN",
            "whole": "BIGINT",
            "decimal": "DOUBLE",
            "date": "DATE",
            "text": "VARCHAR",
        },
        "CAST({day} + to_months(CAST({months} AS INTEGER)) AS DATE)",
    ),
    "postgres": Dialect(
        "postgres",
        '"',
        {
            "truth": "BOOLEAN",
            "whole": "BIGINT",
            "decimal": "DOUBLE PRECISION",
            "date": "DATE",
            "text": "TEXT",
        },
        "CAST({day} + make_interval(months => CAST({months} AS INTEGER)) AS DATE)",
        "OFFSET 0",
    ),
    "spark": Dialect(
        "spark",
        "`",
        {
            "truth": "BOOLEAN",
            "whole": "BIGINT",
            "decimal": "DOUBLE",
            "date": "DATE",
            "text": "STRING",
        },
        "add_months({day}, CAST({months} AS INT))",
    ),
}

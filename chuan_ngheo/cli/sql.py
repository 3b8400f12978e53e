"""``chuan-ngheo sql``: print the query that classifies two tables of a database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from chuan_ngheo.cli.common import rules_of
from chuan_ngheo.cli.main import DONE
from chuan_ngheo.diagnostics import Problem, nearest
from chuan_ngheo.readings.sql import sql_text
from chuan_ngheo.readings.sql_checks import sql_checks_text
from chuan_ngheo.survey.files import complete_file
from chuan_ngheo.survey.rows import InputError
from chuan_ngheo.survey.write import check_output
from chuan_ngheo.vocabulary import FACTS

_NEEDED: Final = frozenset({"household_id"})


def run_sql(arguments: argparse.Namespace) -> int:
    """Print or write the query, or that of the checks."""
    out = Path(arguments.out) if arguments.out else None
    if out is not None:
        check_output(out, (".sql",))
    present = _present(arguments.absent)
    rules, dialect = rules_of(arguments), arguments.dialect
    tables = {"households": arguments.households, "members": arguments.members}
    if arguments.checks:
        text = sql_checks_text(rules, dialect, present=present, **tables)
    else:
        text = sql_text(
            rules, dialect, create_view=arguments.create_view, present=present, **tables
        )
    if out is None:
        print(f"{text};")
    else:
        with complete_file(out) as temporary:
            temporary.write_text(f"{text};\n", encoding="utf-8", newline="")
    return DONE


def _present(absent: list[str]) -> frozenset[str] | None:
    """Return the columns of the tables, all of the vocabulary but those that are absent.

    Raises:
        InputError: if one of those is no column that a table may lack.
    """
    names = {name for name, fact in FACTS.items() if fact.scope in ("household", "member")}
    names -= _NEEDED
    for name in absent:
        if name not in names:
            expected = "a column of the vocabulary that a table can do without"
            advice = nearest(name, sorted(names))
            raise InputError(
                Problem("column-unknown", repr(name), expected, advice, path="--absent")
            )
    return frozenset(names) - set(absent) | _NEEDED if absent else None

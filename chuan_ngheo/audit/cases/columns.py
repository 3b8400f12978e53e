"""Cases that stand for one row of a form and are decided once in each of its columns.

The form of points has a column for each region and one for urban areas. A file with ``columns``
names the facts of each; its cases then give the points of every column, in their order, as the
form prints them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chuan_ngheo.audit.cases.households import HOUSEHOLD_FACTS
from chuan_ngheo.audit.cases.strict import check_keys, facts_among, listed, mapping, require
from chuan_ngheo.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form: its name, its title in both languages, and its facts."""

    name: str
    title: dict[str, str]
    facts: dict[str, Any]


def read_columns(value: object, place: str) -> tuple[Column, ...]:
    """Return the columns that a file names.

    Raises:
        CaseFileError: at the first thing that does not follow the format.
    """
    found = []
    for name, item in mapping(value, place).items():
        column = mapping(item, place)
        check_keys(column, ("title", "facts"), ("title", "facts"), f"{place}: column {name!r}")
        title = mapping(column["title"], place)
        check_keys(title, LANGUAGES, LANGUAGES, f"{place}: column {name!r}")
        found.append(Column(str(name), title, facts_among(column["facts"], HOUSEHOLD_FACTS, place)))
    return tuple(found)


def in_each_column(
    item: dict[Any, Any], columns: tuple[Column, ...], place: str
) -> Iterator[dict[Any, Any]]:
    """Yield a case as it stands in each column; the case itself where there are none.

    Raises:
        CaseFileError: if it does not give points for each column.
    """
    if not columns:
        yield item
        return
    expect = mapping(item.get("expect"), place)
    points = mapping(expect.get("points"), place)
    title = mapping(item.get("title"), place)
    for row in points.values():
        message = f"{row!r} instead of one number for each of {len(columns)} columns"
        require(len(listed(row, place)) == len(columns), place, message)
    for place_of_column, column in enumerate(columns):
        here = {name: row[place_of_column] for name, row in points.items()}
        yield {
            **item,
            "id": f"{item.get('id')}-{column.name}",
            "title": {
                language: f"{text}: {column.title.get(language)}"
                for language, text in title.items()
            },
            "facts": {**column.facts, **mapping(item.get("facts", {}), place)},
            "expect": {**expect, "points": here},
        }

"""A comparison as CSV: the households that change, the transitions, or the groups."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final, Literal

from chuan_ngheo.audit.compare.causes import Cause, RuleChange
from chuan_ngheo.audit.compare.comparison import Comparison, HouseholdChange
from chuan_ngheo.audit.compare.words import reason_lines
from chuan_ngheo.languages import Language
from chuan_ngheo.survey.write import SEPARATOR

Table = Literal["households", "transitions", "groups"]
TABLES: Final[tuple[Table, ...]] = ("households", "transitions", "groups")
_SEMICOLON: Final = "; "
_HOUSEHOLDS: Final = (
    "household_id",
    "row_before",
    "row_after",
    "class_before",
    "class_after",
    "possible_classes_before",
    "possible_classes_after",
    "persons_before",
    "persons_after",
    "outcomes",
    "rules",
    "facts",
    "parameters",
    "rulings",
    "other",
    "problems",
    "reason",
)
_TRANSITIONS: Final = (
    "kind",
    "id",
    "before",
    "after",
    "households",
    "persons_before",
    "persons_after",
    "without_members_before",
    "without_members_after",
)
_GROUPS: Final = (
    "group",
    "value",
    "kind",
    "outcome",
    "before",
    "after",
    "gained",
    "lost",
    "persons_gained",
    "persons_lost",
)


def to_csv(comparison: Comparison, table: Table, language: Language) -> str:
    """Return one table of a comparison as CSV.

    Args:
        table: ``households`` (those that change, with the reasons), ``transitions`` (every cell of
            every matrix) or ``groups`` (gains and losses).
        language: that of the reasons; everything else is by its id.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    if table == "households":
        writer.writerow(_HOUSEHOLDS)
        writer.writerows(_household(item, comparison, language) for item in comparison.changes)
    elif table == "transitions":
        writer.writerow(_TRANSITIONS)
        writer.writerows(_cells(comparison))
    else:
        writer.writerow(_GROUPS)
        writer.writerows([getattr(item, name) for name in _GROUPS] for item in comparison.groups)
    return text.getvalue()


def _cells(comparison: Comparison) -> Iterator[list[Any]]:
    for matrix in comparison.matrices:
        for cell in matrix.cells:
            yield [matrix.kind, matrix.id, *(getattr(cell, name) for name in _TRANSITIONS[2:])]


def _household(change: HouseholdChange, comparison: Comparison, language: Language) -> list[Any]:
    return [
        change.household_id,
        change.row_before,
        change.row_after,
        change.class_before,
        change.class_after,
        SEPARATOR.join(change.possible_before),
        SEPARATOR.join(change.possible_after),
        change.persons_before,
        change.persons_after,
        _SEMICOLON.join(f"{o.id}: {_arrow(o.before, o.after)}" for o in change.outcomes),
        _SEMICOLON.join(map(_rule, change.reasons)),
        _roots(change, "fact"),
        _roots(change, "parameter"),
        _roots(change, "ruling"),
        _roots(change, "condition", "in_force", "composition"),
        _SEMICOLON.join(change.problems),
        " | ".join(reason_lines(change, comparison, language)),
    ]


def _rule(change: RuleChange) -> str:
    return f"{change.rule}: {_arrow(change.before, change.after)}"


def _roots(change: HouseholdChange, *kinds: str) -> str:
    return _SEMICOLON.join(
        f"{_path(cause)}: {_arrow(cause.before, cause.after)}"
        for cause in change.roots
        if cause.kind in kinds
    )


def _path(cause: Cause) -> str:
    """Name a fact as elsewhere: ``members[2].age``, by the position in the second side."""
    if cause.member is None:
        return cause.name
    place = cause.member.before if cause.member.after is None else cause.member.after
    name = "" if cause.kind == "composition" else f".{cause.name}"
    return f"members[{place}]{name}"


def _arrow(before: Any, after: Any) -> str:
    return f"{_value(before)} -> {_value(after)}"


def _value(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    return str(value)

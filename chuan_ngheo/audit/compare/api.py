"""Compare households from a program: lists of households, or data frames."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from chuan_ngheo.audit.compare.comparison import Comparison
from chuan_ngheo.audit.compare.inputs import Households, ListedHouseholds, tabled
from chuan_ngheo.audit.compare.run import MOST, Side, compare_sides
from chuan_ngheo.diagnostics import InvalidFactsError
from chuan_ngheo.rulebook.loader import DEFAULT_RULE_SET, load_rules
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.survey.rows import Row, Source, reject_duplicates
from chuan_ngheo.validation import RawHousehold, read_facts


def compare(  # noqa: PLR0913  what is given twice, once for each side
    before: Any,
    after: Any = None,
    *,
    members: Any = None,
    against_members: Any = None,
    rules: RuleSet | str = DEFAULT_RULE_SET,
    against_rules: RuleSet | str | None = None,
    review_date: date | None = None,
    against_review_date: date | None = None,
    most: int = MOST,
) -> Comparison:
    """Compare two readings of households.

    Args:
        before: the households of the first side: a list of households (see :func:`classify`), or a
            frame of pandas, Polars or PyArrow (see :func:`classify_frame`).
        after: those of the second side, matched by ``household_id``; None for the same ones.
        members: a frame of members of ``before``, where it is a frame.
        against_members: likewise for ``after``.
        rules: the rule set of the first side, or its name.
        against_rules: that of the second side; None for the same one.
        review_date: takes every household of the first side as reviewed on this day; None leaves
            each its own.
        against_review_date: likewise for the second side.
        most: how many changed households are listed with their reasons.

    Raises:
        InputError: if a frame has no column ``household_id``, or a rule set is not in force on a
            review date that is given.
        UnknownRuleSetError: where no rule set has that name.
    """
    first = _rules(rules)
    second = first if against_rules is None else _rules(against_rules)
    own = _households(before, members, "A")
    other = own if after is None else _households(after, against_members, "B")
    return compare_sides(
        Side("A", own, first, review_date),
        Side("B" if after is not None else "A", other, second, against_review_date),
        most=most,
    )


def _rules(rules: RuleSet | str) -> RuleSet:
    return rules if isinstance(rules, RuleSet) else load_rules(rules)


def _households(given: Any, members: Any, name: str) -> Households:
    if isinstance(given, Iterable) and not _is_frame(given):
        rows = [_row(household, name, number) for number, household in enumerate(given, start=1)]
        return ListedHouseholds(reject_duplicates(rows))
    from chuan_ngheo.tables.frames import frame_tables  # noqa: PLC0415  loads Polars

    tables = frame_tables(given, members)
    return tabled(tables.households, tables.members)


def _is_frame(given: Any) -> bool:
    return hasattr(given, "columns")


def _row(household: RawHousehold, name: str, number: int) -> Row:
    try:
        return Row(Source(name, number), read_facts(household))
    except InvalidFactsError as error:
        return Row(Source(name, number), _identity(household), error.problems)


def _identity(household: RawHousehold) -> dict[str, Any]:
    """Keep the id of a household that cannot be used, so that it is not taken for absent."""
    found = getattr(household, "get", lambda _: None)("household_id")
    return {"household_id": found} if isinstance(found, int | str) else {}

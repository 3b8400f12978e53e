"""What a row of a table must hold so that its household can be classified, as SQL conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic.fields import FieldInfo

from chuan_ngheo.expression.nodes import ComparisonOperator
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.readings import fold
from chuan_ngheo.readings.columns import Column, CompletedMonths, Constant, Expression, Years
from chuan_ngheo.readings.sql_expressions import SqlWriter, quote_text
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS, Fact, ValueType

_LIMITS: Final[tuple[tuple[str, ComparisonOperator, str], ...]] = (
    ("gt", "<=", "a number above {}"),
    ("ge", "<", "a number from {} on"),
    ("lt", ">=", "a number below {}"),
    ("le", ">", "a number up to {}"),
)
_AGES: Final = ("birth_date", "age", "age_months")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row keeps its household from being classified.

    Attributes:
        code: identifier of the diagnostic.
        expected: what should stand there.
        condition: true of such a row; null is not true.
    """

    column: str
    code: str
    expected: str
    condition: str


def household_refusals(
    rules: RuleSet, names: Sequence[str], writer: SqlWriter
) -> tuple[Refusal, ...]:
    """Return what refuses a row of a household; ``names`` are the columns that it has."""
    period = rules.period
    day = Column("review_date")
    expected = f"a day within {period}, the period of {rules.id}"
    found: list[Refusal] = []
    if "review_date" in names:
        outside = fold.some(
            (
                fold.compare("<", day, Constant(period.start, "date")),
                fold.compare(">", day, Constant(period.end, "date")),
            )
        )
        found.append(Refusal("review_date", "not-in-force", expected, writer.write(outside)))
    return (*found, *_values(names, writer))


def member_refusals(names: Sequence[str], writer: SqlWriter) -> tuple[Refusal, ...]:
    """Return what refuses a row of a member, which also has ``review_date``."""
    contradictions = _contradictions(names, writer) if set(_AGES) & set(names) else ()
    return (*contradictions, *_values(names, writer))


def _values(names: Iterable[str], writer: SqlWriter) -> Iterator[Refusal]:
    for name in names:
        fact, column = FACTS[name], writer.dialect.column(name)
        if fact.type is ValueType.CHOICE:
            values = ", ".join(map(quote_text, fact.values))
            expected = f"one of {', '.join(fact.values)}, or null"
            yield Refusal(name, "fact-value", expected, f"{column} NOT IN ({values})")
        if fact.type is ValueType.NUMBER:
            yield from _limits(fact, writer)
        if fact.whole:
            condition = f"{column} <> FLOOR({column})"
            yield Refusal(name, "fact-type", "a whole number or null", condition)


def _limits(fact: Fact, writer: SqlWriter) -> Iterator[Refusal]:
    limits = _limits_of(fact)
    for kind, symbol, expected in _LIMITS:
        if kind in limits:
            limit = limits[kind]
            beyond = fold.compare(symbol, Column(fact.name), _number(limit))
            yield Refusal(fact.name, "fact-value", expected.format(limit), writer.write(beyond))
    if "le" not in limits and "lt" not in limits:
        endless = fold.compare(">=", Column(fact.name), Constant(inf, "decimal"))
        yield Refusal(fact.name, "fact-value", "a finite number", writer.write(endless))


def _number(value: float) -> Constant:
    return Constant(value, "whole" if isinstance(value, int) else "decimal")


def _limits_of(fact: Fact) -> dict[str, Any]:
    """Return the limits that the vocabulary sets: gt, ge, lt, le."""
    model = Member if fact.scope == "member" else Household
    found: dict[str, Any] = {}
    for info in _field_infos(model.model_fields[fact.name].annotation):
        for limit in info.metadata:
            for kind, _, _ in _LIMITS:
                if hasattr(limit, kind):
                    found[kind] = getattr(limit, kind)
    return found


def _field_infos(annotation: Any) -> Iterator[FieldInfo]:
    for part in get_args(annotation):
        if isinstance(part, FieldInfo):
            yield part
        elif get_origin(part) is Annotated:
            yield from _field_infos(part)


def _contradictions(names: Sequence[str], writer: SqlWriter) -> Iterator[Refusal]:
    """Write what contradicts the ages, as ``resolve_ages`` finds it."""
    birth, years, months = (
        Column(name) if name in names else Constant(None, "date" if name == _AGES[0] else "whole")
        for name in _AGES
    )
    review = Column("review_date")
    dates_known = not fold.is_null(birth)
    exact: Expression = CompletedMonths(birth, review) if dates_known else fold.unknown("whole")
    exact_years: Expression = Years(exact) if dates_known else exact
    limit = _limits_of(FACTS["age_months"])["lt"]
    within = f"a date within the {limit // 12} years before the review date"
    given = Years(months) if not fold.is_null(months) else months
    disagree = fold.every((fold.opposite(fold.known(exact)), fold.compare("!=", given, years)))
    for column, code, expected, condition in (
        (
            "birth_date",
            "birth-after-review",
            "a date on or before the review date",
            fold.compare(">", birth, review),
        ),
        ("birth_date", "fact-value", within, fold.compare(">=", exact, _number(limit))),
        (
            "age",
            "age-contradiction",
            "the years between birth date and review date",
            fold.compare("!=", years, exact_years),
        ),
        (
            "age_months",
            "age-contradiction",
            "the months between birth date and review date, or months of the age in years",
            fold.some((fold.compare("!=", months, exact), disagree)),
        ),
    ):
        if not fold.is_null(condition):
            yield Refusal(column, code, expected, writer.write(condition))

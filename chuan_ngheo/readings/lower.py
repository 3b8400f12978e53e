"""A rule set as column expressions over a table of households and a table of members.

Every reading over tables (Polars, SQL) starts from this program, so that they differ in spelling
only. It gives each household its class, its indicators and its benefits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from chuan_ngheo.expression import nodes
from chuan_ngheo.readings import fold
from chuan_ngheo.readings.columns import (
    Aggregate,
    Column,
    CompletedMonths,
    Constant,
    Expression,
    Named,
    Years,
)
from chuan_ngheo.readings.conditions_to_columns import (
    RESULT,
    SIZE,
    UPPER,
    ConditionsToColumns,
    Shape,
)
from chuan_ngheo.readings.program import CompiledRule, Program, program_for
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS

ANY_SHAPE: Final = Shape()
_AGES: Final = ("age", "age_months")


@dataclass(frozen=True, slots=True)
class TableProgram:
    """Steps from the facts to the answers.

    Attributes:
        member_steps: columns added to the table of members, which also has ``review_date``.
        aggregates: what is kept of the members of each household.
        household_steps: columns added to the table of households, which has the aggregates, and
            ``household_size`` (null without members).
        household_facts: the facts that the steps read from the table of households.
        member_facts: those that they read from the table of members.
        classes: ids of the classes; their truths are columns of ``household_steps``.
        indicators: ids of the indicators, likewise.
        points: ids of the numbers of points; each is two columns, the lowest and, with the suffix
            of upper bounds, the highest.
        benefits: ids of the benefits; the ones in force are columns, the others not eligible.
    """

    member_steps: tuple[Named, ...]
    aggregates: tuple[Aggregate, ...]
    household_steps: tuple[Named, ...]
    household_facts: tuple[str, ...]
    member_facts: tuple[str, ...]
    classes: tuple[str, ...]
    indicators: tuple[str, ...]
    points: tuple[str, ...]
    benefits: Mapping[str, bool]


@lru_cache(maxsize=256)
def lower(
    rules: RuleSet,
    day: date | None = None,
    shape: Shape = ANY_SHAPE,
    also: tuple[str, ...] = (),
) -> TableProgram:
    """Return the program over tables.

    Args:
        day: for the rules in force on this day; if None, for tables with any review dates.
        shape: what is known of the facts beforehand; makes for fewer steps.
        also: ids of further definitions whose results are steps too.

    Raises:
        NotImplementedError: if a condition has no form over tables.
        KeyError: if the rule set is not in force on ``day``.
    """
    program = program_for(rules, day)
    wanted = rules_behind(program, (*_answers(program), *also))
    counted = frozenset(item.rule.id for item in wanted if item.counts)
    writer = ConditionsToColumns(program.parameters, rules.classes, shape, counted)
    written = _Steps()
    for rule in wanted:
        _check(rule)
        if rule.counts:
            low, high = writer.amount(rule.node)
            written.add(rule.of_member, RESULT + rule.rule.id, low)
            written.add(rule.of_member, RESULT + rule.rule.id + UPPER, high)
        else:
            written.add(rule.of_member, RESULT + rule.rule.id, writer.truth(rule.node))
    facts = {name for item in wanted for name in item.member_facts}
    if not facts.isdisjoint(_AGES):
        facts |= {"birth_date", *_AGES}
    return TableProgram(
        staged((*_age_steps(program, shape), *written.members)),
        tuple(writer.aggregates.values()),
        staged(written.households),
        _in_order({name for item in wanted for name in item.facts} - shape.absent),
        _in_order(facts - shape.absent),
        rules.classes,
        rules.indicators,
        rules.points,
        {name: name in program.by_id for name in rules.benefits},
    )


class _Steps:
    """The steps over members and over households, as they are written."""

    def __init__(self) -> None:
        self.members: list[tuple[str, Expression]] = []
        self.households: list[tuple[str, Expression]] = []

    def add(self, of_member: bool, name: str, expression: Expression) -> None:
        (self.members if of_member else self.households).append((name, expression))


def _answers(program: Program) -> tuple[str, ...]:
    rules = program.rule_set
    benefits = (name for name in rules.benefits if name in program.by_id)
    return (*rules.classes, *rules.indicators, *rules.points, *benefits)


def rules_behind(program: Program, answers: Iterable[str]) -> tuple[CompiledRule, ...]:
    """Return some rules and all that they rest on, in the order of evaluation."""
    open_ = list(answers)
    found: set[str] = set()
    while open_:
        name = open_.pop()
        if name in found:
            continue
        found.add(name)
        for part in nodes.walk(program.by_id[name].node):
            match part:
                case nodes.DefinitionReference(other, _):
                    open_.append(other)
                case nodes.ClassIn():
                    open_ += program.rule_set.classes
    return tuple(item for item in program.rules if item.rule.id in found)


def _check(rule: CompiledRule) -> None:
    """Refuse a condition over members that reads the household, other than its review date."""
    bodies = [
        node.body for node in nodes.walk(rule.node) if isinstance(node, nodes.Quantifier)
    ] or ([rule.node] if rule.of_member else [])
    for body in bodies:
        for part in nodes.walk(body):
            match part:
                case nodes.FactReference(name, "household") if name != "review_date":
                    pass
                case nodes.ClassIn() | nodes.Quantifier():
                    pass
                case nodes.DefinitionReference(_, "household"):
                    pass
                case _:
                    continue
            message = f"{rule.rule.id}: a condition over members that reads the household"
            raise NotImplementedError(message)


def _age_steps(program: Program, shape: Shape) -> Iterable[tuple[str, Expression]]:
    """Write the ages on the review date, as ``resolve_ages`` tells them."""

    def fact(name: str) -> Expression:
        return Constant(None, "whole") if name in shape.absent else Column(name)

    birth, review, years = fact("birth_date"), Column("review_date"), fact("age")
    period = program.rule_set.period
    twelve = fold.calculate("*", years, Constant(12, "whole"))
    ends = (
        (twelve, period.start, ""),
        (fold.calculate("+", twelve, Constant(11, "whole")), period.end, UPPER),
    )
    for of_years, day, suffix in ends:
        ways = [fact("age_months"), of_years]
        if not fold.is_null(birth):
            on_the_day = CompletedMonths(birth, review)
            some_day = CompletedMonths(birth, Constant(day, "date"))
            ways = [on_the_day, *ways, *([] if "age" in shape.exact else [some_day])]
        months = fold.first_known(ways)
        yield f"member_age_months{suffix}", months
        yield f"member_age{suffix}", Years(Column(f"member_age_months{suffix}"))


def _in_order(names: set[str]) -> tuple[str, ...]:
    return tuple(name for name in FACTS if name in names - {SIZE})


def staged(steps: Iterable[tuple[str, Expression]]) -> tuple[Named, ...]:
    """Number the steps: each stands above the steps that it reads."""
    stages: dict[str, int] = {}
    found: list[Named] = []
    for name, expression in steps:
        stage = 1 + max((stages.get(column, 0) for column in columns_of(expression)), default=0)
        stages[name] = stage
        found.append(Named(name, expression, stage))
    return tuple(found)


def columns_of(part: object) -> set[str]:
    """Return the names of the columns that an expression reads."""
    if isinstance(part, Column):
        return {part.name}
    if isinstance(part, tuple):
        return set().union(*map(columns_of, part))
    if is_dataclass(part):
        return set().union(*(columns_of(getattr(part, item.name)) for item in fields(part)))
    return set()

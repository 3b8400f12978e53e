"""Everything of a rule set that the cases must observe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from chuan_ngheo.audit.cover.nearest import whole_step
from chuan_ngheo.audit.cover.parts import Column, Part, columns_of, parts_of
from chuan_ngheo.audit.cover.ranges import range_of
from chuan_ngheo.expression import nodes
from chuan_ngheo.rulebook.citations import Period
from chuan_ngheo.rulebook.rules import Benefit, Parameter, Rule, RuleSet
from chuan_ngheo.vocabulary import FACTS, ValueType

TRUTHS: Final = ("true", "false", "unknown")
WORDS_OF_TRUTH: Final = {True: "true", False: "false", None: "unknown"}
SIDES: Final = ("below", "at", "above")
ROWS: Final = ("first row", "last row", "before a row", "at a row", "after a row")
KEY_UNKNOWN: Final = "key unknown"
AMOUNT: Final = "amount"
GIVEN: Final = "given"
ONE_DAY: Final = timedelta(days=1)


class Observation(NamedTuple):
    """One state of one part of the law.

    Attributes:
        entry: the rule, with its first day where it has several versions; or a parameter, a
            ruling, the rule set.
        part: the part of its condition; empty for the entry as a whole.
        state: what is observed of it, such as ``below``, ``male: at``, ``unknown``.
    """

    entry: str
    part: str
    state: str


def wanted(rules: RuleSet) -> tuple[Observation, ...]:
    """Return every observation that the cases of a rule set must make, entry by entry."""
    found = [Observation(rules.id, "review_date", state) for state in _days(rules.period, True)]
    for ruling in rules.rulings.values():
        found += [Observation(ruling.id, "", option) for option in ruling.options]
    for name, versions in rules.parameters.items():
        found += _of_versions(name, [item.period for item in versions], rules)
    for name, rule_versions in rules.rules.items():
        found += _of_versions(name, [rule.period for rule in rule_versions], rules)
        for rule in rule_versions:
            found += _of_rule(rule, rules)
    for benefit in rules.benefits.values():
        found += _of_benefit(benefit)
    return tuple(dict.fromkeys(found))


def entry_of(rule: Rule, rules: RuleSet) -> str:
    """Name a rule as an entry: its id, with its first day where it has several versions."""
    several = len(rules.rules[rule.id]) > 1
    return f"{rule.id} ({rule.period.start})" if several else rule.id


def stated(label: str, what: str) -> str:
    """Write the state of one column of a parameter."""
    return f"{label}: {what}" if label else what


def day_state(day: date | None) -> str:
    """Write the state of a review date."""
    return "unknown" if day is None else str(day)


def _days(period: Period, refused: bool) -> Iterator[str]:
    """Yield the days around the first and the last of a period, and the unknown day."""
    for day in (period.start, period.end):
        for other in (day - ONE_DAY, day, day + ONE_DAY):
            if refused or other in period:
                yield day_state(other)
    yield day_state(None)


def _of_versions(name: str, periods: list[Period], rules: RuleSet) -> Iterator[Observation]:
    for period in periods:
        if period != rules.period:
            for state in _days(period, True):
                yield Observation(name, "review_date", state)


def _of_rule(rule: Rule, rules: RuleSet) -> Iterator[Observation]:
    entry = entry_of(rule, rules)
    if rule.type is ValueType.BOOLEAN:
        for state in TRUTHS:
            yield Observation(entry, "", state)
    for part in parts_of(rule):
        for state in _states(part, rule, rules):
            yield Observation(entry, part.text, state)


def _states(part: Part, rule: Rule, rules: RuleSet) -> Iterator[str]:
    match part.node:
        case nodes.RulingTest() | nodes.Ever():
            yield from TRUTHS[:2]
        case nodes.In(fact, _):
            yield from FACTS[fact.name].values
            yield "unknown"
        case nodes.ClassIn():
            yield from rules.classes
            yield "unknown"
        case nodes.ParameterReference(name):
            yield from _of_cells(rules.parameter(name, rule.period.start))
        case nodes.Compare() as node:
            yield from _of_comparison(node, rule, rules)
            yield "unknown"
        case _:
            yield from TRUTHS


def _of_cells(row: Parameter) -> Iterator[str]:
    """Yield the cells of a row of a table of points: each region, and the region unknown."""
    if row.key:
        yield from row.columns
        yield KEY_UNKNOWN
    else:
        yield GIVEN


def _of_comparison(node: nodes.Compare, rule: Rule, rules: RuleSet) -> Iterator[str]:
    columns = columns_of(node, rules, rule)
    for column in columns or (None,):
        label = column.label if column else ""
        for side in _possible_sides(node, rules, column):
            yield stated(label, side)
        if column and column.parameter.row_key:
            for row in ROWS:
                yield stated(label, row)
    if columns and columns[0].parameter.key:
        yield KEY_UNKNOWN


def _possible_sides(node: nodes.Compare, rules: RuleSet, column: Column | None) -> Iterator[str]:
    """Yield the sides of a limit that the amounts can be on at all, in steps of their unit."""
    value, limit = oriented(node)
    low, high = range_of(value, rules, column)
    bottom, top = range_of(limit, rules, column)
    step = whole_step(node, rules) or 0
    if low - top <= -step and low - top != 0:
        yield "below"
    if low <= top and high >= bottom:
        yield "at"
    if high - bottom >= step and high - bottom != 0:
        yield "above"


def oriented(node: nodes.Compare) -> tuple[nodes.Node, nodes.Node]:
    """Return what is measured and its limit: ``16 <= age`` measures the age."""
    if isinstance(node.left, nodes.Constant):
        return node.right, node.left
    return node.left, node.right


def _of_benefit(benefit: Benefit) -> Iterator[Observation]:
    for kind in ("priority", "gives_way_to", "national"):
        for name in getattr(benefit, kind):
            for state in TRUTHS:
                yield Observation(benefit.id, f"{kind}: {name}", state)
    for name in benefit.levels:
        yield Observation(benefit.id, f"level: {name}", AMOUNT)

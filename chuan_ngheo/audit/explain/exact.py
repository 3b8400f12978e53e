"""Exact numbers with their units, and how they are written: 8 × 3 − 23.9 is 0.1."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.units import Unit, parse_unit, product
from chuan_ngheo.labels import write_amount
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.readings.interpret import Amount, Facts, Interpreter, Number, combine_bounds
from chuan_ngheo.rulebook.rules import RuleSet
from chuan_ngheo.vocabulary import FACTS

Exact = Decimal | tuple[Decimal, Decimal] | None
"""A number; a pair (lowest, highest) where only bounds are known; None: unknown."""

_POINT = "point"
_SINGULAR = {"persons": "person", "indicators": "indicator", "conditions": "condition"} | {
    f"{word}s": word
    for word in ("year", "month", "day", "part", "point", "vehicle", "device", "animal")
}


def exact_amount(node: nodes.Node, row: Facts, interpreter: Interpreter) -> Exact:
    """Return the value of a number without the noise of floating point."""
    if isinstance(node, nodes.Arithmetic):
        left = exact_amount(node.left, row, interpreter)
        right = exact_amount(node.right, row, interpreter)
        combined = combine_bounds(node.operator, cast("Amount", left), cast("Amount", right))
        return cast("Exact", combined)
    return exactly(interpreter.amount(node, row))


def exactly(value: Any) -> Exact:
    """Return a number, or its bounds, as it is written: 23.9, not the nearest binary fraction."""
    if value is None:
        return None
    if isinstance(value, tuple):
        low, high = value
        return Decimal(str(low)), Decimal(str(high))
    return Decimal(str(value))


def unit_of(node: nodes.Node, rules: RuleSet) -> str:
    """Return the unit of a number, as rule files write it; empty for a plain number."""
    match node:
        case nodes.FactReference(name, _):
            return FACTS[name].unit
        case nodes.ParameterReference(name):
            return rules.parameter(name).unit
        case nodes.DefinitionReference(name, _):
            return unit_of(rules.rule(name).node, rules)
        case nodes.Quantifier():
            return "person"
        case nodes.CountTrue(parts):
            names = {part.name for part in parts if isinstance(part, nodes.DefinitionReference)}
            return "indicator" if names == set(rules.indicators) else "condition"
        case nodes.ChosenNumber(cases, otherwise):
            numbers = (*(number for _, number in cases), otherwise)
            return next(filter(None, (unit_of(number, rules) for number in numbers)), "")
        case nodes.Greatest(parts):
            return next(filter(None, (unit_of(part, rules) for part in parts)), "")
        case nodes.Arithmetic("*", left, right):
            units = [unit_of(part, rules) for part in (left, right)]
            if _POINT in units:  # points times a count are points
                return _POINT
            parsed = [parse_unit(unit) if unit else None for unit in units]
            return _written(product(*parsed))
        case nodes.Arithmetic(_, left, right):
            return unit_of(left, rules) or unit_of(right, rules)
        case _:
            return ""


def _written(unit: Unit | None) -> str:
    exponents = unit or {}
    above = [name for name, exponent in exponents.items() if exponent > 0]
    below = [name for name, exponent in exponents.items() if exponent < 0]
    return "/".join(("·".join(above), *below))


def write_exact(value: Exact, unit: str, language: Language) -> str:
    """Write a number with its unit, or the bounds between which it lies."""
    if isinstance(value, tuple):
        low, high = value
        if low == high:
            return write_exact(low, unit, language)
        if high.is_infinite():
            least = write_exact(low, unit, language)
            return pick((f"từ {least} trở lên", f"{least} or more"), language)
        texts = f"từ {write_exact(low, '', language)} đến", write_exact(low, "", language) + " to"
        return f"{pick(texts, language)} {write_exact(high, unit, language)}"
    if value is None:
        return pick(("chưa biết", "unknown"), language)
    text = write_amount(_plain(value), unit, language)
    if language == "en" and value == 1:
        first, *rest = text.split(" ")
        return " ".join((first, *(_SINGULAR.get(word, word) for word in rest)))
    return text


def _plain(value: Decimal) -> Number:
    """Return a whole number, or the decimal without idle zeros; both are written exactly."""
    whole = value.to_integral_value()
    return int(whole) if whole == value else cast("Number", value.normalize())


def write_months(months: int, language: Language) -> str:
    """Write a span of months; from two years on in years and months."""
    years, rest = divmod(months, 12)
    if years < 2:
        return pick((f"{months} tháng", f"{months} month{'' if months == 1 else 's'}"), language)
    parts_vi = [f"{years} năm"] + ([f"{rest} tháng"] if rest else [])
    parts_en = [f"{years} years"] + ([f"{rest} month{'' if rest == 1 else 's'}"] if rest else [])
    return pick((" ".join(parts_vi), " ".join(parts_en)), language)

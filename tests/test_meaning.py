"""The generated code and the plain meaning of conditions give the same for every rule."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from chuan_ngheo import RuleSet, load_rules
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import (
    MEMBERS,
    RESULT,
    Interpreter,
    combine_bounds,
    compare_bounds,
)
from chuan_ngheo.readings.program import program_for
from chuan_ngheo.validation import read_facts, resolve_ages
from chuan_ngheo.vocabulary import ValueType
from tests.generators import random_household
from tests.plan.random_household import random_plan_household


def disagreements(rules: RuleSet, household: dict[str, Any]) -> list[str]:
    given = read_facts(household)
    program = program_for(rules, given.get("review_date"))
    facts = program.evaluate(given, resolve_ages(given)[0])
    meaning = Interpreter(program.parameters, rules.classes, facts)
    found = []
    for compiled in program.rules:
        key = RESULT + compiled.rule.id
        rows = (facts[MEMBERS] or []) if compiled.of_member else [facts]
        for row in rows:
            expected = (
                meaning.amount(compiled.node, row)
                if compiled.rule.type is ValueType.NUMBER
                else meaning.truth(compiled.node, row)
            )
            if row[key] != expected or type(row[key]) is not type(expected):
                found.append(f"{compiled.rule.id}: {row[key]!r}, but it means {expected!r}")
    return found


@pytest.mark.parametrize("name", ["nd-07-2021", "kh-132-2022-can-tho"])
@pytest.mark.parametrize("other_options", [False, True])
def test_generated_code_means_what_the_rules_say(other_options: bool, name: str) -> None:
    rules = load_rules(name)
    if other_options:
        changed = {
            name: next(option for option in ruling.options if option != ruling.default)
            for name, ruling in rules.rulings.items()
        }
        rules = load_rules(name, rulings=changed)
    rng = random.Random(20_210_127)
    describe, count = (
        (random_plan_household, 500) if name.startswith("kh") else (random_household, 1_500)
    )
    for number in range(count):
        household = describe(rng, (0, 0.1, 0.3, 0.6)[number % 4])
        if number % 10 == 0:
            household = {**household, "review_date": None}
        assert disagreements(rules, household) == [], household


UNKNOWN = None
BOUNDS = [
    # symbol, left, right, truth: by hand
    ("<", 1, 2, True),
    ("<", 2, 2, False),
    ("<", (1, 3), 4, True),
    ("<", (1, 3), 3, UNKNOWN),
    ("<", (1, 3), 1, False),
    ("<=", (1, 3), 3, True),
    ("<=", (2, 3), 2, UNKNOWN),
    ("<=", (2, 3), 1, False),
    (">", (1, 3), 0, True),
    (">", (1, 3), 1, UNKNOWN),
    (">", (1, 3), 3, False),
    (">=", (1, 3), 1, True),
    (">=", (1, 3), 2, UNKNOWN),
    (">=", (1, 3), 4, False),
    ("<", 2, (3, 5), True),
    ("<", 4, (3, 5), UNKNOWN),
    ("<", 5, (3, 5), False),
    ("==", (1, 3), 2, UNKNOWN),
    ("==", (1, 3), 4, False),
    ("==", (2, 2), 2, True),
    ("!=", (1, 3), 4, True),
    ("!=", (1, 3), 3, UNKNOWN),
    ("!=", 2, 2, False),
    ("<", UNKNOWN, 2, UNKNOWN),
    ("<", 2, UNKNOWN, UNKNOWN),
    ("<", date(2025, 2, 23), date(2025, 2, 24), True),
]


@pytest.mark.parametrize(("symbol", "left", "right", "truth"), BOUNDS)
def test_comparisons_of_bounds(symbol: str, left: Any, right: Any, truth: bool | None) -> None:
    assert compare_bounds(symbol, left, right) is truth


def test_arithmetic_of_bounds() -> None:
    assert combine_bounds("*", 2, (1, 3)) == (2, 6)
    assert combine_bounds("-", (1, 3), (1, 2)) == (-1, 2)
    assert combine_bounds("+", 2, 3) == 5
    assert combine_bounds("+", 2, None) is None


def test_a_node_that_is_no_condition_is_refused() -> None:
    meaning = Interpreter({}, (), {})
    with pytest.raises(TypeError, match="not a condition"):
        meaning.truth(nodes.Constant(3), {})
    with pytest.raises(TypeError, match="not a number"):
        meaning.amount(nodes.Not(nodes.Constant(value=True)), {})

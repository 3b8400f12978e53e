"""What concerns the household is taken out of conditions over members without a change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.hoist import hoist
from chuan_ngheo.readings.interpret import RESULT, Interpreter
from chuan_ngheo.readings.program import program_for
from chuan_ngheo.validation import read_facts, resolve_ages
from tests.generators import random_household

HOUSEHOLD = ("resides_in_area", "on_commune_list", "head_or_spouse_ethnic_minority")
MEMBER = ("disabled", "stable_livelihood", "meritorious", "pregnant", "ethnic_minority")


def a(name: str) -> nodes.FactReference:
    return nodes.FactReference(name, "member")


def h(name: str) -> nodes.FactReference:
    return nodes.FactReference(name, "household")


def any_member(body: nodes.Node) -> nodes.Quantifier:
    return nodes.Quantifier("any_member", body)


X, Y, P, Q = a("disabled"), a("meritorious"), h("resides_in_area"), h("on_commune_list")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the condition on a member, and what "any member" of it becomes: by hand
        (nodes.And((P, X)), nodes.And((P, any_member(X)))),
        (nodes.Or((P, X)), nodes.Or((P, any_member(X)))),
        (nodes.And((P, X, Y)), nodes.And((P, any_member(nodes.And((X, Y)))))),
        (
            nodes.And((X, nodes.Or((P, Y)))),
            nodes.Or((nodes.And((P, any_member(X))), nodes.And((any_member(nodes.And((Y, X))),)))),
        ),
        (
            nodes.Not(nodes.And((P, X))),
            nodes.Or((nodes.Not(P), any_member(nodes.Not(X)))),
        ),
        (
            nodes.And((X, nodes.Not(nodes.Or((P, Y))))),
            nodes.And((nodes.Not(P), any_member(nodes.And((nodes.Not(Y), X))))),
        ),
        (nodes.DefinitionReference("mixed", "member"), nodes.And((Q, any_member(Y)))),
    ],
)
def test_what_any_member_becomes(body: nodes.Node, expected: nodes.Node) -> None:
    assert hoist(any_member(body), {"mixed": nodes.And((Q, Y))}) == expected


@pytest.mark.parametrize(
    "node",
    [
        any_member(nodes.And((X, Y))),
        nodes.Quantifier("count_members", nodes.And((P, X))),
        nodes.Quantifier("all_members", nodes.And((P, X))),
        any_member(nodes.Conditional(P, X, Y)),
        any_member(nodes.And((X, nodes.Not(nodes.Conditional(P, X, Y))))),
    ],
)
def test_what_cannot_be_taken_apart_stays(node: nodes.Node) -> None:
    assert hoist(node, {}) == node


def households() -> Iterator[dict[str, Any]]:
    rng = random.Random(132)
    for number in range(400):
        household = random_household(rng, (0, 0.2, 0.5)[number % 3])
        if not household.get("members"):
            continue
        members = [
            {**member, **{name: rng.choice((True, False, None)) for name in MEMBER}}
            for member in household["members"]
        ]
        facts = {name: rng.choice((True, False, None)) for name in HOUSEHOLD}
        yield {**household, **facts, "review_date": date(2023, 5, 1), "members": members}


def test_both_forms_mean_the_same_where_members_are_recorded() -> None:
    rules = load_rules("kh-132-2022-can-tho")
    program = program_for(rules, date(2023, 5, 1))
    written = {
        name: versions[-1].node for name, versions in rules.rules.items() if name in program.by_id
    }
    changed = 0
    for household in households():
        given = read_facts(household)
        ages, problems = resolve_ages(given)
        if problems:
            continue
        facts = program.evaluate(given, ages)
        meaning = Interpreter(program.parameters, rules.classes, facts)
        for compiled in program.rules:
            node = written[compiled.rule.id]
            if compiled.of_member or compiled.counts or _has_ruling(node, written):
                continue
            changed += compiled.node != node
            assert meaning.truth(node, facts) is facts[RESULT + compiled.rule.id], compiled.rule.id
    assert changed > 1_000


def _has_ruling(node: nodes.Node, written: dict[str, nodes.Node]) -> bool:
    return any(
        isinstance(part, nodes.RulingTest)
        or (isinstance(part, nodes.DefinitionReference) and part.name not in written)
        for part in nodes.walk(node)
    )

"""The condition of each rule as a reader meets it, with the rulings in force settled."""

from __future__ import annotations

from collections.abc import Mapping

from chuan_ngheo.audit.explain.words import push_negations
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.simplify import settle_rulings
from chuan_ngheo.readings.interpret import MEMBERS, RESULT, Facts, Interpreter
from chuan_ngheo.readings.program import CompiledRule, Program


def conditions_of(
    program: Program, facts: Facts, interpreter: Interpreter
) -> Mapping[str, nodes.Node]:
    """Return the condition of each rule of a program, by id.

    It is the written one, with household and members together as the law has them. Where some
    facts are unknown and only the evaluated form, which takes them apart, is exact, it is that.
    """
    return {rule.rule.id: _condition(rule, program, facts, interpreter) for rule in program.rules}


def _condition(
    compiled: CompiledRule, program: Program, facts: Facts, interpreter: Interpreter
) -> nodes.Node:
    evaluated = push_negations(compiled.node)
    if program.period is None:
        return evaluated
    written = push_negations(settle_rulings(compiled.rule.node, program.rule_set.chosen))
    if compiled.counts or _agrees(written, compiled, facts, interpreter):
        return written
    return evaluated


def _agrees(
    node: nodes.Node, compiled: CompiledRule, facts: Facts, interpreter: Interpreter
) -> bool:
    rows = (facts[MEMBERS] or ()) if compiled.of_member else (facts,)
    key = RESULT + compiled.rule.id
    return all(interpreter.truth(node, row) is row[key] for row in rows)

"""Conditions as they are written in the rule files."""

from __future__ import annotations

from chuan_ngheo.audit.compare.evaluated import Evaluated
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.hoist import hoist
from chuan_ngheo.readings.program import CompiledRule


def written(rule: CompiledRule, side: Evaluated) -> nodes.Node | None:
    """Return a condition as it is written; None where versions meet an unknown review date."""
    versions = side.rules.rules[rule.rule.id]
    if side.program.period is None and (
        len(versions) > 1 or versions[0].period != side.rules.period
    ):
        return None
    return rule.rule.node


def any_member(rule: CompiledRule, side: Evaluated) -> nodes.Node:
    """Return whether a rule on members holds for any, with what concerns the household apart."""
    definitions = {name: item.node for name, item in side.program.by_id.items()}
    return hoist(nodes.Quantifier("any_member", rule.node), definitions)


def text_of(rule: CompiledRule) -> str:
    """Return the text of a condition on one line."""
    return " ".join(rule.rule.text.split())


def known_to(node: nodes.Node, side: Evaluated) -> bool:
    """Tell whether a side has all that a condition of the other side reads."""
    for part in nodes.walk(node):
        match part:
            case nodes.DefinitionReference(name, _):
                if side.compiled(name) is None:
                    return False
            case nodes.ParameterReference(name):
                if not side.program.parameters.get(name):
                    return False
            case nodes.RulingTest(ruling, _):
                if ruling not in side.rules.chosen:
                    return False
            case nodes.ClassIn(classes):
                if not classes <= {*side.rules.classes}:
                    return False
    return True

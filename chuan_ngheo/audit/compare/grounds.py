"""What two differently written conditions rest on, each on its own side: income against points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chuan_ngheo.audit.compare.causes import Cause
from chuan_ngheo.audit.compare.evaluated import Evaluated
from chuan_ngheo.audit.compare.pairing import NO_RULE
from chuan_ngheo.audit.compare.written import known_to
from chuan_ngheo.expression import nodes


def grounds(
    before: Evaluated, after: Evaluated, texts: tuple[nodes.Node, nodes.Node]
) -> Iterator[Cause]:
    """Yield the rules of the household that one of two conditions reads, with what they compare.

    Nothing is told where both sides have all that both conditions read: then what differs in the
    facts tells it.

    Args:
        texts: the condition on the first side and on the second.
    """
    if known_to(texts[0], after) and known_to(texts[1], before):
        return
    sides = before, after
    own, others = (_household_rules(text) for text in texts)
    for name in (*own, *others):
        if name in own and name in others:
            continue
        yield Cause("rule", name, *(_result(name, side) for side in sides))
        compiled = before.compiled(name) or after.compiled(name)
        if compiled is not None and isinstance(compiled.node, nodes.Compare):
            for part in (compiled.node.left, compiled.node.right):
                yield from _operand(part, sides)


def _household_rules(text: nodes.Node) -> dict[str, None]:
    return {
        part.name: None
        for part in nodes.walk(text)
        if isinstance(part, nodes.DefinitionReference) and part.scope == "household"
    }


def _operand(node: nodes.Node, sides: tuple[Evaluated, Evaluated]) -> Iterator[Cause]:
    match node:
        case nodes.FactReference(name, "household"):
            yield Cause("fact", name, *(side.facts.get(name) for side in sides))
        case nodes.DefinitionReference(name, "household"):
            yield Cause("rule", name, *(_result(name, side) for side in sides))
        case nodes.ParameterReference(name):
            yield Cause("parameter", name, *(_number(name, side) for side in sides))


def _result(name: str, side: Evaluated) -> Any:
    return side.result(name) if side.compiled(name) is not None else NO_RULE


def _number(name: str, side: Evaluated) -> Any:
    if not side.program.parameters.get(name):
        return NO_RULE
    return side.value(nodes.ParameterReference(name), side.facts)

"""Take what concerns the household out of conditions over its members.

"Any member is a worker of a poor household" says the same as "the household is poor and any
member is a worker", in three values too, because a household has at least one member. The
second form is exact where the members are not recorded, and tables need no household facts
beside each member.
"""

from __future__ import annotations

from collections.abc import Mapping

from chuan_ngheo.expression import nodes

Definitions = Mapping[str, nodes.Node]
"""The settled conditions of the rules evaluated before, by id."""


def hoist(node: nodes.Node, definitions: Definitions) -> nodes.Node:
    """Return a condition of the household with every "any member" in its second form.

    A condition over members that mixes both in a way that cannot be taken apart stays as it is.
    """
    match node:
        case nodes.Quantifier("any_member", body) if _reads_household(body, definitions):
            return _any(_inlined(body, definitions), definitions)
        case nodes.And(parts):
            return nodes.And(tuple(hoist(part, definitions) for part in parts))
        case nodes.Or(parts):
            return nodes.Or(tuple(hoist(part, definitions) for part in parts))
        case nodes.Not(part):
            return nodes.Not(hoist(part, definitions))
        case nodes.ChosenNumber(cases, otherwise):
            hoisted = tuple((hoist(test, definitions), number) for test, number in cases)
            return nodes.ChosenNumber(hoisted, otherwise)
        case _:
            return node


def _any(node: nodes.Node, definitions: Definitions) -> nodes.Node:
    """Return what "any member" means of a condition in which definitions are written out."""
    if not _reads_members(node):
        return node
    match node:
        case nodes.Or(parts):
            return nodes.Or(tuple(_any(part, definitions) for part in parts))
        case nodes.Not(part) if _reads_household(part, definitions):
            opposite = _opposite(part)
            return (
                nodes.Quantifier("any_member", node)
                if opposite is None
                else _any(opposite, definitions)
            )
        case nodes.And(parts):
            return _any_of_all(parts, definitions)
        case _:
            return nodes.Quantifier("any_member", node)


def _any_of_all(parts: tuple[nodes.Node, ...], definitions: Definitions) -> nodes.Node:
    for place, part in enumerate(parts):
        if not (_reads_members(part) and _reads_household(part, definitions)):
            continue
        rest = parts[:place] + parts[place + 1 :]
        opposite = _opposite(part.part) if isinstance(part, nodes.Not) else None
        if isinstance(opposite or part, nodes.And):
            return _any_of_all((*_parts(opposite or part), *rest), definitions)
        if isinstance(opposite or part, nodes.Or):
            ways = tuple(_any_of_all((way, *rest), definitions) for way in _parts(opposite or part))
            return nodes.Or(ways)
        return nodes.Quantifier("any_member", nodes.And(parts))
    of_household = tuple(part for part in parts if not _reads_members(part))
    of_members = tuple(part for part in parts if _reads_members(part))
    if not of_members:
        return nodes.And(of_household)
    body = of_members[0] if len(of_members) == 1 else nodes.And(of_members)
    return nodes.And((*of_household, nodes.Quantifier("any_member", body)))


def _parts(node: nodes.Node) -> tuple[nodes.Node, ...]:
    return node.parts if isinstance(node, nodes.And | nodes.Or) else (node,)


def _opposite(node: nodes.Node) -> nodes.Node | None:
    """Return the opposite of a condition with "not" further in; None if it is no and, or, not."""
    match node:
        case nodes.And(parts):
            return nodes.Or(tuple(nodes.Not(part) for part in parts))
        case nodes.Or(parts):
            return nodes.And(tuple(nodes.Not(part) for part in parts))
        case nodes.Not(part):
            return part
        case _:
            return None


def _inlined(node: nodes.Node, definitions: Definitions) -> nodes.Node:
    """Write out the definitions on members that read something of the household."""
    match node:
        case nodes.DefinitionReference(name, "member") if _reads_household(node, definitions):
            return _inlined(definitions[name], definitions)
        case nodes.And(parts):
            inlined = (_inlined(part, definitions) for part in parts)
            return nodes.And(tuple(piece for part in inlined for piece in _flat(part, nodes.And)))
        case nodes.Or(parts):
            inlined = (_inlined(part, definitions) for part in parts)
            return nodes.Or(tuple(piece for part in inlined for piece in _flat(part, nodes.Or)))
        case nodes.Not(part):
            return nodes.Not(_inlined(part, definitions))
        case _:
            return node


def _flat(node: nodes.Node, kind: type[nodes.And] | type[nodes.Or]) -> tuple[nodes.Node, ...]:
    return node.parts if isinstance(node, kind) else (node,)


def _reads_members(node: nodes.Node) -> bool:
    return any(
        isinstance(part, nodes.FactReference | nodes.DefinitionReference) and part.scope == "member"
        for part in nodes.walk(node)
    )


def _reads_household(node: nodes.Node, definitions: Definitions) -> bool:
    """Tell whether a condition reads the household, itself or through definitions on members."""
    for part in nodes.walk(node):
        match part:
            case nodes.ClassIn() | nodes.Quantifier():
                return True
            case nodes.FactReference(_, scope) | nodes.DefinitionReference(_, scope) if (
                scope != "member"
            ):
                return True
            case nodes.DefinitionReference(name, _):
                if _reads_household(definitions[name], definitions):
                    return True
    return False

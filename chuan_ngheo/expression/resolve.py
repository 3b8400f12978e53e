"""What a single name in a condition stands for."""

from __future__ import annotations

import keyword

from chuan_ngheo.diagnostics import nearest
from chuan_ngheo.expression import nodes
from chuan_ngheo.expression.names import Names
from chuan_ngheo.expression.operators import ExpressionError, Typed
from chuan_ngheo.expression.units import parse_unit
from chuan_ngheo.vocabulary import FACTS, Scope, ValueType

QUANTIFIERS: dict[str, nodes.QuantifierKind] = {
    "any_member": "any_member",
    "all_members": "all_members",
    "count_members": "count_members",
}
FUNCTIONS = (
    *QUANTIFIERS,
    "count_true",
    "coalesce",
    "deprived",
    "count_deprivations",
    "ever",
    "months_after",
    "greatest",
)
CLASS_NAME = "household_class"


def is_reserved(name: str) -> bool:
    """Tell whether a name has a meaning in the rule language, so that no entry can have it."""
    return name in (*FUNCTIONS, CLASS_NAME) or keyword.iskeyword(name)


def options(name: str, names: Names) -> tuple[str, ...]:
    """Return the options of a ruling, or the classes."""
    return names.classes if name == CLASS_NAME else names.rulings[name]


def resolve(name: str, names: Names, scope: Scope) -> Typed | None:
    """Return what a name stands for, or None if its entry could not be read.

    Raises:
        ExpressionError: if the name stands for nothing, or for nothing within ``scope``.
    """
    fact = FACTS.get(name)
    if fact is not None:
        _check_scope(name, fact.scope, scope)
        unit = parse_unit(fact.unit) if fact.type is ValueType.NUMBER else None
        return Typed(nodes.FactReference(name, fact.scope), fact.type, unit, values=fact.values)
    definition = names.definitions.get(name)
    if definition is not None:
        _check_scope(name, definition.scope, scope)
        unit = parse_unit(definition.unit) if definition.type is ValueType.NUMBER else None
        return Typed(nodes.DefinitionReference(name, definition.scope), definition.type, unit)
    parameter = names.parameters.get(name)
    if parameter is not None:
        _check_scope(name, parameter.scope or scope, scope)
        return Typed(nodes.ParameterReference(name), ValueType.NUMBER, parse_unit(parameter.unit))
    if name in names.rulings or name == CLASS_NAME:
        raise ExpressionError(
            "expression-type",
            f"{name} on its own",
            f"a comparison such as {name} == '{(*options(name, names), '')[0]}'",
        )
    if name in names.left_out:
        return None
    raise ExpressionError(
        "unknown-name", repr(name), "a fact, definition or parameter", _advice(name, names)
    )


def _advice(name: str, names: Names) -> str:
    if name in names.indicators:
        return f"Write deprived('{name}')."
    known = [*FACTS, *names.definitions, *names.parameters, *names.rulings, CLASS_NAME, *FUNCTIONS]
    return nearest(name, known)


def _check_scope(name: str, scope: Scope, here: Scope) -> None:
    if scope == here or (scope == "household" and here == "member"):
        return
    advice = ""
    if scope == "member" and here == "household":
        advice = f"Write any_member(...), all_members(...) or count_members(...) around {name}."
    raise ExpressionError(
        "wrong-scope", f"{name!r}, which belongs to a {scope}", f"a fact of the {here}", advice
    )

"""The vocabulary as conditions see it: every name with its scope, type, unit and labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.fact_types import Described
from chuan_ngheo.facts import Household, Member
from chuan_ngheo.subjects import Community, House, Official, Organisation

Scope = Literal["household", "member", "organisation", "community", "official", "house"]


class ValueType(Enum):
    """The type of a value in a condition."""

    BOOLEAN = "true or false"
    NUMBER = "a number"
    DATE = "a date"
    CHOICE = "a value of a list"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a condition may name.

    Attributes:
        whole: whether the number is a whole number (money, ages, counts).
        values: the list of values of a CHOICE.
        asked_as: the fact that a person is asked for when this one is unknown.
    """

    name: str
    scope: Scope
    type: ValueType
    label: Described
    unit: str = ""
    whole: bool = False
    values: tuple[str, ...] = ()
    asked_as: str = ""


def _base_types(annotation: Any) -> set[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _base_types(get_args(annotation)[0])
    if origin in (UnionType, Union):
        return set().union(*(_base_types(part) for part in get_args(annotation)))
    return {annotation}


def _value_type(name: str, types: set[Any]) -> tuple[ValueType, bool]:
    if name in ENUMERATIONS:
        return ValueType.CHOICE, False
    for python_type, value_type in (
        (date, ValueType.DATE),
        (bool, ValueType.BOOLEAN),
        (str, ValueType.TEXT),
        (float, ValueType.NUMBER),
    ):
        if python_type in types:
            return value_type, False
    return ValueType.NUMBER, True


def _facts_of(model: type[BaseModel], scope: Scope) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for name, field in model.model_fields.items():
        if name in ("members", "list_decisions"):
            continue
        label = next(item for item in field.metadata if isinstance(item, Described))
        value_type, whole = _value_type(name, _base_types(field.annotation))
        facts[name] = Fact(
            name, scope, value_type, label, label.unit, whole, ENUMERATIONS.get(name, ()), name
        )
    return facts


def _derived() -> dict[str, Fact]:
    household_size = Fact(
        "household_size",
        "household",
        ValueType.NUMBER,
        Described("Số nhân khẩu", "Number of members", "person"),
        "person",
        whole=True,
        asked_as="members",
    )
    return {household_size.name: household_size}


FACTS: Final = MappingProxyType(
    _facts_of(Household, "household")
    | _derived()
    | _facts_of(Member, "member")
    | _facts_of(Organisation, "organisation")
    | _facts_of(Community, "community")
    | _facts_of(Official, "official")
    | _facts_of(House, "house")
)
"""Every fact by name. Names are unique over all scopes."""

"""Check the facts of a household as plain mappings, without building models of them."""

from __future__ import annotations

from functools import cache
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

from chuan_ngheo.facts import Household, Member


def _mapping_type(model: type[BaseModel], name: str, members: Any = None) -> Any:
    """Return the type of a plain mapping with the facts of ``model``, checked in the same way."""
    fields: dict[str, Any] = {}
    for fact, field in model.model_fields.items():
        annotation = field.annotation
        for part in field.metadata:
            annotation = _annotated(annotation, part)
        fields[fact] = members if fact == "members" else annotation
    make: Any = TypedDict  # the fields are known only when this runs
    typed = make(name, fields, total=False)
    typed.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)
    return typed


@cache
def facts_adapter() -> TypeAdapter[dict[str, Any]]:
    """Return the check of the plain facts of one household, without building a model.

    It accepts what :class:`Household` accepts and reports the same problems; the result holds
    only the facts that were given.
    """
    member = _mapping_type(Member, "MemberFacts")
    members = _annotated(GenericAlias(list, (member,)) | None, Field(strict=False))
    return TypeAdapter(_mapping_type(Household, "HouseholdFacts", members))


def _annotated(annotation: Any, part: Any) -> Any:
    make: Any = Annotated
    return make[annotation, part]

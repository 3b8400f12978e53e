"""The building blocks of the vocabulary: labels, days, identifiers, dated decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from chuan_ngheo.enumerations import ListStatus

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Described:
    """The Vietnamese and English label of a fact, and its unit where it has one."""

    vi: str
    en: str
    unit: str = ""


def iso_date(value: object) -> object:
    """Accept a date or text ``YYYY-MM-DD``; nothing else is a date."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("fact_date", "a date written YYYY-MM-DD")


Identifier = int | str
Amount = Annotated[int, Field(ge=0, lt=2**63)]
"""An amount of dong."""
Count = Annotated[int, Field(ge=0, lt=2**31)]
"""A number of things."""
AreaOrQuantity = Annotated[float, Field(ge=0, allow_inf_nan=False)]
"""An area in square metres, or another quantity that may have decimals."""
Day = Annotated[date | None, BeforeValidator(iso_date)]


class Facts(BaseModel):
    """Facts of one subject: frozen, strict, nothing outside the vocabulary."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some facts changed, checked as any facts are."""
        given = super().model_copy(deep=deep)
        own = {name: getattr(given, name) for name in given.model_fields_set}
        return self.model_validate({**own, **(update or {})})


class ListDecision(Facts):
    """A dated decision on whether a household is on the list of the poor or near-poor."""

    decided_on: Annotated[date, BeforeValidator(iso_date)]
    list_status: ListStatus

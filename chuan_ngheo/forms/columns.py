"""What a column of the workbook of form 3.1 holds, and how its cells are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.labels import VALUE_LABELS
from chuan_ngheo.vocabulary import FACTS

Kind = Literal["identifier", "text", "date", "code", "yes_no", "whole", "decimal"]
"""How a cell is written. ``code`` and ``yes_no`` hold a code, ``whole`` and ``decimal`` numbers."""

YES_NO: Final[Mapping[int, Any]] = MappingProxyType({1: True, 2: False})
"""The codes of every question with yes or no (form 3.1 prints 1 có, 2 không)."""

OWN_CODES: Final = "Mã số của cột này do bảng tính đặt ra, không in trên Mẫu 3.1."
"""The note of columns whose codes form 3.1 does not print."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: the fact that it holds; or a name of its own where no rule reads it.
        number: the column or section of form 3.1, the item of B1 or the column of form A; empty
            where the source gives none, for then none is invented.
        label: what it asks, in Vietnamese.
        codes: the value of each code of a ``code``.
        labels: what each code means, in Vietnamese, where the vocabulary does not say it.
        use: which indicators, points or forms read it, in Vietnamese.
        note: what else there is to know, in Vietnamese.
        unconfirmed: what the source does not confirm about it, in Vietnamese.
        width: in characters.
    """

    name: str
    number: str
    label: str
    kind: Kind
    use: str = ""
    codes: Mapping[int, Any] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)
    note: str = ""
    unconfirmed: str = ""
    width: int = 11

    @property
    def title(self) -> str:
        """The heading, by which the column is known when it is read."""
        return f"{self.number}. {self.label}" if self.number else self.label

    @property
    def meanings(self) -> dict[int, str]:
        """What each code means, in Vietnamese."""
        own = {code: self._meaning(value) for code, value in self.codes.items()}
        known = {1: "có", 2: "không"} if self.kind == "yes_no" else own
        return known | dict(self.labels)

    def _meaning(self, value: Any) -> str:
        return VALUE_LABELS[self.name, value][0] if (self.name, value) in VALUE_LABELS else ""

    @property
    def values(self) -> Mapping[int, Any]:
        """The value of each code."""
        return YES_NO if self.kind == "yes_no" else self.codes

    @property
    def is_fact(self) -> bool:
        """Whether it is a fact of the vocabulary, not a control of the form."""
        return self.name in FACTS and self.name != "household_size"


def codes_of(name: str, first: int = 1) -> Mapping[int, Any]:
    """Return the codes of an enumerated fact in the order of its values."""
    return MappingProxyType(dict(enumerate(ENUMERATIONS[name], first)))


def yes_no(name: str, number: str, label: str, use: str = "", note: str = "") -> Column:
    """Return a column that is answered by yes or no."""
    return Column(name, number, label, "yes_no", use, note=note)


def number(name: str, number: str, label: str, use: str, kind: Kind = "whole") -> Column:
    """Return a column that holds a number."""
    return Column(name, number, label, kind, use)


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that stand together under one heading."""

    title: str
    columns: tuple[Column, ...]

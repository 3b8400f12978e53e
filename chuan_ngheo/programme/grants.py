"""One entry of a register of support already granted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Grant:
    """Support that a household, or one of its members, was granted.

    Attributes:
        household_id: the household; compared as text, so that 7 and "7" are the same.
        member_id: the member who received it; None if the register names the household only.
        benefit: id of the project or policy, such as ``da3_1``.
        content: id of the content of support, such as ``vocational_training``.
        area: name or code of the area (địa bàn) in which it was granted; None is unknown.
        granted_on: the day on which it was granted; None is unknown.
    """

    household_id: int | str
    member_id: int | str | None
    benefit: str
    content: str
    area: str | None = None
    granted_on: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the grant as plain values for JSON."""
        return {
            "household_id": self.household_id,
            "member_id": self.member_id,
            "benefit": self.benefit,
            "content": self.content,
            "area": self.area,
            "granted_on": self.granted_on.isoformat() if self.granted_on else None,
        }

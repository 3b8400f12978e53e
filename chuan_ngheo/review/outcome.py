"""What the classification of a household means for the lists of the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from chuan_ngheo.enumerations import ListStatus

Result = Literal["poor", "near_poor", "not_poor"]
Leaves = Literal["poverty", "near_poverty"]

RESULT_CODES: Final[dict[Result, str]] = {"poor": "N", "near_poor": "CN", "not_poor": "KN"}
"""The codes of Annex I of Circular 07/2021: nghèo, cận nghèo, không nghèo."""

_LISTED: Final = ("poor", "near_poor")


def result_of(
    class_: str | None, not_poor: bool | None, possible: Sequence[str] = ()
) -> Result | None:
    """Return what form B says of a household; None if it is not known.

    Args:
        class_: id of its class; None if it is undetermined.
        not_poor: the status of that name: points above the limit, whatever the income.
        possible: the classes that are still possible where the class is undetermined.
    """
    match class_:
        case "poor" | "near_poor":
            return class_
        case None:
            if not_poor or (possible and not set(possible) & {*_LISTED}):
                return "not_poor"
            return None
    return "not_poor"


def leaves(before: ListStatus | None, result: Result | None) -> Leaves | None:
    """Return which list a household leaves for a better state; None if it leaves none.

    A poor household that becomes near-poor leaves poverty (form 7.2, column 2).
    """
    if before == "poor" and result in ("near_poor", "not_poor"):
        return "poverty"
    if before == "near_poor" and result == "not_poor":
        return "near_poverty"
    return None

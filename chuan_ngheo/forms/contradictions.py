"""Answers that contradict each other, and answers that hardly go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from chuan_ngheo.forms.household_columns import DEPENDANT_TOTAL, MEMBER_TOTAL
from chuan_ngheo.forms.remarks import Remark

_CONTRADICTION: Final = "form-contradiction"
_DOUBTFUL: Final = "form-doubtful"
_WORK_AGE: Final = 15
_CHILD: Final = 16
_HEIGHTS: Final = (30, 210)
_WEIGHTS: Final = (1, 120)
"""In cm and kg. Outside these bounds a measure of a child is doubtful: wide ones, not of the law,
that tell another unit or a lost decimal point."""
_FITTING: Final = "answers that fit each other"


def member_contradictions(facts: Mapping[str, Any], years: int | None) -> Iterator[Remark]:
    """Tell what contradicts itself in the answers of a member.

    Args:
        years: the age in completed years.
    """
    if facts.get("studying") is False and facts.get("study_level") is not None:
        found, expected = "a level while column 8 is 2", "an empty cell, or 1 in column 8"
        yield Remark("error", _CONTRADICTION, "study_level", found, expected)
    status = facts.get("employment_status")
    if status == "working" and years is not None and years < _WORK_AGE:
        found, expected = f"work at the age of {years}", "an age from 15 years, or an empty cell"
        yield Remark("error", _CONTRADICTION, "employment_status", found, expected)
    if status == "studying" and facts.get("studying") is False:
        yield _doubtful("employment_status", "4 while column 8 is 2")
    yield from _measures(facts)
    if facts.get("work_kind") == "civil_servant" and facts.get("wage_contract") == "not_wage_work":
        yield _doubtful("wage_contract", "3 while column 16 is 1")


def _measures(facts: Mapping[str, Any]) -> Iterator[Remark]:
    """Tell which measures look as if they had another unit."""
    height, weight = facts.get("height_cm"), facts.get("weight_kg")
    if height is not None and not _HEIGHTS[0] <= height <= _HEIGHTS[1]:
        found, expected = f"a height of {height:g} cm", f"from {_HEIGHTS[0]} to {_HEIGHTS[1]} cm"
        advice = "Write centimetres, not metres."
        yield Remark("warning", _DOUBTFUL, "height_cm", found, expected, advice)
    if weight is not None and not _WEIGHTS[0] <= weight <= _WEIGHTS[1]:
        found, expected = f"a weight of {weight:g} kg", f"from {_WEIGHTS[0]} to {_WEIGHTS[1]} kg"
        advice = "Write kilograms; mind the decimal point."
        yield Remark("warning", _DOUBTFUL, "weight_kg", found, expected, advice)


def household_contradictions(facts: Mapping[str, Any]) -> Iterator[Remark]:
    """Tell what contradicts itself in the answers of a household."""
    televisions = facts.get("television_count")
    if televisions and facts.get("has_television") is False:
        found, expected = f"{televisions} while the column “Ti vi” is 2", "0, or 1 in “Ti vi”"
        yield Remark("error", _CONTRADICTION, "television_count", found, expected)
    if facts.get("has_smartphone") and facts.get("has_phone") is False:
        yield _doubtful("has_phone", "a smartphone and no telephone")
    if facts.get("has_aquaculture") and facts.get("water_surface_m2") == 0:
        yield _doubtful("has_aquaculture", "aquaculture without water surface")
    motorless = facts.get("motorcycle_count") == 0 and facts.get("has_motor_boat") is False
    if facts.get("has_valuable_motor_vehicle") and motorless:
        found = "a motor vehicle on form A, and neither motorcycle nor boat in B1-12"
        yield _doubtful("has_valuable_motor_vehicle", found)
    group = facts.get("head_ethnic_group")
    if (
        group
        and group.casefold() != "kinh"
        and facts.get("head_or_spouse_ethnic_minority") is False
    ):
        found = "an ethnic group other than Kinh, and no ethnic minority"
        yield _doubtful("head_or_spouse_ethnic_minority", found)


def totals(
    stated: Mapping[str, Any],
    members: Sequence[Mapping[str, Any]],
    years: Sequence[int | None],
) -> Iterator[Remark]:
    """Compare the numbers that a household states with the rows of its members.

    Args:
        stated: the answers of the household.
        years: the age of each member in completed years.
    """
    size, dependants = stated.get(MEMBER_TOTAL), stated.get(DEPENDANT_TOTAL)
    if size is not None and size != len(members):
        found = f"{size}, and {len(members)} rows on the sheet of members"
        advice = "Add the missing rows, or correct the number: one member can change the class."
        expected = "the same number"
        yield Remark("error", _CONTRADICTION, MEMBER_TOTAL, found, expected, advice)
    if dependants is None:
        return
    if dependants > len(members):
        found, expected = f"{dependants} of {len(members)} members", "at most as many as members"
        yield Remark("error", _CONTRADICTION, DEPENDANT_TOTAL, found, expected)
        return
    each = [_dependant(facts, age) for facts, age in zip(members, years, strict=True)]
    if None not in each and sum(map(bool, each)) != dependants:
        found = f"{dependants}, and {sum(map(bool, each))} by columns 4 and 14"
        yield _doubtful(DEPENDANT_TOTAL, found)


def _dependant(facts: Mapping[str, Any], years: int | None) -> bool | None:
    """Tell whether a member is a dependant (form 3.3, item 3); None if that is unknown."""
    allowance = facts.get("social_allowance")
    if (years is not None and years < _CHILD) or allowance in ("elderly", "disabled"):
        return True
    return None if years is None or allowance is None else False


def _doubtful(column: str, found: str) -> Remark:
    return Remark("warning", _DOUBTFUL, column, found, _FITTING)

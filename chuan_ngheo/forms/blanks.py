"""Questions that form 3.1 asks of every household or member and that are left blank.

Source: Circular 07/2021/TT-BLĐTBXH as amended by 02/2022, form 3.1 and the items of B1 (form 3.3).
A blank stays unknown. Income, form A, the causes of poverty and the lists are not asked of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from chuan_ngheo.forms.household_columns import ASSETS, DEVICES, DWELLING, LAND
from chuan_ngheo.forms.remarks import Remark

_PLACE: Final = ("review_date", "area", "region")
_DEVICES: Final = tuple(
    column.name for column in DEVICES.columns if column.name != "television_count"
)
_OF_HOUSEHOLD: Final = (
    *_PLACE,
    *(column.name for group in (DWELLING, ASSETS, LAND) for column in group.columns),
    "television_count",
)
_OF_MEMBER: Final = ("sex", "studying", "has_health_insurance", "uses_internet", "social_allowance")
_FROM_15: Final = ("vocational_training", "nonfarm_work_3_months")
_WORK_AGE: Final = 15
_EVERY_HOUSEHOLD: Final = "the question is for every household"
_EVERY_MEMBER: Final = "the question is for every member"
_ADULTS: Final = "the question is for people from 15 years"


def household_blanks(facts: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Remark]:
    """Tell which questions to every household are blank.

    Args:
        facts: the facts of the household, with those that follow from an answer.
        given: what stands in the cells, by column; cells that cannot be read are among them.
    """
    # One means of information settles the indicator; without any, each one counts.
    devices = () if any(facts.get(name) for name in _DEVICES) else _DEVICES
    central_city = ("central_city",) if facts.get("area") == "urban" else ()
    for name in (*_OF_HOUSEHOLD, *central_city, *devices):
        if name not in given and facts.get(name) is None:
            yield _blank(name, _EVERY_HOUSEHOLD)


def member_blanks(
    facts: Mapping[str, Any], given: Mapping[str, Any], years: int | None
) -> Iterator[Remark]:
    """Tell which questions to every member, or from 15 years, are blank.

    Args:
        facts: the facts of the member, with those that follow from an answer.
        given: what stands in the cells, by column; cells that cannot be read are among them.
        years: the age in completed years.
    """
    if not given.keys() & {"birth_date", "age", "age_months"}:
        yield _blank("birth_date", _EVERY_MEMBER)
    for name in _OF_MEMBER:
        if name not in given and facts.get(name) is None:
            yield _blank(name, _EVERY_MEMBER)
    for name in _FROM_15 if years is not None and years >= _WORK_AGE else ():
        if name not in given:
            yield _blank(name, _ADULTS)


def _blank(name: str, reason: str) -> Remark:
    return Remark("warning", "form-skipped", name, "an empty cell", f"an answer: {reason}")

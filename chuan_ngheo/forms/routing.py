"""Which members form 3.1 asks what: answers that are missing, and answers that are too many.

Source: Circular 07/2021/TT-BLĐTBXH as amended by 02/2022, form 3.1: column 6 for those under 16,
column 7 for those under 10, column 9 of those who study, columns 15 to 18 for those from 15 years;
code 1 of column 15 leads to column 16, codes 2 to 6 to column 18. Whether the words “from 15 years”
cover columns 18 and 19 is unconfirmed: they are expected from 15 years and allowed below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from chuan_ngheo.fact_problems import shown_value
from chuan_ngheo.forms.remarks import Remark

_WORK_AGE: Final = 15
_MEASURED: Final = {
    "height_cm": (16, "the question is for people under 16 years", "stunted"),
    "weight_kg": (10, "the question is for children under 10 years", "underweight"),
}
"""Below which age a person is measured, and the finding that stands for the measure."""
_FROM_15: Final = "the question is for people from 15 years"
_OF_STUDENTS: Final = "the question is for people with 1 in column 8"
_OF_WORKERS: Final = "the question is for people with 1 in column 15"


class _Question(NamedTuple):
    """Whether a column is asked of a member; None if that is unknown or optional."""

    asked: bool | None
    reason: str


def routing_remarks(
    facts: Mapping[str, Any], given: Mapping[str, Any], years: int | None
) -> Iterator[Remark]:
    """Tell what a member should have answered and has not, and the other way round.

    Args:
        facts: the facts of the member.
        given: what stands in the cells, by column; cells that cannot be read are among them.
        years: the age in completed years.
    """
    for column, (asked, reason) in _questions(facts, years).items():
        if asked and column not in given:
            expected = f"an answer: {reason}"
            yield Remark("warning", "form-skipped", column, "an empty cell", expected)
        if asked is False and column in given:
            found, expected = shown_value(given[column]), f"an empty cell: {reason}"
            yield Remark("warning", "form-not-asked", column, found, expected)


def _questions(facts: Mapping[str, Any], years: int | None) -> dict[str, _Question]:
    found: dict[str, _Question] = {}
    for column, (below, reason, finding) in _MEASURED.items():
        asked = None if years is None else years < below
        found[column] = _Question(asked if facts.get(finding) is None else None, reason)
    # A level without studying is a contradiction, not only a question too many.
    found["study_level"] = _Question(facts.get("studying") or None, _OF_STUDENTS)
    adult = None if years is None else years >= _WORK_AGE
    status = facts.get("employment_status")
    works = None if status is None else status == "working"
    # So is work below 15 years.
    found["employment_status"] = _Question(None if works else adult, _FROM_15)
    reason = _FROM_15 if adult is False else _OF_WORKERS
    for column in ("work_kind", "wage_contract"):
        found[column] = _Question(False if adult is False else works, reason)
    for column in ("monthly_benefit", "serious_illness"):
        found[column] = _Question(adult or None, _FROM_15)
    return found

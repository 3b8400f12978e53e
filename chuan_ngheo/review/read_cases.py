"""Read cases of a review, and the decisions of form B beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.enumerations import ENUMERATIONS
from chuan_ngheo.review.case import PathKind, ReviewCase, contradictions
from chuan_ngheo.review.cells import Parse, day, identifier, one_of, truth, whole, words
from chuan_ngheo.review.outcome import result_of
from chuan_ngheo.review.read_rows import read_rows
from chuan_ngheo.survey.rows import Row
from chuan_ngheo.survey.tables import KEY

CLASSES: Final = (
    "poor",
    "near_poor",
    "average_living_standard",
    "above_average_living_standard",
)
DECISION_FIELDS: Final[Mapping[str, Parse]] = {
    KEY: identifier,
    "class": one_of(*CLASSES),
    "possible_classes": words,
    "not_poor": truth,
    "form_a_excluded": truth,
    "form_a_goes_on": truth,
    "b1_points": whole,
    "b2_points": whole,
}
"""The columns of a file of decisions that the review reads."""

CASE_FIELDS: Final[Mapping[str, Parse]] = {
    **DECISION_FIELDS,
    "kind": one_of("annual", "regular"),
    "review_year": whole,
    "on_list": one_of(*ENUMERATIONS["previous_list_status"]),
    "requested": truth,
    "requested_on": day,
    "review_started_on": day,
    "met_on": day,
    "votes_for": whole,
    "votes_total": whole,
    "posted_on": day,
    "complaints": whole,
    "complaints_resolved_on": day,
    "district_reported_on": day,
    "district_replied_on": day,
    "recognised_on": day,
}
"""The columns of a table of cases."""

_FROM_DECISION: Final = tuple(name for name in DECISION_FIELDS if name != KEY)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that can be used, the rows that cannot, and notices on columns."""

    cases: tuple[ReviewCase, ...]
    rejected: tuple[Row, ...]
    notices: tuple[Problem, ...]


def read_cases(
    path: Path, decisions: Path | None, *, kind: PathKind, review_year: int | None = None
) -> Cases:
    """Read a table of cases, and a file of decisions that gives the results of forms A and B.

    Args:
        kind: the review of the rows that name none.
        review_year: the year of the annual review, for the rows that name none.

    Raises:
        InputError: if a file cannot be read at all.
    """
    table = read_rows(path, CASE_FIELDS)
    given = None if decisions is None else read_rows(decisions, DECISION_FIELDS, strict=False)
    by_id = {} if given is None else given.by_id()
    cases: list[ReviewCase] = []
    rejected = [*table.rejected, *(given.rejected if given else ())]
    for row in table.rows:
        facts, problems = _joined(row.facts, by_id.get(row.facts[KEY], {}))
        case = None if problems else _case(facts, kind, review_year)
        if case is not None:
            problems = [*_class_problems(facts), *contradictions(case)]
        if case is None or problems:
            rejected.append(Row(row.source, row.facts, tuple(problems)))
        else:
            cases.append(case)
    return Cases(tuple(cases), tuple(rejected), table.notices)


def _joined(
    facts: Mapping[str, Any], decision: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the facts of a case with those of its decision, and where both differ."""
    found = dict(facts)
    problems: list[Problem] = []
    for name in _FROM_DECISION:
        other = decision.get(name)
        if found[name] is None:
            found[name] = other
        elif other is not None and other != found[name]:
            expected = f"{other}, as in the decisions"
            advice = "Correct one of the two."
            code = "review-contradiction"
            problems.append(Problem(code, f"{found[name]}", expected, advice, path=name))
    return found, problems


def _class_problems(facts: Mapping[str, Any]) -> list[Problem]:
    if facts["not_poor"] and facts["class"] in ("poor", "near_poor"):
        expected = "false where the class is poor or near_poor"
        advice = "Correct one of the two."
        return [Problem("review-contradiction", "true", expected, advice, path="not_poor")]
    return []


def _case(facts: Mapping[str, Any], kind: PathKind, year: int | None) -> ReviewCase:
    own = {
        name: facts[name]
        for name in CASE_FIELDS
        if name not in ("class", "possible_classes", "not_poor", "kind", "review_year")
    }
    possible = facts["possible_classes"] or ()
    return ReviewCase(
        **own,
        kind=facts["kind"] or kind,
        review_year=year if facts["review_year"] is None else facts["review_year"],
        result=result_of(facts["class"], facts["not_poor"], possible),
    )

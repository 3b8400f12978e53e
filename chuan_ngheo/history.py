"""A household's status over time, from dated decisions of recognition.

Movements as the official tables count them: forms 7.2 and 7.3, Circular 07/2021/TT-BLĐTBXH. A
household escapes poverty (thoát nghèo) when it goes from the list of the poor to that of the
near-poor or to neither; it escapes near-poverty when it goes from that list to neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from chuan_ngheo.diagnostics import Problem
from chuan_ngheo.fact_types import ListDecision

HISTORY_FACTS = ("left_poor_list_on", "left_near_poor_list_on", "previous_list_status")


def history_facts(decisions: Iterable[ListDecision], day: date | None) -> dict[str, Any]:
    """Return what dated decisions say of the time before a review.

    Args:
        decisions: decisions of recognition, in any order. A household is on the list that the
            latest decision before a day names.
        day: the review date; decisions on later days are left out, one on this day counts.

    Returns:
        ``left_poor_list_on`` and ``left_near_poor_list_on``: the day of the latest decision
        that took the household off that list upwards, None if none did; and
        ``previous_list_status``: the list it was on when the review began, None if no
        decision tells.
    """
    past = sorted(
        (decision for decision in decisions if day is None or decision.decided_on <= day),
        key=lambda decision: decision.decided_on,
    )
    found: dict[str, Any] = dict.fromkeys(HISTORY_FACTS)
    for before, after in pairwise(past):
        if before.list_status == "poor" and after.list_status != "poor":
            found["left_poor_list_on"] = after.decided_on
        elif before.list_status == "near_poor" and after.list_status == "none":
            found["left_near_poor_list_on"] = after.decided_on
    earlier = [item for item in past if day is None or item.decided_on < day]
    if earlier:
        found["previous_list_status"] = earlier[-1].list_status
    return found


def resolve_history(facts: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return the facts that ``list_decisions`` tell, and what contradicts them.

    What the decisions do not tell stays as it is given: they may begin later than the history.
    """
    decisions: tuple[ListDecision, ...] = facts.get("list_decisions") or ()
    problems = list(_same_days(decisions))
    if problems or not decisions:
        return {}, tuple(problems)
    told = history_facts(decisions, facts.get("review_date"))
    for name, value in told.items():
        given = facts.get(name)
        if value is not None and given is not None and given != value:
            expected = f"{value}, as the decisions say"
            advice = f"Correct the decisions, or leave out {name}."
            problems.append(
                Problem("history-contradiction", str(given), expected, advice, path=name)
            )
    return {name: value for name, value in told.items() if value is not None}, tuple(problems)


def _same_days(decisions: tuple[ListDecision, ...]) -> Iterable[Problem]:
    days: dict[date, str] = {}
    for index, decision in enumerate(decisions):
        if days.setdefault(decision.decided_on, decision.list_status) != decision.list_status:
            yield Problem(
                "history-contradiction",
                f"two lists on {decision.decided_on}",
                "one list on each day",
                "Correct one of the two decisions.",
                path=f"list_decisions[{index}].list_status",
            )

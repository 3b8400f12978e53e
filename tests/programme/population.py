"""Hand-made households whose every fact that the plan reads is known."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from chuan_ngheo import Decision, classify
from chuan_ngheo.validation import read_facts
from tests.test_public_api import POOR

RULES = "kh-132-2022-can-tho"
HOUSEHOLD_FACTS = {
    "head_or_spouse_ethnic_minority": False,
    "left_poor_list_on": None,
    "left_near_poor_list_on": None,
    "on_commune_list": True,
    "resides_in_area": True,
}
MEMBER_FACTS = {
    "disabled": False,
    "meritorious": False,
    "pregnant": False,
    "breastfeeding": False,
    "wants_overseas_work": False,
    "regular_work": True,
    "ethnic_minority": False,
}
Pair = tuple[Mapping[str, Any], Decision]


def household(
    identifier: int | str,
    *,
    mother: Mapping[str, Any] | None = None,
    boy: Mapping[str, Any] | None = None,
    **facts: Any,
) -> dict[str, Any]:
    """Return a poor rural household of a woman of 42 who works and a boy of 10 at school."""
    found: dict[str, Any] = {
        **copy.deepcopy(POOR),
        **HOUSEHOLD_FACTS,
        "household_id": identifier,
    }
    for member, changes in zip(found["members"], (mother, boy), strict=True):
        member.update({**MEMBER_FACTS, **(changes or {})})
    return {**found, **facts}


def near_poor(identifier: int, **facts: Any) -> dict[str, Any]:
    """Return the same household with piped water: two deprivations, near-poor."""
    return household(identifier, **{"water_source": "piped", **facts})


def undetermined(identifier: int, **facts: Any) -> dict[str, Any]:
    """Return the same household with an unknown source of water: poor or near-poor."""
    return household(identifier, **{"water_source": None, **facts})


def average(identifier: int, **facts: Any) -> dict[str, Any]:
    """Return the same household with an income above the poverty line."""
    return household(identifier, **{"income_per_capita": 1_800_000, **facts})


def pairs(*households: Mapping[str, Any], rules: Any = RULES) -> list[Pair]:
    """Return the checked facts of households with the decisions on them."""
    checked = [read_facts(facts) for facts in households]
    return [(facts, classify(facts, rules=rules)) for facts in checked]

"""Random households with the facts that the plan asks for, many of them unknown."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, Final

from tests.generators import RandomSource, describe_household

Facts = dict[str, Any]

_TRUTH: Final = (True, False)
_RARE: Final = (False, False, False, True)
_OF_HOUSEHOLD: Final[dict[str, tuple[Any, ...]]] = {
    "head_or_spouse_ethnic_minority": _RARE,
    "on_commune_list": _TRUTH,
    "resides_in_area": (True, True, False),
    "electricity_kwh_per_month": (0.0, 30.0, 50.0, 50.1, 120.0),
    "on_electricity_grid": _TRUTH,
    "disadvantaged_area": _TRUTH,
    "agricultural_household": _TRUTH,
    "previous_list_status": ("poor", "near_poor", "none"),
    "left_poor_list_on": (date(2019, 1, 31), date(2021, 2, 28), date(2022, 9, 1)),
    "left_near_poor_list_on": (date(2019, 1, 31), date(2021, 2, 28), date(2022, 9, 1)),
}
_OF_MEMBER: Final[dict[str, tuple[Any, ...]]] = {
    "ethnic_minority": _RARE,
    "disabled": _RARE,
    "stable_livelihood": _TRUTH,
    "meritorious": _RARE,
    "meritorious_monthly": _RARE,
    "pregnant": _RARE,
    "breastfeeding": _RARE,
    "wants_overseas_work": _TRUTH,
    "gave_birth_within_policy": _RARE,
    "husband_ethnic_minority": _RARE,
    "compulsory_social_insurance": _RARE,
}
PLAN_FACTS: Final = frozenset(
    {
        *_OF_HOUSEHOLD,
        *_OF_MEMBER,
        "review_date",
        "birth_date",
        "age",
        "age_months",
        "sex",
        "employment_status",
        "wage_contract",
        "health_insurance_state_paid_group",
        "has_health_insurance",
        "social_allowance",
        "studying",
        "study_level",
        "members",
    }
)
"""What the rules of the plan read themselves; the rest reaches them through the class alone."""
LAST_DAY: Final = date(2025, 12, 31)


def random_plan_household(rng: random.Random, unknown_share: float) -> Facts:
    """Give a household in which each fact is unknown with a probability."""
    facts = describe_household(RandomSource(rng, unknown_share))
    if facts.get("review_date") and facts["review_date"] > LAST_DAY:
        facts["review_date"] = LAST_DAY
    _add(rng, unknown_share, facts, _OF_HOUSEHOLD)
    for member in facts.get("members") or ():
        _add(rng, unknown_share, member, _OF_MEMBER)
    return facts


def _add(
    rng: random.Random, unknown_share: float, facts: Facts, choices: dict[str, tuple[Any, ...]]
) -> None:
    for name, options in choices.items():
        if rng.random() >= unknown_share:
            facts[name] = rng.choice(options)
